"""One unit made two, and two made one. Words move between units; none is added or lost.

*Split*: from a place in the unit on, its words and parts become a new unit that follows it:
``units`` is the unit, ``new_units`` the new one, ``position`` the place: ``{"before": words}``,
``{"after": words}``, or ``{"from": steps}``, the path of its first part to move. *Join*: ``units``
is the unit whose words move to the end of its neighbour ``new_units``; it leaves a placeholder,
since a number is not reused (Law 1876 art. 16(10)). Parts that move keep their ``wid`` and their
printed numbers.
"""

from __future__ import annotations

from typing import Any

from amendments.operations import Operation
from consolidation.refused import Refused
from consolidation.resolve import Place, number_of, resolve, resolve_below
from consolidation.structure import index_of, placeholder, relabelled
from consolidation.words import find_words
from schemas.model import Act, Kind, Removal, Unit
from schemas.numbers import Number

_DIVIDED = (Kind.ARTICLE, Kind.POINT, Kind.SUBPOINT)


def split(act: Act, op: Operation) -> tuple[Place, Place]:
    """Divide a unit. ``new_text``, where given, is the heading of a new article."""
    place = _whole(act, op, op.units)
    unit = place.unit
    number = _new_number(op, unit)
    _fits(place, number)
    moved = _moved(place, op.position or {})
    new = Unit(
        unit.kind,
        number,
        relabelled(unit.label, unit.number, number),
        heading=op.new_text or "",
        role=unit.role,
    )
    new.children = _take(unit, *moved)
    siblings = place.parent.children
    siblings.insert(index_of(siblings, unit) + 1, new)
    return place, Place([*place.chain[:-1], new], place.notes)


def join(act: Act, op: Operation, removal: Removal) -> tuple[Place, Place]:
    """Move a unit's words and parts to the end of the one before it.

    ``new_text``, where given, is the heading of the article that takes them; without it no
    heading may be lost.
    """
    place, taking = _whole(act, op, op.units), _whole(act, op, op.new_units)
    unit, target = place.unit, taking.unit
    row = [one for one in place.parent.children if one.kind is unit.kind]
    before = row[index_of(row, unit) - 1] if row and row[0] is not unit else None
    if before is not target:
        raise Refused("place-not-found", f"{unit.label} does not follow {target.label}")
    if unit.heading and op.new_text is None:
        raise Refused("ambiguous-target", f"{unit.label} has a heading: what becomes of it?")
    held = {(one.kind, one.number) for one in target.children if one.number is not None}
    if taken := [one.label for one in unit.children if (one.kind, one.number) in held]:
        raise Refused("number-taken", f"{target.label} has a part {taken[0]} already")
    target.children.extend(unit.children)
    if op.new_text is not None:
        target.heading = op.new_text
    unit.removal = placeholder(unit, removal)
    unit.children, unit.heading = [], ""
    return taking, place


def _whole(act: Act, op: Operation, path: Any) -> Place:
    if not path:
        raise Refused("not-understood", "the unit is not named")
    place = resolve(act, op.document, path)
    if place.unit.kind not in _DIVIDED:
        raise Refused("action-not-supported", f"a {place.unit.kind.value} is not divided or joined")
    if place.unit.removal is not None:
        raise Refused("target-removed", f"{place.unit.label} is removed")
    return place


def _new_number(op: Operation, unit: Unit) -> Number:
    last = op.new_units[-1] if op.new_units else ("", None)
    same = op.new_units[:-1] == op.units[:-1] and last[0] == op.units[-1][0]
    if not same or last[1] is None or unit.number is None:
        raise Refused("not-understood", "the new unit does not stand beside the one divided")
    return number_of(last[1].split(".")[-1])


def _fits(place: Place, number: Number) -> None:
    """A new number is free, and the place after the unit is where it belongs."""
    row = [one for one in place.parent.children if one.number is not None]
    if any(one.number == number and one.kind is place.unit.kind for one in row):
        raise Refused("number-taken", f"{number} stands there already")
    own = place.unit.number
    after = row[index_of(row, place.unit) + 1 :]
    following = next((one.number for one in after if one.kind is place.unit.kind), None)
    if own is None or not own < number or (following is not None and not number < following):
        raise Refused("place-not-found", f"{number} does not belong after {place.unit.label}")


def _moved(place: Place, position: dict[str, Any]) -> tuple[int, int]:
    """Where the unit is cut: the place among its children, and in the words of that one."""
    unit = place.unit
    if steps := position.get("from"):
        first = resolve_below(place, tuple((kind, number) for kind, number in steps))
        if first.parent is not unit or unit.children[0] is first.unit:
            raise Refused("place-not-found", "the part to begin with is not one of several")
        return index_of(unit.children, first.unit), 0
    side = "before" if "before" in position else "after"
    words = position.get(side)
    if not isinstance(words, str):
        raise Refused("place-not-found", "the order does not say where the unit is divided")
    found = [
        (place_of, span)
        for place_of, child in enumerate(unit.children)
        if child.kind is Kind.TEXT
        for span in find_words(child.text, words)
    ]
    if not found:
        raise Refused("old-text-not-found", f"„{words[:60]}“ does not stand in the unit")
    if len(found) > 1:
        raise Refused("ambiguous-target", f"„{words[:60]}“ stands {len(found)} times in the unit")
    index, (start, end) = found[0]
    at = start if side == "before" else end
    text = unit.children[index].text
    if not text[at:].strip():
        index, at = index + 1, 0
    elif not text[:at].strip():
        at = 0
    if index >= len(unit.children) or (index == 0 and at == 0):
        raise Refused("place-not-found", "nothing would be left on one side")
    return index, at


def _take(unit: Unit, index: int, at: int) -> list[Unit]:
    """Cut a unit in two and give what is after the place. Only white space may close up."""
    moved = unit.children[index:]
    if at:
        text = moved[0].text
        unit.children[index].text = text[:at].rstrip()
        moved = [Unit(Kind.TEXT, text=text[at:].lstrip()), *moved[1:]]
        del unit.children[index + 1 :]
    else:
        del unit.children[index:]
    return moved
