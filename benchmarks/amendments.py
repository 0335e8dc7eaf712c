"""Speed of reading orders, and the witness: new texts looked for in consolidated acts.

    python -m benchmarks.amendments SHARED speed [--sample N] [--seed S]
    python -m benchmarks.amendments SHARED witness [--json FILE]

``speed``: MB of UTF-8 text a second on one core, over acts that hold an order word.
``witness``: for every amending act whose amended act stands consolidated in the corpus with a
petit that names the amending one, or that ``pairs.json`` names, how many of its new texts stand in
the consolidated text. A miss below a unit with a later petit is a later change; the others are
listed to be read by hand. A text of the same title and an earlier day without petits may be the
original or a later one: there only what stands is counted.
"""

from __future__ import annotations

import argparse
import contextlib
import json
import random
import time
from collections import Counter, defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from acts.read import read_source
from acts.report import items
from acts.source import BadSource, Source
from acts.structure import recognize
from amendments.operations import AmendedAct, AmendingReading, Operation
from amendments.read import read_amendments
from schemas.model import Act
from schemas.normal import normal_form

_ORDER_WORDS = ("ჩამოყალიბდეს", "ამოღებულ", "დაემატოს", "შეიცვალოს", "ძალადაკარგულად", "გაუქმდეს")
_NAMES = tuple(json.dumps(word)[1:-1].encode() for word in _ORDER_WORDS)
_WORDS = tuple(word.encode() for word in _ORDER_WORDS)


def orders_something(line: bytes) -> bool:
    """Whether an order word stands in the bytes of an act (spelled out or as JSON escapes)."""
    return any(word in line for word in (*_WORDS, *_NAMES))


def speed(shared: Path, size: int, seed: int) -> None:
    """The table of one run."""
    lines = [line for _, line in items([shared / "corpus" / "acts"]) if orders_something(line)]
    chosen = random.Random(seed).sample(lines, min(size, len(lines)))
    sources = [read_source(line) for line in chosen]
    clock = time.process_time()  # processor time: the machine may be shared
    operations = sum(len(read_amendments(source).operations) for source in sources)
    seconds = time.process_time() - clock
    size_mb = sum(len(source.text.encode("utf-8", "surrogatepass")) for source in sources) / 1e6
    print(f"acts {len(sources)}  operations {operations}  MB {size_mb:.1f}")
    print(f"seconds {seconds:.1f}  MB a second {size_mb / seconds:.2f}")


@dataclass(slots=True)
class Consolidated:
    """An act of the corpus that carries petits; its text without blanks and marks that vary."""

    name: str
    title: str
    text: str
    day: str | None = None
    petits: dict[tuple[str | None, str | None], list[str]] = field(default_factory=dict)

    def changed_by(self, number: str | None, date: str | None) -> bool:
        """Whether a petit names the act of a day; its number too, where that is known."""
        return any(day == date and number in (None, printed) for printed, day in self.petits)

    def later(self, date: str) -> bool:
        """Whether an act of a later day changed it too."""
        return any(day is not None and day > date for _, day in self.petits)


