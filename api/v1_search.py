"""Endpoints that find: search as of a day, suggestions, citations in words."""

from __future__ import annotations

from typing import Annotated, Literal
from urllib.parse import urlencode

from fastapi import APIRouter, Query, Request
from fastapi.concurrency import run_in_threadpool
from fastapi.responses import Response

from api import v1_models as m
from api.asked import read_iri, read_on
from api.finding import Finder, facet_name, hit_card
from api.problems import Problem
from api.service import json_answer, service
from search.protocol import MAX_LIMIT

router = APIRouter(prefix="/api/v1", tags=["search"])
FRESH = {"cache-control": "no-store"}  # the index may be newer than the store's last change
LONGEST = 4000
Words = Annotated[
    str, Query(description="The query: see docs/query-language.md", examples=["ბიბლიოთეკა"])
]
Day = Annotated[
    str | None, Query(description="The day whose law is searched", examples=["2022-06-01"])
]


def finder(request: Request) -> Finder:
    found: Finder = request.app.state.finder
    return found


def day_of(request: Request, on: str | None) -> str:
    """The day of a question; today where none is said. Raises :class:`Problem`."""
    today = service(request).today()
    if not on or on == "current":
        return today
    day = read_on(on)
    if day in ("original", "future"):
        raise Problem("bad-parameter", f"a search is as of a day, not {day}", parameter="on",
                      expected=["YYYY-MM-DD", "current"])  # fmt: skip
    return day


@router.get("/search", response_model=m.SearchAnswer)
async def search(
    request: Request,
    q: Words,
    on: Day = None,
    limit: Annotated[int, Query(ge=1, le=MAX_LIMIT)] = 20,
    cursor: Annotated[str | None, Query(description="From the page before")] = None,
    sort: Literal["relevance", "newest", "oldest"] = "relevance",
    facets: Annotated[bool, Query(description="Count by kind, issuer, year, sector, state")] = True,
) -> Response:
    """Units whose wording on a day answers a query; exact total, facets, marks.

    A walk by cursor stays on one state of the index: nothing is lost, nothing comes twice.
    """
    day = day_of(request, on)
    page = await run_in_threadpool(
        finder(request).search, q, day, limit=limit, cursor=cursor, sort=sort, facets=facets
    )
    onward = None
    if page.cursor:
        query = {"q": q, "on": day, "limit": limit, "sort": sort, "cursor": page.cursor}
        onward = f"/api/v1/search?{urlencode(query)}"
    answer = m.SearchAnswer(
        query=q,
        day=page.day,
        total=page.total,
        items=[hit_card(hit, page.day) for hit in page.hits],
        facets={
            name: [
                m.FacetValue(value=one.value, name=facet_name(name, one.value), count=one.count)
                for one in values
            ]
            for name, values in page.facets.items()
        },
        correction=page.correction,
        cursor=page.cursor,
        next=onward,
        generation=page.snapshot.generation,
    )
    return json_answer(answer, FRESH)


@router.get("/suggest", response_model=m.SuggestAnswer)
async def suggest(request: Request, q: Words) -> Response:
    """Words that continue what is being typed, and a better spelling."""
    found = await run_in_threadpool(finder(request).suggest, q[:LONGEST])
    answer = m.SuggestAnswer(completions=list(found.completions), correction=found.correction)
    return json_answer(answer, FRESH)


@router.get("/resolve", response_model=m.ResolveAnswer)
async def resolve(
    request: Request,
    citation: Annotated[
        str,
        Query(
            description="A citation in words",
            examples=["„საჯარო ბიბლიოთეკების შესახებ“ კანონის მე-3 მუხლის მე-2 პუნქტი"],
        ),
    ],
    on: Day = None,
    context: Annotated[
        str | None, Query(description="IRI of the unit in which it is said („ამ კანონის…“)")
    ] = None,
) -> Response:
    """What a citation means: units, or all candidates where the words allow several."""
    day = day_of(request, on) if on else None
    where = str(read_iri(context)) if context else None
    words = citation[:LONGEST]
    found = await run_in_threadpool(finder(request).resolve, words, day, where)
    return json_answer(m.ResolveAnswer(citation=citation, candidates=found))
