"""One list of refusals: in the code, in Georgian, and on the page about them."""

from __future__ import annotations

import re
from pathlib import Path

from schemas.refusals import GEORGIAN, NAMES

PAGE = Path(__file__).parents[2] / "docs" / "refusals.md"


def test_every_name_has_its_georgian() -> None:
    assert GEORGIAN.keys() == NAMES.keys()


def test_the_page_lists_the_names_and_their_meanings() -> None:
    rows = re.findall(r"^\| `([a-z-]+)` \| (.+?) \| (.+?) \|", PAGE.read_text("utf-8"), re.M)
    assert {name: meaning for name, meaning, _ in rows} == NAMES
    assert {name: georgian for name, _, georgian in rows} == GEORGIAN
