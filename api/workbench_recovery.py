"""Ways back for who lost the device: recovery codes, and two administrators of the Herald."""

from __future__ import annotations

from starlette.responses import Response

from api.workbench_guard import ADMINISTRATOR, ANYBODY, COOKIE, SIGNED_IN, Visit, page
from api.workbench_login import address_of
from api.workbench_views import go, show
from registry import login, people, recovery


@page("GET", "/office/recover", ANYBODY)
def recover_page(visit: Visit) -> Response:
    """In place of the device's code; the password comes first here too."""
    if visit.session is None or visit.session.second:
        return go("/office/login")
    return show(visit, "recover.html", failed=False)


@page("POST", "/office/recover", ANYBODY)
def recover(visit: Visit) -> Response:
    """A recovery code, good once: the secret of a new device is shown, every session ends."""
    session = visit.session
    if session is None or session.second:
        return go("/office/login")
    with visit.office.decision() as db:
        secret = login.recover(db, visit.request.cookies.get(COOKIE, ""), visit.text("code"))
    if secret is None:
        return show(visit, "recover.html", 401, failed=True)
    answer = show(visit, "device.html", person=session.user, secret=secret, codes=[],
                  replaced=True, uri=address_of(secret, session.user.name))  # fmt: skip
    answer.delete_cookie(COOKIE, path="/")
    return answer


@page("POST", "/office/me/recovery", SIGNED_IN)
def new_codes(visit: Visit) -> Response:
    """New recovery codes, shown once; those of before are good no more."""
    with visit.decision("/office/me") as db:
        people.check_current(db, visit.user, visit.text("current"))
        codes = recovery.new_codes(db, visit.user)
    return show(visit, "codes.html", codes=codes, person="")


@page("POST", "/office/people/{name}/device", ADMINISTRATOR)
def lost(visit: Visit) -> Response:
    """Say that a person lost their device; nothing happens until another confirms it."""
    name = visit.request.path_params["name"]
    with visit.decision(f"/office/people/{name}") as db:
        recovery.propose(db, name, visit.text("ground"), visit.user.name)
    return go(f"/office/people/{name}")


@page("POST", "/office/people/{name}/device/confirm", ADMINISTRATOR)
def confirm(visit: Visit) -> Response:
    """Confirm it: the code is shown once, to be handed over."""
    name = visit.request.path_params["name"]
    with visit.decision(f"/office/people/{name}") as db:
        code = recovery.confirm(db, name, visit.user.name)
    return show(visit, "codes.html", codes=[code], person=name)


@page("POST", "/office/people/{name}/device/reject", ADMINISTRATOR)
def reject(visit: Visit) -> Response:
    name = visit.request.path_params["name"]
    with visit.decision(f"/office/people/{name}") as db:
        recovery.reject(db, name, visit.text("text"), visit.user.name)
    return go(f"/office/people/{name}")
