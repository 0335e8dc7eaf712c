"""Log-in by a provider of identities; where none is configured there are no such pages."""

from __future__ import annotations

from starlette.exceptions import HTTPException
from starlette.responses import Response

from api.openid import Provider
from api.workbench_guard import ANYBODY, SIGNED_IN, Visit, give_lax, give_session, page
from api.workbench_views import go, show
from registry import identities
from registry.office import OfficeError

_COOKIE, _BACK = "matsne_openid", "/office/openid/back"


def _provider() -> Provider:
    provider = Provider.configured()
    if provider is None:
        raise HTTPException(404)
    return provider


@page("GET", "/office/openid", ANYBODY)
def leave(visit: Visit) -> Response:
    """To the provider, to log in."""
    provider = _provider()
    with visit.office.decision() as db:
        begun = identities.begin(db)
    return _away(visit, provider, begun)


@page("POST", "/office/openid/link", SIGNED_IN)
def link(visit: Visit) -> Response:
    """To the provider, to link one's identity there."""
    provider = _provider()
    with visit.office.decision() as db:
        begun = identities.begin(db, visit.user)
    return _away(visit, provider, begun)


@page("POST", "/office/openid/unlink", SIGNED_IN)
def unlink(visit: Visit) -> Response:
    _provider()
    with visit.office.decision() as db:
        identities.unlink(db, visit.user)
    return go("/office/me")


@page("GET", _BACK, ANYBODY)
def back(visit: Visit) -> Response:
    """The provider's answer."""
    provider = _provider()
    with visit.office.decision() as db:
        awaited = identities.awaited(
            db, visit.text("state"), visit.request.cookies.get(_COOKIE, "")
        )
    if visit.text("error") or not visit.text("code"):
        raise OfficeError("not-let-in", visit.text("error")[:100])
    if visit.text("iss", provider.issuer) != provider.issuer:
        raise OfficeError("not-let-in", "another provider answers")
    who = provider.identity(visit.text("code"), awaited.verifier, awaited.nonce, _here(visit))
    with visit.office.decision() as db:
        if awaited.user is not None:
            identities.link(db, awaited.user, who.issuer, who.subject)
            answer = show(visit, "onward.html", to="/office/me")
        else:
            token = identities.come_in(db, who.issuer, who.subject, second=who.second)
            answer = show(visit, "onward.html", to="/office" if who.second else "/office/code")
            give_session(visit.request, answer, token)
    answer.delete_cookie(_COOKIE, path="/office/openid")
    return answer


def _away(visit: Visit, provider: Provider, begun: identities.Begun) -> Response:
    """A page that leads to the provider: forms of ours may lead nowhere else (CSP)."""
    answer = show(visit, "onward.html", to=provider.address(begun, _here(visit)))
    give_lax(visit.request, answer, _COOKIE, begun.browser, "/office/openid")
    return answer


def _here(visit: Visit) -> str:
    return f"{str(visit.request.base_url).rstrip('/')}{_BACK}"
