"""Clauses on entry into force: which sentences are clauses, and by what rule the day is found."""

from __future__ import annotations

import pytest

from amendments.commencement import read_clauses
from amendments.folding import fold
from amendments.operations import Commencement, Path


def clauses(text: str) -> list[Commencement]:
    return read_clauses(fold(text), [])


@pytest.mark.parametrize(
    ("text", "rule", "days"),
    [
        ("ეს კანონი ამოქმედდეს გამოქვეყნებიდან 30- ე დღეს.", "day-after-publication", 30),
        ("ეს კანონი ამოქმედდეს გამოქვეყნებიდან მე -7 დღეს.", "day-after-publication", 7),
        ("დადგენილება ძალაში შედ ი ს გამოქვეყნებისთანავე.", "on-publication", None),
        (".დადგენილება ამოქმედდეს გამოქვეყნებისთანავე.", "on-publication", None),
        ("ეს კანონი ამოქმედდეს სიის გამოქვეყნების დღიდან.", "other", None),
        ("ეს კანონი ამოქმედდეს კანონის გამოქვეყნების დღიდან.", "on-publication", None),
    ],
)
def test_the_rule_of_a_clause(text: str, rule: str, days: int | None) -> None:
    (clause,) = clauses(text)
    assert (clause.rule, clause.days, clause.scope) == (rule, days, "all")


@pytest.mark.parametrize(
    ("reach", "day"),
    [
        ("ამ ბრძანების მოქმედება გავრცელდეს 2012 წლის 1 მარტიდან.", "2012-03-01"),
        ("აქტის მოქმედება გავრცელდეს 2012 წლის 5 ოქტომბერს წარმოშობილ საქმეებზე.", "2012-10-05"),
        ("ამ ბრძანების მოქმედება გავრცელდეს ყველა ბაღზე.", None),
        ("მე-2 მუხლის მოქმედება გავრცელდეს 2012 წლის 1 მარტიდან.", None),
    ],
)
def test_a_reach_back_in_its_own_sentence(reach: str, day: str | None) -> None:
    (clause,) = clauses(f"ეს ბრძანება ამოქმედდეს გამოქვეყნებისთანავე.\n{reach}")
    assert clause.retroactive_from == day


def test_a_day_that_the_copy_broke_over_lines() -> None:
    (clause,) = clauses("ეს ბრძანება ამოქმედდეს 2011\nწლის 20\nოქტომბრიდან .")
    assert (clause.rule, clause.date) == ("date", "2011-10-20")


def test_a_norm_about_other_acts_is_no_clause() -> None:
    text = (
        "მუხლი 1. ამ კანონის მიზანია ბაღების მოვლა.\nმუხლი 2. საბჭოს გადაწყვეტილება:\n"
        "გადაწყვეტილება ძალაში შედის გამოცემისთანავე.\nამ კანონის მე-2 მუხლი ყველას ეხება.\n"
        "ძალაშია მხოლოდ ის აქტი, რომელიც ამ კანონს შეესაბამება.\n"
        "მუხლი 3. ეს კანონი ამოქმედდეს გამოქვეყნებიდან მე-15 დღეს."
    )
    assert [clause.days for clause in clauses(text)] == [15]


def test_the_only_clause_is_kept_whatever_its_noun() -> None:
    text = "ამ კანონის, ამ კანონის და ამ კანონის თანახმად.\nდადგენილება ძალაშია მიღებისთანავე."
    assert [clause.rule for clause in clauses(text)] == ["on-adoption"]


ON = "ეს კანონი ამოქმედდეს გამოქვეყნებისთანავე"


