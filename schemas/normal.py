"""The normal form: when two texts count as the same law.

Two documents that differ only in noise (spaces, soft hyphens, quote marks, dashes, spelling of
superscripts) have one normal form; two that differ in a letter, a digit or a punctuation mark
do not. The normal form is for comparing only and is never shown, stored or written back.

Folded, in this order: HTML left-overs (``&shy;``, ``&nbsp;``), NFC, Mtavruli to Mkhedruli,
invisible characters (soft hyphen, zero-width marks, BOM) removed, superscripts to ``^N``,
quote marks of every shape to ``"``, dashes to ``-``, ``№``/``N``/``#`` before a digit to ``№``,
and all white space removed, save one space between two digits („37 1“ is not 371).

>>> same_law("„მუხლი 37¹“", '"მუხლი  37^1"'), same_law("37¹", "371"), same_law("37 1", "371")
(True, False, False)
"""

from __future__ import annotations

import re
import unicodedata

from schemas.numbers import fold_superscripts

_ENTITIES = re.compile(r"&(shy|nbsp|rsquo|lsquo|quot|ldquo|rdquo|bdquo|zwnj|ndash|mdash);")
_ENTITY = {
    "shy": "", "nbsp": " ", "rsquo": "’", "lsquo": "‘", "quot": '"', "ldquo": "“",
    "rdquo": "”", "bdquo": "„", "zwnj": "", "ndash": "–", "mdash": "—",
}  # fmt: skip
_INVISIBLE = dict.fromkeys(map(ord, "\u00ad\u200b\u200c\u200d\u200e\u200f\u2060\ufeff"))
_QUOTES = dict.fromkeys(map(ord, "„“”‟«»″〝〞＂"), '"')
_SINGLE = dict.fromkeys(map(ord, "’‘‚‛′`´"), "'")
_DASHES = dict.fromkeys(map(ord, "‐‑‒–—―−"), "-")
_MTAVRULI = {code: code - 0x1C90 + 0x10D0 for code in range(0x1C90, 0x1CC0)}
_FOLD = {**_INVISIBLE, **_QUOTES, **_SINGLE, **_DASHES, **_MTAVRULI}
_NUMERO = re.compile(r"(?:№|N|#)\s*(?=\d)")
_DIGIT_GAP = re.compile(r"(?<=[0-9])\s+(?=[0-9])")
_SPACE = re.compile(r"\s+")
_DOUBLED = re.compile(r"''|,,")


def normal_form(text: str) -> str:
    """The comparing form of a text. See the module for what is folded."""
    if "&" in text:
        text = _ENTITIES.sub(lambda m: _ENTITY[m.group(1)], text)
    text = unicodedata.normalize("NFC", text).translate(_FOLD)
    text = _DOUBLED.sub('"', fold_superscripts(text))
    text = _NUMERO.sub("№", text)
    text = _DIGIT_GAP.sub("\x00", text)
    return _SPACE.sub("", text).replace("\x00", " ")


def same_law(one: str, other: str) -> bool:
    """Whether two texts differ in noise only."""
    return normal_form(one) == normal_form(other)
