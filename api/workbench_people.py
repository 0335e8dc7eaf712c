"""People as an administrator sees them: forms filed, rights given, the log of every change."""

from __future__ import annotations

from starlette.responses import Response

from api.workbench_guard import ADMINISTRATOR, OVERSIGHT, Visit, page
from api.workbench_views import go, show
from registry import people, recovery
from registry.office import OfficeError
from registry.rights import Right, Role


@page("GET", "/office/people", OVERSIGHT)
def everybody(visit: Visit) -> Response:
    with visit.office.reading() as db:
        return show(visit, "people.html", people=people.everybody(db))


@page("GET", "/office/people/{name}", OVERSIGHT)
def one(visit: Visit) -> Response:
    with visit.office.reading() as db:
        person = people.by_name(db, visit.request.path_params["name"])
        if person is None:
            raise OfficeError("no-such-user", "")
        log = people.changes(db, person.name)
        asked = {what: recovery.requests(db, person.name, what) for what in recovery.KINDS}
    return show(
        visit, "person.html", person=person, log=log, rights=list(Right), roles=list(Role),
        asked=asked,
    )  # fmt: skip


@page("POST", "/office/people/{name}", ADMINISTRATOR)
def admit(visit: Visit) -> Response:
    """Give exactly the rights and roles ticked."""
    name = visit.request.path_params["name"]
    rights = [r for r in Right if r.value in visit.lists.get("rights", [])]
    roles = [r for r in Role if r.value in visit.lists.get("roles", [])]
    with visit.decision(f"/office/people/{name}") as db:
        people.admit(db, name, rights, roles, visit.user.name, visit.text("ground"))
    return go(f"/office/people/{name}")


@page("POST", "/office/people/{name}/close", ADMINISTRATOR)
def close(visit: Visit) -> Response:
    name = visit.request.path_params["name"]
    with visit.decision(f"/office/people/{name}") as db:
        people.close(db, name, visit.user.name, visit.text("ground"))
    return go(f"/office/people/{name}")
