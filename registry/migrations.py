"""Changes of the store's tables, each a step forward and a step back, on SQLite and PostgreSQL.

A step is one transaction with the number of the schema it leads to, so a migration that was
killed has either happened or not. A step back gives an older program a store that it can read;
where it would lose what people decided it is refused.

| schema | what it brought |
|---|---|
| 2 | versions kept unit by unit; an axis of knowledge (made from 1 by :mod:`registry.migrate`) |
| 3 | a record in the State Register for every act held; ways back for who lost a device |
"""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import NamedTuple

from sqlalchemy import Connection, Engine, delete, func, select, text, update
from sqlalchemy.schema import CreateColumn

from registry import audit, numbering, records
from registry import office_tables as o
from registry import tables as t
from registry.store import StoreError

FIRST = 2  # the earliest schema that a step leads back to
ADDED = (
    "origin", "title", "issuer", "kind", "number", "code", "date", "published", "since", "until",
)  # fmt: skip
_OLD_FIELDS = (
    "kind", "issuers", "title", "date", "number", "until", "organ", "published", "code", "changed",
)  # fmt: skip

_SINCE_3 = (o.recovery_codes, o.device_requests, o.password_requests, o.particulars_entered)


class Step(NamedTuple):
    """``tables`` and ``rows`` lead forward, ``back`` undoes both."""

    tables: Callable[[Connection], None]
    rows: Callable[[Connection], None]
    back: Callable[[Connection], None]


def schema_in(db: Connection) -> int:
    """The schema of the store behind a connection."""
    return int(db.execute(select(func.max(t.store_schema.c.version))).scalar() or 0)


def migrate(engine: Engine, to: int = t.SCHEMA) -> list[int]:
    """Bring a store to a schema, step by step, forward or back. Returns the schemas passed.

    Raises :class:`StoreError` where no step leads there, or a step back would lose decisions.
    """
    passed: list[int] = []
    while True:
        with engine.begin() as db:
            if db.dialect.name == "sqlite":
                db.execute(text("BEGIN IMMEDIATE"))
            held = schema_in(db)
            if held == to:
                return passed
            number = held + 1 if to > held else held
            if number not in STEPS:
                raise StoreError(f"no step leads from schema {held} to {to}")
            if to > held:
                STEPS[number].tables(db)
                STEPS[number].rows(db)
                reached = held + 1
            else:
                STEPS[number].back(db)
                reached = held - 1
            db.execute(update(t.store_schema).values(version=reached))
        passed.append(reached)


def carry_rows(db: Connection, held: int) -> None:
    """What the steps after a schema do with rows, where the tables are today's already: for a
    backup of an earlier program."""
    for number in range(held + 1, t.SCHEMA + 1):
        STEPS[number].rows(db)


def _register_tables(db: Connection) -> None:
    table = o.records
    for name in ADDED:
        column = CreateColumn(table.c[name]).compile(dialect=db.dialect)
        db.execute(text(f"ALTER TABLE {table.name} ADD COLUMN {column}"))
    for index in table.indexes:
        index.create(db)
    for made in _SINCE_3:
        made.create(db, checkfirst=True)


def _register_rows(db: Connection) -> None:
    for row in db.execute(select(o.records.c.iri, o.records.c.particulars)).all():
        record = records.record_from_json(row.particulars)
        values = records.columns_of(record)
        db.execute(update(o.records).where(o.records.c.iri == row.iri).values(values))
        records.refresh(db, row.iri)
    codes, _ = numbering.take_over(db)
    entered = records.take_over(db)
    audit.note(db, audit.SYSTEM, "register-filled", "register", records=entered, codes=codes)


def _register_back(db: Connection) -> None:
    imported = select(func.count()).select_from(o.bundles).where(o.bundles.c.state == "imported")
    if db.execute(imported).scalar():
        raise StoreError(
            "orders of imported acts were corrected by people: schema 2 cannot keep that"
        )
    entered = select(func.count()).select_from(o.particulars_entered)
    if db.execute(entered.where(o.particulars_entered.c.state == "confirmed")).scalar():
        raise StoreError("particulars were entered by people: schema 2 cannot keep that")
    table = o.records
    db.execute(delete(table).where(table.c.origin == "imported"))
    for row in db.execute(select(table.c.iri, table.c.particulars)).all():
        data = json.loads(row.particulars)
        old = json.dumps({name: data[name] for name in _OLD_FIELDS}, ensure_ascii=False)
        db.execute(update(table).where(table.c.iri == row.iri).values(particulars=old))
    for index in table.indexes:
        index.drop(db)
    for name in ADDED:
        db.execute(text(f"ALTER TABLE {table.name} DROP COLUMN {_quoted(db, name)}"))
    for made in _SINCE_3:
        made.drop(db, checkfirst=True)


def _quoted(db: Connection, name: str) -> str:
    return db.dialect.identifier_preparer.quote(name)


STEPS: dict[int, Step] = {3: Step(_register_tables, _register_rows, _register_back)}
