"""The ``meta`` block of an Akoma Ntoso document: names, life, changes, petits, own data.

Written from :class:`schemas.model.Particulars` and :class:`schemas.meta.ExpressionInfo`. What
the standard has no place for (particulars as they were read, recorded readings, the hash of
the source) stands in ``proprietary`` under our own namespace, so that reading back loses
nothing.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import fields
from typing import get_args

from lxml import etree

from acts.akn_text import write_value, write_words
from schemas.elements import AKN, OWN
from schemas.iri import PARLIAMENT, PARLIAMENT_KINDS, Iri, WorkIri
from schemas.kinds import issuer_slug, kind_slug
from schemas.meta import ExpressionInfo, ForceType, Modification
from schemas.model import Act, Particulars, Petit

_A, _O = f"{{{AKN}}}", f"{{{OWN}}}"
PETIT_FIELDS = {
    "kind": "actKind", "issuer": "issuer", "date": "date", "number": "number",
    "organ": "organ", "published": "published", "issue": "issue", "locator": "locator",
}  # fmt: skip
UNKNOWN_DAY = "0001-01-01"  # with name="unknown": the standard demands a date
_CONCEPTS = {"adoption": "მიღება", "publication": "გამოქვეყნება", "inForce": "ძალაში",
             "inEfficacy": "გავრცელება ურთიერთობებზე", "suspended": "მოქმედება შეჩერებულია",
             "unconstitutional": "არაკონსტიტუციურად ცნობა",
             "repealed": "ძალადაკარგულია"}  # fmt: skip

Notes = list[tuple[str, str, Petit]]  # eId of the note, eId of the unit, petit


def _sub(parent: etree._Element, tag: str, **attributes: str) -> etree._Element:
    return etree.SubElement(parent, _A + tag, attributes)


def main_meta(act: Act, info: ExpressionInfo, notes: Notes, spans: bool) -> etree._Element:
    """``meta`` of the act itself."""
    iri = expression_iri(act, info)
    meta = etree.Element(_A + "meta")
    agents = {"matsne": "საქართველოს საკანონმდებლო მაცნე"}
    author = _author(act.particulars, agents)
    _identification(meta, iri.at(""), act.particulars, info, author)
    _publication(meta, act.particulars)
    sources = _lifecycle(meta, info)
    _analysis(meta, info.modifications)
    _temporal(meta, info)
    _references(meta, iri, info, agents, sources)
    _notes(meta, notes, spans)
    _proprietary(meta, act)
    return meta


def annex_meta(
    act: Act, info: ExpressionInfo, eid: str, notes: Notes, spans: bool
) -> etree._Element:
    """``meta`` of one annex: its own names, its own petits."""
    meta = etree.Element(_A + "meta")
    iri = expression_iri(act, info).at(eid)
    _identification(meta, iri, act.particulars, info, _author(act.particulars, {}))
    _notes(meta, notes, spans)
    return meta


def expression_iri(act: Act, info: ExpressionInfo) -> Iri:
    """The IRI of this text of the act; ``…/kat@`` where no day is given."""
    work = WorkIri.of(act.particulars, act.source_sha256)
    return Iri(work, "@", info.valid_from or "")


def _author(particulars: Particulars, agents: dict[str, str]) -> str:
    issuer = particulars.issuer
    if issuer is None and particulars.kind in PARLIAMENT_KINDS:
        issuer = PARLIAMENT
    if issuer is None:
        agents.setdefault("unknown", "უცნობი")
        return "#unknown"
    place, body = issuer_slug(issuer)
    name = "-".join(part for part in (place, body) if part) or "unknown"
    agents.setdefault(name, issuer)
    return f"#{name}"


def _identification(
    meta: etree._Element, iri: Iri, particulars: Particulars, info: ExpressionInfo, author: str
) -> None:
    box = _sub(meta, "identification", source="#matsne")
    work, component = iri.work, f"/!{iri.component}"
    level = _sub(box, "FRBRWork")
    _sub(level, "FRBRthis", value=f"{work}{component}")
    _sub(level, "FRBRuri", value=str(work))
    for name, value in (
        ("matsne-id", particulars.matsne_id),
        ("registration-code", particulars.registration_code),
    ):
        if value:
            _sub(level, "FRBRalias", name=name, value=write_value(value))
    adopted = particulars.date or ""
    if adopted:
        _sub(level, "FRBRdate", date=adopted, name="adoption")
    elif particulars.published:
        _sub(level, "FRBRdate", date=particulars.published, name="publication")
    else:
        _sub(level, "FRBRdate", date=UNKNOWN_DAY, name="unknown")
    _sub(level, "FRBRauthor", href=author)
    _sub(level, "FRBRcountry", value="ge")
    if particulars.kind:
        _sub(level, "FRBRsubtype", value=kind_slug(particulars.kind))
    if particulars.number:
        _sub(level, "FRBRnumber", value=write_value(particulars.number))

    level = _sub(box, "FRBRExpression")
    expression = str(iri.expression)
    _sub(level, "FRBRthis", value=expression + component)
    _sub(level, "FRBRuri", value=expression)
    if info.valid_from:
        _sub(level, "FRBRdate", date=info.valid_from, name="validFrom")
    elif adopted:
        _sub(level, "FRBRdate", date=adopted, name="adoption")
    else:
        _sub(level, "FRBRdate", date=UNKNOWN_DAY, name="unknown")
    if info.valid_to:
        _sub(level, "FRBRdate", date=info.valid_to, name="validTo")
    _sub(level, "FRBRauthor", href="#matsne" if info.valid_from else author)
    if info.version is not None:
        _sub(level, "FRBRversionNumber", value=str(info.version))
    if info.valid_from:
        _sub(level, "FRBRmasterExpression", href=f"{work}/kat@", showAs="პირველადი სახე")
    _sub(level, "FRBRlanguage", language="kat")

    level = _sub(box, "FRBRManifestation")
    _sub(level, "FRBRthis", value=f"{expression}{component}.xml")
    _sub(level, "FRBRuri", value=f"{expression}.akn")
    day = info.generated or info.valid_from or adopted or UNKNOWN_DAY
    _sub(level, "FRBRdate", date=day, name="unknown" if day == UNKNOWN_DAY else "generated")
    _sub(level, "FRBRauthor", href="#matsne")
    _sub(level, "FRBRformat", value="application/akn+xml")


def _publication(meta: etree._Element, particulars: Particulars) -> None:
    if particulars.published:
        organ = write_value(particulars.organ or "უცნობი")
        _sub(meta, "publication", date=particulars.published, name="gazette", showAs=organ)


def _lifecycle(meta: etree._Element, info: ExpressionInfo) -> dict[str, str]:
    """Events; returns the eIds of the acts that caused them, by IRI."""
    sources: dict[str, str] = {}
    if not info.events:
        return sources
    box = _sub(meta, "lifecycle", source="#matsne")
    for event in info.events:
        source = "#ro_1"
        if event.source is not None:
            source = "#" + sources.setdefault(event.source, f"rp_{len(sources) + 1}")
        _sub(
            box, "eventRef", eId=event.eid, date=event.date, type=event.type, source=source,
            refersTo=f"#{event.refers_to}",
        )  # fmt: skip
    return sources


def _analysis(meta: etree._Element, modifications: Iterable[Modification]) -> None:
    modifications = list(modifications)
    if not modifications:
        return
    box = _sub(meta, "analysis", source="#matsne")
    for direction in ("active", "passive"):
        chosen = [mod for mod in modifications if mod.direction == direction]
        if not chosen:
            continue
        group = _sub(box, f"{direction}Modifications")
        for mod in chosen:
            tag = "forceMod" if mod.type in get_args(ForceType) else "textualMod"
            item = _sub(group, tag, eId=mod.eid, type=mod.type)
            if mod.refers_to:
                item.set("refersTo", f"#{mod.refers_to}")
            if mod.incomplete:
                item.set("incomplete", "true")
            _sub(item, "source", href=mod.source)
            _sub(item, "destination", href=mod.destination)
            if mod.period:
                _sub(item, "force", period=f"#{mod.period}")
            if mod.efficacy:
                _sub(item, "efficacy", period=f"#{mod.efficacy}")
            if mod.previous:
                _sub(item, "previous", href=mod.previous)
            for tag, words in (("old", mod.old), ("new", mod.new)):
                if words is not None:
                    etree.SubElement(_sub(item, tag), _O + "words").text = write_value(words)


def _temporal(meta: etree._Element, info: ExpressionInfo) -> None:
    if not info.intervals:
        return
    box = _sub(meta, "temporalData", source="#matsne")
    for interval in info.intervals:
        group = _sub(box, "temporalGroup", eId=interval.eid)
        for start, end in (*interval.earlier, (interval.start, interval.end)):
            item = _sub(group, "timeInterval", refersTo=f"#{interval.refers_to}")
            if start:
                item.set("start", f"#{start}")
            if end:
                item.set("end", f"#{end}")


def _references(
    meta: etree._Element,
    iri: Iri,
    info: ExpressionInfo,
    agents: dict[str, str],
    sources: dict[str, str],
) -> None:
    box = _sub(meta, "references", source="#matsne")
    _sub(box, "original", eId="ro_1", href=f"{iri.work}/kat@", showAs="პირველადი სახე")
    for href, eid in sources.items():
        _sub(box, "passiveRef", eId=eid, href=href, showAs=href)
    for eid, shown in agents.items():
        href = f"/akn/ontology/organization/ge/{eid}"
        _sub(box, "TLCOrganization", eId=eid, href=href, showAs=write_value(shown))
    concepts = [event.refers_to for event in info.events]
    concepts += [interval.refers_to for interval in info.intervals]
    concepts += [mod.refers_to for mod in info.modifications if mod.refers_to]
    for name in dict.fromkeys(concepts):
        href = f"/akn/ontology/concept/ge/{name}"
        _sub(box, "TLCConcept", eId=name, href=href, showAs=_CONCEPTS.get(name, name))


def _notes(meta: etree._Element, notes: Notes, spans: bool) -> None:
    if not notes:
        return
    box = _sub(meta, "notes", source="#matsne")
    for eid, unit, petit in notes:
        note = _sub(box, "note", eId=eid)
        note.set("class", "petiti")
        note.set("placement", "bottom")
        if unit:
            note.set("placementBase", f"#{unit}")
        if petit.style != "line":
            note.set(_O + "style", write_value(petit.style))
        for name, attribute in PETIT_FIELDS.items():
            value: str | None = getattr(petit, name)
            if value is not None:
                note.set(_O + attribute, write_value(value))
        if spans and petit.span is not None:
            note.set(_O + "span", "{}-{}".format(*petit.span))
        write_words(_sub(note, "p"), petit.printed)


def _proprietary(meta: etree._Element, act: Act) -> None:
    box = _sub(meta, "proprietary", source="#matsne")
    if act.source_sha256:
        etree.SubElement(box, _O + "source", sha256=write_value(act.source_sha256))
    held = etree.SubElement(box, _O + "particulars")
    for field in fields(Particulars):
        value = getattr(act.particulars, field.name)
        if value is not None:
            etree.SubElement(held, _O + field.name).text = write_value(str(value))
    removal = act.root.removal
    if removal is not None:
        item = etree.SubElement(box, _O + "repealed", verb=write_value(removal.verb))
        for name, value in (("date", removal.date), ("number", removal.number)):
            if value is not None:
                item.set(name, write_value(value))
        item.text = write_value(removal.printed)
    for reading in act.readings:
        item = etree.SubElement(box, _O + "reading")
        item.set("name", write_value(reading.name))
        item.set("place", write_value(reading.place))
        if reading.span is not None:
            item.set("span", "{}-{}".format(*reading.span))
        item.text = write_value(reading.evidence)
