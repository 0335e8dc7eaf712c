"""Furniture of a page: what is printed on every page and is no part of the act.

Only the outermost lines of a page are looked at. A line is furniture when it names the Herald's
site, when it counts the pages, or when the same words stand at the same height on at least half
of the pages. What is taken off is returned, so that nothing goes unsaid.
"""

from __future__ import annotations

import re
from collections import Counter

from acts.pdf_lines import Line

_EDGE = 2  # lines at the top and as many at the foot of a page
_MIN_PAGES = 3  # words that stand on fewer pages are not furniture
_SITE = re.compile(r"(?:https?://)?(?:www\.)?matsne\.gov\.ge\S*(?:\s+[\d.]+)?(?:\s+\d{1,4})?")
_PAGE = re.compile(r"[-–—\s]*(?:(?:გვერდი|გვ)\.?\s*)?(?P<page>\d{1,4})(?:\s*/\s*\d{1,4})?[-–—\s]*")


def take_furniture(pages: list[list[Line]]) -> Counter[str]:
    """Take the furniture off the pages; returns its words and on how many pages each stood."""
    repeated = _repeated(pages)
    offset = _page_offset(pages)
    taken: Counter[str] = Counter()
    for number, lines in enumerate(pages):
        for line in _edges(lines):
            counts = offset is not None and _page_number(line) == number + offset
            if counts or _place(line) in repeated or _SITE.fullmatch(line.text):
                lines.remove(line)
                taken["page number" if counts else line.text] += 1
    return taken


def _edges(lines: list[Line]) -> list[Line]:
    ordered = sorted(lines, key=lambda line: -line.y)
    return ordered if len(ordered) <= 2 * _EDGE else ordered[:_EDGE] + ordered[-_EDGE:]


def _place(line: Line) -> tuple[str, int]:
    return (line.text, round(line.y / 4))


def _repeated(pages: list[list[Line]]) -> set[tuple[str, int]]:
    counts = Counter(place for lines in pages for place in {_place(one) for one in _edges(lines)})
    least = max(_MIN_PAGES, (len(pages) + 1) // 2)
    return {place for place, count in counts.items() if count >= least}


def _page_number(line: Line) -> int | None:
    match = _PAGE.fullmatch(line.text)
    return int(match["page"]) if match else None


def _page_offset(pages: list[list[Line]]) -> int | None:
    """By how much printed page numbers run ahead of the count from 0; None without numbers."""
    offsets = Counter(
        printed - number
        for number, lines in enumerate(pages)
        for printed in {_page_number(line) for line in _edges(lines)}
        if printed is not None
    )
    if not offsets:
        return None
    offset, count = offsets.most_common(1)[0]
    return offset if count >= max(_MIN_PAGES, (len(pages) + 1) // 2) else None
