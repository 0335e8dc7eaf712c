"""Registering an act: the one decision that keeps its source, its orders and their effects.

All of it is one transaction. An act registered twice (same bytes) changes nothing. Orders whose
amended act is not held wait in the ledger and find it when it comes in.
"""

from __future__ import annotations

from dataclasses import asdict, dataclass, field
from typing import Any

from sqlalchemy import Connection

from consolidation.expressions import Rendered, render
from consolidation.intake import take_in
from consolidation.match import proves
from consolidation.prepare import Prepared
from registry.store import Expression, Store, StoreError, now


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
    changed, left = _aim(store, db, work.iri)
    result.not_held = [act for act in map(asdict, reading.amends) if act in left]
    store.put_expressions(db, work.iri, [_expression(work.iri, prepared.base)])
    for iri in sorted(changed):
        _remake(store, db, iri)
    result.changed = sorted(changed - {work.iri})
    return result


def _aim(store: Store, db: Connection, iri: str) -> tuple[set[str], list[dict[str, Any]]]:
    """Give every waiting entry that this act touches the one held act its citation proves.

    Returns the IRIs of the acts that got entries, and the citations of this act still waiting.
    """
    aimed: set[str] = set()
    left: list[dict[str, Any]] = []
    for ledger_id, cited in store.waiting(db, iri, iri):
        held = store.candidates(db, ledger_id)
        found = [(work, proof) for work in held if (proof := proves(cited, work.particulars))]
        if len(found) == 1:
            work, proof = found[0]
            store.aim(db, ledger_id, work.iri, proof)
            aimed.add(work.iri)
        else:
            left.append(cited)
    return aimed, left


def _remake(store: Store, db: Connection, iri: str) -> None:
    """Replay an act anew from its source."""
    work = store.work(iri, db)
    if work is None:
        raise StoreError(f"no act {iri}")
    name, data = store.source(work.source, db)
    base = take_in(data, name, work.particulars).act
    rendered = render(base, store.entries_for(db, work.iri), work.since)
    store.put_expressions(db, work.iri, [_expression(work.iri, one) for one in rendered])


def _expression(iri: str, one: Rendered) -> Expression:
    return Expression(iri, one.valid_from, one.valid_to, one.akn, one.sha256, one.outcomes)
