"""A store that stays locked: 503 with the form kept, never 500; on the command line one line."""

from __future__ import annotations

import re
import subprocess
import sys
from collections.abc import Callable, Iterator
from html import unescape
from pathlib import Path

import pytest

from registry.store import Store
from tests.registry.people import PASSWORD
from tests.workbench.client import Client

As = Callable[[str], Client]
TEXT = 'საქართველოს კანონი\n\nმუხლი 1\n1. ბაღი „ღიაა“ & "მწვანეა" <ხე>.\n'
DRAFT = {
    "title": "ბაღების შესახებ", "kind": "კანონი", "issuers": "საქართველოს პარლამენტი",
    "force": "publication", "text": TEXT,
}  # fmt: skip


@pytest.fixture
def locked(office_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Store]:
    """Somebody else's transaction that does not end, and writers who do not wait long."""
    monkeypatch.setattr("registry.writing.WAIT", 0.2)
    with Store(office_path) as other, other.engine.connect() as db:
        db.exec_driver_sql("BEGIN IMMEDIATE")
        yield other
        db.exec_driver_sql("ROLLBACK")


def hidden(page: str) -> dict[str, str]:
    found = re.findall(r'<input type="hidden" name="([^"]+)" value="([^"]*)">', page)
    return {name: unescape(value) for name, value in found}


def test_a_locked_store_keeps_what_was_typed(
    as_: As, office_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("registry.writing.WAIT", 0.2)
    client = as_("draft")
    with Store(office_path) as other, other.engine.connect() as db:
        db.exec_driver_sql("BEGIN IMMEDIATE")
        answer = client.post("/office/drafts/new", DRAFT)
        assert answer.status_code == 503
        assert int(answer.headers["retry-after"]) > 0
        kept = hidden(answer.text)
        assert {name: kept[name] for name in DRAFT} == DRAFT
        db.exec_driver_sql("ROLLBACK")
    again = client.web.post("/office/drafts/new", data=kept)  # as the page's button sends it
    assert again.status_code == 303
    assert "ბაღების შესახებ" in client.get(again.headers["location"]).text


def test_what_was_written_in_a_refused_form_is_on_the_page(as_: As) -> None:
    words = "მითითება ამ აქტს არ შეეხება, რადგან <b>სხვა</b> აქტია"
    answer = as_("systematizer").post("/office/bundles/77/comment", {"n": "1", "text": words})
    assert answer.status_code == 404
    assert words in unescape(answer.text)
    assert "<b>სხვა" not in answer.text


@pytest.mark.usefixtures("locked")
def test_a_password_is_not_written_into_the_page(as_: As) -> None:
    client = as_("")
    client.form_token()
    answer = client.post("/office/login", {"name": "p-draft", "password": PASSWORD})
    assert answer.status_code == 503
    assert PASSWORD not in answer.text
    assert hidden(answer.text)["name"] == "p-draft"
    assert '<input id="p-password" name="password" type="password" required>' in answer.text


@pytest.mark.usefixtures("locked")
def test_a_file_is_asked_for_anew(as_: As) -> None:
    answer = as_("draft").post(
        "/office/drafts/new", {**DRAFT, "text": ""}, files={"file": ("a.txt", TEXT.encode())}
    )
    assert answer.status_code == 503
    assert 'enctype="multipart/form-data"' in answer.text
    assert 'name="file" type="file" required' in answer.text


@pytest.mark.usefixtures("locked")
def test_pages_are_read_as_ever(as_: As) -> None:
    for role, path in (("draft", "/office/drafts"), ("systematizer", "/office/queue")):
        assert as_(role).get(path).status_code == 200
    assert as_("").get("/register").status_code == 200


def test_the_command_line_says_it_in_a_line(locked: Store, examples: Path) -> None:
    program = (
        "import sys; from registry import writing; writing.WAIT = 0.2; import api.cli; "
        "sys.argv[0] = 'matsne'; api.cli.main()"
    )
    done = subprocess.run(
        [sys.executable, "-c", program, "import", str(examples / "2-order.txt")],
        env={"MATSNE_STORE": str(locked.path), "PYTHONPATH": str(Path(__file__).parents[2])},
        capture_output=True, text=True, check=False, timeout=120,
    )  # fmt: skip
    lines = [line for line in done.stderr.splitlines() if line.startswith("შეცდომა")]
    assert (done.returncode, len(lines)) == (5, 1)
    assert "Traceback" not in done.stderr
