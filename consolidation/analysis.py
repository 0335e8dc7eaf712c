"""What Akoma Ntoso says of a version's making, written from the ledger and nothing else."""

from __future__ import annotations

from collections.abc import Sequence
from typing import get_args

from consolidation.replay import Outcome, Version
from schemas.iri import Iri
from schemas.meta import Event, ExpressionInfo, Interval, Modification, ModificationType
from schemas.model import Particulars

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


def expression_infos(particulars: Particulars, versions: Sequence[Version]) -> list[ExpressionInfo]:
    """Lifecycle, periods and passive modifications for every version, in the same order."""
    events: list[Event] = []
    if particulars.date:
        events.append(Event("e1", particulars.date, "generation", refers_to="adoption"))
    out: list[ExpressionInfo] = []
    modifications: list[tuple[Outcome, str]] = []  # with the eId of its event
    for place, version in enumerate(versions):
        for amending_iri, outcomes in _by_act(version):
            day = outcomes[0].entry.operation.valid_from
            if day is None:
                continue
            event = Event(f"e{len(events) + 1}", day, "amendment", amending_iri)
            events.append(event)
            modifications.extend((outcome, event.eid) for outcome in outcomes)
        out.append(_info(place, version, tuple(events), modifications))
    return out


def _by_act(version: Version) -> list[tuple[str, list[Outcome]]]:
    grouped: dict[str, list[Outcome]] = {}
    for outcome in version.outcomes:
        if outcome.status == "applied":
            grouped.setdefault(outcome.entry.amending_iri, []).append(outcome)
    return list(grouped.items())


def _info(
    place: int,
    version: Version,
    events: tuple[Event, ...],
    modifications: list[tuple[Outcome, str]],
) -> ExpressionInfo:
    eid_of = {unit.wid: unit.eid for unit in version.act.walk() if unit.wid}
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
        valid_from=version.valid_from,
        valid_to=version.valid_to,
        version=place + 1,
        generated=version.valid_from,
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
