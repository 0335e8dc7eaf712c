"""Dates as acts print them, to ISO.

>>> worded_date("2011 წლის 29 დეკემბერი"), worded_date("17 დეკემბერი 2025 წ.")
('2011-12-29', '2025-12-17')
>>> dotted_date("03.12.1997"), dotted_date("31.02.2000")
('1997-12-03', None)
"""

from __future__ import annotations

import datetime
import re

MONTHS = {
    "იანვ": 1, "თებერვ": 2, "მარტ": 3, "აპრილ": 4, "მაის": 5, "ივნის": 6,
    "ივლის": 7, "აგვისტ": 8, "სექტემბ": 9, "ოქტომბ": 10, "ნოემბ": 11, "დეკემბ": 12,
}  # fmt: skip
MONTH = "(?:" + "|".join(r"\s?".join(stem) for stem in MONTHS) + r")(?:\s?[ა-ჰ]){0,4}"
_STEM = re.compile("|".join(MONTHS))
_YEAR_FIRST = re.compile(
    rf"([12]\s?\d\s?\d\s?\d)\s*(?:წ\s?ლ\s?ი\s?ს|წ\.?)\s*[„\"]?(\d\s?\d?)[“”\"]?\s*({MONTH})"
)
_DAY_FIRST = re.compile(rf"[„\"]?(\d\s?\d?)[“”\"]?\s*({MONTH}),?\s*([12]\s?\d\s?\d\s?\d)")
DOTTED = r"(\d\s?\d?)(?:\s?[./,]\s?|\s)(\d\s?\d?)\s?[./,]\s?([12]\s?\d\s?\d\s?\d)"
_DOTTED = re.compile(DOTTED)
_LINE = re.compile(r"\d{1,2}\s?\.\s?\d{1,2}\s?\.\s?[12]\d{3}\s?(?:წ\.?|წელი)?")


def iso(year: str, month: int, day: str) -> str | None:
    """ISO date of the parts, or None for a day that does not exist."""
    try:
        return datetime.date(
            int("".join(year.split())), month, int("".join(day.split()))
        ).isoformat()
    except ValueError:
        return None


def worded_date(text: str) -> str | None:
    """The first date with a month in words, or None."""
    first, last = _YEAR_FIRST.search(text), _DAY_FIRST.search(text)
    if first and (last is None or first.start() <= last.start()):
        return iso(first[1], month_number(first[3]), first[2])
    return iso(last[3], month_number(last[2]), last[1]) if last else None


def month_number(word: str) -> int:
    """1–12 for a month in any case. Raises KeyError."""
    stem = _STEM.match("".join(word.split()))
    return MONTHS[stem.group() if stem else word]


def dotted_date(text: str) -> str | None:
    """The first „dd.mm.yyyy“, or None."""
    match = _DOTTED.search(text)
    return iso(match[3], int("".join(match[2].split())), match[1]) if match else None


def dotted_line(text: str) -> str | None:
    """The date that stands alone on its line: „09.03.2015წ“; else None.

    >>> dotted_line("09.03.2015წ"), dotted_line("09.03.2015 – 17 ლარი")
    ('2015-03-09', None)
    """
    return dotted_date(text) if _LINE.fullmatch(text) else None
