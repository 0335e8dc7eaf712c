"""What people corrected, as data: each line is a case for the parser's tests.

A case holds the sentence, what the machine proposed and what a person decided. Nobody's name is
in it.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

from sqlalchemy import Connection, select

from consolidation.ledger import Entry
from registry import bundles, deciding
from registry import office_tables as t

_KINDS = ("correct", "add", "refuse", "no-effect")


def corrections(db: Connection) -> Iterator[str]:
    """One JSON line a case, in the order of bundles and operations."""
    for number in db.execute(select(t.bundles.c.id).order_by(t.bundles.c.id)).scalars().all():
        proposed = {entry.operation.n: entry for entry, _ in bundles.proposed(db, number)}
        for n, decision in sorted(deciding.current(db, number).items()):
            if decision.kind not in _KINDS:
                continue
            entry = proposed.get(n)
            machine = entry if decision.kind != "add" else None
            case = {
                "kind": decision.kind,
                "act": bundles.get(db, number).amending,
                "source": entry.operation.source.quote if entry else None,
                "proposed": _operation(machine),
                "decided": decision.entry["operation"] if decision.entry else None,
                "reason": decision.reason,
            }
            yield json.dumps(case, ensure_ascii=False)


def _operation(entry: Entry | None) -> dict[str, Any] | None:
    return deciding.operation_of(entry) if entry else None
