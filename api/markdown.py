"""An act as Markdown (CommonMark) that renders with the printed numbers and reads well raw.

>>> from schemas.model import Kind, Unit
>>> words = Unit(Kind.TEXT, text="1. ვადა *არის* 37^1 დღე")
>>> print(to_markdown(Unit(Kind.ARTICLE, label="მუხლი 5.", heading="ვადა", children=[words])))
### მუხლი 5. ვადა
<BLANKLINE>
1\\. ვადა \\*არის\\* 37¹ დღე
<BLANKLINE>
"""

from __future__ import annotations

import re

from schemas.model import Kind, Unit
from schemas.numbers import raise_superscripts

_LEVEL = {
    Kind.ANNEX: 2, Kind.BOOK: 2, Kind.PART: 2, Kind.CHAPTER: 2, Kind.SUBCHAPTER: 3,
    Kind.GROUP: 3, Kind.ARTICLE: 3, Kind.CLAUSE: 3,
}  # fmt: skip
_SPECIAL = re.compile(r"[\\`*_\[\]<>|~]")
_LIST = re.compile(r"^(\s*)(\d+)([.)])(?=\s|$)")
_LEAD = re.compile(r"^(\s*)([#+=-])")


def to_markdown(unit: Unit) -> str:
    """A unit, or a whole act by its root. Petits are small notes in italics."""
    blocks: list[str] = []
    _unit(unit, blocks)
    return "\n\n".join(block for block in blocks if block) + "\n"


def _words(text: str) -> str:
    text = _SPECIAL.sub(lambda found: "\\" + found.group(), raise_superscripts(text))
    text = _LIST.sub(r"\1\2\\\3", text.replace("\u2028", " "))
    return _LEAD.sub(r"\1\\\2", text).replace("\n", "  \n")


def _head(unit: Unit) -> str:
    return " ".join(part for part in (unit.label, unit.heading) if part)


def _unit(unit: Unit, out: list[str]) -> None:
    if unit.kind is Kind.TEXT:
        heading = unit.role == "title"
        out.append(("# " if heading else "") + _words(unit.text))
    elif unit.kind is Kind.TABLE:
        out.append(_table(unit))
    else:
        _branch(unit, out)
    out.extend(f"*{_words(petit.printed)}*" for petit in unit.petits)


def _branch(unit: Unit, out: list[str]) -> None:
    level, head = _LEVEL.get(unit.kind), _head(unit)
    children = unit.children
    if unit.removal is not None:
        printed = " ".join(part for part in (head, unit.removal.printed) if part)
        out.append(f"{'#' * level} {_words(printed)}" if level else _words(printed))
    elif head and level:
        out.append(f"{'#' * level} {_words(head)}")
    elif head:
        first = children[0] if children else None
        if first is not None and first.kind is Kind.TEXT and not unit.heading:
            out.append(_words(f"{head} {first.text}"))
            out.extend(f"*{_words(petit.printed)}*" for petit in first.petits)
            children = children[1:]
        else:
            out.append(_words(head))
    for child in children:
        _unit(child, out)


def _table(unit: Unit) -> str:
    """A pipe table; the first row is its head, since Markdown wants one."""
    if not unit.rows:
        return ""
    width = max(map(len, unit.rows))
    lines = []
    for place, row in enumerate(unit.rows):
        cells = [_words(cell.replace("\n", " ")) for cell in row] + [""] * (width - len(row))
        lines.append(f"| {' | '.join(cells)} |")
        if place == 0:
            lines.append("|" + " --- |" * width)
    return "\n".join(lines)
