"""Petits, placeholders and marks of future wording, as data with their printed form.

A petit is the editorial line that says which act changed a unit (Order 158 art. 8(4)); a
placeholder stands where a unit was removed (Law 1876 art. 16(10)). Neither is legal text.

>>> petit = read_petit_line("საქართველოს 2025 წლის 12 ნოემბრის კანონი №1061 – ვებგვერდი, 14.11.2025წ.")
>>> petit.kind, petit.date, petit.number, petit.organ, petit.published
('კანონი', '2025-11-12', '1061', 'ვებგვერდი', '2025-11-14')
>>> read_removal("(ამოღებულია – 10.04.2012, №6015).").number
'6015'
"""

from __future__ import annotations

import re

from acts.dates import DOTTED, MONTH, dotted_date, iso, month_number
from acts.issuers import nominative
from schemas.model import Petit, Removal

_KIND = (
    r"(?:(?:ორგანული|კონსტიტუციური)\s*)?კანონი|ბრძანებულება|ბრძანება|დადგენილება|განკარგულება|"
    r"გადაწყვეტილება|განჩინება|საოქმო\s+ჩანაწერი|დეკრეტი|კოდექსი|რეგლამენტი|რეზოლუცია|შეთანხმება"
)
_ORGANS = (
    r"ვებ\s?-?\s?გვერდი|სსმ\s*,?\s*-?\s*(?:[IVX]+(?:\s?\(\s?[IVX]+\s?\))?)?|"
    r"(?:საქართველოს\s+)?პარლამენტის\s+უწყებანი|(?:[ა-ჰ]+\s+){0,4}(?:უწყებანი|უწყებები)|"
    r"[„\"]?(?:საქართველოს\s+)?საკანონმდებლო\s+მაცნე[“”\"]?|გაზეთი"
)
_HINT = re.compile(r"ვებ|სსმ|უწყებ|მაცნე|გაზეთ")
_ORGAN = re.compile(_ORGANS)
_PETIT = re.compile(
    rf"(?P<issuer>[ა-ჰ][^\d„“”\"]{{2,160}}?)\s*(?P<year>[12]\s?\d\s?\d\s?\d\d?)\s*"
    rf"(?:წლის?|წ\.)?\s*(?P<day>\d\s?\d?)\s*(?P<month>{MONTH})\s+"
    rf"(?P<before>(?:№|N|#)\s*\S+\s+)?"
    rf"(?P<kind>{_KIND})(?P<after>[^„“”\"]{{0,60}}?)[-–—−\s]*(?P<source>(?:{_ORGANS})(?!\w).*)"
)
_BEGUN = re.compile(
    rf"[ა-ჰ][^\d„“”\"]{{2,160}}?\s*[12]\s?\d\s?\d\s?\d\d?"
    rf"(?:\s*(?:წლის?|წ\.)(?:\s*\d\s?\d?(?:\s*{MONTH}(?:\s+(?:(?:№|N|#)\s*\S+\s+)?(?:{_KIND})"
    r"(?:\s*(?:№|N|#)\s*[^\s„“]{1,20})?)?)?)?)?[-–—−\s]*"
)
_NUMBER = re.compile(
    r"(?:№|N|#)\s*(?P<number>\d[\dა-ჰIVX./^]*"
    r"(?:\s?[-–/]\s?(?!სსმ|ვებ)[\dა-ჰIVX][\dა-ჰIVX.]*)*)"
)
_ISSUE = re.compile(r"(?:№|N|#)\s*(\d[\d()./-]*(?:\s?\(\d+\))?)")
_LOCATOR = re.compile(r"(?:მუხ|გვ)\s*\.?\s*\d[\d\s-]*")
_PUBLISHED = re.compile(DOTTED)

