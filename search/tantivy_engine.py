"""The engine for the national corpus: tantivy, embedded.

Text comes analysed and is cut at spaces only. Days, units and marks are fast columns, so that
"the wording of this day" is a range over a column and deleting what changed needs no documents.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from importlib.metadata import version as library_version
from pathlib import Path
from typing import cast

import tantivy
from tantivy import DocAddress, FieldType, Index, Occur, Order, Query

from search.base import BaseEngine, View
from search.fields import NAME_FIELDS, Draft, Record, load
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

_BUILD_HEAP, _CHANGE_HEAP = 256_000_000, 30_000_000
_FACETS = ("kind", "issuer", "sector", "state")
_MOST_VALUES = 65_000


def schema() -> tantivy.Schema:
    """The fields of a document."""
    builder = tantivy.SchemaBuilder()
    for name in ("text", "exact", "title"):
        builder.add_text_field(name, tokenizer_name="whitespace", index_option="position")
    for name in ("heading", "petit"):
        builder.add_text_field(name, tokenizer_name="whitespace", index_option="freq")
    for name in NAME_FIELDS:
        fast = name in _FACETS
        builder.add_text_field(name, tokenizer_name="raw", index_option="basic", fast=fast)
    for name in ("unit", "begins", "ends", "year", "changed_on"):
        builder.add_unsigned_field(name, fast=True)
    builder.add_unsigned_field("mark", fast=True, indexed=True)
    builder.add_bytes_field("stored", stored=True)
    return builder.build()


class TantivyEngine(BaseEngine):
    """tantivy at a place."""

    name = "tantivy"
    library = f"tantivy {library_version('tantivy')}"

    def build(self, folder: Path, documents: Iterable[Record]) -> None:
        index = Index(schema(), path=str(folder))
        writer = index.writer(_BUILD_HEAP, 1)
        for one in documents:
            writer.add_document(_document(one))
        writer.commit()
        writer.wait_merging_threads()

    def change(self, folder: Path, works: Mapping[str, Sequence[Draft]]) -> tuple[int, int, int]:
        index = Index.open(str(folder))
        try:
            writer = index.writer(_CHANGE_HEAP, 1)
        except ValueError as error:
            raise BadSearch("index-locked", 0, str(error)) from error
        searcher = index.searcher()
        added = deleted = same = 0
        for work, documents in works.items():
            held = _marks(searcher, index.schema, work)
            wanted = {one.mark for one in documents}
            for mark in held - wanted:
                # by query: delete_documents_by_term finds no unsigned number
                writer.delete_documents_by_query(Query.term_query(index.schema, "mark", mark))
            for one in documents:
                if one.mark not in held:
                    writer.add_document(_document(one.record()))
            added += len(wanted - held)
            deleted += len(held - wanted)
            same += len(held & wanted)
        writer.commit()
        writer.garbage_collect_files()
        writer.wait_merging_threads()
        return added, deleted, same

    def view(self, folder: Path) -> View:
        return TantivyView(Index.open(str(folder)))


def _document(one: Record) -> tantivy.Document:
    document = tantivy.Document()
    for name, text in one.texts.items():
        document.add_text(name, text)
    for name, terms in one.names.items():
        for term in terms:
            document.add_text(name, term)
    document.add_unsigned("unit", one.unit)
    document.add_unsigned("begins", one.begins)
    document.add_unsigned("ends", one.ends)
    document.add_unsigned("mark", one.mark)
    if one.year:
        document.add_unsigned("year", one.year)
    for day in one.changed_on:
        document.add_unsigned("changed_on", day)
    document.add_bytes("stored", one.stored.encode())
    return document


def _marks(searcher: tantivy.Searcher, fields: tantivy.Schema, work: str) -> set[int]:
    query = Query.term_query(fields, "work", work, "basic")
    found = searcher.search(query, max(1, searcher.num_docs), count=False).hits
    return set(_column(searcher, "mark", [address for _, address in found]))


def _column(searcher: tantivy.Searcher, name: str, addresses: list[DocAddress]) -> list[int]:
    return [int(value or 0) for value in searcher.fast_field_values(name, addresses)]


class TantivyView:
    """A searcher, which sees one commit for as long as it lives."""

    def __init__(self, index: Index) -> None:
        self.index = index
        self.schema = index.schema
        self.searcher = index.searcher()

    def find(self, plan: Whole, sort: Sort, limit: int) -> list[tuple[int, float]]:
        return self._ranked(plan, sort, limit, count=False)[0]

    def found(self, plan: Whole, sort: Sort, limit: int) -> tuple[list[tuple[int, float]], int]:
        return self._ranked(plan, sort, limit, count=True)

    def _ranked(
        self, plan: Whole, sort: Sort, limit: int, *, count: bool
    ) -> tuple[list[tuple[int, float]], int]:
        query = self._query(plan, ranking=sort is Sort.RELEVANCE)
        limit = min(limit, max(1, self.searcher.num_docs))
        if sort is Sort.RELEVANCE:
            result = self.searcher.search(query, limit, count=count)
            hits = [(_number(address), float(cast(float, score))) for score, address in result.hits]
        else:
            order = Order.Desc if sort is Sort.NEWEST else Order.Asc
            result = self.searcher.search(
                query, limit, count=count, order_by_field="begins", order=order
            )
            hits = [(_number(address), 0.0) for _, address in result.hits]
        return hits, result.count or 0  # type: ignore[attr-defined]

    def count(self, plan: Whole) -> int:
        query = self._query(plan, ranking=False)
        found = self.searcher.search(query, 1, count=True)
        return int(found.count)  # type: ignore[attr-defined]

    def facets(self, plan: Whole, names: Sequence[Facet]) -> dict[Facet, dict[str, int]]:
        query = self._query(plan, ranking=False)
        wanted = {name: {"terms": {"field": name, "size": _MOST_VALUES}} for name in names}
        found = self.searcher.aggregate(query, wanted)
        return {
            name: {
                _printed(bucket["key"]): int(bucket["doc_count"])
                for bucket in found[name]["buckets"]
            }
            for name in names
        }

    def units(self, addresses: Sequence[int]) -> list[int]:
        return _column(self.searcher, "unit", [_address(one) for one in addresses])

    def load(self, address: int) -> UnitVersion:
        document = self.searcher.doc(_address(address))
        return load(bytes(document["stored"][0]).decode())

    def frequency(self, field: str, term: str) -> int:
        return int(self.searcher.doc_freq(field, term))

    def starting(self, field: str, prefix: str, limit: int) -> list[tuple[str, int]]:
        return list(self.searcher.terms_with_prefix(field, prefix, limit=limit))

    def close(self) -> None:
        """Nothing to do: the searcher goes with the view."""

    def _query(self, plan: Whole, *, ranking: bool) -> Query:
        parts = [(Occur.Must, self._of(plan.selects))]
        parts += [(Occur.Must, _silent(self._of(one))) for one in plan.narrows]
        if ranking:
            parts += [(Occur.Should, self._of(one)) for one in plan.ranks]
        return Query.boolean_query(parts)

    def _of(self, plan: Plan) -> Query:
        match plan:
            case Term(field, term, weight):
                option = "basic" if field in NAME_FIELDS else "freq"
                query = Query.term_query(self.schema, field, term, option)
                return _weighted(query, weight)
            case Run(field, (one, other), slop, weight) if slop and one == other:
                return _weighted(self._twice(field, one, slop), weight)
            case Run(field, terms, slop, weight):
                words: list[str | tuple[int, str]] = list(terms)
                return _weighted(Query.phrase_query(self.schema, field, words, slop), weight)
            case Beginning(field, prefix, weight):
                return _weighted(self._beginning(field, prefix), weight)
            case Range(column, low, high):
                return Query.range_query(self.schema, column, FieldType.Unsigned, low, high)
            case Everything():
                return _silent(Query.all_query())
            case AllOf(parts):
                return Query.boolean_query(list(self._all(parts)))
            case AnyOf(parts):
                return Query.boolean_query([(Occur.Should, self._of(one)) for one in parts])
            case Without(part):
                return Query.boolean_query(list(self._all((Without(part),))))

    def _all(self, parts: Iterable[Plan]) -> Iterator[tuple[Occur, Query]]:
        wanted = False
        for one in parts:
            if isinstance(one, Without):
                yield Occur.MustNot, self._of(one.part)
            else:
                wanted = True
                yield Occur.Must, self._of(one)
        if not wanted:
            yield Occur.Must, _silent(Query.all_query())

    def _twice(self, field: str, term: str, slop: int) -> Query:
        """A term near itself: a phrase with slop would take one occurrence for both."""
        apart = [
            Query.phrase_query(self.schema, field, [(0, term), (1 + between, term)])
            for between in range(slop + 1)
        ]
        return Query.boolean_query([(Occur.Should, one) for one in apart])

    def _beginning(self, field: str, prefix: str) -> Query:
        terms = [term for term, _ in self.searcher.terms_with_prefix(field, prefix)]
        return Query.term_set_query(self.schema, field, terms) if terms else Query.empty_query()


def _silent(query: Query) -> Query:
    return Query.const_score_query(query, 0.0)


def _weighted(query: Query, weight: float) -> Query:
    if weight == 0.0:
        return _silent(query)
    return query if weight == 1.0 else Query.boost_query(query, weight)


def _number(address: DocAddress) -> int:
    return int(address.segment_ord) << 32 | int(address.doc)


def _address(number: int) -> DocAddress:
    return DocAddress(number >> 32, number & 0xFFFFFFFF)


def _printed(value: object) -> str:
    """A value of a facet: years come as floats."""
    return str(int(value)) if isinstance(value, float) else str(value)
