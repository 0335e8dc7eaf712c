"""What changed between two texts, in whole words.

Words are mapped to single characters, compared by diff-match-patch, cleaned up semantically and
only then turned back, so every boundary is a word boundary.

>>> word_diff("ვადა არის 5 დღე", "ვადა არის 10 დღე")
[('equal', 'ვადა არის '), ('delete', '5'), ('insert', '10'), ('equal', ' დღე')]
"""

from __future__ import annotations

import re
from typing import Literal

from diff_match_patch import diff_match_patch

Change = tuple[Literal["equal", "delete", "insert"], str]
_TOKEN = re.compile(r"\w+(?:\^\d+)?|\s+|[^\w\s]")
_NAMES: dict[int, Literal["equal", "delete", "insert"]] = {0: "equal", -1: "delete", 1: "insert"}
_PRIVATE = 0xE000  # one code point a distinct token, from the private use area up


def word_diff(old: str, new: str) -> list[Change]:
    """Word operations that turn ``old`` into ``new``; joined, they give both texts back."""
    codes: dict[str, str] = {}

    def encode(text: str) -> str:
        return "".join(
            codes.setdefault(t, chr(_PRIVATE + len(codes))) for t in _TOKEN.findall(text)
        )

    engine = diff_match_patch()
    engine.Diff_Timeout = 5
    diffs = engine.diff_main(encode(old), encode(new), False)
    engine.diff_cleanupSemantic(diffs)
    tokens = {code: token for token, code in codes.items()}
    return [(_NAMES[sign], "".join(tokens[code] for code in run)) for sign, run in diffs]