def witness(shared: Path) -> dict[str, Any]:
    """Counts, and each miss with the operation it is a miss of.

    Amending acts are read first: only the acts they cite are recognised.
    """
    readings: list[tuple[str, Source, AmendingReading]] = []
    named = _named_pairs(shared)
    for name, source in _sources(shared, ordering=True):
        if source.particulars.date:
            reading = read_amendments(source)
            if any(op.new_text is not None and op.refusal is None for op in reading.operations):
                readings.append((name, source, reading))
    acts = [act for _, _, reading in readings for act in reading.amends]
    titles = {normal_form(act.title) for act in acts if act.title}
    days = {act.date for act in acts if act.date}
    held: dict[tuple[str, str], list[Consolidated]] = defaultdict(list)
    titled: dict[str, list[Consolidated]] = defaultdict(list)
    for name, source in _sources(shared):
        title = normal_form(source.particulars.title or "")
        petits = "ვებ" in source.text or "სსმ" in source.text
        by_day = petits and source.particulars.date in days
        if title not in titles and not by_day and name not in named:
            continue
        act = recognize(source)
        data = act.particulars
        found = _consolidated(name, source, act)
        found.day = source.particulars.date
        if found.petits and data.number and data.date:
            held[data.number, data.date].append(found)
        titled[title].append(found)
    counts: Counter[str] = Counter()
    misses: list[dict[str, Any]] = []
    for name, source, reading in readings:
        own = recognize(source).particulars
        cited = {act.ref: act for act in reading.amends}
        for op in reading.operations:
            if op.new_text is None or op.refusal is not None:
                continue
            for base in _bases(cited[op.act], held, titled):
                if base.name == name:
                    continue
                if base.changed_by(own.number, own.date) or name in named.get(base.name, ()):
                    _look(name, op, base, own.date or "", counts, misses)
                elif not base.petits and (base.day or "9") < (own.date or ""):
                    assert op.new_text is not None
                    stands = normal_form(op.new_text) in base.text
                    counts["stand in a text without petits"] += stands
    return {"counts": dict(counts), "misses": misses}


def _sources(shared: Path, *, ordering: bool = False) -> Iterator[tuple[str, Source]]:
    """The acts of the corpus; ``ordering``: those with an order word alone."""
    for name, line in items([shared / "corpus" / "acts"]):
        if ordering and not orders_something(line):
            continue
        with contextlib.suppress(BadSource):
            yield name, read_source(line, name)


def _consolidated(name: str, source: Source, act: Act) -> Consolidated:
    petits: dict[tuple[str | None, str | None], list[str]] = defaultdict(list)
    for unit in act.walk():
        for petit in unit.petits:
            petits[petit.number, petit.date].append(petit.printed)
    title = normal_form(source.particulars.title or "")
    return Consolidated(name, title, normal_form(source.text), petits=dict(petits))


def _named_pairs(shared: Path) -> dict[str, list[str]]:
    """Consolidated acts with the amending acts that ``pairs.json`` says are in them."""
    pairs = json.loads((shared / "corpus/pairs/pairs.json").read_text(encoding="utf-8"))
    return {
        pair["consolidated"]: pair["amending"]
        for pair in pairs["amending_act_and_official_consolidated"]
    }


def _bases(
    act: AmendedAct,
    held: dict[tuple[str, str], list[Consolidated]],
    titled: dict[str, list[Consolidated]],
) -> list[Consolidated]:
    if act.number and act.date and held.get((act.number, act.date)):
        return held[act.number, act.date]
    return titled.get(normal_form(act.title), []) if act.title else []


def _look(
    name: str,
    op: Operation,
    base: Consolidated,
    day: str,
    counts: Counter[str],
    misses: list[dict[str, Any]],
) -> None:
    counts["new texts"] += 1
    assert op.new_text is not None
    if normal_form(op.new_text) in base.text:
        counts["stand in the consolidated act"] += 1
        return
    later = base.later(day)
    counts["missing, the act was changed later too" if later else "missing"] += 1
    misses.append(
        {"amending": name, "base": base.name, "later": later, "action": op.action,
         "units": [list(step) for step in op.units], "new_text": op.new_text[:600]}
    )  # fmt: skip


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.split("\n", 1)[0])
    parser.add_argument("shared", type=Path)
    parser.add_argument("what", choices=["speed", "witness"])
    parser.add_argument("--sample", type=int, default=1000)
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument("--json", type=Path)
    options = parser.parse_args()
    if options.what == "speed":
        speed(options.shared, options.sample, options.seed)
        return
    found = witness(options.shared)
    for name, count in sorted(found["counts"].items()):
        print(f"{count:>6}  {name}")
    if options.json:
        options.json.write_text(json.dumps(found, ensure_ascii=False, indent=1), encoding="utf-8")


if __name__ == "__main__":
    main()
