"""What somebody with bad intent, or a bad day, may try: nothing lost, nothing run."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Callable
from pathlib import Path
from threading import current_thread

import pytest
from sqlalchemy import Engine, event

from registry import audit
from registry.office import Office
from registry.secret import FIRST_SECRET, SecretPart
from registry.store import Store
from tests.registry.flow import PARLIAMENT
from tests.workbench.client import Client

TITLE = "<script>alert(1)</script> „ბაღების“ წესი"
DRAFT = {
    "title": TITLE, "kind": "კანონი", "issuers": PARLIAMENT, "force": "publication",
    "text": "საქართველოს კანონი\n\nმუხლი 1\n<img src=x onerror=alert(2)> ტექსტი.",
}  # fmt: skip
SECRET = {
    "act_kind": "ბრძანება", "act_issuer": "მინისტრი", "act_title": "უჩინარი საგანი",
    "act_date": "2026-11-02", "act_place": "თბილისი", "act_number": "17",
    "act_force": "ხელმოწერისთანავე", "act_copies": "2", "act_received_from": "კურიერი",
    "sector": "010340000", "kind": "22", "organ": "027",
}  # fmt: skip
As = Callable[[str], Client]


def made(client: Client) -> str:
    answer = client.post("/office/drafts/new", DRAFT)
    assert answer.status_code == 303
    return str(answer.headers["location"])


@pytest.mark.parametrize("token", ["", "x" * 32, "ა"])
def test_a_forged_token_changes_nothing(as_: As, token: str, office_path: Path) -> None:
    client = as_("draft")
    before = client.get("/office/drafts").text.count("<li>")
    answer = client.post("/office/drafts/new", {**DRAFT, "csrf": token})
    assert answer.status_code == 403
    assert client.get("/office/drafts").text.count("<li>") == before


@pytest.mark.parametrize(
    "headers",
    [
        {"origin": "https://evil.example"}, {"sec-fetch-site": "cross-site"},
        {"sec-fetch-site": "same-site"}, {"origin": "null"},
    ],
)  # fmt: skip
def test_a_form_of_another_site_is_refused(as_: As, headers: dict[str, str]) -> None:
    assert as_("draft").post("/office/drafts/new", DRAFT, headers=headers).status_code == 403


def test_a_replayed_request_is_carried_out_once(as_: As) -> None:
    client = as_("draft")
    form = {**DRAFT, "once": "replayed-token-0123456789"}
    first = client.post("/office/drafts/new", form)
    held = client.get("/office/drafts").text.count("/office/drafts/")
    again = client.post("/office/drafts/new", form)
    assert (first.status_code, again.status_code) == (303, 303)
    assert client.get("/office/drafts").text.count("/office/drafts/") == held


def test_what_a_title_or_text_holds_is_never_run(as_: As) -> None:
    client = as_("draft")
    page = client.get(made(client))
    assert "<script>alert" not in page.text
    assert "&lt;script&gt;alert" in page.text
    assert "<img src=x" not in page.text
    assert "default-src 'self'" in page.headers["content-security-policy"]
    assert page.headers["cache-control"] == "no-store"


def test_cookies_are_ours_alone(as_: As) -> None:
    client = as_("")
    cookie = client.get("/office/login").headers["set-cookie"].lower()
    assert "httponly" in cookie
    assert "samesite=strict" in cookie


def test_whoever_files_the_form_is_shown_the_key_of_their_device_once(as_: As) -> None:
    client = as_("")
    client.form_token()
    filed = client.post("/office/apply", {
        "name": "lika", "person": "ლიკა მაგალითაძე", "email": "lika@example.ge",
        "position": "სპეციალისტი", "body": PARLIAMENT, "rights": ["draft"],
        "password": "გრძელი საიდუმლო სიტყვა",
    })  # fmt: skip
    assert filed.status_code == 200
    assert re.search(r'<code id="secret">[A-Z2-7]{32}</code>', filed.text)
    assert "<strong>lika</strong>" in filed.text


def test_a_huge_upload_is_refused_at_once(as_: As) -> None:
    client = as_("draft")
    draft = made(client)
    size = 200 * 2**20
    answer = client.web.post(
        f"{draft}/file",
        headers={"content-length": str(size), "content-type": "multipart/form-data; boundary=x"},
        content=b"--x\r\n",
    )
    assert answer.status_code == 413  # and nobody waited for the 200 MB, which never came


def test_an_upload_that_hides_its_size_is_refused_too(as_: As) -> None:
    client = as_("draft")

    def stream() -> object:
        yield b'--x\r\nContent-Disposition: form-data; name="file"; filename="a"\r\n\r\n'
        for _ in range(50):
            yield b"0" * 2**20
        yield b"\r\n--x--\r\n"

    answer = client.web.post(
        f"{made(client)}/file",
        headers={"content-type": "multipart/form-data; boundary=x"},
        content=stream(),  # type: ignore[arg-type]
    )
    assert answer.status_code == 413


def bomb() -> bytes:
    """A DOCX of some kilobytes that would unpack to half a gigabyte."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED, compresslevel=9) as file:
        file.writestr("[Content_Types].xml", "<Types/>")
        with file.open("word/document.xml", "w", force_zip64=True) as part:
            for _ in range(512):
                part.write(b"0" * 2**20)
    return out.getvalue()


def test_a_swollen_docx_is_refused(as_: As) -> None:
    files = {"file": ("act.docx", bomb())}
    for role, path in (("draft", "/office/drafts/new"), ("", "/dry-run")):
        client = as_(role)
        if not role:
            client.form_token()
        answer = client.post(path, {**DRAFT, "text": ""}, files=files)
        assert answer.status_code == 422


