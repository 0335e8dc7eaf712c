"""Word files: made here from a few lines of XML, and the real ones where they are at hand."""

from __future__ import annotations

import io
import re
import struct
import zipfile
from pathlib import Path

import pytest
from lxml import etree

from acts.akn_writer import to_akn
from acts.lossless import first_difference
from acts.read import read_source
from acts.source import CELL_BREAK, BadSource, Source
from acts.structure import recognize
from schemas.eid import assign_eids
from schemas.model import Act, Kind
from schemas.validate import validate_fast

NS = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
W = f"{{{NS}}}"
REL = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
PKG = "http://schemas.openxmlformats.org/package/2006/relationships"
LINES = "<w:tblPr><w:tblBorders><w:top w:val='single'/></w:tblBorders></w:tblPr>"
PETIT = "საქართველოს სატესტო საქმეთა მინისტრის 2015 წლის 19 ივნისის ბრძანება №184 - "
PETIT += "ვებგვერდი, 19.06.2015წ."


def p(*runs: str, style: str = "", more: str = "") -> str:
    named = f"<w:pStyle w:val='{style}'/>" if style else ""
    return f"<w:p><w:pPr>{named}{more}</w:pPr>{''.join(runs)}</w:p>"


def r(words: str, properties: str = "") -> str:
    return f"<w:r><w:rPr>{properties}</w:rPr><w:t xml:space='preserve'>{words}</w:t></w:r>"


def raised(words: str) -> str:
    return r(words, "<w:vertAlign w:val='superscript'/>")


def table(*rows: list[str], properties: str = "") -> str:
    lines = "".join(
        "<w:tr>" + "".join(f"<w:tc>{cell}</w:tc>" for cell in row) + "</w:tr>" for row in rows
    )
    return f"<w:tbl>{properties}{lines}</w:tbl>"


def word(body: str, **parts: str) -> bytes:
    """A Word file with this body and further parts by name („footer1“)."""
    kinds = {name: name.rstrip("0123456789") for name in parts}
    rels = "".join(
        f"<Relationship Id='r{n}' Type='{REL}/{kind}' Target='{name}.xml'/>"
        for n, (name, kind) in enumerate(kinds.items())
    )
    rels += (
        f"<Relationship Id='far' Type='{REL}/footer' Target='http://127.0.0.1:9/x.xml' "
        "TargetMode='External'/>"
        f"<Relationship Id='pic' Type='{REL}/image' Target='media/image1.png'/>"
    )
    files = {
        "[Content_Types].xml": "<Types/>",
        "_rels/.rels": f"<Relationships xmlns='{PKG}'><Relationship Id='a' "
        f"Type='{REL}/officeDocument' Target='word/document.xml'/></Relationships>",
        "word/document.xml": f"<w:document xmlns:w='{NS}' xmlns:r='{REL}'>"
        f"<w:body>{body}</w:body></w:document>",
        "word/_rels/document.xml.rels": f"<Relationships xmlns='{PKG}'>{rels}</Relationships>",
        **{f"word/{name}.xml": text for name, text in parts.items()},
    }
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, text in files.items():
            archive.writestr(name, text)
    return out.getvalue()


def read(body: str, **parts: str) -> tuple[Source, Act]:
    source = read_source(word(body, **parts), "made.docx")
    act = recognize(source)
    assert first_difference(source, act) is None
    return source, act


def names(source: Source) -> list[str]:
    return [defect.name for defect in source.defects]


def tables(act: Act) -> list[list[list[str]]]:
    return [unit.rows for unit in act.walk() if unit.kind is Kind.TABLE]


def test_styles_superscripts_and_bookmarks() -> None:
    source, act = read(
        p(r("საქართველოს სატესტო საქმეთა მინისტრის"), style="mimgebixml")
        + p(r("ბრძანება №7"), style="saxexml")
        + p(r("წესის დამტკიცების"), style="sataurixml")
        + p(r("შესახებ"), style="sataurixml")
        + p("<w:bookmarkStart w:name='part_2'/>", r("მუხლი 24"), raised("\u200b1"), r(" . სახელი"),
            style="muxlixml")
        + p(r("1. ტექსტი 126-ე"), raised("1"), raised("2"), r(" მუხლის"), raised("ა"), r("."))
        + p(r(PETIT), style="mypetit")
    )  # fmt: skip
    assert act.particulars.title == "წესის დამტკიცების შესახებ"
    assert act.particulars.number == "7"
    (article,) = (unit for unit in act.walk() if unit.kind is Kind.ARTICLE)
    assert str(article.number) == "24^1"
    assert article.petits[0].number == "184"
    assert "126-ე^12 მუხლისა." in source.text
    heading = next(segment for segment in source.segments if segment.role == "heading")
    assert (heading.style, heading.anchor) == ("muxlixml", "part_2")


