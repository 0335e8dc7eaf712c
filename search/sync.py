"""Keeping an index equal to a store: from nothing, or only what has changed.

Beside the index stands a small table of what it covers: the fingerprint of every act as it was
indexed. It is written after the index; a crash between the two only means that some acts are
looked at again, and what did not change in them is left alone.

    with Store(path) as store, new_engine(place, "tantivy") as engine:
        sync(store, engine)            # whatever is needed
        publish(store, engine, [iri])  # acts that were just registered or changed
    Keeper(store, engine, lambda: no_references).start()  # from now on, by itself
"""

from __future__ import annotations

import logging
import sqlite3
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from itertools import islice
from threading import Event, Thread

from registry.provisions import changed_since, fingerprints, newest_moment
from registry.store import Store
from search.base import BaseEngine
from search.protocol import UnitVersion
from search.provisions import References, documents, no_references
from search.refusals import BadSearch

_LOG = logging.getLogger("matsne.search")
_BATCH = 200  # acts a commit
_PAUSE, _LATER = 0.25, 5.0  # seconds between two looks at the store; where something is in the way
_WAITS = frozenset({"index-missing", "index-in-doubt", "index-locked"})
_NAME = "covered.sqlite"


@dataclass(frozen=True, slots=True)
class Synced:
    """What was done. ``rebuilt``: the index was made from nothing, and ``why``."""

    acts: int
    added: int
    deleted: int
    rebuilt: bool = False
    why: str = ""


def sync(
    store: Store,
    engine: BaseEngine,
    *,
    references: References = no_references,
    rebuild: bool = False,
    told: Callable[[str], None] = lambda _: None,
) -> Synced:
    """Make the index equal to the store. ``told`` hears of each act as it is read."""
    why = "asked for" if rebuild else _doubt(engine)
    held = dict(fingerprints(store))
    if why:
        return _rebuilt(store, engine, held, references, told, why)
    with _covered(engine) as table:
        known = dict(table.execute("SELECT work, fingerprint FROM covered"))
    changed = [iri for iri, mark in held.items() if known.get(iri) != mark]
    gone = [iri for iri in known if iri not in held]
    added = deleted = 0
    rest = iter([*changed, *gone])
    while batch := list(islice(rest, _BATCH)):
        done = publish(store, engine, batch, references=references, held=held)
        added, deleted = added + done.added, deleted + done.deleted
        for iri in batch:
            told(iri)
    return Synced(len(changed) + len(gone), added, deleted)


def publish(
    store: Store,
    engine: BaseEngine,
    iris: Iterable[str],
    *,
    references: References = no_references,
    held: dict[str, str] | None = None,
) -> Synced:
    """Bring these acts up to date; they can be searched when it returns."""
    iris = list(iris)
    held = dict(fingerprints(store, iris)) if held is None else held
    works: dict[str, list[UnitVersion]] = {iri: [] for iri in iris}
    for one in documents(store, [iri for iri in iris if iri in held], references):
        works[one.work].append(one)
    done = engine.update(works)
    with _covered(engine) as table:
        table.executemany("DELETE FROM covered WHERE work = ?", [(iri,) for iri in iris])
        rows = [(iri, held[iri]) for iri in iris if iri in held]
        table.executemany("INSERT INTO covered VALUES (?, ?)", rows)
    return Synced(len(iris), done.added, done.deleted)


class Keeper:
    """Keeps an index equal to a store that others write to, beside what is answered from it.

    An index that is not there, or would have to be made anew, is left alone. ``references`` is
    asked for at each change, since new acts are cited by new names.
    """

    def __init__(
        self, store: Store, engine: BaseEngine, references: Callable[[], References]
    ) -> None:
        self._store, self._engine, self._references = store, engine, references
        self._seen: int | None = None
        self._told = ""
        self._ended = Event()
        self._thread = Thread(target=self._run, name="index", daemon=True)

    def start(self) -> None:
        self._thread.start()

    def close(self) -> None:
        """Ends after the change at hand."""
        self._ended.set()
        self._thread.join()

    def turn(self) -> Synced | None:
        """Bring the index up to date; None: nothing was written since the last turn.

        Raises BadSearch: the index is not there, or another process is writing to it.
        """
        newest = newest_moment(self._store)
        if newest == self._seen:
            return None
        if self._seen is None:
            if why := _doubt(self._engine):
                raise BadSearch("index-in-doubt", 0, why)
            done = sync(self._store, self._engine, references=self._references())
        else:
            changed = changed_since(self._store, self._seen)
            done = publish(self._store, self._engine, changed, references=self._references())
        self._seen = newest
        return done

    def _run(self) -> None:
        while not self._ended.wait(_PAUSE):
            try:
                self.turn()
            except Exception as error:  # the server goes on answering from the index as it is
                expected = isinstance(error, BadSearch) and error.name in _WAITS
                if not expected and self._told != str(error):
                    self._told = str(error)
                    _LOG.exception("the index is behind the store")
                self._ended.wait(_LATER)


def _doubt(engine: BaseEngine) -> str:
    """Why the index must be made anew; „“: it need not."""
    try:
        identity = engine.snapshot().identity
    except BadSearch as error:
        if error.name not in ("index-missing", "index-in-doubt"):
            raise
        return str(error)
    with _covered(engine) as table:
        row = table.execute("SELECT identity FROM made").fetchone()
    return "" if row == (identity,) else "what the index covers is not known"


def _rebuilt(
    store: Store,
    engine: BaseEngine,
    held: dict[str, str],
    references: References,
    told: Callable[[str], None],
    why: str,
) -> Synced:
    def all_documents() -> Iterator[UnitVersion]:
        for iri in held:
            yield from documents(store, [iri], references)
            told(iri)

    engine.place.mkdir(parents=True, exist_ok=True)
    done = engine.index(all_documents())
    with _covered(engine) as table:
        table.execute("DELETE FROM made")
        table.execute("DELETE FROM covered")
        table.execute("INSERT INTO made VALUES (?)", (engine.snapshot().identity,))
        table.executemany("INSERT INTO covered VALUES (?, ?)", held.items())
    return Synced(len(held), done.added, 0, rebuilt=True, why=why)


@contextmanager
def _covered(engine: BaseEngine) -> Iterator[sqlite3.Connection]:
    """The table of what is covered, in one transaction."""
    table = sqlite3.connect(engine.place / _NAME)
    try:
        with table:
            table.execute("CREATE TABLE IF NOT EXISTS made (identity TEXT NOT NULL)")
            table.execute(
                "CREATE TABLE IF NOT EXISTS covered "
                "(work TEXT PRIMARY KEY, fingerprint TEXT NOT NULL)"
            )
            yield table
    finally:
        table.close()
