"""The example acts through ``matsne convert``: every form, and the XML is valid."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import Result

from schemas.validate import validate

ACTS = sorted(path.name for path in (Path(__file__).parents[2] / "examples").glob("*.txt"))


@pytest.mark.parametrize("name", ACTS)
def test_converted(name: str, matsne: Callable[..., Result], examples: Path) -> None:
    xml = matsne("convert", examples / name, "--to", "xml")
    assert xml.exit_code == 0, xml.output
    assert validate(xml.stdout.encode()) == []
    page = matsne("convert", examples / name, "--to", "html")
    assert page.exit_code == 0, page.output
    assert 'id="body"' in page.stdout
    words = matsne("convert", examples / name, "--to", "text")
    assert words.exit_code == 0, words.output
    assert len(words.stdout) > len((examples / name).read_text("utf-8")) * 0.9