def test_a_frame_of_the_page_is_running_text() -> None:
    office = [p(r("სატესტო საქმეთა მინისტრი")), p(), p(r("გიორგი სატესტოშვილი"))]
    _, act = read(
        table([p(r("მუხლი 1. სახელი")) + p(r("1. ერთი.")) + p(r("2. ორი.")) + p(r(PETIT))])
        + table(office)
    )
    (article,) = (unit for unit in act.walk() if unit.kind is Kind.ARTICLE)
    assert [child.label for child in article.children] == ["1.", "2."]
    assert len(article.petits) == 1
    signed = act.section(Kind.CONCLUSIONS)
    assert signed is not None
    assert [line.text for line in signed.children] == [
        "სატესტო საქმეთა მინისტრი გიორგი სატესტოშვილი"
    ]
    assert tables(act) == []


def test_a_whole_article_in_one_ruled_cell_is_running_text() -> None:
    cell = p(r("მუხლი 1. სახელი")) + p(r("1. ერთი."))
    _, act = read(table([cell], properties=LINES))
    assert tables(act) == []
    assert [unit.label for unit in act.walk() if unit.kind is Kind.POINT] == ["1."]


def test_rows_cells_spans_and_line_breaks_are_kept() -> None:
    wide = "<w:tcPr><w:gridSpan w:val='2'/></w:tcPr>"
    source, act = read(
        p(r("მუხლი 1"), style="muxlixml")
        + p(r("1. ნიშნებია:"))
        + table(
            [p(r("№")), wide + p(r("საზომის")) + p(r("ნიშანი"))],
            [p(r("1")), p(r("მ"), raised("2")), p(r("კვ.")) + table([p(r("ა")), p(r("ბ"))])],
            [p(r(PETIT))],
            properties=LINES,
        )
        + p(r("2. ბოლო."))
    )
    assert tables(act) == [[["№", "საზომის\nნიშანი", ""], ["1", "მ^2", "კვ.\nა ბ"]]]
    assert CELL_BREAK in source.text
    assert [segment.role for segment in source.segments][2:4] == ["table", "petit"]


def test_empty_tables_and_pictures_are_recorded() -> None:
    drawing = (
        "<w:r><w:drawing><a:blip xmlns:a='http://schemas.openxmlformats.org/drawingml/2006/main' "
        "r:embed='pic'/></w:drawing></w:r>"
    )
    source, _ = read(p(r("მუხლი 1")) + table([p(), p()], [p(), p()]) + p(drawing))
    assert names(source) == ["picture", "empty-table"]
    only, act = read(p(drawing))
    assert only.text == ""
    assert [(d.name, d.detail) for d in only.defects][-1] == ("only-picture", "media/image1.png")
    assign_eids(act)
    assert validate_fast(to_akn(act)) == []


def test_words_that_are_not_printed_are_left_out_and_recorded() -> None:
    source, _ = read(
        p(r("მუხლი 1. "), r("დამალული", "<w:vanish/>"), r("ხილული", "<w:vanish w:val='0'/>"))
        + p("<w:del><w:r><w:delText>წაშლილი</w:delText></w:r></w:del>", r("დარჩენილი."))
        + p("<w:r><w:instrText>HYPERLINK x</w:instrText></w:r>", "<w:ins>", r("ჩამატებული."),
            "</w:ins>")
    )  # fmt: skip
    assert source.text == "მუხლი 1. ხილული\nდარჩენილი.\nჩამატებული."
    assert [(d.name, d.detail) for d in source.defects] == [
        ("hidden-words", "დამალული"), ("deleted-words", "წაშლილი"),
    ]  # fmt: skip


