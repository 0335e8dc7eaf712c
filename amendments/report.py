"""The report on amendments: what reading makes of the orders of many acts.

Counted: acts, acts that change others, imperatives, operations by action, refusals by name,
orders without effect by reason, unclaimed. Two reports can be compared act by act; operations
can be drawn at random, with their source, to be read by hand.

>>> text = "„წყლის შესახებ“ მინისტრის 2010 წლის 3 მაისის №5 ბრძანების მე-2 პუნქტი ამოღებულ იქნეს."
>>> found = report([("a-1", text.encode())])
>>> found["operations"], found["shares"]
({'repeal': 1}, {'refused': 0.0, 'unclaimed': 0.0})
"""

from __future__ import annotations

import json
import random
import time
from collections import Counter
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any

from acts.read import read_source
from acts.report import Item
from acts.source import BadSource
from amendments.explain import act_text
from amendments.operations import AmendedAct, AmendingReading, Operation
from amendments.places import path_text
from amendments.read import read_amendments

_EACH = ("operations", "refused", "unclaimed", "no_effect")


class Sample:
    """``size`` operations drawn evenly from a stream of unknown length (reservoir sampling)."""

    def __init__(self, size: int, seed: int = 0) -> None:
        self.size = size
        self.seen = 0
        self.drawn: list[dict[str, Any]] = []
        self._random = random.Random(seed)

    def offer(self, name: str, act: AmendedAct, op: Operation) -> None:
        self.seen += 1
        place = len(self.drawn) if self.seen <= self.size else self._random.randrange(self.seen)
        if place < self.size:
            entry = {"id": name, "act": act_text(act), "operation": _plain(op)}
            self.drawn[place : place + 1] = [entry]


def report(
    acts: Iterable[Item],
    *,
    sample: Sample | None = None,
    progress: Callable[[str], None] | None = None,
) -> dict[str, Any]:
    """The report as data for JSON. A crash is counted and named, never hidden.

    ``shares``: refused of all operations; unclaimed of operations and unclaimed together.
    """
    counts: Counter[str] = Counter()
    operations: Counter[str] = Counter()
    refused: Counter[str] = Counter()
    no_effect: Counter[str] = Counter()
    by_act: dict[str, dict[str, int]] = {}
    failed: dict[str, str] = {}
    size = seconds = 0.0
    for name, data in acts:
        counts["acts"] += 1
        if progress is not None:
            progress(name)
        try:
            source = read_source(data, name)
            clock = time.perf_counter()
            reading = read_amendments(source)
            seconds += time.perf_counter() - clock
        except BadSource as error:
            counts["unreadable"] += 1
            failed[name] = str(error)
            continue
        except Exception as error:
            # a report must go on: what breaks is counted and named
            counts["crashed"] += 1
            failed[name] = f"{type(error).__name__}: {error}"
            continue
        size += len(source.text.encode("utf-8", "surrogatepass"))
        operations.update(op.action for op in reading.operations)
        refused.update(op.refusal.name for op in reading.operations if op.refusal)
        no_effect.update(item.why for item in reading.no_effect)
        each = _counted(reading)
        counts.update(each)
        if each["operations"] or each["unclaimed"]:
            counts["amending"] += 1
            by_act[name] = each
        if sample is not None:
            cited = {act.ref: act for act in reading.amends}
            for op in reading.operations:
                sample.offer(name, cited[op.act], op)
    counts["imperatives"] = counts["operations"] + counts["unclaimed"] + counts["no_effect"]
    found: dict[str, Any] = {
        "total": dict(sorted(counts.items())),
        "shares": _shares(counts),
        "operations": dict(operations.most_common()),
        "refused": dict(refused.most_common()),
        "no_effect": dict(no_effect.most_common()),
        "by_act": by_act,
        "failed": failed,
        "megabytes_a_second": round(size / 1e6 / seconds, 2) if seconds else 0.0,
    }
    if sample is not None:
        found["sample"] = sample.drawn
    return found


def _counted(reading: AmendingReading) -> dict[str, int]:
    refused = sum(op.refusal is not None for op in reading.operations)
    numbers = (
        len(reading.operations), refused, len(reading.unclaimed), len(reading.no_effect),
    )  # fmt: skip
    return dict(zip(_EACH, numbers, strict=True))


def _shares(counts: Counter[str]) -> dict[str, float]:
    ordered = counts["operations"] + counts["unclaimed"]
    return {
        "refused": round(counts["refused"] / max(1, counts["operations"]), 4),
        "unclaimed": round(counts["unclaimed"] / max(1, ordered), 4),
    }


def _plain(op: Operation) -> dict[str, Any]:
    return {
        "n": op.n,
        "action": op.action,
        "document": op.document,
        "units": [list(step) for step in op.units],
        "facet": op.facet,
        "position": op.position,
        "new_units": [list(step) for step in op.new_units],
        "old_text": op.old_text,
        "new_text": op.new_text,
        "status": op.status,
        "refusal": op.refusal.name if op.refusal else None,
        "valid_from": op.valid_from,
        "note": op.note,
        "source": op.source.quote,
    }


def compare(earlier: dict[str, Any], later: dict[str, Any]) -> dict[str, dict[str, list[int]]]:
    """Acts whose understood operations were gained or lost: ``{id: [before, now]}``."""
    gains: dict[str, list[int]] = {}
    losses: dict[str, list[int]] = {}
    for name in sorted({*earlier["by_act"], *later["by_act"]}):
        before, now = (_understood(found["by_act"].get(name)) for found in (earlier, later))
        if before != now:
            (gains if now > before else losses)[name] = [before, now]
    return {"gains": gains, "losses": losses}


def _understood(each: dict[str, int] | None) -> int:
    return each["operations"] - each["refused"] if each else 0


def load(path: Path) -> dict[str, Any]:
    """An earlier report. Raises ``OSError`` or ``ValueError`` where it is none."""
    found = json.loads(path.read_text(encoding="utf-8"))
    if not isinstance(found, dict) or "by_act" not in found:
        raise ValueError("not a report on amendments")
    return found


def as_text(found: dict[str, Any], earlier: dict[str, Any] | None = None) -> str:
    """The report for people."""
    lines = [f"{count:>8}  {name}" for name, count in found["total"].items()]
    for name, share in found["shares"].items():
        lines.append(f"{share:>8.2%}  {name}")
    lines.append(f"{found['megabytes_a_second']:>8}  MB a second")
    for heading in ("operations", "refused", "no_effect"):
        lines += ["", heading]
        lines += [f"{count:>8}  {name}" for name, count in found[heading].items()]
    for name, error in found["failed"].items():
        lines.append(f"failed    {name}: {error}")
    if earlier is not None:
        for heading, names in compare(earlier, found).items():
            lines += ["", heading]
            lines += [f"{before:>6} → {now:<6} {name}" for name, (before, now) in names.items()]
    for entry in found.get("sample", ()):
        lines += ["", _entry(entry)]
    return "\n".join(lines)


def _entry(entry: dict[str, Any]) -> str:
    """An operation drawn, for reading by hand: what it is, then the words it was read from."""
    op = entry["operation"]
    path = path_text(tuple((kind, number) for kind, number in op["units"]))
    said = [f"{entry['id']} #{op['n']}  {op['action']}  {path or '(whole)'}  {op['facet']}"]
    said.append(f"  act       {entry['act']}")
    for name in (
        "document", "position", "new_units", "old_text", "new_text", "refusal", "valid_from",
        "note", "source",
    ):  # fmt: skip
        if op[name]:
            said.append(f"  {name:<9} {op[name]}")
    return "\n".join(said)
