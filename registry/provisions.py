"""What other rooms ask of the store about versions, without reading the texts themselves."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator
from typing import Any

from sqlalchemy import select

from registry import tables as t
from registry.as_of import answers
from registry.store import Store
from schemas.model import Particulars


def fingerprints(store: Store) -> Iterator[tuple[str, str]]:
    """Every act in the order of registration, with a hash of its versions and their intervals.

    Two states of an act with one fingerprint have the same texts on the same days, made by the
    same changes. One pass over three tables; texts are not read.
    """
    digests: dict[int, tuple[str, Any]] = {}
    works = select(t.works.c.sequence, t.works.c.iri, t.works.c.particulars)
    v, s = t.versions.c, t.steps.c
    versions = select(v.work, v.day, v.root).where(answers(t.versions, None))
    steps = select(s.work, s.day, s.result).where(answers(t.steps, None))
    with store.engine.connect() as db:
        for row in db.execute(works.order_by(t.works.c.sequence)):
            digests[row.sequence] = (row.iri, hashlib.sha256(row.particulars.encode()))
        for query in (versions.order_by(v.work, v.day), steps.order_by(s.work, s.ledger)):
            for work, *parts in db.execute(query):
                digests[work][1].update("\0".join(part or "" for part in parts).encode())
    for iri, digest in digests.values():
        yield iri, digest.hexdigest()


def register(store: Store) -> Iterator[tuple[str, Particulars]]:
    """Every act with what identifies it, in the order of registration."""
    query = select(t.works.c.iri, t.works.c.particulars).order_by(t.works.c.sequence)
    with store.engine.connect() as db:
        for row in db.execute(query):
            yield row.iri, Particulars(**json.loads(row.particulars))
