"""The search room seen from outside: documents, hits, pages, and what every engine does.

A document is one wording of one unit (an article; a point where the act has no articles; the
preamble, an annex without articles…), indexed once for the whole half-open interval in which it
holds. Hits are folded by unit: of several wordings that match, the best one stands for all.

    from search.engines import open_engine
    from search.language import parse

    with open_engine(path) as engine:
        page = engine.search(Search(parse("იპოთეკა asOf:2015-03-01"), limit=20))
        page.total, page.facets["kind"], page.hits[0].version.iri
        while page.cursor:
            page = engine.search(Search(parse("იპოთეკა asOf:2015-03-01"), cursor=page.cursor))

Engines are safe for one writing and many reading threads. Days are ISO days of Tbilisi.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from types import TracebackType
from typing import Literal, Protocol, Self

from schemas.iri import Iri
from search.query import Query

State = Literal["text", "removed", "repealed"]
Facet = Literal["kind", "issuer", "year", "sector", "state"]
FACETS: tuple[Facet, ...] = ("kind", "issuer", "year", "sector", "state")
MAX_LIMIT = 200


class Sort(StrEnum):
    """Order of hits. Ties keep one order as long as a snapshot is walked."""

    RELEVANCE = "relevance"
    NEWEST = "newest"  # wording that began last comes first
    OLDEST = "oldest"


class Moment(StrEnum):
    """Where a wording stands seen from the day of the query."""

    IN_FORCE = "in-force"
    FUTURE = "future"
    HISTORICAL = "historical"


@dataclass(frozen=True, slots=True)
class UnitVersion:
    """One wording of one unit. ``None``: not known; empty: there is none.

    ``work``, ``expression`` and the IRIs in ``cites`` and ``changed_by`` are whole IRIs.
    ``expression`` is the first version of the act that carries this wording. ``valid_from``
    None: no day is proved; then ``not_before`` may still say from when it can hold at most (the
    last change its petits tell, or the adoption). ``valid_to`` None: until further notice.
    """

    work: str
    wid: str
    eid: str
    expression: str
    valid_from: str | None
    valid_to: str | None
    unit: str  # kind of unit (schemas.model.Kind): „article“, „point“, „annex“, „preamble“…
    number: str  # of the unit: „37^1“; empty where it has none
    label: str  # as printed: „მუხლი 37^1.“
    heading: str
    text: str  # legal text in lines, label and heading left out; superscripts as ^N
    containers: str  # headings above it: „თავი II. ზიანის ანაზღაურება“, one a line
    title: str  # today's title of the act
    kind: str  # slug as in the IRI: „kanoni“; empty where it is not known
    issuer: str  # slug, with its place where it is local: „dusheti/sakrebulo“
    year: int | None  # of adoption
    sector: str  # the 9 digits of the registration code's classifier, or empty
    act_number: str
    adopted: str | None
    state: State = "text"  # „repealed“: the whole act lost force, its text stays
    petits: tuple[str, ...] = ()  # as printed, oldest first
    cites: tuple[str, ...] = ()  # works and units it refers to
    changed_by: tuple[str, ...] = ()  # IRIs of the acts that made this wording
    changed_on: tuple[str, ...] = ()  # days of it; where only a petit tells, of publication
    place: int = 0  # order in the act
    not_before: str | None = None
    repealed_on: str | None = None  # day of the act by which the whole act lost force
    names: tuple[str, ...] = ()  # other names of the act: Matsne id, code, short names

    @property
    def unit_id(self) -> str:
        """The unit for its whole life: what hits are folded by."""
        return f"{self.work}#{self.wid}"

    @property
    def key(self) -> str:
        """This wording: unique in an index."""
        return f"{self.unit_id}@{self.valid_from or ''}"

    @property
    def iri(self) -> str:
        """The unit in the version that first carried this wording; it always leads there.

        The act itself where the unit has no eId.
        """
        expression = Iri.parse(self.expression)
        return str(expression.at(self.eid)) if self.eid else str(expression)

    @property
    def begins(self) -> str | None:
        """First day on which the wording may have held; None: nothing is known."""
        return self.valid_from or self.not_before

    @property
    def ends(self) -> str | None:
        """First day on which it held no more. An act repealed on a day not known never counts
        as in force: its interval is empty."""
        if self.state == "repealed" and self.valid_to is None:
            return self.repealed_on or self.begins or "0001-01-01"
        return self.valid_to

    def moment(self, day: str) -> Moment:
        """Whether the wording holds on a day, began after it, or ended before."""
        if self.begins is not None and day < self.begins:
            return Moment.FUTURE
        if self.ends is not None and self.ends <= day:
            return Moment.HISTORICAL
        return Moment.IN_FORCE


Span = tuple[int, int]  # start, end: character offsets


@dataclass(frozen=True, slots=True)
class Snippet:
    """A piece of the wording around the words found. ``marks`` are offsets in ``text``;
    ``start`` is where the piece begins in the wording's own text."""

    text: str
    marks: tuple[Span, ...] = ()
    start: int = 0

    def marked(self, before: str = "«", after: str = "»") -> str:
        """The piece with marks around what was found.

        >>> Snippet("მუხლი 5 ძალაშია", ((6, 7),)).marked("<", ">")
        'მუხლი <5> ძალაშია'
        """
        out, last = [], 0
        for start, end in self.marks:
            out += [self.text[last:start], before, self.text[start:end], after]
            last = end
        return "".join([*out, self.text[last:]])


