"""Every engine finds what the plan means, on random acts and random queries."""

from __future__ import annotations

import random

import pytest

from search.fields import records
from search.language import parse
from search.plan import Compiler, day_number
from search.protocol import MAX_LIMIT, Search
from search.spelling import latin_readings
from tests.search.building import unit
from tests.search.conftest import TODAY, Index
from tests.search.reference import answers

WORDS = "კანონი კანონის მუხლი მუხლებით ჯარიმა ჯარიმის ლარი 5 მე-5 37^3 373 ორგანო მისი GPS".split()
DAYS = ["2008-01-01", "2010-06-15", "2012-01-01", "2015-03-01", "2018-09-09"]


def _documents(rng: random.Random) -> list:
    out = []
    for number in range(1, 61):
        for article in range(1, rng.randint(2, 4)):
            days = sorted(rng.sample(DAYS, rng.randint(1, 3)))
            ends = [*days[1:], rng.choice([None, None, "2019-01-01"])]
            for begins, end in zip(days, ends, strict=True):
                words = " ".join(rng.choices(WORDS, k=rng.randint(1, 9)))
                one = unit(number, words, article=str(article), begins=begins, ends=end,
                           heading=rng.choice(["", "ჯარიმა", "მიზანი"]),
                           changed_on=tuple(rng.sample(DAYS, rng.randint(0, 2))))  # fmt: skip
                out.append(one)
    return out


def _query(rng: random.Random, depth: int = 0) -> str:
    word = rng.choice(WORDS)
    simple = [
        word, word, f"={word}", f'"{word} {rng.choice(WORDS)}"', f"{word[:2]}*",
        f"{word} NEAR/{rng.randint(0, 4)} {rng.choice(WORDS)}", "year:2003..2009", "kanoni",
        f"title:{rng.randint(1, 20)}", f"changedBetween:2010-01-01..{rng.choice(DAYS[1:])}",
    ]  # fmt: skip
    if depth > 2 or rng.random() < 0.4:
        chosen = rng.choice(simple)
        return chosen if len(word) > 1 or not chosen.endswith("*") else word
    parts = [_query(rng, depth + 1) for _ in range(rng.randint(2, 3))]
    return rng.choice([" ".join(parts), f"({' OR '.join(parts)})", f"-({parts[0]}) {parts[1]}"])


@pytest.mark.parametrize("seed", range(3))
def test_finds_exactly_what_is_meant(index: Index, seed: int) -> None:
    rng = random.Random(seed)
    documents = _documents(rng)
    engine = index(documents)
    by_work: dict[str, list] = {}
    for one in documents:
        by_work.setdefault(one.work, []).append(one)
    held = [pair for group in by_work.values() for pair in zip(group, records(group), strict=True)]
    view = engine._current().view
    compiler = Compiler(lambda word: latin_readings(word, view))
    for _ in range(120):
        period = rng.choice(["in-force", "future", "historical", "any"])
        text = f"{_query(rng)} asOf:{rng.choice(DAYS)} status:{period}"
        query = parse(text)
        plan = compiler.whole(query, day_number(query.as_of or TODAY))
        meant = {version.unit_id for version, one in held if answers(plan, one)}
        page = engine.search(Search(query, limit=MAX_LIMIT))
        assert {hit.version.unit_id for hit in page.hits} == meant, text
        assert page.total == len(meant), text
