"""A resolution that brings a law into force: „ამ კანონის“ in it is that law, not the resolution.

„„მეწარმეთა შესახებ“ კანონის თაობაზე“ says „კანონი ამოქმედდეს 1995 წლის 1 მარტიდან“ and „ამ კანონის
ამოქმედების დღიდან ძალადაკარგულად ჩაითვალოს …“: the acts lose force on the day of the law.

>>> brings_law("„მეწარმეთა შესახებ“ საქართველოს რესპუბლიკის კანონის თაობაზე")
True
>>> day_of_law("1. კანონი „მეწარმეთა შესახებ“ ამოქმედდეს 1995 წლის 1 მარტიდან.")
'1995-03-01'
"""

from __future__ import annotations

import re

from amendments.verbs import unquoted
from amendments.written_days import day_since

_BRINGS = re.compile(
    r"კანონის (?:თაობაზე|(?:სამოქმედოდ |ძალაში )?(?:შემოღებ|შეყვან|ამოქმედებ)[ა-ჰ]* "
    r"(?:შესახებ|თაობაზე))[“”\" .]*$"
)
_FROM_LAW = re.compile(
    r"(?:ამ |აღნიშნული |ზემოაღნიშნული )?კანონის (?:ამოქმედებ|ძალაში შესვლ|სამოქმედოდ შემოღებ)[ა-ჰ]*"
    r"(?: (?:დღიდან|მომენტიდან|შემდეგ))?"
)
_STARTS = re.compile(
    r"კანონი(?![ა-ჰ])[^.;\n]{0,160}?(?:ამოქმედდეს|შემოღებულ[ა-ჰ]* იქნ[ეა]ს|ძალაში შევიდეს)"
    r"(?P<day>[^.;\n]{0,80})"
)


def brings_law(title: str) -> bool:
    """Whether an act, by its title, only brings a law into force."""
    return _BRINGS.search(title) is not None


def from_law(words: str) -> str:
    """The words that tie an order to the start of the law, or "". A cited title ties nothing.

    >>> from_law("ამ კანონის ამოქმედების დღიდან გაუქმდეს №5 ბრძანება")
    'ამ კანონის ამოქმედების დღიდან'
    >>> from_law("გაუქმდეს „ბაღების შესახებ კანონის ამოქმედების თაობაზე“ №5 ბრძანება")
    ''
    """
    found = _FROM_LAW.search(unquoted(words, 0, len(words)))
    return found.group() if found else ""


def day_of_law(text: str) -> str | None:
    """The day (ISO) an act gives the law it brings into force; None without one, or several."""
    days = {day_since(found["day"]) for found in _STARTS.finditer(text)}
    return days.pop() if len(days) == 1 else None
