"""Amendments to an amending act: which orders of it are still to be carried out, how and when.

An act B changes the act A, which amends a law. Where B's change takes effect before an order of A
does, the order carried out is A's as changed, on the day that A then gives; an order that A gives
no more is never carried out. Where the order has taken effect already, B's change alters A's own
text and nothing in the law, which a remark says; only a term that is not over yet ends when A now
says so. An order that B puts into A is carried out as A's, no earlier than B's change takes effect
(:mod:`consolidation.added_orders`). A's changes are put into its text one after another
(:mod:`consolidation.changed_act`); where one cannot be, every order that it touches is held back
(``amending-act-changed``).
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace

from amendments.operations import Operation, Refusal, Span
from amendments.own_day import PENDING
from consolidation.added_orders import ADDED, HELD_BACK, Added, Law, named
from consolidation.changed_act import ChangedAct, NotProved, Step, Stretch
from consolidation.intake import Intake
from consolidation.kinds import may_amend
from consolidation.ledger import Entry
from consolidation.timely import carried_by

REPEALED = "order-repealed"
IN_EFFECT = "amended after it took effect"
_STARTS = re.compile(r"ამოქმედ|ძალაში|მოქმედებს")


def as_amended(
    orders: Mapping[int, Entry],
    changes: Mapping[int, Entry],
    amending: Intake,
    law: Law,
) -> dict[int, Entry]:
    """The orders of one amending act as the changes of that act leave them, by ledger id.

    ``orders`` are cut from the source of ``amending``; ``changes`` are the orders on it, by ledger
    id. An order that is not to be carried out has no day and is refused, ``order-repealed`` or
    ``amending-act-changed``. Orders put into the act come with them where they are on ``law``, each
    under a key of its own (:func:`consolidation.added_orders.key_of`).
    """
    at_work = sorted(changes.items(), key=lambda item: item[1].sort_key)
    act = ChangedAct.of(amending)
    followed = {key: _Followed.of(entry, act.entries) for key, entry in orders.items()}
    added = Added.of(act, law)
    for key, change in at_work:
        if not _concerns(change, amending):
            continue
        step, why = _step(act, change)
        settled = added.settled(key, change, act, step)
        step = settled or step
        for one in followed.values():
            one.take(change, act, step, why, told=settled is not None)
        if settled is not None:
            for new, n, entry in added.take(key, change, settled):
                followed[new] = _Followed(entry, n, done=entry.operation.status == "refused")
        elif step is not None:
            added.follow(step)
        act = step.after if step is not None else act
    return {key: one.as_left() for key, one in followed.items()}


def start_as_amended(act: Intake, changes: Iterable[Entry]) -> str | None:
    """The first day of an act whose own commencement was changed before it started (ISO).

    Only a change that takes effect before the act does can move its start, and not to a day before
    the change itself; where what the act then says is not proved, the day before stays.
    """
    since, read = act.since, None
    for change in sorted(changes, key=lambda one: one.sort_key):
        day = change.operation.valid_from
        if since is None or day is None or day >= since:
            break
        if not _concerns(change, act):
            continue
        read = read or ChangedAct.of(act)
        step, _ = _step(read, change)
        if step is None:
            continue
        read = step.after
        if read.intake.since is not None and read.intake.since >= day:
            since = read.intake.since
    return since


def _step(act: ChangedAct, change: Entry) -> tuple[Step | None, str]:
    """What a change makes of the act; None, with the reason, where that is not proved."""
    op = change.operation
    if op.status == "refused":
        return None, op.refusal.reason if op.refusal else "the change was not understood"
    if op.valid_from is None:
        return None, "which of the two takes effect first is not proved"
    if change.until is not None or change.ends:
        return None, "the change has a term"
    try:
        return act.after(change), ""
    except NotProved as why:
        return None, str(why)


def _concerns(change: Entry, amending: Intake) -> bool:
    """Whether a change is one of the act's own orders: not of what it approved, not made in the
    copy already, and by an act that may amend it."""
    op, by = change.operation, change.amending
    if change.corrects or op.document is not None or op.facet == "preamble":
        return False
    if op.facet == "heading" and not op.units:
        return False
    made = any((p.date, p.number) == (by.date, by.number) for p in carried_by(amending.act))
    return not made and may_amend(change, amending.act.particulars)


@dataclass(slots=True)
class _Followed:
    """An order on its way through the changes of its act.

    ``n`` is its number in the act as it reads now; None: the act does not hold it as recorded (a
    person decided on it). ``done``: nothing more is to be asked of it.
    """

    entry: Entry
    n: int | None
    done: bool = False
    remarks: list[str] = field(default_factory=list)

    @classmethod
    def of(cls, entry: Entry, read: Mapping[int, Entry]) -> _Followed:
        op = entry.operation
        own = read.get(op.n)
        as_read = own is not None and (own.operation, own.until) == (op, entry.until)
        return cls(entry, op.n if as_read else None, done=op.status == "refused")

    def as_left(self) -> Entry:
        """The order after all changes, with what is to be said of it."""
        if not self.remarks:
            return self.entry
        said = filter(None, (self.entry.remark, *self.remarks))
        return replace(self.entry, remark="; ".join(dict.fromkeys(said)))

    def take(
        self, change: Entry, act: ChangedAct, step: Step | None, why: str, *, told: bool
    ) -> None:
        """Take a change of the act into the order; ``act`` is as it reads before the change.
        ``told``: what it puts into the act is carried out, or told there."""
        if self.done:
            return
        met = _meets(change, self.n, self.entry, act)
        if not told and (step.added if step is not None else change.operation.action == "insert"):
            self._tell_added(change)
        if self._in_effect(change):
            self._late(change, act, step, met=met)
        elif step is None or self.n is None:
            if met:
                self._hold(change, why or "a person decided on the order as it was")
        else:
            self._early(change, act, step, self.n, met=met)

    def _in_effect(self, change: Entry) -> bool:
        """Whether the order is proved to have taken effect before a change of its act does."""
        day = self.entry.operation.valid_from
        start = change.operation.valid_from or change.amending.date
        return day is not None and start is not None and day < start

    def _late(self, change: Entry, act: ChangedAct, step: Step | None, *, met: bool) -> None:
        """A change after the order took effect: nothing but the end of its term may move."""
        made = None if step is None or self.n is None else _now(step, self.n)
        if not self._end_moved(change, made, met=met) and met:
            before = act.entries.get(self.n) if self.n is not None else None
            given = step is None or self.n not in step.same
            if given or made is None or before is None or _days(made) != _days(before):
                name = named(change)
                self.remarks.append(
                    f"{IN_EFFECT}: {name} changes this order's own act and nothing here"
                )
        if step is not None:
            self.n = made.operation.n if made is not None else None

    def _end_moved(self, change: Entry, made: Entry | None, *, met: bool) -> bool:
        """Whether a change moves the end of a term that is not over yet."""
        until, start = self.entry.until, change.operation.valid_from or change.amending.date or ""
        if until is not None and until <= start:
            return False
        if made is None or made.operation.valid_from is None:
            if not met or until is None:
                return False
            self.remarks.append(f"{IN_EFFECT}: {named(change)}: its end on {until} is not proved")
            self.entry = replace(self.entry, until=None)
            return True
        if made.until == until or (made.until is not None and made.until < start):
            return False
        self.entry = replace(self.entry, until=made.until)
        self.remarks.append(f"{named(change)} moved its end from {until} to {made.until}")
        return True

    def _early(self, change: Entry, act: ChangedAct, step: Step, n: int, *, met: bool) -> None:
        if n in step.gone:
            if problem := _not_in_time(self.entry, None, change):
                return self._hold(change, problem)
            name = named(change)
            did = "put others in its place" if step.added else "repealed it"
            return self._stop(REPEALED, f"{name} {did} on {change.operation.valid_from}")
        made = _now(step, n)
        if made is None:
            return self._hold(change, "what is ordered in its place is not proved")
        self.n = made.operation.n
        same_days = _days(made) == _days(act.entries[n])
        if n not in step.given and same_days and not met:
            return None
        if problem := _not_in_time(self.entry, made, change):
            return self._hold(change, problem)
        if n in step.given:
            return self._given_anew(change, made, step.after)
        if not same_days:
            self._moved(change, made)
        return None

    def _given_anew(self, change: Entry, made: Entry, act: ChangedAct) -> None:
        """The order as it reads now, cut from the acts that gave its words."""
        op = made.operation
        if op.status == "refused":
            return self._hold(change, op.refusal.reason if op.refusal else "it was not read")
        try:
            cut = act.cut(made)
        except NotProved as why:
            return self._hold(change, str(why))
        old, new = self.entry.operation, cut.operation
        self.entry = replace(
            self.entry, operation=replace(new, n=old.n, act=old.act), cuts=cut.cuts,
            source_sha256=cut.source_sha256, until=made.until,
        )  # fmt: skip
        name, start = named(change), change.operation.valid_from
        self.remarks.append(f"as {name} changed it on {start}, before it took effect")
        if old.valid_from != new.valid_from:
            self.remarks.append(f"{name} moved it from {old.valid_from} to {new.valid_from}")
        return None

    def _moved(self, change: Entry, made: Entry) -> None:
        """The same order with another day."""
        old, new = self.entry.operation, made.operation
        operation = replace(
            old, valid_from=new.valid_from, retroactive_from=new.retroactive_from, note=new.note
        )
        self.entry = replace(self.entry, operation=operation, until=made.until)
        self.remarks.append(f"{named(change)} moved it from {old.valid_from} to {new.valid_from}")

    def _tell_added(self, change: Entry) -> None:
        what = f"{named(change)} adds {_path(change.operation)}"
        self.remarks.append(f"{ADDED}: {what}; it is not carried out here")

    def _hold(self, change: Entry, why: str) -> None:
        self._stop(HELD_BACK, f"{named(change)}: {why}")

    def _stop(self, name: str, reason: str) -> None:
        op = self.entry.operation
        stopped = replace(op, valid_from=None, status="refused", refusal=Refusal(name, reason))
        self.entry, self.done = replace(self.entry, operation=stopped), True


def _now(step: Step, n: int) -> Entry | None:
    """The order as the act gives it after a change; None: it is not proved that it does."""
    after = step.same.get(n, step.given.get(n))
    return step.after.entries[after] if after is not None else None


def _days(entry: Entry) -> tuple[str | None, ...]:
    op = entry.operation
    return (op.valid_from, op.retroactive_from, entry.until)


def _not_in_time(entry: Entry, made: Entry | None, change: Entry) -> str:
    """Why a change is not proved to come before the order takes effect; empty where it is."""
    op, start = entry.operation, change.operation.valid_from or ""
    if op.valid_from is None and PENDING not in (op.note or ""):
        return "which of the two takes effect first is not proved"
    if op.valid_from == start:
        return "both take effect on one day"
    if made is None:
        return ""
    new = made.operation
    if new.valid_from is None and PENDING not in (new.note or "") and new.status != "refused":
        return "the day it would take effect is not proved"
    if new.valid_from is not None and new.valid_from < start:
        return f"it would take effect on {new.valid_from}, before the change"
    return ""


# where a change stands in the act's text


def _meets(change: Entry, n: int | None, entry: Entry, act: ChangedAct) -> bool:
    """Whether a change touches an order or a clause on its commencement. One whose place is not
    found may touch any."""
    op = change.operation
    order = act.entries[n].operation if n is not None else entry.operation
    if op.action == "insert" and op.status != "refused":
        return _inside_order(op, order, act)
    stretch = act.stretch(op)
    if stretch is None:
        return True
    clauses = [item.span for item in act.intake.reading.commencement if item.span is not None]
    own = [order.source, *([order.new_text_source] if order.new_text_source else [])]
    return any(stretch[0] < one.end and one.start < stretch[1] for one in (*own, *clauses))


def _inside_order(op: Operation, order: Operation, act: ChangedAct) -> bool:
    """Whether something is added to the innermost numbered unit that holds an order, or what is
    added may be a clause on commencement."""
    parent = act.stretch(replace(op, units=op.units[:-1])) if op.units else None
    if parent is None or op.new_text is None or _STARTS.search(op.new_text):
        return True
    holding = [
        unit.span
        for unit in act.intake.act.walk()
        if unit.number is not None and unit.span and _within(order.source, unit.span)
    ]
    return len(op.units) > 1 and (not holding or holding[-1] == parent)


def _within(span: Span, stretch: Stretch) -> bool:
    return stretch[0] <= span.start and span.end <= stretch[1]


def _path(op: Operation) -> str:
    return " ".join(f"{kind} {number or ''}".strip() for kind, number in op.units) or "the act"
