"""Cursors: where in an answer the next page begins, for one query in one state of the index.

Opaque to the reader, checked by us: a cursor that was changed, or is used with another query,
is refused (``cursor-not-valid``).

>>> cursor = Cursor("f00d", 7, "2015-03-01", "abc", first=20, at=40)
>>> Cursor.read(str(cursor), "abc") == cursor
True
"""

from __future__ import annotations

import hashlib
import json
from base64 import urlsafe_b64decode, urlsafe_b64encode
from dataclasses import astuple, dataclass

from search.protocol import Search
from search.refusals import BadSearch

_CHECK = 6


@dataclass(frozen=True, slots=True)
class Cursor:
    """``first``: size of the first page; ``at``: how many hits were given already."""

    identity: str
    generation: int
    day: str
    asked: str
    first: int
    at: int

    def __str__(self) -> str:
        body = json.dumps(astuple(self), separators=(",", ":")).encode()
        return urlsafe_b64encode(_check(body) + body).decode().rstrip("=")

    @classmethod
    def read(cls, text: str, asked: str) -> Cursor:
        """The cursor behind a text. Raises BadSearch (``cursor-not-valid``)."""
        try:
            raw = urlsafe_b64decode(text.encode("ascii") + b"=" * (-len(text) % 4))
            body = raw[_CHECK:]
            if raw[:_CHECK] != _check(body):
                raise ValueError("changed")
            found = cls(*json.loads(body))
        except (ValueError, TypeError):
            raise BadSearch("cursor-not-valid", 0, text[:40]) from None
        if found.asked != asked:
            raise BadSearch("cursor-not-valid", 0, "made for another query or order")
        return found


def asked(wanted: Search) -> str:
    """A short name of what is asked for, without the page."""
    said = f"{wanted.query}\n{wanted.sort.value}\n{wanted.today or ''}"
    return hashlib.blake2b(said.encode(), digest_size=8).hexdigest()


def _check(body: bytes) -> bytes:
    return hashlib.blake2b(body, digest_size=_CHECK, person=b"matsne-cursor").digest()
