"""Particulars that an imported act does not print, entered by people (Order 158 art. 7(5)).

A registrar says what is missing, by which ground and where it was found; another registrar
confirms. What the act prints itself is never written over, and the change is told in public as a
correction of the register. A day of publication that becomes known is taken into the texts by
replay: the act is read again with it, and its orders that waited for that day get theirs. What
was answered before stays known under its day.
"""

from __future__ import annotations

import json
from dataclasses import dataclass, replace
from typing import Any

from sqlalchemy import Connection, select, update

from consolidation.prepare import UNREADABLE, prepare
from registry import audit, numbering, records
from registry import office_tables as t
from registry.clock import now
from registry.codes import BadCode, RegistrationCode
from registry.consolidating import build
from registry.expression import Work
from registry.office import OfficeError, a_day, checked, kept
from registry.orders import orders_on
from registry.rebuild import keep_reading, read_otherwise
from registry.record import Record
from registry.register import aim, remake
from registry.store import Store
from schemas import kinds
from schemas.iri import WorkIri

FIELDS = ("published", "organ", "code", "kind", "issuer", "number")
_UNNAMED = ("published", "organ", "registration_code")  # what no address is made of
_IN_ACT = {"code": "registration_code"}  # as :class:`schemas.model.Particulars` calls it
_LONGEST = 300


@dataclass(frozen=True, slots=True)
class Entry:
    """What one registrar entered. ``state``: proposed, confirmed, rejected. ``source``: where it
    was found."""

    id: int
    iri: str
    fields: dict[str, str]
    ground: str
    source: str
    by: str
    at: str
    state: str
    checked_by: str | None
    checked_at: str | None
    comment: str | None


def lacking(record: Record) -> tuple[str, ...]:
    """The particulars of a record that a person may enter: the act prints nothing in their place.

    >>> lacking(Record("ბრძანება", (), "წესი", "2011-02-03", "7", origin="imported"))
    ('published', 'organ', 'code', 'issuer')
    """
    if record.origin != "imported":
        return ()
    printed = {"code"} if record.code_as_printed else set[str]()
    return tuple(name for name in FIELDS if name in record.missing and name not in printed)


def propose(
    db: Connection, iri: str, fields: dict[str, str], ground: str, source: str, by: str, today: str
) -> int:
    """Say what an act's missing particulars are. Returns the number of the entry.

    Raises :class:`OfficeError` ``no-such-record``, ``incomplete``, ``printed``, ``no-ground``,
    ``no-source``, ``bad-day``, ``bad-field``, ``code-taken``, ``asked-already``.
    """
    given = {name: " ".join(value.split()) for name, value in fields.items() if value.strip()}
    if not ground.strip():
        raise OfficeError("no-ground", "say by which ground")
    if not source.strip():
        raise OfficeError("no-source", "say where it was found")
    if any(one.state == "proposed" for one in of(db, iri)):
        raise OfficeError("asked-already", "another registrar is to confirm it already")
    _check(db, iri, given, today)
    row = {
        "iri": iri, "fields": json.dumps(given, ensure_ascii=False), "ground": ground.strip(),
        "source": source.strip(), "by": by, "at": now(), "state": "proposed",
    }  # fmt: skip
    key = kept(db, t.particulars_entered, row)
    audit.note(
        db, by, "particulars-proposed", iri, fields=given, ground=ground.strip(),
        source=source.strip(),
    )  # fmt: skip
    return key


def confirm(store: Store, db: Connection, number: int, by: str, today: str) -> list[str]:
    """Confirm it as a second registrar and carry it into the register and the texts.

    Returns the acts whose versions were made anew. Raises :class:`OfficeError` ``closed``,
    ``own-decision``, ``cannot-be-carried-out``, and what :func:`propose` does where the record
    changed meanwhile.
    """
    one = _open(db, number)
    if one.by == by:
        raise OfficeError("own-decision", "who entered it does not confirm it")
    record = _check(db, one.iri, one.fields, today)
    work = store.work(one.iri, db)
    if work is None:
        raise OfficeError("no-such-act", one.iri)
    if "code" in one.fields:
        numbering.keep_imported(db, one.fields["code"], one.iri, f"{one.ground}; {one.source}")
    whole = _with(record, one.fields)
    values = records.columns_of(whole) | {"particulars": records.record_to_json(whole)}
    db.execute(update(t.records).where(t.records.c.iri == one.iri).values(values))
    made = _carry(store, db, work, one.fields)
    checked(db, t.particulars_entered, number, "confirmed", by)
    audit.note(db, by, "particulars-entered", one.iri, fields=one.fields, proposed_by=one.by)
    return made


