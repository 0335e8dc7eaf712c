"""What still speaks of a unit that goes: cited alone, in lists, by „this article“."""

from __future__ import annotations

import time

import pytest

from acts.read import read_source
from acts.structure import recognize
from registry.references import references_to
from schemas.model import Act

ARTICLE_5_2 = (("article", "5"), ("point", "2"))


def act(sentence: str, own: str = "ტექსტი.") -> Act:
    text = (
        "საქართველოს კანონი\n\nსაცდელი აქტის შესახებ\n\nმუხლი 5. ბაღი\n1. ერთი.\n2. ორი.\n"
        f"3. {own}\n\nმუხლი 6. კარი\n1. {sentence}\n"
    )
    return recognize(read_source(text.encode(), "case.txt"))


@pytest.mark.parametrize(
    "sentence",
    [
        "მოქმედებს ამ კანონის მე-5 მუხლის მე-2 პუნქტი.",
        "მოქმედებს მე-5 მუხლის მეორე პუნქტით დადგენილი წესი.",
        "მეხუთე მუხლის მე-2 ნაწილის თანახმად.",
        "მოქმედებს მე-5 მუხლის პირველი და მე-2 პუნქტები.",
        "მოქმედებს მე-5 მუხლის მე-2–მე-3 პუნქტები.",
        "მოქმედებს მე-5 მუხლის 1-ლი, მე-2 და მე-3 პუნქტები.",
        "მოქმედებს მე-4, მე-5 და მე-7 მუხლების მე-2 პუნქტი.",
    ],
)
def test_a_citation_is_found(sentence: str) -> None:
    assert [p.text for p in references_to(act(sentence), ARTICLE_5_2)] == [sentence]


@pytest.mark.parametrize(
    "sentence",
    [
        "მოქმედებს მე-5 მუხლის მე-3 პუნქტი.", "მოქმედებს 25-ე მუხლის მე-2 პუნქტი.",
        "მოქმედებს მე-5 მუხლის 2^1 პუნქტი.", "მოქმედებს ამ მუხლის მე-2 პუნქტი.",
        "მოქმედებს მე-6 მუხლის მე-2 პუნქტი.",
    ],
)  # fmt: skip
def test_another_citation_is_not(sentence: str) -> None:
    assert references_to(act(sentence), ARTICLE_5_2) == []


def test_this_article_is_its_own() -> None:
    found = references_to(act("ტექსტი.", "იხ. ამ მუხლის მე-2 პუნქტი."), ARTICLE_5_2)
    assert [p.eid for p in found] == ["art_5__para_3__p_1"] or found[0].text.startswith("იხ.")


@pytest.mark.parametrize(
    "units",
    [(), (("article", "5"), ("paragraph", None)), (("article", "5"), ("sentence", "2"))],
)
def test_what_is_not_cited_by_number_has_no_references(
    units: tuple[tuple[str, str | None], ...],
) -> None:
    assert references_to(act("მე-5 მუხლის მე-2 პუნქტი."), units) == []


def test_time_grows_with_the_length_of_a_list() -> None:
    """Eight times the numbers take about eight times as long; a square would take 64 times."""

    def spent(numbers: int) -> float:
        long = act("მოქმედებს " + "მე-5, " * numbers + "მუხლები.")
        best = 1e9
        for _ in range(2):
            started = time.process_time()
            references_to(long, ARTICLE_5_2)
            best = min(best, time.process_time() - started)
        return best

    assert spent(16_000) / max(spent(2_000), 0.002) < 36
