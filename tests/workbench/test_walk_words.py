"""In a real browser: places ticked, operations split and merged, a missed one pointed out, what is
published put right by a corrective event, an editorial correction."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest

from registry.office import Office
from registry.store import Store
from tests.registry.flow import EXAMPLES, LAW, WORDS, WORDS_OF, brought, published
from tests.workbench.browser import Office_, Person, caret, drag, served

MISSED = "აღარ იკითხება მე-3 მუხლის მე-3 პუნქტი"


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Office_]:
    def fill(store: Store, office: Office) -> None:
        published(store, office, EXAMPLES, "1-law.txt")
        text = WORDS.replace("\nმუხლი 2\n", f"\n{MISSED}.\n\nმუხლი 2\n")
        brought(store, office, text, *WORDS_OF)

    with served(tmp_path_factory.mktemp("words") / "store.sqlite", fill) as found:
        yield found


def reasoned(person: Person, summary: str, field: str, words: str, button: str) -> None:
    """Open a box of the page, say why, press its button."""
    page = person.page
    box = page.locator("details.box").filter(has=page.get_by_text(summary, exact=False).first).first
    box.locator("summary").first.click()
    box.locator(field).fill(words)
    box.get_by_role("button", name=button).click()
    page.wait_for_load_state()
    person.actions += 3


def test_words_are_ticked_place_by_place_and_orders_reshaped(browser: Any, server: Office_) -> None:
    nino = Person(browser, server, "nino")
    page = nino.page
    nino.go("/office/bundles/1?op=3")
    assert page.locator("input[name=place]").count() == 2
    assert "ბიბლიოთეკა" in page.inner_text(".places mark.old-text >> nth=0")
    page.uncheck("input[name=place][value='2']")
    page.get_by_role("button", name="მონიშნული ადგილების მიღება").click()
    assert "მიზეზი" in page.inner_text("main")  # the act orders them all: why not here?
    nino.go("/office/bundles/1?op=3")
    page.uncheck("input[name=place][value='2']")
    page.fill("#o-reason", "მეორე პუნქტი ახალ ტექსტშია")
    nino.look("40-places")
    page.get_by_role("button", name="მონიშნული ადგილების მიღება").click()
    page.wait_for_load_state()
    assert "წიგნსაცავი" in page.inner_text(".detail .marked >> nth=0")
    assert page.locator(".places strong").count() == 2

    nino.go("/office/bundles/1?op=2")
    reasoned(nino, "დაყოფა", "#s-reason", "ორი მითითებაა", "დაყოფა")
    assert page.locator(".ops ol > li").count() == 4
    nino.look("41-split")
    page.locator(".replaced button").click()
    page.wait_for_load_state()
    assert page.locator(".ops ol > li").count() == 3

    box = page.locator("form[action$='/merge']")
    page.locator("details.box").filter(has=box).locator("summary").click()
    for n in (1, 2):
        box.locator(f"input[value='{n}']").check()
    box.locator("#g-reason").fill("ერთი მითითებაა")
    box.get_by_role("button", name="გაერთიანება").click()
    page.wait_for_load_state()
    assert page.locator(".ops ol > li").count() == 2
    page.locator(".replaced button").first.click()
    page.wait_for_load_state()
    assert page.locator(".ops ol > li").count() == 3

    page.locator(".ops ol a").nth(1).click()
    page.wait_for_load_state()
    page.keyboard.press("c")  # a wrong operation is corrected: other unit, text cut anew
    form = page.locator("form:has(#src-correct)")
    form.locator("[name=unit_number_1]").fill("1")
    drag(nino, "2. ბიბლიოთეკა ღიაა კვირაში არანაკლებ ექვსი დღისა.")
    form.locator("[data-cut=new]").click()
    form.locator("[name=reason]").fill("პირველი პუნქტი იგულისხმება")
    form.get_by_role("button", name="შენახვა").click()
    page.wait_for_load_state()
    assert "პუნქტი 1" in page.inner_text(".detail h2 >> nth=0")
    assert page.locator(".state.correct").count() == 2

    told = page.inner_text(".detail .box >> nth=0")  # what was proposed, decided, and said
    assert "პირველი პუნქტი იგულისხმება" in told
    assert "მუხლი 4, პუნქტი 2\tმუხლი 4, პუნქტი 1" in told
    assert "ეწინააღმდეგება" in told
    nino.look("45-against-its-words")
    nino.key("s")  # not handed over: back with the checks that stop it
    assert page.evaluate("document.activeElement.id") == "judged"
    failed = page.locator("#judged li.bad").all_inner_texts()
    assert any("ყველა ოპერაციაზე გადაწყვეტილებაა" in line for line in failed)
    assert any("გადაწყვეტილება იმას ამბობს, რასაც მითითება" in line for line in failed)
    nino.look("46-not-handed-over")
    page.locator(".ops ol a").nth(1).click()
    page.wait_for_load_state()
    page.locator("#af-reason").fill("აქტის ავტორმა წერილით განმარტა")
    nino.press("მეორედ დადასტურება")
    assert "მეორედ დაადასტურა" in page.inner_text(".detail .box >> nth=0")
    assert page.locator("#af-reason").count() == 0
    nino.key("u")
    page.locator(".ops ol a").nth(1).click()
    page.wait_for_load_state()
    nino.key("u")

    nino.key("A")
    assert page.inner_text(".detail h2 >> nth=0").startswith("1.")  # other word forms stand there
    nino.key("a")
    assert page.locator(".state.accept").count() == 2


@pytest.mark.parametrize("how", ["pointer", "keyboard"])
def test_a_missed_order_is_pointed_out_in_the_text(browser: Any, server: Office_, how: str) -> None:
    tamar = Person(browser, server, {"pointer": "tamar", "keyboard": "sandro"}[how])
    page = tamar.page
    tamar.go("/office/bundles/1?op=1")
    if page.get_by_role("button", name="გადაბარება").count():
        tamar.press("გადაბარება")
    page.get_by_text("გამოტოვებული მითითების დამატება").click()
    form = page.locator("form:has(#src-add)")
    if how == "pointer":
        drag(tamar, MISSED)
    else:
        caret(tamar, MISSED, "#src-add")
    form.locator("[data-cut=order]").click()
    assert form.locator("[data-cut-shown=order]").inner_text() == MISSED
    form.locator("#a-add").select_option("repeal")
    form.locator("[name=unit_kind_0]").select_option("article")
    form.locator("[name=unit_number_0]").fill("3")
    form.locator("[name=unit_kind_1]").select_option("point")
    form.locator("[name=unit_number_1]").fill("3")
    form.locator("[name=reason]").fill("მანქანამ გამოტოვა")
    if how == "pointer":
        tamar.look("42-missed")
    form.get_by_role("button", name="დამატება").click()
    page.wait_for_load_state()
    assert page.inner_text("mark.order") == MISSED
    assert "ამოღებულია" in page.inner_text(".detail .marked >> nth=0")
    tamar.key("u")
    assert page.locator(".ops ol > li").count() == 3


def test_what_is_published_is_put_right_by_another_event(browser: Any, server: Office_) -> None:
    nino = Person(browser, server, "nika")
    nino.go("/office/bundles/1")
    nino.press("გადაბარება")
    nino.key("s")
    giorgi = Person(browser, server, "giorgi")
    approve(giorgi, 1)
    assert "1. წიგნსაცავი ვალდებულია" in server.text_of(LAW)

    nino.go("/office/bundles/1")
    reasoned(nino, "გამოქვეყნებულის გასწორება", "[name=reason]",
             "მეორე პუნქტშიც საკუთარი სახელია", "მოვლენის გახსნა")  # fmt: skip
    nino.look("43-corrective")
    nino.page.locator(".ops ol a").nth(2).click()
    nino.page.wait_for_load_state()
    reasoned(nino, "ეს მითითება არ არის", "#e-reason", "სახელი არ იცვლება", "არაფერს ცვლის")
    nino.key("s")
    approve(giorgi, 2)
    assert "1. ბიბლიოთეკა ვალდებულია" in server.text_of(LAW)
    giorgi.go("/corrections")
    giorgi.look("44-corrections")
    assert "მეორე პუნქტშიც საკუთარი სახელია" in giorgi.page.inner_text("main")
    assert "nika" not in giorgi.page.inner_text("main")

    nino.go("/office/events")
    nino.page.fill("#f-act", LAW)
    nino.page.fill("#f-reason", "გამორჩენილი მძიმე")
    nino.page.fill("#f-day", "2023-06-01")
    nino.page.fill("#f-unit", "art_1")
    nino.page.fill("#f-old", "წიგნისა და ცოდნის")
    nino.page.fill("#f-new", "წიგნისა და, ცოდნის")
    nino.look("45-events")
    nino.press("შემოთავაზება")
    nino.look("46-event")
    assert nino.page.get_by_role("button", name="აღსრულება").count() == 0
    giorgi.page.goto(nino.page.url)
    giorgi.press("აღსრულება")
    giorgi.look("47-event-done")
    assert "წიგნისა და, ცოდნის" in server.text_of(LAW)


def approve(person: Person, bundle: int) -> None:
    person.go(f"/office/bundles/{bundle}")
    for box in person.page.locator("form[action$='/confirm'] input[type=checkbox]").all():
        box.check()
    person.page.get_by_role("button", name="დადასტურება", exact=True).click()
    person.page.wait_for_load_state()
    person.press("დამტკიცება და გამოქვეყნება")
