"""An older store made into one of today's, beside it, and put in its place when it is whole.

Sources, acts, ledger and proofs of targets are copied with the instants they were recorded;
texts are derived and made anew from them. What an older store answered in the past is not known
any more: its answers begin with the migration.
"""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Iterator
from pathlib import Path

from consolidation.intake import take_in
from registry.consolidating import build
from registry.orders import orders_on
from registry.records import refresh, take_over
from registry.store import Store, StoreError, schema_of

_COPIED = {
    "sources": "sha256, name, format, size, bytes, recorded",
    "works": "iri, sequence, source, title, particulars, reading, since, recorded",
    "aliases": "kind, value, iri",
    "work_keys": "key, iri",
    "ledger": "id, amending, n, cited, entry, recorded, previous_hash, hash",
    "targets": "ledger, iri, evidence",
    "citation_keys": "key, ledger",
}


def migrate(path: Path) -> Iterator[str]:
    """Migrate the store at a path; yields the IRI of every act whose texts were made anew.

    Raises :class:`StoreError` where there is nothing to migrate, or the ledger is broken.
    """
    if schema_of(path) != 1:
        raise StoreError(f"{path}: გადაყვანა საჭირო არ არის / needs no migration")
    beside = path.with_name(path.name + ".migrating")
    for left in (beside, Path(f"{beside}-wal"), Path(f"{beside}-shm")):
        left.unlink(missing_ok=True)
    with Store(beside) as store:
        _copy(path, beside)
        broken = store.chain_break()
        if broken is not None:
            raise StoreError(f"chain-broken at ledger entry {broken}: it is not migrated")
        with store.transaction() as db:
            take_over(db)
        for work in store.works():
            name, data = store.source(work.source)
            base = take_in(data, name, work.particulars).act
            with store.transaction() as db:
                build(db, work.sequence, base, work.since, orders_on(db, work.iri))
                refresh(db, work.iri)
            yield work.iri
    for file in (path, beside):
        _fold_log(file)
    os.replace(beside, path)


def _copy(old: Path, new: Path) -> None:
    db = sqlite3.connect(new, isolation_level=None)
    try:
        db.execute("ATTACH DATABASE ? AS old", (str(old),))
        db.execute("BEGIN")
        for table, columns in _COPIED.items():
            kind, value = (", kind", ", 'entry'") if table == "ledger" else ("", "")
            db.execute(
                f"INSERT INTO main.{table} ({columns}{kind}) SELECT {columns}{value} "
                f"FROM old.{table}"
            )
        db.execute("COMMIT")
    finally:
        db.close()


def _fold_log(path: Path) -> None:
    """Bring everything from the write-ahead log into the file itself."""
    db = sqlite3.connect(path)
    db.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    db.close()
