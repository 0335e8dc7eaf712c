"""The State Register's own list: one typed record an act (Order 158 art. 7(5)).

Secret acts are not here: they are kept by :mod:`registry.secret` in a store of their own.
"""

from __future__ import annotations

import json
from dataclasses import asdict

from sqlalchemy import Connection, func, insert, select, update

from registry import office_tables as t
from registry.codes import RegistrationCode
from registry.office import OfficeError, now
from registry.record import Record


def keep(db: Connection, iri: str, record: Record) -> int:
    """Enter an act in the register. Returns its entry number.

    Raises :class:`OfficeError` ``entered`` where the act stands there already.
    """
    if get(db, iri) is not None:
        raise OfficeError("entered", f"{iri} is in the register already")
    entry = (db.execute(select(func.max(t.records.c.entry))).scalar() or 0) + 1
    row = {"iri": iri, "entry": entry, "particulars": record_to_json(record), "recorded": now()}
    db.execute(insert(t.records).values(row))
    return int(entry)


def get(db: Connection, iri: str) -> Record | None:
    """The record of an act."""
    query = select(t.records.c.particulars).where(t.records.c.iri == iri)
    text = db.execute(query).scalar()
    return record_from_json(text) if text else None


def everything(db: Connection) -> list[tuple[str, Record]]:
    """Every record with the act's IRI, in the order of entry."""
    query = select(t.records.c.iri, t.records.c.particulars).order_by(t.records.c.entry)
    return [(row.iri, record_from_json(row.particulars)) for row in db.execute(query)]


def note_change(db: Connection, iri: str, day: str) -> None:
    """Add the day on which an act was changed (art. 7(5) „თ“). Unknown acts are left alone."""
    record = get(db, iri)
    if record is None or day in record.changed:
        return
    changed = tuple(sorted({*record.changed, day}))
    data = json.loads(record_to_json(record)) | {"changed": changed}
    db.execute(
        update(t.records)
        .where(t.records.c.iri == iri)
        .values(particulars=json.dumps(data, ensure_ascii=False))
    )


def record_to_json(record: Record) -> str:
    """The stored form; the code as its twenty digits."""
    data = asdict(record) | {"code": record.code.digits if record.code else None}
    return json.dumps(data, ensure_ascii=False)


def record_from_json(text: str) -> Record:
    """Inverse of :func:`record_to_json`. Raises KeyError, TypeError or ValueError."""
    data = json.loads(text)
    code = RegistrationCode.parse(data["code"]) if data["code"] else None
    lists = {"issuers": tuple(data["issuers"]), "changed": tuple(data["changed"])}
    return Record(**{**data, **lists, "code": code})
