"""What every engine does alike: answering with pages over pinned states of the index.

An engine gives :class:`View` objects, one for each committed state. A walk through an answer
keeps to the view it began with: its order is the first page as it was given, then everything
else as the view orders it, so that no hit is lost or comes twice however scores are added up.
"""

from __future__ import annotations

import threading
import time
from abc import ABC, abstractmethod
from array import array
from collections import Counter, OrderedDict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta, timezone
from functools import lru_cache
from itertools import groupby
from pathlib import Path
from types import TracebackType
from typing import Protocol, Self

from search import marker
from search.cursor import Cursor, asked
from search.fields import Draft, Record, drafts, records
from search.language import day as checked_day
from search.language import parse
from search.marker import Marker
from search.plan import Cited, Compiler, Readings, Term, Whole, day_number, no_citations
from search.protocol import (
    MAX_LIMIT,
    Facet,
    FacetValue,
    Hit,
    Indexed,
    Page,
    Search,
    Snapshot,
    Snippet,
    Sort,
    Suggestion,
    UnitVersion,
)
from search.query import Period, Query
from search.refusals import BadSearch
from search.snippets import Wanted, excerpts, wanted, whole
from search.spelling import Vocabulary, completions, corrected, latin_readings, loosened
from search.tokens import FULL, Analysis

PINNED_FOR = 900.0  # seconds that a walk may rest between two pages
PINNED = 16  # states held beside the newest
_WALKS = 64
_SINGLE, _SEVERAL = Term("fold", "single", 0.0), Term("fold", "several", 0.0)


class View(Vocabulary, Protocol):
    """One committed state of an index. Addresses are numbers that hold in this view alone."""

    def find(self, plan: Whole, sort: Sort, limit: int) -> list[tuple[int, float]]:
        """Addresses and scores of the best, in one order for one plan and limit."""

    def found(self, plan: Whole, sort: Sort, limit: int) -> tuple[list[tuple[int, float]], int]:
        """The same as :meth:`find` and :meth:`count` give, in one go."""

    def count(self, plan: Whole) -> int:
        """How many documents answer."""

    def facets(self, plan: Whole, names: Sequence[Facet]) -> dict[Facet, dict[str, int]]:
        """Documents that answer, by value, for each of the names in one go."""

    def units(self, addresses: Sequence[int]) -> list[int]:
        """The unit of each document, as a number."""

    def load(self, address: int) -> UnitVersion: ...

    def close(self) -> None: ...


@dataclass(slots=True)
class _Held:
    """A view, the state it shows, and when a walk last used it."""

    view: View
    marker: Marker
    compiler: Compiler
    used: float = 0.0


@dataclass(frozen=True, slots=True)
class _Answer:
    """A query as one view is asked for it."""

    held: _Held
    plan: Whole
    sort: Sort
    folded: bool  # several wordings of one unit may answer


