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
_LINE = re.compile(r"[^\n]*\n|[^\n]+\Z")
_TOKEN = re.compile(r"\w+(?:\^\d+)?|\s+|[^\w\s]")
_NAMES: dict[int, Literal["equal", "delete", "insert"]] = {0: "equal", -1: "delete", 1: "insert"}
_PRIVATE = 0xE000  # one code point a distinct token, from the private use area up


def word_diff(old: str, new: str) -> list[Change]:
    """Word operations that turn ``old`` into ``new``; joined, they give both texts back.

    Whole lines are settled first, so that a change in one line never reads as a change of those
    below it; words are compared only within lines that differ.
    """
    out: list[Change] = []
    gone = came = ""
    for kind, lines in _diff(old, new, _LINE, tidy=False):
        if kind == "delete":
            gone += lines
        elif kind == "insert":
            came += lines
        else:
            out.extend(_diff(gone, came, _TOKEN, tidy=True))
            gone = came = ""
            out.append((kind, lines))
    out.extend(_diff(gone, came, _TOKEN, tidy=True))
    return merged(out)


def _diff(old: str, new: str, pieces: re.Pattern[str], *, tidy: bool) -> list[Change]:
    codes: dict[str, str] = {}

    def encode(text: str) -> str:
        found = pieces.findall(text)
        return "".join(codes.setdefault(piece, chr(_PRIVATE + len(codes))) for piece in found)

    engine = diff_match_patch()
    engine.Diff_Timeout = 5
    diffs = engine.diff_main(encode(old), encode(new), False)
    if tidy:
        engine.diff_cleanupSemantic(diffs)
    piece_of = {code: piece for piece, code in codes.items()}
    return [(_NAMES[sign], "".join(piece_of[code] for code in run)) for sign, run in diffs]


def merged(changes: list[Change]) -> list[Change]:
    """The same operations with neighbours of one kind as one, and none without words.

    >>> merged([("equal", "ა"), ("equal", "ბ"), ("insert", "")])
    [('equal', 'აბ')]
    """
    out: list[Change] = []
    for kind, words in changes:
        if out and out[-1][0] == kind:
            out[-1] = (kind, out[-1][1] + words)
        elif words:
            out.append((kind, words))
    return out
