"""Files that people send: what their name says they are is held against their bytes.

The readers sniff the bytes and never trust a name. A file that calls itself a Word file and
holds other bytes is a damaged one, though: read as text it would be a text nobody wrote. It is
refused by name, with the place.

>>> read_upload(b"PX\\x03\\x04...", "order.docx")
Traceback (most recent call last):
acts.source.BadSource: broken-archive at order.docx, byte 0: no Word file begins with these bytes
"""

from __future__ import annotations

from acts.read import read_source
from acts.source import BadSource, Source

_WORD = ("broken-archive", "no Word file begins with these bytes", (b"PK\x03\x04", b"PK\x05\x06"))
_PDF = ("broken-pdf", "no PDF file begins with these bytes", (b"%PDF-",))
_KINDS = {"docx": _WORD, "docm": _WORD, "dotx": _WORD, "pdf": _PDF}
_HEAD = 1024  # bytes within which a PDF file says what it is
# Files that are text inside or archives, and no acts: read as what they are not, they would be
# an act of nonsense or a „damaged Word file“.
_OTHERS = frozenset({
    "doc", "rtf", "odt", "ods", "xls", "xlsx", "ppt", "pptx", "zip", "rar", "7z", "jpg", "jpeg",
    "png", "gif", "tif", "tiff", "csv", "eml", "msg", "exe",
})  # fmt: skip


def checked(data: bytes, name: str) -> bytes:
    """The bytes, where they are what the file's name says.

    Raises :class:`acts.source.BadSource` ``broken-archive``, ``broken-pdf``, ``unknown-format``.
    """
    ending = name.rpartition(".")[2].lower() if "." in name else ""
    if ending in _OTHERS:
        raise BadSource("unknown-format", name, "send a Word file (DOCX), a PDF or plain text")
    kind = _KINDS.get(ending)
    if kind is None or not data:
        return data
    problem, cause, marks = kind
    head = data[:_HEAD]
    if not (head.startswith(marks) or (kind is _PDF and marks[0] in head)):
        raise BadSource(problem, f"{name}, byte 0", cause)
    return data


def read_upload(data: bytes, name: str) -> Source:
    """Read a file that was sent. Raises :class:`acts.source.BadSource`: see :func:`checked` and
    :func:`acts.read.read_source`."""
    return read_source(checked(data, name), name)


SAID: dict[str, tuple[str, str]] = {
    "empty-source": ("ფაილი ცარიელია", "the file is empty"),
    "not-text": ("ფაილი ტექსტი არ არის", "the file is no text"),
    "wrong-encoding": (
        "კოდირება UTF-8 არ არის: შეინახეთ ფაილი UTF-8-ში ან გამოგზავნეთ DOCX",
        "the encoding is not UTF-8: save the file as UTF-8 or send a DOCX",
    ),
    "too-large": ("ფაილი ან მისი ნაწილი ზომაზე დიდია", "the file, or a part of it, is too large"),
    "broken-json": ("JSON დაზიანებულია", "the JSON is damaged"),
    "broken-xml": ("ფაილის შიგთავსი დაზიანებულია", "what the file holds is damaged"),
    "forbidden-entity": ("ფაილში აკრძალული მითითებაა", "the file holds a forbidden entity"),
    "no-georgian-text": ("ფაილში ქართული ტექსტი არ არის", "there is no Georgian text in the file"),
    "unknown-format": (
        "ასეთი ფორმატი არ იკითხება: გამოგზავნეთ DOCX, PDF ან ტექსტი",
        "such a file is not read: send a DOCX, a PDF or plain text",
    ),
    "broken-archive": ("DOCX ფაილი დაზიანებულია", "the DOCX file is damaged"),
    "broken-pdf": ("PDF ფაილი დაზიანებულია", "the PDF file is damaged"),
    "encrypted": ("ფაილი პაროლით არის დაცული", "the file is locked by a password"),
    "internal-error": ("ფაილი ვერ იკითხება", "the file cannot be read"),
}


def told(error: BadSource) -> tuple[str, str]:
    """What is wrong with a source and where, in Georgian and in English."""
    georgian, english = SAID.get(error.name, SAID["internal-error"])
    return f"{georgian} ({error.place}).", f"{english} ({error.place}): {error.cause}."
