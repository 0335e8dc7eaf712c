"""Amendments to an amending act in the store: whatever comes in first, the law is one."""

from __future__ import annotations

from itertools import permutations
from pathlib import Path

import pytest

from consolidation.decisions import Decision
from consolidation.intake import take_in
from consolidation.prepare import prepare
from registry.effects import effects_of
from registry.provenance import reasons_of, words_of
from registry.register import record, register
from registry.store import Store
from registry.verify import verify
from schemas.model import Particulars, text_of
from tests.consolidation.test_amended_orders import AMENDING, LAW, A

TITLE = "„საცდელი აქტის შესახებ“ საქართველოს კანონში ცვლილების შეტანის თაობაზე"
CHANGING = f"""საქართველოს კანონი

„{TITLE}“ საქართველოს კანონში ცვლილების შეტანის შესახებ

მუხლი 1. „{TITLE}“ საქართველოს კანონის (ვებგვერდი, 04.05.2021, სარეგისტრაციო კოდი: \
010000000.00.001.000002) პირველი მუხლის მე-2 პუნქტი ამოღებულ იქნეს.
მუხლი 2. ეს კანონი ამოქმედდეს DAY.
"""
KNOWN = {
    "law": Particulars(
        kind="კანონი", date="2010-01-20", number="1", published="2010-02-01",
        registration_code="010000000.00.001.000001",
    ),
    "a": Particulars(
        kind=A.kind, date=A.date, number=A.number, published=A.published,
        registration_code="010000000.00.001.000002",
    ),
    "b": Particulars(kind="კანონი", date="2021-06-01", number="31", published="2021-06-04"),
}  # fmt: skip
EARLY, LATE = "2021 წლის 1 ივლისიდან", "2021 წლის 1 ოქტომბრიდან"


POSTPONING = f"""საქართველოს კანონი

„{TITLE}“ საქართველოს კანონში ცვლილების შეტანის შესახებ

მუხლი 1. „{TITLE}“ საქართველოს კანონის (ვებგვერდი, 04.05.2021, სარეგისტრაციო კოდი: \
010000000.00.001.000002) მე-2 მუხლი ჩამოყალიბდეს შემდეგი რედაქციით:
„მუხლი 2. ეს კანონი ამოქმედდეს 2022 წლის 1 თებერვლიდან.“.
მუხლი 2. ეს კანონი ამოქმედდეს DAY.
"""


ADDING = f"""საქართველოს კანონი

„{TITLE}“ საქართველოს კანონში ცვლილების შეტანის შესახებ

მუხლი 1. „{TITLE}“ საქართველოს კანონის (ვებგვერდი, 04.05.2021, სარეგისტრაციო კოდი: \
010000000.00.001.000002) პირველ მუხლს დაემატოს შემდეგი შინაარსის მე-3 და მე-4 პუნქტები:
„3. მე-3 მუხლის პირველი პუნქტი ამოღებულ იქნეს.
4. მე-2 მუხლის მე-2 პუნქტის მოქმედება შეჩერდეს 2022 წლის 1 იანვრამდე.“.
მუხლი 2. ეს კანონი ამოქმედდეს DAY.
"""
REWORDING = f"""საქართველოს კანონი

„{TITLE}“ საქართველოს კანონში ცვლილების შეტანის შესახებ

მუხლი 1. „{TITLE}“ საქართველოს კანონის (ვებგვერდი, 04.05.2021, სარეგისტრაციო კოდი: \
010000000.00.001.000002) პირველი მუხლის პირველ პუნქტში სიტყვა „7“ შეიცვალოს სიტყვებით „არანაკლებ 9“.
მუხლი 2. ეს კანონი ამოქმედდეს DAY.
"""


def filled(
    path: Path, names: tuple[str, ...], day: str, change: str = CHANGING
) -> tuple[Store, dict[str, str]]:
    texts = {"law": LAW, "a": AMENDING, "b": change.replace("DAY", day)}
    store = Store(path)
    iris = {}
    for name in names:
        data = texts[name].encode()
        prepared = prepare(data, f"{name}.txt", KNOWN[name])
        iris[name] = register(store, prepared, data, f"{name}.txt").iri
    return store, iris


def outcomes(store: Store, iri: str) -> dict[int, str]:
    made = [one for version in store.expressions(iri) for one in version.made]
    return {o.entry.operation.n: o.refusal.name if o.refusal else o.status for o in made}


