"""References inside acts: which words of a text cite a unit, and where they lead.

What is not said outright is read from what stands right before: in „ამ კანონის მე-5 მუხლის პირველი
პუნქტი და მე-2 პუნქტი“ the second point is of article 5. Words that name an article of no act and
follow on nothing mean the act that speaks, unless another act was named before in the same
paragraph. Everything else leads nowhere.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from schemas.eid import BadEid, parse_eid
from schemas.iri import Iri, WorkIri
from schemas.model import Kind
from search.act_names import ActNames, Named
from search.citation_text import DEPTH, Chain, chains
from search.places import CONTAINERS, Places, Steps

_AMENDING = re.compile("ცვლილებ|დამატებ")
_GAZETTE = "მუხ."  # an article of the gazette: „სსმ, №29, 12.10.2004, მუხ. 137“
_JOINS = re.compile(r"[\s,]*(?:(?:და|ან|ანდა|აგრეთვე|ასევე)[\s,]+)*")


@dataclass(frozen=True, slots=True)
class Link:
    """A reference in the text of a unit: offsets, and where it leads. ``shared``: other units
    are cited with the same words, so they lead to no single place."""

    start: int
    end: int
    iri: str
    shared: bool = False


@dataclass(frozen=True, slots=True)
class Speaker:
    """In whose words a reference stands: an act and its unit. ``day``: acts adopted later are
    not meant; ``own_day`` and ``other_day``: which text of its own act and of others is."""

    work: str
    eid: str
    title: str
    day: str | None
    own_day: str | None
    other_day: str | None = None


@dataclass(frozen=True, slots=True)
class _Cited:
    """What a chain was read as: an act (None: nothing is known), the unit, how it was named."""

    work: str | None
    steps: Steps
    how: str
    end: int


def links_in(names: ActNames, text: str, speaker: Speaker, places: Places) -> Iterator[Link]:
    """References in words of a unit that lead to exactly one place.

    Another act of that title adopted later than the wording is not meant by it; of those
    left, the youngest is. A unit that is not there gives a link to its act.
    """
    amends = _AMENDING.search(speaker.title) is not None
    last: _Cited | None = None  # in this paragraph
    before, foreign = last, False
    named, start = Named("none"), -1
    for chain in chains(text):
        if text.startswith(_GAZETTE, chain.start):
            continue
        if chain.start != start:
            if last is not None and "\n" in text[last.end : chain.start]:
                last, foreign = None, False
            named, start, before = names.before(text, chain.start), chain.start, last
        last = cited = _read(text, chain, named, speaker, names, before, lost=amends or foreign)
        foreign = foreign or cited.work != speaker.work
        if cited.work is None:
            continue
        day = speaker.own_day if cited.work == speaker.work else speaker.other_day
        annex = "" if cited.how == "this-act" or cited.work != speaker.work else speaker.eid
        found = places.find(cited.work, cited.steps, day, annex)
        iri = str(Iri(WorkIri.parse(cited.work)).at(found[0])) if len(found) == 1 else cited.work
        if iri != speaker.work:
            yield _link(chain, named, iri)


def _read(
    text: str,
    chain: Chain,
    named: Named,
    speaker: Speaker,
    names: ActNames,
    last: _Cited | None,
    *,
    lost: bool,
) -> _Cited:
    """``lost``: words that name no act may not be of the act that speaks."""
    if named.how == "acts":
        return _Cited(_meant(named, speaker, names), chain.steps, named.how, chain.end)
    if named.how == "unknown":
        return _Cited(None, chain.steps, named.how, chain.end)
    steps = said_in(speaker.eid, chain.steps, named)
    if named.how.startswith("this-"):
        return _Cited(speaker.work, steps, named.how, chain.end)
    if last is not None and _JOINS.fullmatch(text, last.end, chain.start):
        return _Cited(last.work, _after(last.steps, chain.steps), last.how, chain.end)
    lost = lost or steps is not chain.steps  # a point of no article: of some form, as likely
    return _Cited(None if lost else speaker.work, steps, named.how, chain.end)


def _meant(named: Named, speaker: Speaker, names: ActNames) -> str | None:
    held = (
        work
        for work in named.works
        if speaker.day is None or (names.adopted(work) or "") <= speaker.day
    )
    return next(held, None)


def _after(last: Steps, steps: Steps) -> Steps:
    """A chain that follows on another one: what it leaves out is said there."""
    above = tuple(step for step in last if DEPTH[step[0]] < DEPTH[steps[0][0]])
    if steps[0][0] is Kind.ARTICLE or steps[0][0] in CONTAINERS:
        above = tuple(step for step in above if step[0] is Kind.ANNEX)
    return (*above, *steps)


def _link(chain: Chain, named: Named, iri: str) -> Link:
    start, end = chain.own or (chain.start, chain.end)
    if start == chain.start:
        start = min(named.start, start)
    return Link(start, end, iri, shared=chain.own is None)


def said_in(eid: str, steps: Steps, named: Named) -> Steps:
    """A chain that begins below the article, put inside the article it is said in."""
    if named.how in ("this-act", "this-annex") or not eid:
        return steps
    if not steps or steps[0][0] in (Kind.ARTICLE, Kind.ANNEX, *CONTAINERS):
        return steps
    try:
        article = [one for one in parse_eid(eid) if one.kind is Kind.ARTICLE and one.number]
    except BadEid:
        return steps
    return (*((one.kind, one.number) for one in article if one.number), *steps)
