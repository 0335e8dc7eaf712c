"""Reader of PDF files with a text layer.

Lines are taken in reading order with their place on the page. Furniture that repeats on the pages
(address, registration code, page numbers) is left out and recorded, the code taken from it; what
is raised and small after a digit or letter is a superscript; lines are joined to paragraphs by
the page's own geometry: a full line not followed by an indented one goes on.

A layer without Georgian letters (a scan, or a font of its own coding) is refused by name.
"""

from __future__ import annotations

import re
import statistics
from collections import Counter
from dataclasses import dataclass, field

import pypdfium2
import pypdfium2.raw as pdfium

from acts.assembly import Assembly
from acts.cleaning import clean
from acts.reflow import begins_unit, is_ended
from acts.source import BadSource, Source
from schemas.model import Particulars

_GEORGIAN = re.compile("[ა-ჰ]")
_LETTER = re.compile(r"[^\W\d_]")
_CODE = re.compile(r"\d{3}\.\d{3}\.\d{3}\.\d{2}\.\d{3}\.\d{3}\.\d{3}|\d{9}\.\d{2}\.\d{3}\.\d{6}")
_PAGE_NUMBER = re.compile(r"\W*(?:(?:გვ|გვერდი)\W*)?(\d{1,4})\W*(?:/\s*\d{1,4})?")
_SITE = re.compile(r"(?:https?://)?(?:www\.)?matsne\.gov\.ge")
_DIGITS = re.compile(r"\d+")
_EDGE_LINES = 3  # furniture stands among that many first or last lines of a page
_MIN_SHARE = 0.2  # of the letters that must be Georgian
_SMALL = 0.85  # of the line's letter size: a superscript
_RAISED = 0.12  # of the letter size, above the line's foot
_INDENT = 6.0  # points
_MAX_PAGES = 5000


@dataclass(slots=True)
class _Line:
    """One line of a page. Points; ``y`` grows upwards."""

    text: str
    left: float
    right: float
    y: float
    size: float


@dataclass(slots=True)
class _Page:
    lines: list[_Line] = field(default_factory=list)


def read(data: bytes, sha256: str, name: str = "") -> Source:
    """Read one file. Raises BadSource ``unknown-format``, ``too-large``, ``no-georgian-text``."""
    place = name or "the file"
    try:
        document = pypdfium2.PdfDocument(data)
    except pypdfium2.PdfiumError as error:
        raise BadSource("unknown-format", place, f"not a readable PDF: {error}") from None
    try:
        if len(document) > _MAX_PAGES:
            raise BadSource("too-large", place, f"{len(document)} pages")
        pages = [_page(document[index]) for index in range(len(document))]
    finally:
        document.close()
    _refuse_foreign(pages, place)
    assembly = Assembly()
    code = _drop_furniture(pages, assembly)
    for paragraph in _paragraphs(pages):
        assembly.add(paragraph, "line")
    return Source(
        text=assembly.text,
        sha256=sha256,
        format="pdf",
        particulars=Particulars(registration_code=code),
        segments=tuple(assembly.segments),
        defects=tuple(assembly.defects),
    )


_Char = tuple[str, float, float, float, float]  # character, left, right, foot, size


def _page(page: pypdfium2.PdfPage) -> _Page:
    """The lines of a page. What stands on one height side by side is one line, even where a
    raised index made the layer break it."""
    text = page.get_textpage()
    out = _Page()
    chars: list[_Char] = []
    broken = False
    for index in range(text.count_chars()):
        char = chr(pdfium.FPDFText_GetUnicode(text, index))
        if char in "\r\n":
            broken = True
            continue
        if char in "\ufffe\u0002":  # a hyphen that the page set at a line's end
            char = "-"
        left, bottom, right, _ = text.get_charbox(index)
        size = pdfium.FPDFText_GetFontSize(text, index)
        if broken and not char.isspace():
            if not _beside(chars, left, bottom, size):
                _end_line(chars, out)
            broken = False
        chars.append((char, left, right, bottom, size))
    _end_line(chars, out)
    text.close()
    page.close()
    return out


def _beside(chars: list[_Char], left: float, bottom: float, size: float) -> bool:
    """Whether a character stands right of the line so far, at its height."""
    inked = [char for char in chars if not char[0].isspace()]
    if not inked:
        return True
    last = inked[-1]
    height = max(size, *(char[4] for char in inked[-8:]))
    near = abs(bottom - last[3]) < height * 0.6
    return near and -1.0 <= left - last[2] < height * 1.5


def _end_line(chars: list[_Char], page: _Page) -> None:
    """Add the line that the characters make and clear them."""
    inked = [char for char in chars if not char[0].isspace()]
    if inked:
        size = statistics.mode(round(char[4], 1) for char in inked)
        plain = [char[3] for char in inked if char[4] >= size * _SMALL]
        foot = statistics.median(plain) if plain else inked[0][3]
        words = clean("".join(_marked(chars, size, foot))).strip()
        left, right = min(char[1] for char in inked), max(char[2] for char in inked)
        page.lines.append(_Line(words, left, right, foot, size))
    chars.clear()


