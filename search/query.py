"""What can be asked: the syntax tree of the query language, and how it is printed.

A :class:`Query` is a tree of words beside the two things that hold for all of it: the day
(``asOf:``) and the period (``status:in-force|future|historical|any``). Printing is canonical:
``parse(str(query)) == query`` for every query that :func:`search.language.parse` gives.

>>> str(Query(And((Word("მუხლი"), Not(Word("ბათილი")))), as_of="2015-03-01"))
'მუხლი -ბათილი asOf:2015-03-01'
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TypeAlias

DELIMITERS = frozenset('()|"„“”«»')  # and white space: what ends a word


class Period(StrEnum):
    """Which versions of a unit count, seen from the day of the query."""

    IN_FORCE = "in-force"  # the wording of that day (the default)
    FUTURE = "future"  # wording that starts after that day
    HISTORICAL = "historical"  # wording that ended on that day or before
    ANY = "any"  # every wording


@dataclass(frozen=True, slots=True)
class Word:
    """One word in any inflection; ``exact`` (``=word``): this form only."""

    text: str
    exact: bool = False

    def __str__(self) -> str:
        return ("=" if self.exact else "") + self.text


@dataclass(frozen=True, slots=True)
class Phrase:
    """Words in this order; each in any inflection unless ``exact``."""

    text: str
    exact: bool = False

    def __str__(self) -> str:
        return ("=" if self.exact else "") + quoted(self.text)


@dataclass(frozen=True, slots=True)
class Prefix:
    """Words that begin so: ``იპოთეკ*``."""

    text: str

    def __str__(self) -> str:
        return self.text + "*"


@dataclass(frozen=True, slots=True)
class Near:
    """Two words or phrases in any order, at most ``distance`` words between them."""

    left: Word | Phrase
    right: Word | Phrase
    distance: int = 5

    def __str__(self) -> str:
        return f"{self.left} NEAR/{self.distance} {self.right}"


class FieldName(StrEnum):
    """Fields that narrow a query. Names are read without regard to letter case."""

    TITLE = "title"  # words of the act's title
    IN = "in"  # one act: IRI, Matsne id, number, registration code, short name or title
    KIND = "kind"  # kind of act, in Georgian or as in an IRI
    ISSUER = "issuer"  # issuer, in Georgian or as in an IRI
    YEAR = "year"  # year of adoption: 2015 or 2010..2015
    SECTOR = "sector"  # leading digits of the registration code's classifier
    STATUS = "status"  # text | removed | repealed: state of the wording itself
    PETIT = "petit"  # words of the small notes under the unit
    CITES = "cites"  # refers to this act or unit: IRI, or citation in words
    CHANGED_BY = "changedBy"  # the amending act: IRI or number
    CHANGED_BETWEEN = "changedBetween"  # a change began in D1..D2, both days included


@dataclass(frozen=True, slots=True)
class Field:
    """``name:value``; years and days are checked, everything else is kept as it was said."""

    name: FieldName
    value: str

    def __str__(self) -> str:
        bare = not any(char in DELIMITERS or char.isspace() for char in self.value)
        return f"{self.name.value}:{self.value if bare else quoted(self.value)}"


@dataclass(frozen=True, slots=True)
class Not:
    """``-node``: what must not be there."""

    node: Node

    def __str__(self) -> str:
        loose = isinstance(self.node, And | Or | Near | Not)
        return f"-({self.node})" if loose else f"-{self.node}"


@dataclass(frozen=True, slots=True)
class And:
    """All of them (two or more)."""

    nodes: tuple[Node, ...]

    def __str__(self) -> str:
        return " ".join(_part(node) for node in self.nodes)


@dataclass(frozen=True, slots=True)
class Or:
    """At least one of them (two or more)."""

    nodes: tuple[Node, ...]

    def __str__(self) -> str:
        return " OR ".join(_part(node) for node in self.nodes)


Node: TypeAlias = Word | Phrase | Prefix | Near | Field | Not | And | Or


@dataclass(frozen=True, slots=True)
class Query:
    """A whole query. ``as_of`` None: the day on which it is asked (Tbilisi)."""

    node: Node | None = None
    as_of: str | None = None
    period: Period = Period.IN_FORCE

    def __str__(self) -> str:
        parts = [str(self.node)] if self.node is not None else []
        if self.as_of is not None:
            parts.append(f"asOf:{self.as_of}")
        if self.period is not Period.IN_FORCE or not parts:
            parts.append(f"status:{self.period.value}")
        return " ".join(parts)


def quoted(text: str) -> str:
    """A text in quotes, so that it is read back as it is."""
    escaped = text.replace("\\", "\\\\").replace('"', '\\"')
    return f'"{escaped}"'


def _part(node: Node) -> str:
    return f"({node})" if isinstance(node, And | Or) else str(node)
