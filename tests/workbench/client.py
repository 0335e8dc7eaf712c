"""A browser's part in tests: sends forms with their tokens."""

from __future__ import annotations

import secrets
from dataclasses import dataclass
from typing import Any

from httpx import Response
from starlette.testclient import TestClient


@dataclass(slots=True)
class Client:
    """``csrf`` is the session's form token, „“ where there is no session."""

    web: TestClient
    csrf: str

    def get(self, path: str, **more: Any) -> Response:
        return self.web.get(path, **more)

    def post(self, path: str, data: dict[str, Any] | None = None, **more: Any) -> Response:
        """A form as our own page sends it; ``data`` may override the tokens."""
        fields = {"csrf": self.csrf, "once": secrets.token_urlsafe(18), **(data or {})}
        return self.web.post(path, data=fields, **more)

    def form_token(self) -> str:
        """The token of forms before there is a session."""
        self.web.get("/office/login")
        self.csrf = self.web.cookies["matsne_form"]
        return self.csrf
