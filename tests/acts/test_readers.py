"""Readers: what comes in as bytes, and the refusals that name what is wrong."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from acts.lossless import first_difference
from acts.read import read_source
from acts.source import BadSource
from acts.structure import recognize
from schemas.model import Act, Kind
from schemas.normal import same_law

HTML = Path(__file__).parent / "cases" / "html"
BOMB = '<?xml version="1.0"?><!DOCTYPE a [<!ENTITY x "y">]><akomaNtoso>&x;</akomaNtoso>'
REFUSED = {
    "empty": (b"", "empty-source", "byte 0"),
    "white space": (b" \n\t\n", "empty-source", "byte 0"),
    "zero bytes": (b"act\x00\x01", "not-text", "byte 3"),
    "control characters": (b"act\x01\x02", "not-text", "character 3"),
    "cut utf-8": ("კანონი".encode()[:-1], "wrong-encoding", "line 1"),
    "legacy bytes": (b"line\nkanoni \xe9\xe0", "wrong-encoding", "line 2"),
    "unclosed json": (b'{\n "id": "x",', "broken-json", "line 2, column 12"),
    "json of another kind": (b'{"id": "x"}', "unknown-format", "line 1"),
    "json with a number for words": (
        b'{"id": "x", "title": 5, "provisions": []}',
        "unknown-format",
        "line 1",
    ),
    "long line": ("ა".encode() * 9_000_000, "too-large", "line 1"),
    "unclosed xml": (b"<akomaNtoso><act>", "broken-xml", "line 1"),
    "entity": (BOMB.encode(), "forbidden-entity", "byte 21"),
    "xml of another kind": (b"<rss/>", "unknown-format", "line 1"),
    "page without a document": (b"<html><body><p>x</p></body></html>", "unknown-format", "page"),
    "broken zip": (b"PK\x03\x04garbage", "broken-archive", ""),
    "broken pdf": (b"%PDF-1.4 garbage", "broken-pdf", ""),
}


@pytest.mark.parametrize("case", REFUSED)
def test_refused_by_name(case: str) -> None:
    data, name, place = REFUSED[case]
    with pytest.raises(BadSource) as refused:
        read_source(data)
    assert refused.value.name == name
    assert place in refused.value.place


def test_place_of_a_refusal_names_the_file() -> None:
    with pytest.raises(BadSource) as refused:
        read_source(b"{", "act.json")
    assert refused.value.place.startswith("act.json, line 1")


def test_utf_16_with_a_mark() -> None:
    text = "მუხლი 1\nტექსტი."
    assert read_source(b"\xff\xfe" + text.encode("utf-16-le")).text == text
    assert read_source(b"\xfe\xff" + text.encode("utf-16-be")).text == text


def matsne(**changed: object) -> bytes:
    record = {
        "id": "ge-doc-123",
        "title": "ბაღის შესახებ",
        "issued_date": "2011-03-05",
        "url": "https://www.matsne.gov.ge/ka/document/view/123?publication=4",
        "provisions": [],
    }
    return json.dumps({**record, **changed}, ensure_ascii=False).encode()


def test_json_without_articles_reads_the_copied_label_and_title_once() -> None:
    label = "განკარგულება №5"
    content = f"მთავრობის\n{label}\n2011 წლის 5 მარტი\nბაღის შესახებ\n1. ბაღი ღიაა."
    data = matsne(provisions=[{"provision_ref": "art1", "title": label, "content": content}])
    source = read_source(data)
    assert source.text == content
    assert [(defect.name, defect.detail) for defect in source.defects] == [
        ("copied-title", "ბაღის შესახებ"),
        ("copied-label", label),
    ]
    assert source.particulars.matsne_id == "123"
    assert source.particulars.publication_index == 4
    assert recognize(source).particulars.number == "5"


def test_json_with_articles_keeps_headings_and_chapters() -> None:
    provisions = [
        {"chapter": "თავი I. ზოგადი", "title": "მუხლი 1. სფერო", "content": "ტექსტი."},
        {"chapter": "თავი I. ზოგადი", "title": "მუხლი 2", "content": "1. ერთი.\n2. ორი."},
    ]
    source = read_source(matsne(provisions=provisions))
    act = recognize(source)
    assert first_difference(source, act) is None
    chapter = act.root.children[1].children[0]
    assert (chapter.kind, chapter.heading) == (Kind.CHAPTER, "ზოგადი")
    assert [(a.label, a.heading) for a in chapter.children] == [
        ("მუხლი 1.", "სფერო"),
        ("მუხლი 2", ""),
    ]


def test_plain_text_with_a_title_and_a_label_above_the_act() -> None:
    body = "მთავრობის\nგანკარგულება №5\n2011 წლის 5 მარტი\nბაღის შესახებ\n1. ღიაა.\n2. დიდია."
    source = read_source(f"ბაღის შესახებ\n\nგანკარგულება №5\n{body}".encode())
    assert source.text == body
    assert [defect.name for defect in source.defects] == ["copied-label", "copied-title"]


def test_wrapped_text_is_the_same_law() -> None:
    lines = []
    for number in range(1, 16):
        lines += [
            f"{number}. სადგურის უფროსი ვალდებულია ყოველდღე შეამოწმოს შენობა და საწყობი",
            "და აცნობოს შედეგი სამინისტროს იმავე დღის ბოლომდე, გარდა იმ შემთხვევისა,",
            "როდესაც შენობა დაკეტილია.",
        ]
    text = "\n\n".join(lines)
    source = read_source(text.encode())
    assert same_law(source.text, text)
    assert [defect.name for defect in source.defects] == ["wrapped-lines"]
    body = recognize(source).root.children[0]
    assert [len(point.children) for point in body.children] == [1] * 15


def recognized(name: str) -> Act:
    source = read_source((HTML / name).read_bytes(), name)
    act = recognize(source)
    assert first_difference(source, act) is None
    return act


def test_page_of_the_flat_layout() -> None:
    act = recognized("flat.html")
    particulars = act.particulars
    assert particulars.matsne_id == "7654321"
    assert particulars.publication_index == 2
    assert particulars.registration_code == "010020000.22.033.016001"
    assert (particulars.published, particulars.organ) == ("2011-03-09", "ვებგვერდი")
    assert (particulars.kind, particulars.number, particulars.date) == (
        "ბრძანება",
        "12",
        "2011-03-05",
    )
    article = next(unit for unit in act.walk() if unit.kind is Kind.ARTICLE)
    assert str(article.number) == "1^1"
    assert article.heading == "სფერო"
    assert article.children[0].children[0].text == "წესი ეხება ბაღის მე-3^2 ნაწილს."
    table = article.children[1].children[1]
    assert table.kind is Kind.TABLE
    assert table.rows == [["დღე", "ფასი"], ["შაბათი", "5 ლარი"]]
    cover = act.root.children[0]
    assert [petit.number for petit in (*cover.petits, *article.petits)] == ["7", "7"]
    assert act.root.children[-1].kind is Kind.CONCLUSIONS


def test_pictures_of_a_page_are_recorded() -> None:
    source = read_source((HTML / "flat.html").read_bytes())
    assert [d.detail for d in source.defects if d.name == "picture"] == ["/images/plan.png"]


def test_page_of_the_anchored_layout() -> None:
    act = recognized("anchored.html")
    assert act.particulars.number == "15"
    assert act.particulars.title == "ტბის ინსტრუქციის დამტკიცების თაობაზე"
    articles = [unit for unit in act.walk() if unit.kind is Kind.ARTICLE]
    assert [article.label for article in articles] == ["მუხლი 1", "მუხლი 2"]
    assert [p.label for p in articles[1].children] == ["1.", "2."]
    assert [p.label for p in articles[1].children[1].children] == ["", "ა)", "ბ)"]
    assert act.root.children[-1].kind is Kind.CONCLUSIONS


def test_page_that_is_only_a_download() -> None:
    source = read_source((HTML / "download.html").read_bytes())
    assert [(d.name, d.detail) for d in source.defects] == [
        ("only-download", "/ka/document/download/777/0/ge/pdf")
    ]
