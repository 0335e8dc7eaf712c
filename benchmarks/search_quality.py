"""Quality of search over the judged queries, with parts of the analyser switched off.

    python -m benchmarks.search_quality STORE [--share 0.3] [--work DIR] [--only full,…] [--misses]
    python -m benchmarks.search_quality INDEX --queries held_out …
    python -m benchmarks.search_quality INDEX --share 1 --only "full,no corrections"

For each setting the judged acts and a share of all others are indexed (tantivy), and every query
of benchmarks/data/judged.txt (or of held_out.txt, which nothing was adjusted on) is asked over the
whole index. Wordings are read from a store, or, many times faster, from an index of one. A unit
counts as found by its identity, whatever wording answers. A query that finds nothing follows its
own correction once, as a reader would with one click; „no corrections“ shows what that is worth,
„no Latin readings“ likewise.

With a share of 1 an index is asked as it is; only what needs no other analyser can be left out.

recall@10 is the share of the judged units among the first ten; nDCG@10 weighs grades 2 and 1 by
their place. Units that were not judged count as wrong, so the numbers are a lower bound.
"""

from __future__ import annotations

import argparse
import math
import tempfile
import zlib
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from benchmarks.search import wordings_of
from registry.provisions import fingerprints
from registry.store import Store
from search.base import BaseEngine, View
from search.citations import Resolver
from search.language import parse
from search.plan import Readings, no_readings
from search.protocol import Search, UnitVersion
from search.provisions import documents
from search.refusals import BadSearch
from search.tantivy_engine import TantivyEngine
from search.tokens import FULL, Analysis

DATA = Path(__file__).parent / "data"
TODAY = "2026-11-22"
ACTS = {"L": "1155567", "K": "30346", "G": "16270", "C": "31702", "A": "28216", "P": "90034",
        "O": "30376", "X": "31882"}  # fmt: skip
SETTINGS: dict[str, tuple[Analysis, bool, bool]] = {  # analyser, Latin readings, corrections
    "full": (FULL, True, True),
    "no corrections": (FULL, True, False),
    "no Latin readings": (FULL, False, True),
    "no stems": (Analysis(stems=False), True, True),
    "no numbers": (Analysis(numbers=False), True, True),
    "no noise folding and no numbers": (Analysis(noise=False, numbers=False), True, True),
    "nothing: words as they are": (Analysis(False, False, False), False, False),
}


@dataclass(frozen=True, slots=True)
class Judged:
    """One query: units by identity with their grade."""

    kind: str
    query: str
    grades: dict[str, int]


class _WithoutLatin(TantivyEngine):
    """The engine for which Latin letters are only Latin letters."""

    def readings(self, view: View) -> Readings:
        return no_readings


def judged(name: str) -> list[Judged]:
    out = []
    for line in (DATA / f"{name}.txt").read_text(encoding="utf-8").splitlines():
        if line.startswith("#"):
            continue
        kind, rest = line.split(" | ", 1)
        query, said = rest.rsplit(" | ", 1)
        best, _, other = said.partition(" ; ")
        grades = {_unit(name): 2 for name in best.split()}
        grades.update({_unit(name): 1 for name in other.split()})
        out.append(Judged(kind, query, grades))
    return out


def _unit(name: str) -> str:
    if name.startswith("/"):
        return name
    return f"/akn/ge/act/matsne/{ACTS[name[0]]}#art_{name[1:]}"


def ask(engine: BaseEngine, query: str, *, corrections: bool) -> list[str]:
    """The first ten units."""
    page = engine.search(Search(parse(query), today=TODAY, limit=10, snippets=0))
    if not page.total and page.correction and corrections:
        page = engine.search(Search(parse(page.correction), today=TODAY, limit=10, snippets=0))
    return [hit.version.unit_id for hit in page.hits]


def recall(found: list[str], grades: dict[str, int]) -> float:
    return len(set(found) & grades.keys()) / min(10, len(grades))


def gain(grades: Iterable[int]) -> float:
    return sum((2**grade - 1) / math.log2(place + 2) for place, grade in enumerate(grades))


