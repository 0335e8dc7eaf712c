"""eIds and wIds: outlines with the eId of every unit, and what must hold for any tree."""

from __future__ import annotations

from pathlib import Path

import pytest

from schemas.eid import BadEid, assign_eids, assign_tree, number_token, parse_eid
from schemas.model import Act, Kind, Particulars, Unit
from schemas.numbers import Number

CASES = (Path(__file__).parent / "cases" / "eids.txt").read_text("utf-8").strip().split("\n\n")


def outline(block: str) -> tuple[Unit, list[tuple[Unit, str]]]:
    """A document by its outline, and its units with the eIds wanted."""
    root = Unit(Kind.ACT)
    stack, wanted = [(-1, root)], []
    for line in block.splitlines():
        if line.startswith("#"):
            continue
        head, eid = line.split(" = ")
        depth = len(head) - len(head.lstrip())
        kind, *number = head.split()
        unit = Unit(Kind(kind), Number.parse(number[0]) if number else None)
        while stack[-1][0] >= depth:
            stack.pop()
        stack[-1][1].children.append(unit)
        stack.append((depth, unit))
        wanted.append((unit, eid))
    return root, wanted


@pytest.mark.parametrize("block", CASES[1:], ids=lambda block: block.splitlines()[0].strip("# "))
def test_outline(block: str) -> None:
    root, wanted = outline(block)
    assign_eids(Act(Particulars(), root))
    assert [unit.eid for unit, _ in wanted] == [eid for _, eid in wanted]
    assert root.eid == ""


@pytest.mark.parametrize("block", CASES[1:], ids=lambda block: block.splitlines()[0].strip("# "))
def test_what_is_given_can_be_read(block: str) -> None:
    for unit, eid in outline(block)[1]:
        last = parse_eid(eid)[-1]
        if unit.kind not in (Kind.TEXT, Kind.PARAGRAPH):
            assert last.kind is unit.kind
        if unit.number is not None:
            assert last.number == unit.number


def test_names_for_life_survive_renumbering() -> None:
    points = [Unit(Kind.POINT, Number.parse(str(n))) for n in (1, 2)]
    act = Act(Particulars(), Unit(Kind.ACT, children=[Unit(Kind.BODY, children=points)]))
    assign_eids(act)
    points[1].number = Number.parse("3")
    points.insert(1, Unit(Kind.POINT, Number.parse("2")))
    act.root.children[0].children = points
    assign_eids(act)
    assert [unit.eid for unit in points] == ["para_1", "para_2", "para_3"]
    assert [unit.wid for unit in points] == ["para_1", "para_2_2", "para_2"]


def test_giving_again_changes_nothing() -> None:
    root, _ = outline(CASES[-3])
    act = Act(Particulars(), root)
    assign_eids(act)
    before = [(unit.eid, unit.wid) for unit in act.walk()]
    assign_eids(act)
    assert [(unit.eid, unit.wid) for unit in act.walk()] == before


def test_a_tree_alone_is_named_below_its_parent() -> None:
    point = Unit(Kind.POINT, Number.parse("2"), children=[Unit(Kind.TEXT, text="ტექსტი")])
    assign_tree(point, "art_5")
    assert [unit.eid for unit in point.walk()] == ["art_5__para_2", "art_5__para_2__p_1"]


@pytest.mark.parametrize(
    "text", ["", "art", "art_", "art_37³", "art_1_", "art_1_0", "para_1__", "x_1", "art_1__Body",
             "p_a", "art_zz", "point_r.1x", "art_1___para_1", "art_u0"],
)  # fmt: skip
def test_not_an_eid(text: str) -> None:
    with pytest.raises(BadEid):
        parse_eid(text)


def test_superscripts_are_not_further_figures() -> None:
    tokens = [number_token(Kind.ARTICLE, Number.parse(n)) for n in ("37^3", "373", "37^3^1")]
    assert tokens == ["37-3", "373", "37-3-1"]
