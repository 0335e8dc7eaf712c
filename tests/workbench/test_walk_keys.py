"""From a draft to the law with keys alone: no pointer, no address typed after the log-in page.

Every stop of the Tab key must be seen: what has the focus has an outline.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime
from typing import Any

import pytest

from registry.office import Office
from registry.store import Store
from tests.registry.flow import EXAMPLES, LAW, TITLES, published
from tests.registry.people import PASSWORD, code
from tests.workbench.browser import Office_, Person, served
from tests.workbench.test_walk import carry_out

NEW = "ბ) ერთდროულად გაიტანოს არაუმეტეს ხუთი წიგნისა."
# What has the focus: whether it is the thing looked for, and whether one can see it.
FOCUSED = """([selector, words]) => {
  const held = document.activeElement;
  if (!held || held === document.body) return [false, true, ""];
  const style = getComputedStyle(held), box = held.getBoundingClientRect();
  const seen = style.outlineStyle !== "none" && parseFloat(style.outlineWidth) > 0
    && box.width > 0 && box.height > 0 && box.bottom > 0 && box.top < innerHeight;
  const found = held.matches(selector) && held.textContent.includes(words);
  const why = `${style.outlineStyle} ${style.outlineWidth} ${box.top} ${box.height}`;
  return [found, seen, `${why}: ${held.outerHTML.slice(0, 160)}`];
}"""


class Keyboard(Person):
    """A person without a pointer: whatever is reached is reached with Tab."""

    def log_in(self) -> None:
        self.page.emulate_media(reduced_motion="reduce")  # the page is scrolled at once
        self.page.goto(f"{self.office.address}/office/login")
        self.type("#f-name", self.name)
        self.type("#f-password", PASSWORD)
        self.enter()
        self.type("#f-code", code(self.office.secrets[self.name], datetime.now(UTC)))
        self.enter()
        self.page.wait_for_url("**/office")

    def to(self, selector: str, words: str = "", most: int = 400) -> None:
        """Tab until what is looked for has the focus; backwards where it stands before."""
        for _ in range(most):
            found, seen, html = self.page.evaluate(FOCUSED, [selector, words])
            assert seen, f"the focus is not seen on {html} of {self.page.url}"
            if found:
                return
            self.page.keyboard.press("Tab")
        raise AssertionError(f"{selector} {words} is not reached by key on {self.page.url}")

    def type(self, selector: str, text: str) -> None:
        self.to(selector)
        self.page.keyboard.press("Control+A")
        self.page.keyboard.insert_text(text)

    def choose(self, selector: str, value: str) -> None:
        """An option of a list, with the arrows."""
        self.to(selector)
        self.page.keyboard.press("Home")
        for _ in range(400):
            if self.page.evaluate("() => document.activeElement.value") == value:
                return
            self.page.keyboard.press("ArrowDown")
        raise AssertionError(f"{value} cannot be chosen in {selector}")

    def enter(self, key: str = "Enter") -> None:
        with self.page.expect_navigation():
            self.page.keyboard.press(key)

    def press(self, words: str) -> None:
        self.to("button", words)
        self.enter()

    def follow(self, words: str = "", selector: str = "a") -> None:
        self.to(selector, words)
        self.enter()

    def tick(self, selector: str) -> None:
        self.to(selector)
        self.page.keyboard.press("Space")

    def select(self, selector: str, words: str) -> None:
        """Words of a text field, with Shift and the arrows."""
        self.to(selector)
        text = self.page.evaluate("() => document.activeElement.value")
        self.page.keyboard.press("Control+Home")
        for _ in range(text.index(words)):
            self.page.keyboard.press("ArrowRight")
        for _ in range(len(words)):
            self.page.keyboard.press("Shift+ArrowRight")


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Office_]:
    def fill(store: Store, office: Office) -> None:
        published(store, office, EXAMPLES, "1-law.txt")
        published(store, office, EXAMPLES, "3-amending-law.txt")
        carry_out(store, office)

    with served(tmp_path_factory.mktemp("keys") / "store.sqlite", fill) as found:
        yield found


def test_from_a_draft_to_the_law_with_keys_alone(browser: Any, server: Office_) -> None:
    send(Keyboard(browser, server, "drafter"))
    publish(Keyboard(browser, server, "registrar"))
    decide(Keyboard(browser, server, "nino"))
    giorgi = Keyboard(browser, server, "giorgi")
    approve(giorgi)
    read(giorgi)


def send(drafter: Keyboard) -> None:
    """Draft, visa, signature, sending."""
    title, number, date = TITLES["5-amending-law.txt"]
    drafter.follow("პროექტები")
    drafter.follow("ახალი პროექტი")
    drafter.type("#f-title", title)
    drafter.type("#f-kind", "კანონი")
    drafter.type("#f-force", "2027-01-01")
    drafter.type("#f-sector", "200000000")
    drafter.type("#f-text", (EXAMPLES / "5-amending-law.txt").read_text("utf-8"))
    drafter.page.wait_for_selector("#look .tree li.d1")
    drafter.press("შენახვა")
    drafter.press("ვიზირება")
    drafter.type("#f-number", number)
    drafter.to("#f-date")
    year, month, day = date.split("-")
    drafter.page.keyboard.type(f"{month}{day}{year}")
    assert drafter.page.input_value("#f-date") == date
    drafter.press("ხელმოწერა")
    drafter.press("მაცნეში გაგზავნა")
    assert "გაგზავნილი" in drafter.page.inner_text(".tag >> nth=0")


def publish(registrar: Keyboard) -> None:
    """Receipt with the check of the signature, registration, publication."""
    registrar.follow("პროექტები")
    registrar.follow(selector="main ul.list a")
    registrar.follow(selector="a[href^='/office/incoming/']")
    registrar.type("#f-signer", "ს. მაგალითაძე")
    registrar.type("#f-evidence", "სერტიფიკატი 1234, ოქმი 5")
    registrar.tick("input[name=good]")
    registrar.press("მიღება")
    registrar.press("გამოქვეყნება")
    registrar.follow("რეესტრი")
    assert "200000000.05.001.016003" in registrar.page.content()


def decide(nino: Keyboard) -> None:
    """Queue, bundle, all that is sure, one corrected, one refused, handed over."""
    nino.follow("სისტემატიზაცია")
    nino.follow(selector="a[href='/office/bundles/2']")
    nino.enter("A")
    nino.follow(selector=".ops ol a", words="1.")
    nino.enter("u")
    nino.page.keyboard.press("c")
    nino.select("#src-correct", NEW)
    nino.to("form:has(#src-correct) [data-cut=new]")
    nino.page.keyboard.press("Enter")
    assert nino.page.inner_text("form:has(#src-correct) [data-cut-shown=new]") == NEW
    if nino.page.locator("form:has(#src-correct) [name=reason]").count():
        nino.type("form:has(#src-correct) [name=reason]", "ტექსტი ხელახლა მოინიშნა")
    nino.to("form:has(#src-correct) button:not([type=button])")
    nino.enter()
    assert nino.page.locator(".state.correct").count() == 1
    nino.follow(selector=".ops ol a", words="2.")
    nino.page.keyboard.press("r")
    nino.choose("#r-ground", "target-not-found")
    nino.type("#r-reason", "მე-4 მუხლს მე-7 პუნქტი არ აქვს")
    nino.press("უარი პეტიტით")
    nino.enter("s")
    assert nino.page.locator(".state.refuse").count() == 1


def approve(giorgi: Keyboard) -> None:
    """Each operation confirmed, then approved and published."""
    giorgi.follow("სისტემატიზაცია")
    giorgi.follow(selector="a[href='/office/bundles/2']")
    for n in (1, 2, 3):
        giorgi.tick(f"input[name=n][value='{n}'][type=checkbox]")
    giorgi.press("დადასტურება")
    giorgi.press("დამტკიცება და გამოქვეყნება")
    assert "დამტკიცებული" in giorgi.page.inner_text(".tag >> nth=0")


def read(person: Keyboard) -> None:
    """The public page with the future version, from the bundle's own link."""
    person.follow(selector="ol.timeline a[href*='2027-01-01']")
    assert person.page.url.startswith(f"{person.office.address}{LAW}")
    text = person.page.inner_text("main")
    assert "არაუმეტეს ხუთი წიგნისა" in text
    assert "№3077 – ვებგვერდი" in text
    assert "სისტემატიზაცია ვერ განხორციელდა" in text
    assert person.problems == []
