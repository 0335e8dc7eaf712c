"""Events on the published law that no act orders: proposed by one person, checked by another.

An editorial correction (Order 158 art. 8(5): spelling and punctuation only), the event that a
pending order waited for, the order of two changes of one day, a judgment of the Constitutional
Court, and the end of such a decision. Each is a decision of :mod:`consolidation.decisions`; it
comes into the ledger only when a second person carries it out, and the public list tells it.
"""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy import Connection, select

from consolidation.decisions import (
    BadDecision,
    Decision,
    DecisionKind,
    decision_from_json,
    decision_to_json,
)
from consolidation.decisions import entry_of as entry_of_decision
from consolidation.editorial import NotEditorial, check_correction
from consolidation.ledger import Entry
from registry import audit
from registry import office_tables as t
from registry.clock import now
from registry.office import OfficeError, checked, kept
from registry.orders import orders_on
from registry.preview import Effect, effect, intake_of
from registry.register import record_in
from registry.store import Store, StoreError

KINDS: tuple[DecisionKind, ...] = ("correct", "commence", "first", "strike", "undo")


@dataclass(frozen=True, slots=True)
class Event:
    """One event. ``state``: proposed, carried-out, rejected."""

    id: int
    decision: Decision
    by: str
    at: str
    state: str
    checked_by: str | None
    checked_at: str | None
    comment: str | None
    ledger: int | None


def propose(store: Store, db: Connection, decision: Decision) -> int:
    """Propose an event; ``decision.by`` is who does. Returns its number.

    Raises :class:`OfficeError` ``bad-field``, ``no-such-act``, ``not-editorial``,
    ``cannot-be-carried-out``.
    """
    if decision.kind not in KINDS:
        raise OfficeError("bad-field", f"no event is called {decision.kind}")
    if store.work(decision.amending, db) is None:
        raise OfficeError("no-such-act", decision.amending)
    if decision.kind == "correct":
        try:
            check_correction(decision.old, decision.new)
        except NotEditorial as error:
            raise OfficeError("not-editorial", str(error)) from error
    shown = look(store, db, decision)
    if shown is not None and shown.status != "applied":
        raise OfficeError("cannot-be-carried-out", f"{shown.refusal}: {shown.reason}")
    row = {
        "kind": decision.kind, "decision": decision_to_json(decision), "by": decision.by,
        "at": now(), "state": "proposed",
    }  # fmt: skip
    number = kept(db, t.events, row)
    audit.note(
        db, decision.by, f"event-{decision.kind}-proposed", f"event:{number}",
        act=decision.amending, reason=decision.reason,
    )  # fmt: skip
    return number


def look(store: Store, db: Connection, decision: Decision) -> Effect | None:
    """What a correction or a judgment would do; None for a decision about orders."""
    entry = _entry(decision)
    work = store.work(decision.amending, db)
    if entry is None or work is None:
        return None
    base = intake_of(store, db, work).act
    held = orders_on(db, work.iri).values()
    return effect(base, held, [entry], entry.operation.n)


def _entry(decision: Decision) -> Entry | None:
    if decision.kind not in ("correct", "strike"):
        return None
    try:
        return entry_of_decision(decision)
    except BadDecision as error:
        raise OfficeError("bad-field", str(error)) from error


def carry_out(store: Store, db: Connection, number: int, by: str) -> None:
    """Carry an event into the law. Raises :class:`OfficeError` ``closed``, ``own-decision``,
    ``cannot-be-carried-out``."""
    event = _checked(db, number, by)
    decision = event.decision
    shown = look(store, db, decision)
    if shown is not None and shown.status != "applied":
        raise OfficeError("cannot-be-carried-out", f"{shown.refusal}: {shown.reason}")
    try:
        ledger, _ = record_in(store, db, decision)
    except StoreError as error:
        raise OfficeError("cannot-be-carried-out", str(error)) from error
    checked(db, t.events, number, "carried-out", by, ledger=ledger)
    audit.note(
        db, by, f"event-{decision.kind}-carried-out", f"event:{number}", act=decision.amending,
        ledger=ledger,
    )  # fmt: skip


def reject(db: Connection, number: int, comment: str, by: str) -> None:
    """Say why an event is not carried out. Raises :class:`OfficeError` ``no-reason``."""
    _checked(db, number, by)
    if not comment.strip():
        raise OfficeError("no-reason", "say why it is rejected")
    checked(db, t.events, number, "rejected", by, comment.strip())
    audit.note(db, by, "event-rejected", f"event:{number}", reason=comment.strip())


def get(db: Connection, number: int) -> Event:
    """One event. Raises :class:`OfficeError` ``no-such-event``."""
    found = [one for one in everything(db) if one.id == number]
    if not found:
        raise OfficeError("no-such-event", f"no event {number}")
    return found[0]


def everything(db: Connection, state: str | None = None) -> list[Event]:
    """Every event, newest first."""
    query = select(t.events).order_by(t.events.c.id.desc())
    if state is not None:
        query = query.where(t.events.c.state == state)
    return [
        Event(
            row.id, decision_from_json(row.decision), row.by, row.at, row.state, row.checked_by,
            row.checked_at, row.comment, row.ledger,
        )
        for row in db.execute(query)
    ]  # fmt: skip


def _checked(db: Connection, number: int, by: str) -> Event:
    """The event, where it waits and this person may check it (four eyes)."""
    event = get(db, number)
    if event.state != "proposed":
        raise OfficeError("closed", f"the event is {event.state}")
    if event.by == by:
        raise OfficeError("own-decision", "who proposed an event does not check it")
    return event
