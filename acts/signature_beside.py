"""A signature that a copy printed behind the last sentence of an act, on its line.

>>> from acts.source import Source
>>> from acts.paragraphs import paragraphs
>>> text = "1. მოწონებულ იქნეს ნავების შესახებ შეთანხმების პროექტი. პრემიერ-მინისტრი ი. ნიმუშაძე"
>>> [p.text for p in cut_signature(paragraphs(Source(text, "", "text")), text)][1]
'პრემიერ-მინისტრი ი. ნიმუშაძე'
"""

from __future__ import annotations

import re

from acts.inline_lists import cut_paragraph
from acts.offices import OFFICE_WORD, is_signature
from acts.paragraphs import Paragraph

_STOP = re.compile(r"(?<=[ა-ჰ”“)]{2}\.)\s(?=[ა-ჰ])")
_LONGEST, _SHORTEST = 90, 25  # characters of the signature; of the sentence


def cut_signature(found: list[Paragraph], source_text: str) -> list[Paragraph]:
    """The paragraphs, the last cut where an office with a name follows its last sentence."""
    last = found[-1] if found else None
    if last is None or last.quoted or last.role in ("table", "petit", "title", "heading", "group"):
        return found
    start = max(len(last.text) - _LONGEST, _SHORTEST)
    for stop in _STOP.finditer(last.text, start):
        words = last.text[stop.end() :]
        if OFFICE_WORD.match(words) and is_signature(words):
            return [*found[:-1], *cut_paragraph(last, [stop.end()], source_text)]
    return found
