"""Labels at the head of a paragraph: „1.“, „3^1.“, „1)“, „ა)“, „ა.ბ)“, „2.4.“, „I.“.

A label is only a candidate: whether „5.“ is the number of a point is decided by its neighbours
(:mod:`acts.lists`).

>>> label = read_label("3^1. ტექსტი")
>>> label.style, str(label.numbers[-1]), label.printed
('dot', '3^1', '3^1.')
>>> [str(n) for n in read_label("ა.ბ) ტექსტი").numbers]
['ა', 'ბ']
>>> read_label("10.04.2012 წელს") is None
True
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from typing import Literal

from schemas.numbers import PLAIN, Number

Style = Literal["dot", "paren", "letter", "letter-dot", "roman", "decimal"]

_SUP = r"(?:\s?\^{{1,2}}\s?(?P<{0}>\d{{1,3}})|(?P<{0}u>[⁰¹²³⁴⁵⁶⁷⁸⁹]+))"
_ARABIC = re.compile(
    r"(?P<base>[1-9]\d{0,3}(?:\.[1-9]\d{0,2})*)" + _SUP.format("p") + r"?\s?(?P<mark>[.)])(?!\d)"
)
_SPLIT = re.compile(r"(?P<base>[1-9]\d{0,2})[\s\u200b](?P<p>\d{1,2})\s?(?P<mark>[.)])(?!\d)")
_BARE_DECIMAL = re.compile(r"(?P<base>[1-9]\d?(?:\.[1-9]\d?){1,3})\s+(?=[„“\"]?[ა-ჰ])")
_LETTER_PART = r"[ა-ჰ](?:\s?\^\s?\d{1,2}|[⁰¹²³⁴⁵⁶⁷⁸⁹]+|[\s\u200b]?\d{1,2})?"
_LETTER = re.compile(rf"(?P<path>{_LETTER_PART}(?:\s?\.\s?{_LETTER_PART})*)\s?\.?\s?\)")
_LETTER_DOT = re.compile(r"(?P<path>[ა-ჰ](?:\^\d{1,2})?)\s?\.\s(?=[„“\"(]?[ა-ჰ\d])")
_ROMAN = re.compile(
    r"(?P<base>[IVXLC]{1,7})" + _SUP.format("p") + r"?\s?(?P<mark>[.)])(?=\s|[ა-ჰ„])"
)
_PART = re.compile(r"([ა-ჰ])[\s\u200b]?\^?\s?(\d{1,2})?")
_SPACE = re.compile(r"\s+")


@dataclass(frozen=True, slots=True)
class Label:
    """A candidate label. ``end`` is where the words after it begin."""

    style: Style
    numbers: tuple[Number, ...]  # a path for „ა.ბ)“, one number otherwise
    printed: str
    end: int
    split: bool = False  # „3 1.“: the superscript stood apart

    @property
    def number(self) -> Number:
        return self.numbers[-1]


def read_label(text: str) -> Label | None:
    """The label at the head of a paragraph, or None."""
    first = text[0] if text else ""
    if "ა" <= first <= "ჰ":
        return _letter(text) if len(text) > 1 and not "ა" <= text[1] <= "ჰ" else None
    if "1" <= first <= "9":
        return _arabic(text)
    if first in "IVXLC":
        return _roman(text)
    return None


def _arabic(text: str) -> Label | None:
    head = text[:24]
    match = _ARABIC.match(head)
    if match:
        base = _SPACE.sub("", match["base"])
        prim = match["p"] or (match["pu"] or "").translate(PLAIN)
        number = _number(f"{base}^{prim}" if prim else base)
        decimal = "." in base
        if decimal and len(base.split(".")) > 2 and _looks_like_date(base):
            return None
        style: Style = "decimal" if decimal else "dot" if match["mark"] == "." else "paren"
        return Label(style, (number,), match.group(), _skip(text, match.end()))
    match = _SPLIT.match(head)
    if match:
        number = _number(f"{match['base']}^{int(match['p'])}")
        style = "dot" if match["mark"] == "." else "paren"
        return Label(style, (number,), match.group(), _skip(text, match.end()), split=True)
    match = _BARE_DECIMAL.match(text[:40])
    if match:
        number = _number(match["base"])
        return Label("decimal", (number,), match["base"], match.end())
    return None


def _letter(text: str) -> Label | None:
    head = text[:32]
    match = _LETTER.match(head)
    if match:
        numbers = tuple(
            _number(part[1] + (f"^{part[2]}" if part[2] else ""))
            for part in _PART.finditer(match["path"].translate(PLAIN))
        )
        return Label("letter", numbers, match.group(), _skip(text, match.end()))
    match = _LETTER_DOT.match(head)
    if match:
        return Label("letter-dot", (_number(match["path"]),), match.group().rstrip(), match.end())
    return None


def _roman(text: str) -> Label | None:
    match = _ROMAN.match(text[:24])
    if not match:
        return None
    prim = match["p"] or (match["pu"] or "").translate(PLAIN)
    try:
        number = _number(match["base"] + (f"^{prim}" if prim else ""))
    except ValueError:
        return None
    return Label("roman", (number,), match.group(), _skip(text, match.end()))


@lru_cache(maxsize=8192)
def _number(text: str) -> Number:
    return Number.parse(text)


def _looks_like_date(base: str) -> bool:
    return int(base.rsplit(".", 1)[1]) > 99


def _skip(text: str, at: int) -> int:
    while at < len(text) and text[at] == " ":
        at += 1
    return at
