"""Reading XML that comes from outside: no entities, no network, no bombs.

Every XML file goes through :func:`parse_xml`. A document type declaration is refused before
the parser sees it, so an entity can neither be expanded nor fetched.
"""

from __future__ import annotations

import re

from lxml import etree

MAX_BYTES = 200_000_000
_DECLARED = re.compile(rb"<\?xml[^>]{0,200}?encoding\s*=\s*[\"']([A-Za-z0-9._-]+)[\"']")


class BadXml(ValueError):
    """XML that is not read. ``name`` is stable, ``place`` says where („line 3“).

    Names: ``empty-source``, ``too-large``, ``wrong-encoding``, ``forbidden-entity``,
    ``broken-xml``, ``not-akoma-ntoso``.
    """

    def __init__(self, name: str, place: str, cause: str) -> None:
        super().__init__(f"{name} at {place}: {cause}")
        self.name, self.place, self.cause = name, place, cause


def parse_xml(data: bytes, max_bytes: int = MAX_BYTES) -> etree._Element:
    """The root element of a UTF-8 document. Raises :class:`BadXml`.

    >>> parse_xml("<a>ა</a>".encode()).text
    'ა'
    >>> parse_xml(b'<!DOCTYPE a [<!ENTITY x SYSTEM "file:///etc/passwd">]><a>&x;</a>')
    Traceback (most recent call last):
    schemas.xml.BadXml: forbidden-entity at byte 0: a document type declaration is not accepted
    """
    if not data.strip():
        raise BadXml("empty-source", "byte 0", "there is nothing to read")
    if len(data) > max_bytes:
        raise BadXml("too-large", f"byte {max_bytes}", f"more than {max_bytes} bytes")
    _check_encoding(data)
    place = data.find(b"<!DOCTYPE")
    if place < 0:
        place = data.find(b"<!ENTITY")
    if place >= 0:
        cause = "a document type declaration is not accepted"
        raise BadXml("forbidden-entity", f"byte {place}", cause)
    parser = etree.XMLParser(
        resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False,
        remove_comments=True, encoding="utf-8",
    )  # fmt: skip
    try:
        return etree.fromstring(data, parser)
    except etree.XMLSyntaxError as error:
        cause = (error.msg or "not well-formed").splitlines()[0]
        raise BadXml("broken-xml", f"line {error.lineno or 1}", cause) from None


def _check_encoding(data: bytes) -> None:
    try:
        data.decode("utf-8")
    except UnicodeDecodeError as error:
        raise BadXml("wrong-encoding", f"byte {error.start}", "the file is not UTF-8") from None
    declared = _DECLARED.match(data.removeprefix(b"\xef\xbb\xbf"))
    if declared and declared[1].lower() not in (b"utf-8", b"utf8", b"us-ascii"):
        cause = f"the file declares {declared[1].decode('ascii')}"
        raise BadXml("wrong-encoding", "line 1", cause)
