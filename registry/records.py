"""The State Register's own list: one record for every act held (Order 158 art. 7(5), L 29(5)).

A row is written in the transaction that brings the act in, whether the office published it or it
was imported. Beside the record stand the words and days that :mod:`registry.register_search`
looks for, and what replay says of the act's force; these are derived and made anew whenever its
versions are.

Secret acts are not here: they are kept by :mod:`registry.secret` in a store of their own.
"""

from __future__ import annotations

import json
import re
import unicodedata
from dataclasses import asdict, dataclass, replace
from typing import Any

from sqlalchemy import Connection, func, insert, select, update

from registry import office_tables as t
from registry import tables as s
from registry.clock import now
from registry.codes import RegistrationCode
from registry.office import OfficeError
from registry.orders import entries_of
from registry.own_term import term_of
from registry.record import Change, Record
from schemas.model import Particulars

_MTAVRULI = {code: code - 0x1C90 + 0x10D0 for code in range(0x1C90, 0x1CC0)}
_BETWEEN = re.compile(r"[\W_]+")


@dataclass(frozen=True, slots=True)
class Entered:
    """A record in its place. ``since`` and ``until``: half-open days of force, as far as the
    register can prove them."""

    entry: int
    iri: str
    record: Record
    recorded: str
    since: str | None
    until: str | None


def keep(db: Connection, iri: str, record: Record) -> int:
    """Enter an act in the register. Returns its entry number.

    Raises :class:`OfficeError` ``entered`` where the act stands there already.
    """
    if _stands(db, iri):
        raise OfficeError("entered", f"{iri} is in the register already")
    return _enter(db, iri, record)


def keep_imported(db: Connection, iri: str) -> int | None:
    """Enter an imported act with what it prints. None where it stands in the register already."""
    if _stands(db, iri):
        return None
    work = db.execute(select(s.works).where(s.works.c.iri == iri)).one()
    known = Particulars(**json.loads(work.particulars))
    record = Record.printed(known, petits=_petits(db, work.sequence))
    return _enter(db, iri, record)


def take_over(db: Connection) -> int:
    """Enter every act of the store that is not in the register yet, in the order in which they
    came in. Returns how many were entered; done twice, it enters nothing."""
    query = (
        select(s.works.c.iri)
        .outerjoin(t.records, t.records.c.iri == s.works.c.iri)
        .where(t.records.c.iri.is_(None))
        .order_by(s.works.c.sequence)
    )
    entered = db.execute(query).scalars().all()
    for iri in entered:
        keep_imported(db, iri)
    return len(entered)


def get(db: Connection, iri: str) -> Record | None:
    """The record of an act."""
    found = entered(db, iri)
    return found.record if found else None


def entered(db: Connection, iri: str) -> Entered | None:
    """The record of an act, with its place."""
    row = db.execute(select(t.records).where(t.records.c.iri == iri)).first()
    return entered_of(row) if row else None


def at(db: Connection, entry: int) -> Entered | None:
    """The record with an entry number."""
    row = db.execute(select(t.records).where(t.records.c.entry == entry)).first()
    return entered_of(row) if row else None


def entered_of(row: Any) -> Entered:
    """A record from a row of the table."""
    return Entered(
        row.entry, row.iri, record_from_json(row.particulars), row.recorded, row.since, row.until
    )


def refresh(db: Connection, iri: str) -> None:
    """Make anew what follows from the act's versions: days of force and days of change.

    An act that is not in the register is left alone.
    """
    if (held := get(db, iri)) is not None:
        values = _derived(db, iri, held)
        db.execute(update(t.records).where(t.records.c.iri == iri).values(values))


def folded(text: str | None) -> str:
    """Words as they are looked for: Mkhedruli, lower case, one space around each.

    >>> folded("„ბაღების“  შესახებ"), folded(None)
    (' ბაღების შესახებ ', '')
    """
    plain = unicodedata.normalize("NFKC", text or "").translate(_MTAVRULI).lower()
    words = _BETWEEN.sub(" ", plain).strip()
    return f" {words} " if words else ""


def folded_number(text: str | None) -> str | None:
    """An issuer's number as it is looked for: without „№“, spaces and case.

    >>> folded_number("№ 1106-Iს"), folded_number(None)
    ('1106-iს', None)
    """
    plain = re.sub(r"\s+", "", unicodedata.normalize("NFC", text or "").lower())
    return re.sub(r"^[№n#](?=\d)", "", plain) or None


