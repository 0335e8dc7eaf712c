"""Versions as they are sent: Akoma Ntoso bytes with what the ledger says of their making."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from acts.akn_writer import to_akn
from consolidation.analysis import Effect, Made, expression_info
from schemas.model import Act


def expression_akn(
    act: Act, made: Sequence[Made], valid_to: str | None, effects: Sequence[Effect] = ()
) -> bytes:
    """One version of an act as Akoma Ntoso.

    ``made`` are the versions up to this one, oldest first, each with what made it; ``effects``
    is what the act's own orders did in other acts.
    """
    amended = any(one.status == "applied" for version in made for one in version.outcomes)
    text = replace(act, consolidated=True) if amended and not act.consolidated else act
    return to_akn(text, expression_info(text, made, valid_to, effects))
