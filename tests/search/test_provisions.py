"""From the store to documents: one wording at a time, none lost, future wording taken apart."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from itertools import islice, pairwise
from pathlib import Path

import pytest

from api.cli_import import import_all, inputs
from consolidation.prepare import prepare
from registry.provisions import fingerprints
from registry.register import register
from registry.store import Store
from schemas.model import Particulars
from search.protocol import UnitVersion
from search.provisions import documents

LAW = "/akn/ge/act/kanoni/parlamenti/2021-02-10/410"
FUTURE = """თავი I. ზოგადი ნაწილი
მუხლი 1. ვადა
1. ვადა არის 10 დღე.
2. ვადა იწყება ხვალ.
[2. ვადა იწყება დღესვე.
(ამოქმედდეს 2026 წლის 1 ივლისიდან)]
საქართველოს 2015 წლის 20 მარტის კანონი №3339 - ვებგვერდი, 31.03.2015წ.
მუხლი 2. ჯარიმა
ჯარიმა არის 5 ლარი.
[მუხლი 2. ჯარიმა
ჯარიმა არის 7 ლარი.
(ამოქმედდეს 2027 წლის 1 იანვრიდან)]
მუხლი 3. (ამოღებულია - 31.03.2015, №3339)
"""


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    with Store(tmp_path / "store.sqlite") as opened:
        yield opened


def taken(store: Store, text: str, **known: str) -> dict[str, list[UnitVersion]]:
    """Wordings of an act by wId."""
    particulars = Particulars(title="ვადების შესახებ", kind="კანონი", number="77",
                              date="2010-05-05", issuer="საქართველოს პარლამენტი")  # fmt: skip
    register(store, prepare(text.encode(), "act.txt", particulars), text.encode(), "act.txt")
    return {name.rpartition("#")[2]: said for name, said in by_unit(documents(store)).items()}


def by_unit(found: Iterator[UnitVersion]) -> dict[str, list[UnitVersion]]:
    out: dict[str, list[UnitVersion]] = defaultdict(list)
    for one in found:
        out[one.unit_id].append(one)
    return out


def test_future_wording_is_a_wording_of_the_same_unit(store: Store) -> None:
    units = taken(store, FUTURE)
    today, ahead = units["art_1"]
    assert (today.valid_to, ahead.valid_from) == ("2026-07-01", "2026-07-01")
    assert "ხვალ" in today.text
    assert "დღესვე" not in today.text
    assert "დღესვე" in ahead.text
    assert "ხვალ" not in ahead.text
    five, seven = units["art_2"]
    assert ("5 ლარი" in five.text, five.valid_to) == (True, "2027-01-01")
    assert ("7 ლარი" in seven.text, seven.valid_from) == (True, "2027-01-01")


def test_what_petits_and_placeholders_tell(store: Store) -> None:
    units = taken(store, FUTURE)
    article = units["art_1"][0]
    assert article.changed_by == ("/akn/ge/act/kanoni/parlamenti/2015-03-20/3339",)
    assert article.changed_on == ("2015-03-31",)
    assert (article.valid_from, article.not_before) == (None, "2015-03-31")
    assert units["art_3"][0].state == "removed"
    assert article.containers == "თავი I. ზოგადი ნაწილი"
    assert article.heading == "ვადა"


def test_act_without_articles_is_cut_at_points(store: Store) -> None:
    units = taken(store, "1. დამტკიცდეს წესი.\n2. ძალაშია გამოქვეყნებისთანავე.\n")
    assert {name: one[0].unit for name, one in units.items()} == {
        "para_1": "point", "para_2": "point"
    }  # fmt: skip
    assert units["para_1"][0].text == "დამტკიცდეს წესი."


def test_versions_of_the_examples(store: Store, examples: Path) -> None:
    for _ in import_all(store, inputs([examples])):
        pass
    units = by_unit(one for one in documents(store) if one.work == LAW)
    third = units[f"{LAW}#art_3"]
    days = [one.valid_from for one in third]
    assert days == ["2021-03-01", "2022-05-25", "2027-01-01"][: len(days)]
    assert third[1].changed_by[-1].endswith("/1502")
    for said in units.values():
        for one, later in pairwise(said):
            assert one.valid_to is not None
            assert later.valid_from is not None
            assert one.valid_to <= later.valid_from
            assert (one.text, one.petits) != (later.text, later.petits)
    assert len(units[f"{LAW}#art_1"]) == 1


def test_fingerprint_changes_with_the_versions(store: Store, examples: Path) -> None:
    files = list(inputs([examples]))
    for _ in import_all(store, iter(files[:1])):
        pass
    before = dict(fingerprints(store))
    for _ in import_all(store, iter(files)):
        pass
    after = dict(fingerprints(store))
    assert before.keys() < after.keys()
    assert before[LAW] != after[LAW]


def test_real_acts_have_one_wording_a_day(shared: Path, store: Store) -> None:
    corpus = sorted((shared / "corpus" / "acts").glob("*.xz"))[:1]
    for count, _ in enumerate(import_all(store, islice(inputs(corpus), 13))):
        if count >= 12:
            break
    units = by_unit(documents(store))
    assert len(units) > 30
    for name, said in units.items():
        days = sorted((one.valid_from or "", one.valid_to or "9999") for one in said)
        assert all(ends <= begins for (_, ends), (begins, _) in pairwise(days)), name
