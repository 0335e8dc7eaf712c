"""An act as Akoma Ntoso 3.0 in our profile (schemas/matsne.xsd). A pure function.

>>> from schemas.eid import assign_eids
>>> from schemas.model import Act, Kind, Particulars, Unit
>>> from schemas.numbers import Number
>>> words = Unit(Kind.TEXT, text="ტექსტი.")
>>> point = Unit(Kind.POINT, Number.parse("1^1"), "1^1.", children=[words])
>>> act = Act(Particulars(matsne_id="1"), Unit(Kind.ACT, children=[
...     Unit(Kind.BODY, children=[point])]))
>>> assign_eids(act)
>>> xml = to_akn(act).decode()
>>> xml.partition("</num>")[0].partition('<body eId="body">')[2].strip()
'<paragraph eId="para_1-1" mx:n="1^1"><num>1<sup>1</sup>.'
>>> xml.partition("<content>")[2].partition("</content>")[0]
'<p eId="para_1-1__p_1">ტექსტი.</p>'

How a unit is written: its printed number is ``num``; leading paragraphs and tables of a unit
stand in ``intro`` (or ``content`` where nothing else follows), those between numbered units in
an ``hcontainer`` of their own without eId. Outside the body (cover, preamble, signature) units
that are more than a paragraph are ``blockContainer``. Petits are notes in ``meta`` whose
``placementBase`` names their unit, with a ``noteRef`` in the text.
"""

from __future__ import annotations

from lxml import etree

from acts.akn_meta import Notes, annex_meta, main_meta
from acts.akn_text import write_value, write_words
from schemas.elements import AKN, OWN, SECTION_ELEMENTS, SHAPES
from schemas.kinds import kind_slug
from schemas.letters import slug
from schemas.meta import ExpressionInfo
from schemas.model import LEAVES, SECTIONS, Act, Kind, Unit

_A, _O = f"{{{AKN}}}", f"{{{OWN}}}"
_HIER = {kind: (_A + shape.element, shape.name) for kind, shape in SHAPES.items()}
_HIER[Kind.TEXT] = (_A + "hcontainer", "text")
_HIER[Kind.TABLE] = (_A + "hcontainer", "table")
_P, _NUM, _HEADING, _REMARK = _A + "p", _A + "num", _A + "heading", _A + "remark"
_TABLE, _TR, _TD, _CAPTION = _A + "table", _A + "tr", _A + "td", _A + "caption"
_CONTENT, _INTRO, _HCONTAINER = _A + "content", _A + "intro", _A + "hcontainer"
_BLOCK, _NOTE_REF = _A + "blockContainer", _A + "noteRef"
_KIND, _N, _FROM, _SPAN = _O + "kind", _O + "n", _O + "futureFrom", _O + "span"
ORDER = (Kind.COVER, Kind.PREAMBLE, Kind.BODY, Kind.CONCLUSIONS, Kind.ANNEX, Kind.END_LIST)
_BEFORE = _O + "before"
COVER_INLINES = {
    "issuer": "docAuthority", "kind": "docType", "number": "docNumber", "title": "docTitle",
}  # fmt: skip


class CannotWrite(ValueError):
    """A tree that is no act of this profile; nothing of it is written."""


def to_akn(act: Act, info: ExpressionInfo | None = None, *, spans: bool = False) -> bytes:
    """The UTF-8 document. ``spans`` keeps the offsets into the source text.

    eIds must stand (:func:`schemas.eid.assign_eids`). Raises :class:`CannotWrite` for a tree
    out of order, :class:`schemas.iri.BadIri` for an act that cannot be named.
    """
    root = to_element(act, info or ExpressionInfo(), spans=spans)
    return etree.tostring(root, xml_declaration=True, encoding="UTF-8")


def to_element(act: Act, info: ExpressionInfo, *, spans: bool = False) -> etree._Element:
    """As :func:`to_akn`, as an element tree."""
    return _Writer(act, info, spans).write()


