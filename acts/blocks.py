"""From the blocks of a formatted document to one text with segments.

Word files and pages of the Herald name the same paragraph styles; what a style proves (the
title, the heading of an article, a petit) is kept as the role of a segment. A table keeps its
rows and cells: rows are lines, cells are set apart by tabs, a line break inside a cell is
:data:`acts.source.CELL_BREAK`.

>>> source = assemble([Block("მუხლი 1", "muxlixml"), Grid([["ა", "ბ\\nგ"]])], "", "html")
>>> source.text, [segment.role for segment in source.segments]
('მუხლი 1\\nა\\tბ\\u2028გ', ['heading', 'table'])
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from acts.assembly import Assembly
from acts.cleaning import clean
from acts.headings import read_annex_heading
from acts.petits import read_petit_line
from acts.source import CELL_BREAK, BadSource, Defect, Role, Source
from schemas.model import Particulars

_TITLE = frozenset({"sataurixml", "satauri"})
_DIVISION = frozenset(
    {"wignixml", "karixml", "tavixml", "zogadinacilixml", "gansakutrebulinacilixml", "nawilixml"}
)
_DIVISION_WORDS = re.compile(
    r"[„“\"]?\s*(?:წიგნი|კარი|თავი|ქვეთავი|ნაწილი|ზოგადი|განსაკუთრებული|კერძო)(?![ა-ჰ])"
)
_ARTICLE_WORD = re.compile(r"[„“\"]?\s*მუხლი(?![ა-ჰ])")
_NUMBER_ABOVE = {
    "tavisataurixml": "tavixml",
    "karisataurixml": "karixml",
    "wignisataurixml": "wignixml",
}
_ENCLOSURE = re.compile(r"DOCUMENT:\d+;ENCLOSURE:\d+;")
_STYLE_NUMBER = re.compile(r"\d+$")
_LATIN_SHARE = 50  # a text with fewer Georgian letters than one in so many is not read


@dataclass(slots=True)
class Block:
    """One paragraph with the container's names of its style and of the bookmark at its head.
    Line breaks inside are ``\\n``."""

    text: str
    style: str = ""
    anchor: str = ""


@dataclass(slots=True)
class Grid:
    """A table: rows of cells, one text a cell, lines inside a cell set apart by ``\\n``."""

    rows: list[list[str]] = field(default_factory=list)


def assemble(
    parts: Iterable[Block | Grid],
    sha256: str,
    format_name: str,
    particulars: Particulars | None = None,
    defects: Iterable[Defect] = (),
) -> Source:
    """One text of the blocks. Raises BadSource ``no-georgian-text``."""
    writer = _Writer()
    for part in parts:
        if isinstance(part, Block):
            writer.block(part)
        else:
            writer.grid(part)
    text = writer.assembly.text
    refuse_foreign_letters(text)
    known = particulars or Particulars()
    if writer.title:  # the document's own: a page around it prints today's
        known.title = " ".join(" ".join(writer.title).split())
    return Source(
        text=text,
        sha256=sha256,
        format=format_name,
        particulars=known,
        segments=tuple(writer.assembly.segments),
        defects=(*defects, *writer.assembly.defects),
    )


def side_by_side(cells: list[list[Block | Grid]]) -> Iterator[Block | Grid]:
    """The blocks of the cells of one row of a frame; short cells side by side („office“,
    „name“) are one line."""
    filled = [kept for cell in cells if (kept := [one for one in cell if _has_words(one)])]
    line = [one for cell in filled for one in cell if isinstance(one, Block)]
    if len(filled) > 1 and len(line) == len(filled) == sum(map(len, filled)):
        text = " ".join(block.text.strip() for block in line)
        yield Block(text, line[0].style, line[0].anchor)
        return
    for cell in filled:
        yield from cell


def _has_words(part: Block | Grid) -> bool:
    return isinstance(part, Grid) or bool(part.text.strip())


def begins_annex(anchor: str) -> bool:
    """Whether a bookmark of the older layout stands at the head of an annex.

    >>> begins_annex("DOCUMENT:1;ENCLOSURE:2;"), begins_annex("DOCUMENT:1;ENCLOSURE:2;HEADER:1;")
    (True, False)
    """
    return _ENCLOSURE.fullmatch(anchor) is not None


def refuse_foreign_letters(text: str) -> None:
    """Refuse words whose letters are not Georgian: a text layer in a font's own coding is no
    text. A text without any letter is let through. Raises BadSource ``no-georgian-text``."""
    letters = sum(map(str.isalpha, text))
    georgian = sum("ა" <= char <= "ჿ" or "\u1c90" <= char <= "\u1cbf" for char in text)
    if letters and georgian * _LATIN_SHARE < letters:
        cause = f"{georgian} Georgian letters among {letters}"
        raise BadSource("no-georgian-text", "text", cause)


class _Writer:
    """Puts blocks into an assembly; the title is what has its style before the first unit."""

    def __init__(self) -> None:
        self.assembly = Assembly()
        self.title: list[str] = []
        self.begun = False
        self.style = ""  # of the block before

    def block(self, block: Block) -> None:
        text = clean(block.text).replace("\t", " ").strip()
        if not text:
            return
        role = self._role(text, block)
        if role == "title":
            self.title.append(text)
        elif self.title or role in ("heading", "group"):
            self.begun = True
        self.assembly.add(text, role, block.style, block.anchor)

    def grid(self, grid: Grid) -> None:
        rows = [[_cell(cell) for cell in row] for row in grid.rows]
        below: list[str] = []
        while rows and (petits := _petits_of(rows[-1])):
            below = petits + below
            rows.pop()
        if any(any(row) for row in rows):
            self.begun = self.begun or bool(self.title)
            self.assembly.add("\n".join("\t".join(row) for row in rows), "table")
        elif rows:
            above = self.assembly.parts[-1][-40:] if self.assembly.parts else ""
            shape = f"{len(rows)} rows, {max(map(len, rows))} columns"
            self.assembly.miss("empty-table", f"after „{above}“", shape)
        for petit in below:
            self.assembly.add(petit, "petit")

    def _role(self, text: str, block: Block) -> Role:
        if begins_annex(block.anchor):
            return "annex"
        style = _STYLE_NUMBER.sub("", block.style.lower())
        if style in _TITLE and not self.begun:
            return "title"
        if style == "muxlixml" and _ARTICLE_WORD.match(text):
            return "heading"
        before, self.style = self.style, style
        if style == "danartixml" and read_annex_heading(text) is not None:
            return "annex"
        if style in _DIVISION and _DIVISION_WORDS.match(text):
            return "group"
        if style in _NUMBER_ABOVE and _NUMBER_ABOVE[style] != before:
            return "group"  # the title of a division whose number the document does not show
        if style == "mypetit":
            return "petit"
        return "line"


def _cell(text: str) -> str:
    lines = (line.strip() for line in clean(text).replace("\t", " ").split("\n"))
    return CELL_BREAK.join(line for line in lines if line)


def _petits_of(row: list[str]) -> list[str]:
    """The petits that a row is: its only words are petits, printed in the table's last row."""
    words = [cell for cell in row if cell]
    if len(words) != 1:
        return []
    lines = words[0].split(CELL_BREAK)
    return lines if all(read_petit_line(line) for line in lines) else []
