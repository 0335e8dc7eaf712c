"""Rules of the profile that an XSD cannot say. Each has a stable name.

The rules read elements only; they never change a document.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from lxml import etree

from schemas.eid import BadEid, parse_eid
from schemas.elements import AKN, OWN, SHAPES, kind_of
from schemas.model import Kind
from schemas.numbers import fold_superscripts

_A, _O = f"{{{AKN}}}", f"{{{OWN}}}"
_META, _ATTACHMENT, _NUM = _A + "meta", _A + "attachment", _A + "num"
_MAIN_BODY = _A + "mainBody"  # holds the placeholder of its annex
_KIND, _N = _O + "kind", _O + "n"
_KINDS = {kind.value: kind for kind in Kind}

RULES: dict[str, str] = {
    "eid-unique": "an eId stands once in a document",
    "wid-unique": "a wId stands once in a document",
    "eid-kind": "the last step of an eId is of the kind of its element",
    "eid-number": "the last step of an eId carries the number of its unit",
    "eid-annex": "a unit of an annex carries the eId of the annex, no other does",
    "num-number": "the printed number holds the number of the unit",
    "note-found": "a reference to a note, and the unit a note stands on, are there",
    "event-found": "a period or an interval names an event or a group that is there",
    "agent-found": "an author is one of the organizations of the references",
    "removed-placeholder": "a removed unit has one placeholder, any other unit none",
}

Found = tuple[etree._Element, str, str]


def check(root: etree._Element) -> Iterator[Found]:
    """Element, rule and message for everything that breaks a rule."""
    document = root.find(_A + "act")
    if document is None:
        return
    yield from _identifiers(document)
    yield from _references(document)
    yield from _placeholders(document)


def _identifiers(document: etree._Element) -> Iterator[Found]:
    readings = {item.get("place") for item in document.iter(_O + "reading")}
    eids = {item.get("eId"): item for meta in document.iter(_META) for item in meta.iter()}
    wids: set[str] = set()
    for element, holder in _units(document):
        eid = element.get("eId", "")
        if eid in eids:
            yield element, "eid-unique", f"{eid} stands twice"
        eids[eid] = element
        wid = element.get("wId", eid)
        if wid in wids:
            yield element, "wid-unique", f"{wid} stands twice"
        wids.add(wid)
        yield from _eid(element, eid, holder)
        if element.get(_N) is not None:
            yield from _num(element, eid, readings)


def _units(document: etree._Element) -> Iterator[tuple[etree._Element, str]]:
    """Elements with an eId outside ``meta``, each with the eId of the annex it stands in."""
    stack = [(document, "")]
    while stack:
        element, holder = stack.pop()
        if element.get("eId") is not None:
            yield element, holder
            if element.tag == _ATTACHMENT:
                holder = element.get("eId", "")
        stack.extend((child, holder) for child in reversed(element) if child.tag != _META)


def _kind(element: etree._Element) -> Kind | None:
    """The kind of unit an element is; None for a section."""
    name = etree.QName(element).localname
    own = element.get(_KIND)
    if name == "blockContainer" and own is not None:
        return _KINDS.get(own)
    if name == "hcontainer" and element.get("name") in ("text", "table"):
        return Kind(str(element.get("name")))
    return kind_of(name, element.get("name"))


def _eid(element: etree._Element, eid: str, holder: str) -> Iterator[Found]:
    kind = _kind(element)
    try:
        last = parse_eid(eid)[-1]
    except BadEid as error:
        yield element, "eid-kind", str(error)
        return
    local = eid.removeprefix(f"{holder}__") if holder else eid
    if (holder and local == eid) or (local.startswith("att_") and kind is not Kind.ANNEX):
        yield element, "eid-annex", f"{eid} stands in {holder or 'the act itself'}"
    wanted = SHAPES[kind].prefix if kind else ""
    found = SHAPES[last.kind].prefix if last.kind in SHAPES else ""
    if wanted != found:
        name = etree.QName(element).localname
        yield element, "eid-kind", f"{eid} is no eId of {element.get('name', name)}"
        return
    printed = element.get(_N)
    if printed is None or last.number is None or kind in (Kind.PARAGRAPH, Kind.TEXT):
        return
    if str(last.number) != printed:
        yield element, "eid-number", f"{eid} stands on number {printed}"


def _num(element: etree._Element, eid: str, readings: set[str | None]) -> Iterator[Found]:
    """A number printed in figures is the number of the unit, or a reading on record says why it
    is not; numbers in words are not judged."""
    number, num = element.get(_N, ""), element.find(_NUM)
    if num is None:
        return
    printed = _words(num)
    if not number:
        return  # the schema says so
    series = _FIGURES if number[0].isdigit() else _ROMANS if number[0].isascii() else _LETTERS
    candidates = series.findall(printed)
    if not candidates or any(_same(candidate, number) for candidate in candidates):
        return
    if eid not in readings and printed not in readings:
        yield element, "num-number", f"{printed!r} does not hold {number}"


_PRIMS = r"(?:\s?\^\s?[0-9]+)*"
_FIGURES = re.compile(r"[0-9]+(?:\.\s?[0-9]+)*" + _PRIMS)
_ROMANS = re.compile(r"(?<![A-Za-z])[IVXLCDM]+(?:\s[IVXLCDM]+)*(?![A-Za-z])" + _PRIMS)
_LETTERS = re.compile(r"(?<![ა-ჰ])[ა-ჰ](?![ა-ჰ])" + _PRIMS)


def _same(candidate: str, number: str) -> bool:
    plain = re.sub(r"\s", "", candidate)
    return plain == number or plain.endswith(f".{number}")


def _words(element: etree._Element) -> str:
    parts = [element.text or ""]
    for child in element:
        if child.tag == _A + "sup":
            parts.append("^" + (child.text or ""))
        parts.append(child.tail or "")
    return fold_superscripts("".join(parts))


_WITH_EID = etree.XPath(".//*[@eId]")
_WITH_PERIOD = etree.XPath(".//*[@period]")
_REMOVED = etree.XPath(".//*[@status='removed']")


def _eids(document: etree._Element, *tags: str) -> set[str | None]:
    return {item.get("eId") for tag in tags for item in document.iter(_A + tag)}


def _references(document: etree._Element) -> Iterator[Found]:
    for element in _found(_WITH_PERIOD, document):
        yield from _missing(element, "period", _eids(document, "temporalGroup"), "event-found")
    held = {item.get("eId") for item in _found(_WITH_EID, document)}
    for tag, attribute, targets, rule in (
        ("noteRef", "href", _eids(document, "note"), "note-found"),
        ("note", "placementBase", held, "note-found"),
        ("timeInterval", "start", _eids(document, "eventRef"), "event-found"),
        ("timeInterval", "end", _eids(document, "eventRef"), "event-found"),
        ("FRBRauthor", "href", held, "agent-found"),
    ):
        for element in document.iter(_A + tag):
            yield from _missing(element, attribute, targets, rule)


def _missing(
    element: etree._Element, attribute: str, targets: set[str | None], rule: str
) -> Iterator[Found]:
    target = element.get(attribute)
    if target is not None and target.removeprefix("#") not in targets:
        yield element, rule, f"{attribute} {target} leads nowhere"


def _placeholders(document: etree._Element) -> Iterator[Found]:
    count: dict[etree._Element, int] = dict.fromkeys(_found(_REMOVED, document), 0)
    for remark in document.iter(_A + "remark"):
        holders = (item for item in remark.iterancestors() if item.get("eId"))
        owner = next((item for item in holders if item.tag != _MAIN_BODY), None)
        if owner in count:
            count[owner] += 1
        else:
            yield remark, "removed-placeholder", "a placeholder in a unit that is not removed"
    for element, placeholders in count.items():
        if placeholders != 1:
            yield element, "removed-placeholder", f"{placeholders} placeholders instead of one"


def _found(path: etree.XPath, document: etree._Element) -> list[etree._Element]:
    found = path(document)
    assert isinstance(found, list)
    return [item for item in found if isinstance(item, etree._Element)]