@pytest.mark.parametrize(
    ("text", "said"),
    [
        # the verb of the second part is that of the first
        (f"{ON}, ხოლო პირველი მუხლის მე-4 პუნქტი – 2024 წლის 1 მაისიდან.", "pub; 1/4 2024-05-01"),
        (f"{ON}, ხოლო მისი მე-2 მუხლი – 2024 წლის 1 მაისიდან.", "pub; 2 2024-05-01"),
        (f"{ON}, ხოლო მე-2 მუხლი – ახალი კოდექსის ამოქმედებისთანავე.", "pub; 2 other"),
        ("ეს კანონი ამოქმედდეს 2023 წლის 1 მაისიდან, ხოლო მე-2 მუხლი – გამოქვეყნებისთანავე.",
         "2023-05-01; 2 pub"),
        ("ამ კანონის მე-2 მუხლი ამოქმედდეს 2024 წლის 1 მაისიდან, ხოლო დანარჩენი – "
         "გამოქვეყნებისთანავე.", "2 2024-05-01; pub but 2"),
        ("ამ კანონის მე-2 მუხლი ამოქმედდეს 2024 წლის 1 მაისიდან, მე-3 მუხლი – 2025 წლის "
         "1 მაისიდან.", "2 other?"),
        (f"{ON}, მე-2 მუხლი კი – 2024 წლის 1 მაისიდან.", "other"),
        # exceptions
        (f"{ON}, გარდა მე-2 მუხლისა, რომელიც ამოქმედდეს 2024 წლის 1 მაისიდან.",
         "pub but 2; 2 2024-05-01"),
        (f"{ON} (გარდა ამ კანონის მე-2 მუხლისა).", "pub but 2"),
        (f"{ON}, გარდა მე-2 მუხლთან დაკავშირებული ცვლილებისა.", "pub?"),
        ("ეს კანონი, გარდა მე-2 მუხლისა, ამოქმედდეს გამოქვეყნებისთანავე, ხოლო მე-2 მუხლი – "
         "2024 წლის 1 მაისიდან.", "pub but 2; 2 2024-05-01"),
        ("ამ კანონის მე-2 მუხლი, გარდა მე-3 პუნქტისა, ამოქმედდეს 2024 წლის 1 მაისიდან.",
         "2 2024-05-01 but 2/3"),
        # words that are not read
        (f"{ON}, მაგრამ არა უადრეს 2024 წლის 1 მაისისა.", "other"),
        (f"{ON}, თუ სხვა რამ არ არის დადგენილი.", "other"),
        (f"{ON}, 2024 წლის 1 მაისიდან.", "other"),
        (f"{ON} და მოქმედებს 2 წლის განმავლობაში.", "other"),
        ("ეს კანონი ამოქმედდეს გამოქვეყნების დღიდან მე-15 დღის შემდეგ.", "other"),
        ("ამ კანონის მე-2 მუხლით გათვალისწინებული ცვლილება ამოქმედდეს 2024 წლის 1 მაისიდან.",
         "2024-05-01?"),
        # the subject last, another verb
        ("2. 2024 წლის 1 მაისიდან ამოქმედდეს ამ კანონის მე-2 მუხლი.", "2 2024-05-01"),
        ("2. ამოქმედდეს 2024 წლის 1 მაისიდან: ამ კანონის მე-2 და მე-3 მუხლები.", "2,3 2024-05-01"),
        ("2. მე-2 მუხლის მოქმედება დაიწყოს 2024 წლის 1 მაისიდან.", "2 2024-05-01"),
        ("ეს კანონი გამოქვეყნებისთანავე ამოქმედდეს.", "pub"),
        # the end in the sentence of the start
        (f"{ON} და ძალაშია 2025 წლის 1 მაისამდე.", "pub till 2025-05-01"),
        ("ეს კანონი ამოქმედდეს 2023 წლის 1 მაისიდან და მოქმედებდეს 2025 წლის 1 მაისამდე.",
         "2023-05-01 till 2025-05-01"),
    ],
)  # fmt: skip
def test_every_word_of_a_clause_is_read_or_the_day_stays_open(text: str, said: str) -> None:
    assert "; ".join(told(clause) for clause in clauses(text)) == said


def told(clause: Commencement) -> str:
    """A clause in short: „2 2024-05-01 but 2/3“; „?“ where its extent is not read."""

    def names(paths: tuple[Path, ...]) -> str:
        return ",".join("/".join(number or "" for _, number in path) for path in paths)

    rule = clause.date or clause.rule.replace("on-publication", "pub")
    out = f" but {names(clause.leaves_out)}" if clause.leaves_out else ""
    end = f" till {clause.until}" if clause.until else ""
    return f"{names(clause.covers)} {rule}{out}{end}".strip() + ("" if clause.readable else "?")
