"""Publications at once: 10,000 codes from 8 processes on one store.

Run: ``python -m benchmarks.codes [publications] [processes]``. Prints how long it took, how many
codes there are, and whether any was given twice or skipped. One publication in fifty fails on
purpose after its number was counted: the number must be given to the next one.
"""

from __future__ import annotations

import sys
import tempfile
import time
from concurrent.futures import ProcessPoolExecutor
from pathlib import Path

from sqlalchemy import func, select

from registry import numbering
from registry import office_tables as t
from registry.office import Office
from registry.store import Store

DAY = "2026-11-20"
PARTS = (("010340000", "22", "027"), ("190040000", "35", "152"), ("040030000", "05", "001"))


class PublicationFails(Exception):
    """Stands for whatever may go wrong after a number was counted."""


def publish_many(path: Path, worker: int, publications: int) -> list[str]:
    """What one process does: publications on three parts of the register."""
    out = []
    with Store(path) as store:
        office = Office(store.engine)
        for n in range(publications):
            sector, kind, organ = PARTS[n % len(PARTS)]
            holder = f"/akn/ge/act/benchmark/{worker}/{n}"
            try:
                with office.decision() as db:
                    book = numbering.tables(db)
                    code = numbering.give(
                        db, sector=sector, kind=kind, organ=organ, day=DAY, holder=holder, book=book
                    )
                    if n % 50 == 49:
                        raise PublicationFails
                out.append(code.digits)
            except PublicationFails:
                continue
    return out


def run(publications: int, processes: int, folder: Path) -> dict[str, float | int | list[str]]:
    """All of it; what the benchmark prints and its test checks."""
    path = folder / "codes.sqlite"
    with Store(path) as store:
        Office(store.engine)
    each = publications // processes
    started = time.perf_counter()
    with ProcessPoolExecutor(processes) as pool:
        jobs = [pool.submit(publish_many, path, w, each) for w in range(processes)]
        codes = [code for job in jobs for code in job.result()]
    seconds = time.perf_counter() - started
    with Store(path) as store, Office(store.engine).reading() as db:
        held = db.execute(select(func.count()).select_from(t.codes_given)).scalar_one()
        skipped = numbering.missing(db)
    return {
        "asked": each * processes, "codes": len(codes), "different": len(set(codes)),
        "in the book": held, "parts with a gap": skipped, "seconds": round(seconds, 1),
    }  # fmt: skip


if __name__ == "__main__":
    asked = int(sys.argv[1]) if len(sys.argv) > 1 else 10_000
    workers = int(sys.argv[2]) if len(sys.argv) > 2 else 8
    with tempfile.TemporaryDirectory() as scratch:
        for name, value in run(asked, workers, Path(scratch)).items():
            sys.stdout.write(f"{name}: {value}\n")
