"""Replay: time, identity, and what a consolidated copy does not allow."""

from __future__ import annotations

from dataclasses import replace
from itertools import pairwise, permutations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from acts.read import read_source
from acts.structure import recognize
from amendments.operations import Operation, Span
from consolidation.ledger import Entry, entry_from_json, entry_to_json
from consolidation.replay import cuts, replay, versions
from consolidation.running import RunningText
from consolidation.untouched import differences
from schemas.eid import assign_eids
from schemas.model import Act, Kind, Particulars, text_of

TEXT = "საქართველოს კანონი\n\nსაცდელი აქტის შესახებ\n\n" + "\n".join(
    f"მუხლი {a}. სათაური\n" + "\n".join(f"{p}. წესი {a}-{p} ასეთია." for p in range(1, 5))
    for a in range(1, 6)
)


def base() -> Act:
    act = recognize(read_source(TEXT.encode(), "base.txt"))
    assign_eids(act)
    return act


def entry(
    n: int, action: str, article: int, point: int, day: str | None, new: str | None = None
) -> Entry:
    path = (("article", str(article)), ("point", str(point)))
    amending = Particulars(kind="კანონი", date="2020-01-01", number=str(n), published="2020-01-02")
    operation = Operation(
        n=1, act=1, action=action, units=path, source=Span(n, n + 1), new_text=new, valid_from=day
    )
    return Entry(n, amending, f"/akn/ge/act/kanoni/parlamenti/2020-01-01/{n}", "", operation)


def given_anew(n: int, article: int, point: int, day: str | None) -> Entry:
    return entry(n, "substitute", article, point, day, f"{point}. ახალი წესი №{n}.")


def test_a_late_operation_is_put_where_it_belongs() -> None:
    later = given_anew(1, 1, 1, "2021-03-01")
    earlier = given_anew(2, 1, 2, "2021-02-01")
    cut = versions(base(), [later, earlier])
    assert [v.valid_from for v in cut] == [None, "2021-02-01", "2021-03-01"]
    assert "№2" in text_of(cut[1].act.root)
    assert "№1" not in text_of(cut[1].act.root)


def test_an_undated_operation_is_in_no_version() -> None:
    cut = versions(base(), [given_anew(1, 1, 1, None)])
    assert text_of(cut[0].act.root) == text_of(base().root)
    assert [o.status for o in cut[-1].outcomes] == ["pending"]


def test_an_operation_refused_when_read_stays_refused() -> None:
    refused = replace(given_anew(1, 1, 1, "2021-01-01").operation, status="refused")
    cut = versions(base(), [replace(given_anew(1, 1, 1, "2021-01-01"), operation=refused)])
    assert [o.refusal.name for o in cut[-1].outcomes if o.refusal] == ["not-understood"]


def test_units_given_anew_and_renumbered_keep_their_lasting_name() -> None:
    act = base()
    point = act.find("art_1__para_2")
    assert point is not None
    number = Operation(
        n=1, act=1, action="renumber", units=(("article", "1"), ("point", "4")),
        new_units=(("article", "1"), ("point", "5")), source=Span(0, 1), valid_from="2021-01-01",
    )  # fmt: skip
    renumbering = replace(given_anew(2, 1, 4, "2021-01-01"), operation=number)
    after, outcomes = replay(act, [given_anew(1, 1, 2, "2021-01-01"), renumbering])
    assert [o.status for o in outcomes] == ["applied", "applied"]
    named = {unit.wid: unit.eid for unit in after.walk()}
    assert named[point.wid] == "art_1__para_2"
    assert named["art_1__para_4"] == "art_1__para_5"


def test_a_change_the_copy_already_holds_is_not_made_again() -> None:
    petit = "საქართველოს 2020 წლის 1 იანვრის კანონი №7 – ვებგვერდი, 02.01.2020წ."
    act = recognize(read_source(f"{TEXT}\n{petit}\n".encode(), "base.txt"))
    same = given_anew(7, 1, 1, "2020-01-03")
    older = replace(
        given_anew(8, 1, 1, "2019-01-03"),
        amending=Particulars(kind="კანონი", date="2019-01-01", number="8"),
    )
    newer = replace(
        given_anew(9, 1, 1, "2021-01-03"),
        amending=Particulars(kind="კანონი", date="2021-01-01", number="9"),
    )
    _, outcomes = replay(act, [same, older, newer])
    names = {o.entry.sequence: o.refusal.name if o.refusal else o.status for o in outcomes}
    assert names == {7: "already-in-text", 8: "base-is-later", 9: "applied"}


