"""Names of signatories and their offices, as lines of a signature block print them, and the
names of documents that stand below one.

>>> is_signature("ზ. ადეიშვილი"), is_signature("საკრებულოს თავმჯდომარე კ . გურგენიძე")
(True, True)
>>> is_signature("საკრებულოს თავმჯდომარე იღებს გადაწყვეტილებას.")
False
"""

from __future__ import annotations

import re

# What an order approves: the head of an annex, never a place.
DOCUMENTS = (
    "წესი", "დებულება", "წესდება", "ინსტრუქცია", "რეგლამენტი", "პროგრამა", "სტრატეგია",
    "კონცეფცია", "ნუსხა", "სია", "ჩამონათვალი", "ფორმა", "გეგმა", "შინაგანაწესი", "ბიუჯეტი",
    "კოდექსი", "სტანდარტი",
    "მეთოდიკა", "განრიგი", "ნორმები", "წესები", "ტარიფები", "ხელშეკრულება", "შემადგენლობა",
)  # fmt: skip
_OFFICE = (
    r"(?:პრეზიდენტი|მოადგილე|პრემიერ\s?[-‑–]?\s?მინისტრი|მინისტრი|თავმ?ჯდომარე|თავმ?ჯდომარის\s+მოადგილე|მდივანი|"
    r"გამგებელი|მერი|უფროსი|დირექტორი|სახელმწიფო\s+მინისტრი|(?:მოვალეობის\s+)?შემსრულებელი|"
    r"მოსამართლე|სპიკერი|მინისტრის\s+მოადგილე|პროკურორი|აუდიტორი|პრეფექტი|რწმუნებული|მეთაური)"
)
_SURNAME = r"[ა-ჰ]+(?:შვილი|ძე|ია|უა|ვა|ანი|ელი|ური|ული|ენკო|ოვი|ევი|უხი|ნტი|ერი|ტია|კი|ინი)"
_INITIALED = r"[ა-ჰ]\s?\.\s?(?:[ა-ჰ]\s?\.\s?)?[ა-ჰ]{3,}(?:\s[იაეოუ])?(?:\s?-\s?[ა-ჰ]+)?"
_NAME = rf"(?:{_INITIALED}|[ა-ჰ]{{3,}}\s+{_SURNAME})"
# Without an office beside it a full name is known by its surname alone.
_SURE_NAME = rf"(?:{_INITIALED}|[ა-ჰ]{{3,}}\s+[ა-ჰ]+(?:შვილი|ძე|ენკო))"
_INITIAL = re.compile(r"[ა-ჰ]\s?\.\s?[ა-ჰ]")
_NAME_LINE = re.compile(rf"{_SURE_NAME}\.?")
_OFFICE_NAME = re.compile(
    rf"[ა-ჰ ,.\-‑–„“”\"()]{{0,120}}{_OFFICE}[ა-ჰ ]{{0,30}}\)?[,:\s–-]+(?P<name>{_NAME})\.?"
)
_BARE_NAME = re.compile(r"[ა-ჰ]{3,}\s+[ა-ჰ]{4,}(?:\s?-\s?[ა-ჰ]{3,})?(?:\s?\([ა-ჰ ]+\))?[.,]?")
_OFFICE_WORD = re.compile(rf"{_OFFICE}$")
OFFICE_LINE = re.compile(rf"[ა-ჰ ,.\-‑–„“”\"()]{{0,120}}{_OFFICE}[,:.\s–-]*")


def is_bare_name(text: str) -> bool:
    """Whether a line is shaped like a given name and a surname („ოთარ სიჭინავა“)."""
    if len(text) > 40 or _BARE_NAME.fullmatch(text) is None:
        return False
    given, surname = text.split()[:2]
    return not given.endswith(("ის", "ოს", "თა")) and surname.rstrip(".,") not in DOCUMENTS


def is_signature(text: str) -> bool:
    """Whether a paragraph is a name, or an office with a name."""
    if len(text) > 170:
        return False
    if text.endswith(".") and not _INITIAL.search(text):
        return False  # „წესი მარტივია.“ is a sentence; a full name ends without a stop
    if _NAME_LINE.fullmatch(text):
        return True
    named = _OFFICE_NAME.fullmatch(text)
    return named is not None and not _OFFICE_WORD.search(named["name"])
