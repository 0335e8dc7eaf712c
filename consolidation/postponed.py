"""Orders that take effect later than they were published, and the units they then named.

An order speaks of the unit that bore its number when its act was published. Where other orders
gave the number to another unit before the day of effect, which of the two is meant is not proved,
and the order is refused (``ambiguous-target``): „მე-3 პუნქტი ამოღებულ იქნეს 2024 წლის 1 იანვრიდან“
of 2022, after an act of 2023 made the point 4 and added a new 3.
"""

from __future__ import annotations

from collections.abc import Iterable

from amendments.operations import Operation, Refusal
from consolidation.counted_part import CHANGED, SHIFTED, Part, counted_parts, counts, path_to_last
from consolidation.ledger import Entry
from consolidation.refused import Refused
from consolidation.resolve import resolve
from schemas.model import Act, Unit

MOVES = frozenset({"renumber", "split", "join"})  # the orders that give a number to another unit
_COUNTED = frozenset({"paragraph", "sentence", "row", "column", "table"})


class Postponed:
    """The orders of a ledger between their publication and their day."""

    def __init__(self) -> None:
        self._waiting: list[tuple[str, Entry]] = []
        self._named: dict[int, tuple[Entry, list[Unit | None]]] = {}
        self._counted: dict[int, tuple[Entry, list[Part | None]]] = {}

    def expect(self, entries: Iterable[Entry]) -> None:
        """What is still to come. Costs nothing where no number moves between publication and
        effect."""
        entries = list(entries)
        days = sorted({day for one in entries if (day := moves_on(one)) is not None})
        self._waiting = [
            (known, one)
            for one in entries
            if (any(waits_over(one, day) for day in days) or waits_on_count(one))
            and (known := known_since(one))
        ]
        self._waiting.sort(key=lambda pair: pair[0], reverse=True)

    def note(self, act: Act, day: str) -> None:
        """The text is as it stood before ``day``: what was published before it speaks of this."""
        while self._waiting and self._waiting[-1][0] < day:
            entry = self._waiting.pop()[1]
            op = entry.operation
            units = [_unit(act, op, depth) for depth in range(1, _depth(op) + 1)]
            self._named[id(entry)] = (entry, units)
            if counts(op):
                self._counted[id(entry)] = (entry, counted_parts(act, op))

    def moved(self, act: Act, entries: Iterable[Entry], iri: str) -> dict[int, Refusal]:
        """Of the orders of one act about to be carried out, by ``id``, those whose number another
        unit bears."""
        out: dict[int, Refusal] = {}
        for entry in entries if self._named or self._counted else ():
            if entry.amending_iri != iri:
                continue
            known = self._counted.pop(id(entry), None)
            if known is not None and counted_parts(act, entry.operation) != known[1]:
                last = path_to_last(entry.operation) is not None
                out[id(entry)] = Refusal("ambiguous-target", CHANGED if last else SHIFTED)
            _, named = self._named.pop(id(entry), (entry, []))
            for depth, before in enumerate(named, 1):
                now = _unit(act, entry.operation, depth) if before is not None else None
                if before is None or now is None or now is before:
                    continue
                if before.wid and now.wid and before.wid != now.wid:
                    why = f"{now.label} was another unit when the order was published"
                    out[id(entry)] = Refusal("ambiguous-target", why)
                    break
        return out


def moves_on(entry: Entry) -> str | None:
    """The day on which an order may give a number to another unit."""
    op = entry.operation
    moves = op.action in MOVES and op.status == "understood" and not entry.ends
    return op.valid_from if moves else None


def known_since(entry: Entry) -> str | None:
    """The day since which an order can be read."""
    return entry.amending.published or entry.amending.date


def waits_over(entry: Entry, day: str) -> bool:
    """Whether an order was published before a day and takes effect on it or later."""
    known, effect = known_since(entry), entry.operation.valid_from
    if entry.ends or entry.corrects or known is None or effect is None:
        return False
    return known < day <= effect


def waits_on_count(entry: Entry) -> bool:
    """Whether an order that counts parts of a unit takes effect later than it was published."""
    if not counts(entry.operation) or (effect := entry.operation.valid_from) is None:
        return False
    return waits_over(entry, effect)


def _depth(op: Operation) -> int:
    """How many steps of the path name units by a number of their own."""
    counted = (place for place, (kind, _) in enumerate(op.units) if kind in _COUNTED)
    return next(counted, len(op.units))


def _unit(act: Act, op: Operation, depth: int) -> Unit | None:
    try:
        return resolve(act, op.document, op.units[:depth]).unit
    except Refused:
        return None
