"""Reader of plain text: one paragraph a line, or lines wrapped by a page.

Text taken out of a PDF has every paragraph cut into lines of about one width; it is reflowed
on evidence (:mod:`acts.reflow`). ``Source.text`` equals the input under the normal form, save
a copied title or label at the head, which is recorded as a defect and left out. Neighbouring
lines with one number of tabs between words are the rows of a table, as every text form of an
act writes them.

>>> text = "დანართი №1\\n\\nტარიფები\\nსაქმე\\tფასი\\nწიგნი\\t5"
>>> [(s.role, text[s.start : s.end]) for s in read(text, "").segments[1:]]
[('table', 'საქმე\\tფასი\\nწიგნი\\t5')]
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import groupby

from acts.cleaning import clean, is_annotated, without_anchors, without_word_markup
from acts.matsne_json import fold, title_stands_in
from acts.reflow import is_wrapped, reflow
from acts.source import Defect, Segment, Source
from schemas.model import Particulars

_KIND_ALONE = re.compile(
    r"(?:\S+\s+){0,6}(?:კანონი|დადგენილება|ბრძანება|ბრძანებულება|განკარგულება)"
)
_TABLE_ROWS = 2
_LABEL_LINES = 60  # a copied label stands that near above the line it copies


def read(text: str, sha256: str) -> Source:
    """Read plain text. Never raises for a non-empty text."""
    text, left = without_word_markup(clean(text))
    defects = [Defect("word-markup", "text", words) for words in left]
    if is_annotated(text):
        text, anchors = without_anchors(text)
        defects.append(Defect("comment-anchors", "text", " ".join(anchors)))
    lines = text.split("\n")
    if is_wrapped(lines):
        lines = reflow(lines)
        defects.append(Defect("wrapped-lines", "line 1", "paragraphs joined from page lines"))
        title = None
    else:
        title = _lone_title(lines)
    if title is not None:
        lines = _head_once(lines, title, defects)
    text = "\n".join(lines)
    segments: tuple[Segment, ...] = ()
    particulars = Particulars()
    if title is not None:
        printed = " ".join(title.split())
        particulars = Particulars(title=printed)
        if lines and lines[0] == title:
            segments = (Segment(0, len(title), "title"),)
    return Source(
        text=text,
        sha256=sha256,
        format="text",
        particulars=particulars,
        segments=(*segments, *_tables(lines)),
        defects=tuple(defects),
    )


def _tables(lines: list[str]) -> Iterator[Segment]:
    """Rows of a table: two lines or more that have the same number of tabs inside."""
    at = 0
    for tabs, run in groupby(lines, key=lambda line: line.strip().count("\t")):
        rows = list(run)
        length = sum(len(row) + 1 for row in rows)
        if tabs and len(rows) >= _TABLE_ROWS:
            yield Segment(at, at + length - 1, "table")
        at += length


def _lone_title(lines: list[str]) -> str | None:
    """The first line, when an empty one sets it apart from the rest of the text."""
    if len(lines) > 2 and lines[0].strip() and not lines[1].strip():
        if _KIND_ALONE.fullmatch(lines[0].strip()):
            return None
        rest = sum(1 for line in lines[2:] if not line.strip())
        return lines[0] if rest * 4 <= len(lines) else None
    return None


def _head_once(lines: list[str], title: str, defects: list[Defect]) -> list[str]:
    """The lines without a title and a label that the text below repeats."""
    body = [line for line in lines[1:] if line.strip()]
    if len(body) > 1 and (label := fold(body[0])):
        cut = len(body[0].strip()) >= 150
        for line in map(fold, body[1:_LABEL_LINES]):
            if line == label or (cut and line.startswith(label)):
                defects.append(Defect("copied-label", "line 3", body[0].strip()))
                lines = [lines[0], *body[1:]]
                break
    if title_stands_in(title, "\n".join(lines[1:])):
        defects.append(Defect("copied-title", "line 1", title.strip()))
        return lines[1:]
    return lines
