"""The corrective event: what was published wrongly is put right, and nobody forgets that it was.

Until publication a decision is undone; after it, the only way is an event of its own (a bundle
that corrects an approved one): proposed by one person with a public reason, approved by another,
carried out by new rows of the ledger that replace or withdraw the old ones, and told in a public
list. Nothing is overwritten: what the system answered before stays its answer for that time
(``known``).
"""

from __future__ import annotations

import json
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from typing import Any

from sqlalchemy import Connection, func, insert, select

from consolidation.ledger import Entry, entry_to_json
from consolidation.match import AmendedAct
from registry import audit, bundles, clocks, deciding, tables
from registry import office_tables as t
from registry.bundles import Bundle
from registry.changed_fields import Field, changed_fields
from registry.clock import now
from registry.deciding import Decision
from registry.office import OfficeError, kept
from registry.orders import entries_of
from registry.register import remake
from registry.store import Store
from registry.working_days import tbilisi_day


@dataclass(frozen=True, slots=True)
class Correcting:
    """What makes a bundle a corrective event: the bundle it corrects, and why."""

    corrects: int
    reason: str
    by: str
    at: str


@dataclass(frozen=True, slots=True)
class Corrected:
    """One line of the public list. ``before`` None: the order was added; ``after`` None: it was
    withdrawn."""

    n: int
    before: dict[str, Any] | None
    after: dict[str, Any] | None
    reason: str
    quote: str = ""  # the words of the order in the amending act

    @property
    def fields(self) -> list[Field]:
        """The fields that changed, each with what it said before and says now."""
        return changed_fields(self.before, self.after)


def open_event(db: Connection, bundle: Bundle, reason: str, by: str) -> int:
    """Open a corrective event on an approved bundle. Returns the number of its own bundle.

    Raises :class:`OfficeError` ``closed``, ``no-reason``, ``open-already``.
    """
    if bundle.state not in ("approved", "imported") or bundle.target is None:
        raise OfficeError("closed", "only what is published is corrected by an event")
    if not reason.strip():
        raise OfficeError("no-reason", "a corrective event says publicly why")
    query = select(t.corrective.c.bundle).join(t.bundles, t.bundles.c.id == t.corrective.c.bundle)
    query = query.where(t.bundles.c.amending == bundle.amending)
    query = query.where(t.bundles.c.target == bundle.target)
    if db.execute(query.where(t.bundles.c.state.in_(bundles.OPEN_STATES))).first():
        raise OfficeError("open-already", "a corrective event is open on this act already")
    due = clocks.load(db).due("systematize", "any", tbilisi_day(datetime.now(UTC)))
    row = {
        "amending": bundle.amending, "target": bundle.target, "state": "open",
        "cited": json.dumps(bundle.cited, ensure_ascii=False),
        "evidence": json.dumps(bundle.evidence, ensure_ascii=False),
        "due": due.day.isoformat(), "opened": now(), "version": 1,
    }  # fmt: skip
    number = kept(db, t.bundles, row)
    values = {"bundle": number, "corrects": bundle.id, "reason": reason.strip(), "by": by,
              "at": now()}  # fmt: skip
    db.execute(insert(t.corrective).values(values))
    held = _in_ledger(db, bundle.amending, bundle.target)
    for entry in entries_of(db, list(held.values())).values():
        proposal = {
            "bundle": number, "n": entry.operation.n, "entry": entry_to_json(entry),
            "origin": "published",
        }  # fmt: skip
        db.execute(insert(t.proposals).values(proposal))
    audit.note(
        db, by, "corrective-event-opened", f"bundle:{number}", corrects=bundle.id, reason=reason
    )
    return number


def targets_of(db: Connection, amending: str) -> list[str]:
    """The acts in whose text orders of an act stand, in the order of the act."""
    row, target = tables.ledger.c, tables.targets.c
    query = (
        select(target.iri, func.min(row.n).label("first"))
        .join(tables.ledger, row.id == target.ledger)
        .where(row.amending == amending, row.kind == "entry")
        .group_by(target.iri)
        .order_by("first", target.iri)
    )
    return [one.iri for one in db.execute(query)]


def open_on_imported(db: Connection, amending: str, target: str, reason: str, by: str) -> int:
    """Open a corrective event on what an imported act's orders did to another act.

    The orders came into the ledger with the import and nobody decided on them here. From now on
    they are people's: they are written down as they came in, in bundles of state ``imported``,
    and a newer reading does not replace them. Returns the number of the event's bundle. Raises
    :class:`OfficeError` ``no-such-act``, and what :func:`open_event` does.
    """
    if target not in targets_of(db, amending):
        raise OfficeError("no-such-act", "the act changes no such act here")
    if not reason.strip():
        raise OfficeError("no-reason", "a corrective event says publicly why")
    c = t.bundles.c
    query = select(c.id).where(c.amending == amending, c.state == "imported")
    if db.execute(query).first() is None:
        given = select(t.bundles.c.id).where(c.amending == amending)
        if db.execute(given).first() is not None:
            raise OfficeError("closed", "the office decides on this act: correct its bundle")
        _write_down(db, amending)
    number = db.execute(query.where(c.target == target)).scalar_one()
    return open_event(db, bundles.get(db, number), reason, by)


