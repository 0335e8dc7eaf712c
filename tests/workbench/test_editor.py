"""The editor of drafts by buttons alone: units numbered, nothing lost, faults while writing."""

from __future__ import annotations

import hashlib
import io
import re
from collections.abc import Callable
from html import unescape
from pathlib import Path

import docx
from httpx import Response

from registry import desk
from registry.office import Office
from registry.publishing import publish_draft
from registry.store import Store
from tests.registry.flow import CHOICE, EXAMPLES, PARLIAMENT, received, user
from tests.workbench.client import Client

As = Callable[[str], Client]
TEXT = """საქართველოს კანონი

ბაღების შესახებ

მუხლი 1. ბაღი
1. ბაღი ღიაა.
2. შესვლა უფასოა.

მუხლი 2. ამოქმედება
კანონი ამოქმედდეს გამოქვეყნებისთანავე.

დანართი №1

ხეების ნუსხა

1. მუხა.
"""
FORM = {
    "title": "ბაღების შესახებ", "kind": "კანონი", "issuers": PARLIAMENT, "force": "publication",
    "sector": "200000000", "text": TEXT,
}  # fmt: skip


def shown(answer: Response) -> str:
    """The text in the editor."""
    found = re.search(r'<textarea id="f-text"[^>]*>\n(.*?)</textarea>', answer.text, re.S)
    assert found is not None
    return unescape(found[1])


def words(answer: Response) -> str:
    return " ".join(unescape(re.sub(r"<[^>]*>", " ", answer.text)).split())


def shape(as_: As, **more: str) -> Response:
    return as_("draft").post("/office/drafts/shape", {**FORM, **more})


def test_a_unit_is_added_by_a_button_and_nothing_is_kept(as_: As, office_path: Path) -> None:
    answer = shape(as_, do="point", after="art_1__para_1")
    assert answer.status_code == 200
    assert "1. ბაღი ღიაა.\n2. [ტექსტი]\n3. შესვლა უფასოა." in shown(answer)
    assert 'value="ბაღების შესახებ"' in answer.text
    assert "დაემატა: 2." in words(answer)
    with Store(office_path) as store, Office(store.engine).reading() as db:
        row = desk.t.drafts
        assert [r for r in db.execute(desk.select(row)) if "ბაღების" in r.particulars] == []


def test_the_caret_says_where_a_unit_goes(as_: As) -> None:
    caret = str(TEXT.index("შესვლა"))
    assert "2. შესვლა უფასოა.\n3. [ტექსტი]" in shown(shape(as_, do="point", caret=caret))
    prim = shape(as_, do="article", after="art_1", prim="1")
    assert "მუხლი 1^1. [სათაური]" in shown(prim)


def test_a_table_outside_an_annex_is_refused_and_the_text_stays(as_: As) -> None:
    answer = shape(as_, do="table", after="art_1", rows="2", columns="2")
    assert answer.status_code == 422
    assert "ცხრილი მხოლოდ დანართში" in words(answer)
    assert shown(answer) == TEXT
    inside = shape(as_, do="table", after="att_1", rows="2", columns="3")
    assert "[ტექსტი]\t[ტექსტი]\t[ტექსტი]" in shown(inside)


def test_gaps_are_closed_by_a_button(as_: As) -> None:
    answer = shape(as_, do="renumber", text=TEXT.replace("2. შესვლა", "5. შესვლა"))
    assert shown(answer) == TEXT
    assert "ნომერი შეიცვალა: 5. → 2." in words(answer)


def test_an_empty_draft_is_begun(as_: As) -> None:
    assert shown(shape(as_, do="article", text="")) == (
        "საქართველოს კანონი\n\nბაღების შესახებ\n\nმუხლი 1. [სათაური]\n1. [ტექსტი]\n"
    )


