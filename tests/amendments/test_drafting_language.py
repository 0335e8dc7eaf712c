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
    for title, status in (
        (f"„{draft} პროექტის გამოქვეყნებისა და მისი განხილვის შესახებ", "refused"),
        (f"„{draft[:-9]} შესახებ", "understood"),
    ):
        source = Source(order, "", "text", particulars=Particulars(title=title))
        assert [op.status for op in read_amendments(source).operations] == [status]


def test_a_draft_keeps_the_first_reason_of_a_refusal() -> None:
    order = "„წყლის შესახებ“ საქართველოს კანონის მე-2 მუხლის მეორე წინა ბადე ამოღებულ იქნეს."
    title = "„წყლის შესახებ“ კანონში ცვლილების შეტანის შესახებ“ კანონის პროექტის განხილვის შესახებ"
    source = Source(order, "", "text", particulars=Particulars(title=title))
    (op,) = read_amendments(source).operations
    assert op.refusal is not None
    assert op.refusal.reason == "no unit is cited"


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