@pytest.mark.parametrize("names", list(permutations(("law", "a", "b"))), ids="-".join)
@pytest.mark.parametrize(
    ("day", "second", "reads"),
    [(EARLY, "order-repealed", "2. საფასური ბრუნდება."), (LATE, "applied", "ამოღებულია")],
    ids=["before", "after"],
)
def test_whatever_comes_in_first(
    tmp_path: Path, names: tuple[str, ...], day: str, second: str, reads: str
) -> None:
    store, iris = filled(tmp_path / "store.sqlite", names, day)
    with store:
        assert outcomes(store, iris["a"]) == {1: "applied"}
        assert outcomes(store, iris["law"]) == {1: "applied", 2: second}
        held = store.unit(iris["law"], "art_3__para_2", "2021-12-31")
        assert held is not None
        assert reads in text_of(held.unit)
        assert [found for _, found in verify(store) if found] == []


def test_a_decision_on_the_change_reaches_the_law(tmp_path: Path) -> None:
    store, iris = filled(tmp_path / "store.sqlite", ("law", "a", "b"), EARLY)
    with store:
        record(store, Decision("defer", "ნ. გ.", "საცდელი", iris["b"], 1))
        assert outcomes(store, iris["law"]) == {1: "applied", 2: "amending-act-changed"}
        assert [found for _, found in verify(store) if found] == []


@pytest.mark.parametrize("names", list(permutations(("law", "a", "b"))), ids="-".join)
@pytest.mark.parametrize(
    ("day", "first"), [(EARLY, "2022-02-01"), (LATE, "2021-09-01")], ids=["before", "after"]
)
def test_a_postponement_moves_the_versions_of_the_law(
    tmp_path: Path, names: tuple[str, ...], day: str, first: str
) -> None:
    store, iris = filled(tmp_path / "store.sqlite", names, day, POSTPONING)
    with store:
        assert outcomes(store, iris["law"]) == {1: "applied", 2: "applied"}
        days = [version.valid_from for version in store.expressions(iris["law"])]
        assert days[1:] == [first]
        before = store.unit(iris["law"], "art_2__para_1", "2021-08-31")
        after = store.unit(iris["law"], "art_2__para_1", first)
        assert before is not None
        assert after is not None
        assert (text_of(before.unit), text_of(after.unit)) == (
            "1. ვადა არის 5 დღე.", "1. ვადა არის 7 დღე."
        )  # fmt: skip
        assert [found for _, found in verify(store) if found] == []


@pytest.mark.parametrize("names", list(permutations(("law", "a", "b"))), ids="-".join)
@pytest.mark.parametrize(
    ("day", "first"), [(EARLY, "2021-09-01"), (LATE, "2021-10-01")], ids=["before", "after"]
)
def test_orders_put_into_an_amending_act_are_carried_out(
    tmp_path: Path, names: tuple[str, ...], day: str, first: str
) -> None:
    store, iris = filled(tmp_path / "store.sqlite", names, day, ADDING)
    with store:
        made = [one for version in store.expressions(iris["law"]) for one in version.made]
        told = {
            (one.entry.operation.n, one.entry.ends): (one.status, one.entry.operation.valid_from)
            for one in made
        }
        assert told == {
            (1, False): ("applied", "2021-09-01"), (2, False): ("applied", "2021-09-01"),
            (3, False): ("applied", first), (4, False): ("applied", first),
            (4, True): ("applied", "2022-01-01"),
        }  # fmt: skip
        before = store.unit(iris["law"], "art_3__para_1", "2021-08-31")
        after = store.unit(iris["law"], "art_3__para_1", first)
        assert before is not None
        assert after is not None
        assert before.unit.removal is None
        assert after.unit.removal is not None
        assert [found for _, found in verify(store) if found] == []


def test_a_deferred_addition_is_taken_out_again(tmp_path: Path) -> None:
    store, iris = filled(tmp_path / "store.sqlite", ("law", "a", "b"), LATE, ADDING)
    with store:
        for n in (1, 2):
            record(store, Decision("defer", "ნ. გ.", "საცდელი", iris["b"], n))
        assert outcomes(store, iris["law"]) == {1: "applied", 2: "applied"}
        days = [version.valid_from for version in store.expressions(iris["law"])]
        assert days[1:] == ["2021-09-01"]
        assert [found for _, found in verify(store) if found] == []


