"""PDF files: lines and paragraphs from made-up places, broken files, and the real ones."""

from __future__ import annotations

import re
from itertools import pairwise
from pathlib import Path

import pypdfium2
import pytest
from lxml import etree

from acts.akn_writer import to_akn
from acts.lossless import first_difference
from acts.pdf_furniture import take_furniture
from acts.pdf_lines import Line
from acts.pdf_paragraphs import paragraphs_of
from acts.read import read_source
from acts.source import BadSource
from acts.structure import recognize
from schemas.eid import assign_eids
from schemas.model import Kind
from schemas.validate import validate_fast

LETTER = 5.0  # points: the width of every letter here
RIGHT = 300.0


def line(text: str, y: float, left: float = 20.0, size: float = 12.0, weight: int = 400) -> Line:
    word = len(text.split(maxsplit=1)[0]) * LETTER
    return Line(text, left, left + len(text) * LETTER, y, size, size, word, weight)


def full(start: str, end: str = "", left: float = 20.0) -> str:
    """Words that fill a line of the column."""
    width = int((RIGHT - left) / LETTER)
    filler = "სიტყვა " * 20
    return f"{start}{filler[: width - len(start) - len(end)].rstrip()}{end}".ljust(width, "ა")


def column(*lines: Line) -> list[list[Line]]:
    """One page whose margins are proved by lines of its own below."""
    proof = [line(full("ზ"), 100 - 14 * n) for n in range(60)]
    return [[*lines, *proof]]


def first(pages: list[list[Line]], count: int) -> list[str]:
    return [" ".join(one.split()) for one in paragraphs_of(pages)[:count]]


def test_a_full_line_goes_on_and_a_short_one_ends() -> None:
    pages = column(
        line(full("1. "), 700), line("ბოლო.", 686), line("2. მოკლე.", 672), line("მუხლი 2", 658),
    )  # fmt: skip
    assert first(pages, 3)[0].endswith("ბოლო.")
    assert first(pages, 3)[1:] == ["2. მოკლე.", "მუხლი 2"]


@pytest.mark.parametrize(
    "after",
    [
        line("სხვა ზომის.", 686, size=10),
        line("სხვა წონის.", 686, weight=700),
        line("დაშორებული.", 650),
        line("1. ნომრიანი.", 686),
    ],
    ids=["size", "weight", "gap", "label"],
)
def test_what_ends_a_paragraph_whose_line_is_full(after: Line) -> None:
    pages = column(line(full("ერთი ", "."), 700), after)
    assert first(pages, 2)[1] == after.text


def test_a_petit_after_a_finished_sentence_stands_apart() -> None:
    petit = "საქართველოს სატესტო საქმეთა მინისტრის 2016 წლის 26 მაისის ბრძანება №3"
    pages = column(line(full("ერთი ", "."), 700), line(petit, 686))
    assert first(pages, 2)[1] == petit


def test_a_hyphen_at_the_end_of_a_line_stays_unless_the_document_says_otherwise() -> None:
    known = line("აღრიცხვა.", 400)
    pages = column(
        line("კოდექსის მე-", 700), line("5 მუხლი;", 686),
        line("ამის აღ-", 660), line("რიცხვა;", 646),
        line("სამხრეთ-", 620), line("დასავლეთი.", 606), known,
    )  # fmt: skip
    assert first(pages, 3) == ["კოდექსის მე-5 მუხლი;", "ამის აღრიცხვა;", "სამხრეთ-დასავლეთი."]


def test_furniture_is_taken_off_and_told() -> None:
    pages = [
        [
            line("კრებული", 820),
            line(f"მუხლი {number}", 700),
            line(f"{number}. ტექსტი.", 600),
            line("ბოლო სიტყვები.", 300),
            line(f"- {number} -", 40),
            line("http://www.matsne.gov.ge 010.020.000.22.033.016.001", 20),
        ]
        for number in range(3, 8)
    ]
    taken = take_furniture(pages)
    assert dict(taken) == {
        "კრებული": 5,
        "page number": 5,
        "http://www.matsne.gov.ge 010.020.000.22.033.016.001": 5,
    }
    assert [len(page) for page in pages] == [3] * 5


def test_words_at_the_edge_of_two_pages_are_no_furniture() -> None:
    pages = [[line("დანართი №1", 820), line("ა", 700)], [line("დანართი №1", 820), line("ბ", 700)]]
    assert not take_furniture(pages)


# -- files --------------------------------------------------------------------------------


