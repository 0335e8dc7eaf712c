"""Faults of a text against the rules of drafting (Law 1876 arts. 4, 16, 18, 20, 22).

Used while a draft is written and in the dry run. A fault names the rule and the place and says
what is wrong; nothing is repaired.

>>> from consolidation.intake import take_in
>>> text = "საქართველოს კანონი\\n\\nბაღების შესახებ\\n\\nმუხლი 1\\n1. ერთი.\\n\\nმუხლი 3\\nორი."
>>> [fault.rule for fault in faults_of(take_in(text.encode()).act)]
['16(8)', '16(5)']
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import pairwise

from consolidation.intake import Intake
from registry.numbering_gaps import gaps
from schemas.model import Act, Kind, Unit, text_of
from schemas.numbers import Number
from schemas.refusals import GEORGIAN

HEADING, WORDS = "[სათაური]", "[ტექსტი]"  # what the editor puts where words are to be written
_GROUPS = frozenset({Kind.BOOK, Kind.PART, Kind.CHAPTER})
_ROMAN = (
    "roman", "კარის (წიგნის) და თავის ნომერი რომაული ციფრია",
    "books, parts and chapters have Roman numbers",
)  # fmt: skip
_ARABIC = (
    "arabic", "მუხლის და პუნქტის ნომერი არაბული ციფრია",
    "articles and points have Arabic numbers",
)  # fmt: skip
_LETTERS = (
    "letter", "ქვეპუნქტი ქართული ანბანის ასოთი აღინიშნება", "subpoints have Georgian letters"
)  # fmt: skip
_SERIES = {
    **dict.fromkeys(_GROUPS, _ROMAN), Kind.ARTICLE: _ARABIC, Kind.POINT: _ARABIC,
    Kind.SUBPOINT: _LETTERS,
}  # fmt: skip
_GEORGIAN = re.compile("[ა-ჰ]")
_OTHER = re.compile("[A-Za-zА-Яа-я]")
_COMMENCES = re.compile("ამოქმედ|ძალაში\\s+შე|ძალაში\\s+შევ")
_BY_LAWS = frozenset({"ბრძანება", "დადგენილება", "ბრძანებულება", "განკარგულება"})
_LAWS = frozenset({"კანონი", "ორგანული კანონი", "კოდექსი"})
_BASIS = re.compile("შესაბამისად|საფუძველზე|შესასრულებლად|თანახმად")


@dataclass(frozen=True, slots=True)
class Fault:
    """One fault. ``rule``: article and paragraph of Law 1876. ``must``: it breaks the law; else
    it is to be looked at."""

    rule: str
    place: str
    georgian: str
    english: str
    must: bool = True


def faults_of(act: Act) -> list[Fault]:
    """Faults of structure, of any draft."""
    return [*_language(act), *faults_of_structure(act), *_closing(act)]


def blanks(text: str) -> list[Fault]:
    """Places that the editor left to be written and nobody wrote.

    >>> [fault.place for fault in blanks("მუხლი 1. [სათაური]\\n1. ტექსტი.")]
    ['მუხლი 1. [სათაური]']
    """
    return [
        Fault("16", line.strip(), "ჩასაწერი ადგილი ცარიელია", "a place is left to be written")
        for line in text.split("\n")
        if HEADING in line or WORDS in line
    ]


def faults_of_structure(act: Act) -> list[Fault]:
    """Faults of numbering, of headings and of what stands where (arts. 16(6)–16(8))."""
    return [*_numbering(act), *_series(act), *_headings(act), *_tables(act)]


def same_kind(one: str | None, other: str | None) -> bool:
    """Whether two acts may be of one kind (Law 1876 art. 20(4)). A code is a law, some an
    organic one; where a kind is not known nothing is proved.

    >>> same_kind("კანონი", "კოდექსი"), same_kind("კანონი", "ორგანული კანონი")
    (True, False)
    """
    if not one or not other or one == other:
        return True
    return "კოდექსი" in (one, other) and {one, other} <= _LAWS


def _language(act: Act) -> Iterator[Fault]:
    text = text_of(act.root)
    georgian, other = len(_GEORGIAN.findall(text)), len(_OTHER.findall(text))
    if other > georgian:
        yield Fault("4", "", "აქტი ქართულ ენაზე უნდა იყოს", "the act must be in Georgian")


def _numbering(act: Act) -> Iterator[Fault]:
    for gap in gaps(act.root):
        yield Fault("16(8)", gap, "ნუმერაცია უწყვეტი არ არის", "the numbering has a gap")
    for unit in act.walk():
        row = [child for child in unit.children if child.kind in _GROUPS and child.number]
        if row and row[0].number and row[0].number.prims:  # „თავი I¹“ with nothing before it
            yield Fault("16(8)", f"… → {_name(row[0])}", "ნუმერაცია უწყვეტი არ არის",
                        "the numbering has a gap")  # fmt: skip
        for one, two in pairwise(row):
            first, second = one.number, two.number
            if one.kind is two.kind and first and second and not _follows(first, second):
                yield Fault("16(8)", f"{_name(one)} → {_name(two)}", "ნუმერაცია უწყვეტი არ არის",
                            "the numbering has a gap")  # fmt: skip


def _follows(first: Number, second: Number) -> bool:
    """Whether two groups follow one another, whichever digits they are printed in."""
    return replace(second, series=first.series).follows(first)


def _series(act: Act) -> Iterator[Fault]:
    """Roman numbers for what holds articles, Arabic ones for articles and points, letters."""
    for unit in act.walk():
        asked = _SERIES.get(unit.kind)
        if asked is None or unit.number is None or unit.number.series == asked[0]:
            continue
        yield Fault("16(8)", _name(unit), asked[1], asked[2])


def _headings(act: Act) -> Iterator[Fault]:
    for unit in act.walk():
        if unit.kind in (Kind.POINT, Kind.SUBPOINT) and unit.heading:
            yield Fault(
                "16(7)", _name(unit), "პუნქტი და ქვეპუნქტი უსათაუროა", "points have no heading"
            )
        if unit.kind in _GROUPS and not unit.heading and unit.removal is None:
            yield Fault(
                "16(7)", _name(unit), "კარს (წიგნს) და თავს სათაური უნდა ჰქონდეს",
                "books, parts and chapters have a heading",
            )  # fmt: skip


def _tables(act: Act) -> Iterator[Fault]:
    body = act.section(Kind.BODY)
    if body is None:
        return
    for unit in body.walk():
        if unit.kind is Kind.TABLE:
            yield Fault(
                "16(6)", _name(unit), "ცხრილი მხოლოდ დანართის სახით დაერთვის აქტს",
                "tables stand only in annexes",
            )  # fmt: skip


def _closing(act: Act) -> Iterator[Fault]:
    text = text_of(act.root)
    if not _COMMENCES.search(text):
        yield Fault(
            "16(5)",
            "",
            "არ არის მითითებული ძალაში შესვლის დრო",
            "the entry into force is not stated",
        )
    preamble = act.section(Kind.PREAMBLE)
    if act.particulars.kind in _BY_LAWS:
        words = text_of(preamble) if preamble else text[:2000]
        if not _BASIS.search(words):
            yield Fault(
                "16(2)", "", "არ არის მითითებული, რომელი აქტის შესასრულებლად გამოიცემა",
                "a by-law says which act it carries out", must=False,
            )  # fmt: skip


def faults_of_amending(intake: Intake) -> list[Fault]:
    """Faults of what an amending draft orders and how it names the acts it amends."""
    return [*_cited(intake), *_orders(intake), *_starts(intake)]


def _cited(intake: Intake) -> Iterator[Fault]:
    own = intake.act.particulars
    for act in intake.reading.amends:
        place = act.title or act.number or "?"
        for value, georgian, english in (
            (act.title, "სათაური", "the title"),
            (act.publication, "გამოქვეყნების წყარო და თარიღი", "place and day of publication"),
            (act.registration_code, "სახელმწიფო სარეგისტრაციო კოდი", "the registration code"),
        ):
            if not value:
                yield Fault(
                    "20(7)", place, f"არ არის მითითებული: {georgian}", f"not stated: {english}"
                )
        if not same_kind(own.kind, act.kind):
            yield Fault(
                "20(4)", place, f"ცვლის სხვა სახის აქტს: {own.kind} → {act.kind}",
                f"amends an act of another kind: {own.kind} → {act.kind}",
            )  # fmt: skip


def _orders(intake: Intake) -> Iterator[Fault]:
    for op in intake.reading.operations:
        if op.action in ("substitute-text", "insert-text", "repeal-text") and op.facet == "unit":
            yield Fault(
                "20(8)", op.source.quote,
                "სიტყვების შეცვლისას პუნქტი (ქვეპუნქტი) სრულად უნდა ჩამოყალიბდეს",
                "where words change, the whole point is given anew",
            )  # fmt: skip
        if op.status == "refused":
            reason = op.refusal.reason if op.refusal else ""
            why = GEORGIAN.get(op.refusal.name, "") if op.refusal else ""
            yield Fault(
                "20", op.source.quote, f"მითითება ცალსახად არ იკითხება: {why}",
                f"the order cannot be read for certain: {reason}",
            )  # fmt: skip
        if op.action == "insert" and op.units and op.units[-1][1] is None:
            yield Fault("16(11)", op.source.quote, "დამატებულ ერთეულს ნომერი არ აქვს",
                        "the added unit has no number")  # fmt: skip
    for span in intake.reading.unclaimed:
        yield Fault("20", span.quote, "მითითება ვერ იქნა წაკითხული", "this order was not read")


def _starts(intake: Intake) -> Iterator[Fault]:
    for item in intake.reading.commencement:
        quote = item.span.quote if item.span else ""
        if item.retroactive_from:
            yield Fault(
                "24", quote,
                "აქტს უკუძალა ეძლევა: პასუხისმგებლობის დადგენა ან დამძიმება დაუშვებელია",
                "reaches back: it may not establish or aggravate liability", must=False,
            )  # fmt: skip
        if item.rule == "other" and intake.act.particulars.kind in _BY_LAWS:
            yield Fault(
                "22(4)", quote, "კანონქვემდებარე აქტის ძალაში შესვლა სხვა ფაქტზეა დამოკიდებული",
                "a by-law's start hangs on another fact",
            )  # fmt: skip


def _name(unit: Unit) -> str:
    """A unit as printed: label and heading, else the first of its words."""
    named = " ".join(part for part in (unit.label, unit.heading) if part)
    return named or " ".join(text_of(unit).split())[:80]