class _Writer:
    def __init__(self, act: Act, info: ExpressionInfo, spans: bool) -> None:
        self.act, self.info, self.spans = act, info, spans
        self.notes: Notes = []
        self.petits = 0

    def write(self) -> etree._Element:
        act = self.act
        names: dict[str | None, str] = {None: AKN, "mx": OWN}
        top = etree.Element(_A + "akomaNtoso", nsmap=names)  # type: ignore[arg-type]
        name = kind_slug(act.particulars.kind or "") or "act"
        version = "singleVersion" if act.consolidated else "originalVersion"
        document = etree.SubElement(top, _A + "act", name=name, contains=version)
        root = act.root
        if root.kind is not Kind.ACT or root.label or root.heading or root.role:
            raise CannotWrite("the root of an act is a bare unit of kind ACT")
        self.keep_petits(root)
        self.sections(document, root, "body")
        document.insert(0, main_meta(act, self.info, self.notes, self.spans))
        return top

    def sections(self, document: etree._Element, root: Unit, body: str) -> None:
        """Sections, annexes and end list of an act or an annex, in their order."""
        _check_order(root)
        held = {child.kind: child for child in root.children}
        for kind in (Kind.COVER, Kind.PREAMBLE):
            if kind in held:
                tag = _A + SECTION_ELEMENTS[kind]
                self.block_section(etree.SubElement(document, tag), held[kind])
        self.body(etree.SubElement(document, _A + body), held.get(Kind.BODY), root)
        if Kind.CONCLUSIONS in held or Kind.END_LIST in held:
            box = etree.SubElement(document, _A + "conclusions")
            if Kind.CONCLUSIONS in held:
                self.block_section(box, held[Kind.CONCLUSIONS])
            if Kind.END_LIST in held:
                tail = etree.SubElement(box, _A + "container", name="endlist")
                self.block_section(tail, held[Kind.END_LIST])
                if root.children[-1].kind is Kind.ANNEX:
                    place = [child.kind for child in root.children].index(Kind.END_LIST)
                    tail.set(_BEFORE, f"#{root.children[place + 1].eid}")
        annexes = [child for child in root.children if child.kind is Kind.ANNEX]
        if annexes:
            box = etree.SubElement(document, _A + "attachments")
            for annex in annexes:
                self.annex(box, annex)

    def body(self, element: etree._Element, unit: Unit | None, owner: Unit) -> None:
        if unit is not None:
            self.common(element, unit)
            if unit.label or unit.heading or unit.removal:
                raise CannotWrite(f"a body has no heading and no placeholder: {unit.eid}")
            self.keep_petits(unit)
            element.text = "\n"
        if owner.kind is Kind.ANNEX and owner.removal is not None:
            self.removal(element, owner)
        for child in unit.children if unit is not None else ():
            self.hier(element, child).tail = "\n"
        if not len(element):
            etree.SubElement(element, _HCONTAINER, name="empty")

    def annex(self, parent: etree._Element, unit: Unit) -> None:
        outer, self.notes = self.notes, []
        element = etree.SubElement(parent, _A + "attachment")
        self.common(element, unit)
        self.head(element, unit, always=bool(unit.petits))
        name = slug(unit.role) or "danarti"
        document = etree.SubElement(element, _A + "doc", name=name)
        self.sections(document, unit, "mainBody")
        document.insert(0, annex_meta(self.act, self.info, unit.eid, self.notes, self.spans))
        self.notes = outer

    def block_section(self, element: etree._Element, unit: Unit) -> None:
        """A section made of blocks: cover, preamble, signature, end list."""
        self.common(element, unit)
        element.text = "\n"
        for kind, words in (("num", unit.label), ("heading", unit.heading)):
            if words:
                item = etree.SubElement(element, _P)
                item.set(_KIND, kind)
                write_words(item, words)
        if unit.removal is not None:
            self.removal(element, unit)
        for child in unit.children:
            self.block(element, child).tail = "\n"
        if unit.petits:
            item = etree.SubElement(element, _P)
            item.set(_KIND, "petits")
            self.refer(item, unit)
        elif not len(element):
            etree.SubElement(element, _P).set(_KIND, "empty")

    def common(self, element: etree._Element, unit: Unit) -> None:
        """Attributes every unit may carry."""
        eid = unit.eid
        if not eid:
            raise CannotWrite(f"a unit of kind {unit.kind} has no eId: assign_eids first")
        element.set("eId", eid)
        if unit.wid and unit.wid != eid:
            element.set("wId", unit.wid)
        if unit.role:
            element.set("class", write_value(unit.role))
        if unit.removal is not None:
            element.set("status", "removed")
        if self.info.periods and eid in self.info.periods:
            element.set("period", f"#{self.info.periods[eid]}")
        if unit.number is not None:
            element.set(_N, str(unit.number))
        if unit.future_from is not None:
            element.set(_FROM, write_value(unit.future_from))
        if self.spans and unit.span is not None:
            element.set(_SPAN, "{}-{}".format(*unit.span))

    def head(self, element: etree._Element, unit: Unit, *, always: bool) -> None:
        """``num`` and ``heading``; references to petits go to the first of them."""
        refer = bool(unit.petits)
        if unit.label or (always and not unit.heading):
            item = etree.SubElement(element, _NUM)
            write_words(item, unit.label)
            if refer:
                self.refer(item, unit)
                refer = False
        if unit.heading:
            item = etree.SubElement(element, _HEADING)
            write_words(item, unit.heading)
            if refer:
                self.refer(item, unit)

    def hier(self, parent: etree._Element, unit: Unit) -> etree._Element:
        """A unit inside the body."""
        kind = unit.kind
        if kind in SECTIONS or kind is Kind.ANNEX or kind is Kind.ACT:
            raise CannotWrite(f"a unit of kind {kind} inside the body: {unit.eid}")
        tag, name = _HIER[kind]
        element = etree.SubElement(parent, tag)
        if name is not None:
            element.set("name", name)
        if kind in LEAVES and _is_plain(unit):
            self.leaf(etree.SubElement(element, _CONTENT), unit)
            return element
        self.common(element, unit)
        self.head(element, unit, always=bool(unit.petits))
        children = unit.children
        lead = 0
        while lead < len(children) and _is_plain(children[lead]):
            lead += 1
        own = unit.removal is not None or kind in LEAVES
        if lead < len(children):
            box = etree.SubElement(element, _INTRO) if lead or own else None
        else:
            box = etree.SubElement(element, _CONTENT) if lead or own else None
        if box is not None:
            self.own(box, unit)
            for child in children[:lead]:
                self.leaf(box, child)
        if lead < len(children):
            for child in children[lead:]:
                self.hier(element, child).tail = "\n"
        return element

    def block(self, parent: etree._Element, unit: Unit) -> etree._Element:
        """A unit outside the body: a paragraph, a table, or a block with a number."""
        kind = unit.kind
        if _is_plain(unit):
            return self.leaf(parent, unit)
        if kind in SECTIONS or kind is Kind.ANNEX or kind is Kind.ACT:
            raise CannotWrite(f"a unit of kind {kind} inside a section: {unit.eid}")
        element = etree.SubElement(parent, _BLOCK)
        element.set(_KIND, kind.value)
        self.common(element, unit)
        self.head(element, unit, always=bool(unit.petits))
        self.own(element, unit)
        for child in unit.children:
            self.block(element, child)
        if not (unit.children or unit.removal or kind in LEAVES):
            etree.SubElement(element, _P).set(_KIND, "empty")
        return element

    def own(self, box: etree._Element, unit: Unit) -> None:
        """Placeholder of a removed unit, and the words of a leaf that needed a container."""
        if unit.removal is not None:
            self.removal(box, unit)
        if unit.kind is Kind.TEXT:
            item = etree.SubElement(box, _P)
            item.set(_KIND, "own")
            write_words(item, unit.text)
        elif unit.kind is Kind.TABLE:
            item = self.rows(box, unit)
            item.set(_KIND, "own")

    def leaf(self, box: etree._Element, unit: Unit) -> etree._Element:
        """A paragraph or a table that is nothing else."""
        if unit.kind is Kind.TABLE:
            item = self.rows(box, unit)
            self.common(item, unit)
            return item
        item = etree.SubElement(box, _P)
        self.common(item, unit)
        inline = COVER_INLINES.get(unit.role) if unit.role else None
        write_words(item if inline is None else etree.SubElement(item, _A + inline), unit.text)
        return item

    def rows(self, box: etree._Element, unit: Unit) -> etree._Element:
        table = etree.SubElement(box, _TABLE)
        for row in unit.rows:
            line = etree.SubElement(table, _TR)
            for cell in row:
                write_words(etree.SubElement(etree.SubElement(line, _TD), _P), cell)
            if not row:
                _empty_cell(line)
        if not unit.rows:
            _empty_cell(etree.SubElement(table, _TR))
            table.set(_O + "empty", "true")
        return table

    def removal(self, box: etree._Element, unit: Unit) -> None:
        removal = unit.removal
        assert removal is not None
        item = etree.SubElement(box, _P)
        item.set(_KIND, "removal")
        remark = etree.SubElement(item, _REMARK, status="editorial")
        if removal.verb != "ამოღებულია":
            remark.set(_O + "verb", write_value(removal.verb))
        if removal.date is not None:
            remark.set(_O + "date", write_value(removal.date))
        if removal.number is not None:
            remark.set(_O + "number", write_value(removal.number))
        write_words(remark, removal.printed)

    def keep_petits(self, unit: Unit) -> list[str]:
        """Put the petits of a unit among the notes; their eIds."""
        eids = []
        for petit in unit.petits:
            self.petits += 1
            eids.append(f"ptt_{self.petits}")
            self.notes.append((eids[-1], unit.eid, petit))
        return eids

    def refer(self, item: etree._Element, unit: Unit) -> None:
        for eid in self.keep_petits(unit):
            etree.SubElement(item, _NOTE_REF, href=f"#{eid}", marker="*")


