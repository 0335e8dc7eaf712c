"""How an act stands in Akoma Ntoso, and what is refused on the way out and in."""

from __future__ import annotations

from pathlib import Path

import pytest
from lxml import etree

from acts.akn_reader import read_akn
from acts.akn_writer import CannotWrite, to_akn
from schemas.eid import assign_eids
from schemas.elements import AKN, OWN
from schemas.meta import Event, ExpressionInfo, Interval, Modification
from schemas.model import Act, Kind, Particulars, Petit, Removal, Unit
from schemas.numbers import Number
from schemas.validate import validate
from schemas.xml import BadXml

NS = {"a": AKN, "mx": OWN}
K = Kind
PETIT = Petit("საქართველოს 2025 წლის 1 მაისის კანონი №7 – ვებგვერდი, 05.05.2025წ.")


def text(words: str) -> Unit:
    return Unit(K.TEXT, text=words)


def point(number: str, *children: Unit) -> Unit:
    return Unit(K.POINT, Number.parse(number), f"{number}.", children=list(children))


def letter(sign: str, *children: Unit) -> Unit:
    return Unit(K.SUBPOINT, Number.parse(sign), f"{sign})", children=list(children))


def act(*sections: Unit, **particulars: str) -> Act:
    made = Act(
        Particulars(matsne_id="77", **particulars),  # type: ignore[arg-type]
        Unit(K.ACT, children=list(sections)),
    )
    assign_eids(made)
    return made


def body(*children: Unit) -> Unit:
    return Unit(K.BODY, children=list(children))


def written(made: Act, info: ExpressionInfo | None = None) -> etree._Element:
    data = to_akn(made, info)
    assert validate(data) == []
    return etree.fromstring(data)


def one(root: etree._Element, path: str) -> etree._Element:
    found = root.xpath(path, namespaces=NS)
    assert isinstance(found, list)
    assert len(found) == 1, path
    assert isinstance(found[0], etree._Element)
    return found[0]


def outline(element: etree._Element) -> str:
    """Elements and words without namespaces: „num(1.) content(p(…))“."""
    name = etree.QName(element).localname
    inner = [part for part in [(element.text or "").strip()] if part]
    for child in element:
        inner.append(outline(child))
        inner += [part for part in [(child.tail or "").strip()] if part]
    return f"{name}({' '.join(inner)})"


@pytest.mark.parametrize(
    ("unit", "wanted"),
    [
        (point("1", text("ა")), "paragraph(num(1.) content(p(ა)))"),
        (point("1", text("ა"), text("ბ")), "paragraph(num(1.) content(p(ა) p(ბ)))"),
        (
            point("1", text("ა:"), letter("ა", text("ბ"))),
            "paragraph(num(1.) intro(p(ა:)) point(num(ა)) content(p(ბ))))",
        ),
        (
            point("1", letter("ა", text("ბ")), text("გ")),
            "paragraph(num(1.) point(num(ა)) content(p(ბ))) hcontainer(content(p(გ))))",
        ),
        (point("2^1", text("5^12 და ^")), "paragraph(num(2 sup(1) .) content(p(5 sup(12) და ^)))"),
        (
            Unit(K.TABLE, rows=[["ა", "ბ"], ["გ"]]),
            "hcontainer(content(table(tr(td(p(ა)) td(p(ბ))) tr(td(p(გ))))))",
        ),
        (
            Unit(K.PARAGRAPH, children=[text("ა:"), letter("ა", text("ბ"))]),
            "hcontainer(intro(p(ა:)) point(num(ა)) content(p(ბ))))",
        ),
        (
            Unit(K.GROUP, heading="ზოგადი", children=[point("1", text("ა"))]),
            "hcontainer(heading(ზოგადი) paragraph(num(1.) content(p(ა))))",
        ),
        (
            Unit(K.POINT, Number.parse("2"), "2.", removal=Removal("(ამოღებულია)")),
            "paragraph(num(2.) content(p(remark((ამოღებულია)))))",
        ),
        (Unit(K.NOTE, label="შენიშვნა:"), "hcontainer(num(შენიშვნა:))"),
    ],
)
def test_where_things_stand(unit: Unit, wanted: str) -> None:
    root = written(act(body(unit)))
    assert outline(one(root, "//a:body/a:*")) == wanted


