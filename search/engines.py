"""Which engine answers at a place: Whoosh by default, tantivy for the national corpus."""

from __future__ import annotations

from pathlib import Path

from search import marker
from search.base import BaseEngine
from search.plan import Cited, no_citations
from search.refusals import BadSearch
from search.tantivy_engine import TantivyEngine
from search.whoosh_engine import WhooshEngine

ENGINES: dict[str, type[BaseEngine]] = {"whoosh": WhooshEngine, "tantivy": TantivyEngine}
DEFAULT = "whoosh"


def new_engine(place: Path, name: str = DEFAULT, *, cited: Cited = no_citations) -> BaseEngine:
    """An engine of this name at a place, whether or not an index is there yet."""
    return ENGINES[name](place, cited=cited)


def open_engine(place: Path, *, cited: Cited = no_citations) -> BaseEngine:
    """The engine of the index that lies at a place.

    Raises :class:`search.refusals.BadSearch`: ``index-missing``, or ``index-in-doubt`` where it
    has to be built anew.
    """
    found = marker.read(place)
    if found.engine not in ENGINES:
        raise BadSearch("index-in-doubt", 0, f"{place}: made by {found.engine!r}")
    engine = new_engine(place, found.engine, cited=cited)
    engine.snapshot()
    return engine
