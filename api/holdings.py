"""What the store holds, as the web asks for it: read-only and without what a page does not need.

Versions come without their texts, acts without the reading of their orders. Trees are kept
by the hash of their version, so they never go stale; whether anything was written since is told
by :meth:`Holdings.token`.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Any

from sqlalchemy import Connection, Select, func, select

from api.kept import Kept
from consolidation.ledger import Entry
from consolidation.outcomes import outcome_json, outcome_of
from consolidation.running import Outcome
from registry import annexes
from registry import office_tables as o
from registry import tables as t
from registry.annexes import Annex
from registry.as_of import (
    UnitInterval,
    answers,
    moment_of,
    text_on,
    unit_history,
    unit_on,
    version_rows,
)
from registry.clock import end_of
from registry.expression import Expression
from registry.orders import entries_of
from registry.store import Store
from registry.texts import facts
from schemas.model import Act, Particulars, Unit

_FILES = 48 * 2**20  # bytes of Akoma Ntoso that are kept
_PARSED = 96 * 2**20  # weight of the acts that are kept as trees: letters, and 200 a unit


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
    """One version without its text. ``place`` 0 is the base text; ``root`` is the Merkle root
    over all its units, so two versions of one root read the same. ``moment``: as known then
    (an id of ``moments``); None: as known now."""

    work: str
    sequence: int
    place: int
    valid_from: str | None
    valid_to: str | None
    root: str
    title: str | None
    outcomes: tuple[dict[str, Any], ...]
    moment: int | None = None

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
        self._parsed: Kept[tuple[str, str, str], tuple[Act, int]] = Kept(
            _PARSED, lambda item: item[1]
        )
        self._files: Kept[tuple[str, int, int | None, int], bytes] = Kept(_FILES, len)
        self._current_to: tuple[int, str | None] | None = None
        self._sqlite = store.engine.dialect.name == "sqlite"
        self._watch = store.engine.connect()
        self._raw: Any = self._watch.connection.dbapi_connection

    def close(self) -> None:
        self._watch.close()

    def token(self) -> int:
        """A number that changes when anything was written to the store by anyone."""
        if self._sqlite:
            return int(self._raw.execute("PRAGMA data_version").fetchone()[0])
        counted = (t.works.c.sequence, t.ledger.c.id, t.moments.c.id, o.audit.c.id)
        query = select(*(select(func.max(one)).scalar_subquery() for one in counted))
        return sum(number or 0 for number in self._all(query)[0])

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
        query = select(func.count()).select_from(t.versions).where(answers(t.versions, None))
        return int(self._all(query)[0][0])

    def current_to(self) -> str | None:
        """The latest day of publication among all acts held: the law is known up to this day.

        Read once for each state of the store: over 22,215 acts it takes 60 ms.
        """
        token = self.token()
        held = self._current_to
        if held is None or held[0] != token:
            held = self._current_to = (token, self._latest_publication())
        return held[1]

    def _latest_publication(self) -> str | None:
        value = self._all(select(func.max(o.records.c.published)))[0][0]
        return None if value is None else str(value)

    # versions

    def versions(self, iri: str, known: str | None = None) -> list[Version]:
        """Versions of an act, oldest first; as known at the end of a day, or now.

        Empty where nothing was known of it then.
        """
        with self.store.engine.connect() as db:
            query = select(t.works.c.sequence, t.works.c.recorded).where(t.works.c.iri == iri)
            found = db.execute(query).first()
            if found is None or (known is not None and found.recorded >= end_of(known)):
                return []
            sequence = int(found.sequence)
            moment = None if known is None else moment_of(db, known)
            rows = version_rows(db, sequence, moment)
            made = _made(db, sequence, [row.valid_from for row in rows], moment)
        return [
            Version(
                iri,
                sequence,
                place,
                row.valid_from,
                row.valid_to,
                row.root,
                row.title,
                tuple(made[place]),
                moment,
            )
            for place, row in enumerate(rows)
        ]

    def akn(self, version: Version) -> bytes:
        """The Akoma Ntoso bytes of a version, with what the ledger says of its making."""

        def make() -> bytes:
            work = self.store.work(version.work)
            assert work is not None
            with self.store.engine.connect() as db:
                row = version_rows(db, version.sequence, version.moment)[version.place]
            return Expression(self.store, work, row, version.place, version.moment).akn

        key = (version.work, version.place, version.moment, self.token())
        return self._files.get(key, make)

    def act(self, version: Version) -> Act:
        """A version as a tree. It is shared: nobody may change it."""

        def read() -> tuple[Act, int]:
            with self.store.engine.connect() as db:
                root = text_on(db, version.sequence, version.valid_from, version.moment)
                _, readings, consolidated = facts(db, version.sequence)
                query = select(t.works.c.particulars, t.works.c.source)
                row = db.execute(query.where(t.works.c.sequence == version.sequence)).one()
            particulars = Particulars(**json.loads(row.particulars))
            particulars.title = version.title
            act = Act(particulars, root, row.source, consolidated, readings)
            return act, sum(len(unit.text) + 200 for unit in act.walk())

        key = (version.work, version.valid_from or "", version.root)
        return self._parsed.get(key, read)[0]

    def holds_unit(self, version: Version, eid: str) -> bool:
        """Whether a version has a unit of that eId."""
        with self.store.engine.connect() as db:
            day = version.valid_from or ""
            return unit_on(db, version.sequence, eid, day, version.moment) is not None

    def stands(self, iri: str, eid: str, day: str) -> bool:
        """Whether an act has a unit of that eId on a day (ISO)."""
        with self.store.engine.connect() as db:
            of = db.execute(select(t.works.c.sequence).where(t.works.c.iri == iri)).scalar()
            return of is not None and unit_on(db, of, eid, day) is not None

    def unit_life(self, version: Version, unit: Unit) -> list[UnitInterval]:
        """The wordings of one unit, oldest first; empty for a unit that holds provisions."""
        with self.store.engine.connect() as db:
            day = version.valid_from or ""
            held = unit_on(db, version.sequence, unit.eid, day, version.moment)
            if held is None:
                return []
            found = unit_history(db, version.sequence, held.provision, unit.wid, version.moment)
        return [] if any(one.hash and one.unit is None for one in found) else found

    def files(self, iri: str) -> list[Annex]:
        """The binary annexes that were published with an act."""
        with self.store.engine.connect() as db:
            return annexes.published(db, iri)

    # orders

    def given(self, iri: str) -> list[tuple[Entry, str | None]]:
        """Orders that an act brought in, each with the held act it changes."""
        entries = self.store.entries_by(iri)
        query = select(t.targets.c.ledger, t.targets.c.iri)
        rows = self._all(query.where(t.targets.c.ledger.in_(list(entries))))
        aimed = {row.ledger: str(row.iri) for row in rows}
        return [(entry, aimed.get(ledger)) for ledger, entry in entries.items()]

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


def _made(
    db: Connection, sequence: int, days: list[str | None], moment: int | None
) -> list[list[dict[str, Any]]]:
    """What became of the orders of each version's first day, in the order of effect; those
    without a day are with the last version."""
    s = t.steps.c
    query = select(s.ledger, s.day, s.result).where(s.work == sequence, answers(t.steps, moment))
    rows = db.execute(query).all()
    entries = entries_of(db, [row.ledger for row in rows])
    found: list[list[Outcome]] = [[] for _ in days]
    for row in rows if days else ():
        entry = entries[row.ledger]
        dated = replace(entry, operation=replace(entry.operation, valid_from=row.day))
        place = len(days) - 1
        while row.day is not None and place > 0 and (days[place] or "") > row.day:
            place -= 1
        found[place].append(outcome_of(dated, row.result))
    return [
        [
            {**outcome_json(one), "provision": one.entry.provision}
            for one in sorted(held, key=lambda one: one.entry.sort_key)
        ]
        for held in found
    ]


def _cards() -> Select[Any]:
    w, v = t.works.c, t.versions.c
    first = (  # a later act may move the first day of force
        select(func.min(v.day))
        .where(v.work == w.sequence, v.superseded.is_(None), v.day != "")
        .scalar_subquery()
    )
    since = func.coalesce(first, w.since).label("since")
    return select(w.iri, w.sequence, w.particulars, since, w.recorded)


def _card(row: Any) -> Card:
    particulars = Particulars(**json.loads(row.particulars))
    return Card(row.iri, row.sequence, particulars, row.since, row.recorded)
