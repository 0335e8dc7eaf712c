"""Every action on every kind of unit and facet of the orders' format: carried out, or refused by
name. The table „every_change.txt“ holds what each gives on one small act; it is read by people.

Columns: action, facet, where, and „+“ or the name of the refusal. ``python -m
tests.consolidation.test_every_change`` prints the table anew.
"""

from __future__ import annotations

from pathlib import Path

import pytest

from acts.read import read_source
from acts.structure import recognize
from amendments.operations import Operation, Span
from amendments.operations import Path as Units
from consolidation.apply import apply_operation, apply_renumbering
from consolidation.refused import Refused
from schemas.eid import assign_eids
from schemas.model import Act, Kind, Particulars, Unit, text_of

TABLE = Path(__file__).parent / "every_change.txt"
BY = Particulars(kind="კანონი", date="2020-05-01", number="9", published="2020-05-04")
TEXT = """საქართველოს კანონი

საცდელი აქტის შესახებ

საქართველოს პარლამენტი ბაღის დასაცავად იღებს ამ კანონს:

წიგნი პირველი
ბაღის ზოგადი ნაწილი
კარი I
ბაღის წესი
თავი I
ბაღის თავი
მუხლი 1. ბაღის მუხლი
1. ბაღი ღიაა. ბაღის კარი იკეტება.
2. ბაღი უვლის:
ა) ბაღი მებაღეს;
ბ) ტყეს.
შენიშვნა: ბაღი პარკია.
მუხლი 2. ტყის მუხლი
ბაღი პირველი აბზაცია.
ტყე მეორე აბზაცია.
თავი II
ტყის თავი
მუხლი 3. ბოლო
ბაღი აქაც არის.

დანართი №1
ბაღის საფასური
მუხლი 1. ბაღი
1. ბაღი უფასოა.
"""
ONE = ("article", "1")
PLACES: dict[str, tuple[Units, str | None, str]] = {
    "act": ((), None, "მუხლი 1. ახალი\nახალი წესი."),
    "document": ((), "დანართი №1", "მუხლი 1. ახალი\nახალი წესი."),
    "book": ((("book", "I"),), None, "წიგნი პირველი\nახალი\nმუხლი 1. ახალი\nწესი."),
    "part": ((("part", "I"),), None, "კარი I\nახალი\nმუხლი 1. ახალი\nწესი."),
    "chapter": ((("chapter", "I"),), None, "თავი I\nახალი\nმუხლი 1. ახალი\nწესი."),
    "article": ((ONE,), None, "მუხლი 1. ახალი\nწესი."),
    "point": ((ONE, ("point", "1")), None, "1. ახალი."),
    "subpoint": ((ONE, ("point", "2"), ("subpoint", "ა")), None, "ა) ახალი;"),
    "paragraph": ((("article", "2"), ("paragraph", "1")), None, "ახალი აბზაცი."),
    "sentence": ((ONE, ("point", "1"), ("sentence", "1")), None, "ახალი წინადადება."),
    "note": ((ONE, ("note", None)), None, "შენიშვნა: ახალი."),
    "table": ((("article", "3"), ("table", None)), None, "№\tა\n1.\tბ"),
    "row": ((("article", "3"), ("row", "1")), None, "1.\tახალი"),
    "column": ((("article", "3"), ("column", "2")), None, "ახალი"),
    "annex": ((("annex", "1"),), None, "დანართი №1\nახალი საფასური\nმუხლი 1. ახალი\nწესი."),
}
NEW_UNITS = {
    "book": (("book", "II"), "წიგნი II\nახალი\nმუხლი 8. ახალი\nწესი."),
    "part": (("part", "II"), "კარი II\nახალი\nმუხლი 8. ახალი\nწესი."),
    "chapter": (("chapter", "III"), "თავი III\nახალი\nმუხლი 8. ახალი\nწესი."),
    "article": (("article", "4"), "მუხლი 4. ახალი\nწესი."),
    "point": (("point", "3"), "3. ახალი."),
    "subpoint": (("subpoint", "გ"), "გ) ახალი;"),
    "paragraph": (("paragraph", "3"), "ახალი."),
    "sentence": (("sentence", "3"), "ახალი."),
    "note": (("note", None), "შენიშვნა: ახალი."),
    "table": (("table", None), "№\tა\n1.\tბ"),
    "row": (("row", "3"), "3.\tახალი"),
    "column": (("column", "3"), "ახალი"),
    "annex": (("annex", "2"), "დანართი №2\nახალი\nმუხლი 1. ახალი\nწესი."),
}  # fmt: skip
ACTIONS = (
    "substitute", "insert", "repeal", "substitute-text", "insert-text", "repeal-text", "renumber",
    "suspend", "limit", "repeal-act",
)  # fmt: skip
FACETS = ("unit", "heading", "preamble", "text", "table", "annex")
WHERE = {
    "preamble": ("act",), "table": ("article", "table"), "annex": ("act", "document", "annex"),
}  # fmt: skip


