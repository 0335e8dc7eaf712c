"""The office at work while ``matsne import`` fills the same SQLite store.

Run: ``python -m benchmarks.beside_import SHARED [acts] [jobs]``. The import is a process of its
own, over the first acts of ``corpus/acts``. Every second until it is done somebody logs in
(password and device), a draft is saved and a decision is made, each over HTTP. Prints how many
were carried out, how many failed, and the median and longest wait in seconds.
"""

from __future__ import annotations

import json
import lzma
import os
import secrets
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from datetime import date
from itertools import islice
from pathlib import Path

import pyotp
from starlette.testclient import TestClient

from api.web import create_app
from api.workbench_guard import COOKIE
from consolidation.prepare import prepare
from registry import login, people
from registry.office import Office
from registry.publishing import Publication, publish
from registry.register import register
from registry.rights import Right, Role
from registry.store import Store
from schemas.model import Particulars

ROOT = Path(__file__).parents[1]
BODY = "საქართველოს პარლამენტი"
PASSWORD = "გრძელი საიდუმლო სიტყვა"
CLERKS = 45  # each logs in once in so many seconds: a code of a device is good once
TEXT = "საქართველოს კანონი\n\nბაღების შესახებ\n\nმუხლი 1\n1. ბაღი ღიაა.\n"
DRAFT = {"title": "ბაღების შესახებ", "kind": "კანონი", "issuers": BODY, "force": "publication"}


class Desk:
    """People of the office before a store, as their browsers."""

    def __init__(self, store: Path) -> None:
        self.path = store
        self.waits: dict[str, list[float]] = {"log-in": [], "draft": [], "decision": []}
        self.failed: list[str] = []
        self.secrets: dict[str, str] = {}
        self.turn = 0
        with Store(store) as held:
            office = Office(held.engine)
            _bundle(held, office)
            for n in range(CLERKS):
                self._admit(office, f"clerk{n}", (), (Role.REGISTRAR,))
            self._admit(office, "drafter", (Right.DRAFT,), ())
            self._admit(office, "nino", (), (Role.SYSTEMATIZER,))
            self.sessions = {name: self._session(office, name) for name in ("drafter", "nino")}

    def _admit(
        self, office: Office, name: str, rights: tuple[Right, ...], roles: tuple[Role, ...]
    ) -> None:
        body = BODY if rights else ""
        form = people.Form(
            name, f"{name} მაგალითაძე", f"{name}@example.ge", "სპეციალისტი", body, ()
        )
        with office.decision() as db:
            user, self.secrets[name] = people.apply(db, form, PASSWORD)
            people.admit(db, name, rights, roles, "founder", "ბრძანება №1")
            people.accept_terms(db, user)

    def _session(self, office: Office, name: str) -> tuple[str, str]:
        with office.decision() as db:
            first = login.begin(db, name, PASSWORD) or ""
            token = login.second_step(db, first, pyotp.TOTP(self.secrets[name]).now()) or ""
            session = login.session(db, token)
        if session is None:
            raise RuntimeError(f"{name} is not let in")
        return token, session.csrf

    def _send(self, web: TestClient, what: str, path: str, **fields: str) -> str:
        began = time.perf_counter()
        answer = web.post(path, data={"once": secrets.token_urlsafe(18), **fields})
        self.waits[what].append(time.perf_counter() - began)
        if answer.status_code != 303:
            self.failed.append(f"{what}: {answer.status_code} {path}")
        return str(answer.headers.get("location", ""))

    def log_in(self, web: TestClient) -> None:
        name = f"clerk{self.turn % CLERKS}"
        web.cookies.clear()
        web.get("/office/login")
        token = web.cookies["matsne_form"]
        self._send(web, "log-in", "/office/login", csrf=token, name=name, password=PASSWORD)
        page = web.get("/office/code").text
        csrf = page.split('name="csrf" value="')[1].split('"')[0]
        code = pyotp.TOTP(self.secrets[name]).now()
        self._send(web, "log-in", "/office/code", csrf=csrf, code=code)

    def as_(self, web: TestClient, name: str) -> str:
        web.cookies.clear()
        token, csrf = self.sessions[name]
        web.cookies.set(COOKIE, token)
        return csrf

    def work(self, web: TestClient) -> None:
        """A second of the office: a log-in, a draft and a decision."""
        self.log_in(web)
        csrf = self.as_(web, "drafter")
        text = f"{TEXT}{self.turn + 2}. ბაღი მწვანეა.\n"
        self._send(web, "draft", "/office/drafts/new", csrf=csrf, text=text, **DRAFT)
        csrf = self.as_(web, "nino")
        kind = ("defer", "accept")[self.turn % 2]
        self._send(web, "decision", "/office/bundles/1/decide", csrf=csrf, n="1", kind=kind,
                   reason="მიზეზი")  # fmt: skip
        self.turn += 1


def _bundle(store: Store, office: Office) -> None:
    """The example law, and an act that changes it, published here."""
    examples = ROOT / "examples"
    base = (examples / "1-law.txt").read_bytes()
    register(store, prepare(base, "1-law.txt", Particulars(published="2021-02-15")), base, "1")
    data = (examples / "3-amending-law.txt").read_bytes()
    read = prepare(data, "3-amending-law.txt").particulars
    known = Particulars(
        title=read.title, kind="კანონი", date="2022-05-20", issuer=BODY, number="1502",
        published="2022-05-24", organ="ვებგვერდი",
    )  # fmt: skip
    choice = Publication("200000000", "05", "001", (BODY,))
    with office.decision() as db:
        publish(store, db, data, "3", known, choice, "registrar", date(2022, 5, 24))


def lines(shared: Path) -> Iterator[bytes]:
    """Records of the corpus, one act each."""
    for file in sorted((shared / "corpus" / "acts").glob("*.jsonl.xz")):
        with lzma.open(file, "rb") as held:
            yield from held


def run(shared: Path, acts: int, jobs: int, folder: Path) -> dict[str, object]:
    """All of it; what the benchmark prints."""
    store, corpus = folder / "store.sqlite", folder / "acts.jsonl"
    corpus.write_bytes(b"".join(islice(lines(shared), acts)))
    desk = Desk(store)
    command = [sys.executable, "-m", "api.cli", "import", "--jobs", str(jobs), str(corpus)]
    started = time.perf_counter()
    with (
        (folder / "import.txt").open("w") as told,
        subprocess.Popen(
            command, cwd=ROOT, env={**os.environ, "MATSNE_STORE": str(store)}, stdout=told,
            stderr=subprocess.STDOUT,
        ) as child,
        TestClient(create_app(store), follow_redirects=False) as web,
    ):  # fmt: skip
        while child.poll() is None:
            began = time.perf_counter()
            desk.work(web)
            time.sleep(max(0.0, 1 - (time.perf_counter() - began)))
    with Store(store) as held:
        count = len(held.works())
    return {
        "acts": count, "seconds": round(time.perf_counter() - started), "failed": desk.failed,
        **{
            what: {
                "count": len(waits), "median": round(statistics.median(waits), 2),
                "longest": round(max(waits), 2),
            }
            for what, waits in desk.waits.items()
        },
    }  # fmt: skip


if __name__ == "__main__":
    size = int(sys.argv[2]) if len(sys.argv) > 2 else 1000
    processes = int(sys.argv[3]) if len(sys.argv) > 3 else 1
    with tempfile.TemporaryDirectory() as scratch:
        found = run(Path(sys.argv[1]), size, processes, Path(scratch))
    sys.stdout.write(json.dumps(found, ensure_ascii=False, indent=1) + "\n")
