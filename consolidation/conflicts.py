"""Operations that contradict each other, found before anything is published.

Same day, same unit: DESIGN §5 orders the operations of a day by publication, then by the
register. Where publication does not tell two acts apart, only the order of registration would
decide what the law says, so neither is carried out (``conflict-same-day``) until a person says
which comes first. Within one act the act itself gives the order; but two of its orders that each
put in the words that the other looks for cannot both be carried out on the text as it stood.

>>> from amendments.operations import Operation, Span
>>> from schemas.model import Particulars
>>> def order(number, units):
...     act = Particulars(date="2021-01-01", number=number, published="2021-01-05")
...     op = Operation(1, 1, "substitute", units, Span(0, 1), valid_from="2021-02-01")
...     return Entry(int(number), act, f"/akn/ge/act/kanoni/x/2021-01-01/{number}", "", op)
>>> one = order("1", (("article", "5"),))
>>> sorted(same_day([one, order("2", (("article", "5"), ("point", "2")))]))
[0, 1]
>>> same_day([one, order("2", (("article", "6"),))])
{}
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import combinations

from amendments.operations import Operation, Refusal
from consolidation.ledger import Entry
from consolidation.making_room import puts_in

_TAKING = frozenset({"substitute", "insert", "repeal", "renumber", "split", "join"})
_EDITING = frozenset({"substitute-text", "insert-text", "repeal-text"})


def same_day(entries: Sequence[Entry]) -> dict[int, Refusal]:
    """Of the entries of one day, the places of those in conflict, each with its refusal."""
    out: dict[int, Refusal] = {}
    by_unit: dict[tuple[object, ...], list[int]] = {}
    for place, entry in enumerate(entries):
        op = entry.operation
        if op.status == "understood" and op.action in _TAKING | _EDITING:
            for depth in range(len(op.units) + 1):
                by_unit.setdefault((op.document, op.units[:depth]), []).append(place)
    for place, entry in enumerate(entries):
        op = entry.operation
        if op.status != "understood" or op.action not in _TAKING:
            continue
        for other in by_unit.get((op.document, op.units), ()):
            if _undecided(entry, entries[other]) and _overlap(op, entries[other].operation):
                out[place] = _refusal(entries[other])
                out[other] = _refusal(entry)
    on_words = [place for place, entry in enumerate(entries) if entry.operation.old_text]
    for one, other in combinations(on_words, 2):
        if entries[one].amending_iri == entries[other].amending_iri and _swap(
            entries[one].operation, entries[other].operation
        ):
            out[one], out[other] = _refusal(entries[other]), _refusal(entries[one])
    return out


def _swap(one: Operation, other: Operation) -> bool:
    """Whether each of two orders of one act puts in the words that the other looks for."""
    return puts_in(one, other) and puts_in(other, one)


def _undecided(one: Entry, other: Entry) -> bool:
    """Whether nothing but the register tells which of two acts comes first."""
    return (
        one.amending_iri != other.amending_iri
        and one.amending.published == other.amending.published
        and one.first == other.first
    )


def _overlap(taking: Operation, other: Operation) -> bool:
    """Whether an order that takes a unit meets another on it or inside it.

    A heading is a place of its own: it and the parts of its unit do not meet.
    """
    if taking.facet == "heading" or (other.facet == "heading" and taking.units == other.units):
        return taking.units == other.units and taking.facet == other.facet
    if not taking.units:
        return taking.facet == other.facet or taking.facet in ("unit", "text")
    return True


def _refusal(other: Entry) -> Refusal:
    act = other.amending
    name = f"№{act.number}" if act.number else other.amending_iri
    return Refusal(
        "conflict-same-day",
        f"{name} n. {other.operation.n} ({other.operation.action}) claims the same unit that day",
    )