def test_numbers_that_word_counts_are_printed() -> None:
    level = (
        "<w:lvl w:ilvl='{0}'><w:start w:val='1'/><w:numFmt w:val='{1}'/><w:lvlText w:val='{2}'/>"
    )
    plan = level.format(0, "decimal", "%1.") + "</w:lvl>"
    plan += level.format(1, "upperRoman", "%1.%2)") + "</w:lvl>"
    plan += level.format(2, "chicago", "%3") + "</w:lvl>"
    numbering = (
        f"<w:numbering xmlns:w='{NS}'><w:abstractNum w:abstractNumId='4'>{plan}</w:abstractNum>"
        "<w:num w:numId='9'><w:abstractNumId w:val='4'/></w:num></w:numbering>"
    )

    def item(depth: int, words: str) -> str:
        return p(
            r(words),
            more=f"<w:numPr><w:ilvl w:val='{depth}'/><w:numId w:val='9'/></w:numPr>",
        )

    source, _ = read(
        item(0, "ერთი.") + item(0, "ორი:") + item(1, "შიდა;") + item(1, "შიდა.") + item(0, "სამი.")
        + item(2, "უცნობი."),
        numbering=numbering,
    )  # fmt: skip
    assert source.text.split("\n") == [
        "1. ერთი.", "2. ორი:", "2.I) შიდა;", "2.II) შიდა.", "3. სამი.", "უცნობი.",
    ]  # fmt: skip
    assert names(source) == ["unknown-list-number"]


def test_code_from_the_footer_which_is_no_part_of_the_text() -> None:
    footer = f"<w:ftr xmlns:w='{NS}'>{p(r('010.020.000.22.033.'), r('016.001'))}</w:ftr>"
    source, _ = read(p(r("მუხლი 1. სახელი")), footer1=footer)
    assert source.particulars.registration_code == "010.020.000.22.033.016.001"
    assert "010" not in source.text


def test_a_footnote_stands_below_its_paragraph() -> None:
    notes = f"<w:footnotes xmlns:w='{NS}'><w:footnote w:id='2'>{p(r('სქოლიო.'))}</w:footnote>"
    source, _ = read(
        p(r("1. ტექსტი"), "<w:r><w:footnoteReference w:id='2'/></w:r>", r(".")) + p(r("2. ორი.")),
        footnotes=notes + "</w:footnotes>",
    )
    assert source.text == "1. ტექსტი.\nსქოლიო.\n2. ორი."
    assert names(source) == ["footnote"]


def _bomb() -> bytes:
    filler = b" " * 1_000_000
    out = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(word(""))) as good,
        zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED, compresslevel=9) as archive,
    ):
        for entry in good.infolist():
            if entry.filename != "word/document.xml":
                archive.writestr(entry.filename, good.read(entry))
        with archive.open("word/document.xml", "w", force_zip64=True) as stream:
            for _ in range(60):
                stream.write(filler)
    return out.getvalue()


def _lying() -> bytes:
    """A bomb whose directory says that the part is small."""
    data = bytearray(_bomb())
    at = data.rfind(b"PK\x01\x02", 0, data.rfind(b"word/document.xml"))
    data[at + 24 : at + 28] = struct.pack("<I", 1000)
    return bytes(data)


def _locked() -> bytes:
    data = bytearray(word(p(r("მუხლი 1"))))
    at = data.rfind(b"PK\x01\x02", 0, data.rfind(b"word/document.xml"))
    data[at + 8] |= 1
    return bytes(data)


GOOD = word(p(r("მუხლი 1")) * 50)


