"""Reader of Word files (OOXML), as the Herald's site gives them out.

Paragraph styles carry the names of the site's page (``muxlixml``, ``mypetit``); bookmarks mark
parts (``part_32``, ``DOCUMENT:1;ENCLOSURE:1;``). Both are kept with their segment. Raised indices
become ``^1``, automatic numbers are written out, deleted revisions are left out. A frame table
is running text, a data table keeps its rows.
"""

from __future__ import annotations

import io
import zipfile
from dataclasses import dataclass, field

from lxml import etree

from acts.assembly import Assembly
from acts.cleaning import clean
from acts.markup import HEADING_OF, LineBuilder
from acts.source import BadSource, Role, Source
from acts.word_numbering import Numbering
from schemas.xml import BadXml, parse_xml

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_MAX_PART = 64 * 1024 * 1024  # bytes of one part, unpacked
_DOCUMENT, _STYLES, _NUMBERING = "word/document.xml", "word/styles.xml", "word/numbering.xml"
_SHORT = 120  # characters: a signature set in cells of one row
_BREAKS = {W + "br", W + "cr"}
_SKIPPED = {W + "del", W + "instrText", W + "pPr", W + "rPr", W + "delText", W + "moveFrom"}


def read(data: bytes, sha256: str, name: str = "") -> Source:
    """Read one file. Raises BadSource ``unknown-format``, ``too-large`` or ``broken-xml``."""
    place = name or "the file"
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            if _DOCUMENT not in archive.namelist():
                raise BadSource("unknown-format", place, "a zip file without a Word document")
            document = _part(archive, _DOCUMENT, place)
            styles = _style_names(_part(archive, _STYLES, place))
            numbering = Numbering(_part(archive, _NUMBERING, place))
    except (zipfile.BadZipFile, EOFError, NotImplementedError, RuntimeError) as error:
        raise BadSource("unknown-format", place, f"a broken zip file: {error}") from None
    body = document.find(W + "body") if document is not None else None
    if body is None:
        raise BadSource("unknown-format", place, "a Word document without a body")
    assembly = Assembly()
    _Reader(assembly, styles, numbering).blocks(body)
    if not assembly.segments:
        raise BadSource("empty-source", place, "the document holds no words")
    return Source(
        text=assembly.text,
        sha256=sha256,
        format="docx",
        segments=tuple(assembly.segments),
        defects=tuple(assembly.defects),
    )


def _part(archive: zipfile.ZipFile, path: str, place: str) -> etree._Element | None:
    try:
        info = archive.getinfo(path)
    except KeyError:
        return None
    if info.file_size > _MAX_PART:
        raise BadSource("too-large", f"{place}, {path}", f"unpacks to {info.file_size} bytes")
    with archive.open(info) as part:
        data = part.read(_MAX_PART + 1)
    if len(data) > _MAX_PART:
        raise BadSource("too-large", f"{place}, {path}", f"unpacks to more than {_MAX_PART} bytes")
    try:
        return parse_xml(data)
    except BadXml as error:
        raise BadSource(error.name, f"{place}, {path}, {error.place}", error.cause) from None


def _style_names(styles: etree._Element | None) -> dict[str, str]:
    names: dict[str, str] = {}
    if styles is None:
        return names
    for style in styles.iter(W + "style"):
        label = style.find(W + "name")
        if label is not None:
            names[style.get(W + "styleId", "")] = label.get(W + "val", "")
    return names


@dataclass(slots=True)
class _Words:
    """One paragraph: its lines, style and bookmarks."""

    lines: list[str] = field(default_factory=list)
    style: str = ""
    anchor: str = ""


