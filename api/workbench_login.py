"""Coming in: the form of annex 4, password, device code, terms, one's own data, going out."""

from __future__ import annotations

import pyotp
from starlette.responses import Response

from api.openid import Provider
from api.workbench_guard import ANYBODY, COOKIE, SIGNED_IN, Visit, give_session, page
from api.workbench_views import go, show
from api.workbench_words import COMMANDS
from registry import identities, login, people, recovery
from registry.office import OfficeError
from registry.rights import Right

_NAME = "მაცნე"


@page("GET", "/office/login", ANYBODY)
def login_page(visit: Visit) -> Response:
    return show(visit, "login.html", failed=False, provider=Provider.configured())


@page("POST", "/office/login", ANYBODY)
def first_step(visit: Visit) -> Response:
    with visit.office.decision() as db:
        token = login.begin(db, visit.text("name"), visit.text("password"))
    if token is None:
        return show(visit, "login.html", 401, failed=True, provider=Provider.configured())
    answer = go("/office/code")
    give_session(visit.request, answer, token)
    return answer


@page("GET", "/office/code", ANYBODY)
def code_page(visit: Visit) -> Response:
    if visit.session is None:
        return go("/office/login")
    return show(visit, "code.html", failed=False)


@page("POST", "/office/code", ANYBODY)
def second_step(visit: Visit) -> Response:
    if visit.session is None or visit.session.second:
        return go("/office/login")
    held = visit.request.cookies.get(COOKIE, "")
    with visit.office.decision() as db:
        token = login.second_step(db, held, visit.text("code"))
    if token is None:
        return show(visit, "code.html", 401, failed=True)
    answer = go("/office")
    give_session(visit.request, answer, token)
    return answer


@page("POST", "/office/logout", SIGNED_IN)
def logout(visit: Visit) -> Response:
    with visit.office.decision() as db:
        login.end(db, visit.request.cookies.get(COOKIE, ""))
    answer = go("/office/login")
    answer.delete_cookie(COOKIE, path="/")
    return answer


@page("GET", "/office/terms", SIGNED_IN)
def terms_page(visit: Visit) -> Response:
    return show(visit, "terms.html", edition=people.TERMS)


@page("POST", "/office/terms", SIGNED_IN)
def accept_terms(visit: Visit) -> Response:
    with visit.office.decision() as db:
        people.accept_terms(db, visit.user)
    return go("/office")


@page("GET", "/office/apply", ANYBODY)
def apply_page(visit: Visit) -> Response:
    return show(visit, "apply.html", rights=list(Right))


@page("POST", "/office/apply", ANYBODY)
def apply(visit: Visit) -> Response:
    wanted = tuple(r for r in Right if r.value in visit.lists.get("rights", []))
    form = people.Form(
        visit.text("name"), visit.text("person"), visit.text("email"), visit.text("position"),
        visit.text("body"), wanted,
    )  # fmt: skip
    with visit.decision("/office/login") as db:
        user, secret = people.apply(db, form, visit.text("password"))
        codes = recovery.new_codes(db, user)
    return show(visit, "device.html", person=user, secret=secret, codes=codes, replaced=False,
                uri=address_of(secret, user.name))  # fmt: skip


def address_of(secret: str, name: str) -> str:
    """What an authenticator app opens to take in a secret."""
    return pyotp.TOTP(secret).provisioning_uri(name=name, issuer_name=_NAME)


@page("GET", "/office/me", SIGNED_IN)
def me(visit: Visit) -> Response:
    keys = {name: visit.user.keys.get(name, own) for name, (_, _, own) in COMMANDS.items()}
    with visit.office.reading() as db:
        linked = identities.linked(db, visit.user)
        left = recovery.left(db, visit.user)
    return show(
        visit, "me.html", keys=keys, codes_left=left, provider=Provider.configured(), linked=linked
    )


@page("POST", "/office/me", SIGNED_IN)
def keep_current(visit: Visit) -> Response:
    with visit.decision("/office/me") as db:
        people.keep_current(
            db, visit.user, person=visit.text("person"), email=visit.text("email"),
            position=visit.text("position"),
        )  # fmt: skip
    return go("/office/me")


@page("POST", "/office/me/password", SIGNED_IN)
def change_password(visit: Visit) -> Response:
    """Another password; one logs in anew everywhere."""
    if visit.text("new") != visit.text("again"):
        raise OfficeError("bad-password", "the two new passwords differ")
    with visit.decision("/office/login") as db:
        people.change_password(db, visit.user, visit.text("current"), visit.text("new"))
    answer = go("/office/login")
    answer.delete_cookie(COOKIE, path="/")
    return answer


@page("POST", "/office/me/keys", SIGNED_IN)
def keep_keys(visit: Visit) -> Response:
    """The keyboard; an empty field turns a key off."""
    keys = {name: visit.text(f"key-{name}") for name in COMMANDS}
    if any(len(key) > 1 for key in keys.values()):
        raise OfficeError("bad-keys", "a key is one character")
    with visit.decision("/office/me") as db:
        people.keep_keys(db, visit.user, keys)
    return go("/office/me")
