"""What the ledger should hold of an act whose orders people decided on.

An act published through the office brings no order into the ledger by itself: each comes with
the approval of its bundle, as it was decided. This is what verification compares with.
"""

from __future__ import annotations

from sqlalchemy import Connection, select

from consolidation.ledger import Entry
from registry import bundles, corrective, deciding
from registry import office_tables as t


def published_here(db: Connection, iri: str) -> bool:
    """Whether the office published an act, so that people decide on its orders."""
    c = t.codes_given.c
    given = select(c.digits).where(c.holder == iri, c.how == "given")
    held = select(t.bundles.c.id).where(t.bundles.c.amending == iri)
    return db.execute(given).first() is not None or db.execute(held).first() is not None


def approved_entries(db: Connection, amending: str) -> dict[int, Entry] | None:
    """The orders of an act as approved, and as corrective events left them, by their number.

    None for an act that was imported and that nobody corrected since.
    """
    if not published_here(db, amending):
        return None
    c = t.bundles.c
    query = select(c.id, c.state).where(c.amending == amending)
    query = query.where(c.state.in_(("approved", "imported")))
    out: dict[int, Entry] = {}
    for bundle, state in db.execute(query.order_by(c.closed, c.id)).all():
        if state == "imported":
            out |= {entry.operation.n: entry for entry, _ in bundles.proposed(db, bundle)}
            continue
        if corrective.of(db, bundle) is None:
            rows = [row for row in deciding.decided(db, bundle) if row[1] is not None]
            out |= {entry.operation.n: entry for entry in deciding.carried(rows)}
            continue
        for change in corrective.changes(db, bundle):
            if change.entry is None:
                out.pop(change.n, None)
            else:
                out[change.n] = change.entry
    return out
