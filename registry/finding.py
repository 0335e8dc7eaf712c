"""Finding the held act that a citation means, by its particulars (Law 1876 art. 20(7))."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from sqlalchemy import Connection, select

from consolidation.match import AmendedAct, keys, proves
from registry import tables as s
from registry.store import Store, Work


def candidates(store: Store, db: Connection, cited: Mapping[str, Any]) -> list[Work]:
    """Held acts that share a key with a citation."""
    wanted = sorted(keys(AmendedAct(**cited)))
    query = select(s.work_keys.c.iri).where(s.work_keys.c.key.in_(wanted)).distinct()
    found = [store.work(iri, db) for iri in db.execute(query.order_by(s.work_keys.c.iri)).scalars()]
    return [work for work in found if work is not None]


def find_cited(
    store: Store, db: Connection, cited: Mapping[str, Any], but: str = ""
) -> tuple[str | None, tuple[str, ...]]:
    """The one held act that a citation proves (never ``but``), and what proves it.

    None where none is proved, or more than one.
    """
    found = [
        (work.iri, evidence)
        for work in candidates(store, db, cited)
        if work.iri != but and (evidence := proves(cited, work.particulars))
    ]
    return found[0] if len(found) == 1 else (None, ())
