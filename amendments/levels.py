"""Which unit holds which: under what outer units a further unit of a list stands.

„მე-5 მუხლის მე-2 პუნქტი და მე-7 მუხლი“: article 7 is no part of article 5.

>>> above((("article", "5"), ("point", "2")), "article")
()
>>> above((("article", "5"), ("point", "2")), "subpoint")
(('article', '5'), ('point', '2'))
"""

from __future__ import annotations

from collections.abc import Sequence

from amendments.operations import Path, Step

OUTER = "above: "  # begins a doubt about the number of an outer unit
NESTED = OUTER + "nested"  # a doubt: „„ა“ ქვეპუნქტის „ბ“ ქვეპუნქტი და „გ“ ქვეპუნქტი“

RANK = {
    "book": 1, "part": 2, "annex": 0, "chapter": 3, "subchapter": 4, "table": 5, "article": 6,
    "point": 7, "subpoint": 8, "column": 8, "row": 9, "paragraph": 9, "sentence": 10, "note": 7,
}  # fmt: skip


def above(path: Path, kind: str) -> Path:
    """The outer units of a path under which a further unit of another kind is cited."""
    for at, step in enumerate(path):
        if step[0] == kind:
            return path[:at]
    return tuple(step for step in path if RANK[step[0]] < RANK[kind])


def beside(path: Path, steps: Sequence[Step]) -> Path:
    """The outer units of a path under which further units of its own last kind are cited.

    „„ა“ ქვეპუნქტის „ა.ბ“ ქვეპუნქტი და „გ“ ქვეპუნქტი“: „გ“ is no part of „ა“, whose parts are told
    with its letter.

    >>> beside((("subpoint", "ა"), ("subpoint", "ა.ბ")), [("subpoint", "გ")])
    ()
    >>> beside((("subpoint", "ა"), ("subpoint", "ა.ბ")), [("subpoint", "ა.გ")])
    (('subpoint', 'ა'),)
    """
    outer, kind = path[:-1], path[-1][0]
    depth = min(map(_depth, steps))
    if _depth(path[-1]) > depth:
        while outer and outer[-1][0] == kind and _depth(outer[-1]) >= depth:
            outer = outer[:-1]
    return outer


def is_nested(bases: Sequence[Path], steps: Sequence[Step]) -> bool:
    """Whether it is not said if a unit stands in one of its own kind or beside it.

    >>> is_nested([(("subpoint", "ა"),)], [("subpoint", "გ")])
    True
    >>> is_nested([(("subpoint", "ა"),)], [("subpoint", "ა.გ")])
    False
    """
    inner = any(base and base[-1][0] == steps[0][0] for base in bases)
    return inner and any(_depth(step) == 0 for step in steps)


def _depth(step: Step) -> int:
    return (step[1] or "").count(".")
