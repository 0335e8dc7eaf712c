"""What Akoma Ntoso says of a version's making, written from the ledger and nothing else."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from typing import get_args

from amendments.terms import end_in
from consolidation.force import UNCONSTITUTIONAL
from consolidation.ledger import Entry
from consolidation.own_terms import targets_of, terms_in
from consolidation.provisions import provisions
from consolidation.running import Outcome
from schemas.iri import Iri, WorkIri
from schemas.meta import (
    Event,
    EventType,
    ExpressionInfo,
    ForceType,
    Interval,
    Modification,
    ModificationType,
)
from schemas.model import Act

TYPE_OF_ACTION: dict[str, ModificationType] = {
    "substitute": "substitution",
    "insert": "insertion",
    "repeal": "repeal",
    "substitute-text": "substitution",
    "insert-text": "insertion",
    "repeal-text": "repeal",
    "renumber": "renumbering",
    "split": "split",
    "join": "join",
}
# actions on force alone, with their concepts
OF_FORCE = {
    "suspend": "suspended",
    "resume": "suspended",
    "limit": "repealed",
    "repeal-act": "repealed",
}
assert set(TYPE_OF_ACTION.values()) <= set(get_args(ModificationType))


@dataclass(frozen=True, slots=True)
class Made:
    """The first day of a version and what became of the orders that made it."""

    day: str | None
    outcomes: Sequence[Outcome]


@dataclass(frozen=True, slots=True)
class Effect:
    """What an order of this act did in another: the act changed and the eId of the unit there."""

    outcome: Outcome
    work: str  # IRI
    eid: str


_Spell = tuple[str | None, str | None]  # the events (eIds) it begins and ends with


@dataclass(slots=True)
class _Times:
    """Events and intervals of a document, each named once."""

    events: list[Event] = field(default_factory=list)
    intervals: list[Interval] = field(default_factory=list)

    def event(self, day: str, what: EventType, source: str | None, concept: str = "inForce") -> str:
        for event in self.events:
            same = (event.date, event.source, event.refers_to) == (day, source, concept)
            if same and event.type == what:
                return event.eid
        made = Event(f"e{len(self.events) + 1}", day, what, source, concept)
        self.events.append(made)
        return made.eid

    def interval(self, start: str | None, end: str | None = None, concept: str = "inForce") -> str:
        return self.spells([(start, end)], concept)

    def spells(self, spells: Sequence[_Spell], concept: str = "inForce") -> str:
        """The name of a group of spells, oldest first."""
        *earlier, (start, end) = spells
        made = Interval(f"tg{len(self.intervals) + 1}", start, end, concept, tuple(earlier))
        for interval in self.intervals:
            if replace(made, eid=interval.eid) == interval:
                return interval.eid
        self.intervals.append(made)
        return made.eid

    def spells_of(self, name: str | None) -> list[_Spell]:
        """The spells of a group; without one, all the time since the first event."""
        found = next((one for one in self.intervals if one.eid == name), None)
        if found is None:
            return [(self.first(), None)]
        return [*found.earlier, (found.start, found.end)]

    def first(self) -> str | None:
        """The event with which the act enters into force; the first known, where its day is not."""
        begun = [event for event in self.events if event.refers_to == "inForce"]
        return next((event.eid for event in begun or self.events), None)

    def ended(self, name: str | None, day: str, again: str | None = None) -> str:
        """A group whose last spell ends with an event, and begins again with another."""
        *earlier, (start, end) = self.spells_of(name)
        closed = [*earlier, (start, day)]
        return self.spells(closed if again is None else [*closed, (again, end)])

    def begun(self, name: str | None, day: str) -> str:
        """A group that runs again from an event on: after a suspension, or before its day."""
        *earlier, (start, end) = self.spells_of(name)
        if any(event.eid == end and event.refers_to == "suspended" for event in self.events):
            return self.spells([*earlier, (start, end), (day, None)])
        return self.spells([*earlier, (day, end)])


def expression_info(
    act: Act, made: Sequence[Made], valid_to: str | None, effects: Sequence[Effect] = ()
) -> ExpressionInfo:
    """Lifecycle, periods and modifications of the version that ``act`` is.

    ``made`` are the versions of the act from the first to this one; ``effects`` is what its own
    orders did in other acts (active modifications).
    """
    times = _Times()
    if act.particulars.date:
        times.event(act.particulars.date, "generation", None, "adoption")
    if act.particulars.published:
        times.event(act.particulars.published, "generation", None, "publication")
    if made[0].day is not None:
        times.event(made[0].day, "generation", None)
    eid_of = {unit.wid: unit.eid for unit in act.walk() if unit.wid}
    periods: dict[str, str] = {}
    written: list[Modification] = []
    work = WorkIri.of(act.particulars, act.source_sha256)
    for place, version in enumerate(made):
        before = Iri(work, "@", made[place - 1].day or "") if place else None
        for outcome in _textual(version):
            period, efficacy = _period(times, outcome), _efficacy(times, outcome)
            for wid in outcome.touched:
                eid = eid_of.get(wid)
                if eid is None:
                    continue  # the unit was given anew as a whole since then
                periods[eid] = period
                written.append(
                    Modification(
                        eid=f"pmod_{len(written) + 1}",
                        direction="passive",
                        type=type_of(outcome.entry),
                        source=_ordered_in(outcome),
                        destination=f"#{eid}",
                        period=period,
                        efficacy=efficacy,
                        previous=_previous(outcome, eid, wid, before),
                        old=outcome.entry.operation.old_text,
                    )
                )
        for outcome in version.outcomes:
            if outcome.status == "applied":
                eids = [eid_of[wid] for wid in outcome.touched if wid in eid_of]
                _force(times, outcome, eids, periods)
                whole = [f"{work}/!main"] if _of_the_act(outcome.entry) else []
                for where in (outcome.touched and whole) or [f"#{eid}" for eid in eids]:
                    written.extend(_of_force(times, outcome, where, len(written) + 1))
    _terms(act, times, periods)
    active = list(_active(times, effects))
    return ExpressionInfo(
        valid_from=made[-1].day,
        valid_to=valid_to,
        version=len(made),
        generated=made[-1].day,
        events=tuple(times.events),
        intervals=tuple(times.intervals),
        modifications=(*active, *written),
        periods=periods,
    )


def type_of(entry: Entry) -> ModificationType | ForceType:
    """What the standard calls an order. Raises KeyError for one that changes no text and no force.

    The standard names no suspension: force ends, and the unit is enacted again. The text of an act
    that loses force stands, so that changes its force too.
    """
    op = entry.operation
    if op.action in OF_FORCE:
        again = op.action == "resume" or (entry.ends and op.action != "limit")
        return "reEnactment" if again else "endOfEnactment"
    if op.note == UNCONSTITUTIONAL:
        return "unconstitutionality"
    return TYPE_OF_ACTION[op.action]


def _of_the_act(entry: Entry) -> bool:
    """Whether an order is about a whole act."""
    return not entry.operation.units and entry.operation.document is None


def concept_of(entry: Entry) -> str | None:
    """The concept that says which change of force an order makes; None: it changes words."""
    if entry.operation.action in OF_FORCE:
        return OF_FORCE[entry.operation.action]
    return "unconstitutional" if entry.operation.note == UNCONSTITUTIONAL else None


def _of_force(
    times: _Times, outcome: Outcome, destination: str, number: int
) -> Iterator[Modification]:
    """A change of force as a modification, with the period in which it holds."""
    entry = outcome.entry
    concept, day = concept_of(entry), entry.operation.valid_from
    limit = entry.operation.action == "limit"
    if concept is None or day is None or (limit and entry.ends):
        return
    iri = entry.amending_iri
    if entry.ends or entry.operation.action == "resume":
        period = times.interval(times.event(day, "amendment", iri))
    elif limit:
        until = times.event(end_in(entry.operation.source.quote) or day, "repeal", iri)
        period = times.interval(until, None, concept)
    elif concept == "repealed":
        period = times.interval(times.event(day, "repeal", iri), None, concept)
    elif concept == "suspended":
        end = end_in(entry.operation.source.quote)
        again = times.event(end, "amendment", iri) if end is not None else None
        period = times.interval(times.event(day, "amendment", iri, concept), again, concept)
    else:
        period = times.interval(times.event(day, "repeal", iri, concept), None, concept)
    yield Modification(
        eid=f"pmod_{number}",
        direction="passive",
        type=type_of(entry),
        source=_ordered_in(outcome),
        destination=destination,
        period=period,
        refers_to=concept,
    )


def _textual(version: Made) -> Iterator[Outcome]:
    """The outcomes of a version that changed its words, act by act."""
    grouped: dict[str, list[Outcome]] = {}
    for outcome in version.outcomes:
        entry = outcome.entry
        textual = entry.operation.action in TYPE_OF_ACTION and not entry.corrects
        dated = entry.operation.valid_from is not None
        if outcome.status == "applied" and textual and dated and not entry.ends:
            grouped.setdefault(entry.amending_iri, []).append(outcome)
    for outcomes in grouped.values():
        yield from outcomes


def _force(times: _Times, outcome: Outcome, eids: list[str], periods: dict[str, str]) -> None:
    """Changes of force that leave the wording: a suspension with its end, a judgment.

    A suspended unit is in force until the suspension begins, and again from its end on.
    """
    op, iri = outcome.entry.operation, outcome.entry.amending_iri
    if op.valid_from is None:
        return
    end = end_in(op.source.quote) if op.action in ("suspend", "limit") else None
    if op.action == "resume" or (op.action == "suspend" and outcome.entry.ends):
        day = times.event(op.valid_from, "amendment", iri)
        for eid in eids:
            periods[eid] = times.begun(periods.get(eid), day)
    elif op.action == "suspend":
        day = times.event(op.valid_from, "amendment", iri, "suspended")
        again = times.event(end, "amendment", iri) if end is not None else None
        for eid in eids:
            periods[eid] = times.ended(periods.get(eid), day, again)
    elif op.action == "limit" and end is not None:
        day = times.event(end, "repeal", iri)
        for eid in eids:
            periods[eid] = times.ended(periods.get(eid), day)
    elif op.note == UNCONSTITUTIONAL:
        day = times.event(op.valid_from, "repeal", iri, "unconstitutional")
        for eid in eids if op.new_text is None else ():
            periods[eid] = times.ended(periods.get(eid), day)


def _period(times: _Times, outcome: Outcome) -> str:
    """The interval in which what an order made is in force."""
    entry = outcome.entry
    start = times.event(entry.operation.valid_from or "", "amendment", entry.amending_iri)
    if entry.until is None:
        return times.interval(start)
    return times.interval(start, times.event(entry.until, "repeal", entry.amending_iri))


def _efficacy(times: _Times, outcome: Outcome) -> str | None:
    """The interval in which what an order made governs relations, where it reaches back."""
    entry = outcome.entry
    back = entry.operation.retroactive_from
    if back is None:
        return None
    start = times.event(back, "amendment", entry.amending_iri, "inEfficacy")
    end = entry.until and times.event(entry.until, "repeal", entry.amending_iri)
    return times.interval(start, end, "inEfficacy")


def _previous(outcome: Outcome, eid: str, wid: str, before: Iri | None) -> str | None:
    """The unit in the version before, where it stood there and under the same name."""
    stood = type_of(outcome.entry) in ("substitution", "repeal") and eid == wid
    return str(before.at(eid)) if before is not None and stood else None


def _active(times: _Times, effects: Sequence[Effect]) -> Iterator[Modification]:
    """What this act's orders did elsewhere, from their provisions to the units changed.

    An order takes effect with this act, or on a day of its own: a later part of its start.
    """
    for number, effect in enumerate(effects, 1):
        entry = effect.outcome.entry
        yield Modification(
            eid=f"amod_{number}",
            direction="active",
            type=type_of(entry),
            refers_to=concept_of(entry),
            source=f"#{entry.provision}" if entry.provision else f"{entry.amending_iri}/!main",
            destination=_changed(effect),
            period=_in_effect(times, entry),
            old=entry.operation.old_text,
        )


def _in_effect(times: _Times, entry: Entry) -> str | None:
    """The interval in which an order of this act holds elsewhere; None where its day is open."""
    if entry.operation.valid_from is None:
        return None
    start = times.event(entry.operation.valid_from, "generation", None)
    end = times.event(entry.until, "repeal", None) if entry.until is not None else None
    return times.interval(start, end)


def _changed(effect: Effect) -> str:
    """The unit that an order changed elsewhere; the act where its force as a whole changed."""
    entry = effect.outcome.entry
    if concept_of(entry) is not None and _of_the_act(entry):
        return f"{effect.work}/!main"
    return str(Iri.parse(effect.work).at(effect.eid))


def _terms(act: Act, times: _Times, periods: dict[str, str]) -> None:
    """The terms that the text sets to its own provisions.

    A provision with a term is in force until its day; one suspended is so again from its day on.
    """
    for provision in provisions(act.root):
        for own in terms_in(provision):
            limited = own.term.kind == "term"
            began = own.term.start
            since = began and times.event(began, "amendment", None, "suspended")
            day = times.event(own.term.end, "repeal" if limited else "amendment", None)
            for chain in targets_of(act, own):
                eid = chain[-1].eid
                if limited:
                    periods[eid] = times.ended(periods.get(eid), day)
                elif since:
                    periods[eid] = times.ended(periods.get(eid), since, day)
                else:
                    periods[eid] = times.interval(day)


def _ordered_in(outcome: Outcome) -> str:
    """IRI of the provision of the amending act that holds the order."""
    entry = outcome.entry
    if not entry.provision:
        return f"{entry.amending_iri}/!main"
    return str(Iri.parse(entry.amending_iri).at(entry.provision))
