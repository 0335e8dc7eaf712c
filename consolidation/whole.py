"""Whole texts given anew: the running text of an act, or one of its annexes."""

from __future__ import annotations

from amendments.operations import Operation
from consolidation.refused import Refused
from consolidation.resolve import Place, resolve, scope
from consolidation.structure import UnitReader, index_of, last_number, one_unit
from schemas.model import Act, Kind, Unit, text_of


def substitute(act: Act, op: Operation, read: UnitReader) -> Place:
    """The running text of the act (or of what it approved) given anew.

    Where the copy sets words before the text (a preamble), the order does not say whether they
    are part of „the text“, so it is refused.
    """
    if op.facet not in ("text", "unit"):
        raise Refused("action-not-supported", f"a whole {op.facet} given anew: not supported yet")
    place = resolve(act, op.document, op.units) if op.units else scope(act, op.document)
    preamble = act.section(Kind.PREAMBLE)
    if op.document is None and not op.units and preamble is not None and preamble.children:
        raise Refused("ambiguous-target", "the text has a preamble: is it given anew too?")
    unit = place.unit if place.unit.kind is not Kind.ANNEX else _body_of(place.unit)
    new = read(op, None, None)
    if unit is not place.unit and new[0].kind is Kind.TEXT:
        first = unit.children[0].kind if unit.children else Kind.TEXT
        if first is not Kind.TEXT:
            raise Refused("ambiguous-target", "the new text begins with words: a heading of it?")
    _refuse_part(unit, new)
    unit.children = new
    return place


def _refuse_part(old: Unit, new: list[Unit]) -> None:
    """A text of articles is not given anew by words, nor by articles from the middle on."""
    articles = [below for one in new for below in one.walk() if below.kind is Kind.ARTICLE]
    if not any(below.kind is Kind.ARTICLE for below in old.walk()):
        return
    first = articles[0].number if articles else None
    if first is None or first.base != (1,):
        raise Refused("different-kind", "a text of articles is given anew without its first one")


def _body_of(annex: Unit) -> Unit:
    """Where the running text of an annex stands; its heading is none of it."""
    bodies = [child for child in annex.children if child.kind is Kind.BODY]
    beside = [c for c in annex.children if c.kind not in (Kind.BODY, Kind.COVER)]
    if annex.removal is not None:
        raise Refused("target-removed", f"{annex.label} is removed")
    if len(bodies) != 1 or any(text_of(one).strip() for one in beside):
        raise Refused("ambiguous-target", "the annex holds more than a heading and its text")
    return bodies[0]


def insert_annex(act: Act, op: Operation, read: UnitReader) -> Place:
    """A new annex, placed by its number among the annexes."""
    number_text = op.units[-1][1]
    number = last_number(Kind.ANNEX, number_text)
    siblings = act.root.children
    annexes = act.annexes
    if any(number is None or a.number is None or a.number.same_as(number) for a in annexes):
        raise Refused("number-taken", f"an annex stands there: №{number_text or ''} is not free")
    new = one_unit(op, Kind.ANNEX, number, "", read)
    before = [a for a in annexes if a.number and number and a.number < number]
    if before:
        place = index_of(siblings, before[-1]) + 1
    elif annexes:
        place = index_of(siblings, annexes[0])
    else:
        place = len([c for c in siblings if c.kind is not Kind.END_LIST])
    siblings.insert(place, new)
    return Place([act.root, new])


def substitute_annex(act: Act, op: Operation, read: UnitReader) -> Place:
    """An annex given anew, heading and all; it keeps its lasting identity and its petits."""
    place = resolve(act, op.document, op.units)
    old = place.unit
    if old.kind is not Kind.ANNEX:
        raise Refused("target-not-found", "the unit cited is not an annex")
    new = one_unit(op, Kind.ANNEX, old.number, old.label, read)
    new.wid, new.role = old.wid, new.role or old.role
    new.petits = [*old.petits, *new.petits]
    siblings = place.parent.children
    siblings[index_of(siblings, old)] = new
    return Place([*place.chain[:-1], new], place.notes)
