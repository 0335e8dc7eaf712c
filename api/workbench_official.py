"""Official texts beside our replay: what differs, and whose each difference is."""

from __future__ import annotations

from starlette.responses import Response

from api.workbench_guard import SYSTEMATIZER, WORKBENCH, Visit, page
from api.workbench_views import go, show
from consolidation.diff import word_diff
from registry import official
from registry.office import OfficeError, a_day

_HERE = "/office/differences"


@page("GET", _HERE, WORKBENCH)
def listed(visit: Visit) -> Response:
    asked = visit.text("class")
    class_ = asked if asked in official.CLASSES else None
    with visit.office.reading() as db:
        rows = official.listed(db, class_)
        counts = official.counted(db)
    marked = [(row, word_diff(row.ours, row.theirs)) for row in rows]
    return show(visit, "differences.html", rows=marked, counts=counts, classes=official.CLASSES,
                class_=class_)  # fmt: skip


@page("POST", _HERE, SYSTEMATIZER)
def compare(visit: Visit) -> Response:
    """Bring in an official text of an act as it stood on a day."""
    name, data = visit.files.get("file", ("", b""))
    found = visit.store.find(visit.text("act").strip())
    if not data or len(found) != 1:
        raise OfficeError("no-such-act" if data else "bad-form", f"{len(found)} acts answer to it")
    day = a_day(visit.text("day")).isoformat()
    with visit.decision(_HERE) as db:
        official.compare(visit.store, db, found[0].iri, day, data, name, visit.user.name)
    return go(_HERE)


@page("POST", "/office/differences/{difference:int}", SYSTEMATIZER)
def classify(visit: Visit) -> Response:
    with visit.decision(_HERE) as db:
        official.classify(db, visit.number("difference"), visit.text("class"),
                          visit.text("reason"), visit.user.name)  # fmt: skip
    return go(_HERE)
