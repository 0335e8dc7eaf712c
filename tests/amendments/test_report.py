"""``matsne report amendments``: counts, shares, comparison, samples."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import Result

from amendments.report import Sample, as_text, compare, load, report

ORDER = "„ბაღების შესახებ“ მინისტრის 2010 წლის 3 მაისის №5 ბრძანების მე-2 პუნქტი ამოღებულ იქნეს."
REFUSED = ORDER.replace("მე-2 პუნქტი", "მე-2 პუნქტის ბადე")
ACTS = [("a", ORDER.encode()), ("b", REFUSED.encode()), ("c", "ბაღი ღიაა.".encode())]


def test_counts_and_shares() -> None:
    found = report(ACTS)
    assert found["total"]["acts"] == 3
    assert found["total"]["amending"] == 2
    assert found["operations"] == {"repeal": 1, "other": 1}
    assert found["refused"] == {"not-understood": 1}
    assert found["shares"] == {"refused": 0.5, "unclaimed": 0.0}
    assert found["failed"] == {}


def test_what_cannot_be_read_is_named() -> None:
    found = report([("bad", b"{}"), *ACTS])
    assert list(found["failed"]) == ["bad"]
    assert found["total"]["unreadable"] == 1


def test_gains_and_losses_by_act() -> None:
    before, now = report(ACTS[1:]), report(ACTS)
    assert compare(before, now) == {"gains": {"a": [0, 1]}, "losses": {}}
    assert compare(now, before) == {"gains": {}, "losses": {"a": [1, 0]}}


def test_a_sample_is_even_and_can_be_drawn_again() -> None:
    acts = [(str(at), ORDER.encode()) for at in range(40)]
    drawn = [report(acts, sample=Sample(5, seed))["sample"] for seed in (7, 7, 8)]
    assert drawn[0] == drawn[1] != drawn[2]
    assert len({entry["id"] for entry in drawn[0]}) == 5
    assert ORDER[:40] in as_text(report(acts, sample=Sample(1, 7)))


def test_the_command_and_its_comparison(matsne: Callable[..., Result], tmp_path: Path) -> None:
    folder = tmp_path / "acts"
    folder.mkdir()
    (folder / "a.txt").write_text(ORDER, encoding="utf-8")
    first = matsne("report", "amendments", folder, "--json")
    earlier = tmp_path / "earlier.json"
    earlier.write_text(first.stdout, encoding="utf-8")
    (folder / "b.txt").write_text(ORDER, encoding="utf-8")
    found = matsne("report", "amendments", folder, "--json", "--compare", earlier)
    assert json.loads(found.stdout)["since"]["gains"] == {"b.txt": [0, 1]}
    assert "gains" in matsne("report", "amendments", folder, "--compare", earlier).stdout


def test_what_is_no_report_is_refused(matsne: Callable[..., Result], tmp_path: Path) -> None:
    other = tmp_path / "other.json"
    other.write_text("[]", encoding="utf-8")
    with pytest.raises(ValueError, match="not a report"):
        load(other)
    assert matsne("report", "amendments", tmp_path, "--compare", other).exit_code == 3