@dataclass(frozen=True, slots=True)
class Hit:
    """A unit that answers. ``wordings``: how many of its wordings match the query."""

    version: UnitVersion
    score: float
    moment: Moment
    heading: Snippet  # label and heading, words found marked
    snippets: tuple[Snippet, ...]
    wordings: int = 1


@dataclass(frozen=True, slots=True)
class FacetValue:
    """One value of a facet and how many units of the whole answer carry it.

    The value can be put into the query as it is: ``kind:`` + value.
    """

    value: str
    count: int


@dataclass(frozen=True, slots=True)
class Snapshot:
    """A state of the index. Generations grow; a rebuilt index starts a new ``identity``."""

    identity: str
    generation: int
    documents: int
    works: int


@dataclass(frozen=True, slots=True)
class Page:
    """Part of an answer. ``total`` counts units and is exact, on every page of a walk.

    ``cursor`` asks for the next page of the same snapshot; None: this is the last.
    ``correction`` is the query spelled as the index knows it, where some word of it is unknown;
    of a query that finds nothing otherwise, the same words with ``OR``.
    """

    hits: tuple[Hit, ...]
    total: int
    facets: Mapping[str, tuple[FacetValue, ...]]
    cursor: str | None
    snapshot: Snapshot
    day: str  # the day the query was answered for
    correction: str | None = None


@dataclass(frozen=True, slots=True)
class Search:
    """A query and how its answer is wanted. ``today`` stands for a query without ``asOf:``.

    ``facets``: which to count; they are counted on the first page only.
    """

    query: Query
    limit: int = 20
    cursor: str | None = None
    sort: Sort = Sort.RELEVANCE
    facets: tuple[Facet, ...] = ()
    today: str | None = None
    snippets: int = 2  # at most so many a hit; 0: none


@dataclass(frozen=True, slots=True)
class Suggestion:
    """Help while typing: whole words that continue the last one, and a better spelling."""

    completions: tuple[str, ...] = ()
    correction: str | None = None


@dataclass(frozen=True, slots=True)
class Indexed:
    """What a change of the index did."""

    generation: int
    added: int
    deleted: int
    unchanged: int = field(default=0)


class Engine(Protocol):
    """One index at one place. Every engine passes the same contract tests."""

    name: str

    def index(self, documents: Iterable[UnitVersion]) -> Indexed:
        """Build the index anew from nothing. The old one answers until the new one is whole.

        Documents of one act stand together. Raises :class:`search.refusals.BadSearch`
        (``index-locked``).
        """

    def update(self, works: Mapping[str, Sequence[UnitVersion]]) -> Indexed:
        """Give these acts exactly these wordings; searchable when it returns.

        Wordings that are held already and did not change are left alone.
        """

    def delete(self, works: Iterable[str]) -> Indexed:
        """Take every wording of these acts out."""

    def search(self, wanted: Search) -> Page:
        """Answer a query. Raises :class:`search.refusals.BadSearch`."""

    def suggest(self, text: str, limit: int = 8) -> Suggestion:
        """Completions of the last word, most frequent first, and a correction."""

    def snapshot(self) -> Snapshot:
        """The state that a new query sees."""

    def close(self) -> None: ...

    def __enter__(self) -> Self: ...

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None: ...
