"""The way back for who lost the device of the second step.

Two ways, both besides the password, which is always asked for first: a recovery code of the
person's own, or a code that two administrators give out, one proposing with a ground and another
confirming. A code is good once; only its hash is kept, it is shown once, and whoever uses it gets
the secret of a new device while the old one and every open session end. Nobody does any part of
this for themselves.
"""

from __future__ import annotations

import hashlib
import secrets
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

import pyotp
from sqlalchemy import Connection, delete, func, insert, select, update

from registry import audit, people
from registry import office_tables as t
from registry.keyring import Keyring
from registry.office import OfficeError, now
from registry.people import User
from registry.rights import Role

OWN_CODES = 10
OFFICE_CODE_FOR = timedelta(hours=24)
_LETTERS = "abcdefghjkmnpqrstuvwxyz23456789"  # without those that are taken for one another
_LENGTH = 16  # 79 bits: a guess is hopeless, and five of them lock the name


@dataclass(frozen=True, slots=True)
class Request:
    """An administrator's word that a person lost their device. ``state``: proposed, confirmed,
    rejected."""

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


def spend(db: Connection, user: int, code: str, at: datetime) -> str | None:
    """Use a code up. Returns its origin; None for a code that is not good (any more)."""
    c = t.recovery_codes.c
    here = (c.hash == _hash(user, code)) & (c.user == user) & c.used.is_(None)
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


def propose(db: Connection, name: str, ground: str, by: str) -> int:
    """Say that a person lost their device, and how they were recognized. Returns the number.

    Raises :class:`OfficeError` ``no-such-user``, ``own-device``, ``no-ground``, ``asked-already``.
    """
    user = _other(db, name, by)
    if not ground.strip():
        raise OfficeError("no-ground", "say how the person was recognized")
    if any(one.state == "proposed" for one in requests(db, name)):
        raise OfficeError("asked-already", "another administrator is to confirm it already")
    row = {"user": user.id, "ground": ground.strip(), "by": by, "at": now(), "state": "proposed"}
    key = db.execute(insert(t.device_requests).values(row)).inserted_primary_key
    if key is None:
        raise OfficeError("not-kept", "the request was not kept")
    audit.note(db, by, "device-lost", f"user:{name}", ground=ground.strip())
    return int(key[0])


def confirm(db: Connection, name: str, by: str) -> str:
    """Confirm it as a second administrator. The lost device and the sessions end at once.

    Returns a code, good once within a day, to be handed to the person. Raises
    :class:`OfficeError` ``no-such-user``, ``own-device``, ``own-decision``, ``closed``.
    """
    user = _other(db, name, by)
    request = _open(db, name, by)
    code = _give_out(db, user)
    _close(db, request, "confirmed", by, "")
    audit.note(db, by, "device-lost-confirmed", f"user:{name}", asked_by=request.by)
    return code


def reject(db: Connection, name: str, comment: str, by: str) -> None:
    """Say why not. Raises :class:`OfficeError` as :func:`confirm` does, and ``no-reason``.

    Whoever asked may take it back in this way too.
    """
    _other(db, name, by)
    waiting = [one for one in requests(db, name) if one.state == "proposed"]
    if not waiting:
        raise OfficeError("closed", "nobody asked for a new device")
    if not comment.strip():
        raise OfficeError("no-reason", "say why it is rejected")
    _close(db, waiting[0], "rejected", by, comment.strip())
    audit.note(db, by, "device-lost-rejected", f"user:{name}", reason=comment.strip())


def from_console(db: Connection, name: str, ground: str, by: str) -> str:
    """A code given out at the machine itself, where no two administrators can.

    Raises :class:`OfficeError` ``no-such-user``, ``no-ground``, ``four-eyes``.
    """
    user = _other(db, name, by)
    if not ground.strip():
        raise OfficeError("no-ground", "say how the person was recognized")
    able = [
        one for one in people.everybody(db)
        if one.state == "active" and Role.ADMINISTRATOR in one.roles and one.name != name
    ]  # fmt: skip
    if len(able) > 1:
        raise OfficeError("four-eyes", "two administrators of the office do this together")
    code = _give_out(db, user)
    audit.note(db, by, "device-lost-confirmed", f"user:{name}", ground=ground.strip())
    return code


def requests(db: Connection, name: str) -> list[Request]:
    """What administrators said of a person's device, newest first."""
    c = t.device_requests.c
    query = select(t.device_requests).join(t.users, t.users.c.id == c.user)
    rows = db.execute(query.where(t.users.c.name == name).order_by(c.id.desc()))
    return [
        Request(row.id, row.ground, row.by, row.at, row.state, row.checked_by, row.checked_at,
                row.comment)
        for row in rows
    ]  # fmt: skip


def _other(db: Connection, name: str, by: str) -> User:
    user = people.by_name(db, name)
    if user is None or user.state != "active":
        raise OfficeError("no-such-user", f"no user {name} who may work")
    if name == by:
        raise OfficeError("own-device", "nobody does this for themselves")
    return user


def _open(db: Connection, name: str, by: str) -> Request:
    waiting = [one for one in requests(db, name) if one.state == "proposed"]
    if not waiting:
        raise OfficeError("closed", "nobody asked for a new device")
    if waiting[0].by == by:
        raise OfficeError("own-decision", "who asked does not confirm")
    return waiting[0]


def _close(db: Connection, request: Request, state: str, by: str, comment: str) -> None:
    values = {"state": state, "checked_by": by, "checked_at": now(), "comment": comment or None}
    here = t.device_requests.c.id == request.id
    db.execute(update(t.device_requests).where(here).values(values))


def _give_out(db: Connection, user: User) -> str:
    """A code of the office; the device of before opens nothing from now on."""
    c = t.recovery_codes.c
    office = (c.user == user.id) & (c.origin == "office") & c.used.is_(None)
    db.execute(delete(t.recovery_codes).where(office))
    _set_device(db, user.id, pyotp.random_base32())
    code = _code()
    _keep(db, user.id, code, "office", datetime.now(UTC) + OFFICE_CODE_FOR)
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
