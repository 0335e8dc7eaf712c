"""Sentences of a unit: counted, changed, taken away, added at the end (LANGUAGE (b))."""

from __future__ import annotations

import re
from collections.abc import Callable

from amendments.operations import Operation
from amendments.ordinals import LAST
from amendments.places import position_text
from consolidation import wording
from consolidation.change import Change
from consolidation.own_number import without_own_number
from consolidation.refused import Refused
from consolidation.resolve import Place, resolve
from consolidation.structure import index_of
from schemas.model import Kind, Unit

_ENDED = re.compile(r"[.!?]$")


def added(change: Change) -> Place:
    """A sentence added at the end of a unit, or after or before one that is counted."""
    op = change.op
    if op.position and not op.position.get("end"):
        return _beside(change)
    place = resolve(change.act, op.document, op.units[:-1])
    last = last_words(place, wording.slots(place.unit))
    if (ordinal := op.units[-1][1]) is not None and not op.position:  # the end is not said
        there = wording.sentence_count("".join(slot.get() for slot in last))
        if ordinal != str(there + 1):
            raise Refused("number-taken", f"the text has {there} sentences; added is {ordinal}")
    new = without_own_number(place.unit, change.new_text(), first=False)
    wording.append_words(last, new, sentence=True)
    return place


def _beside(change: Change) -> Place:
    """„მეორე წინადადების შემდეგ დაემატოს [მესამე] წინადადება“; between two, if neighbours."""
    op, position = change.op, change.op.position or {}
    places = {side: _counted(op, side) for side in ("after", "before") if side in position}
    side, ordinal = next(iter(places.items()))
    place, text, start, end = _located(change, ordinal)
    first = _index(text, start)
    if "before" in places and side == "after" and places["before"] != str(first + 1):
        raise Refused("place-not-found", "the two sentences named are not neighbours")
    number, own = op.units[-1][1], first + (side == "after")
    if number not in (None, str(own)):
        raise Refused("place-not-found", f"the sentence added there is number {own}, not {number}")
    new = without_own_number(place.unit, change.new_text().strip(), first=False)
    if not _ENDED.search(new) or (side == "after" and not _ENDED.search(text.text[start:end])):
        raise Refused("place-not-found", "a sentence that has no stop cannot stand before another")
    if side == "after":
        text.text = f"{text.text[:end]} {new}{text.text[end:]}"
    else:
        text.text = f"{text.text[:start]}{new} {text.text[start:]}"
    return place


def _counted(op: Operation, side: str) -> str:
    """The number of the sentence that a new one stands beside. Raises :class:`Refused`."""
    path = (op.position or {})[side]
    beside = tuple((kind, number) for kind, number in path) if isinstance(path, list) else ()
    if not beside or beside[-1][0] != "sentence" or beside[:-1] != op.units[:-1]:
        said = position_text(op.position or {})
        raise Refused("place-not-found", f"the place is no sentence of the unit: {said}")
    return beside[-1][1] or ""


def _index(text: Unit, start: int) -> int:
    """Which sentence of a paragraph begins at a place, from 1."""
    return wording.sentence_count(text.text[:start]) + 1


def last_words(place: Place, places: list[wording.Slot]) -> list[wording.Slot]:
    """The last words of a unit that may be added to: its own text, not a part's."""
    unit = place.unit
    last = unit if unit.kind is Kind.TEXT else unit.children[-1] if unit.children else None
    if last is None or last.kind is not Kind.TEXT:
        raise Refused("place-not-found", "the unit ends with a numbered part, not with its words")
    return places[-1:]


def substitute(change: Change) -> Place:
    """A sentence given anew, in the place of the one that is counted."""
    place, text, start, end = found(change)
    if _leads_list(place, text, end) and not change.new_text().rstrip().endswith(":"):
        raise Refused("ambiguous-target", "a list stands below it; whether it is part of it")
    first = start == 0 and place.unit.children[:1] == [text]
    new = without_own_number(place.unit, change.new_text(), first=first)
    text.text = text.text[:start] + new + text.text[end:]
    return place


def edited(change: Change, edit: Callable[[str, int, int], str]) -> Place:
    place, text, start, end = found(change)
    if _leads_list(place, text, end):
        raise Refused("ambiguous-target", "a list stands below it; whether it is part of it")
    text.text = edit(text.text, start, end)
    return place


def _leads_list(place: Place, text: Unit, end: int) -> bool:
    """Whether the sentence that ends there has numbered parts for its list."""
    siblings = place.parent.children if place.unit is text else place.unit.children
    below = siblings[index_of(siblings, text) + 1 :][:1]
    leads = text.text.rstrip().endswith(":") and not text.text[end:].strip()
    return leads and bool(below) and below[0].number is not None


def found(change: Change) -> tuple[Place, Unit, int, int]:
    """A sentence counted in the only paragraph of its unit: the paragraph, and where it stands.

    The last one („ბოლო წინადადება“) is that of a unit that ends with its own words, and has more.
    """
    return _located(change, change.op.units[-1][1] or "")


def _located(change: Change, ordinal: str) -> tuple[Place, Unit, int, int]:
    place = resolve(change.act, change.op.document, change.op.units[:-1])
    leaves = [place.unit] if place.unit.kind is Kind.TEXT else place.unit.children
    texts = [u for u in leaves if u.kind is Kind.TEXT]
    if len(texts) != 1:
        raise Refused("ambiguous-target", f"sentences of {len(texts)} paragraphs cannot be counted")
    if ordinal == LAST:
        if leaves[-1] is not texts[0]:
            raise Refused("ambiguous-target", "numbered parts stand behind the words of the unit")
        ordinal = str(wording.sentence_count(texts[0].text))
        if ordinal in ("0", "1"):
            raise Refused("ambiguous-target", "the text has one sentence, none is its last")
    if not ordinal.isdigit():
        raise Refused("target-not-found", f"„{ordinal}“ does not count sentences")
    start, end = wording.sentence_span(texts[0].text, int(ordinal))
    return place, texts[0], start, end