_INLINE = re.compile(
    r"\(\s*(?P<date>\d{1,2}\s?\.\s?\d{1,2}\s?\.\s?\d{4})\s*(?:წ\.?)?\s*[,–-]?\s*"
    r"(?:№|N|#)\s*(?P<number>\d[\w/-]*(?:\s?-\s?[\w]+)?)\s*\)"
)
_REMOVAL = re.compile(
    r"[(\[]?\s*(?P<verb>ამოღებულია|ამოღებული\s+იქნა|ამოღებულ\s+იქნა|ძალადაკარგულია|"
    r"ძალა\s?დაკარგულია|გაუქმებულია|ამოიღეს)(?![ა-ჰ])(?P<rest>[^()]*(?:\([^()]*\)[^()]*)*)"
    r"[)\]]?\s*[.;]?"
)
_REMOVAL_DETAIL = re.compile(
    r"\s*[-–—−]?\s*(?P<date>\d{1,2}\s?\.\s?\d{1,2}\s?\.\s?\d{4})\s*(?:წ\.?)?\s*[,–-]?\s*"
    r"(?:(?:№|N|#)\s*(?P<number>[^\s,;()]+))?"
)
_EFFECTIVE = re.compile(
    rf"\(\s*(?:ამოქმედდეს|ძალაშია|მოქმედებს|ამოქმედდება)\s+(?P<year>\d{{4}})\s*წლის\s*"
    rf"(?P<day>\d{{1,2}})\s*(?P<month>{MONTH})[^()]*\)"
)


def read_petit_line(text: str) -> Petit | None:
    """The petit that a whole paragraph is, or None."""
    if len(text) > 400 or not _HINT.search(text):
        return None
    match = _PETIT.fullmatch(text)
    if match is None:
        return None
    source = match["source"]
    organ = _ORGAN.match(source)
    rest = source[organ.end() :] if organ else source
    published = _PUBLISHED.search(rest)
    issue = _ISSUE.search(rest)
    locator = _LOCATOR.search(rest)
    number = _NUMBER.search(match["before"] or match["after"])
    issuer = " ".join(match["issuer"].split())
    return Petit(
        printed=text,
        style="court" if "სასამართლოს" in issuer else "line",
        kind=" ".join(match["kind"].split()),
        issuer=nominative(issuer),
        date=iso(match["year"], month_number(match["month"]), match["day"]),
        number="".join(number["number"].split()).rstrip(".") if number else None,
        organ=" ".join(organ.group().strip(' „“”",-').split()) if organ else None,
        published=dotted_date(published.group()) if published else None,
        issue=issue.group(1) if issue else None,
        locator="".join(locator.group().split()) if locator else None,
    )


def begins_petit(text: str) -> bool:
    """Whether a line is the beginning of a petit that goes on below (a copy broke it)."""
    return len(text) < 200 and bool(_BEGUN.fullmatch(text))


def inline_notes(text: str) -> list[tuple[int, int, Petit]]:
    """Notes like „(29.06.2012 N 111)“ in a paragraph: start, end and the parsed note."""
    if "(" not in text:
        return []
    return [
        (
            match.start(),
            match.end(),
            Petit(
                printed=match.group(),
                style="inline",
                date=dotted_date(match["date"]),
                number=match["number"],
            ),
        )
        for match in _INLINE.finditer(text)
    ]


def read_removal(text: str) -> Removal | None:
    """The placeholder that the whole text is, or None."""
    if len(text) > 300:
        return None
    match = _REMOVAL.fullmatch(text)
    if match is None:
        return None
    bracketed = text.lstrip()[0] in "(["
    detail = _REMOVAL_DETAIL.match(match["rest"])
    if not bracketed and match["rest"].strip() and detail is None:
        return None
    return Removal(
        printed=text,
        verb=" ".join(match["verb"].split()),
        date=dotted_date(detail["date"]) if detail else None,
        number=detail["number"] if detail else None,
    )


def effective_from(text: str) -> tuple[int, int, str] | None:
    """„(ამოქმედდეს 2026 წლის 1 ივლისიდან)“ in a text: start, end and the ISO date."""
    if "(" not in text:
        return None
    match = _EFFECTIVE.search(text)
    if match is None:
        return None
    date = iso(match["year"], month_number(match["month"]), match["day"])
    return (match.start(), match.end(), date) if date else None
