"""The life of one unit: its wordings over time, and which change each line comes from.

Units are followed by wId, their name for life, so a renumbered unit keeps its history.
"""

from __future__ import annotations

from dataclasses import replace

from api import v1_models as m
from api.answers import Grounds, about, act_card, family, status_of, text_hash
from api.asked import Asked, repealed_from
from api.holdings import Holdings, Version
from api.names import place_name
from schemas.model import Act, Kind, Unit, text_of

_LINES = frozenset({Kind.TEXT, Kind.TABLE})


def by_wid(act: Act, wid: str) -> Unit | None:
    return next((unit for unit in act.walk() if unit.wid == wid), None)


def history(holdings: Holdings, asked: Asked, today: str) -> m.HistoryAnswer:
    """Every wording of the unit asked for, oldest first; equal neighbours are one."""
    if asked.unit is None:
        raise ValueError("a history is that of a unit")
    unit = asked.unit
    grounds = Grounds(holdings, asked.card.iri)
    repealed = repealed_from(holdings, asked.versions)
    wordings: list[m.Wording] = []
    for version in asked.versions:
        act = holdings.act(version)
        wording = _wording(asked, version, act, by_wid(act, unit.wid), grounds, today, repealed)
        if wordings and _same(wordings[-1], wording):
            last = wordings[-1]
            status = wording.status if wording.status == "in-force" else last.status
            wordings[-1] = last.model_copy(update={"valid_to": wording.valid_to, "status": status})
        else:
            wordings.append(wording)
    pending = [
        change
        for version in asked.versions
        for change in grounds.changes(version)
        if change.status == "pending"
    ]
    return m.HistoryAnswer(
        act=act_card(asked.card),
        wid=unit.wid,
        name=place_name(unit.eid),
        name_en=place_name(unit.eid, "en"),
        wordings=wordings,
        outstanding=pending,
    )


def _same(one: m.Wording, other: m.Wording) -> bool:
    return (one.sha256, one.removed) == (other.sha256, other.removed)


def _wording(
    asked: Asked,
    version: Version,
    act: Act,
    unit: Unit | None,
    grounds: Grounds,
    today: str,
    repealed: str | None,
) -> m.Wording:
    touching = family(act, unit) if unit else frozenset({asked.unit.wid} if asked.unit else ())
    made = [
        change
        for change in grounds.changes(version)
        if change.status == "applied" and not touching.isdisjoint(change.touched)
    ]
    iri = None
    if unit is not None:
        iri = str(replace(asked.iri.at(unit.eid), how="@", day=version.valid_from or ""))
    return m.Wording(
        iri=iri,
        valid_from=version.valid_from,
        valid_to=version.valid_to,
        status=status_of(version, asked.versions, today, repealed),
        text=text_of(unit) if unit else None,
        removed=unit is not None and unit.removal is not None,
        sha256=text_hash(unit) if unit else None,
        grounds=made,
    )


def blame(holdings: Holdings, asked: Asked, today: str) -> m.BlameAnswer:
    """Each line of the text asked for with the last change that touched it.

    A line is a paragraph, a table or a placeholder. A change of a unit is a change of every
    line in it.
    """
    grounds = Grounds(holdings, asked.card.iri)
    last: dict[str, m.Change] = {}
    for version in asked.versions[: asked.version.place + 1]:
        for change in grounds.changes(version):
            if change.status == "applied":
                last.update(dict.fromkeys(change.touched, change))
    lines: list[m.BlameLine] = []
    order = {id(change): place for place, change in enumerate(last.values())}
    start = asked.versions[0].valid_from

    def visit(unit: Unit, change: m.Change | None, label: str) -> None:
        own = last.get(unit.wid)
        if own is not None and (change is None or order[id(own)] >= order[id(change)]):
            change = own
        if unit.kind in _LINES or unit.removal is not None:
            words = text_of(unit)
            lines.append(
                m.BlameLine(
                    eid=unit.eid,
                    wid=unit.wid,
                    name=place_name(unit.eid),
                    text=f"{label} {words}" if label else words,
                    since=change.valid_from if change else start,
                    change=change,
                )
            )
            if unit.removal is not None:
                return
        head = " ".join(part for part in (unit.label, unit.heading) if part)
        for place, child in enumerate(unit.children):
            visit(child, change, head if place == 0 and child.kind in _LINES else "")

    visit(asked.shown, _inherited(asked, last, order), "")
    return m.BlameAnswer(about=about(holdings, asked, today), lines=lines)


def _inherited(asked: Asked, last: dict[str, m.Change], order: dict[int, int]) -> m.Change | None:
    """The latest change of anything that holds the unit asked for."""
    if asked.unit is None:
        return None
    within = family(asked.act, asked.unit) - {one.wid for one in asked.unit.walk()}
    held = [last[wid] for wid in within if wid in last]
    return max(held, key=lambda change: order[id(change)], default=None)
