"""Paragraphs from the lines of PDF pages, on the evidence of the page.

A line goes on with the paragraph before it when that paragraph's last line is full (the line's
first word had no room there) and nothing speaks against it: another size or weight of letters, a
wider gap, a first line set in, a label after a finished sentence. A hyphen at a line's end stays
(„მე-“, „5 მუხლი“); it is taken away only where the document itself prints the word without it.
"""

from __future__ import annotations

import re
import statistics
from collections import Counter
from dataclasses import dataclass
from itertools import pairwise

from acts.pdf_lines import Line
from acts.reflow import begins_unit, is_ended

_SIZE = 0.03  # letters that differ more in size are of another paragraph
_GAP = 1.4  # of the usual distance of lines: a wider gap ends a paragraph
_CENTRE = 4.0  # points off the middle
_INDENT = 4.0  # points from the margin
_ROOM = 1.0  # points
_SPACE = 0.25  # of the letter size
_PETIT = re.compile(
    r"[ა-ჰ ,]{4,160} [12]\d{3} წლის \d{1,2} [ა-ჰ]{4,12} (?:ორგანული |კონსტიტუციური )?"
    r"(?:კანონი|ბრძანება|დადგენილება|განკარგულება|ბრძანებულება|გადაწყვეტილება) *(?:№|N)"
)
_WORD = re.compile(r"[ა-ჰ]+(?:-[ა-ჰ]+)*")
_HEAD_OF_WORD = re.compile(r"[ა-ჰ]+$")
_TAIL_OF_WORD = re.compile(r"[ა-ჰ]+")


def paragraphs_of(pages: list[list[Line]]) -> list[str]:
    """The paragraphs of the pages in order."""
    lines = [line for page in pages for line in page]
    if not lines:
        return []
    column = _Column.of(pages)
    words = Counter(word for line in lines for word in _WORD.findall(line.text))
    out: list[str] = []
    before: Line | None = None
    for page in pages:
        for number, line in enumerate(page):
            gap = before.y - line.y if before is not None and number else 0.0
            if before is not None and column.goes_on(out[-1], before, line, gap):
                out[-1] = _join(out[-1], line.text, words)
            else:
                out.append(line.text)
            before = line
    return out


@dataclass(frozen=True, slots=True)
class _Column:
    """The column of text: its margins, where first lines are set in, distance of lines."""

    left: float
    right: float
    first: float
    leading: float

    @classmethod
    def of(cls, pages: list[list[Line]]) -> _Column:
        lines = [line for page in pages for line in page]
        rights = sorted(line.right for line in lines)
        lefts = Counter(round(line.left) for line in lines)
        common = [place for place, count in lefts.items() if count * 10 >= len(lines)]
        left = min(common) if common else min(lefts)
        inner = [place for place in common if left + _INDENT < place < left + 60]
        gaps = [
            one.y - other.y
            for page in pages
            for one, other in pairwise(page)
            if one.y - other.y > one.size * 0.5
        ]
        return cls(
            left,
            rights[len(rights) * 49 // 50],
            min(inner) if inner else left,
            statistics.median_low(gaps) if gaps else 0.0,
        )

    def goes_on(self, paragraph: str, before: Line, line: Line, gap: float) -> bool:
        """Whether ``line`` goes on with ``paragraph``, whose last line is ``before``."""
        if abs(before.tail - line.size) > _SIZE * before.tail:
            return False
        if before.weight and line.weight and before.weight != line.weight:
            return False
        if gap < 0 or (self.leading and gap > self.leading * _GAP):
            return False
        if paragraph.endswith("-") and not paragraph.endswith(" -"):
            return True
        if not self._is_full(before, line):
            return False
        ended = is_ended(paragraph)
        if ended and (begins_unit(line.text) or _PETIT.match(line.text)):
            return False
        if line.left > self.left + _INDENT and not self._is_centred(line):
            return not ended and abs(line.left - self.first) > 2
        return True

    def _is_full(self, before: Line, line: Line) -> bool:
        """Whether the first word of ``line`` had no room on the line before it."""
        needed = line.word + _SPACE * before.size
        if self._is_centred(before):
            return before.right - before.left + needed > self.right - self.left - _ROOM
        return before.right + needed > self.right - _ROOM

    def _is_centred(self, line: Line) -> bool:
        middle = (self.left + self.right) / 2
        off = abs((line.left + line.right) / 2 - middle)
        return line.left > self.left + 3 * _INDENT and off < _CENTRE


def _join(paragraph: str, line: str, words: Counter[str]) -> str:
    if not paragraph.endswith("-") or paragraph.endswith((" -", "--")):
        return f"{paragraph} {line}"
    head, tail = _HEAD_OF_WORD.search(paragraph[:-1]), _TAIL_OF_WORD.match(line)
    if head and tail:
        whole, joined = head.group() + tail.group(), f"{head.group()}-{tail.group()}"
        if words[whole] and not words[joined]:
            return paragraph[:-1] + line
    return paragraph + line
