"""Replay: the base act and the ledger give the text of any day.

``replay`` walks the entries in the order of effect on one working copy. ``versions`` cuts the
walk at every day on which something changes; the intervals are half open, never overlap and
leave no gap.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from itertools import groupby

from amendments.operations import Operation, Refusal
from consolidation.apply import Applied, apply_operation, apply_renumbering
from consolidation.ledger import Entry, in_order
from consolidation.making_room import old_numbers_first
from consolidation.petits import refusal_petit_for
from consolidation.refused import Refused
from consolidation.resolve import resolve
from schemas.eid import assign_eids
from schemas.model import Act, Kind, Petit, Unit


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of one entry: ``applied``, ``refused`` or ``pending`` (not yet dated).

    ``touched`` are the ``wid`` of the units changed.
    """

    entry: Entry
    status: str
    refusal: Refusal | None = None
    notes: tuple[str, ...] = ()
    touched: tuple[str, ...] = ()


@dataclass(slots=True)
class Version:
    """The text of an act from ``valid_from`` until ``valid_to`` (ISO days, half open).

    ``valid_from`` None: since the act itself; ``valid_to`` None: until further notice.
    """

    valid_from: str | None
    valid_to: str | None
    act: Act
    outcomes: list[Outcome] = field(default_factory=list)

    def holds_on(self, day: str) -> bool:
        """Whether the text is the one of this day."""
        after_start = self.valid_from is None or self.valid_from <= day
        return after_start and (self.valid_to is None or day < self.valid_to)


def replay(base: Act, entries: Iterable[Entry]) -> tuple[Act, list[Outcome]]:
    """All entries carried out in order, dated or not; the text and what became of each."""
    act = base.clone()
    assign_eids(act)
    outcomes = _run(act, in_order(entries), _carried(base))
    assign_eids(act)
    return act, _name_touched(outcomes)


def versions(base: Act, entries: Iterable[Entry], since: str | None = None) -> list[Version]:
    """Every version of an act, oldest first; undated entries change nothing and are pending.

    ``since`` is the day the base text takes effect, where known.
    """
    ordered = in_order(entries)
    dated = [entry for entry in ordered if entry.operation.valid_from is not None]
    pending = [_pending(entry) for entry in ordered if entry.operation.valid_from is None]
    act = base.clone()
    assign_eids(act)
    out = [Version(since, None, act.clone() if dated else act)]
    carried = _carried(base)
    for day, group in groupby(dated, key=lambda entry: entry.operation.valid_from):
        outcomes = _run(act, list(group), carried)
        assign_eids(act)
        if since is not None and day is not None and day <= since:
            out[-1].act = act.clone()
            out[-1].outcomes.extend(_name_touched(outcomes))
            continue
        out[-1].valid_to = day
        out.append(Version(day, None, act.clone(), _name_touched(outcomes)))
    out[-1].outcomes.extend(pending)
    return out


@dataclass(slots=True)
class _Step:
    entry: Entry
    applied: Applied | None = None
    refusal: Refusal | None = None


def _run(act: Act, entries: list[Entry], carried: list[Petit]) -> list[_Step]:
    steps: list[_Step] = []
    for batch in _batches(old_numbers_first(entries, _order_of)):
        if (refusal := _out_of_time(batch[0], carried)) is not None:
            steps.extend(_Step(entry, refusal=refusal) for entry in batch)
            continue
        if batch[0].operation.action == "renumber":
            steps.extend(_renumber(act, batch))
            continue
        (entry,) = batch
        try:
            steps.append(_Step(entry, apply_operation(act, entry.operation, entry.amending)))
        except Refused as refused:
            _petit_of_refusal(act, entry)
            steps.append(_Step(entry, refusal=refused.refusal))
    return steps


def _carried(base: Act) -> list[Petit]:
    """The petits a consolidated copy came with: the changes its text already holds."""
    return [petit for unit in base.walk() for petit in unit.petits if petit.date]


def _out_of_time(entry: Entry, carried: list[Petit]) -> Refusal | None:
    """A change may not be made on a text that is already past it."""
    act = entry.amending
    for petit in carried:
        if petit.date == act.date and petit.number == act.number:
            return Refusal("already-in-text", f"petit: {petit.printed}")
    latest = max((petit.date or "" for petit in carried), default="")
    if act.date and act.date < latest:
        return Refusal("base-is-later", f"the base text holds a change of {latest}")
    return None


def _order_of(entry: Entry) -> tuple[str, Operation]:
    return entry.amending_iri, entry.operation


def _batches(entries: list[Entry]) -> Iterator[list[Entry]]:
    """Single entries, but the renumberings of one sentence together."""

    def key(pair: tuple[int, Entry]) -> tuple[object, ...]:
        place, entry = pair
        op = entry.operation
        if op.action == "renumber" and op.status == "understood":
            return (entry.amending_iri, op.source.start, op.source.end)
        return (place,)

    for _, group in groupby(enumerate(entries), key=key):
        yield [entry for _, entry in group]


def _renumber(act: Act, batch: list[Entry]) -> list[_Step]:
    try:
        done = apply_renumbering(act, [e.operation for e in batch], batch[0].amending)
    except Refused as refused:
        _petit_of_refusal(act, batch[0])
        return [_Step(entry, refusal=refused.refusal) for entry in batch]
    return [_Step(entry, applied) for entry, applied in zip(batch, done, strict=True)]


def _petit_of_refusal(act: Act, entry: Entry) -> None:
    """Order 158 art. 8(6): the refused change is said in a petit, at the nearest place that is."""
    holder = _nearest(act, entry)
    petit = refusal_petit_for(entry.amending)
    if all(old.printed != petit.printed for old in holder.petits):
        holder.petits.append(petit)


def _nearest(act: Act, entry: Entry) -> Unit:
    op = entry.operation
    for size in range(len(op.units), 0, -1):
        try:
            place = resolve(act, op.document, op.units[:size])
        except Refused:
            continue
        holder = place.above(Kind.ARTICLE, Kind.ANNEX)
        if holder is not None:
            return holder
        return place.unit
    return act.section(Kind.COVER) or act.section(Kind.BODY) or act.root


def _pending(entry: Entry) -> Outcome:
    if entry.operation.status == "refused":
        return Outcome(entry, "refused", entry.operation.refusal)
    note = entry.operation.note or ""
    name = "commencement-pending" if "pending: " in note else "commencement-unknown"
    return Outcome(entry, "pending", Refusal(name, note or "the day of effect is not proved"))


def _name_touched(steps: list[_Step]) -> list[Outcome]:
    """Outcomes, once every new unit has its identity."""
    return [
        Outcome(step.entry, "refused", step.refusal)
        if step.applied is None
        else Outcome(
            step.entry,
            "applied",
            notes=tuple(step.applied.notes),
            touched=tuple(unit.wid or unit.eid for unit in step.applied.units),
        )
        for step in steps
    ]
