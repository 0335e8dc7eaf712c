"""One operation on one text: exactly what was ordered, or a refusal that changes nothing.

Every check stands before the first change, so a refused operation leaves the act as it was.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field

from amendments.lexicon import OF_NORM
from amendments.operations import Operation
from consolidation import (
    dividing,
    force,
    headings,
    paragraphs,
    rows,
    sentences,
    structure,
    whole,
    wording,
)
from consolidation.change import Change, section
from consolidation.editorial import NotEditorial, check_correction
from consolidation.making_room import quoted
from consolidation.marks import JUDGED_BEFORE, is_judged
from consolidation.petits import missing_from_petit, petit_for, removal_for, removal_put_by
from consolidation.provisions import FRAMES
from consolidation.refused import Refused
from consolidation.resolve import Place, number_of, resolve, scope
from consolidation.structure import UnitReader, read_units
from consolidation.words import find_words
from schemas.model import Act, Kind, Particulars, Petit, Unit
from schemas.numbers import Number

PETIT_HOLDERS = (
    Kind.ARTICLE,
    Kind.COVER,
    Kind.PREAMBLE,
    Kind.ANNEX,
)
ELSEWHERE = "stands also beside the text of the act"  # told to people (findings)
_OUTSIDE = frozenset({Kind.COVER, Kind.PREAMBLE, Kind.ANNEX})
_HEADED = frozenset({
    Kind.BOOK, Kind.PART, Kind.CHAPTER, Kind.SUBCHAPTER, Kind.ARTICLE, Kind.ANNEX
})  # fmt: skip
_GROUPS = frozenset({Kind.BOOK, Kind.PART, Kind.CHAPTER, Kind.SUBCHAPTER})


@dataclass(slots=True)
class Applied:
    """What an operation did: the units it touched (by ``wid`` where they have one), and notes.

    ``chain`` leads to the unit changed, ``petit`` to the one that bears the petit; ``also`` are
    the same two chains of further units: where a unit was divided or two were joined, and of each
    unit whose words an order on the whole act changed.
    """

    units: list[Unit]
    notes: list[str] = field(default_factory=list)
    chain: list[Unit] = field(default_factory=list)
    petit: list[Unit] = field(default_factory=list)
    also: list[tuple[list[Unit], list[Unit]]] = field(default_factory=list)


def _designate(act: Act, op: Operation, amending: Particulars) -> Applied:
    """„განკარგულების ტექსტი ჩაითვალოს პირველ პუნქტად“: running text becomes a numbered unit."""
    if op.status == "refused":
        raise Refused(*_why(op))
    place = resolve(act, op.document, op.units) if op.units else scope(act, op.document)
    new = structure.designate(place, op)
    numbered = Place([*place.chain, new], place.notes)
    petit = _add_petit(act, numbered, petit_for(amending))
    return Applied([new], list(place.notes), numbered.chain, petit)


def _why(op: Operation) -> tuple[str, str]:
    if op.refusal is None:
        return "not-understood", "refused when read"
    return op.refusal.name, op.refusal.reason


def apply_operation(
    act: Act,
    op: Operation,
    amending: Particulars,
    read: UnitReader = read_units,
    freed: Unit | None = None,
) -> Applied:
    """Carry out ``op`` on ``act`` in place. Raises :class:`Refused`; then nothing has changed.

    ``read`` gives the units of the new text; the default recognises Georgian drafting. ``freed``
    is the unit that bore the number of a new one until the same act gave it another.
    """
    if op.status == "refused":
        raise Refused(*_why(op))
    if op.action in ("split", "join"):
        return _divided(act, op, amending)
    handler = _handler(op)
    if handler is None:
        raise Refused("action-not-supported", f"„{op.action}“ cannot be carried out yet")
    change = Change(act, op, amending, read, freed)
    place = handler(change)
    also = [
        (below.chain, _add_petit(act, below, petit_for(amending))) for below in change.everywhere
    ]
    petit = also[0][1] if also else _add_petit(act, place, petit_for(amending))
    change.notes.extend(note for note in place.notes if note not in change.notes)
    if unknown := missing_from_petit(amending):
        change.notes.append(f"the petit lacks what is not known of the act: {', '.join(unknown)}")
    units = [chain[-1] for chain, _ in also] or [place.unit]
    return Applied(units, change.notes, place.chain, petit, also)


def _handler(op: Operation) -> Callable[[Change], Place] | None:
    if op.action == "other" and op.note == force.UNCONSTITUTIONAL:
        return _strike
    return _HANDLERS.get(op.action)


def _divided(act: Act, op: Operation, amending: Particulars) -> Applied:
    if op.action == "split":
        one, other = dividing.split(act, op)
    else:
        one, other = dividing.join(act, op, removal_for(amending))
    petits = [_add_petit(act, place, petit_for(amending)) for place in (one, other)]
    return Applied(
        [one.unit, other.unit], list(one.notes), one.chain, petits[0], [(other.chain, petits[1])]
    )


def apply_end(op: Operation, amending: Particulars, place: Place, stands: bool) -> Applied:
    """The end of what ``op`` began, a suspension or a limited term, on the unit it began on; where
    that does not stand any more, ``place`` is the last one above it. Raises :class:`Refused`."""
    end = force.lapse if op.action == "suspend" else force.expire
    if not stands or not end(place, op, amending):  # nothing is left to end: no unit is touched
        return Applied([], ["a later act ended or changed it before"], place.chain, place.chain)
    return Applied([place.unit], list(place.notes), place.chain, place.chain)


def apply_correction(act: Act, op: Operation, amending: Particulars) -> Applied:
    """An editorial correction (Order 158 art. 8(5)): no petit, spelling and punctuation only."""
    change = Change(act, op, amending, read_units)
    place, places = word_places(change)
    before = [slot.get() for slot in places]
    wording.replace_words(places, op, change.notes)
    try:
        for slot, old in zip(places, before, strict=True):
            if slot.get() != old:  # as it stands: a comma alone may be part of a number there
                check_correction(old, slot.get(), _texts(act))
    except NotEditorial as error:
        for slot, old in zip(places, before, strict=True):
            slot.set(old)
        raise Refused("not-editorial", str(error)) from error
    return Applied([place.unit], [op.note or ""], place.chain, place.chain)


def _texts(act: Act) -> Iterator[str]:
    for unit in act.walk():
        yield unit.heading or ""
        yield unit.text


def apply_renumbering(act: Act, ops: list[Operation], amending: Particulars) -> list[Applied]:
    """Renumberings of one sentence, all at once. Raises :class:`Refused` for all of them."""
    if len(ops) == 1 and ops[0].facet == "text":
        return [_designate(act, ops[0], amending)]
    moved: list[list[tuple[Place, Number, str | None]]] = []
    for op in ops:
        if op.status == "refused":
            raise Refused(*_why(op))
        if op.facet not in ("unit", "annex"):
            raise Refused("action-not-supported", f"a {op.facet} bears no number")
        place = resolve(act, op.document, op.units)
        new = op.new_units[-1][1] if op.new_units else None
        if new is None or len(op.new_units) != len(op.units):
            raise Refused("not-understood", "the new number is not given")
        onward = (op.position or {}).get("onward")
        number = number_of(new)
        moved.append(structure.onward(place, number) if onward else [(place, number, op.new_text)])
    structure.renumber([one for group in moved for one in group], removal_for(amending))
    done: list[Applied] = []
    for group in moved:
        places = [place for place, _, _ in group]
        petits = [_add_petit(act, place, petit_for(amending)) for place in places]
        also = [(p.chain, petit) for p, petit in zip(places[1:], petits[1:], strict=True)]
        units = [place.unit for place in places]
        done.append(Applied(units, list(places[0].notes), places[0].chain, petits[0], also))
    return done


def _substitute(change: Change) -> Place:
    act, op = change.act, change.op
    if op.facet == "heading":
        return headings.substitute(change)
    if op.facet == "preamble":
        return _new_preamble(change)
    if not op.units:
        return whole.substitute(act, op, change.read)
    if op.units[-1][0] == "annex" and op.facet == "text":
        return whole.substitute(act, op, change.read)
    if op.facet == "annex" or op.units[-1][0] == "annex":
        return whole.substitute_annex(act, op, change.read)
    last = op.units[-1][0]
    if op.facet == "table" or (last == "table" and op.facet == "unit"):
        return rows.substitute_table(act, op)
    if op.facet == "text":
        return paragraphs.substitute_text(change.resolve(), op, change.read)
    if last == "row":
        return rows.substitute(act, op)
    if last == "sentence":
        return sentences.substitute(change)
    place = paragraphs.find(act, op) if last == "paragraph" else change.resolve()
    room = paragraphs if place.unit.kind in (Kind.TEXT, Kind.PARAGRAPH) else structure
    judged = [one.label or one.kind.value for one in place.unit.walk() if is_judged(one)]
    new = room.substitute(place, op, change.read)
    notes = [f"{label}: {JUDGED_BEFORE}" for label in judged]
    return Place([*place.chain[:-1], new], [*place.notes, *notes])


def _insert(change: Change) -> Place:
    act, op = change.act, change.op
    last = op.units[-1][0] if op.units else ""
    if op.facet == "heading" and op.units:
        return headings.add(change)
    if last == "annex" and op.facet in ("unit", "annex"):
        return whole.insert_annex(act, op, change.read)
    if not op.units or op.facet != "unit":
        raise Refused("action-not-supported", f"adding a {op.facet} is not supported yet")
    if last == "row":
        return rows.insert(act, op)
    if last == "sentence":
        return sentences.added(change)
    if last == "paragraph":
        return paragraphs.insert(act, op, change.read)
    return structure.insert(act, op, change.read, change.freed)


def _repeal(change: Change) -> Place:
    op = change.op
    last = op.units[-1][0] if op.units else ""
    if op.facet == "heading" and op.units:
        return headings.remove(change)
    if not op.units and op.document is not None and op.facet in ("unit", "annex"):
        return _repeal_document(change, "ამოღებულია")
    if not op.units or op.facet not in (("unit", "annex") if last == "annex" else ("unit",)):
        raise Refused("action-not-supported", f"removing a {op.facet} is not supported yet")
    if last == "row":
        return rows.repeal(change.act, op, removal_for(change.amending))
    if last == "sentence":
        return sentences.edited(change, lambda text, a, b: (text[:a].rstrip() + text[b:]).strip())
    place = paragraphs.find(change.act, op) if last == "paragraph" else change.resolve()
    if last == "paragraph":
        paragraphs.refuse_lead(place)
    structure.repeal(place, removal_for(change.amending))
    return place


def _words(change: Change) -> Place:
    op = change.op
    place, places = word_places(change)
    if op.action == "insert-text" and (op.position or {}).get("end"):
        wording.append_words(sentences.last_words(place, places), change.new_text())
        return place
    of_norm = (op.note or "").startswith(OF_NORM)
    if of_norm and sum(len(find_words(slot.get(), quoted(op) or "")) for slot in places) > 1:
        raise Refused("ambiguous-target", "only a part of the norm is named, the words stand twice")
    edit = {
        "substitute-text": wording.replace_words,
        "repeal-text": wording.remove_words,
        "insert-text": wording.insert_words,
    }[op.action]
    changed = edit(places, op, change.notes)
    if place.unit.kind in FRAMES and op.facet in ("unit", "text"):
        change.everywhere = _numbered_around(place, changed)
        change.notes.extend(_elsewhere(change) if not op.units and op.document is None else ())
    return place


def _elsewhere(change: Change) -> list[str]:
    """Where else in the act the words stand that an order changed through its text."""
    words = quoted(change.op) or ""
    beside = [unit for unit in change.act.root.children if unit.kind in _OUTSIDE]
    held = [u for u in beside if any(find_words(slot.get(), words) for slot in wording.slots(u))]
    names = [unit.label or unit.kind.value for unit in held]
    return [f"„{words}“ {ELSEWHERE}: {', '.join(names)}; left as they stand there"] if names else []


def _numbered_around(frame: Place, changed: list[Unit]) -> list[Place]:
    """The places in a frame where words changed: the innermost numbered unit or heading of each.

    The Herald puts the petit of such a change after each article that it reached: №1801 of 2005
    put other words for „ინდივიდუალური ადმინისტრაციულ-სამართლებრივი აქტი“ through the General
    Administrative Code, and 68 of its articles bear that petit.
    """
    wanted = {id(unit) for unit in changed}
    found: dict[int, Place] = {}

    def visit(unit: Unit, chain: list[Unit], named: int) -> None:
        chain = [*chain, unit]
        named = len(chain) if unit.number is not None or unit.kind in FRAMES else named
        if id(unit) in wanted:
            own = chain[:named] if named > len(frame.chain) else chain
            found.setdefault(id(own[-1]), Place(own))
        for child in unit.children:
            visit(child, chain, named)

    visit(frame.unit, frame.chain[:-1], 0)
    return list(found.values())


def _repeal_act(change: Change) -> Place:
    """The act loses force; its text stays, with a petit that says so (LANGUAGE (g)).

    Of what it approved only that loses force.
    """
    op = change.op
    if op.units or op.facet != "unit":
        raise Refused("not-understood", "an act is repealed, and a unit of it is named")
    if op.document is not None:
        return _repeal_document(change, "ძალადაკარგულია")
    head = _act_head(change.act)
    if any(petit.style == "repeal" for petit in head.petits):
        raise Refused("target-removed", "the act has lost force already")
    petit = petit_for(change.amending)
    petit.style, petit.printed = "repeal", f"ძალადაკარგულია – {petit.printed}"
    head.petits.append(petit)
    return Place([change.act.root, head])


def _strike(change: Change) -> Place:
    """A judgment: of a unit, of a content of it, or of the whole act, which then has lost force."""
    if not change.op.units and change.op.new_text is None:
        return _repeal_act(change)
    return force.strike(change.act, change.op, change.amending)


def _repeal_document(change: Change, verb: str) -> Place:
    """What the act approved loses force: the annex that holds it leaves its placeholder."""
    place = scope(change.act, change.op.document)
    if place.unit.kind is not Kind.ANNEX:
        raise Refused("ambiguous-target", "the copy does not tell the document from its act")
    structure.repeal(place, removal_for(change.amending, verb))
    return place


def _act_head(act: Act) -> Unit:
    """Where petits of the act as a whole stand: after its title, else its preamble."""
    head = act.section(Kind.COVER) or act.section(Kind.PREAMBLE)
    if head is None:
        raise Refused("place-not-found", "the copy has no title for the petit to stand after")
    return head


_HANDLERS: dict[str, Callable[[Change], Place]] = {
    "substitute": _substitute,
    "insert": _insert,
    "repeal": _repeal,
    "substitute-text": _words,
    "repeal-text": _words,
    "insert-text": _words,
    "repeal-act": _repeal_act,
    "suspend": lambda change: force.suspend(change.act, change.op, change.amending),
    "resume": lambda change: force.resume(change.act, change.op),
    "limit": lambda change: force.limit(change.act, change.op, change.amending),
}


def word_places(change: Change) -> tuple[Place, list[wording.Slot]]:
    """Where words are looked for: one unit, its heading, the preamble, or the whole document.

    The facet ``text`` of a unit is its own running text, without its numbered parts; that of an
    article, a division or an annex all below its heading.
    """
    act, op = change.act, change.op
    if op.facet == "preamble":
        place = section(act, Kind.PREAMBLE)
        return place, wording.slots(place.unit)
    if op.units and op.units[-1][0] == "column":
        place, column = rows.column(act, op)
        cells = wording.column_slots(place.unit, column)
        return place, cells[:1] if op.facet == "heading" else cells
    if op.facet == "heading":
        return headings.words(change)
    if op.facet == "table" or (op.units and op.units[-1][0] == "table"):
        place = rows.only_table(act, op)
        return place, wording.slots(place.unit)
    if op.units and op.units[-1][0] == "sentence":
        place, text, start, end = sentences.found(change)
        return place, [wording.part_slot(text, start, end)]
    if op.units and op.units[-1][0] == "row":
        row = rows.find(act, op)
        return row.place, wording.cell_slots(row.place.unit, row.cells)
    place = _place_of_words(act, op)
    if place.unit.removal is not None:
        raise Refused("target-removed", f"{place.unit.label} is removed")
    if op.units and op.facet == "text" and place.unit.kind in _HEADED:
        below = place.unit.children
        return place, [slot for unit in below for slot in wording.slots(unit)]
    if op.units and op.facet == "text":
        own = [c for c in place.unit.children if c.kind is Kind.TEXT]
        return place, [slot for text in own for slot in wording.slots(text)]
    return place, wording.slots(place.unit)


def _place_of_words(act: Act, op: Operation) -> Place:
    """The unit whose words change.

    „ნაწილი“ of an article without numbered points is its unnumbered paragraph of that place, as
    laws of the 1990s have it (LANGUAGE (b)); the words that must stand there are the proof.
    """
    if not op.units:
        return scope(act, op.document)
    try:
        return resolve(act, op.document, op.units)
    except Refused as refused:
        kind, number = op.units[-1]
        named = op.old_text or (op.position or {}).get("after") or (op.position or {}).get("before")
        if refused.refusal.name != "target-not-found" or kind != "point" or not named:
            raise
        above = resolve(act, op.document, op.units[:-1])
        if any(unit.number is not None for unit in above.unit.children):
            raise
        place = resolve(act, op.document, (*op.units[:-1], ("paragraph", number)))
        note = f"the unit has no numbered parts; its paragraph {number} is cited as one"
        return Place(place.chain, [*place.notes, note])


def _new_preamble(change: Change) -> Place:
    if change.op.units or change.op.document is not None:
        raise Refused("ambiguous-target", "which words are the preamble of a unit is not said")
    place, new = section(change.act, Kind.PREAMBLE), change.new_text()
    place.unit.children = [Unit(Kind.TEXT, text=line) for line in new.split("\n") if line.strip()]
    return place


def _add_petit(act: Act, place: Place, petit: Petit) -> list[Unit]:
    """Once an amending act, after the unit the Herald puts it after, oldest first.

    Returns the chain to the unit that bears it.
    """
    chain = _bearer(act, place)
    holder = chain[-1]
    if all(not _same_petit(old, petit) for old in holder.petits):
        holder.petits.insert(_place_of_petit(holder.petits, petit), petit)
    return chain


def _place_of_petit(petits: Sequence[Petit], petit: Petit) -> int:
    """Before the younger acts at the end of the list: an act postponed past them, or come in late,
    stands by its date. A mark and the petit below it stay together."""
    at = len(petits)
    while at > 0:
        last, above = petits[at - 1], petits[at - 2] if at > 1 else None
        marked = above is not None and above.style != "line"
        if last.style != "line" or marked or not (last.date or "") > (petit.date or "9999"):
            break
        at -= 1
    return at


def tell_putter(applied: Applied, amending: Particulars, put_by: Particulars) -> None:
    """Name beside the act that gives an order the one that put it there when it had taken effect:
    with a petit, and in the placeholder of what is removed."""
    bearers = [applied.petit, *(petit for _, petit in applied.also)]
    for holder in (chain[-1] for chain in bearers if chain):
        petit = petit_for(put_by)
        if all(not _same_petit(old, petit) for old in holder.petits):
            holder.petits.append(petit)
    for unit in applied.units:
        removal = unit.removal
        own = removal and (removal.date, removal.number) == (amending.date, amending.number)
        if removal is not None and own:
            unit.removal = removal_put_by(removal, put_by)


def _same_petit(old: Petit, petit: Petit) -> bool:
    """Whether a petit tells of the same act; a refused change is told beside one carried out."""
    if old.style == "refusal":
        return False
    if petit.date is None and petit.number is None:
        return old.printed == petit.printed
    return (old.date, old.number) == (petit.date, petit.number)


def _bearer(act: Act, place: Place) -> list[Unit]:
    for depth in range(len(place.chain), 0, -1):
        if place.chain[depth - 1].kind in PETIT_HOLDERS:
            return place.chain[:depth]
    for depth, unit in enumerate(place.chain, 1):
        if unit.number is not None or unit.kind in _GROUPS:
            return place.chain[:depth]
    return [act.root, _act_head(act)]
