"""Footnotes at the foot of a document: „[1] იხილეთ …“, „* იგულისხმება …“, the mark perhaps alone on
its line above the words.

They belong to the whole document, whatever unit stands above them: a copy prints the foot of every
page behind the last line.

>>> from acts.paragraphs import paragraphs
>>> from acts.source import Source
>>> text = "ნავი [1] ინახება.\\n[1]\\nნავი ხისაა."
>>> footnotes_start(paragraphs(Source(text, "", "text")), text)
1
"""

from __future__ import annotations

import re

from acts.headings import read_heading
from acts.offices import is_signature
from acts.paragraphs import Paragraph
from schemas.model import Kind, Unit

_MARK = re.compile(
    r"(?P<mark>\[\d{1,2}\])(?![.,;:)])\s*|"
    r"(?P<stars>\*{1,5})\)?(?:\s*(?=[„“\"(]?[ა-ჰA-Za-z])|$)"
)
_BESIDE = re.compile(r"[*•\[–—-]|&bull;|შენიშვნ|_{3}")  # another list, note or form
_BLANK = re.compile(r"[-–—_]{3}")
_MAX_LINES = 4  # of one note
_MIN_WORDS = 30  # characters below a star alone on its line: a cell of a table is shorter
_FINISHED = '.;)”“"'


def footnotes_start(found: list[Paragraph], text: str) -> int:
    """Where the footnotes begin with which the paragraphs end, one mark after the other; their
    number where they end with none. ``text``: of the source; the first mark must stand in it above
    too, or below a finished sentence."""
    start, below = len(found), ""
    lines: list[str] = []  # below the mark that is looked for
    for index in range(len(found) - 1, 0, -1):
        paragraph = found[index]
        if paragraph.quoted or paragraph.role not in ("line", "content"):
            break
        mark = _mark(paragraph.text)
        if not mark:
            lines.insert(0, paragraph.text)
            if len(lines) > _MAX_LINES or not _may_go_on(paragraph):
                break
            continue
        if (below and not _follows(mark, below)) or not _are_words(paragraph.text, lines):
            break
        start, below, lines = index, mark, []
    if not below or _BESIDE.match(found[start - 1].text):
        return len(found)
    if below[0] == "*" and below != "*":
        return len(found)  # the first of them is another's
    known = _is_named(below, text[: found[start].start])
    return start if known or found[start - 1].text[-1] in _FINISHED else len(found)


def _mark(text: str) -> str:
    match = _MARK.match(text)
    return (match["mark"] or match["stars"]) if match else ""


def _may_go_on(paragraph: Paragraph) -> bool:
    """Whether a line may be words of a note: nothing that is a unit, a name or a form by itself."""
    text = paragraph.text
    if paragraph.label is not None or read_heading(text) is not None or _BESIDE.match(text):
        return False
    return _BLANK.search(text) is None and not is_signature(text) and paragraph.petit() is None


def _are_words(marked: str, lines: list[str]) -> bool:
    """Whether the marked line and those below it can be one note: all below a finished one stand
    apart; below a mark alone there are words."""
    match = _MARK.match(marked)
    if match is not None and match.end() < len(marked):
        return not lines or marked[-1] not in ".;:"
    return bool(lines) and (marked[0] == "[" or len(lines[0]) > _MIN_WORDS)


def read_footnotes(found: list[Paragraph], text: str) -> list[Unit]:
    """The notes that these paragraphs are, each from its mark to the next."""
    notes: list[Unit] = []
    for paragraph in found:
        match = _MARK.match(paragraph.text)
        words, start = paragraph.text, paragraph.start
        if match is not None:
            label = _mark(paragraph.text)
            notes.append(Unit(Kind.NOTE, label=label, span=(start, paragraph.end)))
            words = paragraph.text[match.end() :]
            start = paragraph.place_of(match.end(), text) if words else start
        note = notes[-1]
        note.span = (note.span[0] if note.span else start, paragraph.end)
        if words:
            note.children.append(Unit(Kind.TEXT, text=words, span=(start, paragraph.end)))
    return notes


def is_form(found: list[Paragraph]) -> bool:
    """Whether these lines hold blanks to fill in: nobody signed there."""
    return any(_BLANK.search(one.text) for one in found)


def _follows(mark: str, below: str) -> bool:
    """Whether a mark is the one before that below it: „[1]“ and „[2]“, „*“ and „**“."""
    if mark[0] == "*" or below[0] == "*":
        return mark[0] == below[0] and len(below) == len(mark) + 1
    return int(below[1:-1]) == int(mark[1:-1]) + 1


def _is_named(mark: str, above: str) -> bool:
    """Whether the words above refer to a note with this mark."""
    if mark[0] == "[":
        return mark in above
    return re.search(rf"(?<!\*){re.escape(mark)}(?!\*)", above) is not None
