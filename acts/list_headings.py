"""Headings without a number between the points of a body or chapter.

„იძულებითი მკურნალობის კონტროლი“ between points 33 and 34 is no word of point 33: it stands below
a finished sentence, is no sentence itself, and the numbers go on below it. Such headings become
groups over the points that follow, which keep their numbers.

>>> body = Unit(Kind.BODY)
>>> words = [
...     ("1", ["ერთი წესი საგნის შენახვისა არის ეს.", "ორი საგნის შენახვა და აღრიცხვა"]),
...     ("2", ["სამი."]),
... ]
>>> for number, texts in words:
...     point = Unit(Kind.POINT, number=Number.parse(number))
...     point.children = [Unit(Kind.TEXT, text=text) for text in texts]
...     body.children.append(point)
>>> group_points(body)
>>> [(child.kind.value, child.heading) for child in body.children]
[('point', ''), ('group', 'ორი საგნის შენახვა და აღრიცხვა')]
"""

from __future__ import annotations

import re

from acts.headings import asserts, commands, is_clause
from acts.offices import is_signature
from schemas.model import Kind, Unit
from schemas.numbers import Number

_SHAPE = re.compile(r"(?:[ა-ჰ][.)]\s)?[„“\"]?[ა-ჰA-Z][^_…:<>=+]*[ა-ჰ“”\"]")
# „საბჭოს წევრები:“ between the numbered names of a roll
_MEMBERS = re.compile(r"[ა-ჰ ,–-]{0,60}(?:წევრები|მდივნები|მოადგილეები)\s?:")
_MIN_WORDS, _LONGEST = 3, 250
_MIN_SENTENCE = 25  # characters of the sentence above


def group_points(container: Unit) -> None:
    """Set the points below each such heading under a group of that name."""
    found = [(at, _title_below(container, at)) for at in range(len(container.children) - 1)]
    titles = {at: title for at, title in found if title is not None}
    long = [
        title
        for title in titles.values()
        if len(title.heading.split()) >= _MIN_WORDS or title.heading.endswith(":")
    ]
    if not long and len(titles) < 2:
        return
    grown: list[Unit] = []
    group: Unit | None = None
    for at, child in enumerate(container.children):
        (grown if group is None else group.children).append(child)
        if at in titles:
            child.children.pop()
            group = titles[at]
            grown.append(group)
    container.children = grown


def _title_below(container: Unit, at: int) -> Unit | None:
    """The last words of a point as the heading of the point after it; None where they are none."""
    point, below = container.children[at], container.children[at + 1]
    if point.kind is not Kind.POINT or below.kind is not Kind.POINT or len(point.children) < 2:
        return None
    if not _goes_on(point.number, below.number) or point.future_from or below.future_from:
        return None
    last, words = point.children[-1], point.children[-1].text
    if last.kind is Kind.SUBPOINT and last.label.endswith(".") and len(last.children) == 1:
        words = f"{last.label} {last.children[0].text}"  # „ა. …“ above „ბ. …“
    elif last.kind is not Kind.TEXT:
        return None
    if last.petits or not (_MEMBERS.fullmatch(words) or _is_heading(words, point.children[-2])):
        return None
    return Unit(Kind.GROUP, heading=words, span=last.span)


def _goes_on(number: Number | None, following: Number | None) -> bool:
    return number is not None and following is not None and following.follows(number)


def _is_heading(words: str, above: Unit) -> bool:
    while above.children:
        above = above.children[-1]
    return is_heading(words, above.text)


def is_heading(words: str, above: str, below_title: bool = False) -> bool:
    """Whether words below a finished sentence, or ``below_title``, are a heading, no sentence.

    >>> is_heading("კვლევები და მათი დაფინანსება", "მხარეები იცავენ მემკვიდრეობას.")
    True
    """
    sentence = above.rstrip(' ”“")')
    if not below_title and (len(sentence) < _MIN_SENTENCE or sentence[-1] not in ".;"):
        return False
    if len(words) > _LONGEST or len(words.split()) < 2 or _SHAPE.fullmatch(words) is None:
        return False
    return not (commands(words) or asserts(words + ".") or is_clause(words) or is_signature(words))
