"""``matsne demo``: the example acts, from import to a page, in one go."""

from __future__ import annotations

import shutil
import sys
import webbrowser
from pathlib import Path
from typing import Annotated

import typer
import uvicorn

from acts.akn_reader import read_akn
from api.bulk import write_bulk
from api.cli_acts import readable_text
from api.cli_import import import_all, inputs, line_of
from api.console import BAD_INPUT, fail, say
from api.demo_pages import write_pages
from api.holdings import Holdings
from api.web import create_app
from registry.store import Store, Work
from schemas.refusals import GEORGIAN
from search.citations import Resolver
from search.engines import new_engine
from search.sync import sync

EXAMPLES = Path(__file__).parent.parent / "examples"
TODAY = "2026-11-22"  # the examples' own „today“: the fifth act still lies ahead


def add_to(app: typer.Typer) -> None:
    app.command("demo")(demo)


def demo(
    folder: Annotated[
        Path, typer.Option(help="სად იწერება / where the store and the pages go")
    ] = Path("build/demo"),
    examples: Annotated[Path, typer.Option(help="მაგალითები / the example acts")] = EXAMPLES,
    port: Annotated[int, typer.Option(help="პორტი / port of the local portal")] = 8158,
    serve: Annotated[
        bool | None, typer.Option("--serve/--no-serve", help="პორტალი / keep the portal running")
    ] = None,
) -> None:
    """მაგალითი: ხუთი აქტი, მათი ვერსიები და გვერდი. / Five example acts, their versions, a page.

    In a terminal the portal opens and runs until Ctrl-C; otherwise only its pages are written.
    """
    if not examples.is_dir():
        fail(BAD_INPUT, f"{examples}: the example acts are not there; run from a clone")
    shutil.rmtree(folder, ignore_errors=True)
    path = folder / "matsne.sqlite"
    with Store(path) as store:
        for name, done in import_all(store, inputs([examples])):
            if isinstance(done, Exception):
                raise done
            say(line_of(name, done))
        law = store.works()[0]
        _tell(store, law)
        page = write_pages(store, folder, TODAY)
        with new_engine(folder / "index") as engine:
            sync(store, engine, references=Resolver(store).references)
        holdings = Holdings(store)
        write_bulk(holdings, folder / "bulk")
        holdings.close()
    say(f"\nგვერდი / page: {page.resolve().as_uri()}")
    if serve if serve is not None else sys.stdout.isatty():
        address = f"http://127.0.0.1:{port}{law.iri}"
        say(f"პორტალი / portal: {address}   (Ctrl-C)")
        webbrowser.open(address)
        uvicorn.run(
            create_app(path, today=lambda: TODAY, index=folder / "index", bulk=folder / "bulk"),
            host="127.0.0.1",
            port=port,
            log_level="warning",
        )


def _tell(store: Store, law: Work) -> None:
    items = store.expressions(law.iri)
    say("\nვერსიები / versions")
    for item in items:
        future = "  ← მომავალი / future" if (item.valid_from or "") > TODAY else ""
        say(f"  {item.valid_from or 'მიღებიდან'} → {item.valid_to or '…'}{future}")
        for outcome in item.outcomes:
            if outcome["refusal"]:
                reason = outcome["refusal"]
                name = reason["name"]
                say(f"    უარი: {GEORGIAN[name]} / refused: {name} — {reason['reason']}")
    shown = next(item for item in reversed(items) if item.holds_on(TODAY))
    say(f"\n{TODAY}: კონსოლიდირებული ტექსტი / the consolidated text\n")
    say(readable_text(read_akn(shown.akn)).rstrip("\n"))
