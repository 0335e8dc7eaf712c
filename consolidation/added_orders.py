"""Orders that a change of an amending act puts into it: they become orders of that act.

An amendment becomes part of the act it amends (Law 1876 art. 20(4)), so such an order is carried
out as one of the amended act, which its petit names, and a remark names the act that put it there;
so do a petit of its own and the placeholder, where the amended act had taken effect before.
It takes effect on the day that the act, as changed, gives for it, but not before the change itself
does: nothing reaches back that does not say so (art. 24).

In the ledger only the change has a row. The orders it puts into its act are told by a key made of
the row's id and their place among them.

>>> key_of(7, 1), change_of(key_of(7, 1)), change_of(7)
(1073743617, 7, None)
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field, replace

from amendments.operations import AmendedAct, Refusal
from amendments.own_day import PENDING
from consolidation.changed_act import ChangedAct, NotProved, Step
from consolidation.ledger import Entry
from consolidation.match import match
from schemas.model import Particulars

ADDED = "an order was added to its act"
HELD_BACK = "amending-act-changed"
_FIRST = 2**30  # no row of the ledger comes near it; keys stay below 2**31
_EACH = 256  # orders that one change may put into an act


def key_of(change: int, place: int) -> int:
    """The key of an order that a ledger row puts into an act."""
    return _FIRST + change * _EACH + place


def change_of(key: int) -> int | None:
    """The ledger row that put an order into its act; None: the key is a row's own. The end of an
    order has its key, negative."""
    return (abs(key) - _FIRST) // _EACH if abs(key) >= _FIRST else None


@dataclass(frozen=True, slots=True)
class Law:
    """The act whose orders are asked for: ``cited`` are the citations of an amending act that are
    proved to mean it; ``sequence`` is the amending act's in the register."""

    particulars: Particulars
    cited: tuple[AmendedAct, ...]
    sequence: int

    def meant_by(self, cited: AmendedAct) -> bool:
        """Whether a citation means this act: it is one of those, or gives its code, or its date
        and number."""
        if _bare(cited) in map(_bare, self.cited):
            return True
        found = match(cited, self.particulars)
        agree = set(found.agree)
        return found.proved and ("registration_code" in agree or {"number", "date"} <= agree)


@dataclass(slots=True)
class Added:
    """The orders put into one amending act. ``recorded`` gives for the number of each of its
    orders in the act as it reads now the number it is recorded under."""

    law: Law
    own: tuple[AmendedAct, ...]  # what the act as adopted amends
    recorded: dict[int, int] = field(default_factory=dict)
    last: int = 0

    @classmethod
    def of(cls, act: ChangedAct, law: Law) -> Added:
        numbers = {n: n for n in act.entries}
        bare = map(_bare, act.intake.reading.amends)
        own = tuple(cited for cited in bare if cited != AmendedAct(0))
        return cls(law, own, numbers, max(numbers, default=0))

    def settled(self, key: int, change: Entry, act: ChangedAct, step: Step | None) -> Step | None:
        """The step, where every order that it puts into the act is proved to be a new one; None
        where one is not, or where it puts none there.

        What a unit given anew ordered before is ordered no more, if nothing of it took effect.
        """
        if step is None or not step.added or change_of(key) is not None:
            return None
        if len(step.added) > _EACH or key_of(key, _EACH) >= 2 * _FIRST:
            return None
        cited = {one.ref: one for one in step.after.intake.reading.amends}
        for n in step.added:
            meant = cited[step.after.entries[n].operation.act]
            if not self.law.meant_by(meant) and _bare(meant) not in self.own:
                return None
        if not all(_waits(act.entries[n], change) for n in step.left):
            return None
        return replace(step, gone=step.left)

    def take(self, key: int, change: Entry, step: Step) -> Iterator[tuple[int, int, Entry]]:
        """The orders on the law that a settled step puts into the act, under their keys, with
        their numbers in the act as it then reads."""
        cited = {one.ref: one for one in step.after.intake.reading.amends}
        self.follow(step)
        for place, n in enumerate(sorted(step.added)):
            self.last += 1
            made = step.after.entries[n]
            if self.law.meant_by(cited[made.operation.act]):
                turn = max((was for now, was in self.recorded.items() if now < n), default=0)
                numbered = replace(made, operation=replace(made.operation, n=self.last))
                placed = replace(numbered, sequence=self.law.sequence, after=turn)
                yield key_of(key, place), n, _entry(placed, step.after, change)

    def follow(self, step: Step) -> None:
        """The numbers of the act's recorded orders after a step."""
        moved = {**step.same, **step.given}
        self.recorded = {now: self.recorded[n] for n, now in moved.items() if n in self.recorded}


def named(change: Entry) -> str:
    """A change as remarks name it."""
    act = change.amending
    name = f"№{act.number}" if act.number else change.amending_iri
    return f"{name} n. {change.operation.n}"


def _entry(made: Entry, act: ChangedAct, change: Entry) -> Entry:
    """An order put into an act as an entry, with its day, cut from where its words stand."""
    start = change.operation.valid_from or ""
    remark = f"{ADDED}: {named(change)} put it there on {start}"
    entry = replace(made, recorded=change.recorded, remark=remark)
    try:
        entry = act.cut(entry)
    except NotProved as why:
        return _held(entry, str(why))
    day = entry.operation.valid_from
    if day is None or entry.operation.status == "refused":
        return entry
    if day < start:
        later = replace(entry.operation, valid_from=start)
        said = f"{remark}, later than the {day} of its act"
        entry = replace(entry, operation=later, remark=said, put_by=change.amending)
        day = start
    if entry.until is not None and entry.until <= day:
        return _held(entry, f"its term ended on {entry.until}")
    return entry


def _held(entry: Entry, why: str) -> Entry:
    op = entry.operation
    refusal = Refusal(HELD_BACK, why)
    return replace(entry, operation=replace(op, valid_from=None, status="refused", refusal=refusal))


def _waits(entry: Entry, change: Entry) -> bool:
    """Whether an order is proved not to have taken effect when a change of its act does."""
    day, start = entry.operation.valid_from, change.operation.valid_from
    if day is None:
        return PENDING in (entry.operation.note or "")
    return start is not None and day > start


def _bare(cited: AmendedAct) -> AmendedAct:
    return replace(cited, ref=0)
