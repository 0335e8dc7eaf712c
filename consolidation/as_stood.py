"""What the orders of one act named before the first of them was carried out.

The orders of an act speak of the text as it stood before the act (:mod:`consolidation.making_room`
puts them in an order that keeps to that where it can). Where another order of the act has given a
number to another unit meanwhile, or made words that an order now finds, what is meant is not
proved, and the order is refused: „მე-4 პუნქტი ჩაითვალოს მე-5 პუნქტად; მე-3 – მე-4 პუნქტად; მე-4
პუნქტში სიტყვა …“ may mean either of two points.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field

from amendments.operations import Operation
from consolidation.apply import word_places
from consolidation.change import Change
from consolidation.counted_part import CHANGED, Part, last_part, path_to_last
from consolidation.ledger import Entry
from consolidation.making_room import occurrence_index, quoted
from consolidation.named import beside
from consolidation.refused import Refused
from consolidation.resolve import resolve
from consolidation.structure import read_units
from consolidation.words import find_words
from schemas.model import Act

_MOVES = frozenset({"renumber", "split", "join"})
_COUNTED = frozenset({"sentence", "paragraph"})
_PUTS = frozenset({"substitute", "insert", "substitute-text", "insert-text", "repeal-text"})


@dataclass(slots=True)
class AsStood:
    """The units and words that the orders of one act name, kept before its first change."""

    units: dict[int, tuple[int, str, str]] = field(default_factory=dict)  # depth, wid, label
    words: dict[int, list[str]] = field(default_factory=dict)  # the unit of each hit, by wid
    beside_new: set[int] = field(default_factory=set)  # put beside a number that the act gives
    last: dict[int, Part | None] = field(default_factory=dict)  # what „the last“ part was

    @classmethod
    def of(cls, act: Act, entries: Iterable[Entry]) -> AsStood:
        """``entries`` are those of one act on one day. Costs nothing where none moves a number and
        at most one touches words."""
        ours = [one for one in entries if one.operation.status == "understood" and not one.ends]
        stood = cls()
        moves = any(one.operation.action in _MOVES for one in ours)
        new = {
            (one.operation.document, one.operation.units)
            for one in ours
            if one.operation.action == "insert" and one.operation.units[-1:]
            and one.operation.units[-1][0] in _COUNTED and one.operation.units[-1][1] is not None
        }  # fmt: skip
        puts = [one for one in ours if one.operation.action in _PUTS]
        for entry in ours:
            named = _named(act, entry.operation) if moves else None
            if named is not None and entry.operation.action not in _MOVES:
                stood.units[id(entry)] = named
            if any((entry.operation.document, path) in new for path in beside(entry.operation)):
                stood.beside_new.add(id(entry))
            if path_to_last(entry.operation):
                stood.last[id(entry)] = last_part(act, entry.operation)
            if entry.remark:
                continue  # another act put it there, and knew the words of its neighbours
            if quoted(entry.operation) and any(other is not entry for other in puts):
                hits = _hits(act, entry)
                if hits is not None:
                    stood.words[id(entry)] = hits
        return stood

    def check(self, act: Act, entry: Entry) -> None:
        """Raises :class:`Refused` where an order would now reach what it did not name."""
        op = entry.operation
        if (before := self.units.get(id(entry))) is not None:
            depth, wid, label = before
            try:
                there = resolve(act, op.document, op.units[:depth]).unit
            except Refused:
                return
            if wid and there.wid != wid and _stands(act, wid):
                raise Refused(
                    "ambiguous-target",
                    f"{label} has another number by the same act; which of the two is meant is "
                    "not said",
                )
        if id(entry) in self.beside_new:
            why = "the same act gives the number of the place to a new part; which is not said"
            raise Refused("ambiguous-target", why)
        if id(entry) in self.last and last_part(act, op) != self.last[id(entry)]:
            raise Refused("ambiguous-target", CHANGED)
        if (hits := self.words.get(id(entry))) is not None:
            now = _hits(act, entry) or []
            if more := Counter(now) - Counter(hits):
                raise Refused(
                    "ambiguous-target",
                    f"„{quoted(op)}“ stands where only the same act brought it: "
                    f"{', '.join(sorted(filter(None, more)))}",
                )
            upto = occurrence_index(op) or len(hits)
            if op.occurrence is not None and now[:upto] != hits[:upto]:
                raise Refused(
                    "ambiguous-target",
                    f"the same act changed how often „{quoted(op)}“ stands there",
                )


def _named(act: Act, op: Operation) -> tuple[int, str, str] | None:
    """The unit that an order names, or the last one above it that stands: its depth in the path,
    its ``wid`` and label."""
    for depth in range(len(op.units), 0, -1):
        try:
            unit = resolve(act, op.document, op.units[:depth]).unit
        except Refused:
            continue
        return depth, unit.wid, unit.label or unit.kind.value
    return None


def _hits(act: Act, entry: Entry) -> list[str] | None:
    """The ``wid`` of the unit of each place where the words of an order stand, in order. None: the
    order reaches no unit."""
    op = entry.operation
    try:
        _, places = word_places(Change(act, op, entry.amending, read_units))
    except Refused:
        return None
    words = quoted(op) or ""
    return [slot.unit.wid for slot in places for _ in find_words(slot.get(), words)]


def _stands(act: Act, wid: str) -> bool:
    """Whether a unit is in the text still, and not as a placeholder."""
    return any(one.wid == wid and one.removal is None for one in act.walk())
