"""Titles with a number over points: „I. ზოგადი დებულებანი“, „II. უფლებანი“, or „1. ზოგადი
დებულებანი“, „2. უფლებანი“ over points that count on through the whole document.

One label is only a candidate: words of a list carry such labels too. A run of them that counts
from one (one Roman title may be lost), each a title with something below it, divides the document,
wherever the numbering of its points stands.

>>> from acts.source import Source
>>> from acts.paragraphs import paragraphs
>>> text = "1. ერთი.\\nI. მიზანი\\n2. ორი.\\nII. ვადა\\n3. სამი."
>>> sorted(numbered_titles(paragraphs(Source(text, "", "text"))))
[1, 3]
>>> text = "1. მიზანი\\n1. ერთი.\\n2. ორი.\\n2. ვადა\\n3. სამი."
>>> sorted(numbered_titles(paragraphs(Source(text, "", "text"))))
[0, 3]
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from acts.headings import Heading, asserts, commands, is_clause
from acts.labels import Label
from acts.paragraphs import Paragraph
from schemas.model import Kind
from schemas.numbers import Number

_MIN_TITLES = 2
_MAX_STRAY = 10  # points to one that is out of order
_MAX_STEP = 2  # a copy loses one title sometimes
_LONGEST, _LONGEST_SENTENCE = 200, 120  # characters
_BARE_ROMAN = re.compile(r"(?P<base>[IVX]{1,5})\s+(?=[„“\"]?[ა-ჰ]{3})")  # „I ზოგადი დებულებანი“


def numbered_titles(found: list[Paragraph]) -> dict[int, Heading]:
    """The headings of the run, by index; none where the run is broken or begins anew."""
    return _roman(found) or _arabic(found)


def _arabic(found: list[Paragraph]) -> dict[int, Heading]:
    titles: dict[int, Heading] = {}
    point = stray = 0
    for index, paragraph, label in _numbered(found, "dot"):
        number = label.number.base[0]
        below = found[index + 1].label if index + 1 < len(found) else None
        goes_on = below is not None and below.style == "dot" and below.number.base == (point + 1,)
        titled = paragraph.text[-1] != "." and _is_title(paragraph, label)
        if goes_on and titled and number == len(titles) + 1:
            titles[index] = _heading(paragraph, label)
        elif number == point + 1:
            point = number
        else:
            stray += 1
    certain = len(titles) >= _MIN_TITLES and stray * _MAX_STRAY <= point
    return titles if certain else {}


def _numbered(found: list[Paragraph], style: str) -> Iterator[tuple[int, Paragraph, Label]]:
    """The paragraphs that begin with a plain number of one style, outside of quoted text."""
    for index, paragraph in enumerate(found):
        label = paragraph.label
        if label is None or label.style != style or paragraph.quoted or label.number.prims:
            continue
        yield index, paragraph, label


def _heading(paragraph: Paragraph, label: Label) -> Heading:
    return Heading(Kind.CHAPTER, label.number, label.printed, paragraph.text[label.end :], "")


def _roman(found: list[Paragraph]) -> dict[int, Heading]:
    titles: dict[int, Heading] = {}
    last = 0
    for index, paragraph, label in _roman_candidates(found):
        number = label.number.base[0]
        leads = number == last + 1 > 1 and paragraph.text[-1] == ":"
        if not _is_title(paragraph, label, leads):
            continue
        first = not titles and number == 1 and _heads_ones(found, index)
        if label.style == "dot" and not first:  # „4. ვადა“ between points 10 and 11
            if titles and _stands_between(found, index):
                titles[index] = _heading(paragraph, label)
            continue
        if titles and number == 1:
            return {}
        if number <= last and paragraph.text[-1] != "." and _is_misprint(found, index, last):
            number = last + 1
        if not last < number <= last + _MAX_STEP or (number > 1 and not titles):
            continue
        last = number
        titles[index] = replace(_heading(paragraph, label), number=Number("roman", (number,)))
    if not any(_is_dotted(heading.label) for heading in titles.values()):
        return {}
    over = sum(_stands_over(found, index) for index in titles)
    return titles if over >= _MIN_TITLES and over * 2 >= len(titles) else {}


def _is_dotted(label: str) -> bool:
    """Whether a title's Roman number has a mark: „I ზონა“ may be a cell of a table."""
    return label[0] in "IVX„,\ufffd" and label[-1] in ".)"


