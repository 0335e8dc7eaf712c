"""The web application: the IRIs, the API and the portal over one store."""

from __future__ import annotations

import logging
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

from fastapi import FastAPI, Request
from fastapi.exceptions import RequestValidationError
from fastapi.responses import JSONResponse, Response
from sqlalchemy.exc import OperationalError
from sqlalchemy.exc import TimeoutError as PoolTimeout
from starlette.exceptions import HTTPException
from starlette.middleware import Middleware

from api import (
    days,
    iri_routes,
    portal_routes,
    v1_checks,
    v1_feeds,
    v1_register,
    v1_search,
    v1_state_register,
    v1_texts,
    workbench,
)
from api.asgi_headers import Headers
from api.asgi_kept import KeptAnswers, Stamp
from api.asgi_limits import RateLimit
from api.finding import Finder
from api.holdings import Holdings
from api.openapi import describe
from api.page_problem import problem_page
from api.portal import View
from api.problems import Problem
from api.service import Service, service
from registry.database import ServerStore
from registry.store import Store
from registry.writing import RETRY_AFTER, Busy, is_busy

_LOG = logging.getLogger("matsne.web")


def create_app(
    store_path: Path,
    *,
    today: Callable[[], str] = days.today,
    quota: int = 0,
    bulk: Path | None = None,
    index: Path | None = None,
    server: str | None = None,
) -> FastAPI:
    """The application over one store.

    ``today`` gives the Tbilisi day; ``quota`` is how many requests one address may send in a
    minute (0: as many as it likes); ``bulk``: the folder that ``matsne bulk`` wrote;
    ``index``: the folder of ``matsne index``; ``server``: the address of a database server that
    holds the store in place of the file.
    """

    @asynccontextmanager
    async def lifespan(app: FastAPI) -> AsyncIterator[None]:
        with ServerStore(server) if server else Store(store_path) as store:
            holdings = Holdings(store)
            app.state.service = Service(holdings, today)
            app.state.finder = Finder(holdings, index)
            app.state.finder.keep()
            yield
            app.state.finder.close()
            holdings.close()

    def stamp() -> Stamp:
        held: Service = app.state.service
        return held.holdings.token(), held.today()

    app = FastAPI(
        title="Matsne",
        lifespan=lifespan,
        docs_url=None,
        redoc_url=None,
        openapi_url=None,
        redirect_slashes=False,
        middleware=[
            Middleware(RateLimit, quota=quota),
            Middleware(Headers),
            Middleware(KeptAnswers, stamp=stamp),
        ],
    )

    @app.get("/api/v1/openapi.json", include_in_schema=False)
    async def openapi() -> Response:
        return JSONResponse(describe(app))

    app.state.bulk = bulk
    app.include_router(v1_register.router)
    app.include_router(v1_state_register.router)
    app.include_router(v1_feeds.router)
    app.include_router(v1_search.router)
    app.include_router(v1_checks.router)
    app.include_router(v1_texts.router)
    app.include_router(iri_routes.router)
    app.include_router(workbench.router)
    app.include_router(portal_routes.router)
    _tell_problems(app)
    return app


def _told(request: Request, problem: Problem) -> Response:
    """A page where a browser asks outside the API, problem details everywhere else."""
    accept = request.headers.get("accept", "")
    if "text/html" in accept and not request.url.path.startswith("/api/"):
        held = service(request)
        return problem_page(problem, View.of(request, held.today()))
    return problem.response(request.url.path)


def _tell_problems(app: FastAPI) -> None:
    """Everything that goes wrong is a problem with a stable name."""

    @app.exception_handler(Problem)
    async def problem(request: Request, error: Problem) -> Response:
        return _told(request, error)

    @app.exception_handler(RequestValidationError)
    async def parameter(request: Request, error: RequestValidationError) -> Response:
        first: dict[str, Any] = dict(error.errors()[0])
        name = str(first["loc"][-1]) if first["loc"] else ""
        told = Problem("bad-parameter", str(first["msg"]), parameter=name,
                       expected=[str(first["msg"])])  # fmt: skip
        return _told(request, told)

    @app.exception_handler(HTTPException)
    async def http(request: Request, error: HTTPException) -> Response:
        name = "method-not-allowed" if error.status_code == 405 else "no-such-page"
        answer = _told(request, Problem(name, f"{request.method} {request.url.path[:200]}"))
        answer.headers.update(error.headers or {})
        return answer

    async def busy(request: Request, error: Exception) -> Response:
        if not isinstance(error, Busy) and not is_busy(error):
            raise error
        answer = _told(request, Problem("busy", "somebody else writes to the store"))
        answer.headers["retry-after"] = str(RETRY_AFTER)
        return answer

    for one in (Busy, OperationalError, PoolTimeout):
        app.add_exception_handler(one, busy)

    @app.exception_handler(Exception)
    async def failed(request: Request, error: Exception) -> Response:
        _LOG.exception("failed: %s", request.url.path, exc_info=error)
        return Problem("internal", type(error).__name__).response(request.url.path)
