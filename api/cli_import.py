"""``matsne import``: files, folders and whole corpora into the store.

Acts are read and checked in worker processes and registered here, in short transactions that let
the office write between them; an act is acknowledged only after its transaction is committed. An
import that was killed goes on where it stopped: what is held already is neither read nor written
again.
"""

from __future__ import annotations

import hashlib
import lzma
import os
import tomllib
import traceback
from collections import deque
from collections.abc import Iterable, Iterator
from concurrent.futures import ProcessPoolExecutor
from dataclasses import asdict
from itertools import islice
from pathlib import Path
from typing import Annotated, Any, NamedTuple

import typer
from rich.console import Console
from rich.progress import MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn
from sqlalchemy import Connection

from acts.source import BadSource
from api.cli_acts import JSON
from api.console import BAD_INPUT, day, fail, open_store, read_bytes, say_json, tell
from consolidation.prepare import Prepared, prepare
from registry.register import Registered, register_in
from registry.store import Store, StoreError
from registry.writing import Turns
from schemas.model import Particulars

_REGISTER = "register.toml"
_BATCH = 64


class Item(NamedTuple):
    """One act to import: its name, its bytes, what the register knows of it."""

    name: str
    data: bytes
    known: Particulars | None


Outcome = tuple[str, Registered | Exception]


def add_to(app: typer.Typer) -> None:
    app.command("import")(import_)


def import_(
    paths: Annotated[list[Path], typer.Argument(help="ფაილები ან საქაღალდეები / files or folders")],
    published: Annotated[
        str | None, typer.Option(help="გამოქვეყნების დღე / day of publication, YYYY-MM-DD")
    ] = None,
    jobs: Annotated[
        int, typer.Option(help="პროცესების რაოდენობა / processes that read; 0: one a core")
    ] = 1,
    json_: JSON = False,
) -> None:
    """აქტების მიღება საცავში. / Take acts into the store; amendments are applied at once.

    A folder's register.toml may say what the register knows and the text does not. A file
    .jsonl or .jsonl.xz holds one act a line. Exit code 3: some act could not be read.
    """
    known = Particulars(published=day(published) if published else None)
    results: list[dict[str, Any]] = []
    failed = 0
    columns = (TextColumn("import"), MofNCompleteColumn(), TimeElapsedColumn())
    bar = Progress(*columns, console=Console(stderr=True))
    with open_store(must_exist=False) as store, bar as progress:
        task = progress.add_task("import", total=None)
        for name, done in import_all(store, inputs(paths, known), jobs or os.cpu_count() or 1):
            progress.advance(task)
            if isinstance(done, Exception):
                failed += 1
                tell(f"შეცდომა / error: {name}: {' '.join(str(done).split())}")
                continue
            results.append({"file": name, **asdict(done)})
            if not json_:
                progress.console.print(
                    line_of(name, done), highlight=False, markup=False, emoji=False, soft_wrap=True
                )
    if json_:
        say_json(results)
    if failed:
        raise typer.Exit(BAD_INPUT)


def import_all(store: Store, items: Iterable[Item], jobs: int = 1) -> Iterator[Outcome]:
    """Register every act; what became of each, in order, once it is kept for good."""
    rest = iter(items)
    turns = Turns(store.engine)
    if jobs == 1:
        while batch := list(islice(rest, _BATCH)):
            yield from _register(store, turns, batch, map(_prepare, _unheld(store, batch)))
        return
    with ProcessPoolExecutor(jobs) as pool:
        while batch := list(islice(rest, _BATCH)):
            made = pool.map(_prepare, _unheld(store, batch), chunksize=4)
            yield from _register(store, turns, batch, made)


def _unheld(store: Store, batch: list[Item]) -> list[Item]:
    held = store.held([_hash(item.data) for item in batch])
    return [item for item in batch if _hash(item.data) not in held]


def _hash(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()


def _prepare(item: Item) -> Prepared | BadSource:
    try:
        return prepare(item.data, item.name, item.known)
    except BadSource as error:
        return error
    except Exception as error:  # one act that we fail on must not stop the others
        last = traceback.extract_tb(error.__traceback__)[-1]
        cause = f"{type(error).__name__}: {error} ({Path(last.filename).name}:{last.lineno})"
        return BadSource("internal-error", item.name, cause)


def _register(
    store: Store, turns: Turns, batch: list[Item], made: Iterator[Prepared | BadSource]
) -> Iterator[Outcome]:
    """Every act is read before the writer's turn is taken; a turn keeps as many as it has time."""
    held = store.held([_hash(item.data) for item in batch])
    read: deque[tuple[Item, Prepared | BadSource | Registered]] = deque()
    for item in batch:
        iri = held.get(_hash(item.data))
        read.append((item, next(made) if iri is None else Registered(iri, new=False)))
    while read:
        kept: list[Outcome] = []
        with turns as db:
            while read and not (kept and turns.over()):
                item, found = read.popleft()
                kept.append((item.name, _kept(store, db, item, found)))
        yield from kept


def _kept(
    store: Store, db: Connection, item: Item, found: Prepared | BadSource | Registered
) -> Registered | Exception:
    if not isinstance(found, Prepared):
        return found
    try:
        return register_in(store, db, found, item.data, item.name)
    except StoreError as error:
        return error


def line_of(name: str, done: Registered) -> str:
    """What registering an act did, in a line."""
    if not done.new:
        return f"{name}: უკვე არის / held already: {done.iri}"
    parts = [f"{name}: {done.iri}"]
    if done.operations:
        parts.append(f"{done.operations} operations")
    if done.refused_when_read:
        parts.append(f"{done.refused_when_read} refused when read")
    if done.unclaimed:
        parts.append(f"{done.unclaimed} unclaimed")
    if done.changed:
        parts.append("changes " + ", ".join(done.changed))
    if done.not_held:
        parts.append(f"{len(done.not_held)} amended acts not held")
    return "; ".join(parts)


def inputs(paths: Iterable[Path], known: Particulars | None = None) -> Iterator[Item]:
    """Every act under the paths, one at a time."""
    for path in paths:
        if path.is_dir():
            listed = _listed(path / _REGISTER)
            files = sorted(f for f in path.iterdir() if f.is_file() and f.name != _REGISTER)
            for file in (f for f in files if f.suffix != ".md"):
                for name, data in _acts_in(file):
                    yield Item(name, data, listed.get(file.name, known))
        else:
            found = _listed(path.parent / _REGISTER).get(path.name, known)
            for name, data in _acts_in(path):
                yield Item(name, data, found)


def _listed(path: Path) -> dict[str, Particulars]:
    """What ``register.toml`` says of the files beside it."""
    if not path.exists():
        return {}
    try:
        rows = tomllib.loads(path.read_text(encoding="utf-8"))
        return {name: Particulars(**row) for name, row in rows.items()}
    except (tomllib.TOMLDecodeError, UnicodeDecodeError, TypeError) as error:
        fail(BAD_INPUT, f"{path}: {error}")


def _acts_in(path: Path) -> Iterator[tuple[str, bytes]]:
    """One act a file; one act a line in ``.jsonl`` and ``.jsonl.xz``."""
    if ".jsonl" not in path.suffixes:
        yield path.name, read_bytes(path)
        return
    opener = lzma.open if path.suffix == ".xz" else open
    try:
        with opener(path, "rb") as lines:
            for number, line in enumerate(lines, 1):
                yield f"{path.name}:{number}", line.rstrip(b"\n")
    except (OSError, lzma.LZMAError) as error:
        fail(BAD_INPUT, f"{path}: {error}")
