"""References inside legal text as a page links them, each to the text that goes with it.

A reference to the act itself leads into the same version; one to another act leads to it as of
the same day. Where the unit is not in that text, the link is to the act; where the words allow
several places, there is none.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from functools import cache

from api.asked import Asked
from api.days import day_before
from api.holdings import Holdings
from api.linked_words import LinkedSpan
from schemas.iri import Iri
from schemas.model import Kind, Unit
from search.citation_text import plain_eid
from search.citations import Resolver
from search.places import Steps, by_key, standing
from search.references import Speaker, links_in


class References:
    """The references of one page."""

    def __init__(self, holdings: Holdings, resolver: Resolver, asked: Asked, today: str) -> None:
        self._holdings, self._resolver, self._asked = holdings, resolver, asked
        self._today = today
        self._day = text_day(asked, today)
        self._own = by_key(unit.eid for unit in asked.act.walk() if unit.eid)
        self._shown = {unit.eid for unit in asked.shown.walk()}
        self._stands = cache(self._held)

    def of(self, unit: Unit) -> Iterator[LinkedSpan]:
        """Of one paragraph: offsets in its text, and the address."""
        if unit.kind is not Kind.TEXT or not unit.eid:
            return
        card, version = self._asked.card, self._asked.version
        day = version.valid_from or card.particulars.date
        title = version.title or card.title
        speaker = Speaker(card.iri, unit.eid, title, day, version.valid_from, self._day)
        for link in links_in(self._resolver.names, unit.text, speaker, self):
            if not link.shared:
                yield link.start, link.end, self._address(Iri.parse(link.iri))

    def find(self, work: str, steps: Steps, on: str | None, annex_of: str = "") -> list[str]:
        """See :class:`search.places.Places`."""
        if work == self._asked.card.iri:
            return standing(self._own, steps, annex_of)
        eid = plain_eid(steps)
        return [eid] if on is not None and self._stands(work, eid, on) else []

    def _held(self, work: str, eid: str, day: str) -> bool:
        return self._holdings.stands(work, eid, day)

    def _address(self, iri: Iri) -> str:
        if str(iri.work) == self._asked.card.iri:
            if iri.eid in self._shown and iri.eid != self._asked.shown.eid:
                return f"#{iri.eid}"
            return str(self._asked.permalink.at(iri.eid))
        return str(iri) if self._day == self._today else str(replace(iri, how=":", day=self._day))


def text_day(asked: Asked, today: str) -> str:
    """The day whose law a version speaks of: that asked for, or else its last so far."""
    version = asked.version
    if asked.on is not None:
        return asked.on
    last = today if version.valid_to is None else min(today, day_before(version.valid_to))
    return max(last, version.valid_from or "")
