"""The portal without a browser: what the pages hold, in both languages, without JavaScript."""

from __future__ import annotations

import json
import re

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree, html
from starlette.testclient import TestClient

from api.comparison import line_words
from api.words import _WORDS

LAW = "/akn/ge/act/kanoni/parlamenti/2021-02-10/410"
FUTURE = f"{LAW}/kat@2027-01-01"
BROWSER = {"accept": "text/html,application/xhtml+xml,*/*;q=0.8"}
PAGES = (
    "/",
    LAW,
    FUTURE,
    f"{LAW}/!main~art_3",
    f"/compare{LAW}",
    "/problems/",
    f"/compare{LAW}?view=side&to=future",
    f"{LAW}/kat:2001-01-01",
    "/?q=ბიბლიოთეკა",
)


def tree(web: TestClient, path: str) -> etree._Element:
    found: etree._Element = html.document_fromstring(web.get(path, headers=BROWSER).text)
    return found


def words(element: etree._Element) -> str:
    return " ".join(" ".join(map(str, element.itertext())).split())


def test_the_page_of_an_act_has_its_text_versions_and_notes(web: TestClient) -> None:
    page = tree(web, LAW)
    assert len(page.xpath("//h1")) == 1
    assert page.xpath("//nav[@class='bar']//a[@aria-current]//time/@datetime") == ["2022-05-25"]
    assert "2027 წლის 1 იანვრიდან" in words(page.xpath("//*[@id='art_3']")[0])
    petit = page.xpath("//*[@id='art_3']//ul[@class='petits']//a/@href")
    assert petit == [
        f"/akn/ge/act/kanoni/parlamenti/2022-05-20/1502/!main~art_1__para_2__point_{x}"
        for x in "ab"
    ]
    changed = page.xpath("//*[contains(concat(' ', @class, ' '), ' changed ')]/@id")
    assert changed == ["art_2__point_a", "art_3__para_2", "art_3__para_3", "art_4__para_1-1"]


def test_a_refused_order_is_shown_where_it_aimed(web: TestClient) -> None:
    page = tree(web, FUTURE)
    note = page.xpath("//*[@id='art_4']//p[contains(@class, 'refused')]")[0]
    assert "ასეთი ერთეული იმ დღეს მოქმედ ტექსტში არ არის" in words(note)
    assert "target-not-found" in words(page.xpath("//aside")[0])


def test_raised_numbers_are_heard_as_prims(web: TestClient) -> None:
    page = tree(web, FUTURE)
    head = page.xpath("//*[@id='art_4-1']/h3")[0]
    assert "მუხლი 4 პრიმა 1 ." in words(head)


def test_the_law_is_marked_georgian_in_the_english_interface(web: TestClient) -> None:
    """Save in a citation, where the title of an act is a name."""
    page = tree(web, f"{LAW}?lang=en")
    assert page.get("lang") == "en"
    assert page.xpath("//article/@lang") == ["ka"]
    unmarked = "//main//text()[not(ancestor::*[@lang='ka'] or ancestor::pre)]"
    outside = [text for text in page.xpath(unmarked)
               if re.search(r"[ა-ჰ]{2}", str(text))]  # fmt: skip
    assert outside == []
    inside = page.xpath(
        "//main//a[starts-with(@href, '/akn')][not(contains(@href, 'lang=en'))]/@href"
    )
    assert [x for x in inside if "/!main." not in str(x)] == []


def test_every_link_of_every_page_leads_somewhere(web: TestClient) -> None:
    seen: set[str] = set()
    for path in PAGES:
        page = tree(web, path)
        ids = set(page.xpath("//@id"))
        for address in page.xpath("//a/@href | //link/@href | //script/@src | //form/@action"):
            target, _, anchor = str(address).partition("#")
            if not target:
                assert anchor in ids, (path, address)
            elif target not in seen and not target.startswith(("http", f"{LAW}/kat:2001")):
                seen.add(target)
                made = target.endswith((".pdf", ".docx"))  # where the extra is installed
                expected = (200, 302, 501) if made else (200, 302)
                assert web.get(target, headers=BROWSER).status_code in expected, target
    assert len(seen) > 40


def test_the_date_form_works_without_javascript(web: TestClient) -> None:
    found = web.get(LAW, params={"on": "2021-06-01"}, headers=BROWSER)
    assert (found.status_code, found.headers["location"]) == (302, f"{LAW}/kat:2021-06-01")
    assert "14 დღე" in web.get(found.headers["location"], headers=BROWSER).text


def test_problems_are_pages_for_browsers(web: TestClient) -> None:
    found = web.get(f"{LAW}/kat:2001-01-01", headers=BROWSER)
    assert found.status_code == 404
    assert "2021 წლის 1 მარტი" in found.text
    assert web.get("/nowhere", headers=BROWSER).status_code == 404
    kinds = tree(web, "/problems/not-in-force-on-date")
    assert kinds.xpath("//section/@id") == ["not-in-force-on-date"]


