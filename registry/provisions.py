"""What other rooms ask of the store about versions, without reading the texts themselves."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Collection, Iterator
from typing import Any

from sqlalchemy import func, or_, select, union

from registry import tables as t
from registry.as_of import answers
from registry.store import Store
from schemas.model import Particulars


def fingerprints(store: Store, only: Collection[str] | None = None) -> Iterator[tuple[str, str]]:
    """Every act in the order of registration, with a hash of its versions and their intervals;
    of some acts alone where they are named by ``only``.

    Two states of an act with one fingerprint have the same texts on the same days, made by the
    same changes. One pass over three tables; texts are not read.
    """
    digests: dict[int, tuple[str, Any]] = {}
    works = select(t.works.c.sequence, t.works.c.iri, t.works.c.particulars)
    v, s = t.versions.c, t.steps.c
    versions = select(v.work, v.day, v.root).where(answers(t.versions, None))
    steps = select(s.work, s.day, s.result).where(answers(t.steps, None))
    if only is not None:
        works = works.where(t.works.c.iri.in_(only))
        wanted = select(t.works.c.sequence).where(t.works.c.iri.in_(only))
        versions, steps = versions.where(v.work.in_(wanted)), steps.where(s.work.in_(wanted))
    with store.engine.connect() as db:
        for row in db.execute(works.order_by(t.works.c.sequence)):
            digests[row.sequence] = (row.iri, hashlib.sha256(row.particulars.encode()))
        for query in (versions.order_by(v.work, v.day), steps.order_by(s.work, s.ledger)):
            for work, *parts in db.execute(query):
                digests[work][1].update("\0".join(part or "" for part in parts).encode())
    for iri, digest in digests.values():
        yield iri, digest.hexdigest()


def newest_moment(store: Store) -> int:
    """The last moment of knowledge; it grows when any answer of the store changes."""
    with store.engine.connect() as db:
        return int(db.execute(select(func.max(t.moments.c.id))).scalar() or 0)


def changed_since(store: Store, moment: int) -> list[str]:
    """The acts of which any answer changed after a moment, in the order of registration."""
    changed = [
        select(table.c.work).where(or_(table.c.learnt > moment, table.c.superseded > moment))
        for table in (t.versions, t.steps)
    ]
    query = select(t.works.c.iri).where(t.works.c.sequence.in_(union(*changed)))
    with store.engine.connect() as db:
        return list(db.execute(query.order_by(t.works.c.sequence)).scalars())


def register(store: Store) -> Iterator[tuple[str, Particulars]]:
    """Every act with what identifies it, in the order of registration."""
    query = select(t.works.c.iri, t.works.c.particulars).order_by(t.works.c.sequence)
    with store.engine.connect() as db:
        for row in db.execute(query):
            yield row.iri, Particulars(**json.loads(row.particulars))
