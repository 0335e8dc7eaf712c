"""Days as clauses write them: „2011 წლის 20 ოქტომბრიდან“, „2012 წლის 5 ოქტომბერს“, „ხუთი მაისიდან“.

>>> day_since("ამოქმედდეს 1995 წლის 1 მარტიდან"), day_since("2010 წლის ოცდახუთი ოქტომბრიდან")
('1995-03-01', '2010-10-25')
>>> day_since("2010 წლის 31 აპრილიდან") is None
True
"""

from __future__ import annotations

import re
from datetime import date

MONTHS = (
    "იანვრ", "თებერვლ", "მარტ", "აპრილ", "მაის", "ივნის",
    "ივლის", "აგვისტო", "სექტემბრ", "ოქტომბრ", "ნოემბრ", "დეკემბრ",
)  # fmt: skip
MONTH = "|".join(MONTHS)
DATIVE = "იანვარ|თებერვალ|მარტ|აპრილ|მაის|ივნის|ივლის|აგვისტო|სექტემბერ|ოქტომბერ|ნოემბერ|დეკემბერ"
_ONES = (
    "პირველი", "ერთი", "ორი", "სამი", "ოთხი", "ხუთი", "ექვსი", "შვიდი", "რვა", "ცხრა", "ათი",
    "თერთმეტი", "თორმეტი", "ცამეტი", "თოთხმეტი", "თხუთმეტი", "თექვსმეტი", "ჩვიდმეტი",
    "თვრამეტი", "ცხრამეტი",
)  # fmt: skip
# the day of a month in words: „ხუთი“, „ოცდახუთი“
_SPELLED = {word: max(1, place) for place, word in enumerate(_ONES)} | {
    "ოცი": 20,
    **{f"ოცდა{word}": 20 + place for place, word in enumerate(_ONES[:12]) if place},
}
_NUMBER = "|".join(sorted(_SPELLED, key=len, reverse=True))
_YEAR = r"(?:წლ(?:ისა?|სი|ს|იდ|იტს)|წელის)"  # also as copies misspell it
DAY = rf"(?P<y>\d{{4}}) ?{_YEAR} (?P<d>\d{{1,2}}|{_NUMBER})(?:-ლი)? ?(?P<m>{MONTH})"
SINCE = re.compile(
    rf"{DAY}(?:იდან|დან)"
    rf"|(?P<by>\d{{4}}) ?{_YEAR} (?P<bd>\d{{1,2}}|პირველ) ?(?P<bm>{DATIVE})ს(?![ა-ჰ]| ?№)"
)


def day_since(text: str) -> str | None:
    """The first day „… 1995 წლის 1 მარტიდან“ of folded words (ISO), or None."""
    found = SINCE.search(text)
    return iso_day(found) if found else None


def iso_day(found: re.Match[str]) -> str | None:
    """The day of a match with the groups y, d and m (before them perhaps a or b)."""
    groups = {k.lstrip("ab"): v for k, v in found.groupdict().items() if v}
    stems = DATIVE.split("|") if groups["m"] not in MONTHS else list(MONTHS)
    number = int(groups["d"]) if groups["d"].isdigit() else _SPELLED.get(groups["d"], 1)
    try:
        return date(int(groups["y"]), stems.index(groups["m"]) + 1, number).isoformat()
    except ValueError:
        return None
