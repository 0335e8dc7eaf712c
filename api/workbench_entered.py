"""Particulars that an imported act does not print: a registrar enters, another confirms."""

from __future__ import annotations

from datetime import UTC, datetime

from starlette.responses import Response

from api.workbench_guard import REGISTRAR, Visit, page
from api.workbench_views import go
from registry import entered, records
from registry.office import OfficeError
from registry.working_days import tbilisi_day


@page("POST", "/office/register/{entry:int}/particulars", REGISTRAR)
def propose(visit: Visit) -> Response:
    """Nothing is changed by it until another registrar confirms it."""
    entry = visit.number("entry")
    fields = {name: visit.text(f"given_{name}") for name in entered.FIELDS}
    with visit.decision(f"/office/register/{entry}") as db:
        held = records.at(db, entry)
        if held is None:
            raise OfficeError("no-such-record", str(entry))
        entered.propose(
            db, held.iri, fields, visit.text("ground"), visit.text("source"), visit.user.name,
            _today(),
        )  # fmt: skip
    return go(f"/office/register/{entry}")


@page("POST", "/office/register/{entry:int}/particulars/{number:int}/confirm", REGISTRAR)
def confirm(visit: Visit) -> Response:
    entry, number = visit.number("entry"), visit.number("number")
    with visit.decision(f"/office/register/{entry}") as db:
        entered.confirm(visit.store, db, number, visit.user.name, _today())
    return go(f"/office/register/{entry}")


@page("POST", "/office/register/{entry:int}/particulars/{number:int}/reject", REGISTRAR)
def reject(visit: Visit) -> Response:
    entry, number = visit.number("entry"), visit.number("number")
    with visit.decision(f"/office/register/{entry}") as db:
        entered.reject(db, number, visit.text("text"), visit.user.name)
    return go(f"/office/register/{entry}")


def _today() -> str:
    return tbilisi_day(datetime.now(UTC)).isoformat()
