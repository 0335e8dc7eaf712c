"""Reader of pages of the Herald's site.

Two layouts are known (LANGUAGE.md, „Matsne HTML“). The newer one is a flat list of ``p`` under
``#maindoc`` whose classes say what each is (``muxlixml`` an article, ``mypetit`` a petit, …); the
older one marks the parts of a document by anchors (``DOCUMENT:1;ARTICLE:5;``) and tables whose
``id`` ends in ``_Title`` or ``_Content``. Both come out as one text; data tables keep their rows.

A page that offers its document only as a file to download, or as pictures, has no text: that is
recorded as a defect ``attachment-only`` with the address, never read as an empty act.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from lxml import etree, html

from acts.assembly import Assembly
from acts.cleaning import clean
from acts.dates import dotted_date
from acts.markup import LineBuilder, is_data_table, table_rows
from acts.source import BadSource, Role, Source
from schemas.model import Particulars

_ROLES: dict[str, Role] = {
    "muxlixml": "heading",
    "sataurixml": "line",
}
_HEADINGS = frozenset({"muxlixml", "tavixml", "karixml", "wignixml"})
_ANCHOR = re.compile(r"DOCUMENT:\d+;(?P<part>[A-Z]+):")
_PART_ROLE: dict[str, Role] = {"ARTICLE": "heading"}
_DOWNLOAD = re.compile(r"/document/download/|\.(?:pdf|docx?|zip|rar)(?:$|\?)", re.I)
_LABELS = {
    "დოკუმენტის ნომერი": "number",
    "დოკუმენტის მიმღები": "issuer",
    "მიღების თარიღი": "date",
    "დოკუმენტის ტიპი": "kind",
    "გამოქვეყნების წყარო, თარიღი": "published",
    "სარეგისტრაციო კოდი": "code",
}
_VIEW = re.compile(r"/document/view/(\d+)(?:\?(?:[^\"']*&)?publication=(\d+))?")
_KIND_WORD = re.compile(r"(?:(?:ორგანული|კონსტიტუციური)\s+)?[ა-ჰ]+$")
_BLOCKS = frozenset({"p", "div", "h1", "h2", "h3", "h4", "h5", "li", "pre", "center"})
_SKIPPED = frozenset({"script", "style", "head", "noscript", "form", "button", "nav"})


def read(data: bytes, sha256: str, name: str = "") -> Source:
    """Read one page. Raises BadSource ``unknown-format`` for a page without a document."""
    root = html.document_fromstring(data, parser=html.HTMLParser(encoding="utf-8"))
    body = _document(root)
    if body is None:
        raise BadSource("unknown-format", name or "the page", "no element holds a document")
    assembly = Assembly()
    reader = _Reader(assembly)
    reader.read(body)
    _pictures(body, assembly)
    particulars = _particulars(root, body)
    if not any(segment.role != "title" for segment in assembly.segments):
        links = [a.get("href") or "" for a in root.iter("a")]
        links = [link for link in links if _DOWNLOAD.search(link)]
        for link in links or [""]:
            assembly.miss("attachment-only", name or "the page", link)
        if not links and not any(d.name == "picture" for d in assembly.defects):
            raise BadSource("unknown-format", name or "the page", "the document holds no words")
    return Source(
        text=assembly.text,
        sha256=sha256,
        format="html",
        particulars=particulars,
        segments=tuple(assembly.segments),
        defects=tuple(assembly.defects),
    )


def _document(root: etree._Element) -> etree._Element | None:
    """The element that holds the act: ``#maindoc``, or what stands around the old anchors."""
    for element in root.iter():
        if element.get("id") == "maindoc":
            return element
    if any((anchor.get("name") or "").startswith("DOCUMENT:") for anchor in root.iter("a")):
        return root.find("body")
    for paragraph in root.iter("p"):
        if "xml" in (paragraph.get("class") or ""):
            return paragraph.getparent()
    return None


