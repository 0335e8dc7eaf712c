"""The embedded store: SQLite in WAL mode through SQLAlchemy Core.

Each public method that writes is one transaction; a crash at any point loses nothing that was
acknowledged and leaves nothing half-written. Raw bytes are compressed, never changed.
"""

from __future__ import annotations

import hashlib
import json
import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import asdict
from pathlib import Path
from typing import Any

import zstandard
from sqlalchemy import (
    Connection,
    Engine,
    Result,
    Select,
    create_engine,
    event,
    func,
    insert,
    select,
    update,
)
from sqlalchemy import delete as sql_delete
from sqlalchemy.exc import DatabaseError

from consolidation.decisions import Decision, decision_to_json
from consolidation.ledger import Entry, entry_from_json, entry_hash, entry_to_json
from consolidation.match import AmendedAct, keys
from registry import append_only as _append_only  # noqa: F401  all tables, with their triggers
from registry import tables as t
from registry.as_of import Held, moment_of, unit_on, version_rows
from registry.clock import now
from registry.expression import Expression, Work
from registry.writing import BUSY_TIMEOUT, told_busy, writing
from schemas.model import Particulars

__all__ = ["Expression", "Store", "StoreError", "Work", "now"]


class StoreError(Exception):
    """The store cannot be opened or does not hold what is asked. The message names the cause."""


def schema_of(path: Path) -> int:
    """The schema a store was written with; 0: there is no store yet.

    Raises :class:`StoreError` for a file that is no store.
    """
    if not path.exists() or path.stat().st_size == 0:
        return 0
    try:
        with closing(sqlite3.connect(f"{path.resolve().as_uri()}?mode=ro", uri=True)) as db:
            tables = {name for (name,) in db.execute("SELECT name FROM sqlite_master")}
            if "store_schema" in tables:
                row = db.execute("SELECT max(version) FROM store_schema").fetchone()
                return int(row[0] or 0)
    except sqlite3.DatabaseError as error:
        raise StoreError(f"{path} is not a store of this program: {error}") from error
    return 1 if {"ledger", "expressions"} <= tables else 0


def engine_of(path: Path) -> Engine:
    """The engine of a store's file, whatever its schema."""
    engine = create_engine(f"sqlite:///{path}", max_overflow=45)  # one for each web thread
    event.listen(engine, "connect", _configure)
    return engine


