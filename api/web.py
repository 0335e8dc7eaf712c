"""The local portal: acts at their own IRIs, as pages or as Akoma Ntoso."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import date
from pathlib import Path

from fastapi import FastAPI, HTTPException, Request
from fastapi.responses import HTMLResponse, Response

from api.pages import act_page, current, index_page
from registry.store import Expression, Store
from schemas.iri import BadIri, Iri


def create_app(store_path: Path) -> FastAPI:
    """The application over one store."""

    @asynccontextmanager
    async def lifespan(app: FastAPI) -> AsyncIterator[None]:
        with Store(store_path) as store:
            app.state.store = store
            yield

    app = FastAPI(title="Matsne", lifespan=lifespan, docs_url=None, redoc_url=None)

    @app.get("/", response_class=HTMLResponse)
    async def index(request: Request) -> str:
        return index_page(request.app.state.store)

    @app.get("/akn/{rest:path}")
    async def act(request: Request, rest: str) -> Response:
        return _act(request.app.state.store, f"/akn/{rest}")

    return app


def _act(store: Store, text: str) -> Response:
    try:
        iri = Iri.parse(text)
    except BadIri as error:
        raise HTTPException(404, detail=str(error)) from error
    work = store.work(str(iri.work))
    if work is None:
        raise HTTPException(404, detail=f"no such act: {iri.work}")
    shown = _version(store.expressions(work.iri), iri)
    if iri.extension == "xml":
        return Response(shown.akn, media_type="application/akn+xml")
    return HTMLResponse(act_page(store, work, shown))


def _version(items: list[Expression], iri: Iri) -> Expression:
    """The version an IRI names: ``@`` by its first day, ``:`` by a day it holds on."""
    if iri.how == "@" and not iri.day:
        return items[0]
    if iri.how == "@":
        found = next((item for item in items if item.valid_from == iri.day), None)
        if found is None:
            raise HTTPException(404, detail=f"no version begins on {iri.day}")
        return found
    if iri.how == ":" and iri.day:
        found = next((item for item in items if item.holds_on(iri.day)), None)
        if found is None:
            raise HTTPException(404, detail=f"not in force on {iri.day}")
        return found
    return current(items, date.today().isoformat())
