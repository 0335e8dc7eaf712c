"""The whole way in a real browser: two people, from a draft to the law with its petits."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest

from registry import approval, bundles, deciding
from registry.office import Office
from registry.store import Store
from tests.registry.flow import EXAMPLES, LAW, PARLIAMENT, TITLES, published
from tests.workbench.browser import PICTURES, Office_, Person, axe_core, keys, served

_GEORGIAN_J = """() => document.body.dispatchEvent(
  new KeyboardEvent("keydown", { key: "ჯ", code: "KeyJ", bubbles: true }))"""


@pytest.fixture(scope="module")
def office_server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Office_]:
    def fill(store: Store, office: Office) -> None:
        published(store, office, EXAMPLES, "1-law.txt")
        published(store, office, EXAMPLES, "3-amending-law.txt")
        carry_out(store, office)

    with served(tmp_path_factory.mktemp("walk") / "store.sqlite", fill) as server:
        yield server


def carry_out(store: Store, office: Office) -> None:
    """The first change is law already when the walk begins."""
    with office.decision() as db:
        for entry, _ in bundles.proposed(db, 1):
            deciding.decide(db, bundles.get(db, 1), entry.operation.n, "accept", None, "", "nino")
        approval.submit(store, db, bundles.get(db, 1), "nino")
        approval.confirm(db, bundles.get(db, 1), [1, 2, 3, 4], "giorgi")
        approval.approve(store, db, bundles.get(db, 1), "giorgi")


def test_from_a_draft_to_the_law(browser: Any, office_server: Office_) -> None:
    drafter = Person(browser, office_server, "drafter")
    drafter.look("01-desk")
    drafter.go("/office/drafts/new")
    title, number, date = TITLES["5-amending-law.txt"]
    page = drafter.page
    page.fill("#f-title", title)
    page.fill("#f-kind", "კანონი")
    page.fill("#f-force", "2027-01-01")
    page.fill("#f-sector", "200000000")
    page.fill("#f-text", (EXAMPLES / "5-amending-law.txt").read_text("utf-8"))
    page.wait_for_selector("#look .tree li.d1")
    drafter.look("02-draft-editor")
    drafter.press("შენახვა")
    drafter.press("ვიზირება")
    drafter.look("03-draft-visaed")
    page.fill("#f-number", number)
    page.fill("#f-date", date)
    drafter.press("ხელმოწერა")
    drafter.press("მაცნეში გაგზავნა")
    draft = page.url

    registrar = Person(browser, office_server, "registrar")
    registrar.page.goto(draft.replace("/drafts/", "/incoming/"))
    registrar.look("04-signature-check")
    registrar.page.fill("#f-signer", "ს. მაგალითაძე")
    registrar.page.fill("#f-evidence", "სერტიფიკატი 1234, ოქმი 5")
    registrar.page.check("input[name=good]")
    registrar.press("მიღება")
    registrar.look("05-publication")
    registrar.press("გამოქვეყნება")
    registrar.go("/office/register")
    assert "200000000.05.001.016003" in registrar.page.content()
    registrar.look("06-register")

    nino = Person(browser, office_server, "nino")
    nino.go("/office/queue")
    nino.look("07-queue")
    nino.page.get_by_role("link", name="საჯარო ბიბლიოთეკების შესახებ").first.click()
    nino.page.wait_for_url("**/office/bundles/2*")
    nino.look("08-bundle")
    assert "ერთდროულად გაიტანოს" in nino.page.inner_text(".detail .marked")
    nino.actions = 0
    nino.key("A")  # all that is sure
    assert nino.page.inner_text(".detail h2").startswith("2.")
    nino.look("09-impossible-operation")
    nino.page.keyboard.press("r")
    nino.page.select_option("#r-ground", "target-not-found")
    nino.page.fill("#r-reason", "მე-4 მუხლს მე-7 პუნქტი არ აქვს")
    nino.press("უარი პეტიტით")
    nino.actions += 3
    nino.go("/office/bundles/2?checks=1")
    nino.look("10-checks")
    nino.key("s")
    assert nino.actions == 6

    giorgi = Person(browser, office_server, "giorgi")
    giorgi.go("/office/bundles/2")
    giorgi.look("11-approval")
    for box in giorgi.page.locator("input[name=n][type=checkbox]").all():
        box.check()
    giorgi.page.get_by_role("button", name="დადასტურება", exact=True).click()
    giorgi.page.wait_for_load_state()
    giorgi.press("დამტკიცება და გამოქვეყნება")
    giorgi.look("12-approved")
    with Store(office_server.path) as store:
        last = store.expressions(LAW)[-1]
        assert last.valid_from == "2027-01-01"
        printed = [p.printed for u in last.act.walk() for p in u.petits]
        assert any(p.startswith("სისტემატიზაცია ვერ განხორციელდა") for p in printed)
    public(giorgi)


def public(person: Person) -> None:
    """The public page: today's version, the future one with its petits and the refusal."""
    page = person.page
    person.go(LAW)
    assert "არაუმეტეს სამი წიგნისა" in page.inner_text("main")
    assert "2027" in page.inner_text("main")
    person.go(f"{LAW}/kat:2027-01-01")
    text = page.inner_text("main")
    assert "არაუმეტეს ხუთი წიგნისა" in text
    assert "№3077 – ვებგვერდი" in text
    assert "სისტემატიზაცია ვერ განხორციელდა" in text
    person.look("13-public-future")


