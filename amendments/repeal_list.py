"""An order that repeals what a list behind the signature names.

„ძალადაკარგულად ჩაითვალოს მთავრობის ზოგიერთი დადგენილება თანდართული ნუსხის თანახმად.“
ე. ბაღაშვილი
ძალადაკარგული დადგენილებების ნუსხა
1. მთავრობის 1992 წლის 7 მაისის №554 დადგენილება „…“.
    → repeal-act
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence

from amendments.drafts import NotRead, Span
from amendments.outline import Line, follows, is_signature

_ATTACHED = re.compile(
    r"თანდართულ(?:ი|ის|ით)? (?:ნუსხ|სი(?:ის|ით|ა)|ჩამონათვალ)[ა-ჰ]* ?"
    r"(?:თანახმად|შესაბამისად|მიხედვით|საფუძველზე)?"
)
# spaced letters are put together before this is looked for
_HEADING = re.compile("ნუსხა|ძალადაკარგ|ძალისდაკარგ|ჩამონათვალი")
_FAR = 14  # lines between the signature and the first item


def says_attached(text: str, left: NotRead) -> bool:
    """Whether a clause that names no act sends the reader to the attached list."""
    words = text[slice(*left.source)].replace("\n", " ")
    return "ძალა" in words and _ATTACHED.search(words) is not None


def list_below(text: str, lines: Sequence[Line], end_line: int) -> tuple[int, int] | None:
    """The lines of the list behind the signature (first, one behind the last); None without one.

    It begins with the item „1.“ under a heading that says what it lists, and its numbers run on.
    """
    for index in range(end_line, min(end_line + _FAR, len(lines))):
        line = lines[index]
        if line.label != "arabic":
            continue
        heading = text[lines[end_line].start : line.start].replace(" ", "").replace("\n", "")
        if line.value != "1" or _HEADING.search(heading) is None:
            return None
        return index, _end_of_list(text, lines, index)
    return None


def _end_of_list(text: str, lines: Sequence[Line], first: int) -> int:
    """One behind the last line: at a signature or article behind which no number goes on."""
    last = lines[first]
    end = len(lines)
    for index in range(first + 1, len(lines)):
        line = lines[index]
        if line.label == "arabic" and follows("arabic", line.value, last.value):
            last, end = line, len(lines)
        elif end == len(lines) and (line.label == "article" or is_signature(text, line)):
            end = index
    return end


def items_not_read(
    lines: Sequence[Line], place: tuple[int, int], said: Sequence[Span]
) -> list[Span]:
    """The numbered items of the list in which nothing was read."""
    starts = sorted(start for start, _ in said)
    items = [line for line in lines[slice(*place)] if line.label == "arabic"]
    out = []
    for at, line in enumerate(items):
        until = items[at + 1].start if at + 1 < len(items) else lines[place[1] - 1].end
        found = bisect_left(starts, line.start)
        if found == len(starts) or starts[found] >= until:
            out.append((line.body, line.end))
    return out
