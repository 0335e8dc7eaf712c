"""Search and citations as the web offers them, over an index that may or may not be there.

The search room's errors become problems; nothing else is added to what it says.
"""

from __future__ import annotations

from dataclasses import replace
from functools import cache
from pathlib import Path
from threading import Lock

from api import v1_models as m
from api.holdings import Card, Holdings
from api.names import Language, place_name
from api.point_names import says_parts
from api.problems import Problem
from schemas.iri import Iri
from schemas.kinds import table
from search.base import BaseEngine
from search.citations import Resolver
from search.engines import open_engine
from search.language import parse
from search.protocol import FACETS, Hit, Moment, Page, Search, Snippet, Sort, Suggestion
from search.provisions import References
from search.refusals import GEORGIAN, BadSearch
from search.sync import Keeper

_NEEDS = frozenset({"index-missing", "index-in-doubt", "index-locked"})
_CITATION = frozenset({"citation-not-understood", "act-not-held"})
_STATES = {
    "text": ("მოქმედი ტექსტი", "text"), "removed": ("ამოღებული", "removed"),
    "repealed": ("ძალადაკარგული", "repealed"),
}  # fmt: skip


class Finder:
    """Search over one index, and citations over one store. ``place`` None: no index here."""

    def __init__(self, holdings: Holdings, place: Path | None) -> None:
        self._holdings, self._place = holdings, place
        self._engine: BaseEngine | None = None
        self._resolver: tuple[int, Resolver] | None = None
        self._keeper: Keeper | None = None
        self._lock = Lock()

    def keep(self) -> None:
        """From now on the index follows the store, where there is one."""
        try:
            engine = self._open()
        except BadSearch:
            return  # a search will tell what is wrong
        self._keeper = Keeper(self._holdings.store, engine, self._references)
        self._keeper.start()

    def close(self) -> None:
        if self._keeper is not None:
            self._keeper.close()
        if self._engine is not None:
            self._engine.close()

    def search(
        self, words: str, day: str, *, limit: int, cursor: str | None, sort: str, facets: bool
    ) -> Page:
        """One page of hits. Raises :class:`Problem`."""
        try:
            wanted = Search(
                parse(words),
                limit=limit,
                cursor=cursor,
                sort=Sort(sort),
                facets=FACETS if facets else (),
                today=day,
            )
            return self._open().search(wanted)
        except BadSearch as error:
            raise problem_of(error) from None

    def suggest(self, words: str) -> Suggestion:
        """Help while typing. Raises :class:`Problem`."""
        try:
            return self._open().suggest(words)
        except BadSearch as error:
            raise problem_of(error) from None

    def resolve(self, words: str, on: str | None, context: str | None) -> list[m.Candidate]:
        """What a citation in words may mean. Raises :class:`Problem`."""
        try:
            found = self.resolver().resolve(words, on, context)
        except BadSearch as error:
            raise problem_of(error) from None
        return [
            m.Candidate(
                iri=one.iri,
                work=one.work,
                title=one.title,
                name=self._name(one.work, one.eid) if one.eid else None,
                exact=one.exact,
            )
            for one in found
        ]

    def _name(self, work: str, eid: str) -> str:
        parts = False
        if "art_" in eid and "para_" in eid and (held := self._holdings.versions(work)):
            parts = says_parts(self._holdings.act(held[-1]))
        return place_name(eid, parts=parts)

    def acts(self, words: str, limit: int) -> list[Card]:
        """Acts of this number, then acts with these words in the title."""
        words = words.strip(' "„“№')
        found = self._holdings.named("number", [words]) if words else []
        titled = self._holdings.titled(words, limit=limit) if len(words) > 2 else []
        return list({card.iri: card for card in (*found, *titled)}.values())[:limit]

    def resolver(self) -> Resolver:
        """The resolver over the store as it is now."""
        token = self._holdings.token()
        with self._lock:
            if self._resolver is None or self._resolver[0] != token:
                self._resolver = (token, Resolver(self._holdings.store))
            return self._resolver[1]

    def _references(self) -> References:
        return self.resolver().references

    def _open(self) -> BaseEngine:
        with self._lock:
            if self._engine is None:
                if self._place is None:
                    raise BadSearch("index-missing")
                self._engine = open_engine(self._place, cited=lambda w: self.resolver().cited(w))
            return self._engine


def problem_of(error: BadSearch) -> Problem:
    """An error of the search room as a problem; its own name is kept as ``reason``."""
    if error.name in _NEEDS:
        return Problem("not-offered", str(error), needs="matsne index", reason=error.name,
                       georgian=GEORGIAN[error.name])  # fmt: skip
    name = "no-such-citation" if error.name in _CITATION else "bad-query"
    if error.name == "snapshot-gone":
        name = "snapshot-gone"
    told = {"reason": error.name, "place": error.place, "georgian": GEORGIAN[error.name]}
    return Problem(name, str(error), **told)


def address(hit: Hit, day: str) -> str:
    """Where a hit leads: the unit as of the day of the question, or its own version."""
    version = hit.version
    if hit.moment is not Moment.IN_FORCE:
        return version.iri
    return str(replace(Iri.parse(version.iri), how=":", day=day))


def hit_card(hit: Hit, day: str) -> m.Hit:
    version = hit.version
    return m.Hit(
        iri=version.iri,
        on_day=address(hit, day),
        work=version.work,
        wid=version.wid,
        title=version.title,
        name=place_name(version.eid) if version.eid else "",
        heading=_snippet(hit.heading),
        valid_from=version.valid_from,
        valid_to=version.valid_to,
        moment=hit.moment.value,
        wordings=hit.wordings,
        score=round(hit.score, 4),
        snippets=[_snippet(one) for one in hit.snippets],
    )


def _snippet(one: Snippet) -> m.Snippet:
    return m.Snippet(text=one.text, marks=[(start, end) for start, end in one.marks])


def facet_name(facet: str, value: str, language: Language = "ka") -> str:
    """A facet's value in words: kinds and issuers are slugs in the index."""
    if facet == "kind":
        return _slugs("kinds").get(value, value)
    if facet == "issuer":
        return _slugs("issuers").get(value, value)
    if facet == "state" and value in _STATES:
        return _STATES[value][language == "en"]
    return value


@cache
def _slugs(name: str) -> dict[str, str]:
    return {row.slug: row.name for row in table(name).values()}
