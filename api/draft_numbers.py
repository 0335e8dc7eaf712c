"""Numbers of units of a draft: the next one, one between two, and what moves to make room.

A unit's kind says the series: Roman for books, parts and chapters, Arabic for articles and
points, letters for subpoints (Law 1876 art. 16(8)). A unit between two takes the number before
it with a prim (art. 16(11)), or those after it move.

>>> one, two = Number.parse("3"), Number.parse("4")
>>> str(between(one, two)), str(after(one)), str(after(Number.parse("ბ")))
('3^1', '4', 'გ')
>>> [str(n) for n in making_room(after(one), [two, Number.parse("5"), Number.parse("7")])]
['5', '6', '7']
>>> relabelled("მუხლი 37^1.", Number.parse("38")), relabelled("ა)", Number.parse("ბ"))
('მუხლი 38.', 'ბ)')
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from registry import free_numbers
from schemas.model import Kind
from schemas.numbers import Number, Series

SERIES: dict[Kind, Series] = {
    Kind.BOOK: "roman", Kind.PART: "roman", Kind.CHAPTER: "roman", Kind.ARTICLE: "arabic",
    Kind.POINT: "arabic", Kind.SUBPOINT: "letter", Kind.ANNEX: "arabic",
}  # fmt: skip
LABELS: dict[Kind, str] = {
    Kind.BOOK: "წიგნი {}", Kind.PART: "კარი {}", Kind.CHAPTER: "თავი {}",
    Kind.ARTICLE: "მუხლი {}.", Kind.POINT: "{}.", Kind.SUBPOINT: "{})",
    Kind.ANNEX: "დანართი №{}",
}  # fmt: skip
_PRINTED: dict[Series, re.Pattern[str]] = {
    "arabic": re.compile(r"[0-9]+(?:\.[0-9]+)*(?:\s?\^\s?[0-9]+|[⁰¹²³⁴⁵⁶⁷⁸⁹]+)*"),
    "roman": re.compile(r"[IVXLCDM]+(?:\s?\^\s?[0-9]+|[⁰¹²³⁴⁵⁶⁷⁸⁹]+)*"),
    "letter": re.compile(r"[ა-ჰ](?:\s?\^\s?[0-9]+|[⁰¹²³⁴⁵⁶⁷⁸⁹]+)*(?=\W|$)"),
}


class NoNumber(ValueError):
    """There is no such number: after the last letter, or between 3 and 3¹."""


def first(kind: Kind) -> Number:
    """The first number of a kind of unit."""
    return Number(SERIES[kind], (1,))


def after(number: Number) -> Number:
    """The next whole number. Raises :class:`NoNumber` after the last letter."""
    made = free_numbers.after(number)
    if made is None:
        raise NoNumber(f"no letter after {number}")
    return made


def between(one: Number, two: Number | None) -> Number:
    """The number of a unit between two: that of the one before with a prim.

    Raises :class:`NoNumber` where none is free: 3 and 3¹.
    """
    made = replace(one, prims=(*one.prims[:-1], one.prims[-1] + 1) if one.prims else (1,))
    if two is not None and not made < two:
        raise NoNumber(f"no number between {one} and {two}")
    return made


def moved(number: Number) -> Number:
    """The number that makes room for another: 4 → 5, 3¹ → 3²."""
    if number.prims:
        return replace(number, prims=(*number.prims[:-1], number.prims[-1] + 1))
    return after(number)


def making_room(new: Number, row: Sequence[Number]) -> list[Number]:
    """The numbers of those after a new unit: each moves only as far as it must.

    >>> four = [Number.parse(text) for text in ("4", "4^1", "5")]
    >>> [str(n) for n in making_room(Number.parse("4"), four)]
    ['5', '5^1', '6']
    >>> [str(n) for n in making_room(Number.parse("4^1"), four[1:])]
    ['4^2', '5']
    """
    out: list[Number] = []
    last, before = new, None
    for number in row:
        made = number
        if before is not None and number.prims and number.base == before.base:
            made = replace(number, base=last.base)  # 4¹ goes with its 4
        if not last < made:
            beside = made.prims and made.base == last.base
            made = moved(last) if beside else after(last)
        out.append(made)
        last, before = made, number
    return out


def unbroken(row: Sequence[Number]) -> list[Number]:
    """The same row without gaps and without a number twice; what follows rightly stays.

    >>> [str(n) for n in unbroken([Number.parse(t) for t in ("2", "2^1", "4", "4")])]
    ['1', '1^1', '2', '3']
    """
    out: list[Number] = []
    shift = 0
    for number in row:
        if not out:
            made = Number(number.series, (*number.base[:-1], 1))
        elif number.prims and number.base[-1] - shift == out[-1].base[-1]:
            made = replace(out[-1], prims=(out[-1].prims[0] + 1,) if out[-1].prims else (1,))
        else:
            made = after(out[-1])
        shift = number.base[-1] - made.base[-1]
        out.append(made)
    return out


def relabelled(label: str, number: Number) -> str:
    """A printed label with another number. Raises :class:`NoNumber` for one without a number."""
    found = _PRINTED[number.series].search(label)
    if found is None:
        raise NoNumber(f"no number in the label {label!r}")
    return f"{label[: found.start()]}{number}{label[found.end() :]}"
