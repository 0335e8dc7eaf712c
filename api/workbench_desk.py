"""The desk: what waits for this person; what is late."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

from starlette.responses import Response

from api.workbench_guard import SIGNED_IN, Visit, page
from api.workbench_views import show
from registry import bundles, clocks, desk, entered, keyring, records
from registry.clocks import Due
from registry.rights import Role


@page("GET", "/office", SIGNED_IN)
def my_desk(visit: Visit) -> Response:
    left = 0
    if visit.user.has(Role.ADMINISTRATOR):
        with visit.office.reading() as db:
            left = keyring.in_the_open(db)
    return show(visit, "desk.html", rows=waiting(visit), in_the_open=left)


@page("GET", "/office/late", SIGNED_IN)
def late(visit: Visit) -> Response:
    """Every clock this person may see, the most urgent first."""
    with visit.office.reading() as db:
        table = clocks.load(db)
    rows = [row for row in waiting(visit) if row["due"]]
    return show(
        visit, "late.html", past=[row for row in rows if row["late"]],
        running=[row for row in rows if not row["late"]], clocks=table.rows(),
    )  # fmt: skip


def waiting(visit: Visit) -> list[dict[str, Any]]:
    """Drafts and bundles with a clock or a step for this person, most urgent first."""
    instant = datetime.now(UTC)
    out: list[dict[str, Any]] = []
    with visit.office.reading() as db:
        table = clocks.load(db)
        for kept in desk.listed(db, visit.user):
            due = desk.due(kept, table)
            if kept.state not in ("published", "refused"):
                out.append(_row(f"/office/drafts/{kept.id}", kept.draft.title, kept.state, due,
                                instant))  # fmt: skip
        if visit.user.has(Role.SYSTEMATIZER, Role.APPROVER, Role.AUDITOR, Role.REGISTRAR):
            for bundle in bundles.queue(db):
                title = bundle.cited.get("title") or bundle.target or "?"
                due = bundles.due(bundle, table)
                out.append(_row(f"/office/bundles/{bundle.id}", title, bundle.state, due, instant))
        if visit.user.has(Role.REGISTRAR):
            for one in entered.everything(db, "proposed"):
                held = records.entered(db, one.iri)
                if held is not None and one.by != visit.user.name:
                    title = held.record.title or one.iri
                    out.append(_row(f"/office/register/{held.entry}#enter", title,
                                    "particulars-proposed", None, instant))  # fmt: skip
    return sorted(out, key=lambda row: (row["due"] is None, row["due"].day if row["due"] else ""))


def _row(href: str, title: str, state: str, due: Due | None, instant: datetime) -> dict[str, Any]:
    late = bool(due and due.late(instant))
    return {"href": href, "title": title, "state": state, "due": due, "late": late}
