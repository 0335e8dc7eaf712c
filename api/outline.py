"""The outline of an act: its headings with the length of what stands under each."""

from __future__ import annotations

from api.asked import Asked
from api.names import place_name
from api.point_names import says_parts
from api.v1_models import OutlineItem
from schemas.model import Kind, Unit, text_of

_HIDDEN = frozenset({Kind.TEXT, Kind.TABLE, Kind.UNPLACED})
_THROUGH = frozenset({Kind.BODY})
DEEPEST = 6


def outline(asked: Asked, depth: int = 2) -> list[OutlineItem]:
    """Units below the one asked for, ``depth`` levels of those that hold articles and one of
    those that do not; a depth of 0 gives articles and no points."""
    return _items(asked, asked.shown, depth, says_parts(asked.act))


def _items(asked: Asked, unit: Unit, depth: int, parts: bool) -> list[OutlineItem]:
    out: list[OutlineItem] = []
    for child in unit.children:
        if child.kind in _THROUGH:
            out.extend(_items(asked, child, depth, parts))
        elif child.kind not in _HIDDEN and child.eid:
            out.append(_item(asked, child, depth, parts))
    return out


_ABOVE = frozenset({
    Kind.ANNEX, Kind.BOOK, Kind.PART, Kind.CHAPTER, Kind.SUBCHAPTER, Kind.GROUP,
})  # fmt: skip


def _item(asked: Asked, unit: Unit, depth: int, parts: bool) -> OutlineItem:
    below = depth if unit.kind in _ABOVE else depth - 1
    return OutlineItem(
        iri=str(asked.permalink.at(unit.eid)),
        eid=unit.eid,
        wid=unit.wid,
        kind=unit.kind.value,
        name=place_name(unit.eid, parts=parts),
        label=unit.label,
        heading=unit.heading,
        removed=unit.removal is not None,
        characters=len(text_of(unit)),
        items=_items(asked, unit, below, parts) if below >= 0 else [],
    )
