"""The dry run over HTTP: the whole law, petits for every order, clear answers, nothing kept."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Callable
from html import unescape
from pathlib import Path

import pytest
from httpx import Response

from api import workbench_dry_run
from registry.store import Store
from tests.registry.flow import EXAMPLES, PARLIAMENT
from tests.workbench.client import Client

As = Callable[[str], Client]
DRAFT = (EXAMPLES / "5-amending-law.txt").read_text("utf-8")


def tried(as_: As, text: str, **more: object) -> Response:
    visitor = as_("")
    visitor.form_token()
    fields = {"text": text, "kind": "კანონი", "issuer": PARLIAMENT, "day": "2026-11-23"}
    files = more.pop("files", None)
    return visitor.post("/dry-run", {**fields, **more}, **({"files": files} if files else {}))


def words(answer: Response) -> str:
    return " ".join(unescape(re.sub(r"<[^>]*>", " ", answer.text)).split())


def test_the_whole_law_with_its_petits(as_: As) -> None:
    answer = tried(as_, DRAFT)
    assert answer.status_code == 200
    shown = words(answer)
    assert "ბიბლიოთეკა ღიაა კვირაში" in shown  # a unit that the draft does not touch
    assert "კანონი, რომელიც გამოვა: 2027-01-01-დან" in shown
    assert 'id="a1s1c1"' in answer.text
    assert "სისტემატიზაცია ვერ განხორციელდა – საქართველოს 2026 წლის 15 სექტემბრის" in shown


def test_a_petit_for_every_refusal(as_: As) -> None:
    """Two orders refused in one article: each says the petit that will tell of it."""
    again = "2. მე-4 მუხლის მე-8 პუნქტი ამოღებულ იქნეს.\n3. კანონს დაემატოს"
    answer = tried(as_, DRAFT.replace("3. კანონს დაემატოს", again))
    listed = answer.text.partition('class="orders"')[2].partition("</ol>")[0]
    found = re.findall(r'<li class="made refusal">(სისტემატიზაცია ვერ[^<]*)</li>', listed)
    orders = [one for one in found if "№3077" in one]
    assert len(orders) == 2


def test_an_act_that_is_not_held_still_shows_its_orders(as_: As) -> None:
    text = DRAFT.replace("საჯარო ბიბლიოთეკების", "ზღვის სანაპიროების").replace("№410", "№411")
    shown = words(tried(as_, text))
    assert "ეს აქტი რეესტრში არ არის" in shown
    assert "მე-4 მუხლის მე-7 პუნქტი ამოღებულ იქნეს" in shown


def test_particulars_are_held_against_the_register(as_: As) -> None:
    text = DRAFT.replace("15.02.2021", "16.02.2021")
    shown = words(tried(as_, text))
    assert "გამოქვეყნების თარიღი რეესტრში: 2021-02-15" in shown
    assert "სარეგისტრაციო კოდი რეესტრში: 200000000.05.001.016001" in shown


def word_file(document: bytes) -> bytes:
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w", zipfile.ZIP_DEFLATED) as package:
        package.writestr("[Content_Types].xml", b"<Types/>")
        package.writestr("word/document.xml", document)
    return held.getvalue()


BOMB = word_file(b"<w:document>" + b" " * (60 * 2**20))
CUT = word_file(b"<w:document></w:document>")
BAD: dict[str, tuple[str, bytes, str]] = {
    "a Word file whose head is gone": ("order.docx", b"\x00\x00" + CUT[2:], "order.docx, byte 0"),
    "a text that calls itself Word": ("order.docx", DRAFT.encode(), "order.docx, byte 0"),
    "a Word file cut off": ("order.docx", CUT[: len(CUT) // 2], "DOCX ფაილი დაზიანებულია"),
    "a Word file with broken XML": ("order.docx", word_file(b"<w:doc"), "word/document.xml"),
    "a zip bomb": ("order.docx", BOMB, "ზომაზე დიდია"),
    "no PDF at all": ("order.pdf", b"hello", "order.pdf, byte 0"),
    "half of a letter": ("order.txt", "საქართველო".encode()[1:], "order.txt, line 1, byte 0"),
    "Windows-1251": ("order.txt", "Закон".encode("cp1251"), "კოდირება UTF-8 არ არის"),
    "a picture": ("order.jpg", b"\xff\xd8\xff\xe0", "order.jpg"),
    "rich text": ("order.rtf", b"{\\rtf1 }", "order.rtf"),
}  # fmt: skip


@pytest.mark.parametrize("case", list(BAD))
def test_what_cannot_be_read_is_said_by_name_and_place(as_: As, case: str) -> None:
    name, data, said = BAD[case]
    answer = tried(as_, "რაც დავწერე", files={"file": (name, data)})
    assert answer.status_code == 422
    assert said in words(answer)
    assert "რაც დავწერე" in answer.text  # the form comes back with what was written
    assert 'id="answer"' not in answer.text


def test_an_empty_form_comes_back_with_a_message(as_: As) -> None:
    answer = tried(as_, "  ")
    assert answer.status_code == 422
    assert "ჩასვით პროექტის ტექსტი" in answer.text
    assert f'value="{PARLIAMENT}"' in answer.text
    assert tried(as_, DRAFT, day="2026-02-30").status_code == 422


def test_more_than_a_draft_may_have(as_: As) -> None:
    answer = tried(as_, "x", files={"file": ("order.txt", b"a" * (5 * 2**20))})
    assert answer.status_code == 413
    assert "უდიდესი 4 მბ" in answer.text


def test_more_than_can_be_read_in_a_while(as_: As, monkeypatch: pytest.MonkeyPatch) -> None:
    answer = tried(as_, "ტექსტი\n" * 80_000)
    assert answer.status_code == 413
    assert "500000 ნიშანი" in answer.text
    monkeypatch.setattr(workbench_dry_run, "GREAT", 10)
    with workbench_dry_run._ONE_GREAT:
        assert tried(as_, DRAFT).status_code == 503
    assert tried(as_, DRAFT).status_code == 200


def test_a_script_in_a_draft_is_shown_and_not_run(as_: As) -> None:
    text = DRAFT.replace("ხუთი წიგნისა", "<script>alert(1)</script> ხუთი წიგნისა")
    answer = tried(as_, text)
    assert "<script>alert" not in answer.text
    assert "&lt;script&gt;alert" in answer.text


def test_nothing_is_kept(as_: As, office_path: Path) -> None:
    before = office_path.stat().st_size
    tried(as_, DRAFT)
    with Store(office_path) as store:
        assert len(store.works()) == 2
    assert office_path.stat().st_size == before


def test_the_repeal_of_a_whole_act_is_a_change_told_at_the_head(as_: As) -> None:
    head, _, rest = DRAFT.partition("1. მე-3 მუხლის")
    act = head.rpartition("\n")[2] or head.splitlines()[-1]
    text = DRAFT.replace(act, act.replace("კანონში", "კანონი").partition(" შეტანილ იქნეს")[0]
                         + " ძალადაკარგულად გამოცხადდეს.")  # fmt: skip
    orders = text.partition("1. მე-3 მუხლის")
    text = orders[0] + "მუხლი 2" + rest.partition("მუხლი 2")[2]
    shown = words(tried(as_, text))
    assert "აქტი ძალას კარგავს 2027-01-01" in shown
    assert "ცვლილებები: 1" in shown


def test_an_act_of_another_kind_is_told_once(as_: As) -> None:
    answer = tried(as_, DRAFT.replace("საქართველოს კანონი\n", "ბრძანება\n", 1), kind="ბრძანება")
    assert words(answer).count("ცვლის სხვა სახის აქტს") == 1
    assert "may not amend" not in answer.text
    assert "kind-may-not-amend" not in answer.text


@pytest.mark.parametrize(
    ("number", "said"),
    [
        ("4", "ნომერი 4 დაკავებულია; თავისუფალია: 4¹,"),
        ("4^2", "ნომერი 4² წინას არ მოსდევს; თავისუფალია: 4¹"),
        ("15", "ნომერი 15 წინას არ მოსდევს; თავისუფალია: "),
        ("4^1", ""),
    ],
)
def test_a_free_number_is_proposed(as_: As, number: str, said: str) -> None:
    text = DRAFT.replace("4^1 მუხლი", f"{number} მუხლი").replace("მუხლი 4^1.", f"მუხლი {number}.")
    shown = words(tried(as_, text))
    assert (said in shown) if said else ("თავისუფალია" not in shown)
