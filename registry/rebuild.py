"""Everything made anew with the newest reader, and what that changed.

The ledger is never rewritten: an order that is read otherwise now is recorded again and replaces
the row before; one that is not there any more is withdrawn. What the store answered before stays
known under its moment. An act that the office published is read again too, but its orders are
people's: what a newer reading would propose is told, and the ledger stays as they decided.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass, field, replace

from sqlalchemy import Connection, select, update

from consolidation.ledger import Entry, entry_from_json
from consolidation.prepare import UNREADABLE, Prepared, prepare
from registry import append_only as _append_only  # noqa: F401  triggers come with the tables
from registry import office_tables as o
from registry import tables as t
from registry.as_of import version_rows
from registry.clock import now
from registry.consolidating import build
from registry.expression import Work
from registry.orders import orders_on
from registry.records import refresh
from registry.register import aim
from registry.ruled import published_here
from registry.store import Store


@dataclass(slots=True)
class Rebuilt:
    """What rebuilding changed of one act: numbers of its orders, first days of its versions."""

    iri: str
    read_otherwise: list[int] = field(default_factory=list)
    new: list[int] = field(default_factory=list)
    withdrawn: list[int] = field(default_factory=list)
    versions: list[str] = field(default_factory=list)
    would_propose: list[int] = field(default_factory=list)  # of an act whose orders people decide
    problem: str = ""

    @property
    def changed(self) -> bool:
        return bool(
            self.read_otherwise or self.new or self.withdrawn or self.versions or self.problem
        )


def rebuild(store: Store) -> Iterator[Rebuilt]:
    """Read every source again, then make every text again. One report an act.

    An act that would be named otherwise, since links hang on its name, or that cannot be read any
    more is left as it is and told (``problem``).
    """
    reports: dict[str, Rebuilt] = {}
    for work in store.works():
        reports[work.iri] = _reread(store, work)
    for work in store.works():
        report = reports[work.iri]
        if not report.problem:
            report.versions = _remade(store, work)
        yield report


def _prepared(store: Store, work: Work) -> Prepared:
    name, data = store.source(work.source)
    return prepare(data, name, work.particulars)


def _reread(store: Store, work: Work) -> Rebuilt:
    report = Rebuilt(work.iri)
    try:
        prepared = _prepared(store, work)
    except UNREADABLE as error:
        report.problem = str(error)
        return report
    if prepared.iri != work.iri:
        report.problem = f"it would be named {prepared.iri} now"
        return report
    with store.transaction() as db:
        if (proposed := _proposed(db, work.iri)) is not None:
            report.would_propose = _otherwise(proposed, prepared, work.sequence)
            return report
        _replace(store, db, work, prepared, report)
        if report.changed:
            keep_reading(db, work, prepared)
            aim(store, db, work.iri)
    return report


def read_otherwise(
    store: Store, db: Connection, work: Work, prepared: Prepared
) -> dict[str, set[int]]:
    """Replace the orders of an act that are read otherwise now. Nothing, where people decide them.

    Returns the acts that the replaced orders changed, with the ledger ids that had effect there;
    the new rows are still to be aimed (:func:`registry.register.aim`).
    """
    if _proposed(db, work.iri) is not None:
        return {}
    before = store.entries_by(work.iri, db)
    target = t.targets.c
    aimed = db.execute(select(target.ledger, target.iri).where(target.ledger.in_(list(before))))
    held = [(row.ledger, row.iri) for row in aimed]
    _replace(store, db, work, prepared, Rebuilt(work.iri))
    left = store.entries_by(work.iri, db).keys()
    out: dict[str, set[int]] = {}
    for ledger, iri in held:
        if ledger not in left:
            out.setdefault(iri, set()).add(ledger)
    return out


def _replace(store: Store, db: Connection, work: Work, prepared: Prepared, report: Rebuilt) -> None:
    """The orders that differ, recorded again in place of those before; told in the report."""
    cited = {act.ref: act for act in prepared.reading.amends}
    held = store.entries_by(work.iri, db)
    before = {entry.operation.n: (ledger, entry) for ledger, entry in held.items()}
    made = {e.operation.n: e for e in prepared.entries(work.sequence, now())}
    for n in sorted(before.keys() | made.keys()):
        if n not in made:
            store.withdraw(db, before[n][0], "a newer reading finds no such order")
            report.withdrawn.append(n)
            continue
        if n in before and _as_read(before[n][1]) == _as_read(made[n]):
            continue
        ledger = store.append(db, made[n], cited[made[n].operation.act])
        if n in before:
            store.replace(db, before[n][0], ledger)
            report.read_otherwise.append(n)
        else:
            report.new.append(n)


def _proposed(db: Connection, iri: str) -> dict[int, Entry] | None:
    """What the machine proposed of an act the office published; None for any other act."""
    if not published_here(db, iri):
        return None
    query = select(o.proposals).join(o.bundles, o.bundles.c.id == o.proposals.c.bundle)
    rows = db.execute(query.where(o.bundles.c.amending == iri, o.proposals.c.origin == "machine"))
    return {row.n: entry_from_json(row.entry) for row in rows}


def _otherwise(proposed: dict[int, Entry], prepared: Prepared, sequence: int) -> list[int]:
    """Numbers of the orders that were proposed otherwise, or not at all, or are no longer."""
    read = replace(prepared, reading=replace(prepared.reading, unclaimed=[]))  # as bundles are
    made = {e.operation.n: e for e in read.entries(sequence, now())}
    return sorted(
        n
        for n in proposed.keys() | made.keys()
        if n not in proposed or n not in made or _as_read(proposed[n]) != _as_read(made[n])
    )


def _as_read(entry: Entry) -> Entry:
    return replace(entry, recorded="")


def keep_reading(db: Connection, work: Work, prepared: Prepared) -> None:
    """The reading of an act as it is now, and the day from which it has force."""
    reading = json.dumps(prepared.reading.to_json(), ensure_ascii=False)
    row = update(t.works).where(t.works.c.iri == work.iri)
    db.execute(row.values(reading=reading, since=prepared.since))


def _remade(store: Store, work: Work) -> list[str]:
    """First days of the versions that are new, gone or read otherwise."""
    base = _prepared(store, work)
    with store.transaction() as db:
        before = {row.valid_from or "": row.root for row in version_rows(db, work.sequence)}
        build(db, work.sequence, base.base, base.since, orders_on(db, work.iri))
        refresh(db, work.iri)
        after = {row.valid_from or "": row.root for row in version_rows(db, work.sequence)}
    return sorted(day for day in before.keys() | after.keys() if before.get(day) != after.get(day))
