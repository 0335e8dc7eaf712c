"""People: the registration form of annex 4, rights and roles, and every change of them.

A body's representative fills in the form (Order 158 art. 3(2)); an administrator of the Herald
admits the person. Nobody changes their own rights. Passwords are kept as argon2id.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

import pyotp
from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError
from sqlalchemy import Connection, insert, select, update

from registry import audit
from registry import office_tables as t
from registry.clock import now
from registry.keyring import Keyring
from registry.office import OfficeError
from registry.rights import Right, Role

TERMS = "2026-11-22"  # edition of the terms of use in force (Order 158 art. 3(5))
MIN_PASSWORD, MAX_PASSWORD = 12, 256
HASHER = PasswordHasher()
_NAME = re.compile(r"[a-z][a-z0-9._-]{2,31}", re.ASCII)
_EMAIL = re.compile(r"[^\s@]{1,64}@[^\s@]{1,190}")


@dataclass(frozen=True, slots=True)
class User:
    """One person. ``body`` is the issuing body, „“ for the Herald."""

    id: int
    name: str
    person: str
    email: str
    position: str
    body: str
    rights: frozenset[Right]
    roles: frozenset[Role]
    state: str
    terms: str | None
    keys: dict[str, str]

    def has(self, *wanted: Right | Role) -> bool:
        """Whether one of these is held."""
        return not self.rights.isdisjoint(wanted) or not self.roles.isdisjoint(wanted)


@dataclass(frozen=True, slots=True)
class Form:
    """A line of annex 4. Raises :class:`OfficeError` ``bad-form`` with the field at fault."""

    name: str
    person: str
    email: str
    position: str
    body: str
    rights: tuple[Right, ...]

    def __post_init__(self) -> None:
        for field, ok in (
            ("name", bool(_NAME.fullmatch(self.name))),
            ("person", 2 <= len(self.person.strip()) <= 200),
            ("email", bool(_EMAIL.fullmatch(self.email))),
            ("position", 1 <= len(self.position.strip()) <= 200),
            ("body", len(self.body) <= 300),
        ):
            if not ok:
                raise OfficeError("bad-form", f"the field „{field}“ is not filled in rightly")


def apply(db: Connection, form: Form, password: str) -> tuple[User, str]:
    """File the form. Returns the person, not yet admitted, and the secret for their device.

    Raises :class:`OfficeError` ``bad-password``, ``name-taken``.
    """
    _check_password(password)
    if by_name(db, form.name) is not None:
        raise OfficeError("name-taken", f"the user name {form.name} is taken")
    secret = pyotp.random_base32()
    db.execute(
        insert(t.users).values(
            name=form.name, person=form.person.strip(), email=form.email,
            position=form.position.strip(), body=form.body.strip(), rights=_json(form.rights),
            roles="[]", password=HASHER.hash(password),
            totp=Keyring.at_hand().seal(secret), totp_step=0, failures=0,
            state="applied", keys="{}", recorded=now(),
        )
    )  # fmt: skip
    audit.note(db, form.name, "applied", f"user:{form.name}", body=form.body)
    user = by_name(db, form.name)
    if user is None:
        raise OfficeError("not-kept", "the form was not kept")
    return user, secret


def admit(
    db: Connection, name: str, rights: Iterable[Right], roles: Iterable[Role], by: str, ground: str
) -> None:
    """Admit a person, or change what they may do; the change is logged with its ground.

    Raises :class:`OfficeError` ``no-such-user``, ``own-rights``, ``no-ground``.
    """
    user = by_name(db, name)
    if user is None:
        raise OfficeError("no-such-user", f"no user {name}")
    if user.name == by:
        raise OfficeError("own-rights", "nobody changes their own rights")
    if not ground.strip():
        raise OfficeError("no-ground", "a change of rights needs its ground")
    new = {"rights": sorted(set(rights)), "roles": sorted(set(roles)), "state": "active"}
    old = {"rights": sorted(user.rights), "roles": sorted(user.roles), "state": user.state}
    _change(db, user, old, new, by, ground)


def close(db: Connection, name: str, by: str, ground: str) -> None:
    """End a person's access at once; their sessions end with it."""
    user = by_name(db, name)
    if user is None:
        raise OfficeError("no-such-user", f"no user {name}")
    if user.name == by:
        raise OfficeError("own-rights", "nobody closes their own account")
    old = {"rights": sorted(user.rights), "roles": sorted(user.roles), "state": user.state}
    _change(db, user, old, {"rights": [], "roles": [], "state": "closed"}, by, ground)
    db.execute(t.sessions.delete().where(t.sessions.c.user == user.id))


