"""Whether a document is one of ours: the XSD of the profile, then rules it cannot say.

:func:`validate_fast` uses lxml on the XSD and is for hot paths; :func:`validate` uses
``xmlschema`` on the same XSD for messages that name line, element and rule, and adds
:mod:`schemas.rules`.

>>> [finding.rule for finding in validate(b"<akomaNtoso/>")]
['schema']
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from importlib import import_module, resources
from typing import Any

from lxml import etree

from schemas.elements import AKN
from schemas.rules import RULES, check
from schemas.xml import BadXml, parse_xml

SCHEMA = "matsne.xsd"
_NAMESPACE = re.compile(r"\{[^{}]*\}")

__all__ = ["RULES", "Finding", "validate", "validate_fast"]


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that is wrong. ``rule`` is „xml“, „schema“ or one of :data:`RULES`."""

    line: int
    element: str  # „article art_5“, or the name alone
    rule: str
    message: str

    def __str__(self) -> str:
        return f"line {self.line}: {self.element}: {self.rule}: {self.message}"


@cache
def _fast_schema() -> etree.XMLSchema:
    with resources.as_file(resources.files("schemas")) as folder:
        return etree.XMLSchema(etree.parse(str(folder / SCHEMA)))


@cache
def _slow_schema() -> Any:
    xmlschema = import_module("xmlschema")  # half a second that lxml's check does not need
    with resources.as_file(resources.files("schemas")) as folder:
        return xmlschema.XMLSchema10(str(folder / SCHEMA))


def validate_fast(document: bytes | etree._Element) -> list[Finding]:
    """Findings of the XSD alone, by lxml; empty when the document is valid.

    Raises nothing: what is no XML is a finding of the rule „xml“.
    """
    root = _root(document)
    if isinstance(root, Finding):
        return [root]
    schema = _fast_schema()
    if schema.validate(root):
        return []
    return [
        Finding(error.line, _short(error.path or ""), "schema", _NAMESPACE.sub("", error.message))
        for error in schema.error_log  # type: ignore[attr-defined]
    ]


def validate(document: bytes | etree._Element) -> list[Finding]:
    """All findings: the XSD with messages for people, then the rules beyond it."""
    root = _root(document)
    if isinstance(root, Finding):
        return [root]
    findings = []
    for error in _slow_schema().iter_errors(root):
        element = error.elem if isinstance(error.elem, etree._Element) else root
        reason = _NAMESPACE.sub("", " ".join((error.reason or error.message or "").split()))
        findings.append(Finding(_line(element), _name(element), "schema", reason))
    for element, rule, message in check(root):
        findings.append(Finding(_line(element), _name(element), rule, message))
    return findings


def _root(document: bytes | etree._Element) -> etree._Element | Finding:
    if not isinstance(document, bytes):
        return document
    try:
        return parse_xml(document)
    except BadXml as error:
        line = int(error.place.removeprefix("line ")) if error.place.startswith("line ") else 1
        return Finding(line, "document", "xml", f"{error.name}: {error.cause}")


def _line(element: object) -> int:
    return getattr(element, "sourceline", None) or 1


def _name(element: etree._Element) -> str:
    name = str(element.tag).removeprefix(f"{{{AKN}}}")
    eid = element.get("eId")
    return f"{name} {eid}" if eid else name


def _short(path: str) -> str:
    return _NAMESPACE.sub("", path).rpartition("/")[2] or "document"
