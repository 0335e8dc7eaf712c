"""The audit trail and other append-only tables: a later change is refused, or shows."""

from __future__ import annotations

import json

import pytest
from sqlalchemy import text
from sqlalchemy.exc import DatabaseError

from registry import audit
from registry.append_only import TABLES
from registry.office import Office


def write(office: Office) -> None:
    for n in range(3):
        with office.decision() as db:
            audit.note(db, "nino", "published", f"/akn/{n}", code=f"{n}")


def test_lines_come_back_in_order_and_the_chain_holds(office: Office) -> None:
    write(office)
    assert [line.subject for line in audit.lines(office)] == ["/akn/0", "/akn/1", "/akn/2"]
    assert [line.id for line in audit.lines(office, subject="/akn/1")] == [2]
    assert audit.broken_at(office) is None


@pytest.mark.parametrize(
    "change",
    [
        "UPDATE audit SET who = 'giorgi' WHERE id = 2",
        "DELETE FROM audit WHERE id = 2",
        "UPDATE audit SET detail = '{}' WHERE id = 2",
    ],
)
def test_a_change_is_refused_by_the_database_and_shows_if_forced(
    office: Office, change: str
) -> None:
    write(office)
    with pytest.raises(DatabaseError, match="append-only"), office.decision() as db:
        db.execute(text(change))
    with office.decision() as db:  # somebody with the file in hand
        for what in ("update", "delete"):
            db.execute(text(f"DROP TRIGGER audit_no_{what}"))
        db.execute(text(change))
    assert audit.broken_at(office) == 2


def test_the_last_line_cannot_be_cut_off_unseen_by_its_number(office: Office) -> None:
    write(office)
    lines = [json.loads(line) for line in audit.export(office)]
    assert [line["id"] for line in lines] == [1, 2, 3]
    assert lines[2]["previous_hash"] == lines[1]["hash"]


@pytest.mark.parametrize("table", [table.name for table in TABLES])
def test_append_only_tables_have_their_triggers(office: Office, table: str) -> None:
    with office.reading() as db:
        query = text("SELECT count(*) FROM sqlite_master WHERE type='trigger' AND tbl_name=:t")
        assert db.execute(query, {"t": table}).scalar() == 2
