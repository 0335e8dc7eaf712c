"""Terms that an act sets to its own provisions, as data: a sentence and what it means."""

from __future__ import annotations

from pathlib import Path

import pytest

from acts.read import read_source
from amendments.folding import fold
from amendments.read import read_amendments
from amendments.terms import Term, TermTarget, read_terms

BLOCKS = [
    block.strip().split("\n")
    for block in (Path(__file__).parent / "terms" / "terms.txt")
    .read_text(encoding="utf-8")
    .split("\n\n")[1:]
]


def shown(target: TermTarget) -> str:
    steps = " ".join(f"{kind} {number or ''}".strip() for kind, number in target.path)
    end = f" to {target.last}" if target.last else ""
    document = f" ({target.document})" if target.document else ""
    return (steps or "all") + end + document


def line(term: Term) -> str:
    start = f"{term.start} .. " if term.start else ""
    return f"{term.kind} {start}{term.end}: {'; '.join(map(shown, term.targets))}"


@pytest.mark.parametrize("block", BLOCKS, ids=[block[0][:40] for block in BLOCKS])
def test_sentence(block: list[str]) -> None:
    sentence, *expected = block
    terms = list(read_terms(fold(sentence)))
    assert [line(term) for term in terms] == expected
    for term in terms:
        assert sentence[term.start_at : term.stop_at].rstrip(".") in sentence


def test_a_sentence_broken_by_the_copy_is_not_read_from_its_middle() -> None:
    text = "2. ამ გადაწყვეტილების მე\n- 2 მუხლის მე-3 პუნქტი მოქმედებს 2014 წლის 1 იანვრამდე."
    assert list(read_terms(fold(text))) == []


def test_a_term_of_an_amending_act_is_one_of_its_clauses() -> None:
    text = (
        "საქართველოს კანონი\n\n„ხიდების შესახებ“ საქართველოს კანონში ცვლილების შეტანის შესახებ\n\n"
        "მუხლი 1\n„ხიდების შესახებ“ საქართველოს 2021 წლის 10 მარტის №500 კანონის მე-2 მუხლს "
        "დაემატოს შემდეგი შინაარსის მე-4 პუნქტი:\n„4. ამ კანონის მე-3 მუხლი მოქმედებს 2030 წლის "
        "1 იანვრამდე.“.\n\nმუხლი 2\n1. ეს კანონი ამოქმედდეს გამოქვეყნებისთანავე.\n"
        "2. ამ კანონის პირველი მუხლი მოქმედებს 2024 წლის 1 ივლისამდე.\n"
    )
    reading = read_amendments(read_source(text.encode(), "act.txt"))
    assert [(item.rule, item.until, item.covers) for item in reading.commencement] == [
        ("on-publication", None, ()),
        ("none", "2024-07-01", ((("article", "1"),),)),
    ]
    assert reading.unclaimed == []
