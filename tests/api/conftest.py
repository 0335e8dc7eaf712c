"""A server over the example acts, in this process."""

from __future__ import annotations

import socket
import subprocess
import sys
import time
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
from search.citations import Resolver
from search.engines import new_engine
from search.sync import sync

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
        with new_engine(demo_store.parent / "index") as engine:
            sync(store, engine, references=Resolver(store).references)
    app = create_app(
        demo_store,
        today=lambda: TODAY,
        bulk=demo_store.parent / "bulk",
        index=demo_store.parent / "index",
    )
    with TestClient(app, raise_server_exceptions=False, follow_redirects=False) as client:
        yield client


SERVE = (
    "import sys, uvicorn\nfrom pathlib import Path\nfrom api.web import create_app\n"
    "from api.demo import TODAY\n"
    "place = Path(sys.argv[1])\n"
    "app = create_app(place, today=lambda: TODAY, index=place.parent / 'index')\n"
    "uvicorn.run(app, host='127.0.0.1', port=int(sys.argv[2]), log_level='error')\n"
)


@pytest.fixture(scope="session")
def site(demo_store: Path, web: object) -> Iterator[str]:
    """The address of a server of its own process."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    server = subprocess.Popen([sys.executable, "-c", SERVE, str(demo_store), str(port)])
    try:
        for _ in range(600):
            with socket.socket() as probe:
                if probe.connect_ex(("127.0.0.1", port)) == 0:
                    break
            time.sleep(0.1)
        yield f"http://127.0.0.1:{port}"
    finally:
        server.terminate()
        server.wait(10)