def test_the_other_screens(browser: Any, office_server: Office_) -> None:
    admin = Person(browser, office_server, "admin")
    for name, path in (
        ("20-people", "/office/people"),
        ("21-person", "/office/people/nino"),
        ("22-clocks", "/office/clocks"),
        ("23-codes", "/office/tables"),
        ("24-audit", "/office/audit"),
        ("25-late", "/office/late"),
        ("26-me", "/office/me"),
        ("27-statistics", "/statistics"),
        ("28-apply", "/office/apply"),
        ("29-error", "/office/bundles/2"),
    ):
        admin.go(path)
        admin.look(name)


def test_a_dry_run_by_anybody(browser: Any, office_server: Office_) -> None:
    with Store(office_server.path) as store:
        before = len(store.works())
    page = browser.new_page(viewport={"width": 1280, "height": 900})
    page.goto(f"{office_server.address}/dry-run")
    page.fill("#f-kind", "კანონი")
    page.fill("#f-issuer", PARLIAMENT)
    text = (EXAMPLES / "5-amending-law.txt").read_text("utf-8")
    text = text.replace("მე-7 პუნქტი", "მე-9 პუნქტი").replace("ხუთი წიგნისა", "შვიდი წიგნისა")
    page.fill("#f-text", text)
    page.get_by_role("button", name="შემოწმება").click()
    page.wait_for_selector("#answer")
    page.focus(".whole-law")
    page.keyboard.press("n")
    page.keyboard.press("n")
    assert page.evaluate("document.activeElement.id") == "a1s1c2"
    page.keyboard.press("p")
    assert page.evaluate("document.activeElement.id") == "a1s1c1"
    assert "target-not-found" in page.content() or "ვერ აისახება" in page.content()
    found = axe_core.Axe().run(page)
    assert [v["id"] for v in found.response["violations"]] == []
    if PICTURES:
        page.screenshot(path=f"{PICTURES}/30-dry-run-ka.png", full_page=True)
    with Store(office_server.path) as store:
        assert len(store.works()) == before


