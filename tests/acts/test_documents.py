"""Acts as Word and PDF files: every word comes back, and nothing else."""

import io
import zipfile
from importlib.util import find_spec
from pathlib import Path

import pytest

from acts.docx_writer import MissingLibrary, to_docx
from acts.pdf_writer import to_pdf
from acts.read import read_source
from acts.structure import recognize
from schemas.eid import assign_eids
from schemas.model import Act, text_of
from schemas.normal import normal_form

EXAMPLES = sorted((Path(__file__).parents[2] / "examples").glob("*.txt"))
RICH = """საქართველოს კანონი
წესის შესახებ

მუხლი 1. მიზანი
1. წესი ადგენს 37^1 მუხლის < & > ნიშნებს.
ა) პირველი;
ბ) მეორე.
2. (ამოღებულია – 10.04.2012, №6015).
საქართველოს 2012 წლის 10 აპრილის კანონი №6015 – ვებგვერდი, 25.04.2012წ.
"""


def read(data: bytes, name: str = "") -> Act:
    act = recognize(read_source(data, name))
    assign_eids(act)
    return act


def petits(act: Act) -> list[str]:
    return [normal_form(petit.printed) for unit in act.walk() for petit in unit.petits]


acts = pytest.mark.parametrize(
    "source", [RICH.encode(), *(path.read_bytes() for path in EXAMPLES)],
    ids=["rich", *(path.stem for path in EXAMPLES)],
)  # fmt: skip


@acts
@pytest.mark.skipif(find_spec("docx") is None, reason="python-docx is not installed")
def test_word_file_reads_back_word_for_word(source: bytes) -> None:
    act = read(source)
    data = to_docx(act)
    back = read(data, "act.docx")
    assert normal_form(text_of(back.root)) == normal_form(text_of(act.root))
    assert petits(back) == petits(act)
    assert [str(unit.number) for unit in back.walk() if unit.number] == [
        str(unit.number) for unit in act.walk() if unit.number
    ]
    assert to_docx(read(source)) == data, "the same act gives the same bytes"


@pytest.mark.skipif(find_spec("docx") is None, reason="python-docx is not installed")
def test_word_file_has_outline_bookmarks_superscripts_and_small_petits() -> None:
    with zipfile.ZipFile(io.BytesIO(to_docx(read(RICH.encode())))) as package:
        document = package.read("word/document.xml").decode()
    assert 'w:name="art_1"' in document
    assert "Heading" in document
    assert '<w:vertAlign w:val="superscript"/></w:rPr><w:t>1</w:t>' in document
    assert '<w:pStyle w:val="Petit"/>' in document


@acts
def test_pdf_holds_every_word_of_the_law(source: bytes) -> None:
    act = read(source)
    try:
        data = to_pdf(act)
    except MissingLibrary as error:
        pytest.skip(str(error))
    import pypdfium2  # noqa: PLC0415 - beside the reader that it checks

    document = pypdfium2.PdfDocument(data)
    pages = "".join(page.get_textpage().get_text_range() for page in document)
    printed = "".join(pages.split())  # a raised number may stand apart
    words = set(text_of(act.root).replace("^", "").split())
    missing = {word for word in words if word not in printed}
    assert not missing
    assert document.get_metadata_value("Title") == (act.particulars.title or "")


def test_a_missing_library_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    def absent(name: str) -> None:
        raise ImportError(name)

    monkeypatch.setattr("acts.docx_writer.import_module", absent)
    monkeypatch.setattr("acts.pdf_writer.import_module", absent)
    for write in (to_docx, to_pdf):
        with pytest.raises(MissingLibrary, match=r"matsne\[documents\]"):
            write(read(RICH.encode()))
