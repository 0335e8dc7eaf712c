"""The signature block: office and name, then place, date and, for laws, the number."""

from __future__ import annotations

import re

from acts.dates import worded_date
from acts.offices import OFFICE_LINE, is_signature
from acts.paragraphs import Paragraph
from schemas.model import Kind, Particulars, Unit

_PLACE = re.compile(r"(?:ქ\s?\.\s?)?[ა-ჰ]{4,20}[,.]?")
_NUMBER = re.compile(r"(?:№|N|#)\s*(?P<number>[\w^]+(?:\s?[-–—/]\s?[\w^]+)*)\.?")
_PLACE_DATE = re.compile(r"(?:ქ\s?\.\s?)?[ა-ჰ]{4,20}\s*,\s*(?=[\d„])")
_ORDER = re.compile(r"(?:დეს|დნენ|ნეს|ნას)(?![ა-ჰ])")  # an optative: law, not a signature
_CLAUSE = re.compile(r"ძალა|ამოქმედ|დღიდან|იდან(?![ა-ჰ])|მდე(?![ა-ჰ])")
_SIGNED = re.compile(r"\(?\s*(?:ხელმოწერა|ხელმოწერილია|ბ\.\s?ა\.)\s*\)?")


def is_below_name(text: str) -> bool:
    """Whether a line is the date, number or place of a signature block."""
    return bool(_NUMBER.fullmatch(text)) or _is_date(text) or _is_tail(text)


def _is_tail(text: str) -> bool:
    """A line that may stand in a signature block below or above the name."""
    if len(text) > 170:
        return False
    if _SIGNED.fullmatch(text):
        return True
    return bool(_PLACE.fullmatch(text)) and text.strip(",.").endswith(("ი", "ა", "ო", "ე"))


def _is_date(text: str) -> bool:
    if len(text) > 60 or text[-1] in ";:" or sum(map(str.isdigit, text)) < 5:
        return False
    return worded_date(text) is not None and not _CLAUSE.search(text)


def signature_start(paragraphs: list[Paragraph], of_act: bool) -> int:
    """Index of the first paragraph of the signature block that ends the list, or its length.

    A name proves the block; in an act the number or the date alone does too.
    """
    start = len(paragraphs)
    proved = False
    for index in range(len(paragraphs) - 1, max(len(paragraphs) - 12, -1), -1):
        paragraph = paragraphs[index]
        text = paragraph.text
        if paragraph.quoted or paragraph.role in ("heading", "group", "title", "table"):
            break
        if _ORDER.search(text):
            break
        if is_signature(text):
            start, proved = index, True
        elif _NUMBER.fullmatch(text) or _is_date(text):
            start, proved = index, proved or of_act
        elif OFFICE_LINE.fullmatch(text) or _continues_office(text):
            if not start == index + 1 < len(paragraphs):  # an office stands right above its name
                break
            start = index
        elif not _is_tail(text):
            break
    return start if proved else len(paragraphs)


def _continues_office(text: str) -> bool:
    """„საქართველოს პარლამენტის“ above „თავმჯდომარის მოადგილე გ. წერეთელი“."""
    return len(text) < 90 and bool(re.fullmatch(r"[ა-ჰ ,\-–„“”\"]+(?:ის|ოს|თა|ას|პირველი)", text))


def read_conclusions(paragraphs: list[Paragraph], particulars: Particulars | None) -> Unit:
    """The signature block as a unit; fills date and number of a law that carries them here."""
    unit = Unit(Kind.CONCLUSIONS, span=(paragraphs[0].start, paragraphs[-1].end))
    for paragraph in paragraphs:
        text = paragraph.text
        role = "signature"
        if number := _NUMBER.fullmatch(text):
            role = "number"
            if particulars is not None and particulars.number is None:
                particulars.number = re.sub(r"\s*[-–—]\s*", "-", number["number"])
        elif len(text) < 60 and (date := worded_date(text)):
            role = "date"
            if particulars is not None:
                particulars.date = particulars.date or date
                place = _PLACE_DATE.match(text)
                if place and particulars.place is None:
                    particulars.place = place.group().strip(" ,")
        elif not (is_signature(text) or OFFICE_LINE.fullmatch(text)) and _PLACE.fullmatch(text):
            role = "place"
            if particulars is not None and particulars.place is None:
                particulars.place = text.strip(" .,")
        unit.children.append(
            Unit(Kind.TEXT, text=text, role=role, span=(paragraph.start, paragraph.end))
        )
    return unit
