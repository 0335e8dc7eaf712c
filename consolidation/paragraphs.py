"""Changes of unnumbered paragraphs (აბზაცი), found by their place or by their words.

Paragraphs have no number to keep, so a removed one leaves a placeholder: those after it must
still be counted as they were.
"""

from __future__ import annotations

import re
from dataclasses import replace

from amendments.operations import Operation
from amendments.places import position_text
from consolidation.own_number import without_own_number
from consolidation.refused import Refused
from consolidation.resolve import Place, paragraphs_of, resolve
from consolidation.structure import UnitReader, index_of, repeats_number
from consolidation.words import find_words
from schemas.model import Act, Kind, Unit, text_of
from schemas.normal import normal_form

_PLURAL = re.compile(r"აბზაცები")


def find(act: Act, op: Operation) -> Place:
    """The paragraph an operation cites: by its place, or (number None) by ``old_text``."""
    _, number = op.units[-1]
    if number is None and op.old_text is not None:
        return _by_words(resolve(act, op.document, op.units[:-1]), op.old_text)
    return resolve(act, op.document, op.units)


def _by_words(parent: Place, words: str) -> Place:
    found = [c for c in paragraphs_of(parent.unit) if find_words(_words(c), words)]
    if not found:
        raise Refused("old-text-not-found", f"no paragraph has the words „{words[:60]}“")
    if len(found) > 1:
        raise Refused("ambiguous-target", f"{len(found)} paragraphs have „{words[:60]}“")
    return Place([*parent.chain, found[0]], parent.notes)


def _words(unit: Unit) -> str:
    """The paragraph's own words: of one that owns a list, those that lead it."""
    if unit.kind is Kind.TEXT:
        return unit.text
    return " ".join(c.text for c in unit.children if c.kind is Kind.TEXT)


def substitute(place: Place, op: Operation, read: UnitReader) -> Unit:
    """Put the paragraph given anew where the old one stands. Returns the new one."""
    old = place.unit
    if not (op.new_text or "").rstrip().endswith(":"):
        refuse_lead(place)
    first = place.parent.children[0] is old
    if op.new_text is not None and place.parent.number is not None and first:
        op = replace(op, new_text=without_own_number(place.parent, op.new_text, first=True))
    new = _one(read(op, Kind.TEXT, None))
    above = place.parent.label
    if above and place.parent.number is not None and repeats_number(text_of(new), above):
        raise Refused("different-kind", f"the new text of a paragraph begins with {above}")
    new.wid = old.wid
    siblings = place.parent.children
    siblings[index_of(siblings, old)] = new
    return new


def refuse_lead(place: Place) -> None:
    """A paragraph that leads a list is not taken away from it. Raises :class:`Refused`."""
    siblings = place.parent.children
    below = siblings[index_of(siblings, place.unit) + 1 :][:1]
    if place.parent.number is not None and len(siblings) == 1:
        raise Refused("ambiguous-target", "the paragraph is all that the unit says")
    leads = place.unit.kind is Kind.TEXT and place.unit.text.rstrip().endswith(":")
    if leads and below and below[0].number is not None:
        raise Refused("ambiguous-target", "a list stands below it; whether it is part of it")


def substitute_text(place: Place, op: Operation, read: UnitReader) -> Place:
    """A unit's own words given anew („პუნქტის ტექსტი“): those that stand before its parts."""
    unit = place.unit
    if unit.removal is not None:
        raise Refused("target-removed", f"{unit.label} is removed")
    own = [child for child in unit.children if child.kind is Kind.TEXT]
    if not own or unit.children[: len(own)] != own:
        raise Refused("ambiguous-target", "the unit's own words do not stand before its parts")
    new = read(op, Kind.TEXT, None)
    if any(one.kind is not Kind.TEXT for one in new):
        raise Refused("different-kind", "a unit's own words are given with numbered parts")
    leads = own[-1].text.rstrip().endswith(":") and len(unit.children) > len(own)
    if leads and not new[-1].text.rstrip().endswith(":"):
        raise Refused("ambiguous-target", "a list stands below it; whether it is part of it")
    new[0].wid = own[0].wid
    unit.children[: len(own)] = new
    return place


def _one(units: list[Unit]) -> Unit:
    if any(u.number is not None and u.kind is not Kind.SUBPOINT for u in units):
        raise Refused("different-kind", "a paragraph without number is given numbered text")
    if len(units) == 1:
        return units[0]
    if units[0].kind is Kind.TEXT and all(u.kind is Kind.SUBPOINT for u in units[1:]):
        return Unit(Kind.PARAGRAPH, children=units)
    raise Refused("different-kind", f"one paragraph ordered, {len(units)} given")


def insert(act: Act, op: Operation, read: UnitReader) -> Place:
    """Add a paragraph, or the paragraphs an order gives in the plural: at the end of the unit, or
    after or before the paragraph with given words."""
    parent = resolve(act, op.document, op.units[:-1])
    new = _ordered(op, read(op, Kind.TEXT, None))
    position = op.position or {"end": True}
    siblings = parent.unit.children
    if position.get("end"):
        _refuse_wrong_count(parent.unit, op.units[-1][1])
        at = len(siblings)
    else:
        beside = _beside(act, op, parent, position.get("after") or position.get("before"))
        at = index_of(siblings, beside) + ("after" in position)
        if "after" in position and "before" in position:
            following = _beside(act, op, parent, position["before"])
            if siblings[at : at + 1] != [following]:
                raise Refused("place-not-found", "the two paragraphs named are not neighbours")
    siblings[at:at] = new
    if len(new) > 1:
        return Place(parent.chain, [*parent.notes, f"{len(new)} paragraphs"])
    return Place([*parent.chain, new[0]], parent.notes)


def _beside(act: Act, op: Operation, parent: Place, place: object) -> Unit:
    """The paragraph a new one is put beside: told by its words, or by a path that counts it."""
    if isinstance(place, str):
        return _by_words(parent, place).unit
    if not isinstance(place, list) or not place or place[-1][0] != "paragraph":
        said = position_text(op.position or {})
        raise Refused("place-not-found", f"the place is not readable: {said}")
    found = resolve(act, op.document, tuple((kind, number) for kind, number in place))
    if found.parent is not parent.unit:
        raise Refused("place-not-found", "the paragraph named stands in another unit")
    return found.unit


def _ordered(op: Operation, units: list[Unit]) -> list[Unit]:
    """One new paragraph, or several where the order names them in the plural („აბზაცები“)."""
    plain = all(unit.kind is Kind.TEXT for unit in units)
    if plain and op.units[-1][1] is None and _PLURAL.search(normal_form(op.source.quote)):
        return units
    return [_one(units)]


def _refuse_wrong_count(unit: Unit, wanted: str | None) -> None:
    count = len(paragraphs_of(unit))
    if wanted is not None and wanted != str(count + 1):
        raise Refused("number-taken", f"the unit has {count} paragraphs, number {wanted} ordered")
