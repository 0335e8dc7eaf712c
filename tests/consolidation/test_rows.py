"""Rows of tables: given anew, added, their words changed; a count that does not fit is refused."""

from __future__ import annotations

from typing import Any

import pytest

from amendments.operations import Operation, Span
from consolidation.apply import apply_operation
from consolidation.refused import Refused
from schemas.model import Act, Kind, Particulars, Unit
from schemas.numbers import Number

AMENDING = Particulars(kind="კანონი", date="2020-05-01", number="9", published="2020-05-04")
ROWS = [["№", "ქუჩა", "ტარიფი"], ["1.", "წყაროს ქუჩა", "5"], ["2.", "ბაღის ქუჩა", "7"]]


@pytest.fixture
def act() -> Act:
    table = Unit(Kind.TABLE, rows=[list(row) for row in ROWS])
    article = Unit(Kind.ARTICLE, Number.parse("1"), "მუხლი 1", children=[table])
    body = Unit(Kind.BODY, children=[article])
    return Act(Particulars(), Unit(Kind.ACT, children=[body]))


def order(action: str, number: str, **values: Any) -> Operation:
    return Operation(1, 1, action, (("article", "1"), ("row", number)), Span(0, 1), **values)  # type: ignore[arg-type]


def rows(act: Act) -> list[list[str]]:
    return act.root.children[0].children[0].children[0].rows


def test_a_row_is_given_anew(act: Act) -> None:
    apply_operation(act, order("substitute", "2", new_text="2.\nბაღის ქუჩა\n9"), AMENDING)
    assert rows(act) == [*ROWS[:2], ["2.", "ბაღის ქუჩა", "9"]]
    assert [petit.number for petit in act.root.children[0].children[0].petits] == ["9"]


def test_a_row_is_added_by_its_number(act: Act) -> None:
    apply_operation(act, order("insert", "3", new_text="3.\tველის ქუჩა\t4"), AMENDING)
    assert rows(act) == [*ROWS, ["3.", "ველის ქუჩა", "4"]]


def test_words_of_one_row_change_there_alone(act: Act) -> None:
    apply_operation(
        act, order("substitute-text", "1", old_text="ქუჩა", new_text="ხეივანი"), AMENDING
    )
    assert rows(act) == [ROWS[0], ["1.", "წყაროს ხეივანი", "5"], ROWS[2]]


@pytest.mark.parametrize(
    ("given", "name"),
    [
        (order("substitute", "2", new_text="2.\nბაღის\nქუჩა\n9"), "different-kind"),
        (order("substitute", "2", new_text="3.\nბაღის ქუჩა\n9"), "different-kind"),
        (order("substitute", "4", new_text="4.\nბაღის ქუჩა\n9"), "target-not-found"),
        (order("substitute", "2"), "payload-missing"),
        (order("insert", "2", new_text="2.\nბაღის ქუჩა\n9"), "number-taken"),
        (order("repeal", "4"), "target-not-found"),
    ],
)
def test_what_does_not_fit_is_refused_and_changes_nothing(
    act: Act, given: Operation, name: str
) -> None:
    with pytest.raises(Refused) as refused:
        apply_operation(act, given, AMENDING)
    assert refused.value.refusal.name == name
    assert rows(act) == ROWS


def test_a_number_that_two_rows_bear_is_ambiguous(act: Act) -> None:
    rows(act).append(["2.", "სხვა ქუჩა", "8"])
    with pytest.raises(Refused) as refused:
        apply_operation(act, order("substitute", "2", new_text="2.\nბაღის ქუჩა\n9"), AMENDING)
    assert refused.value.refusal.name == "ambiguous-target"


def of_column(action: str, number: str, **values: Any) -> Operation:
    path = (("article", "1"), ("column", number))
    return Operation(1, 1, action, path, Span(0, 1), **values)  # type: ignore[arg-type]


def of_table(action: str, **values: Any) -> Operation:
    path = (("article", "1"), ("table", None))
    return Operation(1, 1, action, path, Span(0, 1), **values)  # type: ignore[arg-type]


def test_a_removed_row_keeps_its_number_beside_the_placeholder(act: Act) -> None:
    apply_operation(act, order("repeal", "2"), AMENDING)
    assert rows(act) == [*ROWS[:2], ["2.", "(ამოღებულია – 01.05.2020, №9)", ""]]
    for again in (
        order("repeal", "2"),
        order("substitute", "2", new_text="2.\nბაღის ქუჩა\n9"),
        order("substitute-text", "2", old_text="ამოღებულია", new_text="სხვა"),
    ):
        with pytest.raises(Refused) as refused:
            apply_operation(act, again, AMENDING)
        assert refused.value.refusal.name == "target-removed"


def test_words_of_one_column_change_there_alone(act: Act) -> None:
    rows(act)[1][0] = "7"
    apply_operation(act, of_column("substitute-text", "3", old_text="7", new_text="8"), AMENDING)
    assert rows(act) == [ROWS[0], ["7", "წყაროს ქუჩა", "5"], ["2.", "ბაღის ქუჩა", "8"]]


def test_the_heading_of_a_column(act: Act) -> None:
    order_ = of_column("substitute-text", "2", facet="heading", old_text="ქუჩა", new_text="უბანი")
    apply_operation(act, order_, AMENDING)
    assert rows(act) == [["№", "უბანი", "ტარიფი"], *ROWS[1:]]
    apply_operation(act, of_column("substitute", "3", facet="heading", new_text="ფასი"), AMENDING)
    assert rows(act)[0] == ["№", "უბანი", "ფასი"]


def test_a_table_is_given_anew_where_its_cells_are_told_apart(act: Act) -> None:
    apply_operation(act, of_table("substitute", new_text="№\tუბანი\n1.\tველი"), AMENDING)
    assert rows(act) == [["№", "უბანი"], ["1.", "ველი"]]


@pytest.mark.parametrize(
    ("given", "name"),
    [
        (of_table("substitute", new_text="№\nუბანი\n1.\nველი"), "structure-not-readable"),
        (of_table("substitute", new_text="№\tუბანი\n1."), "structure-not-readable"),
        (of_table("substitute"), "payload-missing"),
        (of_column("substitute-text", "4", old_text="7", new_text="8"), "target-not-found"),
        (of_column("substitute-text", "2", old_text="9", new_text="8"), "old-text-not-found"),
    ],
)
def test_a_column_or_table_that_does_not_fit(act: Act, given: Operation, name: str) -> None:
    test_what_does_not_fit_is_refused_and_changes_nothing(act, given, name)


@pytest.mark.parametrize("action", ["substitute", "repeal"])
def test_a_row_that_may_go_on_in_the_line_below_is_left(act: Act, action: str) -> None:
    lines = [*ROWS[:2], ["", "წყაროს ჩიხი", "6"], ROWS[2]]
    act.root.children[0].children[0].children[0].rows = [list(line) for line in lines]
    values = {"new_text": "1.\nველის ქუჩა\n9"} if action == "substitute" else {}
    with pytest.raises(Refused, match="ambiguous-target"):
        apply_operation(act, order(action, "1", **values), AMENDING)
    assert rows(act) == lines


def test_a_total_below_is_no_part_of_a_row(act: Act) -> None:
    lines = [*ROWS, ["", "სულ", "12"]]
    act.root.children[0].children[0].children[0].rows = [list(line) for line in lines]
    apply_operation(act, order("substitute", "2", new_text="2.\nბაღის ქუჩა\n9"), AMENDING)
    assert rows(act) == [*ROWS[:2], ["2.", "ბაღის ქუჩა", "9"], ["", "სულ", "12"]]
