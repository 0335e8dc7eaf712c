"""One operation on one text: exactly what was ordered, or a refusal that changes nothing.

Every check stands before the first change, so a refused operation leaves the act as it was.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field

from amendments.operations import Operation
from consolidation import paragraphs, structure, whole, wording
from consolidation.petits import petit_for, removal_for
from consolidation.refused import Refused
from consolidation.resolve import Place, resolve, scope
from schemas.model import Act, Kind, Particulars, Petit, Unit
from schemas.numbers import Number

PETIT_HOLDERS = (
    Kind.ARTICLE,
    Kind.COVER,
    Kind.PREAMBLE,
    Kind.ANNEX,
)
_GROUPS = frozenset({Kind.BOOK, Kind.PART, Kind.CHAPTER, Kind.SUBCHAPTER})


@dataclass(slots=True)
class Applied:
    """What an operation did: the units it touched (by ``wid`` where they have one), and notes."""

    units: list[Unit]
    notes: list[str] = field(default_factory=list)


def apply_operation(act: Act, op: Operation, amending: Particulars) -> Applied:
    """Carry out ``op`` on ``act`` in place. Raises :class:`Refused`; then nothing has changed."""
    if op.status == "refused":
        name = op.refusal.name if op.refusal else "not-understood"
        raise Refused(name, op.refusal.reason if op.refusal else "refused when read")
    handler = _HANDLERS.get(op.action)
    if handler is None:
        raise Refused("action-not-supported", f"„{op.action}“ cannot be carried out yet")
    notes: list[str] = []
    places = handler(act, op, amending, notes)
    for place in places:
        _add_petit(place, petit_for(amending))
        notes.extend(note for note in place.notes if note not in notes)
    return Applied([place.unit for place in places], notes)


def apply_renumbering(act: Act, ops: list[Operation], amending: Particulars) -> list[Applied]:
    """Renumberings of one sentence, all at once. Raises :class:`Refused` for all of them."""
    pairs: list[tuple[Place, Number]] = []
    for op in ops:
        place = resolve(act, op.document, op.units)
        new = op.new_units[-1][1] if op.new_units else None
        if new is None or len(op.new_units) != len(op.units):
            raise Refused("not-understood", "the new number is not given")
        pairs.append((place, Number.parse(new)))
    structure.renumber(pairs)
    for place, _ in pairs:
        _add_petit(place, petit_for(amending))
    return [Applied([place.unit], list(place.notes)) for place, _ in pairs]


def _substitute(act: Act, op: Operation, amending: Particulars, notes: list[str]) -> list[Place]:
    if op.facet == "heading":
        return [_new_heading(act, op)]
    if op.facet == "preamble":
        return [_new_preamble(act, op)]
    if not op.units:
        return [whole.substitute(act, op)]
    if op.facet == "annex" or op.units[-1][0] == "annex":
        return [whole.substitute_annex(act, op)]
    if op.facet != "unit":
        raise Refused("action-not-supported", f"a {op.facet} given anew: not supported yet")
    last = op.units[-1][0]
    if last == "sentence":
        new_text = _given(op)
        return [_sentence(act, op, lambda text, a, b: text[:a] + new_text + text[b:])]
    place = paragraphs.find(act, op) if last == "paragraph" else resolve(act, op.document, op.units)
    change = paragraphs if place.unit.kind in (Kind.TEXT, Kind.PARAGRAPH) else structure
    new = change.substitute(place, op)
    return [Place([*place.chain[:-1], new], place.notes)]


def _insert(act: Act, op: Operation, amending: Particulars, notes: list[str]) -> list[Place]:
    if not op.units or op.facet != "unit":
        raise Refused("action-not-supported", f"adding a {op.facet} is not supported yet")
    if op.units[-1][0] == "sentence":
        place = resolve(act, op.document, op.units[:-1])
        texts = wording.slots(place.unit)
        if op.position and not op.position.get("end"):
            raise Refused("place-not-found", f"a place in words: {op.position}")
        wording.insert_words(_last_words(place, texts), _at_end(op), notes)
        return [place]
    if op.units[-1][0] == "paragraph":
        return [paragraphs.insert(act, op)]
    return [structure.insert(act, op)]


def _repeal(act: Act, op: Operation, amending: Particulars, notes: list[str]) -> list[Place]:
    if op.facet != "unit" or not op.units:
        raise Refused("action-not-supported", f"removing a {op.facet} is not supported yet")
    if op.units[-1][0] == "sentence":
        return [_sentence(act, op, lambda text, a, b: (text[:a].rstrip() + text[b:]).strip())]
    by_words = op.units[-1][0] == "paragraph"
    place = paragraphs.find(act, op) if by_words else resolve(act, op.document, op.units)
    structure.repeal(place, removal_for(amending))
    return [place]


def _words(act: Act, op: Operation, amending: Particulars, notes: list[str]) -> list[Place]:
    place, places = _word_places(act, op)
    change = {
        "substitute-text": wording.replace_words,
        "repeal-text": wording.remove_words,
        "insert-text": wording.insert_words,
    }[op.action]
    if op.action == "insert-text" and (op.position or {}).get("end"):
        places = _last_words(place, places)
    change(places, op, notes)
    return [place]


def _repeal_act(act: Act, op: Operation, amending: Particulars, notes: list[str]) -> list[Place]:
    if act.root.removal is not None:
        raise Refused("target-removed", "the act has lost force already")
    act.root.removal = removal_for(amending, "ძალადაკარგულია")
    return [Place([act.root])]


_Handler = Callable[[Act, Operation, Particulars, list[str]], list[Place]]
_HANDLERS: dict[str, _Handler] = {
    "substitute": _substitute,
    "insert": _insert,
    "repeal": _repeal,
    "substitute-text": _words,
    "repeal-text": _words,
    "insert-text": _words,
    "repeal-act": _repeal_act,
}


def _given(op: Operation) -> str:
    if op.new_text is None:
        raise Refused("payload-missing", "the new text is not in the source")
    return op.new_text


def _at_end(op: Operation) -> Operation:
    return Operation(
        n=op.n, act=op.act, action="insert-text", units=op.units[:-1], source=op.source,
        new_text=_given(op), position={"end": True},
    )  # fmt: skip


def _word_places(act: Act, op: Operation) -> tuple[Place, list[wording.Slot]]:
    """Where words are looked for: one unit, its heading, the preamble, or the whole document."""
    if op.facet == "preamble":
        place = _section(act, Kind.PREAMBLE)
        return place, wording.slots(place.unit)
    if op.facet == "heading":
        place = _headed(act, op)
        return place, _heading_slots(place)
    if op.facet not in ("unit", "text"):
        raise Refused("action-not-supported", f"words in a {op.facet}: not supported yet")
    if op.units and op.units[-1][0] == "sentence":
        raise Refused("action-not-supported", "words inside one sentence: not supported yet")
    place = resolve(act, op.document, op.units) if op.units else scope(act, op.document)
    if place.unit.removal is not None:
        raise Refused("target-removed", f"{place.unit.label} is removed")
    return place, wording.slots(place.unit)


def _last_words(place: Place, places: list[wording.Slot]) -> list[wording.Slot]:
    """The last words of a unit that may be added to: its own text, not a part's."""
    unit = place.unit
    last = unit if unit.kind is Kind.TEXT else unit.children[-1] if unit.children else None
    if last is None or last.kind is not Kind.TEXT:
        raise Refused("place-not-found", "the unit ends with a numbered part, not with its words")
    return places[-1:]


