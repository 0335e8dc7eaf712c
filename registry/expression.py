"""One version of a work, read from the store as far as it is asked for."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from functools import cached_property
from typing import TYPE_CHECKING, Any

from sqlalchemy import Connection, select

from consolidation.analysis import Made
from consolidation.expressions import expression_akn
from consolidation.ledger import Entry
from consolidation.outcomes import outcome_json, outcome_of
from consolidation.running import Outcome
from registry import tables as t
from registry.as_of import VersionRow, answers, text_on, version_rows
from registry.effects import effects_of
from registry.orders import entries_of
from registry.texts import facts
from schemas.model import Act, Particulars

if TYPE_CHECKING:
    from registry.store import Store


@dataclass(frozen=True, slots=True)
class Work:
    """A registered act."""

    iri: str
    sequence: int
    source: str
    particulars: Particulars
    reading: dict[str, Any]
    since: str | None


@dataclass(frozen=True)
class Expression:
    """A version: its interval of force, half open, and its Merkle root (``sha256``).

    The tree (``act``), its Akoma Ntoso form (``akn``) and what became of the operations of its
    first day (``outcomes``) are read when asked for and kept.
    """

    store: Store = field(repr=False)
    work: Work = field(repr=False)
    row: VersionRow
    place: int
    known: int | None = None

    @property
    def iri(self) -> str:
        return self.work.iri

    @property
    def valid_from(self) -> str | None:
        return self.row.valid_from

    @property
    def valid_to(self) -> str | None:
        return self.row.valid_to

    @property
    def sha256(self) -> str:
        """The Merkle root over all its units: two versions of one root read the same."""
        return self.row.root

    def holds_on(self, day: str) -> bool:
        """Whether this is the version of the day (ISO)."""
        started = self.valid_from is None or self.valid_from <= day
        return started and (self.valid_to is None or day < self.valid_to)

    @cached_property
    def act(self) -> Act:
        """The text as a tree."""
        work = self.work
        with self.store.engine.connect() as db:
            root = text_on(db, work.sequence, self.valid_from, self.known)
            _, readings, consolidated = facts(db, work.sequence)
        particulars = replace(work.particulars, title=self.row.title)
        return Act(particulars, root, work.source, consolidated, readings)

    @cached_property
    def akn(self) -> bytes:
        """The text as Akoma Ntoso, with what the ledger says of its making."""
        with self.store.engine.connect() as db:
            days = [row.valid_from for row in version_rows(db, self.work.sequence, self.known)]
            held = Steps(db, self.work.sequence, self.known)
            made = [
                Made(day, held.of_version(days, place))
                for place, day in enumerate(days[: self.place + 1])
            ]
            effects = list(effects_of(db, self.iri, self.known))
        return expression_akn(self.act, made, self.valid_to, effects)

    @cached_property
    def made(self) -> list[Outcome]:
        """What became of the operations of its first day; in the last version also of those
        without a day."""
        with self.store.engine.connect() as db:
            days = [row.valid_from for row in version_rows(db, self.work.sequence, self.known)]
            held = Steps(db, self.work.sequence, self.known)
            found = held.of_version(days, self.place)
            return found + (held.on(None, None) if self.place == len(days) - 1 else [])

    @property
    def outcomes(self) -> list[dict[str, Any]]:
        """:attr:`made` as data."""
        return [outcome_json(outcome) for outcome in self.made]


class Steps:
    """What became of the ledger rows of one act, as known at a moment."""

    def __init__(self, db: Connection, work: int, known: int | None) -> None:
        self.db = db
        s = t.steps.c
        self.query = select(s.ledger, s.day, s.result).where(
            s.work == work, answers(t.steps, known)
        )

    def of_version(self, days: list[str | None], place: int) -> list[Outcome]:
        """The outcomes of a version's first day; of the first version, all up to that day."""
        day = days[place]
        return self.on(None if place == 0 else day, day) if day is not None else []

    def on(self, first: str | None, last: str | None) -> list[Outcome]:
        """Outcomes from a day to a day, in the order of effect; (None, None): those undated."""
        day = t.steps.c.day
        query = self.query.where(day.is_(None) if last is None else day <= last)
        if first is not None:
            query = query.where(day >= first)
        rows = self.db.execute(query).all()
        entries = entries_of(self.db, [row.ledger for row in rows])
        found = [outcome_of(_on_day(entries[row.ledger], row.day), row.result) for row in rows]
        return sorted(found, key=lambda outcome: outcome.entry.sort_key)


def outcomes_of(db: Connection, ledgers: list[int]) -> list[Outcome]:
    """What became of ledger rows, as known now."""
    s = t.steps.c
    query = select(s.ledger, s.day, s.result).where(s.ledger.in_(ledgers), s.superseded.is_(None))
    entries = entries_of(db, ledgers)
    return [
        outcome_of(_on_day(entries[row.ledger], row.day), row.result) for row in db.execute(query)
    ]


def _on_day(entry: Entry, day: str | None) -> Entry:
    """The entry with the day it had effect on, which may be a decision's."""
    return replace(entry, operation=replace(entry.operation, valid_from=day))
