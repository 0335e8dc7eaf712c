"""Which order put each word of a unit there.

The versions of the unit are followed from the first to the last; what stays between two keeps
its origin, what comes in has that of the order that brought it. Words given anew as they were
keep the older origin: blame tells since when a word stands, :mod:`consolidation.reasons` tells
every order behind the unit.

>>> blame([("ვადა არის 5 დღე.", "კანონი"), ("ვადა არის 10 დღე.", "№9")])
[('ვადა არის ', 'კანონი'), ('10', '№9'), (' დღე.', 'კანონი')]

A unit that came of others, divided or joined, begins with the runs of theirs.

>>> blame([("1. ა\\nბ", "№9")], [("1. ა\\n", "კანონი"), ("2. ბ", "№8")])
[('1. ა\\n', 'კანონი'), ('ბ', '№8')]
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import groupby
from typing import TypeVar

from consolidation.diff import word_diff

Origin = TypeVar("Origin")


def blame(
    versions: Sequence[tuple[str, Origin]], before: Sequence[tuple[str, Origin]] = ()
) -> list[tuple[str, Origin]]:
    """The last text in runs of one origin; joined, the runs give the text back.

    ``before`` are runs of the text that the first version was made of, where it was.
    """
    first, rest = (before, versions) if before else (versions[:1], versions[1:])
    text = "".join(words for words, _ in first)
    origins = [origin for _, origin in first]
    by = [place for place, (words, _) in enumerate(first) for _ in words]
    for new, origin in rest:
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