def test_a_file_is_put_into_the_editor(as_: As) -> None:
    document = docx.Document()
    for line in TEXT.split("\n"):
        document.add_paragraph(line)
    table = document.add_table(2, 2)
    table.cell(0, 0).text, table.cell(0, 1).text = "ხე", "რაოდენობა"
    table.cell(1, 0).text, table.cell(1, 1).text = "მუხა", "5"
    held = io.BytesIO()
    document.save(held)
    files = {"file": ("draft.docx", held.getvalue())}
    answer = as_("draft").post("/office/drafts/shape", {**FORM, "do": "look"}, files=files)
    assert "2. შესვლა უფასოა." in shown(answer)
    assert "მუხა\t5" in shown(answer)  # a row of a table stays one
    broken = {"file": ("draft.docx", b"\x00" + held.getvalue())}
    answer = as_("draft").post("/office/drafts/shape", {**FORM, "do": "look"}, files=broken)
    assert answer.status_code == 422
    assert "draft.docx, byte 0" in words(answer)
    assert shown(answer) == TEXT


def test_what_is_missing_is_said_above_the_form_with_the_text_in_it(as_: As) -> None:
    for change in ({"title": ""}, {"issuers": "სხვა ორგანო"}, {"force": "2026-02-30"}):
        answer = as_("draft").post("/office/drafts/new", {**FORM, **change})
        assert answer.status_code in (403, 422), change
        assert 'role="alert"' in answer.text
        assert shown(answer) == TEXT


def test_an_annex_of_any_format_comes_with_the_form(as_: As) -> None:
    drafter = as_("draft")
    files = {"annex": ("scheme.dwg", b"\x00\x01AC1032")}
    answer = drafter.post("/office/drafts/new", FORM, files=files)
    assert answer.status_code == 303
    assert "scheme.dwg" in drafter.get(answer.headers["location"]).text


def test_a_place_left_to_be_written_holds_the_visa_back(as_: As) -> None:
    drafter = as_("draft")
    left = TEXT.replace("შესვლა უფასოა.", "[ტექსტი]")
    place = drafter.post("/office/drafts/new", {**FORM, "text": left}).headers["location"]
    assert "ჩასაწერი ადგილი ცარიელია" in drafter.get(place).text
    answer = as_("visa").post(f"{place}/step", {"step": "visa"})
    assert answer.status_code == 422
    assert "[ტექსტი]" in answer.text


def test_the_look_at_an_amending_draft_is_that_of_the_dry_run(as_: As) -> None:
    text = (EXAMPLES / "5-amending-law.txt").read_text("utf-8")
    look = as_("draft").post("/office/drafts/look", {**FORM, "text": text})
    said = words(look)
    assert "სახელმწიფო სარეგისტრაციო კოდი" not in said
    assert "სარეგისტრაციო კოდი რეესტრში: 200000000.05.001.016001" in said
    assert "2. ამოღება – მუხლი 4, პუნქტი 7: ასეთი ერთეული იმ დღეს" in said
    assert "1. ახალი რედაქცია – მუხლი 3, პუნქტი 1, ქვეპუნქტი ბ, 2027-01-01" in said


def test_two_people_at_one_draft(as_: As) -> None:
    drafter = as_("draft")
    place = drafter.post("/office/drafts/new", FORM).headers["location"]
    version = {"version": "1"}
    assert drafter.post(f"{place}/edit", {**FORM, **version}).status_code == 303
    late = drafter.post(f"{place}/edit", {**FORM, **version, "text": TEXT + "\nდამატება."})
    assert late.status_code == 409
    assert "სხვამ შეცვალა" in words(late)
    assert "დამატება." in shown(late)