@pytest.mark.parametrize(
    ("data", "name"),
    [
        (_bomb(), "too-large"),
        (_lying(), "broken-archive"),
        (_locked(), "encrypted"),
        (GOOD[:300], "broken-archive"),
        (GOOD[: len(GOOD) // 2], "broken-archive"),
        (GOOD.replace(b"word/document.xml", b"word/documenx.xml"), "unknown-format"),
        (b"PK\x05\x06" + bytes(18), "unknown-format"),
        (b"\xd0\xcf\x11\xe0" + bytes(600), "unknown-format"),
        (word(""), "empty-source"),
        (word("<w:p>"), "broken-xml"),
        (word(p(r("saqarTvelos kanoni normatiuli aqtebis Sesaxeb"))), "no-georgian-text"),
    ],
    ids=["bomb", "lying bomb", "locked", "head", "half", "other zip", "empty zip", "old office",
         "no words", "broken xml", "latin letters"],
)  # fmt: skip
def test_refusals(data: bytes, name: str) -> None:
    with pytest.raises(BadSource) as refused:
        read_source(data, "made.docx")
    assert refused.value.name == name


def test_entities_are_refused() -> None:
    data = io.BytesIO(word(""))
    with zipfile.ZipFile(data, "a") as archive:
        archive.writestr("word/document2.xml", "")
    out = io.BytesIO()
    with zipfile.ZipFile(data) as good, zipfile.ZipFile(out, "w") as archive:
        for entry in good.infolist():
            text = good.read(entry)
            if entry.filename == "word/document.xml":
                text = b'<!DOCTYPE x [<!ENTITY a "b">]>' + text
            archive.writestr(entry.filename, text)
    with pytest.raises(BadSource, match="forbidden-entity"):
        read_source(out.getvalue())


# -- real files ---------------------------------------------------------------------------

# order or part: petits, tables with words, tables without, articles
REAL = {
    "order-641": (12, 1, 0, 11),
    "order-423": (13, 0, 0, 41),
    "order-994": (493, 198, 20, 141),
    "tax-code-kari1": (82, 0, 0, 20),
    "tax-code-kari2": (110, 0, 0, 31),
    "tax-code-kari6": (67, 0, 0, 37),
}
_PRINTED = re.compile(
    r"^.{10,120}?\d{4}\s*წლის.{4,30}(?:კანონი|ბრძანება)\s*(?:№|N).{3,60}\d{4}\s?წ?"
)


def real(shared: Path, name: str) -> Path:
    (path,) = (shared / "corpus" / "docx").glob(f"{name}*.docx")
    return path


@pytest.mark.parametrize("name", REAL)
def test_petits_and_tables_of_real_files_are_all_there(shared: Path, name: str) -> None:
    path = real(shared, name)
    source = read_source(path.read_bytes(), path.name)
    act = recognize(source)
    petits = sum(len(unit.petits) for unit in act.walk())
    articles = sum(unit.kind is Kind.ARTICLE for unit in act.walk())
    found = (petits, len(tables(act)), names(source).count("empty-table"), articles)
    assert found == REAL[name]


@pytest.mark.parametrize("name", REAL)
def test_every_line_that_looks_like_a_petit_is_one(shared: Path, name: str) -> None:
    path = real(shared, name)
    act = recognize(read_source(path.read_bytes(), path.name))
    with zipfile.ZipFile(path) as archive:
        root = etree.fromstring(archive.read("word/document.xml"))
    printed_lines: list[str] = []
    for paragraph in root.iter(f"{W}p"):
        words = "".join(
            "\n" if one.tag == f"{W}br" else one.text or ""
            for one in paragraph.iter(f"{W}t", f"{W}br")
        )
        printed_lines.extend(" ".join(line.split()) for line in words.split("\n"))
    looks = [line for line in printed_lines if "ვებგვერდი" in line and _PRINTED.match(line)]
    printed = {"".join(petit.printed.split()) for unit in act.walk() for petit in unit.petits}
    assert looks
    assert [line for line in looks if "".join(line.split()) not in printed] == []


def test_real_files_are_whole_and_valid(shared: Path, official_schema: etree.XMLSchema) -> None:
    paths = sorted((shared / "corpus" / "docx").glob("*.docx"))
    assert len(paths) == 17
    for path in paths:
        source = read_source(path.read_bytes(), path.name)
        act = recognize(source)
        assert first_difference(source, act) is None, path.name
        with zipfile.ZipFile(path) as archive:
            root = etree.fromstring(archive.read("word/document.xml"))
        words = _letters("".join(t.text or "" for t in root.iter(f"{W}t")))
        if root.find(f".//{W}numPr") is None:
            assert _letters(source.text) == words, path.name
        else:  # the text has more: the numbers that Word counts
            text = iter(_letters(source.text))
            assert all(letter in text for letter in words), path.name
        assign_eids(act)
        data = to_akn(act)
        assert validate_fast(data) == [], path.name
        official_schema.assertValid(etree.fromstring(data))


def _letters(text: str) -> str:
    return "".join(re.findall(r"[^\s\u200b\u00ad\ufeff^]", text))