def steady(client: Client, path: str) -> str:
    """A page without what differs each time: the form tokens and the time left."""
    return re.sub(r'data-warn="\d+"|value="[\w-]{20,}"', "", client.get(path).text)


def test_the_secret_part_leaves_no_trace(as_: As, office_path: Path) -> None:
    public = [
        "/statistics", "/statistics?format=json", "/", "/api/v1/acts", "/register",
        "/api/v1/register", "/api/v1/register.csv", "/api/v1/register.json", "/corrections",
    ]  # fmt: skip
    inside = ["/office/register", "/office/audit", "/office/audit.jsonl", "/office/late"]
    watcher = as_("auditor")
    before = {path: steady(watcher, path) for path in (*public, *inside[:1])}
    keeper = as_("keeper")
    answer = keeper.post("/office/secret", SECRET)
    assert answer.status_code == 303
    page = keeper.get("/office/secret").text
    assert "უჩინარი საგანი" in page
    assert f"010.340.000.22.027.{FIRST_SECRET // 1000:03d}." in page
    watcher = as_("auditor")
    for path in (*public, *inside):
        assert "უჩინარი" not in watcher.get(path).text
        assert str(FIRST_SECRET) not in watcher.get(path).text
    for path, text in before.items():
        assert steady(watcher, path) == text
    with Store(office_path) as store:
        office = Office(store.engine)
        assert not any("secret" in line.action for line in audit.lines(office))
        raw = store.path.read_bytes()
    assert "უჩინარი".encode() not in raw
    part = SecretPart(office_path.parent / "secret.sqlite")
    assert [row[1] for row in part.trail()][-1] == "p-keeper"
    part.close()


@pytest.mark.parametrize("role", ["", "auditor", "registrar", "secret", "administrator"])
def test_the_secret_pages_answer_like_pages_that_are_nowhere(as_: As, role: str) -> None:
    client = as_(role)
    hidden, nowhere = client.get("/office/secret"), client.get("/office/nowhere")
    assert hidden.status_code == nowhere.status_code == 404
    assert hidden.json().keys() == nowhere.json().keys()
    assert hidden.json()["type"] == nowhere.json()["type"]


def test_work_tells_nothing_of_the_secret_part(as_: As) -> None:
    """Who may not see it is answered with the same statements whatever it holds, none of them to
    it: an answer's time can tell nothing."""

    def asked(client: Client) -> list[str]:
        seen: list[str] = []

        def note(connection: object, cursor: object, statement: str, *_: object) -> None:
            if current_thread().name != "index":  # the keeper of the index asks in its own time
                seen.append(statement)

        client.get("/office/secret")  # whatever is opened once is open
        event.listen(Engine, "before_cursor_execute", note)
        try:
            client.get("/office/secret")
        finally:
            event.remove(Engine, "before_cursor_execute", note)
        return seen

    few = asked(as_("auditor"))
    keeper = as_("keeper")
    for n in range(20):
        keeper.post("/office/secret", {**SECRET, "act_number": str(n)})
    assert any("secret_records" in statement for statement in asked(keeper))
    many = asked(as_("auditor"))
    assert many == few != []
    assert not any("secret_records" in statement for statement in many)


def test_bad_fields_are_told_never_a_failure(as_: As) -> None:
    client = as_("systematizer")
    for data in (
        {"kind": "accept", "n": "x"}, {"kind": "accept", "n": "9" * 30}, {"kind": "boo", "n": "1"},
        {"kind": "refuse", "n": "1", "ground": "mood", "reason": "x"},
        {"kind": "correct", "n": "1", "action": "rewrite"},
        {"kind": "correct", "n": "1", "action": "repeal", "unit_kind_0": "law"},
        {"kind": "correct", "n": "1", "action": "substitute", "new_start": "5", "new_end": "2"},
        {"kind": "correct", "n": "1", "action": "repeal", "valid_from": "tomorrow"},
        {"kind": "add", "action": "repeal"}, {"kind": "accept", "n": "77"},
    ):  # fmt: skip
        answer = client.post("/office/bundles/1/decide", data)
        assert 400 <= answer.status_code < 500, data
        assert 'role="alert"' in answer.text or "<h1>" in answer.text


def test_several_are_refused_together_or_none(as_: As) -> None:
    client = as_("systematizer")
    form = {"n": ["2", "3"], "ground": "target-not-found", "reason": "ვერ აისახება"}
    assert client.post("/office/bundles/1/refuse", {**form, "n": ["2", "77"]}).status_code == 404
    assert client.post("/office/bundles/1/refuse", {**form, "reason": ""}).status_code == 422
    assert client.post("/office/bundles/1/refuse", {**form, "n": []}).status_code == 404
    assert 'class="state refuse"' not in client.get("/office/bundles/1").text
    assert client.post("/office/bundles/1/refuse", form).status_code == 303
    assert client.get("/office/bundles/1").text.count('class="state refuse"') == 2
    for n in ("2", "3"):
        client.post("/office/bundles/1/decide", {"kind": "undo", "n": n})


@pytest.mark.parametrize("at", ["0", "100", "99999999999", "x", "-5", "9" * 30])
def test_any_part_of_the_amending_act_may_be_asked_for(as_: As, at: str) -> None:
    page = as_("systematizer").get(f"/office/bundles/1?op=1&at={at}")
    assert page.status_code == 200
    assert 'id="act"' in page.text
