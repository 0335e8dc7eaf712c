"""What has begun and will end: suspensions and limited terms, each with the unit it began on.

An end is carried out on that unit, wherever it stands and whatever number it bears by then; never
on the unit that a number finds on the day of the end, which may be another act's. A beginning that
was refused has no end. Where a later act gave the unit, or one above it, anew, divided or joined
it, nothing says that the term holds for what stands there now: the end is refused, ``term-ended``.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import pairwise

from amendments.operations import Operation
from consolidation.endings import end_of
from consolidation.ledger import Entry
from consolidation.marks import LEFT_BEHIND
from consolidation.refused import Refused
from consolidation.resolve import KIND_OF_STEP, Place, resolve
from schemas.model import Act, Kind, Unit

_Key = tuple[object, ...]


class Begun:
    """The beginnings carried out on one text on its way through the ledger."""

    def __init__(self) -> None:
        self._began: dict[_Key, list[Unit]] = {}  # the way to the unit, as it was then
        self._lost: dict[_Key, str] = {}  # and why none can be told any more

    def __contains__(self, end: Entry) -> bool:
        """Whether what this entry ends was carried out."""
        return _key(end) in self._began

    def add(self, act: Act, entry: Entry, chain: Sequence[Unit]) -> None:
        """An order was carried out on the unit that a chain leads to."""
        if end_of(entry) is None:
            return
        self._began[_key(entry)] = list(chain)
        if entry.operation.action == "insert" and not _is_new(act, entry.operation, chain[-1]):
            self._lost[_key(entry)] = "what it added is no unit of its own"

    def resume(self, act: Act, end: Entry, touched: Iterable[str]) -> None:
        """Take up, on a text as it stood before a day, an end that is known to have been carried
        out that day on the units of these ``wid``."""
        wids = {wid for wid in touched if wid}
        unit = next((one for one in act.walk() if one.wid in wids), None)
        if unit is not None and (way := _way(act.root, unit)) is not None:
            self._began[_key(end)] = way

    def moved_apart(self, act: Act, op: Operation, units: Sequence[Unit]) -> list[str]:
        """A change was carried out. Returns notes where it gave anew what was to end."""
        if op.action not in ("substitute", "split", "join"):
            return []
        notes = []
        for key, chain in self._began.items():
            if key in self._lost:
                continue
            if op.action != "substitute" and any(one is chain[-1] for one in units):
                self._lost[key] = "its unit was divided, or joined with another"
            elif op.action == "substitute" and _is_anew(act, chain):
                self._lost[key] = "a later act gave it anew; whether the term holds is not said"
            else:
                continue
            label = chain[-1].label or chain[-1].kind.value
            notes.append(f"{label}: {LEFT_BEHIND}")
        return notes

    def place(self, act: Act, end: Entry) -> tuple[Place, bool]:
        """The unit that ends, and True; the last one above it that stands, and False, where it was
        taken away before. Raises :class:`Refused`."""
        key = _key(end)
        chain = self._began.pop(key)
        if (why := self._lost.pop(key, None)) is not None:
            raise Refused("term-ended", why)
        ways = (_way(act.root, unit) for unit in reversed(chain))
        way = next(way for way in ways if way is not None)  # the root stands always
        return Place(way), way[-1] is chain[-1]


def _key(entry: Entry) -> _Key:
    op = entry.operation
    return (
        entry.sequence, entry.amending_iri, entry.after, op.n, op.act, op.action, op.document,
        op.units, op.facet, op.source.start, op.source.end,
    )  # fmt: skip


def _is_new(act: Act, op: Operation, unit: Unit) -> bool:
    """Whether the unit is what an order added, and not one that it added words to."""
    last = op.units[-1][0] if op.units else ""
    if op.facet not in ("unit", "annex") or last not in {*KIND_OF_STEP, "annex", "paragraph"}:
        return False
    if last == "annex":
        return unit.kind is Kind.ANNEX
    try:
        above = resolve(act, op.document, op.units[:-1]).unit if op.units[:-1] else None
    except Refused:
        return False
    return above is not unit


def _is_anew(act: Act, chain: list[Unit]) -> bool:
    """Whether the unit, or one above it, stands no more and was not taken away either."""
    for above, unit in pairwise(chain):
        if all(child is not unit for child in above.children):
            way = _way(act.root, unit)
            if way is None:
                return above.removal is None
    return False


def _way(root: Unit, wanted: Unit) -> list[Unit] | None:
    """The units from the root down to one; None: it does not stand in the text."""
    stack: list[list[Unit]] = [[root]]
    while stack:
        way = stack.pop()
        if way[-1] is wanted:
            return way
        stack.extend([*way, child] for child in way[-1].children)
    return None
