"""Log-in by a provider of identities: OpenID Connect, authorization code with PKCE.

A person links their identity once, from a session of their own; from then on the provider may
take the place of the password. The device's code is asked for as before, unless the provider says
that it saw a second factor and the office is set up to trust that. What is sent out (state, nonce,
verifier) is good once, for ten minutes, in the browser that began.
"""

from __future__ import annotations

import base64
import hashlib
import secrets
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from sqlalchemy import Connection, delete, insert, select

from registry import audit, login
from registry import office_tables as t
from registry.clock import now
from registry.office import OfficeError
from registry.people import User

GOOD_FOR = timedelta(minutes=10)


@dataclass(frozen=True, slots=True)
class Begun:
    """What goes to the provider, and what stays in the browser."""

    state: str
    nonce: str
    challenge: str
    browser: str


@dataclass(frozen=True, slots=True)
class Awaited:
    """What an answer of the provider must fit. ``user``: who links an identity, else None."""

    nonce: str
    verifier: str
    user: int | None


def begin(db: Connection, user: User | None = None) -> Begun:
    """Begin a log-in, or with ``user`` the linking of an identity."""
    state, nonce, browser = (secrets.token_urlsafe(32) for _ in range(3))
    verifier = secrets.token_urlsafe(48)
    oldest = (datetime.now(UTC) - GOOD_FOR).isoformat(timespec="microseconds")
    db.execute(delete(t.oidc_logins).where(t.oidc_logins.c.at < oldest))
    row = {
        "state_hash": _hash(state), "browser_hash": _hash(browser), "nonce": nonce,
        "verifier": verifier, "user": user.id if user else None, "at": now(),
    }  # fmt: skip
    db.execute(insert(t.oidc_logins).values(row))
    digest = hashlib.sha256(verifier.encode("ascii")).digest()
    return Begun(state, nonce, base64.urlsafe_b64encode(digest).rstrip(b"=").decode(), browser)


def awaited(db: Connection, state: str, browser: str) -> Awaited:
    """What was begun with this state in this browser; it is used up.

    Raises :class:`OfficeError` ``not-let-in``.
    """
    here = t.oidc_logins.c.state_hash == _hash(state)
    row = db.execute(select(t.oidc_logins).where(here)).first()
    db.execute(delete(t.oidc_logins).where(here))
    if row is None or datetime.now(UTC) - datetime.fromisoformat(row.at) > GOOD_FOR:
        raise OfficeError("not-let-in", "the log-in was not begun here, or is over")
    if not login.same(row.browser_hash, _hash(browser)):
        raise OfficeError("not-let-in", "the log-in was begun in another browser")
    return Awaited(row.nonce, row.verifier, row.user)


def link(db: Connection, user: int, issuer: str, subject: str) -> None:
    """An identity of the provider is this person. Raises :class:`OfficeError` ``name-taken``."""
    here = (t.subjects.c.issuer == issuer) & (t.subjects.c.subject == subject)
    held = db.execute(select(t.subjects.c.user).where(here)).scalar()
    if held is not None and held != user:
        raise OfficeError("name-taken", "this identity is another person's")
    if held is None:
        row = {"issuer": issuer, "subject": subject, "user": user, "recorded": now()}
        db.execute(insert(t.subjects).values(row))
        name = db.execute(select(t.users.c.name).where(t.users.c.id == user)).scalar_one()
        audit.note(db, name, "identity-linked", f"user:{name}", issuer=issuer)


def unlink(db: Connection, user: User) -> None:
    """The person's identities are no longer good for log-in."""
    db.execute(delete(t.subjects).where(t.subjects.c.user == user.id))
    audit.note(db, user.name, "identity-unlinked", f"user:{user.name}")


def linked(db: Connection, user: User) -> list[str]:
    """Issuers at which the person has an identity."""
    query = select(t.subjects.c.issuer).where(t.subjects.c.user == user.id)
    return list(db.execute(query.order_by(t.subjects.c.issuer)).scalars())


def come_in(db: Connection, issuer: str, subject: str, *, second: bool) -> str:
    """A session for the person behind an identity. Returns its token.

    ``second``: the provider's second factor stands for the device's code. Raises
    :class:`OfficeError` ``not-let-in``; nobody is told why.
    """
    here = (t.subjects.c.issuer == issuer) & (t.subjects.c.subject == subject)
    query = select(t.users).join(t.subjects, t.subjects.c.user == t.users.c.id).where(here)
    row = db.execute(query).first()
    at = datetime.now(UTC)
    locked = row is not None and row.locked_until is not None
    if row is None or row.state != "active" or (
        locked and datetime.fromisoformat(row.locked_until) > at
    ):  # fmt: skip
        raise OfficeError("not-let-in", "no person who may come in has this identity")
    if second:
        audit.note(db, row.name, "logged-in", f"user:{row.name}", by="openid")
    return login.open_session(db, row.id, at, second=second)


def _hash(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()
