"""The guard of editorial corrections: what is spelling passes, what could be law does not."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from consolidation.editorial import NotEditorial, check_correction

SPELLING = [
    ("ვალდებულლია", "ვალდებულია"),
    ("კანონისთანახმად", "კანონის თანახმად"),
    ("გადა წყვეტილება", "გადაწყვეტილება"),
    ("პირი რომელიც", "პირი, რომელიც"),
    ("სამინისტრო.", "სამინისტრო;"),
    ("საჯარო-სამართლის", "საჯარო სამართლის"),
    ("ხელშკრულების", "ხელშეკრულების"),
]
LAW = [
    ("5 დღე", "6 დღე", "digits"),
    ("37^1 მუხლი", "37^2 მუხლი", "digits"),
    ("თავი IV", "თავი VI", "digits"),
    ("აქვს უფლება", "არ აქვს უფლება", "negation"),
    ("ერთი და ორი", "ერთი ან ორი", "negation"),
    ("მხოლოდ პირი", "პირი", "negation"),
    ("იანვრის", "ივნისის", "word"),
    ("ივნისში", "ივლისში", "date"),
    ("პირი ვალდებულია", "პირი სრულად ვალდებულია", "words differ"),
    ("დირექტორი", "რექტორი", "another word"),
    ("ბერიძე", "ბერაძე", "another"),
    ("კანონი", "კანონის", "another form"),
    ("უკანონო", "კანონო", "another word"),
    ("ის", "ან", "negation"),
    ("ტექსტი", "ტექსტი", "nothing"),
]


@pytest.mark.parametrize(("old", "new"), SPELLING)
def test_spelling_and_punctuation_pass(old: str, new: str) -> None:
    check_correction(old, new)
    check_correction(f"ტექსტი {old} შემდეგ", f"ტექსტი {new} შემდეგ")


@pytest.mark.parametrize(("old", "new", "why"), LAW)
def test_what_could_change_the_law_does_not(old: str, new: str, why: str) -> None:
    with pytest.raises(NotEditorial, match=why):
        check_correction(old, new)


@given(
    st.lists(st.sampled_from(["პირი", "უფლება", "5", "არ", "2020", "ვადა", "№7"]), min_size=1),
    st.integers(0, 5),
    st.sampled_from(["6", "არ", "ვერ", "დამატებითი"]),
)
def test_nothing_can_be_slipped_in(words: list[str], place: int, new: str) -> None:
    changed = [*words[:place], new, *words[place:]]
    with pytest.raises(NotEditorial):
        check_correction(" ".join(words), " ".join(changed))
