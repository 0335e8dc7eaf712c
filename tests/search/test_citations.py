from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from consolidation.prepare import prepare
from registry.register import register
from registry.store import Store
from schemas.iri import Iri
from schemas.model import Particulars
from search.citation_text import chains
from search.citations import Resolver
from search.provisions import documents
from search.references import Speaker, links_in
from search.refusals import BadSearch

CASES = (Path(__file__).parent / "cases" / "citations.txt").read_text(encoding="utf-8")
ROWS = [line.split(" | ") for line in CASES.splitlines() if line and not line.startswith("#")]

CODE = """მუხლი 1. სასჯელი
1. სასჯელი ინიშნება ამ კოდექსის მე-2 მუხლით.
2. ამ მუხლის პირველი ნაწილი და „საჯარო საქმის შესახებ“ კანონის მე-3 მუხლის „ბ“ ქვეპუნქტი.
მუხლი 2. ჯარიმა
1. ჯარიმა განისაზღვრება:
ა) ფულით;
ბ) შრომით.
მუხლი 2^1. გაფრთხილება
1. ვრცელდება უცნობი აქტის, „არარსებული საქმის შესახებ“ საქართველოს კანონის მე-5 მუხლი.
"""
LAW = """მუხლი 3. ცნებები
ა) საქმე – ყველაფერი;
ბ) საჯარო საქმე – იხ. სსკ 2^1 მუხლი და ამ კანონის მე-3 მუხლის „ა“ ქვეპუნქტი.
"""
OLD, NEW = (
    "/akn/ge/act/kanoni/parlamenti/1960-12-30/1",
    "/akn/ge/act/kanoni/parlamenti/1999-07-22/2287",
)
PUBLIC = "/akn/ge/act/kanoni/parlamenti/2005-05-05/55"


@pytest.fixture(scope="module")
def resolver(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Resolver]:
    with Store(tmp_path_factory.mktemp("store") / "store.sqlite") as store:
        for text, title, date, number in (
            (CODE.replace("ფულით", "მანეთით"), "სისხლის სამართლის კოდექსი", "1960-12-30", "1"),
            (CODE, "საქართველოს სისხლის სამართლის კოდექსი", "1999-07-22", "2287"),
            (LAW, "საჯარო საქმის შესახებ", "2005-05-05", "55"),
        ):
            known = Particulars(title=title, kind="კანონი", date=date, number=number,
                                issuer="საქართველოს პარლამენტი")  # fmt: skip
            register(store, prepare(text.encode(), "act.txt", known), text.encode(), "act.txt")
        yield Resolver(store)


@pytest.mark.parametrize(("words", "units"), ROWS)
def test_chains(words: str, units: str) -> None:
    assert " ".join(map(str, chains(words))) == units.strip(" -")


@pytest.mark.parametrize(
    ("words", "context", "found"),
    [
        ("სსკ 2-ე მუხლის პირველი ნაწილის „ბ“ ქვეპუნქტი", None,
         [f"{NEW}/!main~art_2__para_1__point_b", f"{OLD}/!main~art_2__para_1__point_b"]),
        ("სისხლის სამართლის კოდექსის 2¹ მუხლი", None,
         [f"{NEW}/!main~art_2-1", f"{OLD}/!main~art_2-1"]),
        ("სსკ 2.1.ა", None,
         [f"{NEW}/!main~art_2__para_1__point_a", f"{OLD}/!main~art_2__para_1__point_a"]),
        ("მუხლი 3 „საჯარო საქმის შესახებ“ კანონი", None, [f"{PUBLIC}/!main~art_3"]),
        ("საქართველოს 2005 წლის 5 მაისის №55 კანონის მე-3 მუხლი", None, [f"{PUBLIC}/!main~art_3"]),
        ("ამ კანონის მე-3 მუხლი", f"{PUBLIC}/!main~art_3", [f"{PUBLIC}/!main~art_3"]),
        ("ამ მუხლის პირველი ნაწილი", f"{NEW}/!main~art_2", [f"{NEW}/!main~art_2__para_1"]),
        ("საჯარო საქმის შესახებ", None, [PUBLIC]),
        ("საჯარო საქმის შესახებ კანონის მე-3 მუხლი", None, [f"{PUBLIC}/!main~art_3"]),
        ("საქართველოს საჯარო საქმის შესახებ საქართველოს კანონის მე-3 მუხლის „ა“ ქვეპუნქტი", None,
         [f"{PUBLIC}/!main~art_3__point_a"]),
        ("მუხლი 3 საჯარო საქმის შესახებ კანონი", None, [f"{PUBLIC}/!main~art_3"]),
    ],
)  # fmt: skip
def test_resolves(resolver: Resolver, words: str, context: str | None, found: list[str]) -> None:
    assert [one.iri for one in resolver.resolve(words, context=context)] == found
    assert all(one.exact for one in resolver.resolve(words, context=context))


def test_unit_that_is_not_there_gives_the_one_above(resolver: Resolver) -> None:
    found = resolver.resolve("„საჯარო საქმის შესახებ“ კანონის მე-3 მუხლის „კ“ ქვეპუნქტი")
    assert [(one.iri, one.exact) for one in found] == [(f"{PUBLIC}/!main~art_3", False)]
    found = resolver.resolve("„საჯარო საქმის შესახებ“ კანონის 37-ე მუხლი", on="2010-01-01")
    assert [(one.iri, one.exact) for one in found] == [(PUBLIC, False)]