def test_a_binary_annex_is_published_with_its_act_and_not_before(
    as_: As, office_path: Path
) -> None:
    drafter, data = as_("draft"), b"\x89PNG of a scheme"
    files = {"annex": ("სქემა.png", data)}
    place = drafter.post("/office/drafts/new", FORM, files=files).headers["location"]
    number = int(place.rpartition("/")[2])
    nobody = as_("")
    address = f"/annex/{hashlib.sha256(data).hexdigest()}"
    assert nobody.get(address).status_code == 404
    with Store(office_path) as store:
        office = Office(store.engine)
        received(office, number, "909", "2026-11-02")
        iri = publish_draft(store, office, number, CHOICE, user(office, "registrar"))
    shown_ = nobody.get(iri, headers={"accept": "text/html"}, follow_redirects=True).text
    assert f'href="{address}"' in shown_
    assert "სქემა.png" in shown_
    answer = nobody.get(address)
    assert answer.content == data
    assert answer.headers["content-type"] == "application/octet-stream"
    assert answer.headers["content-disposition"].startswith("attachment")


def test_a_table_of_a_word_file_is_a_table_on_the_page_of_the_act(
    as_: As, office_path: Path
) -> None:
    document = docx.Document()
    for line in TEXT.split("\n"):
        document.add_paragraph(line)
    table = document.add_table(2, 2)
    for row, cells in enumerate((("წიგნი", "რაოდენობა"), ("მუხა", "5"))):
        for column, words_ in enumerate(cells):
            table.cell(row, column).text = words_
    held = io.BytesIO()
    document.save(held)
    drafter = as_("draft")
    files = {"file": ("draft.docx", held.getvalue())}
    place = drafter.post("/office/drafts/new", FORM, files=files).headers["location"]
    page = drafter.get(place).text
    assert "<td>წიგნი</td><td>რაოდენობა</td>" in page
    assert "ცხრილი მხოლოდ დანართის სახით" not in page
    number = int(place.rpartition("/")[2])
    with Store(office_path) as store:
        office = Office(store.engine)
        received(office, number, "910", "2026-11-03")
        iri = publish_draft(store, office, number, CHOICE, user(office, "registrar"))
    act = as_("").get(iri, headers={"accept": "text/html"}, follow_redirects=True).text
    assert "<td>მუხა</td><td>5</td>" in act


def test_the_title_of_the_form_is_that_of_the_text(as_: As) -> None:
    look = as_("draft").post("/office/drafts/look", {**FORM, "title": "პარკების შესახებ"})
    assert "18(1) ფორმაში სხვა სათაურია: პარკების შესახებ" in words(look)
    assert "სხვა სათაურია" not in words(as_("draft").post("/office/drafts/look", FORM))


def test_a_long_text_is_looked_at_when_it_is_asked_for(as_: As) -> None:
    long = TEXT.replace("1. ბაღი ღიაა.", "1. " + "ბაღი ღიაა. " * 6000)
    assert as_("draft").post("/office/drafts/look", {**FORM, "text": long}).status_code == 204
    waits = shape(as_, do="point", after="art_1__para_1", text=long)
    assert "გრძელი ტექსტია" in words(waits)
    assert "2. [ტექსტი]" in shown(waits)
    asked = shape(as_, do="look", text=long)
    assert "გრძელი ტექსტია" not in words(asked)
    assert "მუხლი 2. ამოქმედება" in words(asked).partition("სტრუქტურა")[2]


def test_the_caret_is_found_again_where_noise_went(as_: As) -> None:
    noisy = TEXT.replace("ბაღების შესახებ", "\u00ad".join("ბაღების შესახებ"))
    caret = str(noisy.index("ბაღი ღიაა"))
    answer = shape(as_, do="point", caret=caret, text=noisy)
    assert "1. ბაღი ღიაა.\n2. [ტექსტი]\n3. შესვლა" in shown(answer)


def test_noise_that_goes_is_said(as_: As) -> None:
    answer = shape(as_, do="point", after="art_1__para_1", text=TEXT.replace("ღიაა", "ღი\u00adაა"))
    assert "უხილავი ნიშნები" in words(answer)
    assert "უხილავი ნიშნები" not in words(shape(as_, do="point", after="art_1__para_1"))
