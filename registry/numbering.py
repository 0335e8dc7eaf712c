"""Giving registration codes: never one twice, none skipped without a record.

A code is given in the transaction that publishes the act (Order 158 art. 7(1)). Counting is one
statement under the writer's lock, so processes that publish at once get different numbers, and a
publication that fails gives its number back. Imported acts keep the codes they came with; a
number that such a code holds already is passed over, and the passing is recorded.
"""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy import Connection, distinct, func, insert, select

from registry import audit
from registry import office_tables as t
from registry import tables as s
from registry.clock import now
from registry.code_tables import WIDTH, Change, CodeTables, TableName
from registry.codes import BadCode, RegistrationCode
from registry.office import OfficeError, count_up

# Codes printed since the autumn of 2010 begin at 016001 in every part of the register.
FIRST_SEQUENCE = 16_001
LAST_OPEN = 900_000  # above it is the range of the secret part (registry.secret)


@dataclass(frozen=True, slots=True)
class Given:
    """One code in the book of codes. ``how``: given, imported, or passed (taken already)."""

    code: RegistrationCode
    holder: str
    how: str
    ground: str
    recorded: str


def tables(db: Connection) -> CodeTables:
    """The tables with every change an administrator made."""
    query = select(t.code_changes).order_by(t.code_changes.c.id)
    return CodeTables.shipped(
        Change(row.table_name, row.part, row.code, row.name, row.since, row.ground)
        for row in db.execute(query)
    )


def change_table(db: Connection, change: Change, by: str) -> None:
    """Add a dated change of a table."""
    db.execute(
        insert(t.code_changes).values(
            table_name=change.table, part=change.part, code=change.code, name=change.name,
            since=change.since, ground=change.ground, by=by, recorded=now(),
        )
    )  # fmt: skip
    audit.note(
        db, by, "code-table-changed", f"{change.table}:{change.code}",
        name=change.name, since=change.since, ground=change.ground,
    )  # fmt: skip


def give(
    db: Connection, *, sector: str, kind: str, organ: str, day: str, holder: str, book: CodeTables
) -> RegistrationCode:
    """The next code of a part of the register, on the day of publication.

    Raises :class:`OfficeError` ``no-such-code`` where a part does not stand in its table that
    day, ``part-full`` after 900 000, ``code-held`` where the act has a code already.
    """
    parts: tuple[tuple[TableName, str], ...] = (
        ("sector", sector), ("kind", kind), ("organ", organ),
    )  # fmt: skip
    for table, value in parts:
        if len(value) != WIDTH[table] or not book.has(table, value, day):
            raise OfficeError("no-such-code", f"{table} {value!r} is not in the table of {day}")
    if (held := code_of(db, holder)) is not None:
        raise OfficeError("code-held", f"{holder} has the code {held.short}")
    part = f"{kind}.{organ}"
    while True:
        sequence = count_up(db, part, FIRST_SEQUENCE)
        if sequence > LAST_OPEN:
            raise OfficeError("part-full", f"the part {part} has no number left")
        code = RegistrationCode(sector, kind, organ, sequence)
        if (taken := _taken(db, code)) is None:
            _write(db, code, holder, "given", f"publication, {day}")
            return code
        audit.note(db, audit.SYSTEM, "code-passed", code.digits, taken=taken)


def holder_of(db: Connection, code: RegistrationCode) -> str | None:
    """The act that holds a code."""
    query = select(t.codes_given.c.holder).where(t.codes_given.c.digits == code.digits)
    return db.execute(query).scalar()


def keep_imported(
    db: Connection, text: str, holder: str, ground: str = "as printed on the imported act"
) -> RegistrationCode:
    """Write down the code an imported act came with, as it is.

    Raises :class:`registry.codes.BadCode`; :class:`OfficeError` ``code-taken`` where another
    act holds it.
    """
    code = RegistrationCode.parse(text)
    other = holder_of(db, code)
    if other == holder:
        return code
    if other is not None:
        raise OfficeError("code-taken", f"{code.short} is held by another act")
    _write(db, code, holder, "imported", ground)
    return code


def keep_printed(db: Connection, text: str | None, holder: str) -> bool:
    """:func:`keep_imported` where an act prints a code that can be kept; whether it was.

    What is no code, or is held by another act, stays what is printed: the book says nothing.
    """
    try:
        return text is not None and bool(keep_imported(db, text, holder))
    except (BadCode, OfficeError):
        return False


def take_over(db: Connection) -> tuple[int, list[str]]:
    """Write down the codes of all acts that were imported and are not in the book yet.

    Returns how many were written, and the IRIs whose printed code cannot be kept (not a code, or
    held by another act): they keep what is printed on them, and the book says so.
    """
    known = select(t.codes_given.c.holder)
    query = (
        select(s.aliases.c.iri, s.aliases.c.value)
        .where(s.aliases.c.kind == "registration-code")
        .where(s.aliases.c.iri.not_in(known))
        .order_by(s.aliases.c.iri)
    )
    written, left = 0, []
    for row in db.execute(query).all():
        if keep_printed(db, row.value, row.iri):
            written += 1
        else:
            left.append(row.iri)
    return written, left


def code_of(db: Connection, holder: str) -> RegistrationCode | None:
    """The code of an act."""
    query = select(t.codes_given.c.digits).where(t.codes_given.c.holder == holder)
    found = db.execute(query.where(t.codes_given.c.how != "void")).scalar()
    return RegistrationCode.parse(found) if found else None


def missing(db: Connection) -> list[str]:
    """Numbers that a counter has passed and that neither a code nor a record explains.

    An empty list is the proof that none was skipped.
    """
    out: list[str] = []
    for row in db.execute(select(t.code_counters)):
        held = db.execute(
            select(func.count(distinct(t.codes_given.c.sequence)))
            .where(t.codes_given.c.part == row.part)
            .where(t.codes_given.c.sequence.between(FIRST_SEQUENCE, row.last))
        ).scalar_one()
        if held != row.last - FIRST_SEQUENCE + 1:
            out.append(row.part)
    return out


def _taken(db: Connection, code: RegistrationCode) -> str | None:
    """Who holds this number of the part already, or prints this very code."""
    query = (
        select(t.codes_given.c.digits)
        .where(t.codes_given.c.part == code.part)
        .where(t.codes_given.c.sequence == code.sequence)
    )
    held = db.execute(query).scalar()
    if held is not None:
        return str(held)
    printed = select(s.aliases.c.iri).where(
        s.aliases.c.value.in_([code.digits, code.short, code.long])
    )
    return db.execute(printed).scalar()


def _write(db: Connection, code: RegistrationCode, holder: str, how: str, ground: str) -> None:
    db.execute(
        insert(t.codes_given).values(
            digits=code.digits, part=code.part, sequence=code.sequence, holder=holder,
            how=how, ground=ground, recorded=now(),
        )
    )  # fmt: skip
