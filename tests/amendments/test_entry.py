"""The day an order takes effect, where the act's own clause or the law proves it."""

from __future__ import annotations

import pytest

from acts.source import Source
from acts.structure import recognize
from amendments.entry import dates_for
from amendments.operations import Operation
from amendments.read import read_amendments
from schemas.model import Particulars

HEAD = (
    "„ბაღის შესახებ“ მინისტრის 2010 წლის 3 მაისის №5 ბრძანებაში ცვლილების შეტანის თაობაზე\n\n"
    "1. „ბაღის შესახებ“ მინისტრის 2010 წლის 3 მაისის №5 ბრძანების მე-2 პუნქტი ამოღებულ იქნეს.\n"
)


def dated(
    text: str,
    *,
    published: str | None = None,
    adopted: str | None = None,
    kind: str | None = "ბრძანება",
    printed: str | None = None,
) -> list[Operation]:
    """The orders of an act with their days; ``printed``: the day that the act itself bears."""
    source = Source(text, "", "text", particulars=Particulars(date=printed))
    reading = read_amendments(source)
    act = recognize(source)
    return dates_for(reading, act, published=published, adopted=adopted, kind=kind).operations


@pytest.mark.parametrize(
    ("clause", "kind", "published", "day"),
    [
        # no clause: by-laws on publication, legislative acts on the 15th day (Law 1876 art. 23)
        ("", "ბრძანება", "2021-03-01", "2021-03-02"),
        ("", "კანონი", "2021-03-01", "2021-03-15"),
        ("", None, "2021-03-01", None),
        ("", "ბრძანება", None, None),
        ("2. ეს ბრძანება ამოქმედდეს გამოქვეყნებისთანავე.", "კანონი", "2021-03-01", "2021-03-02"),
        ("2. ბრძანება ამოქმედდეს 2022 წლის 1 იანვრიდან.", "ბრძანება", None, "2022-01-01"),
        ("2. ბრძანება ამოქმედდეს გამოქვეყნებიდან მე-10 დღეს.", None, "2021-03-01", "2021-03-10"),
    ],
)
def test_day_of_an_order(
    clause: str, kind: str | None, published: str | None, day: str | None
) -> None:
    operations = dated(HEAD + clause, published=published, adopted="2021-02-20", kind=kind)
    assert [op.valid_from for op in operations] == [day]


@pytest.mark.parametrize(
    ("clause", "back", "unsure"),
    [
        ("ბრძანება ამოქმედდეს გამოქვეყნებისთანავე.", None, False),
        (
            "ბრძანება ამოქმედდეს გამოქვეყნებისთანავე და გავრცელდეს 2020 წლის 1 ივლისიდან "
            "წარმოშობილ ურთიერთობებზე.",
            "2020-07-01",
            False,
        ),
        (
            "ბრძანება ამოქმედდეს გამოქვეყნებისთანავე.\n"
            "3. ამ ბრძანების მოქმედება გავრცელდეს 2020 წლის 1 ივლისიდან წარმოშობილ საქმეებზე.",
            "2020-07-01",
            False,
        ),
        (
            "ბრძანება ამოქმედდეს გამოქვეყნებისთანავე და გავრცელდეს 2020 წლის 1 ივლისიდან "
            "წარმოშობილ ურთიერთობებზე, გარდა მიტოვებული ბაღებისა.",
            None,
            True,
        ),
        (
            "ბრძანება ამოქმედდეს გამოქვეყნებისთანავე, ხოლო მე-2 პუნქტი გავრცელდეს 2020 წლის "
            "1 ივლისიდან წარმოშობილ ურთიერთობებზე.",
            None,
            True,
        ),
    ],
)
def test_an_order_reaches_back_only_as_its_clause_plainly_says(
    clause: str, back: str | None, unsure: bool
) -> None:
    (op,) = dated(HEAD + "2. " + clause, published="2021-03-01")
    assert (op.valid_from, op.retroactive_from) == ("2021-03-02", back)
    assert ("reaches back is not plain" in (op.note or "")) is unsure


