"""Real acts: the operations written by hand, and what must hold of every reading."""

from __future__ import annotations

import json
import re
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from acts.read import read_source
from acts.report import items
from amendments.operations import AmendingReading


def test_operations_written_by_hand(shared: Path) -> None:
    """The scorer of the hand-written operations, with its own idea of equality."""
    command = f"{sys.executable} -m amendments {{}}"
    done = subprocess.run(
        [sys.executable, str(shared / "gold" / "score.py"), "--cmd", command],
        capture_output=True, text=True, check=True, cwd=Path(__file__).parents[2],
    )  # fmt: skip
    said = re.search(r"right of what was said (\S+)\s+right of what there is (\S+)", done.stdout)
    whole = re.search(r"acts wholly right (\d+) of (\d+)", done.stdout)
    assert said is not None
    assert whole is not None
    assert float(said[1]) >= 0.99
    assert float(said[2]) >= 0.95
    assert int(whole[1]) >= 28


def test_every_text_is_the_source_s_own(
    shared: Path, read_cut: Callable[[str], AmendingReading]
) -> None:
    acts = sorted((shared / "gold").glob("*.txt"))
    assert acts
    for file in acts:
        read_cut(read_source(file.read_bytes(), file.name).text)


@pytest.mark.parametrize("part", range(4))
def test_acts_of_the_corpus(
    part: int, shared: Path, read_cut: Callable[[str], AmendingReading]
) -> None:
    """Every fortieth act with an order word: nothing is cut wrong, refusals are few."""
    operations = refused = 0
    for at, (name, data) in enumerate(items([shared / "corpus" / "acts"])):
        if at % 160 != part * 40 or not _changes(data):
            continue
        reading = read_cut(read_source(data, name).text)
        operations += len(reading.operations)
        refused += sum(op.refusal is not None for op in reading.operations)
    assert operations > 10
    assert refused <= 0.15 * operations


def _changes(data: bytes) -> bool:
    words = ("ძალადაკარგულად", "ჩამოყალიბდეს", "ამოღებულ", "დაემატოს")
    return any(word.encode() in data or json.dumps(word)[1:-1].encode() in data for word in words)
