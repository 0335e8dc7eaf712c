"""The whole history of a large code: replay, a late operation, a unit on a day, memory.

    python -m benchmarks.history [--articles 660 --acts 600 --operations 10000]

A synthetic code (benchmarks/synthetic.py) goes into a store of its own with all its operations.
Measured on one core: replay of the whole ledger into the store; one more late operation, at the
beginning, in the middle and at the end of the history, as one decision with its commit; units on
days drawn at random; the largest memory. After that everything is replayed from the source and
compared.
"""

from __future__ import annotations

import argparse
import json
import random
import resource
import statistics
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict, replace
from datetime import date, timedelta
from pathlib import Path
from typing import Any

from sqlalchemy import Connection

from amendments.operations import AmendedAct, Operation, Span
from benchmarks.synthetic import SyntheticCode
from consolidation.intake import take_in
from consolidation.ledger import Entry
from registry.as_of import version_rows
from registry.clock import now
from registry.consolidating import build
from registry.orders import orders_on
from registry.register import remake
from registry.store import Store, Work
from registry.verify import versions_of
from schemas.model import Act, Particulars

LAW = Particulars(kind="კანონი", date="2000-01-01", number="1", published="2000-01-02")


@contextmanager
def timed(into: dict[str, Any], name: str) -> Iterator[None]:
    """Seconds by the clock and of this process's own work."""
    wall, own = time.perf_counter(), time.process_time()
    yield
    into[name] = round(time.perf_counter() - wall, 3)
    into[f"{name}_cpu"] = round(time.process_time() - own, 3)


def megabytes() -> int:
    """The largest memory this process has held."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024


def run(store: Store, code: SyntheticCode, draws: int = 2000) -> dict[str, Any]:
    """The measurements, as data."""
    out: dict[str, Any] = {}
    data = code.text.encode()
    with timed(out, "read"):
        base = take_in(data, "code.txt", LAW).act
    work = keep(store, "/akn/ge/act/kanoni/parlamenti/2000-01-01/1", data, LAW)
    count = keep_orders(store, code, work)
    out["operations"], out["mb_before"] = count, megabytes()
    with timed(out, "replay"), store.transaction() as db:
        build(db, work.sequence, base, None, orders_on(db, work.iri))
    out["mb_after"] = megabytes()
    with store.engine.connect() as db:
        days = [row.valid_from or "" for row in version_rows(db, work.sequence)]
    out["versions"] = len(days)
    for name, place in (("first", 0.01), ("middle", 0.5), ("last", 0.99)):
        entry = late(days[int(place * len(days))], name)
        with timed(out, f"late_{name}"), store.transaction() as db:
            keep_act_of(store, db, entry)
            ledger = store.append(db, entry, AmendedAct(1))
            store.aim(db, ledger, work.iri, ("number", "date"))
            remake(store, db, work.iri, [ledger])
    out.update(points(store, work, base, days, draws))
    out["bytes"] = store.path.stat().st_size
    with timed(out, "verify"):
        out["differences"] = len(list(versions_of(store, work, base)))
    return out


def keep(store: Store, iri: str, data: bytes, particulars: Particulars) -> Work:
    """An act with its source, and no orders."""
    with store.transaction() as db:
        digest = store.put_source(db, data, iri, "text")
        return store.put_work(db, iri, digest, particulars, {}, None)


def keep_orders(store: Store, code: SyntheticCode, work: Work) -> int:
    """The ledger of the code. Returns how many orders it has."""
    count = 0
    held: set[str] = set()
    with store.transaction() as db:
        for entry in code.entries():
            if entry.amending_iri not in held:
                held.add(entry.amending_iri)
                keep_act_of(store, db, entry)
            ledger = store.append(db, replace(entry, recorded=now()), AmendedAct(1))
            store.aim(db, ledger, work.iri, ("number", "date"))
            count += 1
    return count


def keep_act_of(store: Store, db: Connection, entry: Entry) -> None:
    """The amending act of an order, known by its particulars."""
    body = json.dumps(asdict(entry.amending), ensure_ascii=False).encode()
    digest = store.put_source(db, body, entry.amending_iri, "text")
    store.put_work(db, entry.amending_iri, digest, entry.amending, {}, None)


def late(day: str, name: str) -> Entry:
    """An order that nobody had recorded, published and in effect on an old day."""
    first = day or "2000-06-01"
    effect = (date.fromisoformat(first) + timedelta(days=1)).isoformat()
    op = Operation(
        n={"first": 9001, "middle": 9002, "last": 9003}[name], act=1, action="insert",
        units=(("article", "300"), ("point", "77")), source=Span(0, 1), valid_from=effect,
        new_text="77. დაგვიანებით აღმოჩენილი წესი.",
    ) if name == "first" else Operation(
        n={"middle": 9002, "last": 9003}[name], act=1, action="substitute", facet="heading",
        units=(("article", "300"),), source=Span(0, 1), valid_from=effect,
        new_text=f"დაგვიანებული სათაური {name}",
    )  # fmt: skip
    particulars = Particulars(kind="კანონი", date=first, number="9", published=first)
    iri = f"/akn/ge/act/kanoni/parlamenti/{first}/9"
    return Entry(9000, particulars, iri, "", op, now())


def points(store: Store, work: Work, base: Act, days: list[str], draws: int) -> dict[str, Any]:
    """Milliseconds for one unit on one day: articles, points and subpoints, days at random."""
    names = [unit.eid for unit in base.walk() if unit.number is not None and "art_" in unit.eid]
    chance = random.Random(2)
    took: list[float] = []
    found = 0
    for _ in range(draws):
        eid, day = chance.choice(names), chance.choice(days[1:])
        start = time.perf_counter()
        held = store.unit(work.iri, eid, day)
        took.append((time.perf_counter() - start) * 1000)
        found += held is not None
    took.sort()
    return {
        "unit_ms_median": round(statistics.median(took), 3),
        "unit_ms_p99": round(took[int(len(took) * 0.99)], 3),
        "units_found": found,
    }


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.split("\n", 1)[0])
    parser.add_argument("--articles", type=int, default=660)
    parser.add_argument("--acts", type=int, default=600)
    parser.add_argument("--operations", type=int, default=10_000)
    options = parser.parse_args()
    code = SyntheticCode(
        options.articles, max(1, options.articles // 16), options.acts, options.operations
    )
    with tempfile.TemporaryDirectory() as folder, Store(Path(folder) / "history.sqlite") as store:
        print(json.dumps(run(store, code), indent=1))


if __name__ == "__main__":
    main()
