"""The ways back for who lost the device of the second step, or forgot the password.

Each replaces one of the two and asks for the other: a code together with the password gives a new
device, a code together with the device a new password. The code is one of the person's own, or one
that two administrators give out, one proposing with a ground and another confirming; such a code
is good for what it was given out for. A code is good once; only its hash is kept, it is shown
once, and every open session ends. Nobody does any part of this for themselves.
"""

from __future__ import annotations

import hashlib
import secrets
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Literal

import pyotp
from sqlalchemy import Connection, delete, func, insert, select, update

from registry import audit, people
from registry import office_tables as t
from registry.clock import now
from registry.keyring import Keyring
from registry.office import OfficeError, checked, kept
from registry.people import User
from registry.rights import Role

OWN_CODES = 10
OFFICE_CODE_FOR = timedelta(hours=24)
What = Literal["device", "password"]
KINDS: tuple[What, ...] = ("device", "password")
ORIGINS = {"device": ("own", "office"), "password": ("own", "office-password")}
_TABLES = {"device": t.device_requests, "password": t.password_requests}
_LOST = {"device": "device-lost", "password": "password-forgotten"}
_LETTERS = "abcdefghjkmnpqrstuvwxyz23456789"  # without those that are taken for one another
_LENGTH = 16  # 79 bits: a guess is hopeless, and five of them lock the name


@dataclass(frozen=True, slots=True)
class Request:
    """An administrator's word that a person lost their device, or forgot the password.

    ``state``: proposed, confirmed, rejected.
    """

    id: int
    ground: str
    by: str
    at: str
    state: str
    checked_by: str | None
    checked_at: str | None
    comment: str | None


def new_codes(db: Connection, user: User) -> list[str]:
    """Recovery codes of a person's own; those before are good no more. Shown once, now."""
    c = t.recovery_codes.c
    own = (c.user == user.id) & (c.origin == "own") & c.used.is_(None)
    db.execute(delete(t.recovery_codes).where(own))
    made = [_code() for _ in range(OWN_CODES)]
    for code in made:
        _keep(db, user.id, code, "own", None)
    audit.note(db, user.name, "recovery-codes-made", f"user:{user.name}", codes=len(made))
    return made


def left(db: Connection, user: User) -> int:
    """How many codes of their own a person has left."""
    c = t.recovery_codes.c
    query = select(func.count()).select_from(t.recovery_codes)
    own = query.where(c.user == user.id, c.origin == "own", c.used.is_(None))
    return int(db.execute(own).scalar_one())


def spend(db: Connection, user: int, code: str, at: datetime, what: What = "device") -> str | None:
    """Use a code up. Returns its origin; None for a code that is not good for this (any more)."""
    c = t.recovery_codes.c
    here = (c.hash == _hash(user, code)) & (c.user == user) & c.used.is_(None)
    here &= c.origin.in_(ORIGINS[what])
    row = db.execute(select(c.origin, c.until).where(here)).first()
    if row is None or (row.until is not None and datetime.fromisoformat(row.until) <= at):
        return None
    db.execute(update(t.recovery_codes).where(here).values(used=at.isoformat()))
    return str(row.origin)


def replace_device(db: Connection, user: int, name: str, how: str) -> str:
    """A new device for a person; the old one and every session end. Returns its secret."""
    secret = pyotp.random_base32()
    _set_device(db, user, secret)
    audit.note(db, name, "device-replaced", f"user:{name}", how=how)
    return secret


def propose(db: Connection, name: str, ground: str, by: str, what: What = "device") -> int:
    """Say what a person lost, and how they were recognized. Returns the number.

    Raises :class:`OfficeError` ``no-such-user``, ``own-device``, ``own-password``, ``no-ground``,
    ``asked-already``.
    """
    user = _other(db, name, by, what)
    if not ground.strip():
        raise OfficeError("no-ground", "say how the person was recognized")
    if any(one.state == "proposed" for one in requests(db, name, what)):
        raise OfficeError("asked-already", "another administrator is to confirm it already")
    row = {"user": user.id, "ground": ground.strip(), "by": by, "at": now(), "state": "proposed"}
    key = kept(db, _TABLES[what], row)
    audit.note(db, by, _LOST[what], f"user:{name}", ground=ground.strip())
    return key


def confirm(db: Connection, name: str, by: str, what: What = "device") -> str:
    """Confirm it as a second administrator. A lost device ends at once, and every session.

    Returns a code, good once within a day, to be handed to the person. Raises
    :class:`OfficeError` ``no-such-user``, ``own-device``, ``own-password``, ``own-decision``,
    ``closed``.
    """
    user = _other(db, name, by, what)
    request = _open(db, name, by, what)
    code = _give_out(db, user, what)
    checked(db, _TABLES[what], request.id, "confirmed", by)
    audit.note(db, by, f"{_LOST[what]}-confirmed", f"user:{name}", asked_by=request.by)
    return code


