"""A store on a database server: the same code on PostgreSQL when one machine is not enough.

``MATSNE_DATABASE_URL`` (``postgresql+psycopg://…``) chooses it; without it the store is a file.
``sqlite:///path`` names a file too: it is opened as every file is, with its journal kept ahead.
"""

from __future__ import annotations

import os
from pathlib import Path

from sqlalchemy import Engine, create_engine, func, insert, inspect, make_url, select
from sqlalchemy.exc import DatabaseError

from registry import tables as t
from registry.store import Store, StoreError, engine_of


class ServerStore(Store):
    """A store at the URL of a server. Raises :class:`StoreError` where it cannot be reached."""

    def __init__(self, url: str) -> None:
        self.path = Path("server")
        self.engine = create_engine(url, pool_pre_ping=True)
        try:
            held = schema_on(self.engine)
            if 0 < held < t.SCHEMA:
                raise StoreError("written by an earlier program: run 'matsne migrate' once")
            if held > t.SCHEMA:
                raise StoreError(f"written by a later program (schema {held})")
            t.metadata.create_all(self.engine)
            if not held:
                with self.engine.begin() as db:
                    db.execute(insert(t.store_schema).values(version=t.SCHEMA))
        except DatabaseError as error:
            raise StoreError(f"the database server does not answer: {error.orig}") from error


def schema_on(engine: Engine) -> int:
    """The schema of the store on a server; 0: there is none yet."""
    if not inspect(engine).has_table(t.store_schema.name):
        return 0
    with engine.connect() as db:
        return int(db.execute(select(func.max(t.store_schema.c.version))).scalar() or 0)


def chosen_store(path: Path) -> Store:
    """The store of ``MATSNE_DATABASE_URL``, or the file at ``path``."""
    url = server_url()
    return ServerStore(url) if url else Store(path)


def chosen_engine(path: Path) -> Engine:
    """The engine of the chosen store, whatever its schema: what migrations work on."""
    url = server_url()
    return create_engine(url) if url else engine_of(path)


def server_url() -> str | None:
    """``MATSNE_DATABASE_URL``, where it is set and names a server."""
    url = os.environ.get("MATSNE_DATABASE_URL")
    return url if url and not url.startswith("sqlite") else None


def store_file(default: str = "matsne.sqlite") -> Path:
    """The file of the store: the one a ``sqlite:///…`` URL names, else ``MATSNE_STORE``, else the
    default where the command runs."""
    url = os.environ.get("MATSNE_DATABASE_URL", "")
    named = make_url(url).database if url.startswith("sqlite") else None
    return Path(named or os.environ.get("MATSNE_STORE", default))
