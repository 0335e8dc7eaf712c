"""``matsne explain`` and ``matsne report amendments``: how orders are read."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console
from rich.progress import MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn

from acts import report as structure_report
from acts.read import read_source
from acts.source import Source
from amendments import report as amendments_report
from amendments.explain import explain as explained
from amendments.read import read_amendments
from api.cli_acts import JSON
from api.cli_report import PATHS, earlier_report, report
from api.console import REFUSED, read_bytes, readable, say, say_json


def add_to(app: typer.Typer) -> None:
    app.command("explain")(explain)


def explain(
    what: Annotated[
        str,
        typer.Argument(
            help="წინადადება, ფაილი ან - / a sentence, a file, or - for standard input",
        ),
    ],
) -> None:
    """როგორ იკითხება მითითება და რატომ. / How an order is read, with a ruler under it.

    Exit code 1: something was refused or is unclaimed.
    """
    source = _source(what)
    reading = read_amendments(source)
    say(explained(source, reading))
    if reading.unclaimed or any(op.refusal for op in reading.operations):
        raise typer.Exit(REFUSED)


def _source(what: str) -> Source:
    if what == "-":
        return Source(text=sys.stdin.read(), sha256="", format="text")
    path = Path(what)
    try:
        is_file = path.is_file()
    except OSError:  # a sentence too long for a file name
        is_file = False
    if not is_file:
        return Source(text=what, sha256="", format="text")
    data = read_bytes(path)
    with readable(path):
        return read_source(data, path.name)


@report.command("amendments")
def amendments(
    paths: PATHS,
    sample: Annotated[int, typer.Option(min=0, help="ამონარჩევი / operations to draw")] = 0,
    seed: Annotated[int, typer.Option(help="ამონარჩევის თესლი / seed of the draw")] = 0,
    earlier: Annotated[
        Path | None,
        typer.Option("--compare", "--earlier", help="ადრინდელი ანგარიში / an earlier report"),
    ] = None,
    json_: JSON = False,
) -> None:
    """ცვლილებები: ოპერაციები, უარები, წაუკითხავი. / Operations, refusals, unclaimed orders.

    Exit code 1: some act could not be read.
    """
    before = earlier_report(earlier, amendments_report.load)
    columns = (TextColumn("report"), MofNCompleteColumn(), TimeElapsedColumn())
    with Progress(*columns, console=Console(stderr=True)) as bar:
        task = bar.add_task("report", total=None)
        found = amendments_report.report(
            structure_report.items(paths),
            sample=amendments_report.Sample(sample, seed) if sample else None,
            progress=lambda _: bar.advance(task),
        )
    if json_:
        compared = {"since": amendments_report.compare(before, found)} if before else {}
        say_json({**found, **compared})
    else:
        say(amendments_report.as_text(found, before))
    if found["failed"]:
        raise typer.Exit(REFUSED)