def _marked(chars: list[_Char], size: float, foot: float) -> list[str]:
    """The characters with ``^`` before each run of raised small digits."""
    out: list[str] = []
    raised = False
    for char, _, _, bottom, own in chars:
        is_index = char.isdigit() and own < size * _SMALL and bottom > foot + size * _RAISED
        if is_index and not raised and out and out[-1].isalnum():
            out.append("^")
        raised = is_index
        out.append(char)
    return out


def _refuse_foreign(pages: list[_Page], place: str) -> None:
    text = "".join(line.text for page in pages for line in page.lines)
    letters = len(_LETTER.findall(text))
    georgian = len(_GEORGIAN.findall(text))
    if not letters:
        raise BadSource("no-georgian-text", place, "no text layer: a scan or a drawing")
    if georgian < letters * _MIN_SHARE:
        raise BadSource(
            "no-georgian-text", place, f"{georgian} of {letters} letters are Georgian ones"
        )


def _drop_furniture(pages: list[_Page], assembly: Assembly) -> str | None:
    """Take off what repeats at the edges of the pages; returns the registration code in it."""
    shapes = Counter(
        shape for page in pages for shape in {_shape(line.text) for line in _edges(page)}
    )
    often = max(3, len(pages) // 2)
    offset = _number_offset(pages)
    code = None
    dropped: Counter[str] = Counter()
    for number, page in enumerate(pages, 1):
        for line in _edges(page):
            text = line.text
            is_number = offset is not None and _page_number(text) == number + offset
            if not (is_number or _SITE.search(text) or shapes[_shape(text)] >= often):
                continue
            found = _CODE.search(text)
            code = code or (found.group() if found else None)
            page.lines.remove(line)
            dropped["page number" if is_number else text] += 1
    for text, count in dropped.items():
        assembly.miss("page-furniture", f"{count} of {len(pages)} pages", text)
    return code


def _shape(text: str) -> str:
    return _DIGITS.sub("0", text)


def _page_number(text: str) -> int | None:
    match = _PAGE_NUMBER.fullmatch(text)
    return int(match[1]) if match else None


def _number_offset(pages: list[_Page]) -> int | None:
    """By how much the printed page numbers run ahead; None where the pages are not numbered."""
    offsets = Counter(
        printed - number
        for number, page in enumerate(pages, 1)
        for line in (page.lines[:1] + page.lines[-1:])
        if (printed := _page_number(line.text)) is not None
    )
    if not offsets:
        return None
    offset, count = offsets.most_common(1)[0]
    return offset if count >= max(2, len(pages) // 2) else None


def _edges(page: _Page) -> list[_Line]:
    if len(page.lines) <= 2 * _EDGE_LINES:
        return list(page.lines)
    return page.lines[:_EDGE_LINES] + page.lines[-_EDGE_LINES:]


def _paragraphs(pages: list[_Page]) -> list[str]:
    """Lines joined to paragraphs by the geometry of the column."""
    lines = [line for page in pages for line in page.lines if line.text]
    if not lines:
        return []
    left = _edge([line.left for line in lines])
    right = _edge([line.right for line in lines])
    gap = _usual_gap(pages)
    out: list[str] = []
    before: _Line | None = None
    for line in lines:
        if before is not None and _goes_on(before, line, left, right, gap, out[-1]):
            glue = "" if out[-1].endswith("-") and line.text[:1].isalpha() else " "
            out[-1] = f"{out[-1]}{glue}{line.text}"
        else:
            out.append(line.text)
        before = line
    return out


def _goes_on(
    before: _Line, line: _Line, left: float, right: float, gap: float, paragraph: str
) -> bool:
    """Whether a line goes on with the paragraph that ends with the line before it."""
    ended = is_ended(paragraph)
    if ended and begins_unit(line.text):
        return False
    distance = before.y - line.y
    if abs(line.size - before.size) > 1.5 or (gap and distance > gap * 1.7):
        return False
    width = max(right - left, 1.0)
    if line.left > left + _INDENT:  # a new paragraph, a line in the middle, a hanging heading
        hanging = not ended and line.left > before.left + 2 * _INDENT
        return hanging and paragraph.startswith("მუხლი") and before.right > right - width * 0.3
    return before.right > right - width * (0.04 if ended else 0.12)


def _edge(places: list[float]) -> float:
    """The margin most lines keep to."""
    return Counter(round(place / 2) * 2 for place in places).most_common(1)[0][0]


def _usual_gap(pages: list[_Page]) -> float:
    gaps = [
        round(one.y - other.y)
        for page in pages
        for one, other in zip(page.lines, page.lines[1:], strict=False)
        if one.y > other.y
    ]
    return float(statistics.median(gaps)) if gaps else 0.0
