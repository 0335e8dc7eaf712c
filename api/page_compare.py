"""Two versions of an act or a unit beside each other, or in one text with marks."""

from __future__ import annotations

from dataclasses import dataclass

from fastapi.responses import Response

from api.comparison import html_words, side
from api.names import act_name, place_name
from api.point_names import says_parts
from api.portal import View, page
from api.service import Service
from api.v1_checks import Pair, compared
from api.v1_models import UnitDiff


@dataclass(frozen=True, slots=True)
class Row:
    """One unit that differs, as HTML. ``old`` and ``new`` are empty in the inline view."""

    unit: UnitDiff
    name: str
    inline: str
    old: str
    new: str


def compare_page(held: Service, pair: Pair, view: View, look: str) -> Response:
    """``look``: „side“ or „inline“."""
    answer = compared(held, pair)
    parts = says_parts(pair.acts[1])
    versions = held.holdings.versions(pair.card.iri)
    rows = [
        Row(
            unit,
            place_name(unit.eid_to or unit.eid_from or "", view.language, parts=parts),
            html_words(unit.operations) if look == "inline" else "",
            side(unit.operations, "insert") if look == "side" else "",
            side(unit.operations, "delete") if look == "side" else "",
        )
        for unit in answer.units
    ]
    return page(
        "compare.html",
        view,
        answer=answer,
        card=pair.card,
        iri=str(pair.iri),
        rows=rows,
        look=look,
        versions=versions,
        old=answer.old,
        new=answer.new,
        unit_name=place_name(pair.iri.eid, view.language, parts=parts) if pair.iri.eid else "",
        act_name=act_name(pair.card.particulars, view.language),
    )
