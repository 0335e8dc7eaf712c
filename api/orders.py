"""Orders: those an act received and those it gives, as answers."""

from __future__ import annotations

from dataclasses import asdict

from api import v1_models as m
from api.answers import act_card, changes, refusal
from api.holdings import Card, Holdings
from api.names import ordered_path
from api.point_names import order_says_parts
from schemas.iri import Iri


def operations(holdings: Holdings, card: Card) -> m.OperationsAnswer:
    """Received orders in the order of effect, given ones in the order of the act."""
    received = [one for version in holdings.versions(card.iri) for one in changes(version)]
    given = []
    for entry, target in holdings.given(card.iri):
        op = entry.operation
        provision = str(Iri.parse(card.iri).at(entry.provision)) if entry.provision else None
        given.append(
            m.GivenOrder(
                n=op.n,
                provision=provision,
                target=target,
                action=op.action,
                path=ordered_path(
                    [list(step) for step in op.units], parts=order_says_parts(op.source.quote)
                ),
                document=op.document,
                facet=op.facet,
                old_text=op.old_text,
                new_text=op.new_text,
                valid_from=op.valid_from,
                status=op.status,
                refusal=refusal(asdict(op.refusal)) if op.refusal else None,
                quote=op.source.quote,
            )
        )
    return m.OperationsAnswer(act=act_card(card), received=received, given=given)
