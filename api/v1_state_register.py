"""Endpoints of the State Register: records by every particular, one record, the whole as a file.

Open to everybody by Law 1876 art. 29(4); the secret part is a store of its own that nothing here
can reach.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from typing import Annotated, Any
from urllib.parse import urlencode

from fastapi import APIRouter, Depends, Path, Query, Request
from fastapi.concurrency import run_in_threadpool
from fastapi.responses import Response

from api import v1_register_models as m
from api.problems import Problem
from api.service import CACHE, json_answer, service
from registry import records, register_search
from registry.office import OfficeError
from registry.records import Entered
from registry.register_export import as_csv, as_json, described
from registry.register_search import ORDERS, STATES, Wanted

router = APIRouter(tags=["state register"])
PAGE = 50
_FILE: dict[int | str, dict[str, Any]] = {200: {"content": {"text/csv": {"schema": {
    "type": "string"}}}}}  # fmt: skip


def wanted(
    title: Annotated[str, Query(description="Words, each from its beginning")] = "",
    issuer: Annotated[str, Query(description="Words of the issuer's name")] = "",
    kind: Annotated[str, Query(examples=["ბრძანება"])] = "",
    number: Annotated[str, Query(description="The issuer's number")] = "",
    code: Annotated[str, Query(description="Either printed form, or its first digits")] = "",
    matsne: Annotated[str, Query(description="Matsne document id")] = "",
    act: Annotated[str, Query(description="IRI of the act")] = "",
    adopted_from: Annotated[str, Query(description="ISO day")] = "",
    adopted_to: Annotated[str, Query(description="ISO day, counted in")] = "",
    published_from: Annotated[str, Query(description="ISO day")] = "",
    published_to: Annotated[str, Query(description="ISO day, counted in")] = "",
    state: Annotated[str, Query(description=f"Today: {', '.join(STATES)}")] = "",
    order: Annotated[str, Query(description=", ".join(ORDERS))] = "newest",
) -> Wanted:
    """The filters of a call. Raises :class:`Problem` ``bad-parameter``."""
    try:
        return Wanted(
            title, issuer, kind, number, code, matsne, act, adopted_from, adopted_to,
            published_from, published_to, state, order,
        )  # fmt: skip
    except OfficeError as error:
        raise _bad(error) from None


Filters = Annotated[Wanted, Depends(wanted)]


@router.get("/api/v1/register", response_model=m.RegisterPage)
async def register(
    request: Request,
    filters: Filters,
    after: Annotated[str, Query(description="Cursor: `next` of the page before")] = "",
    before: Annotated[str, Query(description="Cursor: go back from here")] = "",
    limit: Annotated[int, Query(ge=1, le=1000)] = PAGE,
) -> Response:
    """Records of the State Register, newest entry first; filters may be joined."""
    held = service(request)
    today = held.today()

    def look() -> m.RegisterPage:
        with held.holdings.store.engine.connect() as db:
            found = register_search.look(
                db, filters, today, after=after, before=before, limit=limit
            )
            total = register_search.count(db, filters, today)
        query = {**request.query_params, "limit": str(limit)}
        query = {k: v for k, v in query.items() if k not in ("after", "before")}
        return m.RegisterPage(
            total=total,
            items=[_answer(one, today) for one in found.items],
            next=_address(query, "after", found.next),
            previous=_address(query, "before", found.previous),
        )

    try:
        return json_answer(await run_in_threadpool(look))
    except OfficeError as error:
        raise _bad(error) from None


@router.get("/api/v1/register.csv", response_class=Response, responses=_FILE)
async def register_csv(request: Request, filters: Filters) -> Response:
    """Every record that answers, as a table (UTF-8 with its mark)."""
    return await _file(request, filters, as_csv, "text/csv; charset=utf-8", "register.csv")


@router.get("/api/v1/register.json", response_model=list[m.RegisterRecord])
async def register_json(request: Request, filters: Filters) -> Response:
    """Every record that answers, as one JSON array."""
    return await _file(request, filters, as_json, "application/json", "register.json")


@router.get("/api/v1/register/{entry}", response_model=m.RegisterRecord)
async def record(
    request: Request, entry: Annotated[int, Path(ge=1, le=2**31, examples=["1"])]
) -> Response:
    """One record by its entry number."""
    held = service(request)

    def read() -> Entered | None:
        with held.holdings.store.engine.connect() as db:
            return records.at(db, entry)

    found = await run_in_threadpool(read)
    if found is None:
        raise Problem("no-such-act", f"no entry {entry} in the register")
    return json_answer(_answer(found, held.today()))


async def _file(
    request: Request,
    filters: Wanted,
    write: Callable[[Iterable[Entered], str], Iterator[str]],
    kind: str,
    name: str,
) -> Response:
    held = service(request)
    today = held.today()

    def made() -> bytes:
        with held.holdings.store.engine.connect() as db:
            return "".join(write(register_search.every(db, filters, today), today)).encode()

    headers = {"cache-control": CACHE, "content-disposition": f'attachment; filename="{name}"'}
    return Response(await run_in_threadpool(made), media_type=kind, headers=headers)


def _answer(found: Entered, today: str) -> m.RegisterRecord:
    return m.RegisterRecord.model_validate(described(found, today))


def _address(query: dict[str, str], name: str, cursor: str | None) -> str | None:
    return None if cursor is None else f"/api/v1/register?{urlencode({**query, name: cursor})}"


def _bad(error: OfficeError) -> Problem:
    parameter = str(error).partition(":")[0]
    return Problem("bad-parameter", str(error), parameter=parameter, expected=[str(error)])
