"""Endpoints that compare: two versions with each other, a quotation with the law of a day."""

from __future__ import annotations

from dataclasses import replace
from html import escape
from typing import Annotated

from fastapi import APIRouter, Query, Request
from fastapi.concurrency import run_in_threadpool
from fastapi.responses import Response
from pydantic import BaseModel, ConfigDict, Field

from api import comparison
from api import v1_models as m
from api.answers import act_card, version_cards
from api.asked import (
    Asked,
    choose,
    find_card,
    read_iri,
    read_known,
    read_on,
    versions_of,
)
from api.holdings import Holdings, Version
from api.life import by_wid
from api.point_names import says_parts
from api.problems import Problem
from api.quotation import check
from api.service import CACHE, Service, json_answer, service
from api.v1_texts import ARTICLE, IriPath, Known, On
from schemas.iri import Iri
from schemas.model import Act, Unit, text_of

router = APIRouter(prefix="/api/v1", tags=["checks"])
Day = Annotated[
    str, Query(description="`original`, `current`, `future` or a day", examples=["original"])
]


@router.get(
    "/diff/{iri:path}",
    response_model=m.DiffAnswer,
    responses={200: {"content": {"text/html": {}, "text/x-diff": {}}}},
)
async def diff(
    request: Request,
    iri: IriPath,
    from_: Annotated[
        str, Query(alias="from", description="As `on`", examples=["original"])
    ] = "original",
    to: Annotated[str, Query(description="As `on`", examples=["current"])] = "current",
    format_: Annotated[
        str, Query(alias="format", description="`json`, `html` or `unified`", examples=["json"])
    ] = "json",
    known: Known = None,
) -> Response:
    """What changed between two versions of an act or a unit, in whole words."""
    if format_ not in ("json", "html", "unified"):
        raise Problem("bad-parameter", f"no such format: {format_[:40]!r}", parameter="format",
                      expected=["json", "html", "unified"])  # fmt: skip
    held = service(request)
    pair = await run_in_threadpool(two, held, iri, from_, to, read_known(known))
    answer = await run_in_threadpool(compared, held, pair)
    headers = {"cache-control": CACHE}
    if format_ == "json":
        return json_answer(answer)
    if format_ == "html":
        return Response(_html(answer), media_type="text/html; charset=utf-8", headers=headers)
    old, new = (text_of(unit) if unit else "" for unit in pair.units)
    names = [str(replace(pair.iri, how="@", day=one.valid_from or "")) for one in pair.versions]
    body = comparison.unified(old, new, *names)
    return Response(body, media_type="text/x-diff; charset=utf-8", headers=headers)


class Pair:
    """Two versions of an act, or of one unit of it, to be compared."""

    def __init__(
        self, held: Service, iri: Iri, old: Version, new: Version, known: str | None
    ) -> None:
        self.known = known
        holdings = held.holdings
        self.iri, self.versions = iri, (old, new)
        self.card = find_card(holdings, iri)
        self.acts = (holdings.act(old), holdings.act(new))
        self.units = self._units(holdings)

    def _units(self, holdings: Holdings) -> tuple[Unit | None, Unit | None]:
        if not self.iri.eid:
            return self.acts[0].root, self.acts[1].root
        found = self.acts[1].find(self.iri.eid) or self.acts[0].find(self.iri.eid)
        if found is None:
            raise Problem("no-such-unit", f"no unit {self.iri.eid} in either version",
                          unit=self.iri.eid, stands_in=[], near=[])  # fmt: skip
        return _followed(self.acts[0], found), _followed(self.acts[1], found)


def _followed(act: Act, unit: Unit) -> Unit | None:
    return by_wid(act, unit.wid)


def two(held: Service, text: str, from_: str, to: str, known: str | None = None) -> Pair:
    """The two versions an address and two days name. Raises :class:`Problem`."""
    iri = replace(read_iri(text), how="", day="", extension="")
    card = find_card(held.holdings, iri)
    versions = versions_of(held.holdings, card, known)
    days = read_on(from_, "from"), read_on(to, "to")
    old, new = (choose(card, versions, iri, held.today(), day)[0] for day in days)
    return Pair(held, iri, old, new, known)


def compared(held: Service, pair: Pair) -> m.DiffAnswer:
    """The comparison as data."""
    cards = version_cards(versions_of(held.holdings, pair.card, pair.known), held.today())
    units = comparison.compare(*pair.units, parts=says_parts(pair.acts[1]))
    return m.DiffAnswer(
        act=act_card(pair.card),
        unit=pair.iri.eid or None,
        old=cards[pair.versions[0].place],
        new=cards[pair.versions[1].place],
        identical=not units,
        units=units,
    )


def _html(answer: m.DiffAnswer) -> str:
    rows = [
        f'<section class="diff {row.status}"><h2>{escape(row.name)}</h2>\n'
        f"<p>{comparison.html_words(row.operations)}</p></section>\n"
        for row in answer.units
    ]
    title = escape(answer.act.title or answer.act.iri)
    return (
        f'<!DOCTYPE html>\n<html lang="ka">\n<head><meta charset="utf-8"><title>{title}</title>\n'
        "<style>ins{text-decoration:underline}del{text-decoration:line-through}"
        ".vh{position:absolute;clip-path:inset(50%);width:1px;height:1px;overflow:hidden}"
        "</style></head>\n"
        f"<body><main><h1>{title}</h1>\n{''.join(rows)}</main></body>\n</html>\n"
    )


Quote = Annotated[
    str,
    Query(description="The words quoted", examples=["წიგნის დაბრუნების ვადაა 14 დღე"]),
]


@router.get("/verify", response_model=m.VerifyAnswer)
async def verify(
    request: Request,
    quote: Quote,
    iri: Annotated[str, Query(description="IRI of the act or unit", examples=[f"/{ARTICLE}"])],
    on: On = None,
    known: Known = None,
) -> Response:
    """Whether quoted words are the law of a day: exact, changed since, or not found."""
    return await _verify(service(request), iri, quote, on, known)


class VerifyRequest(BaseModel):
    """The same question for a quotation too long for an address."""

    model_config = ConfigDict(extra="forbid")
    quote: str = Field(examples=["წიგნის დაბრუნების ვადაა 14 დღე"])
    iri: str = Field(examples=[f"/{ARTICLE}"])
    on: str | None = Field(default=None, examples=["2022-01-01"])
    known: str | None = None


@router.post("/verify", response_model=m.VerifyAnswer)
async def verify_long(request: Request, question: VerifyRequest) -> Response:
    """The same, for a long quotation."""
    held = service(request)
    return await _verify(held, question.iri, question.quote, question.on, question.known)


async def _verify(
    held: Service, iri: str, quote: str, on: str | None, known: str | None
) -> Response:
    asked: Asked = await held.asked(iri, on, known)
    return json_answer(await run_in_threadpool(check, held.holdings, asked, quote, held.today()))
