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
    """Element, rule and message for everything that breaks a rule, in document order."""
    document = root.find(_A + "act")
    if document is None:
        return
    yield from _identifiers(document)
    yield from _references(document)
    yield from _placeholders(document)


def _identifiers(document: etree._Element) -> Iterator[Found]:
    eids: set[str] = set()
    wids: set[str] = set()
    for element in document.iter(etree.Element):
        eid = element.get("eId")
        if eid is None:
            continue
        if eid in eids:
            yield element, "eid-unique", f"{eid} stands twice"
        eids.add(eid)
        if next(element.iterancestors(_A + "meta"), None) is not None:
            continue
        wid = element.get("wId", eid)
        if wid in wids:
            yield element, "wid-unique", f"{wid} stands twice"
        wids.add(wid)
        yield from _eid(element, eid)
        yield from _num(element)


def _kind(element: etree._Element) -> Kind | None:
    """The kind of unit an element is; None for a section."""
    name = etree.QName(element).localname
    own = element.get(_O + "kind")
    if name == "blockContainer" and own is not None:
        return Kind(own)
    if name == "hcontainer" and element.get("name") in ("text", "table"):
        return Kind(str(element.get("name")))
    return kind_of(name, element.get("name"))


def _eid(element: etree._Element, eid: str) -> Iterator[Found]:
    kind = _kind(element)
    try:
        last = parse_eid(eid)[-1]
    except BadEid as error:
        yield element, "eid-kind", str(error)
        return
    start = element if kind is not Kind.ANNEX else element.getparent()
    annex = None if start is None else next(start.iterancestors(_A + "attachment"), None)
    holder = "" if annex is None else annex.get("eId", "")
    local = eid.removeprefix(f"{holder}__") if holder else eid
    if (holder and local == eid) or (local.startswith("att_") and kind is not Kind.ANNEX):
        yield element, "eid-annex", f"{eid} stands in {holder or 'the act itself'}"
    wanted = SHAPES[kind].prefix if kind else ""
    found = SHAPES[last.kind].prefix if last.kind in SHAPES else ""
    if wanted != found:
        name = etree.QName(element).localname
        yield element, "eid-kind", f"{eid} is no eId of {element.get('name', name)}"
        return
    printed = element.get(_O + "n")
    if printed is None or last.number is None or kind in (Kind.PARAGRAPH, Kind.TEXT):
        return
    if str(last.number) != printed:
        yield element, "eid-number", f"{eid} stands on number {printed}"


def _num(element: etree._Element) -> Iterator[Found]:
    """A number printed in figures must be the number of the unit; words are not judged."""
    number, num = element.get(_O + "n"), element.find(_A + "num")
    if number is None or num is None:
        return
    printed = _words(num)
    head = number.partition("^")[0]
    series = _FIGURES if head[0].isdigit() else _ROMANS if head.isascii() else _LETTERS
    candidates = series.findall(printed)
    if candidates and not any(_same(candidate, number) for candidate in candidates):
        yield element, "num-number", f"{printed!r} does not hold {number}"


_PRIMS = r"(?:\s?\^\s?[0-9]+)*"
_FIGURES = re.compile(r"[0-9]+(?:\.\s?[0-9]+)*" + _PRIMS)
_ROMANS = re.compile(r"(?<![A-Za-z])[IVXLCDM]+(?![A-Za-z])" + _PRIMS)
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


def _references(document: etree._Element) -> Iterator[Found]:
    meta = document.find(_A + "meta")
    held = {item.get("eId") for item in document.iter(etree.Element)}
    events = {item.get("eId") for item in document.iter(_A + "eventRef")}
    groups = {item.get("eId") for item in document.iter(_A + "temporalGroup")}
    notes = {item.get("eId") for item in document.iter(_A + "note")}
    referred: set[str] = set()
    for element in document.iter(etree.Element):
        period = element.get("period")
        if period is not None and period[1:] not in groups:
            yield element, "event-found", f"no period {period}"
        if element.tag == _A + "noteRef":
            target = element.get("href", "")[1:]
            referred.add(target)
            if target not in notes:
                yield element, "note-found", f"no note {target}"
        elif element.tag == _A + "note":
            base = element.get("placementBase")
            if base is not None and base[1:] not in held:
                yield element, "note-found", f"no unit {base}"
        elif element.tag == _A + "timeInterval":
            for end in (element.get("start"), element.get("end")):
                if end is not None and end[1:] not in events:
                    yield element, "event-found", f"no event {end}"
        elif element.tag == _A + "FRBRauthor" and meta is not None:
            author = element.get("href", "")[1:]
            if author not in held:
                yield element, "agent-found", f"no organization {author}"


def _placeholders(document: etree._Element) -> Iterator[Found]:
    for remark in document.iter(_A + "remark"):
        owner = next(item for item in remark.iterancestors() if item.get("eId") is not None)
        if owner.get("status") != "removed":
            yield remark, "removed-placeholder", "a placeholder in a unit that is not removed"
    for element in document.iter(etree.Element):
        if element.get("status") != "removed" or element.tag == _A + "remark":
            continue
        own = [
            remark
            for remark in element.iter(_A + "remark")
            if next(i for i in remark.iterancestors() if i.get("eId") is not None) is element
        ]
        if len(own) != 1:
            yield element, "removed-placeholder", f"{len(own)} placeholders instead of one"
