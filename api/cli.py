"""The ``matsne`` command. Only the module of the command asked for is loaded, so each starts fast.

>>> sorted(group.name for group in application("report").registered_groups)
['report']
"""

from __future__ import annotations

import sys
from importlib import import_module

import typer

from api.console import BAD_INPUT, error_line, tell

# Modules in the order of the help, and the commands each adds.
COMMANDS: dict[str, tuple[str, ...]] = {
    "cli_import": ("import",),
    "cli_store": ("show", "history", "diff"),
    "cli_search": ("index", "search", "cite"),
    "cli_proof": ("blame", "why", "conflicts", "verify", "rebuild", "migrate"),
    "cli_decide": ("decide",),
    "cli_acts": ("convert", "operations", "validate"),
    "cli_consolidate": ("consolidate",),
    "cli_report": ("report",),
    "cli_amendments": ("explain", "report"),  # „report amendments“
    "cli_office": ("office", "export", "backup", "restore"),
    "cli_serve": ("serve", "bulk", "mcp"),
    "demo": ("demo",),
}


def application(command: str | None = None) -> typer.Typer:
    """The command line: whole, or with only the modules that ``command`` needs.

    An unknown command gives the whole, whose error names what there is.
    """
    app = typer.Typer(
        name="matsne",
        help=(
            "საკანონმდებლო მაცნის ძრავა: აქტი და მისი ცვლილებები → კანონის ტექსტი ნებისმიერ "
            "დღეს. / Give it an act and the acts that amend it, and it gives back the law as it "
            "stood on any day."
        ),
        no_args_is_help=True,
        add_completion=False,
        pretty_exceptions_enable=False,
        context_settings={"help_option_names": ["-h", "--help"]},
    )
    app.callback()(_nothing)  # one command alone stays a command with a name
    wanted = [name for name, commands in COMMANDS.items() if command in commands]
    for name in wanted or COMMANDS:
        import_module(f"api.{name}").add_to(app)
    return app


def _nothing() -> None:
    """Options stand on the commands."""


def main() -> None:
    """Entry point of the console script: what the file system refuses is one line too."""
    try:
        application(sys.argv[1] if len(sys.argv) > 1 else None)()
    except OSError as error:
        place = f"{error.filename}: " if error.filename else ""
        tell(error_line(f"{place}{error.strerror or error}"))
        sys.exit(BAD_INPUT)


if __name__ == "__main__":
    main()
