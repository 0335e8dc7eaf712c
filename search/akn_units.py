"""Units of an Akoma Ntoso text as search needs them: what is one document of the index.

A document is an article; where there are none, a point or clause; and what stands outside of
both: the preamble, loose text of a body or an annex. Bracketed future wording (``futureFrom``)
gives a unit one text for each span of days between the dates printed in it.

Text is the legal text in lines, as it is read: ``^N`` superscripts, cells of a row with tabs,
placeholders of removed units; petits are kept apart.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from itertools import pairwise

from lxml import etree

from schemas.elements import AKN, OWN, kind_of
from schemas.model import Kind, Petit

_A, _O = f"{{{AKN}}}", f"{{{OWN}}}"
_FUTURE, _N, _KIND = _O + "futureFrom", _O + "n", _O + "kind"
_CONTAINERS = frozenset({Kind.BOOK, Kind.PART, Kind.CHAPTER, Kind.SUBCHAPTER, Kind.GROUP})
_DOCUMENTS = frozenset({Kind.ARTICLE, Kind.POINT, Kind.CLAUSE})
_PASSED = frozenset({_A + "meta", _A + "attachments", _A + "preface", _A + "conclusions"})
_HEADS = frozenset({_A + "num", _A + "heading"})
_PETIT_FIELDS = {
    "actKind": "kind", "issuer": "issuer", "date": "date", "number": "number",
    "organ": "organ", "published": "published",
}  # fmt: skip


@dataclass(slots=True)
class UnitText:
    """One unit with one text, for the days ``begins`` (None: as long as its act's version) to
    ``ends`` that future wording printed in it gives."""

    eid: str
    wid: str
    kind: Kind
    number: str
    label: str
    heading: str
    text: str
    containers: tuple[str, ...]
    removed: bool = False
    petits: list[Petit] = field(default_factory=list)
    begins: str | None = None
    ends: str | None = None


@dataclass(slots=True)
class ActText:
    """What a version says. ``repealed``: note above an act that lost force, and its date."""

    units: list[UnitText]
    repealed: bool = False
    repealed_on: str | None = None


def read_units(akn: bytes) -> ActText:
    """The units of one version, in document order. ``akn`` is as our own writer makes it."""
    root = etree.fromstring(akn)
    reader = _Reader()
    document = root[0]
    reader.document(document, (), None)
    note = document.find(f"{_A}meta/{_A}proprietary/{_O}repealed")
    return ActText(
        list(reader.told_apart()), note is not None, None if note is None else note.get("date")
    )


class _Reader:
    def __init__(self) -> None:
        self.units: list[UnitText] = []
        self.elements: list[etree._Element | None] = []
        self.petits: dict[str, list[Petit]] = {}

    def document(
        self, element: etree._Element, above: tuple[str, ...], annex: etree._Element | None
    ) -> None:
        """An act, or an annex with its own sections."""
        self.keep_petits(element)
        before = len(self.units)
        for child in element:
            if child.tag == _A + "preamble":
                self.loose([child], child, Kind.PREAMBLE, above)
            elif child.tag in (_A + "body", _A + "mainBody"):
                loose = self.hierarchy(child, above)
                owner = child if annex is None else annex
                self.loose(loose, owner, Kind.BODY if annex is None else Kind.ANNEX, above)
        if annex is not None and before == len(self.units):
            self.loose([], annex, Kind.ANNEX, above)
        for child in element.iterfind(f"{_A}attachments/{_A}attachment"):
            inner = child.find(_A + "doc")
            if inner is not None:
                self.document(inner, (*above, _head_of(child)), child)

    def hierarchy(self, element: etree._Element, above: tuple[str, ...]) -> list[etree._Element]:
        """Units below a body or a chapter; returns the elements that belong to none."""
        loose: list[etree._Element] = []
        for child in element:
            kind = _kind(child)
            if kind in _DOCUMENTS and kind is not None:
                self.unit(child, kind, above)
            elif kind in _CONTAINERS:
                self.hierarchy_below(child, above)
            elif child.tag not in _HEADS:
                loose.append(child)
        return loose

    def hierarchy_below(self, element: etree._Element, above: tuple[str, ...]) -> None:
        head = _head_of(element)
        loose = self.hierarchy(element, (*above, head) if head else above)
        kind = _kind(element)
        if kind is not None and any(_says(one) for one in loose):
            self.loose(loose, element, kind, above)

    def unit(self, element: etree._Element, kind: Kind, above: tuple[str, ...]) -> None:
        days = sorted({one.get(_FUTURE, "") for one in element.iterdescendants()} - {""})
        own = element.get(_FUTURE)
        for begins, ends in pairwise([None, *days, None]):
            lines = _lines(element, begins)
            made = self.made(element, kind, above, lines)
            made.begins, made.ends = begins or own, ends
            self.units.append(made)
            self.elements.append(element)

    def loose(
        self,
        elements: Iterable[etree._Element],
        owner: etree._Element,
        kind: Kind,
        above: tuple[str, ...],
    ) -> None:
        """Text that stands in no article or point: one document for the section."""
        lines = [line for one in elements for line in _lines(one, None)]
        head = _head_of(owner) if kind is not Kind.BODY else ""
        if lines or (kind is Kind.ANNEX and head):
            self.units.append(self.made(owner, kind, above, lines))
            self.elements.append(None)

    def made(
        self, element: etree._Element, kind: Kind, above: tuple[str, ...], lines: list[str]
    ) -> UnitText:
        eid = element.get("eId", "")
        petits = [
            petit
            for one in element.iter(etree.Element)
            for petit in self.petits.get(one.get("eId", "\0"), ())
        ]
        return UnitText(
            eid,
            element.get("wId", eid),
            kind,
            element.get(_N, ""),
            _words_of(element, "num"),
            _words_of(element, "heading"),
            "\n".join(lines),
            above,
            element.get("status") == "removed",
            petits,
        )

    def keep_petits(self, document: etree._Element) -> None:
        for note in document.iterfind(f"{_A}meta/{_A}notes/{_A}note"):
            petit = Petit(" ".join(_words(p) for p in note.iterfind(_A + "p")))
            for key, name in _PETIT_FIELDS.items():
                setattr(petit, name, note.get(_O + key))
            place = (note.get("placementBase") or "").lstrip("#")
            self.petits.setdefault(place, []).append(petit)

    def told_apart(self) -> Iterator[UnitText]:
        """Whole units of future wording take the name of the unit they will replace."""
        held: dict[tuple[int, Kind, str], UnitText] = {}
        for unit, element in zip(self.units, self.elements, strict=True):
            if element is None or not unit.number:
                continue
            key = (id(element.getparent()), unit.kind, unit.number)
            today = held.get(key)
            if today is not None and unit.begins and element.get(_FUTURE):
                unit.wid = today.wid
                today.ends = min(today.ends or unit.begins, unit.begins)
            held[key] = unit
        for unit in self.units:
            if unit.begins is None or unit.ends is None or unit.begins < unit.ends:
                yield unit


def _kind(element: etree._Element) -> Kind | None:
    tag = element.tag
    if not isinstance(tag, str):
        return None
    return kind_of(tag.removeprefix(_A), element.get("name"))


def _says(element: etree._Element) -> bool:
    return any(_lines(element, None))


def _head_of(element: etree._Element) -> str:
    """Number and heading of a unit in a line; a group or preamble may have neither."""
    parts = (_words_of(element, "num"), _words_of(element, "heading"))
    return " ".join(part for part in parts if part)


def _words_of(element: etree._Element, tag: str) -> str:
    found = element.find(_A + tag)
    return "" if found is None else _words(found).strip()


def _words(element: etree._Element) -> str:
    """The words of an element; references to petits are none."""
    out = [element.text or ""]
    for child in element:
        if child.tag == _A + "sup":
            out.append("^" + _words(child))
        elif isinstance(child.tag, str) and child.tag != _A + "noteRef":
            out.append(_words(child))
        out.append(child.tail or "")
    return "".join(out).replace("^^", "^")


def _lines(element: etree._Element, day: str | None) -> list[str]:
    """Lines of a unit on a day, without its own number and heading; None: before any date."""
    out: list[str] = []
    _collect(element, day, out, top=True)
    return out


def _collect(element: etree._Element, day: str | None, out: list[str], *, top: bool) -> None:
    tag = element.tag
    if not isinstance(tag, str) or tag in _PASSED:
        return
    if tag == _A + "p":
        if element.get(_KIND) not in ("petits", "empty") and (words := _words(element).strip()):
            out.append(words)
        return
    if tag == _A + "tr":
        cells = (" ".join(_words(p) for p in cell.iterfind(_A + "p")) for cell in element)
        if row := "\t".join(cell.replace("\n", " ") for cell in cells).strip():
            out.append(row)
        return
    mark = len(out)
    children = [child for child in element if child.tag not in _HEADS]
    for child in _of_day(children, day):
        _collect(child, day, out, top=False)
    if not top and (head := _head_of(element)):
        joins = len(out) > mark and not _words_of(element, "heading")
        if joins:
            out[mark] = f"{head} {out[mark]}"
        else:
            out.insert(mark, head)


def _of_day(children: list[etree._Element], day: str | None) -> Iterator[etree._Element]:
    """Without the units that will come later, and those that were replaced by that day."""
    if not any(child.get(_FUTURE) for child in children):
        yield from children
        return
    newest = {
        (child.tag, child.get(_N)): child
        for child in children
        if child.get(_N) and (not child.get(_FUTURE) or (day and child.get(_FUTURE, "") <= day))
    }
    for child in children:
        starts = child.get(_FUTURE)
        if starts and not (day and starts <= day):
            continue
        if child.get(_N) and newest[child.tag, child.get(_N)] is not child and not starts:
            later = newest[child.tag, child.get(_N)].get(_FUTURE)
            if later:
                continue
        yield child
