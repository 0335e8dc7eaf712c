"""Reports from the command line."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

from click.testing import Result


def test_structure_of_the_examples(
    tmp_path: Path, examples: Path, matsne: Callable[..., Result]
) -> None:
    result = matsne("report", "structure", examples, "--json")
    assert result.exit_code == 0, result.output
    found = json.loads(result.stdout)
    assert (found["total"]["acts"], found["total"]["lossless"]) == (5, 5)
    earlier = tmp_path / "earlier.json"
    earlier.write_text(result.stdout, encoding="utf-8")
    again = matsne("report", "structure", examples / "1-law.txt", "--earlier", earlier)
    assert "acts -4" in again.stdout


def test_an_earlier_report_that_is_none_is_told(
    tmp_path: Path, examples: Path, matsne: Callable[..., Result]
) -> None:
    bad = tmp_path / "bad.json"
    bad.write_text("[]", encoding="utf-8")
    result = matsne("report", "structure", examples, "--earlier", bad)
    assert result.exit_code == 3
    assert "bad.json" in result.stderr
