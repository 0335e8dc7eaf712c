"""Keys that seal what the store must not hold in the open: the secrets of people's devices.

The keys are given from outside, by the environment (``MATSNE_KEYS``) or a file that
``MATSNE_KEYS_FILE`` names: Fernet keys (AES-128-CBC with HMAC-SHA-256), one a line or separated by
spaces. The first seals; all open, so that a key is changed by putting a new one first, sealing
everything again (``matsne office keys seal``) and taking the old one away. Without a key secrets
are kept as they are, and the office says so to its administrators.

>>> from cryptography.fernet import Fernet
>>> old, new = Fernet.generate_key().decode(), Fernet.generate_key().decode()
>>> sealed = Keyring((old,)).seal("JBSWY3DP")
>>> Keyring((new, old)).open(sealed), Keyring(()).open("JBSWY3DP"), Keyring.is_sealed(sealed)
('JBSWY3DP', 'JBSWY3DP', True)
>>> Keyring((new,)).open(sealed)
Traceback (most recent call last):
registry.office.OfficeError: no key at hand opens this secret
"""

from __future__ import annotations

import os
from dataclasses import dataclass, field
from pathlib import Path

from cryptography.fernet import Fernet, InvalidToken, MultiFernet
from sqlalchemy import Connection, select, update

from registry import audit
from registry import office_tables as t
from registry.office import OfficeError

_MARK = "fernet:"


@dataclass(frozen=True, slots=True)
class Keyring:
    """Keys in the order of their use. Raises :class:`OfficeError` ``bad-key`` for what is none."""

    keys: tuple[str, ...] = field(repr=False)

    def __post_init__(self) -> None:
        try:
            for key in self.keys:
                Fernet(key)
        except ValueError as error:
            raise OfficeError("bad-key", "a key is 32 bytes in URL-safe base64") from error

    @classmethod
    def at_hand(cls) -> Keyring:
        """The keys of the environment. Raises :class:`OfficeError` ``no-key``, ``bad-key``."""
        words = os.environ.get("MATSNE_KEYS", "")
        if path := os.environ.get("MATSNE_KEYS_FILE"):
            try:
                words = f"{words}\n{Path(path).read_text('ascii')}"
            except (OSError, UnicodeDecodeError) as error:
                raise OfficeError("no-key", f"the file of keys cannot be read: {error}") from error
        return cls(tuple(words.split()))

    def seal(self, secret: str) -> str:
        """The form that is kept; the secret itself where there is no key."""
        if not self.keys:
            return secret
        return _MARK + self._fernet().encrypt(secret.encode()).decode("ascii")

    def open(self, held: str) -> str:
        """Inverse of :meth:`seal`. Raises :class:`OfficeError` ``no-key``."""
        if not self.is_sealed(held):
            return held
        if self.keys:
            try:
                return self._fernet().decrypt(held.removeprefix(_MARK).encode()).decode()
            except InvalidToken:
                pass
        raise OfficeError("no-key", "no key at hand opens this secret")

    @staticmethod
    def is_sealed(held: str) -> bool:
        return held.startswith(_MARK)

    def _fernet(self) -> MultiFernet:
        return MultiFernet([Fernet(key) for key in self.keys])


def new_key() -> str:
    """A fresh key, to be kept outside the store and its backups."""
    return Fernet.generate_key().decode("ascii")


def seal_all(db: Connection, keyring: Keyring, by: str) -> int:
    """Seal every secret with the first key. Returns how many.

    Raises :class:`OfficeError` ``no-key`` where there is no key, or one is not at hand; then
    nothing is changed.
    """
    if not keyring.keys:
        raise OfficeError("no-key", "set MATSNE_KEYS or MATSNE_KEYS_FILE first")
    rows = db.execute(select(t.users.c.id, t.users.c.totp)).all()
    sealed = {row.id: keyring.seal(keyring.open(row.totp)) for row in rows}
    for user, held in sealed.items():
        db.execute(update(t.users).where(t.users.c.id == user).values(totp=held))
    audit.note(db, by, "secrets-sealed", "users", people=len(sealed))
    return len(sealed)


def in_the_open(db: Connection) -> int:
    """How many secrets are kept as they are."""
    held = db.execute(select(t.users.c.totp)).scalars()
    return sum(not Keyring.is_sealed(one) for one in held)
