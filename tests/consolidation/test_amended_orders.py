"""Amendments to an amending act, as data: the acts, and the law that comes of them."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from amendments.operations import Operation, Span
from consolidation.added_orders import Law
from consolidation.amended_orders import as_amended
from consolidation.findings import findings
from consolidation.intake import Intake, take_in
from consolidation.ledger import Entry
from consolidation.replay import Version, versions
from schemas.model import Kind, Particulars, text_of
from tests.consolidation.test_apply import sections_of

LAW = """საქართველოს კანონი

საცდელი აქტის შესახებ

მუხლი 2. ვადა
1. ვადა არის 5 დღე.
2. ვადა გრძელდება.
მუხლი 3. საფასური
1. საფასური არის 10 ლარი.
2. საფასური ბრუნდება.
"""
AMENDING = """საქართველოს კანონი

„საცდელი აქტის შესახებ“ საქართველოს კანონში ცვლილების შეტანის თაობაზე

მუხლი 1. „საცდელი აქტის შესახებ“ საქართველოს კანონში (ვებგვერდი, 01.02.2010, სარეგისტრაციო \
კოდი: 010000000.00.001.000001) შეტანილ იქნეს შემდეგი ცვლილება:
1. მე-2 მუხლის პირველი პუნქტი ჩამოყალიბდეს შემდეგი რედაქციით:
„1. ვადა არის 7 დღე.“.
2. მე-3 მუხლის მე-2 პუნქტი ამოღებულ იქნეს.
მუხლი 2. ეს კანონი ამოქმედდეს 2021 წლის 1 სექტემბრიდან.
"""
A = Particulars(kind="კანონი", date="2021-05-01", number="21", published="2021-05-04")
CASES = sections_of(Path(__file__).parent / "amended_orders" / "cases.txt")


def amending() -> Intake:
    return take_in(AMENDING.encode(), "a.txt", A)


def change(number: int, line: str, words: str) -> Entry:
    data = json.loads(line)
    data["units"] = tuple((kind, number) for kind, number in data["units"])
    new = data.get("new_text")
    if new is not None:
        start = words.index(new)
        data["new_text_source"] = Span(start, start + len(new))
    operation = Operation(n=1, act=1, source=Span(0, 1), valid_from=data.pop("day"), **data)
    by = Particulars(kind="კანონი", date="2021-06-01", number=str(number))
    return Entry(number, by, f"/akn/ge/act/kanoni/parlamenti/2021-06-01/{number}", "b", operation)


def consolidated(orders: dict[int, Entry]) -> Version:
    base = take_in(LAW.encode(), "law.txt").act
    return versions(base, orders.values())[-1]


def orders_of(sections: dict[str, str]) -> dict[int, Entry]:
    read = amending()
    changes = [
        change(number, line, sections["words"])
        for number, line in enumerate(sections["changes"].split("\n"), 31)
    ]
    numbered = dict(enumerate(changes, 101))
    law = Law(take_in(LAW.encode(), "law.txt").act.particulars, tuple(read.reading.amends), 1)
    return as_amended(dict(enumerate(read.entries(1), 1)), numbered, read, law)


@pytest.mark.parametrize("sections", [s for _, s in CASES], ids=[name for name, _ in CASES])
def test_case(sections: dict[str, str]) -> None:
    orders = orders_of(sections)
    base = take_in(LAW.encode(), "law.txt").act
    cut = versions(base, orders.values())
    made = {o.entry.operation.n: o for version in cut for o in version.outcomes}
    told = [
        " ".join([o.status, o.refusal.name if o.refusal else "", *o.notes[-1:]]).split()
        for _, o in sorted(made.items())
    ]
    assert [" ".join(line) for line in told] == [
        " ".join(line.split()) for line in sections["outcomes"].split("\n")
    ]
    body = cut[-1].act.section(Kind.BODY)
    assert body is not None
    assert text_of(body) == sections["after"]


def test_an_order_given_anew_is_cut_from_the_changing_act() -> None:
    sections = CASES[0][1]
    operation = orders_of(sections)[1].operation
    span = operation.new_text_source
    assert span is not None
    assert sections["words"][span.start : span.end] == operation.new_text == "1. ვადა არის 9 დღე."
    assert orders_of(sections)[1].source_sha256 == "b"
    quote = sections["words"][operation.source.start : operation.source.end]
    assert quote == operation.source.quote


def test_a_change_too_late_is_a_finding() -> None:
    sections = dict(CASES)["cases: a change after the order took effect alters nothing in the law, "
                           "and is told"]  # fmt: skip
    made = consolidated(orders_of(sections)).outcomes
    assert [(f.name, f.entry.operation.n) for f in findings(made)] == [("amended-after-effect", 1)]


def test_an_order_put_into_an_act_in_force_has_the_petit_of_both_acts() -> None:
    late, before = (
        next(sections for name, sections in CASES if f": an order added {when} the act t" in name)
        for when in ("after", "before")
    )
    for sections, numbers in ((late, ["21", "31"]), (before, ["21"])):
        act = consolidated(orders_of(sections)).act
        (three,) = [u for u in act.walk() if u.kind is Kind.ARTICLE and u.heading == "საფასური"]
        assert [petit.number for petit in three.petits] == numbers
