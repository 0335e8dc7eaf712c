"""Whether the text of an act may still be changed: by an older act, or when it has lost force."""

from __future__ import annotations

from collections.abc import Iterable

from amendments.operations import BILL, Refusal
from consolidation.ledger import Entry
from consolidation.petits import number_in_petit
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
    """A change may not be made on a text that is already past it.

    >>> from amendments.operations import Operation, Span
    >>> from schemas.model import Particulars
    >>> act = Particulars(kind="კანონი", date="2015-06-05", number="3400-IIს")
    >>> op = Operation(1, 1, "repeal", (("article", "5"),), Span(0, 1))
    >>> held = Petit("… №3400 – ვებგვერდი, 10.06.2015წ.", date="2015-06-05", number="3400")
    >>> out_of_time(Entry(1, act, "/akn/ge/act/kanoni/x/2015-06-05/3400", "", op), [held]).name
    'already-in-text'
    """
    act = entry.amending
    if BILL in (entry.operation.note or ""):
        return Refusal("not-adopted", BILL)
    latest = ""
    for petit in carried:
        same = petit.number in (act.number, number_in_petit(act))
        if petit.date == act.date and same:
            return Refusal("already-in-text", f"petit: {petit.printed}")
        latest = max(latest, petit.date or "")
    if act.date and act.date < latest:
        return Refusal("base-is-later", f"the base text holds a change of {latest}")
    return None
