"""Search and citations through the web: as of a day, in words, with problems that help."""

from __future__ import annotations

import shutil
import time
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from starlette.testclient import TestClient

from api.web import create_app
from consolidation.prepare import prepare
from registry.register import register
from registry.store import Store
from schemas.model import Particulars

LAW = "/akn/ge/act/kanoni/parlamenti/2021-02-10/410"


def test_search_is_as_of_a_day(web: TestClient) -> None:
    for day, units in (("2022-01-01", {"art_3"}), ("2022-06-01", set())):
        found = web.get("/api/v1/search", params={"q": '"14 დღე"', "on": day}).json()
        assert {hit["wid"] for hit in found["items"] if hit["work"] == LAW} == units
        assert found["day"] == day


def test_a_hit_leads_to_the_text_of_the_day(web: TestClient) -> None:
    found = web.get("/api/v1/search", params={"q": "მკითხველი in:410", "on": "2022-06-01"}).json()
    assert found["total"] >= 2
    for hit in found["items"]:
        assert "/kat:2022-06-01" in hit["on_day"]
        for address in (hit["iri"], hit["on_day"]):
            text = web.get(f"/api/v1/acts{address}").json()["text"]
            assert "მკითხველ" in text
        marked = [s["text"][a:b] for s in hit["snippets"] for a, b in s["marks"]]
        assert all("მკითხველ" in word.lower() for word in marked)


def test_a_walk_meets_every_hit_once(web: TestClient) -> None:
    met: list[str] = []
    address = "/api/v1/search?q=ბიბლიოთეკა&limit=2"
    total = web.get(address).json()["total"]
    while address:
        page = web.get(address).json()
        assert page["total"] == total
        met += [f"{hit['work']}#{hit['wid']}" for hit in page["items"]]
        address = page["next"]
    assert len(met) == len(set(met)) == total


def test_facets_narrow_the_query(web: TestClient) -> None:
    found = web.get("/api/v1/search", params={"q": "ბიბლიოთეკა"}).json()
    for facet in ("kind", "year"):
        for value in found["facets"][facet]:
            query = f"ბიბლიოთეკა {facet}:{value['value']}"
            narrowed = web.get("/api/v1/search", params={"q": query}).json()
            assert narrowed["total"] == value["count"], (facet, value)


@pytest.mark.parametrize(
    ("query", "reason"), [('"open', "quote-not-closed"), ("colour:red", "field-unknown")]
)
def test_a_query_that_cannot_be_read_is_told(web: TestClient, query: str, reason: str) -> None:
    found = web.get("/api/v1/search", params={"q": query})
    assert (found.status_code, found.json()["type"]) == (400, "/problems/bad-query")
    assert found.json()["reason"] == reason
    page = web.get("/", params={"q": query}, headers={"accept": "text/html"})
    assert page.status_code == 400
    assert found.json()["georgian"] in page.text


def test_a_citation_in_words_finds_its_unit(web: TestClient) -> None:
    words = "„საჯარო ბიბლიოთეკების შესახებ“ საქართველოს კანონის მე-3 მუხლის მე-2 პუნქტი"
    found = web.get("/api/v1/resolve", params={"citation": words, "on": "2022-06-01"}).json()
    assert [one["iri"] for one in found["candidates"]] == [
        f"{LAW}/kat:2022-06-01/!main~art_3__para_2"
    ]
    assert found["candidates"][0]["exact"]
    here = web.get(
        "/api/v1/resolve",
        params={"citation": "ამ მუხლის მე-2 პუნქტი", "context": f"{LAW}/!main~art_4"},
    ).json()
    assert here["candidates"][0]["iri"].endswith("art_4__para_2")
    none = web.get("/api/v1/resolve", params={"citation": "უცნობი სიტყვები"})
    assert (none.status_code, none.json()["type"]) == (404, "/problems/no-such-citation")


def test_results_as_a_page(web: TestClient) -> None:
    page = web.get("/", params={"q": "მკითხველის"}, headers={"accept": "text/html"})
    assert page.status_code == 200
    assert "<mark>" in page.text
    options = web.get("/suggest", params={"q": "ბიბლიო"}).text
    assert '<option value="ბიბლიო' in options


def test_words_that_name_something_lead_there(web: TestClient) -> None:
    for words, href in (
        ("410", f'href="{LAW}?on=2022-06-01"'),
        ("ბიბლიოთეკების", f'href="{LAW}?on=2022-06-01"'),
        ("„საჯარო ბიბლიოთეკების შესახებ“ კანონის მე-4 მუხლი",
         f'href="{LAW}/kat:2022-06-01/!main~art_4"'),
    ):  # fmt: skip
        query = {"q": words, "on": "2022-06-01"}
        page = web.get("/", params=query, headers={"accept": "text/html"}).text
        assert href in page.partition('id="hits"')[0], words


def test_without_an_index_it_says_what_makes_one(demo_store: Path) -> None:
    with TestClient(create_app(demo_store)) as bare:
        found = bare.get("/api/v1/search", params={"q": "ა"})
        page = bare.get("/", params={"q": "ა"}, headers={"accept": "text/html"})
    assert (found.status_code, found.json()["needs"]) == (501, "matsne index")
    assert page.status_code == 501


@settings(max_examples=150, deadline=None,
          suppress_health_check=[HealthCheck.function_scoped_fixture])  # fmt: skip
@given(words=st.text(max_size=40), other=st.text(max_size=10))
def test_no_query_and_no_citation_fails(web: TestClient, words: str, other: str) -> None:
    words, other = (x.encode("utf-8", "replace").decode() for x in (words, other))
    asked = (
        ("/api/v1/search", {"q": words, "on": other, "cursor": other, "sort": "newest"}),
        ("/api/v1/search", {"q": words, "cursor": other}),
        ("/api/v1/suggest", {"q": words}),
        ("/api/v1/resolve", {"citation": words, "context": other}),
        ("/", {"q": words, "cursor": other, "sort": other}),
        ("/suggest", {"q": words}),
    )
    for address, query in asked:
        assert web.get(address, params=query).status_code in (200, 400, 404, 410), address


def test_what_is_registered_while_the_server_runs_is_found_by_itself(
    web: TestClient, demo_store: Path, tmp_path: Path
) -> None:
    shutil.copytree(demo_store.parent / "index", tmp_path / "index")
    place = tmp_path / "matsne.sqlite"
    with Store(demo_store) as held, held.engine.connect() as db:
        db.exec_driver_sql("VACUUM INTO ?", (str(place),))
    text = "მუხლი 1. ჭადრაკი\nსკოლაში ისწავლება ჭადრაკი.".encode()
    known = Particulars(title="ჭადრაკის შესახებ", kind="კანონი", date="2024-02-03", number="99",
                        issuer="საქართველოს პარლამენტი", published="2026-10-05")  # fmt: skip
    app = create_app(place, index=tmp_path / "index")
    with TestClient(app) as client, Store(place) as other:
        assert client.get("/api/v1/search", params={"q": "ჭადრაკი"}).json()["total"] == 0
        assert client.get("/api/v1/").json()["current_to"] == "2026-09-18"
        time.sleep(1)
        register(other, prepare(text, "act.txt", known), text, "act.txt")
        started = time.monotonic()
        while not client.get("/api/v1/search", params={"q": "ჭადრაკი"}).json()["total"]:
            assert time.monotonic() - started < 20
            time.sleep(0.05)
        assert client.get("/api/v1/").json()["current_to"] == "2026-10-05"
