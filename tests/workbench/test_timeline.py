"""The timeline: the days of an act, and on each the orders in the turn in which they are done."""

from __future__ import annotations

import re

import pytest
from starlette.testclient import TestClient

from api.web import create_app
from api.workbench_guard import COOKIE
from registry import approval, bundles, deciding
from registry.office import Office
from registry.rights import Role
from registry.store import Store
from tests.registry.flow import EXAMPLES, LAW, TITLES, brought, everyone, published
from tests.registry.people import admitted, logged_in

TITLE = TITLES["3-amending-law.txt"][0]
ORDER = """საქართველოს კანონი

„საჯარო ბიბლიოთეკების შესახებ“ საქართველოს კანონში ცვლილების შეტანის შესახებ

მუხლი 1
„საჯარო ბიბლიოთეკების შესახებ“ საქართველოს 2021 წლის 10 თებერვლის №410 კანონში \
(www.matsne.gov.ge, 15.02.2021, სარეგისტრაციო კოდი: 200000000.05.001.016001) შეტანილ იქნეს \
შემდეგი ცვლილება:
{orders}

მუხლი 2
ეს კანონი ამოქმედდეს 2030 წლის 1 იანვრიდან.

საქართველოს პრეზიდენტი ს. მაგალითაძე
თბილისი,
{date}.
№{number}
"""


@pytest.fixture(scope="module")
def page(tmp_path_factory: pytest.TempPathFactory) -> str:
    """The bundle of the second of two acts that take effect on one day; the first is law."""
    path = tmp_path_factory.mktemp("timeline") / "store.sqlite"
    with Store(path) as store:
        office = Office(store.engine)
        everyone(office)
        secret = admitted(office, "p-systematizer", roles=[Role.SYSTEMATIZER], body="")
        token = logged_in(office, "p-systematizer", secret)
        published(store, office, EXAMPLES, "1-law.txt")
        one = ORDER.format(
            orders="1. მე-3 მუხლის მე-2 პუნქტი ამოღებულ იქნეს.\n"
            "2. მე-4 მუხლის მე-2 პუნქტი ამოღებულ იქნეს.",
            date="2023 წლის 1 მარტი", number="2100",
        )  # fmt: skip
        two = ORDER.format(
            orders="1. მე-3 მუხლის მე-3 პუნქტი ამოღებულ იქნეს.",
            date="2023 წლის 1 მაისი", number="2200",
        )  # fmt: skip
        brought(store, office, one, TITLE, "2100", "2023-03-01", "2023-03-03")
        with office.decision() as db:
            for n in (1, 2):
                deciding.decide(db, bundles.get(db, 1), n, "accept", None, "", "nino")
            approval.submit(store, db, bundles.get(db, 1), "nino")
            approval.confirm(db, bundles.get(db, 1), [1, 2], "giorgi")
            approval.approve(store, db, bundles.get(db, 1), "giorgi")
        brought(store, office, two, TITLE, "2200", "2023-05-01", "2023-05-03")
    with TestClient(create_app(path), follow_redirects=False) as web:
        public = web.get(f"{LAW}/kat@2030-01-01").text
        web.cookies.set(COOKIE, token)
        return web.get("/office/bundles/2").text + "<hr>" + public


def test_orders_of_one_day_stand_in_their_turn(page: str) -> None:
    listed = page.partition('<ol class="timeline">')[2].partition("<h2>")[0]
    day = listed.partition("2030-01-01")[2]
    turns = re.findall(r"№(2\d00)(?:</a>)?, (\d)", day)
    assert turns == [("2100", "1"), ("2100", "2"), ("2200", "1")]
    assert "რამდენიმე აქტი ერთ დღეს" in day
    assert day.count('class="own"') == 1
    assert 'href="/office/bundles/2?op=1"' in day


def test_the_public_page_tells_the_turn_too(page: str) -> None:
    public = page.partition("<hr>")[2]
    turns = public.partition('class="turns"')[2].partition("</section>")[0]
    assert turns.index("მუხლი 3") < turns.index("მუხლი 4")
    assert "აღსრულების რიგით" in turns
