"""The ``matsne`` command."""

from __future__ import annotations

import sys

import typer

from api import (
    cli_acts,
    cli_amendments,
    cli_consolidate,
    cli_decide,
    cli_import,
    cli_office,
    cli_proof,
    cli_report,
    cli_search,
    cli_serve,
    cli_store,
)
from api.console import BAD_INPUT, error_line, tell
from api.demo import demo

app = typer.Typer(
    name="matsne",
    help=(
        "საკანონმდებლო მაცნის ძრავა: აქტი და მისი ცვლილებები → კანონის ტექსტი ნებისმიერ დღეს. / "
        "Give it an act and the acts that amend it, and it gives back the law as it stood "
        "on any day."
    ),
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"]},
)
cli_import.add_to(app)
cli_store.add_to(app)
cli_search.add_to(app)
cli_proof.add_to(app)
cli_decide.add_to(app)
cli_acts.add_to(app)
cli_consolidate.add_to(app)
cli_report.add_to(app)
cli_amendments.add_to(app)
cli_office.add_to(app)
cli_serve.add_to(app)
app.command("demo")(demo)


def main() -> None:
    """Entry point of the console script: what the file system refuses is one line too."""
    try:
        app()
    except OSError as error:
        place = f"{error.filename}: " if error.filename else ""
        tell(error_line(f"{place}{error.strerror or error}"))
        sys.exit(BAD_INPUT)


if __name__ == "__main__":
    main()