def test_day_goes_into_the_iri(resolver: Resolver) -> None:
    (found,) = resolver.resolve("„საჯარო საქმის შესახებ“ კანონის მე-3 მუხლი", on="2010-01-01")
    assert found.iri == f"{PUBLIC}/kat:2010-01-01/!main~art_3"


@pytest.mark.parametrize(
    ("words", "name"),
    [
        ("", "citation-not-understood"),
        ("რაღაც სხვა", "citation-not-understood"),
        ("ამ კანონის მე-3 მუხლი", "citation-not-understood"),
        ("„არარსებული საქმის შესახებ“ საქართველოს კანონის მე-3 მუხლი", "act-not-held"),
        ("სხვა საჯარო საქმის შესახებ კანონის მე-3 მუხლი", "act-not-held"),
    ],
)
def test_refuses(resolver: Resolver, words: str, name: str) -> None:
    with pytest.raises(BadSearch) as refused:
        resolver.resolve(words)
    assert refused.value.name == name


def test_references_inside_acts(resolver: Resolver) -> None:
    store = resolver.units._store
    links = {
        one.unit_id: [(one.text[link.start : link.end], link.iri) for link in resolver.links(one)]
        for one in documents(store)
    }
    assert links[f"{NEW}#art_1"] == [
        ("ამ კოდექსის მე-2 მუხლით", f"{NEW}/!main~art_2"),
        ("ამ მუხლის პირველი ნაწილი", f"{NEW}/!main~art_1__para_1"),
    ]  # a law of 2005 is not what a wording of 1999 means
    assert links[f"{NEW}#art_2-1"] == []
    assert links[f"{PUBLIC}#art_3"] == [
        ("სსკ 2^1 მუხლი", f"{NEW}/!main~art_2-1"),
        ("ამ კანონის მე-3 მუხლის „ა“ ქვეპუნქტი", f"{PUBLIC}/!main~art_3__point_a"),
    ]


@pytest.mark.parametrize(
    ("words", "found"),
    [
        ("ამ კოდექსის 2^1 მუხლის პირველი ნაწილი და მე-2 მუხლი",
         [("ამ კოდექსის 2^1 მუხლის პირველი ნაწილი", "art_2-1__para_1"), ("მე-2 მუხლი", "art_2")]),
        ("ამ კოდექსის მე-2 მუხლის პირველი ნაწილის „ა“ ქვეპუნქტი და „ბ“ ქვეპუნქტი",
         [("ამ კოდექსის მე-2 მუხლის პირველი ნაწილის „ა“ ქვეპუნქტი", "art_2__para_1__point_a"),
          ("„ბ“ ქვეპუნქტი", "art_2__para_1__point_b")]),
        ("მე-2 და 2^1 მუხლები", [("მე-2", "art_2"), ("2^1 მუხლები", "art_2-1")]),
        ("„საჯარო საქმის შესახებ“ კანონის მე-3 მუხლი და მე-2 მუხლი",
         [("„საჯარო საქმის შესახებ“ კანონის მე-3 მუხლი", "art_3"),
          ("მე-2 მუხლი", "")]),  # of that law, which has none
        ("„უცნობი საქმის შესახებ“ კანონის მე-3 მუხლი და მე-2 მუხლი", []),
        ("„საჯარო საქმის შესახებ“ კანონის მე-3 მუხლი არ უნდა არღვევდეს მე-2 მუხლს",
         [("„საჯარო საქმის შესახებ“ კანონის მე-3 მუხლი", "art_3")]),
        ("„საჯარო საქმის შესახებ“ კანონის მე-3 მუხლი.\nმე-2 მუხლი",
         [("„საჯარო საქმის შესახებ“ კანონის მე-3 მუხლი", "art_3"), ("მე-2 მუხლი", "art_2")]),
        ("კანონის „საჯარო საქმის შესახებ“ მე-3 მუხლი და „უცნობი კოდექსის“ მე-2 მუხლი",
         [("„საჯარო საქმის შესახებ“ მე-3 მუხლი", "art_3")]),
        ("ქვითრის პირველი ნაწილი და დებულების (რეგლამენტის) მე-2 მუხლი", []),
        ("უწყებები, №9, მუხ.2", []),
        ("გამოიყენება მე-2 მუხლი", [("მე-2 მუხლი", "art_2")]),
        ("ამ კოდექსის მე-2 მუხლის თანახმად, პირველი ნაწილის გარდა",
         [("ამ კოდექსის მე-2 მუხლის", "art_2")]),
    ],
)  # fmt: skip
def test_what_is_not_said_is_read_from_what_stands_before(
    resolver: Resolver, words: str, found: list[tuple[str, str]]
) -> None:
    speaker = Speaker(NEW, "art_1__para_1", "კოდექსი", "2020-01-01", None)
    links = links_in(resolver.names, words, speaker, resolver.units)
    assert [(words[one.start : one.end], Iri.parse(one.iri).eid) for one in links] == found


def test_one_link_for_each_of_a_list_and_none_for_what_a_range_leaves_out() -> None:
    text = "მე-2–მე-4 მუხლები"
    said = [None if one.own is None else text[slice(*one.own)] for one in chains(text)]
    assert said == ["მე-2", None, "მე-4 მუხლები"]


@pytest.mark.parametrize(
    "unit", ["„ა“ ", "მე-5 და ", "მე-5–", "ამ მუხლის ", "1^1, ", "ა.", "მე-5 მუხლის "]
)
def test_reading_is_linear(unit: str) -> None:
    assert len(list(chains(unit * 5_000))) >= 0
