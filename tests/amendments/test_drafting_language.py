"""The drafting language case by case: our own sentences with rulers, in files under ``cases``."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from amendments.operations import AmendingReading


def _cases() -> list[tuple[str, str, str]]:
    out = []
    for file in sorted((Path(__file__).parent / "cases").glob("*.txt")):
        for block in file.read_text(encoding="utf-8").removeprefix("-- ").split("\n-- "):
            head, _, expected = block.partition("\n==\n")
            name, _, text = head.partition("\n")
            out.append((f"{file.stem}: {name}", text, expected.rstrip("\n")))
    return out


CASES = _cases()


@pytest.mark.parametrize(("text", "expected"), [c[1:] for c in CASES], ids=[c[0] for c in CASES])
def test_sentence(
    text: str,
    expected: str,
    described: Callable[[str], str],
    read_checked: Callable[[str], AmendingReading],
) -> None:
    read_checked(text)
    assert described(text) == expected
