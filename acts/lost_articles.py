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
        aside: list[Unit] = []
        for at, unit in enumerate(article.children):
            if at and _is_headless(unit) and article.children[at - 1].kind in _NUMBERED:
                unit.kind = Kind.UNPLACED
                aside.append(unit)
                evidence = "the points begin anew with no lead"
                act.readings.append(Reading("heading-lost", article.label, evidence, unit.span))
        if aside:
            _share_petits(article, aside)


_CELL = re.compile(r"[-–—\d.,%\s]+")
_NUMBERED = (Kind.POINT, Kind.UNPLACED)


def _is_headless(unit: Unit) -> bool:
    first = unit.children[0] if unit.kind is Kind.PARAGRAPH and unit.children else None
    if first is None or first.kind is not Kind.POINT or first.number is None:
        return False
    if any(_CELL.fullmatch(words.text) for item in unit.children for words in item.children):
        return False  # rows of a table
    return first.number.base == (1,) and not first.number.prims


def _share_petits(article: Unit, aside: list[Unit]) -> None:
    """Let the petits below the last point of each article be its own: those at the very end are
    of the last one that was set aside."""
    aside[-1].petits, article.petits = article.petits, []
    own = article.children[article.children.index(aside[0]) - 1]
    article.petits, own.petits = own.petits, []
    for unit in aside[:-1]:
        last = unit.children[-1]
        unit.petits, last.petits = last.petits, []
