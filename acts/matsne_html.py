"""Reader of pages of the Herald's site.

Two layouts are known (LANGUAGE.md, „Matsne HTML“). The newer one is a flat list of ``p`` under
``#maindoc`` whose classes say what each is (``muxlixml`` an article, ``mypetit`` a petit, …); the
older one marks the parts of a document by anchors (``DOCUMENT:1;ARTICLE:5;``) and tables whose
``id`` ends in ``_Title`` or ``_Content``. Both come out as one text; tables of data keep their
rows and cells. Nothing outside the document is its text; scripts, styles and what a page hides
are left out.

A page that offers its document only as a file, or as pictures, has no text: that is recorded as
the defect ``only-download`` or ``only-picture`` with the addresses, never read as an empty act.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from lxml import etree, html

from acts.blocks import Block, Grid, assemble, side_by_side
from acts.html_particulars import page_particulars
from acts.source import BadSource, Defect, Source

_UNIT_CLASSES = frozenset({"muxlixml", "tavixml", "karixml", "wignixml"})
_PART = re.compile(r"DOCUMENT:\d+;")
_PART_TITLE = re.compile(r"(?:.*;)?(?P<part>[A-Z]+):\d+;_Title")
_TITLE_STYLE = {"ARTICLE": "muxlixml", "CHAPTER": "tavixml", "PART": "karixml", "BOOK": "wignixml"}
_ANCHOR = re.compile(r"part_\d+|DOCUMENT:\d+;.*")
_STYLE_CLASS = re.compile(r"_?(?P<name>[a-z]+xml\d*|mypetit|satauri2)", re.IGNORECASE)
_DOWNLOAD = re.compile(r"/document/download/|\.(?:pdf|docx?|xlsx?|zip|rar)(?:$|[?#])", re.I)
_OFFER = re.compile(r"დოკუმენტის\s+სანახავად.*|გადმოწერა|ჩამოტვირთვა")
_BANNER = re.compile(
    r"თქვენ\s+უყურებთ\s+დოკუმენტის.*|პირველადი\s+სახე(?:\s*\([\d/\s–-]*\))?|"
    r"ყურადღება!\s+ვერსია,\s+რომელსაც.*|კონსოლიდირებული\s+ვერსია.*|"
    r"დროებით,\s+ფაილს\s+შესაძლოა.*"
)
_HIDDEN = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.IGNORECASE)
_RAISED = re.compile(r"vertical-align\s*:\s*super", re.IGNORECASE)
_LINES = re.compile(r"border[a-z-]*\s*:\s*(?!none|0)[^;]*(?:solid|[1-9])", re.IGNORECASE)
_SPACE = re.compile(r"[ \t\r\n\f\v]+")
_BLOCKS = frozenset(
    {"p", "div", "h1", "h2", "h3", "h4", "h5", "h6", "li", "ul", "ol", "pre", "center",
     "blockquote", "section", "article", "dl", "dt", "dd"}
)  # fmt: skip
_SKIPPED = frozenset({"script", "style", "head", "noscript", "form", "button", "nav", "template"})
_BREAK = "\x00"  # no page can hold this character
_MAX_DEPTH = 200  # elements inside elements


def read(data: bytes, sha256: str, name: str = "") -> Source:
    """Read one page in UTF-8. ``name`` is used only in messages.

    Raises BadSource ``unknown-format`` for a page without a document, ``empty-source`` for a
    document without words, pictures or files, ``too-large`` and ``no-georgian-text``.
    """
    place = name or "page"
    root = _parse(data, place)
    body = _document(root)
    if body is None:
        raise BadSource("unknown-format", place, "no element holds a document")
    reader = _Reader(place)
    parts = list(reader.blocks(body))
    words = any(isinstance(part, Grid) or part.text.strip() for part in parts)
    if not words:
        reader.defects.append(_only_attached(root, body, reader.pictures, place))
    particulars = page_particulars(root, body)
    return assemble(parts, sha256, "html", particulars, reader.defects)


def _parse(data: bytes, place: str) -> etree._Element:
    parser = html.HTMLParser(encoding="utf-8", no_network=True, remove_comments=True)
    try:
        root = html.document_fromstring(data, parser=parser)
    except etree.ParserError as error:
        raise BadSource("unknown-format", place, str(error)) from None
    for entry in parser.error_log:
        if "depth" in entry.message.lower():
            raise BadSource("too-large", f"{place}, line {entry.line}", "nested too deeply")
    return root


def _document(root: etree._Element) -> etree._Element | None:
    """The element that holds the act: ``#maindoc``, or what stands around the old anchors."""
    for element in root.iter():
        if element.get("id") == "maindoc":
            return element
    for anchor in root.iter("a"):
        if _PART.match(anchor.get("name") or anchor.get("id") or ""):
            return root.find("body")
    for paragraph in root.iter("p"):
        if _style(paragraph):
            return paragraph.getparent()
    return None


