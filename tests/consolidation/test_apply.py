"""Apply cases as data: the text before, the operations, the text after or the refusal."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest

from acts.read import read_source
from acts.structure import recognize
from amendments.operations import Operation, Span
from consolidation.findings import findings
from consolidation.ledger import Entry
from consolidation.petits import petit_for
from consolidation.replay import replay
from schemas.model import Act, Kind, Particulars, Unit, text_of

AMENDING = Particulars(
    kind="კანონი",
    issuer="საქართველოს პარლამენტი",
    date="2020-05-01",
    number="9",
    published="2020-05-04",
)
HEAD = "საქართველოს კანონი\n\nსაცდელი აქტის შესახებ\n\n"


def sections_of(path: Path) -> list[tuple[str, dict[str, str]]]:
    """The cases of one file: name, and what stands under each of its headings."""
    out = []
    for block in path.read_text(encoding="utf-8").split("\n=== ")[1:]:
        name, _, rest = block.partition("\n")
        parts = re.split(r"^--- (\w+)\n", rest, flags=re.M)
        sections = dict(zip(parts[1::2], (p.strip("\n") for p in parts[2::2]), strict=True))
        out.append((f"{path.stem}: {name}", sections))
    return out


FILES = sorted((Path(__file__).parent / "cases").glob("*.txt"))
CASES = [case for path in FILES for case in sections_of(path)]


def act_of(text: str) -> Act:
    return recognize(read_source((HEAD + text + "\n").encode(), "case.txt"))


def entry(n: int, data: dict[str, object]) -> Entry:
    group = data.pop("group", None)
    data["units"] = tuple((kind, number) for kind, number in data["units"])
    data["new_units"] = tuple((kind, number) for kind, number in data.get("new_units", ()))
    quote = str(data.pop("quote", ""))
    place = 1000 + n if group is None else int(str(group))
    span = Span(place, place + 1, quote)
    operation = Operation(n=n, act=1, source=span, **data)
    return Entry(1, AMENDING, "/akn/ge/act/kanoni/parlamenti/2020-05-01/9", "", operation)


def printed(act: Act) -> str:
    """Body text with petits in place, the amending act's as ⟦petit⟧."""
    lines: list[str] = []
    mark = petit_for(AMENDING).printed

    def walk(unit: Unit) -> None:
        if unit.kind is Kind.BODY or (unit.kind is Kind.CHAPTER and unit.removal is None):
            lines.extend(p for p in (f"{unit.label} {unit.heading}".strip(),) if p)
            for child in unit.children:
                walk(child)
        else:
            lines.append(text_of(unit))
        lines.extend("⟦petit⟧" if p.printed == mark else f"⟦{p.style}⟧" for p in unit.petits)

    body = act.section(Kind.BODY)
    assert body is not None
    walk(body)
    return "\n".join(lines)


@pytest.mark.parametrize("sections", [s for _, s in CASES], ids=[name for name, _ in CASES])
def test_case(sections: dict[str, str]) -> None:
    base = act_of(sections["before"])
    entries = [
        entry(n, json.loads(line)) for n, line in enumerate(sections["operations"].split("\n"), 1)
    ]
    act, outcomes = replay(base, entries)
    if "refused" in sections:
        assert [o.refusal.name for o in outcomes if o.refusal] == sections["refused"].split()
        assert printed(act).replace("\n⟦refusal⟧", "") == sections["before"]
    else:
        assert [o.refusal for o in outcomes if o.refusal] == []
        assert printed(act) == sections["after"]


@pytest.mark.parametrize(("number", "told"), [("3", ["place-not-told"]), ("2^1", [])])
def test_a_number_on_the_border_of_two_chapters_is_told(number: str, told: list[str]) -> None:
    base = act_of(
        "თავი I\nზოგადი\nმუხლი 2. ორი\nმეორე ტექსტი.\nთავი II\nკერძო\nმუხლი 4. სამი\nტექსტი."
    )
    new = f"მუხლი {number}. შუა\nშუა ტექსტი."
    order = entry(1, {"action": "insert", "units": [("article", number)], "new_text": new})
    _, outcomes = replay(base, [order])
    found = list(findings(outcomes))
    assert [one.name for one in found] == told
    assert all("თავი I," in one.reason and "თავი II" in one.reason for one in found)


def test_a_place_whose_number_the_act_gives_to_another_sentence_is_refused() -> None:
    base = act_of("მუხლი 1. ბაღი\n1. ბაღი ღიაა. იგი დიდია. მასში ხეა.")
    units = [("article", "1"), ("point", "1")]
    orders = [
        entry(
            n,
            {
                "action": "insert",
                "units": [*units, ("sentence", str(n + 1))],
                "position": {"after": [*map(list, units), ["sentence", str(n)]]},
                "new_text": new,
            },
        )
        for n, new in ((1, "ბაღში ტბაა."), (2, "ტბა ღრმაა."))
    ]
    _, outcomes = replay(base, orders)
    refused = {o.entry.operation.n: o.refusal.name for o in outcomes if o.refusal}
    assert refused == {2: "ambiguous-target"}


def test_no_reason_prints_a_structure_of_the_program() -> None:
    base = act_of("მუხლი 1. ბაღი\n1. ბაღი ღიაა. იგი დიდია.")
    places = ({"after": [["article", "2"], ["sentence", "1"]]}, {"after": [["article", "7"]]})
    kinds = (("sentence", None, "ტბა."), ("paragraph", None, "ტბა."), ("point", "3", "3. ტბა."))
    orders = [
        {"action": "insert", "units": [("article", "1"), (kind, number)], "position": place,
         "new_text": new}
        for kind, number, new in kinds for place in places
    ]  # fmt: skip
    for order in orders:
        _, outcomes = replay(base, [entry(1, dict(order))])
        assert [o.refusal.name for o in outcomes if o.refusal] == ["place-not-found"]
        assert not any(sign in o.refusal.reason for o in outcomes if o.refusal for sign in "{}[]'")


def test_there_are_cases_of_every_kind() -> None:
    assert len(CASES) > 20
    assert {"units", "words", "refused"} <= {name.split(":")[0] for name, _ in CASES}
