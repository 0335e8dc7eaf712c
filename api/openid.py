"""A provider of identities (OpenID Connect): where it is, what it answers, whether that is good.

Off unless ``MATSNE_OIDC_ISSUER`` and ``MATSNE_OIDC_CLIENT`` name one; ``MATSNE_OIDC_SECRET`` is
the client's secret where it has one, and ``MATSNE_OIDC_TRUST_SECOND_FACTOR=1`` lets a second
factor that the provider saw stand for the device's code. Followed: OpenID Connect Core 1.0
(3.1.2, 3.1.3), RFC 7636 (PKCE, S256), RFC 9207 (issuer in the answer). ID tokens are verified with
the provider's keys: signature (RS256, PS256, ES256), issuer, audience, times, nonce.
"""

from __future__ import annotations

import json
import os
import urllib.error
import urllib.request
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode, urlsplit

import jwt

from registry.identities import Begun
from registry.office import OfficeError

_ALGORITHMS = ["RS256", "PS256", "ES256"]
_SECOND_FACTORS = frozenset({"mfa", "otp", "hwk", "swk", "sc", "fpt", "face"})  # RFC 8176
_TIMEOUT, _MOST = 5.0, 2**20  # seconds of one request; bytes of one answer
_LEEWAY = 60  # seconds clocks may differ


@dataclass(frozen=True, slots=True)
class Identity:
    """Who the provider says it is. ``second``: it saw a second factor."""

    issuer: str
    subject: str
    second: bool


class _NoRedirect(urllib.request.HTTPRedirectHandler):
    def redirect_request(self, *_: Any) -> None:
        return None


_OPENER = urllib.request.build_opener(_NoRedirect)


@dataclass(frozen=True, slots=True)
class Provider:
    """A provider as it is configured."""

    issuer: str
    client: str
    secret: str
    trusts_second: bool

    @classmethod
    def configured(cls) -> Provider | None:
        """The provider of the environment; None where log-in by a provider is off."""
        issuer = os.environ.get("MATSNE_OIDC_ISSUER", "")
        client = os.environ.get("MATSNE_OIDC_CLIENT", "")
        if not issuer or not client:
            return None
        trusted = os.environ.get("MATSNE_OIDC_TRUST_SECOND_FACTOR") == "1"
        return cls(issuer, client, os.environ.get("MATSNE_OIDC_SECRET", ""), trusted)

    def address(self, begun: Begun, back: str) -> str:
        """Where the browser goes. Raises :class:`OfficeError` ``provider-fails``."""
        asked = {
            "response_type": "code", "client_id": self.client, "redirect_uri": back,
            "scope": "openid", "state": begun.state, "nonce": begun.nonce,
            "code_challenge": begun.challenge, "code_challenge_method": "S256",
        }  # fmt: skip
        where = self._safe(self._about()["authorization_endpoint"])
        return f"{where}{'&' if '?' in where else '?'}{urlencode(asked)}"

    def identity(self, code: str, verifier: str, nonce: str, back: str) -> Identity:
        """Who comes with this code. Raises :class:`OfficeError` ``provider-fails``,
        ``not-let-in``."""
        about = self._about()
        fields = {
            "grant_type": "authorization_code", "code": code, "redirect_uri": back,
            "client_id": self.client, "code_verifier": verifier,
        }  # fmt: skip
        if self.secret:
            fields["client_secret"] = self.secret
        answer = self._json(self._safe(about["token_endpoint"]), urlencode(fields).encode())
        keys = self._json(self._safe(about["jwks_uri"]))
        claims = self._claims(str(answer.get("id_token", "")), keys)
        if claims.get("nonce") != nonce:
            raise OfficeError("not-let-in", "the ID token answers another log-in")
        if claims.get("azp", self.client) != self.client:
            raise OfficeError("not-let-in", "the ID token is for another client")
        amr = claims.get("amr")
        seen = isinstance(amr, list) and not _SECOND_FACTORS.isdisjoint(map(str, amr))
        return Identity(self.issuer, str(claims["sub"]), self.trusts_second and seen)

    def _claims(self, token: str, keys: dict[str, Any]) -> dict[str, Any]:
        try:
            named = jwt.get_unverified_header(token).get("kid")
            held = [key for key in jwt.PyJWKSet.from_dict(keys).keys if named in (None, key.key_id)]
            if len(held) != 1:
                raise OfficeError("not-let-in", "no one key of the provider signed the ID token")
            claims: dict[str, Any] = jwt.decode(
                token, held[0].key, algorithms=_ALGORITHMS, audience=self.client,
                issuer=self.issuer, leeway=_LEEWAY,
                options={"require": ["exp", "iat", "sub", "iss", "aud"]},
            )  # fmt: skip
        except jwt.PyJWTError as error:
            raise OfficeError("not-let-in", f"the ID token is not good: {error}") from error
        return claims

    def _about(self) -> dict[str, Any]:
        """What the provider says of itself."""
        where = self._safe(f"{self.issuer.rstrip('/')}/.well-known/openid-configuration")
        about = self._json(where)
        wanted = ("authorization_endpoint", "token_endpoint", "jwks_uri")
        if about.get("issuer") != self.issuer or not all(about.get(key) for key in wanted):
            raise OfficeError("provider-fails", "the provider describes another one")
        return about

    def _safe(self, address: object) -> str:
        """An address over TLS, or of this machine. Raises :class:`OfficeError`."""
        parts = urlsplit(str(address))
        if parts.scheme == "https" or (
            parts.scheme == "http" and parts.hostname in ("127.0.0.1", "::1", "localhost")
        ):
            return str(address)
        raise OfficeError("provider-fails", "an address of the provider is not https")

    def _json(self, address: str, body: bytes | None = None) -> dict[str, Any]:
        request = urllib.request.Request(address, body, {"accept": "application/json"})
        try:
            with _OPENER.open(request, timeout=_TIMEOUT) as answer:
                found = json.loads(answer.read(_MOST))
        except (OSError, ValueError, urllib.error.URLError) as error:
            raise OfficeError("provider-fails", f"{urlsplit(address).netloc}: {error}") from error
        if not isinstance(found, dict):
            raise OfficeError("provider-fails", f"{urlsplit(address).netloc} answers no object")
        return found
