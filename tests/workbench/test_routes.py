"""Every route and every role: who may open what, and no route without a stated rule."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

import pytest
from starlette.responses import Response
from starlette.routing import Route

from api.web import create_app
from api.workbench import PAGES, RULES, router
from api.workbench_guard import page
from registry.rights import Right, Role
from tests.workbench.client import Client

R, ANY = Right, "anybody"
BODY = {right.value for right in Right}
HERALD = {"registrar", "systematizer", "approver", "administrator", "auditor"}
ALL = BODY | {role.value for role in Role} | {"keeper"}
BENCH = {"systematizer", "approver", "auditor", "registrar", "keeper"}
# Who may open each page: written by hand here, compared with what the pages answer.
TABLE: dict[str, set[str] | str] = {
    "GET /office/login": ANY,
    "POST /office/login": ANY,
    "GET /office/code": ANY,
    "POST /office/code": ANY,
    "GET /office/openid": ANY,
    "GET /office/openid/back": ANY,
    "POST /office/openid/link": ALL,
    "POST /office/openid/unlink": ALL,
    "GET /office/recover": ANY,
    "POST /office/recover": ANY,
    "GET /office/reset": ANY,
    "POST /office/reset": ANY,
    "POST /office/me/recovery": ALL,
    "GET /office/apply": ANY,
    "POST /office/apply": ANY,
    "GET /dry-run": ANY,
    "POST /dry-run": ANY,
    "GET /statistics": ANY,
    "GET /procedures": ANY,
    "GET /office": ALL,
    "GET /office/late": ALL,
    "GET /office/me": ALL,
    "POST /office/me": ALL,
    "POST /office/me/keys": ALL,
    "POST /office/me/password": ALL,
    "GET /office/terms": ALL,
    "POST /office/terms": ALL,
    "POST /office/logout": ALL,
    "GET /office/drafts": BODY | {"expert", "registrar", "auditor", "keeper"},
    "GET /office/drafts/new": {"draft"},
    "POST /office/drafts/new": {"draft"},
    "GET /annex/{sha256}": ANY,
    "POST /office/drafts/look": {"draft"},
    "POST /office/drafts/shape": {"draft"},
    "GET /office/drafts/{draft:int}": BODY | {"expert", "registrar", "auditor", "keeper"},
    "GET /office/drafts/{draft:int}/edit": {"draft"},
    "POST /office/drafts/{draft:int}/edit": {"draft"},
    "POST /office/drafts/{draft:int}/step": BODY | {"expert", "registrar", "keeper"},
    "POST /office/drafts/{draft:int}/file": {"draft"},
    "GET /office/drafts/{draft:int}/files/{file:int}": BODY
    | {"expert", "registrar", "auditor", "keeper"},
    "GET /office/drafts/{draft:int}/text": BODY | {"expert", "registrar", "auditor", "keeper"},
    "POST /office/drafts/{draft:int}/signature": {"sign", "send"},
    "GET /office/incoming/{draft:int}": {"registrar", "keeper"},
    "POST /office/incoming/{draft:int}/receive": {"registrar", "keeper"},
    "POST /office/incoming/{draft:int}/publish": {"registrar", "keeper"},
    "GET /register": ANY,
    "GET /register/{entry:int}": ANY,
    "GET /office/register": HERALD | {"keeper"},
    "GET /office/register/{entry:int}": HERALD | {"keeper"},
    "POST /office/register/{entry:int}/corrective": {"systematizer"},
    "POST /office/register/{entry:int}/particulars": {"registrar", "keeper"},
    "POST /office/register/{entry:int}/particulars/{number:int}/confirm": {"registrar", "keeper"},
    "POST /office/register/{entry:int}/particulars/{number:int}/reject": {"registrar", "keeper"},
    "GET /office/tables": HERALD | {"keeper"},
    "POST /office/tables": {"administrator"},
    "GET /office/clocks": {"administrator"},
    "POST /office/clocks": {"administrator"},
    "POST /office/clocks/days": {"administrator"},
    "GET /office/people": {"administrator", "auditor"},
    "GET /office/people/{name}": {"administrator", "auditor"},
    "POST /office/people/{name}": {"administrator"},
    "POST /office/people/{name}/close": {"administrator"},
    "POST /office/people/{name}/device": {"administrator"},
    "POST /office/people/{name}/device/confirm": {"administrator"},
    "POST /office/people/{name}/device/reject": {"administrator"},
    "POST /office/people/{name}/password": {"administrator"},
    "POST /office/people/{name}/password/confirm": {"administrator"},
    "POST /office/people/{name}/password/reject": {"administrator"},
    "GET /office/audit": {"administrator", "auditor"},
    "GET /office/audit.jsonl": {"administrator", "auditor"},
    "GET /office/queue": BENCH,
    "GET /office/bundles/{bundle:int}": BENCH,
    "POST /office/bundles/{bundle:int}/take": {"systematizer"},
    "POST /office/bundles/{bundle:int}/decide": {"systematizer"},
    "POST /office/bundles/{bundle:int}/aim": {"systematizer"},
    "POST /office/bundles/{bundle:int}/places": {"systematizer"},
    "POST /office/bundles/{bundle:int}/split": {"systematizer"},
    "POST /office/bundles/{bundle:int}/merge": {"systematizer"},
    "POST /office/bundles/{bundle:int}/refuse": {"systematizer"},
    "POST /office/bundles/{bundle:int}/corrective": {"systematizer"},
    "POST /office/bundles/{bundle:int}/accept-sure": {"systematizer"},
    "POST /office/bundles/{bundle:int}/affirm": {"systematizer"},
    "POST /office/bundles/{bundle:int}/submit": {"systematizer"},
    "POST /office/bundles/{bundle:int}/comment": {"systematizer", "approver"},
    "POST /office/bundles/{bundle:int}/confirm": {"approver"},
    "POST /office/bundles/{bundle:int}/approve": {"approver"},
    "POST /office/bundles/{bundle:int}/send-back": {"approver"},
    "GET /office/differences": BENCH,
    "POST /office/differences": {"systematizer"},
    "POST /office/differences/{difference:int}": {"systematizer"},
    "GET /office/events": BENCH,
    "POST /office/events": {"systematizer"},
    "GET /office/events/{event:int}": BENCH,
    "POST /office/events/{event:int}/carry-out": {"approver"},
    "POST /office/events/{event:int}/reject": {"approver"},
    "GET /corrections": ANY,
    "GET /office/secret": {"keeper"},
    "POST /office/secret": {"keeper"},
}
CASES = [(route, role) for route in TABLE for role in ("", *sorted(ALL)) if "logout" not in route]


def address(route: str) -> tuple[str, str]:
    """Method and a path of the route; what it names is not there, so nothing is changed."""
    method, path = route.split(" ")
    return method, re.sub(r"\{[a-z]+:int\}", "999999", path).replace("{name}", "nobody")


@pytest.mark.parametrize(("route", "role"), CASES)
def test_a_route_lets_in_exactly_whom_its_rule_names(
    as_: Callable[[str], Client], route: str, role: str
) -> None:
    client = as_(role)
    method, path = address(route)
    if method == "GET":
        answer = client.get(path)
    else:
        if not role:
            client.form_token()
        answer = client.post(path, {"once": ""})  # let in, it is refused for its missing token
    allowed = TABLE[route] == ANY or role in TABLE[route]
    if "secret" in route and not allowed:
        assert answer.status_code == 404
    elif not role and not allowed:
        assert (answer.status_code, answer.headers.get("location", "")) in (
            (303, "/office/login"), (401, ""),
        )  # fmt: skip
    elif not allowed:
        assert answer.status_code == 403
    else:
        assert answer.status_code != 403
        second = ("/office/code", "/office/recover")  # of a first step that was not taken
        assert answer.headers.get("location") != "/office/login" or route.endswith(second)
        assert answer.status_code < 500


def test_no_route_is_without_a_rule(tmp_path: Path) -> None:
    stated = {f"{method} {path}" for method, path in RULES}
    assert stated == set(TABLE)
    ours = {
        f"{method} {route.path}"
        for route in router.routes
        if isinstance(route, Route)
        for method in (route.methods or set()) - {"HEAD"}
    }
    assert ours == stated
    assert len(PAGES) == len(set(PAGES))
    everywhere = {
        f"{method} {route.path}"
        for route in create_app(tmp_path / "a.sqlite").routes
        if isinstance(route, Route) and route.path.startswith(("/office", "/dry-run"))
        for method in (route.methods or set()) - {"HEAD"}
    }
    assert everywhere <= stated


def test_a_rule_is_stated_once() -> None:
    with pytest.raises(ValueError, match="twice"):
        page("GET", "/office", RULES["GET", "/office"])(lambda _: Response())
