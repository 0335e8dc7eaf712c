"""IRIs: what is built can be read, what cannot be is refused."""

from __future__ import annotations

import datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from schemas.iri import HEADLESS, BadIri, Iri, WorkIri, number_slug
from schemas.model import Particulars

slugs = st.from_regex(r"[a-z0-9]{1,8}([-_.][a-z0-9]{1,4}){0,2}", fullmatch=True)
days = st.dates(datetime.date(1, 1, 1)).map(datetime.date.isoformat)
works = st.one_of(
    st.builds(
        WorkIri,
        place=st.one_of(st.just(""), slugs),
        kind=slugs.filter(lambda kind: kind not in HEADLESS),
        issuer=slugs,
        date=days,
        number=slugs,
    ),
    st.builds(
        WorkIri, st.just(""), st.sampled_from(HEADLESS), st.just(""), st.just(""), number=slugs
    ),
)
expressions = st.one_of(
    st.tuples(st.just(""), st.just("")),
    st.tuples(st.just("@"), st.one_of(st.just(""), days)),
    st.tuples(st.just(":"), days),
)
steps = ("art_1", "para_2-1", "point_dz", "att_2", "att_u1", "p_3", "chp_iv-1", "para_2.4")
eids = st.lists(st.sampled_from(steps), min_size=1, max_size=4).map("__".join)


@st.composite
def iris(draw: st.DrawFn) -> Iri:
    iri = Iri(draw(works), *draw(expressions))
    match draw(st.integers(0, 3)):
        case 1:
            return iri.at("")
        case 2:
            steps = draw(eids).split("__")
            annexes = [step for step in steps if step.startswith("att_")]
            others = [step for step in steps if not step.startswith("att_")]
            return iri.at("__".join(annexes + others))
        case 3:
            return iri.file(draw(st.sampled_from(("xml", "html", "txt"))))
    return iri


@given(iris())
def test_built_and_read_again(iri: Iri) -> None:
    assert Iri.parse(str(iri)) == iri
    assert iri.at(iri.eid).eid == iri.eid


@given(works, works)
def test_works_have_an_order(one: WorkIri, other: WorkIri) -> None:
    assert (one == other) == (str(one) == str(other))
    assert (one < other) + (other < one) + (one == other) == 1


WORK = "/akn/ge/act/kanoni/parlamenti/2009-10-22/1876"


@pytest.mark.parametrize(
    "text",
    [
        "", "/akn/ge/act", "/akn/ge-/act/kanoni/parlamenti/2009-10-22/1876",
        "/akn/us/act/kanoni/parlamenti/2009-10-22/1876",
        "/akn/ge/act/kanoni/parlamenti/2009-02-30/1876",
        "/akn/ge/act/kanoni/parlamenti/2009-13-01/1876",
        "/akn/ge/act/kanoni/parlamenti/20091022/1876",
        "/akn/ge/act/kanoni/parlamenti/2009-10-22/", "/akn/ge/act/kanoni/Parlamenti/2009-10-22/1",
        "/akn/ge/act/კანონი/parlamenti/2009-10-22/1", "/akn/ge/act/matsne/parlamenti/2009-10-22/1",
        WORK + "/", WORK + "/kat", WORK + "/kat:", WORK + "/kat@2026-02-30", WORK + "/!",
        WORK + "/!main~", WORK + "/!main~x_1", WORK + "/!main~att_1", WORK + "/!att_1~att_2",
        WORK + "/!main.exe", WORK + "/!art_1", WORK + "/main", WORK + "/kat@2026-01-01/1876",
    ],
)  # fmt: skip
def test_refused(text: str) -> None:
    with pytest.raises(BadIri):
        Iri.parse(text)


@pytest.mark.parametrize(
    ("particulars", "wanted"),
    [
        (Particulars(kind="ბრძანება", issuer="საქართველოს იუსტიციის მინისტრი", date="2011-12-29",
                     number="158"), "/akn/ge/act/brdzaneba/iustitsiis-ministri/2011-12-29/158"),
        (Particulars(kind="დადგენილება", issuer="დუშეთის მუნიციპალიტეტის საკრებულო",
                     date="2010-08-24", number="18"),
         "/akn/ge-dusheti/act/dadgenileba/sakrebulo/2010-08-24/18"),
        (Particulars(kind="დადგენილება", issuer="ქალაქ თბილისის მუნიციპალიტეტის საკრებულო",
                     date="2014-12-30", number="20-20"),
         "/akn/ge-tbilisi/act/dadgenileba/sakrebulo/2014-12-30/20-20"),
        (Particulars(kind="ორგანული კანონი", date="2012-01-02", number="5-Iს"),
         "/akn/ge/act/organuli-kanoni/parlamenti/2012-01-02/5-is"),
        (Particulars(kind="ბრძანება", issuer="უცნობი სამსახურის უფროსი", date="1999-01-02",
                     number="224/ნ"),
         "/akn/ge/act/brdzaneba/utsnobi-samsakhuris-uprosi/1999-01-02/224_n"),
        (Particulars(kind="ბრძანება", date="2011-12-29", number="158", matsne_id="1544716"),
         "/akn/ge/act/matsne/1544716"),
        (Particulars(matsne_id="1544716"), "/akn/ge/act/matsne/1544716"),
    ],
)  # fmt: skip
def test_works_by_their_particulars(particulars: Particulars, wanted: str) -> None:
    assert str(WorkIri.of(particulars)) == wanted


def test_an_act_without_any_name_is_named_by_its_source() -> None:
    assert str(WorkIri.of(Particulars(), "ab" * 32)) == "/akn/ge/act/source/" + "ab" * 8
    with pytest.raises(BadIri):
        WorkIri.of(Particulars())


def test_a_day_that_does_not_exist_names_nothing() -> None:
    wrong = Particulars(kind="კანონი", date="2025-02-30", number="1", matsne_id="7")
    with pytest.raises(BadIri):
        WorkIri.of(wrong)


def test_numbers_that_differ_stay_apart() -> None:
    assert len({number_slug(n) for n in ("1/4", "1-4", "14", "1/4/5", "14-Iს")}) == 5
