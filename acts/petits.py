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

from acts.dates import MONTH, dotted_date, iso, month_number
from acts.issuers import nominative
from schemas.model import Petit, Removal

_KIND = (
    r"(?:(?:ორგანული|კონსტიტუციური)\s+)?კანონი|ბრძანებულება|ბრძანება|დადგენილება|განკარგულება|"
    r"გადაწყვეტილება|განჩინება|საოქმო\s+ჩანაწერი|დეკრეტი|კოდექსი|რეგლამენტი|რეზოლუცია|შეთანხმება"
)
_NUMBER = r"(?:№|N|#)\s*(?P<number{0}>\d[\dა-ჰ./^]*(?:\s?[-–/]\s?(?!სსმ|ვებ)(?:\d+|[IVXL]*[ა-ჰ]{{0,3}})(?!\w))*)"
_PETIT = re.compile(
    rf"(?P<issuer>[ა-ჰ][^\d„“”\"]{{2,160}}?)\s*(?P<year>[12]\s?\d\s?\d\s?\d\d?)\s*წლის\s*"
    rf"(?P<day>\d\s?\d?)\s*(?P<month>{MONTH})\s+"
    rf"(?:{_NUMBER.format(1)}\s*)?(?P<kind>{_KIND})"
    rf"(?:\s*{_NUMBER.format(2)})?\s*[-–—−]*\s*(?P<source>.*)"
)
_SOURCE_HINT = re.compile(r"ვებ|სსმ|უწყებ|მაცნე|პარლამენტის|გაზეთ|კრებული")
_ORGAN = re.compile(
    r"ვებ\s?-?გვერდი|სსმ\s*,?\s*(?:[IVX]+(?:\s?\(\s?[IVX]+\s?\))?(?=\W))?|პარლამენტის\s+უწყებანი|"
    r"(?:უმაღლესი|უზენაესი)\s+საბჭოს\s+უწყებანი|[ა-ჰ ]*უწყებები|"
    r"[„\"]?საქართველოს\s+საკანონმდებლო\s+მაცნე[“”\"]?|გაზეთი\s+[^,№]+"
)
_ISSUE = re.compile(r"(?:№|N|#)\s*([\w()./-]+)")
_LOCATOR = re.compile(r"(?:მუხ|გვ)\s*\.?\s*[\d-]+")
_PUBLISHED = re.compile(r"\d{1,2}\s?[./]\s?\d{1,2}\s?[./]\s?\d{4}")

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
    if "წლის" not in text or len(text) > 400 or not _SOURCE_HINT.search(text):
        return None
    match = _PETIT.fullmatch(text)
    if match is None or not _SOURCE_HINT.search(match["source"]):
        return None
    source = match["source"]
    organ = _ORGAN.search(source)
    issue = _ISSUE.search(source)
    locator = _LOCATOR.search(source)
    published = _PUBLISHED.search(source)
    kind = " ".join(match["kind"].split())
    issuer = " ".join(match["issuer"].split())
    return Petit(
        printed=text,
        style="court" if "სასამართლოს" in issuer else "line",
        kind=kind,
        issuer=nominative(issuer),
        date=iso(match["year"], month_number(match["month"]), match["day"]),
        number=match["number1"] or match["number2"],
        organ=" ".join(organ.group().strip(' „“”"').split()) if organ else None,
        published=dotted_date(published.group()) if published else None,
        issue=issue.group(1) if issue else None,
        locator="".join(locator.group().split()) if locator else None,
    )


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
