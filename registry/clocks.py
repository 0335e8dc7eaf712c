"""Clocks: by which day each step must be done, from a dated table (Order 158 arts. 6 and 8).

The table is ``data/clocks.json`` and what an administrator added to it. The day of the event is
not counted; a term that ends on a day off ends on the next working day. Where Order 158 and the
Law on Normative Acts differ, the law's row stands from the day its text is proved.

>>> clocks = Clocks()
>>> due = clocks.due("systematize", "any", date(2026, 11, 20))  # published on a Friday
>>> due.day, due.clock.ground
(datetime.date(2026, 11, 24), '№158, 8(3)')
"""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import asdict, dataclass
from datetime import date, datetime, timedelta
from functools import cache
from importlib import resources
from typing import Literal

from sqlalchemy import Connection, delete, insert, select

from registry import audit
from registry import office_tables as t
from registry.clock import now
from registry.office import OfficeError
from registry.working_days import WorkingDays, end_of

Step = Literal["expertise", "send", "publish", "systematize"]
Unit = Literal["day", "working-day"]
Event = Literal["step", "adoption"]


@dataclass(frozen=True, slots=True)
class Clock:
    """One row. ``event``: what the clock runs from, the step before or the adoption."""

    step: Step
    whose: str
    amount: int
    unit: Unit
    since: str
    until: str | None
    ground: str
    event: Event = "step"

    def __post_init__(self) -> None:
        if self.amount < 1:
            raise OfficeError("bad-clock", "a term is at least one day")
        for day in (self.since, self.until):
            if day is not None:
                date.fromisoformat(day)


@dataclass(frozen=True, slots=True)
class Due:
    """The last day of a term, and the row it comes from."""

    day: date
    clock: Clock

    def left(self, instant: datetime) -> timedelta:
        """Time left until 24:00 in Tbilisi of that day; below zero: late."""
        return end_of(self.day) - instant

    def late(self, instant: datetime) -> bool:
        return self.left(instant) <= timedelta()


class Clocks:
    """The table with the calendar it is counted in."""

    def __init__(self, added: Iterable[Clock] = (), days: WorkingDays | None = None) -> None:
        self._rows = (*_shipped(), *added)
        self.days = days or WorkingDays()

    def rows(self) -> tuple[Clock, ...]:
        return self._rows

    def clock(self, step: Step, whose: str, day: date) -> Clock:
        """The row for a kind of issuer on a day; without one of its own, that of ``any``.

        Of two rows of one day the later added wins. Raises :class:`OfficeError` ``no-clock``.
        """
        iso = day.isoformat()
        for who in (whose, "any"):
            found = [
                row
                for row in self._rows
                if (row.step, row.whose) == (step, who)
                and row.since <= iso
                and (row.until is None or iso < row.until)
            ]
            if found:
                return found[-1]
        raise OfficeError("no-clock", f"no clock for {step} of {whose} on {iso}")

    def due(self, step: Step, whose: str, day: date, *, adopted: date | None = None) -> Due:
        """The last day of a term that began with an event of ``day``."""
        clock = self.clock(step, whose, day)
        start = adopted if clock.event == "adoption" and adopted is not None else day
        if clock.unit == "working-day":
            return Due(self.days.after(start, clock.amount), clock)
        return Due(self.days.from_(start + timedelta(days=clock.amount)), clock)


def issuer_class(issuer: str, *, at_once: bool = False, conclusion: bool = False) -> str:
    """Which row an issuer runs by. ``at_once``: a National Bank act to take effect at once;
    ``conclusion``: the act needs the Ministry's conclusion (Law 1876 art. 19(1)).

    >>> issuer_class("საქართველოს მთავრობა"), issuer_class("ონის მუნიციპალიტეტის საკრებულო")
    ('ten-day', 'municipal')
    """
    if issuer.endswith("საკრებულო"):
        return "municipal"
    if "ცენტრალური საარჩევნო" in issuer or "უმაღლესი საარჩევნო" in issuer:
        return "elections"
    if "ავტონომიური რესპუბლიკის" in issuer or issuer in (
        "საქართველოს პარლამენტი", "საქართველოს პრეზიდენტი", "საქართველოს მთავრობა",
    ):  # fmt: skip
        return "ten-day"
    if "ეროვნული ბანკის" in issuer and at_once:
        return "bank-at-once"
    if "იუსტიციის უმაღლესი საბჭო" in issuer:
        return "justice-council"
    if "პერსონალურ მონაცემთა დაცვის" in issuer:
        return "data-protection"
    return "with-conclusion" if conclusion else "exempt"


def load(db: Connection) -> Clocks:
    """The table and the calendar as the office holds them."""
    added = [Clock(**json.loads(row.row)) for row in db.execute(
        select(t.clock_changes).order_by(t.clock_changes.c.id)
    )]  # fmt: skip
    overlay = {
        date.fromisoformat(row.day): bool(row.working) for row in db.execute(select(t.days_changed))
    }
    return Clocks(added, WorkingDays(overlay))


def add(db: Connection, clock: Clock, by: str) -> None:
    """Add a row; it wins over those before it from its first day on."""
    row = json.dumps(asdict(clock), ensure_ascii=False)
    db.execute(insert(t.clock_changes).values(row=row, by=by, recorded=now()))
    audit.note(db, by, "clock-changed", f"{clock.step}:{clock.whose}", **asdict(clock))


def set_day(db: Connection, day: date, *, working: bool, ground: str, by: str) -> None:
    """Name a one-off day: off, or worked after all. Naming it again changes it."""
    if not ground.strip():
        raise OfficeError("no-ground", "a one-off day needs its ground")
    iso = day.isoformat()
    db.execute(delete(t.days_changed).where(t.days_changed.c.day == iso))
    db.execute(
        insert(t.days_changed).values(
            day=iso, working=int(working), ground=ground, by=by, recorded=now()
        )
    )
    audit.note(db, by, "day-changed", iso, working=working, ground=ground)


@cache
def _shipped() -> tuple[Clock, ...]:
    path = resources.files("registry").joinpath("data", "clocks.json")
    rows = json.loads(path.read_text("utf-8"))["rows"]
    return tuple(
        Clock(
            row["step"], row["whose"], row["amount"], row["unit"], row["since"], row["until"],
            row["ground"], row.get("from", "step"),
        )
        for row in rows
    )  # fmt: skip
