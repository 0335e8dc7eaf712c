"""Reading the store as of a day and as of a moment: texts, units, versions.

``day`` is the day of force. ``known`` is a moment of knowledge (an id of ``moments``); None is
what is known now. Every answer of the past stays readable, since no row is overwritten.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

import zstandard
from sqlalchemy import ColumnElement, Connection, and_, bindparam, func, or_, select
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
    ends = [row.day for row in rows[1:]] + [None]
    return [
        VersionRow(row.day or None, end, row.root, row.title)
        for row, end in zip(rows, ends, strict=True)
    ]


def text_on(db: Connection, work: int, day: str | None, known: int | None = None) -> Unit:
    """The whole tree as it stands on a day (None: its first text). Raises KeyError."""
    parts = dict(_parts_on(db, work, day or "", known))
    return _assembled(parts, "")


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


def _parts_on(
    db: Connection, work: int, day: str, known: int | None
) -> Iterator[tuple[str, bytes]]:
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
    if not _is_frame(body):
        return unit_from_json(body)
    frame, holds = frame_from_json(body)
    frame.children = [_assembled(parts, child) for child in holds]
    return frame


def _is_frame(body: bytes) -> bool:
    """Whether a body names children in place of holding them. Words cannot look like it: a
    quotation mark inside them is escaped."""
    return b'"holds":[' in body


def _prefixes(eid: str) -> list[str]:
    steps = eid.split("__")
    return ["__".join(steps[:size]) for size in range(len(steps), 0, -1)]


def _unit_query(known: int | None) -> Any:
    u, n = t.unit_versions.c, t.unit_versions.alias("n")
    later = (
        select(n.c.wid)
        .where(
            n.c.work == u.work, n.c.wid == u.wid, n.c.day > u.day, n.c.day <= bindparam("on"),
            answers(n, known),
        )
        .correlate(t.unit_versions)
    )  # fmt: skip
    return (
        select(u.wid, u.eid, u.day, u.hash, t.bodies.c.body)
        .join(t.bodies, t.bodies.c.key == u.body)
        .where(
            u.work == bindparam("of"), u.day <= bindparam("on"),
            u.eid.in_(bindparam("names", expanding=True)), answers(t.unit_versions, known),
            ~later.exists(),
        )
    )  # fmt: skip


_NOW = _unit_query(None)


def unit_on(db: Connection, work: int, eid: str, day: str, known: int | None = None) -> Held | None:
    """One unit as it reads on a day, or None where there is none of that eId.

    A unit inside a provision is read from the provision's version of the day; ``since`` is then
    the day of that version. :func:`unit_history` tells the intervals of the unit itself.
    """
    query = _NOW if known is None else _unit_query(known)
    names = _prefixes(eid)
    rows = db.execute(query, {"of": work, "on": day, "names": names}).all()
    found = {row.eid: row for row in rows}
    nearest = next((found[name] for name in names if name in found), None)
    if nearest is None:
        return None
    body = _decompress(nearest.body)
    if _is_frame(body):
        if nearest.eid != eid:
            return None
        parts = dict(_parts_on(db, work, day, known))
        frame = _assembled(parts, nearest.wid)
        return Held(frame, nearest.hash, nearest.wid, nearest.day or None)
    provision = unit_from_json(body)
    if nearest.eid == eid:
        return Held(provision, nearest.hash, nearest.wid, nearest.day or None)
    unit = provision.find(eid)
    if unit is None:
        return None
    return Held(unit, unit_hash(unit), nearest.wid, nearest.day or None)


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
    if _is_frame(body):
        return (row.day, row.hash if row.wid == wid else None, None)
    provision = unit_from_json(body)
    if row.wid == wid:
        return (row.day, row.hash, provision)
    unit = next((unit for unit in provision.walk() if unit.wid == wid), None)
    return (row.day, unit_hash(unit) if unit is not None else None, unit)