def test_ledger_entries_come_back_from_their_json() -> None:
    one = given_anew(3, 2, 1, "2021-01-01")
    assert entry_from_json(entry_to_json(one)) == one


def test_the_order_of_independent_operations_does_not_matter() -> None:
    entries = [given_anew(n, n, n, "2021-01-01") for n in (1, 2, 3)]
    legal = {text_of(replay(base(), order)[0].root) for order in permutations(entries)}
    assert len(legal) == 1


orders = st.lists(
    st.tuples(
        st.sampled_from(["substitute", "repeal", "insert"]),
        st.integers(1, 7),
        st.integers(1, 6),
        st.sampled_from(["2021-01-01", "2021-06-01", "2022-01-01", None]),
    ),
    max_size=8,
)


def built(items: list[tuple[str, int, int, str | None]]) -> list[Entry]:
    return [
        entry(n, action, a, p, day, None if action == "repeal" else f"{p}. წესი ნომრით {n}.")
        for n, (action, a, p, day) in enumerate(items, 1)
    ]


@settings(max_examples=150, deadline=None)
@given(orders)
def test_any_ledger_gives_one_text_for_every_day(
    items: list[tuple[str, int, int, str | None]],
) -> None:
    entries = built(items)
    cut = versions(base(), entries)
    for before, after in pairwise(cut):
        assert before.valid_to == after.valid_from
    assert cut[-1].valid_to is None
    days = [v.valid_from for v in cut[1:]]
    assert days == sorted(set(days))
    for day in ("2020-01-01", "2021-03-01", "2030-01-01"):
        assert sum(v.holds_on(day) for v in cut) == 1
    assert sum(len(v.outcomes) for v in cut) == len(entries)
    again = versions(base(), entries)
    assert [v.act for v in again] == [v.act for v in cut]


@settings(max_examples=150, deadline=None)
@given(orders)
def test_nothing_changes_outside_the_touched_units(
    items: list[tuple[str, int, int, str | None]],
) -> None:
    start = base()
    act, outcomes = replay(start, built(items))
    touched = {wid for o in outcomes for wid in o.touched}
    assert differences(start.root, act.root, touched) == []
    for outcome in outcomes:
        assert (outcome.status == "applied") == (outcome.refusal is None)


@pytest.mark.parametrize("kind", [Kind.BODY])
def test_a_refused_operation_leaves_every_word(kind: Kind) -> None:
    start = base()
    act, outcomes = replay(start, [given_anew(1, 9, 1, "2021-01-01")])
    assert [o.status for o in outcomes] == ["refused"]
    old, new = start.section(kind), act.section(kind)
    assert old is not None
    assert new is not None
    assert text_of(new) == text_of(old)


def test_an_annex_given_anew_is_told_once() -> None:
    text = f"{TEXT}\n\nდანართი №1\nგანაკვეთები\n1. პლაჟი – 100 ლარი.\n2. აუზი – 200 ლარი.\n"
    act = recognize(read_source(text.encode(), "base.txt"))
    assign_eids(act)
    made = given_anew(1, 1, 1, "2021-03-01")
    anew = "დანართი №1\nგანაკვეთები\n1. პლაჟი – 150 ლარი."
    operation = replace(made.operation, units=(("annex", "1"),), facet="annex", new_text=anew)
    last = list(cuts(RunningText(act), [replace(made, operation=operation)]))[-1]
    told = [row.wid for row in last.changed]
    assert [one.status for one in last.outcomes] == ["applied"]
    assert len(told) == len(set(told))
    gone = {row.wid for row in last.changed if row.hash is None}
    assert gone == {"att_1__para_2"}
