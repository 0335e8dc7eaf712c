"""``matsne decide …``: a person's decision as a record of its own, carried out at once."""

from __future__ import annotations

from typing import Annotated

import typer

from api.console import BAD_INPUT, WRONG_USE, day, fail, one_work, open_store, tell
from consolidation.decisions import BadDecision, Decision, DecisionKind
from consolidation.editorial import NotEditorial, check_correction
from registry.register import record
from registry.store import StoreError
from schemas.model import Particulars

decide = typer.Typer(
    no_args_is_help=True, help="ადამიანის გადაწყვეტილება / a person's decision, kept for ever"
)
ACT = Annotated[str, typer.Argument(help="აქტი: IRI, id ან ნომერი / the act: IRI, id or number")]
N = Annotated[
    int, typer.Option("--n", min=0, help="ოპერაციის ნომერი; 0: ყველა / operation; 0: all")
]
BY = Annotated[str, typer.Option("--by", help="ვინ გადაწყვიტა / who decided")]
WHY = Annotated[str, typer.Option("--reason", help="რატომ / why")]
FROM = Annotated[str, typer.Option("--from", help="რომელი დღიდან / from which day, YYYY-MM-DD")]


def add_to(app: typer.Typer) -> None:
    app.add_typer(decide, name="decide")


def _record(kind: DecisionKind, act: str, by: str, reason: str, **values: object) -> None:
    with open_store() as store:
        work = one_work(store, act)
        try:
            decision = Decision(kind, by, reason, work.iri, **values)  # type: ignore[arg-type]
            touched = record(store, decision)
        except BadDecision as error:
            fail(WRONG_USE, str(error))
        except StoreError as error:
            fail(BAD_INPUT, str(error))
    for iri in touched:
        tell(f"{kind}: {iri}")


@decide.command("commence")
def commence(act: ACT, by: BY, reason: WHY, from_: FROM, n: N = 0) -> None:
    """მოვლენა დადგა: ცვლილება ამოქმედდა. / What a pending order waited for has happened."""
    _record("commence", act, by, reason, n=n, day=day(from_))


@decide.command("defer")
def defer(act: ACT, by: BY, reason: WHY, n: N = 0) -> None:
    """ცვლილება გადაიდოს. / An order is not to be carried out for the time being."""
    _record("defer", act, by, reason, n=n)


@decide.command("refuse")
def refuse(act: ACT, by: BY, reason: WHY, n: N = 0) -> None:
    """უარი სისტემატიზაციაზე (ბრძანება 158, მ. 8(6)). / Refuse to systematize; a petit says so."""
    _record("refuse", act, by, reason, n=n)


@decide.command("first")
def first(
    act: ACT,
    by: BY,
    reason: WHY,
    place: Annotated[int, typer.Option(min=1, help="რიგითი ადგილი / place among them, from 1")],
    n: N = 0,
) -> None:
    """ერთ დღეს ერთი ერთეულის ორი ცვლილება: რიგი. / Which of conflicting orders is first."""
    _record("first", act, by, reason, n=n, place=place)


@decide.command("correct")
def correct(
    act: ACT,
    unit: Annotated[str, typer.Argument(help="ერთეულის eId / eId of the unit")],
    old: Annotated[str, typer.Argument(help="როგორ წერია / the words as they stand")],
    new: Annotated[str, typer.Argument(help="როგორ უნდა ეწეროს / as they should")],
    by: BY,
    reason: WHY,
    from_: FROM,
) -> None:
    """რედაქციული სწორება (მ. 8(5)): მართლწერა, პუნქტუაცია. / Spelling and punctuation only."""
    try:
        check_correction(old, new)
    except NotEditorial as error:
        fail(WRONG_USE, str(error))
    _record("correct", act, by, reason, unit=unit, old=old, new=new, day=day(from_))


@decide.command("strike")
def strike(
    act: ACT,
    unit: Annotated[str, typer.Argument(help="ერთეულის eId / eId of the unit")],
    by: BY,
    reason: WHY,
    from_: FROM,
    number: Annotated[str, typer.Option(help="გადაწყვეტილების ნომერი / number of the judgment")],
    date: Annotated[str, typer.Option(help="მიღების დღე / day of the judgment")],
    published: Annotated[str | None, typer.Option(help="გამოქვეყნდა / published")] = None,
    content: Annotated[
        str, typer.Option(help="ნორმატიული შინაარსი სასამართლოს სიტყვებით / the content struck")
    ] = "",
) -> None:
    """არაკონსტიტუციურად ცნობა. / Held unconstitutional: the unit, or a normative content of it."""
    court = Particulars(
        kind="გადაწყვეტილება",
        issuer="საქართველოს საკონსტიტუციო სასამართლო",
        number=number,
        date=day(date),
        published=day(published) if published else None,
    )
    _record("strike", act, by, reason, unit=unit, new=content, day=day(from_), court=court)


@decide.command("undo")
def undo(
    act: ACT,
    by: BY,
    reason: WHY,
    decision: Annotated[int, typer.Option("--decision", min=1, help="ნომერი / ledger id")],
) -> None:
    """გადაწყვეტილების გაუქმება. / A decision holds no longer."""
    _record("undo", act, by, reason, undoes=decision)
