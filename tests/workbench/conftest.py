"""The office over HTTP: a store with an act published, and people of every role logged in."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from starlette.testclient import TestClient

from api.web import create_app
from api.workbench_guard import COOKIE
from registry import login
from registry.office import Office
from registry.rights import Right, Role
from registry.store import Store
from tests.registry.flow import EXAMPLES, PARLIAMENT, everyone, published
from tests.registry.people import admitted, logged_in
from tests.workbench.client import Client

PEOPLE: dict[str, dict[str, object]] = {
    **{right.value: {"rights": [right], "body": PARLIAMENT} for right in Right},
    **{role.value: {"roles": [role], "body": ""} for role in Role},
    "keeper": {"roles": [Role.REGISTRAR, Role.SECRET], "body": ""},
}


@pytest.fixture(scope="module")
def office_path(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A store in which the example law and one change of it are published."""
    path = tmp_path_factory.mktemp("office") / "store.sqlite"
    with Store(path) as store:
        office = Office(store.engine)
        everyone(office)
        published(store, office, EXAMPLES, "1-law.txt")
        published(store, office, EXAMPLES, "3-amending-law.txt")
    return path


@pytest.fixture(scope="module")
def office_tokens(office_path: Path) -> dict[str, str]:
    """A session token of one person of each right and role."""
    tokens = {}
    with Store(office_path) as store:
        office = Office(store.engine)
        for name, what in PEOPLE.items():
            secret = admitted(office, f"p-{name}", **what)  # type: ignore[arg-type]
            tokens[name] = logged_in(office, f"p-{name}", secret)
    return tokens


@pytest.fixture(scope="module")
def office_web(office_path: Path) -> Iterator[TestClient]:
    with (
        pytest.MonkeyPatch.context() as patch,
        TestClient(create_app(office_path), follow_redirects=False) as web,
    ):
        patch.setenv("MATSNE_SECRET_STORE", str(office_path.parent / "secret.sqlite"))
        yield web


@pytest.fixture(scope="module")
def office_forms(office_path: Path, office_tokens: dict[str, str]) -> dict[str, str]:
    """The form token of each person's session."""
    with Store(office_path) as store, store.engine.begin() as db:
        sessions = {name: login.session(db, token) for name, token in office_tokens.items()}
    return {name: session.csrf for name, session in sessions.items() if session is not None}


@pytest.fixture
def as_(
    office_web: TestClient, office_tokens: dict[str, str], office_forms: dict[str, str]
) -> Callable[[str], Client]:
    """A client that is a person of a role („“: nobody)."""

    def client(role: str) -> Client:
        office_web.cookies.clear()
        if role:
            office_web.cookies.set(COOKIE, office_tokens[role])
        return Client(office_web, office_forms.get(role, ""))

    return client


@pytest.fixture(scope="module")
def browser() -> Iterator[Any]:
    """Chromium; the test is skipped where there is none, or no playwright."""
    from tests.workbench.browser import chromium  # noqa: PLC0415 - skips without playwright

    with chromium() as found:
        yield found
