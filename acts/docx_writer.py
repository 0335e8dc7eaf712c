"""An act as a Word file (ECMA-376, part 1): headings for the outline, petits small and apart.

Every unit with an eId is a bookmark of that name; numbers are text as printed, because a list
that Word counts by itself would renumber the law; raised numbers are superscripts and tables are
tables. Written with python-docx (the extra ``documents``).
"""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Iterable
from datetime import UTC, datetime
from importlib import import_module
from typing import Any

from acts.akn_text import ILLEGAL
from schemas.model import Act, Kind, Petit, Unit

_SUPERSCRIPT = re.compile(r"\^(\d+)")
_HEADED = frozenset(
    {Kind.BOOK, Kind.PART, Kind.CHAPTER, Kind.SUBCHAPTER, Kind.GROUP, Kind.ARTICLE, Kind.ANNEX}
)
_STEP_IN = frozenset({Kind.SUBPOINT, Kind.NOTE})
_FONT = "Sylfaen"  # Georgian letters on every Windows and Mac
_MAX_BOOKMARK = 40  # characters, of Word
_EPOCH = datetime(2000, 1, 1, tzinfo=UTC)  # the file depends on the act alone


class MissingLibrary(RuntimeError):
    """A library that writes this format is not installed; ``extra`` names what installs it."""

    def __init__(self, library: str, extra: str = "documents") -> None:
        super().__init__(f"{library} is not installed; pip install 'matsne[{extra}]'")
        self.library, self.extra = library, extra


def to_docx(act: Act) -> bytes:
    """The whole act as the bytes of a .docx file; the same act gives the same bytes.

    Raises:
        MissingLibrary: python-docx is not installed.
    """
    try:
        docx: Any = import_module("docx")
    except ImportError as error:
        raise MissingLibrary("python-docx") from error
    writer = _Writer(docx)
    for unit in act.root.children:
        writer.unit(unit, 1, 0)
    writer.petits(act.root.petits)
    core = writer.document.core_properties
    core.title = ILLEGAL.sub("\ufffd", act.particulars.title or "")[:255]
    core.author = ILLEGAL.sub("\ufffd", act.particulars.issuer or "")[:255]
    core.language, core.comments = "ka-GE", ""
    core.created = core.modified = _EPOCH
    out = io.BytesIO()
    writer.document.save(out)
    return _dated(out.getvalue())


