"""Damaged and arbitrary text: never a crash, never a text that is not in the source."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from hypothesis import given, settings
from hypothesis import strategies as st

from acts.source import Source
from amendments.explain import explain
from amendments.operations import AmendingReading

SENTENCES = [
    block.partition("\n==\n")[0].partition("\n")[2]
    for file in sorted((Path(__file__).parent / "cases").glob("*.txt"))
    for block in file.read_text(encoding="utf-8").split("\n-- ")
]
NOISE = "„“”\"'«» ,.;:()-–№N#\n\t\u00ad\u00a0\ufffd0123456789^აბგIVX"
EDITS = st.lists(
    st.tuples(
        st.sampled_from(["cut", "put", "double", "swap"]),
        st.integers(0, 4000),
        st.integers(1, 12),
        st.text(NOISE, min_size=1, max_size=4),
    ),
    max_size=12,
)


def damaged(text: str, edits: list[tuple[str, int, int, str]]) -> str:
    for kind, at, size, noise in edits:
        place = at % (len(text) + 1)
        piece = text[place : place + size]
        if kind == "cut":
            text = text[:place] + text[place + size :]
        elif kind == "put":
            text = text[:place] + noise + text[place:]
        elif kind == "double":
            text = text[:place] + piece + text[place:]
        else:
            text = text[:place] + piece[::-1] + text[place + size :]
    return text


@settings(max_examples=300, deadline=None)
@given(sentence=st.sampled_from(SENTENCES), other=st.sampled_from(SENTENCES), edits=EDITS)
def test_damaged_orders(
    sentence: str,
    other: str,
    edits: list[tuple[str, int, int, str]],
    read_cut: Callable[[str], AmendingReading],
) -> None:
    read_cut(damaged(f"{sentence}\n{other}", edits))


@settings(max_examples=200, deadline=None)
@given(text=st.text(max_size=300))
def test_any_text(text: str, read_cut: Callable[[str], AmendingReading]) -> None:
    read_cut(text)


@settings(max_examples=100, deadline=None)
@given(sentence=st.sampled_from(SENTENCES), edits=EDITS)
def test_every_reading_can_be_explained(
    sentence: str,
    edits: list[tuple[str, int, int, str]],
    read_cut: Callable[[str], AmendingReading],
) -> None:
    text = damaged(sentence, edits)
    reading = read_cut(text)
    told = explain(Source(text=text, sha256="", format="text"), reading)
    assert told.count("REFUSED") == sum(op.refusal is not None for op in reading.operations)
    assert told.count("UNCLAIMED") == len(reading.unclaimed)