def test_what_a_clause_leaves_out_has_no_day_until_one_says_it() -> None:
    text = HEAD + "2. ბრძანება, გარდა პირველი პუნქტისა, ამოქმედდეს გამოქვეყნებისთანავე."
    (op,) = dated(text, published="2021-03-01")
    assert op.valid_from is None
    assert "leaves the order out" in (op.note or "")


def test_a_sentence_on_the_force_of_the_act_that_is_not_read_is_unclaimed() -> None:
    text = (
        HEAD + "2. ბრძანება ამოქმედდეს გამოქვეყნებისთანავე.\n3. ეს ბრძანება მოქმედებს 2 წლის ვადით."
    )
    reading = read_amendments(Source(text=text, sha256="", format="text"))
    assert [span.quote for span in reading.unclaimed] == ["ეს ბრძანება მოქმედებს 2 წლის ვადით"]


def test_an_order_with_a_day_of_its_own_is_not_taken_to_reach_back() -> None:
    own = HEAD.replace("ამოღებულ იქნეს", "2022 წლის 1 მაისიდან ამოღებულ იქნეს")
    text = own + "2. ბრძანება ამოქმედდეს გამოქვეყნებისთანავე და გავრცელდეს 2020 წლის 1 ივლისიდან."
    (op,) = dated(text)
    assert (op.valid_from, op.retroactive_from) == ("2022-05-01", None)
    assert "whether this order does is not said" in (op.note or "")


@pytest.mark.parametrize(
    ("covers", "day"),
    [
        ("მე-2 მუხლი და მე-7 მუხლის მე-9 პუნქტი", "2022-01-01"),
        ("მე-2 მუხლის მე-9 პუნქტი და მე-3 მუხლი", None),
    ],
)
def test_provisions_not_found_leave_other_articles_their_day(covers: str, day: str | None) -> None:
    text = (
        "მუხლი 1. ბაღი\nბაღი არის ხეების ადგილი.\nმუხლი 2. გაუქმება\nძალადაკარგულად გამოცხადდეს "
        "„ტყის შესახებ“ 1997 წლის 16 ოქტომბრის საქართველოს კანონი.\nმუხლი 3. ამოქმედება\n"
        f"1. ამ კანონის {covers} ამოქმედდეს 2022 წლის 1 იანვრიდან.\n"
    )
    (op,) = dated(text, published="2021-03-01", kind=None)
    assert op.valid_from == day


@pytest.mark.parametrize(
    ("adopted", "day", "back"),
    [("2021-01-04", "2021-03-02", "2021-01-01"), ("2020-12-30", "2021-01-01", "2021-01-01")],
)
def test_a_day_before_the_act_itself_reaches_back(adopted: str, day: str, back: str | None) -> None:
    text = HEAD.replace("1. ", "1. 2021 წლის 1 იანვრიდან ", 1)
    text += "2. ეს ბრძანება ამოქმედდეს გამოქვეყნებისთანავე."
    (op,) = dated(text, published="2021-03-01", adopted=adopted, printed=adopted)
    assert (op.valid_from, op.retroactive_from) == (day, back)


def test_an_order_waits_for_a_regulation_that_others_approve() -> None:
    text = (
        "ძალადაკარგულად გამოცხადდეს „ბაღის შესახებ“ მინისტრის 2005 წლის 10 თებერვლის №5 ბრძანება "
        "მინისტრის მიერ შესაბამისი ტექნიკური რეგლამენტის დამტკიცებისთანავე."
    )
    (op,) = read_amendments(Source(text, "", "text")).operations
    words = "მინისტრის მიერ შესაბამისი ტექნიკური რეგლამენტის დამტკიცებისთანავე"
    assert op.note == f"pending: {words}"


