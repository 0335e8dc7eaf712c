"""Sentences of a unit: counted, changed, taken away, added at the end (LANGUAGE (b))."""

from __future__ import annotations

from collections.abc import Callable

from consolidation import wording
from consolidation.change import Change
from consolidation.refused import Refused
from consolidation.resolve import Place, resolve
from schemas.model import Kind, Unit


def added(change: Change) -> Place:
    op = change.op
    place = resolve(change.act, op.document, op.units[:-1])
    if op.position and not op.position.get("end"):
        raise Refused("place-not-found", f"a place in words: {op.position}")
    last = last_words(place, wording.slots(place.unit))
    if (ordinal := op.units[-1][1]) is not None and not op.position:  # the end is not said
        there = wording.sentence_count("".join(slot.get() for slot in last))
        if ordinal != str(there + 1):
            raise Refused("number-taken", f"the text has {there} sentences; added is {ordinal}")
    wording.append_words(last, change.new_text(), sentence=True)
    return place


def last_words(place: Place, places: list[wording.Slot]) -> list[wording.Slot]:
    """The last words of a unit that may be added to: its own text, not a part's."""
    unit = place.unit
    last = unit if unit.kind is Kind.TEXT else unit.children[-1] if unit.children else None
    if last is None or last.kind is not Kind.TEXT:
        raise Refused("place-not-found", "the unit ends with a numbered part, not with its words")
    return places[-1:]


def edited(change: Change, edit: Callable[[str, int, int], str]) -> Place:
    place, text, start, end = found(change)
    text.text = edit(text.text, start, end)
    return place


def found(change: Change) -> tuple[Place, Unit, int, int]:
    """A sentence counted in the only paragraph of its unit: the paragraph, and where it stands."""
    op = change.op
    ordinal = op.units[-1][1] or ""
    place = resolve(change.act, op.document, op.units[:-1])
    leaves = [place.unit] if place.unit.kind is Kind.TEXT else place.unit.children
    texts = [u for u in leaves if u.kind is Kind.TEXT]
    if len(texts) != 1:
        raise Refused("ambiguous-target", f"sentences of {len(texts)} paragraphs cannot be counted")
    if not ordinal.isdigit():
        raise Refused("target-not-found", f"„{ordinal}“ does not count sentences")
    start, end = wording.sentence_span(texts[0].text, int(ordinal))
    return place, texts[0], start, end
