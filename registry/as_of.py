"""Reading the store as of a day and as of a moment: texts, units, versions.

``day`` is the day of force. ``known`` is a moment of knowledge (an id of ``moments``); None is
what is known now. Every answer of the past stays readable, since no row is overwritten.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

import zstandard
from sqlalchemy import (
    ColumnElement,
    Connection,
    Integer,
    Select,
    Text,
    and_,
    bindparam,
    func,
    or_,
    select,
)
from sqlalchemy.sql.expression import FromClause

from consolidation.fingerprints import frame_from_json, unit_from_json, unit_hash
from registry import tables as t
from registry.clock import end_of
from schemas.model import Unit

_decompress = zstandard.ZstdDecompressor().decompress


@dataclass(frozen=True, slots=True)
class Held:
    """A unit as it reads on a day: its tree, its hash, and the provision it stands in with the
    day from which that reads so."""

    unit: Unit
    hash: str
    provision: str
    since: str | None


@dataclass(frozen=True, slots=True)
class VersionRow:
    """A version of a whole text: half-open interval, Merkle root, title of that day."""

    valid_from: str | None
    valid_to: str | None
    root: str
    title: str | None


def moment_of(db: Connection, day: str) -> int:
    """The last moment of knowledge of a Tbilisi day; 0 where nothing was known yet."""
    m = t.moments.c
    query = select(func.max(m.id)).where(m.recorded < end_of(day))
    return int(db.execute(query).scalar() or 0)


def answers(table: FromClause, known: int | None) -> ColumnElement[bool]:
    """The rows of a derived table that were the store's answer at a moment."""
    c = table.c
    if known is None:
        return c.superseded.is_(None)
    return and_(c.learnt <= known, or_(c.superseded.is_(None), c.superseded > known))


def version_rows(db: Connection, work: int, known: int | None = None) -> list[VersionRow]:
    """Every version of a text, oldest first."""
    v = t.versions.c
    query = select(v.day, v.root, v.title).where(v.work == work, answers(t.versions, known))
    rows = db.execute(query.order_by(v.day)).all()
    ends = [*(row.day for row in rows[1:]), None]
    return [
        VersionRow(row.day or None, end, row.root, row.title)
        for row, end in zip(rows, ends, strict=False)
    ]


def text_on(db: Connection, work: int, day: str | None, known: int | None = None) -> Unit:
    """The whole tree as it stands on a day (None: its first text). Raises KeyError."""
    parts = dict(parts_on(db, work, day or "", known))
    return _assembled(parts, "")


def body_of(db: Connection, key: str) -> str:
    """The JSON of a provision or frame by its key."""
    body = db.execute(select(t.bodies.c.body).where(t.bodies.c.key == key)).scalar_one()
    return _decompress(body).decode()


def hashes_on(db: Connection, work: int, day: str | None) -> dict[str, str]:
    """The hash of every provision and frame on a day, by ``wid``."""
    u = t.unit_versions.c
    query = (
        select(u.wid, u.hash)
        .where(u.work == work, u.day <= (day or ""), answers(t.unit_versions, None))
        .order_by(u.day)
    )
    found: dict[str, str | None] = {}
    for wid, made in db.execute(query):
        found[wid] = made
    return {wid: made for wid, made in found.items() if made is not None}


def parts_on(db: Connection, work: int, day: str, known: int | None) -> Iterator[tuple[str, bytes]]:
    """The provisions and frames of a text on a day: lasting name, JSON."""
    u = t.unit_versions.c
    latest = (
        select(u.wid, func.max(u.day).label("day"))
        .where(u.work == work, u.day <= day, answers(t.unit_versions, known))
        .group_by(u.wid)
        .subquery()
    )
    query = (
        select(u.wid, t.bodies.c.body)
        .join(latest, and_(latest.c.wid == u.wid, latest.c.day == u.day))
        .join(t.bodies, t.bodies.c.key == u.body)
        .where(u.work == work, answers(t.unit_versions, known))
    )
    for wid, body in db.execute(query):
        yield wid, _decompress(body)


def _assembled(parts: dict[str, bytes], wid: str) -> Unit:
    body = parts[wid]
    if not is_frame(body):
        return unit_from_json(body)
    frame, holds = frame_from_json(body)
    frame.children = [_assembled(parts, child) for child in holds]
    return frame


def is_frame(body: bytes) -> bool:
    """Whether a body names children in place of holding them. Words cannot look like it: a
    quotation mark inside them is escaped."""
    return b'"holds":[' in body


def _prefixes(eid: str) -> list[str]:
    steps = eid.split("__")
    return ["__".join(steps[:size]) for size in range(1, len(steps) + 1)]


