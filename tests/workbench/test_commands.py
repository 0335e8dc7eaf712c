"""Commands of the office: the first administrator, backup and restore, people's corrections."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import Result

from registry import bundles, deciding, people
from registry.deciding import Fields, corrected, missed, refused
from registry.office import Office
from registry.store import Store
from tests.registry.flow import everyone, published

Run = Callable[..., Result]


@pytest.fixture
def worked(tmp_path: Path, examples: Path) -> Path:
    """A store with an act of which three orders were decided by a person otherwise."""
    path = tmp_path / "store.sqlite"
    with Store(path) as store:
        office = Office(store.engine)
        everyone(office)
        published(store, office, examples, "1-law.txt")
        published(store, office, examples, "3-amending-law.txt")
        with office.decision() as db:
            one = [entry for entry, _ in bundles.proposed(db, 1)]
            text = (examples / "3-amending-law.txt").read_text("utf-8")
            fields = Fields("repeal", (("article", "4"), ("point", "2")))
            for n, kind, entry in (
                (1, "accept", None),
                (2, "correct", corrected(one[1], fields, text)),
                (3, "refuse", refused(one[2], "target-not-found", "არ არის")),
                (5, "add", missed(one[0], 5, (20, 60), fields, text)),
            ):
                bundle = bundles.get(db, 1)
                deciding.decide(db, bundle, n, kind, entry, "მიზეზი", "nino")  # type: ignore[arg-type]
    return path


def test_corrections_are_cases_without_names(worked: Path, matsne: Run) -> None:
    done = matsne("export", "corrections")
    cases = [json.loads(line) for line in done.stdout.splitlines()]
    assert [case["kind"] for case in cases] == ["correct", "refuse", "add"]
    assert cases[0]["proposed"]["action"] == "substitute"
    assert cases[0]["decided"]["action"] == "repeal"
    assert cases[2]["proposed"] is None
    assert "nino" not in done.stdout


def test_backup_and_restore(worked: Path, matsne: Run, tmp_path: Path, monkeypatch) -> None:  # type: ignore[no-untyped-def]
    file = tmp_path / "matsne.backup"
    assert matsne("backup", file).exit_code == 0
    assert matsne("restore", file).exit_code == 3
    monkeypatch.setenv("MATSNE_STORE", str(tmp_path / "new" / "store.sqlite"))
    assert matsne("restore", file).exit_code == 0
    assert matsne("verify").exit_code == 0


def test_the_first_administrator_and_no_second(matsne: Run, tmp_path: Path) -> None:
    words = ("--person", "ნინო მაგალითაძე", "--email", "n@example.ge", "--password")
    done = matsne("office", "admin", "nino", *words, "გრძელი საიდუმლო სიტყვა")
    assert done.exit_code == 0
    assert len(done.stdout.strip()) == 32
    with Store(tmp_path / "store.sqlite") as store, Office(store.engine).reading() as db:
        assert [user.state for user in people.everybody(db)] == ["active"]
    assert matsne("office", "admin", "lasha", *words, "გრძელი საიდუმლო სიტყვა").exit_code == 2


def test_imported_acts_are_taken_over_once(matsne: Run, examples: Path, tmp_path: Path) -> None:
    assert matsne("import", examples).exit_code == 0
    assert matsne("office", "take-over").stdout.startswith("0 ")
    with sqlite3.connect(tmp_path / "store.sqlite") as db:  # as an earlier program left it
        (acts,) = db.execute("SELECT count(*) FROM works").fetchone()
        db.execute("DELETE FROM register_records")
    assert matsne("office", "take-over").stdout.startswith(f"{acts} ")
    assert matsne("office", "take-over").stdout.startswith("0 ")


def test_a_store_is_migrated_back_and_forward(matsne: Run, examples: Path, tmp_path: Path) -> None:
    assert matsne("import", examples).exit_code == 0
    assert matsne("migrate", "--to", "2").exit_code == 0
    refused = matsne("history", "410")
    assert refused.exit_code == 3
    assert "matsne migrate" in refused.output
    assert matsne("migrate").exit_code == 0
    assert matsne("history", "410").exit_code == 0
    assert matsne("migrate", "--to", "1").exit_code == 3
