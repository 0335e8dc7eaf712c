"""Operations that contradict each other, found before anything is published.

Same day, same unit: DESIGN §5 orders the operations of a day by publication, then by the
register. Where publication does not tell two acts apart, only the order of registration would
decide what the law says, so neither is carried out (``conflict-same-day``) until a person says
which comes first. Within one act the act itself gives the order; but two of its orders that each
put in the words that the other looks for cannot both be carried out on the text as it stood, nor
can two that each say what a unit is to read, or that put two texts into one place.

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

from amendments.operations import Operation, Path, Refusal
from consolidation.ledger import Entry
from consolidation.making_room import gives_anew, puts_in, quoted
from consolidation.words import find_words

_TAKING = frozenset({"substitute", "insert", "repeal", "renumber", "split", "join"})
_EDITING = frozenset({"substitute-text", "insert-text", "repeal-text"})
_FORCE = frozenset({"suspend", "resume", "limit", "repeal"})
_COUNTED = frozenset({"sentence", "paragraph", "row"})


def same_day(entries: Sequence[Entry]) -> dict[int, Refusal]:
    """Of the entries of one day, the places of those in conflict, each with its refusal."""
    out: dict[int, Refusal] = {}
    for one, other in combinations(_reached(entries), 2):
        a, b = entries[one], entries[other]
        if a.amending_iri == b.amending_iri:
            clash = _swap(a.operation, b.operation) or _contradict(a.operation, b.operation)
        else:
            clash = _undecided(a, b) and _clash(a.operation, b.operation)
        if clash:
            out.setdefault(one, _refusal(b))
            out.setdefault(other, _refusal(a))
    return out


def _reached(entries: Sequence[Entry]) -> list[int]:
    """The places of the orders that may meet another: those on words, and all where two acts are
    told apart by nothing."""
    acts = {(entry.amending.published, entry.first, entry.amending_iri) for entry in entries}
    several = len({act[:2] for act in acts}) < len(acts)
    return [
        place
        for place, entry in enumerate(entries)
        if entry.operation.status == "understood"
        and not entry.ends
        and (several or entry.operation.action in _TAKING | _EDITING)
    ]


def _swap(one: Operation, other: Operation) -> bool:
    """Whether each of two orders of one act puts in the words that the other looks for."""
    return bool(one.old_text and other.old_text) and puts_in(one, other) and puts_in(other, one)


def _contradict(one: Operation, other: Operation) -> bool:
    """Whether two orders of one act give one place two texts, or a text and a removal."""
    if one.document != other.document or not one.units or not other.units:
        return False
    if one.action == other.action == "insert-text":
        places = [(op.units, op.facet, op.occurrence, quoted(op)) for op in (one, other)]
        return places[0] == places[1] and quoted(one) is not None
    outer, inner = sorted((one, other), key=lambda op: len(op.units))
    if "substitute" not in (one.action, other.action) or not _within(outer.units, inner.units):
        return False
    if {one.action, other.action} - {"substitute", "repeal"}:
        return False
    if outer.units == inner.units and "unit" not in (outer.facet, inner.facet):
        return outer.facet == inner.facet and outer.new_text != inner.new_text
    if outer.units != inner.units and outer.facet != "unit":
        return False
    texts = sorted((outer.new_text or "", inner.new_text or ""), key=len)
    return not texts[0] or texts[0] not in texts[1]


def _undecided(one: Entry, other: Entry) -> bool:
    """Whether nothing but the register tells which of two acts comes first."""
    return one.amending.published == other.amending.published and one.first == other.first


def _clash(one: Operation, other: Operation) -> bool:
    """Whether the law depends on which of two orders is carried out first."""
    if "repeal-act" in (one.action, other.action):
        return one.document == other.document or None in (one.document, other.document)
    if one.document != other.document:
        return False
    return (
        _takes(one, other)
        or _takes(other, one)
        or gives_anew(one, other)
        or gives_anew(other, one)
        or _same_words(one, other)
        or _counts(one, other)
        or (one.units == other.units and {one.action, other.action} <= _FORCE)
    )


def _takes(one: Operation, other: Operation) -> bool:
    """Whether the first order takes a unit, or its number, that the second speaks of."""
    if one.action not in _TAKING or other.action not in _TAKING | _EDITING | _FORCE:
        return False
    if any(_within(path, other.units) for path in (one.units, one.new_units) if path):
        return one.action == "renumber" or _overlap(one, other)
    if not one.units and not other.units:
        return _overlap(one, other)
    onward = one.action == "renumber" and (one.position or {}).get("onward")
    above = one.units[:-1]
    row = other.units[: len(one.units)]
    return bool(onward and row and row[:-1] == above and row[-1][0] == one.units[-1][0])


def _within(path: Path, inner: Path) -> bool:
    return inner[: len(path)] == path


def _overlap(taking: Operation, other: Operation) -> bool:
    """Whether an order that takes a unit meets another on it or inside it.

    A heading is a place of its own: it and the parts of its unit do not meet.
    """
    if taking.facet == "heading" or (other.facet == "heading" and taking.units == other.units):
        return taking.units == other.units and taking.facet == other.facet
    if not taking.units:
        return taking.facet == other.facet or taking.facet in ("unit", "text")
    return True


def _same_words(one: Operation, other: Operation) -> bool:
    """Whether two orders on words of one place look for the same words, or one for those that
    the other puts in."""
    words, others = quoted(one), quoted(other)
    if words is None or others is None:
        at_end = one.action == other.action == "insert-text" and words is others is None
        return at_end and (one.units, one.facet) == (other.units, other.facet)
    shared = min(len(one.units), len(other.units))
    if one.units[:shared] != other.units[:shared]:
        return False
    if one.facet != other.facet and "heading" in (one.facet, other.facet):
        return False
    if puts_in(one, other) or puts_in(other, one):
        return True
    return bool(find_words(words, others) or find_words(others, words))


def _counts(one: Operation, other: Operation) -> bool:
    """Whether two orders speak of parts of one unit that only counting tells."""
    if not one.units or not other.units or one.units[:-1] != other.units[:-1]:
        return False
    kinds = {one.units[-1][0], other.units[-1][0]}
    both_new = one.action == other.action == "insert"
    return len(kinds) == 1 and kinds <= _COUNTED and (not both_new or _one_place(one, other))


def _one_place(one: Operation, other: Operation) -> bool:
    """Whether two new parts are to stand in one place: at the end, or beside the same part."""
    return one.units == other.units and one.position == other.position


def _refusal(other: Entry) -> Refusal:
    act = other.amending
    name = f"№{act.number}" if act.number else other.amending_iri
    return Refusal(
        "conflict-same-day",
        f"{name} n. {other.operation.n} ({other.operation.action}) claims the same unit that day",
    )