def test_a_bundle_with_the_keyboard_alone(browser: Any, office_server: Office_) -> None:
    """Queue, bundle, from order to order, a comment: after the log-in no pointer is used."""
    tamar = Person(browser, office_server, "tamar")
    tamar.go("/office/queue")
    keys(tamar, "Tab", until="a[href='/office/bundles/2']")
    with tamar.page.expect_navigation():
        tamar.page.keyboard.press("Enter")
    tamar.key("j")
    assert tamar.page.inner_text(".detail h2").startswith("2.")
    tamar.key("k")
    assert tamar.page.inner_text(".detail h2").startswith("1.")
    with tamar.page.expect_navigation():  # the same key while a Georgian layout is on
        tamar.page.evaluate(_GEORGIAN_J)
    assert tamar.page.inner_text(".detail h2").startswith("2.")
    keys(tamar, "Tab", until="#f-comment")
    tamar.page.keyboard.type("კლავიატურით დაწერილი")
    keys(tamar, "Tab", until="form[action$='/comment'] button")
    with tamar.page.expect_navigation():
        tamar.page.keyboard.press("Enter")
    assert "კლავიატურით დაწერილი" in tamar.page.content()


def test_nobody_is_logged_out_without_a_warning(browser: Any, office_server: Office_) -> None:
    admin = Person(browser, office_server, "auditor")
    page = admin.page
    page.clock.install()
    admin.go("/office")
    dialog = page.locator("#ending")
    page.clock.fast_forward("54:00")
    assert not dialog.is_visible()
    page.clock.fast_forward("02:00")
    assert dialog.is_visible()
    page.get_by_role("link", name="მუშაობის გაგრძელება").click()
    dialog.wait_for(state="hidden")
    page.clock.fast_forward("54:00")
    assert not dialog.is_visible()
    page.clock.fast_forward("02:00")
    assert dialog.is_visible()
    assert admin.problems == []


ORDER = """საქართველოს იუსტიციის მინისტრის ბრძანება

არქივის სამკითხველო დარბაზის წესის შესახებ

„ნორმატიული აქტების შესახებ“ საქართველოს კანონის შესაბამისად, ვბრძანებ:

მუხლი 1. დარბაზი
1. დარბაზი ღიაა ყოველ სამუშაო დღეს.
2. დარბაზით სარგებლობა უფასოა.

მუხლი 2. ამოქმედება
ბრძანება ამოქმედდეს გამოქვეყნებისთანავე.
"""


def test_an_order_through_expertise(browser: Any, office_server: Office_) -> None:
    """A negative conclusion sends it back; the positive one is bound to its text."""
    minister = Person(browser, office_server, "minister")
    page = minister.page
    minister.go("/office/drafts/new")
    page.fill("#f-title", "არქივის სამკითხველო დარბაზის წესის შესახებ")
    page.fill("#f-kind", "ბრძანება")
    page.fill("#f-force", "publication")
    page.fill("#f-sector", "010250000")
    page.fill("#f-text", ORDER)
    minister.press("შენახვა")
    draft = page.url
    minister.press("ვიზირება")
    minister.press("ექსპერტიზაზე გადაგზავნა")
    expert = Person(browser, office_server, "expert")
    expert.page.goto(draft)
    expert.page.fill("#n-object", "12")
    expert.page.fill("#c-object", "მე-2 პუნქტი კანონს ეწინააღმდეგება")
    expert.look("32-expertise")
    expert.page.locator("form:has(#n-object) button").click()
    expert.page.wait_for_load_state()
    page.goto(draft)
    assert "კანონს ეწინააღმდეგება" in page.inner_text("main")
    page.get_by_role("link", name="შეცვლა").click()
    page.wait_for_load_state()
    page.fill("#f-text", ORDER.replace("უფასოა", "ფასიანია"))
    minister.press("შენახვა")
    minister.press("ვიზირება")
    minister.press("ექსპერტიზაზე გადაგზავნა")
    expert.page.goto(draft)
    expert.page.fill("#n-agree", "15")
    expert.page.fill("#c-agree", "შეესაბამება კანონმდებლობას")
    expert.page.locator("form:has(#n-agree) button").click()
    expert.page.wait_for_load_state()
    page.goto(draft)
    page.fill("#f-number", "77")
    page.fill("#f-date", "2026-11-20")
    minister.press("ხელმოწერა")
    minister.press("მაცნეში გაგზავნა")
    minister.look("33-sent")
    assert page.get_by_role("button", name="ვიზირება").count() == 0