def _only_attached(
    root: etree._Element, body: etree._Element, pictures: list[str], place: str
) -> Defect:
    """What a document without words offers instead. Raises BadSource ``empty-source``."""
    for held in (body, root):
        links = [a.get("href") or "" for a in held.iter("a")]
        if files := [link for link in links if _DOWNLOAD.search(link)]:
            return Defect("only-download", place, " ".join(dict.fromkeys(files)))
        if pictures:
            return Defect("only-picture", place, " ".join(dict.fromkeys(pictures)))
    raise BadSource("empty-source", place, "the document holds no words")


class _Reader:
    """Walks a document in order; every block of words becomes one paragraph."""

    def __init__(self, place: str) -> None:
        self.place = place
        self.defects: list[Defect] = []
        self.pictures: list[str] = []
        self.line: list[str] = []
        self.style = ""
        self.anchor = ""

    def blocks(self, element: etree._Element, depth: int = 0) -> Iterator[Block | Grid]:
        """Paragraphs and tables of an element."""
        yield from self._children(element, depth)
        yield from self._take()

    def _children(self, element: etree._Element, depth: int) -> Iterator[Block | Grid]:
        if depth > _MAX_DEPTH:
            raise BadSource("too-large", self.place, "elements nested too deeply")
        self.line.append(element.text or "")
        for child in element:
            if isinstance(child.tag, str):
                yield from self._element(child, depth + 1)
            self.line.append(child.tail or "")

    def _element(self, element: etree._Element, depth: int) -> Iterator[Block | Grid]:
        tag = str(element.tag).lower()
        if tag in _SKIPPED or _is_comment_mark(element):
            return
        if _HIDDEN.search(element.get("style") or ""):
            words = _text(element)
            if words:
                self.defects.append(Defect("hidden-words", self.place, words))
            return
        self._bookmark(element)
        if tag == "br":
            self.line.append(_BREAK)
        elif tag == "img":
            self.pictures.append(element.get("src") or "picture")
            self.defects.append(Defect("picture", self.place, self.pictures[-1]))
        elif tag == "sup" or _RAISED.search(element.get("style") or ""):
            self._raised(_text(element))
        elif tag == "table":
            yield from self._take()
            yield from self._table(element, depth)
        elif tag in _BLOCKS:
            yield from self._take()
            before, self.style = self.style, _style(element) or self.style
            yield from self._children(element, depth)
            yield from self._take()
            self.style = before
        else:
            yield from self._children(element, depth)

    def _bookmark(self, element: etree._Element) -> None:
        name = element.get("name") or element.get("id") or ""
        if element.tag == "a" and _ANCHOR.fullmatch(name):
            self.anchor = self.anchor if "ENCLOSURE" in self.anchor else name

    def _raised(self, words: str) -> None:
        """Raised digits are ``^N``; other raised signs have no raised form in text."""
        digits = words.replace("\u200b", "").strip()
        self.line.append(f"^{digits}" if digits[:1].isdecimal() else words)

    def _take(self) -> Iterator[Block]:
        """The paragraph so far; begins a new one."""
        lines = [line.strip() for line in _SPACE.sub(" ", "".join(self.line)).split(_BREAK)]
        self.line = []
        text = "\n".join(line for line in lines if line)
        if not text:
            return
        if _BANNER.fullmatch(text) or _OFFER.fullmatch(text):
            self.defects.append(Defect("banner", self.place, text))
            return
        anchor, self.anchor = self.anchor, ""
        yield Block(text, self.style, anchor)

    # -- tables ---------------------------------------------------------------------------

    def _table(self, table: etree._Element, depth: int) -> Iterator[Block | Grid]:
        rows = list(_rows(table))
        before = self.style
        name = table.get("id") or ""
        if _PART.match(name) and not self.anchor:
            self.anchor = name
        titled = _PART_TITLE.fullmatch(name)
        self.style = _TITLE_STYLE.get(titled["part"], before) if titled else before
        if name.endswith(("_Title", "_Content")) or _is_frame(table, rows):
            for row in rows:
                yield from side_by_side([list(self.blocks(cell, depth)) for cell in row])
        else:
            yield Grid(list(self._grid(rows, depth)))
        self.style = before

    def _grid(self, rows: list[list[etree._Element]], depth: int) -> Iterator[list[str]]:
        """Rows of texts; a cell over several columns or rows leaves empty places behind it."""
        open_rows: dict[int, int] = {}
        for row in rows:
            out: list[str] = []
            for cell in row:
                while open_rows.get(len(out), 0):
                    open_rows[len(out)] -= 1
                    out.append("")
                width, height = _span(cell, "colspan"), _span(cell, "rowspan")
                for place in range(len(out), len(out) + width):
                    open_rows[place] = height - 1
                out += [self._cell(cell, depth), *[""] * (width - 1)]
            while open_rows.get(len(out), 0):
                open_rows[len(out)] -= 1
                out.append("")
            yield out

    def _cell(self, cell: etree._Element, depth: int) -> str:
        lines: list[str] = []
        for block in self.blocks(cell, depth):
            if isinstance(block, Block):
                lines.append(block.text)
            else:
                lines.extend(word for row in block.rows for word in row if word)
                self.defects.append(Defect("nested-table", self.place, "its cells became lines"))
        return "\n".join(lines)


