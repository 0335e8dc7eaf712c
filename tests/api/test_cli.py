"""The command line as a whole: which module adds which command."""

from __future__ import annotations

import subprocess
import sys
from importlib import import_module
from pathlib import Path

import pytest
import typer
from typer.testing import CliRunner

from api.cli import COMMANDS, application


def names(app: typer.Typer) -> set[str | None]:
    return {item.name for item in [*app.registered_commands, *app.registered_groups]}


@pytest.mark.parametrize("module", COMMANDS)
def test_the_table_names_the_commands_of_each_module(module: str) -> None:
    app = typer.Typer()
    import_module(f"api.{module}").add_to(app)
    added = names(app)
    assert added <= set(COMMANDS[module]), "a command that the table does not know is never found"
    if module != "cli_amendments":  # it adds to the group of cli_report
        assert added == set(COMMANDS[module])


def test_one_command_is_the_same_alone_and_in_the_whole() -> None:
    assert names(application()) == {name for group in COMMANDS.values() for name in group}
    assert names(application("show")) == {"show", "history", "diff"}
    assert names(application("no-such-command")) == names(application())


def test_reading_an_act_loads_neither_the_web_nor_the_search() -> None:
    program = (
        "import sys; from api.cli import application; application('operations');"
        "print([name for name in ('fastapi', 'uvicorn', 'whoosh', 'tantivy', 'xmlschema')"
        " if name in sys.modules])"
    )
    done = subprocess.run(
        [sys.executable, "-c", program], capture_output=True, text=True, check=True
    )
    assert done.stdout.strip() == "[]"


def test_a_place_in_a_file_is_printed_as_it_is(
    tmp_path: Path, examples: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """„:100:“ is a line of a file, no sign of a picture; „[1]“ is no colour."""
    monkeypatch.setenv("MATSNE_STORE", str(tmp_path / "store.sqlite"))
    file = tmp_path / "acts:100:[1].txt"
    file.write_bytes((examples / "1-law.txt").read_bytes())
    done = CliRunner().invoke(application("import"), ["import", str(file)])
    assert done.exit_code == 0
    assert "acts:100:[1].txt: /akn/ge/act/kanoni/" in done.output
