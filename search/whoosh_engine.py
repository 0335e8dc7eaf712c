"""The default engine, for an office's acts and the demo: Whoosh, pure Python.

Whoosh is asked for less than it offers (docs/decisions/0008-search-engines.md): every match is
walked and ranked here, because its own top-ten short cut gives wrong answers over two fields;
days are columns and a filter, because its numeric ranges lose documents; files are synced here,
because its commit does not. A searcher is used by one thread at a time.
"""

from __future__ import annotations

import heapq
import threading
from array import array
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from importlib.metadata import version as library_version
from pathlib import Path
from typing import Any

from whoosh import query as wq
from whoosh.analysis import SpaceSeparatedTokenizer
from whoosh.columns import NumericColumn, RefBytesColumn
from whoosh.fields import COLUMN, ID, KEYWORD, STORED, TEXT, Schema
from whoosh.index import Index, LockError, create_in, open_dir

from search.base import BaseEngine, View
from search.fields import NAME_FIELDS, Draft, Record, load
from search.marker import sync_files
from search.plan import (
    AllOf,
    AnyOf,
    Beginning,
    Everything,
    Plan,
    Range,
    Term,
    Whole,
    Without,
)
from search.plan import (
    Sequence as Run,
)
from search.protocol import Facet, Sort, UnitVersion
from search.refusals import BadSearch

_FACETS = ("kind", "issuer", "year", "sector", "state")
_NUMBERS = {"unit": "q", "begins": "i", "ends": "i"}
_BUILD_MEMORY = 256  # MB


def schema() -> Schema:
    """The fields of a document. Numbers that ranges ask for are terms of one length."""
    found = Schema(stored=STORED, mark=ID)
    for name in ("text", "exact", "title"):
        found.add(name, TEXT(analyzer=SpaceSeparatedTokenizer()))
    for name in ("heading", "petit"):
        found.add(name, TEXT(analyzer=SpaceSeparatedTokenizer(), phrase=False))
    for name in (*NAME_FIELDS, "year", "changed_on"):
        found.add(name, KEYWORD)
    for name, code in _NUMBERS.items():
        found.add(f"{name}_column", COLUMN(NumericColumn(code)))
    for name in _FACETS:
        found.add(f"{name}_column", COLUMN(RefBytesColumn()))
    return found


class WhooshEngine(BaseEngine):
    """Whoosh at a place."""

    name = "whoosh"
    library = f"whoosh {library_version('Whoosh')}"

    def build(self, folder: Path, documents: Iterable[Record]) -> None:
        writer = create_in(str(folder), schema()).writer(limitmb=_BUILD_MEMORY)
        for one in documents:
            writer.add_document(**_document(one))
        writer.commit(optimize=True)
        sync_files(folder)

    def change(self, folder: Path, works: Mapping[str, Sequence[Draft]]) -> tuple[int, int, int]:
        index = open_dir(str(folder))
        try:
            writer = index.writer()
        except LockError as error:
            raise BadSearch("index-locked", 0, str(folder)) from error
        added = deleted = same = 0
        with index.reader() as reader:
            for work, documents in works.items():
                held = _marks(reader, work)
                wanted = {str(one.mark): one for one in documents}
                for mark in held.keys() - wanted.keys():
                    writer.delete_document(held[mark])
                for mark in wanted.keys() - held.keys():
                    writer.add_document(**_document(wanted[mark].record()))
                added += len(wanted.keys() - held.keys())
                deleted += len(held.keys() - wanted.keys())
                same += len(held.keys() & wanted.keys())
        writer.commit()
        sync_files(folder)
        return added, deleted, same

    def view(self, folder: Path) -> View:
        return WhooshView(open_dir(str(folder)))


def _document(one: Record) -> dict[str, object]:
    numbers = {"unit": one.unit, "begins": one.begins, "ends": one.ends}
    facets = {name: (*one.names.get(name, ()), "")[0] for name in _FACETS}
    facets["year"] = str(one.year or "")
    return {
        **one.texts,
        **{name: " ".join(terms) for name, terms in one.names.items()},
        **{f"{name}_column": number for name, number in numbers.items()},
        **{f"{name}_column": value.encode() for name, value in facets.items()},
        "year": f"{one.year:04}" if one.year else "",
        "changed_on": " ".join(f"{day:08}" for day in one.changed_on),
        "mark": str(one.mark),
        "stored": {"mark": str(one.mark), "unit": one.stored},
    }


def _marks(reader: Any, work: str) -> dict[str, int]:
    """Marks of the documents of a work, with their numbers."""
    if ("work", work) not in reader:
        return {}
    numbers = reader.postings("work", work).all_ids()
    return {reader.stored_fields(n)["stored"]["mark"]: n for n in numbers}


