"""Whether the text of an act may still be changed: by an older act, or when it has lost force."""

from __future__ import annotations

from collections.abc import Iterable

from amendments.operations import Refusal
from consolidation.ledger import Entry
from schemas.model import Act, Kind, Petit


def carried_by(base: Act) -> list[Petit]:
    """The petits a consolidated copy came with: the changes its text already holds."""
    return [petit for unit in base.walk() for petit in unit.petits if petit.date]


def has_lost_force(act: Act, carried: Iterable[Petit]) -> bool:
    """Whether an entry of the ledger ended the force of the whole act; what its base was printed
    with is none."""
    printed = {petit.printed for petit in carried}
    head = act.section(Kind.COVER) or act.section(Kind.PREAMBLE)
    petits = head.petits if head is not None else []
    return any(petit.style == "repeal" and petit.printed not in printed for petit in petits)


def needs_no_force(entry: Entry) -> bool:
    """Whether an order is carried out on an act that has lost force: it changes no law, or ends
    a suspension."""
    return entry.corrects or entry.ends or entry.operation.action == "resume"


def out_of_time(entry: Entry, carried: Iterable[Petit]) -> Refusal | None:
    """A change may not be made on a text that is already past it."""
    act = entry.amending
    latest = ""
    for petit in carried:
        if petit.date == act.date and petit.number == act.number:
            return Refusal("already-in-text", f"petit: {petit.printed}")
        latest = max(latest, petit.date or "")
    if act.date and act.date < latest:
        return Refusal("base-is-later", f"the base text holds a change of {latest}")
    return None
