"""Differences in whole words, line by line."""

from __future__ import annotations

import re

from hypothesis import given
from hypothesis import strategies as st

from consolidation.diff import word_diff

WORDS = st.text(alphabet="აბ 1^.,\n", max_size=60)


@given(WORDS, WORDS)
def test_the_changes_give_both_texts_back(old: str, new: str) -> None:
    changes = word_diff(old, new)
    assert "".join(words for kind, words in changes if kind != "insert") == old
    assert "".join(words for kind, words in changes if kind != "delete") == new


@given(WORDS)
def test_a_text_does_not_differ_from_itself(text: str) -> None:
    assert {kind for kind, _ in word_diff(text, text)} <= {"equal"}


def test_lines_below_a_change_stay_equal() -> None:
    old = "1. ვადა არის 5 დღე.\n2. წესი.\nმუხლი 2\n1. სხვა წესი.\n"
    new = "1. ვადა არის 9 დღე.\n2. (ამოღებულია)\nმუხლი 2\n1. სხვა წესი.\n"
    equal = "".join(words for kind, words in word_diff(old, new) if kind == "equal")
    assert equal.endswith("\nმუხლი 2\n1. სხვა წესი.\n")


def test_no_change_ends_inside_a_word() -> None:
    changes = word_diff("მკითხველის უფლება", "მკითხველთა უფლებები")
    for kind, words in changes:
        if kind != "equal":
            assert re.fullmatch(r"\W*\w+\W*(?:\w+\W*)*", words)
    assert ("equal", "მკითხველ") not in changes
