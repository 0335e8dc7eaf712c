"""The first page: search, and what was registered last."""

from __future__ import annotations

from fastapi.responses import Response

from api.names import act_name
from api.portal import View, page
from api.service import Service

_LATEST = 20


def home_page(held: Service, view: View) -> Response:
    """Acts registered last, newest first, each with what it changes."""
    holdings = held.holdings
    latest = []
    for card in holdings.latest(_LATEST):
        iris = dict.fromkeys(target for _, target in holdings.given(card.iri) if target)
        targets = [found for iri in iris if (found := holdings.card(iri))]
        latest.append((card, act_name(card.particulars, view.language), targets))
    return page(
        "home.html",
        view,
        latest=latest,
        count=holdings.count(),
        current_to=holdings.current_to(),
    )
