"""Changes of force that leave the wording: suspension, its end, unconstitutionality, a term.

The words stay as they are; what is said of them stands beside them as a petit (suspension, a
normative content held unconstitutional) or in their place as a placeholder (a unit that lost
force wholly). LANGUAGE (d), (g): the Court's act is a petit of its own style, and the content it
struck down is told in brackets after the norm.
"""

from __future__ import annotations

from collections.abc import Iterator

from amendments.operations import Operation
from amendments.terms import end_in
from consolidation.petits import (
    SUSPENSION,
    TERM_SET,
    day_and_number,
    day_digits,
    is_mark,
    removal_for,
)
from consolidation.refused import Refused
from consolidation.resolve import KIND_OF_STEP, Place, resolve, scope
from consolidation.structure import repeal
from schemas.model import Act, Kind, Particulars, Petit, Removal, Unit

TERM_OVER = "მოქმედების ვადა დასრულებულია"
FORCE_OPEN = "whether this holds for the new text is not said"  # told to people (findings)
UNCONSTITUTIONAL = "unconstitutional"  # the note of an operation of a court


def place_of(act: Act, op: Operation) -> Place:
    """The unit an order speaks of; without one the act itself, at its title."""
    if op.units:
        return resolve(act, op.document, op.units)
    if op.document is not None:
        return scope(act, op.document)
    head = act.section(Kind.COVER) or act.section(Kind.PREAMBLE)
    if head is None:
        raise Refused("place-not-found", "the copy has no title for the note to stand after")
    return Place([act.root, head])


def suspend(act: Act, op: Operation, amending: Particulars) -> Place:
    """Mark a unit, or the act, as suspended; until a day where the order names one."""
    place = _standing(act, op)
    if _mark(place.unit, SUSPENSION) is not None:
        raise Refused("already-in-text", "it is suspended already")
    place.unit.petits.append(Petit(_printed(SUSPENSION, op, amending), style="other"))
    return place


def limit(act: Act, op: Operation, amending: Particulars) -> Place:
    """Mark a unit as in force until a day; a term set to it before gives way to the later one."""
    if not op.units:
        raise Refused("action-not-supported", "the term of a whole act is not carried out")
    place = _standing(act, op)
    before = _mark(place.unit, TERM_SET)
    mark = Petit(_printed(TERM_SET, op, amending), style="other")
    place.unit.petits = [petit for petit in place.unit.petits if petit is not before]
    place.unit.petits.append(mark)
    return place


def _standing(act: Act, op: Operation) -> Place:
    """The unit whose force an order changes; its term, where it names one, is not over yet."""
    annexed = op.document is not None or (op.units[-1:] and op.units[-1][0] == "annex")
    if op.facet != "unit" and not (op.facet == "annex" and annexed):
        raise Refused("action-not-supported", f"a {op.facet} is not suspended by itself")
    end = end_in(op.source.quote)
    if end is not None and op.valid_from is not None and end <= op.valid_from:
        raise Refused("term-ended", f"its term ended on {end}")
    place = place_of(act, op)
    if place.unit.removal is not None:
        raise Refused("target-removed", f"{place.unit.label} is removed")
    return place


def given_for(unit: Unit, until: str, amending: Particulars) -> None:
    """Mark a unit that an order adds for a term, so that the end of the term finds it."""
    unit.petits.append(Petit(_until(TERM_SET, until, amending), style="other"))


def left_open(unit: Unit) -> list[str]:
    """What is to be said where a unit is given anew that is suspended, or has a term, wholly or in
    a part: whether that holds for the new text is not said, so the new text bears no mark."""
    marks = [petit.printed for below in unit.walk() for petit in below.petits if is_mark(petit)]
    return [f"{FORCE_OPEN}: {' '.join(dict.fromkeys(marks))}"] if marks else []


def _printed(what: str, op: Operation, amending: Particulars) -> str:
    """The mark of a suspension or of a term: until when, and by which act."""
    return _until(what, end_in(op.source.quote), amending)


