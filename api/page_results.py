"""The page of search results: hits with marks, facets, a better spelling, the next page."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

from fastapi.responses import Response
from markupsafe import Markup

from api.finding import Finder, address, facet_name
from api.names import act_name, place_name
from api.portal import View, page, raised
from api.problems import Problem
from search.protocol import Hit, Snippet

_LIMIT = 20
_VALUES = 8  # of a facet
_DIRECT = 6


@dataclass(frozen=True, slots=True)
class HitRow:
    """One hit as the page shows it."""

    hit: Hit
    href: str
    name: str
    heading: Markup
    snippets: list[Markup]


@dataclass(frozen=True, slots=True)
class FacetRow:
    """One value of a facet, with the address of the question narrowed by it."""

    name: str
    count: int
    href: str


def marked(snippet: Snippet) -> Markup:
    """A piece of a wording with what was found in ``mark``."""
    out, last = Markup(""), 0
    for start, end in snippet.marks:
        out += raised(snippet.text[last:start])
        out += Markup("<mark>{}</mark>").format(raised(snippet.text[start:end]))
        last = end
    return out + raised(snippet.text[last:])


def _piece(snippet: Snippet, text: str) -> Markup:
    """A piece with „…“ where the wording goes on before or after it."""
    end = snippet.start + len(snippet.text)
    before = "… " if text[: snippet.start].strip() else ""
    return Markup("{}{}{}").format(before, marked(snippet), " …" if text[end:].strip() else "")


@dataclass(frozen=True, slots=True)
class Direct:
    """What the words name outright: an act, or a unit cited."""

    title: str
    name: str
    href: str


def direct(finder: Finder, view: View, words: str, day: str) -> list[Direct]:
    """Units that the words cite, then acts of that number or with these words in the title."""
    out: dict[str, Direct] = {}
    try:
        for one in finder.resolve(words, day, None):
            if one.exact:
                name = one.name or ""
                out[one.iri] = Direct(one.title, name, view.href(one.iri))
    except Problem:
        pass  # no citation: the words are searched for
    for card in finder.acts(words, _DIRECT):
        name = act_name(card.particulars, view.language)
        href = view.href(card.iri) if day == view.today else view.href(card.iri, on=day)
        out.setdefault(card.iri, Direct(card.title, name, href))
    return list(out.values())[:_DIRECT]


def results_page(
    finder: Finder, view: View, words: str, day: str, sort: str, cursor: str | None
) -> Response:
    """Hits of a query on a day; a query that cannot be read is told in its place."""
    named = [] if cursor else direct(finder, view, words, day)
    values: dict[str, Any] = {
        "q": words,
        "day": day,
        "sort": sort,
        "problem": None,
        "direct": named,
    }
    try:
        found = finder.search(words, day, limit=_LIMIT, cursor=cursor, sort=sort,
                              facets=cursor is None)  # fmt: skip
    except Problem as problem:
        empty: dict[str, Any] = {
            "total": 0,
            "rows": [],
            "facets": {},
            "more": None,
            "correction": None,
        }
        status = problem.kind.status
        return page("results.html", view, status, **{**values, **empty, "problem": problem})

    def at(query: str, **rest: str) -> str:
        pairs = {"q": query, "on": day, "sort": sort, **rest}
        return view.href(f"/?{urlencode(pairs)}")

    facets = {
        facet: [
            FacetRow(
                facet_name(facet, one.value, view.language),
                one.count,
                at(f"{words} {facet}:{_quoted(one.value)}"),
            )
            for one in held[:_VALUES]
        ]
        for facet, held in found.facets.items()
        if facet in ("kind", "issuer", "year") and len(held) > 1
    }
    rows = [
        HitRow(
            hit,
            view.href(address(hit, found.day)),
            place_name(hit.version.eid, view.language) if hit.version.eid else "",
            marked(hit.heading),
            [_piece(one, hit.version.text) for one in hit.snippets],
        )
        for hit in found.hits
    ]
    return page(
        "results.html",
        view,
        **values,
        total=found.total,
        rows=rows,
        facets=facets,
        more=at(words, cursor=found.cursor) if found.cursor else None,
        correction=(found.correction, at(found.correction)) if found.correction else None,
    )


def _quoted(value: str) -> str:
    return f'"{value}"' if " " in value else value


def options(words: list[str]) -> Response:
    """Suggestions as the options of a list."""
    body = Markup("").join(Markup('<option value="{}"></option>').format(w) for w in words)
    return Response(str(body), media_type="text/html; charset=utf-8",
                    headers={"cache-control": "no-store"})  # fmt: skip
