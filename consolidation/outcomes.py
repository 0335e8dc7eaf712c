"""Outcomes of ledger entries as data: for people and programs, and for the store."""

from __future__ import annotations

import json
from dataclasses import asdict, replace
from typing import Any

from amendments.operations import Refusal
from consolidation.force import UNCONSTITUTIONAL
from consolidation.ledger import Entry, entry_from_json, entry_to_json
from consolidation.postponed import moves_on, waits_on_count
from consolidation.provisions import Reach
from consolidation.running import Outcome


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
        "retroactive_from": op.retroactive_from,
        "ends": outcome.entry.ends,
        "decided": _decided(outcome.entry),
        "status": outcome.status,
        "refusal": asdict(outcome.refusal) if outcome.refusal else None,
        "notes": list(outcome.notes),
        "touched": list(outcome.touched),
        "quote": op.source.quote,
    }


def _decided(entry: Entry) -> str | None:
    """The decision an entry comes from, where no act orders it: a correction, or a judgment."""
    if entry.corrects:
        return "correct"
    return "strike" if entry.operation.note == UNCONSTITUTIONAL else None


def result_json(outcome: Outcome) -> str:
    """An outcome without its entry: what the store keeps beside the ledger row. An order that the
    changes of its own act left otherwise than it was recorded is kept as it was carried out."""
    reach = outcome.reach
    data: dict[str, Any] = {
        "status": outcome.status,
        "refusal": asdict(outcome.refusal) if outcome.refusal else None,
        "notes": outcome.notes,
        "touched": outcome.touched,
        "reach": [reach.frame, reach.everything, sorted(reach.provisions)],
    }
    if outcome.status == "applied" and moves_on(outcome.entry) is not None:
        data["moves"] = True
    if waits_on_count(outcome.entry):
        data["counted"] = True
    if outcome.unsettles:
        data["unsettles"] = True
    if outcome.entry.remark:
        data["as_amended"] = json.loads(entry_to_json(outcome.entry))
    return json.dumps(data, ensure_ascii=False, separators=(",", ":"))


def unsettles(result: str) -> bool:
    """Whether an order that came out so (:func:`result_json`) left a place in doubt."""
    return '"unsettles":true' in result


def moves(result: str) -> bool:
    """Whether an order that came out so (:func:`result_json`) gave a number to another unit."""
    return '"moves":true' in result


def waited_on_count(result: str) -> bool:
    """Whether an order that came out so counts parts of a unit as it stood when its act was
    published, before it took effect."""
    return '"counted":true' in result


def outcome_of(entry: Entry, result: str) -> Outcome:
    """Inverse of :func:`result_json`, with the entry it is of."""
    data = json.loads(result)
    if "as_amended" in data:
        day, ends = entry.operation.valid_from, entry.ends
        entry = entry_from_json(json.dumps(data["as_amended"]))
        entry = replace(entry, operation=replace(entry.operation, valid_from=day), ends=ends)
    return Outcome(
        entry,
        data["status"],
        Refusal(**data["refusal"]) if data["refusal"] else None,
        tuple(data["notes"]),
        tuple(data["touched"]),
        reach_of(data),
        data.get("unsettles", False),
    )


def reach_of(data: dict[str, Any]) -> Reach:
    """The reach in the data of an outcome."""
    frame, everything, wids = data["reach"]
    return Reach(frame, frozenset(wids), everything)