def keep_current(db: Connection, user: User, *, person: str, email: str, position: str) -> None:
    """The person's own data, changed by themselves (Order 158 art. 3(4))."""
    Form(user.name, person, email, position, user.body, ())
    new = {"person": person.strip(), "email": email, "position": position.strip()}
    db.execute(update(t.users).where(t.users.c.id == user.id).values(**new))
    audit.note(db, user.name, "data-kept-current", f"user:{user.name}", fields=sorted(new))


def change_password(db: Connection, user: User, current: str, new: str) -> None:
    """The person's own password; every session of theirs ends.

    Raises :class:`OfficeError` ``not-let-in``, ``bad-password``.
    """
    check_current(db, user, current)
    values = {"password": hashed(new)}
    db.execute(update(t.users).where(t.users.c.id == user.id).values(**values))
    db.execute(t.sessions.delete().where(t.sessions.c.user == user.id))
    audit.note(db, user.name, "password-changed", f"user:{user.name}")


def hashed(password: str) -> str:
    """What is kept of a password. Raises :class:`OfficeError` ``bad-password``."""
    _check_password(password)
    return HASHER.hash(password)


def check_current(db: Connection, user: User, current: str) -> None:
    """Raises :class:`OfficeError` ``not-let-in`` where it is not the person's password."""
    held = db.execute(select(t.users.c.password).where(t.users.c.id == user.id)).scalar_one()
    try:
        HASHER.verify(held, current[:512])
    except (VerificationError, InvalidHashError):
        raise OfficeError("not-let-in", "the current password is not right") from None


def keep_keys(db: Connection, user: User, keys: dict[str, str]) -> None:
    """The person's own keyboard: command → key. Raises :class:`OfficeError` ``bad-keys``."""
    used = [key for key in keys.values() if key]
    if len(used) != len(set(used)) or any(len(key) != 1 for key in used):
        raise OfficeError("bad-keys", "each command has one key of its own")
    values = {"keys": json.dumps(keys, ensure_ascii=False)}
    db.execute(update(t.users).where(t.users.c.id == user.id).values(**values))


def accept_terms(db: Connection, user: User) -> None:
    """Terms of use accepted at log-in (Order 158 art. 3(5))."""
    db.execute(update(t.users).where(t.users.c.id == user.id).values(terms=TERMS))
    audit.note(db, user.name, "terms-accepted", f"user:{user.name}", edition=TERMS)


def by_name(db: Connection, name: str) -> User | None:
    row = db.execute(select(t.users).where(t.users.c.name == name)).first()
    return None if row is None else user_of(row)


def everybody(db: Connection) -> list[User]:
    return [user_of(row) for row in db.execute(select(t.users).order_by(t.users.c.name))]


def changes(db: Connection, name: str | None = None) -> list[dict[str, Any]]:
    """The log of rights, oldest first."""
    query = (
        select(t.rights_log, t.users.c.name.label("of"))
        .join(t.users, t.users.c.id == t.rights_log.c.user)
        .order_by(t.rights_log.c.id)
    )
    if name is not None:
        query = query.where(t.users.c.name == name)
    return [
        {
            "user": row.of, "before": json.loads(row.before), "after": json.loads(row.after),
            "by": row.by, "ground": row.ground, "at": row.recorded,
        }
        for row in db.execute(query)
    ]  # fmt: skip


def user_of(row: Any) -> User:
    """A person from a row of the table."""
    return User(
        row.id, row.name, row.person, row.email, row.position, row.body,
        frozenset(map(Right, json.loads(row.rights))), frozenset(map(Role, json.loads(row.roles))),
        row.state, row.terms, json.loads(row.keys),
    )  # fmt: skip


def _change(
    db: Connection, user: User, old: dict[str, Any], new: dict[str, Any], by: str, ground: str
) -> None:
    values = {"rights": _json(new["rights"]), "roles": _json(new["roles"]), "state": new["state"]}
    db.execute(update(t.users).where(t.users.c.id == user.id).values(**values))
    db.execute(
        insert(t.rights_log).values(
            user=user.id, before=json.dumps(old), after=json.dumps(new), by=by, ground=ground,
            recorded=now(),
        )
    )  # fmt: skip
    audit.note(db, by, "rights-changed", f"user:{user.name}", before=old, after=new, ground=ground)


def _json(values: Iterable[str]) -> str:
    return json.dumps(sorted(set(values)))


def _check_password(password: str) -> None:
    if not MIN_PASSWORD <= len(password) <= MAX_PASSWORD or len(set(password)) < 5:
        message = f"a password has {MIN_PASSWORD} to {MAX_PASSWORD} characters, not all alike"
        raise OfficeError("bad-password", message)
