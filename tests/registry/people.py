"""People for tests: admitted, with a device that gives codes."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import UTC, datetime

import pyotp

from registry import login, people
from registry.office import Office
from registry.rights import Right, Role

PASSWORD = "გრძელი საიდუმლო სიტყვა"
ISSUER = "საქართველოს იუსტიციის მინისტრი"


def admitted(
    office: Office,
    name: str,
    *,
    rights: Iterable[Right] = (),
    roles: Iterable[Role] = (),
    body: str = ISSUER,
) -> str:
    """A person who may work. Returns the secret of their device."""
    form = people.Form(name, f"{name} მაგალითაძე", f"{name}@example.ge", "სპეციალისტი", body, ())
    with office.decision() as db:
        _, secret = people.apply(db, form, PASSWORD)
        people.admit(db, name, rights, roles, "founder", "ბრძანება №1")
        user = people.by_name(db, name)
        assert user is not None
        people.accept_terms(db, user)
    return secret


def code(secret: str, at: datetime | None = None) -> str:
    return pyotp.TOTP(secret).at(at or datetime.now(UTC))


def logged_in(office: Office, name: str, secret: str, at: datetime | None = None) -> str:
    with office.decision() as db:
        first = login.begin(db, name, PASSWORD, at)
        assert first is not None
        token = login.second_step(db, first, code(secret, at), at)
        assert token is not None
    return token