class BaseEngine(ABC):
    """See :class:`search.protocol.Engine`."""

    name = ""
    library = ""

    def __init__(
        self, place: Path, *, cited: Cited = no_citations, analysis: Analysis = FULL
    ) -> None:
        self.place = place
        self.cited = cited
        self.analysis = analysis
        self._lock = threading.RLock()
        self._writing = threading.Lock()
        self._newest: _Held | None = None
        self._stamp = (0, 0)
        self._pinned: dict[tuple[str, int], _Held] = {}
        self._walks: OrderedDict[tuple[str, int, str, int], array[int]] = OrderedDict()

    # what an engine of its own kind does

    @abstractmethod
    def build(self, folder: Path, documents: Iterable[Record]) -> None:
        """Make an index of these documents in an empty folder, and commit it."""

    @abstractmethod
    def change(self, folder: Path, works: Mapping[str, Sequence[Draft]]) -> tuple[int, int, int]:
        """Give works these documents and commit; how many were added, deleted, left alone."""

    @abstractmethod
    def view(self, folder: Path) -> View:
        """The state last committed."""

    # writing

    def index(self, documents: Iterable[UnitVersion]) -> Indexed:
        with self._writing:
            fresh = Marker.fresh(self.name, self.library)
            folder = fresh.folder(self.place)
            folder.mkdir(parents=True)
            counts = Counter[str]()
            self.build(folder, self._counted(documents, counts))
            fresh = replace(
                fresh, generation=1, documents=counts["documents"], works=counts["works"]
            )
            marker.write(self.place, fresh)
            marker.clear(self.place, fresh)
            self._refresh()
            return Indexed(1, fresh.documents, 0)

    def update(self, works: Mapping[str, Sequence[UnitVersion]]) -> Indexed:
        with self._writing:
            wanted = {work: list(drafts(one, self.analysis)) for work, one in works.items()}
            view = self._current().view
            before = marker.checked(self.place, self.name, self.library)
            held = sum(bool(view.count(_of_work(work))) for work in works)
            marker.write(self.place, before.changing())
            try:
                added, deleted, same = self.change(before.folder(self.place), wanted)
            except BadSearch:  # refused before anything was changed
                marker.write(self.place, before)
                raise
            after = replace(
                before,
                generation=before.generation + 1,
                documents=before.documents + added - deleted,
                works=before.works - held + sum(bool(one) for one in works.values()),
            )
            marker.write(self.place, after)
            self._refresh()
            return Indexed(after.generation, added, deleted, same)

    def delete(self, works: Iterable[str]) -> Indexed:
        return self.update(dict.fromkeys(works, ()))

    def _counted(self, documents: Iterable[UnitVersion], counts: Counter[str]) -> Iterable[Record]:
        for _, group in groupby(documents, key=lambda version: version.work):
            counts["works"] += 1
            for one in records(group, self.analysis):
                counts["documents"] += 1
                yield one

    # states

    def _refresh(self) -> None:
        with self._lock:
            self._stamp = (0, 0)
            self._current()

    def _current(self) -> _Held:
        """The newest state, opened again where the marker has changed."""
        with self._lock:
            stamp = marker.stamp(self.place)
            if self._newest is not None and stamp == self._stamp:
                return self._newest
            found = self._whole_marker()
            last = self._newest
            if last is None or (last.marker.identity, last.marker.generation) != (
                found.identity,
                found.generation,
            ):
                view = self.view(found.folder(self.place))
                self._newest = _Held(
                    view, found, Compiler(self.readings(view), self.cited, self.analysis)
                )
                if last is not None and not last.used:
                    last.view.close()
            self._stamp = stamp
            self._drop_old()
            assert self._newest is not None
            return self._newest

    def _whole_marker(self) -> Marker:
        """The marker; while another process is changing the index, the state held is used."""
        found = marker.read(self.place)
        if found.state != "whole" and self._newest is not None:
            return self._newest.marker
        return marker.checked(self.place, self.name, self.library)

    def readings(self, view: View) -> Readings:
        """What Latin words may stand for in a state of the index."""
        return lru_cache(maxsize=4096)(lambda word: latin_readings(word, view))

    def _drop_old(self) -> None:
        newest = self._newest
        now = time.monotonic()
        oldest_first = sorted(self._pinned.items(), key=lambda item: item[1].used)
        for place, (name, held) in enumerate(oldest_first):
            crowded = len(oldest_first) - place > PINNED
            if held is not newest and (crowded or now - held.used > PINNED_FOR):
                del self._pinned[name]
                held.view.close()
                for walk in [walk for walk in self._walks if walk[:2] == name]:
                    del self._walks[walk]

    def _pin(self, held: _Held) -> None:
        with self._lock:
            held.used = time.monotonic()
            self._pinned[held.marker.identity, held.marker.generation] = held

    def _at(self, cursor: Cursor) -> _Held:
        """The state a cursor walks. Raises BadSearch (``snapshot-gone``)."""
        name = (cursor.identity, cursor.generation)
        with self._lock:
            newest = self._current()
            if (newest.marker.identity, newest.marker.generation) == name:
                return newest
            if name not in self._pinned:
                raise BadSearch("snapshot-gone", 0, f"generation {cursor.generation}")
            return self._pinned[name]

    # reading

    def search(self, wanted_: Search) -> Page:
        if not 1 <= wanted_.limit <= MAX_LIMIT:
            raise BadSearch("limit-not-valid", 0, f"{wanted_.limit}: 1 to {MAX_LIMIT}")
        name = asked(wanted_)
        cursor = Cursor.read(wanted_.cursor, name) if wanted_.cursor else None
        held = self._at(cursor) if cursor else self._current()
        today = checked_day(wanted_.today) if wanted_.today else tbilisi_today()
        day = wanted_.query.as_of or (cursor.day if cursor else today)
        plan = held.compiler.whole(wanted_.query, day_number(day))
        answer = _Answer(held, plan, wanted_.sort, wanted_.query.period is not Period.IN_FORCE)
        wordings = _wordings(answer) if answer.folded else Counter[int]()
        position = cursor or Cursor("", 0, day, name, wanted_.limit, 0)
        if cursor is not None:
            found = self._walked(answer, cursor, wanted_.limit)
            total = _total(answer, wordings)
        elif answer.folded:
            found, total = _first(answer, wanted_.limit), _total(answer, wordings)
        else:
            found, total = held.view.found(plan, wanted_.sort, wanted_.limit)
        at = position.at + len(found)
        next_page = None
        if at < total and found:
            self._pin(held)
            state = held.marker
            next_page = str(
                replace(position, identity=state.identity, generation=state.generation, at=at)
            )
        marks = wanted(wanted_.query.node, held.compiler)
        return Page(
            hits=_hits(answer, found, wordings, marks, day, wanted_.snippets),
            total=total,
            facets=_facets(answer, wanted_.facets) if cursor is None else {},
            cursor=next_page,
            snapshot=_snapshot(held.marker),
            day=day,
            correction=_better(wanted_.query, held.view, total) if cursor is None else None,
        )

    def _walked(self, answer: _Answer, cursor: Cursor, limit: int) -> list[tuple[int, float]]:
        state = answer.held.marker
        name = (state.identity, state.generation, cursor.asked + cursor.day, cursor.first)
        with self._lock:
            order = self._walks.get(name)
        if order is None:
            order = _whole_order(answer, cursor.first)
            with self._lock:
                self._walks[name] = order
                while len(self._walks) > _WALKS:
                    self._walks.popitem(last=False)
        return [(address, 0.0) for address in order[cursor.at : cursor.at + limit]]

    def suggest(self, text: str, limit: int = 8) -> Suggestion:
        held = self._current()
        found = tuple(completions(text, held.view, limit))
        try:
            better = corrected(parse(text), held.view)
        except BadSearch:
            better = None
        return Suggestion(found, None if better is None else str(better))

    def snapshot(self) -> Snapshot:
        return _snapshot(self._current().marker)

    def close(self) -> None:
        with self._lock:
            views = {id(held): held.view for held in self._pinned.values()}
            if self._newest is not None:
                views[id(self._newest)] = self._newest.view
            for view in views.values():
                view.close()
            self._newest, self._stamp = None, (0, 0)
            self._pinned.clear()
            self._walks.clear()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()


