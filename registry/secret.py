"""The secret part of the State Register (Order 158 arts. 2(3), 6(12), 7(6)–(8), annex 1).

A file of its own, opened only for those admitted; the open store holds nothing of it, not even a
number. Its codes come from a range that the open parts never give (900001 and up), so neither
codes nor counters of the open register tell that a secret act exists. Acts come on paper, in two
bound copies; the record is the form of annex 1, and the stamp's text carries the code.
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from pathlib import Path

from sqlalchemy import (
    Column,
    Connection,
    Integer,
    MetaData,
    Table,
    Text,
    create_engine,
    func,
    insert,
    select,
)

from registry.clock import now
from registry.code_tables import CodeTables
from registry.codes import LAST_SEQUENCE, RegistrationCode
from registry.office import OfficeError, a_day
from registry.writing import writing

FIRST_SECRET = 900_001
_metadata = MetaData()
_records = Table(
    "secret_records", _metadata,
    Column("entry", Integer, primary_key=True),
    Column("kind", Text, nullable=False),
    Column("issuer", Text, nullable=False),
    Column("title", Text, nullable=False),
    Column("date", Text, nullable=False),
    Column("place", Text, nullable=False),
    Column("number", Text, nullable=False),
    Column("force", Text, nullable=False),
    Column("until", Text),
    Column("code", Text, nullable=False, unique=True),
    Column("part", Text, nullable=False),
    Column("sequence", Integer, nullable=False),
    Column("changed", Text, nullable=False),
    Column("copies", Integer, nullable=False),
    Column("received_from", Text, nullable=False),
)  # fmt: skip
_trail = Table(
    "secret_trail", _metadata,
    Column("id", Integer, primary_key=True),
    Column("at", Text, nullable=False), Column("who", Text, nullable=False),
    Column("action", Text, nullable=False), Column("entry", Integer, nullable=False),
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class SecretAct:
    """A line of annex 1. Raises :class:`OfficeError` ``incomplete``, ``bad-day``, ``copies``."""

    kind: str
    issuer: str
    title: str
    date: str
    place: str
    number: str
    force: str
    received_from: str
    until: str | None = None
    copies: int = 2  # bound copies, certified by seal and signature (art. 7(6))

    def __post_init__(self) -> None:
        fields = asdict(self)
        missing = [
            key for key, value in fields.items() if isinstance(value, str) and not value.strip()
        ]
        if missing:
            raise OfficeError("incomplete", ", ".join(missing))
        if self.copies != 2:
            raise OfficeError("copies", "a secret act comes in two copies")
        for day in (self.date, self.until):
            if day:
                a_day(day)


@dataclass(frozen=True, slots=True)
class SecretRecord:
    """A secret act in the register."""

    entry: int
    act: SecretAct
    code: RegistrationCode

    @property
    def stamp(self) -> str:
        """Text of the stamp put on both copies (art. 7(8))."""
        return f"საიდუმლო · სახელმწიფო სარეგისტრაციო კოდი {self.code.long}"


class SecretPart:
    """The store of the secret part. The file is readable by its owner alone."""

    def __init__(self, path: Path) -> None:
        path.parent.mkdir(parents=True, exist_ok=True)
        if not path.exists():
            os.close(os.open(path, os.O_CREAT | os.O_EXCL | os.O_RDWR, 0o600))
        self.engine = create_engine(f"sqlite:///{path}")
        _metadata.create_all(self.engine)

    def close(self) -> None:
        self.engine.dispose()

    @contextmanager
    def _decision(self) -> Iterator[Connection]:
        with writing(self.engine) as db:
            yield db

    def enter(
        self,
        act: SecretAct,
        sector: str,
        kind: str,
        organ: str,
        book: CodeTables,
        day: str,
        by: str,
    ) -> SecretRecord:
        """Enter an act and give its code. Raises :class:`OfficeError` ``no-such-code``."""
        parts = (("sector", sector), ("kind", kind), ("organ", organ))
        if not all(book.has(table, value, day) for table, value in parts):  # type: ignore[arg-type]
            raise OfficeError("no-such-code", "")
        part = f"{kind}.{organ}"
        with self._decision() as db:
            entry = (db.execute(select(func.max(_records.c.entry))).scalar() or 0) + 1
            here = select(func.max(_records.c.sequence)).where(_records.c.part == part)
            sequence = (db.execute(here).scalar() or FIRST_SECRET - 1) + 1
            if sequence > LAST_SEQUENCE:
                raise OfficeError("part-full", "")
            code = RegistrationCode(sector, kind, organ, sequence)
            row = asdict(act) | {
                "entry": entry, "code": code.digits, "part": part, "sequence": sequence,
                "changed": "",
            }  # fmt: skip
            db.execute(insert(_records).values(row))
            _note(db, by, "entered", entry)
        return SecretRecord(entry, act, code)

    def listed(self, by: str) -> list[SecretRecord]:
        """Every record; that somebody looked is written down."""
        with self._decision() as db:
            rows = db.execute(select(_records).order_by(_records.c.entry)).all()
            _note(db, by, "listed", 0)
        names = SecretAct.__dataclass_fields__
        return [
            SecretRecord(
                row.entry, SecretAct(**{name: row._mapping[name] for name in names}),
                RegistrationCode.parse(row.code),
            )
            for row in rows
        ]  # fmt: skip

    def trail(self) -> list[tuple[str, str, str, int]]:
        """Who did what with the secret part: instant, person, action, entry."""
        with self.engine.connect() as db:
            rows = db.execute(select(_trail).order_by(_trail.c.id))
            return [(row.at, row.who, row.action, row.entry) for row in rows]


def _note(db: Connection, who: str, action: str, entry: int) -> None:
    db.execute(insert(_trail).values(at=now(), who=who, action=action, entry=entry))
