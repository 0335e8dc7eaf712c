"""The dry run: what a draft amending act would do, before it is adopted. Nothing is kept.

For each act it amends: whether the register holds it, each order with its effect, the petits, and
the faults against Law 1876 (arts. 16, 20, 22, 24) and against the register.
"""

from __future__ import annotations

from dataclasses import asdict, dataclass, field, replace
from datetime import date

from sqlalchemy import Connection

from consolidation.intake import Intake, take_in
from consolidation.ledger import Entry
from registry import preview
from registry.draft_checks import Fault, faults_of, faults_of_amending
from registry.finding import candidates, find_cited
from registry.orders import orders_on
from registry.preview import Effect
from registry.store import Store, Work
from schemas.model import Particulars
from schemas.refusals import GEORGIAN


@dataclass(frozen=True, slots=True)
class OnAct:
    """What the draft would do to one act. ``effects`` is empty where it is not held."""

    title: str
    target: Work | None
    effects: list[tuple[Entry, Effect]] = field(default_factory=list)


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
    intake = take_in(data, name, replace(known, published=day.isoformat()))
    intake.reading.unclaimed, unread = [], intake.reading.unclaimed
    entries = intake.entries(2**31)
    intake.reading.unclaimed = unread
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
            acts.append(OnAct(title, None))
            continue
        base = preview.intake_of(store, db, target).act
        held = list(orders_on(db, target.iri).values())
        effects = [(entry, preview.effect(base, held, ours, entry.operation.n)) for entry in ours]
        faults.extend(_refused(effects))
        faults.extend(_contradicted(target, cited.registration_code, title))
        acts.append(OnAct(title, target, effects))
    return DryRun(intake, acts, faults)


def _not_found(title: str, near: int) -> Fault:
    return Fault(
        "20(7)", title,
        "რეესტრში ასეთი აქტი არ არის" if not near else "მონაცემები რეესტრს არ ემთხვევა",
        "the register holds no such act" if not near else "the particulars contradict the register",
    )  # fmt: skip


def _refused(effects: list[tuple[Entry, Effect]]) -> list[Fault]:
    return [
        Fault(
            "20", entry.operation.source.quote,
            f"ვერ აისახება: {GEORGIAN.get(effect.refusal or '', '')}",
            f"cannot be carried out: {effect.refusal}: {effect.reason}",
        )
        for entry, effect in effects
        if effect.status != "applied" and entry.operation.status == "understood"
    ]  # fmt: skip


def _contradicted(target: Work, code: str | None, title: str) -> list[Fault]:
    held = target.particulars.registration_code
    digits = "".join(filter(str.isdigit, code or ""))
    if held and digits and "".join(filter(str.isdigit, held)) != digits:
        return [
            Fault("20(7)", title, f"სარეგისტრაციო კოდი რეესტრში: {held}",
                  f"the register's code is {held}")
        ]  # fmt: skip
    return []