def test_what_is_excepted_in_an_annex_leaves_the_orders_their_day() -> None:
    clause = (
        "2. ეს ბრძანება, გარდა ამ ბრძანებით დამტკიცებული დანართი №1-ის მე-8 პუნქტისა, ძალაში "
        "შევიდეს 2022 წლის 20 ივლისიდან.\n"
    )
    (op,) = dated(HEAD + clause)
    assert op.valid_from == "2022-07-20"


def test_a_reach_later_than_the_start_reaches_not_back() -> None:
    clause = (
        "2. ბრძანება ამოქმედდეს გამოქვეყნებისთანავე და გავრცელდეს 2022 წლის 1 იანვრიდან "
        "წარმოშობილ ურთიერთობებზე."
    )
    (op,) = dated(HEAD + clause, published="2021-12-28")
    assert (op.valid_from, op.retroactive_from) == ("2021-12-29", None)
    assert "later than its start" in (op.note or "")


def test_an_order_from_full_force_starts_with_the_last_part() -> None:
    text = (
        "მუხლი 1. ბაღი\nბაღი არის ხეების ადგილი.\nმუხლი 2. გაუქმება\nამ კანონის სრულად "
        "ამოქმედებისთანავე ძალადაკარგულად გამოცხადდეს „ტყის შესახებ“ 1997 წლის 16 ოქტომბრის "
        "საქართველოს კანონი.\nმუხლი 3. ამოქმედება\n1. ეს კანონი, გარდა ამ კანონის პირველი მუხლისა, "
        "ამოქმედდეს გამოქვეყნებისთანავე.\n2. ამ კანონის პირველი მუხლი ამოქმედდეს 2022 წლის 1 "
        "იანვრიდან.\n"
    )
    for published, day in (("2021-03-01", "2022-01-01"), (None, None)):
        (op,) = dated(text, published=published, kind="კანონი")
        assert op.valid_from == day
        assert (op.note is None) is (day is not None)


@pytest.mark.parametrize(
    ("clause", "back"),
    [
        ("ბრძანება ამოქმედდეს 2021 წლის 1 იანვრიდან.", "2021-01-01"),
        ("ბრძანება ამოქმედდეს 2021 წლის 1 მარტიდან.", None),
        (
            "ბრძანება ამოქმედდეს 2021 წლის 1 იანვრიდან და გავრცელდეს 2020 წლის 1 ივლისიდან "
            "წარმოშობილ ურთიერთობებზე.",
            "2020-07-01",
        ),
    ],
)
def test_a_named_day_before_the_publication_reaches_back(clause: str, back: str | None) -> None:
    (op,) = dated(HEAD + "2. " + clause, published="2021-03-01", adopted="2020-12-20")
    assert (op.valid_from or "")[:4] == "2021"
    assert op.retroactive_from == back


def test_a_named_day_before_the_adoption_reaches_back_whenever_it_is_published() -> None:
    clause = "2. ბრძანება ამოქმედდეს 2021 წლის 1 თებერვლიდან."
    (op,) = dated(HEAD + clause, adopted="2021-02-20")
    assert (op.valid_from, op.retroactive_from) == ("2021-02-01", "2021-02-01")
    (op,) = dated(HEAD + clause, adopted="2021-01-20")
    assert (op.valid_from, op.retroactive_from) == ("2021-02-01", None)


LISTED = """„ბაღის შესახებ“ საქართველოს კანონში ცვლილების შეტანის თაობაზე
მუხლი 1
„ბაღის შესახებ“ საქართველოს კანონში შეტანილ იქნეს შემდეგი ცვლილება:
1. მე-3 მუხლის:
ა) პირველი პუნქტი ჩამოყალიბდეს შემდეგი რედაქციით:
„1. ბაღი საჯაროა.“;
ბ) მე-2 პუნქტის:
ბ.ა) „ა“ ქვეპუნქტი ამოღებულ იქნეს;
ბ.ბ) „ბ“ ქვეპუნქტი ამოღებულ იქნეს.
2. მე-4 მუხლი ამოღებულ იქნეს.
მუხლი 2
1. ეს კანონი, გარდა პირველი მუხლის პირველი პუნქტის {0} ქვეპუნქტისა, ამოქმედდეს გამოქვეყნებისთანავე.
2. ამ კანონის პირველი მუხლის პირველი პუნქტის {0} ქვეპუნქტი ამოქმედდეს 2026 წლის 1 იანვრიდან.
"""


