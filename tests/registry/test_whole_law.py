"""The whole law a draft would make: nothing of either text is lost, every change has its place."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from consolidation.intake import Intake, take_in
from registry.register_checks import faults_of_law
from registry.whole_law import Row, marked, stages
from schemas.model import Act, Kind, Particulars, Unit, lines_of

LAW = """საქართველოს კანონი

ბაღების შესახებ

მუხლი 1. ბაღი
1. ბაღი ღიაა ყოველდღე.
2. ბაღში შეიძლება:
ა) სეირნობა;
ბ) კითხვა;
გ) მღერა.
3. შესვლა უფასოა.

მუხლი 2. ხეები
1. ხეს რგავს მებაღე.
2. ხეს რწყავს მებაღე. ამ კანონის პირველი მუხლის მე-3 პუნქტი ხეებზე ვრცელდება.

მუხლი 3. ამოქმედება
კანონი ამოქმედდეს 2020 წლის 1 იანვრიდან.

საქართველოს პრეზიდენტი ს. მაგალითაძე
თბილისი,
2019 წლის 2 დეკემბერი.
№10
"""
DRAFT = """საქართველოს კანონი

„ბაღების შესახებ“ საქართველოს კანონში ცვლილების შეტანის შესახებ

მუხლი 1
„ბაღების შესახებ“ საქართველოს 2019 წლის 2 დეკემბრის №10 კანონში \
(www.matsne.gov.ge, 05.12.2019, სარეგისტრაციო კოდი: 010000000.05.001.016001) შეტანილ იქნეს \
შემდეგი ცვლილება:
{orders}

მუხლი 2
{commences}

