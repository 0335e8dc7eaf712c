"""Words between the tree and XML: superscripts, and characters that XML cannot hold.

``^12`` in the text of a unit is ``<sup>12</sup>``. A character that XML 1.0 forbids (a control
character left by a copying program, a lone surrogate) is never dropped or replaced: it becomes
the processing instruction ``<?char 000B?>`` and comes back as itself. In attributes, where no
instruction can stand, such a value is written as ``\\`` and its escaped form.
"""

from __future__ import annotations

import re

from lxml import etree

from schemas.elements import AKN
from schemas.xml import BadXml

_A = f"{{{AKN}}}"
SUP = _A + "sup"
CHARACTER = "char"
ILLEGAL = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_SPECIAL = re.compile(rf"\^(?P<sup>[0-9]+)|(?P<char>{ILLEGAL.pattern})")
_NOTE_REF = _A + "noteRef"
_NOT_WORDS = frozenset({_A + "authorialNote", _A + "img"})


def write_words(element: etree._Element, text: str) -> None:
    """Set the words of an element that has no content yet."""
    if "^" not in text:
        try:
            element.text = text
        except ValueError:
            pass
        else:
            return
    last: etree._Element | None = None
    place = 0
    for match in _SPECIAL.finditer(text):
        _append(element, last, text[place : match.start()])
        place = match.end()
        if match["sup"]:
            last = etree.SubElement(element, SUP)
            last.text = match["sup"]
        else:
            last = etree.ProcessingInstruction(CHARACTER, f"{ord(match['char']):04X}")
            element.append(last)
    _append(element, last, text[place:])


def _append(element: etree._Element, last: etree._Element | None, text: str) -> None:
    if not text:
        return
    if last is None:
        element.text = text
    else:
        last.tail = text


def read_words(element: etree._Element) -> str:
    """The words of an element, superscripts as ``^N``; references to notes are no words."""
    if not len(element):
        return element.text or ""
    out = [element.text or ""]
    for child in element:
        if isinstance(child, etree._ProcessingInstruction):
            if child.target == CHARACTER:
                out.append(chr(int(child.text or "0", 16)))
        elif child.tag == SUP:
            out.append("^" + read_words(child))
        elif child.tag in _NOT_WORDS:
            cause = f"{child.tag.removeprefix(_A)} is no legal text of this profile"
            raise BadXml("not-akoma-ntoso", f"line {child.sourceline or 1}", cause)
        elif child.tag != _NOTE_REF:
            out.append(read_words(child))
        out.append(child.tail or "")
    return "".join(out)


def write_value(text: str) -> str:
    """A value for an attribute or for proprietary data, escaped where XML cannot hold it.

    >>> write_value("ვებგვერდი"), read_value(write_value("a\\x0bb")) == "a\\x0bb"
    ('ვებგვერდი', True)
    """
    if text.startswith("\\") or ILLEGAL.search(text):
        return "\\" + text.encode("unicode_escape").decode("ascii")
    return text


def read_value(text: str) -> str:
    """Inverse of :func:`write_value`."""
    if text.startswith("\\"):
        return text[1:].encode("ascii").decode("unicode_escape")
    return text
