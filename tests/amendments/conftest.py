"""A reading in few lines, and what must hold of every reading."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Callable

import pytest

from acts.source import Source
from amendments.explain import act_text, ruled
from amendments.folding import fold
from amendments.operations import AmendingReading, Operation, Span
from amendments.places import path_text
from amendments.read import read_amendments
from amendments.sentences import orders
from schemas.refusals import NAMES


def source(text: str) -> Source:
    return Source(text=text, sha256="", format="text")


def described(text: str) -> str:
    """What the data files under ``cases`` hold below „==“."""
    reading = read_amendments(source(text))
    view = fold(text)
    lines = [f"act {act.ref}: {act_text(act)}" for act in reading.amends]
    shown = set()
    for op in reading.operations:
        if op.source not in shown:
            shown.add(op.source)
            lines += ruled(text, op.source, view)
        lines.append("→ " + operation(op))
    lines += [f"without effect ({item.why}): {item.span.quote}" for item in reading.no_effect]
    lines += [f"unclaimed: {span.quote}" for span in reading.unclaimed]
    lines += _clauses(reading)
    return "\n".join(lines)


def operation(op: Operation) -> str:
    """One operation in one line."""
    parts = [f"{op.action} [{op.act}]", op.document, path_text(op.units) or "(whole)"]
    parts.append("" if op.facet == "unit" else f"({op.facet})")
    parts.append(f"to {path_text(op.new_units)}" if op.new_units else "")
    parts.append(f"at {op.position}" if op.position else "")
    parts.append(f"occurrence {op.occurrence}" if op.occurrence else "")
    parts.append(f"old «{op.old_text}»" if op.old_text else "")
    parts.append(f"new «{op.new_text}»" if op.new_text else "")
    parts.append(f"from {op.valid_from}" if op.valid_from else "")
    parts.append(f"REFUSED {op.refusal.name}" if op.refusal else "")
    return " ".join(part for part in parts if part).replace("\n", "⏎")


def _clauses(reading: AmendingReading) -> list[str]:
    out = []
    for item in reading.commencement:
        if item.rule == "none":
            continue
        said = [item.rule, item.date, f"day {item.days}" if item.days else None]
        said.append(f"back to {item.retroactive_from}" if item.retroactive_from else None)
        out.append(f"starts: {' '.join(part for part in said if part)} ({item.scope})")
    return out


def check_cut(text: str, reading: AmendingReading) -> list[Span]:
    """Texts are the source's own, refusals are named; the stretches that are accounted for."""
    refs = {act.ref for act in reading.amends}
    taken = [item.span for item in reading.no_effect] + list(reading.unclaimed)
    taken += [item.span for item in reading.commencement if item.span is not None]
    for op in reading.operations:
        assert op.act in refs
        assert text[op.source.start : op.source.end] == op.source.quote != ""
        assert (op.status == "refused") == (op.refusal is not None)
        assert op.refusal is None or op.refusal.name in NAMES
        if op.new_text is not None:
            assert op.new_text_source is not None
            assert op.new_text == text[op.new_text_source.start : op.new_text_source.end]
        if op.old_text is not None:
            assert op.old_text_source is not None
            cut = text[op.old_text_source.start : op.old_text_source.end]
            assert op.old_text == cut.strip()
        taken += [span for span in (op.source, op.new_text_source) if span is not None]
    for span in taken:
        assert 0 <= span.start <= span.end <= len(text)
        assert span.quote in ("", text[span.start : span.end])
    return taken


def check_accounted(text: str, reading: AmendingReading, taken: list[Span]) -> None:
    """No order outside new text is passed over in silence."""
    if reading.operations:
        view = fold(text)
        for start, end, why in orders(view.text, 0, bisect_left(view.starts, _signed(text))):
            first, last = view.span(start, end)
            if text[first:last].rstrip().endswith(":"):
                continue  # a lead-in: its items are the orders
            if re.match(r"\s*\n\s*(?:\d+|[ა-ჰ])[.)]", text[last:]):
                continue  # a lead-in that lost its colon
            listed = any("the attached list" in (op.note or "") for op in reading.operations)
            if listed and "თანდართული ნუსხ" in text[first:last]:
                continue  # the items of the attached list are the orders
            covered = any(span.start < last and first < span.end for span in taken)
            assert covered, (why, text[first:last])


def _signed(text: str) -> int:
    """Where the orders end in the acts of these tests: at the signature, if there is one."""
    place = text.find("\nმინისტრი ")
    return place if place >= 0 else len(text)


@pytest.fixture(name="described", scope="session")
def _described() -> Callable[[str], str]:
    return described


@pytest.fixture(name="read_checked", scope="session")
def _read_checked() -> Callable[[str], AmendingReading]:
    """Reads a text and checks what must hold of every reading."""

    def read(text: str) -> AmendingReading:
        reading = read_amendments(source(text))
        check_accounted(text, reading, check_cut(text, reading))
        return reading

    return read


@pytest.fixture(name="read_cut", scope="session")
def _read_cut() -> Callable[[str], AmendingReading]:
    """Reads any text, however damaged, and checks what is cut from it."""

    def read(text: str) -> AmendingReading:
        reading = read_amendments(source(text))
        check_cut(text, reading)
        return reading

    return read
