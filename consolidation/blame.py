"""Which order put each word of a unit there.

The versions of the unit are followed from the first to the last; what stays between two keeps
its origin, what comes in has that of the order that brought it. Words given anew as they were
keep the older origin: blame tells since when a word stands, :mod:`consolidation.reasons` tells
every order behind the unit.

>>> blame([("ვადა არის 5 დღე.", "კანონი"), ("ვადა არის 10 დღე.", "№9")])
[('ვადა არის ', 'კანონი'), ('10', '№9'), (' დღე.', 'კანონი')]
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import groupby
from typing import TypeVar

from consolidation.diff import word_diff

Origin = TypeVar("Origin")


def blame(versions: Sequence[tuple[str, Origin]]) -> list[tuple[str, Origin]]:
    """The last text in runs of one origin; joined, the runs give the text back."""
    text, first = versions[0]
    by = [0] * len(text)
    origins = [first]
    for new, origin in versions[1:]:
        origins.append(origin)
        by = _followed(text, new, by, len(origins) - 1)
        text = new
    out: list[tuple[str, Origin]] = []
    start = 0
    for origin_place, run in groupby(by):
        end = start + sum(1 for _ in run)
        out.append((text[start:end], origins[origin_place]))
        start = end
    return out


def _followed(old: str, new: str, by: list[int], origin: int) -> list[int]:
    out: list[int] = []
    place = 0
    for kind, words in word_diff(old, new):
        if kind == "insert":
            out.extend([origin] * len(words))
            continue
        if kind == "equal":
            out.extend(by[place : place + len(words)])
        place += len(words)
    return out
