"""Kinds of units and their Akoma Ntoso 3.0 elements: one table, read both ways.

Georgian პუნქტი is the element ``paragraph``, ქვეპუნქტი is ``point``; what the standard has no
element for (აბზაცი, შენიშვნა, an unnumbered heading, text without a place) is an
``hcontainer`` told apart by ``name``. The last columns are the segment of an eId and how a
token that is not made of digits is read there (docs/decisions/0002-identifiers.md).

>>> SHAPES[Kind.POINT].element, SHAPES[Kind.POINT].prefix
('paragraph', 'para')
>>> kind_of("hcontainer", "abzaci") is Kind.PARAGRAPH
True
"""

from __future__ import annotations

from dataclasses import dataclass

from schemas.model import Kind
from schemas.numbers import Series

AKN = "http://docs.oasis-open.org/legaldocml/ns/akn/3.0"
OWN = "https://matsne.gov.ge/ns/akn/1.0"  # our attributes and proprietary metadata


@dataclass(frozen=True, slots=True)
class Shape:
    """How one kind is written. ``series`` reads tokens without digits („i“, „a“)."""

    element: str
    prefix: str
    name: str | None = None
    series: Series = "roman"


SHAPES: dict[Kind, Shape] = {
    Kind.BOOK: Shape("book", "book"),
    Kind.PART: Shape("part", "part"),
    Kind.CHAPTER: Shape("chapter", "chp"),
    Kind.SUBCHAPTER: Shape("subchapter", "subchp"),
    Kind.GROUP: Shape("hcontainer", "group", "group"),
    Kind.ARTICLE: Shape("article", "art"),
    Kind.CLAUSE: Shape("clause", "cl"),
    Kind.POINT: Shape("paragraph", "para"),
    Kind.SUBPOINT: Shape("point", "point", series="letter"),
    Kind.PARAGRAPH: Shape("hcontainer", "p", "abzaci"),
    Kind.NOTE: Shape("hcontainer", "note", "note", series="letter"),
    Kind.UNPLACED: Shape("hcontainer", "unplaced", "unplaced"),
    Kind.TEXT: Shape("p", "p"),
    Kind.TABLE: Shape("table", "table", series="letter"),
    Kind.ANNEX: Shape("attachment", "att"),
}

SECTION_ELEMENTS: dict[Kind, str] = {
    Kind.COVER: "preface",
    Kind.PREAMBLE: "preamble",
    Kind.BODY: "body",  # „mainBody“ in an annex
    Kind.CONCLUSIONS: "conclusions",
    Kind.END_LIST: "container",  # the last one in „conclusions“
}
SECTION_EIDS: dict[Kind, str] = {
    Kind.COVER: "cover",
    Kind.PREAMBLE: "preamble",
    Kind.BODY: "body",
    Kind.CONCLUSIONS: "conclusions",
    Kind.END_LIST: "endlist",
}

_BY_ELEMENT = {(shape.element, shape.name): kind for kind, shape in SHAPES.items()}


def kind_of(element: str, name: str | None = None) -> Kind | None:
    """The kind an element stands for; ``name`` counts for ``hcontainer`` only."""
    return _BY_ELEMENT.get((element, name if element == "hcontainer" else None))
