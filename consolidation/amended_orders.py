"""Amendments to an amending act: which orders of it are still to be carried out, and how.

An act B changes the act A, which amends a law. Where B's change takes effect before an order of A
does, the order carried out is A's as changed; an order that B repealed is never carried out. Where
the order has taken effect already, B's change alters A's own text and nothing in the law, which a
remark says. An order is changed only by a whole unit of A given anew, read in its place in A's
text, with everything around it reading as before; whatever else touches an order that has not
taken effect holds it back (``amending-act-changed``).
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

from acts.source import BadSource
from amendments.operations import Commencement, Operation, Refusal, Span
from consolidation.intake import Intake, take_in
from consolidation.kinds import may_amend
from consolidation.ledger import Entry, in_order
from consolidation.refused import Refused
from consolidation.resolve import resolve
from consolidation.running import carried_by

Stretch = tuple[int, int]
HELD_BACK = "amending-act-changed"
REPEALED = "order-repealed"
IN_EFFECT = "amended after it took effect"


class _NotProved(Exception):
    """A change of an amending act that cannot be mapped onto one order of it."""


def as_amended(
    orders: Mapping[int, Entry], changes: Iterable[Entry], amending: Intake
) -> dict[int, Entry]:
    """The orders of one amending act as the changes of that act leave them, by ledger id.

    ``orders`` are cut from the source of ``amending``. An order that is not to be carried out has
    no day and is refused, ``order-repealed`` or ``amending-act-changed``.
    """
    at_work = [one for one in in_order(changes) if _concerns(one, amending)]
    return {key: _after(entry, at_work, amending) for key, entry in orders.items()}


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


def _after(entry: Entry, changes: Sequence[Entry], amending: Intake) -> Entry:
    if entry.operation.status == "refused":
        return entry
    met = [one for one in changes if _meets(one, entry.operation, amending)]
    late = [one for one in met if _in_effect(entry, one)]
    early = [one for one in met if one not in late]
    if early:
        return _changed(entry, early, amending)
    remarks = [
        f"{IN_EFFECT}: {_named(one)} changes this order's own act and nothing here" for one in late
    ]
    remarks.extend(
        f"{_named(one)} adds {_path(one.operation)} to this order's act; it is not carried out here"
        for one in changes
        if one not in met and one.operation.action == "insert"
    )
    return replace(entry, remark="; ".join(remarks)) if remarks else entry


def _in_effect(entry: Entry, change: Entry) -> bool:
    """Whether an order is proved to have taken effect before a change of its act does."""
    day = entry.operation.valid_from
    start = change.operation.valid_from or change.amending.date
    return day is not None and start is not None and day < start


def _changed(entry: Entry, early: Sequence[Entry], amending: Intake) -> Entry:
    first = early[0]
    op, order = first.operation, entry.operation
    day = order.valid_from
    try:
        if len(early) > 1:
            raise _NotProved("it is changed more than once")
        if op.status == "refused":
            raise _NotProved(op.refusal.reason if op.refusal else "the change was not understood")
        if day is None or op.valid_from is None:
            raise _NotProved("which of the two takes effect first is not proved")
        if op.valid_from == day:
            raise _NotProved("both take effect on one day")
        if first.until is not None or first.ends:
            raise _NotProved("the change has a term")
        if op.action == "repeal-act" or (op.action == "repeal" and _covers(op, order, amending)):
            return _stopped(entry, REPEALED, f"{_named(first)} repealed it on {op.valid_from}")
        if op.action != "substitute" or op.facet != "unit":
            raise _NotProved(f"„{op.action}“ of {_path(op)} gives no whole order")
        return _given_anew(entry, first, amending)
    except _NotProved as why:
        return _stopped(entry, HELD_BACK, f"{_named(first)}: {why}")


def _stopped(entry: Entry, name: str, reason: str) -> Entry:
    op = replace(entry.operation, valid_from=None, status="refused", refusal=Refusal(name, reason))
    return replace(entry, operation=op)


# where a change stands in the amending act's text


def _stretch(op: Operation, amending: Intake) -> Stretch | None:
    """The stretch of the amending act's text that a change is about; None: it is not found."""
    if not op.units:
        return (0, len(amending.source.text))
    try:
        return resolve(amending.act, None, op.units).unit.span
    except Refused:
        return None


def _meets(change: Entry, order: Operation, amending: Intake) -> bool:
    """Whether a change touches an order or a clause on its commencement. One whose place is not
    found may touch any."""
    op = change.operation
    if op.action == "insert" and op.status != "refused":
        return _inside_order(op, order, amending)
    stretch = _stretch(op, amending)
    if stretch is None:
        return True
    clauses = [item.span for item in amending.reading.commencement if item.span is not None]
    own = [order.source, *([order.new_text_source] if order.new_text_source else [])]
    return any(stretch[0] < one.end and one.start < stretch[1] for one in (*own, *clauses))


