"""The public list of corrections: what was put right after publication, field by field, by what
ground and when. Nobody's name is in it."""

from __future__ import annotations

import json
from typing import Any

from sqlalchemy import Connection
from starlette.responses import Response

from api import register_words
from api.workbench_guard import ANYBODY, Visit, page
from api.workbench_views import show
from consolidation.decisions import Decision
from registry import corrective, entered, events, records
from registry.changed_fields import Field
from registry.corrective import Corrected
from registry.entered import Entry
from registry.events import Event

# The article under which each kind of correction is made.
_GROUNDS = {
    "order": "№158, 8(2)", "correct": "№158, 8(5)", "commence": "№1876, 22", "first": "№1876, 22",
    "strike": "№1876, 25(1)(გ)", "undo": "№158, 8(2)",
}  # fmt: skip


@page("GET", "/corrections", ANYBODY)
def public(visit: Visit) -> Response:
    """Everything that was corrected after publication, and why."""
    with visit.office.reading() as db:
        orders = [
            {
                "at": bundle.closed, "opened": why.at, "act": bundle.target,
                "amending": bundle.amending, "title": _title(visit, db, bundle.target or ""),
                "amending_title": _title(visit, db, bundle.amending), "reason": why.reason,
                "ground": _GROUNDS["order"],
                "orders": [_line(one) for one in corrective.corrected(db, bundle.id)],
            }
            for bundle, why in corrective.everything(db)
        ]  # fmt: skip
        done = [_told(visit, db, e) for e in events.everything(db, "carried-out")]
        given = [_given(visit, db, one) for one in entered.everything(db, "confirmed")]
    if visit.request.query_params.get("format") == "json":
        body = json.dumps({"orders": orders, "events": done, "register": given}, ensure_ascii=False)
        return Response(body, media_type="application/json")
    return show(
        visit, "corrections.html", orders=orders, events=done, given=given, said_of=register_words
    )


def _given(visit: Visit, db: Connection, one: Entry) -> dict[str, Any]:
    """What was entered of an act that does not print it."""
    held = records.entered(db, one.iri)
    return {
        "at": one.checked_at, "opened": one.at, "act": one.iri, "title": _title(visit, db, one.iri),
        "entry": held.entry if held else None, "ground": "№158, 7(5)", "reason": one.ground,
        "source": one.source,
        "fields": [Field(name, None, value)._asdict() for name, value in one.fields.items()],
    }  # fmt: skip


def _line(one: Corrected) -> dict[str, Any]:
    """One order of a corrective event. ``done``: changed, added, withdrawn."""
    done = "changed" if one.before and one.after else "added" if one.after else "withdrawn"
    return {
        "n": one.n, "done": done, "quote": one.quote, "reason": one.reason,
        "fields": [field._asdict() for field in one.fields],
        "before": one.before, "after": one.after,
    }  # fmt: skip


def _told(visit: Visit, db: Connection, event: Event) -> dict[str, Any]:
    d = event.decision
    court = d.court
    return {
        "at": event.checked_at, "opened": event.at, "kind": d.kind, "act": d.amending,
        "title": _title(visit, db, d.amending), "unit": d.unit, "day": d.day, "n": d.n,
        "fields": [field._asdict() for field in _fields(db, d)], "reason": d.reason,
        "ground": _GROUNDS[d.kind], "old": d.old, "new": d.new,
        "court": {"number": court.number, "date": court.date} if court else None,
    }  # fmt: skip


def _fields(db: Connection, d: Decision) -> list[Field]:
    """What an event changed."""
    if d.kind == "commence":
        return [Field("valid_from", None, d.day)]
    if d.kind == "first":
        return [Field("order", None, d.place)]
    if d.kind == "undo":
        undone = next(
            (e for e in events.everything(db, "carried-out") if e.ledger == d.undoes), None
        )
        return [Field("decision", undone.decision.reason if undone else f"№{d.undoes}", None)]
    return [Field("text", d.old or None, d.new or None)]


def _title(visit: Visit, db: Connection, iri: str) -> str:
    work = visit.store.work(iri, db)
    return (work.particulars.title if work else None) or iri
