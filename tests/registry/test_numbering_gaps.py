"""Numbering without gaps, against rows made by rule: whatever is left out is found."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from registry.numbering_gaps import begins, gaps
from schemas.model import Kind, Unit
from schemas.numbers import Number

SERIES = st.sampled_from(["arabic", "letter", "roman"])


def article(numbers: list[Number], kind: Kind = Kind.POINT) -> Unit:
    children = [Unit(kind, n, label=str(n)) for n in numbers]
    return Unit(Kind.ARTICLE, Number.parse("1"), label="მუხლი 1", children=children)


@st.composite
def good_rows(draw: st.DrawFn) -> list[Number]:
    """1, 1¹, 1², 2, 3, 3¹ …"""
    series = draw(SERIES)
    out: list[Number] = []
    for base in range(1, draw(st.integers(1, 12)) + 1):
        out.append(Number(series, (base,)))
        out.extend(
            Number(series, (base,), (prim,)) for prim in range(1, draw(st.integers(0, 3)) + 1)
        )
    return out


@given(good_rows())
def test_a_row_by_the_rule_has_no_gap(row: list[Number]) -> None:
    assert gaps(article(row)) == []


@given(good_rows(), st.data())
def test_one_number_left_out_is_told_unless_the_row_is_good_without_it(
    row: list[Number], data: st.DataObject
) -> None:
    place = data.draw(st.integers(0, len(row) - 1))
    left = [*row[:place], *row[place + 1 :]]
    if not left:
        return
    if place == 0:
        expected = [f"მუხლი 1: … → {left[0]}"]
    elif place == len(row) - 1 or left[place].follows(left[place - 1]):
        expected = []
    else:
        expected = [f"მუხლი 1: {left[place - 1]} → {left[place]}"]
    assert gaps(article(left)) == expected


NUMBERS = st.builds(
    Number, SERIES, st.tuples(st.integers(1, 4)), st.lists(st.integers(1, 2), max_size=2).map(tuple)
)  # fmt: skip


@given(st.lists(NUMBERS, min_size=1, max_size=8))
def test_any_row_has_as_many_breaks_as_numbers_out_of_place(row: list[Number]) -> None:
    wrong = 0 if begins(row[0]) else 1
    for one, two in pairwise(row):
        wrong += not (two.follows(one) if one.series == two.series else begins(two))
    assert len(gaps(article(row))) == wrong


def body(*children: Unit) -> Unit:
    return Unit(Kind.ACT, children=[Unit(Kind.BODY, label="", children=list(children))])


def chapter(*numbers: str) -> Unit:
    points = [Unit(Kind.POINT, Number.parse(n), label=f"{n}.") for n in numbers]
    return Unit(Kind.CHAPTER, Number.parse("I"), label="თავი", children=points)


@pytest.mark.parametrize(
    ("chapters", "expected"),
    [
        ([("1", "2"), ("3", "4")], []),  # points count through the chapters
        ([("1", "2"), ("1", "2")], []),  # or begin anew in each
        ([("1", "2"), ("4",)], ["თავი: … → 4."]),
        ([("2",)], ["თავი: … → 2."]),
    ],
)
def test_points_without_articles_may_count_through_chapters(
    chapters: list[tuple[str, ...]], expected: list[str]
) -> None:
    assert gaps(body(*(chapter(*numbers) for numbers in chapters))) == expected


def test_articles_count_through_the_act_and_begin_with_one() -> None:
    def articles(*numbers: str) -> list[Unit]:
        return [Unit(Kind.ARTICLE, Number.parse(n), label=f"მუხლი {n}") for n in numbers]

    def part(*numbers: str) -> Unit:
        return Unit(Kind.CHAPTER, Number.parse("I"), label="თავი", children=articles(*numbers))

    assert gaps(body(part("1", "2"), part("3"))) == []
    assert gaps(body(part("1^1"), part("2"))) == ["… → მუხლი 1^1"]
    assert gaps(body(part("1", "2"), part("4"))) == ["მუხლი 2 → მუხლი 4"]


def test_a_paragraph_may_cut_a_list() -> None:
    def paragraph(*letters: str) -> Unit:
        inner = [Unit(Kind.SUBPOINT, Number.parse(n), label=f"{n})") for n in letters]
        return Unit(Kind.PARAGRAPH, label="", children=inner)

    def in_article(*children: Unit) -> Unit:
        return Unit(Kind.ARTICLE, Number.parse("1"), label="მუხლი 1", children=list(children))

    assert gaps(in_article(paragraph("ა", "ბ"), paragraph("გ"))) == []
    assert gaps(in_article(paragraph("ა", "ბ"), paragraph("ა"))) == []
    assert gaps(in_article(paragraph("ა"), paragraph("გ"))) == ["… → გ)"]
