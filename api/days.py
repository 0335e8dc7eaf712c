"""Days and instants of the web: Tbilisi days, HTTP dates, days as people write them.

Tbilisi is four hours ahead of UTC; a version that holds from a day begins at its midnight there.

>>> http_date("2022-05-25"), day_of_http("Tue, 24 May 2022 20:00:00 GMT")
('Tue, 24 May 2022 20:00:00 GMT', '2022-05-25')
>>> georgian_day("2022-05-25"), english_day("2022-05-25")
('2022 წლის 25 მაისი', '25 May 2022')
"""

from __future__ import annotations

import re
from datetime import UTC, date, datetime, time, timedelta, timezone
from email.utils import format_datetime, parsedate_to_datetime

TBILISI = timezone(timedelta(hours=4))
_GEORGIAN = (
    "იანვარი თებერვალი მარტი აპრილი მაისი ივნისი "
    "ივლისი აგვისტო სექტემბერი ოქტომბერი ნოემბერი დეკემბერი"
).split()
_GENITIVE = (
    "იანვრის თებერვლის მარტის აპრილის მაისის ივნისის "
    "ივლისის აგვისტოს სექტემბრის ოქტომბრის ნოემბრის დეკემბრის"
).split()
_ENGLISH = (
    "January February March April May June July August September October November December"
).split()
_ISO = re.compile(r"\d{4}-\d\d-\d\d", re.ASCII)
_PRINTED = re.compile(r"(\d{1,2})[./](\d{1,2})[./](\d{4})", re.ASCII)


def today() -> str:
    """The day it is in Tbilisi (ISO)."""
    return datetime.now(TBILISI).date().isoformat()


def read_day(text: str) -> str | None:
    """An ISO day from ``2022-05-25`` or ``25.05.2022``; None for what is no day.

    >>> read_day("25.05.2022"), read_day("2022-02-30"), read_day("٢٠٢٢-٠٥-٢٥")
    ('2022-05-25', None, None)
    """
    text = text.strip()
    try:
        if _ISO.fullmatch(text):
            return date.fromisoformat(text).isoformat()
        if match := _PRINTED.fullmatch(text):
            return date(int(match[3]), int(match[2]), int(match[1])).isoformat()
    except ValueError:
        return None
    return None


def http_date(day: str) -> str:
    """The HTTP date of a Tbilisi day's first instant. Days before the year 1 in UTC do not
    exist and are told as the first instant there is."""
    try:
        start = datetime.combine(date.fromisoformat(day), time(), TBILISI).astimezone(UTC)
    except OverflowError:
        start = datetime.min.replace(tzinfo=UTC)
    return format_datetime(start, usegmt=True)


def day_of_http(text: str) -> str | None:
    """The Tbilisi day of an HTTP date; None where it is none (RFC 7089 §2.1.1 asks for GMT)."""
    if not text.endswith(" GMT"):
        return None
    try:
        return parsedate_to_datetime(text).astimezone(TBILISI).date().isoformat()
    except (ValueError, OverflowError, TypeError):
        return None


def day_before(day: str) -> str:
    """The day before, for intervals shown to people with both ends in."""
    found = date.fromisoformat(day)
    return (found - timedelta(days=1)).isoformat() if found > date.min else day


def georgian_day(day: str) -> str:
    year, month, number = day.split("-")
    return f"{int(year)} წლის {int(number)} {_GEORGIAN[int(month) - 1]}"


def genitive_day(day: str) -> str:
    """The day as it stands before a noun: „2022 წლის 25 მაისის კანონი“.

    >>> genitive_day("2021-02-10")
    '2021 წლის 10 თებერვლის'
    """
    year, month, number = day.split("-")
    return f"{int(year)} წლის {int(number)} {_GENITIVE[int(month) - 1]}"


def since_day(day: str) -> str:
    """„from“ in Georgian.

    >>> since_day("2027-01-01"), since_day("2027-08-01")
    ('2027 წლის 1 იანვრიდან', '2027 წლის 1 აგვისტოდან')
    """
    return f"{genitive_day(day)[:-1]}დან"


def english_day(day: str) -> str:
    year, month, number = day.split("-")
    return f"{int(number)} {_ENGLISH[int(month) - 1]} {int(year)}"


def printed_day(day: str) -> str:
    """„25.05.2022“, as petits print it."""
    return ".".join(reversed(day.split("-")))
