"""Time: late orders, decisions, suspension, terms, judgments, and what was known when."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest

from benchmarks.one_law import IRI
from registry.as_of import moment_of, text_on, unit_history, unit_on, version_rows
from registry.provenance import reasons_of, words_of
from registry.store import StoreError
from schemas.model import Kind, Particulars, text_of
from schemas.validate import validate_fast

Order = Callable[..., dict[str, object]]
POINT = (("article", "1"), ("point", "1"))
EID = "art_1__para_1"


def on(ledger: Any, day: str, eid: str = EID, known: str | None = None) -> str:
    held = ledger.store.unit(ledger.work.iri, eid, day, known)
    assert held is not None
    return text_of(held.unit)


def new_point(an_order: Order, words: str, number: str = "1") -> dict[str, object]:
    return an_order("substitute", *POINT, new_text=f"{number}. {words}")


def statuses(ledger: Any) -> dict[str, str]:
    out = {}
    for version in ledger.store.expressions(ledger.work.iri):
        for outcome in version.made:
            name = outcome.refusal.name if outcome.refusal else outcome.status
            out[outcome.entry.amending.number or "?"] = name
    return out


def test_a_late_order_stands_between_those_already_there(ledger: Any, an_order: Order) -> None:
    ledger.act(new_point(an_order, "პირველი."), day="2002-01-01")
    ledger.act(new_point(an_order, "მესამე."), day="2004-01-01")
    ledger.act(new_point(an_order, "მეორე."), day="2003-01-01")
    days = ("2001-06-01", "2002-06-01", "2003-06-01", "2004-06-01")
    assert [on(ledger, day) for day in days] == [
        "1. წესი 1-1 ასეთია.", "1. პირველი.", "1. მეორე.", "1. მესამე.",
    ]  # fmt: skip
    assert ledger.differences() == []


def test_what_was_known_on_a_day_is_answered_as_on_that_day(ledger: Any, an_order: Order) -> None:
    ledger.act(new_point(an_order, "პირველი."), day="2002-01-01")
    ledger.clock("2010-01-01T00:00:00.000000+00:00")
    ledger.act(new_point(an_order, "აღმოჩენილი."), day="2001-06-01")
    ledger.clock("2012-01-01T00:00:00.000000+00:00", after="2011")
    assert on(ledger, "2001-07-01") == "1. აღმოჩენილი."
    assert on(ledger, "2001-07-01", known="2011-01-01") == "1. წესი 1-1 ასეთია."
    assert on(ledger, "2001-07-01", known="2012-06-01") == "1. აღმოჩენილი."
    past = ledger.store.expressions(ledger.work.iri, "2011-01-01")
    assert [version.valid_from for version in past] == [None, "2002-01-01"]
    assert [len(version.made) for version in past] == [0, 1]
    assert ledger.store.expressions(ledger.work.iri, "2009-01-01") == []
    with ledger.store.engine.connect() as db:
        assert unit_on(db, ledger.work.sequence, EID, "2001-07-01", 0) is None


def test_a_pending_order_is_switched_on_by_a_decision(ledger: Any, an_order: Order) -> None:
    act = ledger.act(new_point(an_order, "მოლოდინში."), day=None)
    assert statuses(ledger) == {"101": "commencement-unknown"}
    assert len(ledger.texts()) == 1
    ledger.decide("commence", act, day="2005-01-01")
    assert on(ledger, "2004-12-31") == "1. წესი 1-1 ასეთია."
    assert on(ledger, "2005-01-01") == "1. მოლოდინში."
    assert ledger.differences() == []


def test_a_decision_can_be_undone(ledger: Any, an_order: Order) -> None:
    act = ledger.act(new_point(an_order, "სადავო."), day="2002-01-01")
    before = ledger.texts()
    ledger.decide("refuse", act, n=1)
    assert statuses(ledger) == {"101": "systematization-refused"}
    held = ledger.store.unit(ledger.work.iri, "art_1", "2002-01-01")
    assert [petit.style for petit in held.unit.petits] == ["refusal"]
    assert "ვერ განხორციელდა" in held.unit.petits[0].printed
    with ledger.store.engine.connect() as db:
        decision = db.exec_driver_sql("SELECT max(id) FROM ledger").scalar()
    ledger.decide("undo", ledger.work.iri, undoes=decision)
    assert ledger.texts() == before
    assert ledger.differences() == []


def test_of_two_acts_on_one_unit_and_day_a_person_says_which_is_first(
    ledger: Any, an_order: Order
) -> None:
    one = ledger.act(new_point(an_order, "ერთი."), day="2002-01-01")
    other = ledger.act(new_point(an_order, "ორი."), day="2002-01-01")
    assert set(statuses(ledger).values()) == {"conflict-same-day"}
    assert on(ledger, "2002-01-01") == "1. წესი 1-1 ასეთია."
    ledger.decide("first", other, place=1)
    ledger.decide("first", one, place=2)
    assert on(ledger, "2002-01-01") == "1. ერთი."
    assert ledger.differences() == []


def test_publication_orders_the_acts_of_a_day(ledger: Any, an_order: Order) -> None:
    ledger.act(new_point(an_order, "გვიან."), day="2002-01-01", published="2001-12-20")
    ledger.act(new_point(an_order, "ადრე."), day="2002-01-01", published="2001-12-10")
    assert on(ledger, "2002-01-01") == "1. გვიან."


def test_an_order_may_not_amend_a_law(ledger: Any, an_order: Order) -> None:
    ledger.act(new_point(an_order, "ბრძანებით."), day="2002-01-01", kind="ბრძანება")
    assert statuses(ledger) == {"101": "kind-may-not-amend"}
    assert on(ledger, "2002-01-01") == "1. წესი 1-1 ასეთია."


def suspended(an_order: Order, ledger: Any) -> str:
    quote = "მე-2 მუხლის მოქმედება შეჩერდეს 2003 წლის 1 იანვრამდე"
    from amendments.operations import Span  # noqa: PLC0415 - a value of this test alone

    source = Span(1, 2, quote)
    return str(ledger.act(an_order("suspend", ("article", "2"), source=source), day="2002-01-01"))


def test_a_suspension_ends_on_its_day(ledger: Any, an_order: Order) -> None:
    before = on(ledger, "2001-01-01", "art_2")
    suspended(an_order, ledger)
    marked = ledger.store.unit(ledger.work.iri, "art_2", "2002-06-01")
    assert text_of(marked.unit) == before
    assert any("შეჩერებულია 01.01.2003-მდე" in petit.printed for petit in marked.unit.petits)
    after = ledger.store.unit(ledger.work.iri, "art_2", "2003-01-01")
    assert not any("შეჩერებულია" in petit.printed for petit in after.unit.petits)
    assert list(ledger.texts()) == ["", "2002-01-01", "2003-01-01"]
    assert ledger.differences() == []


def test_taking_a_suspension_back_takes_its_end_back(ledger: Any, an_order: Order) -> None:
    act = suspended(an_order, ledger)
    ledger.decide("defer", act)
    assert list(ledger.texts()) == [""]
    assert ledger.differences() == []


def test_repealing_the_repeal_revives_nothing(ledger: Any, an_order: Order) -> None:
    ledger.act(an_order("repeal", ("article", "3")), day="2002-01-01")
    ledger.act(an_order("repeal", ("article", "3")), day="2003-01-01")
    assert "ამოღებულია" in on(ledger, "2004-01-01", "art_3")
    assert statuses(ledger) == {"101": "applied", "102": "target-removed"}


COURT = Particulars(
    kind="გადაწყვეტილება", issuer="საქართველოს საკონსტიტუციო სასამართლო", number="1/1/548",
    date="2015-01-22", published="2015-02-04",
)  # fmt: skip


def test_a_unit_held_unconstitutional_loses_force_on_its_day(ledger: Any) -> None:
    ledger.decide("strike", unit="art_4__para_2", day="2015-06-01", court=COURT)
    assert on(ledger, "2015-05-31", "art_4__para_2") == "2. წესი 4-2 ასეთია."
    assert on(ledger, "2015-06-01", "art_4__para_2") == (
        "2. (ძალადაკარგულია – 22.01.2015, №1/1/548)."
    )
    assert ledger.differences() == []


def test_the_wording_stands_where_a_normative_content_is_struck(ledger: Any) -> None:
    content = "ის ნორმატიული შინაარსი, რომელიც კრძალავს საჩივარს"
    ledger.decide("strike", unit="art_4", day="2015-02-04", court=COURT, new=content)
    held = ledger.store.unit(ledger.work.iri, "art_4", "2015-02-04")
    assert text_of(held.unit).startswith("მუხლი 4. სათაური 4\n1. წესი 4-1")
    (note, petit) = held.unit.petits
    assert note.style == "court"
    assert content in note.printed
    assert petit.number == "1/1/548"


def test_a_correction_mends_spelling_and_leaves_no_petit(ledger: Any, an_order: Order) -> None:
    ledger.act(new_point(an_order, "პირი ვალდებულლია."), day="2002-01-01")
    for wrong in ("ვალდებულლიაა", "უვალდებულლია"):  # another form, a negation
        with pytest.raises(StoreError, match="not-editorial"):
            ledger.decide("correct", unit=EID, old="ვალდებულლია", new=wrong, day="2002-06-01")
    with pytest.raises(StoreError, match="elsewhere"):  # every other point has this word
        ledger.decide("correct", unit="art_1__para_2", old="წესი", new="წეესი", day="2003-01-01")
    assert on(ledger, "2002-06-01") == "1. პირი ვალდებულლია."
    ledger.decide("correct", unit=EID, old="ვალდებულლია", new="ვალდებულია", day="2003-01-01")
    assert on(ledger, "2003-01-01") == "1. პირი ვალდებულია."
    before, after = (
        ledger.store.unit(ledger.work.iri, "art_1", day).unit.petits
        for day in ("2002-06-01", "2003-01-01")
    )
    assert before == after
    assert set(statuses(ledger).values()) == {"applied"}
    assert ledger.differences() == []


def test_a_mark_is_judged_where_it_stands(ledger: Any, an_order: Order) -> None:
    ledger.act(new_point(an_order, "საფასური 1,5 ლარია, არა მეტი."), day="2002-01-01")
    with pytest.raises(StoreError, match=r"count-mismatch|not-editorial"):
        ledger.decide("correct", unit=EID, old=",", new="", day="2003-01-01")
    with pytest.raises(StoreError, match="not-editorial: art_1__para_1: digits differ"):
        ledger.decide("correct", unit=EID, old="1,5 ლარია", new="15 ლარია", day="2003-01-01")
    assert on(ledger, "2003-01-01") == "1. საფასური 1,5 ლარია, არა მეტი."
    assert list(ledger.texts()) == ["", "2002-01-01"]


@pytest.mark.parametrize("content", ["", "ის ნორმატიული შინაარსი, რომელიც კრძალავს საჩივარს"])
@pytest.mark.parametrize("day", ["2015-06-01", "2015-03-01", "2016-01-01"])
def test_a_judgment_entered_twice_is_refused(ledger: Any, content: str, day: str) -> None:
    ledger.decide("strike", unit="art_4", day="2015-06-01", court=COURT, new=content)
    before, rows = ledger.texts(), len(ledger.store.expressions(IRI))
    with pytest.raises(StoreError, match=r"already-in-text: №1/1/548 on art_4 is decision \d+"):
        ledger.decide("strike", unit="art_4", day=day, court=COURT, new=content)
    assert (ledger.texts(), len(ledger.store.expressions(IRI))) == (before, rows)
    held = ledger.store.unit(IRI, "art_4", "2020-01-01")
    assert [petit.style for petit in held.unit.petits if petit.style == "refusal"] == []
    assert ledger.store.chain_break() is None
    assert ledger.differences() == []


@pytest.mark.parametrize("published", [None, "2015-02-04"])
def test_a_judgment_strikes_nothing_before_it_is_there(ledger: Any, published: str | None) -> None:
    court = replace(COURT, published=published)
    first = published or "2015-01-22"
    before, rows = ledger.texts(), len(ledger.store.expressions(IRI))
    with pytest.raises(StoreError, match="before-judgment: art_4: from 2015-01-21"):
        ledger.decide("strike", unit="art_4", day="2015-01-21", court=court)
    assert (ledger.texts(), len(ledger.store.expressions(IRI))) == (before, rows)
    assert ledger.store.chain_break() is None
    ledger.decide("strike", unit="art_4", day=first, court=court)
    assert ledger.store.expressions(IRI)[-1].valid_from == first


def test_one_judgment_may_strike_two_units_and_a_content_beside(ledger: Any) -> None:
    ledger.decide("strike", unit="art_4", day="2015-06-01", court=COURT, new="ერთი შინაარსი")
    ledger.decide("strike", unit="art_4", day="2015-06-01", court=COURT, new="მეორე შინაარსი")
    ledger.decide("strike", unit="art_5", day="2015-06-01", court=COURT)
    with pytest.raises(StoreError, match="target-removed"):
        ledger.decide("strike", unit="art_5__para_1", day="2015-07-01", court=COURT)
    assert ledger.differences() == []


def test_a_whole_act_held_unconstitutional_loses_force(ledger: Any) -> None:
    before = on(ledger, "2015-05-31", "art_4")
    ledger.decide("strike", unit="act", day="2015-06-01", court=COURT)
    assert on(ledger, "2015-06-01", "art_4") == before  # the words stay
    made = ledger.store.expressions(IRI)[-1]
    (petit,) = made.act.section(Kind.COVER).petits
    assert petit.printed.startswith("ძალადაკარგულია – საქართველოს საკონსტიტუციო სასამართლოს")
    assert validate_fast(made.akn) == []
    assert named_by(ledger, "art_4") == ["1/1/548"]
    with pytest.raises(StoreError, match="already-in-text"):
        ledger.decide("strike", unit="act", day="2016-06-01", court=COURT)
    assert ledger.differences() == []


def test_a_decision_about_nothing_is_not_kept(ledger: Any) -> None:
    with pytest.raises(StoreError, match="no order"):
        ledger.decide("refuse", ledger.work.iri, n=4)
    assert ledger.store.chain_break() is None
    with ledger.store.engine.connect() as db:
        assert db.exec_driver_sql("SELECT count(*) FROM ledger").scalar() == 0


def test_intervals_of_a_unit_follow_each_other(ledger: Any, an_order: Order) -> None:
    ledger.act(new_point(an_order, "პირველი."), day="2002-01-01")
    ledger.act(an_order("repeal", ("article", "2")), day="2003-01-01")
    ledger.act(new_point(an_order, "მეორე."), day="2004-01-01")
    with ledger.store.engine.connect() as db:
        found = unit_history(db, ledger.work.sequence, "art_1", EID)
    assert [(one.valid_from, one.valid_to) for one in found] == [
        (None, "2002-01-01"), ("2002-01-01", "2004-01-01"), ("2004-01-01", None),
    ]  # fmt: skip
    assert len({one.hash for one in found}) == 3


def test_blame_tells_the_act_and_day_of_each_word(ledger: Any, an_order: Order) -> None:
    words = {"old_text": "ასეთია", "new_text": "სხვაგვარია"}
    ledger.act(an_order("substitute-text", *POINT, **words), day="2002-01-01")
    added = {"new_text": "მეტად", "position": {"after": "წესი"}}
    ledger.act(
        an_order("insert-text", *POINT, **added),
        an_order("insert-text", *POINT, new_text="ასეა მუდამ.", position={"end": True}),
        day="2003-01-01",
    )
    runs = words_of(ledger.store, ledger.work, EID, "2003-01-01")
    assert "".join(text for text, _ in runs) == on(ledger, "2003-01-01")
    told = {text.strip(): (o.number, o.n, o.since) for text, o in runs if text.strip()}
    assert told["სხვაგვარია"] == ("101", 1, "2002-01-01")
    assert told["მეტად"] == ("102", 1, "2003-01-01")
    assert told["ასეა მუდამ."] == ("102", 2, "2003-01-01")
    assert told["1. წესი"] == ("1", None, None)


def test_why_tells_the_order_and_the_reckoning(ledger: Any, an_order: Order) -> None:
    ledger.act(new_point(an_order, "ახალი."), day="2002-01-01", published="2001-12-18")
    (reason,) = reasons_of(ledger.store, ledger.work, EID, "2002-01-01")
    assert reason.status == "applied"
    assert reason.reckoning == "published 2001-12-18; no clause: Law 1876 art. 23"
    assert reason.evidence == ("number", "date")
    assert reasons_of(ledger.store, ledger.work, "art_2", "2002-01-01") == []
    assert json.dumps(reason.origin.act)


def test_before_the_first_moment_nothing_is_known(ledger: Any, an_order: Order) -> None:
    ledger.act(new_point(an_order, "პირველი."), day="2002-01-01")
    store, work = ledger.store, ledger.work
    with store.engine.connect() as db:
        assert moment_of(db, "1999-01-01") == 0
        assert version_rows(db, work.sequence, 0) == []
        assert unit_on(db, work.sequence, EID, "2003-01-01", 0) is None
        assert unit_history(db, work.sequence, "art_1", EID, 0) == []
        with pytest.raises(KeyError):
            text_on(db, work.sequence, "2003-01-01", 0)
    assert store.expressions(work.iri, "1999-01-01") == []
    assert store.unit(work.iri, EID, "2003-01-01", "1999-01-01") is None
    with pytest.raises(StoreError, match="no such unit"):
        reasons_of(store, work, EID, "2003-01-01", "1999-01-01")


def named_by(ledger: Any, eid: str) -> list[str]:
    reasons = reasons_of(ledger.store, ledger.work, eid, "2020-01-01")
    return [reason.origin.number or "" for reason in reasons]


def test_why_tells_of_the_orders_that_touched_the_unit_alone(ledger: Any, an_order: Order) -> None:
    def words(old: str, *path: tuple[str, str]) -> dict[str, object]:
        return an_order("substitute-text", *path, old_text=old, new_text="სხვა", facet="text")

    ledger.act(words("5-2"), day="2002-01-01")  # through the whole act: one point has the words
    ledger.act(words("ამ სიტყვების გარეშე", ("article", "5"), ("point", "2")), day="2003-01-01")
    ledger.act(words("5-3", ("article", "5"), ("point", "3")), day="2004-01-01")
    heading = an_order("substitute", ("article", "6"), facet="heading", new_text="ახალი")
    ledger.act(heading, day="2004-06-01")
    ledger.act(an_order("repeal-act"), day="2005-01-01")
    assert named_by(ledger, "art_5__para_1") == ["105"]
    assert named_by(ledger, "art_5__para_2") == ["101", "102", "105"]
    assert named_by(ledger, "art_5__para_3") == ["103", "105"]
    assert named_by(ledger, "art_5") == ["101", "102", "103", "105"]
    assert named_by(ledger, "art_6") == ["104", "105"]
    assert named_by(ledger, "art_6__para_1") == ["105"]  # the heading is not of the point
    held = ledger.store.unit(ledger.work.iri, "art_5", "2002-01-01")
    assert [petit.number for petit in held.unit.petits] == ["101"]
    assert ledger.differences() == []


EVENT = re.compile(r'<eventRef eId="(e\d+)" date="([\d-]+)" type="(\w+)"[^>]*refersTo="#(\w+)"')


def events(ledger: Any, day: str) -> dict[str, tuple[str, str, str]]:
    found = next(v for v in reversed(ledger.store.expressions(IRI)) if v.holds_on(day))
    assert validate_fast(found.akn) == []
    return {eid: rest for eid, *rest in EVENT.findall(found.akn.decode())}  # type: ignore[misc]


def test_the_life_of_an_act_tells_the_end_of_a_suspension(ledger: Any, an_order: Order) -> None:
    suspended(an_order, ledger)
    told = [
        ["2000-01-01", "generation", "adoption"],
        ["2000-01-02", "generation", "publication"],
        ["2002-01-01", "amendment", "suspended"],
        ["2003-01-01", "amendment", "inForce"],
    ]
    assert list(events(ledger, "2002-06-01").values()) == told  # the day is known in advance
    assert list(events(ledger, "2003-01-01").values()) == told


def test_the_life_of_an_act_tells_judgments_and_its_own_end(ledger: Any, an_order: Order) -> None:
    ledger.decide("strike", unit="art_4__para_2", day="2015-06-01", court=COURT)
    ledger.act(an_order("repeal-act"), day="2016-01-01")
    assert list(events(ledger, "2016-01-01").values()) == [
        ["2000-01-01", "generation", "adoption"],
        ["2000-01-02", "generation", "publication"],
        ["2015-06-01", "repeal", "unconstitutional"],
        ["2016-01-01", "repeal", "inForce"],
    ]


def test_what_reaches_back_is_said_beside_the_day_of_force(ledger: Any, an_order: Order) -> None:
    ledger.act(
        {**new_point(an_order, "უკუძალა."), "retroactive_from": "2001-01-01"}, day="2002-01-01"
    )
    assert on(ledger, "2001-12-31") == "1. წესი 1-1 ასეთია."  # the text itself is not back-dated
    (reason,) = reasons_of(ledger.store, ledger.work, EID, "2002-01-01")
    assert (reason.origin.since, reason.retroactive_from) == ("2002-01-01", "2001-01-01")
    made = ledger.store.expressions(IRI)[-1]
    assert [one["retroactive_from"] for one in made.outcomes] == ["2001-01-01"]
    told = events(ledger, "2002-01-01")
    efficacy = re.search(r'<efficacy period="#(tg\d+)"/>', made.akn.decode())
    assert efficacy is not None
    group = f'<temporalGroup eId="{efficacy[1]}"><timeInterval refersTo="#inEfficacy" start="#'
    start = re.search(re.escape(group) + r"(e\d+)", made.akn.decode())
    assert start is not None
    assert told[start[1]] == ["2001-01-01", "amendment", "inEfficacy"]
