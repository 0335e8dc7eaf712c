"""Addresses of the portal that are no IRIs: its first page, comparisons, static files."""

from __future__ import annotations

from fastapi import APIRouter, Request
from fastapi.concurrency import run_in_threadpool
from fastapi.responses import Response

from api.page_compare import compare_page
from api.page_home import home_page
from api.page_problem import problems_page
from api.page_results import options, results_page
from api.portal import View, static
from api.problems import KINDS, Problem
from api.service import base_of, service
from api.v1_checks import two
from api.v1_search import LONGEST, day_of, finder
from api.words import word
from search.protocol import Sort

router = APIRouter(include_in_schema=False)


@router.get("/")
async def home(request: Request) -> Response:
    """The first page: what is held, search."""
    held = service(request)
    view = View.of(request, held.today())
    query = request.query_params
    words = " ".join(query.get("q", "").split())
    if not words:
        return home_page(held, view)
    sort = query.get("sort", "relevance")
    sort = sort if sort in {one.value for one in Sort} else "relevance"
    day = day_of(request, query.get("on"))
    return await run_in_threadpool(
        results_page, finder(request), view, words, day, sort, query.get("cursor") or None
    )


@router.get("/suggest")
async def suggest(request: Request, q: str = "") -> Response:
    """Options for the search field while it is typed in."""
    try:
        found = await run_in_threadpool(finder(request).suggest, q[:LONGEST])
    except Problem:
        return options([])
    head = q.rpartition(" ")[0]
    return options([f"{head} {word}".strip() for word in found.completions])


@router.get("/compare/{iri:path}")
async def compare(request: Request, iri: str) -> Response:
    """Two versions: ``from``, ``to`` (as ``on`` elsewhere), ``view=side|inline``."""
    held = service(request)
    query = request.query_params
    days = query.get("from") or "original", query.get("to") or "current"
    pair = await run_in_threadpool(two, held, iri, *days)
    look = "side" if query.get("view") == "side" else "inline"
    view = View.of(request, held.today())
    return await run_in_threadpool(compare_page, held, pair, view, look)


@router.get("/problems/")
async def problems(request: Request) -> Response:
    """All kinds of problems."""
    held = service(request)
    return problems_page(View.of(request, held.today()), None)


@router.get("/problems/{name}")
async def problem(request: Request, name: str) -> Response:
    """One kind: where the ``type`` of problem details leads."""
    if name not in KINDS:
        raise Problem("no-such-page", f"no problem {name[:60]!r}")
    held = service(request)
    return problems_page(View.of(request, held.today()), name)


@router.get("/opensearch.xml")
async def opensearch(request: Request) -> Response:
    """How a browser searches here from its own address bar."""
    body = (
        '<?xml version="1.0" encoding="UTF-8"?>\n'
        '<OpenSearchDescription xmlns="http://a9.com/-/spec/opensearch/1.1/">'
        f"<ShortName>{word('site', 'ka')}</ShortName>"
        f"<Description>{word('home-lead', 'ka')}</Description><InputEncoding>UTF-8</InputEncoding>"
        f'<Url type="text/html" template="{base_of(request)}/?q={{searchTerms}}"/>'
        "</OpenSearchDescription>\n"
    )
    return Response(body, media_type="application/opensearchdescription+xml")


@router.get("/static/{name:path}")
async def static_file(name: str) -> Response:
    """A file that never changes under its address."""
    held = static(name)
    if held is None:
        raise Problem("no-such-page", f"no file {name[:80]!r}")
    headers = {"cache-control": "public, max-age=31536000, immutable"}
    return Response(held[0], media_type=held[1], headers=headers)
