"""Working days of Georgia: Monday to Friday, without the holidays of the Labour Code (art. 30).

Holidays, Orthodox Easter among them, come from the package ``holidays``; an overlay holds the
one-off days that the Government names. Days are Tbilisi days.

>>> days = WorkingDays()
>>> days.is_working(date(2026, 4, 13)), days.is_working(date(2026, 4, 14))  # Easter Monday
(False, True)
>>> days.after(date(2026, 4, 9), 1)  # from National Unity Day over Easter
datetime.date(2026, 4, 14)
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime, time, timedelta
from functools import cache
from types import MappingProxyType
from zoneinfo import ZoneInfo

import holidays

TBILISI = ZoneInfo("Asia/Tbilisi")
_SATURDAY = 5


@cache
def _holidays(year: int) -> Mapping[date, str]:
    found = holidays.country_holidays("GE", years=year)
    return MappingProxyType({day: str(name) for day, name in found.items()})


class WorkingDays:
    """The calendar with an overlay: day → whether one works on it after all."""

    def __init__(self, overlay: Mapping[date, bool] = MappingProxyType({})) -> None:
        self._overlay = dict(overlay)

    def is_working(self, day: date) -> bool:
        if day in self._overlay:
            return self._overlay[day]
        return day.weekday() < _SATURDAY and day not in _holidays(day.year)

    def name(self, day: date) -> str | None:
        """The holiday's name in English, or None."""
        return _holidays(day.year).get(day)

    def from_(self, day: date) -> date:
        """This day where it is a working day, else the next one."""
        while not self.is_working(day):
            day += timedelta(days=1)
        return day

    def after(self, day: date, count: int) -> date:
        """The ``count``-th working day after ``day``."""
        for _ in range(count):
            day = self.from_(day + timedelta(days=1))
        return day


def tbilisi_day(instant: datetime) -> date:
    """The day in Tbilisi at an instant. Raises ValueError for an instant without a zone."""
    if instant.tzinfo is None:
        raise ValueError("an instant without a time zone has no day")
    return instant.astimezone(TBILISI).date()


def end_of(day: date) -> datetime:
    """24:00 of a Tbilisi day."""
    return datetime.combine(day + timedelta(days=1), time(), TBILISI)
