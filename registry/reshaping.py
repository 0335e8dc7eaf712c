"""One operation made several, or several made one, where the machine cut the act otherwise.

The parts stand in the place of what they come from, in its turn, and wait for decisions of their
own: a part of a split is corrected before it can be accepted. Nothing is lost by it: undoing the
decision puts back what was there, and no word of the law comes from anywhere but the act.
"""

from __future__ import annotations

from dataclasses import replace

from sqlalchemy import Connection, insert

from consolidation.ledger import Entry, entry_to_json
from registry import bundles, deciding
from registry import office_tables as t
from registry.bundles import Bundle
from registry.clock import now
from registry.deciding import Standing
from registry.office import OfficeError

MOST_PARTS = 20
_WHOLE = frozenset({"substitute", "insert", "repeal"})


def split(db: Connection, bundle: Bundle, n: int, parts: int, reason: str, by: str) -> list[int]:
    """Put ``parts`` operations in the place of one. Returns their numbers.

    Raises :class:`OfficeError` ``closed``, ``held``, ``no-reason``, ``no-such-operation``,
    ``bad-field``.
    """
    if not 2 <= parts <= MOST_PARTS:
        raise OfficeError("bad-field", f"an operation is split into 2 to {MOST_PARTS} parts")
    [whole] = _taken(db, bundle, [n], reason, by)
    origin = f"split:{deciding.keep(db, bundle, n, 'split', None, reason, by)}"
    made = []
    for _ in range(parts):
        made.append(_propose(db, bundle, whole.entry, origin))
    bundles.change(db, bundle, holder=by, held_since=now())
    return made


def merge(
    db: Connection, bundle: Bundle, numbers: list[int], text: str, reason: str, by: str
) -> int:
    """Put one operation in the place of several. Returns its number.

    Its order is everything from the first to the last of them in the act's ``text``; its fields
    are those of the one that gives, adds or removes a whole unit, else of the first.
    Raises :class:`OfficeError` as :func:`split` does.
    """
    if len(set(numbers)) < 2:
        raise OfficeError("bad-field", "two operations or more are merged")
    rows = _taken(db, bundle, sorted(set(numbers)), reason, by)
    entries = [row.entry for row in rows]
    made_by = [
        deciding.keep(db, bundle, entry.operation.n, "merge", None, reason, by) for entry in entries
    ]
    like = next((e for e in entries if e.operation.action in _WHOLE), entries[0])
    start = min(e.operation.source.start for e in entries)
    end = max(e.operation.source.end for e in entries)
    source = replace(like.operation.source, start=start, end=end, quote=text[start:end])
    op = replace(like.operation, source=source)
    last = max(entries, key=deciding.turn)
    one = replace(like, operation=op, after=deciding.turn(last))
    number = _propose(db, bundle, one, f"merge:{','.join(map(str, made_by))}")
    bundles.change(db, bundle, holder=by, held_since=now())
    return number


def _taken(
    db: Connection, bundle: Bundle, numbers: list[int], reason: str, by: str
) -> list[Standing]:
    """The operations that are to be reshaped, where this person may do it."""
    if bundle.state != "open":
        raise OfficeError("closed", f"a bundle that is {bundle.state} is not decided on")
    if bundle.held_by_other(by):
        raise OfficeError("held", f"{bundle.holder} works on this bundle")
    if not reason.strip():
        raise OfficeError("no-reason", "this decision needs its reason")
    there = {one.entry.operation.n: one for one in deciding.standing(db, bundle.id)}
    for n in numbers:
        if n not in there or there[n].replaced:
            raise OfficeError("no-such-operation", f"the bundle has no operation {n}")
    return [there[n] for n in numbers]


def _propose(db: Connection, bundle: Bundle, like: Entry, origin: str) -> int:
    number = deciding.next_number(db, bundle.amending)
    after = deciding.turn(like)
    entry = replace(like, operation=replace(like.operation, n=number), after=after)
    row = {
        "bundle": bundle.id, "n": number, "entry": entry_to_json(entry), "origin": origin,
    }  # fmt: skip
    db.execute(insert(t.proposals).values(row))
    return number
