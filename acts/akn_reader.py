"""Our own Akoma Ntoso back to the same act: what the writer wrote, nothing guessed.

>>> from acts.akn_writer import to_akn
>>> from schemas.eid import assign_eids
>>> from schemas.model import Act, Kind, Particulars, Unit
>>> act = Act(Particulars(matsne_id="1"), Unit(Kind.ACT, children=[
...     Unit(Kind.BODY, children=[Unit(Kind.TEXT, text="ტექსტი 37^1.")])]))
>>> assign_eids(act)
>>> read_akn(to_akn(act)) == act
True
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import fields

from lxml import etree

from acts.akn_meta import PETIT_FIELDS
from acts.akn_text import read_value, read_words
from schemas.eid import BadEid, parse_eid
from schemas.elements import AKN, OWN, kind_of
from schemas.model import Act, Kind, Particulars, Petit, Reading, Removal, Unit
from schemas.numbers import Number
from schemas.xml import BadXml, parse_xml

_A, _O = f"{{{AKN}}}", f"{{{OWN}}}"
_KIND, _N, _EMPTY = _O + "kind", _O + "n", _O + "empty"
_BOXES = frozenset({_A + "intro", _A + "content", _A + "wrapUp"})
_P, _TABLE, _BLOCK = _A + "p", _A + "table", _A + "blockContainer"
_REMARK = _A + "remark"
_NUM, _HEADING, _HCONTAINER = _A + "num", _A + "heading", _A + "hcontainer"
_LEAF_NAMES = {"text": Kind.TEXT, "table": Kind.TABLE}


def read_akn(data: bytes) -> Act:
    """The act in one document of our profile.

    Raises :class:`schemas.xml.BadXml` (``broken-xml``, ``forbidden-entity``, ``not-akoma-ntoso``…).
    """
    return read_element(parse_xml(data))


def read_element(top: etree._Element) -> Act:
    """As :func:`read_akn`, from an element tree."""
    document = top.find(_A + "act") if top.tag == _A + "akomaNtoso" else None
    meta = document.find(_A + "meta") if document is not None else None
    if document is None or meta is None:
        raise BadXml("not-akoma-ntoso", f"line {top.sourceline or 1}", "no act with its meta")
    try:
        return _act(document, meta)
    except BadXml:
        raise
    except ValueError as error:  # a number, an offset or a kind that is none
        raise BadXml("not-akoma-ntoso", f"line {top.sourceline or 1}", str(error)) from None


def _act(document: etree._Element, meta: etree._Element) -> Act:
    reader = _Reader(document)
    root = Unit(Kind.ACT, petits=reader.petits.pop("", []))
    root.children = reader.sections(document, None)
    proprietary = meta.find(_A + "proprietary")
    held = proprietary if proprietary is not None else meta
    repealed = held.find(_O + "repealed")
    if repealed is not None:
        root.removal = Removal(read_value(repealed.text or ""))
        _removal_data(repealed, root.removal, "")
    source = held.find(_O + "source")
    return Act(
        particulars=_particulars(meta, held),
        root=root,
        source_sha256=read_value(source.get("sha256", "")) if source is not None else "",
        consolidated=document.get("contains") == "singleVersion",
        readings=[_reading(item) for item in held.findall(_O + "reading")],
    )


class _Reader:
    def __init__(self, document: etree._Element) -> None:
        self.own = document.find(f".//{_O}particulars") is not None
        self.petits: dict[str, list[Petit]] = {}
        for note in document.iter(_A + "note"):
            if note.get("class") == "petiti":
                unit = note.get("placementBase", "").removeprefix("#")
                self.petits.setdefault(unit, []).append(_petit(note))

    def sections(self, document: etree._Element, owner: Unit | None) -> list[Unit]:
        """Sections and annexes of an act or an annex, in the order of the model."""
        out: list[Unit] = []
        end_list: Unit | None = None
        before = ""
        for element in document.iterchildren(etree.Element):
            if element.tag == _A + "preface":
                out.append(self.block_section(element, Kind.COVER))
            elif element.tag == _A + "preamble":
                out.append(self.block_section(element, Kind.PREAMBLE))
            elif element.tag in (_A + "body", _A + "mainBody"):
                body = self.body(element, owner)
                if body is not None:
                    out.append(body)
            elif element.tag == _A + "conclusions":
                for item in element.findall(_A + "container"):
                    end_list = self.block_section(item, Kind.END_LIST)
                    before = item.get(_O + "before", "").removeprefix("#")
                if element.get("eId"):
                    out.append(self.block_section(element, Kind.CONCLUSIONS))
            elif element.tag == _A + "attachments":
                out.extend(self.annex(item) for item in element)
            elif element.tag != _A + "meta":
                raise _unknown(element)
        if end_list is not None:
            place = [unit.eid for unit in out].index(before) if before else len(out)
            out.insert(place, end_list)
        return out

    def body(self, element: etree._Element, owner: Unit | None) -> Unit | None:
        """The body; None where there is none, only the place the standard demands."""
        unit = self.unit(element, Kind.BODY)
        for child in element:
            if child.get(_KIND) == "removal" and owner is not None:
                owner.removal = _removal(child)
            elif not (child.tag == _HCONTAINER and child.get("name") == "empty"):
                self.hier(child, unit)
        return unit if unit.eid else None

    def annex(self, element: etree._Element) -> Unit:
        unit = self.unit(element, Kind.ANNEX)
        for item in element.iterchildren(etree.Element):
            if item.tag == _NUM:
                unit.label = read_words(item)
            elif item.tag == _HEADING:
                unit.heading = read_words(item)
            elif item.tag == _A + "doc":
                unit.children = self.sections(item, unit)
            else:
                raise _unknown(item)
        return unit

    def unit(self, element: etree._Element, kind: Kind) -> Unit:
        """A unit with what stands in attributes and among the notes."""
        get = element.get
        eid = get("eId") or ""
        unit = Unit(kind, eid=eid, wid=get("wId") or eid)
        attributes = element.attrib
        if len(attributes) > 1:
            role = get("class")
            if role:
                unit.role = read_value(role)
            number = get(_N)
            if number is not None:
                unit.number = Number.parse(number)
            future = get(_O + "futureFrom")
            if future is not None:
                unit.future_from = read_value(future)
            span = get(_O + "span")
            if span is not None:
                unit.span = _span(span)
        if self.petits and eid in self.petits:
            unit.petits = self.petits[eid]
        return unit

    def hier(self, element: etree._Element, parent: Unit) -> None:
        """Read one element of the body into the children of ``parent``."""
        tag = element.tag
        if not isinstance(tag, str):
            return
        name = element.get("name") if tag == _HCONTAINER else None
        kind = _LEAF_NAMES.get(name) if name else None
        if kind is None:
            kind = kind_of(tag.removeprefix(_A), name)
        if kind is None:
            raise _unknown(element)
        if kind in (Kind.TEXT, Kind.TABLE) and not element.get("eId"):
            for box in element:
                self.blocks(box, parent)
            return
        unit = self.unit(element, kind)
        if not self.own:
            unit.number = _number_of(unit)
        parent.children.append(unit)
        for child in element:
            if child.tag == _NUM:
                unit.label = read_words(child)
            elif child.tag == _HEADING:
                unit.heading = read_words(child)
            elif child.tag in _BOXES:
                self.blocks(child, unit)
            else:
                self.hier(child, unit)

    def blocks(self, box: Iterable[etree._Element], unit: Unit) -> None:
        """Read paragraphs, tables and blocks with a number into ``unit``."""
        for item in box:
            if isinstance(item, etree._ProcessingInstruction):
                continue
            what = item.get(_KIND)
            if what is not None and item.tag != _BLOCK:
                self.special(item, what, unit)
            elif item.tag == _P and not self.own and _is_placeholder(item):
                unit.removal = _removal(item)
            elif item.tag == _P:
                leaf = self.unit(item, Kind.TEXT)
                leaf.text = read_words(item)
                unit.children.append(leaf)
            elif item.tag == _TABLE:
                leaf = self.unit(item, Kind.TABLE)
                leaf.rows = _rows(item)
                unit.children.append(leaf)
            elif item.tag == _BLOCK:
                child = self.unit(item, Kind(what or Kind.UNPLACED))
                unit.children.append(child)
                self.blocks(item, child)
            elif item.tag == _NUM:
                unit.label = read_words(item)
            elif item.tag == _HEADING:
                unit.heading = read_words(item)
            elif item.tag != _A + "container":  # the end list, read apart
                raise _unknown(item)

    def special(self, item: etree._Element, what: str, unit: Unit) -> None:
        """A paragraph that is not a unit: own words, number, heading, placeholder."""
        if what == "own" and item.tag == _TABLE:
            unit.rows = _rows(item)
        elif what == "own":
            unit.text = read_words(item)
        elif what == "num":
            unit.label = read_words(item)
        elif what == "heading":
            unit.heading = read_words(item)
        elif what == "removal":
            unit.removal = _removal(item)
        elif what not in ("petits", "empty"):
            raise _unknown(item)

    def block_section(self, element: etree._Element, kind: Kind) -> Unit:
        unit = self.unit(element, kind)
        self.blocks(element, unit)
        return unit


def _unknown(element: etree._Element) -> BadXml:
    """Nothing is passed over: an element the profile does not use stops the reading."""
    name = str(element.tag).removeprefix(_A)
    cause = f"no unit is written as {name} {element.get('name', '')}".strip()
    return BadXml("not-akoma-ntoso", f"line {element.sourceline or 1}", cause)


def _is_placeholder(item: etree._Element) -> bool:
    """A paragraph that holds an editorial remark and no other words."""
    return len(item) == 1 and item[0].tag == _REMARK and not (item.text or item[0].tail)


def _number_of(unit: Unit) -> Number | None:
    """The number by the eId, for documents of other makers; ours carry it as data."""
    try:
        return parse_eid(unit.eid)[-1].number if unit.eid else None
    except BadEid:
        return None


def _span(text: str) -> tuple[int, int]:
    start, _, end = text.partition("-")
    return int(start), int(end)


def _rows(table: etree._Element) -> list[list[str]]:
    if table.get(_EMPTY):
        return []
    rows = []
    for line in table.findall(_A + "tr"):
        cells = [cell for cell in line if not cell.get(_EMPTY)]
        rows.append(["\n".join(read_words(item) for item in cell) for cell in cells])
    return rows


def _removal(item: etree._Element) -> Removal:
    remark = item.find(_REMARK)
    if remark is None:
        raise BadXml("not-akoma-ntoso", f"line {item.sourceline or 1}", "no placeholder")
    removal = Removal(read_words(remark))
    _removal_data(remark, removal, _O)
    return removal


def _removal_data(element: etree._Element, removal: Removal, namespace: str) -> None:
    for name in ("verb", "date", "number"):
        value = element.get(namespace + name)
        if value is not None:
            setattr(removal, name, read_value(value))


def _petit(note: etree._Element) -> Petit:
    words = note.find(_P)
    petit = Petit(read_words(words) if words is not None else "")
    for name, attribute in {"style": "style", **PETIT_FIELDS}.items():
        value = note.get(_O + attribute)
        if value is not None:
            setattr(petit, name, read_value(value))
    span = note.get(_O + "span")
    if span is not None:
        petit.span = _span(span)
    return petit


def _reading(item: etree._Element) -> Reading:
    span = item.get("span")
    return Reading(
        read_value(item.get("name", "")),
        read_value(item.get("place", "")),
        read_value(item.text or ""),
        _span(span) if span else None,
    )


def _particulars(meta: etree._Element, held: etree._Element) -> Particulars:
    box = held.find(_O + "particulars")
    out = Particulars()
    if box is None:
        return _foreign_particulars(meta)
    for field in fields(Particulars):
        item = box.find(_O + field.name)
        if item is not None:
            value = read_value(item.text or "")
            setattr(out, field.name, int(value) if field.name == "publication_index" else value)
    return out


def _foreign_particulars(meta: etree._Element) -> Particulars:
    """What the identification of another maker's document says."""
    out = Particulars()
    for alias in meta.iter(_A + "FRBRalias"):
        if alias.get("name") == "matsne-id":
            out.matsne_id = alias.get("value")
        elif alias.get("name") == "registration-code":
            out.registration_code = alias.get("value")
    work = meta.find(f"{_A}identification/{_A}FRBRWork")
    if work is not None:
        number = work.find(_A + "FRBRnumber")
        out.number = number.get("value") if number is not None else None
        day = work.find(f"{_A}FRBRdate[@name='adoption']")
        out.date = day.get("date") if day is not None else None
    return out