def _inside_order(op: Operation, order: Operation, amending: Intake) -> bool:
    """Whether something is added to the innermost numbered unit that holds an order."""
    parent = _stretch(replace(op, units=op.units[:-1]), amending) if op.units else None
    if parent is None:
        return True
    holding = [
        unit.span
        for unit in amending.act.walk()
        if unit.number is not None and unit.span and _within(order.source, unit.span)
    ]
    return len(op.units) > 1 and (not holding or holding[-1] == parent)


def _covers(op: Operation, order: Operation, amending: Intake) -> bool:
    stretch = _stretch(op, amending)
    return stretch is not None and _within(order.source, stretch)


def _within(span: Span, stretch: Stretch) -> bool:
    return stretch[0] <= span.start and span.end <= stretch[1]


# a unit of the amending act given anew


def _given_anew(entry: Entry, change: Entry, amending: Intake) -> Entry:
    """The order as it reads in the unit given anew, cut from the changing act."""
    op, text = change.operation, amending.source.text
    cut, new, stretch = op.new_text_source, op.new_text, _stretch(op, amending)
    if cut is None or new is None or cut.end - cut.start != len(new) or stretch is None:
        raise _NotProved("the new text is not one stretch of its source")
    start, end = stretch
    fresh = (start, start + len(new))
    read = _read_again(text[:start] + new + text[end:], amending)
    if _stretch(op, read) != fresh:
        raise _NotProved("the new text is not the unit it should replace")
    before, was = _parted(amending.reading.operations, stretch)
    after, now = _parted(read.reading.operations, fresh)
    if len(was) != 1 or len(now) != 1 or was[0].n != entry.operation.n:
        raise _NotProved("the unit does not hold one order before and after")
    made = now[0]
    if made.status == "refused":
        raise _NotProved(made.refusal.reason if made.refusal else "the new order was not read")
    if not _same_around(amending, read, before, after):
        raise _NotProved("the act reads otherwise around it")
    if made.act != entry.operation.act or made.valid_from != entry.operation.valid_from:
        raise _NotProved("it names another act or another day")
    away = cut.start - start
    moved = replace(
        made,
        n=entry.operation.n,
        source=_moved(made.source, fresh, away),
        old_text_source=_moved_if(made.old_text_source, fresh, away),
        new_text_source=_moved_if(made.new_text_source, fresh, away),
    )
    remark = f"as {_named(change)} changed it on {op.valid_from}, before it took effect"
    return replace(entry, operation=moved, source_sha256=change.source_sha256, remark=remark)


def _read_again(text: str, amending: Intake) -> Intake:
    try:
        read = take_in(text.encode(), "as-changed.txt", amending.act.particulars)
    except BadSource as error:
        raise _NotProved(str(error)) from error
    if read.source.text != text or read.reading.unclaimed:
        raise _NotProved("the act as changed is not read whole")
    return read


def _parted(
    operations: Iterable[Operation], stretch: Stretch
) -> tuple[list[Operation], list[Operation]]:
    """Operations that stand outside a stretch, and those inside it."""
    outside: list[Operation] = []
    inside: list[Operation] = []
    for op in operations:
        (inside if stretch[0] <= op.source.start < stretch[1] else outside).append(op)
    return outside, inside


def _same_around(
    old: Intake, new: Intake, before: Iterable[Operation], after: Iterable[Operation]
) -> bool:
    clauses = [[_placeless_clause(item) for item in one.reading.commencement] for one in (old, new)]
    orders = [[_placeless(op) for op in ops] for ops in (before, after)]
    same_acts = old.reading.amends == new.reading.amends
    return same_acts and clauses[0] == clauses[1] and orders[0] == orders[1]


def _placeless(op: Operation) -> Operation:
    quote = op.source.quote
    return replace(op, n=0, source=Span(0, 0, quote), old_text_source=None, new_text_source=None)


def _placeless_clause(item: Commencement) -> Commencement:
    return replace(item, span=None)


def _moved(span: Span, fresh: Stretch, away: int) -> Span:
    if not _within(span, fresh):
        raise _NotProved("the new order reaches out of the unit")
    return Span(span.start + away, span.end + away, span.quote)


def _moved_if(span: Span | None, fresh: Stretch, away: int) -> Span | None:
    return None if span is None else _moved(span, fresh, away)


def _named(change: Entry) -> str:
    act = change.amending
    name = f"№{act.number}" if act.number else change.amending_iri
    return f"{name} n. {change.operation.n}"


def _path(op: Operation) -> str:
    return " ".join(f"{kind} {number or ''}".strip() for kind, number in op.units) or "the act"
