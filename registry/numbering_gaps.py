"""Numbers that do not follow one another (Law 1876 art. 16(8), 16(11)).

Articles count through the whole act, points and subpoints within their unit. A removed unit
keeps its number, so a hole means that something is missing or misnumbered.

>>> from schemas.numbers import Number
>>> def points(*numbers):
...     body = [Unit(Kind.POINT, Number.parse(n), label=f"{n}.") for n in numbers]
...     return Unit(Kind.ARTICLE, Number.parse("1"), label="მუხლი 1", children=body)
>>> gaps(points("1", "2", "2^1", "3")), gaps(points("1", "3"))
([], ['მუხლი 1: 1. → 3.'])
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

from schemas.model import Kind, Unit

_INNER = (Kind.POINT, Kind.SUBPOINT)
_GROUPS = frozenset({Kind.BOOK, Kind.PART, Kind.CHAPTER, Kind.SUBCHAPTER, Kind.GROUP})


def gaps(root: Unit) -> list[str]:
    """Every break in numbering below a unit, as „place: number → number“."""
    out: list[str] = []
    for unit in root.walk():
        for kind in _INNER:
            out.extend(_breaks(unit, [c for c in unit.children if c.kind is kind]))
        if unit.kind in (Kind.BODY, Kind.ANNEX):
            out.extend(_breaks(unit, list(_articles(unit))))
    return out


def _articles(unit: Unit) -> Iterator[Unit]:
    for child in unit.children:
        if child.kind is Kind.ARTICLE:
            yield child
        elif child.kind in _GROUPS:
            yield from _articles(child)


def _breaks(parent: Unit, row: list[Unit]) -> Iterator[str]:
    numbered = [(unit, unit.number) for unit in row if unit.number is not None]
    for (one, first), (two, second) in pairwise(numbered):
        if first.series == second.series and not second.follows(first):
            yield f"{parent.label or parent.kind.value}: {one.label} → {two.label}"
