"""Terms that a text sets to itself, in a store: both sides of their days, whatever comes late."""

from __future__ import annotations

from collections.abc import Callable
from itertools import permutations
from typing import Any

import pytest

from consolidation.marks import LEFT_BEHIND
from registry.as_of import text_on
from registry.expression import Steps
from schemas.model import text_of

Order = Callable[..., dict[str, object]]
CLAUSE = "1. ამ კანონის მე-2 მუხლი მოქმედებს 2005 წლის 1 იანვრამდე."


def clause(an_order: Order, words: str = CLAUSE) -> dict[str, object]:
    return an_order("substitute", ("article", "1"), ("point", "1"), new_text=words)


def notes(ledger: Any, day: str, eid: str = "art_2") -> list[str]:
    held = ledger.store.unit(ledger.work.iri, eid, day)
    return [petit.printed for petit in held.unit.petits if petit.style == "term"]


ENDED = "(მოქმედების ვადა დასრულებულია – 01.01.2005, მუხლი 1)"


def test_a_term_ends_on_its_day_and_leaves_the_words(ledger: Any, an_order: Order) -> None:
    words = text_of(ledger.store.unit(ledger.work.iri, "art_2", "2001-01-01").unit)
    ledger.act(clause(an_order), day="2002-01-01")
    assert list(ledger.texts()) == ["", "2002-01-01", "2005-01-01"]
    assert notes(ledger, "2004-12-31") == []
    assert notes(ledger, "2005-01-01") == [ENDED]
    assert text_of(ledger.store.unit(ledger.work.iri, "art_2", "2005-01-01").unit) == words
    assert ledger.differences() == []


@pytest.mark.parametrize("day", ["2003-01-01", "2004-06-01"])
def test_a_clause_repealed_before_its_day_ends_nothing(
    ledger: Any, an_order: Order, day: str
) -> None:
    ledger.act(clause(an_order), day="2002-01-01")
    ledger.act(an_order("repeal", ("article", "1"), ("point", "1")), day=day)
    assert notes(ledger, "2005-01-01") == []
    assert list(ledger.texts()) == ["", "2002-01-01", day]
    assert ledger.differences() == []


def test_the_day_changed_by_a_change_of_words(ledger: Any, an_order: Order) -> None:
    ledger.act(clause(an_order), day="2002-01-01")
    later = an_order(
        "substitute-text", ("article", "1"), ("point", "1"), old_text="2005", new_text="2006"
    )
    ledger.act(later, day="2003-01-01")
    assert notes(ledger, "2005-01-01") == []
    assert notes(ledger, "2006-01-01") == [ENDED.replace("2005", "2006")]
    assert ledger.differences() == []


def test_what_comes_late_finds_the_term_or_not(new_ledger: Any, an_order: Order) -> None:
    orders = [
        (clause(an_order), "2002-01-01"),
        (an_order("insert", ("article", "2"), ("point", "9"), new_text="9. ახალი."), "2003-01-01"),
        (an_order("substitute", ("article", "2"), new_text="მუხლი 2. სხვა\nსხვა."), "2006-01-01"),
    ]
    texts = []
    for turn in (orders, orders[::-1], [orders[1], orders[2], orders[0]]):
        one = new_ledger()
        for given, day in turn:
            one.act(given, day=day)
        assert one.differences() == []
        texts.append([(day, notes(one, day or "2001-06-01")) for day in one.texts()])
    days = ["", "2002-01-01", "2003-01-01", "2005-01-01", "2006-01-01"]
    ended = [(day, [ENDED] if day == "2005-01-01" else []) for day in days]  # anew in 2006
    assert texts == [ended, ended, ended]


def test_a_suspension_in_the_text_is_told_until_its_day(ledger: Any, an_order: Order) -> None:
    words = (
        "1. ამ კანონის მე-2 მუხლის მოქმედება შეჩერდეს 2003 წლის 1 მარტიდან 2004 წლის 1 მარტამდე."
    )
    ledger.act(clause(an_order, words), day="2002-01-01")
    told = "(მოქმედება შეჩერებულია 01.03.2004-მდე, მუხლი 1)"
    days = ("2003-02-28", "2003-03-01", "2004-02-29", "2004-03-01")
    assert [notes(ledger, day) for day in days] == [[], [told], [told], []]
    assert ledger.differences() == []


def test_nothing_is_said_of_a_unit_that_is_removed(ledger: Any, an_order: Order) -> None:
    ledger.act(clause(an_order), day="2002-01-01")
    ledger.act(an_order("repeal", ("article", "2")), day="2003-01-01")
    assert notes(ledger, "2005-01-01") == []
    assert ledger.differences() == []


def test_words_quoted_for_another_act_are_no_term_of_this_one(ledger: Any, an_order: Order) -> None:
    words = f"1. პროექტს დაემატოს შემდეგი შინაარსის მე-4 პუნქტი: „{CLAUSE}“."
    ledger.act(clause(an_order, words), day="2002-01-01")
    assert list(ledger.texts()) == ["", "2002-01-01"]


def test_a_term_does_not_pass_to_another_unit_of_the_number(
    new_ledger: Any, an_order: Order
) -> None:
    acts = [
        (clause(an_order), "2002-01-01"),
        (an_order("renumber", ("article", "2"), new_units=(("article", "29"),)), "2003-01-01"),
        (an_order("insert", ("article", "2"), new_text="მუხლი 2. ახალი\nახალია."), "2004-01-01"),
    ]
    for turn in permutations(acts):
        one = new_ledger()
        for given, day in turn:
            one.act(given, day=day)
        assert one.differences() == []
        assert list(one.texts())[-1] == "2004-01-01"  # nothing ends
        with one.store.engine.connect() as db:
            held = text_on(db, one.work.sequence, "2004-01-01")
            added = Steps(db, one.work.sequence, None).on("2004-01-01", "2004-01-01")
        assert [p for unit in held.walk() for p in unit.petits if p.style == "term"] == []
        assert [found.notes for found in added] == [(f"მუხლი 2.: {LEFT_BEHIND}",)]


def test_words_given_anew_on_the_day_of_the_end_are_not_over(ledger: Any, an_order: Order) -> None:
    ledger.act(clause(an_order), day="2002-01-01")
    anew = an_order("substitute", ("article", "2"), new_text="მუხლი 2. სხვა\nსხვა.")
    ledger.act(anew, day="2005-01-01")
    assert notes(ledger, "2005-01-01") == []
    assert ledger.differences() == []


def test_words_given_anew_before_the_end_are_under_the_clause_that_stands(
    ledger: Any, an_order: Order
) -> None:
    ledger.act(clause(an_order), day="2002-01-01")
    anew = an_order("substitute", ("article", "2"), new_text="მუხლი 2. სხვა\nსხვა.")
    ledger.act(anew, day="2003-01-01")
    assert notes(ledger, "2005-01-01") == [ENDED]
    assert ledger.differences() == []
