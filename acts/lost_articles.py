"""Articles whose heading a copy of a consolidated act lost.

Such a copy keeps the points and petits of an article, but not „მუხლი 11^2“ above them: they seem to
be more points of the article before, beginning anew at 1. They are no law of that article, and
what article they are of is not known, so they are set aside in a marked place.

>>> from schemas.model import Particulars
>>> from schemas.numbers import Number
>>> one = Number.parse("1")
>>> point = lambda: Unit(Kind.POINT, number=one, children=[Unit(Kind.TEXT, text="x.")])
>>> article = Unit(Kind.ARTICLE, children=[point(), Unit(Kind.PARAGRAPH, children=[point()])])
>>> act = Act(Particulars(), Unit(Kind.ACT, children=[article]))
>>> set_lost_articles_aside(act)
>>> article.children[1].kind.value, act.readings[0].name
('unplaced', 'heading-lost')
"""

from __future__ import annotations

import re

from schemas.model import Act, Kind, Reading, Unit


def set_lost_articles_aside(act: Act) -> None:
    """Mark the points of an article that begin anew with no lead; each is recorded."""
    for article in act.walk():
        if article.kind is not Kind.ARTICLE:
            continue
        _set_off_below_petits(article)
        aside: list[Unit] = []
        for at, unit in enumerate(article.children):
            if at and _is_headless(unit) and article.children[at - 1].kind in _NUMBERED:
                unit.kind = Kind.UNPLACED
            if unit.kind is Kind.UNPLACED and _is_headless(unit):
                aside.append(unit)
                evidence = "the points begin anew with no lead"
                act.readings.append(Reading("heading-lost", article.label, evidence, unit.span))
        if aside:
            _share_petits(article, aside)


def tell_lost_headings(act: Act) -> None:
    """Record where the points of a body of no consolidated text begin anew, at least three times
    with no lead: the headings of its articles were not copied. The points stay where they are."""
    for body in act.walk():
        if body.kind not in (Kind.BODY, Kind.CHAPTER):
            continue
        headless = [unit for unit in body.children if _is_headless(unit)]
        for unit in headless if len(headless) >= _MIN_HEADLESS else ():
            evidence = "the points begin anew with no lead"
            act.readings.append(Reading("heading-lost", body.label or "body", evidence, unit.span))


def _set_off_below_petits(article: Unit) -> None:
    """Set the points apart that begin at 1 right below the petits that end the words of an article
    without points."""
    at = next((i for i, one in enumerate(article.children) if one.kind is Kind.POINT), 0)
    if not at or any(one.kind is not Kind.TEXT for one in article.children[:at]):
        return
    first, above = article.children[at], article.children[at - 1]
    if first.number is None or first.number.base != (1,) or first.future_from or above.future_from:
        return
    between = [
        petit
        for petit in article.petits
        if petit.span and above.span and first.span and above.span[1] <= petit.span[0]
        if petit.span[1] <= first.span[0]
    ]
    if not between:
        return
    end = at
    while end < len(article.children) and article.children[end].kind is not Kind.PARAGRAPH:
        end += 1
    points = article.children[at:end]
    spans = [one.span for one in points if one.span]
    unit = Unit(Kind.UNPLACED, children=points, span=(spans[0][0], spans[-1][1]))
    article.children[at:end] = [unit]


_CELL = re.compile(r"[-–—\d.,%\s]+")
_MIN_HEADLESS = 3
_NUMBERED = (Kind.POINT, Kind.UNPLACED)


def _is_headless(unit: Unit) -> bool:
    holds = unit.kind in (Kind.PARAGRAPH, Kind.UNPLACED) and bool(unit.children)
    first = unit.children[0] if holds else None
    if first is None or first.kind is not Kind.POINT or first.number is None:
        return False
    if any(_CELL.fullmatch(words.text) for item in unit.children for words in item.children):
        return False  # rows of a table
    return first.number.base == (1,) and not first.number.prims


def _share_petits(article: Unit, aside: list[Unit]) -> None:
    """Let the petits below each of these be its own, by their places in the source."""
    own = [one for one in article.children if one.kind is not Kind.UNPLACED]
    holders = [article, *own, *aside, *(item for unit in aside for item in unit.children)]
    petits = [petit for holder in holders for petit in holder.petits]
    for holder in holders:
        holder.petits = []
    for petit in petits:
        owner = article
        for unit in aside:
            if petit.span and unit.span and unit.span[0] < petit.span[0]:
                owner = unit
        owner.petits.append(petit)
