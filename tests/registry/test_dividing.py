"""Units divided and joined in a store: words keep their origin, names last, a replay agrees."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from registry.provenance import reasons_of, words_of

Order = Callable[..., dict[str, object]]
ONE, TWO = (("article", "1"), ("point", "1")), (("article", "1"), ("point", "1^1"))


def blame(ledger: Any, eid: str, day: str) -> list[tuple[str, str | None]]:
    runs = words_of(ledger.store, ledger.work, eid, day)
    return [(words, origin.number) for words, origin in runs]


def divided(an_order: Order) -> dict[str, object]:
    return an_order("split", *ONE, new_units=TWO, position={"before": "ვადა"})


def test_words_keep_their_origin_through_a_division(ledger: Any, an_order: Order) -> None:
    longer = an_order("insert-text", *ONE, new_text="ვადა არის 5 დღე.", position={"end": True})
    ledger.act(longer, day="2002-01-01")
    ledger.act(divided(an_order), day="2003-01-01")
    later = an_order("substitute-text", *TWO, old_text="5", new_text="10")
    ledger.act(later, day="2004-01-01")
    assert blame(ledger, "art_1__para_1", "2003-06-01") == [("1. წესი 1-1 ასეთია.", "1")]
    assert blame(ledger, "art_1__para_1-1", "2003-06-01") == [
        ("1^1", "102"), (".", "1"), (" ვადა არის 5 დღე.", "101"),
    ]  # fmt: skip
    assert blame(ledger, "art_1__para_1-1", "2004-06-01") == [
        ("1^1", "102"), (".", "1"), (" ვადა არის ", "101"), ("10", "103"), (" დღე.", "101"),
    ]  # fmt: skip
    behind = reasons_of(ledger.store, ledger.work, "art_1__para_1-1", "2004-06-01")
    assert [one.action for one in behind] == ["split", "substitute-text"]
    assert ledger.differences() == []


def test_words_keep_their_origin_through_a_joining(ledger: Any, an_order: Order) -> None:
    two = (("article", "1"), ("point", "2"))
    ledger.act(an_order("substitute", *two, new_text="2. ახალი წესი."), day="2002-01-01")
    ledger.act(an_order("join", *two, new_units=ONE), day="2003-01-01")
    assert blame(ledger, "art_1__para_1", "2003-06-01") == [
        ("1. წესი 1-1 ასეთია.", "1"), ("\n", "102"), ("ახალი წესი", "101"), (".", "1"),
    ]  # fmt: skip
    assert ledger.differences() == []


def test_parts_that_move_keep_their_names(ledger: Any, an_order: Order) -> None:
    article = an_order(
        "split", ("article", "1"), new_units=(("article", "1^1"),),
        position={"from": [["point", "2"]]}, new_text="ახალი სათაური",
    )  # fmt: skip
    ledger.act(article, day="2002-01-01")
    held = ledger.store.unit(ledger.work.iri, "art_1-1__para_3", "2002-01-01")
    assert (held.unit.wid, held.provision) == ("art_1__para_3", "art_1-1")
    assert blame(ledger, "art_1-1__para_3", "2002-06-01") == [("3. წესი 1-3 ასეთია.", "1")]
    assert blame(ledger, "art_1-1", "2002-06-01")[-1] == (
        "\n2. წესი 1-2 ასეთია.\n3. წესი 1-3 ასეთია.", "1",
    )  # fmt: skip
    ledger.act(an_order("insert", ("article", "1"), ("point", "3"), new_text="3. სხვა."),
               day="2003-01-01")  # fmt: skip
    new = ledger.store.unit(ledger.work.iri, "art_1__para_3", "2003-01-01")
    assert new.unit.wid == "art_1__para_3_2"
    assert ledger.differences() == []


def test_a_division_that_comes_late_gives_the_same_text(new_ledger: Any, an_order: Order) -> None:
    orders = [
        (an_order("insert-text", *ONE, new_text="ვადა არის 5 დღე.", position={"end": True}),
         "2002-01-01"),
        (divided(an_order), "2003-01-01"),
        (an_order("repeal", *TWO), "2004-01-01"),
    ]  # fmt: skip
    found = []
    for turn in (orders, orders[::-1]):
        one = new_ledger()
        for given, day in turn:
            one.act(given, day=day)
        assert one.differences() == []
        held = [one.store.unit(one.work.iri, "art_1__para_1-1", f"{y}-06-01") for y in (2003, 2004)]
        found.append([(h.unit.eid, h.unit.removal is None) for h in held])
    assert found[0] == found[1] == [("art_1__para_1-1", True), ("art_1__para_1-1", False)]
