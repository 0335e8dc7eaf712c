"""A Word file as a package: its parts read within bounds, nothing outside it ever opened.

A zip may promise little and unpack to gigabytes; each part is read up to a limit and refused
beyond it, and only the parts that are asked for are unpacked. Relationships to places outside
the package are never followed. (ECMA-376, part 2.)
"""

from __future__ import annotations

import io
import posixpath
import zipfile
import zlib

from lxml import etree

from acts.source import BadSource
from schemas.xml import BadXml, parse_xml

MAX_PART = 128 * 1024 * 1024  # bytes unpacked; the longest Word file met holds 12.5 million
MAX_ENTRIES = 20_000
_RATIO = 400  # unpacked to packed: runs of Word's XML are packed at most some 60 to 1
_FREE = 4 * 1024 * 1024  # below this size no ratio is looked at
_RELATIONSHIPS = "{http://schemas.openxmlformats.org/package/2006/relationships}"
_OFFICE = "/officeDocument"
_ENCRYPTED = 0x1


class Package:
    """An opened Word file. Raises BadSource ``broken-archive``, ``encrypted``, ``too-large``,
    ``broken-xml``, ``forbidden-entity`` or ``unknown-format`` (a zip that is no Word file)."""

    def __init__(self, data: bytes) -> None:
        try:
            self._zip = zipfile.ZipFile(io.BytesIO(data))
            entries = self._zip.infolist()
        except (zipfile.BadZipFile, ValueError, OSError, NotImplementedError) as error:
            raise BadSource("broken-archive", "archive", str(error)) from None
        if len(entries) > MAX_ENTRIES:
            raise BadSource("too-large", "archive", f"{len(entries)} parts")
        self._entries = {entry.filename: entry for entry in entries}
        if "[Content_Types].xml" not in self._entries:
            raise BadSource("unknown-format", "archive", "a zip without [Content_Types].xml")
        office = [t for kind, t in self.relations("", "_rels/.rels") if kind.endswith(_OFFICE)]
        self.main = office[0] if office else "word/document.xml"
        if self.main not in self._entries or "word" not in self.main:
            raise BadSource("unknown-format", "archive", "no word/document.xml: no Word file")

    def read(self, name: str) -> bytes | None:
        """The bytes of a part, or None when there is none."""
        entry = self._entries.get(name)
        if entry is None:
            return None
        if entry.flag_bits & _ENCRYPTED:
            raise BadSource("encrypted", name, "the part is locked by a password")
        limit = max(_FREE, min(MAX_PART, entry.compress_size * _RATIO))
        try:
            with self._zip.open(entry) as stream:
                data = stream.read(limit + 1)
        except (zipfile.BadZipFile, zlib.error, EOFError, OSError, NotImplementedError) as error:
            raise BadSource("broken-archive", name, str(error) or "cut off") from None
        if len(data) > limit:
            raise BadSource("too-large", name, f"unpacks to more than {limit} bytes")
        return data

    def xml(self, name: str) -> etree._Element | None:
        """The root element of a part, or None when there is none."""
        data = self.read(name)
        if data is None:
            return None
        try:
            return parse_xml(data)
        except BadXml as error:
            raise BadSource(error.name, f"{name}, {error.place}", error.cause) from None

    def relations(self, part: str, rels: str = "") -> list[tuple[str, str]]:
        """Kinds and targets of the relationships of a part that stay inside the package."""
        folder, name = posixpath.split(part)
        root = self.xml(rels or posixpath.join(folder, "_rels", f"{name}.rels"))
        found = []
        for relation in root if root is not None else ():
            target = relation.get("Target") or ""
            outside = relation.get("TargetMode") == "External" or "://" in target
            if relation.tag == f"{_RELATIONSHIPS}Relationship" and not outside:
                path = posixpath.normpath(posixpath.join("/", folder, target)).lstrip("/")
                found.append((relation.get("Type") or "", path))
        return found

    def related(self, kind: str) -> list[str]:
        """Parts that the main part relates to by a kind („footer“)."""
        return [t for k, t in self.relations(self.main) if k.rpartition("/")[2] == kind]
