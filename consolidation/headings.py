"""Headings: of units, of the act itself (its title), of columns; given anew, added, removed."""

from __future__ import annotations

import re

from consolidation import rows
from consolidation.change import Change, section
from consolidation.refused import Refused
from consolidation.resolve import GROUPING, Place, scope
from consolidation.wording import Slot, heading_slot
from consolidation.wording import slots as word_slots
from schemas.model import Kind, Unit

_HEADED = (*GROUPING, Kind.ARTICLE, Kind.ANNEX)


def add(change: Change) -> Place:
    """A heading for a unit that has a number and no heading yet."""
    place = change.resolve()
    if place.unit.removal is not None:
        raise Refused("target-removed", f"{place.unit.label} is removed")
    if place.unit.heading or _cover_of(place.unit) is not None:
        raise Refused("number-taken", f"„{place.unit.heading or place.unit.label}“ has one")
    if place.unit.kind not in _HEADED:
        raise Refused("action-not-supported", f"a {place.unit.kind.value} has no heading")
    place.unit.heading = _without_label(place.unit, change.new_text())
    return place


def remove(change: Change) -> Place:
    """Take a heading away; the number stays."""
    place = change.resolve()
    if not place.unit.heading or not place.unit.label:
        raise Refused("target-not-found", "the unit has no heading, or nothing beside it")
    place.unit.heading = ""
    return place


def headed(change: Change) -> Place:
    """The unit whose heading an order means; without one the act itself, by its title."""
    act, op = change.act, change.op
    if op.units:
        return change.resolve()
    if op.document is not None:
        return scope(act, op.document)
    return section(act, Kind.COVER)


def words(change: Change) -> tuple[Place, list[Slot]]:
    """The place of a heading, and where its words stand: of an annex in its heading block."""
    place = headed(change)
    cover = place.unit if place.unit.kind is Kind.COVER else _cover_of(place.unit)
    if cover is None or place.unit.heading:
        return place, [heading_slot(place.unit)]
    titles = [c for c in cover.children if c.role == "title"]
    inside = place if cover is place.unit else Place([*place.chain, cover], place.notes)
    return inside, [slot for title in titles for slot in word_slots(title)]


def _cover_of(unit: Unit) -> Unit | None:
    """The heading block of an annex, where its title stands there."""
    covers = (child for child in unit.children if child.kind is Kind.COVER)
    return next(covers, None) if unit.kind is Kind.ANNEX else None


def substitute(change: Change) -> Place:
    """A heading, or the title of the act, given anew."""
    if change.op.units and change.op.units[-1][0] == "column":
        place, column = rows.column(change.act, change.op)
        place.unit.rows[0][column] = change.new_text()
        return place
    place, new = headed(change), change.new_text()
    unit = place.unit
    if unit.removal is not None:
        raise Refused("target-removed", f"{unit.label} is removed")
    cover = _cover_of(unit)
    if cover is not None and not unit.heading:
        _title_of(cover).text = _without_label(unit, new).strip()
        return Place([*place.chain, cover], place.notes)
    if unit.kind is Kind.COVER:
        _title_of(unit).text = new
        change.act.particulars.title = new
        return place
    if not unit.heading and (not unit.label or unit.kind not in _HEADED):
        raise Refused("target-not-found", "the unit has no heading")
    unit.heading = _without_label(unit, new).strip()
    return place


def _title_of(cover: Unit) -> Unit:
    titles = [c for c in cover.children if c.role == "title"]
    if len(titles) != 1:
        raise Refused("ambiguous-target", f"the title stands in {len(titles)} paragraphs")
    return titles[0]


def _without_label(unit: Unit, new: str) -> str:
    """The heading alone where the new text repeats the printed number („მუხლი 5. სათაური“).

    Raises :class:`Refused` where it prints the number of another unit.
    """
    for form in (unit.label, unit.label.rstrip(".")):
        rest = new[len(form) :]
        if form and new.startswith(form) and not _GOES_ON.match(rest):
            return rest.lstrip(" .\u00a0")
    if _NUMBERED.match(new) or (unit.number is not None and _LABEL.match(new)):
        raise Refused("different-kind", f"the new heading is that of another unit: {new[:40]}")
    return new


_GOES_ON = re.compile(r"[\d^⁰¹²³⁴-⁹]|[IVXLC]")
# „პირველი მუხლი. …“, „თავი მეჩვიდმეტე“, „XVII თავი.“, „1. …“: a number printed in another way
_ORDINAL = r"(?:მე-?\s?\d+|\d+(?:\s?-\s?ე)?|[IVXLC]+|პირველი|მეორე|მესამე|მე[ა-ჰ]+ე)"
_LABEL = re.compile(
    rf"(?:{_ORDINAL}\s+(?:მუხლი|თავი|კარი|წიგნი)|(?:მუხლი|თავი|კარი|წიგნი)\s+{_ORDINAL})(?![ა-ჰ])|"
    r"(?:\d+|[IVXLC]+)\s?[.)]"
)
_NUMBERED = re.compile(r"(?:მუხლი|თავი|კარი|წიგნი)\s+(?:\d|[IVXLC]+\b)")
