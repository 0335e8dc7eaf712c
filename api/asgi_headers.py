"""Headers of every answer: who may read it from where (CORS), and how browsers treat it.

Scripts of other sites may read what is published: acts, the API, what problems mean, annexes. The
office, its forms and the portal's own pages are read in their own windows only.
"""

from __future__ import annotations

from starlette.types import ASGIApp, Message, Receive, Scope, Send

_EXPOSED = (
    b"Content-Location, ETag, Link, Location, Memento-Datetime, RateLimit, RateLimit-Policy, "
    b"Retry-After, Vary"
)
_PUBLISHED = ("/akn/", "/api/", "/problems/", "/annex/")
_SHARED = (
    (b"access-control-allow-origin", b"*"),
    (b"access-control-expose-headers", _EXPOSED),
)
_ALWAYS = (
    (b"x-content-type-options", b"nosniff"),
    (b"referrer-policy", b"strict-origin-when-cross-origin"),
    (b"content-security-policy",
     b"default-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data:; "
     b"base-uri 'none'; frame-ancestors 'self'; form-action 'self'"),
)  # fmt: skip
_PREFLIGHT = (
    (b"access-control-allow-methods", b"GET, HEAD, POST, OPTIONS"),
    (b"access-control-allow-headers", b"Accept, Accept-Datetime, If-None-Match, Content-Type"),
    (b"access-control-max-age", b"86400"),
)
_OPTIONS = (
    (b"allow", b"GET, HEAD, POST, OPTIONS"),
    (b"content-length", b"0"),
)


class Headers:
    """Pure ASGI. Answers OPTIONS itself."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return

        shared = scope["path"].startswith(_PUBLISHED)
        added = (*_SHARED, *_ALWAYS) if shared else _ALWAYS

        async def told(message: Message) -> None:
            if message["type"] == "http.response.start":
                message = {**message, "headers": [*message["headers"], *added]}
            await send(message)

        if scope["method"] == "OPTIONS":
            headers = [*(_PREFLIGHT if shared else ()), *_OPTIONS]
            start = {"type": "http.response.start", "status": 204, "headers": headers}
            await told(start)
            await told({"type": "http.response.body", "body": b""})
            return
        await self.app(scope, receive, told)
