"""What a refused order leaves unproved, so that no later act changes the wrong unit.

An act that renumbers points 4 to 6 as 3 to 5 and is refused leaves the text with its old numbers;
the next act speaks of the new point 5, and the old one must not be changed for it. Likewise what
stands in a unit that should have been given anew, removed, divided or joined is not the law any
more: only an order that takes the whole unit is sure of what it changes. An order of another act
on such a place is refused, ``unit-not-settled``, until a person has decided on the one before.

Not told: orders that are not read at all and name no unit; and orders on words, after which every
unit still bears its number and stands in its place.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Literal

from amendments.operations import Operation, Path, Refusal
from consolidation.ledger import Entry
from consolidation.named import COUNTED, beside, paths_of, way_to
from consolidation.refused import Refused
from schemas.model import Act, Kind, Unit

# After these nothing is owed to the text, or it holds the change already.
_HARMLESS = frozenset({
    "already-in-text", "base-is-later", "kind-may-not-amend", "order-repealed", "term-ended",
    "not-editorial", "before-judgment",
})  # fmt: skip
_NUMBERS = frozenset({"renumber", "insert", "split", "join"})
_TEXT = frozenset({"substitute", "repeal", "split", "join"})
_WORDS = frozenset({"substitute-text", "insert-text", "repeal-text"})
_LEAVES_PLACES = frozenset({"old-text-not-found", "count-mismatch"})  # refusals of words alone
_OF_WORDS = "სიტყვ"  # an order that is not read and speaks of words


@dataclass(frozen=True, slots=True)
class _Doubt:
    """``number``: which unit bears the number of ``unit``; ``text``: what stands in it;
    ``counted``: which of its parts, that only counting tells, is which. ``own``: the orders of
    the act itself meet it too, as they may speak of the number that was not given."""

    unit: Unit
    about: Literal["number", "text", "counted"]
    entry: Entry
    own: bool = False


class Unsettled:
    """The doubts of one text on its way through the ledger."""

    def __init__(self) -> None:
        self._doubts: list[_Doubt] = []

    def __bool__(self) -> bool:
        return bool(self._doubts)

    def add(self, act: Act, entry: Entry, refusal: Refusal) -> bool:
        """Keep what a refused order leaves in doubt. Returns whether that is anything."""
        before = len(self._doubts)
        self._add(act, entry, refusal)
        return len(self._doubts) > before

    def _add(self, act: Act, entry: Entry, refusal: Refusal) -> None:
        op = entry.operation
        if refusal.name in _HARMLESS | _LEAVES_PLACES or op.facet not in ("unit", "annex", "text"):
            return
        if op.action in _NUMBERS:
            self._doubts.extend(
                _Doubt(unit, "number", entry, path is op.new_units)
                for path in (op.units, op.new_units)
                for unit in _numbered(act, op, path)
            )
        unread = op.action == "other" and bool(op.units) and _OF_WORDS not in op.source.quote
        if not (unread or op.action in _NUMBERS | _TEXT):
            return
        if op.units and op.units[-1][0] in COUNTED:
            above, _ = way_to(act, op.document, op.units[:-1])
            self._doubts.append(_Doubt(above[-1], "counted", entry))
        elif unread or op.action in _TEXT:
            chain, left = way_to(act, op.document, op.units)
            if not left:
                self._doubts.append(_Doubt(chain[-1], "text", entry))

    def check(self, act: Act, entries: Iterable[Entry]) -> None:
        """Raises :class:`Refused` where an order speaks of a place that a refused order left in
        doubt."""
        for entry in entries if self._doubts else ():
            iri = entry.amending_iri
            others = [one for one in self._doubts if one.own or one.entry.amending_iri != iri]
            if entry.corrects or entry.ends or not others:
                continue
            op = entry.operation
            named = [way_to(act, op.document, path) for path in (*paths_of(op), *beside(op))]
            for doubt in others:
                if any(_meets(doubt, op, *place) for place in named):
                    raise Refused("unit-not-settled", _reason(doubt.entry))

    def settle(self, op: Operation, unit: Unit) -> None:
        """A unit was given anew or removed whole: what stood in it is in doubt no more."""
        if self._doubts and _takes_whole(op):
            self._doubts = [
                one for one in self._doubts if one.unit is not unit or one.about == "number"
            ]


def _meets(doubt: _Doubt, op: Operation, chain: list[Unit], left: int) -> bool:
    """Whether an order speaks of what is in doubt. ``chain`` leads to its unit, or to the last one
    above that stands; ``left`` steps of its path lead to none."""
    if all(unit is not doubt.unit for unit in chain):
        return False
    if doubt.about == "number":
        return True
    if doubt.about == "counted":
        return bool(op.units) and op.units[-1][0] in COUNTED and chain[-1] is doubt.unit
    if op.action not in _NUMBERS | _TEXT | _WORDS:
        return False  # its force changes, not its text
    return left > 0 or chain[-1] is not doubt.unit or not _takes_whole(op)


def _takes_whole(op: Operation) -> bool:
    """Whether nothing of what stood in the unit is left."""
    of_document = not op.units or op.units[-1][0] == "annex"
    facets = ("unit", "annex", "text") if of_document else ("unit",)
    return op.action in ("substitute", "repeal") and op.facet in facets


def _numbered(act: Act, op: Operation, path: Path) -> Iterator[Unit]:
    """The units that bear the numbers an order would have moved or given."""
    chain, left = way_to(act, op.document, path)
    unit = chain[-1]
    if left or not path or unit.number is None:
        return
    yield unit
    if (op.position or {}).get("onward"):
        around = chain[0].walk() if unit.kind is Kind.ARTICLE else chain[-2].children
        for one in around:
            if one.kind is unit.kind and one.number is not None and one.number > unit.number:
                yield one


def _reason(entry: Entry) -> str:
    op = entry.operation
    who = entry.amending.number or entry.amending_iri
    return f"№{who} n. {op.n} ({op.action}) was not carried out"
