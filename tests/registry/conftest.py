"""The office on a store of its own; a store with one law, and fresh ones."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from benchmarks.one_law import OneLaw
from registry.office import Office
from registry.store import Store


@pytest.fixture
def office_store(tmp_path: Path) -> Iterator[Store]:
    with Store(tmp_path / "office.sqlite") as store:
        yield store


@pytest.fixture
def office(office_store: Store) -> Office:
    return Office(office_store.engine)


@pytest.fixture
def ledger(tmp_path: Path) -> Iterator[OneLaw]:
    made = OneLaw(tmp_path / "store.sqlite")
    yield made
    made.store.close()


@pytest.fixture
def new_ledger(tmp_path: Path) -> Iterator[Callable[[], OneLaw]]:
    """Fresh ledgers, as many as a test asks for."""
    made: list[OneLaw] = []

    def make() -> OneLaw:
        made.append(OneLaw(tmp_path / f"store-{len(made)}.sqlite"))
        return made[-1]

    yield make
    for one in made:
        one.store.close()


def order(action: str, *path: tuple[str, str], **values: object) -> dict[str, object]:
    """An order as :meth:`OneLaw.act` takes it."""
    return {"action": action, "units": path, **values}


@pytest.fixture
def an_order() -> Callable[..., dict[str, object]]:
    return order
