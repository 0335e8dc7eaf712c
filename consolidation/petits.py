"""Petits and placeholders, written from data (Order 158 art. 8(4), Law 1876 art. 16(10)).

>>> act = Particulars(kind="კანონი", issuer="საქართველოს პარლამენტი", date="2025-11-12",
...                   number="1061", published="2025-11-14", organ="ვებგვერდი")
>>> petit_for(act).printed
'საქართველოს 2025 წლის 12 ნოემბრის კანონი №1061 – ვებგვერდი, 14.11.2025წ.'
>>> removal_for(act).printed
'(ამოღებულია – 12.11.2025, №1061)'

Before 2011 acts were published in a gazette: ``organ`` then holds its part, issue and locator.

>>> older = Particulars(kind="კანონი", date="2007-11-22", number="5496", published="2007-12-06",
...                     organ="სსმ I, №42, მუხ.386")
>>> petit_for(older).printed
'საქართველოს 2007 წლის 22 ნოემბრის კანონი №5496 - სსმ I, №42, 06.12.2007წ., მუხ.386'
>>> missing_from_petit(Particulars(kind="კანონი", date="2007-11-22", number="1",
...                                published="2007-12-06"))
['organ']
"""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date

from schemas.kinds import issuer_genitive
from schemas.model import Particulars, Petit, Removal

MONTHS_GENITIVE = (
    "იანვრის", "თებერვლის", "მარტის", "აპრილის", "მაისის", "ივნისის",
    "ივლისის", "აგვისტოს", "სექტემბრის", "ოქტომბრის", "ნოემბრის", "დეკემბრის",
)  # fmt: skip
_LAWS = frozenset({"კანონი", "ორგანული კანონი", "კონსტიტუციური კანონი"})
# „3400-IIს“, „4101-რს“; of extraordinary sessions since 2020 petits print it.
_SESSION = re.compile(r"\s*[-–—−]\s*(?:[IVXL]+\s?[მრ]?ს|(?P<extra>რს))$")
_EXTRA_SINCE = "2020-01-01"
_STATES = (
    "აჭარის ავტონომიური რესპუბლიკის", "აფხაზეთის ავტონომიური რესპუბლიკის",
    "საქართველოს რესპუბლიკის", "საქართველოს სსრ",
)  # fmt: skip
_SITE, _SITE_SINCE = "ვებგვერდი", "2011-01-01"  # Law 1876 art. 32^1: before it, the gazette
_GAZETTE = re.compile(
    r"(?P<organ>[^,№]+),\s*№?\s*(?P<issue>[\d()/–-]+)(?:,\s*(?P<locator>(?:მუხ|გვ)\.\s?[\d–-]+))?"
)
_VOWEL_STEMS = {"ი": "ის", "ა": "ის", "ე": "ის", "ო": "ოს", "უ": "უს"}
# Stems that lose a vowel: „გამგებელი“, „მდივანი“.
_NOUN = re.compile(r"[ა-ჰ]{3,}[იაეოუ]")
_SHORTENED = re.compile(r"(?<=[ა-ჰ]{3})(?:(?P<el>ებ|ენ)ელი|(?P<an>ვ)ანი)$")
_APART = re.compile(r"\s+[–-]\s+(?=[ა-ჰ]+$)")


def genitive(name: str) -> str:
    """Genitive of an issuer's name: only the last word is declined, the rest already depends on it.

    A name whose last word is no noun in the nominative (a copy broke it, or it is „ერთობლივი“)
    stays as it is. A town set beside its office by a dash is declined with it.

    >>> genitive("საქართველოს ფინანსთა მინისტრი"), genitive("მცხეთის საკრებულო")
    ('საქართველოს ფინანსთა მინისტრის', 'მცხეთის საკრებულოს')
    >>> genitive("კომისია"), genitive("რაიონის გამგებელი"), genitive("ბიუროს მდივანი")
    ('კომისიის', 'რაიონის გამგებლის', 'ბიუროს მდივნის')
    >>> genitive("თვითმმართველი ქალაქი ფოთი"), genitive("საქართველოს დედაქალაქი – თბილისი")
    ('თვითმმართველი ქალაქ ფოთის', 'საქართველოს დედაქალაქის – თბილისის')
    >>> genitive("ფინანსთა და იუსტიციის მინისტრების ერთობლივი"), genitive("საკრებულ ოს")
    ('ფინანსთა და იუსტიციის მინისტრების ერთობლივი', 'საკრებულ ოს')
    """
    name = name.strip()
    known = issuer_genitive(name)
    if known or not name:
        return known or name
    if apart := _APART.search(name):
        head, town = name[: apart.start()], name[apart.end() :]
        own = head if head.endswith("ს") else _declined(head)
        return f"{own}{apart.group()}{_declined(town)}"
    before, space, last = name.rpartition(" ")
    if before.endswith("ქალაქი"):
        before = before.removesuffix("ი")
    return f"{before}{space}{_declined(last)}"


def _declined(name: str) -> str:
    last = name.rpartition(" ")[2]
    noun = _NOUN.fullmatch(last) is not None and last != "ერთობლივი"
    if not noun:
        return name
    if short := _SHORTENED.search(name):
        return name[: short.start()] + (f"{short['el']}ლის" if short["el"] else "ვნის")
    return name[:-1] + _VOWEL_STEMS[name[-1]]


