"""Changes of force that leave the wording: suspension, its end, unconstitutionality, a term over.

The words stay as they are; what is said of them stands beside them as a petit (suspension, a
normative content held unconstitutional) or in their place as a placeholder (a unit that lost
force wholly). LANGUAGE (d), (g): the Court's act is a petit of its own style, and the content it
struck down is told in brackets after the norm.
"""

from __future__ import annotations

from amendments.operations import Operation
from amendments.terms import end_in
from consolidation.petits import day_digits, removal_for
from consolidation.refused import Refused
from consolidation.resolve import Place, resolve, scope
from consolidation.structure import repeal
from schemas.model import Act, Kind, Particulars, Petit, Removal, Unit

SUSPENSION = "მოქმედება შეჩერებულია"
TERM_OVER = "მოქმედების ვადა დასრულებულია"
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
    annexed = op.document is not None or (op.units[-1:] and op.units[-1][0] == "annex")
    if op.facet != "unit" and not (op.facet == "annex" and annexed):
        raise Refused("action-not-supported", f"a {op.facet} is not suspended by itself")
    place = place_of(act, op)
    if place.unit.removal is not None:
        raise Refused("target-removed", f"{place.unit.label} is removed")
    if _suspended(place.unit) is not None:
        raise Refused("already-in-text", "it is suspended already")
    end = end_in(op.source.quote)
    until = f" {day_digits(end)}-მდე" if end else ""
    mark = Petit(f"({SUSPENSION}{until} – {_named(amending)})", style="other")
    place.unit.petits.append(mark)
    return place


def resume(act: Act, op: Operation) -> Place:
    """The end of a suspension: its mark goes, the wording was never away."""
    place = place_of(act, op)
    mark = _suspended(place.unit)
    if mark is None:
        raise Refused("target-not-found", "it is not suspended")
    place.unit.petits = [petit for petit in place.unit.petits if petit is not mark]
    return place


def _suspended(unit: Unit) -> Petit | None:
    ordered = (petit for petit in unit.petits if petit.style == "other")
    return next((p for p in ordered if p.printed.startswith(f"({SUSPENSION}")), None)


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
    """The end of a limited term. A unit added for it loses force; what was given anew for it
    leaves open what reads now, since nothing revives of itself (Law 1876 art. 25(3))."""
    if op.action != "insert" or not op.units:
        raise Refused(
            "term-ended", f"the term of „{op.action}“ is over; what reads now is not said"
        )
    place = resolve(act, op.document, op.units)
    day = op.valid_from
    printed = f"({TERM_OVER} – {day_digits(day)})" if day else f"({TERM_OVER})"
    repeal(place, Removal(printed, TERM_OVER, day, amending.number))
    return place


def _named(act: Particulars) -> str:
    parts = [day_digits(act.date) if act.date else "", f"№{act.number}" if act.number else ""]
    return ", ".join(part for part in parts if part) or (act.kind or "აქტი")
