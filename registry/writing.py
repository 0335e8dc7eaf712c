"""The writer's turn: one writer of a store at a time, and who waits for it is let in.

Readers are never stopped. On SQLite the turn is the lock of the file, which knows no order among
those who wait, so each asks often and a long job (an import) gives it up often: see
:class:`Turns`. On PostgreSQL it is one advisory lock, whose waiters are served in order.
"""

from __future__ import annotations

import time
from collections.abc import Iterator
from contextlib import contextmanager

from sqlalchemy import Connection, Engine, text
from sqlalchemy.exc import OperationalError, TimeoutError

WAIT = 20.0  # seconds after which a turn that does not come is given up
RETRY_AFTER = 5  # seconds after which one who was not let in may try again
HOLD, LET_IN = 0.25, 0.05  # seconds: a long job keeps a turn no longer, and lets others in so long
_ASK = 0.01  # seconds between two tries
BUSY_TIMEOUT = 10_000  # ms that SQLite itself waits, where no turn is taken
_LOCK = 158_2011  # one number for all who write to a store
_HELD = ("database is locked", "database table is locked", "lock timeout", "connection timed out")


class Busy(Exception):
    """Somebody else writes to the store all the time: nothing was kept; it can be tried again."""


@contextmanager
def writing(engine: Engine, wait: float | None = None) -> Iterator[Connection]:
    """A transaction that has the writer's turn: all of it is kept, or nothing.

    What is read inside it cannot change before it is kept. ``wait`` is in seconds (None:
    :data:`WAIT`). Raises :class:`Busy` where the turn does not come in time.
    """
    with told_busy(), engine.begin() as db:
        _take(db, WAIT if wait is None else wait)
        yield db


@contextmanager
def told_busy() -> Iterator[None]:
    """Turns what a driver says of a lock that is held, or of connections all in use, into
    :class:`Busy`."""
    try:
        yield
    except (OperationalError, TimeoutError) as error:
        if not is_busy(error):
            raise
        raise Busy("somebody else writes to the store: try again") from error


def is_busy(error: BaseException) -> bool:
    """Whether a driver's error says that a lock is held, or every connection is in use.

    >>> is_busy(ValueError("database is locked"))
    False
    """
    if isinstance(error, TimeoutError):
        return True
    return isinstance(error, OperationalError) and any(
        held in str(error.orig).lower() for held in _HELD
    )


def _take(db: Connection, wait: float) -> None:
    if db.dialect.name != "sqlite":
        db.execute(text(f"SET LOCAL lock_timeout = {max(1, int(wait * 1000))}"))
        db.execute(text("SELECT pg_advisory_xact_lock(:n)"), {"n": _LOCK})
        db.execute(text("SET LOCAL lock_timeout = 0"))
        return
    db.execute(text("PRAGMA busy_timeout=0"))
    try:
        until = time.monotonic() + wait
        while True:
            try:
                db.execute(text("BEGIN IMMEDIATE"))
                return
            except OperationalError as error:
                if not is_busy(error) or time.monotonic() >= until:
                    raise
            time.sleep(_ASK)
    finally:
        db.execute(text(f"PRAGMA busy_timeout={BUSY_TIMEOUT}"))


class Turns:
    """A long job done in short turns. ``longest`` is the longest one, in seconds.

    >>> from sqlalchemy import create_engine
    >>> turns = Turns(create_engine("sqlite://"))
    >>> with turns as db:
    ...     db.execute(text("SELECT 1")).scalar()
    1
    >>> turns.longest > 0
    True
    """

    def __init__(self, engine: Engine) -> None:
        self.engine = engine
        self.longest = 0.0
        self._free = 0.0  # when the next turn may begin

    def __enter__(self) -> Connection:
        if (early := self._free - time.monotonic()) > 0:
            time.sleep(early)
        self._open = writing(self.engine)
        db = self._open.__enter__()
        self._began = time.monotonic()
        return db

    def over(self) -> bool:
        """Whether the turn has been held long enough."""
        return time.monotonic() - self._began >= HOLD

    def __exit__(self, *error: object) -> bool | None:
        done = self._open.__exit__(*error)  # type: ignore[arg-type]
        ended = time.monotonic()
        self.longest = max(self.longest, ended - self._began)
        self._free = ended + LET_IN
        return done
