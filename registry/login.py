"""Logging in: password, then a code of the person's device; sessions that end.

A wrong name costs the same time as a wrong password. Five failures lock the name for a quarter
of an hour. A code of the device is good once. Only hashes of session tokens are kept.
"""

from __future__ import annotations

import hashlib
import hmac
import secrets
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from typing import Any

import pyotp
from argon2.exceptions import InvalidHashError, VerificationError
from sqlalchemy import Connection, insert, select, update

from registry import audit, people, recovery
from registry import office_tables as t
from registry.keyring import Keyring
from registry.people import HASHER, User, user_of

IDLE = timedelta(minutes=60)
LONGEST = timedelta(hours=12)
WARN = timedelta(minutes=5)
NOTED = timedelta(minutes=1)
MAX_FAILURES, LOCKED_FOR = 5, timedelta(minutes=15)
_STEP = 30  # seconds of one device code
_NOBODY = HASHER.hash("nobody has this password")


@dataclass(frozen=True, slots=True)
class Session:
    """An open session. ``second``: the device code was given; without it nothing is allowed.

    ``seen``: when it was used last, as noted once a minute.
    """

    user: User
    csrf: str
    second: bool
    ends: datetime
    seen: datetime

    def unnoted(self, at: datetime | None = None) -> bool:
        """Whether this use of it is to be noted (:func:`touch`)."""
        return (at or datetime.now(UTC)) - self.seen > NOTED


def begin(db: Connection, name: str, password: str, at: datetime | None = None) -> str | None:
    """First step. Returns a session token that is good for the second step only.

    None: not let in, and nobody is told which part was wrong; the failure is counted.
    """
    at = at or datetime.now(UTC)
    row = db.execute(select(t.users).where(t.users.c.name == name)).first()
    good = _verify(row.password if row else _NOBODY, password)
    if row is None:
        return None
    locked = row.locked_until is not None and datetime.fromisoformat(row.locked_until) > at
    if locked or not good or row.state != "active":
        if not locked:
            _failed(db, row.id, row.failures + 1, at)
        return None
    return open_session(db, row.id, at, second=False)


def second_step(db: Connection, token: str, code: str, at: datetime | None = None) -> str | None:
    """Second step: the device's code. Returns the token of the session; the first one ends.

    None: not let in; the failure is counted. Raises :class:`OfficeError` ``no-key`` where the
    device's secret is sealed with a key that is not at hand.
    """
    at = at or datetime.now(UTC)
    held = _held(db, token)
    if held is None or _over(held, at):
        return None
    user = db.execute(select(t.users).where(t.users.c.id == held.user)).one()
    if user.locked_until is not None and datetime.fromisoformat(user.locked_until) > at:
        return None
    step = _step_of(Keyring.at_hand().open(user.totp), code, at)
    if step is None or step <= user.totp_step:
        _failed(db, user.id, user.failures + 1, at)
        return None
    values = {"totp_step": step, "failures": 0, "locked_until": None}
    db.execute(update(t.users).where(t.users.c.id == user.id).values(**values))
    end(db, token)
    audit.note(db, user.name, "logged-in", f"user:{user.name}")
    return open_session(db, user.id, at, second=True)


def recover(db: Connection, token: str, code: str, at: datetime | None = None) -> str | None:
    """In place of the second step, for who lost the device: a recovery code, good once.

    Returns the secret of the new device; every session ends and the person logs in anew. None:
    not let in; the failure is counted.
    """
    at = at or datetime.now(UTC)
    held = _held(db, token)
    if held is None or held.second or _over(held, at):
        return None
    user = db.execute(select(t.users).where(t.users.c.id == held.user)).one()
    locked = user.locked_until is not None and datetime.fromisoformat(user.locked_until) > at
    if locked or user.state != "active":
        return None
    how = recovery.spend(db, user.id, code, at)
    if how is None:
        _failed(db, user.id, user.failures + 1, at)
        return None
    return recovery.replace_device(db, user.id, user.name, how)


