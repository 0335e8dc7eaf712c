"""New text of several units taken apart by the labels of its own lines.

„მე-3 და მე-4 პუნქტები ჩამოყალიბდეს შემდეგი რედაქციით: „3. … 4. …““ is two operations, each with
its own part. A part begins at its label; nothing is cut where a label is missing.
"""

from __future__ import annotations

import re

from amendments.folding import Folded
from amendments.operations import Step
from amendments.ordinals import between, read_word

_BEHIND_MARK = re.compile(r"“[ ;,]+$")
_EDGE = " \n„“;.,"
_ARTICLE = re.compile(
    r"[ „]*მუხლი ?(?:(?:მე ?- ?)?(?P<n>\d+(?:\^\d+| \d{1,2}(?=[.\n ]))?)(?: ?-? ?ე)?"
    r"|(?P<w>პირველი|მე[ა-ჰ]+))"
)
_SECOND_SERIES = re.compile(r" ?\([a-zა-ჰ]\)")  # „მუხლი 26 (a)“
_HEADING = re.compile(
    r"[ „]*(?:თავი|კარი|წიგნი|ქვეთავი) ?(?P<n>(?:[IVXLC]+|\d+|[ა-ჰ]+)(?:\^\d+| \d(?=[ \n.]))?)"
)
_NUMBER = re.compile(
    r"[ „]*(?P<n>\d+(?:\.\d+)*(?:\^\d+| \d{1,2}(?= ?\.))?) ?(?:[.)](?!\d)|(?=[ \n]))"
)
_LETTER = re.compile(r"[ „]*(?P<n>[ა-ჰ](?:\^\d+| \d)?(?: ?\. ?[ა-ჰ](?:\^\d+)?)*) ?\)")
_ANNEX = re.compile(r"[ „]*დანართი ?(?:№ ?)?(?P<n>\d+(?:\^\d+)?)?")


def label_at(text: str, place: int, kind: str) -> str | None:
    """The number that the text carries at a place for a unit of a kind, or None."""
    if kind == "article":
        found = _ARTICLE.match(text, place)
        if found is None or _SECOND_SERIES.match(text, found.end()):
            return None
        if found.group("w"):
            ordinal = read_word(found.group("w"))
            return ordinal.value if ordinal else None
        return found.group("n").replace(" ", "^")
    if kind in ("chapter", "part", "book", "subchapter"):
        found = _HEADING.match(text, place)
        if found is None:
            return None
        number = found.group("n").replace(" ", "^")
        word, _, prim = number.partition("^")
        ordinal = read_word(word)
        if ordinal:
            return ordinal.value + ("^" + prim if prim else "")
        return number
    if kind == "annex":
        found = _ANNEX.match(text, place)
        return found.group("n") if found else None
    pattern = _LETTER if kind == "subpoint" else _NUMBER
    found = pattern.match(text, place) or (
        _NUMBER.match(text, place) if kind == "subpoint" else None
    )
    if found is None:
        return None
    return re.sub(r"(?<=[\dა-ჰ]) (?=\d)", "^", found.group("n")).replace(" ", "")


def same_number(one: str | None, other: str | None) -> bool:
    """Equal numbers, the dot or bracket behind a label aside."""
    return one is not None and other is not None and one.strip(".)") == other.strip(".)")


def split(view: Folded, start: int, end: int, steps: list[Step]) -> list[tuple[int, int]] | None:
    """The part of ``text[start:end]`` for each step, in order; None where a label is missing."""
    text = view.text
    begins: list[int] = []
    place = start
    for kind, number in steps:
        while place < end:
            if same_number(label_at(text, place, kind), number):
                break
            following = text.find("\n", place, end)
            place = following + 1 if following >= 0 else end
        if place >= end:
            return None
        begins.append(place)
        following = text.find("\n", place, end)
        place = following + 1 if following >= 0 else end
    if begins[0] != start and text[start : begins[0]].strip(_EDGE):
        return None
    out = []
    for order, begin in enumerate(begins):
        until = begins[order + 1] if order + 1 < len(begins) else end
        out.append(trimmed(text, begin, until))
    return out


def trimmed(text: str, start: int, end: int) -> tuple[int, int]:
    """The part without the marks and blanks at its edges; a mark closed inside is kept."""
    while start < end and text[start] in " \n":
        start += 1
    while end > start and text[end - 1] in " \n":
        end -= 1
    outside = _BEHIND_MARK.search(text, max(start, end - 6), end)
    if outside:  # „…“; the sign behind the mark is the instruction's, one before it the text's
        end = outside.start() + 1
    if end > start and text[end - 1] == "." and end - 1 > start and text[end - 2] == "“":
        end -= 1
    if (text[start : start + 1] == "„" and text[end - 1] == "“") or _open(text, start, end):
        if text[end - 1] == "“":
            end -= 1
        start += 1
    elif text[end - 1 : end] == "“" and text.count("“", start, end) > text.count("„", start, end):
        end -= 1
    while start < end and text[start] in " \n":
        start += 1
    return start, end


def _open(text: str, start: int, end: int) -> bool:
    return text[start] == "„" and text.count("„", start, end) > text.count("“", start, end)


def listed(
    view: Folded, start: int, end: int, kind: str, first: str, last: str
) -> list[Step] | None:
    """The numbers of an open range as the new text itself carries them, first and last met."""
    found: list[Step] = []
    place = start
    while 0 <= place < end:
        number = label_at(view.text, place, kind)
        if number is not None and (found or same_number(number, first)):
            found.append((kind, number))
        following = view.text.find("\n", place, end)
        place = following + 1 if following >= 0 else end
    closed = between(first, last)
    if closed is not None:
        return [(kind, number) for number in closed]
    numbers = [number for _, number in found]
    if last in numbers:
        return found[: numbers.index(last) + 1]
    return None
