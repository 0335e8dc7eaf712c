"""Legal text as the portal shows it: the writer's HTML with links, notes and marks added.

Words of the law are never changed here. References to other provisions become links, petits lead
to the provisions behind them, raised numbers are heard as prims, changed units carry a mark,
articles a way to their history, and where another wording is coming, its day is said under the
article.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from lxml import etree, html

from acts.html_writer import to_html_fragment, unit_html
from api.linked_words import LinkedSpan, link_words
from schemas.model import Act, Kind, Unit

Element = etree._Element
_TOOLS = frozenset({Kind.ARTICLE, Kind.CLAUSE, Kind.ANNEX})
_LABELLED = frozenset({
    Kind.BOOK, Kind.PART, Kind.CHAPTER, Kind.SUBCHAPTER, Kind.ANNEX, Kind.ARTICLE,
})  # fmt: skip
_NUMBERED = re.compile(r"\s*(?:-?ე\s)?\s*(?:მუხლ|პუნქტ|ქვეპუნქტ|ნაწილ|თავ|კარ|წიგნ|დანართ)")


@dataclass(frozen=True, slots=True)
class Note:
    """A line under a unit: what is said, and where it leads."""

    text: str
    href: str
    link: str
    kind: str  # „future“, „refused“


@dataclass(frozen=True, slots=True)
class Additions:
    """What the page adds to the text. Keys are eIds; petits are found by unit and words."""

    petits: Mapping[tuple[str, str], Sequence[str]] = field(default_factory=dict)
    histories: Mapping[str, str] = field(default_factory=dict)
    names: Mapping[str, str] = field(default_factory=dict)
    notes: Mapping[str, Sequence[Note]] = field(default_factory=dict)
    changed: frozenset[str] = frozenset()
    references: Callable[[Unit], Iterable[LinkedSpan]] = lambda _: ()
    words: Mapping[str, str] = field(default_factory=dict)  # of the interface
    language: str = "ka"


def act_html(act: Act, unit: Unit | None, add: Additions) -> str:
    """The act, or one unit of it, as an ``article`` element in Georgian."""
    source = to_html_fragment(act) if unit is None else unit_html(unit)
    root: Element = html.fragment_fromstring(source, create_parent="div")
    if unit is None:
        (root,) = root
    else:
        root.tag = "article"
        root.set("class", "act part")
    root.set("lang", "ka")
    by_id = {element.get("id"): element for element in root.iter() if element.get("id")}
    for one in (unit or act.root).walk():
        element = by_id.get(one.eid)
        if element is not None:
            if element.tag == "p" and one.kind is Kind.TEXT:
                link_words(element, one.text, add.references(one))
            _unit(one, element, add)
    _petits(root, add)
    _prims(root)
    _tables(root, add)
    return str(html.tostring(root, encoding="unicode", with_tail=False))


def _new(tag: str, **attributes: str) -> Element:
    made: Element = html.Element(tag)
    for name, value in attributes.items():
        made.set(name.rstrip("_"), value)
    return made


def _unit(unit: Unit, element: Element, add: Additions) -> None:
    if unit.kind in _LABELLED and unit.label:
        _split_head(unit.label, element)
    if unit.eid in add.changed:
        element.set("class", f"{element.get('class', '')} changed".strip())
        mark = _new("span")
        mark.set("class", "vh")
        mark.text = f"[{add.words['changed-here']}] "
        mark.set("lang", add.language)
        _first_line(element).insert(0, _before_text(_first_line(element), mark))
    if unit.kind in _TOOLS and unit.eid in add.histories:
        _tools(unit, element, add)
    for note in add.notes.get(unit.eid, ()):
        element.append(_note(note, add))


def _first_line(element: Element) -> Element:
    """The first paragraph or heading of a unit."""
    if element.tag == "p":
        return element
    return next((one for one in element.iter("p", "h2", "h3", "h4", "h5", "h6")), element)


def _before_text(line: Element, mark: Element) -> Element:
    """Moves a line's first words behind the mark that is put before them."""
    mark.tail, line.text = line.text, None
    return mark


