"""Units added to a draft: numbered by kind and level, nothing else changed."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from api.draft_numbers import unbroken
from api.drafting import MOST_CELLS, added, at_offset, read, renumbered, with_table
from registry.draft_checks import HEADING, WORDS, blanks, faults_of_structure
from registry.office import OfficeError
from schemas.model import Kind
from schemas.numbers import Number

DRAFT = """საქართველოს კანონი

ბაღების შესახებ

თავი I
ზოგადი დებულებანი

მუხლი 1. ბაღი
1. ბაღი ღიაა.
2. ბაღში შეიძლება:
ა) სეირნობა;
ბ) კითხვა.

მუხლი 2. ხეები
ხეს რგავს მებაღე ამ კანონის მე-3 მუხლის შესაბამისად.

თავი II
დასკვნითი დებულება

მუხლი 3. ამოქმედება
კანონი ამოქმედდეს გამოქვეყნებისთანავე.

დანართი №1

ხეების ნუსხა

1. მუხა.
"""


def lines(text: str) -> list[str]:
    return [line for line in text.split("\n") if line]


def new_lines(before: str, after: str) -> list[str]:
    held = lines(before)
    return [line for line in lines(after) if line not in held]


def test_a_subpoint_of_an_article_with_points_is_of_its_last_point() -> None:
    made = added(DRAFT, Kind.SUBPOINT, "art_1")
    assert new_lines(DRAFT, made.text) == [f"გ) {WORDS}"]


def test_a_gap_that_was_there_is_no_obstacle() -> None:
    made = added(DRAFT.replace("ბ) კითხვა", "გ) კითხვა"), Kind.POINT, "art_1__para_1")
    assert f"2. {WORDS}\n3. ბაღში შეიძლება:\nა) სეირნობა;\nგ) კითხვა." in made.text


def test_a_point_between_moves_those_after_it() -> None:
    made = added(DRAFT, Kind.POINT, "art_1__para_1")
    assert new_lines(DRAFT, made.text) == [f"2. {WORDS}", "3. ბაღში შეიძლება:"]
    assert made.text[slice(*made.mark)] == WORDS
    assert ("ნომერი შეიცვალა: 2. → 3.", "numbered anew: 2. → 3.") in made.said


def test_a_point_between_may_take_a_prim_instead() -> None:
    made = added(DRAFT, Kind.POINT, "art_1__para_1", prim=True)
    assert new_lines(DRAFT, made.text) == [f"1^1. {WORDS}"]


def test_a_second_prim_follows_the_first_and_none_fits_before_it() -> None:
    once = added(DRAFT, Kind.POINT, "art_1__para_1", prim=True).text
    twice = added(once, Kind.POINT, "art_1__para_1-1", prim=True).text
    assert f"1^2. {WORDS}" in twice
    with pytest.raises(OfficeError) as refused:
        added(once, Kind.POINT, "art_1__para_1", prim=True)
    assert refused.value.name == "no-number"


def test_a_subpoint_is_lettered_and_stands_before_the_next_article() -> None:
    made = added(DRAFT, Kind.SUBPOINT, "art_1__para_2")
    assert f"ბ) კითხვა.\nგ) {WORDS}\n\nმუხლი 2." in made.text
    between = added(DRAFT, Kind.SUBPOINT, "art_1__para_2__point_a")
    assert f"ა) სეირნობა;\nბ) {WORDS}\nგ) კითხვა." in between.text


def test_articles_count_through_chapters_and_references_are_told() -> None:
    made = added(DRAFT, Kind.ARTICLE, "art_1")
    assert new_lines(DRAFT, made.text) == [
        f"მუხლი 2. {HEADING}", f"1. {WORDS}", "მუხლი 3. ხეები", "მუხლი 4. ამოქმედება",
    ]  # fmt: skip
    told = [georgian for georgian, _ in made.said]
    assert any("შეამოწმეთ მითითება მუხლი 3." in one and "მე-3 მუხლის" in one for one in told)
    assert "ამ კანონის მე-3 მუხლის შესაბამისად" in made.text  # told, and left as it is


def test_an_article_at_the_end_of_a_chapter() -> None:
    made = added(DRAFT, Kind.ARTICLE, "chp_i")
    assert f"მუხლი 3. {HEADING}\n1. {WORDS}\n\nთავი II" in made.text
    assert "მუხლი 4. ამოქმედება" in made.text


def test_chapters_and_parts_have_roman_numbers() -> None:
    assert f"თავი II\n{HEADING}\n\nთავი III\nდასკვნითი" in added(DRAFT, Kind.CHAPTER, "chp_i").text
    assert f"კარი I\n{HEADING}" in added(DRAFT, Kind.PART).text


def test_annexes_are_numbered_and_come_last() -> None:
    made = added(DRAFT, Kind.ANNEX, "art_1")
    assert made.text.endswith(f"დანართი №2\n\n{HEADING}\n\n1. {WORDS}\n")


def test_a_point_of_an_annex_stays_in_it() -> None:
    annex = next(unit for unit in read(DRAFT).act.walk() if unit.kind is Kind.ANNEX)
    point = next(unit for unit in annex.walk() if unit.kind is Kind.POINT)
    assert f"1. მუხა.\n2. {WORDS}" in added(DRAFT, Kind.POINT, point.eid).text


def test_a_table_stands_only_in_an_annex() -> None:
    made = with_table(DRAFT, "att_1", 3, 2)
    tables = [unit for unit in read(made.text).act.walk() if unit.kind is Kind.TABLE]
    assert [table.rows for table in tables] == [[[WORDS, WORDS]] * 3]
    for place in ("", "art_1"):
        with pytest.raises(OfficeError) as refused:
            with_table(DRAFT, place, 3, 2)
        assert refused.value.name == "table-in-annex"
    with pytest.raises(OfficeError):
        with_table(DRAFT, "att_1", MOST_CELLS + 1, 2)


def test_the_place_is_that_of_the_caret() -> None:
    found = read(DRAFT)
    assert at_offset(found, found.text.index("სეირნობა")) == "art_1__para_2__point_a"
    assert at_offset(found, found.text.index("ხეების ნუსხა")) == "att_1"
    assert at_offset(found, 0) == ""


def test_a_unit_that_is_not_there_any_more() -> None:
    with pytest.raises(OfficeError) as refused:
        added(DRAFT, Kind.POINT, "art_99")
    assert refused.value.name == "no-such-unit"


def test_letters_end() -> None:
    letters = "აბგდევზთიკლმნოპჟრსტუფქღყშჩცძწჭხჯჰ"
    body = "\n".join(f"{letter}) რამე;" for letter in letters)
    text = f"საქართველოს კანონი\n\nრამის შესახებ\n\nმუხლი 1. რამე\n1. ესენია:\n{body}\n"
    with pytest.raises(OfficeError) as refused:
        added(text, Kind.SUBPOINT, "art_1__para_1")
    assert refused.value.name == "no-number"


def test_gaps_are_closed_and_told() -> None:
    broken = DRAFT.replace("2. ბაღში", "4. ბაღში").replace("თავი II", "თავი IV")
    made = renumbered(broken)
    assert made.text == DRAFT
    assert [one for one, _ in made.said] == [
        "ნომერი შეიცვალა: თავი IV → თავი II", "ნომერი შეიცვალა: 4. → 2.",
    ]  # fmt: skip
    assert renumbered(DRAFT).text == DRAFT


def test_what_is_left_to_be_written_is_a_fault() -> None:
    made = added(DRAFT, Kind.ARTICLE, "art_1")
    assert [fault.place for fault in blanks(made.text)] == [f"მუხლი 2. {HEADING}", f"1. {WORDS}"]
    assert blanks(DRAFT) == []


KINDS = (Kind.ARTICLE, Kind.POINT, Kind.SUBPOINT, Kind.CHAPTER, Kind.ANNEX)


@settings(max_examples=40, deadline=None)
@given(st.data())
def test_whatever_is_added_numbering_stays_whole_and_no_word_is_lost(data: st.DataObject) -> None:
    text, refused = DRAFT, []
    for _ in range(data.draw(st.integers(1, 4))):
        places = [unit.eid for unit in read(text).act.walk() if unit.number is not None]
        kind = data.draw(st.sampled_from(KINDS))
        place = data.draw(st.sampled_from(["", *places]))
        try:
            text = added(text, kind, place).text
        except OfficeError as error:
            refused.append(error.name)
    assert set(refused) <= {"no-place", "no-number"}
    for word in DRAFT.split():
        if not any(char.isdigit() for char in word) and word not in ("I", "II", "ა)", "ბ)"):
            assert word in text
    assert [fault for fault in faults_of_structure(read(text).act) if fault.rule == "16(8)"] == []


@given(st.lists(st.tuples(st.integers(1, 9), st.integers(0, 3)), min_size=1, max_size=9))
def test_an_unbroken_row_has_no_gap(row: list[tuple[int, int]]) -> None:
    numbers = [Number("arabic", (base,), (prim,) if prim else ()) for base, prim in row]
    made = unbroken(numbers)
    assert all(two.follows(one) for one, two in pairwise(made))
    assert made == unbroken(made)