def record_to_json(record: Record) -> str:
    """The stored form; the code as its twenty digits."""
    data = asdict(record) | {"code": record.code.digits if record.code else None}
    return json.dumps(data, ensure_ascii=False)


def record_from_json(text: str) -> Record:
    """Inverse of :func:`record_to_json`. Raises KeyError, TypeError or ValueError."""
    data = json.loads(text)
    code = RegistrationCode.parse(data["code"]) if data["code"] else None
    petits = tuple((day, number) for day, number in data.get("petits", ()))
    lists = {"issuers": tuple(data["issuers"]), "changed": tuple(data["changed"])}
    return Record(**{**data, **lists, "petits": petits, "code": code})


def columns_of(record: Record) -> dict[str, str | None]:
    """What of a record is looked for, as it stands beside it."""
    return {
        "origin": record.origin,
        "title": folded(record.title),
        "issuer": "|".join(map(folded, record.issuers)),
        "kind": record.kind,
        "number": folded_number(record.number),
        "code": record.code.digits if record.code else None,
        "date": record.date or "",
        "published": record.published,
    }


def _stands(db: Connection, iri: str) -> bool:
    query = select(t.records.c.entry).where(t.records.c.iri == iri)
    return db.execute(query).scalar() is not None


def _enter(db: Connection, iri: str, record: Record) -> int:
    entry = (db.execute(select(func.max(t.records.c.entry))).scalar() or 0) + 1
    row = {"iri": iri, "entry": entry, "recorded": now(), **columns_of(record)}
    db.execute(insert(t.records).values(row | _derived(db, iri, record)))
    return int(entry)


def _derived(db: Connection, iri: str, record: Record) -> dict[str, str | None]:
    """What follows from the versions of an act; of one that is not held, nothing."""
    changed, since, until = record.changed, None, record.until
    ends = [until]
    work = db.execute(select(s.works.c.sequence, s.works.c.since).where(s.works.c.iri == iri))
    if (found := work.first()) is not None:
        changed, repealed = _carried_out(db, found.sequence)
        since = _first_day(db, found.sequence) or found.since
        if record.origin == "imported":
            until = term_of(db, found.sequence)
        ends = [until, repealed]
    return {
        "particulars": record_to_json(replace(record, changed=changed, until=until)),
        "since": since,
        "until": min((day for day in ends if day), default=None),
    }


def _petits(db: Connection, work: int) -> tuple[Change, ...]:
    """The changes that an imported copy already carries, each once, in the order of their days."""
    facts = db.execute(select(s.texts.c.facts).where(s.texts.c.work == work)).scalar()
    carried = json.loads(facts)["carried"] if facts else []
    found = {(one["date"], one["number"]) for one in carried if one["date"] or one["number"]}
    return tuple(sorted(found, key=lambda one: (one[0] or "", one[1] or "")))


def _first_day(db: Connection, work: int) -> str | None:
    """The first day of which the register proves that the act has force."""
    v = s.versions.c
    query = select(func.min(v.day)).where(v.work == work, v.superseded.is_(None), v.day != "")
    return db.execute(query).scalar()


def _carried_out(db: Connection, work: int) -> tuple[tuple[str, ...], str | None]:
    """Days on which the act was changed, and the day from which it is repealed."""
    step, row = s.steps.c, s.ledger.c
    query = (
        select(step.day, step.result, step.ledger, row.kind, row.entry)
        .outerjoin(s.ledger, row.id == step.ledger)
        .where(step.work == work, step.superseded.is_(None), step.day.is_not(None))
    )
    changed: set[str] = set()
    repealed: list[str] = []
    ends: dict[int, str] = {}  # what may end the act: an order to repeal it, a judgment
    for day, result, ledger, kind, entry in db.execute(query):
        made = json.loads(result)
        if made["status"] != "applied" or ledger < 0:
            continue
        if kind is None:  # put into its act by a change of it, so it is told with its outcome
            over = made["as_amended"]["operation"]["action"] == "repeal-act"
            (repealed.append if over else changed.add)(day)
        elif kind == "decision" or '"repeal-act"' in entry:
            ends[ledger] = day
        else:
            changed.add(day)
    for ledger, one in entries_of(db, list(ends)).items():
        op = one.operation
        judged = op.action == "other" and not op.units and op.new_text is None  # the whole act
        if op.action == "repeal-act" or judged:
            repealed.append(ends[ledger])
        else:
            changed.add(ends[ledger])
    return tuple(sorted(changed)), min(repealed, default=None)
