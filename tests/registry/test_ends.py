"""Ends of suspensions and terms, and postponed orders, in whatever order their acts come in."""

from __future__ import annotations

from collections.abc import Callable
from itertools import permutations
from typing import Any

import pytest

from amendments.operations import Span
from schemas.model import Unit, text_of

Order = Callable[..., dict[str, object]]
THREE = (("article", "1"), ("point", "3"))
OVER = "(მოქმედების ვადა დასრულებულია – 01.01.2005)."


def until(an_order: Order, action: str, words: str, *path: tuple[str, str]) -> dict[str, object]:
    return an_order(action, *path, source=Span(0, 5, f"{words} 2005 წლის 1 იანვრამდე"))


def renumbered(an_order: Order) -> list[dict[str, object]]:
    """Point 3 of article 1 is 4 from now on, and there is a new 3."""
    new = (("article", "1"), ("point", "4"))
    added = an_order("insert", *THREE, new_text="3. ახალი წესი ასეთია.")
    return [an_order("renumber", *THREE, new_units=new), added]


def points(ledger: Any, day: str) -> list[tuple[str, list[str]]]:
    """The points of article 1, each with the marks beside it."""
    article: Unit = ledger.store.unit(ledger.work.iri, "art_1", day).unit
    return [
        (text_of(one), [petit.printed.partition(" –")[0] for petit in one.petits])
        for one in article.children
    ]


@pytest.mark.parametrize(
    ("action", "words", "last"),
    [
        ("suspend", "მოქმედება შეჩერდეს", "4. წესი 1-3 ასეთია."),
        ("limit", "მოქმედების ვადა განისაზღვროს", f"4. {OVER}"),
    ],
)
def test_the_end_finds_the_unit_that_was_renumbered(
    new_ledger: Any, an_order: Order, action: str, words: str, last: str
) -> None:
    acts = [
        ([until(an_order, action, words, *THREE)], "2002-01-01"),
        (renumbered(an_order), "2003-01-01"),
        ([an_order("substitute", ("article", "2"), new_text="მუხლი 2. ა\nბ.")], "2004-01-01"),
    ]
    for turn in permutations(acts):
        ledger = new_ledger()
        for given, day in turn:
            ledger.act(*given, day=day, published=day)
        assert points(ledger, "2004-12-31")[3][1] != []
        assert points(ledger, "2005-01-01")[2:] == [("3. ახალი წესი ასეთია.", []), (last, [])]
        assert ledger.differences() == []


@pytest.mark.parametrize("path", [THREE, THREE[:1]])
def test_new_words_have_no_mark_and_no_end(
    new_ledger: Any, an_order: Order, path: tuple[tuple[str, str], ...]
) -> None:
    words = {2: "3. სრულიად სხვა.", 1: "მუხლი 1. ახალი\n1. ა.\n2. ბ.\n3. სრულიად სხვა."}[len(path)]
    acts = [
        ([until(an_order, "limit", "მოქმედების ვადა განისაზღვროს", *THREE)], "2002-01-01"),
        ([an_order("substitute", *path, new_text=words)], "2003-01-01"),
    ]
    for turn in permutations(acts):
        ledger = new_ledger()
        for given, day in turn:
            ledger.act(*given, day=day, published=day)
        for day in ("2003-01-01", "2005-01-01"):
            assert points(ledger, day)[2] == ("3. სრულიად სხვა.", [])
        assert ledger.differences() == []


def test_what_was_refused_does_not_end(new_ledger: Any, an_order: Order) -> None:
    """Two suspensions of one unit: the later is refused, and no day comes of its end; where the
    first is put in last, it is the one."""
    first = until(an_order, "suspend", "მოქმედება შეჩერდეს", *THREE)
    later = an_order("suspend", *THREE, source=Span(0, 5, "შეჩერდეს 2006 წლის 1 იანვრამდე"))
    for turn in permutations([(first, "2002-01-01"), (later, "2003-01-01")]):
        ledger = new_ledger()
        for given, day in turn:
            ledger.act(given, day=day, published=day)
        assert list(ledger.texts()) == ["", "2002-01-01", "2003-01-01", "2005-01-01"]
        assert ledger.differences() == []


def test_a_postponed_order_means_the_unit_of_the_day_it_was_published(
    new_ledger: Any, an_order: Order
) -> None:
    acts = [
        ([an_order("repeal", *THREE)], "2004-01-01", "2002-01-01"),
        (renumbered(an_order), "2003-01-01", "2003-01-01"),
    ]
    for turn in permutations(acts):
        ledger = new_ledger()
        for given, day, published in turn:
            ledger.act(*given, day=day, published=published)
        told = [words for words, _ in points(ledger, "2004-01-01")]
        assert told[2:] == ["3. ახალი წესი ასეთია.", "4. წესი 1-3 ასეთია."]
        assert ledger.differences() == []


def test_an_act_that_lost_force_is_not_amended(new_ledger: Any, an_order: Order) -> None:
    acts = [
        (an_order("repeal-act"), "2003-01-01"),
        (an_order("repeal", *THREE), "2004-01-01"),
        (an_order("repeal", ("article", "1"), ("point", "2")), "2002-01-01"),
    ]
    for turn in permutations(acts):
        ledger = new_ledger()
        for given, day in turn:
            ledger.act(given, day=day, published=day)
        told = [words for words, _ in points(ledger, "2004-01-01")]
        assert told[1].startswith("2. (ამოღებულია")
        assert told[2] == "3. წესი 1-3 ასეთია."
        assert ledger.differences() == []
