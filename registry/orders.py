"""The ledger rows that make an act's text: orders aimed at it, as decisions leave them.

A row that a newer reading replaced is aimed at nothing any more; it stays in the ledger, so that
what was known on a day can be told.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Any

import zstandard
from sqlalchemy import Connection, select

from consolidation.added_orders import Law, change_of
from consolidation.amended_orders import as_amended, start_as_amended
from consolidation.decisions import Decision, decide, decision_from_json, entry_of
from consolidation.endings import with_ends
from consolidation.intake import Intake, take_in
from consolidation.ledger import Entry, entry_from_json
from consolidation.match import AmendedAct
from registry import tables as t
from registry.texts import in_parts
from schemas.model import Particulars

_OF_ORDERS = frozenset({"commence", "defer", "refuse", "first"})


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
    rows = None if ledgers is None else sorted({abs(key) for key in ledgers} - added_in(ledgers))
    entries = {row.id: entry_from_json(row.entry) for row in _rows(db, iri, rows)}
    by = frozenset(amended_by(db, ledgers or ()))
    decided = decide(entries, decisions)
    out = with_ends(_as_amended(db, iri, decided, decisions, frozenset({iri}), by))
    if ledgers is None:
        return out
    named = set(ledgers)
    return {key: entry for key, entry in out.items() if key in named}


def added_to(
    db: Connection, iri: str, acts: Iterable[str], decisions: Mapping[int, Decision]
) -> dict[int, Entry]:
    """The orders on an act that changes of some of its amending acts put into these, with their
    ends."""
    return with_ends(_as_amended(db, iri, {}, decisions, frozenset({iri}), frozenset(acts)))


def added_in(ledgers: Iterable[int]) -> set[int]:
    """Of these keys, those of orders put into their act by a change of it; without a sign."""
    return {abs(key) for key in ledgers if change_of(key) is not None}


def amended_by(db: Connection, keys: Iterable[int]) -> dict[str, set[int]]:
    """The acts into which changes put the orders of these keys, with the keys; others are left."""
    changes = {key: change for key in keys if (change := change_of(key)) is not None}
    target, found = t.targets.c, dict[int, str]()
    for part in in_parts(sorted(set(changes.values()))):
        rows = db.execute(select(target.ledger, target.iri).where(target.ledger.in_(part)))
        found.update((row.ledger, row.iri) for row in rows)
    out: dict[str, set[int]] = {}
    for key, change in changes.items():
        if change in found:
            out.setdefault(found[change], set()).add(key)
    return out


def _as_amended(
    db: Connection,
    law: str,
    entries: Mapping[int, Entry],
    decisions: Mapping[int, Decision],
    above: frozenset[str],
    by: frozenset[str] = frozenset(),
) -> dict[int, Entry]:
    """Orders on an act as the changes of their own acts leave them, however long the chain of
    acts; with the orders that these changes put into them.

    ``above`` are the acts whose orders are being asked for: none is its own amendment. ``by`` are
    further acts whose changes count.
    """
    out = dict(entries)
    acts = {entry.amending_iri for entry in entries.values() if not entry.corrects} | by
    for iri in _amended(db, sorted(acts - above)):
        rows = {row.id: entry_from_json(row.entry) for row in _rows(db, iri, None)}
        of_act = decisions_on(db, iri)
        changes = _as_amended(db, iri, decide(rows, of_act), of_act, above | {iri})
        ours = {key: entry for key, entry in entries.items() if entry.amending_iri == iri}
        made = as_amended(ours, changes, _intake(db, iri), _law(db, law, iri))
        added = {key: entry for key, entry in made.items() if key not in ours}
        whole = {
            key: one
            for key, one in decisions.items()
            if one.kind == "undo" or (one.amending == iri and one.n == 0 and one.kind in _OF_ORDERS)
        }
        out.update(made | decide(added, whole))
    return out


def start_on(db: Connection, iri: str, since: str | None, entries: Iterable[Entry]) -> str | None:
    """The first day of an act, ``since`` by its own text, as orders on it leave it."""
    dated = [entry for entry in entries if entry.operation.valid_from is not None]
    if since is None or all((one.operation.valid_from or "") >= since for one in dated):
        return since
    return start_as_amended(_intake(db, iri), dated)


def _law(db: Connection, iri: str, amending: str) -> Law:
    """An act as one of its amending acts means it."""
    row, target, work = t.ledger.c, t.targets.c, t.works.c
    query = select(row.cited).join(t.targets, target.ledger == row.id)
    cited = db.execute(query.where(row.amending == amending, target.iri == iri).distinct())
    meant = tuple(AmendedAct(**json.loads(one)) for one in cited.scalars())
    held = db.execute(select(work.particulars).where(work.iri == iri)).scalar_one()
    place = db.execute(select(work.sequence).where(work.iri == amending)).scalar_one()
    return Law(Particulars(**json.loads(held)), meant, place)


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
    """Ledger rows as they were recorded, before any decision; corrections as entries.

    For an order put into its act by a change of it that is the change: what was carried out is
    kept with its outcome (:func:`consolidation.outcomes.outcome_of`).
    """
    row = t.ledger.c
    out: dict[int, Entry] = {}
    rows = {abs(key) if (change := change_of(key)) is None else change for key in ledgers}
    for part in in_parts(sorted(rows)):
        for one in db.execute(select(row.id, row.kind, row.entry).where(row.id.in_(part))):
            if one.kind == "entry":
                out[one.id] = entry_from_json(one.entry)
            else:
                out[one.id] = entry_of(decision_from_json(one.entry))
    added = {key: change_of(key) for key in ledgers}
    put = {abs(key): out[change] for key, change in added.items() if change is not None}
    ends = {key: replace({**out, **put}[abs(key)], ends=True) for key in ledgers if key < 0}
    return {**out, **put, **ends}


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
