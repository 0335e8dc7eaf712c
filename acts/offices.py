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
_OFFICES = (
    "პრეზიდენტი", "მოადგილე", "პრემიერ-მინისტრი", "ვიცე-პრემიერი", "მინისტრი", "თავმჯდომარე",
    "თავჯდომარე", "თავმჯომარე", "თავმდომარე", "თავმჯდომარიე", "თავმჯდომარის მოადგილე", "მდივანი",
    "გამგებელი", "მერი", "უფროსი",
    "დირექტორი", "შემსრულებელი", "მოსამართლე", "სპიკერი", "პროკურორი", "აუდიტორი", "პრეფექტი",
    "რწმუნებული", "მეთაური", "წევრი", "მმართველი",
    "გენერალ-ლეიტენანტი", "გენერალ-მაიორი", "გენერალ-პოლკოვნიკი", "გენერალი", "პოლკოვნიკი",
)  # fmt: skip
# A copy may set blanks inside a word: „თავმჯდ ომარე“.
_OFFICE = "(?:" + "|".join(r"\s?".join(one.replace(" ", "")) for one in _OFFICES) + ")"
_SURNAME = r"[ა-ჰ]+(?:შვილი|ძე|ია|უა|ვა|ანი|ელი|ური|ული|ენკო|ოვი|ევი|უხი|ნტი|ერი|ტია|კი|ინი)"
_INITIALED = r"[ა-ჰ]\s?\.\s?(?:[ა-ჰ]\s?\.\s?)?[ა-ჰ]{3,}(?:\s[იაეოუ])?(?:\s?-\s?[ა-ჰ]+)?"
# „ალ. კარტოზია“, „ე. შევარ დნაძე“, and, beside an office, „ზ გამსახურდია“
_SHORTENED = rf"(?!იხ\b|შპ\b|სს\b)[ა-ჰ]{{2}}\.\s?(?:{_SURNAME}|[ა-ჰ]+თავი)"
_CUT_NAME = r"[ა-ჰ]\.\s?[ა-ჰ]+\s(?:[ა-ჰ]{1,3}\s){0,2}[ა-ჰ]*(?:შვილი|ძე)"
_NAME = (
    rf"(?:{_INITIALED}|{_SHORTENED}|{_CUT_NAME}|(?<=\s)[ა-ჰ]\s{_SURNAME}|[ა-ჰ]{{3,}}\s+{_SURNAME})"
)
# Without an office beside it a full name is known by its surname alone.
# No name is „ახალი რძე“.
_SURE_NAME = (
    rf"(?:{_INITIALED}|{_SHORTENED}|{_CUT_NAME}|[ა-ჰ]{{3,}}\s+[ა-ჰ]{{2,}}(?:შვილი|ძე|ენკო))"
)
_INITIAL = re.compile(r"(?<![ა-ჰ])(?:[ა-ჰ]{1,2}\s?\.\s?|[ა-ჰ]\s)[ა-ჰ]")
_NAME_LINE = re.compile(rf"{_SURE_NAME}\.?")
_OFFICE_NAME = re.compile(
    rf"[ა-ჰ ,.\-‑–„“”\"()]{{0,120}}{_OFFICE}[ა-ჰ ]{{0,30}}\)?"
    rf"(?:[,:\s–-]+|(?<=ინისტრი)|(?<=რეზიდენტი)|(?<=მდივანი)(?=[ა-ჰ]\.)|(?<=თავმჯდომარე)(?=[ა-ჰ]\.))"
    rf"(?P<name>{_NAME}|(?<=\s)[ა-ჰ]{{5,}}(?:შვილი|ძე)|"
    r"(?:(?<=ინისტრი)|(?<=რეზიდენტი))[ა-ჰ]{9,}(?:შვილი|ძე))\.?"  # „…ინისტრიგიორგინიმუშაძე“
)
_BARE_NAME = re.compile(r"[ა-ჰ]{3,}\s+[ა-ჰ]{4,}(?:\s?-\s?[ა-ჰ]{3,})?(?:\s?\([ა-ჰ ,–-]+\))?[.,;]?")
_SURNAME_LINE = re.compile(rf"[ა-ჰ]+\s+(?:[ა-ჰ]+-)?{_SURNAME}(?![ა-ჰ])")
_SURNAME_ALONE = re.compile(rf"(?:[ა-ჰ]+\s?-\s?)?{_SURNAME}\.?")
_OFFICE_WORD = re.compile(rf"{_OFFICE}$")
OFFICE_WORD = re.compile(_OFFICE)
_INSTITUTION = re.compile(r"(?:დეპარტამენტი|პარლამენტი|დოკუმენტი|რეგლამენტი|ინსტრუმენტი)[.,;]?")
OFFICE_LINE = re.compile(rf"[ა-ჰ ,.\-‑–„“”\"()]{{0,120}}{_OFFICE}[,:.\s–_-]*")


