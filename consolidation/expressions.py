"""Versions as they are stored and sent: Akoma Ntoso bytes with their hash and their outcomes."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from dataclasses import asdict, dataclass
from typing import Any

from acts.akn_writer import to_akn
from consolidation.analysis import expression_infos
from consolidation.ledger import Entry
from consolidation.replay import Outcome, Version, versions
from schemas.meta import ExpressionInfo
from schemas.model import Act


@dataclass(frozen=True, slots=True)
class Rendered:
    """One version: its interval, its Akoma Ntoso form, and what its first day's entries did."""

    valid_from: str | None
    valid_to: str | None
    akn: bytes
    sha256: str
    outcomes: list[dict[str, Any]]


def render(base: Act, entries: Iterable[Entry], since: str | None = None) -> list[Rendered]:
    """Every version of an act, oldest first."""
    cut = versions(base, entries, since)
    infos = expression_infos(base.particulars, cut)
    return [_rendered(version, info) for version, info in zip(cut, infos, strict=True)]


def _rendered(version: Version, info: ExpressionInfo) -> Rendered:
    akn = to_akn(version.act, info)
    digest = hashlib.sha256(akn).hexdigest()
    outcomes = [outcome_json(outcome) for outcome in version.outcomes]
    return Rendered(version.valid_from, version.valid_to, akn, digest, outcomes)


def outcome_json(outcome: Outcome) -> dict[str, Any]:
    """What became of one entry, as data: the operation, by which act, applied or why not."""
    op = outcome.entry.operation
    return {
        "amending": outcome.entry.amending_iri,
        "amending_title": outcome.entry.amending.title,
        "amending_number": outcome.entry.amending.number,
        "n": op.n,
        "action": op.action,
        "document": op.document,
        "units": [list(step) for step in op.units],
        "facet": op.facet,
        "valid_from": op.valid_from,
        "status": outcome.status,
        "refusal": asdict(outcome.refusal) if outcome.refusal else None,
        "notes": list(outcome.notes),
        "touched": list(outcome.touched),
        "quote": op.source.quote,
    }