class Store:
    """A store at a path. Use as a context manager or call :meth:`close`."""

    def __init__(self, path: Path) -> None:
        path.parent.mkdir(parents=True, exist_ok=True)
        held = schema_of(path)
        if 0 < held < t.SCHEMA:
            raise StoreError(f"{path} was written by an earlier program: run 'matsne migrate' once")
        if held > t.SCHEMA:
            raise StoreError(f"{path} was written by a later program (schema {held})")
        self.path = path
        self.engine: Engine = engine_of(path)
        try:
            with told_busy():
                t.metadata.create_all(self.engine)
                if not held:
                    with self.engine.begin() as db:
                        db.execute(insert(t.store_schema).values(version=t.SCHEMA))
        except DatabaseError as error:
            raise StoreError(f"{path} is not a store of this program: {error.orig}") from error

    def __enter__(self) -> Store:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def close(self) -> None:
        self.engine.dispose()

    @contextmanager
    def transaction(self) -> Iterator[Connection]:
        """One decision by one writer at a time: all of it is kept, or nothing.

        Raises :class:`registry.writing.Busy` where others write all the time.
        """
        with writing(self.engine) as connection:
            yield connection

    def _rows(self, query: Select[Any], db: Connection | None) -> Result[Any]:
        """Rows of a query: inside the transaction at hand, or on a connection of its own."""
        if db is not None:
            return db.execute(query)
        with self.engine.connect() as own:
            return own.execute(query).freeze()()

    # sources

    def put_source(self, db: Connection, data: bytes, name: str, format_: str) -> str:
        """Keep the bytes for ever; the same bytes are kept once. Returns their SHA-256."""
        digest = hashlib.sha256(data).hexdigest()
        held = db.execute(select(t.sources.c.sha256).where(t.sources.c.sha256 == digest)).first()
        if held is None:
            row = {
                "sha256": digest, "name": name, "format": format_, "size": len(data),
                "bytes": zstandard.compress(data, 3), "recorded": now(),
            }  # fmt: skip
            db.execute(insert(t.sources).values(row))
        return digest

    def source(self, digest: str, db: Connection | None = None) -> tuple[str, bytes]:
        """Name and bytes of a source. Raises :class:`StoreError`."""
        query = select(t.sources.c.name, t.sources.c.bytes).where(t.sources.c.sha256 == digest)
        row = self._rows(query, db).first()
        if row is None:
            raise StoreError(f"no source {digest}")
        data: bytes = zstandard.decompress(row.bytes)
        if hashlib.sha256(data).hexdigest() != digest:
            raise StoreError(f"source {digest} is damaged: its bytes have another hash")
        return row.name, data

    def held(self, digests: list[str]) -> dict[str, str]:
        """Of these sources, those registered already: hash → IRI."""
        query = select(t.works.c.source, t.works.c.iri).where(t.works.c.source.in_(digests))
        with self.engine.connect() as db:
            return {row.source: row.iri for row in db.execute(query)}

    # works

    def put_work(
        self,
        db: Connection,
        iri: str,
        source: str,
        particulars: Particulars,
        reading: dict[str, Any],
        since: str | None,
    ) -> Work:
        """Register an act under its IRI."""
        last = db.execute(select(func.max(t.works.c.sequence))).scalar() or 0
        row = {
            "iri": iri, "sequence": last + 1, "source": source, "title": particulars.title,
            "particulars": json.dumps(asdict(particulars), ensure_ascii=False),
            "reading": json.dumps(reading, ensure_ascii=False), "since": since,
            "recorded": now(),
        }  # fmt: skip
        db.execute(insert(t.works).values(row))
        self._name(db, iri, particulars)
        return Work(iri, last + 1, source, particulars, reading, since)

    def learn(self, db: Connection, iri: str, particulars: Particulars) -> None:
        """What is known of an act now; it is found by the names it had before too."""
        known = json.dumps(asdict(particulars), ensure_ascii=False)
        db.execute(update(t.works).where(t.works.c.iri == iri).values(particulars=known))
        self._name(db, iri, particulars)

    def _name(self, db: Connection, iri: str, particulars: Particulars) -> None:
        names = {
            "matsne-id": particulars.matsne_id,
            "number": particulars.number,
            "title": particulars.title,
            "registration-code": particulars.registration_code,
        }
        alias, key = t.aliases.c, t.work_keys.c
        held = {
            tuple(r) for r in db.execute(select(alias.kind, alias.value).where(alias.iri == iri))
        }
        new = [(k, v) for k, v in names.items() if v and (k, v) not in held]
        if new:
            db.execute(insert(t.aliases), [{"kind": k, "value": v, "iri": iri} for k, v in new])
        had = set(db.execute(select(key.key).where(key.iri == iri)).scalars())
        if found := sorted(keys(particulars) - had):
            db.execute(insert(t.work_keys), [{"key": one, "iri": iri} for one in found])

    def works(self, db: Connection | None = None) -> list[Work]:
        """Every act, in the order of registration."""
        rows = self._rows(select(t.works).order_by(t.works.c.sequence), db)
        return [_work(row) for row in rows.all()]

    def work(self, iri: str, db: Connection | None = None) -> Work | None:
        row = self._rows(select(t.works).where(t.works.c.iri == iri), db).first()
        return None if row is None else _work(row)

    def find(self, words: str) -> list[Work]:
        """Acts that answer to an IRI, Matsne id, registration code, number, or part of a title."""
        exact = self.work(words)
        if exact is not None:
            return [exact]
        with self.engine.connect() as db:
            by_alias = select(t.aliases.c.iri).where(t.aliases.c.value == words)
            iris = [row.iri for row in db.execute(by_alias)]
            if not iris:
                by_title = select(t.works.c.iri).where(t.works.c.title.contains(words))
                iris = [row.iri for row in db.execute(by_title)]
        found = [self.work(iri) for iri in dict.fromkeys(iris)]
        return [work for work in found if work is not None]

    # ledger

    def append(self, db: Connection, entry: Entry, cited: AmendedAct) -> int:
        """Add an order at the end of the chain. Returns its ledger id."""
        ledger = self._add(
            db, "entry", entry.amending_iri, entry.operation.n, entry_to_json(entry),
            json.dumps(asdict(cited), ensure_ascii=False), entry.recorded,
        )  # fmt: skip
        if found := sorted(keys(cited)):
            rows = [{"key": key, "ledger": ledger} for key in found]
            db.execute(insert(t.citation_keys), rows)
        return ledger

    def append_decision(self, db: Connection, decision: Decision) -> int:
        """Add a person's decision at the end of the chain. Returns its ledger id."""
        body = decision_to_json(decision)
        return self._add(db, "decision", decision.amending, decision.n, body, "null", now())

    def withdraw(self, db: Connection, ledger: int, why: str) -> int:
        """Record that an order is not in its act, as a newer reading of it has found."""
        row = db.execute(select(t.ledger).where(t.ledger.c.id == ledger)).one()
        body = json.dumps({"withdraws": ledger, "why": why}, ensure_ascii=False)
        by = self._add(db, "withdrawal", row.amending, row.n, body, row.cited, now())
        self.replace(db, ledger, by)
        return by

    def replace(self, db: Connection, ledger: int, by: int) -> None:
        """An order is held by a newer ledger row; the old one has no effect any more."""
        db.execute(insert(t.replaced).values(ledger=ledger, by=by))
        db.execute(sql_delete(t.targets).where(t.targets.c.ledger == ledger))

    def _add(
        self, db: Connection, kind: str, amending: str, n: int, body: str, cited: str, recorded: str
    ) -> int:
        last = db.execute(select(t.ledger.c.hash).order_by(t.ledger.c.id.desc()).limit(1)).scalar()
        previous = last or ""
        row = {
            "kind": kind, "amending": amending, "n": n, "cited": cited, "entry": body,
            "recorded": recorded, "previous_hash": previous, "hash": entry_hash(body, previous),
        }  # fmt: skip
        key = db.execute(insert(t.ledger).values(row)).inserted_primary_key
        if key is None:
            raise StoreError("the ledger gave no id")
        return int(key[0])

    def aim(self, db: Connection, ledger_id: int, iri: str, evidence: tuple[str, ...]) -> None:
        """Record which held act an entry changes, and the particulars that prove it."""
        row = {"ledger": ledger_id, "iri": iri, "evidence": json.dumps(evidence)}
        db.execute(insert(t.targets).values(row))

    def candidates(self, db: Connection, ledger_id: int) -> list[Work]:
        """Acts that share a key with the citation of an entry."""
        query = (
            select(t.works)
            .join(t.work_keys, t.work_keys.c.iri == t.works.c.iri)
            .join(t.citation_keys, t.citation_keys.c.key == t.work_keys.c.key)
            .where(t.citation_keys.c.ledger == ledger_id)
            .distinct()
        )
        return [_work(row) for row in db.execute(query)]

    def waiting(self, db: Connection, amending: str, iri: str) -> list[tuple[int, dict[str, Any]]]:
        """Entries without a held act that an act brought in, or that may mean this one.

        Ledger id and the act as cited, in ledger order.
        """
        meant = (
            select(t.citation_keys.c.ledger)
            .join(t.work_keys, t.work_keys.c.key == t.citation_keys.c.key)
            .where(t.work_keys.c.iri == iri)
        )
        query = (
            select(t.ledger.c.id, t.ledger.c.cited)
            .outerjoin(t.targets, t.targets.c.ledger == t.ledger.c.id)
            .where(t.targets.c.ledger.is_(None), t.ledger.c.kind == "entry")
            .where(t.ledger.c.id.not_in(select(t.replaced.c.ledger)))
            .where((t.ledger.c.amending == amending) | t.ledger.c.id.in_(meant))
            .order_by(t.ledger.c.id)
        )
        return [(row.id, json.loads(row.cited)) for row in db.execute(query)]

    def entries_by(self, amending: str, db: Connection | None = None) -> dict[int, Entry]:
        """The orders an act brought in as read last, by ledger id, in its own order."""
        query = select(t.ledger.c.id, t.ledger.c.entry).where(
            t.ledger.c.amending == amending,
            t.ledger.c.kind == "entry",
            t.ledger.c.id.not_in(select(t.replaced.c.ledger)),
        )
        rows = self._rows(query.order_by(t.ledger.c.n), db).all()
        return {row.id: entry_from_json(row.entry) for row in rows}

    def chain_break(self) -> int | None:
        """Ledger id of the first entry whose hash does not follow, or None."""
        previous = ""
        with self.engine.connect() as db:
            for row in db.execute(select(t.ledger).order_by(t.ledger.c.id)):
                if row.previous_hash != previous or row.hash != entry_hash(row.entry, previous):
                    return int(row.id)
                previous = row.hash
        return None

    # expressions

    def expressions(self, iri: str, known: str | None = None) -> list[Expression]:
        """Versions of a work, oldest first; as known at the end of a day, or now.

        Empty where nothing was known of it then.
        """
        work = self.work(iri)
        if work is None:
            return []
        with self.engine.connect() as db:
            moment = None if known is None else moment_of(db, known)
            rows = version_rows(db, work.sequence, moment)
        return [Expression(self, work, row, place, moment) for place, row in enumerate(rows)]

    def unit(self, iri: str, eid: str, day: str, known: str | None = None) -> Held | None:
        """One unit as it reads on a day, without the rest of its act."""
        with self.engine.connect() as db:
            sequence = db.execute(select(t.works.c.sequence).where(t.works.c.iri == iri)).scalar()
            if sequence is None:
                return None
            moment = None if known is None else moment_of(db, known)
            return unit_on(db, sequence, eid, day, moment)


def _work(row: Any) -> Work:
    particulars = Particulars(**json.loads(row.particulars))
    reading = json.loads(row.reading)
    return Work(row.iri, row.sequence, row.source, particulars, reading, row.since)


def _configure(connection: Any, _record: object) -> None:
    cursor = connection.cursor()
    cursor.execute("PRAGMA journal_mode=WAL")
    cursor.execute("PRAGMA synchronous=FULL")
    cursor.execute("PRAGMA foreign_keys=ON")
    cursor.execute(f"PRAGMA busy_timeout={BUSY_TIMEOUT}")
    cursor.execute("PRAGMA cache_size=-65536")
    cursor.close()
