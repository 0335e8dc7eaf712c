"""In a real browser: the register for everybody and in the office, an imported act put right, the
public list field by field, a device lost and replaced, the changes of procedure."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from consolidation.prepare import prepare
from registry.office import Office
from registry.register import register
from registry.store import Store
from schemas.model import Particulars
from tests.registry.flow import EXAMPLES, LAW, WORDS, published
from tests.registry.people import PASSWORD, code
from tests.workbench.browser import Office_, Person, served


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Office_]:
    """A law published here; a change of it, and an act that prints little, imported."""

    def fill(store: Store, office: Office) -> None:
        published(store, office, EXAMPLES, "1-law.txt")
        bare = "მუხლი 1. წესი\nწესი დროებითია.\n".encode()
        for data, name, known in (
            (WORDS.encode(), "words.txt", Particulars(published="2023-03-03")),
            (bare, "bare.txt", Particulars(matsne_id="77", title="უნომრო წესი")),
        ):
            register(store, prepare(data, name, known), data, name)

    with served(tmp_path_factory.mktemp("register") / "store.sqlite", fill) as found:
        yield found


class Visitor(Person):
    """Somebody who is not of the office."""

    def log_in(self) -> None:
        pass


def test_the_register_is_open_and_found_by_every_particular(browser: Any, server: Office_) -> None:
    visitor = Visitor(browser, server, "")
    page = visitor.page
    visitor.go("/")
    page.get_by_role("link", name="სახელმწიფო რეესტრი").click()
    assert page.locator("tbody tr").count() == 3
    visitor.look("60-register")
    page.fill("#f-title", "ბიბლიოთეკ")
    page.select_option("#f-kind", "კანონი")
    page.locator("details.more summary").click()
    page.fill("#f-adopted_to", "2022-01-01")
    visitor.key("Enter")
    assert page.locator("details.more[open]").count() == 1  # a filter in use stays in sight
    assert page.locator("tbody tr").count() == 1
    assert page.input_value("#f-title") == "ბიბლიოთეკ"
    page.locator("tbody a").first.click()
    assert "2021-02-10" in page.inner_text("main")
    visitor.look("61-record")
    visitor.go("/register?matsne=77")
    page.locator("tbody a").first.click()
    assert page.inner_text("main").count("არ არის მითითებული") >= 5
    visitor.look("62-record-that-prints-little")
    visitor.go("/register?code=12x")
    assert page.locator("[role=alert]").count() == 1
    visitor.look("63-register-bad-filter")
    with page.expect_download() as loading:
        visitor.go("/register")
        page.get_by_role("link", name="CSV").click()
    assert "უნომრო წესი" in Path(loading.value.path()).read_text("utf-8-sig")


def test_an_imported_act_is_put_right_by_two_people(browser: Any, server: Office_) -> None:
    sandro = Person(browser, server, "sandro")
    page = sandro.page
    sandro.go("/office/register?number=2100")
    page.locator("tbody a").first.click()
    sandro.look("64-record-in-the-office")
    assert page.locator("#f-target").input_value() == LAW
    page.fill("#f-reason", "მესამე მითითება არ იყო")
    sandro.press("მოვლენის გახსნა")
    page.locator(".ops ol a").nth(2).click()
    page.wait_for_load_state()
    box = page.locator("details.box", has_text="ეს მითითება არ არის").last
    box.locator("summary").click()
    box.locator("#e-reason").fill("სახელი არ იცვლება")
    box.get_by_role("button", name="არაფერს ცვლის").click()
    page.wait_for_load_state()
    sandro.look("65-event-on-an-import")
    sandro.key("s")
    giorgi = Person(browser, server, "giorgi")
    giorgi.go(page.url.removeprefix(server.address).partition("?")[0])
    for one in giorgi.page.locator("form[action$='/confirm'] input[type=checkbox]").all():
        one.check()
    giorgi.page.get_by_role("button", name="დადასტურება", exact=True).click()
    giorgi.page.wait_for_load_state()
    giorgi.press("დამტკიცება და გამოქვეყნება")
    visitor = Visitor(browser, server, "")
    visitor.go("/corrections")
    told = visitor.page.inner_text("main")
    for words in ("მესამე მითითება არ იყო", "ძველი სიტყვები", "ბიბლიოთეკა", "№158, 8(2)"):
        assert words in told
    assert "sandro" not in told
    visitor.look("66-corrections")


def test_a_missing_day_of_publication_is_entered_by_two(browser: Any, server: Office_) -> None:
    """A registrar, another registrar, the public list, and the record that tells both."""
    registrar = Person(browser, server, "registrar")
    page = registrar.page
    registrar.go("/office/register?title=უნომრო")
    page.locator("td a[href^='/office/register/']").first.click()
    page.wait_for_load_state()
    page.fill("#f-given_published", "2024-05-10")
    page.fill("#f-source", "ბეჭდური გამოცემა")
    page.fill("#f-ground", "№158, 7(5)")
    registrar.look("73-particulars")
    registrar.press("შეტანა")
    assert "სხვა რეგისტრატორმა უნდა დაადასტუროს" in page.inner_text("#enter")
    assert page.get_by_role("button", name="დადასტურება", exact=True).count() == 0
    keeper = Person(browser, server, "keeper")
    keeper.page.get_by_role("link", name="უნომრო").click()
    keeper.page.wait_for_load_state()
    keeper.look("74-particulars-to-confirm")
    keeper.press("დადასტურება")
    assert "2024-05-10" in keeper.page.inner_text("main")
    visitor = Visitor(browser, server, "")
    visitor.go("/corrections")
    told = visitor.page.inner_text("main")
    assert "ბეჭდური გამოცემა" in told
    assert "2024-05-10" in told
    assert "registrar" not in told
    visitor.look("75-corrections-of-the-register")
    visitor.page.get_by_role("link", name="უნომრო").first.click()
    visitor.page.wait_for_load_state()
    assert "2024-05-10" in visitor.page.inner_text("main")
    visitor.look("76-record-with-what-people-entered")


def test_a_lost_device_is_replaced(browser: Any, server: Office_) -> None:
    admin, second = Person(browser, server, "admin"), Person(browser, server, "second")
    admin.go("/office/people/auditor")
    admin.page.fill("#f-device", "პირადობის მოწმობით მოვიდა")
    admin.press("მოწყობილობა დაკარგულია")
    admin.look("67-device-asked")
    assert admin.page.get_by_role("button", name="დადასტურება და კოდის ჩვენება").count() == 0
    second.go("/office/people/auditor")
    second.press("დადასტურება და კოდის ჩვენება")
    given = second.page.inner_text("#codes")
    auditor = Visitor(browser, server, "auditor")
    page = auditor.page
    auditor.go("/office/login")
    page.fill("#f-name", "auditor")
    page.fill("#f-password", PASSWORD)
    page.keyboard.press("Enter")
    page.get_by_role("link", name="მოწყობილობა დავკარგე").click()
    auditor.look("68-recover")
    page.fill("#f-code", "aaaa-bbbb-cccc-dddd")
    page.keyboard.press("Enter")
    page.wait_for_selector("[role=alert]")
    page.fill("#f-code", given)
    page.keyboard.press("Enter")
    page.wait_for_selector("#secret")
    server.secrets["auditor"] = page.inner_text("#secret")
    page.get_by_role("link", name="შესვლა").click()
    page.fill("#f-name", "auditor")
    page.fill("#f-password", PASSWORD)
    page.keyboard.press("Enter")
    page.fill("#f-code", code(server.secrets["auditor"], datetime.now(UTC)))
    page.keyboard.press("Enter")
    page.wait_for_url("**/office")
    auditor.go("/office/me")
    auditor.look("69-me-without-codes")
    page.fill("#f-sure", PASSWORD)
    auditor.press("ახალი კოდების ჩვენება")
    assert page.locator("#codes li").count() == 10
    auditor.page.get_by_role("link", name="უკან").click()
    assert "10" in page.inner_text("main")


def test_a_forgotten_password(browser: Any, server: Office_) -> None:
    """Two administrators, the device all the same, and a password of the person's own."""
    admin, second = Person(browser, server, "admin2"), Person(browser, server, "second2")
    admin.go("/office/people/expert")
    admin.page.fill("#f-password", "პირადობის მოწმობით მოვიდა")
    admin.press("პაროლი დავიწყებულია")
    admin.look("70-password-asked")
    second.go("/office/people/expert")
    second.press("დადასტურება და კოდის ჩვენება")
    given = second.page.inner_text("#codes")
    second.look("71-password-code")
    expert = Visitor(browser, server, "expert")
    page, new = expert.page, "ახალი და გრძელი სიტყვა"
    expert.go("/office/login")
    page.get_by_role("link", name="პაროლი დამავიწყდა").click()
    expert.look("72-reset")
    device = code(server.secrets["expert"], datetime.now(UTC) - timedelta(seconds=30))
    for field, value in (("name", "expert"), ("code", "aaaa-bbbb"), ("device", device),
                         ("password", new), ("again", new)):  # fmt: skip
        page.fill(f"#f-{field}", value)
    page.keyboard.press("Enter")
    page.wait_for_selector("[role=alert]")
    assert page.input_value("#f-name") == "expert"  # what may be kept is kept
    for field, value in (("code", given), ("device", device), ("password", new), ("again", new)):
        page.fill(f"#f-{field}", value)
    page.keyboard.press("Enter")
    page.wait_for_selector("[role=status]")
    page.get_by_role("link", name="შესვლა").click()
    page.fill("#f-name", "expert")
    page.fill("#f-password", new)
    page.keyboard.press("Enter")
    page.fill("#f-code", code(server.secrets["expert"], datetime.now(UTC)))
    page.keyboard.press("Enter")
    page.wait_for_url("**/office*")


def test_changes_of_procedure_for_everybody(browser: Any, server: Office_) -> None:
    visitor = Visitor(browser, server, "")
    visitor.go("/statistics")
    visitor.page.get_by_role("link", name="წესის ცვლილებები").click()
    visitor.look("70-procedures")
