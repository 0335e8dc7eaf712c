"""Commands on the store: ``import``, ``show``, ``history``, ``diff``."""

from __future__ import annotations

import json
import lzma
import tomllib
from collections.abc import Iterable, Iterator
from dataclasses import asdict
from pathlib import Path
from typing import Annotated, Any

import typer
from rich.console import Console
from rich.progress import Progress

from acts.akn_reader import read_akn
from acts.source import BadSource
from api.cli_acts import JSON, Format, printed, readable_text
from api.console import (
    BAD_INPUT,
    NOT_HELD,
    REFUSED,
    day,
    fail,
    one_work,
    open_store,
    read_bytes,
    say,
    say_json,
    tell,
)  # fmt: skip
from consolidation.diff import word_diff
from consolidation.intake import take_in
from registry.register import Registered, register
from registry.store import Expression, Store, StoreError, Work
from registry.verify import Difference, verify
from schemas.model import Particulars

WORK = Annotated[
    str,
    typer.Argument(help="IRI, Matsne id, ნომერი ან სათაურის ნაწილი / IRI, id, number or title"),
]
ON = Annotated[str | None, typer.Option("--on", help="დღე / day, YYYY-MM-DD")]
_REGISTER = "register.toml"


def add_to(app: typer.Typer) -> None:
    app.command("import")(import_)
    app.command("show")(show)
    app.command("history")(history)
    app.command("diff")(diff)
    app.command("verify")(verify_store)


def import_(
    paths: Annotated[list[Path], typer.Argument(help="ფაილები ან საქაღალდეები / files or folders")],
    published: Annotated[
        str | None, typer.Option(help="გამოქვეყნების დღე / day of publication, YYYY-MM-DD")
    ] = None,
    json_: JSON = False,
) -> None:
    """აქტების მიღება საცავში. / Take acts into the store; amendments are applied at once.

    A folder's register.toml may say what the register knows and the text does not.
    """
    known = Particulars(published=day(published) if published else None)
    results: list[dict[str, Any]] = []
    failed = 0
    with open_store(must_exist=False) as store, Progress(console=Console(stderr=True)) as progress:
        task = progress.add_task("import", total=None)
        for name, done in _register_all(store, paths, known):
            progress.advance(task)
            if isinstance(done, Exception):
                failed += 1
                tell(f"შეცდომა / error: {name}: {' '.join(str(done).split())}")
                continue
            results.append({"file": name, **asdict(done)})
            if not json_:
                progress.console.print(_line(name, done), highlight=False, soft_wrap=True)
    if json_:
        say_json(results)
    if failed:
        raise typer.Exit(BAD_INPUT)


def import_inputs(store: Store, paths: Iterable[Path]) -> Iterator[str]:
    """Take acts in and say a line about each. Raises what a bad act raises."""
    for name, done in _register_all(store, paths, Particulars()):
        if isinstance(done, Exception):
            raise done
        yield _line(name, done)


def _register_all(
    store: Store, paths: Iterable[Path], known: Particulars
) -> Iterator[tuple[str, Registered | Exception]]:
    for name, data, extra in _inputs(paths):
        try:
            yield name, register(store, take_in(data, name, extra or known), data, name)
        except (BadSource, StoreError) as error:
            yield name, error


def _line(name: str, done: Registered) -> str:
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


def _inputs(paths: Iterable[Path]) -> Iterator[tuple[str, bytes, Particulars | None]]:
    """Name, bytes and known particulars of every act under the paths, one at a time."""
    for path in paths:
        if path.is_dir():
            known = _register(path / _REGISTER)
            files = sorted(f for f in path.iterdir() if f.is_file() and f.name != _REGISTER)
            for file in (f for f in files if f.suffix != ".md"):
                for name, data in _acts_in(file):
                    yield name, data, known.get(file.name)
        else:
            listed = _register(path.parent / _REGISTER).get(path.name)
            for name, data in _acts_in(path):
                yield name, data, listed


def _register(path: Path) -> dict[str, Particulars]:
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


def show(
    work: WORK,
    on: ON = None,
    form: Annotated[Format, typer.Option("--format", help="ფორმა / form")] = Format.TEXT,
) -> None:
    """აქტი დღის მდგომარეობით. / An act as it stood on a day (default: its latest text)."""
    with open_store() as store:
        found = one_work(store, work)
        expression = _on(store, found, day(on) if on else None)
    tell(f"{found.iri} — {_interval(expression)}")
    if form is Format.XML:
        say(expression.akn.decode().rstrip("\n"))
    else:
        say(printed(read_akn(expression.akn), form).rstrip("\n"))


