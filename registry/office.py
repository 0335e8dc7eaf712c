"""The office: one door to the tables of register, people, drafts and workbench.

Works on the engine of a store, SQLite or PostgreSQL. Every decision is one transaction that
begins by taking the writer's lock, so that what is read inside it cannot change before it is
kept; readers are never stopped.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from datetime import date
from typing import Any

from sqlalchemy import Connection, Engine, Table, insert, update
from sqlalchemy.dialects import postgresql, sqlite

from registry import append_only as _append_only  # noqa: F401  triggers come with the tables
from registry import office_tables as t
from registry.clock import now
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


def kept(db: Connection, table: Table, row: Mapping[str, Any]) -> int:
    """Keep a row under a number of its own. Returns the number.

    Raises :class:`OfficeError` ``not-kept`` where the database gives none.
    """
    key = db.execute(insert(table).values(row)).inserted_primary_key
    if key is None:
        raise OfficeError("not-kept", f"a row of {table.name} was not kept")
    return int(key[0])


def checked(
    db: Connection, table: Table, number: int, state: str, by: str, comment: str = "", **more: Any
) -> None:
    """Close what one person proposed: ``state`` says how, ``by`` is who checked it."""
    values = {"state": state, "checked_by": by, "checked_at": now(), "comment": comment or None}
    db.execute(update(table).where(table.c.id == number).values(values | more))


def a_day(text: str, field: str = "") -> date:
    """A day as forms write it: ``2026-03-01``. Raises :class:`OfficeError` ``bad-day``."""
    try:
        day = date.fromisoformat(text)
    except ValueError:
        day = None
    if day is None or day.isoformat() != text:
        raise OfficeError("bad-day", f"{field}: {text[:40]!r}" if field else text[:40])
    return day


def count_up(db: Connection, part: str, first: int) -> int:
    """The next number of a part of the register, from ``first`` on, in one statement."""
    make = sqlite.insert if db.dialect.name == "sqlite" else postgresql.insert
    statement = make(t.code_counters).values(part=part, last=first)
    statement = statement.on_conflict_do_update(
        index_elements=["part"], set_={"last": t.code_counters.c.last + 1}
    )
    return int(db.execute(statement.returning(t.code_counters.c.last)).scalar_one())
