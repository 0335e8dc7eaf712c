"""The registrar's pages: what came in, publication with its code, the tables of codes."""

from __future__ import annotations

from datetime import UTC, datetime

from starlette.responses import Response

from api.workbench_drafts import verdict
from api.workbench_guard import ADMINISTRATOR, REGISTER, REGISTRAR, Visit, page
from api.workbench_views import go, show
from registry import clocks, desk, numbering
from registry.clocks import Clock
from registry.code_tables import WIDTH, Change
from registry.office import OfficeError, a_day
from registry.publishing import Publication, publish_draft
from registry.working_days import tbilisi_day

FORMS = (
    ("signature", "კვალიფიციური ელექტრონული ხელმოწერა", "qualified electronic signature"),
    ("stamp", "კვალიფიციური ელექტრონული შტამპი", "qualified electronic stamp"),
    ("paper", "ქაღალდი, ბეჭედი და ხელმოწერა", "paper, seal and signature"),
)


@page("GET", "/office/incoming/{draft:int}", REGISTRAR)
def incoming(visit: Visit) -> Response:
    today = tbilisi_day(datetime.now(UTC)).isoformat()
    with visit.office.reading() as db:
        kept = desk.get(db, visit.number("draft"), visit.user)
        book = numbering.tables(db)
        due = desk.due(kept, clocks.load(db))
        files = desk.files(db, kept.id)
        found = [
            (one, verdict(kept, desk.file(db, kept.id, one["id"])[1]))
            for one in files
            if one["kind"] == "signature"
        ]
    proposal = book.propose(kept.draft.kind, kept.draft.issuers[0], today)
    return show(
        visit, "incoming.html", kept=kept, draft=kept.draft, proposal=proposal, files=files,
        found=found, due=due, forms=FORMS,
        kinds=book.on("kind", today), organs=book.on("organ", today),
        sectors=book.on("sector", today),
    )  # fmt: skip


@page("POST", "/office/incoming/{draft:int}/receive", REGISTRAR)
def receive(visit: Visit) -> Response:
    """The signature or stamp was checked: what it is, whose, and what showed that it is good.

    What the program found of the files is written beside the registrar's words; one that is not
    good cannot be received as an electronic one.
    """
    number = visit.number("draft")
    if visit.text("good") != "yes":
        raise OfficeError("incomplete", "a signature that is not good is a ground of refusal")
    form = next((georgian for key, georgian, _ in FORMS if key == visit.text("form")), None)
    parts = [visit.text(key).strip() for key in ("signer", "evidence")]
    if form is None or not all(parts):
        raise OfficeError("incomplete", "form, signer, evidence")
    with visit.decision(f"/office/incoming/{number}") as db:
        kept = desk.get(db, number, visit.user)
        found = [
            verdict(kept, desk.file(db, kept.id, one["id"])[1])
            for one in desk.files(db, kept.id)
            if one["kind"] == "signature"
        ]
        if visit.text("form") != "paper":
            if any(one.state == "bad" for one in found):
                raise OfficeError("bad-signature", "; ".join(one.said() for one in found))
            parts.extend(one.said() for one in found)
            if not found:
                parts.append("პროგრამას არ შეუმოწმებია")
        signature = "; ".join([form, *parts])
        desk.move(db, kept, "receive", visit.user, {"signature": signature})
    return go(f"/office/incoming/{number}")


@page("POST", "/office/incoming/{draft:int}/publish", REGISTRAR)
def publish(visit: Visit) -> Response:
    number = visit.number("draft")
    with visit.office.reading() as db:
        kept = desk.get(db, number, visit.user)
    if kept.iri is not None:
        return go(f"/office/drafts/{number}")
    choice = Publication(
        visit.text("sector").strip(), visit.text("kind"), visit.text("organ"),
        kept.draft.issuers, kept.draft.until,
    )  # fmt: skip
    publish_draft(visit.store, visit.office, number, choice, visit.user)
    return go(f"/office/drafts/{number}")


@page("GET", "/office/tables", REGISTER)
def tables(visit: Visit) -> Response:
    day = a_day(visit.text("day") or tbilisi_day(datetime.now(UTC)).isoformat()).isoformat()
    with visit.office.reading() as db:
        book = numbering.tables(db)
    return show(visit, "tables.html", day=day, tables={name: book.on(name, day) for name in WIDTH})


@page("POST", "/office/tables", ADMINISTRATOR)
def change_table(visit: Visit) -> Response:
    """A dated change of a table; an empty name ends the row."""
    table = next((name for name in WIDTH if name == visit.text("table")), None)
    if table is None:
        raise OfficeError("bad-field", "table")
    if not visit.text("ground").strip():
        raise OfficeError("no-ground", "")
    change = Change(
        table, visit.text("part") or "country", visit.text("code").strip(),
        visit.text("name").strip() or None, a_day(visit.text("since")).isoformat(),
        visit.text("ground").strip(),
    )  # fmt: skip
    with visit.decision("/office/tables") as db:
        numbering.change_table(db, change, visit.user.name)
    return go("/office/tables")


@page("GET", "/office/clocks", ADMINISTRATOR)
def clocks_page(visit: Visit) -> Response:
    with visit.office.reading() as db:
        table = clocks.load(db)
    return show(visit, "clocks.html", clocks=table.rows())


@page("POST", "/office/clocks", ADMINISTRATOR)
def add_clock(visit: Visit) -> Response:
    step = next((s for s in ("expertise", "send", "publish", "systematize")
                 if s == visit.text("step")), None)  # fmt: skip
    unit = next((u for u in ("day", "working-day") if u == visit.text("unit")), None)
    if step is None or unit is None or not visit.text("ground").strip():
        raise OfficeError("bad-field", "step, unit, ground")
    row = Clock(
        step, visit.text("whose").strip() or "any", visit.field_number("amount") or 0, unit,
        a_day(visit.text("since")).isoformat(), None, visit.text("ground").strip(),
    )  # fmt: skip
    with visit.decision("/office/clocks") as db:
        clocks.add(db, row, visit.user.name)
    return go("/office/clocks")


@page("POST", "/office/clocks/days", ADMINISTRATOR)
def set_day(visit: Visit) -> Response:
    """A one-off day: off by the Government's act, or worked after all."""
    with visit.decision("/office/clocks") as db:
        clocks.set_day(
            db, a_day(visit.text("day")),
            working=visit.text("working") == "1", ground=visit.text("ground"), by=visit.user.name,
        )  # fmt: skip
    return go("/office/clocks")