def reset(
    db: Connection, name: str, device: str, code: str, new: str, at: datetime | None = None
) -> bool:
    """In place of the password, for who forgot it: a recovery code and the device's code.

    The password is the new one, every session ends and the person logs in anew. False: not let
    in, nobody is told which part was wrong, and the failure is counted; an unknown name costs
    the same time. Raises :class:`OfficeError` ``bad-password``, ``no-key``.
    """
    at = at or datetime.now(UTC)
    password = people.hashed(new)
    user = db.execute(select(t.users).where(t.users.c.name == name)).first()
    if user is None or user.state != "active":
        return False
    if user.locked_until is not None and datetime.fromisoformat(user.locked_until) > at:
        return False
    step = _step_of(Keyring.at_hand().open(user.totp), device, at)
    good = step is not None and step > user.totp_step
    how = recovery.spend(db, user.id, code, at, "password") if good else None
    if how is None:
        _failed(db, user.id, user.failures + 1, at)
        return False
    values = {"password": password, "totp_step": step, "failures": 0, "locked_until": None}
    db.execute(update(t.users).where(t.users.c.id == user.id).values(**values))
    db.execute(t.sessions.delete().where(t.sessions.c.user == user.id))
    audit.note(db, user.name, "password-reset", f"user:{user.name}", how=how)
    return True


def session(db: Connection, token: str, at: datetime | None = None) -> Session | None:
    """The session behind a token, or None where there is none or it is over. Writes nothing."""
    at = at or datetime.now(UTC)
    held = _held(db, token)
    if held is None:
        return None
    row = db.execute(select(t.users).where(t.users.c.id == held.user)).one()
    if _over(held, at) or row.state != "active":
        return None
    seen = datetime.fromisoformat(held.seen)
    return Session(user_of(row), held.csrf, bool(held.second), _ends(held, seen), seen)


def touch(db: Connection, token: str, at: datetime | None = None) -> Session | None:
    """The session behind a token that is used now: its idle time begins anew."""
    at = at or datetime.now(UTC)
    found = session(db, token, at)
    if found is None:
        return None
    key = t.sessions.c.token_hash == _hash(token)
    db.execute(update(t.sessions).where(key).values(seen=at.isoformat()))
    return replace(found, seen=at, ends=_ends(_held(db, token), at))


def _ends(held: Any, seen: datetime) -> datetime:
    return min(seen + IDLE, datetime.fromisoformat(held.started) + LONGEST)


def end(db: Connection, token: str) -> None:
    """Log out."""
    db.execute(t.sessions.delete().where(t.sessions.c.token_hash == _hash(token)))


def same(one: str, other: str) -> bool:
    """Whether two secrets agree, in a time that tells nothing."""
    return hmac.compare_digest(one.encode(), other.encode())


def _verify(held: str, password: str) -> bool:
    try:
        return HASHER.verify(held, password[:512])
    except (VerificationError, InvalidHashError):
        return False


def _failed(db: Connection, user: int, failures: int, at: datetime) -> None:
    values: dict[str, object] = {"failures": failures}
    if failures >= MAX_FAILURES:
        values = {"failures": 0, "locked_until": (at + LOCKED_FOR).isoformat()}
        audit.note(db, audit.SYSTEM, "locked", f"user-id:{user}")
    db.execute(update(t.users).where(t.users.c.id == user).values(**values))


def open_session(db: Connection, user: int, at: datetime, *, second: bool) -> str:
    """A new session; only its hash is kept. Returns its token."""
    token = secrets.token_urlsafe(32)
    instant = at.isoformat()
    db.execute(
        insert(t.sessions).values(
            token_hash=_hash(token), user=user, csrf=secrets.token_urlsafe(24), started=instant,
            seen=instant, second=int(second),
        )
    )  # fmt: skip
    return token


def _held(db: Connection, token: str) -> Any:
    return db.execute(select(t.sessions).where(t.sessions.c.token_hash == _hash(token))).first()


def _over(held: Any, at: datetime) -> bool:
    seen = datetime.fromisoformat(held.seen)
    started = datetime.fromisoformat(held.started)
    return at - seen >= IDLE or at - started >= LONGEST


def _step_of(secret: str, code: str, at: datetime) -> int | None:
    """The time step a code belongs to: now, or one step to either side."""
    device = pyotp.TOTP(secret, interval=_STEP)
    step = int(at.timestamp()) // _STEP
    digits = "".join(code.split())
    for near in (step, step - 1, step + 1):
        if digits.isascii() and same(device.generate_otp(near), digits):
            return near
    return None


def _hash(token: str) -> str:
    return hashlib.sha256(token.encode()).hexdigest()
