"""What the store holds, as the web asks for it: read-only and without what a page does not need.

Versions come without their bytes, acts without the reading of their orders. Parsed acts are kept
by the hash of their version, so they never go stale; whether anything was written since is told
by :meth:`Holdings.token`.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import zstandard
from sqlalchemy import JSON, Select, func, select, type_coerce

from acts.akn_reader import read_akn
from api.kept import Kept
from consolidation.ledger import Entry, entry_from_json
from registry import tables as t
from registry.store import Store
from schemas.model import Act, Particulars

_PARSED = 96 * 2**20  # bytes of Akoma Ntoso whose parsed acts are kept


@dataclass(frozen=True, slots=True)
class Card:
    """A registered act without its texts. ``since``: ISO day from which its base text holds,
    where proved; ``recorded``: the instant at which it was registered (UTC)."""

    iri: str
    sequence: int
    particulars: Particulars
    since: str | None
    recorded: str

    @property
    def title(self) -> str:
        return self.particulars.title or self.iri


@dataclass(frozen=True, slots=True)
class Version:
    """One version without its bytes. ``place`` 0 is the base text."""

    work: str
    place: int
    valid_from: str | None
    valid_to: str | None
    sha256: str
    outcomes: tuple[dict[str, Any], ...]

    @property
    def iri(self) -> str:
        """The permanent name of this version."""
        return f"{self.work}/kat@{self.valid_from or ''}"

    def holds_on(self, day: str) -> bool:
        """Whether this is the version of the day (ISO)."""
        started = self.valid_from is None or self.valid_from <= day
        return started and (self.valid_to is None or day < self.valid_to)


class Holdings:
    """A view of one store. Every method reads; none writes."""

    def __init__(self, store: Store) -> None:
        self.store = store
        self._parsed: Kept[str, tuple[Act, int]] = Kept(_PARSED, lambda item: item[1])
        self._sqlite = store.engine.dialect.name == "sqlite"
        self._watch = store.engine.connect()

    def close(self) -> None:
        self._watch.close()

    def token(self) -> int:
        """A number that changes when anything was written to the store by anyone."""
        if self._sqlite:
            raw = self._watch.connection.dbapi_connection
            assert raw is not None
            return int(raw.cursor().execute("PRAGMA data_version").fetchone()[0])
        with self.store.engine.connect() as db:
            return int(db.execute(select(func.max(t.works.c.sequence))).scalar() or 0)

    def _all(self, query: Select[Any]) -> Any:
        with self.store.engine.connect() as db:
            return db.execute(query).all()

    # acts

    def card(self, iri: str) -> Card | None:
        rows = self._all(_cards().where(t.works.c.iri == iri))
        return _card(rows[0]) if rows else None

    def cards(self, after: int = 0, limit: int = 100) -> list[Card]:
        """Acts in the order of registration, past a sequence number."""
        query = _cards().where(t.works.c.sequence > after).order_by(t.works.c.sequence)
        return [_card(row) for row in self._all(query.limit(limit))]

    def latest(self, limit: int) -> list[Card]:
        """The acts registered last, newest first."""
        query = _cards().order_by(t.works.c.sequence.desc()).limit(limit)
        return [_card(row) for row in self._all(query)]

    def named(self, kind: str, values: list[str]) -> list[Card]:
        """Acts with one of these names of a kind („matsne-id“, „number“, „registration-code“)."""
        query = (
            _cards()
            .join(t.aliases, t.aliases.c.iri == t.works.c.iri)
            .where(t.aliases.c.kind == kind, t.aliases.c.value.in_(values))
            .order_by(t.works.c.sequence)
        )
        return [_card(row) for row in self._all(query)]

    def titled(self, words: str, after: int = 0, limit: int = 100) -> list[Card]:
        """Acts whose title holds these words as they stand."""
        query = _cards().where(
            t.works.c.title.contains(words, autoescape=True), t.works.c.sequence > after
        )
        return [_card(row) for row in self._all(query.order_by(t.works.c.sequence).limit(limit))]

    def count(self) -> int:
        return int(self._all(select(func.count()).select_from(t.works))[0][0])

    def version_count(self) -> int:
        return int(self._all(select(func.count()).select_from(t.expressions))[0][0])

    def current_to(self) -> str | None:
        """The latest day of publication among all acts held: the law is known up to this day."""
        published = type_coerce(t.works.c.particulars, JSON)["published"].as_string()
        value = self._all(select(func.max(published)))[0][0]
        return None if value is None else str(value)

    # versions

    def versions(self, iri: str) -> list[Version]:
        """Versions of an act, oldest first."""
        x = t.expressions.c
        query = select(x.iri, x.place, x.valid_from, x.valid_to, x.sha256, x.outcomes)
        rows = self._all(query.where(x.iri == iri).order_by(x.place))
        return [
            Version(
                r.iri, r.place, r.valid_from, r.valid_to, r.sha256, tuple(json.loads(r.outcomes))
            )
            for r in rows
        ]

    def akn(self, version: Version) -> bytes:
        """The Akoma Ntoso bytes of a version."""
        x = t.expressions.c
        query = select(x.akn).where(x.iri == version.work, x.place == version.place)
        return zstandard.decompress(self._all(query)[0].akn)

    def act(self, version: Version) -> Act:
        """A version as a tree. It is shared: nobody may change it."""

        def parse() -> tuple[Act, int]:
            data = self.akn(version)
            return read_akn(data), len(data)

        return self._parsed.get(version.sha256, parse)[0]

    # orders

    def received(self, iri: str) -> list[Entry]:
        """Ledger entries that change an act, in ledger order."""
        query = (
            select(t.ledger.c.entry)
            .join(t.targets, t.targets.c.ledger == t.ledger.c.id)
            .where(t.targets.c.iri == iri)
            .order_by(t.ledger.c.id)
        )
        return [entry_from_json(row.entry) for row in self._all(query)]

    def given(self, iri: str) -> list[tuple[Entry, str | None]]:
        """Ledger entries that an act brought in, each with the held act it changes."""
        query = (
            select(t.ledger.c.entry, t.targets.c.iri)
            .outerjoin(t.targets, t.targets.c.ledger == t.ledger.c.id)
            .where(t.ledger.c.amending == iri)
            .order_by(t.ledger.c.n)
        )
        return [(entry_from_json(row.entry), row.iri) for row in self._all(query)]

    def changes(self, since: str = "", limit: int = 100) -> Iterator[tuple[Card, list[str]]]:
        """Acts recorded after an instant, oldest first, with the acts whose text they change."""
        query = _cards().where(t.works.c.recorded > since).order_by(t.works.c.sequence)
        for row in self._all(query.limit(limit)):
            targets = (
                select(t.targets.c.iri)
                .join(t.ledger, t.ledger.c.id == t.targets.c.ledger)
                .where(t.ledger.c.amending == row.iri)
                .distinct()
            )
            yield _card(row), sorted(found.iri for found in self._all(targets))


def _cards() -> Select[Any]:
    w = t.works.c
    return select(w.iri, w.sequence, w.particulars, w.since, w.recorded)


def _card(row: Any) -> Card:
    particulars = Particulars(**json.loads(row.particulars))
    return Card(row.iri, row.sequence, particulars, row.since, row.recorded)
