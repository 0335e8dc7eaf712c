"""The secret part, for registrars admitted to it; for everybody else there is no such page.

The store is the file that ``MATSNE_SECRET_STORE`` names; without it there is no secret part.
"""

from __future__ import annotations

import os
from datetime import UTC, datetime
from pathlib import Path

from starlette.exceptions import HTTPException
from starlette.responses import Response

from api.workbench_guard import SECRET, Visit, page
from api.workbench_views import go, show
from registry import numbering
from registry.secret import SecretAct, SecretPart
from registry.working_days import tbilisi_day


def _part(visit: Visit) -> SecretPart:
    path = os.environ.get("MATSNE_SECRET_STORE")
    if not path:
        raise HTTPException(404)
    state = visit.request.app.state
    held: tuple[str, SecretPart] | None = getattr(state, "secret_part", None)
    if held is None or held[0] != path:
        held = state.secret_part = (path, SecretPart(Path(path)))
    return held[1]


@page("GET", "/office/secret", SECRET)
def secret(visit: Visit) -> Response:
    part = _part(visit)
    today = tbilisi_day(datetime.now(UTC)).isoformat()
    with visit.office.reading() as db:
        book = numbering.tables(db)
    return show(
        visit, "secret.html", rows=part.listed(visit.user.name), trail=part.trail()[-20:],
        kinds=book.on("kind", today), organs=book.on("organ", today),
    )  # fmt: skip


@page("POST", "/office/secret", SECRET)
def enter(visit: Visit) -> Response:
    part = _part(visit)
    today = tbilisi_day(datetime.now(UTC)).isoformat()
    names = ("kind", "issuer", "title", "date", "place", "number", "force", "received_from")
    act = SecretAct(
        **{name: visit.text(f"act_{name}").strip() for name in names},
        until=visit.text("act_until").strip() or None,
        copies=visit.field_number("act_copies") or 0,
    )
    with visit.office.reading() as db:
        book = numbering.tables(db)
    part.enter(
        act, visit.text("sector").strip(), visit.text("kind"), visit.text("organ"), book, today,
        visit.user.name,
    )  # fmt: skip
    return go("/office/secret")
