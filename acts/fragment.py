"""The new text of an operation as units: a whole article, a point with its subpoints, …

What an amending act gives must be of the kind that it says; a text that cannot be read into
exactly that kind, whole and in order, is refused, never bent.

>>> point = recognize_fragment("2. ტექსტი:\\nა) ერთი;\\nბ) ორი.", Kind.POINT, Number.parse("2"))[0]
>>> point.label, [child.label for child in point.children]
('2.', ['', 'ა)', 'ბ)'])
>>> recognize_fragment("უბრალო ტექსტი.", Kind.POINT, None)
Traceback (most recent call last):
acts.fragment.UnreadableFragment: different-kind: the text begins with text, not with point
"""

from __future__ import annotations

from acts.body import read_body
from acts.headings import read_annex_heading
from acts.lists import read_lists
from acts.lossless import printed_pieces
from acts.paragraphs import Paragraph, paragraphs
from acts.source import Source
from acts.structure import read_annex
from schemas.model import Kind, Reading, Unit
from schemas.normal import same_law
from schemas.numbers import Number

_DIVISIONS = frozenset(
    {Kind.BOOK, Kind.PART, Kind.CHAPTER, Kind.SUBCHAPTER, Kind.GROUP, Kind.ARTICLE}
)
_ITEMS = frozenset({Kind.CLAUSE, Kind.POINT, Kind.SUBPOINT, Kind.NOTE})


class UnreadableFragment(ValueError):
    """The text is not what it should be. ``name`` is one of :data:`schemas.refusals.NAMES`:
    ``different-kind`` or ``structure-not-readable``."""

    def __init__(self, name: str, reason: str) -> None:
        super().__init__(f"{name}: {reason}")
        self.name, self.reason = name, reason


def recognize_fragment(text: str, first: Kind | None, number: Number | None) -> list[Unit]:
    """The units that a text is. Spans are offsets into ``text``.

    ``first`` is the kind that every top unit must have (None: whatever the text is);
    ``number`` is the number that the first one must have (None: any).
    Raises UnreadableFragment.
    """
    found = paragraphs(Source(text, "", "text"))
    if not found:
        raise UnreadableFragment("structure-not-readable", "the text is empty")
    readings: list[Reading] = []
    units = _read(found, first, number, text, readings)
    if first is not None and first not in (Kind.TEXT, Kind.PARAGRAPH):
        _check_kind(units, first, number)
    pieces = [piece for unit in units for piece in printed_pieces(unit)]
    if not same_law("\n".join(pieces), text):
        raise UnreadableFragment("structure-not-readable", "the units do not hold every word")
    return units


def _read(
    found: list[Paragraph],
    first: Kind | None,
    number: Number | None,
    text: str,
    readings: list[Reading],
) -> list[Unit]:
    if first is Kind.ANNEX:
        return [_annex(found, text, readings)]
    if first is Kind.PREAMBLE:
        children = [Unit(Kind.TEXT, text=p.text, span=(p.start, p.end)) for p in found]
        return [Unit(Kind.PREAMBLE, children=children, span=(found[0].start, found[-1].end))]
    if first is None or first in _DIVISIONS:
        holder = Unit(Kind.BODY)
        if first is Kind.ARTICLE and found[0].text.startswith("მუხლი"):
            found[0].role = "heading"
        read_body(holder, found, text, readings)
        return holder.children
    if first in _ITEMS:
        holder = Unit(Kind.POINT if first is Kind.SUBPOINT else Kind.ARTICLE)
        read_lists(holder, found, text, readings, number)
    elif first in (Kind.TEXT, Kind.PARAGRAPH):
        holder = Unit(Kind.ARTICLE)
        read_lists(holder, found, text, readings)
    else:
        raise UnreadableFragment("structure-not-readable", f"no reading of text as {first.value}")
    if holder.petits:
        raise UnreadableFragment("structure-not-readable", "a petit inside the new text")
    return holder.children


def _annex(found: list[Paragraph], text: str, readings: list[Reading]) -> Unit:
    heading = read_annex_heading(found[0].text)
    span = (found[0].start, found[-1].end)
    return read_annex(found[1:] if heading else found, heading, span, text, readings)


def _check_kind(units: list[Unit], kind: Kind, number: Number | None) -> None:
    for unit in units:
        if unit.kind is not kind:
            where = "begins with" if unit is units[0] else "also holds"
            raise UnreadableFragment(
                "different-kind",
                f"the text {where} {unit.kind.value}, not with {kind.value}"
                if unit is units[0]
                else f"the text {where} {unit.kind.value} beside {kind.value}",
            )
    if number is not None and units[0].number is not None and units[0].number != number:
        raise UnreadableFragment(
            "different-kind", f"the text begins with number {units[0].number}, not {number}"
        )
