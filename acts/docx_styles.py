"""Properties that a Word file gives through its styles: lists of paragraphs, lines of tables."""

from __future__ import annotations

from lxml import etree

from acts.docx_numbering import W

_OFF = ("0", "false", "off")
_NO_LINE = ("nil", "none")
_MAX_CHAIN = 20


class Styles:
    """The styles of a document by their id."""

    def __init__(self, root: etree._Element | None) -> None:
        self._styles = {
            style.get(f"{W}styleId"): style
            for style in (root if root is not None else ())
            if style.tag == f"{W}style"
        }

    def name_of(self, style: str) -> str:
        """The name of a style, by which the Herald's files know it; ids are Word's own."""
        found = self._styles.get(style)
        return (value_of(found, "name") if found is not None else None) or style

    def list_of(self, properties: etree._Element | None, style: str) -> tuple[str, int] | None:
        """The list and level of a paragraph, its own or its style's; None outside lists."""
        for one in [properties, *self._chain(style, "pPr")]:
            numbered = one.find(f"{W}numPr") if one is not None else None
            if numbered is not None:
                level, plan = value_of(numbered, "ilvl") or "0", value_of(numbered, "numId")
                if not plan or plan == "0":
                    return None
                return plan, min(int(level), 8) if level.isdigit() else 0
        return None

    def is_ruled(self, table: etree._Element) -> bool:
        """Whether a table is drawn with lines: by itself, its cells or its style."""
        properties = table.find(f"{W}tblPr")
        if properties is not None and _has_line(properties.find(f"{W}tblBorders")):
            return True
        for borders in table.iterfind(f"{W}tr/{W}tc/{W}tcPr/{W}tcBorders"):
            if _has_line(borders):
                return True
        style = value_of(properties, "tblStyle")
        return any(
            _has_line(one.find(f"{W}tblBorders")) for one in self._chain(style or "", "tblPr")
        )

    def _chain(self, style: str, part: str) -> list[etree._Element]:
        """That part of a style and of those it is based on, nearest first."""
        found: list[etree._Element] = []
        for _ in range(_MAX_CHAIN):
            element = self._styles.get(style)
            if element is None:
                break
            properties = element.find(W + part)
            if properties is not None:
                found.append(properties)
            style = value_of(element, "basedOn") or ""
        return found


def value_of(parent: etree._Element | None, name: str) -> str | None:
    """``w:val`` of a child, or None."""
    child = parent.find(W + name) if parent is not None else None
    return child.get(f"{W}val") if child is not None else None


def is_on(parent: etree._Element | None, name: str) -> bool:
    """Whether a property that is on or off is on."""
    child = parent.find(W + name) if parent is not None else None
    return child is not None and child.get(f"{W}val") not in _OFF


def _has_line(borders: etree._Element | None) -> bool:
    return borders is not None and any(
        line.get(f"{W}val") not in (None, *_NO_LINE) for line in borders
    )
