"""The contract that every engine keeps."""

from __future__ import annotations

import time
from collections import Counter
from dataclasses import replace
from pathlib import Path

import pytest

from search import marker
from search.engines import open_engine
from search.language import parse
from search.protocol import FACETS, Moment, Search, Sort
from search.refusals import BadSearch
from tests.search.building import unit, wordings
from tests.search.conftest import Index, ask, works


def test_finds_inflected_words_and_marks_them(index: Index) -> None:
    engine = index([unit(1, "ნივთი იტვირთება იპოთეკით."), unit(2, "გირავნობის საგანი.")])
    page = ask(engine, "იპოთეკები")
    assert page.total == 1
    assert page.hits[0].snippets[0].marked() == "ნივთი იტვირთება «იპოთეკით»."
    assert page.hits[0].version.iri.endswith("/2001-05-01/1/kat@2010-01-01/!main~art_1")


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("მუხლი37", {}),
        ("37³", {"1"}),
        ("37^3", {"1"}),
        ("373", {"2"}),
        ("მე-5", {"3"}),
        ("მეხუთე", {"3"}),
        ("V", {"3"}),
        ("№45", {"3"}),
        ("N 45", {"3"}),
        ("ᲞᲣᲜᲥᲢᲘ", {"1", "2", "3"}),
        ("პუნ\u00adქტი", {"1", "2", "3"}),
        ("ნაწილი", {"4"}),
        ("=ნაწილი", {}),
        ("=ნაწილის", {"4"}),
        ('"პუნქტი ნაწილი"', {}),
        ('"მეოთხე ნაწილი"', {"4"}),
        ('="მეოთხე ნაწილის"', {"4"}),
        ("პუნქტი -373", {"1", "3"}),
        ("373 OR 5", {"2", "3"}),
        ("-პუნქტი", {"4"}),
        ("ნაწილი OR -პუნქტი", {"4"}),
        ("მეო*", {"4"}),
        ("title:რიგით title:2", {"2"}),
        ("რიგით", {"1", "2", "3", "4"}),
        ("in:3", {"3"}),
        ("kind:კანონი in:/akn/ge/act/kanoni/parlamenti/2004-05-01/4", {"4"}),
        ("issuer:parlamenti year:2002..2003", {"2", "3"}),
        ('issuer:"საქართველოს პარლამენტი" year:2001', {"1"}),
        ("status:removed", {}),
        ("ერთი NEAR/2 ოთხი", {"4"}),
        ("ოთხი NEAR/2 ერთი", {"4"}),
        ("ერთი NEAR/1 ოთხი", {}),
    ],
)
def test_query_language(index: Index, query: str, found: set[str]) -> None:
    engine = index(
        [
            unit(1, "37^3 პუნქტის თანახმად"),
            unit(2, "373 პუნქტი"),
            unit(3, "მე-5 პუნქტი, №45"),
            unit(4, "მეოთხე ნაწილის ერთი ორი სამი ოთხი"),
        ]
    )
    assert works(ask(engine, query)) == set(found)


def test_latin_letters(index: Index) -> None:
    engine = index([unit(1, "იპოთეკის საგანი"), unit(2, "GPS სისტემა")])
    assert works(ask(engine, "ipoteka")) == {"1"}
    assert works(ask(engine, "mukhli 1 ipot'ekis")) == {"1"}
    assert works(ask(engine, "sagani")) == {"1"}
    assert works(ask(engine, "gps")) == {"2"}


def test_spelling(index: Index) -> None:
    engine = index([unit(1, "მემკვიდრეობის მოწმობა"), unit(2, "იპოთეკა")])
    assert ask(engine, "მემკვდრეობა").correction == "მემკვიდრეობა"
    assert ask(engine, "იპოტეკა kind:kanoni").correction == "იპოთეკა kind:kanoni"
    assert ask(engine, "იპოთეკა").correction is None
    assert engine.suggest("სადაც მემკვ").completions == ("სადაც მემკვიდრეობის",)


