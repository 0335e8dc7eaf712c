"""Reader of Word files (ECMA-376, part 1): paragraphs with their styles, tables, superscripts.

What the page would print becomes text: words, counted list numbers, footnotes under their
paragraph. What it would not print (field codes, hidden and deleted words) is left out, recorded
as a defect where it held words. Headers and footers are no part of the law; the registration
code is taken from them. Files of the Herald use tables without lines as frames of the page, a
whole article in one cell: such a frame is dissolved, a table with lines or with rows and columns
stays a table.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from lxml import etree

from acts.blocks import Block, Grid, assemble, begins_annex, side_by_side
from acts.docx_numbering import Numbering, W
from acts.docx_package import Package
from acts.docx_styles import Styles, is_on, value_of
from acts.petits import read_petit_line
from acts.registration import find_code
from acts.source import BadSource, Defect, Source
from schemas.model import Particulars

_MC = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
_A_BLIP = "{http://schemas.openxmlformats.org/drawingml/2006/main}blip"
_V_IMAGE = "{urn:schemas-microsoft-com:vml}imagedata"
_R = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
_M_TEXT = "{http://schemas.openxmlformats.org/officeDocument/2006/math}t"
_TEXT_BOX = f"{W}txbxContent"
_ANCHOR = re.compile(r"part_\d+|DOCUMENT:\d+;.*")
_THROUGH = frozenset(
    W + name for name in ("hyperlink", "ins", "moveTo", "smartTag", "sdt", "sdtContent",
                          "customXml", "fldSimple", "dir", "bdo")
)  # fmt: skip
_DELETED = frozenset({f"{W}del", f"{W}moveFrom"})
_ARTICLE = re.compile(r"\s*[„“\"]?\s*მუხლი\s*\d")
_MAX_DEPTH = 20  # tables inside tables


def read(data: bytes, sha256: str, name: str = "") -> Source:
    """Read a Word file. Raises BadSource with one of the names of :class:`Package`, or
    ``empty-source`` or ``no-georgian-text``."""
    package = Package(data)
    root = package.xml(package.main)
    body = root.find(f"{W}body") if root is not None else None
    if body is None:
        raise BadSource("broken-xml", package.main, "no w:body")
    reader = _Reader(package)
    parts = list(reader.blocks(body, 0))
    if not any(isinstance(part, Grid) or part.text.strip() for part in parts):
        if not reader.pictures:
            raise BadSource("empty-source", package.main, "the document holds no words")
        reader.defects.append(Defect("only-picture", package.main, ", ".join(reader.pictures)))
    return assemble(parts, sha256, "docx", _particulars(package), reader.defects)


def _particulars(package: Package) -> Particulars:
    """The registration code from the furniture of the page."""
    for name in package.related("footer") + package.related("header"):
        root = package.xml(name)
        if root is not None:
            code = find_code(_words_of(root, f"{W}t"))
            if code is not None:
                return Particulars(registration_code=code)
    return Particulars()


class _Reader:
    """One pass over the body in document order."""

    def __init__(self, package: Package) -> None:
        def part(kind: str) -> etree._Element | None:
            names = package.related(kind) or [f"word/{kind}.xml"]
            return package.xml(names[0])

        self.numbering = Numbering(part("numbering"))
        self.styles = Styles(part("styles"))
        self.notes = {
            f"{kind}Reference": {note.get(f"{W}id"): note for note in _children(part(f"{kind}s"))}
            for kind in ("footnote", "endnote")
        }
        relations = _children(package.xml(_rels(package.main)))
        self.media = {one.get("Id") or "": one.get("Target") or "" for one in relations}
        self.pictures: list[str] = []
        self.defects: list[Defect] = []
        self.anchor = ""  # a bookmark before words belongs to the next of them
        self.count = 0

    # -- blocks ---------------------------------------------------------------------------

    def blocks(self, parent: etree._Element, depth: int) -> Iterator[Block | Grid]:
        """Paragraphs and tables below an element, frames of the page dissolved."""
        for child in parent:
            if child.tag == f"{W}p":
                yield from self._paragraph(child)
            elif child.tag == f"{W}tbl":
                yield from self._table(child, depth + 1)
            elif child.tag == f"{W}bookmarkStart":
                self._bookmark(child)
            elif child.tag in _THROUGH:
                yield from self.blocks(child, depth)
            elif child.tag == f"{_MC}AlternateContent":
                choice = child.find(f"{_MC}Choice")
                yield from self.blocks(choice if choice is not None else child, depth)
            elif child.tag == f"{W}altChunk":
                place = f"paragraph {self.count}"
                self.defects.append(Defect("foreign-part", place, "a part in another format"))

    def _bookmark(self, mark: etree._Element) -> None:
        name = mark.get(f"{W}name") or ""
        if _ANCHOR.fullmatch(name) and not begins_annex(self.anchor):
            self.anchor = name

    def _paragraph(self, paragraph: etree._Element) -> Iterator[Block]:
        self.count += 1
        words = _Words(self)
        words.read(paragraph)
        properties = paragraph.find(f"{W}pPr")
        style = value_of(properties, "pStyle") or ""
        text = words.text()
        if text.strip():
            label = self._label(properties, style)
            anchor, self.anchor = self.anchor, ""
            yield Block(
                f"{label} {text.lstrip()}" if label else text, self.styles.name_of(style), anchor
            )
        for box in words.boxes:
            yield from (b for b in self.blocks(box, _MAX_DEPTH) if isinstance(b, Block))
        for note in words.notes:
            yield from (b for b in self.blocks(note, _MAX_DEPTH) if isinstance(b, Block))

    def _label(self, properties: etree._Element | None, style: str) -> str:
        """The number that Word counts for a paragraph of a list, or „“."""
        plan = self.styles.list_of(properties, style)
        if plan is None:
            return ""
        label = self.numbering.label(*plan)
        if label is None:
            place = f"paragraph {self.count}"
            self.defects.append(Defect("unknown-list-number", place, f"list {plan[0]}"))
        return label or ""

    # -- tables ---------------------------------------------------------------------------

    def _table(self, table: etree._Element, depth: int) -> Iterator[Block | Grid]:
        if depth > _MAX_DEPTH:
            raise BadSource("too-large", f"paragraph {self.count}", "tables nested too deeply")
        rows = [list(_cells(row)) for row in _rows(table)]
        columns = max((len(row) for row in rows), default=0)
        plain = not self.styles.is_ruled(table)
        if (plain and (columns == 1 or len(rows) == 1)) or (columns == 1 and _holds_units(table)):
            for row in rows:
                yield from side_by_side([list(self.blocks(cell, depth)) for cell in row])
            return
        yield Grid([list(self._cells_of(row, depth)) for row in rows])

    def _cells_of(self, row: list[etree._Element], depth: int) -> Iterator[str]:
        """Texts of the cells, so that a cell over several columns takes as many places."""
        for cell in row:
            properties = cell.find(f"{W}tcPr")
            lines: list[str] = []
            for block in self.blocks(cell, depth):
                if isinstance(block, Block):
                    lines.append(block.text)
                else:
                    lines.extend(word for line in block.rows for word in line)
                    place = f"paragraph {self.count}"
                    self.defects.append(Defect("nested-table", place, "its cells became lines"))
            yield "\n".join(line for line in lines if line.strip())
            span = value_of(properties, "gridSpan") or "1"
            yield from [""] * (min(int(span), 200) - 1 if span.isdigit() else 0)


class _Words:
    """The words of one paragraph, with its superscripts, text boxes and footnotes."""

    def __init__(self, reader: _Reader) -> None:
        self.reader = reader
        self.runs: list[tuple[str, bool]] = []
        self.boxes: list[etree._Element] = []
        self.notes: list[etree._Element] = []

    def text(self) -> str:
        """Words with ``^N`` for raised digits."""
        out: list[str] = []
        raised = ""
        for text, up in [*self.runs, ("", False)]:
            if up:
                raised += text
                continue
            if raised:
                out.append(_raised(raised))
                raised = ""
            out.append(text)
        return "".join(out)

    def read(self, parent: etree._Element) -> None:
        for child in parent:
            tag = child.tag
            if tag == f"{W}r":
                self._run(child)
            elif tag in _THROUGH:
                self.read(child)
            elif tag == f"{W}bookmarkStart":
                self.reader._bookmark(child)
            elif tag in _DELETED:
                words = _words_of(child, f"{W}delText", f"{W}t")
                self._leave_out("deleted-words", words)
            elif tag == f"{_MC}AlternateContent":
                choice = child.find(f"{_MC}Choice")
                self.read(choice if choice is not None else child)
            elif isinstance(tag, str) and tag.endswith(("}oMath", "}oMathPara")):
                words = _words_of(child, _M_TEXT)
                self.runs.append((words, False))
                place = f"paragraph {self.reader.count}"
                self.reader.defects.append(Defect("formula", place, words))

    def _leave_out(self, name: str, words: str) -> None:
        if words.strip():
            place = f"paragraph {self.reader.count}"
            self.reader.defects.append(Defect(name, place, words.strip()))

    def _run(self, run: etree._Element) -> None:
        properties = run.find(f"{W}rPr")
        up = value_of(properties, "vertAlign") == "superscript"
        words: list[str] = []
        for child in run:
            self._piece(child, words)
        text = "".join(words)
        if not text:
            return
        if is_on(properties, "vanish"):
            self._leave_out("hidden-words", text)
        else:
            self.runs.append((text, up))

    def _piece(self, child: etree._Element, words: list[str]) -> None:
        tag = child.tag
        if tag == f"{W}t":
            words.append(child.text or "")
        elif tag == f"{W}tab":
            words.append(" ")
        elif tag in (f"{W}br", f"{W}cr"):
            words.append("\n")
        elif tag == f"{W}noBreakHyphen":
            words.append("-")
        elif tag == f"{W}sym":
            self._symbol(child, words)
        elif tag in (f"{W}footnoteReference", f"{W}endnoteReference"):
            note = self.reader.notes[str(tag).removeprefix(W)].get(child.get(f"{W}id"))
            if note is not None:
                self.notes.append(note)
                place = f"paragraph {self.reader.count}"
                self.reader.defects.append(Defect("footnote", place, "printed below its paragraph"))
        elif tag in (f"{W}drawing", f"{W}pict", f"{W}object"):
            self._drawing(child)
        elif tag == f"{_MC}AlternateContent":
            choice = child.find(f"{_MC}Choice")
            for one in choice if choice is not None else ():
                self._piece(one, words)

    def _symbol(self, symbol: etree._Element, words: list[str]) -> None:
        """A character of a symbol font; one of the private area has no meaning as text."""
        try:
            code = int(symbol.get(f"{W}char") or "", 16)
        except ValueError:
            return
        if 0x20 <= code < 0xD800:
            words.append(chr(code))
        else:
            place = f"paragraph {self.reader.count}"
            self.reader.defects.append(Defect("symbol", place, f"{code:04X}"))

    def _drawing(self, drawing: etree._Element) -> None:
        boxes = list(drawing.iter(_TEXT_BOX))
        self.boxes.extend(b for b in boxes if next(b.iterancestors(_TEXT_BOX), None) is None)
        for picture in drawing.iter(_A_BLIP, _V_IMAGE):
            key = picture.get(f"{_R}embed") or picture.get(f"{_R}link") or picture.get(f"{_R}id")
            name = self.reader.media.get(key or "") or "picture"
            self.reader.pictures.append(name)
            place = f"paragraph {self.reader.count}"
            self.reader.defects.append(Defect("picture", place, name))


def _raised(text: str) -> str:
    """Raised words: digits are ``^N``, other signs have no raised form in text."""
    bare = text.replace("\u200b", "")
    digits = bare.strip()
    if not digits[:1].isdecimal():
        return bare
    return f"^{digits}{bare[len(bare.rstrip()) :][:1]}" if bare.strip() else bare


def _children(element: etree._Element | None) -> list[etree._Element]:
    return [] if element is None else list(element)


def _words_of(element: etree._Element, *tags: str) -> str:
    return "".join(found.text or "" for found in element.iter(*tags))


def _rels(part: str) -> str:
    folder, _, name = part.rpartition("/")
    return f"{folder}/_rels/{name}.rels"


def _rows(table: etree._Element) -> Iterator[etree._Element]:
    for child in table:
        if child.tag == f"{W}tr":
            yield child
        elif child.tag in _THROUGH:
            yield from _rows(child)


def _cells(row: etree._Element) -> Iterator[etree._Element]:
    for child in row:
        if child.tag == f"{W}tc":
            yield child
        elif child.tag in _THROUGH:
            yield from _cells(child)


def _holds_units(table: etree._Element) -> bool:
    """Whether a box of one column holds units of the act: an article heading or a petit."""
    for paragraph in table.iter(f"{W}p"):
        words = " ".join(_words_of(paragraph, f"{W}t").split())
        if words and (_ARTICLE.match(words) or read_petit_line(words) is not None):
            return True
    return False
