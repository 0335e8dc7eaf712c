"""The State Register's pages: the open list with its filters, a page a record.

The register, save its secret part, is kept on the Herald's site for everybody (L 29(4), Order 158
art. 2(2)); the office has the same pages under its own menu, with what it works on.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import UTC, datetime
from urllib.parse import urlencode

from sqlalchemy import Connection
from starlette.responses import Response

from api import register_words
from api.workbench_guard import ANYBODY, REGISTER, SYSTEMATIZER, Visit, page
from api.workbench_views import go, show
from registry import corrective, entered, events, numbering, records, register_search
from registry.codes import BadCode, RegistrationCode
from registry.office import OfficeError
from registry.records import Entered
from registry.register_search import Found, Wanted
from registry.working_days import tbilisi_day

FILTERS = tuple(Wanted.__dataclass_fields__)


@page("GET", "/register", ANYBODY)
def public(visit: Visit) -> Response:
    """The register for everybody."""
    return _listed(visit, "/register")


@page("GET", "/office/register", REGISTER)
def register(visit: Visit) -> Response:
    """The same inside the office."""
    return _listed(visit, "/office/register")


@page("GET", "/register/{entry:int}", ANYBODY)
def public_record(visit: Visit) -> Response:
    return _record(visit, "/register")


@page("GET", "/office/register/{entry:int}", REGISTER)
def record(visit: Visit) -> Response:
    return _record(visit, "/office/register")


@page("POST", "/office/register/{entry:int}/corrective", SYSTEMATIZER)
def correct_imported(visit: Visit) -> Response:
    """Open a corrective event on what an imported act's orders did to another act."""
    entry = visit.number("entry")
    with visit.decision(f"/office/register/{entry}") as db:
        held = _held(db, entry)
        number = corrective.open_on_imported(
            db, held.iri, visit.text("target"), visit.text("reason"), visit.user.name
        )
    return go(f"/office/bundles/{number}")


def _listed(visit: Visit, here: str) -> Response:
    today = tbilisi_day(datetime.now(UTC)).isoformat()
    given = {name: visit.text(name).strip() for name in FILTERS if visit.text(name).strip()}
    fault, wanted = "", Wanted()
    with visit.office.reading() as db:
        try:
            wanted = Wanted(**given)
            found = register_search.look(
                db, wanted, today, after=visit.text("after"), before=visit.text("before")
            )
            total = register_search.count(db, wanted, today)
        except OfficeError as error:
            fault, found, total = str(error), Found([], None, None), 0
        kinds = register_search.kinds(db)
        code, reading = _read(db, given.get("code", ""), visit.text("day") or today)
    kept = urlencode(given)
    return show(
        visit, "register.html", 422 if fault else 200, here=here, given=given, wanted=wanted,
        found=found, total=total, kinds=kinds, fault=fault, today=today, code=code,
        reading=reading, day=visit.text("day") or today, states=register_search.STATES,
        orders=register_search.ORDERS, said_of=register_words, kept=kept,
        state_of=register_search.state_of,
    )  # fmt: skip


def _record(visit: Visit, here: str) -> Response:
    today = tbilisi_day(datetime.now(UTC)).isoformat()
    with visit.office.reading() as db:
        held = _held(db, visit.number("entry"))
        code = held.record.code
        day = held.record.published or held.record.date or today
        _, reading = _read(db, code.digits if code else "", day)
        book = numbering.code_of(db, held.iri)
        orders = list(_carried(db, held.iri))
        done = [e for e in events.everything(db, "carried-out") if e.decision.amending == held.iri]
        changes = corrective.targets_of(db, held.iri)
        given = entered.of(db, held.iri)
    return show(
        visit, "register_record.html", here=here, held=held, record=held.record, reading=reading,
        read_on=day, state=register_search.state_of(held, today), in_book=book == code,
        orders=orders, events=done, said_of=register_words,
        targets=[(iri, _title(visit, iri)) for iri in changes],
        imported=held.record.origin == "imported", today=today,
        lacking=entered.lacking(held.record), given=[g for g in given if g.state == "confirmed"],
        waiting=next((g for g in given if g.state == "proposed"), None),
    )  # fmt: skip


def _held(db: Connection, entry: int) -> Entered:
    held = records.at(db, entry)
    if held is None:
        raise OfficeError("no-such-record", str(entry))
    return held


def _read(
    db: Connection, text: str, day: str
) -> tuple[RegistrationCode | None, tuple[str | None, ...] | None]:
    """What a whole code says by the tables of a day; nothing for what is no code or no day."""
    try:
        code = RegistrationCode.parse(text)
        return code, numbering.tables(db).read(code, day)
    except BadCode:
        return None, None


def _carried(db: Connection, iri: str) -> Iterable[tuple[str | None, str]]:
    """Corrective events on an act: the instant and the public reason."""
    for bundle, why in corrective.everything(db):
        if iri in (bundle.target, bundle.amending):
            yield bundle.closed, why.reason


def _title(visit: Visit, iri: str) -> str:
    work = visit.store.work(iri)
    return (work.particulars.title if work else None) or iri
