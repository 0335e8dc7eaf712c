"""An office in which every form can be carried out, copied for each test that carries one out."""

from __future__ import annotations

import hashlib
import shutil
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from pathlib import Path

from starlette.testclient import TestClient

from api.web import create_app
from consolidation.prepare import prepare
from registry import (
    approval,
    bundles,
    deciding,
    desk,
    events,
    login,
    official,
    people,
    preview,
)
from registry.office import Office
from registry.people import User
from registry.register import register
from registry.store import Store
from schemas.model import Particulars
from tests.registry.flow import (
    LAW,
    PARLIAMENT,
    WORDS,
    WORDS_OF,
    brought,
    drafted,
    everyone,
    published,
    user,
)  # fmt: skip
from tests.registry.people import PASSWORD, admitted, logged_in
from tests.workbench.client import Client
from tests.workbench.conftest import PEOPLE

UNKNOWN = WORDS.replace("№410", "№999").replace("10 თებერვლის", "11 თებერვლის").replace(
    "სარეგისტრაციო კოდი: 200000000.05.001.016001", "სარეგისტრაციო კოდი: 200000000.05.001.015999"
).replace("საჯარო ბიბლიოთეკების", "უცნობი საგნის")  # fmt: skip
TEXT = "საქართველოს კანონი\n\nბაღების შესახებ\n\nმუხლი 1\n1. ბაღი ღიაა.\n"
BUNDLE, WORDS_BUNDLE, LOST_BUNDLE, DRAFT = 1, 2, 3, "draft"