def test_an_addition_is_named_where_the_amending_act_says_what_it_changed(tmp_path: Path) -> None:
    store, iris = filled(tmp_path / "store.sqlite", ("law", "a", "b"), LATE, ADDING)
    with store, store.engine.connect() as db:
        did = [(e.outcome.entry.operation.n, e.eid) for e in effects_of(db, iris["a"])]
        assert did == [
            (1, "art_2__para_1"), (2, "art_3__para_2"), (3, "art_3__para_1"),
            (4, "art_2__para_2"), (4, "art_2__para_2"),  # suspended, and in force again
        ]  # fmt: skip


def test_blame_tells_the_words_that_another_act_put_into_the_order(tmp_path: Path) -> None:
    store, iris = filled(tmp_path / "store.sqlite", ("law", "a", "b"), EARLY, REWORDING)
    with store:
        work = store.work(iris["law"])
        assert work is not None
        runs = words_of(store, work, "art_2__para_1", "2021-12-31")
        assert [(words.strip(), one.number, one.n) for words, one in runs] == [
            ("1. ვადა არის", "1", None), ("არანაკლებ 9", "31", 1), ("დღე.", "1", None)
        ]  # fmt: skip
        put = runs[1][1]
        reason = reasons_of(store, work, "art_2__para_1", "2021-12-31")[0]
        where = f"{iris['b']} n. 1, {put.source[:12]} [{put.start}:{put.end}]"
        assert reason.notes[-1] == f"„არანაკლებ 9“: {where}"
        name, data = store.source(put.source)
        assert take_in(data, name).source.text[put.start : put.end] == "არანაკლებ 9"
        assert [found for _, found in verify(store) if found] == []


def test_registering_a_change_names_the_law_that_it_reaches(tmp_path: Path) -> None:
    store, iris = filled(tmp_path / "store.sqlite", ("law", "a"), EARLY)
    with store:
        data = ADDING.replace("DAY", EARLY).encode()
        done = register(store, prepare(data, "b.txt", KNOWN["b"]), data, "b.txt")
        assert done.changed == sorted([iris["law"], iris["a"]])


def test_what_changes_on_the_first_day_leaves_no_names_behind(tmp_path: Path) -> None:
    """The later change comes in late, or with a replay of everything: the names are the same."""
    words = "„2. მე-3 მუხლის მე-2 პუნქტი ჩამოყალიბდეს შემდეგი რედაქციით:\n„2. სხვა.“.“."
    change = CHANGING.replace("ამოღებულ იქნეს.", f"ჩამოყალიბდეს შემდეგი რედაქციით:\n{words}")
    days = ("2021 წლის 1 სექტემბრიდან", "2022 წლის 1 თებერვლიდან", "2022 წლის 1 თებერვლიდან")
    store, iris = filled(tmp_path / "store.sqlite", ("a",), EARLY)
    with store:
        for n, day in enumerate(days, 1):
            data = change.replace("DAY", day).encode()
            known = Particulars(
                kind="კანონი", date=f"2021-06-0{n}", number=str(30 + n), published=f"2021-06-1{n}"
            )
            register(store, prepare(data, f"{n}.txt", known), data, f"{n}.txt")
        assert len(store.expressions(iris["a"])) == 2
        assert [found for _, found in verify(store) if found] == []


@pytest.mark.parametrize("names", list(permutations(("law", "a", "b"))))
@pytest.mark.parametrize(
    ("day", "first"), [(EARLY, "2022-02-01"), ("2021 წლის 1 დეკემბრიდან", "2021-09-01")]
)
def test_a_postponed_act_has_force_from_the_day_it_then_gives(
    tmp_path: Path, names: tuple[str, ...], day: str, first: str
) -> None:
    """A change that comes after the act started moves its start no more."""
    store, iris = filled(tmp_path / "s.sqlite", names, day, POSTPONING)
    made = store.expressions(iris["a"])
    assert made[0].valid_from == first
    assert f'date="{first}"' in made[0].akn.decode()
    own = words_of(store, made[0].work, "art_1__para_2", "2022-03-01")
    assert [(origin.number, origin.since) for _, origin in own] == [("21", first)]
    assert [found for _, differences in verify(store) for found in differences] == []