def _better(query: Query, words: Vocabulary, total: int) -> str | None:
    """The query spelled better, or, where it finds nothing, with any of its words."""
    better = corrected(query, words) or (loosened(query) if not total else None)
    return None if better is None else str(better)


def tbilisi_today() -> str:
    """Today in Tbilisi (UTC+4, no summer time)."""
    return datetime.now(UTC).astimezone(timezone(timedelta(hours=4))).date().isoformat()


def _snapshot(state: Marker) -> Snapshot:
    return Snapshot(state.identity, state.generation, state.documents, state.works)


def _of_work(work: str) -> Whole:
    return Whole(Term("work", work, 0.0), (), ())


def _only(plan: Whole, term: Term) -> Whole:
    return replace(plan, narrows=(*plan.narrows, term))


def _wordings(answer: _Answer) -> Counter[int]:
    """Of the units with several wordings, how many of these answer."""
    view, plan = answer.held.view, _only(answer.plan, _SEVERAL)
    found = view.find(plan, Sort.OLDEST, max(1, view.count(plan)))
    return Counter(view.units([address for address, _ in found]))


def _total(answer: _Answer, wordings: Counter[int]) -> int:
    if not answer.folded:
        return answer.held.view.count(answer.plan)
    return answer.held.view.count(_only(answer.plan, _SINGLE)) + len(wordings)


