"""The store: what is acknowledged stays, the ledger shows any later change."""

from __future__ import annotations

import sqlite3
from pathlib import Path

import pytest

from consolidation.prepare import Prepared, prepare
from registry.database import chosen_store, server_url, store_file
from registry.register import register
from registry.store import Store, StoreError
from registry.verify import verify
from schemas.model import Particulars

LAW = "/akn/ge/act/kanoni/parlamenti/2021-02-10/410"


def taken(examples: Path, name: str, published: str) -> tuple[Prepared, bytes]:
    data = (examples / name).read_bytes()
    return prepare(data, name, Particulars(published=published)), data


@pytest.fixture
def store(tmp_path: Path, examples: Path) -> Store:
    store = Store(tmp_path / "store.sqlite")
    for name, published in (("1-law.txt", "2021-02-15"), ("3-amending-law.txt", "2022-05-24")):
        intake, data = taken(examples, name, published)
        register(store, intake, data, name)
    return store


def test_sources_come_back_byte_for_byte(store: Store, examples: Path) -> None:
    data = (examples / "1-law.txt").read_bytes()
    assert store.source(store.works()[0].source) == ("1-law.txt", data)


def test_a_damaged_source_is_not_served(store: Store) -> None:
    digest = store.works()[0].source
    with sqlite3.connect(store.path) as raw:
        (other,) = raw.execute("SELECT bytes FROM sources WHERE sha256 != ?", (digest,)).fetchone()
        raw.execute("UPDATE sources SET bytes = ? WHERE sha256 = ?", (other, digest))
    with pytest.raises(StoreError, match="damaged"):
        store.source(digest)


def test_the_chain_shows_a_changed_entry(store: Store) -> None:
    assert store.chain_break() is None
    with sqlite3.connect(store.path) as raw:
        raw.execute("UPDATE ledger SET entry = replace(entry, '21 დღე', '30 დღე') WHERE n = 2")
    assert store.chain_break() == 2


def test_the_chain_shows_a_removed_entry(store: Store) -> None:
    with sqlite3.connect(store.path) as raw:
        raw.execute("DELETE FROM targets WHERE ledger = 2")
        raw.execute("DELETE FROM ledger WHERE id = 2")
    assert store.chain_break() == 3


def test_an_amending_act_waits_for_the_act_it_amends(tmp_path: Path, examples: Path) -> None:
    with Store(tmp_path / "late.sqlite") as store:
        amending, data = taken(examples, "3-amending-law.txt", "2022-05-24")
        first = register(store, amending, data, "3-amending-law.txt")
        assert [cited["number"] for cited in first.not_held] == ["410"]
        law, data = taken(examples, "1-law.txt", "2021-02-15")
        register(store, law, data, "1-law.txt")
        assert [e.valid_from for e in store.expressions(LAW)] == ["2021-03-01", "2022-05-25"]


def test_an_act_with_no_publication_day_changes_no_version(tmp_path: Path, examples: Path) -> None:
    with Store(tmp_path / "undated.sqlite") as store:
        law, data = taken(examples, "1-law.txt", "2021-02-15")
        register(store, law, data, "1-law.txt")
        raw = (examples / "3-amending-law.txt").read_bytes()
        register(store, prepare(raw, "3-amending-law.txt"), raw, "3-amending-law.txt")
        (only,) = store.expressions(LAW)
        assert {(o["status"], o["refusal"]["name"]) for o in only.outcomes} == {
            ("pending", "commencement-unknown")
        }


def test_a_file_that_is_no_store_is_told(tmp_path: Path) -> None:
    path = tmp_path / "not.sqlite"
    path.write_bytes(b"this is no database" * 100)
    with pytest.raises(StoreError, match=r"not\.sqlite"):
        Store(path)


def differences(store: Store) -> list[str]:
    return [difference.name for _, found in verify(store) for difference in found]


def test_verify_finds_nothing_in_a_sound_store(store: Store) -> None:
    assert differences(store) == []


def test_verify_finds_a_changed_version(store: Store) -> None:
    with sqlite3.connect(store.path) as raw:
        raw.execute("UPDATE versions SET root = 'x' WHERE work = 1 AND day > '2022'")
    assert differences(store) == ["version-differs"]


def test_verify_finds_a_changed_unit(store: Store) -> None:
    with sqlite3.connect(store.path) as raw:
        raw.execute("UPDATE unit_versions SET hash = 'x' WHERE work = 1 AND wid = 'art_1'")
    assert differences(store) == ["version-differs"]


def test_verify_finds_a_damaged_body(store: Store) -> None:
    with sqlite3.connect(store.path) as raw:
        (body,) = raw.execute("SELECT body FROM bodies LIMIT 1").fetchone()
        raw.execute("UPDATE bodies SET body = ? WHERE rowid = 2", (body,))
    assert differences(store) == ["body-damaged"]


def test_verify_finds_a_lost_version(store: Store) -> None:
    with sqlite3.connect(store.path) as raw:
        raw.execute("DELETE FROM versions WHERE work = 1 AND day > '2022'")
    assert differences(store) == ["version-missing"]


def test_verify_finds_a_damaged_source(store: Store) -> None:
    with sqlite3.connect(store.path) as raw:
        raw.execute("UPDATE sources SET bytes = (SELECT bytes FROM sources ORDER BY size LIMIT 1)")
    assert differences(store) == ["source-damaged"]


def test_verify_trusts_no_broken_chain(store: Store) -> None:
    with sqlite3.connect(store.path) as raw:
        raw.execute("UPDATE ledger SET hash = 'x' WHERE id = 1")
    with pytest.raises(StoreError, match="chain-broken"):
        differences(store)


def test_a_url_of_a_file_opens_the_file_as_a_path_does(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = tmp_path / "named.sqlite"
    monkeypatch.setenv("MATSNE_STORE", str(tmp_path / "other.sqlite"))
    monkeypatch.setenv("MATSNE_DATABASE_URL", f"sqlite:///{file}")
    assert (server_url(), store_file()) == (None, file)
    with chosen_store(store_file()) as opened, opened.engine.connect() as db:
        assert db.exec_driver_sql("PRAGMA journal_mode").scalar() == "wal"
        assert db.exec_driver_sql("PRAGMA foreign_keys").scalar() == 1
    assert file.exists()
    monkeypatch.delenv("MATSNE_DATABASE_URL")
    assert store_file() == tmp_path / "other.sqlite"
