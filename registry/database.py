"""A store on a database server: the same code on PostgreSQL when one machine is not enough.

``MATSNE_DATABASE_URL`` (``postgresql+psycopg://…``) chooses it; without it the store is a file.
"""

from __future__ import annotations

import os
from pathlib import Path

from sqlalchemy import create_engine, func, insert, select
from sqlalchemy.exc import DatabaseError

from registry import office_tables as _office_tables  # noqa: F401  their tables come too
from registry import tables as t
from registry.store import Store, StoreError


class ServerStore(Store):
    """A store at the URL of a server. Raises :class:`StoreError` where it cannot be reached."""

    def __init__(self, url: str) -> None:
        self.path = Path("server")
        self.engine = create_engine(url, pool_pre_ping=True)
        try:
            t.metadata.create_all(self.engine)
            with self.engine.begin() as db:
                held = db.execute(select(func.max(t.store_schema.c.version))).scalar()
                if held is None:
                    db.execute(insert(t.store_schema).values(version=t.SCHEMA))
        except DatabaseError as error:
            raise StoreError(f"the database server does not answer: {error.orig}") from error
        if held is not None and held != t.SCHEMA:
            raise StoreError(f"the store is of schema {held}, this program's is {t.SCHEMA}")


def chosen_store(path: Path) -> Store:
    """The store of ``MATSNE_DATABASE_URL``, or the file at ``path``."""
    url = os.environ.get("MATSNE_DATABASE_URL")
    return ServerStore(url) if url else Store(path)
