"""Pages of the Herald's site: both layouts, and pages without a text."""

from __future__ import annotations

from pathlib import Path

import pytest
from lxml import etree

from acts.akn_writer import to_akn
from acts.lossless import first_difference
from acts.read import read_source
from acts.source import BadSource, Source
from acts.structure import recognize
from schemas.eid import assign_eids
from schemas.model import Act, Kind
from schemas.validate import validate

PAGES = Path(__file__).parent / "html"


def page(name: str) -> tuple[Source, Act]:
    source = read_source((PAGES / f"{name}.html").read_bytes(), f"{name}.html")
    return source, recognize(source)


def names(source: Source) -> list[str]:
    return [defect.name for defect in source.defects]


@pytest.mark.parametrize("name", sorted(path.stem for path in PAGES.glob("*.html")))
def test_every_page_gives_a_valid_act_without_loss(
    name: str, official_schema: etree.XMLSchema
) -> None:
    source, act = page(name)
    assert source.format == "html"
    assert first_difference(source, act) is None
    assign_eids(act)
    data = to_akn(act)
    assert validate(data) == []
    official_schema.assertValid(etree.fromstring(data))


def test_particulars_come_from_the_table_above_the_document() -> None:
    particulars = page("flat")[1].particulars
    assert particulars.number == "17/ნ"
    assert particulars.issuer == "საქართველოს სატესტო საქმეთა მინისტრი"
    assert particulars.date == "2012-03-05"
    assert particulars.kind == "ბრძანება"
    assert (particulars.organ, particulars.published) == ("ვებგვერდი", "2012-03-07")
    assert particulars.registration_code == "010020000.22.033.016001"
    assert (particulars.matsne_id, particulars.publication_index) == ("9000001", 2)
    assert particulars.title == "საზომთა აღრიცხვის წესის დამტკიცების შესახებ"


def test_flat_layout() -> None:
    source, act = page("flat")
    roles = {segment.style: segment.role for segment in source.segments}
    assert roles["muxlixml"] == "heading"
    assert roles["tavixml"] == "group"
    assert roles["mypetit"] == "petit"
    for left_out in ("სკრიპტია", "color", "ყურადღება", "დამალული", "#", "გვერდის ბოლო"):
        assert left_out not in source.text
    assert "hidden-words" in names(source)
    assert "24^1 მუხლის" in source.text
    body = act.section(Kind.BODY)
    assert body is not None
    first = body.children[0]
    assert [str(child.number) for child in first.children] == ["1", "1^1", "2"]
    assert first.children[2].removal is not None
    assert len(first.petits) == 1
    cover = act.section(Kind.COVER)
    assert cover is not None
    assert [petit.number for petit in cover.petits] == ["9"]
    assert [(annex.label, annex.role) for annex in act.annexes] == [("დანართი", "წესი")]


def test_table_keeps_rows_cells_and_line_breaks() -> None:
    tables = [unit for unit in page("flat")[1].walk() if unit.kind is Kind.TABLE]
    assert [table.rows for table in tables] == [
        [
            ["№", "საზომი", "ნიშანი", ""],
            ["1", "სასწორი\nორმხრივი", "ს", "მ^2"],
            ["", "მეტრი", "მ", ""],
        ]
    ]


def test_layout_of_parts() -> None:
    source, act = page("parts")
    body = act.section(Kind.BODY)
    assert body is not None
    assert [article.label for article in body.children] == ["მუხლი 1", "მუხლი 2"]
    assert len(body.children[0].petits) == 1
    signed = act.section(Kind.CONCLUSIONS)
    assert signed is not None
    assert signed.children[0].text == "სატესტო საქმეთა მინისტრი გიორგი სატესტოშვილი"
    (annex,) = act.annexes
    assert annex.role == "წესი"
    assert [u.rows for u in annex.walk() if u.kind is Kind.TABLE] == [
        [["დიდი", "40"], ["მცირე", "25"]]
    ]
    assert next(s for s in source.segments if s.role == "annex").anchor.endswith("ENCLOSURE:1;")


def test_a_page_with_a_file_alone_is_recorded_as_such() -> None:
    source, act = page("download_only")
    (defect,) = [one for one in source.defects if one.name == "only-download"]
    assert defect.detail == "/ka/document/download/9000003/0/ge/pdf"
    assert source.text == ""
    assert [(one.name, one.evidence) for one in act.readings] == [(defect.name, defect.detail)]
    assert act.particulars.number == "33"
    assert act.particulars.title == "რუკის დამტკიცების შესახებ"


def test_a_page_of_pictures_is_recorded_as_such() -> None:
    source, _ = page("pictures_only")
    (defect,) = [one for one in source.defects if one.name == "only-picture"]
    assert defect.detail == "/files/gerbi-1.jpg /files/gerbi-2.jpg"


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("<html><body><p>უბრალო გვერდი</p></body></html>", "unknown-format"),
        ("<html><body><div id='maindoc'> </div></body></html>", "empty-source"),
        (
            "<html><body><div id='maindoc'>saqarTvelos kanoni</div></body></html>",
            "no-georgian-text",
        ),
        (
            "<html><body><div id='maindoc'>" + "<div>" * 5000 + "მუხლი 1</body></html>",
            "too-large",
        ),
    ],
)
def test_refusals(text: str, name: str) -> None:
    with pytest.raises(BadSource) as refused:
        read_source(text.encode(), "page.html")
    assert refused.value.name == name
