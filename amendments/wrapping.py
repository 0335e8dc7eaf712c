"""Sentences broken by hard line breaks: „… 2010 წლის 23 მაისის № 50“ / „დადგენილება (სსმ,“."""

from __future__ import annotations

import re
from collections.abc import Sequence

from amendments import lexicon
from amendments.outline import Line, is_signature
from amendments.verbs import UNIT_END

_BROKEN_END = re.compile(r"(?:[,„(№-]|№ ?[\d/ა-ჰ -]{1,12}|(?:წლის|საქართველოს|და|თვის)) ?$")
_BROKEN_START = re.compile(
    r" ?(?:[)“,.;]|(?:" + "|".join(w[:-1] for w in lexicon.ACT_WORDS) + r")[ა-ჰ]{0,6}[ ,;.(]"
    r"|\d{4} ?წლის|(?:" + "|".join(lexicon.MONTH_STEMS) + r")[ის]{0,2} |№ ?\d)"
)
_SUFFIX = re.compile(r" ?- ?ე ")
_MOST_LINES = 12


def wrapped_to(text: str, lines: Sequence[Line], index: int, end_line: int) -> int:
    """Index of the last of the lines that hold the sentence begun in line ``index``."""
    last = index
    while last + 1 < end_line and last < index + _MOST_LINES:
        line, following = lines[last], lines[last + 1]
        ends = text[line.start : line.end]
        begins = text[following.start : following.end]
        suffix = ends[-1:].isdigit() and _SUFFIX.match(begins) is not None
        if (following.label and not suffix) or following.start != line.end + 1:
            break
        broken = (
            suffix
            or UNIT_END.search(ends)
            or _BROKEN_END.search(ends)
            or _BROKEN_START.match(begins)
            or ends.count("(") > ends.count(")")
        )
        if not broken or ends[-1:] in ";:" or is_signature(text, following):
            break
        last += 1
    return last