class WhooshView:
    """A searcher over one commit. Columns that every query needs are held in memory."""

    def __init__(self, index: Index) -> None:
        self.lock = threading.RLock()
        self.searcher = index.searcher()
        self.reader = self.searcher.reader()
        self.numbers = {name: self._column(name, code) for name, code in _NUMBERS.items()}
        self.matched: tuple[Whole | None, list[int]] = (None, [])  # the last query asked
        self.days: dict[tuple[tuple[str, int, int], ...], bytearray] = {}

    def _column(self, name: str, code: str) -> array[int]:
        if not self.reader.doc_count_all():
            return array(code)
        column = self.reader.column_reader(f"{name}_column")
        return array(code, (column[n] for n in range(self.reader.doc_count_all())))

    def find(self, plan: Whole, sort: Sort, limit: int) -> list[tuple[int, float]]:
        return self.found(plan, sort, limit)[0]

    def found(self, plan: Whole, sort: Sort, limit: int) -> tuple[list[tuple[int, float]], int]:
        with self.lock:
            matches = list(self._matches(plan, ranked=sort is Sort.RELEVANCE))
            self.matched = (plan, [number for number, _ in matches])
        if sort is Sort.RELEVANCE:
            best = heapq.nsmallest(limit, ((-score, number) for number, score in matches))
            return [(number, -score) for score, number in best], len(matches)
        begins = self.numbers["begins"]
        sign = -1 if sort is Sort.NEWEST else 1
        ordered = heapq.nsmallest(limit, ((sign * begins[n], n) for n, _ in matches))
        return [(number, 0.0) for _, number in ordered], len(matches)

    def count(self, plan: Whole) -> int:
        with self.lock:
            return sum(1 for _ in self._matches(plan, ranked=False))

    def facets(self, plan: Whole, names: Sequence[Facet]) -> dict[Facet, dict[str, int]]:
        with self.lock:
            if not self.reader.doc_count_all():
                return {name: {} for name in names}
            held, matches = self.matched
            if held != plan:
                matches = [number for number, _ in self._matches(plan, ranked=False)]
            return {name: self._values(name, matches) for name in names}

    def _values(self, facet: Facet, numbers: list[int]) -> dict[str, int]:
        column = self.reader.column_reader(f"{facet}_column")
        counts = Counter(column[number] for number in numbers)
        return {value.decode(): count for value, count in counts.items() if value}

    def units(self, addresses: Sequence[int]) -> list[int]:
        return [self.numbers["unit"][number] for number in addresses]

    def load(self, address: int) -> UnitVersion:
        with self.lock:
            return load(self.reader.stored_fields(address)["stored"]["unit"])

    def frequency(self, field: str, term: str) -> int:
        with self.lock:
            return int(self.reader.doc_frequency(field, term))

    def starting(self, field: str, prefix: str, limit: int) -> list[tuple[str, int]]:
        with self.lock:
            terms = [term.decode() for term in self.reader.expand_prefix(field, prefix)]
            counted = ((term, int(self.reader.doc_frequency(field, term))) for term in terms)
            return heapq.nsmallest(limit, counted, key=lambda one: (-one[1], one[0]))

    def close(self) -> None:
        with self.lock:
            self.searcher.close()

    def _matches(self, plan: Whole, *, ranked: bool) -> Iterator[tuple[int, float]]:
        """Every document that answers, with its score; nothing is cut short."""
        ranges = tuple((p.column, p.low, p.high) for p in plan.narrows if isinstance(p, Range))
        terms = [p for p in plan.narrows if not isinstance(p, Range)]
        query = _of(AllOf((plan.selects, *terms)) if terms else plan.selects)
        if ranked and plan.ranks:
            query = wq.AndMaybe(query, _Either([_of(one) for one in plan.ranks]))
        holds = self._days(ranges) if ranges else None
        context = self.searcher.boolean_context() if not ranked else self.searcher.context()
        for leaf, offset in self.searcher.leaf_searchers():
            matcher = query.matcher(leaf, context)
            score: Callable[[], float] = matcher.score if ranked else float
            while matcher.is_active():
                number = matcher.id() + offset
                if holds is None or holds[number]:
                    yield number, score()
                matcher.next()

    def _days(self, ranges: tuple[tuple[str, int, int], ...]) -> bytearray:
        """For every document whether it lies in all of the ranges; kept for the next query."""
        known = self.days.get(ranges)
        if known is None:
            known = bytearray(b"\1") * self.reader.doc_count_all()
            for name, low, high in ranges:
                for number, value in enumerate(self.numbers[name]):
                    if not low <= value <= high:
                        known[number] = 0
            while len(self.days) >= 32:
                self.days.pop(next(iter(self.days)))
            self.days[ranges] = known
        return known


class _Either(wq.Or):  # type: ignore[misc]
    """Or as a tree of unions: the array that Whoosh likes for small indexes loses every document
    whose score is 0."""

    matcher_type = wq.Or.DEFAULT_MATCHER


def _of(plan: Plan) -> wq.Query:
    match plan:
        case Term(field, term, weight):
            return wq.Term(field, term, boost=weight)
        case Run(field, terms, slop, weight):
            return wq.Phrase(field, list(terms), slop=slop + 1, boost=weight)
        case Beginning(field, prefix, weight):
            return wq.Prefix(field, prefix, boost=weight)
        case Range("year", low, high):
            return wq.TermRange("year", f"{low:04}", f"{high:04}", boost=0.0)
        case Range(column, low, high):
            return wq.TermRange(column, f"{low:08}", f"{high:08}", boost=0.0)
        case Everything():
            return wq.Every(boost=0.0)
        case AllOf(parts):
            wanted = [_of(one) for one in parts if not isinstance(one, Without)]
            barred = [wq.Not(_of(one.part)) for one in parts if isinstance(one, Without)]
            return wq.And([*(wanted or [wq.Every(boost=0.0)]), *barred])
        case AnyOf(parts):
            return _Either([_of(one) for one in parts])
        case Without(part):
            return wq.And([wq.Every(boost=0.0), wq.Not(_of(part))])
