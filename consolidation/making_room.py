"""The orders of one act speak of the text as it stood before it.

Old numbers make room before new units come in:

„დაემატოს მე-3 პუნქტი … მე-3 პუნქტი გადაინომროს მე-4 პუნქტად“: read in the written order, the
new unit finds its number taken, or would itself become the renumbered one. Only inside one act,
and only where both orders name the very same unit, the renumbering goes first, with all that its
sentence renumbers.

And of sentences of one unit the last goes first: „მე-2 წინადადება ამოღებულ იქნეს; მე-3 წინადადება
ჩამოყალიბდეს …“ counts them before the second is gone. So do orders on unnumbered paragraphs,
between which the same act puts another. Words are quoted from that text too: where „ხუთი“ becomes
„ათი“ and „ათი“ becomes „ოცი“, the second order does not touch what the first put in.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import TypeVar

from amendments.operations import Operation
from amendments.ordinals import LAST
from consolidation.words import find_words

_PUTS = frozenset({"substitute-text", "insert-text"})
ON_WORDS = _PUTS | {"repeal-text"}
_GIVES = frozenset({"substitute", "insert"})
_COUNTED = frozenset({"sentence", "paragraph"})
_WIDE = frozenset({"unit", "text"})
_GROUPS = frozenset({"book", "part", "chapter", "subchapter"})
_BEHIND_ALL = 10**9
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
            makes_room = (added.action == "insert" and same_unit) or is_beside_text(added, op)
            if other_act == act and makes_room:
                at_once = [one for one in out[place:] if _of_one_sentence(item, one, order_of)]
                left = [one for one in out[place:] if all(one is not other for other in at_once)]
                out[place:] = [*at_once, *left]
                break
    return out


def is_beside_text(added: Operation, op: Operation) -> bool:
    """Whether an order adds a unit beside the one that another makes of a running text:
    „მე-3 მუხლს დაემატოს მე-2 პუნქტი და არსებული ტექსტი ჩაითვალოს პირველ პუნქტად“."""
    numbers = op.action == "renumber" and op.facet == "text" and bool(op.new_units)
    if not numbers or added.action != "insert" or added.document != op.document:
        return False
    return added.units[:-1] == op.units and added.units[-1][0] == op.new_units[-1][0]


def as_counted_before(
    items: Iterable[Item], order_of: Callable[[Item], tuple[str, Operation]]
) -> list[Item]:
    """The items, those of one act on parts of one unit that only counting tells in the places of
    one another, so that none shifts what another counts: the last sentence or place of a word
    first, a paragraph put between others last.

    ``order_of`` gives the act an item comes from and its operation.
    """
    out = list(items)
    places: dict[tuple[object, ...], list[int]] = {}
    for place, item in enumerate(out):
        act, op = order_of(item)
        depth = next((at for at, (kind, _) in enumerate(op.units) if kind in _COUNTED), None)
        if depth is not None:
            beside: tuple[object, ...] = (op.units[:depth], op.units[depth][0])
        elif occurrence_index(op):
            beside = (op.units, op.facet, quoted(op))
        else:
            continue
        places.setdefault((act, op.document, *beside), []).append(place)
    for taken in places.values():
        ordered = sorted((out[place] for place in taken), key=lambda item: _turn(order_of(item)[1]))
        for place, item in zip(taken, ordered, strict=True):
            out[place] = item
    return out


def words_as_they_stood(
    items: Iterable[Item], order_of: Callable[[Item], tuple[str, Operation]]
) -> list[Item]:
    """The items, an order on words before those of its act that put these words in, and one on a
    sentence before those on words around it, which may bring or take a full stop.

    ``order_of`` gives the act an item comes from and its operation.
    """
    out = list(items)
    for item in list(out):
        act, op = order_of(item)
        at = next(place for place, other in enumerate(out) if other is item)
        for place, other in enumerate(out[:at]):
            other_act, other_op = order_of(other)
            if other_act == act and _around_sentence(other_op, op):
                out.insert(place, out.pop(at))
                break
    for item in list(out):
        act, op = order_of(item)
        if not quoted(op):
            continue
        at = next(place for place, other in enumerate(out) if other is item)
        for place, other in enumerate(out[:at]):
            other_act, other_op = order_of(other)
            if other_act == act and (puts_in(other_op, op) or gives_anew(other_op, op)):
                out.insert(place, out.pop(at))
                break
    return out


def _around_sentence(op: Operation, other: Operation) -> bool:
    """Whether an order on words reaches the sentence that another order counts."""
    if not other.units or other.units[-1][0] != "sentence" or not quoted(op):
        return False
    depth = len(op.units)
    inside = depth < len(other.units) and op.units == other.units[:depth]
    return inside and op.document == other.document and not gives_anew(other, op)


def puts_in(op: Operation, other: Operation) -> bool:
    """Whether an order puts words in where another order on words looks for them."""
    if op.action not in _PUTS or not op.new_text or op.document != other.document:
        return False
    if op.facet != other.facet and "heading" in (op.facet, other.facet):
        return False
    words, shared = quoted(other), min(len(op.units), len(other.units))
    if not words or op.units[:shared] != other.units[:shared]:
        return False
    return bool(find_words(op.new_text, words))


def gives_anew(op: Operation, other: Operation) -> bool:
    """Whether an order gives new text, with the words in it that another order changes through
    a wider place."""
    words = quoted(other)
    if op.action not in _GIVES or not op.new_text or not words or other.facet not in _WIDE:
        return False
    if op.status != "understood" or not op.units or op.document != other.document:
        return False
    depth = len(other.units)
    below = depth < len(op.units) or (depth == len(op.units) and op.facet == "heading")
    grouped = all(kind in _GROUPS for kind, _ in other.units)  # articles are cited without these
    if not grouped and not (below and op.units[:depth] == other.units):
        return False
    return bool(find_words(op.new_text, words))


def quoted(op: Operation) -> str | None:
    """The words an order on words looks for."""
    if op.action not in ON_WORDS or op.status != "understood":
        return None
    place = op.position or {}
    beside = place.get("after") or place.get("before")
    return op.old_text or (beside if isinstance(beside, str) else None)


def _turn(op: Operation) -> tuple[int, int, int, int]:
    """What is called the last first, then sentences added by number; numbered parts as they come,
    sentences from the last on; new parts from the last place on, at the end in the act's order, of
    two after one part the second first.

    A sentence put after another goes before a change of that one, which may take it away.
    """
    if index := occurrence_index(op):
        return 0, -index, 0, 0
    kind, number = op.units[-1]
    sentence = kind == "sentence"
    if op.action != "insert":
        return (-2 if number == LAST else 0), (-_count(number) if sentence else 0), 1, 0
    place = op.position or {}
    side = "after" if "after" in place else "before"
    path = place.get(side)
    if path is None:
        return (-1 if sentence and number is not None else 1), 1 - _BEHIND_ALL, 0, op.n
    beside = path[-1][1] if isinstance(path, list) and path else None
    early = (-2 if beside == LAST else 0) if sentence else 1
    return early, -_count(beside), *((0, -op.n) if side == "after" else (2, op.n))


def occurrence_index(op: Operation) -> int:
    """Which of the places of its words an order on words means, from 1; 0: not one by number."""
    index = op.occurrence.get("index") if isinstance(op.occurrence, dict) else op.occurrence
    return _count(str(index)) if quoted(op) and index is not None else 0


def _count(number: str | None) -> int:
    """The place that a number counts; the last one stands behind every other."""
    if number == LAST:
        return _BEHIND_ALL
    return int(number) if number and number.isdigit() else 0


def _of_one_sentence(
    one: Item, other: Item, order_of: Callable[[Item], tuple[str, Operation]]
) -> bool:
    """Whether two orders are renumberings of one sentence, which are carried out at once."""
    (act, op), (other_act, other_op) = order_of(one), order_of(other)
    renumbers = other_op.action == "renumber" and other_op.status == "understood"
    return act == other_act and renumbers and op.source == other_op.source
