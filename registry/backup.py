"""Backup and restore: every row of every table in one file, whatever the database.

The file is zstd-compressed JSON lines: a header, one line a row in an order in which every
reference is already there, and a last line with the count and the hash of all before it. It is
taken from one consistent snapshot while people work. Restoring asks for an empty store, checks
the file to its end before anything is kept, and then the chains of ledger and audit trail. A
backup of an earlier schema is brought to today's in the same transaction.
"""

from __future__ import annotations

import base64
import hashlib
import io
import json
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

import zstandard
from sqlalchemy import Connection, Table, func, insert, select, text, update

from registry import audit
from registry import tables as t
from registry.migrations import FIRST, carry_rows, schema_in
from registry.office import Office
from registry.store import Store, StoreError
from registry.tables import metadata

FORMAT = "matsne-backup-1"
_BATCH = 500


def backup(store: Store, path: Path) -> int:
    """Write a backup. Returns how many rows it holds. The file appears only when it is whole."""
    Office(store.engine)
    part = path.with_name(path.name + ".part")
    rows = 0
    digest = hashlib.sha256()
    with store.engine.connect() as plain, part.open("wb") as out:
        db = plain.execution_options(isolation_level=_snapshot(plain))
        with zstandard.ZstdCompressor(level=6).stream_writer(out) as packed:
            for line in _lines(db):
                rows += 1
                digest.update(line)
                packed.write(line)
            end = {"end": rows - 1, "sha256": digest.hexdigest()}
            packed.write(json.dumps(end).encode() + b"\n")
    part.replace(path)
    return rows - 1


def restore(store: Store, path: Path) -> int:
    """Fill an empty store from a backup. Returns the rows restored.

    Raises :class:`StoreError` where the store holds anything, the file is damaged or cut off, or
    a chain is broken; then nothing was kept.
    """
    office = Office(store.engine)
    expected = _whole(path)
    rows = 0
    with store.engine.begin() as db:
        tables = {table.name: table for table in metadata.sorted_tables}
        db.execute(t.store_schema.delete())  # the backup brings its own
        for table in tables.values():
            if db.execute(select(func.count()).select_from(table)).scalar_one():
                raise StoreError(f"the store is not empty: {table.name} holds rows")
        for name, batch in _batches(path):
            if name not in tables:
                raise StoreError(f"the backup holds a table that is not known: {name}")
            db.execute(insert(tables[name]), [_from_json(row) for row in batch])
            rows += len(batch)
        held = schema_in(db)
        if not FIRST <= held <= t.SCHEMA:
            raise StoreError(f"the backup is of schema {held}, this program's is {t.SCHEMA}")
        if db.dialect.name == "postgresql":
            _count_on(db, tables.values())
        carry_rows(db, held)
        db.execute(update(t.store_schema).values(version=t.SCHEMA))
    if rows != expected:
        raise StoreError(f"{rows} rows restored, {expected} expected")
    if store.chain_break() is not None or audit.broken_at(office) is not None:
        raise StoreError("a chain is broken in the backup")
    return rows


def _snapshot(db: Connection) -> Any:
    return "REPEATABLE READ" if db.dialect.name == "postgresql" else "SERIALIZABLE"


def _lines(db: Connection) -> Iterator[bytes]:
    yield _line({"format": FORMAT})
    for table in metadata.sorted_tables:
        for row in db.execute(select(table).order_by(*table.primary_key.columns)):
            yield _line({"t": table.name, "r": {k: _to_json(v) for k, v in row._mapping.items()}})


def _line(value: dict[str, Any]) -> bytes:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":")).encode() + b"\n"


def _read(path: Path) -> Iterator[bytes]:
    try:
        with path.open("rb") as file, zstandard.ZstdDecompressor().stream_reader(file) as stream:
            yield from io.BufferedReader(stream)
    except (OSError, zstandard.ZstdError) as error:
        raise StoreError(f"{path} is no backup: {error}") from error


def _whole(path: Path) -> int:
    """Rows of a backup that is whole. Raises :class:`StoreError`."""
    digest, last, count = hashlib.sha256(), b"", -1
    for line in _read(path):
        if last:
            digest.update(last)
            count += 1
        last = line
    try:
        end = json.loads(last)
    except ValueError:
        raise StoreError(f"{path} is cut off") from None
    if end.get("sha256") != digest.hexdigest() or end.get("end") != count:
        raise StoreError(f"{path} is cut off or damaged")
    return count


def _batches(path: Path) -> Iterator[tuple[str, list[dict[str, Any]]]]:
    name = ""
    batch: list[dict[str, Any]] = []
    for line in _read(path):
        value = json.loads(line)
        if "format" in value and value["format"] != FORMAT:
            raise StoreError(f"a backup of another kind: {value['format']}")
        if "t" not in value:
            continue
        if batch and (value["t"] != name or len(batch) >= _BATCH):
            yield name, batch
            batch = []
        name = value["t"]
        batch.append(value["r"])
    if batch:
        yield name, batch


def _to_json(value: Any) -> Any:
    return {"b": base64.b64encode(value).decode()} if isinstance(value, bytes) else value


def _from_json(row: dict[str, Any]) -> dict[str, Any]:
    return {k: base64.b64decode(v["b"]) if isinstance(v, dict) else v for k, v in row.items()}


def _count_on(db: Connection, tables: Iterable[Table]) -> None:
    """Let the server's counters go on after the rows that are there."""
    for table in tables:
        column = table.autoincrement_column
        if column is None:
            continue
        find = text("SELECT pg_get_serial_sequence(:t, :c)")
        sequence = db.execute(find, {"t": f'"{table.name}"', "c": column.name}).scalar()
        highest = db.execute(select(func.max(column))).scalar()
        if sequence and highest:
            db.execute(text("SELECT setval(:s, :n)"), {"s": sequence, "n": highest})
