"""What people corrected, as data: each line is a case for the parser's tests.

A case holds the sentence, what the machine proposed and what a person decided. Nobody's name is
in it.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

from sqlalchemy import Connection, select

from registry import bundles, deciding, own_words, tables
from registry import office_tables as t
from registry.deciding import Decision, Standing

_KINDS = ("correct", "add", "refuse", "no-effect", "split", "merge")


def corrections(db: Connection) -> Iterator[str]:
    """One JSON line a case, in the order of bundles and operations.

    ``against_words``: the order's own words say another thing, and people confirmed it twice.
    ``decided`` is one operation, or the list of those that stand in the place of a split one;
    None where the sentence changes nothing.
    """
    for number in db.execute(select(t.bundles.c.id).order_by(t.bundles.c.id)).scalars().all():
        proposed = {entry.operation.n: entry for entry, _ in bundles.proposed(db, number)}
        standing = deciding.standing(db, number)
        amending = bundles.get(db, number).amending
        twice = own_words.affirmed(db, number)
        stacks = deciding.stacks(db, number)
        for n, decision in sorted(deciding.current(db, number).items()):
            if decision.kind not in _KINDS:
                continue
            entry = proposed.get(n)
            machine = None if decision.kind == "add" else entry
            case = {
                "kind": decision.kind,
                "act": amending,
                "source": entry.operation.source.quote if entry else _unread(db, amending, n),
                "proposed": deciding.operation_of(machine) if machine else None,
                "decided": _decided(decision, standing),
                "reason": "; ".join(own_words.reasons(stacks[n])),
                "against_words": n in twice,
            }
            yield json.dumps(case, ensure_ascii=False)


def _unread(db: Connection, amending: str, n: int) -> str | None:
    """The words of an imperative that was not read: a decision on it counts from -1 down."""
    query = select(tables.works.c.reading).where(tables.works.c.iri == amending)
    spans = json.loads(db.execute(query).scalar_one())["unclaimed"]
    return str(spans[-n - 1]["quote"]) if -len(spans) <= n < 0 else None


def _decided(decision: Decision, standing: list[Standing]) -> Any:
    if decision.kind in deciding.RESHAPED:
        parts = [one for one in standing if decision.id in deciding.decisions_of(one.origin)]
        return [deciding.operation_of(one.entry) for one in parts]
    return decision.entry["operation"] if decision.entry else None
