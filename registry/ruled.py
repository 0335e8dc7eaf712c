"""What the ledger should hold of an act whose orders people decided on.

An act published through the office brings no order into the ledger by itself: each comes with
the approval of its bundle, as it was decided. This is what verification compares with.
"""

from __future__ import annotations

from sqlalchemy import Connection, select

from consolidation.ledger import Entry
from registry import deciding
from registry import office_tables as t


def approved_entries(db: Connection, amending: str) -> dict[int, Entry] | None:
    """The orders of an act as approved, by their number; None for an act that was imported."""
    query = select(t.bundles.c.id, t.bundles.c.state).where(t.bundles.c.amending == amending)
    bundles = db.execute(query).all()
    if not bundles:
        return None
    return {
        entry.operation.n: entry
        for bundle in bundles
        if bundle.state == "approved"
        for entry, decision in deciding.decided(db, bundle.id)
        if decision is not None and decision.kind != "defer"
    }
