"""A provider of identities for tests: OpenID Connect on loopback, as honest as it is told to be."""

from __future__ import annotations

import base64
import hashlib
import json
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import parse_qs, urlsplit

import jwt
from cryptography.hazmat.primitives.asymmetric import rsa
from jwt.algorithms import RSAAlgorithm

KEY = rsa.generate_private_key(public_exponent=65537, key_size=2048)
OTHER_KEY = rsa.generate_private_key(public_exponent=65537, key_size=2048)
CLIENT = "herald"


@dataclass(slots=True)
class FakeProvider:
    """``claims`` and ``token`` may bend what it answers; ``asked`` is what the browser brought."""

    issuer: str
    subject: str = "citizen-1"
    about: dict[str, Any] = field(default_factory=dict)
    claims: dict[str, Any] = field(default_factory=dict)
    token: Callable[[dict[str, Any]], str] | None = None
    asked: dict[str, str] = field(default_factory=dict)

    def authorize(self, address: str) -> str:
        """The person agrees at the provider. Returns the state to come back with."""
        self.asked = {key: one[0] for key, one in parse_qs(urlsplit(address).query).items()}
        return self.asked["state"]

    def described(self) -> dict[str, Any]:
        return {
            "issuer": self.issuer, "authorization_endpoint": f"{self.issuer}/authorize",
            "token_endpoint": f"{self.issuer}/token", "jwks_uri": f"{self.issuer}/keys",
            **self.about,
        }  # fmt: skip

    def exchanged(self, fields: dict[str, str]) -> dict[str, Any] | None:
        """The answer of the token endpoint; None where the code is not good."""
        digest = hashlib.sha256(fields["code_verifier"].encode()).digest()
        challenge = base64.urlsafe_b64encode(digest).rstrip(b"=").decode()
        same = fields["redirect_uri"] == self.asked["redirect_uri"]
        if fields["code"] != "good" or challenge != self.asked["code_challenge"] or not same:
            return None
        moment = int(time.time())
        claims = {
            "iss": self.issuer, "aud": CLIENT, "sub": self.subject, "iat": moment,
            "exp": moment + 300, "nonce": self.asked["nonce"], **self.claims,
        }  # fmt: skip
        made = self.token or (lambda c: jwt.encode(c, KEY, "RS256", {"kid": "one"}))
        return {"access_token": "x", "token_type": "Bearer", "id_token": made(claims)}


def keys() -> dict[str, Any]:
    return {"keys": [{**json.loads(RSAAlgorithm.to_jwk(KEY.public_key())), "kid": "one",
                      "alg": "RS256", "use": "sig"}]}  # fmt: skip


@contextmanager
def provided() -> Iterator[FakeProvider]:
    """The provider, answering on a free port of this machine."""

    class Handler(BaseHTTPRequestHandler):
        def log_message(self, *_: object) -> None:
            pass

        def do_GET(self) -> None:
            found = {
                "/.well-known/openid-configuration": provider.described(), "/keys": keys(),
            }.get(self.path)  # fmt: skip
            self.answer(found)

        def do_POST(self) -> None:
            body = self.rfile.read(int(self.headers["content-length"])).decode()
            fields = {key: one[0] for key, one in parse_qs(body).items()}
            self.answer(provider.exchanged(fields))

        def answer(self, found: dict[str, Any] | None) -> None:
            self.send_response(200 if found else 400)
            self.send_header("content-type", "application/json")
            self.end_headers()
            self.wfile.write(json.dumps(found or {"error": "invalid_grant"}).encode())

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    provider = FakeProvider(f"http://127.0.0.1:{server.server_port}")
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield provider
    server.shutdown()
    server.server_close()
