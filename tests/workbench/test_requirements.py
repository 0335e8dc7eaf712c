"""docs/requirements.md names only what is there: rows R1–R20 with their code, tests and pages."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from starlette.routing import Match
from starlette.types import Scope

from api.web import create_app

ROOT = Path(__file__).parents[2]
TEXT = (ROOT / "docs" / "requirements.md").read_text("utf-8")
ROWS = {
    cells[1].strip(): [cell.strip() for cell in cells[2:-1]]
    for line in TEXT.splitlines()
    if line.startswith("| R") and (cells := line.split("|"))
}
NAMED = re.compile(r"`([^`]+)`")


def named(row: str, column: int) -> list[str]:
    return NAMED.findall(ROWS[row][column])


def test_every_row_is_there_and_whole() -> None:
    assert list(ROWS) == [f"R{n}" for n in range(1, 21)]
    for row, cells in ROWS.items():
        assert len(cells) == 5, row
        assert all(named(row, column) for column in (2, 3, 4)), row


@pytest.mark.parametrize("row", list(ROWS))
def test_the_code_named_is_there(row: str) -> None:
    assert [name for name in named(row, 2) if not (ROOT / name).is_file()] == []


@pytest.mark.parametrize("row", list(ROWS))
def test_the_tests_named_are_there(row: str) -> None:
    for name in named(row, 3):
        file, _, function = name.partition("::")
        assert (ROOT / file).is_file(), name
        assert function or not file.startswith("tests/"), f"{name}: which test?"
        if function:
            assert re.search(rf"^def {function}\(", (ROOT / file).read_text("utf-8"), re.M), name


@pytest.mark.parametrize("row", list(ROWS))
def test_the_pages_named_are_there(row: str, tmp_path: Path) -> None:
    routes = create_app(tmp_path / "store.sqlite").routes
    for page in named(row, 4):
        scope: Scope = {
            "type": "http", "method": "GET", "path": page, "headers": [], "root_path": "",
        }  # fmt: skip
        assert any(one.matches(scope)[0] is Match.FULL for one in routes), page


def test_a_page_that_is_nowhere_is_found_out(tmp_path: Path) -> None:
    scope: Scope = {"type": "http", "method": "GET", "path": "/office/nowhere", "headers": [],
                    "root_path": ""}  # fmt: skip
    routes = create_app(tmp_path / "store.sqlite").routes
    assert not any(one.matches(scope)[0] is Match.FULL for one in routes)