@dataclass(slots=True)
class World:
    """One office on a store of its own. ``tokens``: a whole session of each role."""

    path: Path
    tokens: dict[str, str]
    secrets: dict[str, str]
    csrf: dict[str, str] = field(default_factory=dict)

    @classmethod
    def made(cls, path: Path, examples: Path) -> World:
        """The first one: acts published, an amending act imported, people of every role."""
        with Store(path) as store:
            office = Office(store.engine)
            everyone(office)
            published(store, office, examples, "1-law.txt")
            published(store, office, examples, "3-amending-law.txt")
            brought(store, office, WORDS, *WORDS_OF)
            brought(store, office, UNKNOWN, WORDS_OF[0], "2101", "2023-03-02", "2023-03-04")
            data = WORDS.replace("№2100", "№2102").encode()
            known = Particulars(published="2023-03-05")
            register(store, prepare(data, "imported.txt", known), data, "imported.txt")
            secrets = {
                name: admitted(office, f"p-{name}", **what)  # type: ignore[arg-type]
                for name, what in PEOPLE.items()
            }
            secrets["colleague"] = admitted(office, "p-colleague", roles=[], body="")
            with office.decision() as db:
                people.admit(db, "p-colleague", (), (people.Role.ADMINISTRATOR,), "founder", "№2")
            tokens = {
                name: logged_in(office, f"p-{name}", secret) for name, secret in secrets.items()
            }
            with store.engine.begin() as db:
                csrf = {
                    name: session.csrf
                    for name, token in tokens.items()
                    if (session := login.session(db, token)) is not None
                }
        with sqlite3.connect(path) as raw:
            raw.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        return cls(path, tokens, secrets, csrf)

    def copy(self, path: Path) -> World:
        shutil.copy(self.path, path)
        return replace(self, path=path)

    @contextmanager
    def office(self) -> Iterator[tuple[Store, Office]]:
        with Store(self.path) as store:
            yield store, Office(store.engine)

    @contextmanager
    def web(self) -> Iterator[TestClient]:
        with TestClient(create_app(self.path), follow_redirects=False) as web:
            yield web

    def client(self, web: TestClient, role: str) -> Client:
        """A browser of a person of a role; „“: of nobody."""
        web.cookies.clear()
        if not role:
            client = Client(web, "")
            client.form_token()
            return client
        web.cookies.set("matsne_session", self.tokens[role])
        return Client(web, self.csrf[role])

    def state(self) -> dict[str, str]:
        """A fingerprint of every table, without the instant at which a session was last seen."""
        out = {}
        with sqlite3.connect(self.path) as raw:
            names = raw.execute("SELECT name FROM sqlite_master WHERE type = 'table'").fetchall()
            for (name,) in names:
                columns = [row[1] for row in raw.execute(f'PRAGMA table_info("{name}")')]
                wanted = ", ".join(f'"{one}"' for one in columns if one != "seen")
                rows = sorted(map(repr, raw.execute(f'SELECT {wanted} FROM "{name}"')))
                out[name] = hashlib.sha256("\n".join(rows).encode()).hexdigest()
        return out

    # what a form needs to find

    def person(self, office: Office, role: str) -> User:
        return user(office, f"p-{role}")

    def draft(self, *steps: tuple[str, str, dict[str, str]]) -> int:
        """A draft after steps: name, role, details."""
        with self.office() as (_, office):
            number = drafted(office, "ბაღების შესახებ", TEXT.encode())
            for name, role, detail in steps:
                with office.decision() as db:
                    kept = desk.get(db, number)
                    desk.move(db, kept, name, self.person(office, role), detail)
        return number

    def decided(self, bundle: int = BUNDLE, *, to: str = "decided") -> list[int]:
        """A bundle with every operation accepted; ``to``: submitted, confirmed, approved."""
        with self.office() as (store, office), office.decision() as db:
            numbers = [entry.operation.n for entry, _ in bundles.proposed(db, bundle)]
            for n in numbers:
                one = bundles.get(db, bundle)
                deciding.decide(db, one, n, "accept", None, "", "p-systematizer")
            if to == "decided":
                return numbers
            approval.submit(store, db, bundles.get(db, bundle), "p-systematizer")
            if to == "submitted":
                return numbers
            approval.confirm(db, bundles.get(db, bundle), numbers, "p-approver")
            if to == "approved":
                approval.approve(store, db, bundles.get(db, bundle), "p-approver")
        return numbers

    def misaimed(self) -> None:
        """The first operation of a bundle corrected to a place that its words do not cite."""
        with self.office() as (store, office), office.decision() as db:
            one = bundles.get(db, BUNDLE)
            work = store.work(one.amending, db)
            assert work is not None
            words = preview.intake_of(store, db, work).source.text
            entry = deciding.decided(db, BUNDLE)[0][0]
            other = deciding.Fields("repeal", (("article", "4"), ("point", "2")))
            new = deciding.corrected(entry, other, words)
            deciding.decide(db, one, entry.operation.n, "correct", new, "ასეა", "p-systematizer")

    def event(self) -> int:
        """An editorial correction that was proposed."""
        with self.office() as (store, office), office.decision() as db:
            return events.propose(store, db, CORRECTION)

    def difference(self, examples: Path) -> int:
        text = (examples / "1-law.txt").read_text("utf-8").replace("14 დღე", "15 დღე")
        with self.office() as (store, office), office.decision() as db:
            official.compare(store, db, LAW, "2022-01-01", text.encode(), "o.txt", "p-auditor")
            return official.listed(db)[0].id

    def first_step(self, role: str) -> str:
        """The token of a person who gave the password and no code yet."""
        with self.office() as (_, office), office.decision() as db:
            token = login.begin(db, f"p-{role}", PASSWORD)
            assert token is not None
            session = login.session(db, token)
            assert session is not None
            self.csrf = {**self.csrf, role: session.csrf}
            self.tokens = {**self.tokens, role: token}
            return token


CORRECTION = events.Decision(
    "correct", "nino", "ზედმეტი მძიმე", LAW, unit="art_1", old="წიგნისა და ცოდნის",
    new="წიგნისა და, ცოდნის", day="2023-05-01",
)  # fmt: skip
__all__ = ["BUNDLE", "LAW", "LOST_BUNDLE", "PARLIAMENT", "WORDS_BUNDLE", "World"]