def _until(what: str, end: str | None, amending: Particulars) -> str:
    until = f" {day_digits(end)}-მდე" if end else ""
    return f"({what}{until} – {_named(amending)})"


def resume(act: Act, op: Operation) -> Place:
    """An order that ends a suspension: its mark goes, the wording was never away."""
    place = place_of(act, op)
    mark = _mark(place.unit, SUSPENSION)
    if mark is not None:
        place.unit.petits = [petit for petit in place.unit.petits if petit is not mark]
        return place
    if any(p.style == "term" and p.printed.startswith(f"({SUSPENSION}") for p in place.unit.petits):
        raise Refused("action-not-supported", "the act itself suspends it, by a clause that stands")
    raise Refused("target-not-found", "it is not suspended")


def lapse(act: Act, op: Operation, amending: Particulars) -> Place:
    """The day that a suspension named for its end."""
    return _marked(act, op, _printed(SUSPENSION, op, amending))


def _marked(act: Act, op: Operation, printed: str) -> Place:
    """The unit that bears a mark, whatever its number now; the mark is taken away.

    Of several that the same act marked until the same day the one whose number the order names
    comes first. Raises :class:`Refused` where none does: a later act ended it, or gave the unit
    anew and did not say that it still holds.
    """
    kind = KIND_OF_STEP.get(op.units[-1][0]) if op.units else None
    found = [chain for chain in _bearing([act.root], printed) if kind in (None, chain[-1].kind)]
    if not found:
        raise Refused("term-ended", "nothing bears it any more: ended, removed or given anew since")
    try:
        named = place_of(act, op).unit
    except Refused:
        named = None
    chain = next((one for one in found if one[-1] is named), found[0])
    unit = chain[-1]
    unit.petits = [petit for petit in unit.petits if petit.printed != printed]
    return Place(chain)


def _bearing(chain: list[Unit], printed: str) -> Iterator[list[Unit]]:
    if any(petit.printed == printed for petit in chain[-1].petits):
        yield chain
    for child in chain[-1].children:
        yield from _bearing([*chain, child], printed)


def _mark(unit: Unit, what: str) -> Petit | None:
    ordered = (petit for petit in unit.petits if petit.style == "other")
    return next((p for p in ordered if p.printed.startswith(f"({what}")), None)


def strike(act: Act, op: Operation, court: Particulars) -> Place:
    """A unit held unconstitutional: wholly (no ``new_text``), or a normative content of it.

    ``new_text`` is the content in the Court's own words; the wording of the norm stands.
    """
    place = place_of(act, op)
    if place.unit.removal is not None:
        raise Refused("target-removed", f"{place.unit.label} is removed")
    if op.new_text is None:
        repeal(place, removal_for(court, "ძალადაკარგულია"))
        return place
    words = f"(არაკონსტიტუციურად იქნეს ცნობილი {op.new_text} – {_named(court)})"
    if any(petit.printed == words for petit in place.unit.petits):
        raise Refused("already-in-text", "the Court's words stand there already")
    place.unit.petits.append(Petit(words, style="court"))
    return place


def expire(act: Act, op: Operation, amending: Particulars) -> Place:
    """The end of a limited term. A unit added for it, or given it, loses force; what was given
    anew for it leaves open what reads now, since nothing revives of itself (Law 1876 art. 25(3)).
    """
    if op.action not in ("insert", "limit") or not op.units:
        raise Refused(
            "term-ended", f"the term of „{op.action}“ is over; what reads now is not said"
        )
    day = op.valid_from
    place = _marked(act, op, _until(TERM_SET, day, amending))
    printed = f"({TERM_OVER} – {day_digits(day)})" if day else f"({TERM_OVER})"
    if place.unit.removal is None or op.action == "insert":
        repeal(place, Removal(printed, TERM_OVER, day, amending.number))
    return place


def _named(act: Particulars) -> str:
    return day_and_number(act) or act.kind or "აქტი"
