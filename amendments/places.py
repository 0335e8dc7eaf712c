"""Units and ordered places in words, for people."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from amendments.operations import Path


def path_text(path: Path) -> str:
    """A path for people.

    >>> path_text((("article", "3"), ("point", None)))
    'article 3 › point'
    """
    return " › ".join(f"{kind} {number or ''}".strip() for kind, number in path)


def position_text(position: Mapping[str, Any]) -> str:
    """An ordered place for people.

    >>> position_text({"after": [["article", "3"], ["sentence", "1"]]})
    'after article 3 › sentence 1'
    >>> position_text({"before": "ბაღი"}), position_text({"end": True})
    ('before „ბაღი“', 'at the end')
    """
    out = []
    for side, place in position.items():
        if place is True:
            out.append("at the end" if side == "end" else side)
        elif isinstance(place, (list, tuple)):
            out.append(f"{side} {path_text(tuple((kind, number) for kind, number in place))}")
        else:
            out.append(f"{side} „{place}“")
    return ", ".join(out)