def day_words(iso: str) -> str:
    """A day as acts write it, in the genitive: „2025 წლის 12 ნოემბრის“. Raises ValueError."""
    day = date.fromisoformat(iso)
    return f"{day.year} წლის {day.day} {MONTHS_GENITIVE[day.month - 1]}"


def day_digits(iso: str) -> str:
    """„14.11.2025“. Raises ValueError."""
    return date.fromisoformat(iso).strftime("%d.%m.%Y")


def petit_for(act: Particulars) -> Petit:
    """The petit of an amending act. What is not known is left out, never made up."""
    kind = act.kind or "აქტი"
    author = _state(act.issuer) if kind in _LAWS else genitive(act.issuer or "")
    words = [author, day_words(act.date) if act.date else "", kind]
    head = " ".join(word for word in words if word)
    number = number_in_petit(act)
    if number:
        head += f" №{number}"
    organ, issue, locator = _published_in(act)
    return Petit(
        printed=head + _where(act, organ, issue, locator),
        style="court" if "სასამართლო" in (act.issuer or "") else "line",
        kind=act.kind,
        issuer=act.issuer,
        date=act.date,
        number=number,
        organ=organ,
        published=act.published,
        issue=issue,
        locator=locator,
    )


def _state(issuer: str | None) -> str:
    """Whose law it is: of Georgia, or of the republic or the state of that time.

    >>> _state("აჭარის ავტონომიური რესპუბლიკის უმაღლესი საბჭო"), _state("საქართველოს პარლამენტი")
    ('აჭარის ავტონომიური რესპუბლიკის', 'საქართველოს')
    """
    name = issuer or ""
    return next((state for state in _STATES if name.startswith(f"{state} ")), "საქართველოს")


def _published_in(act: Particulars) -> tuple[str | None, str | None, str | None]:
    """Organ, issue and locator of publication. The Herald's site is the organ since 2011."""
    if act.organ is None:
        return (_SITE if act.published and act.published >= _SITE_SINCE else None), None, None
    found = _GAZETTE.fullmatch(act.organ)
    if found is None:
        return act.organ, None, None
    return found["organ"].strip(), found["issue"], found["locator"]


def _where(act: Particulars, organ: str | None, issue: str | None, locator: str | None) -> str:
    if not act.published:
        return ""
    parts = [organ, f"№{issue}" if issue else None, f"{day_digits(act.published)}წ.", locator]
    dash = "-" if issue or locator else "–"
    return f" {dash} {', '.join(part for part in parts if part)}"


def missing_from_petit(act: Particulars) -> list[str]:
    """What Order 158 art. 8(4) asks a petit to say and is not known of this act."""
    asked = {"kind": act.kind, "date": act.date, "number": act.number, "publication": act.published}
    if act.published:
        asked["organ"] = _published_in(act)[0]
    return [name for name, value in asked.items() if not value]


def refusal_petit_for(act: Particulars) -> Petit:
    """The petit that says a change could not be carried out (Order 158 art. 8(6))."""
    petit = petit_for(act)
    petit.printed = f"სისტემატიზაცია ვერ განხორციელდა – {petit.printed}"
    petit.style = "refusal"
    return petit


def removal_for(act: Particulars, verb: str = "ამოღებულია") -> Removal:
    """The placeholder of a unit removed by ``act``."""
    tail = day_and_number(act)
    printed = f"({verb} – {tail})" if tail else f"({verb})"
    return Removal(printed=printed, verb=verb, date=act.date, number=number_in_petit(act))


def number_in_petit(act: Particulars) -> str | None:
    """The number as petits print it: a law's without the session of Parliament (of 14,900 petits of
    laws in consolidated acts 14,500 print none; counted in ``docs/quality/apply.md``).

    >>> number_in_petit(Particulars(kind="კანონი", number="3400-IIს"))
    '3400'
    >>> number_in_petit(Particulars(kind="ბრძანება", number="2-15"))
    '2-15'
    """
    if act.number is None or act.kind not in _LAWS:
        return act.number
    session = _SESSION.search(act.number)
    if session is None or (session["extra"] and (act.date or "") >= _EXTRA_SINCE):
        return act.number
    return act.number[: session.start()]


def day_and_number(act: Particulars) -> str:
    """„12.11.2025, №1061“; what is not known is left out."""
    number = number_in_petit(act)
    parts = [day_digits(act.date) if act.date else "", f"№{number}" if number else ""]
    return ", ".join(part for part in parts if part)


def removal_put_by(removal: Removal, act: Particulars) -> Removal:
    """The placeholder of an order that ``act`` put into the act that gives it, which had taken
    effect before.

    >>> put = Particulars(date="2017-08-20", number="340")
    >>> removal_put_by(Removal("(ამოღებულია – 01.03.2016, №200)."), put).printed
    '(ამოღებულია – 01.03.2016, №200; 20.08.2017, №340).'
    """
    head, bracket, mark = removal.printed.rpartition(")")
    return replace(removal, printed=f"{head}; {day_and_number(act)}{bracket}{mark}")