def ndcg(found: list[str], grades: dict[str, int]) -> float:
    best = gain(sorted(grades.values(), reverse=True)[:10])
    return gain(grades.get(unit, 0) for unit in found) / best


def sampled(place: Path, queries: list[Judged], share: float) -> Iterator[UnitVersion]:
    """The wordings of the judged acts, and of a share of the others chosen by their names."""
    wanted = {unit.partition("#")[0] for one in queries for unit in one.grades}

    def chosen(iri: str) -> bool:
        return iri in wanted or zlib.crc32(iri.encode()) % 1000 < share * 1000

    if place.is_dir():
        yield from (one for one in wordings_of(place) if chosen(one.work))
        return
    with Store(place) as store:
        yield from documents(store, [iri for iri, _ in fingerprints(store) if chosen(iri)])


def run(
    held: list[UnitVersion],
    queries: list[Judged],
    folder: Path,
    name: str,
    misses: bool,
    whole: Path | None = None,
) -> dict[str, tuple[float, float, int]]:
    """Means of recall and nDCG by kind of query, and how many there are. ``whole``: the index to
    ask with the whole analyser."""
    analysis, latin, corrections = SETTINGS[name]
    place = folder / f"{analysis.stems}-{analysis.numbers}-{analysis.noise}"
    if whole is not None and analysis == FULL:
        place = whole
    spent: dict[str, list[tuple[float, float]]] = defaultdict(list)
    kind = TantivyEngine if latin else _WithoutLatin
    with kind(place, analysis=analysis) as engine:
        try:
            engine.snapshot()
        except BadSearch:
            engine.index(held)
        for one in queries:
            found = ask(engine, one.query, corrections=corrections)
            scores = recall(found, one.grades), ndcg(found, one.grades)
            if misses and scores[0] < 1:
                print(f"   {one.kind}: {one.query}: {scores[0]:.2f} {scores[1]:.2f}")
            spent[one.kind].append(scores)
            spent["all"].append(scores)
    return {
        kind: (
            sum(r for r, _ in scores) / len(scores),
            sum(n for _, n in scores) / len(scores),
            len(scores),
        )
        for kind, scores in spent.items()
    }


def by_resolver(store: Store) -> tuple[int, int]:
    """Of the citations without search fields, how many the resolver names exactly, and all."""
    resolver = Resolver(store)
    right = count = 0
    for one in judged("judged"):
        if one.kind != "citation" or ":" in one.query:
            continue
        count += 1
        found = resolver.resolve(one.query)[0]
        right += f"{found.work}#{found.eid}" in one.grades
    return right, count


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("store", type=Path, help="a store, or an index of one")
    parser.add_argument("--queries", default="judged", help="judged | held_out")
    parser.add_argument("--work", type=Path, help="where indexes are kept between runs")
    parser.add_argument("--share", type=float, default=0.3)
    parser.add_argument("--only", default=",".join(SETTINGS))
    parser.add_argument("--misses", action="store_true")
    given = parser.parse_args()
    queries = judged(given.queries)
    with tempfile.TemporaryDirectory() as passing:
        whole = given.store if given.share >= 1 and given.store.is_dir() else None
        held = [] if whole else list(sampled(given.store, queries, given.share))
        works = len({one.work for one in held})
        print(f"{len(held) or 'all'} wordings of {works or 'all'} acts, {len(queries)} queries\n")
        for count, name in enumerate(given.only.split(",")):
            found = run(held, queries, given.work or Path(passing), name, given.misses, whole)
            kinds = [kind for kind in found if kind != "all"] + ["all"]
            if not count:
                print("| recall@10 / nDCG@10 | " + " | ".join(
                    f"{kind} ({found[kind][2]})" for kind in kinds) + " |")  # fmt: skip
                print("|---" * (len(kinds) + 1) + "|")
            cells = " | ".join(f"{found[kind][0]:.2f} / {found[kind][1]:.2f}" for kind in kinds)
            print(f"| {name} | {cells} |", flush=True)
    if given.queries == "judged" and not given.store.is_dir():
        with Store(given.store) as store:
            right, count = by_resolver(store)
        print(f"\ncitations by the resolver: {right} of {count} exact and first")


if __name__ == "__main__":
    main()
