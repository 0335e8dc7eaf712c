"""Speed of search: mixed queries with a date, beside bare tantivy queries of the same tokens.

    python -m benchmarks.search INDEX [--queries 1000] [--seed 1]
    python -m benchmarks.search INDEX --whoosh 20000    # the default engine, over so many of them
    python -m benchmarks.search --demo [--queries 1000]  # the default engine, over the example acts

The queries are made from words that stand in randomly chosen wordings of the index: one word,
several, a phrase, a prefix, words with fields, in equal parts, each with a date of 1995–2026 (or
today's, every second time). Each is asked once for warmth and once for the clock. Columns:

- first page: as a caller asks, ten hits with exact total, snippets and corrections;
- with all facets: the same and five facets counted;
- query alone: what the engine does of it, compiled, date and ranking included, no documents read.

And with tantivy, in the same process over the same index, tantivy's own calls alone:

- bare, same ten: the query of the same tokens in the same fields on the same day, which gives
  the same ten documents and total (checked), and the ten read as bytes;
- bare, text alone: the same words, phrase or prefix in the text alone, top ten, count, ten read;
  no date, no titles, no ranking by heading or form, so other documents;
- bare terms: the stems of the words, all of them, top ten and count; nothing read.

Milliseconds of the wall clock, p50 / p95, and in brackets p95 of processor time, which other
work on the machine does not lengthen.
"""

from __future__ import annotations

import argparse
import os
import random
import resource
import statistics
import tempfile
import time
import zlib
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from datetime import date, timedelta
from functools import partial
from pathlib import Path

from tantivy import Occur
from tantivy import Query as Bare

from api.cli_import import import_all, inputs
from api.demo import EXAMPLES
from registry.store import Store
from search.base import BaseEngine
from search.engines import open_engine
from search.fields import load
from search.language import parse
from search.plan import AllOf, AnyOf, Everything, Plan, Whole, day_number
from search.protocol import FACETS, Search, Sort, UnitVersion
from search.provisions import documents
from search.query import Period, Query
from search.tantivy_engine import TantivyView
from search.tokens import tokens
from search.whoosh_engine import WhooshEngine

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


def bare(view: TantivyView, query: Callable[[], Bare], *, read: bool = False) -> list[bytes]:
    """A query built and carried out: top ten and count; ``read``: and the documents."""
    found = view.searcher.search(query(), 10, count=True)
    if not read:
        return []
    return [view.searcher.doc(address)["stored"][0] for _, address in found.hits]


def checked(engine: BaseEngine, page: Search, read: list[bytes]) -> None:
    """Whether the bare query gave the documents of the page, in their order."""
    keys = [load(bytes(one).decode()).key for one in read]
    assert keys == [hit.version.key for hit in engine.search(page).hits], page.query


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
            day = day_number(query.as_of or TODAY)
            whole = engine._current().compiler.whole(query, day)
            same = partial(view._query, whole, ranking=True)
            words = partial(view._of, text_alone(whole.selects))
            columns["bare, same ten"] = partial(bare, view, same, read=True)
            columns["bare, text alone"] = partial(bare, view, words, read=True)
            columns["bare terms"] = partial(bare, view, partial(terms, view, stems))
            if query.period is Period.IN_FORCE:
                checked(engine, page, bare(view, same, read=True))
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


@contextmanager
def of_whoosh(index: Path | None, count: int) -> Iterator[BaseEngine]:
    """The default engine over so many wordings of another index, in whole acts by the order of
    their names' hashes; over the example acts where there is none."""
    with tempfile.TemporaryDirectory() as name, WhooshEngine(Path(name) / "index") as engine:
        held = of_demo(Path(name)) if index is None else of_index(index, count)
        started = time.process_time()
        engine.index(held)
        print(f"built in {time.process_time() - started:.0f} s of processor time")
        yield engine


def of_demo(folder: Path) -> list[UnitVersion]:
    with Store(folder / "matsne.sqlite") as store:
        list(import_all(store, inputs([EXAMPLES])))
        return list(documents(store))


def wordings_of(index: Path) -> Iterator[UnitVersion]:
    """Everything an index holds."""
    with open_engine(index) as engine:
        view = engine._current().view
        everything = Whole(Everything(), (), ())
        for address, _ in view.find(everything, Sort.OLDEST, max(1, view.count(everything))):
            yield view.load(address)


def of_index(index: Path, count: int) -> list[UnitVersion]:
    versions = sorted(
        wordings_of(index),
        key=lambda one: (zlib.crc32(one.work.encode()), one.work, one.place),
    )
    while count < len(versions) and versions[count].work == versions[count - 1].work:
        count += 1
    return versions[:count]


def report(engine: BaseEngine, count: int, seed: int) -> None:
    """The table and the ratios, on standard output."""
    state = engine.snapshot()
    spent = measure(engine, count, seed)
    size = sum(f.stat().st_size for f in engine.place.rglob("*") if f.is_file())
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(
        f"{engine.name}: {state.documents} wordings of {state.works} acts, {size / 1e6:.0f} MB on "
        f"disk, {memory:.0f} MB of memory; load {os.getloadavg()[0]:.1f}\n"
    )
    print("| query | " + " | ".join(spent) + " |\n|---" + "|---" * len(spent) + "|")
    for kind in (*KINDS, "all"):
        print(f"| {kind} | " + " | ".join(cell(times[kind]) for times in spent.values()) + " |")
    for other in (column for column in spent if column.startswith("bare")):
        for one in ("first page", "query alone"):
            wall, cpu = (
                quantile(mine, 95) / quantile(theirs, 95)
                for mine, theirs in zip(
                    zip(*spent[one]["all"], strict=True),
                    zip(*spent[other]["all"], strict=True),
                    strict=True,
                )
            )
            print(f"\n{one} to {other}, p95: {wall:.1f} (processor time {cpu:.1f})")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("index", type=Path, nargs="?")
    parser.add_argument("--queries", type=int, default=1000)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--whoosh", type=int, help="wordings to index with the default engine")
    parser.add_argument("--demo", action="store_true", help="the example acts")
    given = parser.parse_args()
    if given.demo or given.whoosh:
        held = of_whoosh(None if given.demo else given.index, given.whoosh)
    elif given.index:
        held = open_engine(given.index)
    else:
        parser.error("name an index, or --demo")
    with held as engine:
        report(engine, given.queries, given.seed)


if __name__ == "__main__":
    main()