def _roman_candidates(found: list[Paragraph]) -> Iterator[tuple[int, Paragraph, Label]]:
    """The paragraphs that begin with a Roman number, its stop left out or not; „1. ზოგადი
    დებულება“ right above „1.1.“ or „1.“ may be the first of them."""
    for index, paragraph in enumerate(found):
        label = paragraph.label
        if paragraph.quoted or paragraph.role == "table":
            continue
        if label is None and (match := _BARE_ROMAN.match(paragraph.text)) is not None:
            number = _roman_number(match["base"])
            if number is not None and paragraph.text[-1] != ".":
                yield index, paragraph, Label("roman", (number,), match["base"], match.end())
        elif label is None or label.number.prims:
            continue
        elif label.style == "roman" or (label.style == "dot" and paragraph.text[-1] not in ".;:"):
            yield index, paragraph, label


def _roman_number(printed: str) -> Number | None:
    try:
        return Number.parse(printed)
    except ValueError:
        return None


def _heads_ones(found: list[Paragraph], index: int) -> bool:
    """Whether „1. …“ without a final stop stands above „1.1.“, „1.“ or „II.“"""
    label = found[index].label
    if label is None or label.style != "dot" or found[index].text[-1] == ".":
        return False
    below = next((p.label for p in found[index + 1 :] if p.label is not None), None)
    if below is None or below.style == "roman":  # unnumbered words between „1.“ and „II.“
        return below is not None and below.number.base == (2,)
    beside = found[index + 1].label is below
    return beside and below.number.base in ((1,), (1, 1)) and below.style in ("dot", "decimal")


def _is_misprint(found: list[Paragraph], index: int, last: int) -> bool:
    """Whether the next title has the number after the one that is meant: „IV.“ above „VII.“ and
    below „V.“ is VI. The last title of all stands between points that count on."""
    for paragraph in found[index + 1 :]:
        label = paragraph.label
        if label is not None and label.style == "roman" and _is_title(paragraph, label):
            return label.number.base == (last + 2,)
    return _stands_between(found, index)


def _stands_between(found: list[Paragraph], index: int) -> bool:
    """Whether the point below a title goes on with the one above it."""
    points = [
        next(
            (p.label.number for p in lines if p.label is not None and p.label.style == "dot"), None
        )
        for lines in (reversed(found[:index]), found[index + 1 :])
    ]
    return points[0] is not None and points[1] is not None and points[1].follows(points[0])


def _is_title(paragraph: Paragraph, label: Label, leads: bool = False) -> bool:
    """Whether a labelled line is shaped like a title, no sentence; ``leads``: a colon may end it,
    „II. სამსახურის ამოცანებია:“."""
    words = paragraph.text[label.end :].rstrip(" :" if leads else "")
    if not words or len(words) > _LONGEST or words[-1] in ";:,!?-–_" or paragraph.future:
        return False
    if words[-1] == "." and (len(words) > _LONGEST_SENTENCE or is_clause(words)):
        return False
    return paragraph.role != "table" and not commands(words) and not asserts(words)


def _stands_over(found: list[Paragraph], index: int) -> bool:
    """Whether a text or a numbered unit stands below a title."""
    for below in found[index + 1 : index + 3]:
        label = below.label
        if below.role == "table":
            return True
        if label is not None:
            return label.style != "roman"
        if below.text[-1] in ".:;":
            return True
    return False
