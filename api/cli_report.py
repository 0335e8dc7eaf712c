"""``matsne report structure``: what reading and recognition make of many acts."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Annotated

import typer
from lxml import etree
from rich.console import Console
from rich.progress import MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn

from acts import report as structure_report
from api.cli_acts import JSON
from api.console import BAD_INPUT, REFUSED, fail, say, say_json

PATHS = Annotated[list[Path], typer.Argument(help="ფაილები ან საქაღალდეები / files or folders")]
report = typer.Typer(no_args_is_help=True, help="ანგარიშები კორპუსზე / reports over many acts")


def add_to(app: typer.Typer) -> None:
    app.add_typer(report, name="report")


@report.callback()
def _group() -> None:
    """ანგარიშები კორპუსზე. / Reports over many acts."""


@report.command("structure")
def structure(
    paths: PATHS,
    official: Annotated[
        Path | None, typer.Option(help="სტანდარტის სქემა / the standard's own schema, XSD")
    ] = None,
    earlier: Annotated[
        Path | None, typer.Option(help="ადრინდელი ანგარიში / an earlier report, to compare")
    ] = None,
    json_: JSON = False,
) -> None:
    """სტრუქტურა: წაკითხული, უდანაკარგო, ვალიდური აქტები. / Acts read, lossless, valid; units.

    Exit code 1: some act crashed, lost a word or is not valid.
    """
    schema = _schema(official)
    before = earlier_report(earlier, structure_report.load)
    columns = (TextColumn("report"), MofNCompleteColumn(), TimeElapsedColumn())
    with Progress(*columns, console=Console(stderr=True)) as bar:
        task = bar.add_task("report", total=None)
        found = structure_report.report(
            structure_report.items(paths), schema, lambda _: bar.advance(task)
        )
    if json_:
        compared = {"since": structure_report.compare(before, found)} if before else {}
        say_json({**found, **compared})
    else:
        say(structure_report.as_text(found, before))
    if any(found["problems"][name] for name in ("crashed", "lossy", "invalid")):
        raise typer.Exit(REFUSED)


def _schema(path: Path | None) -> etree.XMLSchema | None:
    if path is None:
        return None
    try:
        return etree.XMLSchema(etree.parse(path))
    except (OSError, etree.LxmlError) as error:
        fail(BAD_INPUT, f"{path}: {error}")


def earlier_report(
    path: Path | None, load: Callable[[Path], dict[str, object]]
) -> dict[str, object] | None:
    """The report to compare with, where one was named; what cannot be read ends the program."""
    if path is None:
        return None
    try:
        return load(path)
    except (OSError, ValueError) as error:
        fail(BAD_INPUT, f"{path}: {error}")
