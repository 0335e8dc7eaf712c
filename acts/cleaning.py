"""What a reader drops from the characters of a copy before anything points into them.

Only marks that the normal form (:mod:`schemas.normal`) holds for nothing: soft hyphens, byte
order marks, HTML left-overs and carriage returns. The bytes of the source are kept elsewhere,
by hash. A zero-width space stays where it sets a digit apart from a digit or letter before it:
there it is the last trace of a superscript.

>>> clean("სასა\\u00adმართლო&shy; &nbsp;1\\r\\n2")
'სასამართლო  1\\n2'
"""

from __future__ import annotations

import re

LOST = "\ufffd "  # signs that a copy could not read
_ENTITY = {
    "shy": "", "nbsp": " ", "rsquo": "’", "lsquo": "‘", "quot": '"', "ldquo": "“",
    "rdquo": "”", "bdquo": "„", "zwnj": "", "ndash": "–", "mdash": "—",
}  # fmt: skip
_ENTITIES = re.compile(f"&({'|'.join(_ENTITY)});")
_IDLE_SPACE = re.compile("(?<![\\dა-ჰ])\u200b|\u200b(?!\\d)")
_WORD_MARKUP = re.compile(
    r"(?:\d{3,4}x\d{3,4}\s+)?Normal\s+0\s+(?:(?:false|true)\s+){2,6}(?:[A-Z]{2}(?:-[A-Z]{2})?\s+)?"
    r"(?:X-NONE\s+X-NONE)?(?:\s*MicrosoftInternetExplorer4)?|(?:<!--\s*)?(?:/\*[^*]{0,60}\*/\s*)?"
    r"(?:@?[A-Za-z][A-Za-z0-9.,:#@\s_-]{0,200}\{[^{}ა-ჰ]{0,3000}\}\s*)+(?:-->)?|"
    r"(?<!\S)\d{3,4}x\d{3,4}(?!\S)"
)
_ANCHOR_OF_COMMENT = re.compile(r"(?m)(?:[ა-ჰ)]\s?[.;:]\s?|^)#(?: #)+$|[ა-ჰ)]\s?[.;]\s#$")
_ANCHORS = re.compile(r"(?m)(?:^|(?<=\S)[^\S\n]+)#(?:[^\S\n]*#)*[^\S\n]*$")
_LINE_ENDS = re.compile("\r\n?|[\v\f\x85\u2028\u2029]")


def without_word_markup(text: str) -> tuple[str, list[str]]:
    """The text without what Word leaves at the head of a page („Normal 0 false false …“)."""
    if "X-NONE" not in text and "Mso" not in text and "Normal\n0" not in text:
        return text, []
    found = [match.group() for match in _WORD_MARKUP.finditer(text)]
    return _WORD_MARKUP.sub("", text), found


def is_annotated(text: str) -> bool:
    """Whether a copy holds the anchors of the Herald's comments: „… წესით. # # #“ at the end of a
    sentence. Elsewhere „#“ is a number sign."""
    return "#" in text and _ANCHOR_OF_COMMENT.search(text) is not None


def without_anchors(text: str) -> tuple[str, list[str]]:
    """The text of an annotated copy without its anchors, at the ends of lines and alone on lines.

    >>> without_anchors("ნავი ხისაა. # #\\n#\\nთავი I #")
    ('ნავი ხისაა.\\n\\nთავი I', ['# #', '#', '#'])
    """
    found = [match.group().strip() for match in _ANCHORS.finditer(text)]
    return (_ANCHORS.sub("", text), found) if found else (text, [])


def clean(text: str) -> str:
    """The text without invisible layout marks. See the module."""
    if "&" in text:
        text = _ENTITIES.sub(lambda m: _ENTITY[m.group(1)], text)
    if "\u00ad" in text:
        text = text.replace("\u00ad", "")
    if "\ufeff" in text:
        text = text.replace("\ufeff", "")
    if "\u200b" in text:
        text = _IDLE_SPACE.sub("", text)
    if "\u00a0" in text:
        text = text.replace("\u00a0", " ")
    return _LINE_ENDS.sub("\n", text)
