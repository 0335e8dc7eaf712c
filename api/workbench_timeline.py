"""The timeline of an act on the workbench: its days, and on each the orders in their turn.

The order of one day is that of the ledger (by publication, then by the register, then by the
place in the amending act, where no person decided otherwise), the very order in which the text
is made. Orders of the bundle stand among the others where they will be carried out.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import groupby

from consolidation.ledger import Entry
from consolidation.running import Outcome
from registry.expression import Expression


@dataclass(frozen=True, slots=True)
class Turn:
    """One order in its turn. ``own``: of the bundle on the screen."""

    entry: Entry
    status: str
    refusal: str | None
    own: bool


@dataclass(frozen=True, slots=True)
class Day:
    """A day on which the text changes. ``day`` None: no day is proved for these orders.

    ``href``: the version that begins on it, where it is law already.
    """

    day: str | None
    href: str | None
    turns: tuple[Turn, ...]
    future: bool

    @property
    def acts(self) -> int:
        """How many acts take effect on the day: of more than one, the turn matters."""
        return len({turn.entry.amending_iri for turn in self.turns})


def timeline(
    versions: Iterable[Expression], outcomes: Iterable[Outcome], own: str, today: str
) -> list[Day]:
    """The days of an act, oldest first; orders without a proved day are last.

    ``outcomes`` are those of the ledger and of the bundle together, in the order of effect;
    ``own`` is the amending act of the bundle.
    """
    held = list(versions)
    hrefs = {one.valid_from: f"{one.iri}/kat@{one.valid_from or ''}" for one in held}
    turns: dict[str | None, tuple[Turn, ...]] = {}
    for day, group in groupby(outcomes, key=lambda one: one.entry.operation.valid_from):
        turns[day] = turns.get(day, ()) + tuple(_turn(one, own) for one in group)
    first = held[0].valid_from if held else None
    days = sorted({day for day in (*hrefs, *turns) if day is not None})
    out = []
    if held and first is None:
        out.append(Day(None, hrefs[None], (), False))
    out.extend(Day(day, hrefs.get(day), turns.get(day, ()), day > today) for day in days)
    if None in turns:
        out.append(Day(None, None, turns[None], True))
    return out


def _turn(outcome: Outcome, own: str) -> Turn:
    return Turn(
        outcome.entry, outcome.status, outcome.refusal.name if outcome.refusal else None,
        outcome.entry.amending_iri == own,
    )  # fmt: skip
