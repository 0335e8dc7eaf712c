"""What every handler needs: the holdings and today's day."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from fastapi import Request
from fastapi.concurrency import run_in_threadpool
from fastapi.responses import Response
from pydantic import BaseModel

from api.asked import Asked, read_iri, read_known, read_on, resolve
from api.holdings import Holdings

CACHE = "public, no-cache"  # may be kept by anyone, is asked for anew each time (ETag)


@dataclass(slots=True)
class Service:
    """``today`` gives the Tbilisi day; the demo's stands still."""

    holdings: Holdings
    today: Callable[[], str]

    def resolve(self, iri: str, on: str | None = None, known: str | None = None) -> Asked:
        """What an address names. Raises :class:`api.problems.Problem`."""
        wish = read_on(on) if on else None
        return resolve(self.holdings, read_iri(iri), self.today(), wish, read_known(known))

    async def asked(self, iri: str, on: str | None = None, known: str | None = None) -> Asked:
        """The same, beside the other requests: a great act takes a second to read."""
        return await run_in_threadpool(self.resolve, iri, on, known)


def service(request: Request) -> Service:
    found: Service = request.app.state.service
    return found


def base_of(request: Request) -> str:
    """Scheme and host by which the server was reached, without a slash at the end."""
    return str(request.base_url).rstrip("/")


def json_answer(model: BaseModel, headers: dict[str, str] | None = None) -> Response:
    """A model as JSON."""
    return Response(
        model.model_dump_json(by_alias=True),
        media_type="application/json",
        headers={"cache-control": CACHE, **(headers or {})},
    )
