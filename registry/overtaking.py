"""Whether an order may have been overtaken by one that took effect before the day from which an
act is carried on (:mod:`consolidation.overtaken`); then the act is built anew."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping

from sqlalchemy import Connection, select

from consolidation.added_orders import change_of
from consolidation.decisions import Decision
from consolidation.ledger import Entry
from consolidation.overtaken import may_meet
from consolidation.postponed import known_since
from registry import tables as t
from registry.orders import orders_on
from registry.texts import in_parts


def may_be_overtaken(
    db: Connection,
    iri: str,
    decisions: Mapping[int, Decision],
    before: Iterable[int],
    after: Iterable[int],
    new: Mapping[int, Entry],
) -> bool:
    """Whether one of the orders ``before`` (ledger ids) was published after one of those ``after``
    or the ``new`` ones, and both speak of one provision."""
    before, after = set(before), set(after) - new.keys()
    if any(change_of(key) is not None for key in before | after):
        return bool(before)  # put into their acts by changes: when they became known is not here
    known = _known(db, before | after)
    waiting = [known[key] for key in after if key in known]
    waiting += [day for entry in new.values() if (day := known_since(entry)) is not None]
    oldest = min(waiting, default=None)
    younger = [key for key in before if oldest is not None and known.get(key, "") > oldest]
    if not younger:
        return False
    came = orders_on(db, iri, sorted(younger), decisions).values()
    later = [*orders_on(db, iri, sorted(after), decisions).values(), *new.values()]
    return any(
        (known_since(one) or "") > (known_since(other) or "9999")
        and may_meet(one.operation, other.operation)
        for other in later
        for one in came
    )


def _known(db: Connection, keys: set[int]) -> dict[int, str]:
    """Since when the orders of these ledger rows can be read."""
    row, work, out = t.ledger.c, t.works.c, dict[int, str]()
    days: dict[str, str | None] = {}
    for part in in_parts(sorted(keys)):
        for key, iri in db.execute(select(row.id, row.amending).where(row.id.in_(part))):
            if iri not in days:
                held = select(work.particulars).where(work.iri == iri)
                data = json.loads(db.execute(held).scalar_one())
                days[iri] = data.get("published") or data.get("date")
            if (day := days[iri]) is not None:
                out[key] = day
    return out
