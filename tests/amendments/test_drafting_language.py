"""The drafting language case by case: our own sentences with rulers, in files under ``cases``."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from acts.source import Source
from amendments.operations import AmendingReading
from amendments.read import read_amendments
from schemas.model import Particulars


def _cases() -> list[tuple[str, str, str]]:
    out = []
    for file in sorted((Path(__file__).parent / "cases").glob("*.txt")):
        for block in file.read_text(encoding="utf-8").removeprefix("-- ").split("\n-- "):
            head, _, expected = block.partition("\n==\n")
            name, _, text = head.partition("\n")
            out.append((f"{file.stem}: {name}", text, expected.rstrip("\n")))
    return out


CASES = _cases()


@pytest.mark.parametrize(("text", "expected"), [c[1:] for c in CASES], ids=[c[0] for c in CASES])
def test_sentence(
    text: str,
    expected: str,
    described: Callable[[str], str],
    read_checked: Callable[[str], AmendingReading],
) -> None:
    read_checked(text)
    assert described(text) == expected


def test_a_published_draft_orders_nothing() -> None:
    order = "„წყლის შესახებ“ საქართველოს კანონის მე-2 მუხლის პირველი პუნქტი ამოღებულ იქნეს."
    draft = "„წყლის შესახებ“ საქართველოს კანონში ცვლილების შეტანის თაობაზე“ საქართველოს კანონის"
    for title, operations in (
        (f"„{draft} პროექტის გამოქვეყნებისა და მისი განხილვის შესახებ", 0),
        (f"„{draft[:-9]} შესახებ", 1),
    ):
        source = Source(order, "", "text", particulars=Particulars(title=title))
        reading = read_amendments(source)
        assert len(reading.operations) == operations
        assert len(reading.operations) + len(reading.no_effect) == 1


def test_a_bill_is_told_as_one() -> None:
    order = "„წყლის შესახებ“ საქართველოს კანონის მე-2 მუხლის პირველი პუნქტი ამოღებულ იქნეს."
    title = "საქართველოს კანონის პროექტი „წყლის შესახებ“ კანონში ცვლილების შეტანის შესახებ"
    card = f"{order}\nგანმარტებითი ბარათი\n„წყლის შესახებ“ საქართველოს კანონის პროექტზე"
    broken = card.replace("გან", "გ\nან", 1).replace("კანონის პროექტზე", "კანონ ის პროექტზე")
    law = title.replace("კანონის პროექტი ", "")
    for text, head in ((order, title), (card, law), (broken, law)):
        source = Source(text, "", "text", particulars=Particulars(title=head))
        (op,) = read_amendments(source).operations
        assert op.note == "the act is a bill: no law until it is adopted"


def test_what_is_told_beside_a_repeal_is_a_note() -> None:
    act = "მთავრობის 2010 წლის 3 მაისის №120 დადგენილება"
    repealed = "ძალადაკარგულად გამოცხადდეს"
    under = "და მის საფუძველზე მიღებული კანონქვემდებარე აქტები"
    for text, note in (
        (f"ბათილად იქნეს ცნობილი:\nა) {act};", "declared invalid (ბათილად), which may reach back"),
        (
            f"{repealed} „წყლის შესახებ“ საქართველოს 1997 წლის 3 მაისის კანონი {under}.",
            "the acts made under it, which are not named, lose force too",
        ),
        (
            f"გამოქვეყნებიდან ერთი თვის შემდეგ {repealed} {act}.",
            "pending: გამოქვეყნებიდან ერთი თვის შემდეგ",
        ),
    ):
        (op,) = read_amendments(Source(text, "", "text")).operations
        assert (op.action, op.note) == ("repeal-act", note)


def test_a_title_alone_repeals_an_act_that_it_tells_from_others() -> None:
    act = "„წყლის შესახებ“ მთავრობის 2010 წლის 3 მაისის №120 დადგენილების"
    title = f"{act} ძალადაკარგულად გამოცხადების შესახებ"
    starts = "მუხლი 2. ეს დადგენილება ამოქმედდეს გამოქვეყნებისთანავე."
    law = "„წყლის შესახებ“ საქართველოს კანონის ძალადაკარგულად გამოცხადების შესახებ"
    change = law.replace("კანონის", "კანონში ცვლილების შეტანის თაობაზე“ საქართველოს კანონის")
    for head, status in (
        (title, "understood"),
        (title.replace("2010 წლის 3 მაისის ", ""), "refused"),
        (law, "understood"),
        (f"„{change}", "refused"),
    ):
        text = f"{head}\n{starts}"
        (op,) = read_amendments(
            Source(text, "", "text", particulars=Particulars(title=head))
        ).operations
        assert op.status == status
        assert status == "refused" or op.note is not None


def test_a_list_of_parts_behind_an_act_is_no_repeal_of_the_whole() -> None:
    text = (
        "ძალადაკარგულად გამოცხადდეს:\n"
        "1. „წყლის შესახებ“ საქართველოს 1996 წლის 28 ივნისის კანონი:\n"
        "ა. მე-2 და მე-3 პუნქტები – 1997 წლის 1 სექტემბრიდან;\n"
        "ბ. მე-4 პუნქტი – 1998 წლის 1 იანვრიდან.\n"
        "2. „ტყის შესახებ“ საქართველოს 1996 წლის 29 ივნისის კანონი.\n"
    )
    whole = [op for op in read_amendments(Source(text, "", "text")).operations
             if op.action == "repeal-act"]  # fmt: skip
    assert [op.status for op in whole if "წყლის" in op.source.quote] in ([], ["refused"])
    assert [op.status for op in whole if "ტყის" in op.source.quote] == ["understood"]
