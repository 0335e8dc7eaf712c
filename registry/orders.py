"""The ledger rows that make an act's text: orders aimed at it, as decisions leave them.

A row that a newer reading replaced is aimed at nothing any more; it stays in the ledger, so that
what was known on a day can be told.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Any

import zstandard
from sqlalchemy import Connection, select

from consolidation.amended_orders import as_amended
from consolidation.decisions import Decision, decide, decision_from_json, entry_of
from consolidation.endings import with_ends
from consolidation.intake import Intake, take_in
from consolidation.ledger import Entry, entry_from_json
from registry import tables as t
from registry.texts import in_parts
from schemas.model import Particulars


def orders_on(
    db: Connection,
    iri: str,
    ledgers: Sequence[int] | None = None,
    decisions: Mapping[int, Decision] | None = None,
) -> dict[int, Entry]:
    """The orders that change an act, by ledger id: all of them, or those named.

    Corrections of the act are among them, under the id of their decision.
    """
    if decisions is None:
        decisions = decisions_on(db, iri)
    rows = None if ledgers is None else sorted({abs(ledger) for ledger in ledgers})
    entries = {row.id: entry_from_json(row.entry) for row in _rows(db, iri, rows)}
    out = with_ends(_as_amended(db, decide(entries, decisions), frozenset({iri})))
    if ledgers is None:
        return out
    named = set(ledgers)
    return {key: entry for key, entry in out.items() if key in named}


def _as_amended(
    db: Connection, entries: Mapping[int, Entry], above: frozenset[str]
) -> dict[int, Entry]:
    """Orders as the changes of their own acts leave them, however long the chain of acts.

    ``above`` are the acts whose orders are being asked for: none is its own amendment.
    """
    out = dict(entries)
    acts = {entry.amending_iri for entry in entries.values() if not entry.corrects} - above
    for iri in _amended(db, sorted(acts)):
        rows = {row.id: entry_from_json(row.entry) for row in _rows(db, iri, None)}
        changes = _as_amended(db, decide(rows, decisions_on(db, iri)), above | {iri})
        ours = {key: entry for key, entry in entries.items() if entry.amending_iri == iri}
        out.update(as_amended(ours, changes.values(), _intake(db, iri)))
    return out


def _amended(db: Connection, acts: list[str]) -> list[str]:
    """Of these acts, those that some order changes."""
    target = t.targets.c
    found: list[str] = []
    for part in in_parts(acts):
        found.extend(
            db.execute(select(target.iri).where(target.iri.in_(part)).distinct()).scalars()
        )
    return sorted(found)


def _intake(db: Connection, iri: str) -> Intake:
    work, source = t.works.c, t.sources.c
    query = select(source.name, source.bytes, work.particulars).join(
        t.sources, source.sha256 == work.source
    )
    row = db.execute(query.where(work.iri == iri)).one()
    known = Particulars(**json.loads(row.particulars))
    return take_in(zstandard.decompress(row.bytes), row.name, known)


def orders_by(db: Connection, iri: str) -> dict[str, list[int]]:
    """The acts that an act's own orders change, with the ledger ids of these orders."""
    query = (
        select(t.targets.c.iri, t.ledger.c.id)
        .join(t.ledger, t.ledger.c.id == t.targets.c.ledger)
        .where(t.ledger.c.amending == iri)
    )
    out: dict[str, list[int]] = {}
    for target, ledger in db.execute(query):
        out.setdefault(target, []).append(ledger)
    return out


def _rows(db: Connection, iri: str, ledgers: Sequence[int] | None) -> Iterator[Any]:
    row, target = t.ledger.c, t.targets.c
    query = (
        select(row.id, row.entry)
        .join(t.targets, target.ledger == row.id)
        .where(target.iri == iri)
        .order_by(row.id)
    )
    if ledgers is None:
        yield from db.execute(query)
        return
    for part in in_parts(list(ledgers)):
        yield from db.execute(query.where(row.id.in_(part)))


def entries_of(db: Connection, ledgers: Sequence[int]) -> dict[int, Entry]:
    """Ledger rows as they were recorded, before any decision; corrections as entries."""
    row = t.ledger.c
    out: dict[int, Entry] = {}
    for part in in_parts(sorted({abs(ledger) for ledger in ledgers})):
        for one in db.execute(select(row.id, row.kind, row.entry).where(row.id.in_(part))):
            if one.kind == "entry":
                out[one.id] = entry_from_json(one.entry)
            else:
                out[one.id] = entry_of(decision_from_json(one.entry))
    ends = {key: replace(out[-key], ends=True) for key in ledgers if key < 0}
    return {**out, **ends}


def decisions_on(db: Connection, iri: str) -> dict[int, Decision]:
    """Every decision that may matter to an act's text, by ledger id: on the act itself, and on
    acts that change it."""
    row = t.ledger.c
    query = select(row.id, row.amending, row.entry).where(row.kind == "decision")
    found = db.execute(query.order_by(row.id)).all()
    if not found:
        return {}
    changing = (
        select(row.amending)
        .join(t.targets, t.targets.c.ledger == row.id)
        .where(t.targets.c.iri == iri)
        .distinct()
    )
    acts = {iri, *db.execute(changing).scalars()}
    return {one.id: decision_from_json(one.entry) for one in found if one.amending in acts}


def acts_decided(db: Connection, decision: Decision) -> dict[str, list[int]]:
    """The acts whose text a decision matters to, with the ledger rows it is about."""
    if decision.kind == "undo":
        undone = db.execute(select(t.ledger.c.entry).where(t.ledger.c.id == decision.undoes))
        decision = decision_from_json(undone.scalar_one())
    if decision.kind in ("correct", "strike"):
        return {decision.amending: []}
    row, target = t.ledger.c, t.targets.c
    query = (
        select(row.id, target.iri)
        .join(t.targets, target.ledger == row.id)
        .where(row.amending == decision.amending)
    )
    if decision.n:
        query = query.where(row.n == decision.n)
    out: dict[str, list[int]] = {}
    for ledger, iri in db.execute(query):
        out.setdefault(iri, []).append(ledger)
    return out