LIFE = [
    *wordings(1, ("2010-01-01", "ჯარიმა ათი ლარი"), ("2015-03-01", "ჯარიმა ოცი ლარი"),
              ("2021-01-01", "ჯარიმა ასი ლარი")),
    *wordings(2, ("2012-01-01", "ჯარიმა ერთი ლარი")),
]  # fmt: skip


@pytest.mark.parametrize(
    ("day", "said"),
    [
        ("2009-12-31", set()),
        ("2010-01-01", {"ათი"}),
        ("2015-02-28", {"ათი", "ერთი"}),
        ("2015-03-01", {"ოცი", "ერთი"}),
        ("2020-12-31", {"ოცი", "ერთი"}),
        ("2021-01-01", {"ასი", "ერთი"}),
    ],
)
def test_as_of_gives_the_wording_of_the_day(index: Index, day: str, said: set[str]) -> None:
    page = ask(index(LIFE), f"ჯარიმა asOf:{day}", facets=FACETS)
    assert {hit.version.text.split()[1] for hit in page.hits} == said
    assert page.total == len(said) == sum(value.count for value in page.facets["kind"])
    assert page.day == day


def test_periods_fold_wordings_into_units(index: Index) -> None:
    engine = index(LIFE)
    anyhow = ask(engine, "ჯარიმა status:any", facets=("year",))
    assert anyhow.total == 2
    assert sorted(hit.wordings for hit in anyhow.hits) == [1, 3]
    assert {(value.value, value.count) for value in anyhow.facets["year"]} == {
        ("2001", 1), ("2002", 1)
    }  # fmt: skip
    past = ask(engine, "ჯარიმა status:historical")
    assert [(hit.version.text, hit.moment) for hit in past.hits] == [
        ("ჯარიმა ათი ლარი", Moment.HISTORICAL)
    ]
    ahead = ask(engine, "ჯარიმა status:future")
    assert [(hit.version.valid_from, hit.moment) for hit in ahead.hits] == [
        ("2021-01-01", Moment.FUTURE)
    ]
    both = ask(engine, "ჯარიმა status:any asOf:2011-01-01", sort=Sort.NEWEST)
    assert both.hits[0].version.valid_from == "2021-01-01"


def test_act_repealed_on_an_unknown_day_is_never_in_force(index: Index) -> None:
    engine = index([unit(1, "წესი", state="repealed"),
                    unit(2, "წესი", state="repealed", repealed_on="2012-01-01")])  # fmt: skip
    assert ask(engine, "წესი").total == 0
    assert works(ask(engine, "წესი asOf:2011-01-01")) == {"2"}
    assert works(ask(engine, "წესი status:historical")) == {"1", "2"}


def test_changes(index: Index) -> None:
    changed = unit(
        1, "წესი", changed_on=("2015-03-01", "2017-02-02"),
        changed_by=(
            "/akn/ge/act/kanoni/parlamenti/2015-02-20/3100-iis",
            "/akn/ge/act/kanoni/parlamenti/2017-01-20/200",
        ),
        petits=("საქართველოს 2017 წლის 20 იანვრის კანონი №200",),
    )  # fmt: skip
    engine = index([changed, unit(2, "წესი")])
    assert ask(engine, "changedBy:3100-IIს").total == 1
    assert ask(engine, "changedBy:/akn/ge/act/kanoni/parlamenti/2017-01-20/200").total == 1
    assert ask(engine, "changedBy:3100").total == 0
    assert ask(engine, "changedBetween:2015-03-01..2015-03-01").total == 1
    assert ask(engine, "changedBetween:2015-03-02..2017-02-01").total == 0
    assert ask(engine, "petit:კანონის petit:200").total == 1


