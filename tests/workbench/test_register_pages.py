"""The register in the open and in the office: filters, pages, one record, files."""

from __future__ import annotations

import html
import re
from collections.abc import Callable

import pytest

from tests.workbench.client import Client

As = Callable[[str], Client]


def shown(text: str) -> str:
    return html.unescape(re.sub(r"<[^>]+>", " ", text))


@pytest.mark.parametrize(("role", "here"), [("", "/register"), ("auditor", "/office/register")])
def test_the_register_is_searched_and_each_record_opens(as_: As, role: str, here: str) -> None:
    client = as_(role)
    page = client.get(f"{here}?title=ბიბლიოთეკ&kind=კანონი&state=in-force")
    assert page.status_code == 200
    assert f'href="{here}/1"' in page.text
    assert "ჩანაწერი რეესტრში არ არის" in client.get(f"{here}?number=99999").text
    one = client.get(f"{here}/1")
    assert one.status_code == 200
    for words in ("საჯარო ბიბლიოთეკების შესახებ", "410", "2021-02-10", "200000000.05.001.016001"):
        assert words in shown(one.text)
    assert client.get(f"{here}/999").status_code == 404


def test_a_code_is_read_by_the_tables_of_a_day(as_: As) -> None:
    page = as_("registrar").get("/office/register?code=200000000.05.001.016001&day=2021-03-01")
    assert "საქართველოს კანონი" in shown(page.text)
    assert 'href="/office/register/1"' in page.text


@pytest.mark.parametrize(
    "query", ["state=gone", "code=x", "adopted_from=2020-13-01", "after=x", "order=2", "title=—"]
)
def test_a_filter_that_is_none_is_told_in_its_place(as_: As, query: str) -> None:
    page = as_("").get(f"/register?{query}")
    assert page.status_code == 422
    assert 'role="alert"' in page.text
    assert 'name="title"' in page.text
    api = as_("").get(f"/api/v1/register?{query}")
    assert api.status_code == 400
    assert api.json()["type"] == "/problems/bad-parameter"


def test_the_open_pages_offer_nothing_of_the_office(as_: As) -> None:
    for role in ("", "systematizer"):
        page = as_(role).get("/register/2").text
        assert "/corrective" not in page
    assert as_("").get("/office/register").headers["location"] == "/office/login"


def test_a_title_is_words_and_never_markup(as_: As) -> None:
    page = as_("").get('/register?title="><script>alert(1)</script>')
    assert "<script>alert" not in page.text


def test_changes_of_procedure_are_public_and_nobody_s_name_is_in_them(as_: As) -> None:
    admin = as_("administrator")
    admin.post("/office/tables", {
        "table": "organ", "part": "country", "code": "022", "name": "ახალი სახელი",
        "since": "2026-12-01", "ground": "ბრძანება №77",
    })  # fmt: skip
    admin.post("/office/clocks/days", {"day": "2026-12-31", "working": "0", "ground": "№88"})
    admin.post("/office/clocks", {
        "step": "publish", "whose": "any", "amount": "4", "unit": "day", "since": "2027-01-01",
        "ground": "№99",
    })  # fmt: skip
    page = shown(as_("").get("/procedures").text)
    for words in ("ბრძანება №77", "ახალი სახელი", "2026-12-31", "№88", "№99", "4 day"):
        assert words in page
    rows = as_("").get("/procedures?format=json").json()
    assert {row["what"] for row in rows} == {"code", "clock", "day"}
    assert "p-administrator" not in page + str(rows)
