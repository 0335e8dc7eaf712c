"""Where a change that was not carried out is said (Order 158 art. 8(6))."""

from __future__ import annotations

from consolidation.ledger import Entry
from consolidation.petits import refusal_petit_for
from consolidation.refused import Refused
from consolidation.resolve import resolve
from schemas.model import Act, Kind, Unit


def put_refusal_petit(act: Act, entry: Entry) -> list[Unit]:
    """Say the refused change in a petit, at the nearest place that is.

    Returns the chain to the unit that bears it.
    """
    chain = _nearest(act, entry)
    petit = refusal_petit_for(entry.amending)
    if all(old.printed != petit.printed for old in chain[-1].petits):
        chain[-1].petits.append(petit)
    return chain


def _nearest(act: Act, entry: Entry) -> list[Unit]:
    op = entry.operation
    for size in range(len(op.units), 0, -1):
        try:
            chain = resolve(act, op.document, op.units[:size]).chain
        except Refused:
            continue
        for depth in range(len(chain) - 1, -1, -1):
            if chain[depth].kind in (Kind.ARTICLE, Kind.ANNEX):
                return chain[: depth + 1]
        return chain
    return [act.root, act.section(Kind.COVER) or act.section(Kind.BODY) or act.root]
