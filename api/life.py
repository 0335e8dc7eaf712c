"""The life of one unit: its wordings over time, and which change each line comes from.

Units are followed by wId, their name for life, so a renumbered unit keeps its history.
"""

from __future__ import annotations

from dataclasses import replace

from api import v1_models as m
from api.answers import (
    about,
    act_card,
    changes,
    family,
    interval_status,
    path_to,
    pending,
    text_hash,
)
from api.asked import Asked, repealed_from
from api.holdings import Holdings, Version
from api.names import place_name
from api.point_names import says_parts
from schemas.model import Act, Kind, Unit, text_of

_LINES = frozenset({Kind.TEXT, Kind.TABLE})


def by_wid(act: Act, wid: str) -> Unit | None:
    return next((unit for unit in act.walk() if unit.wid == wid), None)


def history(holdings: Holdings, asked: Asked, today: str) -> m.HistoryAnswer:
    """Every wording of the unit asked for, oldest first; equal neighbours are one."""
    if asked.unit is None:
        raise ValueError("a history is that of a unit")
    unit = asked.unit
    repealed = repealed_from(asked.versions)
    wordings: list[m.Wording] = []
    for start, end, reading in intervals(holdings, asked, unit):
        version = version_at(asked, start)
        wording = _wording(asked, version, end, reading, today, repealed)
        if wordings or reading is not None:
            wordings.append(wording)
    return m.HistoryAnswer(
        act=act_card(asked.card),
        wid=unit.wid,
        name=asked.name(),
        name_en=asked.name("en"),
        wordings=wordings,
        outstanding=pending(asked.versions),
    )


Reading = tuple[str | None, str | None, Unit | None]  # from, to, the unit as it reads


def intervals(holdings: Holdings, asked: Asked, unit: Unit) -> list[Reading]:
    """How a unit reads over time; equal legal text next to each other is one interval."""
    held = holdings.unit_life(asked.version, unit)
    if held:
        found: list[Reading] = [(one.valid_from, one.valid_to, one.unit) for one in held]
    else:  # a chapter or an annex: its parts lie apart
        found = [
            (version.valid_from, version.valid_to, by_wid(holdings.act(version), unit.wid))
            for version in asked.versions
        ]
    out: list[Reading] = []
    for start, end, reading in found:
        if out and _text(out[-1][2]) == _text(reading):
            out[-1] = (out[-1][0], end, out[-1][2])
        else:
            out.append((start, end, reading))
    return out


def _text(unit: Unit | None) -> str | None:
    return None if unit is None else text_of(unit)


def version_at(asked: Asked, start: str | None) -> Version:
    """The version that begins on a day, or holds on it."""
    return next(one for one in reversed(asked.versions) if (one.valid_from or "") <= (start or ""))


def _wording(
    asked: Asked,
    version: Version,
    end: str | None,
    unit: Unit | None,
    today: str,
    repealed: str | None,
) -> m.Wording:
    touching = {asked.unit.wid} if asked.unit else set()
    if unit is not None:
        touching |= {one.wid for one in unit.walk()}
    touching |= {one.wid for one in path_to(asked.act, asked.shown)[1:]}
    made = [
        one
        for one in changes(version)
        if one.status == "applied" and not touching.isdisjoint(one.touched)
    ]
    iri = None
    if unit is not None:
        iri = str(replace(asked.iri.at(unit.eid), how="@", day=version.valid_from or ""))
    return m.Wording(
        iri=iri,
        valid_from=version.valid_from,
        valid_to=end,
        status=interval_status(version.valid_from, end, today, repealed),
        text=_text(unit),
        removed=unit is not None and unit.removal is not None,
        sha256=text_hash(unit) if unit else None,
        grounds=made,
    )


def blame(holdings: Holdings, asked: Asked, today: str) -> m.BlameAnswer:
    """Each line of the text asked for with the last change that touched it.

    A line is a paragraph, a table or a placeholder. A change of a unit is a change of every
    line in it.
    """
    last: dict[str, m.Change] = {}
    for version in asked.versions[: asked.version.place + 1]:
        for one in changes(version):
            if one.status == "applied":
                last.update(dict.fromkeys(one.touched, one))
    lines: list[m.BlameLine] = []
    order = {id(change): place for place, change in enumerate(last.values())}
    start = asked.versions[0].valid_from
    parts = says_parts(asked.act)

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
                    name=place_name(unit.eid, parts=parts),
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
