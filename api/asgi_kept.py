"""Answers made once: bodies, their gzip form and their ETag are kept until the store changes.

Pure ASGI. Every 200 to a GET gets a strong ETag and a digest (RFC 9530) of its bytes;
If-None-Match is answered with 304, HEAD without a body. What is kept is thrown away as a whole
when :data:`Stamp` changes (something was written, or the day is another one). An answer says
that it is not to be kept with ``Cache-Control: no-store``.
"""

from __future__ import annotations

import hashlib
import zlib
from base64 import b64encode
from collections.abc import Callable
from dataclasses import dataclass

from starlette.types import ASGIApp, Message, Receive, Scope, Send

from api.kept import Kept

Header = tuple[bytes, bytes]
Stamp = tuple[int, str]  # of the store, and the day
_LIMIT = 128 * 2**20
_VARY = (b"accept", b"accept-datetime", b"prefer")
_TEXTUAL = (b"text/", b"application/json", b"application/akn+xml", b"application/problem+json",
            b"application/atom+xml", b"application/link-format", b"application/xml",
            b"application/ld+json", b"application/feed+json", b"image/svg+xml")  # fmt: skip


@dataclass(frozen=True, slots=True)
class Answer:
    """A whole answer as it is sent. ``packed``: the gzip form, where it is smaller."""

    status: int
    headers: tuple[Header, ...]
    etag: bytes
    body: bytes
    packed: bytes | None

    @property
    def weight(self) -> int:
        return len(self.body) + len(self.packed or b"") + 512


class KeptAnswers:
    """``stamp`` tells whether anything may have changed; asked for at every request."""

    def __init__(self, app: ASGIApp, stamp: Callable[[], Stamp]) -> None:
        self.app, self.stamp = app, stamp
        self.answers: Kept[tuple[bytes, ...], Answer] = Kept(_LIMIT, lambda one: one.weight)
        self.seen: Stamp | None = None

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http" or scope["method"] not in ("GET", "HEAD"):
            await self.app(scope, receive, send)
            return
        held = {name: value for name, value in scope["headers"] if name in _WANTED}
        stamp = self.stamp()
        if stamp != self.seen:
            self.answers.clear()
            self.seen = stamp
        key = (
            scope.get("raw_path") or scope["path"].encode(),
            scope["query_string"],
            held.get(b"host", b""),
            *(held.get(name, b"") for name in _VARY),
        )
        answer = self.answers.peek(key)
        if answer is None:
            answer = await self._make(scope, receive)
            if answer.status == 200 and not _no_store(answer.headers):
                self.answers.put(key, answer)
        await _send(answer, scope["method"] == "HEAD", held, send)

    async def _make(self, scope: Scope, receive: Receive) -> Answer:
        status, headers, parts = 500, [], []

        async def collect(message: Message) -> None:
            nonlocal status, headers
            if message["type"] == "http.response.start":
                status, headers = message["status"], list(message["headers"])
            elif message["type"] == "http.response.body":
                parts.append(message.get("body", b""))

        await self.app({**scope, "method": "GET"}, receive, collect)
        body = b"".join(parts)
        kind = next((value for name, value in headers if name == b"content-type"), b"")
        packed = None
        if len(body) > 400 and kind.startswith(_TEXTUAL):
            packer = zlib.compressobj(6, wbits=31)
            packed = packer.compress(body) + packer.flush()
            packed = packed if len(packed) < len(body) else None
        kept = tuple(item for item in headers if item[0] != b"content-length")
        digest = hashlib.sha256(body).digest()
        etag = b'"' + digest.hex()[:32].encode() + b'"'
        if status == 200:
            kept += ((b"repr-digest", b"sha-256=:" + b64encode(digest) + b":"),)
        return Answer(status, kept, etag if status == 200 else b"", body, packed)


_WANTED = frozenset((*_VARY, b"host", b"if-none-match", b"accept-encoding"))


def _no_store(headers: tuple[Header, ...]) -> bool:
    return any(name == b"cache-control" and b"no-store" in value for name, value in headers)


async def _send(answer: Answer, bare: bool, held: dict[bytes, bytes], send: Send) -> None:
    headers = list(answer.headers)
    body = answer.body
    etag = answer.etag
    if answer.packed is not None:
        headers.append((b"vary", b"Accept-Encoding"))
        if b"gzip" in held.get(b"accept-encoding", b""):
            body = answer.packed
            headers.append((b"content-encoding", b"gzip"))
            etag = etag[:-1] + b'-gz"' if etag else etag
    status = answer.status
    if etag:
        headers.append((b"etag", etag))
        if _matches(held.get(b"if-none-match", b""), etag):
            status, body = 304, b""
            headers = [item for item in headers if item[0] != b"content-type"]
    if status not in (204, 304):
        headers.append((b"content-length", str(len(body)).encode()))
    await send({"type": "http.response.start", "status": status, "headers": headers})
    await send({"type": "http.response.body", "body": b"" if bare else body})


def _matches(wanted: bytes, etag: bytes) -> bool:
    """If-None-Match compares weakly (RFC 9110 §13.1.2)."""
    if not wanted:
        return False
    names = [part.strip().removeprefix(b"W/") for part in wanted.split(b",")]
    return b"*" in names or etag in names
