"""Writing what replay made: versions, unit versions and steps, each with the moment it was learnt.

A row that is no longer the answer is marked superseded and stays; a row that a new replay makes
again as it was is left alone, so only what really changed is written.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Iterator
from dataclasses import asdict
from typing import Any, TypeVar

import zstandard
from sqlalchemy import Connection, bindparam, insert, select, update

from consolidation.fingerprints import body_key
from consolidation.outcomes import result_json
from consolidation.replay import Cut, Outcome
from consolidation.running import UnitVersion
from consolidation.timely import carried_by
from registry import tables as t
from registry.clock import now
from schemas.model import Act, Petit, Reading

_MANY = 500
Item = TypeVar("Item")


def moment(db: Connection) -> int:
    """A new moment of knowledge: what is written under it was not known before."""
    result = db.execute(insert(t.moments).values(recorded=now()))
    key = result.inserted_primary_key
    assert key is not None
    return int(key[0])


def put_facts(db: Connection, work: int, base: Act) -> None:
    """Keep what later replays need of a base text beside its units."""
    facts = {
        "carried": [asdict(petit) for petit in carried_by(base)],
        "readings": [asdict(reading) for reading in base.readings],
        "consolidated": base.consolidated,
    }
    row = {"work": work, "facts": json.dumps(facts, ensure_ascii=False)}
    db.execute(t.texts.delete().where(t.texts.c.work == work))
    db.execute(insert(t.texts).values(row))


def facts(db: Connection, work: int) -> tuple[list[Petit], list[Reading], bool]:
    """Carried petits, recorded readings, and whether the base is a consolidated copy."""
    row = db.execute(select(t.texts.c.facts).where(t.texts.c.work == work)).scalar_one()
    data = json.loads(row)
    petits = [Petit(**{**petit, "span": _span(petit["span"])}) for petit in data["carried"]]
    readings = [Reading(**{**one, "span": _span(one["span"])}) for one in data["readings"]]
    return petits, readings, data["consolidated"]


def _span(pair: list[int] | None) -> tuple[int, int] | None:
    return (pair[0], pair[1]) if pair else None


class Writer:
    """Writes the cuts of one act from a day on; :meth:`finish` settles what stood before.

    ``day`` None: from the base on. Only rows that differ from those held are written.
    """

    def __init__(self, db: Connection, work: int, learnt: int, day: str | None) -> None:
        self.db, self.work, self.learnt = db, work, learnt
        self.start = start = day or ""
        self.units = _held_units(db, work, start)
        self.versions = _held_versions(db, work, start)
        self.days: set[str] = set()
        self.again: set[tuple[str, str]] = set()
        self._units: list[dict[str, Any]] = []
        self._bodies: dict[str, bytes] = {}
        self._versions: list[dict[str, Any]] = []
        self._over: list[tuple[str, str]] = []
        self._over_days: list[str] = []

    def put(self, cut: Cut) -> None:
        """Keep one day: its version and the units it changed."""
        day = cut.day or ""
        self.days.add(day)
        held = self.versions.get(day)
        if held is None or held[:2] != (cut.root, cut.title):
            if held is not None:
                self._over_days.append(day)
            row = {"work": self.work, "day": day, "learnt": self.learnt, "root": cut.root}
            self._versions.append({**row, "title": cut.title})
        for version in cut.changed:
            self.put_unit(day, version)
        if len(self._units) > _MANY:
            self.flush()

    def put_unit(self, day: str, version: UnitVersion) -> None:
        """Keep one unit as it reads from a day on."""
        place = (version.wid, day)
        self.again.add(place)
        key = body_key(version.body) if version.hash is not None else None
        made = (version.eid, version.hash, key)
        held = self.units.get(place)
        if held == made:
            return
        if held is not None:
            self._over.append(place)
        if key is not None:
            self._bodies[key] = version.body.encode()
        self._units.append(
            {
                "work": self.work, "wid": version.wid, "day": day, "learnt": self.learnt,
                "superseded": None, "eid": version.eid, "hash": version.hash, "body": key,
            }
        )  # fmt: skip

    def flush(self) -> None:
        """Write what has gathered."""
        _put_bodies(self.db, self._bodies)
        if self._over:
            _supersede_units(self.db, self.work, self.learnt, self._over)
        _supersede_versions(self.db, self.work, self.learnt, self._over_days)
        if self._units:
            self.db.execute(insert(t.unit_versions), self._units)
        if self._versions:
            self.db.execute(insert(t.versions), self._versions)
        self._bodies, self._over, self._units, self._versions = {}, [], [], []
        self._over_days = []

    def finish(self, only: frozenset[str] | None = None) -> None:
        """Supersede what was held from the first day on and was not made again.

        ``only``: after the first day these units alone; the others were not replayed.
        """
        self.flush()
        left = [
            place
            for place in self.units
            if place not in self.again
            and (only is None or place[1] == self.start or place[0] in only)
        ]
        if left:
            _supersede_units(self.db, self.work, self.learnt, left)
        _supersede_versions(self.db, self.work, self.learnt, self.versions.keys() - self.days)


def _put_bodies(db: Connection, made: dict[str, bytes]) -> None:
    if not made:
        return
    held = _held_keys(db, list(made))
    compress = zstandard.ZstdCompressor(level=3).compress
    rows = [{"key": k, "body": compress(v)} for k, v in made.items() if k not in held]
    if rows:
        db.execute(insert(t.bodies), rows)


def _held_keys(db: Connection, keys: list[str]) -> set[str]:
    out: set[str] = set()
    for part in in_parts(keys):
        query = select(t.bodies.c.key).where(t.bodies.c.key.in_(part))
        out.update(db.execute(query).scalars())
    return out


def _held_units(
    db: Connection, work: int, start: str
) -> dict[tuple[str, str], tuple[str, str | None, str | None]]:
    u = t.unit_versions.c
    query = select(u.wid, u.day, u.eid, u.hash, u.body).where(
        u.work == work, u.day >= start, u.superseded.is_(None)
    )
    return {(wid, day): (eid, hash_, body) for wid, day, eid, hash_, body in db.execute(query)}


def _held_versions(db: Connection, work: int, start: str) -> dict[str, tuple[str, str | None]]:
    v = t.versions.c
    query = select(v.day, v.root, v.title).where(
        v.work == work, v.day >= start, v.superseded.is_(None)
    )
    return {day: (root, title) for day, root, title in db.execute(query)}


def _supersede_versions(db: Connection, work: int, learnt: int, days: Iterable[str]) -> None:
    v = t.versions.c
    query = update(t.versions).where(
        v.work == work, v.day == bindparam("from_day"), v.superseded.is_(None)
    )
    rows = [{"from_day": day} for day in days]
    if rows:
        db.execute(query.values(superseded=learnt), rows)


def _supersede_units(
    db: Connection, work: int, learnt: int, places: Iterable[tuple[str, str]]
) -> None:
    u = t.unit_versions.c
    query = (
        update(t.unit_versions)
        .where(
            u.work == work, u.wid == bindparam("one"), u.day == bindparam("from_day"),
            u.superseded.is_(None),
        )
        .values(superseded=learnt)
    )  # fmt: skip
    db.execute(query, [{"one": wid, "from_day": day} for wid, day in places])


def held_rows(
    db: Connection, work: int
) -> tuple[
    dict[str, tuple[str, str | None]], dict[tuple[str, str], tuple[str, str | None, str | None]]
]:
    """What is held of an act now: (root, title) by day; (eId, hash, body) by wId and day."""
    return _held_versions(db, work, ""), _held_units(db, work, "")


def damaged_bodies(db: Connection, work: int) -> list[str]:
    """Keys of bodies of an act, old versions included, whose bytes have another hash."""
    u = t.unit_versions.c
    query = (
        select(t.bodies.c.key, t.bodies.c.body)
        .where(t.bodies.c.key.in_(select(u.body).where(u.work == work)))
        .execution_options(yield_per=_MANY)
    )
    decompress = zstandard.ZstdDecompressor().decompress
    return [
        key
        for key, body in db.execute(query)
        if hashlib.sha256(decompress(body)).hexdigest() != key
    ]


def put_steps(
    db: Connection, work: int, learnt: int, outcomes: Iterable[tuple[int, Outcome]]
) -> None:
    """Keep what became of ledger entries; an outcome that is as it was is left alone."""
    made = {
        ledger: (outcome.entry.operation.valid_from, result_json(outcome))
        for ledger, outcome in outcomes
    }
    held: dict[int, tuple[str | None, str]] = {}
    s = t.steps.c
    for part in in_parts(list(made)):
        query = select(s.ledger, s.day, s.result).where(s.ledger.in_(part), s.superseded.is_(None))
        held.update((row.ledger, (row.day, row.result)) for row in db.execute(query))
    changed = {ledger: one for ledger, one in made.items() if held.get(ledger) != one}
    supersede_steps(db, learnt, [ledger for ledger in changed if ledger in held])
    rows = [
        {
            "ledger": ledger, "learnt": learnt, "superseded": None, "work": work, "day": day,
            "result": result,
        }
        for ledger, (day, result) in changed.items()
    ]  # fmt: skip
    if rows:
        db.execute(insert(t.steps), rows)


def supersede_steps(db: Connection, learnt: int, ledgers: list[int]) -> None:
    """These entries have no outcome any more, from this moment on."""
    for part in in_parts(ledgers):
        query = update(t.steps).where(t.steps.c.ledger.in_(part), t.steps.c.superseded.is_(None))
        db.execute(query.values(superseded=learnt))


def in_parts(items: list[Item]) -> Iterator[list[Item]]:
    """A long list in parts that one statement takes."""
    for start in range(0, len(items), _MANY):
        yield items[start : start + _MANY]
