"""In a real browser: a correction against the order's own words goes through two people's eyes,
with the keyboard; a free number is proposed; a whole repeal says its day."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest

from registry.office import Office
from registry.store import Store
from tests.registry.flow import EXAMPLES, LAW, published
from tests.workbench.browser import Office_, Person, keys, served


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Office_]:
    def fill(store: Store, office: Office) -> None:
        published(store, office, EXAMPLES, "1-law.txt")
        published(store, office, EXAMPLES, "5-amending-law.txt")

    with served(tmp_path_factory.mktemp("against") / "store.sqlite", fill) as found:
        yield found


def test_a_correction_against_its_words_is_seen_by_both(browser: Any, server: Office_) -> None:
    nino = Person(browser, server, "nino")
    page = nino.page
    nino.go("/office/bundles/1?op=2")  # „მე-4 მუხლის მე-7 პუნქტი ამოღებულ იქნეს“: no such point
    page.keyboard.press("c")
    form = page.locator("form:has(#src-correct)")
    form.locator("[name=unit_number_1]").fill("2")
    form.get_by_role("button", name="შენახვა").click()  # the browser asks for the reason
    assert page.evaluate("document.activeElement.name") == "reason"
    form.locator("[name=reason]").fill("მე-7 პუნქტი არ არის, მე-2 იგულისხმება")
    form.get_by_role("button", name="შენახვა").click()
    page.wait_for_load_state()
    box = page.locator(".detail .box").first
    assert "მუხლი 4, პუნქტი 7\tმუხლი 4, პუნქტი 2" in box.inner_text()
    assert "ეწინააღმდეგება" in box.inner_text()
    nino.look("70-against")
    nino.key("A")
    nino.key("s")
    assert "საქმე არ გადაეცა" in page.inner_text("#judged")
    assert page.evaluate("document.activeElement.id") == "judged"
    nino.look("71-stopped")
    nino.go("/office/bundles/1?op=2")
    page.locator("#af-reason").fill("პარლამენტის აპარატის წერილი №12")
    nino.press("მეორედ დადასტურება")
    assert "მეორედ დაადასტურა" in page.inner_text(".detail")
    nino.key("s")

    giorgi = Person(browser, server, "giorgi")
    page = giorgi.page
    giorgi.go("/office/bundles/1")
    giorgi.key("f")  # the first operation
    giorgi.go("/office/bundles/1?op=2")
    confirm = page.locator("form[action$='/confirm'].box").first
    assert "ერთეული: მუხლი 4, პუნქტი 7 → მუხლი 4, პუნქტი 2" in confirm.inner_text()
    assert confirm.locator("input[value='2']").is_disabled()  # not among many
    giorgi.look("72-approver")
    giorgi.key("y")
    assert "ჯერ დაადასტურეთ ოპერაციები 2, 3" in page.inner_text("#judged")
    giorgi.go("/office/bundles/1?op=2")
    keys(giorgi, "Tab", until="#co-reason")
    page.keyboard.type("წერილი ვნახე, მე-2 პუნქტია")
    page.keyboard.press("Tab")
    giorgi.key("Enter")
    giorgi.go("/office/bundles/1?op=3")
    giorgi.key("f")
    giorgi.go("/office/bundles/1?op=2")
    assert "წერილი ვნახე, მე-2 პუნქტია" in page.inner_text(".log")
    giorgi.key("y")
    assert page.locator("#judged").count() == 0
    assert "2. (ამოღებულია" in server.text_of(LAW)
    giorgi.look("73-approved")


def test_the_dry_run_tells_a_free_number_and_a_repeal(browser: Any, server: Office_) -> None:
    drafter = Person(browser, server, "drafter")
    page = drafter.page
    text = (EXAMPLES / "5-amending-law.txt").read_text("utf-8").replace("4^1", "4")  # 4¹ is held
    drafter.go("/dry-run")
    page.fill("#f-kind", "კანონი")
    page.fill("#f-text", text)
    drafter.press("შემოწმება")
    assert "ნომერი 4 დაკავებულია; თავისუფალია: 4²" in page.inner_text("#answer")
    drafter.look("74-free-number")
    whole = text[: text.index("კანონში (www")].rpartition("\n")[0]
    cited = "„საჯარო ბიბლიოთეკების შესახებ“ საქართველოს 2021 წლის 10 თებერვლის №410 კანონი"
    rest = "მუხლი 2\nეს კანონი ამოქმედდეს 2027 წლის 1 იანვრიდან."
    page.fill("#f-text", f"{whole}\n{cited} ძალადაკარგულად გამოცხადდეს.\n\n{rest}")
    drafter.press("შემოწმება")
    assert "აქტი ძალას კარგავს 2027-01-01" in page.inner_text("#answer")
    drafter.look("75-repeal")
    drafter.go("/office/drafts/2")
    assert "საჯარო ბიბლიოთეკების შესახებ" in page.inner_text("#published")
    drafter.look("76-published-draft")