def test_words_between_numbered_units_keep_their_own_name() -> None:
    root = written(act(body(point("1", letter("ა", text("ბ")), text("გ")))))
    wrapper = one(root, "//a:hcontainer")
    assert wrapper.get("name") == "text"
    assert wrapper.get("eId") is None
    assert wrapper[0][0].get("eId") == "para_1__p_1"


def test_a_petit_is_never_in_the_legal_text(official_schema: etree.XMLSchema) -> None:
    article = Unit(K.ARTICLE, Number.parse("1"), "მუხლი 1", children=[text("ა")], petits=[PETIT])
    cover = Unit(K.COVER, children=[text("სათაური")], petits=[PETIT])
    root = written(act(cover, body(article)))
    official_schema.assertValid(root)
    document = one(root, "/a:akomaNtoso/a:act")
    words = "".join("".join(section.itertext()) for section in document[1:])
    assert "ვებგვერდი" not in words
    note = one(root, "//a:note[@placementBase='#art_1']")
    reference = one(root, f"//a:noteRef[@href='#{note.get('eId')}']")
    parent = reference.getparent()
    assert parent is not None
    assert etree.QName(parent).localname == "num"
    assert read_akn(etree.tostring(root)).root.children[1].children[0].petits == [PETIT]


def test_a_removed_unit_keeps_its_place_and_number() -> None:
    removal = Removal("(ამოღებულია – 01.02.2020, №5)", date="2020-02-01", number="5")
    unit = Unit(K.POINT, Number.parse("2"), "2.", removal=removal)
    root = written(act(body(point("1", text("ა")), unit, point("3", text("გ")))))
    element = one(root, "//*[@eId='para_2']")
    assert element.get("status") == "removed"
    assert element.get(f"{{{OWN}}}n") == "2"
    assert one(root, "//a:remark").get("status") == "editorial"
    assert read_akn(etree.tostring(root)).find("para_2") == unit


def test_a_character_xml_cannot_hold_is_kept() -> None:
    made = act(body(text("ა\x0bბ\ud800გ")))
    data = to_akn(made)
    assert "ა<?char 000B?>ბ<?char D800?>გ".encode() in data
    assert read_akn(data) == made


def test_an_annex_is_a_document_of_its_own(official_schema: etree.XMLSchema) -> None:
    rule = Unit(
        K.ANNEX, None, "", "წესი", role="წესი", petits=[PETIT],
        children=[body(Unit(K.ARTICLE, Number.parse("1"), "მუხლი 1", children=[text("ა")]))],
    )  # fmt: skip
    root = written(act(body(text("ა")), rule))
    official_schema.assertValid(root)
    document = one(root, "//a:attachment/a:doc")
    assert document.get("name") == "tsesi"
    this = one(document, "a:meta/a:identification/a:FRBRWork/a:FRBRthis")
    assert this.get("value") == "/akn/ge/act/matsne/77/!att_1"
    assert one(document, ".//a:article").get("eId") == "att_1__art_1"
    assert one(document, "a:meta/a:notes/a:note").get("placementBase") == "#att_1"


