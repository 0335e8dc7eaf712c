from __future__ import annotations

from itertools import combinations
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from search.latin import is_latin, readings
from search.stemmer import stem
from search.tokens import Analysis, tokens

CASES = Path(__file__).parent / "cases"


def lines(name: str) -> list[str]:
    text = (CASES / name).read_text(encoding="utf-8")
    return [line for line in text.splitlines() if line and not line.startswith("#")]


@pytest.mark.parametrize("line", lines("inflected.txt"), ids=lambda line: line.split()[0])
def test_forms_of_one_word_have_one_stem(line: str) -> None:
    assert {stem(word) for word in line.split()} == {stem(line.split(maxsplit=1)[0])}


def test_different_words_have_different_stems() -> None:
    stems = [(line.split()[0], stem(line.split()[0])) for line in lines("inflected.txt")]
    together = [(a, b) for (a, one), (b, other) in combinations(stems, 2) if one == other]
    assert together == []


@pytest.mark.parametrize("line", lines("tokens.txt"))
def test_tokens(line: str) -> None:
    text, stems, forms = (part.strip() for part in line.split("|"))
    found = list(tokens(text))
    assert " ".join(token.stem for token in found) == stems
    assert " ".join(token.exact for token in found) == forms


@given(st.text(max_size=300))
def test_offsets_lead_back_into_the_text(text: str) -> None:
    last = 0
    for token in tokens(text):
        assert last <= token.start < token.end <= len(text)
        assert token.stem
        assert token.exact
        assert " " not in token.stem + token.exact
        last = token.end


@pytest.mark.parametrize(
    "unit", ["მე-", "1^", "ა’", "&shy;", "მე - 5", "\u00ad", "1.", "IV^1", "-ის"]
)
def test_analysis_is_linear(unit: str) -> None:
    assert len(list(tokens(unit * 40_000))) >= 0


def test_parts_can_be_switched_off() -> None:
    text = "მეხუთე მუხლის 37³"
    assert [t.stem for t in tokens(text, Analysis(stems=False))] == ["მეხუთე", "მუხლის", "37^3"]
    assert [t.stem for t in tokens("მე-5", Analysis(numbers=False))] == ["მე-5"]
    assert [t.stem for t in tokens("ᲙᲐᲜᲝᲜᲘ", Analysis(noise=False))] == ["ᲙᲐᲜᲝᲜᲘ"]


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("kanoni", "კანონი"), ("mukhli", "მუხლი"), ("saqartvelo", "საქართველო"),
        ("saqarTvelo", "საქართველო"), ("sakhelmts'ipo", "სახელმწიფო"), ("ts'q'ali", "წყალი"),
        ("bralis", "ბრალის"), ("ghirebuleba", "ღირებულება"), ("xelSekruleba", "ხელშეკრულება"),
        ("mshenebloba", "მშენებლობა"), ("dzala", "ძალა"), ("WeSmariti", "ჭეშმარიტი"),
        ("parlamenti", "პარლამენტი"), ("jarima", "ჯარიმა"), ("chveneba", "ჩვენება"),
    ],
)  # fmt: skip
def test_latin_letters(typed: str, meant: str) -> None:
    assert is_latin(typed)
    assert meant in set(readings(typed))


@given(st.text("abcdefghijklmnopqrstuvwxyzTSCZJRW'", max_size=40))
def test_readings_are_bounded(word: str) -> None:
    assert len(list(readings(word))) <= 514
