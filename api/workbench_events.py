"""Events after publication: editorial corrections and others, by two people; the public list."""

from __future__ import annotations

import json
from dataclasses import asdict
from datetime import date

from sqlalchemy import Connection
from starlette.responses import Response

from api.workbench_guard import ANYBODY, APPROVER, SYSTEMATIZER, WORKBENCH, Visit, page
from api.workbench_views import go, show
from consolidation.decisions import BadDecision, Decision
from registry import corrective, events
from registry.events import Event
from registry.office import OfficeError
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


@page("GET", "/corrections", ANYBODY)
def public(visit: Visit) -> Response:
    """Everything that was corrected after publication, and why; nobody's name."""
    with visit.office.reading() as db:
        orders = [
            {
                "at": bundle.closed, "act": bundle.target, "amending": bundle.amending,
                "title": _title(visit, db, bundle.target or ""), "reason": why.reason,
                "orders": [asdict(line) for line in corrective.corrected(db, bundle.id)],
            }
            for bundle, why in corrective.everything(db)
        ]  # fmt: skip
        done = [_told(visit, db, e) for e in events.everything(db, "carried-out")]
    if visit.request.query_params.get("format") == "json":
        body = json.dumps({"orders": orders, "events": done}, ensure_ascii=False)
        return Response(body, media_type="application/json")
    return show(visit, "corrections.html", orders=orders, events=done)


def _told(visit: Visit, db: Connection, event: Event) -> dict[str, object]:
    d = event.decision
    return {
        "at": event.checked_at, "kind": d.kind, "act": d.amending,
        "title": _title(visit, db, d.amending), "unit": d.unit, "old": d.old, "new": d.new,
        "day": d.day, "n": d.n, "reason": d.reason,
    }  # fmt: skip


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
    if not text.strip():
        return None
    try:
        return date.fromisoformat(text.strip()).isoformat()
    except ValueError:
        raise OfficeError("bad-day", text[:40]) from None