def test_cites_a_unit_and_what_holds_it(index: Index) -> None:
    target = "/akn/ge/act/kanoni/parlamenti/1999-07-22/2287"
    engine = index([unit(1, "იხ.", cites=(f"{target}/!main~art_177__para_3",)), unit(2, "იხ.")])
    for cited in (
        target,
        f"{target}/!main~art_177",
        f"{target}/kat@2020-01-01/!main~art_177__para_3",
    ):
        assert works(ask(engine, f"cites:{cited}")) == {"1"}
    assert ask(engine, f"cites:{target}/!main~art_17").total == 0


def test_sort_by_day(index: Index) -> None:
    engine = index([unit(n, "წესი", begins=f"20{10 + n}-01-01") for n in (3, 1, 2)])
    newest = ask(engine, "წესი", sort=Sort.NEWEST)
    assert [hit.version.act_number for hit in newest.hits] == ["3", "2", "1"]
    oldest = ask(engine, "წესი", sort=Sort.OLDEST)
    assert [hit.version.act_number for hit in oldest.hits] == ["1", "2", "3"]


def many(count: int) -> list:
    rows = [
        wordings(n, ("2010-01-01", f"ჯარიმა {n} ლარი"), ("2014-01-01", f"ჯარიმა {n} ათასი"))
        if n % 3 == 0
        else [unit(n, "ჯარიმა " * (n % 5 + 1) + "ლარი")]
        for n in range(1, count + 1)
    ]
    return [one for row in rows for one in row]


@pytest.mark.parametrize("sort", list(Sort))
@pytest.mark.parametrize("period", ["in-force", "any"])
def test_walk_loses_and_repeats_nothing_while_acts_come_in(
    index: Index, sort: Sort, period: str
) -> None:
    engine = index(many(120))
    query = f"ჯარიმა status:{period}"
    first = page = ask(engine, query, limit=7, sort=sort, facets=("kind",))
    seen = [hit.version.unit_id for hit in page.hits]
    turn = 0
    while page.cursor:
        turn += 1
        new = unit(1000 + turn, "ჯარიმა ჯარიმა ჯარიმა")
        engine.update({new.work: [new]})
        if turn % 4 == 0:
            engine.delete([unit(turn, "").work])
        page = ask(engine, query, limit=5 + turn % 9, sort=sort, cursor=page.cursor)
        assert page.total == first.total
        assert page.snapshot.generation == first.snapshot.generation
        seen += [hit.version.unit_id for hit in page.hits]
    assert len(seen) == len(set(seen)) == first.total == 120
    again = ask(engine, query, sort=sort)
    assert again.total == 120 + turn - turn // 4


def test_cursor_is_checked(index: Index) -> None:
    engine = index(many(30))
    cursor = ask(engine, "ჯარიმა", limit=5).cursor
    assert cursor is not None
    with pytest.raises(BadSearch, match="cursor-not-valid"):
        ask(engine, "ლარი", limit=5, cursor=cursor)
    with pytest.raises(BadSearch, match="cursor-not-valid"):
        ask(engine, "ჯარიმა", limit=5, cursor=cursor[:-4] + "AAAA")
    with pytest.raises(BadSearch, match="cursor-not-valid"):
        ask(engine, "ჯარიმა", limit=5, cursor="ქ")
    with pytest.raises(BadSearch, match="limit-not-valid"):
        ask(engine, "ჯარიმა", limit=0)


def test_walk_outlives_a_rebuilt_index_but_not_a_restart(index: Index) -> None:
    engine = index(many(30))
    page = ask(engine, "ჯარიმა", limit=10)
    seen = {hit.version.unit_id for hit in page.hits}
    engine.index([unit(900, "ჯარიმა")])
    assert ask(engine, "ჯარიმა").total == 1
    cursor = page.cursor
    while cursor:
        page = ask(engine, "ჯარიმა", limit=10, cursor=cursor)
        seen |= {hit.version.unit_id for hit in page.hits}
        last, cursor = cursor, page.cursor
    assert len(seen) == 30
    engine.close()
    with pytest.raises(BadSearch, match="snapshot-gone"):
        ask(engine, "ჯარიმა", limit=10, cursor=last)


