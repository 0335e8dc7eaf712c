"""How far a clause reaches back: „… და გავრცელდეს 2011 წლის 1 იანვრიდან წარმოშობილ ურთიერთობებზე“.

Law 1876 art. 24: an act has no retroactive force unless it says so.

>>> reach_of("ამოქმედდეს გამოქვეყნებისთანავე და გავრცელდეს 2011 წლის 1 იანვრიდან").day
'2011-01-01'
>>> reach_of("2024 წლის 1 იანვრიდან და გავრცელდეს 2023 წლის 1 ივნისიდან წარმოშობილ").day
'2023-06-01'
>>> reach_of("გავრცელდეს 2015 წლის 4 აგვისტოს შემდეგ წარმოშობილ ურთიერთობებზე").day
'2015-08-05'
>>> reach_of("გავრცელდეს 2012 წლის 12 ოქტომბრიდან და 19 ოქტომბრიდან წარმოშობილ საქმეებზე").limited
True
"""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date, timedelta
from typing import NamedTuple

from amendments.operations import Operation
from amendments.written_days import DATIVE, DAY, MONTH, iso_day

_VERB = "გავრცელდეს|ვრცელდება|გავრცელდება"
_REACHES_BACK = re.compile(
    rf"(?:{_VERB})[^\n.]{{0,120}}?{DAY}|(?:გავრცელდეს|ვრცელდება)"
    rf"[^\n.]{{0,60}}?(?P<ay>\d{{4}}) ?წლის (?P<ad>\d{{1,2}}|პირველ) ?(?P<am>{DATIVE})ს|"
    rf"{DAY.replace('?P<', '?P<b')}(?:(?!გავრცელდ|ვრცელდებ)[^\n.]){{0,80}}წარმო(?:შობ|ქმნ)ილ"
)
# something excepted, or a second day
_LIMITS = re.compile(rf"გარდა |\d{{1,2}} ?(?:{MONTH})[ა-ჰ]*დან")
_AFTER = re.compile(r"ს? ?შემდეგ(?![ა-ჰ])")  # „4 აგვისტოს შემდეგ წარმოშობილ“: from the 5th
_OF_PARTS = re.compile(r"მუხლ|პუნქტ|ნაწილ|აბზაც|დანართ")


class Reach(NamedTuple):
    """The day (ISO), None where nothing reaches back; where the words stand.

    ``limited``: not everything the clause covers reaches back to that one day.
    """

    day: str | None
    limited: bool
    start: int = -1
    end: int = -1


def reach_of(text: str, after: int = 0) -> Reach:
    """How far a sentence (folded, on one line) reaches back.

    ``after``: the end of the verb of commencement; provisions named between it and the words of
    the reach are all that reaches back.
    """
    found = _REACHES_BACK.search(text)
    if found is None:
        return Reach(None, False)
    own_subject = after < found.start() and _OF_PARTS.search(text, after, found.start())
    limited = bool(own_subject) or _LIMITS.search(text, found.end()) is not None
    day = iso_day(found)
    if day and _AFTER.match(text, found.end()):
        day = (date.fromisoformat(day) + timedelta(days=1)).isoformat()
    return Reach(day, limited, found.start(), found.end())


def reaching_back(op: Operation, adopted: str | None) -> Operation:
    """An order „from 1 April“ of an act of 4 April: it starts with the act and reaches back.

    The day (ISO) moves from ``valid_from`` to ``retroactive_from``; the act's clause gives the
    start. Without the day of the act nothing is known and nothing changes.
    """
    if op.valid_from is None or adopted is None or op.valid_from >= adopted:
        return op
    said = "the day that the order names lies before the act's own"
    note = f"{op.note}; {said}" if op.note else said
    return replace(op, valid_from=None, retroactive_from=op.valid_from, note=note)