საქართველოს პრეზიდენტი ს. მაგალითაძე
თბილისი,
2026 წლის 1 ივნისი.
№77
"""
AT_ONCE = "ეს კანონი ამოქმედდეს გამოქვეყნებისთანავე."
IN_PARTS = (
    "1. ეს კანონი, გარდა ამ კანონის პირველი მუხლის მე-2 პუნქტისა, ამოქმედდეს 2026 წლის 1 "
    "ივლისიდან.\n2. ამ კანონის პირველი მუხლის მე-2 პუნქტი ამოქმედდეს 2027 წლის 1 იანვრიდან."
)


def law() -> Intake:
    return take_in(LAW.encode(), "law.txt", Particulars(published="2019-12-05"))


def draft(*orders: str, commences: str = AT_ONCE) -> Intake:
    text = DRAFT.format(orders="\n".join(orders), commences=commences)
    return take_in(text.encode(), "draft.txt", Particulars(published="2026-06-05"))


def side(rows: list[Row], drop: str) -> str:
    """One of the two texts, put together from the rows."""
    out = ""
    for row in rows:
        whole = all(kind == drop for kind, _ in row.parts)
        words = "".join(words for kind, words in row.parts if kind != drop)
        out += words if whole else words + "\n"
    return out


def text(act: Act) -> str:
    return "".join(words + "\n" for _, words in lines_of(act.root))


def test_every_order_has_its_place_its_petit_and_its_words() -> None:
    tried = draft(
        "1. პირველი მუხლის მე-2 პუნქტის „ბ“ ქვეპუნქტი ჩამოყალიბდეს შემდეგი რედაქციით:",
        "„ბ) წიგნის კითხვა;“.",
        "2. პირველი მუხლის მე-3 პუნქტი ამოღებულ იქნეს.",
        "3. მე-2 მუხლის მე-9 პუნქტი ამოღებულ იქნეს.",
        "4. მე-3 მუხლის მე-9 პუნქტი ამოღებულ იქნეს.",
    )
    (stage,) = stages(law().act, [], tried.entries(5))
    assert [one.status for one in stage.outcomes] == ["applied", "applied", "refused", "refused"]
    assert stage.day == "2026-06-06"
    assert stage.at == {1: 1, 2: 2, 3: 3, 4: 4}
    assert stage.stops == 4
    shown = {row.stop: row for row in stage.rows if row.first}
    assert shown[1].parts == [
        ("equal", "ბ) "), ("insert", "წიგნის "), ("equal", "კითხვა;"),
    ]  # fmt: skip
    assert ("delete", "შესვლა უფასოა") in shown[2].parts
    made = [note for row in stage.rows for note in row.notes if note.new]
    assert [note.refusal for note in made] == [False, True, True]  # one petit an article
    assert all("№77 – ვებგვერდი, 05.06.2026წ." in note.printed for note in made)


def test_changes_of_two_articles_are_two() -> None:
    tried = draft(
        "1. პირველი მუხლის მე-3 პუნქტი ამოღებულ იქნეს.",
        "2. კანონს დაემატოს შემდეგი შინაარსის 1^1 მუხლი:", "„მუხლი 1^1. სკვერი",
        "სკვერი ღიაა.“.",
    )  # fmt: skip
    (stage,) = stages(law().act, [], tried.entries(5))
    assert stage.at == {1: 1, 2: 2}
    assert stage.stops == 2


def test_unchanged_lines_are_shown_too() -> None:
    tried = draft("1. პირველი მუხლის მე-3 პუნქტი ამოღებულ იქნეს.")
    (stage,) = stages(law().act, [], tried.entries(5))
    assert side(stage.rows, "delete") == text(stage.new)
    assert side(stage.rows, "insert") == text(stage.old)
    assert "1. ხეს რგავს მებაღე." in side(stage.rows, "delete")


def test_parts_that_begin_on_other_days_are_stages() -> None:
    tried = draft(
        "1. პირველი მუხლის პირველი პუნქტი ამოღებულ იქნეს.",
        "2. პირველი მუხლის მე-3 პუნქტი ამოღებულ იქნეს.",
        commences=IN_PARTS,
    )
    first, second = stages(law().act, [], tried.entries(5))
    assert (first.day, second.day) == ("2026-07-01", "2027-01-01")
    assert first.at == {1: 1}
    assert second.at == {2: 1}
    assert text(first.new) == text(second.old)


def test_what_is_removed_and_still_cited_is_told() -> None:
    tried = draft("1. პირველი მუხლის მე-3 პუნქტი ამოღებულ იქნეს.")
    entries = tried.entries(5)
    found = faults_of_law(stages(law().act, [], entries), entries)
    assert [(fault.rule, fault.must) for fault in found] == [("16(9)", False)]
    assert "პირველი მუხლის მე-3 პუნქტი" in found[0].place


def test_a_gap_that_the_draft_makes_is_its_fault() -> None:
    tried = draft(
        "1. მე-2 მუხლს დაემატოს შემდეგი შინაარსის მე-5 პუნქტი:", "„5. ხე სამია.“.",
    )  # fmt: skip
    entries = tried.entries(5)
    found = faults_of_law(stages(law().act, [], entries), entries)
    assert [fault.rule for fault in found] == ["16(8)"]
    assert "2. → 5." in found[0].place


def test_rows_of_a_table_are_marked_cell_by_cell() -> None:
    def act(price: str, *more: list[str]) -> Act:
        table = Unit(Kind.TABLE, rows=[["ნივთი", "ფასი"], ["ნიჩაბი", price], *more], wid="t")
        annex = Unit(Kind.ANNEX, children=[table], label="დანართი", wid="a")
        return Act(Particulars(), Unit(Kind.ACT, children=[annex], wid="root"))

    rows = marked(act("5"), act("7", ["ფოცხი", "9"]))
    assert rows[2].cells == [[("equal", "ნიჩაბი")], [("delete", "5"), ("insert", "7")]]
    assert rows[3].cells == [[("insert", "ფოცხი")], [("insert", "9")]]
    assert [row.stop for row in rows] == [0, 0, 1, 1]


WORDS = st.lists(st.sampled_from(["ერთი", "ორი", "სამი", ""]), max_size=3).map(" ".join)


@settings(max_examples=150, deadline=None)
@given(st.lists(WORDS, min_size=1, max_size=8), st.lists(WORDS, min_size=1, max_size=8))
def test_both_texts_come_back_from_the_rows(old: list[str], new: list[str]) -> None:
    def act(lines: list[str]) -> Act:
        inner = [Unit(Kind.TEXT, text=line, wid=f"p{n}") for n, line in enumerate(lines)]
        return Act(Particulars(), Unit(Kind.ACT, children=inner, wid="root"))

    rows = marked(act(old), act(new))
    joined = "".join(w for row in rows for kind, w in row.parts if kind != "insert")
    assert joined.replace("\n", "") == "".join(old)
    joined = "".join(w for row in rows for kind, w in row.parts if kind != "delete")
    assert joined == "".join(new)


@pytest.mark.parametrize("name", ["3-amending-law.txt", "5-amending-law.txt"])
def test_the_examples(name: str) -> None:
    examples = Path(__file__).parents[2] / "examples"
    base = take_in((examples / "1-law.txt").read_bytes(), "", Particulars(published="2021-02-15"))
    tried = take_in((examples / name).read_bytes(), "", Particulars(published="2026-09-18"))
    for stage in stages(base.act, [], tried.entries(5)):
        assert side(stage.rows, "delete") == text(stage.new)
        assert all(stage.at[one.entry.operation.n] for one in stage.outcomes)
