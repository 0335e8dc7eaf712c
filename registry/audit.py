"""The audit trail: who did what, when, chained by hashes so that any later change shows.

Rows are numbered 1, 2, 3 … without a gap. ``who`` is a user's name, or ``system``. Nothing of
the secret part is ever written here.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator
from typing import Any, NamedTuple

from sqlalchemy import Connection, Select, insert, select

from registry import office_tables as t
from registry.clock import now
from registry.office import Office

SYSTEM = "system"


class Line(NamedTuple):
    """One act of one person."""

    id: int
    at: str
    who: str
    action: str
    subject: str
    detail: dict[str, Any]
    hash: str


def note(db: Connection, who: str, action: str, subject: str, **detail: Any) -> None:
    """Add a line inside the decision it belongs to."""
    last = db.execute(
        select(t.audit.c.id, t.audit.c.hash).order_by(t.audit.c.id.desc()).limit(1)
    ).first()
    number, previous = (last.id, last.hash) if last else (0, "")
    row = {
        "id": number + 1, "at": now(), "who": who, "action": action, "subject": subject,
        "detail": json.dumps(detail, ensure_ascii=False, sort_keys=True),
    }  # fmt: skip
    db.execute(insert(t.audit).values(**row, previous_hash=previous, hash=_hash(row, previous)))


def lines(
    office: Office, *, subject: str | None = None, after: int = 0, limit: int | None = None
) -> list[Line]:
    """Lines in order, all of them or those of one subject."""
    query = select(t.audit).where(t.audit.c.id > after).order_by(t.audit.c.id)
    if subject is not None:
        query = query.where(t.audit.c.subject == subject)
    if limit is not None:
        query = query.limit(limit)
    return _read(office, query)


def latest(
    office: Office, *, who: str = "", subject: str = "", before: int = 0, limit: int = 200
) -> list[Line]:
    """The newest lines first, of a person and of a subject where these are named, older than
    the line ``before``."""
    query = select(t.audit).order_by(t.audit.c.id.desc()).limit(limit)
    if who:
        query = query.where(t.audit.c.who == who)
    if subject:
        query = query.where(t.audit.c.subject.contains(subject, autoescape=True))
    if before:
        query = query.where(t.audit.c.id < before)
    return _read(office, query)


def _read(office: Office, query: Select[Any]) -> list[Line]:
    with office.reading() as db:
        return [
            Line(r.id, r.at, r.who, r.action, r.subject, json.loads(r.detail), r.hash)
            for r in db.execute(query)
        ]


def broken_at(office: Office) -> int | None:
    """Number of the first line that is missing, or was changed after it was written; or None."""
    previous, expected = "", 0
    with office.reading() as db:
        for row in db.execute(select(t.audit).order_by(t.audit.c.id)):
            expected += 1
            body = {
                key: getattr(row, key) for key in ("id", "at", "who", "action", "subject", "detail")
            }
            if row.id != expected or row.previous_hash != previous:
                return expected
            if row.hash != _hash(body, previous):
                return expected
            previous = row.hash
    return None


def export(office: Office) -> Iterator[str]:
    """Every line as JSON with its hash: enough to check the chain without this program."""
    with office.reading() as db:
        for row in db.execute(select(t.audit).order_by(t.audit.c.id)):
            yield json.dumps(dict(row._mapping), ensure_ascii=False, sort_keys=True)


def _hash(row: dict[str, Any], previous: str) -> str:
    body = json.dumps(row, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(f"{previous}\n{body}".encode()).hexdigest()
