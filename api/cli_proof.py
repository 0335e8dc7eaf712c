"""Commands that prove: ``blame``, ``why``, ``verify``, ``rebuild``, ``migrate``."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict
from datetime import date
from typing import Annotated

import typer
from rich.console import Console
from rich.progress import Progress

from api.cli_acts import JSON
from api.console import (
    BAD_INPUT,
    NOT_HELD,
    REFUSED,
    day,
    fail,
    one_work,
    open_store,
    say,
    say_json,
    store_errors,
    store_path,
    tell,
)
from consolidation.findings import findings
from consolidation.ledger import Entry
from consolidation.own_terms import unplaced
from registry.bylaws import resting_on
from registry.database import chosen_engine, server_url
from registry.migrate import migrate
from registry.migrations import migrate as step_by_step
from registry.provenance import Origin, Reason, reasons_of, words_of
from registry.rebuild import Rebuilt, rebuild
from registry.store import Store, StoreError, Work, schema_of
from registry.tables import SCHEMA
from registry.verify import Difference, verify
from schemas.eid import number_token
from schemas.model import Kind
from schemas.numbers import Number, raise_superscripts

WORK = Annotated[
    str,
    typer.Argument(help="IRI, Matsne id, ნომერი ან სათაურის ნაწილი / IRI, id, number or title"),
]
UNIT = Annotated[
    str,
    typer.Argument(help="ერთეული: 5, 5/2, 5/2/ა ან eId / a unit: 5, 5/2, 5/2/ა or an eId"),
]
ON = Annotated[str | None, typer.Option("--on", help="დღე / day, YYYY-MM-DD (default: today)")]
KNOWN = Annotated[
    str | None,
    typer.Option("--known", help="რაც იმ დღეს ვიცოდით / as was known on this day, YYYY-MM-DD"),
]
_READ_OTHERWISE = """\
წყაროები, ჟურნალი და შენახული ტექსტები უცვლელია. {acts} აქტს ეს პროგრამა სხვაგვარად კითხულობს,
ვიდრე ის, რომელმაც საცავი ჩაწერა (ან ვერსიის ჩანაწერი შეიცვალა). გაუშვით: matsne rebuild
Sources, ledger and kept texts are as they were kept. This program reads {acts} acts otherwise than
the one that wrote the store (or a row of a version was altered). Run: matsne rebuild"""
_LEVELS = ((Kind.ARTICLE, "art"), (Kind.POINT, "para"), (Kind.SUBPOINT, "point"))


def add_to(app: typer.Typer) -> None:
    app.command("blame")(blame)
    app.command("why")(why)
    app.command("conflicts")(conflicts)
    app.command("verify")(verify_store)
    app.command("rebuild")(rebuild_store)
    app.command("migrate")(migrate_store)


def eid_of(text: str) -> str:
    """The eId of a unit as typed. Raises ValueError.

    >>> eid_of("37^1/2/ა"), eid_of("37¹"), eid_of("att_1__art_3")
    ('art_37-1__para_2__point_a', 'art_37-1', 'att_1__art_3')
    """
    if "_" in text or (text.isalpha() and text.isascii()):
        return text
    steps = [step for step in text.split("/") if step]
    if len(steps) > len(_LEVELS):
        raise ValueError(f"{text}: article/point/subpoint")
    return "__".join(
        f"{prefix}_{number_token(kind, Number.parse(step))}"
        for step, (kind, prefix) in zip(steps, _LEVELS, strict=False)
    )


@contextmanager
def _asked(work: str, unit: str) -> Iterator[tuple[Store, Work, str]]:
    try:
        eid = eid_of(unit)
    except ValueError as error:
        fail(BAD_INPUT, str(error))
    with open_store() as store:
        held = one_work(store, work)
        try:
            yield store, held, eid
        except StoreError as error:
            fail(NOT_HELD, str(error))


def _day(on: str | None) -> str:
    return day(on) if on else date.today().isoformat()


def blame(work: WORK, unit: UNIT, on: ON = None, known: KNOWN = None, json_: JSON = False) -> None:
    """რომელმა აქტმა და როდის ჩაწერა თითოეული სიტყვა. / Which act put each word there, and when."""
    with _asked(work, unit) as (store, held, eid):
        runs = words_of(store, held, eid, _day(on), day(known) if known else None)
    if json_:
        say_json([{"words": words, **asdict(origin)} for words, origin in runs])
        return
    for words, origin in runs:
        shown = raise_superscripts(words).replace("\n", "\n" + " " * 28)
        say(f"{_short(origin):<28}{shown}")


def _short(origin: Origin) -> str:
    number = f"№{origin.number}" if origin.number else "№?"
    return f"{number} {origin.since or 'მიღებიდან'}"


def why(work: WORK, unit: UNIT, on: ON = None, known: KNOWN = None, json_: JSON = False) -> None:
    """რა დგას ერთეულის უკან: დანაწესი, ამოქმედება, საბუთი. / The orders behind a unit.

    For each: its quote with offsets, the clause that gives its day, and the particulars that
    prove the act it changes.
    """
    with _asked(work, unit) as (store, held, eid):
        found = reasons_of(store, held, eid, _day(on), day(known) if known else None)
    if json_:
        say_json([asdict(reason) for reason in found])
        return
    if not found:
        say(f"{eid}: მიღებიდან უცვლელია / unchanged since adoption")
    for reason in found:
        _say_reason(reason)


def _say_reason(reason: Reason) -> None:
    origin = reason.origin
    became = f"{reason.status} {reason.refusal or ''}".rstrip()
    say(f"{origin.act} n. {origin.n} {reason.action}: {became}")
    say(f"  „{' '.join(reason.quote.split())}“")
    if origin.source and origin.start is not None:
        say(f"  {origin.source[:12]} [{origin.start}:{origin.end}]")
    clause = f"„{' '.join(reason.clause.split())}“ " if reason.clause else ""
    say(f"  {origin.since or '—'}: {clause}({reason.reckoning})")
    if back := reason.retroactive_from:
        say(f"  ვრცელდება {back}-დან / governs relations since {back} (Law 1876 art. 24)")
    for note in reason.notes:
        say(f"  {note}")
    if reason.evidence:
        say(f"  აქტი დადგენილია / target proved by: {', '.join(reason.evidence)}")


def conflicts(work: WORK, json_: JSON = False) -> None:
    """რა ეწინააღმდეგება ერთმანეთს გამოქვეყნებამდე. / What to look at before publication.

    Orders refused, held back or at odds with each other; by-laws that rest on the act where it
    lost force; terms that the act sets to provisions its text does not hold. Exit code 1: there
    is something.
    """
    with open_store() as store:
        held = one_work(store, work)
        outcomes = [one for item in store.expressions(held.iri) for one in item.made]
        found = list(findings(outcomes))
        repealed = any(
            o.status == "applied" and o.entry.operation.action == "repeal-act" for o in outcomes
        )
        resting = [one.iri for one in resting_on(store, held)] if repealed else []
        last = store.expressions(held.iri)[-1:]
        terms = [f"{one.clause}: „{one.quote}“" for text in last for one in unplaced(text.act)]
    if json_:
        data = [
            {
                "name": f.name,
                "order": _order(f.entry),
                "other": f.other and _order(f.other),
                "reason": f.reason,
            }
            for f in found
        ]
        say_json({"conflicts": data, "resting_on_it": resting, "terms_not_placed": terms})
    else:
        for one in found:
            other = f" ← {_order(one.other)}" if one.other else ""
            reason = f" — {one.reason}" if one.reason and not one.other else ""
            say(f"{one.name}: {_order(one.entry)}{other}{reason}")
        for iri in resting:
            say(f"25(4): {iri}")
        for term in terms:
            say(f"term-not-placed: {term}")
        if not found and not resting and not terms:
            tell("წინააღმდეგობა არ არის / no conflicts")
    if found or resting or terms:
        raise typer.Exit(REFUSED)


def _order(entry: Entry) -> str:
    op = entry.operation
    path = "/".join(number or kind for kind, number in op.units)
    return f"{entry.amending_iri} n. {op.n} {op.action} {path} ({op.valid_from or '—'})"


def verify_store(json_: JSON = False) -> None:
    """საცავის მთლიანი შემოწმება. / Make everything anew from the sources and compare.

    Exit code 1: something differs. Where nothing is damaged and acts are only read otherwise than
    by the program that wrote the store, it says so: ``matsne rebuild`` makes them anew.
    """
    found: list[Difference] = []
    otherwise: list[str] = []
    acts = 0
    with open_store() as store, Progress(console=Console(stderr=True)) as progress:
        task = progress.add_task("verify", total=len(store.works()))
        for work, differences in verify(store):
            acts += 1
            found.extend(differences)
            if differences and not any(one.damage for one in differences):
                otherwise.append(work.iri)
            progress.advance(task)
    if json_:
        data = [asdict(difference) for difference in found]
        say_json({"acts": acts, "differences": data, "read_otherwise": otherwise})
    else:
        for difference in found:
            say(f"{difference.name} {difference.place}: {difference.detail}")
        say(f"{acts} აქტი, {len(found)} სხვაობა / acts, differences")
    if otherwise and not any(one.damage for one in found):
        tell(_READ_OTHERWISE.format(acts=len(otherwise)))
    if found:
        raise typer.Exit(REFUSED)


def rebuild_store(json_: JSON = False) -> None:
    """ყველაფრის ხელახლა წაკითხვა ახალი წამკითხველით. / Read and replay everything anew.

    Tells what changed. Exit code 1: something did.
    """
    found: list[Rebuilt] = []
    acts = 0
    with open_store() as store:
        for report in rebuild(store):
            acts += 1
            if report.changed:
                found.append(report)
    if json_:
        say_json({"acts": acts, "changed": [asdict(report) for report in found]})
    else:
        for report in found:
            say(_rebuilt(report))
        say(f"{acts} აქტი, {len(found)} შეიცვალა / acts, changed")
    if found:
        raise typer.Exit(REFUSED)


def _rebuilt(report: Rebuilt) -> str:
    if report.problem:
        return f"{report.iri}: {report.problem}"
    parts = [
        f"{name} {', '.join(map(str, numbers))}"
        for name, numbers in (
            ("read otherwise", report.read_otherwise),
            ("new", report.new),
            ("withdrawn", report.withdrawn),
            ("versions", [one or "as adopted" for one in report.versions]),
        )
        if numbers
    ]
    return f"{report.iri}: {'; '.join(parts)}"


def migrate_store(
    to: Annotated[
        int, typer.Option(help="სქემის ნომერი / schema to reach; a lower one leads back")
    ] = SCHEMA,
) -> None:
    """საცავის გადაყვანა სხვა სქემაზე. / Bring a store of another program to a schema, or back."""
    path = store_path()
    if server_url() is None and not path.exists():
        fail(NOT_HELD, f"no store at {path}")
    with store_errors():
        if server_url() is None and schema_of(path) == 1:
            acts = sum(1 for _ in migrate(path))
            tell(f"{path}: {acts} აქტი / acts")
        engine = chosen_engine(path)
        passed = step_by_step(engine, to)
        engine.dispose()
    say(f"სქემა / schema {to}: {len(passed)} ნაბიჯი / steps")
