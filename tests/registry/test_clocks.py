"""Clocks over weekends, Orthodox Easter, year ends and one-off days."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from registry import audit, clocks
from registry.clocks import Clock, Clocks, issuer_class
from registry.office import Office, OfficeError
from registry.working_days import WorkingDays, end_of, tbilisi_day

CASES = [
    line.split(" ; ")
    for line in (Path(__file__).parent / "cases" / "clocks.txt").read_text("utf-8").splitlines()
    if line and not line.startswith("#")
]


@pytest.mark.parametrize(("case", "why"), CASES, ids=[why for _, why in CASES])
def test_the_last_day(case: str, why: str) -> None:
    step, whose, day, adopted, last = case.split()
    start = None if adopted == "-" else date.fromisoformat(adopted)
    due = Clocks().due(step, whose, date.fromisoformat(day), adopted=start)  # type: ignore[arg-type]
    assert due.day == date.fromisoformat(last), why


@given(st.dates(date(2012, 1, 1), date(2050, 12, 31)))
def test_no_term_ends_on_a_day_off_or_before_it_began(day: date) -> None:
    table = Clocks()
    for row in table.rows():
        if row.since <= day.isoformat() and (row.until is None or day.isoformat() < row.until):
            due = table.due(row.step, row.whose, day)
            assert due.day > day
            assert table.days.is_working(due.day)


def test_time_left_is_counted_in_tbilisi() -> None:
    due = Clocks().due("systematize", "any", date(2026, 11, 17))
    assert due.left(datetime(2026, 11, 20, 19, 0, tzinfo=UTC)) == timedelta(hours=1)
    assert not due.late(datetime(2026, 11, 20, 19, 59, tzinfo=UTC))
    assert due.late(datetime(2026, 11, 20, 20, 0, tzinfo=UTC))
    assert tbilisi_day(datetime(2026, 11, 20, 20, 0, tzinfo=UTC)) == date(2026, 11, 21)
    assert end_of(date(2026, 11, 20)).astimezone(UTC).hour == 20


def test_a_one_off_day_moves_the_end(office: Office) -> None:
    with office.decision() as db:
        assert clocks.load(db).due("systematize", "any", date(2026, 11, 17)).day.day == 20
        clocks.set_day(db, date(2026, 11, 20), working=False, ground="დადგენილება №1", by="admin")
        assert clocks.load(db).due("systematize", "any", date(2026, 11, 17)).day.day == 24
        clocks.set_day(db, date(2026, 11, 21), working=True, ground="დადგენილება №2", by="admin")
        assert clocks.load(db).due("systematize", "any", date(2026, 11, 17)).day.day == 21
        clocks.set_day(db, date(2026, 11, 20), working=True, ground="დადგენილება №3", by="admin")
        assert clocks.load(db).due("systematize", "any", date(2026, 11, 17)).day.day == 20
        with pytest.raises(OfficeError):
            clocks.set_day(db, date(2026, 11, 20), working=True, ground=" ", by="admin")
    assert [line.action for line in audit.lines(office)] == ["day-changed"] * 3


def test_a_row_that_is_added_wins_from_its_day_on(office: Office) -> None:
    row = Clock("systematize", "any", 2, "working-day", "2026-12-01", None, "ბრძანება №5")
    with office.decision() as db:
        clocks.add(db, row, "admin")
        table = clocks.load(db)
    assert table.due("systematize", "any", date(2026, 11, 30)).day == date(2026, 12, 3)
    assert table.due("systematize", "any", date(2026, 12, 4)).day == date(2026, 12, 8)


@pytest.mark.parametrize(
    ("issuer", "at_once", "conclusion", "expected"),
    [
        ("საქართველოს პარლამენტი", False, False, "ten-day"),
        ("აჭარის ავტონომიური რესპუბლიკის მთავრობა", False, False, "ten-day"),
        ("აჭარის ავტონომიური რესპუბლიკის უმაღლესი საარჩევნო კომისია", False, False, "elections"),
        ("საქართველოს ცენტრალური საარჩევნო კომისია", False, False, "elections"),
        ("საქართველოს ეროვნული ბანკის პრეზიდენტი", True, False, "bank-at-once"),
        ("საქართველოს ეროვნული ბანკის პრეზიდენტი", False, True, "with-conclusion"),
        ("დუშეთის მუნიციპალიტეტის საკრებულო", False, False, "municipal"),
        ("საქართველოს ფინანსთა მინისტრი", False, True, "with-conclusion"),
        ("საქართველოს ფინანსთა მინისტრი", False, False, "exempt"),
    ],
)
def test_every_issuer_has_its_row(
    issuer: str, at_once: bool, conclusion: bool, expected: str
) -> None:
    assert issuer_class(issuer, at_once=at_once, conclusion=conclusion) == expected


def test_before_the_table_begins_there_is_no_clock() -> None:
    with pytest.raises(OfficeError, match="no clock"):
        Clocks().due("systematize", "any", date(2011, 12, 31))


def test_the_calendar_names_holidays() -> None:
    days = WorkingDays()
    assert days.name(date(2026, 11, 23)) == "Saint George's Day"
    assert days.name(date(2026, 11, 24)) is None
