"""Endpoints of the register: the service itself, the list of acts, looking acts up."""

from __future__ import annotations

from typing import Annotated
from urllib.parse import urlencode

from fastapi import APIRouter, Query, Request
from fastapi.responses import RedirectResponse, Response

from api import v1_models as m
from api.answers import act_card
from api.holdings import Card
from api.lookup import by_code, by_matsne
from api.problems import Problem
from api.service import json_answer, service
from api.v1_texts import LAW

router = APIRouter(tags=["register"])
PAGE = 100
_CODE = "200000000.05.001.020101"


@router.get("/api/v1/", response_model=m.Service)
async def root(request: Request) -> Response:
    """What is held, to what day, and where everything is."""
    held = service(request)
    answer = m.Service(
        name="Matsne",
        promise="The law as it stood on any day; what cannot be proved is refused.",
        today=held.today(),
        current_to=held.holdings.current_to(),
        acts=held.holdings.count(),
        versions=held.holdings.version_count(),
        links={
            "acts": "/api/v1/acts",
            "register": "/api/v1/register",
            "openapi": "/api/v1/openapi.json",
            "text": f"/api/v1/acts/{LAW}",
            "versions": f"/api/v1/versions/{LAW}",
            "search": "/api/v1/search?q=",
            "resolve": "/api/v1/resolve?citation=",
            "changes": "/api/v1/changes",
            "bulk": "/api/v1/bulk",
            "problems": "/problems/",
        },
    )
    return json_answer(answer)


@router.get("/api/v1/acts", response_model=m.ActList)
async def acts(
    request: Request,
    code: Annotated[
        str | None, Query(description="Registration code, either form", examples=[_CODE])
    ] = None,
    matsne: Annotated[str | None, Query(description="Matsne document id")] = None,
    publication: Annotated[str | None, Query(description="With `matsne`: its number")] = None,
    number: Annotated[str | None, Query(description="The issuer's number")] = None,
    title: Annotated[str | None, Query(description="Words of the title, as they stand")] = None,
    after: Annotated[int, Query(ge=0, le=2**62, description="Cursor of the page before")] = 0,
    limit: Annotated[int, Query(ge=1, le=1000)] = PAGE,
) -> Response:
    """All acts in the order of registration, or those that answer to a name."""
    holdings = service(request).holdings
    if code is not None:
        return _found(by_code(holdings, code))
    if matsne is not None:
        asked = by_matsne(holdings, matsne, publication, service(request).today())
        return _found([asked.card])
    if number is not None:
        return _found(holdings.named("number", [number]))
    if title is not None and not title.strip():
        raise Problem("bad-parameter", "no words", parameter="title", expected=["words"])
    if title is not None:
        cards = holdings.titled(title, after, limit)
    else:
        cards = holdings.cards(after, limit)
    onward = None
    if len(cards) == limit:
        query = {"after": cards[-1].sequence, "limit": limit, **({"title": title} if title else {})}
        onward = f"/api/v1/acts?{urlencode(query)}"
    total = holdings.count() if title is None else None
    items = [act_card(card) for card in cards]
    return json_answer(m.ActList(total=total, items=items, next=onward))


def _found(cards: list[Card]) -> Response:
    items = [act_card(card) for card in cards]
    return json_answer(m.ActList(total=None, items=items, next=None))


@router.get("/{language}/document/view/{number}", include_in_schema=False)
async def alias(
    request: Request, language: str, number: str, publication: str | None = None
) -> Response:
    """Addresses of the national site, kept for ever."""
    if language not in ("ka", "en", "ru"):
        raise Problem("no-such-page", f"no language {language[:20]}")
    held = service(request)
    asked = by_matsne(held.holdings, number, publication, held.today())
    target = asked.permalink if publication is not None else asked.iri
    return RedirectResponse(str(target), 301 if publication is not None else 302)
