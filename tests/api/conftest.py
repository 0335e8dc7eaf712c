"""A server over the example acts, in this process."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from starlette.testclient import TestClient

from api.bulk import write_bulk
from api.cli_import import import_all, inputs
from api.demo import EXAMPLES, TODAY
from api.holdings import Holdings
from api.web import create_app
from registry.store import Store

LAW = "/akn/ge/act/kanoni/parlamenti/2021-02-10/410"
ORDER = "/akn/ge/act/brdzaneba/kulturis-ministri/2021-03-01/12"


@pytest.fixture(scope="session")
def demo_store(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The example acts, imported once."""
    path = tmp_path_factory.mktemp("web") / "matsne.sqlite"
    with Store(path) as store:
        for _, done in import_all(store, inputs([EXAMPLES])):
            assert not isinstance(done, Exception)
    return path


@pytest.fixture(scope="session")
def web(demo_store: Path) -> Iterator[TestClient]:
    """Requests to that server; a handler's error is an answer, as it is outside."""
    with Store(demo_store) as store:
        holdings = Holdings(store)
        write_bulk(holdings, demo_store.parent / "bulk")
        holdings.close()
    app = create_app(demo_store, today=lambda: TODAY, bulk=demo_store.parent / "bulk")
    with TestClient(app, raise_server_exceptions=False, follow_redirects=False) as client:
        yield client
