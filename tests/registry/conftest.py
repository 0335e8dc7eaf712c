"""The office on a store of its own; a store with one law, and fresh ones."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from registry.office import Office
from registry.store import Store


@pytest.fixture
def office_store(tmp_path: Path) -> Iterator[Store]:
    with Store(tmp_path / "office.sqlite") as store:
        yield store


@pytest.fixture
def office(office_store: Store) -> Office:
    return Office(office_store.engine)
