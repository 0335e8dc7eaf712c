"""Ways back for who lost the device or forgot the password: codes, and two administrators."""

from __future__ import annotations

from starlette.responses import Response

from api.workbench_guard import ADMINISTRATOR, ANYBODY, COOKIE, SIGNED_IN, Visit, page
from api.workbench_login import address_of
from api.workbench_views import go, show
from registry import login, people, recovery
from registry.office import OfficeError


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


@page("GET", "/office/reset", ANYBODY)
def reset_page(visit: Visit) -> Response:
    """For who forgot the password: a code, and the device all the same."""
    return show(visit, "reset.html", failed=False, done=False)


@page("POST", "/office/reset", ANYBODY)
def reset(visit: Visit) -> Response:
    if visit.text("password") != visit.text("again"):
        raise OfficeError("bad-password", "the two new passwords differ")
    with visit.office.decision() as db:
        done = login.reset(db, visit.text("name").strip(), visit.text("device"),
                           visit.text("code"), visit.text("password"))  # fmt: skip
    answer = show(visit, "reset.html", 200 if done else 401, failed=not done, done=done)
    if done:
        answer.delete_cookie(COOKIE, path="/")
    return answer


def _ask(visit: Visit, what: recovery.What) -> Response:
    """Say what a person lost; nothing happens until another confirms it."""
    name = visit.request.path_params["name"]
    with visit.decision(f"/office/people/{name}") as db:
        recovery.propose(db, name, visit.text("ground"), visit.user.name, what)
    return go(f"/office/people/{name}")


def _confirm(visit: Visit, what: recovery.What) -> Response:
    """Confirm it: the code is shown once, to be handed over."""
    name = visit.request.path_params["name"]
    with visit.decision(f"/office/people/{name}") as db:
        code = recovery.confirm(db, name, visit.user.name, what)
    return show(visit, "codes.html", codes=[code], person=name, what=what)


def _reject(visit: Visit, what: recovery.What) -> Response:
    name = visit.request.path_params["name"]
    with visit.decision(f"/office/people/{name}") as db:
        recovery.reject(db, name, visit.text("text"), visit.user.name, what)
    return go(f"/office/people/{name}")


def _add(what: recovery.What) -> None:
    """The three forms of a person's page, for the device and for the password."""
    here = f"/office/people/{{name}}/{what}"
    page("POST", here, ADMINISTRATOR)(lambda visit: _ask(visit, what))
    page("POST", f"{here}/confirm", ADMINISTRATOR)(lambda visit: _confirm(visit, what))
    page("POST", f"{here}/reject", ADMINISTRATOR)(lambda visit: _reject(visit, what))


_add("device")
_add("password")
