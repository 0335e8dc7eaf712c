"""Stores of an earlier program, and what a newer reader changes."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

import consolidation.prepare
from acts.source import BadSource
from consolidation.intake import Intake, take_in
from consolidation.prepare import prepare
from registry.migrate import migrate
from registry.rebuild import rebuild
from registry.register import register
from registry.store import Store, StoreError, schema_of
from registry.verify import verify
from schemas.model import Particulars

LAW = "/akn/ge/act/kanoni/parlamenti/2021-02-10/410"
ACTS = (("1-law.txt", "2021-02-15"), ("3-amending-law.txt", "2022-05-24"))


@pytest.fixture
def path(tmp_path: Path, examples: Path) -> Path:
    path = tmp_path / "store.sqlite"
    with Store(path) as store:
        for name, published in ACTS:
            data = (examples / name).read_bytes()
            register(store, prepare(data, name, Particulars(published=published)), data, name)
    return path


def as_schema_1(path: Path) -> None:
    """Make a store look as the first program wrote it."""
    with sqlite3.connect(path) as db:
        db.execute("CREATE TABLE expressions (iri TEXT, place INTEGER)")
        for table in ("store_schema", "moments", "texts", "bodies", "unit_versions", "versions",
                      "steps", "replaced"):  # fmt: skip
            db.execute(f"DROP TABLE {table}")
        db.execute("DROP INDEX ledger_amending")
        db.execute("ALTER TABLE ledger DROP COLUMN kind")


def roots(path: Path) -> list[tuple[str | None, str]]:
    with Store(path) as store:
        return [(version.valid_from, version.sha256) for version in store.expressions(LAW)]


def test_an_older_store_is_refused_by_name_and_migrated(path: Path) -> None:
    before = roots(path)
    as_schema_1(path)
    assert schema_of(path) == 1
    with pytest.raises(StoreError, match="matsne migrate"):
        Store(path)
    assert list(migrate(path)) == [LAW, "/akn/ge/act/kanoni/parlamenti/2022-05-20/1502"]
    assert roots(path) == before
    with Store(path) as store:
        assert [found for _, found in verify(store) if found] == []
    with pytest.raises(StoreError, match="needs no migration"):
        list(migrate(path))


def test_a_later_store_is_refused_by_name(path: Path) -> None:
    with sqlite3.connect(path) as db:
        db.execute("UPDATE store_schema SET version = 99")
    with pytest.raises(StoreError, match="later program"):
        Store(path)


def test_rebuilding_with_the_same_reader_changes_nothing(path: Path) -> None:
    with Store(path) as store:
        assert [one for one in rebuild(store) if one.changed] == []


def test_what_a_newer_reader_reads_otherwise_is_told_and_kept_beside(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def newer(data: bytes, name: str = "", known: Particulars | None = None) -> Intake:
        intake = take_in(data, name, known)
        ops = intake.reading.operations
        if ops:
            changed = replace(ops[0], new_text=f"{ops[0].new_text} მეტი")
            intake.reading.operations = [changed, *ops[1:-1]]
        return intake

    before = roots(path)
    monkeypatch.setattr(consolidation.prepare, "take_in", newer)
    with Store(path) as store:
        found = {one.iri: one for one in rebuild(store) if one.changed}
        count = len(store.entries_by("/akn/ge/act/kanoni/parlamenti/2022-05-20/1502"))
        assert store.chain_break() is None
    assert list(found) == [LAW, "/akn/ge/act/kanoni/parlamenti/2022-05-20/1502"]
    amending = found["/akn/ge/act/kanoni/parlamenti/2022-05-20/1502"]
    assert amending.read_otherwise == [1]
    assert len(amending.withdrawn) == 1
    assert found[LAW].versions == ["2022-05-25"]
    assert roots(path)[0] == before[0]
    assert roots(path)[1] != before[1]
    with sqlite3.connect(path) as db:
        kinds = [kind for (kind,) in db.execute("SELECT kind FROM ledger ORDER BY id")]
    assert kinds.count("withdrawal") == 1
    assert len(kinds) == count + 3


def test_verify_says_what_to_do_where_nothing_is_damaged(
    path: Path, matsne: Callable[..., Any], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("MATSNE_STORE", str(path))
    with sqlite3.connect(path) as db:  # as if another program had read it so
        db.execute("UPDATE unit_versions SET hash = 'x' WHERE work = 1 AND wid = 'art_1'")
    told = matsne("verify")
    assert told.exit_code == 1
    assert "This program reads 1 acts otherwise" in told.stderr
    assert "matsne rebuild" in told.stderr
    assert matsne("rebuild").exit_code in (0, 1)
    again = matsne("verify")
    assert (again.exit_code, "rebuild" in again.stderr) == (0, False)
    with sqlite3.connect(path) as db:
        (body,) = db.execute("SELECT body FROM bodies LIMIT 1").fetchone()
        db.execute("UPDATE bodies SET body = ? WHERE rowid = 2", (body,))
    damaged = matsne("verify")
    assert damaged.exit_code == 1
    assert "body-damaged" in damaged.stdout
    assert "rebuild" not in damaged.stderr


def test_a_source_no_reader_reads_any_more_is_told(path: Path, monkeypatch: Any) -> None:
    def broken(data: bytes, name: str = "", known: Particulars | None = None) -> Intake:
        raise BadSource("not-text", name, "a reader that fails")

    monkeypatch.setattr(consolidation.prepare, "take_in", broken)
    before = roots(path)
    with Store(path) as store:
        found = list(rebuild(store))
    assert all("not-text" in one.problem for one in found)
    assert roots(path) == before


def test_commands_blame_why_and_decide(
    examples: Path, matsne: Callable[..., Any], tmp_path: Path
) -> None:
    for name, published in ACTS:
        assert matsne("import", examples / name, "--published", published).exit_code == 0
    unit = "4/1"
    told = matsne("blame", LAW, unit, "--on", "2022-06-01")
    assert told.exit_code == 0
    assert "მიღებიდან" in told.output or "№" in told.output
    assert matsne("blame", LAW, "99", "--on", "2022-06-01").exit_code == 4
    why = matsne("why", LAW, unit, "--on", "2022-06-01")
    assert why.exit_code == 0
    refused = matsne(
        "decide", "refuse", "1502", "--n", "1", "--by", "ნ. გ.", "--reason", "ტექნიკური ხარვეზი"
    )
    assert refused.exit_code == 0
    assert "refuse" in refused.stderr
    wrong = matsne("decide", "correct", LAW, "art_1", "5 დღე", "6 დღე", "--by", "ნ", "--reason",
                   "ს", "--from", "2023-01-01")  # fmt: skip
    assert wrong.exit_code == 2
    assert "digits" in wrong.stderr
    assert matsne("show", LAW, "--known", "2020-01-01").exit_code == 4
    assert matsne("verify").exit_code == 0
    assert matsne("rebuild").exit_code == 0
