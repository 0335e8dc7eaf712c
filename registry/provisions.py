"""What other rooms ask of the store about versions, without reading the texts themselves."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator

from sqlalchemy import select

from registry import tables as t
from registry.store import Store
from schemas.model import Particulars


def fingerprints(store: Store) -> Iterator[tuple[str, str]]:
    """Every act in the order of registration, with a hash of its versions and their intervals.

    Two states of an act with one fingerprint have the same texts on the same days, made by the
    same changes. One pass over two tables; texts are not read.
    """
    query = (
        select(
            t.works.c.iri, t.works.c.particulars, t.expressions.c.valid_from,
            t.expressions.c.valid_to, t.expressions.c.sha256, t.expressions.c.outcomes,
        )
        .join(t.expressions, t.expressions.c.iri == t.works.c.iri)
        .order_by(t.works.c.sequence, t.expressions.c.place)
    )  # fmt: skip
    last, digest = "", hashlib.sha256()
    with store.engine.connect() as db:
        for row in db.execute(query):
            if row.iri != last:
                if last:
                    yield last, digest.hexdigest()
                last, digest = row.iri, hashlib.sha256(row.particulars.encode())
            parts = (row.valid_from, row.valid_to, row.sha256, row.outcomes)
            digest.update("\0".join(part or "" for part in parts).encode())
        if last:
            yield last, digest.hexdigest()


def register(store: Store) -> Iterator[tuple[str, Particulars]]:
    """Every act with what identifies it, in the order of registration."""
    query = select(t.works.c.iri, t.works.c.particulars).order_by(t.works.c.sequence)
    with store.engine.connect() as db:
        for row in db.execute(query):
            yield row.iri, Particulars(**json.loads(row.particulars))
