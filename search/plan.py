"""A query as every engine can carry it out: terms, phrases, prefixes and ranges over columns.

Compiling looks the words up in the analyser; what an engine does with the plan is only its own
query classes. Text stands in four fields of stems (``text``: label, heading and words of the
unit; ``heading``: label and heading alone; ``title``: title of the act and headings above the
unit; ``petit``) and one of exact forms (``exact``, parallel to ``text``).

>>> Compiler().node(Word("მუხლები", exact=True))
Term(field='exact', term='მუხლები', weight=1.0)
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from itertools import zip_longest
from typing import TypeAlias

from schemas.iri import BadIri, Iri, number_slug
from schemas.kinds import issuer_slug, kind_slug
from search.query import (
    And,
    Field,
    FieldName,
    Near,
    Node,
    Not,
    Or,
    Period,
    Phrase,
    Prefix,
    Query,
    Word,
)
from search.refusals import BadSearch
from search.tokens import FULL, Analysis, Token, tokens

FIRST_DAY, LAST_DAY = 0, 99_999_999
TITLE_WEIGHT, HEADING_WEIGHT, EXACT_WEIGHT, TOGETHER_WEIGHT = 0.2, 2.0, 0.4, 1.0


@dataclass(frozen=True, slots=True)
class Term:
    """Documents with this term. ``weight`` 0: it selects but does not score."""

    field: str
    term: str
    weight: float = 1.0


@dataclass(frozen=True, slots=True)
class Sequence:
    """Terms in this order, at most ``slop`` words out of place; without slop, side by side."""

    field: str
    terms: tuple[str, ...]
    slop: int = 0
    weight: float = 1.0


@dataclass(frozen=True, slots=True)
class Beginning:
    """Documents with a term that begins so."""

    field: str
    prefix: str
    weight: float = 1.0


@dataclass(frozen=True, slots=True)
class Range:
    """Documents whose number in a column lies in ``low``..``high``, both included."""

    column: str
    low: int
    high: int


@dataclass(frozen=True, slots=True)
class Everything:
    """Every document."""


@dataclass(frozen=True, slots=True)
class AllOf:
    parts: tuple[Plan, ...]


@dataclass(frozen=True, slots=True)
class AnyOf:
    parts: tuple[Plan, ...]


@dataclass(frozen=True, slots=True)
class Without:
    part: Plan


Plan: TypeAlias = Term | Sequence | Beginning | Range | Everything | AllOf | AnyOf | Without


@dataclass(frozen=True, slots=True)
class Whole:
    """A whole query: what selects, what only ranks, and what narrows without scoring."""

    selects: Plan
    ranks: tuple[Plan, ...]
    narrows: tuple[Plan, ...]


Readings = Callable[[str], tuple[str, ...]]  # Georgian words a Latin word may stand for
Cited = Callable[[str], tuple[str, ...]]  # IRIs that a citation in words names


def no_readings(_: str) -> tuple[str, ...]:
    """Latin words stand for themselves."""
    return ()


def no_citations(words: str) -> tuple[str, ...]:
    """Citations in words are not resolved here."""
    raise BadSearch("value-not-valid", 0, words)


@dataclass(frozen=True, slots=True)
class Compiler:
    """What compiling needs beside the query."""

    readings: Readings = no_readings
    cited: Cited = no_citations
    analysis: Analysis = FULL

    def whole(self, query: Query, day: int) -> Whole:
        """The plan of a query for a day (YYYYMMDD as a number)."""
        narrows = _period(query.period, day)
        if query.node is None:
            return Whole(Everything(), (), narrows)
        selects = self.node(query.node)
        if selects is None:
            raise BadSearch("query-empty", 0, str(query))
        return Whole(selects, tuple(self.ranking(query.node)), narrows)

    def node(self, node: Node) -> Plan | None:
        """None: nothing to look for in it."""
        match node:
            case Word() | Phrase():
                return self.words(node)
            case Prefix(text):
                return self.prefix(text)
            case Near():
                return self.near(node)
            case Field():
                return self.field(node)
            case Not(inner):
                part = self.node(inner)
                return None if part is None else Without(part)
            case And(nodes):
                return _joined(AllOf, [self.node(one) for one in _without_numero(nodes)])
            case Or(nodes):
                return _joined(AnyOf, [self.node(one) for one in nodes])

    def tokens(self, text: str) -> list[Token]:
        return list(tokens(text, self.analysis))

    def words(self, node: Word | Phrase) -> Plan | None:
        found = self.tokens(node.text)
        if node.exact:
            forms = tuple(token.exact for token in found)
            return _run("exact", forms) if forms else None
        if isinstance(node, Word) and len(found) == 1 and (read := self.readings(node.text)):
            return AnyOf(tuple(_anywhere(self.tokens(word)) for word in read))
        return _anywhere(found) if found else None

    def prefix(self, text: str) -> Plan | None:
        *before, last = [token.exact for token in self.tokens(text)] or [""]
        if not last:
            return None
        parts: list[Plan | None] = [self.words(Word(word)) for word in before]
        return _joined(AllOf, [*parts, Beginning("exact", last)])

    def near(self, node: Near) -> Plan | None:
        """Both orders of the two; of a phrase, the end that faces the other one."""
        left = [token.stem for token in self.tokens(node.left.text)]
        right = [token.stem for token in self.tokens(node.right.text)]
        if not left or not right:
            return _joined(AllOf, [self.words(node.left), self.words(node.right)])
        slop = node.distance
        orders = (
            Sequence("text", (left[-1], right[0]), slop),
            Sequence("text", (right[-1], left[0]), slop),
        )
        whole = [_run("text", tuple(side)) for side in (left, right) if len(side) > 1]
        return _joined(AllOf, [AnyOf(orders), *whole])

    def field(self, node: Field) -> Plan | None:
        name, value = node.name, node.value
        match name:
            case FieldName.TITLE:
                return self.every("title", value)
            case FieldName.PETIT:
                return self.every("petit", value)
            case FieldName.IN:
                act = Term("act", act_term(value), 0.0)
                return AnyOf((act, title)) if (title := self.every("title", value)) else act
            case FieldName.KIND:
                return Term("kind", kind_slug(value), 0.0)
            case FieldName.ISSUER:
                return Term("issuer", issuer_term(value), 0.0)
            case FieldName.YEAR:
                first, _, last = value.partition("..")
                return Range("year", int(first), int(last or first))
            case FieldName.SECTOR:
                return Beginning("sector", value, 0.0)
            case FieldName.STATUS:
                return Term("state", value, 0.0)
            case FieldName.CHANGED_BY:
                iri = value.startswith("/akn/")
                return Term("changed_by", act_term(value) if iri else number_slug(value), 0.0)
            case FieldName.CHANGED_BETWEEN:
                first, _, last = value.partition("..")
                return Range("changed_on", day_number(first), day_number(last))
            case FieldName.CITES:
                iris = (value,) if value.startswith("/akn/") else self.cited(value)
                return AnyOf(tuple(Term("cites", cited_term(iri), 0.0) for iri in iris))

    def every(self, field: str, words: str) -> Plan | None:
        """Every word of a value in one field."""
        return _joined(AllOf, [Term(field, token.stem) for token in self.tokens(words)])

    def ranking(self, node: Node) -> Iterator[Plan]:
        """What makes a hit better: the very form, the heading, words that stand together."""
        read = (next(iter(self.readings(text)), text) for text in _positive(node))
        found = [token for text in read for token in self.tokens(text)]
        for token in found[:12]:
            yield Term("heading", token.stem, HEADING_WEIGHT)
            yield Term("exact", token.exact, EXACT_WEIGHT)
        if 2 <= len(found) <= 6 and not isinstance(node, Phrase):
            yield Sequence("text", tuple(token.stem for token in found), 3, TOGETHER_WEIGHT)


def _without_numero(nodes: tuple[Node, ...]) -> Iterator[Node]:
    """Leaves out the sign of „N 45“: the number is what counts."""
    for node, following in zip_longest(nodes, nodes[1:]):
        sign = isinstance(node, Word) and node.text in ("N", "n")
        if not (sign and isinstance(following, Word) and following.text[:1].isdigit()):
            yield node


def _positive(node: Node) -> Iterator[str]:
    """Texts of words and phrases that are wanted, in order."""
    match node:
        case Word(text) | Phrase(text):
            yield text
        case Near(left, right):
            yield left.text
            yield right.text
        case And(nodes) | Or(nodes):
            for one in nodes:
                yield from _positive(one)
        case _:
            return


def _anywhere(found: list[Token]) -> Plan:
    stems = tuple(token.stem for token in found)
    return AnyOf((_run("text", stems), _run("title", stems, TITLE_WEIGHT)))


def _run(field: str, terms: tuple[str, ...], weight: float = 1.0) -> Plan:
    if len(terms) == 1:
        return Term(field, terms[0], weight)
    return Sequence(field, terms, 0, weight)


def _joined(kind: type[AllOf] | type[AnyOf], parts: list[Plan | None]) -> Plan | None:
    held = tuple(part for part in parts if part is not None)
    if not held:
        return None
    return held[0] if len(held) == 1 else kind(held)


def _period(period: Period, day: int) -> tuple[Plan, ...]:
    """The half-open intervals that count: ``begins <= day < ends`` for the wording in force."""
    if period is Period.IN_FORCE:
        return (Range("begins", FIRST_DAY, day), Range("ends", day + 1, LAST_DAY))
    if period is Period.FUTURE:
        return (Range("begins", day + 1, LAST_DAY),)
    if period is Period.HISTORICAL:
        return (Range("ends", FIRST_DAY, day),)
    return ()


def day_number(iso: str) -> int:
    """A day as a number that orders like it: ``2015-03-01`` → 20150301."""
    return int(iso.replace("-", ""))


def act_term(value: str) -> str:
    """The one form in which an act is named: an IRI as it is, words folded, № left out.

    >>> act_term("№ 786-IIს"), act_term("სსკ")
    ('786-iiს', 'სსკ')
    """
    if value.startswith("/akn/"):
        try:
            return str(Iri.parse(value).work)
        except BadIri:
            return value
    return "".join(value.lower().replace("№", "").split())


def issuer_term(value: str) -> str:
    """An issuer as in the index, from its name, its slug, or place and slug."""
    if value.isascii():
        return value.lower()
    place, body = issuer_slug(value)
    return f"{place}/{body}" if place else body


def cited_term(iri: str) -> str:
    """Work and eId of a unit: what is cited is the same in every version of the act."""
    try:
        parsed = Iri.parse(iri)
    except BadIri:
        raise BadSearch("value-not-valid", 0, iri) from None
    return f"{parsed.work}#{parsed.eid}" if parsed.eid else str(parsed.work)
