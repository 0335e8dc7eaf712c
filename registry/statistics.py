"""Public statistics of the Herald's work. Nothing of the secret part, nothing of people.

Counted are public acts only: publications, bundles, how long systematization took, refusals with
their grounds, and what is late now.
"""

from __future__ import annotations

import json
from collections import Counter
from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from statistics import median

from sqlalchemy import Connection, func, select

from registry import bundles, corrective, deciding, events, official, tables
from registry import office_tables as t
from registry.clocks import Due, load
from registry.working_days import end_of


@dataclass(frozen=True, slots=True)
class Statistics:
    """Numbers of the whole register. ``hours``: from publication to systematization, median."""

    acts: int
    registered: int
    bundles_open: int
    bundles_late: int
    bundles_approved: int
    approved_in_time: int
    hours: float | None
    decisions: dict[str, int]
    refusals: dict[str, int]  # ground of a refused change
    publication_refusals: dict[str, int]  # ground of Law 1876 art. 28
    corrections: int  # events that put published texts right
    differences: dict[str, int]  # from official texts, by class

    def to_json(self) -> str:
        return json.dumps(asdict(self), ensure_ascii=False)


def collect(db: Connection, at: datetime | None = None) -> Statistics:
    """Count everything anew."""
    instant = at or datetime.now(UTC)
    clock = load(db).clock("systematize", "any", instant.date())
    later = set(db.execute(select(t.corrective.c.bundle)).scalars())  # events are no first work
    open_ = [b for b in bundles.queue(db) if b.id not in later]
    done = [b for b in bundles.queue(db, closed=True) if b.id not in later]
    took = [(b, _hours(b.opened, b.closed)) for b in done if b.closed]
    kinds: Counter[str] = Counter()
    grounds: Counter[str] = Counter()
    for bundle in (*open_, *done):
        for decision in deciding.current(db, bundle.id).values():
            kinds[decision.kind] += 1
            if decision.kind == "refuse" and decision.entry:
                grounds[decision.entry["operation"]["refusal"]["name"]] += 1
    query = select(t.draft_events.c.detail).where(t.draft_events.c.step == "refuse")
    refused = Counter(json.loads(row)["ground"] for row in db.execute(query).scalars())
    return Statistics(
        acts=_count(db, select(func.count()).select_from(tables.works)),
        registered=_count(db, select(func.count()).where(t.records.c.origin == "published")),
        bundles_open=len(open_),
        bundles_late=sum(Due(b.due, clock).late(instant) for b in open_),
        bundles_approved=len(took),
        approved_in_time=sum(
            datetime.fromisoformat(b.closed) <= end_of(b.due) for b in done if b.closed
        ),
        hours=round(median(hours for _, hours in took), 1) if took else None,
        decisions=dict(sorted(kinds.items())),
        refusals=dict(grounds.most_common()),
        publication_refusals=dict(refused.most_common()),
        corrections=len(corrective.everything(db)) + len(events.everything(db, "carried-out")),
        differences=official.counted(db),
    )


def _count(db: Connection, query: object) -> int:
    return int(db.execute(query).scalar_one())  # type: ignore[call-overload]


def _hours(opened: str, closed: str | None) -> float:
    if closed is None:
        return 0.0
    delta = datetime.fromisoformat(closed) - datetime.fromisoformat(opened)
    return delta.total_seconds() / 3600
