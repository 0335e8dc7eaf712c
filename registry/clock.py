"""The axis of knowledge: when this system recorded something."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta, timezone

TBILISI = timezone(timedelta(hours=4))  # no summer time since 2005


def now() -> str:
    """The instant of recording, UTC, to the microsecond."""
    return datetime.now(UTC).isoformat(timespec="microseconds")


def end_of(day: str) -> str:
    """The instant at which a Tbilisi day ends, in the form of :func:`now`. Raises ValueError.

    >>> end_of("2026-03-01")
    '2026-03-01T20:00:00.000000+00:00'
    """
    midnight = datetime.combine(date.fromisoformat(day) + timedelta(days=1), time(), TBILISI)
    return midnight.astimezone(UTC).isoformat(timespec="microseconds")
