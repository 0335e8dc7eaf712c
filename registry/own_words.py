"""What people decided otherwise than an order's own words say, and whether it was confirmed.

A correction can be right where the machine misread, so nothing is forbidden; but nothing passes
unseen. What the words do not say is shown with both readings. What they contradict outright is
confirmed once more by who decided it (the same decision again, with what shows that it is right)
before it is handed over, and with a reason by who approves it. So is a merged order that does not
hold everything that the orders in whose place it stands would change.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from sqlalchemy import Connection

from consolidation.ledger import Entry
from consolidation.match import AmendedAct, match
from consolidation.own_words import Parting, partings
from registry import bundles, deciding
from registry.bundles import Bundle
from registry.deciding import Decision, Standing
from registry.office import OfficeError
from registry.preview import Check, intake_of
from registry.store import Store, Work

_PEOPLES = frozenset({"correct", "add"})
_GIVES_ALL = frozenset({"substitute", "repeal"})  # actions after which nothing of a unit is left


@dataclass(frozen=True, slots=True)
class Held:
    """One decided order held against its words. ``affirmed``: decided twice alike."""

    n: int
    partings: list[Parting]
    affirmed: bool

    @property
    def against(self) -> bool:
        """Whether its words say another thing outright."""
        return any(one.against for one in self.partings)

    @property
    def open(self) -> bool:
        """Whether it still has to be confirmed by who decided it."""
        return self.against and not self.affirmed


def held_to_words(
    store: Store, db: Connection, bundle: Bundle, standing: Sequence[Standing]
) -> dict[int, Held]:
    """Of a bundle's orders that a person corrected or added, those that part from their words."""
    there = [one for one in standing if not one.replaced]
    ours = [one for one in there if one.decision is not None and one.decision.kind in _PEOPLES]
    lost = {one.entry.operation.n: _lost(one, standing) for one in there if not one.left}
    work = store.work(bundle.amending, db) if ours or any(lost.values()) else None
    if work is None:
        return {}
    intake = intake_of(store, db, work)
    twice = affirmed(db, bundle.id)
    out: dict[int, Held] = {}
    for one in there:
        op = one.entry.operation
        found = lost.get(op.n, []) + (partings(op, intake) if one in ours else [])
        if found:
            out[op.n] = Held(op.n, found, op.n in twice)
    return out


def _lost(one: Standing, standing: Sequence[Standing]) -> list[Parting]:
    """Orders in whose place a merged one stands that it would not carry out."""
    made_by = deciding.decisions_of(one.origin) if one.origin.startswith("merge:") else frozenset()
    quote = one.entry.operation.source.quote
    return [
        Parting("merged", gone.entry.operation.source.quote, quote, True)
        for gone in standing
        if gone.decision is not None
        and gone.decision.id in made_by
        and not _holds(one.entry, gone.entry)
    ]


def _holds(merged: Entry, gone: Entry) -> bool:
    """Whether nothing of an order is left to do once the merged one is carried out."""
    whole, part = merged.operation, gone.operation
    if whole.action in _GIVES_ALL and whole.facet == "unit" and whole.units:
        inside = part.units[: len(whole.units)] == whole.units
        return inside and part.document == whole.document
    return replace(part, n=whole.n, source=whole.source) == whole


def affirmed(db: Connection, bundle: int) -> set[int]:
    """Orders of which the last two decisions that stand say the same: decided, and confirmed."""
    twice = {n: m[-2:] for n, m in deciding.stacks(db, bundle).items() if len(m) > 1}
    out = {n for n, (one, last) in twice.items() if last.entry and last.entry == one.entry}
    kept = {n for n, (one, last) in twice.items() if last.entry and one.kind == "accept"}
    if kept - out:
        proposed = {e.operation.n: deciding.as_json(e) for e, _ in bundles.proposed(db, bundle)}
        out |= {n for n in kept - out if twice[n][1].entry == proposed.get(n)}
    return out


def reasons(made: list[Decision]) -> list[str]:
    """Why the standing decision is as it is: its own reason, after that of the one it confirms.

    ``made``: the decisions on one operation that stand, oldest first.
    """
    last = made[-1]
    same = [one for one in made if one.entry is not None and one.entry == last.entry] or [last]
    return list(dict.fromkeys(one.reason for one in same if one.reason))


def affirm(db: Connection, bundle: Bundle, n: int, reason: str, by: str) -> None:
    """Confirm a correction that contradicts its words: the same decision again, with its reason.

    Raises :class:`OfficeError` as :func:`registry.deciding.decide` does.
    """
    made = deciding.current(db, bundle.id).get(n)
    if made is None or made.kind not in (*_PEOPLES, "accept"):
        raise OfficeError("no-such-operation", f"operation {n} is not decided otherwise")
    entry = next(e for e, _ in deciding.decided(db, bundle.id) if e.operation.n == n)
    deciding.decide(db, bundle, n, "correct", entry, reason, by, again=True)


def check(held: dict[int, Held]) -> Check:
    """Whether what people decided is what the orders' words say. Blocks until it is confirmed."""
    told = "; ".join(
        f"{one.n}: {', '.join(dict.fromkeys(part.field for part in one.partings))}"
        for one in held.values()
    )
    if any(one.open for one in held.values()):
        return Check("own-words", False, told)
    return Check("own-words", None if held else True, told or "—")


def act_check(bundle: Bundle, target: Work) -> Check:
    """Whether the amended act is the one that the order cites (Law 1876 art. 20(7))."""
    found = match(AmendedAct(**bundle.cited), target.particulars)
    if found.proved:
        return Check("cited-act", True, ", ".join(found.agree))
    names = found.contradict or ("title",)
    cited = AmendedAct(**bundle.cited)
    told = [
        f"{name}: {getattr(cited, name) or '—'} → {getattr(target.particulars, name) or '—'}"
        for name in names
    ]
    return Check("cited-act", None, "; ".join(told))
