"""Official texts beside our replay: what differs is listed and classified by a person."""

from __future__ import annotations

from pathlib import Path

import pytest

from registry import official, statistics
from registry.office import Office, OfficeError
from registry.store import Store
from tests.registry.flow import LAW, everyone, published


@pytest.fixture
def text(office_store: Store, office: Office, examples: Path) -> str:
    everyone(office)
    published(office_store, office, examples, "1-law.txt")
    return (examples / "1-law.txt").read_text("utf-8")


def compare(store: Store, office: Office, text: str, day: str = "2022-01-01") -> int:
    with office.decision() as db:
        return official.compare(store, db, LAW, day, text.encode(), "official.txt", "nino")


def test_the_same_law_with_other_noise_does_not_differ(
    office_store: Store, office: Office, text: str
) -> None:
    noisy = text.replace("ბიბლიოთეკა", "ბიბლი\u00adოთეკა").replace(" – ", " - ")
    assert compare(office_store, office, noisy) == 0


def test_what_differs_is_unclear_until_a_person_says_whose_it_is(
    office_store: Store, office: Office, text: str
) -> None:
    other = text.replace("14 დღე", "15 დღე").replace("მუხლი 5. კანონის", "მუხლი 6. კანონის")
    assert compare(office_store, office, other) == 3
    with office.decision() as db:
        rows = official.listed(db)
        assert [(r.eid, bool(r.ours), bool(r.theirs)) for r in rows] == [
            ("art_3", True, True), ("art_5", True, False), ("art_6", False, True),
        ]  # fmt: skip
        assert {r.class_ for r in rows} == {"unclear"}
        for class_, why in (("ours", " "), ("fate", "x")):
            with pytest.raises(OfficeError):
                official.classify(db, rows[0].id, class_, why, "nino")
        official.classify(db, rows[0].id, "official", "გაზეთში 14 წერია", "nino")
        with pytest.raises(OfficeError, match="999"):
            official.classify(db, 999, "ours", "x", "nino")
        assert [r.eid for r in official.listed(db, "official")] == ["art_3"]
        assert official.counted(db) == {"unclear": 2, "official": 1}
        assert statistics.collect(db).differences == {"unclear": 2, "official": 1}


def test_a_text_of_a_day_before_the_act_is_refused(
    office_store: Store, office: Office, text: str
) -> None:
    with pytest.raises(OfficeError, match="no text on"):
        compare(office_store, office, text, "2020-01-01")
    with pytest.raises(OfficeError), office.decision() as db:
        official.compare(office_store, db, f"{LAW}x", "2022-01-01", text.encode(), "a.txt", "nino")
