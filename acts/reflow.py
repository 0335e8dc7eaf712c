"""Paragraphs from the lines of a page.

A page cuts paragraphs into lines of about one width. A line that could not have held the next
line's first word was cut by the page; a shorter one ended its paragraph. A numbered line after
a finished sentence always begins a paragraph.

>>> reflow(["1. ეს არის გრძელი აბზაცი, რომელიც", "გვერდზე არ დაეტია.", "", "2. სხვა."])
['1. ეს არის გრძელი აბზაცი, რომელიც გვერდზე არ დაეტია.', '', '2. სხვა.']
"""

from __future__ import annotations

import re
from collections import Counter

_ENDS = re.compile(r"[.;:!?]\W*$")
_OPENS = re.compile(
    r"\s*(?:\d{1,3}(?:\.\d{1,3})*\s?[.)]|[ა-ჰ](?:\.[ა-ჰ])*\^?\d{0,2}\s?\)|[IVXL]+\.|"
    r"(?:მუხლი|თავი|კარი|წიგნი|დანართი)\s)"
)
_MIN_LINES = 30
_SLACK = 4  # characters: letters differ in width, so a full line may look a little short


def is_wrapped(lines: list[str]) -> bool:
    """Whether a page, not the author, broke these lines.

    Evidence: no line is much longer than the common full line, and many lines of about that
    width stop in the middle of a sentence.
    """
    widths = sorted(len(line.strip()) for line in lines if line.strip())
    if len(widths) < _MIN_LINES:
        return False
    width, longest = widths[len(widths) * 9 // 10], widths[-1]
    if not 40 <= width <= 160 or longest > width * 1.5:
        return False
    full = [line for line in lines if len(line.strip()) >= width * 0.75]
    open_ended = sum(1 for line in full if not _ENDS.search(line))
    return len(full) * 3 >= len(widths) and open_ended * 2 >= len(full)


def reflow(lines: list[str]) -> list[str]:
    """Join the lines of one paragraph; keep one empty line where a paragraph ended at a gap."""
    kept = [line.strip() for line in lines]
    widths = sorted(len(line) for line in kept if line)
    width = widths[len(widths) * 9 // 10] if widths else 0
    usual = _usual_gap(kept)
    out: list[str] = []
    last, gap = "", 0
    for line in kept:
        if not line:
            gap += 1
            continue
        if last and gap <= usual and _continues(out[-1], last, line, width):
            out[-1] = f"{out[-1]} {line}"
        else:
            if out and gap:
                out.append("")
            out.append(line)
        last, gap = line, 0
    return out


def begins_unit(line: str) -> bool:
    """Whether a line begins with a label or a heading."""
    return _OPENS.match(line) is not None


def is_ended(paragraph: str) -> bool:
    """Whether a paragraph ends like a sentence or an item of a list."""
    return _ENDS.search(paragraph) is not None


def _usual_gap(lines: list[str]) -> int:
    """Empty lines that mostly stand between two lines: a wider gap ends a paragraph."""
    gaps: Counter[int] = Counter()
    gap = 0
    for line in lines:
        if line:
            gaps[gap] += 1
            gap = 0
        else:
            gap += 1
    return max(gaps.most_common(1)[0][0], 1) if gaps else 0


def _continues(paragraph: str, last: str, line: str, width: int) -> bool:
    """Whether ``line`` goes on with the paragraph whose last page line was ``last``."""
    if is_ended(paragraph) and begins_unit(line):
        return False
    return len(last) + 1 + len(line.split(None, 1)[0]) > width - _SLACK
