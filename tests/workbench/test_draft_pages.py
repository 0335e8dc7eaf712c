"""The pages of a draft: what tables know of it, a published one, its files under their names."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest
from httpx import Response

from tests.registry.flow import PARLIAMENT
from tests.workbench.client import Client

As = Callable[[str], Client]
TEXT = "საქართველოს კანონი\n\nბაღების შესახებ\n\nმუხლი 1. ბაღი\nბაღი ამოქმედდეს."
FORM = {
    "title": "ბაღების შესახებ", "kind": "კანონი", "issuers": PARLIAMENT, "force": "publication",
    "text": TEXT,
}  # fmt: skip


def made(as_: As, **more: str) -> Response:
    return as_("draft").post("/office/drafts/new", {**FORM, **more})


@pytest.mark.parametrize(
    ("field", "value"), [("kind", "ბლაბლა"), ("sector", "999999999"), ("sector", "ბაღი")]
)
def test_a_kind_or_sector_of_no_table_is_not_taken(as_: As, field: str, value: str) -> None:
    answer = made(as_, **{field: value})
    assert answer.status_code == 422
    assert f"ცხრილში ასეთი სახე ან დარგი არ არის. ({value})" in answer.text


def test_an_issuer_or_municipality_of_no_table_is_told(as_: As) -> None:
    joint = f"{PARLIAMENT}\nზღაპრეთის მუნიციპალიტეტის საკრებულო"
    answer = as_("draft").post("/office/drafts/look", {**FORM, "issuers": joint})
    assert "ზღაპრეთის მუნიციპალიტეტის საკრებულო</q>" in answer.text
    assert "კოდების ცხრილში ასეთი მიმღები" in answer.text
    known = as_("draft").post("/office/drafts/look", FORM)
    assert "კოდების ცხრილში" not in known.text
    other = as_("draft").post("/office/drafts/look", {**FORM, "kind": "ბრძანება"})
    assert "ამ მიმღების ასეთი სახის აქტი არ არის" in other.text


@pytest.mark.parametrize(
    "first", ["მუხლი 1^1. ბაღი", "მუხლი 1¹. ბაღი", "თავი I^1\nზოგადი\nმუხლი 1"]
)
def test_an_act_that_begins_with_a_prim_has_a_gap(as_: As, first: str) -> None:
    text = TEXT.replace("მუხლი 1. ბაღი", first)
    shown = as_("draft").post("/office/drafts/look", {**FORM, "text": text}).text
    faults = re.findall(r"ნუმერაცია უწყვეტი არ არის: <q>([^<]*)</q>", shown)
    assert len(faults) == 1
    assert faults[0].startswith("… →")


def test_a_published_draft_shows_what_became_of_it(as_: As) -> None:
    """No dry run of an act against the register that holds it already."""
    shown = as_("registrar").get("/office/drafts/2").text
    part = shown.partition('id="published"')[2].partition("</section>")[0]
    assert 'href="/office/bundles/1"' in part
    assert "საჯარო ბიბლიოთეკების შესახებ" in part
    assert "ხარვეზები (" not in shown
    assert "მითითება ვერ იკითხება" not in shown
    law = as_("registrar").get("/office/drafts/1").text
    assert "სხვა აქტს არ ცვლის" in law.partition('id="published"')[2]
    drafter = as_("draft").get("/office/drafts/2").text
    assert "/office/bundles/" not in drafter.partition('id="published"')[2]


def test_a_file_is_saved_under_its_own_name(as_: As) -> None:
    draft = made(as_).headers["location"]
    name = "../../გეგმა <script>№3.dwg"
    sent = {"file": (name, b"\x00drawing")}
    assert as_("draft").post(f"{draft}/file", files=sent).status_code == 303
    page = as_("draft").get(draft).text
    link = re.search(rf'href="({draft}/files/\d+)">([^<]*)</a>', page)
    assert link is not None
    assert link[2] == "გეგმა _script_№3.dwg"
    answer = as_("draft").get(link[1])
    assert answer.content == b"\x00drawing"
    header = answer.headers["content-disposition"]
    assert header.startswith('attachment; filename="')
    assert "<" not in header
    assert "/" not in header
    assert header.endswith("filename*=UTF-8''%E1%83%92%E1%83%94%E1%83%92%E1%83%9B%E1%83%90%20"
                           "_script_%E2%84%963.dwg")  # fmt: skip
    assert answer.headers["x-content-type-options"] == "nosniff"
