"""``matsne index``, ``matsne search``, ``matsne cite``: unit versions and how they are named."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict
from functools import lru_cache
from pathlib import Path
from typing import Annotated, Any

import typer
from rich.console import Console
from rich.progress import MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn

from api.cli_acts import JSON
from api.console import (
    BAD_INPUT,
    NOT_HELD,
    REFUSED,
    WRONG_USE,
    day,
    fail,
    open_store,
    say,
    say_json,
    store_path,
    tell,
)
from search.base import BaseEngine
from search.citations import Resolver
from search.engines import DEFAULT, ENGINES, new_engine, open_engine
from search.language import parse
from search.protocol import FACETS, Hit, Page, Search, Sort
from search.refusals import GEORGIAN, BadSearch
from search.sync import sync

INDEX = Annotated[
    Path | None, typer.Option("--index", help="ინდექსის საქაღალდე / folder of the index")
]


def add_to(app: typer.Typer) -> None:
    app.command("index")(index)
    app.command("search")(search)
    app.command("cite")(cite)


def index_path() -> Path:
    """``MATSNE_INDEX``, or the folder ``matsne.index`` beside the store ``matsne.sqlite``."""
    named = os.environ.get("MATSNE_INDEX")
    return Path(named) if named else store_path().with_suffix(".index")


def index(
    place: INDEX = None,
    engine: Annotated[
        str | None, typer.Option(help="whoosh (office, demo) | tantivy (national corpus)")
    ] = None,
    rebuild: Annotated[
        bool, typer.Option("--rebuild", help="თავიდან აგება / build it anew from nothing")
    ] = False,
    json_: JSON = False,
) -> None:
    """საცავის ინდექსი საძიებლად. / Make the index equal to the store; only what changed is read."""
    where = place or index_path()
    columns = (TextColumn("index"), MofNCompleteColumn(), TimeElapsedColumn())
    with _told(), open_store() as store, _engine(where, engine) as held:
        with Progress(*columns, console=Console(stderr=True)) as bar:
            task = bar.add_task("index", total=None)
            resolver = lru_cache(maxsize=1)(lambda: Resolver(store))
            done = sync(
                store,
                held,
                references=lambda version: resolver().references(version),
                rebuild=rebuild,
                told=lambda _: bar.advance(task),
            )
        state = held.snapshot()
    if json_:
        say_json({**asdict(done), **asdict(state), "engine": held.name})
        return
    if done.rebuilt:
        tell(f"თავიდან აიგო / built anew: {done.why}")
    say(
        f"{done.acts} აქტი / acts, +{done.added} −{done.deleted}; "
        f"სულ / in all {state.documents} რედაქცია / wordings, {state.works} აქტი / acts "
        f"({held.name}, {state.generation})"
    )


def search(
    query: Annotated[list[str], typer.Argument(help="მოთხოვნა / what to look for")],
    place: INDEX = None,
    on: Annotated[str | None, typer.Option("--on", help="დღე / day, YYYY-MM-DD")] = None,
    limit: Annotated[int, typer.Option("--limit", "-n", help="რამდენი / how many")] = 10,
    cursor: Annotated[str | None, typer.Option(help="შემდეგი გვერდი / the next page")] = None,
    sort: Annotated[Sort, typer.Option(help="რიგი / order")] = Sort.RELEVANCE,
    facets: Annotated[bool, typer.Option("--facets", help="ჯგუფები / count by group")] = False,
    json_: JSON = False,
) -> None:
    """ძებნა ერთეულების რედაქციებში. / Search the wordings of articles and points.

    The query language is told in docs/query-language.md. Exit code 4: nothing found.
    """
    with _told(), open_engine(place or index_path(), cited=_cited) as held:
        wanted = Search(
            parse(" ".join(query)),
            limit=limit,
            cursor=cursor,
            sort=sort,
            facets=FACETS if facets else (),
            today=day(on) if on else None,
        )
        page = held.search(wanted)
    if json_:
        say_json(as_json(page))
    else:
        for line in _lines(page):
            say(line)
    if not page.total:
        raise typer.Exit(NOT_HELD)


def cite(
    words: Annotated[list[str], typer.Argument(help="ციტატა / the citation in words")],
    on: Annotated[str | None, typer.Option("--on", help="დღე / day, YYYY-MM-DD")] = None,
    context: Annotated[
        str | None, typer.Option(help="სად წერია / IRI of the unit it is said in")
    ] = None,
    json_: JSON = False,
) -> None:
    """რომელი ერთეულია დასახელებული. / Which unit a citation names; several where it is open.

    Exit code 1: the unit itself is not in the text of the day, only one above it.
    """
    with _told(), open_store() as store:
        found = Resolver(store).resolve(" ".join(words), day(on) if on else None, context)
    if json_:
        say_json([asdict(candidate) for candidate in found])
    else:
        for one in found:
            mark = "" if one.exact else "   (უახლოესი / nearest)"
            say(f"{one.iri}   {one.title}{mark}")
    if not any(one.exact for one in found):
        raise typer.Exit(REFUSED)


def _cited(words: str) -> tuple[str, ...]:
    """For ``cites:`` with a citation in words: the store is asked."""
    with open_store() as store:
        return Resolver(store).cited(words)


def as_json(page: Page) -> dict[str, Any]:
    """A page as data: what the command and outside programs read."""
    return {
        "total": page.total,
        "day": page.day,
        "generation": page.snapshot.generation,
        "correction": page.correction,
        "cursor": page.cursor,
        "facets": {name: [asdict(one) for one in values] for name, values in page.facets.items()},
        "hits": [_hit(hit) for hit in page.hits],
    }


def _hit(hit: Hit) -> dict[str, Any]:
    version = hit.version
    return {
        "iri": version.iri,
        "unit": version.unit_id,
        "title": version.title,
        "heading": asdict(hit.heading),
        "valid_from": version.valid_from,
        "valid_to": version.valid_to,
        "moment": hit.moment.value,
        "wordings": hit.wordings,
        "score": round(hit.score, 4),
        "snippets": [asdict(snippet) for snippet in hit.snippets],
    }


def _lines(page: Page) -> Iterator[str]:
    if page.correction:
        yield f"ხომ არ გულისხმობდით / did you mean: {page.correction}"
    yield f"{page.total} ერთეული / units, {page.day}"
    for hit in page.hits:
        version = hit.version
        since = version.valid_from or version.not_before or "?"
        yield ""
        yield f"{version.title or version.work}"
        yield f"  {hit.heading.marked() or version.unit}   [{since} → {version.valid_to or '…'}]"
        for snippet in hit.snippets:
            yield "  … " + " ".join(snippet.marked().split())
        yield f"  {version.iri}"
    for name, values in page.facets.items():
        shown = ", ".join(f"{one.value} {one.count}" for one in values[:8])
        yield f"{name}: {shown}" if shown else f"{name}: –"
    if page.cursor:
        yield f"\n--cursor {page.cursor}"


def _engine(place: Path, name: str | None) -> BaseEngine:
    """The engine asked for; else the one the index was made by; else the default."""
    if name is not None and name not in ENGINES:
        fail(WRONG_USE, f"ასეთი ძრავა არ არის / no such engine: {name} ({', '.join(ENGINES)})")
    if name is None:
        try:
            return open_engine(place)
        except BadSearch as error:
            if error.name not in ("index-missing", "index-in-doubt"):
                raise
    return new_engine(place, name or DEFAULT)


@contextmanager
def _told() -> Iterator[None]:
    """A refusal in one line, with its stable name."""
    try:
        yield
    except BadSearch as error:
        code = {"index-missing": NOT_HELD, "index-in-doubt": BAD_INPUT, "index-locked": BAD_INPUT}
        fail(code.get(error.name, WRONG_USE), f"{GEORGIAN[error.name]} / {error}")
