"""Oversight: the audit trail for auditors, and statistics for everybody."""

from __future__ import annotations

import json
from dataclasses import asdict
from urllib.parse import urlencode

from starlette.responses import Response

from api import audit_words, register_words
from api.workbench_guard import ANYBODY, OVERSIGHT, Visit, page
from api.workbench_views import show
from registry import audit, procedures, statistics

_SHOWN = 200


@page("GET", "/office/audit", OVERSIGHT)
def trail(visit: Visit) -> Response:
    """The newest lines first; of one person or one subject where the form names them."""
    before = visit.text("before", "0")
    start = int(before) if before.isdecimal() and len(before) < 12 else 0
    given = {name: visit.text(name).strip() for name in ("who", "subject")}
    lines = audit.latest(visit.office, before=start, limit=_SHOWN, **given)
    more = urlencode({**given, "before": lines[-1].id}) if len(lines) == _SHOWN else ""
    return show(visit, "audit.html", lines=lines, broken=audit.broken_at(visit.office), more=more,
                given=given, said_of=audit_words)  # fmt: skip


@page("GET", "/office/audit.jsonl", OVERSIGHT)
def export(visit: Visit) -> Response:
    body = "".join(line + "\n" for line in audit.export(visit.office))
    headers = {"content-disposition": 'attachment; filename="audit.jsonl"'}
    return Response(body, media_type="application/x-ndjson", headers=headers)


@page("GET", "/procedures", ANYBODY)
def procedures_changed(visit: Visit) -> Response:
    """What changed in the register's own procedure (Order 158 art. 1(5))."""
    with visit.office.reading() as db:
        rows = procedures.changes(db)
    if visit.request.query_params.get("format") == "json":
        body = json.dumps([asdict(row) for row in rows], ensure_ascii=False)
        return Response(body, media_type="application/json")
    return show(visit, "procedures.html", rows=rows, said_of=register_words)


@page("GET", "/statistics", ANYBODY)
def public_statistics(visit: Visit) -> Response:
    with visit.office.reading() as db:
        found = statistics.collect(db)
    if visit.request.query_params.get("format") == "json":
        return Response(found.to_json(), media_type="application/json")
    return show(visit, "statistics.html", found=found)
