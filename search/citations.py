"""Citations in words to units, and references inside acts to links.

Nothing is guessed: where the words allow several acts or units, all are candidates; where a unit
does not stand in the act on that day, the nearest unit above it is given and said to be that.

    resolver = Resolver(store)
    resolver.resolve("სსკ 177-ე მუხლის მე-3 ნაწილის „ა“ ქვეპუნქტი", on="2020-01-01")
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from registry.store import Store
from schemas.iri import Iri, WorkIri
from schemas.model import Kind
from search.act_names import ActNames
from search.citation_text import Chain, chains, read_number
from search.places import Steps, Units
from search.protocol import UnitVersion
from search.references import Link, Speaker, links_in, said_in
from search.refusals import BadSearch

_COMPACT = re.compile(
    r"(?P<act>[ა-ჰ][ა-ჰ. -]*?)(?:-?ის)?\s+(?P<article>\d+(?:\^\d+|[⁰¹²³⁴⁵⁶⁷⁸⁹]+)*)"
    r"(?:[.(]\s?(?P<point>\d+(?:\^\d+|[⁰¹²³⁴⁵⁶⁷⁸⁹]+)*)\)?)?(?:[.(]\s?„?(?P<letter>[ა-ჰ])“?\)?)?\s*"
)


@dataclass(frozen=True, slots=True)
class Candidate:
    """What a citation may mean. ``exact`` False: the unit itself is not in the text of the day,
    and ``iri`` leads to the nearest unit above it, or to the act."""

    iri: str
    work: str
    eid: str
    title: str
    exact: bool


class Resolver:
    """Citations to units of the acts in a store, as it is when this is made."""

    def __init__(self, store: Store) -> None:
        self.names = ActNames.of(store)
        self.units = Units(store)

    def resolve(
        self, text: str, on: str | None = None, context: str | None = None
    ) -> tuple[Candidate, ...]:
        """What a citation in words may mean, the likeliest first.

        ``on``: the day whose text is meant (None: the newest); ``context``: IRI of the unit or
        act in which it is said, for „ამ კანონის“ and „ამ მუხლის“. Raises BadSearch
        (``citation-not-understood``, ``act-not-held``).
        """
        chain = next(iter(chains(text)), None)
        if chain is None:
            return self._compact(text, on)
        works, steps = self._meant(text, chain, context)
        out = [one for work in works for one in self._candidates(work, steps, on)]
        return tuple(sorted(out, key=lambda one: not one.exact))

    def cited(self, words: str) -> tuple[str, ...]:
        """IRIs for ``cites:``: every candidate that stands there, else those above."""
        found = self.resolve(words)
        return tuple(one.iri for one in found if one.exact) or tuple(one.iri for one in found)

    def _meant(self, text: str, chain: Chain, context: str | None) -> tuple[tuple[str, ...], Steps]:
        """The acts a chain may belong to, and the whole chain."""
        named = self.names.before(text, chain.start, plain=True)
        if named.how in ("none", "unknown") and (after := text[chain.end :].strip(" ,.()-–")):
            later = self.names.before(after, len(after), plain=True)
            named = later if later.how == "acts" else named
        if named.how == "acts":
            return named.works, chain.steps
        if named.how == "unknown":
            raise BadSearch("act-not-held", 0, text[:80])
        if context is None:
            raise BadSearch("citation-not-understood", 0, f"which act: {text[:80]}")
        here = Iri.parse(context)
        return (str(here.work),), said_in(here.eid, chain.steps, named)

    def _compact(self, text: str, on: str | None) -> tuple[Candidate, ...]:
        """„სსკ 177.3.ა“, or an act alone."""
        match = _COMPACT.fullmatch(text.strip())
        works = self._act(match["act"]) if match else ()
        if match and works:
            parts = ((Kind.ARTICLE, match["article"]), (Kind.POINT, match["point"]),
                     (Kind.SUBPOINT, match["letter"]))  # fmt: skip
            steps = [(kind, read_number(said)) for kind, said in parts if said]
            chain = tuple((kind, number[0]) for kind, number in steps if number)
            out = [one for work in works for one in self._candidates(work, chain, on)]
            return tuple(sorted(out, key=lambda one: not one.exact))
        if works := self._act(text):
            return tuple(self._whole(work, exact=True) for work in works)
        raise BadSearch("citation-not-understood", 0, text[:80])

    def _act(self, words: str) -> tuple[str, ...]:
        words = words.strip(' .,-„“”"')
        if words.startswith("/akn/"):
            return (words,) if words in self.names.known else ()
        named = self.names.before(words, len(words))
        return self.names.short(words) or self.names.titled(words) or named.works

    def _candidates(self, work: str, steps: Steps, on: str | None) -> list[Candidate]:
        for size in range(len(steps), 0, -1):
            if eids := self.units.find(work, steps[:size], on):
                exact = size == len(steps)
                return [self._unit(work, eid, on, exact=exact) for eid in eids]
        return [self._whole(work, exact=False)]

    def _unit(self, work: str, eid: str, on: str | None, *, exact: bool) -> Candidate:
        parsed = WorkIri.parse(work)
        expression = Iri(parsed, ":", on) if on else Iri(parsed)
        return Candidate(str(expression.at(eid)), work, eid, self.names.title(work), exact)

    def _whole(self, work: str, *, exact: bool) -> Candidate:
        return Candidate(work, work, "", self.names.title(work), exact)

    # references inside acts

    def links(self, version: UnitVersion) -> Iterator[Link]:
        """References in the text of a unit that lead to exactly one place."""
        day = version.begins or version.adopted
        speaker = Speaker(version.work, version.eid, version.title, day, version.valid_from)
        return links_in(self.names, version.text, speaker, self.units)

    def references(self, version: UnitVersion) -> tuple[str, ...]:
        """IRIs of everything a unit refers to, each once: the ``cites`` of a document."""
        return tuple(dict.fromkeys(link.iri for link in self.links(version)))
