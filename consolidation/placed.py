"""The orders of one day with the places they name told from the text, so that two can be compared.

„მე-2 მუხლის „ა“ ქვეპუნქტი“ and „მე-2 მუხლის პირველი პუნქტის „ა“ ქვეპუნქტი“ may be one unit, and so
may article 5 and the fifth article of chapter II: each path becomes the whole way down to its unit.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from itertools import takewhile

from amendments.operations import Path
from consolidation.ledger import Entry
from consolidation.named import COUNTED, way_to
from consolidation.refused import Refused
from consolidation.resolve import number_of, scope
from schemas.model import SECTIONS, Act, Kind, Unit

_Step = tuple[str, str | None]


def as_placed(act: Act, entries: Iterable[Entry]) -> list[Entry]:
    """The entries with whole ways for paths, only good for being compared with each other.

    What does not stand keeps the rest of its path as cited; parts that only counting tells stay
    as they are counted.
    """
    return [_placed(act, entry) for entry in entries]


def _placed(act: Act, entry: Entry) -> Entry:
    op = entry.operation
    if op.status != "understood" or (not op.units and op.document is None):
        return entry
    try:
        document = _document(act, op.document, op.units)
        units = _whole(act, op.document, op.units)
        new_units = _whole(act, op.document, op.new_units) if op.new_units else ()
    except Refused:
        return entry
    placed = replace(op, document=document, units=units, new_units=new_units)
    return replace(entry, operation=placed)


def _document(act: Act, document: str | None, path: Path) -> str | None:
    """One name for every way to cite an annex; None: the body of the act."""
    if path and path[0][0] == "annex":
        top = way_to(act, document, path)[0][1:2]
    else:
        top = scope(act, document).chain[1:2]
    return f"@{id(top[0])}" if top and top[0].kind is Kind.ANNEX else None


def _whole(act: Act, document: str | None, path: Path) -> Path:
    plain = tuple(takewhile(lambda step: step[0] not in COUNTED, path))
    chain, left = way_to(act, document, plain)
    way = [_step(unit) for unit in chain[1:] if unit.kind not in SECTIONS]
    rest = [_cited(step) for step in plain[len(plain) - left :]]
    return (*way, *rest, *path[len(plain) :])


def _step(unit: Unit) -> _Step:
    number = unit.number
    name = f"@{id(unit)}" if number is None else f"{number.base}{number.prims}"
    return unit.kind.value, name


def _cited(step: _Step) -> _Step:
    kind, text = step
    if text is None:
        return step
    try:
        number = number_of(text)
    except Refused:
        return step
    return kind, f"{number.base}{number.prims}"