def an_act() -> Act:
    act = recognize(read_source(TEXT.encode(), "act.txt"))
    (last,) = [
        u for u in act.walk() if u.kind is Kind.ARTICLE and u.heading == "ბოლო"
    ]  # fmt: skip
    rows = [["№", "ბაღის ბაღი"], ["1.", "ბაღი ა"], ["2.", "ტყე"]]
    last.children.append(Unit(Kind.TABLE, rows=rows))
    assign_eids(act)
    return act


def order(action: str, facet: str, where: str) -> Operation | None:
    """The order of one line; None: it would say nothing."""
    path, document, new = PLACES[where]
    words = "ბაღის" if facet in ("heading", "preamble") else "ბაღი"
    values: dict[str, object] = {}
    if action == "insert" and facet == "unit":
        if where not in NEW_UNITS:
            return None
        step, new = NEW_UNITS[where]
        path = (*path[:-1], step)
    if action in ("substitute", "insert"):
        values["new_text"] = new if facet in ("unit", "annex", "table") else "ახალი სიტყვები"
    if action in ("substitute-text", "repeal-text"):
        values["old_text"] = words
    if action in ("substitute-text", "insert-text"):
        values["new_text"] = "პარკი"
    if action == "insert-text":
        values["position"] = {"before": words}
    if action == "renumber" and path:
        number = "ზ" if where == "subpoint" else "7"
        values["new_units"] = (*path[:-1], (path[-1][0], number))
    words = "მოქმედება შეჩერდეს"
    if action == "limit":
        words = "მოქმედების ვადა განისაზღვროს 2100 წლის 1 იანვრამდე"
    source = Span(0, 1, words)
    return Operation(1, 1, action, path, source, document, facet, **values)  # type: ignore[arg-type]


def outcome(op: Operation) -> str:
    act = an_act()
    before = text_of(act.root)
    try:
        if op.action == "renumber":
            apply_renumbering(act, [op], BY)
        else:
            apply_operation(act, op, BY)
    except Refused as refused:
        assert text_of(act.root) == before  # a refusal changes nothing
        assert not any(unit.petits for unit in act.walk())
        return refused.refusal.name
    assert any(petit.number == "9" for unit in act.walk() for petit in unit.petits) or (
        op.action in ("suspend", "limit")
    )
    return "+"


def lines() -> list[str]:
    out = []
    for action in ACTIONS:
        for facet in FACETS:
            for where in WHERE.get(facet, tuple(PLACES)):
                op = order(action, facet, where)
                if op is not None:
                    out.append(f"{action:<16}{facet:<10}{where:<11}{outcome(op)}")
    return out


@pytest.mark.parametrize("line", TABLE.read_text(encoding="utf-8").splitlines())
def test_every_change(line: str) -> None:
    action, facet, where, expected = line.split()
    op = order(action, facet, where)
    assert op is not None
    assert outcome(op) == expected


def test_the_table_is_whole() -> None:
    told = [line.split()[:3] for line in TABLE.read_text(encoding="utf-8").splitlines()]
    assert told == [line.split()[:3] for line in lines()]


if __name__ == "__main__":
    print("\n".join(lines()))
