"""Migrations forward and back, on SQLite and on PostgreSQL: what people did is never lost."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import inspect, select, text
from sqlalchemy.exc import OperationalError, ProgrammingError

from consolidation.prepare import prepare
from registry import audit, corrective, migrations, records, register_search
from registry import office_tables as t
from registry.backup import backup, restore
from registry.migrations import migrate
from registry.office import Office
from registry.register import register
from registry.register_search import Wanted
from registry.store import Store, StoreError
from registry.tables import SCHEMA
from schemas.model import Particulars
from tests.registry.flow import LAW, everyone, published

AMENDING = "/akn/ge/act/kanoni/parlamenti/2022-05-20/1502"


@pytest.fixture
def filled(any_store: Store, examples: Path) -> Office:
    """A store in which the office published a law, and a change of it was imported."""
    office = Office(any_store.engine)
    everyone(office)
    published(any_store, office, examples, "1-law.txt")
    data = (examples / "3-amending-law.txt").read_bytes()
    known = Particulars(published="2022-05-24")
    register(any_store, prepare(data, "3-amending-law.txt", known), data, "3-amending-law.txt")
    return office


def entries(store: Store) -> list[tuple[Any, ...]]:
    with store.engine.connect() as db:
        found = register_search.look(db, Wanted(order="oldest"), "2026-11-22", limit=100).items
    return [(one.entry, one.iri, one.record, one.since, one.until) for one in found]


def columns(store: Store) -> set[str]:
    return {column["name"] for column in inspect(store.engine).get_columns("register_records")}


def test_back_to_the_program_before_and_forward_again(any_store: Store, filled: Office) -> None:
    before, all_columns = entries(any_store), columns(any_store)
    assert [entry[1] for entry in before] == [LAW, AMENDING]
    assert migrate(any_store.engine, 2) == [2]
    assert columns(any_store) == {"iri", "entry", "particulars", "recorded"}
    assert not inspect(any_store.engine).has_table("recovery_codes")
    with any_store.engine.connect() as db:
        rows = db.execute(text("SELECT iri, particulars FROM register_records")).all()
        assert [row.iri for row in rows] == [LAW]  # all that schema 2 could hold
        assert "origin" not in rows[0].particulars
    assert migrate(any_store.engine) == [3]
    assert (entries(any_store), columns(any_store)) == (before, all_columns)
    names = {index["name"] for index in inspect(any_store.engine).get_indexes("register_records")}
    assert {index.name for index in t.records.indexes} <= names
    assert audit.broken_at(filled) is None
    assert migrate(any_store.engine) == []


def test_a_step_that_fails_leaves_the_store_as_it_was(
    any_store: Store, filled: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    migrate(any_store.engine, 2)

    def fail(*_: object) -> None:
        raise StoreError("in the middle")

    monkeypatch.setattr(migrations.records, "take_over", fail)
    with pytest.raises(StoreError, match="in the middle"):
        migrate(any_store.engine)
    assert columns(any_store) == {"iri", "entry", "particulars", "recorded"}
    monkeypatch.undo()
    assert migrate(any_store.engine) == [3]
    assert len(entries(any_store)) == 2


def test_the_way_back_is_closed_where_decisions_would_be_lost(
    any_store: Store, filled: Office
) -> None:
    with filled.decision() as db:
        corrective.open_on_imported(db, AMENDING, LAW, "სხვა მუხლი იყო", "nino")
    with pytest.raises(StoreError, match="corrected by people"):
        migrate(any_store.engine, 2)
    assert len(entries(any_store)) == 2


@pytest.mark.parametrize("schema", [0, 1, SCHEMA + 1])
def test_a_schema_that_no_step_leads_to_is_refused(any_store: Store, schema: int) -> None:
    with pytest.raises(StoreError, match=r"no step leads|\b2\b"):
        migrate(any_store.engine, schema)


def test_a_store_of_the_program_before_is_refused_by_name(
    any_store: Store, filled: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    migrate(any_store.engine, 2)
    reopened = type(any_store)
    where: Any = any_store.path
    if any_store.engine.dialect.name == "postgresql":
        where = any_store.engine.url.render_as_string(hide_password=False)
    with pytest.raises(StoreError, match="matsne migrate"):
        reopened(where)
    with pytest.raises((OperationalError, ProgrammingError)), any_store.engine.connect() as db:
        db.execute(select(t.records))


def test_a_backup_of_the_program_before_comes_back_migrated(
    any_store: Store, other_store: Store, filled: Office, tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:  # fmt: skip
    before = entries(any_store)
    file = tmp_path / "backup.zst"
    with filled.decision() as db:  # a backup as schema 2 wrote it: its rows lack the new columns
        db.execute(text("UPDATE store_schema SET version = 2"))
        db.execute(text("DELETE FROM register_records WHERE origin = 'imported'"))
        for name in migrations.ADDED:
            quoted = db.dialect.identifier_preparer.quote(name)
            db.execute(text(f"UPDATE register_records SET {quoted} = NULL"))
    backup(any_store, file)
    restore(other_store, file)
    assert entries(other_store) == before
    with other_store.engine.connect() as db:
        assert migrations.schema_in(db) == SCHEMA
        assert records.get(db, AMENDING) is not None
