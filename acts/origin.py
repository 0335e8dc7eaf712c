"""Offsets into the file itself, for a text that its reader has cleaned.

A reader of plain text drops a copied label, soft hyphens and hard line ends; what it makes is a
subsequence of the file, read from the end, up to white space. Aligned from the end, because
that is where copies do not repeat themselves.

>>> offsets_in("სათაური\\n\\nსათა\u00adური\\nტექსტი.", "სათაური\\nტექსტი.")[:5]
[9, 10, 11, 12, 14]
>>> offsets_in("ერთი\\nზედმეტი\\nორი", "ერთი\\nორი")
[0, 1, 2, 3, 4, 13, 14, 15]
"""

from __future__ import annotations

import re

_ENTITY = re.compile(r"&[a-z]{2,6};\Z")
_ENTITY_LONGEST = 8


def offsets_in(raw: str, text: str) -> list[int] | None:
    """For each character of ``text`` its place in ``raw``; None where the two do not align."""
    places = [0] * len(text)
    at = len(raw) - 1
    index = len(text) - 1
    line_end, line_at = index, at  # where the line being matched ends, in text and in raw
    while index >= 0:
        char = text[index]
        if char == "\n":
            line_end, line_at = index, at
        if at >= 0 and (raw[at] == char or (raw[at].isspace() and char.isspace())):
            places[index] = at
            index, at = index - 1, at - 1
        elif at >= 0 and raw[at] == ";" and (entity := _entity(raw, at)) is not None:
            at -= len(entity)
            if char in '’‘"“”„–—' and entity not in ("&shy;", "&nbsp;", "&zwnj;"):
                places[index] = at + 1
                index -= 1
        elif at >= 0 and _idle(raw[at]):
            at -= 1
        elif char.isspace():
            places[index] = at + 1
            index -= 1
        else:  # a line that the reader dropped stands between: match this one with the one above
            above = raw.rfind("\n", 0, line_at)
            if above < 0:
                return None
            index, at = line_end, above
            line_at = above
    return places


def _idle(char: str) -> bool:
    """White space and marks of layout, which a reader may drop."""
    return char.isspace() or char in "\u00ad\u200b\u200c\u200d\u2060\ufeff"


def _entity(raw: str, at: int) -> str | None:
    found = _ENTITY.search(raw[max(0, at + 1 - _ENTITY_LONGEST) : at + 1])
    return found.group() if found else None
