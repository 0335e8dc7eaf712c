"""Speed of search: mixed queries with a date, and a bare tantivy query of the same words.

    python -m benchmarks.search INDEX [--queries 1000] [--seed 1] [--json]

The queries are made from words that stand in randomly chosen wordings of the index: one word,
several, a phrase, a prefix, words with fields, in equal parts, each with a date of 1995–2026 (or
today's, every second time). Each is asked once for warmth and once for the clock. Columns:

- first page: as a caller asks, ten hits with exact total, snippets and corrections;
- with all facets: the same and five facets counted;
- query alone: what the engine does of it, compiled, date and ranking included, no documents read;
- bare tantivy (where the index is tantivy's), same process, same index: the same words, phrase or
  prefix in the text alone, top ten and count; no date, no titles, no ranking by heading or form;
- bare with documents: the same, and its ten documents read from the index;
- bare terms: the stems of the words, all of them; no order of words, no prefix, no fields.

Milliseconds of the wall clock, p50 / p95, and in brackets p95 of processor time, which other
work on the machine does not lengthen.
"""

from __future__ import annotations

import argparse
import random
import resource
import statistics
import time
from collections.abc import Callable, Iterable
from datetime import date, timedelta
from functools import partial
from pathlib import Path

from tantivy import Occur
from tantivy import Query as Bare

from search.base import BaseEngine
from search.engines import open_engine
from search.language import parse
from search.plan import AllOf, AnyOf, Everything, Plan, Whole, day_number
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


def timed(action: Callable[[], object]) -> tuple[float, float]:
    """Milliseconds of the second of two runs: by the wall clock, and of processor time."""
    action()
    wall, cpu = time.perf_counter(), time.thread_time()
    action()
    return (time.perf_counter() - wall) * 1000, (time.thread_time() - cpu) * 1000


def terms(view: TantivyView, stems: list[str]) -> Bare:
    """All of the stems."""
    parts = [(Occur.Must, Bare.term_query(view.schema, "text", s, "freq")) for s in set(stems)]
    return Bare.boolean_query(parts)


def text_alone(plan: Plan) -> Plan:
    """A plan without the titles, which every word may also stand in."""
    if isinstance(plan, AnyOf):
        return text_alone(plan.parts[0])
    if isinstance(plan, AllOf):
        return AllOf(tuple(map(text_alone, plan.parts)))
    return plan


def bare(view: TantivyView, query: Callable[[], Bare], *, read: bool = False) -> None:
    """A query built and carried out: top ten and count; ``read``: and the documents."""
    found = view.searcher.search(query(), 10, count=True)
    if read:
        for _, address in found.hits:
            view.searcher.doc(address)


def alone(engine: BaseEngine, query: Query) -> None:
    """The query compiled and carried out; no documents are read."""
    held = engine._current()
    plan = held.compiler.whole(query, day_number(query.as_of or TODAY))
    held.view.found(plan, Sort.RELEVANCE, 10)


Spent = dict[str, dict[str, list[tuple[float, float]]]]


def measure(engine: BaseEngine, count: int, seed: int) -> Spent:
    """Times by column and kind of query."""
    asked = queries(engine, count, seed)
    view = engine._current().view
    spent: Spent = {}
    for kind, query, stems in asked:
        page = Search(query, limit=10, today=TODAY)
        listed = Search(query, limit=10, today=TODAY, facets=FACETS)
        columns: dict[str, Callable[[], object]] = {
            "first page": partial(engine.search, page),
            "with all facets": partial(engine.search, listed),
            "query alone": partial(alone, engine, query),
        }
        if isinstance(view, TantivyView):
            whole = engine._current().compiler.whole(query, 0)
            same = partial(view._of, text_alone(whole.selects))
            columns["bare tantivy"] = partial(bare, view, same)
            columns["bare with documents"] = partial(bare, view, same, read=True)
            columns["bare terms"] = partial(bare, view, partial(terms, view, stems))
        for column, action in columns.items():
            milliseconds = timed(action)
            for name in (kind, "all"):
                spent.setdefault(column, {}).setdefault(name, []).append(milliseconds)
    return spent


def quantile(values: Iterable[float], percent: int) -> float:
    return statistics.quantiles(values, n=100, method="inclusive")[percent - 1]


def cell(times: list[tuple[float, float]]) -> str:
    walls, cpus = zip(*times, strict=True)
    return f"{quantile(walls, 50):.2f} / {quantile(walls, 95):.2f} ({quantile(cpus, 95):.2f})"


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("index", type=Path)
    parser.add_argument("--queries", type=int, default=1000)
    parser.add_argument("--seed", type=int, default=1)
    given = parser.parse_args()
    with open_engine(given.index) as engine:
        state = engine.snapshot()
        spent = measure(engine, given.queries, given.seed)
        size = sum(f.stat().st_size for f in given.index.rglob("*") if f.is_file())
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(
        f"{engine.name}: {state.documents} wordings of {state.works} acts, "
        f"{size / 1e6:.0f} MB on disk, {memory:.0f} MB of memory\n"
    )
    print("| query | " + " | ".join(spent) + " |\n|---" + "|---" * len(spent) + "|")
    for kind in (*KINDS, "all"):
        print(f"| {kind} | " + " | ".join(cell(times[kind]) for times in spent.values()) + " |")
    if "bare tantivy" in spent:
        cpu = {
            column: quantile([c for _, c in times["all"]], 95) for column, times in spent.items()
        }
        for one, other in (
            ("query alone", "bare tantivy"),
            ("first page", "bare with documents"),
            ("query alone", "bare terms"),
        ):
            print(f"\n{one} to {other}: {cpu[one] / cpu[other]:.1f} (p95 of processor time)")


if __name__ == "__main__":
    main()
