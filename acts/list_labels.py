"""Labels that only their neighbours in a list can read: parts of a number that stand apart, a
stop that is missing.

>>> without_stop("2 კოლეჯის სახელია").printed
'2'
"""

from __future__ import annotations

import re
from dataclasses import replace

from acts.labels import Label, read_label
from acts.paragraphs import Paragraph
from schemas.numbers import Number

_BARE_NUMBER = re.compile(
    r"(?P<number>[1-9]\d?)(?:(?:\s?[,:;/]\s?|\s+)(?=(?:№\s?\d+\s)?[„“\"]?[ა-ჰ]{2})|(?=[ა-ჰ]{4}))"
)
_BARE_LETTER = re.compile(r"(?P<path>[ა-ჰ](?:\.[ა-ჰ])*)(?:\s+|\.\s?)(?=[„“\"]?[ა-ჰ]{2})")
_STRAY = re.compile(r"(?:[„“>\"]|,,|[-–](?=\s?(?:[ა-ჰ]\)|\d{1,2}\.\s)))\s?")
_GLUED = re.compile(r"(?P<outer>[ა-ჰ])(?P<inner>[ა-ჰ])\s?\)\s?(?=[„“\"]?[ა-ჰA-Z])")
_CLOSING = re.compile(r"[“”\"’]|''")
_MEASURE = re.compile(r"(?:წ[ელ]|დღ|თვ|ლარ|თეთრ|კვ|მეტრ|საათ|პროც|კაც|ცალ|გრ|კგ|მლ|ათას|მილ)")
_MIN_SENTENCE = 40


def candidate(paragraph: Paragraph) -> Label | None:
    """The candidate label; in future wording a stray opening mark may stand before it."""
    text = paragraph.text
    if paragraph.future is None or text[0] not in "„“":
        return paragraph.label
    label = read_label(text[1:])
    if label is None:
        return None
    return replace(label, printed=text[0] + label.printed, end=label.end + 1)


def is_sentence(text: str, label: Label, leads: bool = False) -> bool:
    """Whether words after a bare number are a sentence of their own, no count of things;
    ``leads``: a colon may end it."""
    words = text[label.end :]
    ended = words[-1:] == "." or (leads and words[-1:] == ":")
    return len(words) > _MIN_SENTENCE and ended and _MEASURE.match(words) is None


def bare_letter(text: str) -> Label | None:
    """The letter, or the path of letters, at the head of words, its bracket left out.

    >>> bare_letter("გ ცნობა ქონების შესახებ;").printed
    'გ'
    """
    match = _BARE_LETTER.match(text[:40])
    if match is None:
        return None
    path = tuple(Number.parse(letter) for letter in match["path"].split("."))
    return Label("letter", path, match.group().rstrip(), match.end())


def glued_path(text: str) -> Label | None:
    """„თბ) ტექსტი“ as „თ.ბ)“, its stop left out.

    >>> [str(number) for number in glued_path("თბ) ნავის თარიღი;").numbers]
    ['თ', 'ბ']
    """
    match = _GLUED.match(text)
    if match is None:
        return None
    path = (Number.parse(match["outer"]), Number.parse(match["inner"]))
    return Label("letter", path, match.group().rstrip(), match.end())


def behind_mark(text: str) -> Label | None:
    """The label behind a stray opening mark that is closed nowhere.

    >>> behind_mark("„ნ) სამსახურის დაფინანსების შესახებ;").printed
    '„ნ)'
    """
    mark = _STRAY.match(text)
    if mark is None or _CLOSING.search(text, mark.end()):
        return None
    label = read_label(text[mark.end() :])
    if label is None:
        return None
    return replace(label, printed=mark.group() + label.printed, end=label.end + mark.end())


def spells(printed: Number, meant: Number) -> bool:
    """Whether a printed number is the one meant, a superscript glued to it or not."""
    if printed == meant:
        return True
    return not printed.prims and str(printed) == str(meant).replace("^", "")


def without_stop(text: str) -> Label | None:
    """The number at the head of words, its stop left out."""
    match = _BARE_NUMBER.match(text[:40])
    if match is None:
        return None
    printed = match.group().rstrip()
    return Label("dot", (Number.parse(match["number"]),), printed, match.end())


def apart_decimal(text: str, label: Label) -> Label | None:
    """„6. 2. ტექსტი“ read as 6.2, or None.

    >>> str(apart_decimal("6. 2. ტექსტი", read_label("6. 2. ტექსტი")).number)
    '6.2'
    """
    if label.style not in ("dot", "decimal") or label.number.prims:
        return None
    inner = read_label(text[label.end :]) or without_stop(text[label.end :])
    if inner is None or inner.style != "dot" or inner.number.prims or len(inner.numbers) > 1:
        return None
    number = Number("arabic", (*label.number.base, *inner.number.base))
    end = label.end + inner.end
    return Label("decimal", (number,), text[: label.end] + inner.printed, end)
