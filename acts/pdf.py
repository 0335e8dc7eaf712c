"""Reader of PDF files with a text layer.

Lines keep the order in which the page was written (:mod:`acts.pdf_lines`); furniture of the page
is taken off and recorded, the registration code read from it (:mod:`acts.pdf_furniture`); lines
become paragraphs on the evidence of the page (:mod:`acts.pdf_paragraphs`). Cells of a table come
out as paragraphs of their own, in order.

A file of pictures alone is a source without text and the defect ``only-picture``; a text layer
whose letters are not Georgian is refused as ``no-georgian-text``.
"""

from __future__ import annotations

import threading
from collections.abc import Iterator

import pypdfium2
import pypdfium2.raw as pdfium

from acts.assembly import Assembly
from acts.blocks import refuse_foreign_letters
from acts.cleaning import clean
from acts.pdf_furniture import take_furniture
from acts.pdf_lines import Line, page_lines
from acts.pdf_paragraphs import paragraphs_of
from acts.registration import find_code
from acts.source import BadSource, Source
from schemas.model import Particulars

MAX_PAGES = 5000
MAX_CHARACTERS = 20_000_000
_LIBRARY = threading.Lock()  # the library may be entered by one thread at a time


def read(data: bytes, sha256: str, name: str = "") -> Source:
    """Read one file. ``name`` is used only in messages.

    Raises BadSource ``broken-pdf``, ``encrypted``, ``too-large``, ``empty-source`` or
    ``no-georgian-text``.
    """
    place = name or "file"
    with _LIBRARY:
        try:
            document = pypdfium2.PdfDocument(data)
        except pypdfium2.PdfiumError as error:
            locked = error.err_code in (pdfium.FPDF_ERR_PASSWORD, pdfium.FPDF_ERR_SECURITY)
            raise BadSource("encrypted" if locked else "broken-pdf", place, str(error)) from None
        try:
            return _read(document, sha256, place)
        except pypdfium2.PdfiumError as error:
            raise BadSource("broken-pdf", place, str(error)) from None
        finally:
            document.close()


def _read(document: pypdfium2.PdfDocument, sha256: str, place: str) -> Source:
    if len(document) > MAX_PAGES:
        raise BadSource("too-large", place, f"{len(document)} pages")
    assembly = Assembly()
    pages = list(_pages(document, place))
    count = len(pages)
    if not any(pages):
        pictures = _pictures(document)
        if not pictures:
            raise BadSource("empty-source", place, "the pages hold neither words nor pictures")
        assembly.miss("only-picture", place, f"{count} pages, {pictures} pictures, no words")
    furniture = take_furniture(pages)
    for words, times in furniture.items():
        assembly.miss("page-furniture", f"{times} of {count} pages", words)
    for paragraph in paragraphs_of(pages):
        assembly.add(clean(paragraph).strip(), "line")
    refuse_foreign_letters(assembly.text)
    codes = (find_code(words) for words in furniture)
    return Source(
        text=assembly.text,
        sha256=sha256,
        format="pdf",
        particulars=Particulars(registration_code=next(filter(None, codes), None)),
        segments=tuple(assembly.segments),
        defects=tuple(assembly.defects),
    )


def _pages(document: pypdfium2.PdfDocument, place: str) -> Iterator[list[Line]]:
    left = MAX_CHARACTERS
    for number in range(len(document)):
        page = document[number]
        text = page.get_textpage()
        try:
            left -= text.count_chars()
            if left < 0:
                cause = f"more than {MAX_CHARACTERS} characters"
                raise BadSource("too-large", f"{place}, page {number + 1}", cause)
            yield page_lines(text)
        finally:
            text.close()
            page.close()


def _pictures(document: pypdfium2.PdfDocument) -> int:
    """How many pages hold a picture or a drawing."""
    count = 0
    for number in range(len(document)):
        page = document[number]
        count += pdfium.FPDFPage_CountObjects(page) > 0
        page.close()
    return count
