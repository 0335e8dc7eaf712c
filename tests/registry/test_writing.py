"""The writer's turn: who waits is let in, who is not let in is told so, nothing is half-kept."""

from __future__ import annotations

import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from itertools import islice
from pathlib import Path

import pytest
from sqlalchemy import text

from api.cli_import import Item, import_all
from registry import writing
from registry.office import Office
from registry.store import Store
from registry.writing import Busy, Turns, told_busy


@contextmanager
def locked(path: Path, seconds: float | None = None) -> Iterator[None]:
    """Another process's writer, until the end or for some seconds."""
    there, over = threading.Event(), threading.Event()

    def hold() -> None:
        with Store(path) as store, store.transaction():
            there.set()
            over.wait(seconds)

    holder = threading.Thread(target=hold)
    holder.start()
    assert there.wait(5)
    try:
        yield
    finally:
        over.set()
        holder.join()


def test_a_writer_waits_for_its_turn(tmp_path: Path) -> None:
    path = tmp_path / "store.sqlite"
    with Store(path) as store:
        office = Office(store.engine)
        with locked(path, 0.6):
            began = time.monotonic()
            with office.decision() as db:
                db.execute(text("SELECT 1"))
            assert 0.4 < time.monotonic() - began < 3


def test_a_turn_that_does_not_come_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "store.sqlite"
    with Store(path) as store:
        with locked(path):
            with pytest.raises(Busy), writing.writing(store.engine, wait=0.1):
                raise AssertionError("nobody gets here")
            with store.engine.connect() as db:
                db.execute(text("PRAGMA busy_timeout=10"))
                insert = text("INSERT INTO code_counters VALUES ('05.001', 1)")
                with pytest.raises(Busy), told_busy():
                    db.execute(insert)
        with store.transaction() as db:  # and it comes when the other is done
            assert db.execute(text("SELECT count(*) FROM code_counters")).scalar() == 0


def test_another_error_of_the_database_is_no_lock(tmp_path: Path) -> None:
    with (
        Store(tmp_path / "store.sqlite") as store,
        pytest.raises(Exception, match="no such table"),
        told_busy(),
        store.engine.connect() as db,
    ):
        db.execute(text("SELECT * FROM nowhere"))


def law(number: int) -> Item:
    words = (
        f"საქართველოს კანონი\n\nმე-{number} ბაღის შესახებ\n\nმუხლი 1\n1. ბაღი ღიაა.\n2. ბაღი "
        f"მწვანეა.\n\nსაქართველოს პრეზიდენტი ს. მაგალითაძე\nთბილისი,\n2023 წლის 1 მარტი.\n"
        f"№{number}\n"
    )
    return Item(f"{number}.txt", words.encode(), None)


def test_an_import_lets_the_office_in(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Every few acts somebody else has a turn, whatever the import has still to do."""
    monkeypatch.setattr("registry.writing.HOLD", 0.05)
    path = tmp_path / "store.sqlite"
    waits: list[float] = []
    over = threading.Event()

    def office() -> None:
        with Store(path) as other:
            while not over.is_set():
                began = time.monotonic()
                with Office(other.engine).decision() as db:
                    db.execute(text("UPDATE code_counters SET last = last"))
                waits.append(time.monotonic() - began)
                time.sleep(0.02)

    with Store(path) as store:
        clerk = threading.Thread(target=office)
        clerk.start()
        done = list(import_all(store, map(law, range(1, 120))))
        over.set()
        clerk.join()
    assert [name for name, outcome in done if isinstance(outcome, Exception)] == []
    assert len(waits) > 5
    assert max(waits) < 2


def test_no_turn_is_held_while_acts_are_read(tmp_path: Path) -> None:
    """Reading takes most of an import's time; the first act of a batch waits for all of it."""
    path = tmp_path / "store.sqlite"
    free: list[bool] = []

    def items(other: Store) -> Iterator[Item]:
        for number in range(1, 4):
            with writing.writing(other.engine, wait=0):
                free.append(True)
            yield law(number)

    with Store(path) as store, Store(path) as other:
        assert len(list(islice(import_all(store, items(other)), 3))) == 3
    assert free == [True] * 3


def test_turns_measure_the_longest_and_leave_a_gap(tmp_path: Path) -> None:
    with Store(tmp_path / "store.sqlite") as store:
        turns = Turns(store.engine)
        ends: list[float] = []
        for _ in range(2):
            with turns:
                ends.append(time.monotonic())
                time.sleep(0.05)
            assert turns.over() is False
        assert ends[1] - ends[0] >= 0.05 + writing.LET_IN
        assert 0.05 <= turns.longest < 1
