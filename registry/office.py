"""The office: one door to the tables of register, people, drafts and workbench.

Works on the engine of a store, SQLite or PostgreSQL. Every decision is one transaction that
begins by taking the writer's lock, so that what is read inside it cannot change before it is
kept; readers are never stopped.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime

from sqlalchemy import Connection, Engine
from sqlalchemy.dialects import postgresql, sqlite

from registry import append_only as _append_only  # noqa: F401  triggers come with the tables
from registry import office_tables as t
from registry.tables import metadata
from registry.writing import writing


class OfficeError(Exception):
    """What was asked cannot be done. ``name`` is stable; the message is for people."""

    def __init__(self, name: str, message: str) -> None:
        super().__init__(message)
        self.name = name


class Office:
    """The office over one engine. Missing tables are made."""

    def __init__(self, engine: Engine) -> None:
        self.engine = engine
        metadata.create_all(engine)

    @contextmanager
    def decision(self) -> Iterator[Connection]:
        """One decision by one writer at a time: all of it is kept, or nothing.

        Raises :class:`registry.writing.Busy` where others write all the time.
        """
        with writing(self.engine) as db:
            yield db

    @contextmanager
    def reading(self) -> Iterator[Connection]:
        """A connection to read with."""
        with self.engine.connect() as db:
            yield db


def now() -> str:
    """This instant, UTC, ISO to the microsecond."""
    return datetime.now(UTC).isoformat(timespec="microseconds")


def count_up(db: Connection, part: str, first: int) -> int:
    """The next number of a part of the register, from ``first`` on, in one statement."""
    make = sqlite.insert if db.dialect.name == "sqlite" else postgresql.insert
    statement = make(t.code_counters).values(part=part, last=first)
    statement = statement.on_conflict_do_update(
        index_elements=["part"], set_={"last": t.code_counters.c.last + 1}
    )
    return int(db.execute(statement.returning(t.code_counters.c.last)).scalar_one())