def _first(answer: _Answer, limit: int) -> list[tuple[int, float]]:
    """The best ``limit`` units."""
    view, asked_for = answer.held.view, limit
    while True:
        found = view.find(answer.plan, answer.sort, asked_for)
        best = _folded(view, found) if answer.folded else found
        if len(best) >= limit or len(found) < asked_for:
            return best[:limit]
        asked_for *= 4


def _whole_order(answer: _Answer, first: int) -> array[int]:
    """Every unit that answers: the first page as it was given, then the rest."""
    view = answer.held.view
    given = [address for address, _ in _first(answer, first)]
    everything = view.find(answer.plan, answer.sort, max(1, view.count(answer.plan)))
    seen = set(given)
    if answer.folded:
        units = set(view.units(given))
        best = _folded(view, [one for one in everything if one[0] not in seen])
        numbers = view.units([address for address, _ in best])
        rest = [one for one, unit in zip(best, numbers, strict=True) if unit not in units]
    else:
        rest = [one for one in everything if one[0] not in seen]
    return array("Q", [*given, *(address for address, _ in rest)])


def _folded(view: View, found: list[tuple[int, float]]) -> list[tuple[int, float]]:
    """The best wording of each unit."""
    units = view.units([address for address, _ in found])
    seen: set[int] = set()
    out = []
    for one, unit in zip(found, units, strict=True):
        if unit not in seen:
            seen.add(unit)
            out.append(one)
    return out


def _facets(answer: _Answer, names: Sequence[Facet]) -> dict[str, tuple[FacetValue, ...]]:
    """Units by value, most frequent first; of several wordings the best stands for its unit."""
    view, plan = answer.held.view, answer.plan
    out: dict[str, tuple[FacetValue, ...]] = {}
    best: list[UnitVersion] = []
    if answer.folded and names:
        several = _only(plan, _SEVERAL)
        found = view.find(several, answer.sort, max(1, view.count(several)))
        best = [view.load(address) for address, _ in _folded(view, found)]
        plan = _only(plan, _SINGLE)
    counted = view.facets(plan, names) if names else {}
    for name in names:
        counts = Counter(counted[name])
        counts.update(str(value) for one in best if (value := getattr(one, name)))
        ordered = sorted(counts.items(), key=lambda item: (-item[1], item[0]))
        out[name] = tuple(FacetValue(value, count) for value, count in ordered)
    return out


def _hits(
    answer: _Answer,
    found: list[tuple[int, float]],
    wordings: Counter[int],
    marks: Wanted,
    day: str,
    snippets: int,
) -> tuple[Hit, ...]:
    view = answer.held.view
    units = view.units([address for address, _ in found]) if answer.folded else []
    out = []
    for place, (address, score) in enumerate(found):
        version = view.load(address)
        head = " ".join(part for part in (version.label, version.heading) if part)
        out.append(
            Hit(
                version,
                score,
                version.moment(day),
                whole(head, marks) if snippets else Snippet(head),
                excerpts(version.text, marks, snippets),
                max(1, wordings[units[place]]) if answer.folded else 1,
            )
        )
    return tuple(out)