def reject(db: Connection, name: str, comment: str, by: str, what: What = "device") -> None:
    """Say why not. Raises :class:`OfficeError` as :func:`confirm` does, and ``no-reason``.

    Whoever asked may take it back in this way too.
    """
    _other(db, name, by, what)
    waiting = [one for one in requests(db, name, what) if one.state == "proposed"]
    if not waiting:
        raise OfficeError("closed", "nobody asked for it")
    if not comment.strip():
        raise OfficeError("no-reason", "say why it is rejected")
    checked(db, _TABLES[what], waiting[0].id, "rejected", by, comment.strip())
    audit.note(db, by, f"{_LOST[what]}-rejected", f"user:{name}", reason=comment.strip())


def from_console(db: Connection, name: str, ground: str, by: str, what: What = "device") -> str:
    """A code given out at the machine itself, where no two administrators can.

    Raises :class:`OfficeError` ``no-such-user``, ``no-ground``, ``four-eyes``.
    """
    user = _other(db, name, by, what)
    if not ground.strip():
        raise OfficeError("no-ground", "say how the person was recognized")
    able = [
        one for one in people.everybody(db)
        if one.state == "active" and Role.ADMINISTRATOR in one.roles and one.name != name
    ]  # fmt: skip
    if len(able) > 1:
        raise OfficeError("four-eyes", "two administrators of the office do this together")
    code = _give_out(db, user, what)
    audit.note(db, by, f"{_LOST[what]}-confirmed", f"user:{name}", ground=ground.strip())
    return code


def requests(db: Connection, name: str, what: What = "device") -> list[Request]:
    """What administrators said of a person's device or password, newest first."""
    c = _TABLES[what].c
    query = select(_TABLES[what]).join(t.users, t.users.c.id == c.user)
    rows = db.execute(query.where(t.users.c.name == name).order_by(c.id.desc()))
    return [
        Request(row.id, row.ground, row.by, row.at, row.state, row.checked_by, row.checked_at,
                row.comment)
        for row in rows
    ]  # fmt: skip


def _other(db: Connection, name: str, by: str, what: What) -> User:
    user = people.by_name(db, name)
    if user is None or user.state != "active":
        raise OfficeError("no-such-user", f"no user {name} who may work")
    if name == by:
        raise OfficeError(f"own-{what}", "nobody does this for themselves")
    return user


def _open(db: Connection, name: str, by: str, what: What) -> Request:
    waiting = [one for one in requests(db, name, what) if one.state == "proposed"]
    if not waiting:
        raise OfficeError("closed", "nobody asked for it")
    if waiting[0].by == by:
        raise OfficeError("own-decision", "who asked does not confirm")
    return waiting[0]


def _give_out(db: Connection, user: User, what: What) -> str:
    """A code of the office, in place of one before; a lost device opens nothing from now on."""
    c = t.recovery_codes.c
    origin = ORIGINS[what][1]
    held = (c.user == user.id) & (c.origin == origin) & c.used.is_(None)
    db.execute(delete(t.recovery_codes).where(held))
    if what == "device":
        _set_device(db, user.id, pyotp.random_base32())
    db.execute(t.sessions.delete().where(t.sessions.c.user == user.id))
    code = _code()
    _keep(db, user.id, code, origin, datetime.now(UTC) + OFFICE_CODE_FOR)
    return code


def _set_device(db: Connection, user: int, secret: str) -> None:
    values = {"totp": Keyring.at_hand().seal(secret), "totp_step": 0, "failures": 0,
              "locked_until": None}  # fmt: skip
    db.execute(update(t.users).where(t.users.c.id == user).values(values))
    db.execute(t.sessions.delete().where(t.sessions.c.user == user))


def _keep(db: Connection, user: int, code: str, origin: str, until: datetime | None) -> None:
    row = {"hash": _hash(user, code), "user": user, "origin": origin, "made": now(),
           "until": until.isoformat() if until else None}  # fmt: skip
    db.execute(insert(t.recovery_codes).values(row))


def _code() -> str:
    letters = "".join(secrets.choice(_LETTERS) for _ in range(_LENGTH))
    return "-".join(letters[place : place + 4] for place in range(0, _LENGTH, 4))


def _hash(user: int, code: str) -> str:
    plain = "".join(code.lower().split()).replace("-", "")
    return hashlib.sha256(f"{user}:{plain}".encode()).hexdigest()
