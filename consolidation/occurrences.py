"""„Wherever it occurs“ as a list: each place of the words an order names, with what stands beside.

The list is what :mod:`consolidation.wording` would change, in the same order and by the same rule
of word boundaries. Longer word forms that begin with the words are listed too, as left standing.

>>> from amendments.operations import Span
>>> from schemas.numbers import Number
>>> point = Unit(Kind.POINT, Number.parse("1"), label="1.", eid="art_5__para_1")
>>> point.children = [Unit(Kind.TEXT, text="ბაღი ღიაა; ბაღის კარი და ბაღი.")]
>>> act = Act(Particulars(), Unit(Kind.ACT, children=[Unit(Kind.BODY, children=[point])]))
>>> order = Operation(1, 1, "repeal-text", (), Span(0, 1), old_text="ბაღი")
>>> for one in occurrences(act, order):
...     print(one.number, one.label, repr(one.before[-6:]), one.words, repr(one.after[:6]))
1 1. '' ბაღი ' ღიაა;'
None 1. 'ღიაა; ' ბაღის ' კარი '
2 1. 'რი და ' ბაღი '.'
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from amendments.operations import Operation
from consolidation.apply import word_places
from consolidation.change import Change
from consolidation.refused import Refused
from consolidation.structure import read_units
from consolidation.words import find_words
from schemas.model import Act, Kind, Particulars, Unit

_BESIDE = 60  # characters shown before and after
_HEAD, _REST = re.compile(r"\w{0,80}$"), re.compile(r"\w*")


@dataclass(frozen=True, slots=True)
class Occurrence:
    """One place. ``number`` from 1 in the order of the text; None: a longer form, not meant.

    ``label`` names the unit as people cite it („მუხლი 5, 1.“), ``eid`` is of the innermost unit
    that has one.
    """

    number: int | None
    label: str
    eid: str
    before: str
    words: str
    after: str


def named_words(op: Operation) -> str | None:
    """The words an order looks for, None where it looks for none."""
    if op.action in ("substitute-text", "repeal-text"):
        return op.old_text
    if op.action == "insert-text":
        place = op.position or {}
        return place.get("after") or place.get("before")
    return None


def occurrences(act: Act, op: Operation) -> list[Occurrence]:
    """Every place of the words in what the order names; empty where it names none or no unit."""
    words = named_words(op)
    if not words:
        return []
    try:
        place, slots = word_places(Change(act, op, Particulars(), read_units))
    except Refused:
        return []
    names = _names(act, place.chain)
    out: list[Occurrence] = []
    seen = 0
    for slot in slots:
        text = slot.get()
        whole = find_words(text, words)
        for start, end in sorted([*whole, *_longer(text, words, whole)]):
            if meant := (start, end) in whole:
                seen += 1
            label, eid = names.get(id(slot.unit), ("", ""))
            out.append(
                Occurrence(
                    seen if meant else None, label, eid,
                    text[max(0, start - _BESIDE) : start], text[start:end],
                    text[end : end + _BESIDE],
                )
            )  # fmt: skip
    return out


def _longer(text: str, words: str, whole: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """Longer words that hold the words, to their own ends."""
    out: list[tuple[int, int]] = []
    for start, end in find_words(text, words, whole=False):
        if not any(start < b and a < end for a, b in whole):
            before, after = _HEAD.search(text[:start]), _REST.match(text, end)
            out.append((before.start() if before else start, after.end() if after else end))
    return out


def _names(act: Act, chain: list[Unit]) -> dict[int, tuple[str, str]]:
    """The name and eId of the numbered unit around each unit below the last of a chain."""
    above = [unit.label for unit in chain[:-1] if unit.label]
    eid = next((unit.eid for unit in reversed(chain[:-1]) if unit.eid), "")
    out: dict[int, tuple[str, str]] = {}

    def visit(unit: Unit, labels: list[str], near: str) -> None:
        labels = [*labels, unit.label] if unit.label else labels
        near = unit.eid or near
        title = act.particulars.title or "" if unit.kind is Kind.COVER else ""
        out[id(unit)] = (", ".join(labels) or title, near)
        for child in unit.children:
            visit(child, labels, near)

    visit(chain[-1], above, eid)
    return out
