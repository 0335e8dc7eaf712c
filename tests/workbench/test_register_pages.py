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
