"""The portal in a real browser: the five main ways through it, and accessibility.

Skipped where Playwright or a Chromium is not at hand.
"""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from typing import Any

import pytest

LAW = "/akn/ge/act/kanoni/parlamenti/2021-02-10/410"
PAGES = {
    "home": "/",
    "results": "/?q=ბიბლიოთეკა&on=2026-11-22",
    "act": LAW,
    "future": f"{LAW}/kat@2027-01-01",
    "english": f"{LAW}?lang=en",
    "annex": "/akn/ge/act/brdzaneba/kulturis-ministri/2021-03-01/12",
    "unit": f"{LAW}/!main~art_3",
    "inline": f"/compare{LAW}?to=future",
    "side": f"/compare{LAW}?to=future&view=side",
    "problem": f"{LAW}/kat:2001-01-01",
    "problems": "/problems/",
}


@pytest.fixture(scope="module")
def browser() -> Iterator[Any]:
    api = pytest.importorskip("playwright.sync_api")
    chromium = os.environ.get("CHROMIUM") or shutil.which("chromium")
    if chromium is None:
        pytest.skip("no Chromium on this machine")
    with api.sync_playwright() as play:
        found = play.chromium.launch(executable_path=chromium, args=["--no-sandbox"])
        yield found
        found.close()


@pytest.fixture(params=[True, False], ids=["javascript", "no-javascript"])
def page(browser: Any, site: str, request: pytest.FixtureRequest) -> Iterator[Any]:
    context = browser.new_context(base_url=site, java_script_enabled=request.param)
    yield context.new_page()
    context.close()


def test_find_an_act_and_read_it(page: Any) -> None:
    page.goto("/")
    page.get_by_label("სიტყვები, ნომერი ან ციტატა").fill("ბიბლიოთეკების")
    page.get_by_role("button", name="ძიება").click()
    page.get_by_role("link", name="საჯარო ბიბლიოთეკების შესახებ", exact=True).first.click()
    assert "საჯარო ბიბლიოთეკების შესახებ" in page.get_by_role("heading", level=1).inner_text()


def test_read_the_law_as_of_a_day(page: Any) -> None:
    page.goto(LAW)
    page.get_by_label("დღის მდგომარეობით").fill("2021-06-01")
    page.get_by_role("button", name="ჩვენება").click()
    page.wait_for_url("**/kat:2021-06-01")
    assert page.get_by_text("წიგნის დაბრუნების ვადაა 14 დღე.").is_visible()


def test_go_to_an_article_by_the_contents_and_see_its_life(page: Any) -> None:
    page.goto(LAW)
    page.get_by_role("navigation", name="სარჩევი").get_by_role("link", name="მუხლი 3").click()
    assert page.url.endswith("#art_3")
    page.get_by_role("link", name="ისტორია: მუხლი 3").click()
    life = page.locator("section.life > ol > li")
    assert life.count() == 3
    assert life.nth(1).locator("del").first.inner_text().find("14") >= 0


def test_follow_a_petit_to_the_provision_that_made_the_change(page: Any) -> None:
    page.goto(LAW)
    page.locator("#art_2 .petits a").first.click()
    page.wait_for_url("**/1502/!main~art_1__para_1")
    assert page.get_by_text("ჩამოყალიბდეს შემდეგი რედაქციით").first.is_visible()


def test_compare_two_versions(page: Any) -> None:
    page.goto(LAW)
    page.get_by_role("link", name="შედარება მომავალ ვერსიასთან").click()
    assert page.locator("ins").count() > 1
    page.get_by_label("გვერდიგვერდ").check()
    page.get_by_role("button", name="ჩვენება").click()
    page.wait_for_url("**view=side**")
    assert page.locator(".pairs").first.is_visible()


def test_copy_a_citation(browser: Any, site: str) -> None:
    context = browser.new_context(base_url=site, permissions=["clipboard-read", "clipboard-write"])
    page = context.new_page()
    page.goto(f"{LAW}/!main~art_3")
    page.locator(".cite > summary").click()
    page.get_by_role("button", name="კოპირება: ქართულად").click()
    page.get_by_text("დაკოპირდა").wait_for()
    copied = page.evaluate("navigator.clipboard.readText()")
    assert copied.startswith("„საჯარო ბიბლიოთეკების შესახებ“ საქართველოს 2021 წლის 10 თებერვლის")
    context.close()


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("name", PAGES)
def test_axe_finds_nothing(browser: Any, site: str, name: str, scheme: str) -> None:
    axe = pytest.importorskip("axe_playwright_python.sync_playwright")
    context = browser.new_context(base_url=site, color_scheme=scheme)
    page = context.new_page()
    page.goto(PAGES[name])
    for summary in page.locator("summary").all():
        if not summary.evaluate("one => one.parentElement.open"):
            summary.click()
    rules = {"runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]}
    found = axe.Axe().run(page, options=rules).response["violations"]
    told = [(one["id"], [node["html"][:160] for node in one["nodes"][:3]]) for one in found]
    context.close()
    assert told == []


@pytest.mark.parametrize("width", [320, 768, 1280])
def test_nothing_is_wider_than_the_window(browser: Any, site: str, width: int) -> None:
    context = browser.new_context(base_url=site, viewport={"width": width, "height": 800})
    page = context.new_page()
    for address in PAGES.values():
        page.goto(address)
        assert page.evaluate("document.documentElement.scrollWidth <= innerWidth"), address
    context.close()


def test_the_keyboard_reaches_the_text_first(browser: Any, site: str) -> None:
    context = browser.new_context(base_url=site)
    page = context.new_page()
    page.goto(LAW)
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.className") == "skip"
    page.keyboard.press("Enter")
    assert page.url.endswith("#main")
    context.close()