def made(*streams: str, font: bool = True) -> bytes:
    """A small PDF with one page a stream, set in a Latin font."""
    pages = " ".join(f"{4 + 2 * n} 0 R" for n in range(len(streams)))
    objects = [
        "<</Type/Catalog/Pages 2 0 R>>",
        f"<</Type/Pages/Kids[{pages}]/Count {len(streams)}>>",
        "<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>",
    ]
    for n, stream in enumerate(streams):
        used = "/Resources<</Font<</F 3 0 R>>>>" if font else ""
        objects.append(
            f"<</Type/Page/Parent 2 0 R/MediaBox[0 0 300 200]{used}/Contents {5 + 2 * n} 0 R>>"
        )
        objects.append(f"<</Length {len(stream)}>>stream\n{stream}\nendstream")
    out = b"%PDF-1.4\n"
    places = []
    for number, body in enumerate(objects, 1):
        places.append(len(out))
        out += f"{number} 0 obj{body}endobj\n".encode()
    table = "".join(f"{place:010d} 00000 n \n" for place in places)
    out += f"xref\n0 {len(objects) + 1}\n0000000000 65535 f \n{table}".encode()
    tail = f"trailer<</Size {len(objects) + 1}/Root 1 0 R>>\nstartxref\n{out.rfind(b'xref')}\n%%EOF"
    return out + tail.encode()


def locked() -> bytes:
    """A PDF that says it is locked by a password nobody gave."""
    key = "<" + "41" * 32 + ">"
    extra = f"/Encrypt<</Filter/Standard/V 1/R 2/O{key}/U{key}/P -4>>/ID[<41><41>]>>"
    return made("BT /F 12 Tf (x) Tj ET").replace(b"/Root 1 0 R>>", b"/Root 1 0 R" + extra.encode())


@pytest.mark.parametrize(
    ("data", "name"),
    [
        (made("BT /F 12 Tf 20 100 Td (saqarTvelos kanoni) Tj ET"), "no-georgian-text"),
        (made(""), "empty-source"),
        (b"%PDF-1.7\nbroken", "broken-pdf"),
        (locked(), "encrypted"),
    ],
    ids=["latin", "blank", "broken", "locked"],
)
def test_refusals(data: bytes, name: str) -> None:
    with pytest.raises(BadSource) as refused:
        read_source(data, "made.pdf")
    assert refused.value.name == name


def test_a_file_of_drawings_alone_is_recorded_as_such() -> None:
    source = read_source(made("0 0 100 100 re f", "0 0 50 50 re f"), "scan.pdf")
    assert source.text == ""
    (defect,) = source.defects
    assert (defect.name, defect.detail) == ("only-picture", "2 pages, 2 pictures, no words")
    act = recognize(source)
    assign_eids(act)
    assert validate_fast(to_akn(act)) == []


def test_real_files_are_whole_and_valid(shared: Path, official_schema: etree.XMLSchema) -> None:
    paths = sorted((shared / "corpus" / "pdf").glob("*.pdf"))
    assert len(paths) == 13
    for path in paths:
        source = read_source(path.read_bytes(), path.name)
        act = recognize(source)
        assert first_difference(source, act) is None, path.name
        assign_eids(act)
        data = to_akn(act)
        assert validate_fast(data) == [], path.name
        official_schema.assertValid(etree.fromstring(data))


def test_no_letter_of_real_files_is_lost(shared: Path) -> None:
    for path in sorted((shared / "corpus" / "pdf").glob("*.pdf")):
        source = read_source(path.read_bytes(), path.name)
        taken = sum(
            int(one.place.split()[0]) * len(_letters(one.detail))
            for one in source.defects
            if one.name == "page-furniture"
        )
        document = pypdfium2.PdfDocument(path)
        printed = sum(len(_letters(page.get_textpage().get_text_range())) for page in document)
        document.close()
        assert len(_letters(source.text)) + taken == printed, path.name


def test_civil_code(shared: Path) -> None:
    path = shared / "corpus" / "pdf" / "civil-code-2025.pdf"
    source = read_source(path.read_bytes(), path.name)
    act = recognize(source)
    assert act.particulars.registration_code == "040.000.000.05.001.000.223"
    assert (act.particulars.number, act.particulars.date) == ("786-IIს", "1997-06-26")
    assert "matsne.gov.ge" not in source.text
    today = [u for u in act.walk() if u.kind is Kind.ARTICLE and u.future_from is None]
    numbers = [unit.number for unit in today if unit.number is not None]
    assert len(numbers) == len(today) == 1598
    assert all(one.follows(before) for before, one in pairwise(numbers))
    assert (str(numbers[0]), str(numbers[-1])) == ("1", "1520")
    assert sum(len(unit.petits) for unit in act.walk()) == 885


def _letters(text: str) -> str:
    return "".join(re.findall(r"[^\W_]", text))
