"""Clauses on entry into force: which sentences are clauses, and by what rule the day is found."""

from __future__ import annotations

import pytest

from amendments.commencement import read_clauses
from amendments.folding import fold
from amendments.operations import Commencement


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
