"""What a language model may ask, as plain functions: outline first, typed refusals, permalinks.

Every answer is a JSON object. What cannot be answered is an answer too: ``{"problem": {…}}`` with
the stable name, never a guess. Nothing here writes.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any, Concatenate, ParamSpec, cast

from api.answers import about
from api.asked import Asked, read_iri, read_on
from api.finding import Finder, hit_card
from api.life import history
from api.outline import DEEPEST, outline
from api.problems import Problem
from api.quotation import check
from api.service import Service
from api.v1_checks import compared, two
from schemas.model import text_of

LONGEST = 20_000  # characters of text in one answer; a longer text is answered by its outline
P = ParamSpec("P")
Answer = dict[str, Any]


def _refusing(
    call: Callable[Concatenate[Tools, P], Answer],
) -> Callable[Concatenate[Tools, P], Answer]:
    """A problem is told as an answer."""

    @wraps(call)
    def told(self: Tools, *args: P.args, **kwargs: P.kwargs) -> Answer:
        try:
            return call(self, *args, **kwargs)
        except Problem as problem:
            body = problem.body(call.__name__)
            return {"problem": {**body, "name": problem.name, "advice": problem.kind.advice}}

    return cast("Callable[Concatenate[Tools, P], Answer]", told)


class Tools:
    """The tools over one store. Days are Tbilisi days, YYYY-MM-DD."""

    def __init__(self, held: Service, finder: Finder) -> None:
        self._held, self._finder = held, finder

    @property
    def all(self) -> list[Callable[..., Answer]]:
        """Every tool, in the order in which a model should think of them."""
        return [self.resolve, self.search, self.outline, self.text, self.history, self.diff,
                self.verify]  # fmt: skip

    @_refusing
    def resolve(self, citation: str, on: str | None = None, context: str | None = None) -> Answer:
        """Find the unit that a Georgian citation in words means („სამოქალაქო კოდექსის 168-ე
        მუხლი“). Gives all candidates where the words allow several. context: IRI of the unit in
        which „ამ კანონის“ or „ამ მუხლის“ is said."""
        day = read_on(on) if on else None
        where = str(read_iri(context)) if context else None
        found = self._finder.resolve(citation, day, where)
        return {"candidates": [one.model_dump() for one in found]}

    @_refusing
    def search(
        self, query: str, on: str | None = None, limit: int = 10, cursor: str | None = None
    ) -> Answer:
        """Units whose wording on a day (default: today) answers a query. Inflection is
        understood; "phrase", -word, word*, NEAR/3 and fields (title: kind: year: status:
        changedBy: …) may be used. The total is exact; cursor asks for the next page."""
        day = read_on(on) if on and on != "current" else self._held.today()
        page = self._finder.search(query, day, limit=max(1, min(limit, 50)), cursor=cursor,
                                   sort="relevance", facets=False)  # fmt: skip
        return {
            "day": page.day,
            "total": page.total,
            "hits": [hit_card(hit, page.day).model_dump() for hit in page.hits],
            "correction": page.correction,
            "cursor": page.cursor,
        }

    @_refusing
    def outline(self, iri: str, on: str | None = None, depth: int = 0) -> Answer:
        """Headings of an act with the length of each part: ask for this before the text of a
        long act. depth: levels of points below articles (0 to 6)."""
        asked = self._held.resolve(iri, on)
        items = outline(asked, max(0, min(depth, DEEPEST)))
        return {"about": self._about(asked), "outline": [one.model_dump() for one in items]}

    @_refusing
    def text(self, iri: str, on: str | None = None, known: str | None = None) -> Answer:
        """The words of an act or a unit as they stood on a day (original, current, future or
        YYYY-MM-DD), with the interval of force, the acts that amended it, what was refused, and
        the permalink to quote. A text of more than 20,000 characters is answered by its
        outline. known: as this system knew it on that day."""
        asked = self._held.resolve(iri, on, known)
        words = text_of(asked.shown)
        if len(words) > LONGEST:
            items = [one.model_dump() for one in outline(asked, 0)]
            return {"about": self._about(asked), "too_long": len(words), "outline": items}
        return {"about": self._about(asked), "text": words}

    @_refusing
    def history(self, iri: str, on: str | None = None) -> Answer:
        """Every wording a unit ever had, when each held, and the provisions that changed it.
        iri: of a unit (…/!main~art_3)."""
        asked = self._held.resolve(iri, on)
        if asked.unit is None:
            raise Problem("bad-iri", "a history is that of a unit: …/!main~art_3")
        return history(self._held.holdings, asked, self._held.today()).model_dump()

    @_refusing
    def diff(self, iri: str, old: str = "original", new: str = "current") -> Answer:
        """What changed between two versions of an act or a unit, in whole words. old, new:
        original, current, future or a day."""
        return compared(self._held, two(self._held, iri, old, new)).model_dump()

    @_refusing
    def verify(self, quote: str, iri: str, on: str | None = None) -> Answer:
        """Whether quoted words are the law of a day: exact, changed-since (they stood there that
        day and no longer do) or not-found, with all times in which they stood there."""
        asked = self._held.resolve(iri, on)
        return check(self._held.holdings, asked, quote, self._held.today()).model_dump()

    def _about(self, asked: Asked) -> Answer:
        return about(self._held.holdings, asked, self._held.today()).model_dump()