def _write_down(db: Connection, amending: str) -> None:
    """The orders of an imported act as they stand in the ledger, one bundle an amended act."""
    row, target = tables.ledger.c, tables.targets.c
    query = (
        select(row.n, row.entry, row.cited, row.recorded, target.iri, target.evidence)
        .outerjoin(tables.targets, target.ledger == row.id)
        .where(row.amending == amending, row.kind == "entry")
        .where(row.id.not_in(select(tables.replaced.c.ledger)))
        .order_by(row.n)
    )
    made: dict[tuple[str | None, str], int] = {}
    for one in db.execute(query).all():
        place = (one.iri, "" if one.iri else one.cited)
        if place not in made:
            values = {
                "amending": amending, "target": one.iri, "cited": one.cited, "state": "imported",
                "evidence": one.evidence or "[]", "opened": one.recorded, "closed": one.recorded,
                "due": tbilisi_day(datetime.fromisoformat(one.recorded)).isoformat(), "version": 1,
            }  # fmt: skip
            key = kept(db, t.bundles, values)
            made[place] = key
        proposal = {"bundle": made[place], "n": one.n, "entry": one.entry, "origin": "machine"}
        db.execute(insert(t.proposals).values(proposal))


def of(db: Connection, bundle: int) -> Correcting | None:
    """What a bundle corrects, None where it is no corrective event."""
    row = db.execute(select(t.corrective).where(t.corrective.c.bundle == bundle)).first()
    return None if row is None else Correcting(row.corrects, row.reason, row.by, row.at)


@dataclass(frozen=True, slots=True)
class Change:
    """What an event does to one order. ``entry`` None: it is withdrawn."""

    n: int
    entry: Entry | None
    decision: Decision


def changes(db: Connection, bundle: int) -> list[Change]:
    """What the decisions of an event change; what stays as it was published is not among it."""
    out = []
    for one in deciding.standing(db, bundle):
        decision = one.decision
        if decision is None or (decision.kind == "accept" and one.origin == "published"):
            continue
        gone = decision.kind in deciding.LEFT | deciding.RESHAPED
        out.append(Change(one.entry.operation.n, None if gone else one.entry, decision))
    return out


def carry_out(store: Store, db: Connection, bundle: Bundle, target: str, recorded: str) -> None:
    """Put the decisions of an approved event into the ledger and make the text anew."""
    cited = AmendedAct(**bundle.cited)
    old = _in_ledger(db, bundle.amending, target)
    changed: set[int] = set()
    for one in changes(db, bundle.id):
        if one.entry is None:
            if one.n in old:
                why = f"{one.decision.kind}: {one.decision.reason}"
                store.withdraw(db, old[one.n], why)
                changed.add(old[one.n])
            continue
        ledger = store.append(db, replace(one.entry, recorded=recorded), cited)
        if one.n in old:
            store.replace(db, old[one.n], ledger)
            changed.add(old[one.n])
        store.aim(db, ledger, target, bundle.evidence)
        changed.add(ledger)
    remake(store, db, target, changed)


def _in_ledger(db: Connection, amending: str, target: str) -> dict[int, int]:
    """The rows that hold an act's orders on another now: number of the order → ledger id."""
    row = tables.ledger.c
    query = (
        select(row.n, row.id)
        .join(tables.targets, tables.targets.c.ledger == row.id)
        .where(row.amending == amending, row.kind == "entry", tables.targets.c.iri == target)
        .order_by(row.id)
    )
    return {one.n: one.id for one in db.execute(query)}


def corrected(db: Connection, bundle: int) -> list[Corrected]:
    """What a corrective event changes, order by order."""
    published = {
        entry.operation.n: deciding.operation_of(entry)
        for entry, origin in bundles.proposed(db, bundle)
        if origin == "published"
    }
    return [
        Corrected(
            one.n, published.get(one.n),
            deciding.operation_of(one.entry) if one.entry else None, one.decision.reason,
            _quote(published.get(one.n)) or (one.entry.operation.source.quote if one.entry else ""),
        )
        for one in changes(db, bundle)
    ]  # fmt: skip


def _quote(operation: dict[str, Any] | None) -> str:
    return str(operation["source"]["quote"]) if operation else ""


def everything(db: Connection) -> list[tuple[Bundle, Correcting]]:
    """Every event that was carried out, newest first."""
    query = select(t.corrective).order_by(t.corrective.c.bundle.desc())
    rows = [(bundles.get(db, row.bundle), row) for row in db.execute(query).all()]
    return [
        (bundle, Correcting(row.corrects, row.reason, row.by, row.at))
        for bundle, row in rows
        if bundle.state == "approved"
    ]