def _on(store: Store, work: Work, on: str | None) -> Expression:
    items = store.expressions(work.iri)
    if on is None:
        return items[-1]
    adopted = work.since or work.particulars.date
    if adopted and on < adopted:
        fail(NOT_HELD, f"{on}: აქტი ძალაში არ იყო {adopted}-მდე / not in force before {adopted}")
    pending = [o for item in items for o in item.outcomes if o["status"] == "pending"]
    for outcome in pending:
        tell(
            f"ყურადღება / note: {outcome['amending']} n. {outcome['n']} {outcome['action']}: "
            f"{outcome['refusal']['name']} — არ არის ასახული / not in this text"
        )
    return next(item for item in reversed(items) if item.holds_on(on))


def _interval(item: Expression) -> str:
    start = item.valid_from or "მიღებიდან / as adopted"
    return f"{start} → {item.valid_to or '…'}"


def history(work: WORK, json_: JSON = False) -> None:
    """აქტის ვერსიები და მათი საფუძველი. / Versions of an act and what made each."""
    with open_store() as store:
        found = one_work(store, work)
        items = store.expressions(found.iri)
    if json_:
        say_json(
            [
                {
                    "valid_from": item.valid_from,
                    "valid_to": item.valid_to,
                    "sha256": item.sha256,
                    "outcomes": item.outcomes,
                }
                for item in items
            ]
        )
        return
    say(f"{found.iri}\n{found.particulars.title or ''}")
    for item in items:
        say(f"\n{_interval(item)}   sha256 {item.sha256[:12]}")
        for o in item.outcomes:
            path = " › ".join(f"{kind} {number or ''}".strip() for kind, number in o["units"])
            why = f" — {o['refusal']['name']}: {o['refusal']['reason']}" if o["refusal"] else ""
            say(f"  {o['status']:>8}  №{o['amending_number'] or '?'} {o['action']} {path}{why}")


def diff(
    work: WORK,
    from_: Annotated[str, typer.Option("--from", help="დღე / day, YYYY-MM-DD")],
    to: Annotated[str, typer.Option("--to", help="დღე / day, YYYY-MM-DD")],
    json_: JSON = False,
) -> None:
    """რა შეიცვალა ორ დღეს შორის. / What changed between two days, in whole words.

    Exit code 1: the two texts differ.
    """
    with open_store() as store:
        found = one_work(store, work)
        old, new = (readable_text(read_akn(_on(store, found, day(d)).akn)) for d in (from_, to))
    changes = word_diff(old, new)
    if json_:
        say(json.dumps(changes, ensure_ascii=False))
    else:
        for line in _marked(changes):
            say(line)
    if any(kind != "equal" for kind, _ in changes):
        raise typer.Exit(REFUSED)


def _marked(changes: Iterable[tuple[str, str]]) -> Iterator[str]:
    """Only the lines with a change; removed words in [-…-], added ones in {+…+}."""
    marks = {"equal": "{}", "delete": "[-{}-]", "insert": "{{+{}+}}"}
    text = "".join(
        "\n".join(marks[kind].format(part) if part else "" for part in words.split("\n"))
        for kind, words in changes
    )
    return (line for line in text.split("\n") if "[-" in line or "{+" in line)


def verify_store(json_: JSON = False) -> None:
    """საცავის მთლიანი შემოწმება. / Make everything anew from the sources and compare.

    Exit code 1: something differs.
    """
    found: list[Difference] = []
    acts = 0
    with open_store() as store, Progress(console=Console(stderr=True)) as progress:
        task = progress.add_task("verify", total=len(store.works()))
        for _, differences in verify(store):
            acts += 1
            found.extend(differences)
            progress.advance(task)
    if json_:
        say_json({"acts": acts, "differences": [asdict(difference) for difference in found]})
    else:
        for difference in found:
            say(f"{difference.name} {difference.place}: {difference.detail}")
        say(f"{acts} აქტი, {len(found)} სხვაობა / acts, differences")
    if found:
        raise typer.Exit(REFUSED)
