"""What the orders of an act did in the acts they change: each with the unit as it is named there
on the day of effect."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import Any

from sqlalchemy import Connection, or_, select

from consolidation.added_orders import change_of, key_of
from consolidation.analysis import OF_FORCE, TYPE_OF_ACTION, Effect
from consolidation.outcomes import outcome_of
from consolidation.running import Outcome
from registry import tables as t
from registry.as_of import answers, named_on
from registry.orders import entries_of


def effects_of(db: Connection, amending: str, known: int | None = None) -> Iterator[Effect]:
    """The changes of text and force that an act's orders made elsewhere, in the order of the act;
    of the orders that another act put into it too."""
    made: list[tuple[Outcome, Any]] = []
    rows = _steps_of(db, amending, known)
    entries = entries_of(db, [one.ledger for one in rows])
    for one in rows:
        entry = entries[one.ledger]
        dated = replace(entry, operation=replace(entry.operation, valid_from=one.day))
        outcome = outcome_of(dated, one.result)
        applied = outcome.status == "applied" and one.day is not None
        action = outcome.entry.operation.action
        begins = one.ledger > 0 and (action in TYPE_OF_ACTION or action in OF_FORCE)
        if applied and (begins or action in ("suspend", "repeal-act")):
            made.append((outcome, one))
    made.sort(key=lambda pair: (pair[0].entry.operation.n, abs(pair[1].ledger), pair[1].day))
    for outcome, one in made:
        for wid in outcome.touched:
            eid = named_on(db, one.work, wid, outcome.reach.provisions, one.day, known)
            if eid is not None:
                yield Effect(outcome, one.iri, eid)


def _steps_of(db: Connection, amending: str, known: int | None) -> list[Any]:
    """What became of an act's orders."""
    s, row, target = t.steps.c, t.ledger.c, t.targets.c
    query = (
        select(s.ledger, s.work, s.day, s.result, t.works.c.iri)
        .join(t.works, t.works.c.sequence == s.work)
        .where(answers(t.steps, known))
    )
    own = select(row.id).where(row.amending == amending, row.kind == "entry")
    found = list(db.execute(query.where(or_(s.ledger.in_(own), (-s.ledger).in_(own)))))
    changes = set(db.execute(select(target.ledger).where(target.iri == amending)).scalars())
    if changes:
        first = key_of(0, 0)
        put = db.execute(query.where(or_(s.ledger >= first, s.ledger <= -first)))
        found.extend(one for one in put if change_of(one.ledger) in changes)
    return found
