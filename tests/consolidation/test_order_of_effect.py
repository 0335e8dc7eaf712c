"""The order in which entries of one day take effect."""

from __future__ import annotations

from amendments.operations import Operation, Span
from consolidation.ledger import Entry, entry_from_json, entry_to_json, in_order
from schemas.model import Particulars


def entry(n: int, after: int | None = None) -> Entry:
    op = Operation(n, 1, "repeal", (("article", "5"),), Span(0, 1), valid_from="2021-02-01")
    return Entry(1, Particulars(), "/akn/ge/act/kanoni/x/2021-01-01/1", "", op, after=after)


def test_an_order_made_by_a_person_has_its_turn_where_it_stands_in_the_act() -> None:
    entries = [entry(5, after=2), entry(3), entry(1), entry(6, after=2), entry(2), entry(4)]
    assert [e.operation.n for e in in_order(entries)] == [1, 2, 5, 6, 3, 4]


def test_rows_written_before_there_was_such_a_turn_are_read() -> None:
    held = entry_to_json(entry(3)).replace('"after":null,', "")
    assert "after" not in held
    assert entry_from_json(held) == entry(3)
