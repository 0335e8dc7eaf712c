"""The editor of drafts in a real browser: with the keyboard alone, and without any script."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest

from registry.office import Office
from registry.store import Store
from tests.registry.flow import EXAMPLES, published
from tests.workbench.browser import Office_, Person, keys, served

TEXT = """საქართველოს კანონი

ბაღების შესახებ

მუხლი 1. ბაღი
1. ბაღი ღიაა.
2. შესვლა უფასოა:
ა) ბავშვებისთვის;
ბ) ყველასთვის.

მუხლი 2. ამოქმედება
კანონი ამოქმედდეს გამოქვეყნებისთანავე.
"""


@pytest.fixture(scope="module")
def office_server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Office_]:
    def fill(store: Store, office: Office) -> None:
        published(store, office, EXAMPLES, "1-law.txt")

    with served(tmp_path_factory.mktemp("editor") / "store.sqlite", fill) as server:
        yield server


@pytest.fixture(scope="module")
def drafter(browser: Any, office_server: Office_) -> Person:
    return Person(browser, office_server, "drafter")


def at(person: Person, words: str) -> None:
    """The caret at the end of these words, by the keyboard."""
    text = person.page.input_value("#f-text")
    person.page.focus("#f-text")
    person.page.keyboard.press("Control+Home")
    for _ in range(text.index(words) + len(words)):
        person.page.keyboard.press("ArrowRight")


def test_units_with_the_keyboard_alone(drafter: Person) -> None:
    page = drafter.page
    drafter.go("/office/drafts/new")
    keys(drafter, "Tab", until="#f-title")
    page.keyboard.type("ბაღების შესახებ")
    keys(drafter, "Tab", until="#f-kind")
    page.keyboard.type("კანონი")
    keys(drafter, "Tab", until="#f-force")
    page.keyboard.type("გამოქვეყნებისთანავე")
    keys(drafter, "Tab", until="#f-text")
    page.keyboard.insert_text(TEXT)

    at(drafter, "ა) ბავშვებისთვის;")
    page.keyboard.press("Enter")  # the next letter is there, and the one below it moves
    page.keyboard.type("მოხუცებისთვის;")
    assert "ა) ბავშვებისთვის;\nბ) მოხუცებისთვის;\nგ) ყველასთვის." in page.input_value("#f-text")
    page.keyboard.press("End")
    page.keyboard.press("Enter")
    page.keyboard.press("Enter")  # and a second time takes the proposal away
    assert "ბ) მოხუცებისთვის;\n\n" in page.input_value("#f-text")
    page.keyboard.press("Backspace")

    at(drafter, "1. ბაღი ღიაა.")
    keys(drafter, "Shift+Tab", until="button[value=point]")
    with page.expect_navigation():
        page.keyboard.press("Enter")
    page.keyboard.type("ბაღი ღამით დაკეტილია.")  # what is to be written is selected
    shown = page.input_value("#f-text")
    assert "1. ბაღი ღიაა.\n2. ბაღი ღამით დაკეტილია.\n3. შესვლა უფასოა:" in shown
    page.wait_for_selector("#look >> text=ბაღი ღამით დაკეტილია")
    drafter.look("40-editor")
    assert page.input_value("#f-title") == "ბაღების შესახებ"

    keys(drafter, "Tab", until="#editor > .columns button:not([formaction])")
    with page.expect_navigation():
        page.keyboard.press("Enter")
    assert "მზადდება" in page.inner_text("main")
    drafter.look("41-draft")


def test_faults_of_an_amending_draft_while_it_is_typed(
    browser: Any, office_server: Office_
) -> None:
    minister = Person(browser, office_server, "minister")
    page = minister.page
    minister.go("/office/drafts/new")
    page.fill("#f-kind", "ბრძანება")
    text = (EXAMPLES / "5-amending-law.txt").read_text("utf-8")
    page.fill("#f-text", text)
    page.wait_for_selector("#look >> text=ცვლის სხვა სახის აქტს")
    page.wait_for_selector("#look >> text=მუხლი 4, პუნქტი 7")
    minister.look("42-editor-amending")
    with page.context.expect_page() as opened:
        page.locator("#look button").click()
    law = opened.value
    law.wait_for_selector("#answer")
    assert "კანონი, რომელიც გამოვა" in law.inner_text("main")


def test_without_a_script(browser: Any, office_server: Office_, drafter: Person) -> None:
    """Places are chosen in a list, everything else is buttons."""
    state = drafter.context.storage_state()
    context = browser.new_context(java_script_enabled=False, storage_state=state)
    page = context.new_page()
    page.goto(f"{office_server.address}/office/drafts/new")
    for name, value in (("title", "ბაღების შესახებ"), ("kind", "კანონი"), ("text", TEXT)):
        page.fill(f"#f-{name}", value)
    page.get_by_role("button", name="შემოწმება").click()
    assert "შესვლა უფასოა" in page.inner_text("#look .tree")
    page.select_option("#f-after", "art_1")
    page.get_by_role("button", name="+ მუხლი").click()
    assert "მუხლი 2. [სათაური]\n1. [ტექსტი]\n\nმუხლი 3. ამოქმედება" in page.input_value("#f-text")
    page.get_by_role("button", name="+ დანართი").click()
    page.select_option("#f-after", "att_1")
    page.get_by_role("button", name="+ ცხრილი დანართში").click()
    assert "[ტექსტი]\t[ტექსტი]" in page.input_value("#f-text")
    page.select_option("#f-after", "art_1__para_1")
    page.check("input[name=prim][value='1']")
    page.get_by_role("button", name="+ პუნქტი", exact=True).click()
    assert "1^1. [ტექსტი]" in page.input_value("#f-text")
    assert "ჩასაწერი ადგილი ცარიელია" in page.inner_text("#look")
    context.close()
