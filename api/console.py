"""How the command line speaks: one clear line for an error, exit codes, where the store is.

Exit codes: 0 done; 1 done, but something was refused, differs or is not valid; 2 wrong use;
3 the input cannot be read; 4 what was asked for is not held; 5 somebody else writes to the store
all the time: nothing was kept, try again.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from pathlib import Path
from typing import Any, NoReturn

import typer

from acts.source import BadSource
from registry.database import chosen_store, server_url, store_file
from registry.store import Store, StoreError, Work
from registry.writing import Busy, told_busy

REFUSED, WRONG_USE, BAD_INPUT, NOT_HELD, BUSY = 1, 2, 3, 4, 5


def say(text: str = "") -> None:
    """A line on standard output: results only."""
    sys.stdout.write(text + "\n")


def tell(text: str) -> None:
    """A line on standard error: everything that is not the result."""
    sys.stderr.write(text + "\n")


def say_json(value: Any) -> None:
    say(json.dumps(value, ensure_ascii=False, indent=1))


def fail(code: int, text: str) -> NoReturn:
    """One line, then the exit code."""
    tell(error_line(text))
    raise typer.Exit(code)


def error_line(text: str) -> str:
    """How an error is told: always one line.

    >>> error_line("a.txt:  no such\\nfile")
    'შეცდომა / error: a.txt: no such file'
    """
    return f"შეცდომა / error: {' '.join(text.split())}"


def store_path() -> Path:
    """``MATSNE_STORE``, the file ``MATSNE_DATABASE_URL`` names, or ``matsne.sqlite`` here."""
    return store_file()


@contextmanager
def open_store(*, must_exist: bool = True) -> Iterator[Store]:
    """The store, with its errors told in one line."""
    path = store_path()
    if must_exist and server_url() is None and not path.exists():
        fail(
            NOT_HELD,
            f"საცავი ვერ მოიძებნა: {path}. ჯერ შეასრულეთ „matsne import“. / "
            f"no store at {path}: run 'matsne import' first",
        )
    with store_errors(), chosen_store(path) as store:
        yield store


@contextmanager
def store_errors() -> Iterator[None]:
    """What a store refuses, and a store that stays locked, told in one line."""
    try:
        with told_busy():
            yield
    except StoreError as error:
        fail(BAD_INPUT, str(error))
    except Busy:
        fail(
            BUSY,
            f"საცავში სხვა წერს, არაფერი შენახულა; სცადეთ მოგვიანებით: {store_path()} / "
            "somebody else writes to the store, nothing was kept: try again later",
        )


def read_bytes(path: Path) -> bytes:
    """Bytes of a file; ``-`` is standard input."""
    try:
        return sys.stdin.buffer.read() if str(path) == "-" else path.read_bytes()
    except OSError as error:
        fail(BAD_INPUT, f"{path}: {error.strerror or error}")


@contextmanager
def readable(path: Path) -> Iterator[None]:
    """Turns what a reader says of bad input into one line with the file's name."""
    try:
        yield
    except BadSource as error:
        fail(BAD_INPUT, f"{path}: {error}")


def one_work(store: Store, words: str) -> Work:
    """The act that is meant, or the list of those that might be."""
    found = store.find(words)
    if len(found) == 1:
        return found[0]
    if not found:
        fail(NOT_HELD, f"აქტი ვერ მოიძებნა / no such act: {words}")
    names = "; ".join(f"{w.iri} „{(w.particulars.title or '')[:60]}“" for w in found[:8])
    fail(NOT_HELD, f"რომელი აქტი? / which of {len(found)} acts is meant: {names}")


def day(text: str) -> str:
    """An ISO day from an option. Fails for days that do not exist."""
    try:
        return date.fromisoformat(text).isoformat()
    except ValueError:
        fail(WRONG_USE, f"ასეთი დღე არ არის / no such day: {text!r} (YYYY-MM-DD)")
