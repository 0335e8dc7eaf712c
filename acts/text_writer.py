"""An act as plain text: legal text in document order, with or without its petits.

Without petits this is :func:`schemas.model.text_of`: the text that is law. With petits each
note stands on a line of its own after the unit it belongs to, as the Herald prints it; the
petits of a chapter or an annex stand under its heading.
"""

from __future__ import annotations

from schemas.model import SECTIONS, Act, Kind, Unit, text_of

_UNDER_HEADING = frozenset(
    {Kind.BOOK, Kind.PART, Kind.CHAPTER, Kind.SUBCHAPTER, Kind.GROUP, Kind.ANNEX}
)


def to_text(act: Act, *, petits: bool = True) -> str:
    """Plain text of the whole act, ending with a line feed.

    >>> from schemas.model import Particulars, Petit
    >>> words = Unit(Kind.TEXT, text="ტექსტი.")
    >>> article = Unit(Kind.ARTICLE, label="მუხლი 1", children=[words], petits=[Petit("ნოტი")])
    >>> act = Act(Particulars(), Unit(Kind.ACT, children=[Unit(Kind.BODY, children=[article])]))
    >>> to_text(act), to_text(act, petits=False)
    ('მუხლი 1 ტექსტი.\\nნოტი\\n', 'მუხლი 1 ტექსტი.\\n')
    """
    return unit_text(act.root, petits=petits) + "\n"


def unit_text(unit: Unit, *, petits: bool = True) -> str:
    """Plain text of one unit and all below it."""
    if not petits:
        return text_of(unit)
    lines: list[str] = []
    _collect(unit, lines)
    return "\n".join(lines)


def _collect(unit: Unit, lines: list[str]) -> None:
    notes = [petit.printed for petit in unit.petits]
    if unit.kind is Kind.TEXT:
        lines.append(unit.text)
    elif unit.kind is Kind.TABLE:
        lines.extend("\t".join(row).replace("\n", " ") for row in unit.rows)
    elif unit.removal is not None:
        lines.append(_join(unit.label, unit.heading, unit.removal.printed))
        for child in unit.children:
            _collect(child, lines)
    else:
        head = _join(unit.label, unit.heading)
        first = unit.children[0] if unit.children else None
        glued = head and not unit.heading and first is not None and first.kind is Kind.TEXT
        if head and not glued:
            lines.append(head)
        if unit.kind in _UNDER_HEADING and not glued:
            lines.extend(notes)
            notes = []
        mark = len(lines)
        for child in unit.children:
            _collect(child, lines)
        if glued:
            lines[mark] = _join(head, lines[mark])
    lines.extend(notes)


def _join(*parts: str) -> str:
    return " ".join(part for part in parts if part)


def sections_text(act: Act, *, petits: bool = True) -> dict[str, str]:
    """Plain text by section and annex (eId: text), in document order."""
    return {
        child.eid: unit_text(child, petits=petits)
        for child in act.root.children
        if child.kind in SECTIONS or child.kind is Kind.ANNEX
    }
