"""What the orders of an act did in the acts they change: each with the unit as it is named there
on the day of effect."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import replace

from sqlalchemy import Connection, select

from consolidation.analysis import TYPE_OF_ACTION, Effect
from consolidation.outcomes import outcome_of
from registry import tables as t
from registry.as_of import answers, named_on
from registry.orders import entries_of


def effects_of(db: Connection, amending: str, known: int | None = None) -> Iterator[Effect]:
    """The changes of text that an act's orders made elsewhere, in the order of the act."""
    s, row = t.steps.c, t.ledger.c
    query = (
        select(s.ledger, s.work, s.day, s.result, t.works.c.iri, row.n)
        .join(t.ledger, row.id == s.ledger)
        .join(t.works, t.works.c.sequence == s.work)
        .where(row.amending == amending, row.kind == "entry", answers(t.steps, known))
        .order_by(row.n, row.id)
    )
    found = [one for one in db.execute(query) if json.loads(one.result)["status"] == "applied"]
    entries = entries_of(db, [one.ledger for one in found])
    for one in found:
        entry = entries[one.ledger]
        if one.day is None or entry.operation.action not in TYPE_OF_ACTION:
            continue
        dated = replace(entry, operation=replace(entry.operation, valid_from=one.day))
        outcome = outcome_of(dated, one.result)
        for wid in outcome.touched:
            eid = named_on(db, one.work, wid, outcome.reach.provisions, one.day, known)
            if eid is not None:
                yield Effect(outcome, one.iri, eid)
