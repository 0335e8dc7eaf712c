"""Proof that recognition lost nothing: the tree's words are the source's words, in order.

The legal text of the tree in document order must equal the source without its editorial marks
(petits, notes, brackets of future wording) under the normal form, and each mark must be printed
in the source where the tree says that it is.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from itertools import chain

from acts.source import Source
from schemas.model import Act, Kind, Unit
from schemas.normal import normal_form

_CONTEXT = 40
_IDLE = re.compile(r"\s+(?![\d\s])|(?<![\d\s])\s+")
_SPACE = re.compile(r"\s+")


@dataclass(frozen=True, slots=True)
class Difference:
    """The first place where tree and source part. ``offset`` is in the source text when known."""

    place: str
    expected: str
    found: str
    offset: int | None = None


def first_difference(source: Source, act: Act) -> Difference | None:
    """None when the act holds every word of the source, in order."""
    marks: list[tuple[int, int]] = []
    for unit in act.walk():
        for petit in unit.petits:
            if petit.span is None:
                return Difference(unit.label, petit.printed, "a petit without a span")
            start, end = petit.span
            printed = source.text[start:end]
            if printed != petit.printed and normal_form(printed) != normal_form(petit.printed):
                return Difference(unit.label, printed, petit.printed, start)
            marks.append((start, end))
    marks.extend(r.span for r in act.readings if r.name == "future-bracket" and r.span)
    expected = _without(source.text, marks)
    found = "\n".join(printed_pieces(act.root))
    if _bare(expected) == _bare(found):
        return None
    one, other = normal_form(expected), normal_form(found)
    if one == other:
        return None
    at = next(
        (i for i, (a, b) in enumerate(zip(one, other, strict=False)) if a != b),
        min(len(one), len(other)),
    )
    low = max(at - _CONTEXT, 0)
    return Difference(
        f"character {at} of the normal form", one[low : at + _CONTEXT], other[low : at + _CONTEXT]
    )


def _bare(text: str) -> str:
    """The text without white space, save one space between two digits: the fast comparison."""
    return _SPACE.sub(" ", _IDLE.sub("", text))


def printed_pieces(root: Unit) -> list[str]:
    """Labels, headings, words, cells and placeholders of a tree in the order of the source.

    Only the sections are ordered by their place there: an end list may stand before annexes.
    """
    pieces: list[str] = []
    sections = sorted(root.children, key=lambda unit: unit.span or (0, 0))
    for unit in chain([replace(root, children=[])], *(one.walk() for one in sections)):
        if unit.label:
            pieces.append(unit.label)
        if unit.heading:
            pieces.append(unit.heading)
        if unit.removal is not None:
            pieces.append(unit.removal.printed)
        if unit.kind is Kind.TABLE:
            pieces.extend(cell for row in unit.rows for cell in row if cell)
        elif unit.text:
            pieces.append(unit.text)
    return pieces


def _without(text: str, marks: list[tuple[int, int]]) -> str:
    if not marks:
        return text
    kept, at = [], 0
    for start, end in sorted(marks):
        kept.append(text[at:start])
        at = max(at, end)
    kept.append(text[at:])
    return "\n".join(kept)
