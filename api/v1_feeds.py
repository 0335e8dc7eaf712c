"""Endpoints that let others keep a copy: change log, Atom, maps of the site, bulk files."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, Any

from fastapi import APIRouter, Query, Request
from fastapi.concurrency import run_in_threadpool
from fastapi.responses import FileResponse, Response

from api import v1_models as m
from api.bulk import FILES, MANIFEST
from api.feeds import PAGE, atom, change_log, read_since, sitemap, sitemap_index
from api.problems import Problem
from api.service import CACHE, base_of, json_answer, service

router = APIRouter(tags=["feeds"])
Since = Annotated[
    str, Query(description="Instant of the last item met, or a day", examples=["2026-01-01"])
]
Limit = Annotated[int, Query(ge=1, le=1000)]
_ATOM: dict[str, Any] = {"application/atom+xml": {"schema": {"type": "string"}}}


@router.get("/api/v1/changes", response_model=m.ChangeLog)
async def changes(request: Request, since: Since = "", limit: Limit = PAGE) -> Response:
    """Acts in the order in which they were registered, after an instant."""
    held = service(request).holdings
    return json_answer(change_log(held, read_since(since), limit))


@router.get("/api/v1/changes.atom", response_class=Response,
            responses={200: {"content": _ATOM}})  # fmt: skip
async def changes_atom(request: Request, since: Since = "", limit: Limit = PAGE) -> Response:
    """The same as an Atom feed, newest first."""
    body = atom(service(request).holdings, base_of(request), read_since(since), limit)
    return Response(body, media_type="application/atom+xml", headers={"cache-control": CACHE})


@router.get("/api/v1/bulk", response_model=m.BulkAnswer)
async def bulk(request: Request) -> Response:
    """Files that hold everything, with their counts and hashes."""
    text = (_folder(request) / MANIFEST).read_text("utf-8")
    return json_answer(m.BulkAnswer.model_validate_json(text))


@router.get("/api/v1/bulk/{name}", include_in_schema=False)
async def bulk_file(request: Request, name: str) -> Response:
    """One of them."""
    path = _folder(request) / name
    if name not in FILES or not path.is_file():
        raise Problem("no-such-page", f"no bulk file {name[:60]!r}")
    return FileResponse(path, headers={"cache-control": "no-store"})


def _folder(request: Request) -> Path:
    folder: Path | None = request.app.state.bulk
    if folder is None or not (folder / MANIFEST).is_file():
        raise Problem("not-offered", "no bulk files were made", needs="matsne bulk")
    return folder


@router.get("/sitemap.xml", include_in_schema=False)
async def maps(request: Request) -> Response:
    """The maps of the site."""
    body = sitemap_index(service(request).holdings, base_of(request))
    return Response(body, media_type="application/xml", headers={"cache-control": CACHE})


@router.get("/sitemap-{start}.xml", include_in_schema=False)
async def one_map(request: Request, start: str) -> Response:
    """One of them."""
    if not start.isascii() or not start.isdigit() or len(start) > 12:
        raise Problem("no-such-page", f"no map {start[:40]!r}")
    body = await run_in_threadpool(sitemap, service(request).holdings, base_of(request), int(start))
    return Response(body, media_type="application/xml", headers={"cache-control": CACHE})


@router.get("/robots.txt", include_in_schema=False)
async def robots(request: Request) -> Response:
    """Programs are welcome; the map says where everything is."""
    body = f"User-agent: *\nAllow: /\nSitemap: {base_of(request)}/sitemap.xml\n"
    return Response(body, media_type="text/plain")
