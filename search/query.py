"""What can be asked: the syntax tree of the query language, and how it is printed.

A :class:`Query` is a tree of words beside the two things that hold for all of it: the day
(``asOf:``) and the period (``status:in-force|future|historical|any``). Printing is canonical:
``parse(str(query)) == query`` for every query (:func:`search.language.parse` is the reader).

>>> str(Query(And((Word("მუხლი"), Not(Word("ბათილი")))), as_of="2015-03-01"))
'მუხლი -ბათილი asOf:2015-03-01'
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TypeAlias


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
        return ("=" if self.exact else "") + _bare_or_quoted(self.text)


@dataclass(frozen=True, slots=True)
class Phrase:
    """Words in this order; each in any inflection unless ``exact``."""

    text: str
    exact: bool = False

    def __str__(self) -> str:
        return ("=" if self.exact else "") + _quoted(self.text)


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
    IN = "in"  # one act: IRI, Matsne id, number, registration code or short name
    KIND = "kind"  # kind of act, in Georgian or as in an IRI
    ISSUER = "issuer"  # issuer, in Georgian or as in an IRI
    YEAR = "year"  # year of adoption: 2015 or 2010..2015
    SECTOR = "sector"  # leading digits of the registration code's classifier
    STATUS = "status"  # removed | repealed | text: state of the wording itself
    PETIT = "petit"  # words of the small notes under the unit
    CITES = "cites"  # refers to this act or unit: IRI or citation in words
    CHANGED_BY = "changedBy"  # the amending act: IRI or number
    CHANGED_BETWEEN = "changedBetween"  # wording that began in D1..D2 (D2 included)


@dataclass(frozen=True, slots=True)
class Field:
    """``name:value``; the value is kept as it was said."""

    name: FieldName
    value: str

    def __str__(self) -> str:
        return f"{self.name.value}:{_bare_or_quoted(self.value)}"


@dataclass(frozen=True, slots=True)
class Not:
    """``-node``: what must not be there."""

    node: Node

    def __str__(self) -> str:
        return "-" + _grouped(self.node, tight=True)


@dataclass(frozen=True, slots=True)
class And:
    """All of them (two or more)."""

    nodes: tuple[Node, ...]

    def __str__(self) -> str:
        return " ".join(_grouped(node) for node in self.nodes)


@dataclass(frozen=True, slots=True)
class Or:
    """At least one of them (two or more)."""

    nodes: tuple[Node, ...]

    def __str__(self) -> str:
        return " OR ".join(_grouped(node) for node in self.nodes)


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
        if len(parts) > 1 and isinstance(self.node, Or):
            parts[0] = f"({parts[0]})"
        return " ".join(parts)


_PLAIN = frozenset('"„“”«»()=*:-| \t\n\r\v\f')
_WORDS_OF_SYNTAX = frozenset({"OR", "NEAR", "AND", "NOT", "ან", "და"})


def _bare_or_quoted(text: str) -> str:
    """A word as it is, or in quotes where the reader would take it for something else."""
    inner = text.replace("-", "").replace(":", "") if text[:1] not in {"-", ":"} else text
    bare = text and not (_PLAIN & set(inner)) and not any(char.isspace() for char in text)
    if bare and ":" not in text and text not in _WORDS_OF_SYNTAX and text[:4] != "NEAR":
        return text
    return _quoted(text)


def _quoted(text: str) -> str:
    escaped = text.replace("\\", "\\\\").replace('"', '\\"')
    return f'"{escaped}"'


def _grouped(node: Node, *, tight: bool = False) -> str:
    needs = isinstance(node, And | Or) or (tight and isinstance(node, Near | Not))
    return f"({node})" if needs else str(node)