def _section(act: Act, kind: Kind) -> Place:
    section = act.section(kind)
    if section is None:
        raise Refused("target-not-found", f"the copy has no {kind.value}")
    return Place([act.root, section])


def _headed(act: Act, op: Operation) -> Place:
    if op.units:
        return resolve(act, op.document, op.units)
    if op.document is not None:
        return scope(act, op.document)
    return _section(act, Kind.COVER)


def _heading_slots(place: Place) -> list[wording.Slot]:
    if place.unit.kind is Kind.COVER:
        titles = [c for c in place.unit.children if c.role == "title"]
        return [slot for title in titles for slot in wording.slots(title)]
    return [wording.heading_slot(place.unit)]


def _new_heading(act: Act, op: Operation) -> Place:
    place, new = _headed(act, op), _given(op)
    unit = place.unit
    if unit.removal is not None:
        raise Refused("target-removed", f"{unit.label} is removed")
    if unit.kind is Kind.COVER:
        titles = [c for c in unit.children if c.role == "title"]
        if len(titles) != 1:
            raise Refused("ambiguous-target", f"the title stands in {len(titles)} paragraphs")
        titles[0].text = new
        act.particulars.title = new
        return place
    if not unit.label and not unit.heading:
        raise Refused("target-not-found", "the unit has no heading")
    unit.heading = _without_label(unit, new)
    return place


def _without_label(unit: Unit, new: str) -> str:
    """The heading alone where the new text repeats the printed number („მუხლი 5. სათაური“)."""
    for form in (unit.label, unit.label.rstrip(".")):
        if form and new.startswith(form):
            return new[len(form) :].lstrip(" .\u00a0")
    return new


def _new_preamble(act: Act, op: Operation) -> Place:
    place, new = _section(act, Kind.PREAMBLE), _given(op)
    place.unit.children = [Unit(Kind.TEXT, text=line) for line in new.split("\n") if line.strip()]
    return place


def _sentence(act: Act, op: Operation, change: Callable[[str, int, int], str]) -> Place:
    ordinal = op.units[-1][1] or ""
    place = resolve(act, op.document, op.units[:-1])
    leaves = [place.unit] if place.unit.kind is Kind.TEXT else place.unit.children
    texts = [u for u in leaves if u.kind is Kind.TEXT]
    if len(texts) != 1:
        raise Refused("ambiguous-target", f"sentences of {len(texts)} paragraphs cannot be counted")
    if not ordinal.isdigit():
        raise Refused("target-not-found", f"„{ordinal}“ does not count sentences")
    start, end = wording.sentence_span(texts[0].text, int(ordinal))
    texts[0].text = change(texts[0].text, start, end)
    return place


def _add_petit(place: Place, petit: Petit) -> None:
    """Once an amending act, after the unit the Herald puts it after, oldest first."""
    holder = place.above(*PETIT_HOLDERS)
    if holder is None:
        numbered = [u for u in place.chain if u.number is not None or u.kind in _GROUPS]
        holder = numbered[0] if numbered else place.chain[min(1, len(place.chain) - 1)]
    if all(old.printed != petit.printed for old in holder.petits):
        holder.petits.append(petit)
