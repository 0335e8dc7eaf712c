"""Endpoints of texts: put ``/api/v1/`` and a word before any IRI, and it tells that of it."""

from __future__ import annotations

from typing import Annotated, Any

from fastapi import APIRouter, Path, Query, Request
from fastapi.concurrency import run_in_threadpool
from fastapi.responses import Response

from api import renditions
from api import v1_models as m
from api.answers import about, act_card, pending, tree, version_cards
from api.asked import (
    Asked,
    current,
    find_card,
    read_iri,
    read_known,
    repealed_from,
    versions_of,
)
from api.citations import cite
from api.days import http_date
from api.life import blame, history
from api.memento import link_format, links, timemap
from api.negotiation import choose
from api.orders import operations
from api.outline import DEEPEST, outline
from api.problems import Problem
from api.service import CACHE, Service, base_of, json_answer, service
from schemas.model import text_of

router = APIRouter(prefix="/api/v1", tags=["texts"])
LAW = "akn/ge/act/kanoni/parlamenti/2021-02-10/410"
ARTICLE = f"{LAW}/!main~art_3"

IriPath = Annotated[
    str,
    Path(
        description="An IRI without its first slash: an act, `/kat@day` or `/kat:day`, "
        "`/!main~unit`. Its slashes may be percent-encoded.",
        examples=[LAW],
    ),
]
UnitPath = Annotated[str, Path(description="IRI of a unit: `…/!main~art_3`", examples=[ARTICLE])]
On = Annotated[
    str | None,
    Query(
        description="`original`, `current`, `future` or a day. Counts where the IRI names no "
        "version.",
        examples=["2022-06-01"],
    ),
]
Known = Annotated[
    str | None, Query(description="The answer as this system knew it at the end of that day")
]
Form = Annotated[
    str | None,
    Query(
        alias="format",
        description="`json`, `xml`, `html`, `txt`, `md`, `docx` or `pdf`",
        examples=["json"],
    ),
]


_FORMATS: dict[str, Any] = {
    media.partition(";")[0]: {"schema": {"type": "string"}}
    for name, media in renditions.MEDIA.items()
    if name != "json"
}


@router.get("/acts/{iri:path}", response_model=m.TextAnswer, responses={200: {"content": _FORMATS}})
async def text(
    request: Request, iri: IriPath, on: On = None, format_: Form = None, known: Known = None
) -> Response:
    """An act or a unit as it stood: JSON with the whole tree, or another format."""
    asked = await service(request).asked(iri, on, known)
    form = choose(asked.iri.extension, format_, request.headers.get("accept", ""), "json")
    return await sent(service(request), asked, form)


async def sent(held: Service, asked: Asked, form: str) -> Response:
    """A text in one format, made beside the other requests."""
    return await run_in_threadpool(rendition, held, asked, form)


def rendition(held: Service, asked: Asked, form: str) -> Response:
    """A text in one format, with its names and times in the headers."""
    headers = text_headers(held, asked, form)
    if form == "json":
        answer = m.TextAnswer(
            about=about(held.holdings, asked, held.today()),
            text=text_of(asked.shown),
            tree=tree(asked, held.holdings),
        )
        return json_answer(answer, headers)
    if form == "xml":
        body = renditions.xml(held.holdings, asked)
    elif form == "html":
        body = renditions.html(asked)
    elif form in renditions.DOCUMENTS:
        body = renditions.document(asked, form)
    else:
        body = renditions.text(asked) if form == "txt" else renditions.markdown(asked)
    return Response(body, media_type=renditions.MEDIA[form], headers=headers)


def text_headers(held: Service, asked: Asked, form: str) -> dict[str, str]:
    """Which version this is, for programs that read headers only (RFC 7089, RFC 5829)."""
    version = asked.version
    facts = {
        "valid-from": version.valid_from,
        "valid-to": version.valid_to,
        "current-to": held.holdings.current_to(),
        "root": version.root,
    }
    headers = {
        "cache-control": CACHE,
        "content-location": str(asked.permalink if asked.unit else asked.permalink.file(form)),
        "link": ", ".join(links(asked)),
        "vary": "Accept, Accept-Datetime",
        "matsne-version": "; ".join(f"{name}={value}" for name, value in facts.items() if value),
    }
    if version.valid_from and asked.iri.how:
        headers["memento-datetime"] = http_date(version.valid_from)
    return headers