def _dated(package: bytes) -> bytes:
    """The same archive with one fixed time on every part."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(package)) as old, zipfile.ZipFile(out, "w") as new:
        for item in old.infolist():
            info = zipfile.ZipInfo(item.filename, _EPOCH.timetuple()[:6])
            info.compress_type = zipfile.ZIP_DEFLATED
            new.writestr(info, old.read(item))
    return out.getvalue()


class _Writer:
    """Writes units one below the other into one document."""

    def __init__(self, docx: Any) -> None:
        self.document = docx.Document()
        self.oxml = import_module("docx.oxml")
        self.qn = import_module("docx.oxml.ns").qn
        shared = import_module("docx.shared")
        self.cm, self.pt = shared.Cm, shared.Pt
        self.center = import_module("docx.enum.text").WD_ALIGN_PARAGRAPH.CENTER
        self.bookmarks: set[str] = set()
        self._page()
        self._styles(shared.RGBColor(0, 0, 0))

    def _page(self) -> None:
        section = self.document.sections[0]
        section.page_width, section.page_height = self.cm(21), self.cm(29.7)
        section.left_margin = section.right_margin = self.cm(2.5)
        section.top_margin = section.bottom_margin = self.cm(2.5)

    def _styles(self, black: Any) -> None:
        styles = self.document.styles
        names = ["Normal", "Title", *(f"Heading {level}" for level in range(1, 7))]
        petit = styles.add_style("Petit", 1)
        petit.base_style = styles["Normal"]
        for name in [*names, "Petit"]:
            style = styles[name]
            style.font.name, style.font.color.rgb = _FONT, black
            fonts = style.element.get_or_add_rPr().get_or_add_rFonts()
            for key in list(fonts.attrib):
                if key.endswith("Theme"):
                    del fonts.attrib[key]
            for script in ("w:ascii", "w:hAnsi", "w:eastAsia", "w:cs"):
                fonts.set(self.qn(script), _FONT)
            style.font.size = self.pt({"Title": 14, "Heading 1": 13, "Petit": 8.5}.get(name, 11))
            style.font.italic = False
            style.paragraph_format.space_after = self.pt(2 if name == "Petit" else 6)
        language = self.oxml.OxmlElement("w:lang")
        for script in ("w:val", "w:eastAsia"):
            language.set(self.qn(script), "ka-GE")
        properties = styles["Normal"].element.get_or_add_rPr()
        for old in properties.findall(self.qn("w:lang")):
            properties.remove(old)
        properties.append(language)

    def unit(self, unit: Unit, level: int, depth: int) -> None:
        """One unit and all below it. ``level`` of headings, ``depth`` of the indent in steps."""
        children = unit.children
        if unit.kind is Kind.TABLE:
            self._table(unit)
        elif unit.kind is Kind.TEXT and unit.role == "title":
            self._line(unit, [unit.text], style="Title")
        elif unit.kind in _HEADED:
            if unit.kind is Kind.ANNEX and self.document.paragraphs:
                self.document.add_page_break()
            self._head(unit, level)
            level += 1
        else:
            words = [unit.label, unit.heading, unit.text]
            if unit.removal is not None:
                words.append(unit.removal.printed)
            elif unit.label and not unit.heading and children and _is_words(children[0]):
                words.append(children[0].text)
                self._line(unit, words, depth=depth)
                self.petits(children[0].petits)
                words, children = [], children[1:]
            if any(words):
                self._line(unit, words, depth=depth)
        for child in children:
            self.unit(child, level, depth + (child.kind in _STEP_IN))
        self.petits(unit.petits)

    def _head(self, unit: Unit, level: int) -> None:
        words = [unit.label, unit.heading]
        if unit.removal is not None:
            words.append(unit.removal.printed)
        if any(words):
            paragraph = self._line(unit, words, style=f"Heading {min(level, 6)}")
            if unit.kind is not Kind.ARTICLE:
                paragraph.alignment = self.center

    def _line(self, unit: Unit, words: Iterable[str], *, style: str = "", depth: int = 0) -> Any:
        paragraph = self.document.add_paragraph(style=style or None)
        if depth:
            paragraph.paragraph_format.left_indent = self.cm(0.75 * depth)
        self._words(paragraph, " ".join(part for part in words if part))
        if unit.eid:
            self._bookmark(paragraph, unit.eid)
        return paragraph

    def _words(self, paragraph: Any, text: str) -> None:
        """Runs of words; every second piece is a superscript."""
        for index, piece in enumerate(_SUPERSCRIPT.split(ILLEGAL.sub("\ufffd", text))):
            if piece:
                run = paragraph.add_run(piece)
                if index % 2:
                    run.font.superscript = True

    def _bookmark(self, paragraph: Any, eid: str) -> None:
        name = eid.replace("-", "_")
        if len(name) > _MAX_BOOKMARK or name in self.bookmarks or not name[0].isalpha():
            return
        self.bookmarks.add(name)
        number = str(len(self.bookmarks))
        start, end = (self.oxml.OxmlElement(f"w:bookmark{half}") for half in ("Start", "End"))
        start.set(self.qn("w:id"), number)
        start.set(self.qn("w:name"), name)
        end.set(self.qn("w:id"), number)
        properties = paragraph._p.pPr
        paragraph._p.insert(0 if properties is None else 1, start)
        paragraph._p.append(end)

    def _table(self, unit: Unit) -> None:
        width = max((len(row) for row in unit.rows), default=0)
        if not width:
            return
        table = self.document.add_table(rows=0, cols=width, style="Table Grid")
        for row in unit.rows:
            cells = table.add_row().cells
            for cell, text in zip(cells, row, strict=False):
                lines = text.split("\n")
                self._words(cell.paragraphs[0], lines[0])
                for line in lines[1:]:
                    self._words(cell.add_paragraph(), line)

    def petits(self, petits: list[Petit]) -> None:
        """The notes below a unit, oldest first, in the small style."""
        for petit in petits:
            self._words(self.document.add_paragraph(style="Petit"), petit.printed)


def _is_words(unit: Unit) -> bool:
    return unit.kind is Kind.TEXT and not (unit.label or unit.heading or unit.children)
