"""What Akoma Ntoso says of a version's making, written from the ledger and nothing else."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import get_args

from consolidation.running import Outcome
from schemas.iri import Iri
from schemas.meta import Event, ExpressionInfo, Interval, Modification, ModificationType
from schemas.model import Act

TYPE_OF_ACTION: dict[str, ModificationType] = {
    "substitute": "substitution",
    "insert": "insertion",
    "repeal": "repeal",
    "substitute-text": "substitution",
    "insert-text": "insertion",
    "repeal-text": "repeal",
    "renumber": "renumbering",
    "repeal-act": "repeal",
}
assert set(TYPE_OF_ACTION.values()) <= set(get_args(ModificationType))


@dataclass(frozen=True, slots=True)
class Made:
    """The first day of a version and what became of the orders that made it."""

    day: str | None
    outcomes: Sequence[Outcome]


def expression_info(act: Act, made: Sequence[Made], valid_to: str | None) -> ExpressionInfo:
    """Lifecycle, periods and passive modifications of the version that ``act`` is.

    ``made`` are the versions of the act from the first to this one.
    """
    events: list[Event] = []
    if act.particulars.date:
        events.append(Event("e1", act.particulars.date, "generation", refers_to="adoption"))
    modifications: list[tuple[Outcome, str]] = []  # with the eId of its event
    for version in made:
        for amending_iri, outcomes in _by_act(version):
            day = outcomes[0].entry.operation.valid_from
            if day is None:
                continue
            event = Event(f"e{len(events) + 1}", day, "amendment", amending_iri)
            events.append(event)
            modifications.extend((outcome, event.eid) for outcome in outcomes)
    return _info(act, len(made), made[-1].day, valid_to, tuple(events), modifications)


def _by_act(version: Made) -> list[tuple[str, list[Outcome]]]:
    grouped: dict[str, list[Outcome]] = {}
    for outcome in version.outcomes:
        entry = outcome.entry
        textual = entry.operation.action in TYPE_OF_ACTION and not entry.corrects
        if outcome.status == "applied" and textual and not entry.ends:
            grouped.setdefault(outcome.entry.amending_iri, []).append(outcome)
    return list(grouped.items())


def _info(
    act: Act,
    place: int,
    valid_from: str | None,
    valid_to: str | None,
    events: tuple[Event, ...],
    modifications: list[tuple[Outcome, str]],
) -> ExpressionInfo:
    eid_of = {unit.wid: unit.eid for unit in act.walk() if unit.wid}
    amendments = [event for event in events if event.type == "amendment"]
    intervals = tuple(
        Interval(f"tg{number}", event.eid) for number, event in enumerate(amendments, 1)
    )
    period_of = {interval.start: interval.eid for interval in intervals}
    periods: dict[str, str] = {}
    written: list[Modification] = []
    for outcome, event_eid in modifications:
        for wid in outcome.touched:
            eid = eid_of.get(wid)
            if eid is None:
                continue  # the unit was given anew as a whole since then
            periods[eid] = period_of[event_eid]
            written.append(
                Modification(
                    eid=f"pmod_{len(written) + 1}",
                    direction="passive",
                    type=TYPE_OF_ACTION[outcome.entry.operation.action],
                    source=_ordered_in(outcome),
                    destination=f"#{eid}",
                    period=period_of[event_eid],
                    old=outcome.entry.operation.old_text,
                )
            )
    return ExpressionInfo(
        valid_from=valid_from,
        valid_to=valid_to,
        version=place,
        generated=valid_from,
        events=events,
        intervals=intervals,
        modifications=tuple(written),
        periods=periods,
    )


def _ordered_in(outcome: Outcome) -> str:
    """IRI of the provision of the amending act that holds the order."""
    entry = outcome.entry
    if not entry.provision:
        return f"{entry.amending_iri}/!main"
    return str(Iri.parse(entry.amending_iri).at(entry.provision))
