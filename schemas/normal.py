"""The normal form: when two texts count as the same law.

Two documents that differ only in noise (spaces, soft hyphens, quote marks, dashes, spelling of
superscripts) have one normal form; two that differ in a letter, a digit or a punctuation mark
do not. The normal form is for comparing only and is never shown, stored or written back.

Folded: HTML left-overs (``&shy;``, ``&nbsp;``), NFC, Mtavruli to Mkhedruli, invisible
characters (soft hyphen, zero-width marks, BOM) removed, superscripts to ``^N``, quote marks of
every shape to ``"``, dashes to ``-``, ``N`` and ``#`` before a digit to ``№``, and all white
space removed, save one space between two digits („37 1“ is not 371).

>>> same_law("„მუხლი 37¹“", '"მუხლი  37^1"'), same_law("37¹", "371"), same_law("37 1", "371")
(True, False, False)
"""

from __future__ import annotations

import re
import unicodedata

from schemas.numbers import PLAIN

_ENTITY = {
    "&shy;": "", "&nbsp;": "", "&rsquo;": "'", "&lsquo;": "'", "&quot;": '"', "&ldquo;": '"',
    "&rdquo;": '"', "&bdquo;": '"', "&zwnj;": "", "&ndash;": "-", "&mdash;": "-",
}  # fmt: skip
_INVISIBLE = dict.fromkeys(map(ord, "\u00ad\u200b\u200c\u200d\u200e\u200f\u2060\ufeff"))
_QUOTES = dict.fromkeys(map(ord, "„“”‟«»″〝〞＂"), '"')
_SINGLE = dict.fromkeys(map(ord, "’‘‚‛′`´"), "'")
_DASHES = dict.fromkeys(map(ord, "‐‑‒–—―−"), "-")
_MTAVRULI = {code: code - 0x1C90 + 0x10D0 for code in range(0x1C90, 0x1CC0)}
_FOLD = {**_INVISIBLE, **_QUOTES, **_SINGLE, **_DASHES, **_MTAVRULI}
_SINGLE_MARK = "['’‘‚‛′`´]"
_PIECE = re.compile(
    "|".join(
        (
            "(?P<entity>" + "|".join(_ENTITY) + ")",
            f"(?P<double>{_SINGLE_MARK}{{2}}|,,)",
            "(?P<numero>[№N#]\\s*(?=[0-9]))",
            "(?P<sup>[⁰¹²³⁴⁵⁶⁷⁸⁹]+)",
            "(?P<gap>(?<=[0-9])\\s+(?=[0-9]))",
            "(?P<space>\\s+)",
        )
    )
)


def _piece(match: re.Match[str]) -> str:
    kind, text = match.lastgroup, match.group()
    if kind == "space":
        return ""
    if kind == "gap":
        return " "
    if kind == "entity":
        return _ENTITY[text]
    if kind == "double":
        return '"'
    if kind == "numero":
        return "№"
    return "^" + text.translate(PLAIN)


def normal_form(text: str) -> str:
    """The comparing form of a text. See the module for what is folded."""
    text = unicodedata.normalize("NFC", text)
    return _PIECE.sub(_piece, text).translate(_FOLD)


def same_law(one: str, other: str) -> bool:
    """Whether two texts differ in noise only."""
    return normal_form(one) == normal_form(other)


def folded_with_offsets(text: str) -> tuple[str, list[int]]:
    """Normal form of ``text`` and, for each of its characters, the offset it came from.

    No NFC here, since composing would move offsets; a decomposed letter then does not match,
    which refuses rather than guesses.

    >>> folded_with_offsets("მე – 5¹")
    ('მე-5^1', [0, 1, 3, 5, 6, 6])
    """
    out: list[str] = []
    places: list[int] = []
    end = 0
    for match in _PIECE.finditer(text):
        _plain(text, end, match.start(), out, places)
        piece = _piece(match)
        out.append(piece)
        places.extend([match.start()] * len(piece))
        end = match.end()
    _plain(text, end, len(text), out, places)
    return "".join(out), places


def _plain(text: str, start: int, end: int, out: list[str], places: list[int]) -> None:
    piece = text[start:end]
    folded = piece.translate(_FOLD)
    if len(folded) == len(piece):  # a letter becomes one letter or none
        out.append(folded)
        places.extend(range(start, end))
        return
    for place, letter in enumerate(piece, start):
        if char := letter.translate(_FOLD):
            out.append(char)
            places.append(place)
