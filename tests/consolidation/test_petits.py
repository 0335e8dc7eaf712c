"""Petits as data: every organ of the code tables in the genitive, every kind and period."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from consolidation.petits import genitive, petit_for
from schemas.model import Particulars

HERE = Path(__file__).parent / "petits"


def lines(name: str) -> list[str]:
    text = (HERE / name).read_text(encoding="utf-8")
    return [line for line in text.split("\n") if line and not line.startswith("#")]


ORGANS = [tuple(line.split(" → ")) for line in lines("organs.txt")]
PETITS = list(zip(lines("petits.txt")[::2], lines("petits.txt")[1::2], strict=True))


@pytest.mark.parametrize(("name", "expected"), ORGANS, ids=[name for name, _ in ORGANS])
def test_organ(name: str, expected: str) -> None:
    assert genitive(name) == expected
    assert genitive(expected) == expected, "what is in the genitive already stays"


def test_every_organ_of_the_code_tables_is_read() -> None:
    tables = Path(__file__).parents[2] / "registry" / "data" / "codes.json"
    rows = json.loads(tables.read_text(encoding="utf-8"))["rows"]
    assert {row["name"] for row in rows if row["table"] == "organ"} == {name for name, _ in ORGANS}


@pytest.mark.parametrize(("given", "expected"), PETITS, ids=[e[2:50] for _, e in PETITS])
def test_petit(given: str, expected: str) -> None:
    petit = petit_for(Particulars(**json.loads(given)))
    assert f"→ {petit.printed}" == expected
    assert (petit.style == "court") is ("სასამართლო" in given)
