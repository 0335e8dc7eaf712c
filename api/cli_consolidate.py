"""``matsne consolidate BASE AMENDING…``: the consolidated act, without a store."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from amendments.operations import AmendedAct
from api.cli_acts import JSON, Format, printed
from api.console import REFUSED, WRONG_USE, day, fail, read_bytes, readable, say, say_json, tell
from consolidation.added_orders import Law
from consolidation.amended_orders import as_amended
from consolidation.endings import with_ends
from consolidation.intake import Intake, take_in
from consolidation.ledger import Entry
from consolidation.match import match
from consolidation.outcomes import outcome_json
from consolidation.replay import Outcome, replay, versions
from schemas.model import Act, Particulars


def add_to(app: typer.Typer) -> None:
    app.command("consolidate")(consolidate)


def consolidate(
    base: Annotated[Path, typer.Argument(help="შესაცვლელი აქტი / the act to be amended")],
    amending: Annotated[
        list[Path], typer.Argument(help="ცვლილებები, გამოქვეყნების რიგით / amending acts in order")
    ],
    on: Annotated[
        str | None, typer.Option(help="დღე / the text as of this day, YYYY-MM-DD")
    ] = None,
    published: Annotated[
        list[str] | None,
        typer.Option(help="ცვლილების გამოქვეყნების დღე (მეორდება) / one for each amending act"),
    ] = None,
    form: Annotated[Format, typer.Option("--format", help="ფორმა / form")] = Format.TEXT,
    json_: JSON = False,
) -> None:
    """აქტი ცვლილებებთან ერთად. / The act with its amendments in it, and what was refused.

    Without --on every order is carried out in turn, dated or not; with it, only those proved to
    be in force that day. Exit code 1: something was refused.
    """
    days = published or []
    if days and len(days) != len(amending):
        fail(WRONG_USE, f"{len(amending)} amending acts, {len(days)} days of publication")
    target = _take(base, None)
    acts = [_take(path, day(days[place]) if days else None) for place, path in enumerate(amending)]
    entries = list(with_ends(dict(enumerate(orders_on(target.act, acts), 1))).values())
    act, outcomes = _text(target, entries, day(on) if on else None)
    if json_:
        say_json(
            {
                "text": printed(act, form),
                "outcomes": [outcome_json(outcome) for outcome in outcomes],
            }
        )
    else:
        say(printed(act, form).rstrip("\n"))
        _report(outcomes, entries)
    if not entries or any(outcome.status != "applied" for outcome in outcomes):
        raise typer.Exit(REFUSED)


def _take(path: Path, published: str | None) -> Intake:
    with readable(path):
        return take_in(read_bytes(path), path.name, Particulars(published=published))


def entries_on(base: Act, amending: Intake, sequence: int) -> list[Entry]:
    """The entries of an amending act that change this base, by the particulars it cites."""
    meant = {act.ref for act in meant_in(base, amending)}
    return [entry for entry in amending.entries(sequence) if entry.operation.act in meant]


def meant_in(base: Act, amending: Intake) -> list[AmendedAct]:
    """The citations of an amending act that mean this base.

    A citation that contradicts nothing and is the act's only one is taken as meant for the base:
    the user put the two side by side. A contradiction is never overruled.
    """
    cited = amending.reading.amends
    verdicts = {act.ref: match(act, base.particulars) for act in cited}
    proved = [act for act in cited if verdicts[act.ref].proved]
    if not proved and len(cited) == 1 and verdicts[cited[0].ref].possible:
        return list(cited)
    return proved


def orders_on(base: Act, acts: list[Intake]) -> list[Entry]:
    """The orders on a base, as the acts that amend an amending act leave them."""
    out: list[Entry] = []
    for place, act in enumerate(acts, 1):
        orders = dict(enumerate(entries_on(base, act, place), 1))
        changes = _changes_of(act, acts, (act.iri,)) if orders else {}
        if changes:
            law = Law(base.particulars, tuple(meant_in(base, act)), place)
            orders = as_amended(orders, changes, act, law)
        out.extend(orders.values())
    return out


def _changes_of(amended: Intake, acts: list[Intake], above: tuple[str, ...]) -> dict[int, Entry]:
    """The orders of other acts on an amending act, numbered; what it cites must prove that it is
    meant."""
    out: list[Entry] = []
    particulars = amended.act.particulars
    for place, act in enumerate(acts, 1):
        meant = tuple(one for one in act.reading.amends if match(one, particulars).proved)
        if act.iri in above or not meant:
            continue
        refs = {one.ref for one in meant}
        orders = [one for one in act.entries(place) if one.operation.act in refs]
        changes = _changes_of(act, acts, (*above, act.iri))
        law = Law(particulars, meant, place)
        out.extend(as_amended(dict(enumerate(orders, 1)), changes, act, law).values())
    return dict(enumerate(out, 1))


def _text(target: Intake, entries: list[Entry], on: str | None) -> tuple[Act, list[Outcome]]:
    if on is None:
        return replay(target.act, entries)
    cut = versions(target.act, entries)
    chosen = next(version for version in reversed(cut) if version.holds_on(on))
    seen = [
        o for v in cut if (v.valid_from or "") <= on for o in v.outcomes if o.status != "pending"
    ]
    pending = [
        outcome for version in cut for outcome in version.outcomes if outcome.status == "pending"
    ]
    return chosen.act, seen + pending


def _report(outcomes: list[Outcome], entries: list[Entry]) -> None:
    if not entries:
        tell("ცვლილება ამ აქტს არ ეხება / no order of the amending acts names this act")
    for outcome in outcomes:
        op = outcome.entry.operation
        path = " › ".join(f"{kind} {number or ''}".strip() for kind, number in op.units) or "—"
        head = f"{outcome.status:>8} {op.n}. {op.action} {path}"
        why = f" — {outcome.refusal.name}: {outcome.refusal.reason}" if outcome.refusal else ""
        notes = f" ({'; '.join(outcome.notes)})" if outcome.notes else ""
        tell(head + why + notes)