def test_json_ld_names_the_version(web: TestClient) -> None:
    (data,) = tree(web, LAW).xpath("//script[@type='application/ld+json']/text()")
    graph = json.loads(str(data))["@graph"]
    assert graph[1]["legislationLegalForce"] == "https://schema.org/InForce"
    assert graph[1]["@id"].endswith(f"{LAW}/kat@2022-05-25")
    assert graph[0]["eli:date_publication"] == "2021-02-15"


def test_scripts_are_never_taken_from_an_address(web: TestClient) -> None:
    bad = '"><script>alert(1)</script>'
    for path in ("/", LAW, f"/compare{LAW}"):
        text = web.get(path, params={"q": bad, "x": bad, "lang": bad}, headers=BROWSER).text
        assert "<script>alert" not in text
    assert "script-src" in web.get("/").headers["content-security-policy"] or (
        "default-src 'self'" in web.get("/").headers["content-security-policy"]
    )


def test_every_entry_is_in_both_languages() -> None:
    for key, (georgian, english) in _WORDS.items():
        assert re.search(r"[ა-ჰ]", georgian), key
        assert english, key
        assert not re.search(r"[ა-ჰ]", english), key


names = st.lists(st.sampled_from("abcdefg"), unique=True, max_size=7)
line = st.sampled_from(["", "x", "y z", "1. p", "ა, ბ."])


@given(names, names, st.data())
def test_words_of_paired_lines_give_both_texts_back(
    old: list[str], new: list[str], data: st.DataObject
) -> None:
    before = [(name, data.draw(line)) for name in old]
    after = [(name, data.draw(line)) for name in new]
    found = line_words(before, after)
    assert "".join(w for k, w in found if k != "insert") == "\n".join(w for _, w in before)
    assert "".join(w for k, w in found if k != "delete") == "\n".join(w for _, w in after)


@pytest.mark.parametrize("name", ["../web.py", "portal.css/", "x.css", "README.md", "fonts"])
def test_only_static_files_are_sent(web: TestClient, name: str) -> None:
    assert web.get(f"/static/{name}").status_code == 404


@pytest.mark.parametrize(
    ("version", "target"),
    [("", f"{LAW}/!main~art_3__para_1"),
     ("/kat:2021-06-01", f"{LAW}/kat:2021-06-01/!main~art_3__para_1")],
)  # fmt: skip
def test_a_reference_leads_to_the_law_of_the_same_day(
    web: TestClient, version: str, target: str
) -> None:
    page = tree(web, f"/akn/ge/act/brdzaneba/kulturis-ministri/2021-03-01/12{version}")
    (link,) = (one for one in page.iter("a") if one.get("class") == "ref")
    assert link.get("href") == target
    assert words(link).endswith("საქართველოს კანონის მე-3 მუხლის პირველი პუნქტის")
    assert web.get(target, headers=BROWSER).status_code == 200


def test_a_version_that_begins_on_no_such_day_offers_the_text_of_that_day(web: TestClient) -> None:
    answer = web.get(f"{LAW}/kat@2022-06-01", headers=BROWSER)
    assert answer.status_code == 404
    page = html.document_fromstring(answer.text)
    said = words(page)
    assert "ახალი ვერსია არ იწყება დღეს: 2022 წლის 1 ივნისი." in said
    (link,) = (one for one in page.iter("a") if one.get("href") == f"{LAW}/kat:2022-06-01")
    assert words(link) == "ტექსტი, რომელიც მოქმედებდა ამ დღეს: 2022 წლის 1 ივნისი"
    assert not [one for one in page.iter("a") if words(one).startswith("/akn/")]  # names, not IRIs
    told = web.get(f"/api/v1/acts{LAW}/kat@2022-06-01").json()
    assert told["on_day"] == f"{LAW}/kat:2022-06-01"
    assert web.get(f"/api/v1/acts{LAW}/kat@1999-01-01").json()["on_day"] is None


def test_a_provision_leads_to_those_that_cite_it(web: TestClient) -> None:
    page = tree(web, f"{LAW}/!main~art_3")
    (link,) = (one for one in page.iter("a") if words(one) == "სად არის მითითებული")
    found = tree(web, link.get("href") or "")
    (title,) = (words(one) for one in found.iter("p") if one.get("class") == "title")
    assert title == "სამკითხველო დარბაზით სარგებლობის წესის დამტკიცების შესახებ, პრეამბულა"


def test_pieces_of_a_wording_say_that_it_goes_on(web: TestClient) -> None:
    page = tree(web, "/?q=ბიბლიოთეკა in:410")
    cut = [words(one) for one in page.iter("p") if one.get("class") == "snippet"]
    assert any(one.endswith("…") for one in cut)
    assert any(not one.endswith("…") for one in cut)


def test_contents_list_no_title_pages(web: TestClient) -> None:
    page = tree(web, "/akn/ge/act/brdzaneba/kulturis-ministri/2021-03-01/12")
    (contents,) = (one for one in page.iter("nav") if one.get("class") == "outline")
    assert "სათაური" not in words(contents)
    assert "მუხლი 1. ჩაწერა" in words(contents)