def _check_order(root: Unit) -> None:
    """Sections and annexes in the order of the model; an end list may stand before annexes."""
    kinds = [child.kind for child in root.children]
    name = root.eid or "the act"
    if any(kind not in ORDER for kind in kinds):
        raise CannotWrite(f"a unit outside the sections of {name}")
    ranks = [ORDER.index(kind) for kind in kinds if kind is not Kind.END_LIST]
    if Kind.END_LIST in kinds:
        below = kinds[kinds.index(Kind.END_LIST) + 1 :]
        ranks += [ORDER.index(Kind.ANNEX)] if any(k is not Kind.ANNEX for k in below) else []
    if ranks != sorted(ranks) or any(kinds.count(kind) > 1 for kind in SECTIONS):
        raise CannotWrite(f"sections of {name} are out of order: {kinds}")


def _is_plain(unit: Unit) -> bool:
    """Whether a leaf needs no container: words or rows, an eId and perhaps a role."""
    return unit.kind in LEAVES and not (
        unit.label
        or unit.heading
        or unit.number is not None
        or unit.petits
        or unit.children
        or unit.removal is not None
        or (unit.rows if unit.kind is Kind.TEXT else unit.text)
    )


def _empty_cell(line: etree._Element) -> None:
    etree.SubElement(line, _TD).set(_O + "empty", "true")
