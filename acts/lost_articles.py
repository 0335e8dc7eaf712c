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

from schemas.model import Act, Kind, Reading, Unit


def set_lost_articles_aside(act: Act) -> None:
    """Mark the points of an article that begin anew with no lead; each is recorded."""
    for article in act.walk():
        if article.kind is not Kind.ARTICLE:
            continue
        for at, unit in enumerate(article.children):
            if at and _is_headless(unit) and article.children[at - 1].kind in _NUMBERED:
                unit.kind = Kind.UNPLACED
                _end_article(article, article.children[at - 1])
                evidence = "the points begin anew with no lead"
                act.readings.append(Reading("heading-lost", article.label, evidence, unit.span))


_NUMBERED = (Kind.POINT, Kind.UNPLACED)


def _is_headless(unit: Unit) -> bool:
    first = unit.children[0] if unit.kind is Kind.PARAGRAPH and unit.children else None
    if first is None or first.kind is not Kind.POINT or first.number is None:
        return False
    return first.number.base == (1,) and not first.number.prims


def _end_article(article: Unit, last: Unit) -> None:
    """Let the petits that stand below the last point be those of its article, or of what was set
    aside: another article begins below them."""
    holder, item = (last, last.children[-1]) if last.kind is Kind.UNPLACED else (article, last)
    holder.petits.extend(item.petits)
    item.petits = []
