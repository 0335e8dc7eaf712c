"""Bracketed future wording: „[ … (ამოქმედდეს 2026 წლის 1 ივლისიდან)]“.

A consolidated act prints today's unit and below it, in square brackets, the complete unit as it
will be. The brackets and the date are editorial: they are taken out of the text, each recorded as
a reading, and the paragraphs between them are marked with the bracket they stood in.

>>> from acts.source import Source
>>> from acts.paragraphs import paragraphs
>>> text = "1. დღეს.\\n[1. ხვალ.\\n(ამოქმედდეს 2026 წლის 1 ივლისიდან)]"
>>> kept, readings = take_brackets(paragraphs(Source(text, "", "text")), text)
>>> [(p.text, p.future) for p in kept], len(readings)
([('1. დღეს.', None), ('1. ხვალ.', (0, '2026-07-01'))], 2)
"""

from __future__ import annotations

import re

from acts.headings import read_heading
from acts.paragraphs import Paragraph
from acts.petits import effective_from
from schemas.model import Reading

_CLOSE = re.compile(r"\s*[.;]?\s*\]\s*[.;]?\s*$")
_REACH = 400  # paragraphs: a whole chapter may stand in one bracket


def take_brackets(
    found: list[Paragraph], source_text: str
) -> tuple[list[Paragraph], list[Reading]]:
    """The paragraphs without brackets of future wording, and where the brackets stood."""
    readings: list[Reading] = []
    if not any(p.text.startswith("[") or _closes(p) for p in found):
        return found, readings
    kept: list[Paragraph] = []
    brackets = index = 0
    while index < len(found):
        paragraph = found[index]
        close = _closing(found, index) if paragraph.text.startswith("[") else None
        if close is None:
            lost = _lost_opening(found, index)
            if lost is not None:
                readings.append(_take_closing(paragraph, lost[1], source_text))
                for one in found[lost[0] : index + 1]:
                    one.future = (brackets, lost[1])
                brackets += 1
            if paragraph.text:
                kept.append(paragraph)
            index += 1
            continue
        end, date = close
        region = found[index : end + 1]
        readings.extend(_strip(region, date, source_text))
        for one in region:
            one.future = (brackets, date)
        brackets += 1
        kept.extend(one for one in region if one.text)
        index = end + 1
    return kept, readings


def is_closing_mark(text: str) -> bool:
    """Whether a paragraph is nothing but the end of a bracket that nothing opened.

    >>> is_closing_mark("(ამოქმედდეს 2026 წლის 1 მაისიდან)]")
    True
    """
    closing = _CLOSE.search(text) if "]" in text else None
    return closing is not None and effective_from(text[: closing.start()]) == (
        0,
        closing.start(),
        (effective_from(text) or (0, 0, ""))[2],
    )


def _closing(found: list[Paragraph], start: int) -> tuple[int, str] | None:
    """Index of the paragraph that closes the bracket, and its date; None when nothing does."""
    for index in range(start, min(start + _REACH, len(found))):
        text = found[index].text
        if index > start and text.startswith("["):
            return None
        if "]" not in text:
            continue
        closing = _CLOSE.search(text)
        if closing is None:
            continue
        effective = effective_from(text[: closing.start()])
        if effective is None:
            return None
        return (index, effective[2]) if effective[1] == closing.start() else None
    return None


def _closes(paragraph: Paragraph) -> str | None:
    """The date of the bracket that a paragraph closes, or None."""
    text = paragraph.text
    closing = _CLOSE.search(text) if text[-2:].find("]") >= 0 else None
    effective = effective_from(text[: closing.start()]) if closing else None
    at_end = effective is not None and closing is not None and effective[1] == closing.start()
    return effective[2] if effective is not None and at_end else None


def _lost_opening(found: list[Paragraph], end: int) -> tuple[int, str] | None:
    """Where the future wording began that a paragraph closes, the mark of its opening being lost:
    at the only place of the article where the numbers of its points begin anew. None where the
    paragraph closes nothing or the place is not certain."""
    date = _closes(found[end])
    if date is None:
        return None
    start = end
    while start and not _heads(found[start]) and found[start].future is None:
        start -= 1
    last, begun = None, None
    for index in range(start, end + 1):
        label = found[index].label
        if label is None or label.style != "dot":
            continue
        if last is not None and not last < label.number:
            if begun is not None:
                return None
            begun = index
        last = label.number
    if begun is None and last is None:
        begun = _below_petit(found, start, end)
    return (begun, date) if begun is not None else None


def _heads(paragraph: Paragraph) -> bool:
    if paragraph.role in ("heading", "group"):
        return True
    return paragraph.text.startswith("მუხლი") and read_heading(paragraph.text) is not None


def _below_petit(found: list[Paragraph], start: int, end: int) -> int | None:
    """Where words go on below the petits of an article that has no points: today's wording ended
    above them."""
    begun = end
    while begun > start and found[begun - 1].petit() is None:
        begun -= 1
    words = [one for one in found[start + 1 : begun] if one.petit() is None]
    return begun if words and begun > start + 1 else None


def _strip(region: list[Paragraph], date: str, source_text: str) -> list[Reading]:
    """Take the brackets off the first and last paragraph; the readings say where they stood."""
    closing = _take_closing(region[-1], date, source_text)
    first = region[0]
    opening = Reading("future-bracket", date, "[", (first.start, first.start + 1))
    first.text, first.start = first.text[1:].lstrip(), first.start + 1
    return [opening, closing]


def _take_closing(last: Paragraph, date: str, source_text: str) -> Reading:
    """Take the date and the closing bracket off a paragraph."""
    effective = effective_from(last.text[: _CLOSE.search(last.text).start()])  # type: ignore[union-attr]
    printed = last.text[effective[0] :] if effective else "]"
    at = last.end
    for _ in range(sum(1 for char in printed if not char.isspace())):
        at -= 1
        while source_text[at].isspace():
            at -= 1
    closing = Reading("future-bracket", date, printed, (at, last.end))
    last.text, last.end = last.text[: len(last.text) - len(printed)].rstrip(), at
    return closing
