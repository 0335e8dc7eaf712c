"""The dry run: what a draft amending act would do, before it is adopted. Nothing is kept.

For each act it amends: whether the register holds it, each order with its effect, the whole law
it would make with its petits, and the faults against Law 1876 (arts. 16, 20, 22, 24) and against
the register.
"""

from __future__ import annotations

from dataclasses import asdict, dataclass, field, replace
from datetime import date

from sqlalchemy import Connection

from consolidation.diff import Change, word_diff
from consolidation.intake import Intake, entries_of, take_in
from consolidation.ledger import Entry
from consolidation.petits import petit_for
from consolidation.replay import Outcome
from registry import preview
from registry.draft_checks import Fault, faults_of, faults_of_amending
from registry.finding import candidates, find_cited
from registry.free_numbers import faults_of_numbers
from registry.orders import orders_on
from registry.register_checks import faults_against, faults_of_law, held_orders
from registry.store import Store, Work
from registry.whole_law import Stage, stages
from schemas.model import Act, Particulars, Unit, text_of
from schemas.refusals import GEORGIAN

# Rules of Law 1876 that ask what a text means: a person judges them, no fault is told of them.
FOR_PEOPLE = ("16(1)", "16(3)", "16(4)", "16(9)", "16(12)", "20(1)–(3)", "20(6)", "20(9)")


@dataclass(frozen=True, slots=True)
class Order:
    """One order of the draft. ``outcome`` is None where the act it changes is not held.

    ``stop`` is the number of the change in the whole law of its stage; 0: none is seen there.
    """

    entry: Entry
    outcome: Outcome | None = None
    stage: int = 0
    stop: int = 0
    place: str = ""
    changes: list[Change] = field(default_factory=list)
    petit: str = ""

    @property
    def status(self) -> str:
        return self.outcome.status if self.outcome else "unaimed"


@dataclass(frozen=True, slots=True)
class OnAct:
    """What the draft would do to one act. ``later``: first day of a change that the register
    holds already and that comes after the draft's."""

    title: str
    target: Work | None
    orders: list[Order]
    stages: list[Stage] = field(default_factory=list)
    later: str | None = None


@dataclass(frozen=True, slots=True)
class DryRun:
    """The whole answer."""

    intake: Intake
    acts: list[OnAct]
    faults: list[Fault]


def run(
    store: Store, db: Connection, data: bytes, name: str, day: date, known: Particulars
) -> DryRun:
    """Try a draft out as if it were published on ``day``.

    Raises :class:`acts.source.BadSource` for a text that cannot be read.
    """
    return tried(store, db, take_in(data, name, replace(known, published=day.isoformat())))


def tried(store: Store, db: Connection, intake: Intake) -> DryRun:
    """Try out a draft that is read already, with the day of its publication."""
    read = replace(intake.reading, unclaimed=[])  # what is not read has a fault of its own
    entries = entries_of(read, intake.act, intake.iri, intake.source.sha256, 2**31)
    acts, faults = [], [*faults_of(intake.act), *faults_of_amending(intake)]
    for cited in intake.reading.amends:
        ours = [entry for entry in entries if entry.operation.act == cited.ref]
        if not ours:
            continue
        found, _ = find_cited(store, db, asdict(cited))
        target = store.work(found, db) if found else None
        title = cited.title or cited.number or "?"
        if target is None:
            near = len(candidates(store, db, asdict(cited)))
            faults.append(_not_found(title, near))
            acts.append(OnAct(title, None, [Order(entry) for entry in ours]))
            continue
        base = preview.intake_of(store, db, target).act
        held = list(orders_on(db, target.iri).values())
        made = stages(base, held, ours)
        faults.extend(_refused(made))
        # of an act that is held the register says the kind, whatever the draft cites
        faults = [fault for fault in faults if (fault.rule, fault.place) != ("20(4)", title)]
        faults.extend(faults_against(intake.act.particulars, cited, target))
        faults.extend(faults_of_numbers(made))
        faults.extend(faults_of_law(made, ours))
        faults.extend(held_orders(held, made))
        acts.append(OnAct(title, target, _orders(made), made, _later(held, made)))
    return DryRun(intake, acts, faults)


def _orders(made: list[Stage]) -> list[Order]:
    """The orders with what became of them, in the order of the draft."""
    out: list[Order] = []
    for place, stage in enumerate(made):
        for one in stage.outcomes:
            before, after = _units(stage.old, one), _units(stage.new, one)
            refused = one.status == "refused"
            petits = preview.refusal_petits(stage.new, one.entry) if refused else []
            petit = (
                petits[0] if petits else "" if refused else petit_for(one.entry.amending).printed
            )
            out.append(Order(
                one.entry, one, place, stage.at.get(one.entry.operation.n, 0),
                preview.place_of(stage.new, one.touched),
                word_diff(_lines(before), _lines(after)), petit,
            ))  # fmt: skip
    return sorted(out, key=lambda order: order.entry.operation.n)


def _units(act: Act, outcome: Outcome) -> list[Unit]:
    wanted = set(outcome.touched)
    return [unit for unit in act.walk() if unit.wid in wanted] if wanted else []


def _lines(units: list[Unit]) -> str:
    return "\n".join(text_of(unit) for unit in units)


def _later(held: list[Entry], made: list[Stage]) -> str | None:
    """The first day of a change held already that comes after the last stage."""
    last = max((stage.day or "" for stage in made), default="")
    days = (entry.operation.valid_from for entry in held)
    return min((day for day in days if day is not None and last and day > last), default=None)


def _not_found(title: str, near: int) -> Fault:
    return Fault(
        "20(7)", title,
        "რეესტრში ასეთი აქტი არ არის" if not near else "მონაცემები რეესტრს არ ემთხვევა",
        "the register holds no such act" if not near else "the particulars contradict the register",
    )  # fmt: skip


def _refused(made: list[Stage]) -> list[Fault]:
    """Orders that are read and cannot be carried out; what is not read has a fault already."""
    return [
        Fault(
            "20", one.entry.operation.source.quote,
            f"ვერ აისახება: {GEORGIAN.get(one.refusal.name, '') if one.refusal else ''}",
            "cannot be carried out: "
            + (f"{one.refusal.name}: {one.refusal.reason}" if one.refusal else one.status),
        )
        for stage in made
        for one in stage.outcomes
        if one.status != "applied" and one.entry.operation.status == "understood"
        and not (one.refusal and one.refusal.name == "kind-may-not-amend")  # told as 20(4)
    ]  # fmt: skip
