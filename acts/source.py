"""A source as it came in: its bytes by hash, its plain text, and what the container said.

Every later reading (structure, operations) points into :attr:`Source.text` by character
offsets, so the text is made once, by the reader, and never changed afterwards.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Literal

from schemas.model import Particulars

Role = Literal["title", "group", "heading", "content", "line", "table", "petit", "annex"]
CELL_BREAK = "\u2028"  # a line break inside a cell; rows of a table end with \n, cells with \t


class BadSource(ValueError):
    """Input that cannot be read. ``name`` is stable, ``place`` says where („line 3“, „byte 17“).

    Names: ``empty-source``, ``not-text``, ``wrong-encoding``, ``too-large``, ``broken-json``,
    ``broken-xml``, ``forbidden-entity``, ``no-georgian-text``, ``unknown-format``,
    ``broken-archive``, ``broken-pdf``, ``encrypted``, ``not-lossless``, ``not-valid``,
    ``internal-error``.
    """

    def __init__(self, name: str, place: str, cause: str) -> None:
        super().__init__(f"{name} at {place}: {cause}")
        self.name, self.place, self.cause = name, place, cause


@dataclass(frozen=True, slots=True)
class Segment:
    """A stretch ``text[start:end]`` whose role the container gave.

    ``table``: rows as lines, cells set apart by tabs, :data:`CELL_BREAK` inside a cell.
    ``petit``: a paragraph of the style of petits. ``annex``: the first line of an annex.
    ``style`` is the name that the container gives such paragraphs („muxlixml“), ``anchor`` the
    bookmark at its head („part_32“, „DOCUMENT:1;ARTICLE:2;“); both empty where it has none.
    """

    start: int
    end: int
    role: Role
    style: str = ""
    anchor: str = ""


@dataclass(frozen=True, slots=True)
class Defect:
    """A defect of the copy, found by the reader („copied-label“: a label that repeats text)."""

    name: str
    place: str
    detail: str


@dataclass(frozen=True, slots=True)
class Source:
    """One source. ``sha256`` is of the original bytes; ``format`` names the reader."""

    text: str
    sha256: str
    format: str  # „matsne-json“, „text“, „html“, „docx“, „pdf“, „akn“
    particulars: Particulars = field(default_factory=Particulars)
    segments: tuple[Segment, ...] = ()
    defects: tuple[Defect, ...] = ()