def test_walk_goes_on_after_a_restart_where_nothing_changed(index: Index) -> None:
    engine = index(many(30))
    page = ask(engine, "ჯარიმა", limit=10)
    engine.close()
    with open_engine(engine.place) as other:
        following = ask(other, "ჯარიმა", limit=30, cursor=page.cursor)
    units = {hit.version.unit_id for hit in (*page.hits, *following.hits)}
    assert len(units) == 30
    assert following.cursor is None


def test_update_leaves_alone_what_did_not_change(index: Index) -> None:
    engine = index([unit(1, "ძველი", article=str(n)) for n in range(1, 6)])
    changed = [unit(1, "ძველი", article=str(n)) for n in range(1, 5)]
    changed.append(unit(1, "ახალი", article="5"))
    done = engine.update({changed[0].work: changed})
    assert (done.added, done.deleted, done.unchanged) == (1, 1, 4)
    assert ask(engine, "ახალი").total == 1
    assert engine.snapshot().documents == 5
    assert engine.snapshot().works == 1
    assert engine.delete([changed[0].work]).deleted == 5
    assert engine.snapshot().documents == engine.snapshot().works == 0
    assert ask(engine, "ძველი").total == 0


def test_new_version_is_found_within_a_second(index: Index) -> None:
    engine = index(many(600))
    new = unit(5000, "სრულიად ახალი ნორმა")
    before = time.monotonic()
    engine.update({new.work: [new]})
    assert ask(engine, "სრულიად").total == 1
    assert time.monotonic() - before < 1.0


def test_other_process_sees_the_change(index: Index) -> None:
    engine = index([unit(1, "ერთი")])
    with open_engine(engine.place) as reader:
        assert ask(reader, "ორი").total == 0
        engine.update({unit(2, "ორი").work: [unit(2, "ორი")]})
        assert ask(reader, "ორი").total == 1


def test_unfinished_change_and_other_make_are_in_doubt(index: Index) -> None:
    engine = index([unit(1, "ერთი")])
    engine.close()
    state = marker.read(engine.place)
    marker.write(engine.place, state.changing())
    with pytest.raises(BadSearch, match="index-in-doubt"):
        open_engine(engine.place)
    marker.write(engine.place, replace(state, library="other 1.0"))
    with pytest.raises(BadSearch, match="index-in-doubt"):
        open_engine(engine.place)
    (engine.place / "index.json").write_text("{", encoding="utf-8")
    with pytest.raises(BadSearch, match="index-in-doubt"):
        open_engine(engine.place)
    engine.index([unit(1, "ერთი")])
    assert ask(engine, "ერთი").total == 1


def test_no_index(tmp_path: Path) -> None:
    with pytest.raises(BadSearch, match="index-missing"):
        open_engine(tmp_path / "none")


def test_empty_index(index: Index) -> None:
    engine = index([])
    page = ask(engine, "კანონი", facets=FACETS)
    assert (page.total, page.hits, page.cursor) == (0, (), None)
    assert ask(engine, "kanoni იპოთეკ* -x").total == 0


def test_facets_count_the_whole_answer(index: Index) -> None:
    documents = [
        unit(n, "ჯარიმა", kind=("kanoni", "brdzaneba", "")[n % 3], issuer=f"organo{n % 4}",
             sector=f"{n % 2:09}", state=("text", "removed")[n % 5 == 0])
        for n in range(1, 101)
    ]  # fmt: skip
    page = ask(index(documents), "ჯარიმა", limit=3, facets=FACETS)
    for facet in FACETS:
        counted = Counter(str(value) for one in documents if (value := getattr(one, facet)))
        assert {value.value: value.count for value in page.facets[facet]} == counted
        counts = [value.count for value in page.facets[facet]]
        assert counts == sorted(counts, reverse=True)
    narrowed = Search(parse("ჯარიმა kind:brdzaneba sector:00000000"), today="2020-06-01")
    assert index(documents).search(narrowed).total == 34
