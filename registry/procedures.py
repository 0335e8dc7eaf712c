"""Changes of the register's own procedure, for everybody (Order 158 art. 1(5)): tables of codes,
clocks, one-off days. Each has its day, its ground and the instant it was entered; nobody's name."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import Literal

from sqlalchemy import Connection, select

from registry import office_tables as t


@dataclass(frozen=True, slots=True)
class Procedure:
    """One change. ``what``: code, clock or day; ``since``: the day from which it holds (ISO);
    ``name`` None: a row of a table that ends."""

    what: Literal["code", "clock", "day"]
    subject: str
    name: str | None
    since: str
    ground: str
    recorded: str


def changes(db: Connection) -> list[Procedure]:
    """Every change since the tables were shipped, newest first."""
    out = [
        Procedure("code", f"{row.table_name} {row.code}", row.name, row.since, row.ground,
                  row.recorded)
        for row in db.execute(select(t.code_changes))
    ]  # fmt: skip
    for row in db.execute(select(t.clock_changes)):
        clock = json.loads(row.row)
        subject = f"{clock['step']}, {clock['whose']}"
        amount = f"{clock['amount']} {clock['unit']}"
        out.append(
            Procedure("clock", subject, amount, clock["since"], clock["ground"], row.recorded)
        )
    for row in db.execute(select(t.days_changed)):
        name = "working" if row.working else "off"
        out.append(Procedure("day", row.day, name, row.day, row.ground, row.recorded))
    return sorted(out, key=lambda one: one.recorded, reverse=True)
