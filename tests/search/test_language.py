from __future__ import annotations

import re
from contextlib import suppress
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from search.language import MAX_DEPTH, MAX_LENGTH, parse
from search.plan import Compiler
from search.query import Query
from search.refusals import GEORGIAN, NAMES, BadSearch

CASES = (Path(__file__).parent / "cases" / "queries.txt").read_text(encoding="utf-8")
ROWS = [line.rpartition(" | ") for line in CASES.splitlines() if not line.startswith("#")]
PIECES = [
    "კანონი", "mukhli", '"', "„", "“", "”", "«", "»", "(", ")", "|", "OR", "AND", "NOT", "NEAR",
    "NEAR/3", "NEAR/99", " ", "-", "=", "*", ":", "title:", "kind:", "year:2010..2015", "asOf:",
    "asOf:2015-01-01", "status:future", "status:removed", "changedBetween:2010-01-01..2011-01-01",
    "\\", "37³", "№5", "N", "ა", "\x00", "12:30", "x:", "cites:/akn/ge", "in:", "²", "½",
    "sector:1",
]  # fmt: skip


@pytest.mark.parametrize(("written", "_", "printed"), ROWS)
def test_queries(written: str, _: str, printed: str) -> None:
    if not printed.startswith("!"):
        query = parse(written)
        assert str(query) == printed
        assert parse(printed) == query
        return
    with pytest.raises(BadSearch) as refused:
        parse(written)
    assert refused.value.name == printed[1:]


@settings(max_examples=1500, deadline=None)
@given(st.one_of(st.text(max_size=80), st.lists(st.sampled_from(PIECES), max_size=16).map("".join),
                 st.lists(st.sampled_from(PIECES), max_size=12).map(" ".join)))  # fmt: skip
def test_any_input_is_read_or_refused_and_printing_is_read_back(text: str) -> None:
    query = _read(text)
    if query is None:
        return
    assert parse(str(query)) == query
    assert str(parse(str(query))) == str(query)
    with suppress(BadSearch):
        Compiler().whole(query, 20200101)


def _read(text: str) -> Query | None:
    """The query; None where it is refused by a name of the list, at a place in the text."""
    try:
        return parse(text)
    except BadSearch as error:
        refused = error
    assert refused.name in NAMES
    assert 0 <= refused.place <= len(text)
    return None


def test_bounds() -> None:
    with pytest.raises(BadSearch, match="query-too-long"):
        parse("ა" * (MAX_LENGTH + 1))
    for deep in ("(" * (MAX_DEPTH + 1) + "ა", "-" * (MAX_DEPTH + 1) + "ა"):
        with pytest.raises(BadSearch, match="query-too-deep"):
            parse(deep)
    assert parse("(" * MAX_DEPTH + "ა" + ")" * MAX_DEPTH) == parse("ა")


def test_refusals_are_told_in_both_languages_and_documented() -> None:
    assert NAMES.keys() == GEORGIAN.keys()
    page = (Path(__file__).parents[2] / "docs" / "query-language.md").read_text(encoding="utf-8")
    listed = page.partition("## Refusals")[2]
    assert set(re.findall(r"`([a-z-]+)`", listed)) - {"as"} == NAMES.keys()
