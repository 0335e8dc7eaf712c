"""Commands on the store: ``show``, ``history``, ``diff``."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from typing import Annotated

import typer

from api.cli_acts import JSON, Format, printed, readable_text
from api.cli_proof import KNOWN
from api.console import (
    NOT_HELD,
    REFUSED,
    day,
    fail,
    one_work,
    open_store,
    say,
    say_json,
    tell,
)  # fmt: skip
from consolidation.diff import word_diff
from registry.store import Expression, Store, Work

_DECIDED = {
    "correct": "სწორება / editorial correction",
    "strike": "№{number} არაკონსტიტუციურად ცნობა / held unconstitutional",
}
WORK = Annotated[
    str,
    typer.Argument(help="IRI, Matsne id, ნომერი ან სათაურის ნაწილი / IRI, id, number or title"),
]
ON = Annotated[str | None, typer.Option("--on", help="დღე / day, YYYY-MM-DD")]


def add_to(app: typer.Typer) -> None:
    app.command("show")(show)
    app.command("history")(history)
    app.command("diff")(diff)


def show(
    work: WORK,
    on: ON = None,
    known: KNOWN = None,
    form: Annotated[Format, typer.Option("--format", help="ფორმა / form")] = Format.TEXT,
) -> None:
    """აქტი დღის მდგომარეობით. / An act as it stood on a day (default: its latest text)."""
    with open_store() as store:
        found = one_work(store, work)
        expression = _on(store, found, day(on) if on else None, known)
        tell(f"{found.iri} — {_interval(expression)}")
        _tell_reach(expression)
        if form is Format.XML:
            say(expression.akn.decode().rstrip("\n"))
        else:
            say(printed(expression.act, form).rstrip("\n"))


def _on(store: Store, work: Work, on: str | None, known: str | None = None) -> Expression:
    items = store.expressions(work.iri, day(known) if known else None)
    if not items:
        fail(NOT_HELD, f"{known}: აქტი ჯერ არ იყო ცნობილი / not known on that day")
    if on is None:
        return items[-1]
    first = items[0].valid_from or work.since or work.particulars.date  # a later act may move it
    if first and on < first:
        fail(NOT_HELD, f"{on}: აქტი ძალაში არ იყო {first}-მდე / not in force before {first}")
    pending = [o for item in items for o in item.outcomes if o["status"] == "pending"]
    for outcome in pending:
        tell(
            f"ყურადღება / note: {outcome['amending']} n. {outcome['n']} {outcome['action']}: "
            f"{outcome['refusal']['name']} — არ არის ასახული / not in this text"
        )
    return next(item for item in reversed(items) if item.holds_on(on))


def _tell_reach(item: Expression) -> None:
    """What the orders of a version say of relations that arose before it."""
    for o in item.outcomes:
        if o["status"] == "applied" and o["retroactive_from"] and not o["ends"]:
            path = " › ".join(f"{kind} {number or ''}".strip() for kind, number in o["units"])
            tell(
                f"№{o['amending_number'] or '?'} {path}: ვრცელდება {o['retroactive_from']}-დან "
                f"წარმოშობილ ურთიერთობებზე / governs relations since {o['retroactive_from']}"
            )


def _interval(item: Expression) -> str:
    start = item.valid_from or "მიღებიდან / as adopted"
    return f"{start} → {item.valid_to or '…'}"


def history(work: WORK, known: KNOWN = None, json_: JSON = False) -> None:
    """აქტის ვერსიები და მათი საფუძველი. / Versions of an act and what made each."""
    with open_store() as store:
        found = one_work(store, work)
        items = store.expressions(found.iri, day(known) if known else None)
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
        if item.place and not item.outcomes:
            say("  ვადა თავად აქტის ტექსტში / a term that the text itself sets")
        for o in item.outcomes:
            path = " › ".join(f"{kind} {number or ''}".strip() for kind, number in o["units"])
            why = f" — {o['refusal']['name']}: {o['refusal']['reason']}" if o["refusal"] else ""
            over = " (ვადა გავიდა / over)" if o["ends"] else ""
            number = o["amending_number"] or "?"
            by = _DECIDED.get(o["decided"] or "", f"№{number} {o['action']}").format(number=number)
            back = None if o["ends"] else o["retroactive_from"]
            reach = f" ← {back} (ვრცელდება / reaches back)" if back else ""
            say(f"  {o['status']:>8}  {by}{over} {path}{reach}{why}")


def diff(
    work: WORK,
    from_: Annotated[str, typer.Option("--from", help="დღე / day, YYYY-MM-DD")],
    to: Annotated[str, typer.Option("--to", help="დღე / day, YYYY-MM-DD")],
    known: KNOWN = None,
    json_: JSON = False,
) -> None:
    """რა შეიცვალა ორ დღეს შორის. / What changed between two days, in whole words.

    Exit code 1: the two texts differ.
    """
    with open_store() as store:
        found = one_work(store, work)
        old, new = (readable_text(_on(store, found, day(d), known).act) for d in (from_, to))
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