def unit_on(db: Connection, work: int, eid: str, day: str, known: int | None = None) -> Held | None:
    """One unit as it reads on a day, or None where there is none of that eId.

    A unit inside a provision is read from the provision's version of the day; ``since`` is then
    the day of that version. :func:`unit_history` tells the intervals of the unit itself.
    """
    for name in _prefixes(eid):
        row = _named(db, work, name, day, known)
        if row is None:
            continue
        body = _decompress(row.body)
        since = row.day or None
        if not is_frame(body):
            provision = unit_from_json(body)
            unit = provision if name == eid else provision.find(eid)
            if unit is None:
                return None
            made = row.hash if unit is provision else unit_hash(unit)
            return Held(unit, made, row.wid, since)
        if name == eid:
            parts = dict(parts_on(db, work, day, known))
            return Held(_assembled(parts, row.wid), row.hash, row.wid, since)
    return None


def named_on(
    db: Connection, work: int, wid: str, provisions: Iterable[str], day: str, known: int | None
) -> str | None:
    """The eId on a day of the unit with a ``wid``: one of these provisions, inside one, or a
    frame. None: it is not there."""
    latest = _LATEST if known is None else _latest(known)
    for name in dict.fromkeys([wid, *sorted(provisions)]):
        row = db.execute(latest, {"of": work, "wid": name, "on": day}).first()
        if row is None or row.hash is None:
            continue
        if name == wid:
            return str(row.eid)
        below = unit_from_json(_decompress(row.body)).walk()
        if unit := next((unit for unit in below if unit.wid == wid), None):
            return unit.eid
    return None


def _named(db: Connection, work: int, eid: str, day: str, known: int | None) -> Any:
    """The row of the provision or frame that bears an eId on a day."""
    names = _BEARERS if known is None else _bearers(known)
    latest = _LATEST if known is None else _latest(known)
    bearers = db.execute(names, {"of": work, "eid": eid, "on": day}).scalars()
    for wid in dict.fromkeys(bearers):
        row = db.execute(latest, {"of": work, "wid": wid, "on": day}).first()
        if row is not None and row.eid == eid:
            return row
    return None


def _bearers(known: int | None) -> Select[Any]:
    """The rows that bear an eId until a day, the last first. One eId at a time, and not distinct:
    for either SQLite would leave the index."""
    u = t.unit_versions.c
    query = select(u.wid).where(
        u.work == bindparam("of", type_=Integer),
        u.eid == bindparam("eid", type_=Text),
        u.day <= bindparam("on", type_=Text),
        answers(t.unit_versions, known),
    )
    return query.order_by(u.day.desc())


def _latest(known: int | None) -> Select[Any]:
    """The last row of a unit until a day, with its body."""
    u = t.unit_versions.c
    return (
        select(u.wid, u.eid, u.day, u.hash, t.bodies.c.body)
        .outerjoin(t.bodies, t.bodies.c.key == u.body)
        .where(
            u.work == bindparam("of", type_=Integer),
            u.wid == bindparam("wid", type_=Text),
            u.day <= bindparam("on", type_=Text),
            answers(t.unit_versions, known),
        )
        .order_by(u.day.desc())
        .limit(1)
    )


_BEARERS, _LATEST = _bearers(None), _latest(None)


@dataclass(frozen=True, slots=True)
class UnitInterval:
    """One version of a unit: half-open interval of force, hash, and its tree (None: absent)."""

    valid_from: str | None
    valid_to: str | None
    hash: str | None
    unit: Unit | None


def unit_history(
    db: Connection, work: int, provision: str, wid: str, known: int | None = None
) -> list[UnitInterval]:
    """The versions of a unit by its lasting name, oldest first, each unlike the one before.

    ``provision`` is the lasting name of the provision or frame it stands in or is. Intervals
    neither overlap nor leave a gap; where the unit is not in the text its hash is None. Empty
    where no text ever held it. A frame's trees are not given, only its hashes.
    """
    u = t.unit_versions.c
    query = (
        select(u.wid, u.day, u.hash, t.bodies.c.body)
        .outerjoin(t.bodies, t.bodies.c.key == u.body)
        .where(u.work == work, u.wid == provision, answers(t.unit_versions, known))
        .order_by(u.day)
    )
    points = [_point(row, wid) for row in db.execute(query)]
    first = next((place for place, point in enumerate(points) if point[1] is not None), None)
    if first is None:
        return []
    kept = points[first : first + 1]
    kept.extend(new for old, new in pairwise(points[first:]) if new[1] != old[1])
    ends = [point[0] for point in kept[1:]] + [None]
    return [
        UnitInterval(day or None, end, hash_, unit)
        for (day, hash_, unit), end in zip(kept, ends, strict=True)
    ]


def _point(row: Any, wid: str) -> tuple[str, str | None, Unit | None]:
    if row.hash is None:
        return (row.day, None, None)
    body = _decompress(row.body)
    if is_frame(body):
        return (row.day, row.hash if row.wid == wid else None, None)
    provision = unit_from_json(body)
    if row.wid == wid:
        return (row.day, row.hash, provision)
    unit = next((unit for unit in provision.walk() if unit.wid == wid), None)
    return (row.day, unit_hash(unit) if unit is not None else None, unit)
