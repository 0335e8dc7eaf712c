"""Where the words of a unit come from: its versions with the orders behind them.

Of several orders on one day each is carried out alone, so that its words are told apart.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass

from sqlalchemy import Connection, select

from consolidation.blame import blame
from consolidation.reasons import reason_of_day
from consolidation.running import Outcome
from registry import tables as t
from registry.as_of import Held, moment_of, unit_history, unit_on, version_rows
from registry.consolidating import text_before
from registry.expression import Steps, Work
from registry.store import Store, StoreError
from schemas.model import text_of


@dataclass(frozen=True, slots=True)
class Origin:
    """What put words into a unit: the act itself (``n`` None), or an order of another act.

    ``start`` and ``end`` are offsets into the source ``source``: of the new words where the order
    gives them, else of the order.
    """

    act: str
    since: str | None
    number: str | None = None
    n: int | None = None
    source: str = ""
    start: int | None = None
    end: int | None = None


@dataclass(frozen=True, slots=True)
class Reason:
    """One order behind a unit: what became of it, its words, and why it has its day."""

    origin: Origin
    action: str
    status: str
    refusal: str | None
    quote: str
    clause: str | None
    reckoning: str
    evidence: tuple[str, ...]


def words_of(
    store: Store, work: Work, eid: str, day: str, known: str | None = None
) -> list[tuple[str, Origin]]:
    """The words of a unit as on a day, in runs of one origin. Raises :class:`StoreError`."""
    with store.engine.connect() as db:
        moment = None if known is None else moment_of(db, known)
        held = _held(db, work, eid, day, moment)
        own = Origin(work.iri, work.since, work.particulars.number, source=work.source)
        texts: list[tuple[str, Origin]] = []
        wid = held.unit.wid
        for interval in unit_history(db, work.sequence, held.provision, wid, moment):
            if (interval.valid_from or "") > day:
                break
            words = text_of(interval.unit) if interval.unit is not None else ""
            for text, origin in _made(db, work, held, interval.valid_from, words, moment):
                texts.append((text, origin or own))
    return blame(texts)


def _held(db: Connection, work: Work, eid: str, day: str, known: int | None) -> Held:
    held = unit_on(db, work.sequence, eid, day, known)
    if held is None:
        raise StoreError(
            f"{day}: {work.iri}: ერთეული {eid} იმ დღეს არ არის / no such unit on that day"
        )
    return held


def _made(
    db: Connection, work: Work, held: Held, day: str | None, words: str, known: int | None
) -> Iterator[tuple[str, Origin | None]]:
    """The texts a unit went through on one day, the last being ``words``."""
    outcomes = [
        one
        for one in Steps(db, work.sequence, known).on(day, day)
        if day is not None and one.status == "applied" and _reaches(one, held)
    ]
    if len(outcomes) > 1 and day is not None:
        running = text_before(db, work, day)
        for outcome in outcomes[:-1]:
            running.run([outcome.entry])
            running.cut(day)
            unit = next((u for u in running.act.walk() if u.wid == held.unit.wid), None)
            if unit is not None:
                yield text_of(unit), origin_of(outcome)
    yield words, origin_of(outcomes[-1]) if outcomes else None


def _reaches(outcome: Outcome, held: Held) -> bool:
    reach = outcome.reach
    return reach.everything or reach.frame or held.provision in reach.provisions


def origin_of(outcome: Outcome) -> Origin:
    """The order of an outcome as an origin."""
    entry, op = outcome.entry, outcome.entry.operation
    span = op.new_text_source or op.source
    return Origin(
        entry.amending_iri,
        op.valid_from,
        "editorial correction" if entry.corrects else entry.amending.number,
        op.n,
        entry.source_sha256,
        span.start,
        span.end,
    )


def reasons_of(
    store: Store, work: Work, eid: str, day: str, known: str | None = None
) -> list[Reason]:
    """Every order that a unit as on a day has behind it, or that was refused on it."""
    with store.engine.connect() as db:
        moment = None if known is None else moment_of(db, known)
        held = _held(db, work, eid, day, moment)
        first = version_rows(db, work.sequence, moment)[0].valid_from
        found = Steps(db, work.sequence, moment).on(None, max(day, first or ""))
        wid = held.unit.wid
        return [_reason(db, one) for one in found if _behind(one, held, wid)]


def _behind(outcome: Outcome, held: Held, wid: str) -> bool:
    """Whether an outcome is about the unit, a unit it is in, or one inside it."""
    if outcome.reach.everything:
        return True
    if not outcome.touched:
        return held.provision in outcome.reach.provisions
    return any(
        one == wid or one.startswith(f"{wid}__") or wid.startswith(f"{one}__")
        for one in outcome.touched
    )


def _reason(db: Connection, outcome: Outcome) -> Reason:
    entry, op = outcome.entry, outcome.entry.operation
    row = t.works.c
    reading = db.execute(select(row.reading).where(row.iri == entry.amending_iri)).scalar()
    clauses = json.loads(reading).get("commencement", []) if reading else []
    act = entry.amending
    clause, reckoning = reason_of_day(
        op.valid_from, clauses, published=act.published, adopted=act.date, kind=act.kind
    )
    return Reason(
        origin_of(outcome),
        op.action,
        outcome.status,
        f"{outcome.refusal.name}: {outcome.refusal.reason}" if outcome.refusal else None,
        op.source.quote,
        clause,
        reckoning,
        _evidence(db, entry.amending_iri, op.n),
    )


def _evidence(db: Connection, amending: str, n: int) -> tuple[str, ...]:
    query = (
        select(t.targets.c.evidence)
        .join(t.ledger, t.ledger.c.id == t.targets.c.ledger)
        .where(t.ledger.c.amending == amending, t.ledger.c.n == n, t.ledger.c.kind == "entry")
    )
    found = db.execute(query).scalar()
    return tuple(json.loads(found)) if found else ()
