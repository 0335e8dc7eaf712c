"""Looking things up in the State Register: filters that may be joined, pages by keyset.

A page is found from the row it goes on from, so the last page of the whole register costs what
the first does. What is typed is folded as the register's words are
(:func:`registry.records.folded`); a word is looked for from its beginning, so „ბიბლიოთეკ“ finds
every case of it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, fields
from typing import Any, Literal

from sqlalchemy import ColumnElement, Connection, Select, and_, func, or_, select, tuple_

from registry import office_tables as t
from registry import tables as s
from registry.codes import BadCode, RegistrationCode
from registry.office import OfficeError, a_day
from registry.records import Entered, entered_of, folded, folded_number

State = Literal["in-force", "repealed", "not-yet", "not-proved"]
Order = Literal["newest", "oldest", "adopted"]
STATES: tuple[State, ...] = ("in-force", "repealed", "not-yet", "not-proved")
ORDERS: tuple[Order, ...] = ("newest", "oldest", "adopted")
LONGEST = 300  # characters of one filter
_MANY = 1000
_AT = re.compile(r"(?:(\d{4}-\d{2}-\d{2})?:)?(\d{1,12})", re.ASCII)


@dataclass(frozen=True, slots=True)
class Wanted:
    """What is looked for; an empty field asks for nothing. Days are ISO, both ends included.

    Raises :class:`OfficeError` ``bad-field`` with the field's name, ``bad-day``.
    """

    title: str = ""
    issuer: str = ""
    kind: str = ""
    number: str = ""
    code: str = ""  # whole in either printed form, or its first digits
    matsne: str = ""
    act: str = ""  # IRI
    adopted_from: str = ""
    adopted_to: str = ""
    published_from: str = ""
    published_to: str = ""
    state: str = ""
    order: str = "newest"

    def __post_init__(self) -> None:
        for field in fields(self):
            if len(getattr(self, field.name)) > LONGEST:
                raise OfficeError("bad-field", f"{field.name}: longer than {LONGEST} characters")
        if self.state and self.state not in STATES:
            raise OfficeError("bad-field", f"state: one of {', '.join(STATES)}")
        if self.order not in ORDERS:
            raise OfficeError("bad-field", f"order: one of {', '.join(ORDERS)}")
        for name in ("adopted_from", "adopted_to", "published_from", "published_to"):
            if day := getattr(self, name):
                a_day(day, name)
        for name in ("title", "issuer", "number"):
            if getattr(self, name).strip() and not folded(getattr(self, name)):
                raise OfficeError("bad-field", f"{name}: no words")
        _digits(self.code)


@dataclass(frozen=True, slots=True)
class Found:
    """One page. ``next`` and ``previous``: cursors, None at the end and at the beginning."""

    items: list[Entered]
    next: str | None
    previous: str | None


def look(
    db: Connection, wanted: Wanted, day: str, *, after: str = "", before: str = "", limit: int = 50
) -> Found:
    """The page that goes on after a cursor, or ends before one. ``day``: of what ``state`` says.

    Raises :class:`OfficeError` ``bad-field`` for a cursor that is none.
    """
    backward = bool(before)
    cursor = before or after
    query = _query(wanted, day)
    if cursor:
        query = query.where(_past(wanted, _place(cursor, wanted), backward))
    rows = [
        entered_of(row) for row in db.execute(_ordered(query, wanted, backward).limit(limit + 1))
    ]
    more = len(rows) > limit
    rows = rows[:limit]
    if backward:
        rows.reverse()
    onward = (more or backward) and rows
    back = (more or not backward) and rows and cursor
    return Found(
        rows,
        _cursor(rows[-1], wanted) if onward else None,
        _cursor(rows[0], wanted) if back else None,
    )


def count(db: Connection, wanted: Wanted, day: str) -> int:
    """How many records answer."""
    query = select(func.count()).select_from(t.records).where(*_conditions(wanted, day))
    return int(db.execute(query).scalar_one())


def every(db: Connection, wanted: Wanted, day: str) -> Iterator[Entered]:
    """Every record that answers, in the order asked for, read in parts."""
    after = ""
    while True:
        found = look(db, wanted, day, after=after, limit=_MANY)
        yield from found.items
        if found.next is None:
            return
        after = found.next


def kinds(db: Connection) -> list[str]:
    """The kinds of act there are in the register."""
    c = t.records.c
    query = select(c.kind).where(c.kind.is_not(None)).distinct().order_by(c.kind)
    return list(db.execute(query).scalars())


def state_of(found: Entered, day: str) -> State:
    """Where a record stands on a day, as far as the register can prove it."""
    if found.until is not None and found.until <= day:
        return "repealed"
    if found.since is None:
        return "not-proved"
    return "in-force" if found.since <= day else "not-yet"


def _query(wanted: Wanted, day: str) -> Select[Any]:
    return select(t.records).where(*_conditions(wanted, day))


def _conditions(wanted: Wanted, day: str) -> list[ColumnElement[bool]]:
    c = t.records.c
    out: list[ColumnElement[bool]] = []
    for column, text in ((c.title, wanted.title), (c.issuer, wanted.issuer)):
        out.extend(column.like(f"% {word}%") for word in folded(text).split())
    if wanted.kind.strip():
        out.append(c.kind == wanted.kind.strip())
    if number := folded_number(wanted.number):
        out.append(c.number == number)
    if digits := _digits(wanted.code):
        out.append(c.code == digits if len(digits) == 20 else c.code.like(f"{digits}%"))
    if wanted.matsne.strip():
        a = s.aliases.c
        named = select(a.iri).where(a.kind == "matsne-id", a.value == wanted.matsne.strip())
        out.append(c.iri.in_(named))
    if wanted.act.strip():
        out.append(c.iri == wanted.act.strip())
    for column, first, last in (
        (c.date, wanted.adopted_from, wanted.adopted_to),
        (c.published, wanted.published_from, wanted.published_to),
    ):
        if first:
            out.append(column >= first)
        if last:
            out.append(and_(column <= last, column != ""))
    if wanted.state:
        out.append(_in_state(wanted.state, day))
    return out


def _in_state(state: str, day: str) -> ColumnElement[bool]:
    c = t.records.c
    over = c.until <= day
    stands = or_(c.until.is_(None), c.until > day)
    if state == "repealed":
        return over
    if state == "not-proved":
        return and_(stands, c.since.is_(None))
    return and_(stands, c.since <= day if state == "in-force" else c.since > day)


def _ordered(query: Select[Any], wanted: Wanted, backward: bool) -> Select[Any]:
    c = t.records.c
    columns = (c.date, c.entry) if wanted.order == "adopted" else (c.entry,)
    rising = (wanted.order == "oldest") != backward
    return query.order_by(*(one.asc() if rising else one.desc() for one in columns))


def _past(wanted: Wanted, place: tuple[str, int], backward: bool) -> ColumnElement[bool]:
    c = t.records.c
    rising = (wanted.order == "oldest") != backward
    if wanted.order == "adopted":
        here = tuple_(c.date, c.entry)
        return here > place if rising else here < place
    return c.entry > place[1] if rising else c.entry < place[1]


def _cursor(found: Entered, wanted: Wanted) -> str:
    return (
        f"{found.record.date or ''}:{found.entry}"
        if wanted.order == "adopted"
        else str(found.entry)
    )


def _place(cursor: str, wanted: Wanted) -> tuple[str, int]:
    match = _AT.fullmatch(cursor)
    if match is None or (wanted.order == "adopted") != (":" in cursor):
        raise OfficeError("bad-field", f"no such cursor: {cursor[:40]!r}")
    return match[1] or "", int(match[2])


def _digits(text: str) -> str:
    """The digits of a code or of its beginning. Raises :class:`OfficeError` ``bad-field``."""
    if not text.strip():
        return ""
    try:
        return RegistrationCode.parse(text).digits
    except BadCode:
        digits = re.sub(r"[.\s]", "", text)
        if re.fullmatch(r"[0-9]{1,19}", digits):
            return digits
        raise OfficeError(
            "bad-field", f"code: {text[:40]!r} is no code, nor its first digits"
        ) from None
