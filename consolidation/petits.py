"""Petits and placeholders, written from data (Order 158 art. 8(4), Law 1876 art. 16(10)).

>>> act = Particulars(kind="კანონი", issuer="საქართველოს პარლამენტი", date="2025-11-12",
...                   number="1061", published="2025-11-14", organ="ვებგვერდი")
>>> petit_for(act).printed
'საქართველოს 2025 წლის 12 ნოემბრის კანონი №1061 – ვებგვერდი, 14.11.2025წ.'
>>> removal_for(act).printed
'(ამოღებულია – 12.11.2025, №1061)'
"""

from __future__ import annotations

from datetime import date

from schemas.kinds import issuer_genitive
from schemas.model import Particulars, Petit, Removal

MONTHS_GENITIVE = (
    "იანვრის", "თებერვლის", "მარტის", "აპრილის", "მაისის", "ივნისის",
    "ივლისის", "აგვისტოს", "სექტემბრის", "ოქტომბრის", "ნოემბრის", "დეკემბრის",
)  # fmt: skip
_LAWS = frozenset({"კანონი", "ორგანული კანონი", "კონსტიტუციური კანონი"})
_VOWEL_STEMS = {"ი": "ის", "ა": "ის", "ე": "ის", "ო": "ოს", "უ": "უს"}


def genitive(name: str) -> str:
    """Genitive of an issuer's name: only the last word is declined, the rest already depends on it.

    >>> genitive("საქართველოს ფინანსთა მინისტრი"), genitive("მცხეთის საკრებულო")
    ('საქართველოს ფინანსთა მინისტრის', 'მცხეთის საკრებულოს')
    >>> genitive("კომისია")
    'კომისიის'
    """
    name = name.strip()
    known = issuer_genitive(name)
    if known or not name:
        return known or name
    return name[:-1] + _VOWEL_STEMS.get(name[-1], name[-1] + "ის")


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
    author = "საქართველოს" if kind in _LAWS else genitive(act.issuer or "")
    words = [author, day_words(act.date) if act.date else "", kind]
    head = " ".join(word for word in words if word)
    if act.number:
        head += f" №{act.number}"
    printed = head
    if act.published:
        organ = act.organ or "ვებგვერდი"
        printed = f"{head} – {organ}, {day_digits(act.published)}წ."
    return Petit(
        printed=printed,
        kind=act.kind,
        issuer=act.issuer,
        date=act.date,
        number=act.number,
        organ=(act.organ or "ვებგვერდი") if act.published else None,
        published=act.published,
    )


def missing_from_petit(act: Particulars) -> list[str]:
    """What Order 158 art. 8(4) asks a petit to say and is not known of this act."""
    asked = {"kind": act.kind, "date": act.date, "number": act.number, "publication": act.published}
    return [name for name, value in asked.items() if not value]


def refusal_petit_for(act: Particulars) -> Petit:
    """The petit that says a change could not be carried out (Order 158 art. 8(6))."""
    petit = petit_for(act)
    petit.printed = f"სისტემატიზაცია ვერ განხორციელდა – {petit.printed}"
    petit.style = "refusal"
    return petit


def removal_for(act: Particulars, verb: str = "ამოღებულია") -> Removal:
    """The placeholder of a unit removed by ``act``."""
    parts = [day_digits(act.date) if act.date else "", f"№{act.number}" if act.number else ""]
    tail = ", ".join(part for part in parts if part)
    printed = f"({verb} – {tail})" if tail else f"({verb})"
    return Removal(printed=printed, verb=verb, date=act.date, number=act.number)
