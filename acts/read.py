"""Reading a source: bytes in, :class:`acts.source.Source` out, or a named refusal.

The format is sniffed from the bytes, never trusted from a file name alone. Every reader makes
``Source.text`` once; whatever it leaves out of the text (a copied label, an invisible mark) is
recorded as a :class:`acts.source.Defect`.

>>> source = read_source("„სატესტო“ დადგენილება\\n\\nმუხლი 1\\nტექსტი.".encode())
>>> source.format
'text'
>>> read_source(b"")
Traceback (most recent call last):
acts.source.BadSource: empty-source at byte 0: the file holds no bytes
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Callable

from lxml import etree

from acts import docx, matsne_html, matsne_json, pdf, plain_text
from acts.source import BadSource, Source
from schemas.xml import BadXml, parse_xml

MAX_BYTES = 256 * 1024 * 1024
MAX_LINE = 4 * 1024 * 1024  # bytes of one line of plain text: no act has such a paragraph

_HTML = re.compile(r"<(?:!doctype\s+html|html|head|body|div|p|table)\b", re.IGNORECASE)
Reader = Callable[[bytes, str, str], Source]

_ZIP = (b"PK\x03\x04", b"PK\x05\x06")
_OLE = b"\xd0\xcf\x11\xe0"
_BOMS = (
    (b"\xef\xbb\xbf", "utf-8"),
    (b"\xff\xfe", "utf-16-le"),
    (b"\xfe\xff", "utf-16-be"),
)


def read_source(data: bytes, name: str = "") -> Source:
    """Read any source we know. ``name`` is the file's name, used only in messages.

    Raises BadSource with one of its stable names.
    """
    if not data:
        raise BadSource("empty-source", _place(name, "byte 0"), "the file holds no bytes")
    if len(data) > MAX_BYTES:
        raise BadSource("too-large", _place(name, "byte 0"), f"more than {MAX_BYTES} bytes")
    sha256 = hashlib.sha256(data).hexdigest()
    reader = _container(data, name)
    if reader is not None:
        return reader(data, sha256, name)
    text = _decode(data, name)
    if not text.strip():
        raise BadSource("empty-source", _place(name, "byte 0"), "the file holds white space only")
    start = text.lstrip()[:1]
    if start == "{":
        return matsne_json.read(text, sha256, name)
    if start == "<":
        return _markup(text, sha256, name)
    _bounded_lines(text, name)
    return plain_text.read(text, sha256)


def _container(data: bytes, name: str) -> Reader | None:
    """The reader of a binary container, or None for text. Raises BadSource."""
    if data.startswith(_ZIP):
        return docx.read
    if data.startswith(_OLE):
        cause = "an Office file of the old format, or one locked by a password"
        raise BadSource("unknown-format", _place(name, "byte 0"), cause)
    if b"%PDF-" in data[:1024]:
        return pdf.read
    if data.startswith(tuple(mark for mark, _ in _BOMS)):
        return None
    hole = data.find(b"\x00")
    if hole >= 0:
        raise BadSource("not-text", _place(name, f"byte {hole}"), "a zero byte: not a text file")
    return None


def _decode(data: bytes, name: str) -> str:
    """UTF-8 or, with a byte order mark, UTF-16. Raises BadSource."""
    codec = "utf-8"
    for mark, name_of_codec in _BOMS:
        if data.startswith(mark):
            data, codec = data[len(mark) :], name_of_codec
            break
    try:
        text = data.decode(codec)
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        raise BadSource(
            "wrong-encoding",
            _place(name, f"line {line}, byte {error.start}"),
            "the file is not UTF-8 (UTF-16 is read only with a byte order mark)",
        ) from None
    control = next((i for i, c in enumerate(text[:4096]) if c < " " and c not in "\t\n\r\f\v"), -1)
    if control >= 0:
        raise BadSource("not-text", _place(name, f"character {control}"), "a control character")
    return text


def _markup(text: str, sha256: str, name: str) -> Source:
    """HTML goes to its reader; other markup is checked, so that what is wrong has its name."""
    if _HTML.search(text[:4096]):
        return matsne_html.read(text.encode(), sha256, name)
    try:
        root = parse_xml(text.encode())
    except BadXml as error:
        raise BadSource(error.name, _place(name, error.place), error.cause) from None
    cause = "read an Akoma Ntoso document with acts.akn_reader"
    if etree.QName(root).localname != "akomaNtoso":
        cause = f"no reader for the element {etree.QName(root).localname}"
    raise BadSource("unknown-format", _place(name, "line 1"), cause)


def _bounded_lines(text: str, name: str) -> None:
    start = 0
    for number, line in enumerate(text.split("\n"), 1):
        if len(line) > MAX_LINE:
            raise BadSource(
                "too-large",
                _place(name, f"line {number}"),
                f"one line of {len(line)} characters is no paragraph of an act",
            )
        start += len(line) + 1


def _place(name: str, place: str) -> str:
    return f"{name}, {place}" if name else place
