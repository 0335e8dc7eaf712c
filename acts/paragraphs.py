"""Paragraphs of a source: its lines, with the line breaks of the copy undone on evidence.

Nothing but white space changes (:mod:`acts.lines` says when two lines are one paragraph). Each
:class:`Paragraph` points into the source text.

>>> [p.text for p in paragraphs(Source("1.\\nტექსტი (შემდგომში –\\nწესი)\\n.\\nსხვა", "", "text"))]
['1. ტექსტი (შემდგომში – წესი).', 'სხვა']
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Literal

from acts.cut_sentences import below_titles
from acts.cut_words import joint
from acts.labels import Label, read_label
from acts.lines import (
    are_titled,
    broken_label,
    flows_on,
    glue,
    goes_on_word_by_word,
    is_article_title,
    words_on_lines,
)
from acts.petits import broken_petit, read_bare_petit, read_petit_line, split_petits
from acts.source import CELL_BREAK, Role, Source
from schemas.model import Kind, Petit, Unit

_COURT = "საქართველოს საკონსტიტუციო სასამართლოს"
_BARE_HEADING = re.compile(r"მუხლი\s\d{1,3}\s?\.?")
_TITLE, _MIN_TITLES = 120, 3
_BLANK = " \t\u200b\u2003\u2009\u202f\u3000"


@dataclass(slots=True)
class Paragraph:
    """``text`` is ``source.text[start:end]`` with its line breaks undone.

    ``quoted``: inside the new text that an amending act gives. ``listed``: shaped like a name that
    signs, but an item of a list (:mod:`acts.lettered_items`). ``future``: which bracket of
    future wording it stands in and from what day that holds (:mod:`acts.future`).
    """

    start: int
    end: int
    text: str
    role: Role
    quoted: bool = False
    listed: bool = False
    future: tuple[int, str] | None = None
    _label: Label | Literal[False] | None = False  # False: not read yet

    def leaf(self, role: str = "") -> Unit:
        """The paragraph as a unit of words, or as a table: a line a row, tabs between cells."""
        span = (self.start, self.end)
        if self.role == "table":
            text = self.text.split("\n")
            rows = [[c.replace(CELL_BREAK, "\n") for c in line.split("\t")] for line in text]
            return Unit(Kind.TABLE, rows=rows, span=span)
        return Unit(Kind.TEXT, text=self.text, role=role, span=span)

    def petit(self) -> Petit | None:
        """The petit that the paragraph is: by its words, or by the style its container gave."""
        if self.role == "table":
            return None
        petit = read_petit_line(self.text)
        if petit is None and self.role == "petit":
            petit = read_bare_petit(self.text) or Petit(printed=self.text, style="other")
        if petit is not None:
            petit.span = (self.start, self.end)
        return petit

    def place_of(self, offset: int, source_text: str) -> int:
        """Place in the source of ``text[offset]`` (line breaks were undone in between)."""
        left = sum(1 for char in self.text[:offset] if not char.isspace())
        at = self.start
        while left:
            left -= not source_text[at].isspace()
            at += 1
        while source_text[at].isspace():
            at += 1
        return at

    @property
    def label(self) -> Label | None:
        """The candidate label at its head, or None. Read once, when the text is settled."""
        if self._label is False:
            self._label = None if self.role == "table" else read_label(self.text)
        return self._label

    def relabel(self, label: Label) -> None:
        """Set the label that the neighbours tell."""
        self._label = label


def paragraphs(source: Source) -> list[Paragraph]:
    """The paragraphs of a source in order. Lines of white space only are between them."""
    reader = _Reader(source.text)
    at = 0
    for segment in source.segments:
        if segment.start > at:
            reader.read(at, segment.start, "line")
        reader.read(segment.start, segment.end, segment.role)
        at = segment.end
    if at < len(source.text):
        reader.read(at, len(source.text), "line")
    _mark_bare_petits(reader.out)
    return reader.out


def _mark_bare_petits(found: list[Paragraph]) -> None:
    """Let a petit without its publication be one where a whole petit stands above or below."""
    for index, paragraph in enumerate(found):
        if paragraph.role == "table" or read_bare_petit(paragraph.text) is None:
            continue
        beside = found[max(index - 1, 0) : index] + found[index + 1 : index + 2]
        if any(one.role != "table" and read_petit_line(one.text) for one in beside):
            paragraph.role = "petit"


class _Reader:
    def __init__(self, text: str) -> None:
        self.text = text
        self.out: list[Paragraph] = []
        self.in_article = False
        self.titles, self.untitled = 0, 0  # bare headings with a title on the line below

    def read(self, start: int, end: int, role: Role) -> None:
        """Add the paragraphs of one stretch; lines of two stretches are never joined."""
        if role == "table":
            self.out.append(Paragraph(start, end, self.text[start:end], role))
            return
        lines: list[str] = []
        places: list[int] = []
        for raw in self.text[start:end].split("\n"):
            line = raw.strip(_BLANK)
            if line:
                lines.append(line)
                places.append(start + raw.index(line[0]))
            start += len(raw) + 1
        index = 0
        words, titled = words_on_lines(lines), are_titled(lines)
        below = below_titles(lines)
        previous: Paragraph | None = None
        flowing = False
        while index < len(lines):
            line, at = lines[index], places[index]
            if line.startswith(("მუხლი", "დანართი")):
                self.in_article = line[0] == "მ"
            length = broken_petit(lines, index)
            if previous is not None and self._ends_court_note(previous, lines, index, length):
                last = index + max(length, 1) - 1
                previous.text = " ".join([previous.text, *lines[index : last + 1]])
                previous.end = places[last] + len(lines[last])
                previous, index, flowing = None, last + 1, False
                continue
            if length:
                last = index + length - 1
                joined = " ".join(lines[index : last + 1])
                self.out.append(Paragraph(at, places[last] + len(lines[last]), joined, role))
                previous, index, flowing = None, last + 1, False
                continue
            pieces = split_petits(line)
            if pieces:
                for piece in pieces:
                    start_of = at + line.index(piece)
                    end_of = start_of + len(piece)
                    self.out.append(Paragraph(start_of, end_of, piece, role))
                previous, index, flowing = None, index + 1, False
                continue
            broken = broken_label(lines, index)
            if previous is not None and not broken:
                between = glue(previous.text, line)
                if between is None and words[index]:
                    between = goes_on_word_by_word(previous.text, lines, index)
                if (
                    between is None
                    and index not in below
                    and not self._is_titled(previous, line)
                    and flows_on(previous.text, lines, index, flowing, self.in_article, titled)
                ):
                    between, flowing = " ", True
                if between is None:
                    between = joint(previous.text, lines, index)
                if between is not None:
                    previous.text = f"{previous.text}{between}{line}"
                    previous.end = at + len(line)
                    index += 1
                    continue
            if broken:
                line, index = f"{line} {lines[index + 1]}", index + 1
            self._count_title(lines[index : index + 2])
            previous = Paragraph(at, places[index] + len(lines[index]), line, role)
            self.out.append(previous)
            role = "line" if role == "annex" else role  # one line alone begins an annex
            flowing = False
            index += 1

    def _count_title(self, lines: list[str]) -> None:
        """Tell whether the lines below a bare „მუხლი 5“ begin with its title."""
        if not self.out or _BARE_HEADING.fullmatch(self.out[-1].text) is None:
            return
        short = len(lines) > 1 and len(lines[0]) < _TITLE and lines[0][-1] not in ".;:,"
        if short and read_label(lines[0]) is None:
            self.titles += 1
        else:
            self.untitled += 1

    def _is_titled(self, previous: Paragraph, line: str) -> bool:
        """Whether the paragraph is the title of an article like those of its sisters."""
        if self.titles < _MIN_TITLES or self.titles < 3 * self.untitled or len(self.out) < 2:
            return False
        bare = _BARE_HEADING.fullmatch(self.out[-2].text)
        return bare is not None and is_article_title(previous.text, line)

    def _ends_court_note(
        self, previous: Paragraph, lines: list[str], index: int, length: int
    ) -> bool:
        """Whether lines cite the decision that the note in brackets above tells of."""
        if previous.text[0] != "(" or not lines[index].startswith(_COURT):
            return False
        whole = " ".join([previous.text, *lines[index : index + max(length, 1)]])
        return read_petit_line(whole) is not None
