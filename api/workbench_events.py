"""Events after publication: editorial corrections and others, by two people."""

from __future__ import annotations

from sqlalchemy import Connection
from starlette.responses import Response

from api.workbench_guard import APPROVER, SYSTEMATIZER, WORKBENCH, Visit, page
from api.workbench_views import go, show
from consolidation.decisions import BadDecision, Decision
from registry import events
from registry.office import OfficeError, a_day
from schemas.model import Particulars

_COURT = "საქართველოს საკონსტიტუციო სასამართლო"


@page("GET", "/office/events", WORKBENCH)
def listed(visit: Visit) -> Response:
    with visit.office.reading() as db:
        rows = events.everything(db)
        titles = {e.decision.amending: _title(visit, db, e.decision.amending) for e in rows}
    asked = visit.text("act")
    return show(visit, "events.html", rows=rows, titles=titles, kinds=events.KINDS, act=asked)


@page("POST", "/office/events", SYSTEMATIZER)
def propose(visit: Visit) -> Response:
    """Propose an event; nothing changes until another person carries it out."""
    with visit.decision("/office/events") as db:
        number = events.propose(visit.store, db, _decision(visit, db))
    return go(f"/office/events/{number}")


@page("GET", "/office/events/{event:int}", WORKBENCH)
def one(visit: Visit) -> Response:
    with visit.office.reading() as db:
        event = events.get(db, visit.number("event"))
        open_ = event.state == "proposed"
        effect = events.look(visit.store, db, event.decision) if open_ else None
        title = _title(visit, db, event.decision.amending)
    return show(visit, "event.html", event=event, effect=effect, title=title)


@page("POST", "/office/events/{event:int}/carry-out", APPROVER)
def carry_out(visit: Visit) -> Response:
    number = visit.number("event")
    with visit.decision(f"/office/events/{number}") as db:
        events.carry_out(visit.store, db, number, visit.user.name)
    return go(f"/office/events/{number}")


@page("POST", "/office/events/{event:int}/reject", APPROVER)
def reject(visit: Visit) -> Response:
    number = visit.number("event")
    with visit.decision(f"/office/events/{number}") as db:
        events.reject(db, number, visit.text("text"), visit.user.name)
    return go(f"/office/events/{number}")


def _title(visit: Visit, db: Connection, iri: str) -> str:
    work = visit.store.work(iri, db)
    return (work.particulars.title if work else None) or iri


def _decision(visit: Visit, db: Connection) -> Decision:
    """The decision of the form. Raises :class:`OfficeError`."""
    kind = next((k for k in events.KINDS if k == visit.text("kind")), None)
    found = visit.store.find(visit.text("act").strip())
    if kind is None:
        raise OfficeError("bad-field", "kind")
    if len(found) != 1:
        raise OfficeError("no-such-act", f"{len(found)} acts answer to it")
    court = None
    if kind == "strike":
        court = Particulars(
            kind="გადაწყვეტილება", issuer=_COURT, number=visit.text("court_number").strip(),
            date=_day(visit.text("court_date")),
        )  # fmt: skip
    try:
        return Decision(
            kind, visit.user.name, visit.text("reason").strip(), found[0].iri,
            n=visit.field_number("n") or 0, day=_day(visit.text("day")),
            place=visit.field_number("place") or 0, unit=visit.text("unit").strip(),
            old=visit.text("old").strip(), new=visit.text("new").strip(),
            undoes=visit.field_number("undoes") or 0, court=court,
        )  # fmt: skip
    except BadDecision as error:
        raise OfficeError("incomplete", str(error)) from error


def _day(text: str) -> str | None:
    return a_day(text.strip()).isoformat() if text.strip() else None