@pytest.mark.parametrize(
    ("cited", "late"), [("„ბ“", [1, 2]), ("„ბ.ბ“", [2]), ("„ბ.ა“", [1]), ("„ა“", [0])]
)
def test_a_letter_is_that_of_its_level(cited: str, late: list[int]) -> None:
    """„ბ“ is no „ბ.ბ“: both end with the letter."""
    found = dated(LISTED.format(cited), published="2025-06-10", kind="კანონი")
    days = ["2026-01-01" if at in late else "2025-06-11" for at in range(4)]
    assert [op.valid_from for op in found] == days


@pytest.mark.parametrize(
    ("clause", "day", "back"),
    [
        ("ეს კანონი და მისი დანართი ამოქმედდეს 2026 წლის 1 იანვრიდან.", "2026-01-01", None),
        ("„კანონი ამოქმედდეს 2026 წლის 1 იანვრიდან“.", None, None),  # whose clause it is
        ("კანონი ამოქმედდს გამოქვეყნებისთანავე.", "2025-06-11", None),
        (
            "კანონი ძალაში შედის „ნორმატიული აქტების შესახებ“ საქართველოს კანონის შესაბამისად.",
            "2025-06-24",
            None,
        ),
        ("კანონი ამოქმდედდეს გამოქვეყნებისთანავე.", "2025-06-11", None),
        ("ამ კანონის ამოქმედების დღედ განისაზღვროს 2026 წლის 1 იანვარი.", None, None),
        ("ეს კანონი მოქმედებს 2026 წლის 1 იანვრიდან.", None, None),
        ("კანონის მოქმედება გავრცელდეს 2025 წლის 1 იანვრიდან.", "2025-06-24", "2025-01-01"),
        (
            "კანონის მე-7 მუხლი ამოქმედდეს გამოქვეყნებისთანავე, დანარჩენი – 2026 წლის 1 მაისიდან.",
            None,
            None,
        ),
    ],
)
def test_no_day_of_the_law_where_a_sentence_says_another(
    clause: str, day: str | None, back: str | None
) -> None:
    """The day that the law provides (the 15th) is for acts that say nothing (art. 23)."""
    found = dated(
        LISTED.format("„ა“").partition("მუხლი 2")[0] + "მუხლი 2\n" + clause,
        published="2025-06-10",
        kind="კანონი",
    )
    assert {(op.valid_from, op.retroactive_from) for op in found} == {(day, back)}


@pytest.mark.parametrize(
    ("clause", "day", "excepted"),
    [
        (
            "ეს კანონი, გარდა პირველი მუხლის მე-2 პუნქტისა, რომელიც ამოქმედდეს 2026 წლის "
            "1 მარტიდან, ამოქმედდეს გამოქვეყნებისთანავე.",
            "2025-06-11",
            "2026-03-01",
        ),
        (
            "ეს კანონი (გარდა პირველი მუხლის მე-2 პუნქტისა, რომელიც ძალაში შევიდეს წესის "
            "დამტკიცებისთანავე) ამოქმედდეს გამოქვეყნებიდან მე-15 დღეს.",
            "2025-06-24",
            None,
        ),
    ],
)
def test_an_exception_may_say_its_start_before_the_verb_of_the_act(
    clause: str, day: str, excepted: str | None
) -> None:
    head = LISTED.format("„ა“").partition("მუხლი 2")[0]
    found = dated(f"{head}მუხლი 2\n{clause}", published="2025-06-10", kind="კანონი")
    assert [op.valid_from for op in found] == [day, day, day, excepted]