def _rows(table: etree._Element) -> Iterator[list[etree._Element]]:
    for child in table:
        if child.tag == "tr":
            yield [cell for cell in child if cell.tag in ("td", "th")]
        elif child.tag in ("tbody", "thead", "tfoot"):
            yield from _rows(child)


def _is_frame(table: etree._Element, rows: list[list[etree._Element]]) -> bool:
    """Whether a table lays out running text: units inside, or one column or row without lines."""
    if any(_UNIT_CLASSES & {_style(p)} for p in table.iter("p", "div")):
        return True
    if any(_PART.match(a.get("name") or "") for a in table.iter("a")):
        return True
    columns = max(map(len, rows), default=0)
    return (columns < 2 or len(rows) < 2) and not _is_ruled(table)


def _is_ruled(table: etree._Element) -> bool:
    if (table.get("border") or "0").strip() not in ("", "0"):
        return True
    return any(_LINES.search(one.get("style") or "") for one in table.iter("table", "td", "th"))


def _span(cell: etree._Element, name: str) -> int:
    value = (cell.get(name) or "1").strip()
    return min(max(int(value), 1), 200) if value.isdecimal() else 1


def _style(element: etree._Element) -> str:
    for one in (element.get("class") or "").split():
        match = _STYLE_CLASS.fullmatch(one)
        if match:
            return match["name"].lower()
    return ""


def _is_comment_mark(element: etree._Element) -> bool:
    """„#“ beside a line is the site's handle for comments."""
    return element.tag == "a" and _text(element) == "#"


def _text(element: etree._Element) -> str:
    return "".join(str(text) for text in element.itertext()).strip()
