"""Citations in words to units, and references inside acts to links.

Nothing is guessed: where the words allow several acts or units, all are candidates; where a unit
does not stand in the act on that day, the nearest unit above it is given and said to be that.

    resolver = Resolver(store)
    resolver.resolve("სსკ 177-ე მუხლის მე-3 ნაწილის „ა“ ქვეპუნქტი", on="2020-01-01")
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from itertools import takewhile

from registry.store import Expression, Store
from schemas.eid import BadEid, number_token, parse_eid
from schemas.iri import Iri, WorkIri
from schemas.model import Kind
from schemas.numbers import Number
from search.act_names import ActNames, Named
from search.citation_text import Chain, chains, read_number, token
from search.protocol import UnitVersion
from search.refusals import BadSearch

_EID = re.compile(rb'\beId="([^"]+)"')
_COMPACT = re.compile(
    r"(?P<act>[ა-ჰ][ა-ჰ. -]*?)(?:-?ის)?\s+(?P<article>\d+(?:\^\d+|[⁰¹²³⁴⁵⁶⁷⁸⁹]+)*)"
    r"(?:[.(]\s?(?P<point>\d+(?:\^\d+|[⁰¹²³⁴⁵⁶⁷⁸⁹]+)*)\)?)?(?:[.(]\s?„?(?P<letter>[ა-ჰ])“?\)?)?\s*"
)
_CONTAINERS = frozenset({Kind.BOOK, Kind.PART, Kind.CHAPTER, Kind.SUBCHAPTER, Kind.GROUP})
_AMENDING = re.compile("ცვლილებ|დამატებ")
Steps = tuple[tuple[Kind, Number], ...]
_Key = tuple[tuple[Kind, str], ...]


@dataclass(frozen=True, slots=True)
class Candidate:
    """What a citation may mean. ``exact`` False: the unit itself is not in the text of the day,
    and ``iri`` leads to the nearest unit above it, or to the act."""

    iri: str
    work: str
    eid: str
    title: str
    exact: bool


@dataclass(frozen=True, slots=True)
class Link:
    """A reference in the text of a unit: offsets, and where it leads."""

    start: int
    end: int
    iri: str


class Units:
    """Where numbered units stand in the acts of a store, by day."""

    def __init__(self, store: Store) -> None:
        self._store = store
        self._of = lru_cache(maxsize=512)(self._read)

    def find(self, work: str, steps: Steps, on: str | None, annex_of: str = "") -> list[str]:
        """eIds of the units that a chain names, in the order of the act; body before annexes.

        ``annex_of``: eId of the unit that speaks; what stands in its own annex comes first.
        """
        wanted = tuple((kind, token(kind, number)) for kind, number in steps)
        inner = tuple(step for step in wanted if step[0] not in _CONTAINERS) or wanted
        found = self._of(work, on).get(_without_annex(inner), [])
        annex = [step for step in inner if step[0] is Kind.ANNEX]
        above = [step for step in wanted if step[0] in _CONTAINERS and step not in inner]
        kept = [eid for eid in found if _holds(eid, annex) and _holds(eid, above, absent=True)]
        own = _annex(annex_of)
        for chosen in ([eid for eid in kept if own and _annex(eid) == own],
                       [eid for eid in kept if not _annex(eid)]):  # fmt: skip
            if chosen and not annex:
                return chosen
        return kept

    def _read(self, work: str, on: str | None) -> dict[_Key, list[str]]:
        expression = _of_day(self._store.expressions(work), on)
        out: dict[_Key, list[str]] = defaultdict(list)
        if expression is None:
            return out
        for raw in dict.fromkeys(_EID.findall(expression.akn)):
            eid = raw.decode()
            if key := _key(eid):
                out[key].append(eid)
        return out


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
        named = self.names.before(text, chain.start)
        if named.how in ("none", "unknown") and (after := text[chain.end :].strip(" ,.()-–")):
            later = self.names.before(after, len(after))
            named = later if later.how == "acts" else named
        if named.how == "acts":
            return named.works, chain.steps
        if named.how == "unknown":
            raise BadSearch("act-not-held", 0, text[:80])
        if context is None:
            raise BadSearch("citation-not-understood", 0, f"which act: {text[:80]}")
        here = Iri.parse(context)
        return (str(here.work),), _said_in(here.eid, chain.steps, named)

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
        """References in the text of a unit that lead to exactly one place.

        Another act of that title adopted later than the wording is not meant by it; of those
        left, the youngest is. A unit that is not there gives a link to its act.
        """
        day = version.begins or version.adopted
        amends = _AMENDING.search(version.title) is not None
        for chain in chains(version.text):
            named = self.names.before(version.text, chain.start)
            work = self._spoken_of(version, named, day, amends=amends)
            if work is None:
                continue
            if work == version.work:
                steps = _said_in(version.eid, chain.steps, named)
                annex = "" if named.how == "this-act" else version.eid
                found = self.units.find(work, steps, version.valid_from, annex)
            else:
                found = self.units.find(work, chain.steps, None)
            iri = str(Iri(WorkIri.parse(work)).at(found[0])) if len(found) == 1 else work
            if iri != version.work:
                yield Link(min(named.start, chain.start), chain.end, iri)

    def _spoken_of(
        self, version: UnitVersion, named: Named, day: str | None, *, amends: bool
    ) -> str | None:
        if named.how == "acts":
            held = [
                work
                for work in named.works
                if day is None or (self.names.adopted(work) or "") <= day
            ]
            return held[0] if held else None
        if named.how.startswith("this-"):
            return version.work
        return version.work if named.how == "none" and not amends else None

    def references(self, version: UnitVersion) -> tuple[str, ...]:
        """IRIs of everything a unit refers to, each once: the ``cites`` of a document."""
        return tuple(dict.fromkeys(link.iri for link in self.links(version)))


def _said_in(eid: str, steps: Steps, named: Named) -> Steps:
    """A chain that begins below the article, put inside the article it is said in."""
    if named.how in ("this-act", "this-annex") or not eid:
        return steps
    if not steps or steps[0][0] in (Kind.ARTICLE, Kind.ANNEX, *_CONTAINERS):
        return steps
    try:
        article = [one for one in parse_eid(eid) if one.kind is Kind.ARTICLE and one.number]
    except BadEid:
        return steps
    return (*((one.kind, one.number) for one in article if one.number), *steps)


def _annex(eid: str) -> str:
    """The annex an eId stands in; „“: the body."""
    return "__".join(takewhile(lambda step: step.startswith("att_"), eid.split("__")))


def _key(eid: str) -> _Key:
    """Kinds and numbers of an eId without annexes and containers; a container for itself."""
    try:
        segments = parse_eid(eid)
    except BadEid:
        return ()
    steps: list[tuple[Kind, str]] = []
    for segment in segments:
        if segment.kind is Kind.TEXT and segment.place is None and segment.number is None:
            return ()
        if segment.number is not None:
            steps.append((segment.kind, number_token(segment.kind, segment.number)))
        elif segment.place is not None:
            steps.append((segment.kind, str(segment.place)))
        else:
            return ()
    inner = tuple(
        step for step in steps if step[0] not in _CONTAINERS and step[0] is not Kind.ANNEX
    )
    return inner or tuple(steps[-1:])


def _without_annex(steps: _Key) -> _Key:
    return tuple(step for step in steps if step[0] is not Kind.ANNEX) or steps[-1:]


def _holds(eid: str, steps: list[tuple[Kind, str]], *, absent: bool = False) -> bool:
    """Whether an eId runs through these units. ``absent``: an eId without such a level may."""
    held: dict[Kind, set[str]] = defaultdict(set)
    for segment in parse_eid(eid):
        if segment.number is not None:
            held[segment.kind].add(number_token(segment.kind, segment.number))
        elif segment.place is not None:
            held[segment.kind].add(str(segment.place))
    return all(token in held[kind] or (absent and kind not in held) for kind, token in steps)


def _of_day(expressions: list[Expression], on: str | None) -> Expression | None:
    if on is not None:
        for one in reversed(expressions):
            if one.holds_on(on):
                return one
    return expressions[-1] if expressions else None