@router.get("/outline/{iri:path}", response_model=m.OutlineAnswer)
async def outline_(
    request: Request,
    iri: IriPath,
    on: On = None,
    depth: Annotated[
        int, Query(ge=0, le=DEEPEST, description="Levels below articles", examples=[1])
    ] = 1,
    known: Known = None,
) -> Response:
    """The headings of an act with the length of each part: what to read first of a long act."""
    held = service(request)
    asked = await held.asked(iri, on, known)
    answer = m.OutlineAnswer(
        about=about(held.holdings, asked, held.today()), outline=outline(asked, depth)
    )
    return json_answer(answer)


@router.get("/versions/{iri:path}", response_model=m.VersionsAnswer)
async def versions(request: Request, iri: IriPath, known: Known = None) -> Response:
    """Every version with its interval and its grounds, and what has no day yet."""
    held = service(request)
    card = find_card(held.holdings, read_iri(iri))
    found = versions_of(held.holdings, card, read_known(known))
    answer = m.VersionsAnswer(
        act=act_card(card),
        current=current(found, held.today()).iri,
        current_to=held.holdings.current_to(),
        repealed_from=repealed_from(found),
        versions=version_cards(found, held.today()),
        outstanding=pending(found),
    )
    return json_answer(answer)


@router.get("/operations/{iri:path}", response_model=m.OperationsAnswer)
async def operations_(request: Request, iri: IriPath) -> Response:
    """Orders that changed this act, and orders that this act gives to others."""
    held = service(request)
    return json_answer(operations(held.holdings, find_card(held.holdings, read_iri(iri))))


@router.get("/history/{iri:path}", response_model=m.HistoryAnswer)
async def history_(request: Request, iri: UnitPath, on: On = None, known: Known = None) -> Response:
    """The life of one unit: each wording, when it held, and the changes that made it."""
    held = service(request)
    asked = _unit(await held.asked(iri, on, known))
    return json_answer(await run_in_threadpool(history, held.holdings, asked, held.today()))


@router.get("/blame/{iri:path}", response_model=m.BlameAnswer)
async def blame_(request: Request, iri: IriPath, on: On = None, known: Known = None) -> Response:
    """Each line of a text with the change its wording comes from."""
    held = service(request)
    asked = await held.asked(iri, on, known)
    return json_answer(await run_in_threadpool(blame, held.holdings, asked, held.today()))


@router.get("/cite/{iri:path}", response_model=m.CiteAnswer)
async def cite_(request: Request, iri: IriPath, on: On = None) -> Response:
    """Citations ready to copy: Georgian, English, BibTeX, CSL-JSON."""
    asked = await service(request).asked(iri, on)
    return json_answer(cite(asked, base_of(request)))


_LINK_FORMAT: dict[str, Any] = {"application/link-format": {"schema": {"type": "string"}}}


@router.get(
    "/timemap/{iri:path}",
    response_model=m.TimeMapAnswer,
    responses={200: {"content": _LINK_FORMAT}},
)
async def timemap_(request: Request, iri: IriPath, format_: Form = None) -> Response:
    """The Memento TimeMap of an act: ``application/link-format``, or JSON with format=json."""
    asked = await service(request).asked(iri, "original")
    base = base_of(request)
    if format_ == "json" or request.headers.get("accept", "") == "application/json":
        return json_answer(timemap(base, asked), {"vary": "Accept"})
    headers = {"cache-control": CACHE, "vary": "Accept"}
    body = link_format(base, asked)
    return Response(body, media_type="application/link-format", headers=headers)


def _unit(asked: Asked) -> Asked:
    if asked.unit is None:
        raise Problem("bad-iri", "a history is that of a unit: …/!main~art_3",
                      outline=f"/api/v1/outline{asked.permalink}")  # fmt: skip
    return asked