_COMMANDS = re.compile(r"(?:დეს|დნენ|ევალოს|ეკისროს|ეთხოვოს|ციელოს|ყოს)(?![ა-ჰ])")
_CLERK = re.compile(r"სხდომის მდივანი\s?:")  # in the front matter of a decision of a court
# „ქ. ფოთი“: a town, unless the word ends as surnames do; „მ.შ. ხელფასზე“, „მთ. ბუღალტერი“
_TOWN = re.compile(
    r"ქ\.\s?(?:თბილისი|ბათუმი|სოხუმი|ქუთაისი|(?![ა-ჰ]*(?:შვილი|ძე|ია|უა|ვა|ანი|ელი|ური)[.,]?$)[ა-ჰ]+)"
    r"[.,]?|მ\.\s?შ\.?(?![ა-ჰ]).*|მთ\..*"
)
_UNREAD = re.compile("[\ufffd\u200b]+")
_UNTIDY = re.compile("[\ufffd\u200b/]|\\s[\\s.]|[^\\S ]|^\\s|\\s$")
_IN_SLASHES = re.compile(r"/\s?([ა-ჰ. ]{5,40})/")


def tidy(text: str) -> str:
    """The line without signs a copy could not read, blanks before stops, and slashes about a
    name („/გ. კირთაძე/“)."""
    if _UNTIDY.search(text) is None:
        return text
    text = _IN_SLASHES.sub(r"\1", _UNREAD.sub(" ", text))
    return " ".join(text.split()).replace(" .", ".")


def is_bare_name(text: str) -> bool:
    """Whether a line is shaped like a given name and a surname („ოთარ სიჭინავა“)."""
    if len(text.partition("(")[0]) > 40 or len(text) > 100 or not _BARE_NAME.fullmatch(text):
        return False
    given, surname = text.split()[:2]
    if _INSTITUTION.fullmatch(surname) is not None:
        return False
    return not given.endswith(("ის", "ოს", "თა")) and surname.rstrip(".,;") not in DOCUMENTS


def is_likely_name(text: str) -> bool:
    """Whether a line is a given name and a surname by its ending too: „მეთოდური მითითება“ is
    shaped like a name, but is none."""
    return is_bare_name(text) and _SURNAME_LINE.match(text) is not None


def is_surname(text: str) -> bool:
    """Whether a word ends as surnames do.

    >>> is_surname("ნიმუშაძე"), is_surname("კადრები")
    (True, False)
    """
    return _SURNAME_ALONE.fullmatch(text) is not None


def is_signature(text: str) -> bool:
    """Whether a paragraph is a name, or an office with a name."""
    if len(text) > 170:
        return False
    text = tidy(text)
    if _TOWN.fullmatch(text) or _COMMANDS.search(text) or _CLERK.match(text):
        return False
    if text.endswith(".") and not _INITIAL.search(text):
        return False  # „წესი მარტივია.“ is a sentence; a full name ends without a stop
    if _NAME_LINE.fullmatch(text):
        return True
    named = _OFFICE_NAME.fullmatch(text)
    return named is not None and not _OFFICE_WORD.search(named["name"])
