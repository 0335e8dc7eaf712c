"""Binary annexes of published acts: schemes, pictures, tables in whatever format they came.

An annex is published together with its act and is a part of it (Law 1876 art. 16(6)); a file of
a draft that is not published is nobody's to see here.
"""

from __future__ import annotations

from dataclasses import dataclass

import zstandard
from sqlalchemy import Connection, inspect, select

from registry import office_tables as t
from registry.office import OfficeError


@dataclass(frozen=True, slots=True)
class Annex:
    """A file as it came in. ``size`` in bytes."""

    name: str
    sha256: str
    size: int


def published(db: Connection, iri: str) -> list[Annex]:
    """The binary annexes of an act, in the order in which they were attached; none in a store
    that no office works in."""
    if not inspect(db).has_table(t.draft_files.name):
        return []
    f = t.draft_files.c
    query = (
        select(f.name, f.sha256, f.size)
        .join(t.drafts, t.drafts.c.id == f.draft)
        .where(t.drafts.c.iri == iri, t.drafts.c.state == "published", f.kind == "annex")
        .order_by(f.id)
    )
    return [Annex(row.name, row.sha256, row.size) for row in db.execute(query)]


def read(db: Connection, sha256: str) -> tuple[str, bytes]:
    """Name and bytes of a published annex. Raises :class:`OfficeError` ``no-such-file``."""
    f = t.draft_files.c
    query = (
        select(f.name, f.bytes)
        .join(t.drafts, t.drafts.c.id == f.draft)
        .where(f.sha256 == sha256, t.drafts.c.state == "published", f.kind == "annex")
        .order_by(f.id)
    )
    row = db.execute(query).first()
    if row is None:
        raise OfficeError("no-such-file", f"no published annex {sha256[:16]}")
    return row.name, zstandard.decompress(row.bytes)
