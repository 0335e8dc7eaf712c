"""The day on which something ends, from the order's own words.

>>> end_in("დადგენილების მე-5 მუხლის მოქმედება შეჩერდეს 2015 წლის 1 იანვრამდე")
'2015-01-01'
>>> end_in("მოქმედება შეჩერდეს ახალი კანონის ამოქმედებამდე") is None
True
"""

from __future__ import annotations

import re
from datetime import date

from consolidation.petits import MONTHS_GENITIVE

_STEMS = {month[:-2] if month.endswith("ის") else month[:-1]: n
          for n, month in enumerate(MONTHS_GENITIVE, 1)}  # fmt: skip
_END = re.compile(
    r"(?P<year>\d{4})\s*წლის\s+(?P<day>\d{1,2})\s+(?P<month>" + "|".join(_STEMS) + r")[ა-ჰ]{0,2}მდე"
)


def end_in(words: str) -> str | None:
    """The first day after the term („… 1 იანვრამდე“: that day), or None where none is read."""
    found = _END.search(words)
    if found is None:
        return None
    try:
        day = date(int(found["year"]), _STEMS[found["month"]], int(found["day"]))
    except ValueError:
        return None
    return day.isoformat()
