"""Versions as they are sent: Akoma Ntoso bytes with what the ledger says of their making."""

from __future__ import annotations

from collections.abc import Sequence

from acts.akn_writer import to_akn
from consolidation.analysis import Made, expression_info
from schemas.model import Act


def expression_akn(act: Act, made: Sequence[Made], valid_to: str | None) -> bytes:
    """One version of an act as Akoma Ntoso.

    ``made`` are the versions up to this one, oldest first, each with what made it.
    """
    return to_akn(act, expression_info(act, made, valid_to))