class _Reader:
    def __init__(self, assembly: Assembly, styles: dict[str, str], numbering: Numbering) -> None:
        self.assembly = assembly
        self.styles = styles
        self.numbering = numbering
        self.anchor = ""  # a bookmark on an empty paragraph belongs to the next words
        self.style = ""  # of the line before

    def blocks(self, parent: etree._Element) -> None:
        """Paragraphs and tables below an element, in order."""
        for child in parent:
            if child.tag == W + "p":
                self._paragraph(child)
            elif child.tag == W + "tbl":
                self._table(child)
            elif child.tag in (W + "sdt", W + "sdtContent", W + "customXml", W + "ins"):
                self.blocks(child)

    def _paragraph(self, element: etree._Element) -> None:
        words = self._words(element)
        self.anchor = self.anchor or words.anchor
        for line in words.lines:
            role: Role = "line"
            style = words.style.replace("_", "")
            if style.startswith("muxlixml") and line.startswith("მუხლი"):
                role = "heading"
            elif style in HEADING_OF and HEADING_OF[style] != self.style:
                role = "group"  # the title of a division whose number the file does not show
            self.assembly.add(line, role, words.style, self.anchor)
            self.anchor, self.style = "", style

    def _words(self, element: etree._Element) -> _Words:
        words = _Words()
        line = LineBuilder()
        properties = element.find(W + "pPr")
        if properties is not None:
            style = properties.find(W + "pStyle")
            if style is not None:
                key = style.get(W + "val", "")
                words.style = self.styles.get(key, key)
            line.words(self.numbering.label(properties))
        self._runs(element, line, words)
        _end_line(line, words)
        return words

    def _runs(self, element: etree._Element, line: LineBuilder, words: _Words) -> None:
        for child in element:
            tag = child.tag
            if tag in _SKIPPED:
                continue
            if tag == W + "r":
                self._run(child, line, words)
            elif tag == W + "bookmarkStart":
                words.anchor = words.anchor or child.get(W + "name", "")
            else:
                self._runs(child, line, words)

    def _run(self, run: etree._Element, line: LineBuilder, words: _Words) -> None:
        raised = run.find(f"{W}rPr/{W}vertAlign")
        superscript = raised is not None and raised.get(W + "val") == "superscript"
        for child in run.iter():
            tag = child.tag
            if tag == W + "t":
                text = child.text or ""
                if superscript:
                    line.superscript(text.replace("\u200b", ""))
                else:
                    line.words(text)
            elif tag == W + "tab":
                line.words(" ")
            elif tag == W + "noBreakHyphen":
                line.words("\u2011")
            elif tag in _BREAKS:
                _end_line(line, words)
            elif tag in (W + "drawing", W + "pict", W + "object"):
                place = f"line {len(self.assembly.segments) + 1}"
                self.assembly.miss("picture", place, etree.QName(child).localname)

    def _table(self, table: etree._Element) -> None:
        rows = [_cells(row) for row in table.iter(W + "tr") if _own_table(row) is table]
        if not rows:
            return
        if self._is_frame(rows):
            for row in rows:
                for cell, _ in row:
                    self.blocks(cell)
            return
        texts = [[text for cell, span in row for text in self._cell(cell, span)] for row in rows]
        if len(texts) == 1 and all(len(text) < _SHORT for text in texts[0]):
            self.assembly.add(" ".join(text for text in texts[0] if text), "line")
            return
        self.assembly.add_table(texts)

    def _is_frame(self, rows: list[list[tuple[etree._Element, int]]]) -> bool:
        """A table of one column, or with tables or headings inside, lays out running text."""
        if max(map(len, rows)) < 2:
            return True
        for row in rows:
            for cell, _ in row:
                if cell.find(f".//{W}tbl") is not None:
                    return True
                for style in cell.iter(W + "pStyle"):
                    key = style.get(W + "val", "")
                    if "muxli" in self.styles.get(key, key):
                        return True
        return False

    def _cell(self, cell: etree._Element, span: int) -> list[str]:
        """The words of a cell, and an empty cell for each further column that it covers."""
        lines = [line for paragraph in cell.iter(W + "p") for line in self._words(paragraph).lines]
        return [" ".join(lines), *[""] * (span - 1)]


def _end_line(line: LineBuilder, words: _Words) -> None:
    text = clean(line.take()).strip()
    if text:
        words.lines.append(text)


def _cells(row: etree._Element) -> list[tuple[etree._Element, int]]:
    cells = []
    for cell in row.iter(W + "tc"):
        if next(cell.iterancestors(W + "tr"), None) is not row:
            continue
        span = cell.find(f"{W}tcPr/{W}gridSpan")
        width = span.get(W + "val", "1") if span is not None else "1"
        cells.append((cell, int(width) if width.isdigit() else 1))
    return cells


def _own_table(row: etree._Element) -> etree._Element | None:
    return next(row.iterancestors(W + "tbl"), None)
