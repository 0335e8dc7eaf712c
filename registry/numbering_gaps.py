"""Numbers that do not follow one another (Law 1876 art. 16(8), 16(11)).

Articles count through the whole act, points and subpoints within their unit. A removed unit
keeps its number, so a hole means that something is missing or misnumbered, and so does a row that
does not begin with its first number. Where points have no articles above them, and where an
unnumbered paragraph cuts a list, a row may go on from the row before it.

>>> from schemas.numbers import Number
>>> def points(*numbers):
...     body = [Unit(Kind.POINT, Number.parse(n), label=f"{n}.") for n in numbers]
...     return Unit(Kind.ARTICLE, Number.parse("1"), label="მუხლი 1", children=body)
>>> gaps(points("1", "2", "2^1", "3")), gaps(points("1", "3")), gaps(points("1^1", "2"))
([], ['მუხლი 1: 1. → 3.'], ['მუხლი 1: … → 1^1.'])
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from schemas.model import Kind, Unit
from schemas.numbers import Number

_INNER = (Kind.POINT, Kind.SUBPOINT)
_GROUPS = frozenset({Kind.BOOK, Kind.PART, Kind.CHAPTER, Kind.SUBCHAPTER, Kind.GROUP})
_WHOLES = frozenset({Kind.BODY, Kind.ANNEX})
_CUT = frozenset({Kind.PARAGRAPH, Kind.NOTE})  # what may stand in the middle of a list


def gaps(root: Unit) -> list[str]:
    """Every break in numbering below a unit, as „place: number → number“ (without a place where
    the unit is unnamed); „…“ stands before a row that does not begin as it should."""
    out: list[str] = []
    for unit in root.walk():
        if unit.kind not in _GROUPS | _CUT:
            out.extend(_in(unit, [unit]))
        if unit.kind in _WHOLES:
            out.extend(_in(unit, list(_groups(unit))))
            out.extend(_breaks(unit, list(_articles(unit)), None))
        out.extend(_in(unit, [child for child in unit.children if child.kind in _CUT]))
    return out


def begins(number: Number) -> bool:
    """Whether a row may begin with a number: 1, ა, I, and 2.1 of decimal ones.

    >>> [begins(Number.parse(n)) for n in ("1", "ა", "I", "2.1", "2", "1^1")]
    [True, True, True, True, False, False]
    """
    return number.base[-1] == 1 and not number.prims


def _in(whole: Unit, parents: Iterable[Unit]) -> Iterator[str]:
    """Breaks in rows of these units, of which each may go on from the one before."""
    last: dict[Kind, Unit] = {}
    for parent in parents:
        for kind in _INNER:
            row = [child for child in parent.children if child.kind is kind and child.number]
            before = last.get(kind)
            if before is None and parent is not whole:
                before = _last_before(whole, parent, kind)
            yield from _breaks(parent, row, before)
            if row:
                last[kind] = row[-1]


def _last_before(whole: Unit, parent: Unit, kind: Kind) -> Unit | None:
    """The last unit of a kind that stands directly in ``whole`` before ``parent``."""
    found = None
    for child in whole.children:
        if child is parent:
            break
        if child.kind is kind and child.number:
            found = child
    return found


def _groups(unit: Unit) -> Iterator[Unit]:
    for child in unit.children:
        if child.kind in _GROUPS:
            yield child
            yield from _groups(child)


def _articles(unit: Unit) -> Iterator[Unit]:
    for child in unit.children:
        if child.kind is Kind.ARTICLE:
            yield child
        elif child.kind in _GROUPS:
            yield from _articles(child)


def _breaks(parent: Unit, row: list[Unit], before: Unit | None) -> Iterator[str]:
    """``before``: the unit that the row may go on from."""
    place = f"{parent.label}: " if parent.label else ""
    last: Unit | None = None
    for unit in row:
        number = unit.number
        if number is None:
            continue
        if last is None or last.number is None or last.number.series != number.series:
            goes_on = last is None and _follows(unit, before)
            if not begins(number) and not goes_on:
                yield f"{place}{last.label if last else '…'} → {unit.label}"
        elif not number.follows(last.number):
            yield f"{place}{last.label} → {unit.label}"
        last = unit


def _follows(unit: Unit, before: Unit | None) -> bool:
    if before is None or before.number is None or unit.number is None:
        return False
    return unit.number.follows(before.number)