class _Reader:
    """Walks the page in document order; every block of words becomes one line."""

    def __init__(self, assembly: Assembly) -> None:
        self.assembly = assembly
        self.line = LineBuilder()
        self.role: Role = "line"

    def read(self, body: etree._Element) -> None:
        self._children(body)
        self._end_line()

    def _children(self, element: etree._Element) -> None:
        self.line.words(element.text)
        for child in element:
            if isinstance(child.tag, str):
                self._element(child)
            self.line.words(child.tail)

    def _element(self, element: etree._Element) -> None:
        tag = str(element.tag).lower()
        if tag in _SKIPPED:
            return
        if tag == "br":
            self._end_line()
        elif tag == "sup":
            self.line.superscript("".join(_texts(element)))
        elif tag == "table":
            self._table(element)
        elif tag in _BLOCKS:
            self._end_line()
            self.role = self._role(element)
            self._children(element)
            self._end_line()
            self.role = "line"
        elif tag == "a" and (anchor := _ANCHOR.match(element.get("name") or "")):
            self._end_line()
            self.role = _PART_ROLE.get(anchor["part"], "line")
            self._children(element)
        else:
            self._children(element)

    def _role(self, element: etree._Element) -> Role:
        for name in (element.get("class") or "").split():
            if name.lower() in _ROLES:
                return _ROLES[name.lower()]
        return self.role

    def _table(self, table: etree._Element) -> None:
        self._end_line()
        marker = table.get("id") or ""
        if marker.endswith(("_Title", "_Content")) or not is_data_table(table, _HEADINGS):
            role: Role = "heading" if marker.endswith("_Title") and "ARTICLE" in marker else "line"
            for cell in table.iter("td", "th"):
                if next(cell.iterancestors("table"), None) is not table:
                    continue
                self._end_line()
                self.role = role
                self._children(cell)
                self._end_line()
            self.role = "line"
            return
        rows = [[clean(cell) for cell in row] for row in table_rows(table)]
        if any(any(row) for row in rows):
            self.assembly.add("\n".join("\t".join(row) for row in rows), "table")

    def _end_line(self) -> None:
        words = clean(self.line.take()).strip()
        if not words:
            return
        self.assembly.add(words, self.role)
        if self.role == "heading":
            self.role = "line"  # one heading, one line


def _texts(element: etree._Element) -> Iterator[str]:
    for text in element.itertext():
        yield str(text)


def _pictures(body: etree._Element, assembly: Assembly) -> None:
    for image in body.iter("img"):
        assembly.miss("picture", f"line {image.sourceline or 0}", image.get("src") or "")


def _particulars(root: etree._Element, body: etree._Element) -> Particulars:
    """What the table above the document says. Values stand in the cell after their label."""
    values: dict[str, str] = {}
    cells = [c for c in root.iter("td", "th", "dt", "dd", "span", "div") if not _inside(c, body)]
    for index, cell in enumerate(cells[:-1]):
        label = " ".join("".join(_texts(cell)).split()).rstrip(":")
        if label in _LABELS and _LABELS[label] not in values:
            values[_LABELS[label]] = " ".join("".join(_texts(cells[index + 1])).split())
    title = root.find(".//title")
    kind = _KIND_WORD.search(values.get("kind", ""))
    published = values.get("published", "")
    seen = _VIEW.search(etree.tostring(root, encoding="unicode", method="html")[:200_000])
    return Particulars(
        title=" ".join((title.text or "").split()) or None if title is not None else None,
        kind=" ".join(kind.group().split()) if kind else None,
        issuer=values.get("issuer") or None,
        date=dotted_date(values.get("date", "")),
        number=values.get("number") or None,
        registration_code=values.get("code") or None,
        matsne_id=seen.group(1) if seen else None,
        published=dotted_date(published),
        organ=published.split(",")[0].strip() or None,
        publication_index=int(seen.group(2)) if seen and seen.group(2) else None,
    )


def _inside(element: etree._Element, body: etree._Element) -> bool:
    return any(above is body for above in element.iterancestors())
