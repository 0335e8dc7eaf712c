"""Registering an act: the one decision that keeps its source, its orders and their effects.

All of it is one transaction. An act registered twice (same bytes) changes nothing. Orders whose
amended act is not held wait in the ledger and find it when it comes in.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import asdict, dataclass, field
from typing import Any

from sqlalchemy import Connection
from sqlalchemy.exc import NoResultFound

from consolidation.decisions import Decision
from consolidation.intake import take_in
from consolidation.match import proves
from consolidation.prepare import Prepared
from registry.clock import now
from registry.consolidating import build, carry_on
from registry.expression import outcomes_of
from registry.numbering import keep_printed
from registry.orders import acts_decided, decisions_on, orders_by, orders_on
from registry.records import keep_imported, refresh
from registry.store import Store, StoreError
from schemas.model import Particulars


@dataclass(slots=True)
class Registered:
    """What registering did. ``new`` is False where the same source was held already."""

    iri: str
    new: bool
    operations: int = 0
    refused_when_read: int = 0
    unclaimed: int = 0
    changed: list[str] = field(default_factory=list)  # IRIs whose versions were made anew
    not_held: list[dict[str, Any]] = field(default_factory=list)  # amended acts as cited


def register(store: Store, prepared: Prepared, data: bytes, name: str) -> Registered:
    """Keep one act. Raises :class:`StoreError` when its IRI stands for another source."""
    with store.transaction() as db:
        return register_in(store, db, prepared, data, name)


def register_in(
    store: Store, db: Connection, prepared: Prepared, data: bytes, name: str
) -> Registered:
    """The same inside a transaction at hand; what it did is kept when that is committed.

    A refused act has written nothing.
    """
    held = store.work(prepared.iri, db)
    if held is not None:
        if held.source == prepared.sha256:
            return Registered(prepared.iri, new=False)
        raise StoreError(
            f"{prepared.iri} is registered from another source ({held.source[:12]}…): "
            "a published act is never replaced"
        )
    reading = prepared.reading
    digest = store.put_source(db, data, name, prepared.format)
    work = store.put_work(
        db, prepared.iri, digest, prepared.particulars, reading.to_json(), prepared.since
    )
    result = Registered(
        prepared.iri,
        new=True,
        operations=len(reading.operations),
        refused_when_read=sum(op.status == "refused" for op in reading.operations),
        unclaimed=len(reading.unclaimed),
    )
    cited = {act.ref: act for act in reading.amends}
    for entry in prepared.entries(work.sequence, now()):
        store.append(db, entry, cited[entry.operation.act])
    aimed, left = aim(store, db, work.iri)
    result.not_held = [act for act in map(asdict, reading.amends) if act in left]
    build(db, work.sequence, prepared.base, work.since, orders_on(db, work.iri))
    keep_printed(db, prepared.particulars.registration_code, work.iri)
    keep_imported(db, work.iri)
    changed: set[str] = set()
    for iri in sorted(aimed.keys() - {work.iri}):
        changed |= remake(store, db, iri, aimed[iri])
    result.changed = sorted(changed)
    return result


def aim(
    store: Store, db: Connection, iri: str
) -> tuple[dict[str, list[int]], list[dict[str, Any]]]:
    """Give every waiting entry that this act touches the one held act its citation proves.

    Returns the acts that got entries, with their ledger ids, and the citations of this act
    still waiting.
    """
    aimed: dict[str, list[int]] = {}
    left: list[dict[str, Any]] = []
    for ledger_id, cited in store.waiting(db, iri, iri):
        held = store.candidates(db, ledger_id)
        found = [(work, proof) for work in held if (proof := proves(cited, work.particulars))]
        if len(found) == 1:
            work, proof = found[0]
            store.aim(db, ledger_id, work.iri, proof)
            aimed.setdefault(work.iri, []).append(ledger_id)
        else:
            left.append(cited)
    return aimed, left


def remake(
    store: Store,
    db: Connection,
    iri: str,
    changed: Iterable[int],
    above: frozenset[str] = frozenset(),
) -> set[str]:
    """Take changed ledger rows into the versions of an act, and what that means for its own orders
    into those of the acts that it changes. ``above`` are the acts under way. Returns the acts whose
    versions were made anew."""
    _carry(store, db, iri, changed)
    above |= {iri}
    made = {iri}
    for other, rows in orders_by(db, iri).items():
        if other not in above and store.work(other, db) is not None:
            made |= remake(store, db, other, rows, above)
    return made


def _carry(store: Store, db: Connection, iri: str, changed: Iterable[int]) -> None:
    """Ledger rows into the versions of an act; from its source where they reach back to the base
    text."""
    work = store.work(iri, db)
    if work is None:
        raise StoreError(f"no act {iri}")
    if not carry_on(db, work, changed):
        name, data = store.source(work.source, db)
        base = take_in(data, name, work.particulars).act
        build(db, work.sequence, base, work.since, orders_on(db, iri))
    refresh(db, iri)


def record(store: Store, decision: Decision) -> list[str]:
    """Keep a person's decision and carry it into the texts it matters to, as one transaction.

    Returns the IRIs of the acts it matters to. Raises :class:`StoreError` where it names nothing
    that is held.
    """
    with store.transaction() as db:
        return record_in(store, db, decision)[1]


def record_in(store: Store, db: Connection, decision: Decision) -> tuple[int, list[str]]:
    """The same inside a transaction at hand. Returns the decision's ledger id too.

    A correction or a judgment that would be refused, or was entered before, raises
    :class:`StoreError` with the name of the refusal; the transaction is then to be given up.
    """
    if store.work(decision.amending, db) is None:
        raise StoreError(f"no act {decision.amending}")
    if decision.kind == "strike":
        _refuse_early(decision)
    ledger = store.append_decision(db, decision)
    try:
        touched = acts_decided(db, decision)
    except NoResultFound:
        raise StoreError(f"no decision {decision.undoes}") from None
    if not touched:
        raise StoreError(f"{decision.amending} has no order {decision.n} on an act held")
    if decision.kind == "strike":
        _refuse_twice(db, decision, ledger)
    for iri, rows in touched.items():
        remake(store, db, iri, [*rows, ledger, *([decision.undoes] if decision.undoes else [])])
    if decision.kind in ("correct", "strike"):
        _refuse_undone(db, decision, ledger)
    return ledger, sorted(touched)


def _refuse_early(decision: Decision) -> None:
    """A judgment takes nothing from the law before it is there: the unit loses force from its
    publication, or from a later day that it names (Law 1876 art. 25)."""
    court, day = decision.court, decision.day or ""
    there = max(filter(None, (court.date, court.published)), default="") if court else ""
    if day < there:
        raise StoreError(
            f"before-judgment: {decision.unit}: from {day}, and the judgment is of {there}; "
            "nothing is changed"
        )


def _refuse_twice(db: Connection, decision: Decision, ledger: int) -> None:
    """A judgment strikes one unit, or one content of it, once, on whatever day it is entered."""
    held = decisions_on(db, decision.amending)
    undone = {one.undoes for one in held.values() if one.kind == "undo"}
    for key, one in held.items():
        if key in undone | {ledger} or one.kind != "strike":
            continue
        if one.court and decision.court and _struck(one) == _struck(decision):
            raise StoreError(
                f"already-in-text: №{one.court.number} on {one.unit} is decision {key}, "
                f"from {one.day}; nothing is changed"
            )


def _struck(decision: Decision) -> tuple[str | None, ...]:
    court = decision.court or Particulars()
    return (court.date, court.number, decision.unit, " ".join(decision.new.split()))


def _refuse_undone(db: Connection, decision: Decision, ledger: int) -> None:
    """What a person orders of a text is carried out, or is not kept at all."""
    for outcome in outcomes_of(db, [ledger]):
        if outcome.refusal is not None:
            name, reason = outcome.refusal.name, outcome.refusal.reason
            raise StoreError(f"{name}: {decision.unit}: {reason}; nothing is changed")
