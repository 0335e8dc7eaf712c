"""Where new text begins and ends; what cannot be sure is refused and never cut by guess."""

from __future__ import annotations

import pytest

from acts.source import Source
from amendments.operations import Operation
from amendments.read import read_amendments

HEAD = (
    "„ბაღების შესახებ“ მინისტრის 2010 წლის 3 მაისის №5 ბრძანებაში ცვლილების შეტანის შესახებ\n"
    "მუხლი 1\n"
    "„ბაღების შესახებ“ მინისტრის 2010 წლის 3 მაისის №5 ბრძანებაში შეტანილ იქნეს შემდეგი ცვლილება:\n"
)
TAIL = "\nმუხლი 2\nეს ბრძანება ამოქმედდეს გამოქვეყნებისთანავე.\nმინისტრი გ. ბაღათურია"


def operations(orders: str, tail: str = TAIL) -> list[Operation]:
    return read_amendments(Source(text=HEAD + orders + tail, sha256="", format="text")).operations


def refusals(orders: str, tail: str = TAIL) -> list[str | None]:
    return [op.refusal.name if op.refusal else None for op in operations(orders, tail)]


def test_a_text_of_one_unit_is_read_between_its_marks() -> None:
    (op,) = operations(
        "1. მე-2 მუხლი ჩამოყალიბდეს შემდეგი რედაქციით:\n„მუხლი 2. ბაღი\n1. ბაღი ღიაა.“."
    )
    assert op.new_text == "მუხლი 2. ბაღი\n1. ბაღი ღიაა."


@pytest.mark.parametrize(
    "orders",
    [
        # a mark that is closed too early: the text goes on below it and is closed there
        "1. მე-2 მუხლი ჩამოყალიბდეს შემდეგი რედაქციით:\n„მუხლი 2. ბაღი\n1. ბაღი ღიაა.“\n"
        "2. ბაღში შესვლა უფასოა.\n3. ბაღს ჰყავს მცველი.“.",
        # its own numbering goes on below its end
        "1. მე-2 მუხლი ჩამოყალიბდეს შემდეგი რედაქციით:\n„მუხლი 2. ბაღი\n1. ბაღი ღიაა.“\n"
        "2. ბაღში შესვლა უფასოა.",
        # the label stands in marks of its own and the outer mark is not to be found
        "1. მე-2 პუნქტი ჩამოყალიბდეს შემდეგი რედაქციით:\n„2“. ბაღი ღიაა.",
    ],
)
def test_an_extent_that_is_not_sure_is_refused(orders: str) -> None:
    assert refusals(orders) == ["ambiguous-quotes"]


def test_an_insert_without_its_text_is_refused() -> None:
    assert refusals("1. მე-2 მუხლს დაემატოს შემდეგი შინაარსის მე-3 პუნქტი.") == ["payload-missing"]


def test_a_path_without_a_number_in_it_is_refused() -> None:
    orders = "1. მუხლის:\nა) პირველი პუნქტი ჩამოყალიბდეს შემდეგი რედაქციით:\n„1. ბაღი ღიაა.“."
    assert [op.status for op in operations(orders)] == ["refused"]


def test_a_list_of_persons_is_no_signature() -> None:
    text = (
        "1. შეიქმნას ბაღის კომისია შემდეგი შემადგენლობით:\n"
        "ნინო ბაქრაძე - ბაღის უფროსის მოადგილე, კომისიის მდივანი;\n"
        "გია მებაღიშვილი - ბაღის მცველი, კომისიის წევრი."
    )
    (op,) = operations(f"1. პირველი პუნქტი ჩამოყალიბდეს შემდეგი რედაქციით:\n„{text}“.")
    assert op.new_text == text


def test_initials_before_the_commencement_are_no_signature() -> None:
    orders = "1. მე-2 პუნქტი ამოღებულ იქნეს.\nდ. ჩოხატაური"
    head = HEAD.replace("მუხლი 1\n", "")
    tail = "\n2. მე-3 პუნქტი ამოღებულ იქნეს.\n3. ბრძანება ამოქმედდეს მიღებისთანავე."
    reading = read_amendments(Source(text=head + orders + tail, sha256="", format="text"))
    assert [op.units for op in reading.operations] == [(("point", "2"),), (("point", "3"),)]


def test_a_subpoint_added_by_giving_its_point_anew() -> None:
    order = "1. პირველ პუნქტს დაემატოს „გ“ ქვეპუნქტი და ჩამოყალიბდეს შემდეგი რედაქციით:"
    text = "1. ბაღშია:\nა) ვაშლი;\nბ) მსხალი;\nგ) ლეღვი."
    (op,) = operations(f"{order}\n„{text}“.")
    assert (op.action, op.units, op.new_text) == ("substitute", (("point", "1"),), text)
    assert refusals(f"{order}\n„{text.replace('1. ', '4. ')}“.") == ["different-kind"]


def test_a_point_stands_for_the_colon_before_new_text() -> None:
    orders = "1. მე-2 მუხლს დაემატოს შემდეგი შინაარსის მე-3 პუნქტი.\n„3. ბაღი ღიაა.“.\n"
    first, second = operations(orders + "2. მე-4 მუხლი ამოღებულ იქნეს.")
    assert (first.action, first.new_text) == ("insert", "3. ბაღი ღიაა.")
    assert second.units == (("article", "4"),)


def test_an_opening_mark_before_the_last_stop_closes() -> None:
    orders = "1. მე-2 მუხლი ჩამოყალიბდეს შემდეგი რედაქციით:\n„მუხლი 2. ბაღი\n1. ბაღი ღიაა. „."
    assert [op.new_text for op in operations(orders)] == ["მუხლი 2. ბაღი\n1. ბაღი ღიაა."]