def reject(db: Connection, number: int, comment: str, by: str) -> None:
    """Say why not; whoever proposed may take it back so. Raises :class:`OfficeError` ``closed``,
    ``no-reason``."""
    one = _open(db, number)
    if not comment.strip():
        raise OfficeError("no-reason", "say why it is rejected")
    checked(db, t.particulars_entered, number, "rejected", by, comment.strip())
    audit.note(db, by, "particulars-rejected", one.iri, reason=comment.strip())


def of(db: Connection, iri: str) -> list[Entry]:
    """What was entered of an act, newest first."""
    c = t.particulars_entered.c
    return _listed(db, c.iri == iri)


def everything(db: Connection, state: str) -> list[Entry]:
    """Every entry of a state, newest first."""
    return _listed(db, t.particulars_entered.c.state == state)


def get(db: Connection, number: int) -> Entry:
    """One entry. Raises :class:`OfficeError` ``no-such-record``."""
    found = _listed(db, t.particulars_entered.c.id == number)
    if not found:
        raise OfficeError("no-such-record", str(number))
    return found[0]


def _listed(db: Connection, where: Any) -> list[Entry]:
    c = t.particulars_entered.c
    rows = db.execute(select(t.particulars_entered).where(where).order_by(c.id.desc()))
    return [
        Entry(row.id, row.iri, json.loads(row.fields), row.ground, row.source, row.by, row.at,
              row.state, row.checked_by, row.checked_at, row.comment)
        for row in rows
    ]  # fmt: skip


def _open(db: Connection, number: int) -> Entry:
    one = get(db, number)
    if one.state != "proposed":
        raise OfficeError("closed", "it is decided already")
    return one


def _check(db: Connection, iri: str, given: dict[str, str], today: str) -> Record:
    """The record that these particulars may be added to. Raises :class:`OfficeError`."""
    record = records.get(db, iri)
    if record is None:
        raise OfficeError("no-such-record", iri)
    if not given:
        raise OfficeError("incomplete", "no particular is entered")
    if over := [name for name in given if name not in lacking(record)]:
        raise OfficeError("printed", ", ".join(over))
    if any(len(value) > _LONGEST for value in given.values()):
        raise OfficeError("bad-field", f"a particular has at most {_LONGEST} characters")
    if "published" in given:
        _check_day(given["published"], record.date, today)
    if "kind" in given and given["kind"] not in kinds.table("kinds"):
        raise OfficeError("bad-field", f"no kind of act is called {given['kind']}")
    if "code" in given:
        _check_code(db, given["code"], iri)
    return record


def _check_day(day: str, adopted: str | None, today: str) -> None:
    a_day(day)
    if day > today or (adopted is not None and day < adopted):
        raise OfficeError("bad-day", f"{day}: an act adopted {adopted} is not published then")


def _check_code(db: Connection, text: str, iri: str) -> None:
    try:
        code = RegistrationCode.parse(text)
    except BadCode as error:
        raise OfficeError("bad-field", str(error)) from error
    holder = numbering.holder_of(db, code)
    if holder not in (None, iri):
        raise OfficeError("code-taken", f"{code.short} is held by another act")


def _with(record: Record, given: dict[str, str]) -> Record:
    plain: dict[str, Any] = {k: v for k, v in given.items() if k not in ("issuer", "code")}
    if "issuer" in given:
        plain["issuers"] = (given["issuer"],)
    if "code" in given:
        plain["code"] = RegistrationCode.parse(given["code"])
    return replace(record, **plain)


def _carry(store: Store, db: Connection, work: Work, given: dict[str, str]) -> list[str]:
    """What follows for the texts: the act is read again with what is known of it now."""
    said: dict[str, Any] = {_IN_ACT.get(name, name): value for name, value in given.items()}
    if str(WorkIri.of(replace(work.particulars, **said), work.source)) != work.iri:
        said = {k: v for k, v in said.items() if k in _UNNAMED}  # an address stays what it is
    known = replace(work.particulars, **said)
    store.learn(db, work.iri, known)
    name, data = store.source(work.source, db)
    try:
        prepared = prepare(data, name, known)
    except UNREADABLE as error:
        raise OfficeError("cannot-be-carried-out", str(error)) from error
    if prepared.iri != work.iri:
        raise OfficeError("cannot-be-carried-out", f"the act would be called {prepared.iri}")
    changed = read_otherwise(store, db, work, prepared)
    keep_reading(db, work, prepared)
    aimed, _ = aim(store, db, work.iri)
    for iri, rows in aimed.items():
        changed.setdefault(iri, set()).update(rows)
    build(db, work.sequence, prepared.base, prepared.since, orders_on(db, work.iri))
    records.refresh(db, work.iri)
    others = sorted(changed.keys() - {work.iri})
    for iri in others:
        remake(store, db, iri, changed[iri])
    return [work.iri, *others]
