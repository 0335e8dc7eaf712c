"""Real acts, where they are at hand: what the first line promised stays true."""

from __future__ import annotations

import importlib.util
import json
import re
from pathlib import Path

import pytest
from lxml import etree

from acts.akn_reader import read_akn
from acts.akn_writer import to_akn
from acts.lossless import first_difference
from acts.read import read_source
from acts.structure import recognize
from amendments.read import read_amendments
from benchmarks.pairs import acts, run
from schemas.eid import assign_eids
from schemas.model import Act, Kind, text_of
from schemas.normal import normal_form
from schemas.validate import validate_fast

ORDER_158 = ("seeds/002_861f8f7ea649afc2.txt", "corpus/pairs/ge-doc-1544716.json")


def read(path: Path) -> Act:
    act = recognize(read_source(path.read_bytes(), path.name))
    assign_eids(act)
    return act


@pytest.fixture(scope="module")
def official(shared: Path) -> etree.XMLSchema:
    return etree.XMLSchema(etree.parse(shared / "akn/akomantoso30.xsd"))


@pytest.mark.parametrize("name", ORDER_158)
def test_every_word_of_order_158_is_in_the_xml_in_order(
    shared: Path, official: etree.XMLSchema, name: str
) -> None:
    path = shared / name
    source = read_source(path.read_bytes(), path.name)
    act = recognize(source)
    assert first_difference(source, act) is None
    assign_eids(act)
    data = to_akn(act)
    assert validate_fast(data) == []
    assert official.validate(etree.fromstring(data))
    assert text_of(read_akn(data).root) == text_of(act.root)
    assert not [u for u in act.walk() if u.kind is Kind.UNPLACED]


def test_the_wrapped_copy_of_order_158_loses_no_word_in_reflow(shared: Path) -> None:
    raw = (shared / ORDER_158[0]).read_text(encoding="utf-8")
    assert normal_form(read_source(raw.encode(), "seed.txt").text) == normal_form(raw)


def test_order_158_keeps_both_points_printed_5_and_its_inline_notes(shared: Path) -> None:
    act = read(shared / ORDER_158[0])
    (rule,) = [a for a in act.annexes if a.role == "წესი"]
    first = next(u for u in rule.walk() if u.kind is Kind.ARTICLE)
    assert [c.label for c in first.children] == ["1.", "2.", "3.", "4.", "5.", "5."]
    assert len({c.eid for c in first.children}) == 6
    notes = [(p.date, p.number) for u in act.walk() for p in u.petits if p.style == "inline"]
    assert notes.count(("2012-06-29", "111")) == 2
    assert notes.count(("2012-12-27", "192")) == 2
    assert "N 111" not in text_of(act.root)


def test_order_158_keeps_the_codes_of_its_annexes(shared: Path) -> None:
    act = read(shared / ORDER_158[0])
    kinds, organs = (text_of(a) for a in act.annexes if a.number and a.number.base[0] in (2, 3))
    for code in ("01", "10", "22", "29", "35", "53", "58"):
        assert re.search(rf"(?<!\d){code}(?!\d)", kinds), code
    for code in ("001", "027", "033", "110", "119"):
        assert re.search(rf"(?<!\d){code}(?!\d)", organs), code


def pairs(shared: Path) -> list[tuple[str, str]]:
    listed = json.loads((shared / "corpus/pairs/pairs.json").read_text(encoding="utf-8"))
    return [(p["amending"], b) for p in listed["base_and_amending_act"] for b in p["base"]]


def test_the_real_pairs_are_applied_or_refused_by_name(
    shared: Path, official: etree.XMLSchema
) -> None:
    wanted = pairs(shared)
    held = acts(shared, {name for pair in wanted for name in pair})
    whole = 0
    for amending, base in wanted:
        result = run(held[base], held[amending], official)
        assert result["outside"] == [], (amending, result["outside"][:2])
        assert result["valid"], amending
        assert result["official"], amending
        assert result["applied"] + sum(result["refused"].values()) == result["for_base"], amending
        whole += result["whole"]
    assert whole >= 20


def test_the_hand_written_operations_are_read(shared: Path) -> None:
    spec = importlib.util.spec_from_file_location("score", shared / "gold/score.py")
    assert spec is not None
    assert spec.loader is not None
    score = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(score)
    right = wrong = gold = 0
    for answer in sorted((shared / "gold").glob("*.json")):
        source = read_source(answer.with_suffix(".txt").read_bytes(), answer.stem)
        got = read_amendments(source).to_json()["operations"]
        count = score.compare(json.loads(answer.read_text(encoding="utf-8"))["operations"], got)
        gold += count["gold"]
        right += count["right"]
        wrong += count["wrong"] + count["placed"]
    assert right >= 0.97 * gold
    assert wrong <= 0.01 * gold
