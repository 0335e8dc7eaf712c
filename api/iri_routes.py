"""The IRIs themselves as addresses: every act, version, unit and file opens under its name."""

from __future__ import annotations

from dataclasses import replace
from urllib.parse import urlencode

from fastapi import APIRouter, Request
from fastapi.concurrency import run_in_threadpool
from fastapi.responses import RedirectResponse, Response

from api.asked import Asked, read_iri, read_on, resolve
from api.days import day_of_http
from api.memento import at_or_before, links
from api.negotiation import choose
from api.page_act import act_page, unit_page
from api.portal import View
from api.problems import Problem
from api.service import service
from api.v1_search import finder
from api.v1_texts import sent
from schemas.iri import Iri

router = APIRouter(include_in_schema=False)


@router.get("/akn/{rest:path}")
async def named(request: Request, rest: str) -> Response:
    """A page for people or the text in the format asked for; a TimeGate where no version is
    named and Accept-Datetime is sent."""
    held = service(request)
    iri = read_iri(f"/akn/{rest}")
    wish = request.query_params.get("on")
    if wish is not None and wish.strip():
        return _dated(request, iri, wish.strip())
    instant = request.headers.get("accept-datetime")
    if instant is not None and not iri.how:
        return _timegate(resolve(held.holdings, iri, held.today(), "original"), instant)
    asked = await run_in_threadpool(resolve, held.holdings, iri, held.today())
    form = choose(iri.extension, request.query_params.get("format"),
                  request.headers.get("accept", ""), "html")  # fmt: skip
    if form == "html" and not iri.extension and "format" not in request.query_params:
        return await run_in_threadpool(_page, request, asked)
    return await sent(held, asked, form)


def _page(request: Request, asked: Asked) -> Response:
    held = service(request)
    view = View.of(request, held.today())
    page = unit_page if asked.unit else act_page
    return page(held, finder(request), asked, view)


def _dated(request: Request, iri: Iri, wish: str) -> Response:
    """``?on=`` of the date form: off to the IRI of that day."""
    day = read_on(wish)
    held = service(request)
    if day in ("original", "current", "future"):
        asked = resolve(held.holdings, replace(iri, how="", day=""), held.today(), day)
        target = asked.permalink
    else:
        target = replace(iri, how=":", day=day)
    rest = {name: value for name, value in request.query_params.items() if name != "on"}
    query = f"?{urlencode(rest)}" if rest else ""
    return RedirectResponse(f"{target}{query}", 302)


def _timegate(asked: Asked, instant: str) -> Response:
    """RFC 7089 §4.1: 302 to the memento; Vary and Link say what this resource is."""
    day = day_of_http(instant)
    if day is None:
        raise Problem("bad-parameter", "Accept-Datetime is no HTTP date",
                      parameter="Accept-Datetime",
                      expected=["Tue, 24 May 2022 20:00:00 GMT"])  # fmt: skip
    headers = {
        "vary": "Accept-Datetime",
        "link": ", ".join(links(asked)),
        "cache-control": "no-cache",
    }
    return RedirectResponse(at_or_before(asked, day), 302, headers)
