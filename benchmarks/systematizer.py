"""A systematizer's measure: actions from opening a bundle to handing it over, on real pairs.

Run: ``python -m benchmarks.systematizer SHARED [pairs]``. Each pair of ``corpus/pairs`` is taken
in: the base is imported, the amending act published by the office. Counted are presses of a key or
a button: one for all that is sure; three (open, reason, send) for each refusal; one to hand over.
"""

from __future__ import annotations

import json
import lzma
import sys
import tempfile
import time
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import NamedTuple

from acts.source import BadSource
from consolidation.prepare import prepare
from consolidation.replay import replay
from registry import approval, bundles, deciding, numbering, preview
from registry.code_tables import CodeTables
from registry.office import Office, OfficeError
from registry.orders import orders_on
from registry.publishing import Publication, publish
from registry.register import register
from registry.store import Store, StoreError
from schemas.model import Particulars


class Measured(NamedTuple):
    """One bundle. ``seconds``: from publication to the bundle ready on the screen."""

    amending: str
    operations: int
    sure: int
    actions: int
    blocking: list[str]
    seconds: float


def measure(base: bytes, amending: bytes, name: str, folder: Path) -> Iterator[Measured]:
    """Every bundle that the amending act opens on the base."""
    with Store(folder / f"{name}.sqlite") as store:
        office = Office(store.engine)
        started = time.perf_counter()
        take_in_pair(store, office, base, amending, name)
        with office.reading() as db:
            for bundle in bundles.queue(db):
                yield _bundle(store, office, bundle.id, name, started)


def take_in_pair(store: Store, office: Office, base: bytes, amending: bytes, name: str) -> str:
    """The base is imported, the amending act published by the office. Returns its IRI."""
    register(store, prepare(base, f"{name}-base.json"), base, f"{name}-base.json")
    known = prepare(amending, name).particulars
    # Before 2013 the register's tables are not all held: such acts are published as of then.
    day = date.fromisoformat(max(known.date or "", "2013-01-02"))
    with office.decision() as db:
        book = numbering.tables(db)
        kind, organ = _code(book, known, day.isoformat())
        choice = Publication("010340000", kind, organ, (known.issuer or "",))
        given = Particulars(
            title=known.title or name, kind=known.kind or "ბრძანება",
            date=known.date or day.isoformat(),
            issuer=known.issuer or "უცნობი", number=known.number or "1",
            published=day.isoformat(), organ="ვებგვერდი",
        )  # fmt: skip
        return publish(store, db, amending, f"{name}.json", given, choice, "registrar", day)[0]


def _code(book: CodeTables, act: Particulars, day: str) -> tuple[str, str]:
    found = book.propose(act.kind, act.issuer, day)
    return found.kind or "40", found.organ or "036"


def _bundle(store: Store, office: Office, number: int, name: str, started: float) -> Measured:
    with office.reading() as db:
        bundle = bundles.get(db, number)
        entries = [entry for entry, _ in bundles.proposed(db, number)]
        work = store.work(bundle.target, db) if bundle.target else None
        if work is None:
            return Measured(name, len(entries), 0, 0, ["target"], time.perf_counter() - started)
        base = preview.intake_of(store, db, work).act
        _, outcomes = replay(base, [*orders_on(db, work.iri).values(), *entries])
        ours = [o for o in outcomes if o.entry.amending_iri == bundle.amending]
    seconds = time.perf_counter() - started
    sure = [o for o in ours if o.status == "applied" and not o.notes]
    actions = int(bool(sure))
    for outcome in ours:
        entry, n = outcome.entry, outcome.entry.operation.n
        if outcome in sure:
            kind, decided = "accept", None
        elif outcome.status == "applied":
            kind, decided, actions = "accept", None, actions + 1
        else:
            ground = outcome.refusal.name if outcome.refusal else "not-understood"
            kind, decided = "refuse", deciding.refused(entry, ground, "ვერ აისახება")
            actions += 3
        with office.decision() as db:
            held = bundles.get(db, number)
            deciding.decide(db, held, n, kind, decided, "მიზეზი", "nino")  # type: ignore[arg-type]
    with office.reading() as db:
        blocking = approval.judge(store, db, bundles.get(db, number)).blocking
    return Measured(name, len(entries), len(sure), actions + 1, blocking, seconds)


def held_acts(shared: Path, wanted: set[str]) -> dict[str, bytes]:
    """The records of these acts."""
    found: dict[str, bytes] = {}
    for file in sorted((shared / "corpus" / "acts").glob("*.jsonl.xz")):
        with lzma.open(file, "rb") as lines:
            for line in lines:
                name = json.loads(line)["id"]
                if name in wanted:
                    found[name] = line
        if len(found) == len(wanted):
            break
    return found


if __name__ == "__main__":
    shared_folder = Path(sys.argv[1])
    pairs = json.loads((shared_folder / "corpus" / "pairs" / "pairs.json").read_text("utf-8"))
    chosen = pairs["base_and_amending_act"][: int(sys.argv[2]) if len(sys.argv) > 2 else None]
    acts = held_acts(shared_folder, {x for p in chosen for x in (p["amending"], *p["base"])})
    with tempfile.TemporaryDirectory() as scratch:
        for pair in chosen:
            try:
                rows = list(
                    measure(acts[pair["base"][0]], acts[pair["amending"]], pair["amending"],
                            Path(scratch))
                )  # fmt: skip
            except (BadSource, OfficeError, StoreError) as error:
                sys.stdout.write(f"{pair['amending']}: {type(error).__name__}: {error}\n")
                continue
            for row in rows:
                sys.stdout.write(
                    f"{row.amending}: {row.operations} operations, {row.sure} sure, "
                    f"{row.actions} actions, blocking {row.blocking}, {row.seconds:.1f} s\n"
                )
