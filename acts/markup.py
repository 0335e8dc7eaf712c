"""Lines and tables out of HTML and Word markup, alike for both readers."""

from __future__ import annotations

import re

from lxml import etree

_SPACE = re.compile(r"[ \t\r\n\f\v]+")
_INDEX = re.compile(r"[\dა-ჰ]{1,4}")
_LONG_CELL = 400


class LineBuilder:
    """One line of words; a superscript that is an index becomes ``^1``.

    >>> line = LineBuilder()
    >>> line.words("მუხლი 37"); line.superscript("1"); line.words(" . ახალი\\n სათაური")
    >>> line.take()
    'მუხლი 37^1 . ახალი სათაური'
    """

    def __init__(self) -> None:
        self._parts: list[str] = []

    def words(self, text: str | None) -> None:
        if text:
            self._parts.append(text)

    def superscript(self, text: str) -> None:
        """A raised index; anything else raised (a footnote mark, a blank) stays as it is."""
        index = text.strip(" \t\u00a0\u200b")
        while self._parts and not self._parts[-1].strip("\u200b"):
            self._parts.pop()
        before = self._parts[-1].rstrip("\u200b") if self._parts else ""
        if _INDEX.fullmatch(index) and before[-1:].isalnum():
            self._parts[-1:] = [before, f"^{index}"]
            if text != text.rstrip():
                self._parts.append(" ")
        else:
            self._parts.append(text)

    def take(self) -> str:
        """The line so far; begins a new one."""
        words, self._parts = "".join(self._parts), []
        return _SPACE.sub(" ", words)


def table_rows(table: etree._Element) -> list[list[str]]:
    """Cells of an HTML table, row by row, without those of tables inside it."""
    rows: list[list[str]] = []
    for row in table.iter("tr"):
        if next(row.iterancestors("table"), None) is not table:
            continue
        rows.append([_cell(cell) for cell in row if cell.tag in ("td", "th")])
    return rows


def _cell(cell: etree._Element) -> str:
    line = LineBuilder()
    for element in cell.iter():
        if element.tag == "sup":
            line.superscript(element.text or "")
        elif isinstance(element.tag, str):
            if element.tag in ("p", "div", "br", "li", "tr"):
                line.words(" ")
            line.words(element.text)
        if element is not cell:
            line.words(element.tail)
    return line.take().strip()


def is_data_table(table: etree._Element, headings: frozenset[str]) -> bool:
    """Whether a table holds data, not the layout of running text.

    A frame has one cell a row, a heading or article inside, or whole articles in its cells.
    """
    rows = table_rows(table)
    if not rows or max(map(len, rows)) < 2:
        return False
    for element in table.iter("p", "div", "table"):
        if element is not table and (
            element.tag == "table" or headings.intersection((element.get("class") or "").split())
        ):
            return False
    return not any(len(cell) > _LONG_CELL * 10 for row in rows for cell in row)
