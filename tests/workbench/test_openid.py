"""Log-in by OpenID Connect against a provider of our own: what is good, and what is not."""

from __future__ import annotations

import base64
import hmac
import html
import json
import re
import time
from collections.abc import Callable, Iterator
from typing import Any

import jwt
import pytest
from cryptography.hazmat.primitives import serialization
from httpx import Response

from api.workbench_guard import COOKIE
from tests.workbench.client import Client
from tests.workbench.provider import CLIENT, KEY, OTHER_KEY, FakeProvider, provided

As = Callable[[str], Client]
LEAVES = re.compile(r'http-equiv="refresh" content="0; url=([^"]+)"')


@pytest.fixture
def provider(monkeypatch: pytest.MonkeyPatch) -> Iterator[FakeProvider]:
    with provided() as found:
        monkeypatch.setenv("MATSNE_OIDC_ISSUER", found.issuer)
        monkeypatch.setenv("MATSNE_OIDC_CLIENT", CLIENT)
        yield found


def onward(answer: Response) -> str:
    found = LEAVES.search(answer.text)
    assert found is not None, answer.text[:500]
    return html.unescape(found[1])


def begun(client: Client, provider: FakeProvider) -> str:
    """The browser goes to the provider. Returns the state it will come back with."""
    address = onward(client.get("/office/openid"))
    assert address.startswith(f"{provider.issuer}/authorize?")
    return provider.authorize(address)


def back(client: Client, state: str, **more: str) -> Response:
    return client.get("/office/openid/back", params={"code": "good", "state": state, **more})


def linked(as_: As, provider: FakeProvider, role: str, subject: str) -> Client:
    """A person who has linked their identity, in a fresh browser."""
    provider.subject = subject
    client = as_(role)
    state = provider.authorize(onward(client.post("/office/openid/link")))
    assert onward(back(client, state)) == "/office/me"
    assert provider.issuer in client.get("/office/me").text
    return as_("")


def test_it_is_off_unless_it_is_configured(as_: As) -> None:
    client = as_("")
    assert "/office/openid" not in client.get("/office/login").text
    assert client.get("/office/openid").status_code == 404
    assert client.get("/office/openid/back").status_code == 404


def test_an_identity_stands_for_the_password_and_the_device_is_asked_as_before(
    as_: As, provider: FakeProvider
) -> None:
    client = linked(as_, provider, "systematizer", "s-1")
    assert "/office/openid" in client.get("/office/login").text
    answer = back(client, begun(client, provider))
    assert onward(answer) == "/office/code"
    asked = provider.asked
    assert asked["code_challenge_method"] == "S256"
    assert (asked["scope"], asked["client_id"]) == ("openid", CLIENT)
    assert "samesite=strict" in answer.headers["set-cookie"].lower()
    assert client.get("/office").headers["location"] == "/office/login"  # not without the device


def test_a_second_factor_of_the_provider_counts_only_where_that_is_trusted(
    as_: As, provider: FakeProvider, monkeypatch: pytest.MonkeyPatch
) -> None:
    provider.claims = {"amr": ["pwd", "mfa"]}
    client = linked(as_, provider, "approver", "s-2")
    assert onward(back(client, begun(client, provider))) == "/office/code"
    monkeypatch.setenv("MATSNE_OIDC_TRUST_SECOND_FACTOR", "1")
    client = as_("")
    assert onward(back(client, begun(client, provider))) == "/office"
    assert client.get("/office").status_code == 200
    provider.claims = {"amr": ["pwd"]}
    client = as_("")
    assert onward(back(client, begun(client, provider))) == "/office/code"


def signed(key: Any, algorithm: str, kid: str = "one") -> Callable[[dict[str, Any]], str]:
    return lambda claims: jwt.encode(claims, key, algorithm, {"kid": kid})


def confused(claims: dict[str, Any]) -> str:
    """The public key used as a shared secret (HS256)."""

    def part(data: bytes) -> str:
        return base64.urlsafe_b64encode(data).rstrip(b"=").decode()

    head = part(json.dumps({"alg": "HS256", "kid": "one", "typ": "JWT"}).encode())
    text = f"{head}.{part(json.dumps(claims).encode())}"
    return f"{text}.{part(hmac.digest(PUBLIC, text.encode(), 'sha256'))}"


PUBLIC = KEY.public_key().public_bytes(
    serialization.Encoding.DER, serialization.PublicFormat.SubjectPublicKeyInfo
)
BENT: dict[str, dict[str, Any]] = {
    "another nonce": {"claims": {"nonce": "another"}},
    "another client": {"claims": {"aud": "another"}},
    "another presenter": {"claims": {"azp": "another"}},
    "another issuer": {"claims": {"iss": "https://evil.example"}},
    "expired": {"claims": {"exp": int(time.time()) - 3600}},
    "of the future": {"claims": {"iat": int(time.time()) + 3600}},
    "a foreign key": {"token": signed(OTHER_KEY, "RS256")},
    "an unknown key": {"token": signed(KEY, "RS256", "two")},
    "no signature": {"token": signed(None, "none")},
    "the public key as a secret": {"token": confused},
    "no token": {"token": lambda claims: ""},
    "somebody unknown": {"subject": "nobody"},
}


@pytest.mark.parametrize("what", BENT)
def test_an_answer_that_is_not_good_lets_nobody_in(
    as_: As, provider: FakeProvider, what: str
) -> None:
    client = linked(as_, provider, "auditor", "s-3")
    for name, value in BENT[what].items():
        setattr(provider, name, value)
    answer = back(client, begun(client, provider))
    assert answer.status_code == 401
    assert COOKIE not in client.web.cookies


def test_state_is_good_once_and_in_its_own_browser(as_: As, provider: FakeProvider) -> None:
    client = linked(as_, provider, "registrar", "s-4")
    state = begun(client, provider)
    assert back(client, "another").status_code == 401
    assert back(client, state).status_code == 200
    assert back(client, state).status_code == 401
    state = begun(client, provider)
    other = as_("")
    assert back(other, state).status_code == 401
    client = as_("")
    state = begun(client, provider)
    assert back(client, state, iss="https://evil.example").status_code == 401
    state = begun(client, provider)
    assert back(client, state, error="access_denied").status_code == 401
    state = begun(client, provider)
    assert back(client, state, code="bad").status_code == 502


def test_a_provider_that_describes_another_is_not_followed(as_: As, provider: FakeProvider) -> None:
    client = as_("")
    for about in (
        {"issuer": "https://evil.example"}, {"token_endpoint": ""},
        {"authorization_endpoint": "http://evil.example/authorize"},
    ):  # fmt: skip
        provider.about = about
        assert client.get("/office/openid").status_code == 502


def test_an_identity_is_one_person_s_and_can_be_taken_off(as_: As, provider: FakeProvider) -> None:
    linked(as_, provider, "expert", "s-5")
    client = as_("administrator")
    state = provider.authorize(onward(client.post("/office/openid/link")))
    assert back(client, state).status_code == 409
    client = as_("expert")
    assert client.post("/office/openid/unlink").status_code == 303
    client = as_("")
    assert back(client, begun(client, provider)).status_code == 401
