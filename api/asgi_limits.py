"""How often one address may ask: a bucket that fills again, told in every answer's headers.

Headers follow draft-ietf-httpapi-ratelimit-headers: ``RateLimit-Policy`` and ``RateLimit``.
"""

from __future__ import annotations

import json
import math
import time
from collections.abc import Callable

from starlette.types import ASGIApp, Message, Receive, Scope, Send

from api.problems import MEDIA_TYPE, Problem

_MANY = 50_000  # addresses remembered


class RateLimit:
    """Pure ASGI. ``quota`` requests in ``window`` seconds for each address; 0: no limit."""

    def __init__(
        self,
        app: ASGIApp,
        quota: int = 0,
        window: int = 60,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        self.app, self.quota, self.window, self.clock = app, quota, window, clock
        self.policy = f'"read";q={quota};w={window}'.encode()
        self.buckets: dict[str, tuple[float, float]] = {}  # tokens left, when

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http" or not self.quota:
            await self.app(scope, receive, send)
            return
        client = scope.get("client")
        left = self._take(client[0] if client else "")
        full = math.ceil((self.quota - max(left, 0)) * self.window / self.quota)
        headers = [
            (b"ratelimit-policy", self.policy),
            (b"ratelimit", f'"read";r={max(0, int(left))};t={full}'.encode()),
        ]

        async def told(message: Message) -> None:
            if message["type"] == "http.response.start":
                message = {**message, "headers": [*message["headers"], *headers]}
            await send(message)

        if left < 0:
            await self._refuse(scope, told)
        else:
            await self.app(scope, receive, told)

    def _take(self, client: str) -> float:
        """Tokens left after this request; below 0: it may not go through."""
        now = self.clock()
        tokens, last = self.buckets.get(client, (float(self.quota), now))
        tokens = min(self.quota, tokens + (now - last) * self.quota / self.window) - 1
        if len(self.buckets) > _MANY:
            self.buckets.clear()
        self.buckets[client] = (max(tokens, -1.0) if tokens >= 0 else tokens + 1, now)
        return tokens

    async def _refuse(self, scope: Scope, send: Send) -> None:
        wait = math.ceil(self.window / self.quota)
        detail = f"{self.quota} requests in {self.window} seconds"
        problem = Problem("too-many-requests", detail, retry_after=wait, bulk="/api/v1/bulk")
        body = json.dumps(problem.body(scope["path"]), ensure_ascii=False).encode()
        headers = [
            (b"content-type", MEDIA_TYPE.encode()),
            (b"content-length", str(len(body)).encode()),
            (b"retry-after", str(wait).encode()),
        ]
        await send({"type": "http.response.start", "status": 429, "headers": headers})
        await send({"type": "http.response.body", "body": body})
