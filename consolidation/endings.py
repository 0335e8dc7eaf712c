"""Orders that end: each gives one entry for its beginning and one for its end.

A suspension, or a term set to a unit, ends on the day its order names; a change of limited term
ends with the term (Law 1876 art. 22(7)). The end bears the ledger id of its order, negative.

>>> from amendments.operations import Operation, Span
>>> from schemas.model import Particulars
>>> op = Operation(1, 1, "suspend", (("article", "5"),),
...                Span(0, 9, "მოქმედება შეჩერდეს 2015 წლის 1 იანვრამდე"), valid_from="2014-03-01")
>>> entry = Entry(1, Particulars(), "/akn/ge/act/kanoni/x/2014-02-01/1", "", op)
>>> {key: one.operation.valid_from for key, one in with_ends({7: entry}).items()}
{7: '2014-03-01', -7: '2015-01-01'}
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from amendments.terms import end_in
from consolidation.ledger import Entry


def end_of(entry: Entry) -> Entry | None:
    """The entry that ends this one, where it begins and a day of its end is proved."""
    op = entry.operation
    if op.status == "refused" or op.valid_from is None or entry.ends:
        return None
    end = end_in(op.source.quote) if op.action in ("suspend", "limit") else entry.until
    if end is None or end <= op.valid_from:
        return None
    return replace(entry, operation=replace(op, valid_from=end), ends=True, until=None)


def with_ends(entries: Mapping[int, Entry]) -> dict[int, Entry]:
    """The entries with the ends of those that have one."""
    out = dict(entries)
    for key, entry in entries.items():
        end = end_of(entry)
        if end is not None:
            out[-key] = end
    return out
