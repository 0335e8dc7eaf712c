from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from pathlib import Path

import pytest

from search.base import BaseEngine
from search.engines import ENGINES, new_engine
from search.language import parse
from search.protocol import Page, Search, UnitVersion

Index = Callable[[Iterable[UnitVersion]], BaseEngine]
TODAY = "2020-06-01"


@pytest.fixture(params=sorted(ENGINES))
def index(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Index]:
    """Builds an index of documents with each engine in turn."""
    made: list[BaseEngine] = []

    def build(documents: Iterable[UnitVersion]) -> BaseEngine:
        engine = new_engine(tmp_path / f"index{len(made)}", request.param)
        engine.index(documents)
        made.append(engine)
        return engine

    yield build
    for engine in made:
        engine.close()


def ask(engine: BaseEngine, query: str, **more: object) -> Page:
    """A page of a query in words, asked on :data:`TODAY`."""
    return engine.search(Search(parse(query), today=TODAY, **more))  # type: ignore[arg-type]


def works(page: Page) -> set[str]:
    """Numbers of the acts on a page."""
    return {hit.version.act_number for hit in page.hits}