def test_what_the_ledger_says_is_written(official_schema: etree.XMLSchema) -> None:
    amending = "/akn/ge/act/kanoni/parlamenti/2025-06-26/875"
    info = ExpressionInfo(
        valid_from="2026-03-02", valid_to="2026-07-01", version=43,
        events=(Event("e1", "2020-01-02", "generation", refers_to="adoption"),
                Event("e2", "2026-03-02", "amendment", amending)),
        intervals=(Interval("tg1", "e1", "e2"), Interval("tg2", "e2")),
        modifications=(
            Modification("pmod_1", "passive", "substitution", f"{amending}/!main~art_1", "#para_1",
                         period="tg2", old="ხუთი ^1", new="ექვსი"),
            Modification("amod_1", "active", "repeal", "#para_1", "/akn/ge/act/matsne/5/!main"),
        ),
        periods={"para_1": "tg2"},
    )  # fmt: skip
    made = act(
        body(point("1", text("ა"))), kind="კანონი", date="2020-01-02", number="12",
        registration_code="010.130.000.05.001.000.153", published="2020-01-03",
    )  # fmt: skip
    root = written(made, info)
    official_schema.assertValid(root)
    expression = one(root, "//a:FRBRExpression/a:FRBRuri").get("value")
    assert expression == "/akn/ge/act/kanoni/parlamenti/2020-01-02/12/kat@2026-03-02"
    assert one(root, "//*[@eId='para_1']").get("period") == "#tg2"
    assert one(root, "//a:passiveModifications/a:textualMod/a:old/mx:words").text == "ხუთი ^1"
    assert one(root, "//a:eventRef[@eId='e2']").get("source") == "#rp_1"
    assert one(root, "//a:passiveRef").get("href") == amending
    assert one(root, "//a:FRBRalias[@name='registration-code']").get("value")
    assert read_akn(etree.tostring(root)) == made


def test_the_same_act_gives_the_same_bytes() -> None:
    made = act(body(point("1", text("ა"))))
    assert to_akn(made) == to_akn(made)


def test_an_undated_act_says_so() -> None:
    root = written(act(body(text("ა"))))
    assert one(root, "//a:FRBRWork/a:FRBRdate").get("name") == "unknown"


@pytest.mark.parametrize(
    "sections",
    [
        [body(text("ა")), Unit(K.PREAMBLE, children=[text("ბ")])],
        [body(text("ა")), body(text("ბ"))],
        [text("ა")],
        [body(Unit(K.ANNEX))],
        [body(body())],
        [Unit(K.BODY, heading="ა")],
    ],
)
def test_a_tree_out_of_order_is_not_written(sections: list[Unit]) -> None:
    made = Act(Particulars(matsne_id="1"), Unit(K.ACT, children=sections))
    for number, unit in enumerate(made.walk()):
        unit.eid = f"p_{number}"
    with pytest.raises(CannotWrite):
        to_akn(made)


def test_a_unit_without_eid_is_not_written() -> None:
    with pytest.raises(CannotWrite, match="assign_eids"):
        to_akn(Act(Particulars(matsne_id="1"), Unit(K.ACT, children=[body()])))


@pytest.mark.parametrize(
    "data",
    [
        b"<act/>",
        f'<akomaNtoso xmlns="{AKN}"><bill/></akomaNtoso>'.encode(),
        f'<akomaNtoso xmlns="{AKN}"><act><body/></act></akomaNtoso>'.encode(),
        f'<akomaNtoso xmlns="{AKN}"><act><meta/><body eId="body"><tome/></body></act>'
        "</akomaNtoso>".encode(),
        f'<akomaNtoso xmlns="{AKN}" xmlns:mx="{OWN}"><act><meta/><body eId="body">'
        '<paragraph eId="para_1" mx:n="one"/></body></act></akomaNtoso>'.encode(),
    ],
)
def test_what_is_no_act_of_ours_is_not_read(data: bytes) -> None:
    with pytest.raises(BadXml, match="not-akoma-ntoso"):
        read_akn(data)


def test_a_document_of_another_maker_is_read(shared: Path) -> None:
    made = read_akn((shared / "akn" / "sample-consolidated-valid.akn.xml").read_bytes())
    assert made.consolidated
    assert made.particulars.matsne_id == "90052"
    assert made.particulars.number == "1876"
    removed = made.find("art_19__para_1-1")
    assert removed is not None
    assert removed.number == Number.parse("1^1")
    assert removed.removal is not None
    inserted = made.find("art_19__para_1__point_a-1")
    assert inserted is not None
    assert inserted.label == "ა^1)"
