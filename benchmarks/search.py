"""Speed of search: mixed queries with a date, and a bare tantivy query of the same words.

    python -m benchmarks.search INDEX [--queries 1000] [--seed 1] [--json]

The queries are made from words that stand in randomly chosen wordings of the index: one word,
several, a phrase, a prefix, words with fields, in equal parts, each with a date of 1995–2026 (or
today's, every second time). Each is asked once for warmth and once for the clock, as a caller
asks: first page of ten with exact total, snippets and corrections; then with all facets too.
Beside it, where the index is tantivy's, runs the bare engine in the same process on the same
index: the stems of the same words, all of them, top ten and count, with no date, no fields, no
ranking by heading or form, no documents read.
"""

from __future__ import annotations

import argparse
import json
import random
import resource
import statistics
import time
from collections.abc import Callable
from datetime import date, timedelta
from pathlib import Path

from tantivy import Occur
from tantivy import Query as Bare

from search.base import BaseEngine
from search.engines import open_engine
from search.language import parse
from search.plan import Everything, Whole
from search.protocol import FACETS, Search, Sort
from search.query import Query
from search.tantivy_engine import TantivyView
from search.tokens import tokens

KINDS = ("one word", "several words", "phrase", "prefix", "fielded")
TODAY = "2026-11-22"


def queries(engine: BaseEngine, count: int, seed: int) -> list[tuple[str, Query, list[str]]]:
    """Kind, query, and the stems of its words."""
    rng = random.Random(seed)
    view = engine._current().view
    total = view.count(Whole(Everything(), (), ()))
    addresses = [a for a, _ in view.find(Whole(Everything(), (), ()), Sort.OLDEST, total)]
    out: list[tuple[str, Query, list[str]]] = []
    while len(out) < count:
        unit = view.load(rng.choice(addresses))
        words = [t for t in tokens(unit.text[:5000]) if len(t.exact) > 3 and t.exact.isalpha()]
        if len(words) < 8:
            continue
        kind = KINDS[len(out) % len(KINDS)]
        at = rng.randrange(len(words) - 4)
        text, stems = _words(kind, words, at, rng)
        if kind == "fielded":
            text += f" year:{unit.year - 1}..{unit.year + 1}" if unit.year else " status:text"
        day = TODAY
        if rng.random() < 0.5:
            day = (date(1995, 1, 1) + timedelta(days=rng.randrange(11_600))).isoformat()
        out.append((kind, parse(f"{text} asOf:{day}"), stems))
    return out


def _words(kind: str, words: list, at: int, rng: random.Random) -> tuple[str, list[str]]:
    if kind == "phrase":
        chosen = words[at : at + 1]
        following = words[at + 1]
        text = f"{chosen[0].exact} {following.exact}"
        return f'"{text}"', [chosen[0].stem, following.stem]
    if kind == "prefix":
        word = words[at]
        return f"{word.exact[: max(3, len(word.exact) - 3)]}*", [word.stem]
    chosen = rng.sample(words, 1 if kind == "one word" else rng.randint(2, 4))
    return " ".join(t.exact for t in chosen), [t.stem for t in chosen]


def timed(action: Callable[[], object]) -> float:
    """Milliseconds of the second of two runs."""
    action()
    clock = time.perf_counter()
    action()
    return (time.perf_counter() - clock) * 1000


def bare(view: TantivyView, stems: list[str]) -> None:
    parts = [(Occur.Must, Bare.term_query(view.schema, "text", s, "freq")) for s in set(stems)]
    view.searcher.search(Bare.boolean_query(parts), 10, count=True)


def quantiles(values: list[float]) -> dict[str, float]:
    """p50, p95, p99 in ms."""
    cuts = statistics.quantiles(values, n=100, method="inclusive")
    return {"p50": round(cuts[49], 2), "p95": round(cuts[94], 2), "p99": round(cuts[98], 2)}


def measure(engine: BaseEngine, count: int, seed: int) -> dict[str, dict[str, dict[str, float]]]:
    """Quantiles by what was asked for and kind of query."""
    asked = queries(engine, count, seed)
    view = engine._current().view
    spent: dict[str, dict[str, list[float]]] = {}

    def note(column: str, kind: str, action: Callable[[], object]) -> None:
        milliseconds = timed(action)
        for name in (kind, "all"):
            spent.setdefault(column, {}).setdefault(name, []).append(milliseconds)

    for kind, query, stems in asked:
        page = Search(query, limit=10, today=TODAY)
        note("first page", kind, lambda page=page: engine.search(page))
        listed = Search(query, limit=10, today=TODAY, facets=FACETS)
        note("with all facets", kind, lambda listed=listed: engine.search(listed))
        if isinstance(view, TantivyView):
            note("bare tantivy", kind, lambda stems=stems: bare(view, stems))
    return {
        column: {kind: quantiles(values) for kind, values in kinds.items()}
        for column, kinds in spent.items()
    }


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("index", type=Path)
    parser.add_argument("--queries", type=int, default=1000)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--json", action="store_true")
    given = parser.parse_args()
    with open_engine(given.index) as engine:
        state = engine.snapshot()
        found = measure(engine, given.queries, given.seed)
        size = sum(f.stat().st_size for f in given.index.rglob("*") if f.is_file())
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    if given.json:
        print(json.dumps({"documents": state.documents, "works": state.works, "MB": size / 1e6,
                          "memory MB": memory, "ms": found}))  # fmt: skip
        return
    print(f"{engine.name}: {state.documents} wordings of {state.works} acts, "
          f"{size / 1e6:.0f} MB on disk, {memory:.0f} MB of memory")  # fmt: skip
    print("| query | " + " | ".join(found) + " |\n|---" * 1 + "|---" * len(found) + "|")
    for kind in (*KINDS, "all"):
        cells = [found[column][kind] for column in found]
        shown = " | ".join(f"{c['p50']} / {c['p95']}" for c in cells)
        print(f"| {kind} | {shown} |")
    if "bare tantivy" in found:
        ours, theirs = found["first page"]["all"], found["bare tantivy"]["all"]
        print(f"\nratio to bare: p50 {ours['p50'] / theirs['p50']:.1f}, "
              f"p95 {ours['p95'] / theirs['p95']:.1f}")  # fmt: skip


if __name__ == "__main__":
    main()
