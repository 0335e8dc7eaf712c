"""The orders of one act speak of the text as it stood before it.

Old numbers make room before new units come in:

„დაემატოს მე-3 პუნქტი … მე-3 პუნქტი გადაინომროს მე-4 პუნქტად“: read in the written order, the
new unit finds its number taken, or would itself become the renumbered one. Only inside one act,
and only where both orders name the very same unit, the renumbering goes first, with all that its
sentence renumbers.

And of sentences of one unit the last goes first: „მე-2 წინადადება ამოღებულ იქნეს; მე-3 წინადადება
ჩამოყალიბდეს …“ counts them before the second is gone.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import TypeVar

from amendments.operations import Operation

Item = TypeVar("Item")


def old_numbers_first(
    items: Iterable[Item], order_of: Callable[[Item], tuple[str, Operation]]
) -> list[Item]:
    """The items with such renumberings moved before the insertion they make room for.

    ``order_of`` gives the act an item comes from and its operation.
    """
    out = list(items)
    for item in list(out):
        act, op = order_of(item)
        if op.action != "renumber" or op.status != "understood":
            continue
        for place, other in enumerate(out):
            if other is item:
                break
            other_act, added = order_of(other)
            same_unit = added.units == op.units and added.document == op.document
            if other_act == act and added.action == "insert" and same_unit:
                at_once = [one for one in out[place:] if _of_one_sentence(item, one, order_of)]
                left = [one for one in out[place:] if all(one is not other for other in at_once)]
                out[place:] = [*at_once, *left]
                break
    return out


def last_sentences_first(
    items: Iterable[Item], order_of: Callable[[Item], tuple[str, Operation]]
) -> list[Item]:
    """The items, those of one act on sentences of one unit in the places of one another, the last
    sentence first.

    ``order_of`` gives the act an item comes from and its operation.
    """
    out = list(items)
    places: dict[tuple[object, ...], list[tuple[int, int]]] = {}
    for place, item in enumerate(out):
        act, op = order_of(item)
        kind, number = op.units[-1] if op.units else ("", None)
        if kind == "sentence" and number and number.isdigit():
            unit = (act, op.document, op.units[:-1])
            places.setdefault(unit, []).append((int(number), place))
    for counted in places.values():
        ordered = [out[place] for _, place in sorted(counted, key=lambda one: (-one[0], one[1]))]
        for (_, place), item in zip(counted, ordered, strict=True):
            out[place] = item
    return out


def _of_one_sentence(
    one: Item, other: Item, order_of: Callable[[Item], tuple[str, Operation]]
) -> bool:
    """Whether two orders are renumberings of one sentence, which are carried out at once."""
    (act, op), (other_act, other_op) = order_of(one), order_of(other)
    renumbers = other_op.action == "renumber" and other_op.status == "understood"
    return act == other_act and renumbers and op.source == other_op.source