def _split_head(label: str, element: Element) -> None:
    """Sets the printed label of a heading apart from its words: ``<span class="label">``.

    The heading's text is the label, a space and the words; raised numbers of the label are
    elements of their own.
    """
    head = next((one for one in element if one.get("class") == "head"), None)
    if head is None:
        return
    raised = len(re.findall(r"\^[0-9]+", label))
    sups = [one for one in head if one.tag == "sup"][:raised]
    if len(sups) < raised:
        return
    last = re.split(r"\^[0-9]+", label)[-1]
    span = _new("span")
    span.set("class", "label")
    carrier = (sups[-1].tail if sups else head.text) or ""
    if not carrier.startswith(last):
        return
    rest = carrier[len(last) :]
    if sups:
        span.text = head.text
        head.text = None
        for sup in sups:
            span.append(sup)
        sups[-1].tail = last
    else:
        span.text, head.text = last, None
    head.insert(0, span)
    span.tail = rest


def _tools(unit: Unit, element: Element, add: Additions) -> None:
    link = _new("a")
    link.set("class", "life")
    link.set("href", add.histories[unit.eid])
    link.set("lang", add.language)
    link.text = add.words["history"]
    link.set("aria-label", f"{link.text}: {add.names.get(unit.eid, unit.eid)}")
    box = _new("p")
    box.set("class", "tools")
    box.append(link)
    head = next((one for one in element if one.get("class") == "head"), None)
    element.insert(0 if head is None else element.index(head) + 1, box)


def _note(note: Note, add: Additions) -> Element:
    box = _new("p")
    box.set("class", f"note {note.kind}")
    box.set("lang", add.language)
    box.set("role", "note")
    box.text = f"{note.text} "
    link = _new("a")
    link.set("href", note.href)
    link.text = note.link
    box.append(link)
    return box


def _petits(root: Element, add: Additions) -> None:
    """Each petit leads to the provisions that ordered the change."""
    for held in root.iter("ul"):
        if held.get("class") != "petits":
            continue
        owner = _owner(held)
        for item in held.iter("li"):
            words = _words_of(item)
            targets = add.petits.get((owner, words), ())
            if not targets:
                continue
            link = _new("a")
            link.set("href", targets[0])
            link.text, item.text = item.text, None
            for child in list(item):
                link.append(child)
            item.insert(0, link)
            for place, target in enumerate(targets[1:], 2):
                more = _new("a")
                more.set("href", target)
                more.text = f"[{place}]"
                more.set("aria-label", f"{words} [{place}]")
                link.tail = (link.tail or "") + " "
                item.append(more)


def _words_of(element: Element) -> str:
    return "".join(map(str, element.itertext()))


def _owner(held: Element) -> str:
    """The eId of the unit a list of petits belongs to: the paragraph before, or what holds it."""
    before = held.getprevious()
    if before is not None and before.tag in ("p", "h1") and before.get("id"):
        return str(before.get("id"))
    up = held.getparent()
    while up is not None and not up.get("id"):
        up = up.getparent()
    return str(up.get("id")) if up is not None else ""


def _prims(root: Element) -> None:
    """A raised number of a unit is heard as a prim; a power (მ²) is left as it is."""
    for sup in root.iter("sup"):
        parent = sup.getparent()
        if parent is None:
            continue
        number = parent.get("class", "") in ("num", "label", "ref") or _NUMBERED.match(
            sup.tail or ""
        )
        before = sup.getprevious()
        words = (before.tail if before is not None else parent.text) or ""
        if number and words[-1:].isalnum():
            ears = _new("span")
            ears.set("class", "vh")
            ears.text, ears.tail = " პრიმა ", sup.text
            sup.text = None
            sup.insert(0, ears)


def _tables(root: Element, add: Additions) -> None:
    """A wide table is moved inside a box of its own, which the keyboard reaches."""
    for place, table in enumerate(list(root.iter("table")), 1):
        box = _new("div")
        box.set("class", "scroll")
        box.set("tabindex", "0")
        box.set("role", "region")
        box.set("aria-label", f"{add.words['table']} {place}")
        parent = table.getparent()
        if parent is None:
            continue
        parent.replace(table, box)
        box.append(table)
        box.tail, table.tail = table.tail, None
