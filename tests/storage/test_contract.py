"""What every store holds to, on SQLite and on PostgreSQL alike; backups that come back."""

from __future__ import annotations

import threading
from pathlib import Path

import pytest
from sqlalchemy import text
from sqlalchemy.exc import DatabaseError
from starlette.testclient import TestClient

from api.web import create_app
from registry import approval, audit, bundles, corrective, deciding, numbering
from registry.append_only import TABLES
from registry.backup import backup, restore
from registry.office import Office, OfficeError
from registry.store import Store, StoreError
from registry.verify import verify
from schemas.model import text_of
from tests.registry.flow import LAW, everyone, published


@pytest.fixture
def worked(any_store: Store, examples: Path) -> Office:
    """A store in which a law was published, changed and systematized."""
    office = Office(any_store.engine)
    everyone(office)
    published(any_store, office, examples, "1-law.txt")
    published(any_store, office, examples, "3-amending-law.txt")
    with office.decision() as db:
        for entry, _ in bundles.proposed(db, 1):
            deciding.decide(db, bundles.get(db, 1), entry.operation.n, "accept", None, "", "nino")
        approval.submit(any_store, db, bundles.get(db, 1), "nino")
        approval.confirm(db, bundles.get(db, 1), [1, 2, 3, 4], "giorgi")
        approval.approve(any_store, db, bundles.get(db, 1), "giorgi")
        corrective.open_event(db, bundles.get(db, 1), "მე-3 მითითება არ იყო", "nino")
    return office


def test_the_way_from_draft_to_law(any_store: Store, worked: Office) -> None:
    assert [e.valid_from for e in any_store.expressions(LAW)] == ["2021-03-01", "2022-05-25"]
    assert any_store.chain_break() is None
    assert audit.broken_at(worked) is None
    assert [d for _, found in verify(any_store) for d in found] == []


def test_a_corrective_event_is_carried_out(any_store: Store, worked: Office) -> None:
    with worked.decision() as db:
        deciding.decide(db, bundles.get(db, 2), 3, "no-effect", None, "არ იყო", "nino")
        approval.submit(any_store, db, bundles.get(db, 2), "nino")
        approval.confirm(db, bundles.get(db, 2), [3], "giorgi")
        approval.approve(any_store, db, bundles.get(db, 2), "giorgi")
    last = any_store.expressions(LAW)[-1].act
    assert "იხდის ჯარიმას" in text_of(last.root)
    assert any_store.chain_break() is None
    assert [d for _, found in verify(any_store) for d in found] == []


def test_a_decision_that_fails_leaves_nothing(any_store: Store) -> None:
    office = Office(any_store.engine)

    def fail() -> None:
        with office.decision() as db:
            audit.note(db, "nino", "something", "x")
            raise OfficeError("no", "no")

    with pytest.raises(OfficeError):
        fail()
    assert audit.lines(office) == []


@pytest.mark.parametrize("table", [table.name for table in TABLES])
def test_append_only_tables_refuse_a_change(any_store: Store, worked: Office, table: str) -> None:
    column = next(c.name for t in TABLES if t.name == table for c in t.columns)
    for change in (f"UPDATE {table} SET {column} = {column}", f"DELETE FROM {table}"):
        with pytest.raises(DatabaseError, match="append-only"), worked.decision() as db:
            db.execute(text(change))


def test_writers_at_once_get_different_codes(any_store: Store) -> None:
    office = Office(any_store.engine)
    codes: list[str] = []
    failures: list[Exception] = []

    def write(worker: int) -> None:
        try:
            for n in range(10):
                with office.decision() as db:
                    book = numbering.tables(db)
                    code = numbering.give(
                        db, sector="010340000", kind="22", organ="027", day="2026-11-20",
                        holder=f"{worker}-{n}", book=book,
                    )  # fmt: skip
                    audit.note(db, f"w{worker}", "given", code.digits)
                codes.append(code.digits)
        except Exception as error:
            failures.append(error)

    threads = [threading.Thread(target=write, args=(w,)) for w in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert failures == []
    assert len(set(codes)) == 40
    assert audit.broken_at(office) is None
    with office.reading() as db:
        assert numbering.missing(db) == []


def test_a_backup_comes_back_whole_on_either_database(
    any_store: Store, other_store: Store, worked: Office, tmp_path: Path, examples: Path
) -> None:
    file = tmp_path / "backup.zst"
    rows = backup(any_store, file)
    assert restore(other_store, file) == rows
    office = Office(other_store.engine)
    assert [e.sha256 for e in other_store.expressions(LAW)] == [
        e.sha256 for e in any_store.expressions(LAW)
    ]
    assert list(audit.export(office)) == list(audit.export(worked))
    assert [d for _, found in verify(other_store) for d in found] == []
    published(other_store, office, examples, "5-amending-law.txt")
    assert audit.broken_at(office) is None


def test_a_store_that_holds_something_is_not_restored_over(
    any_store: Store, worked: Office, tmp_path: Path
) -> None:
    file = tmp_path / "backup.zst"
    backup(any_store, file)
    with pytest.raises(StoreError, match="not empty"):
        restore(any_store, file)


@pytest.mark.parametrize("keep", [0, 10, 0.5, 0.999])
def test_a_backup_that_is_cut_off_or_damaged_is_refused(
    any_store: Store, tmp_path: Path, keep: float
) -> None:
    file = tmp_path / "backup.zst"
    backup(any_store, file)
    data = file.read_bytes()
    file.write_bytes(data[: int(keep if keep > 1 else len(data) * keep)])
    with Store(tmp_path / "empty.sqlite") as empty:
        with pytest.raises(StoreError):
            restore(empty, file)
        assert empty.works() == []


def test_the_web_stands_on_either_database(any_store: Store, worked: Office) -> None:
    server = None
    if any_store.engine.dialect.name == "postgresql":
        server = any_store.engine.url.render_as_string(hide_password=False)
    with TestClient(create_app(any_store.path, server=server)) as web:
        assert web.get(f"/api/v1/acts{LAW}").status_code == 200
        before = web.get("/api/v1/register").json()
        assert [one["act"] for one in before["items"]][-1] == LAW
        assert before["items"][-1]["changed"] == ["2022-05-25"]
        with worked.decision() as db:
            deciding.decide(db, bundles.get(db, 2), 3, "no-effect", None, "არ იყო", "nino")
            approval.submit(any_store, db, bundles.get(db, 2), "nino")
            approval.confirm(db, bundles.get(db, 2), [3], "giorgi")
            approval.approve(any_store, db, bundles.get(db, 2), "giorgi")
        text = web.get(LAW, headers={"accept": "text/plain"}).text
        assert "იხდის ჯარიმას" in text
        assert web.get("/register").status_code == 200
