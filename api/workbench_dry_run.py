"""The dry run for drafters, open to all: nothing of what is sent is kept."""

from __future__ import annotations

from datetime import UTC, date, datetime

from starlette.responses import Response

from api.workbench_guard import ANYBODY, Visit, page
from api.workbench_views import show
from registry import dry_run as trial
from registry.office import OfficeError
from registry.working_days import tbilisi_day
from schemas.kinds import table
from schemas.model import Particulars

MAX_DRAFT = 4 * 2**20  # bytes of one draft


@page("GET", "/dry-run", ANYBODY)
def ask(visit: Visit) -> Response:
    return show(visit, "dry_run.html", found=None, text="", kind="", issuer="", day=_today(),
                kinds=list(table("kinds")))  # fmt: skip


@page("POST", "/dry-run", ANYBODY)
def answer(visit: Visit) -> Response:
    name, data = visit.files.get("file", ("draft.txt", visit.text("text").encode()))
    if len(data) > MAX_DRAFT:
        raise OfficeError("too-large", f"a draft has at most {MAX_DRAFT // 2**20} MB")
    if not data.strip():
        raise OfficeError("no-text", "")
    try:
        day = date.fromisoformat(visit.text("day") or _today())
    except ValueError:
        raise OfficeError("bad-day", visit.text("day")[:40]) from None
    kind, issuer = visit.text("kind").strip(), visit.text("issuer").strip()
    known = Particulars(kind=kind or None, issuer=issuer or None)
    with visit.office.reading() as db:
        found = trial.run(visit.store, db, data, name, day, known)
    return show(
        visit, "dry_run.html", found=found, text=found.intake.source.text, kind=kind, issuer=issuer,
        day=day.isoformat(), kinds=list(table("kinds")),
    )  # fmt: skip


def _today() -> str:
    return tbilisi_day(datetime.now(UTC)).isoformat()
