"""The dry run for drafters, open to all: nothing of what is sent is kept.

Whatever is wrong with what was sent is said above the form, and the form keeps what was written.
"""

from __future__ import annotations

from datetime import UTC, date, datetime
from threading import BoundedSemaphore
from typing import Any

from starlette.responses import Response

from acts.source import BadSource
from api.uploads import read_upload, told
from api.workbench_guard import ANYBODY, Visit, page
from api.workbench_views import show
from consolidation.intake import take_in
from registry import dry_run as trial
from registry.working_days import tbilisi_day
from schemas.kinds import table
from schemas.model import Particulars

MAX_DRAFT = 4 * 2**20  # bytes of one draft
MAX_TEXT = 500_000  # characters in it: read in some 12 s; the longest amending act met has 230,000
GREAT = 100_000  # characters: of such drafts one is tried at a time
_ONE_GREAT = BoundedSemaphore(1)
_BUSY = (
    "სხვა დიდი პროექტი მოწმდება: სცადეთ ერთ წუთში.",
    "Another great draft is being tried: try again in a minute.",
)
_LONG = (
    f"პროექტი ძალიან გრძელია: უდიდესი {MAX_TEXT} ნიშანი.",
    f"The draft is too long: at most {MAX_TEXT} characters.",
)
_EMPTY = (
    "ჩასვით პროექტის ტექსტი ან აირჩიეთ ფაილი.",
    "Paste the text of the draft or choose a file.",
)
_LARGE = (
    f"პროექტი ძალიან დიდია: უდიდესი {MAX_DRAFT // 2**20} მბ.",
    f"The draft is too large: at most {MAX_DRAFT // 2**20} MB.",
)


@page("GET", "/dry-run", ANYBODY)
def ask(visit: Visit) -> Response:
    return _form(visit)


@page("POST", "/dry-run", ANYBODY)
def answer(visit: Visit) -> Response:
    typed = visit.text("text")
    name, data = visit.files.get("file", ("", typed.encode()))
    if not data.strip():
        return _form(visit, _EMPTY)
    if len(data) > MAX_DRAFT:
        return _form(visit, _LARGE, status=413)
    try:
        day = date.fromisoformat(visit.text("day") or _today())
    except ValueError:
        return _form(visit, (f"ასეთი დღე არ არის: {visit.text('day')[:40]}",
                             f"There is no such day: {visit.text('day')[:40]}"))  # fmt: skip
    known = Particulars(
        kind=visit.text("kind").strip() or None, issuer=_issuer(visit) or None,
        published=day.isoformat(),
    )  # fmt: skip
    try:
        length = len(read_upload(data, name).text)
        if length > MAX_TEXT:
            return _form(visit, _LONG, status=413)
        great = length > GREAT
        if great and not _ONE_GREAT.acquire(blocking=False):
            return _form(visit, _BUSY, status=503)
        try:
            found = _tried(visit, data, name, known)
        finally:
            if great:
                _ONE_GREAT.release()
    except BadSource as error:
        return _form(visit, told(error))
    return _form(visit, found=found, text=found.intake.source.text, sent=name)


def _tried(visit: Visit, data: bytes, name: str, known: Particulars) -> trial.DryRun:
    intake = take_in(data, name or "draft.txt", known)
    with visit.office.reading() as db:
        return trial.tried(visit.store, db, intake)


def _form(
    visit: Visit, problem: tuple[str, str] | None = None, status: int = 0, **more: Any
) -> Response:
    """The form with what was written in it; below it, what was found."""
    values: dict[str, Any] = {
        "found": None, "text": visit.text("text"), "sent": "", "problem": problem,
        "kind": visit.text("kind").strip(), "issuer": _issuer(visit),
        "day": visit.text("day") or _today(), "kinds": list(table("kinds")),
        "for_people": trial.FOR_PEOPLE,
    }  # fmt: skip
    status = status or (422 if problem else 200)
    return show(visit, "dry_run.html", status, **{**values, **more})


def _issuer(visit: Visit) -> str:
    """The issuer, also of the editor's form, which asks for one a line."""
    return (visit.text("issuer") or visit.text("issuers").partition("\n")[0]).strip()


def _today() -> str:
    return tbilisi_day(datetime.now(UTC)).isoformat()
