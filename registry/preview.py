"""The law a bundle would make: each operation before and after, with what shows it is right.

Nothing is kept. The amended act is read from its source, its ledger is replayed, and the
bundle's operations are carried out on the copy as they stand decided.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import lru_cache

from sqlalchemy import Connection

from consolidation.diff import Change, word_diff
from consolidation.intake import Intake, take_in
from consolidation.ledger import Entry, in_order
from consolidation.occurrences import Occurrence, occurrences
from consolidation.petits import petit_for, refusal_petit_for
from consolidation.replay import Outcome, replay
from registry.store import Store, Work
from schemas.model import Act, Kind, Particulars, Unit, text_of

_HOLDERS = frozenset({Kind.ARTICLE, Kind.COVER, Kind.PREAMBLE, Kind.ANNEX})


@dataclass(frozen=True, slots=True)
class Check:
    """One thing looked at. ``ok`` None: a person has to look."""

    name: str
    ok: bool | None
    evidence: str


@dataclass(slots=True)
class Effect:
    """What one operation does. ``changes`` are word marks from before to after."""

    n: int
    status: str  # applied, refused
    refusal: str | None
    reason: str
    before: str
    after: str
    changes: list[Change]
    place: str  # label of the unit that holds the change
    wids: tuple[str, ...]
    petits: list[str]
    checks: list[Check] = field(default_factory=list)
    places: list[Occurrence] = field(default_factory=list)  # where the words it names stand

    @property
    def sure(self) -> bool:
        """Whether every check is passed; else a person looks closely."""
        return self.status == "applied" and all(check.ok for check in self.checks)


@lru_cache(maxsize=16)
def _read(data: bytes, name: str, key: str) -> Intake:
    """An act read from its source; ``key`` stands for what the register knows of it."""
    return take_in(data, name, _KNOWN[key])


_KNOWN: dict[str, Particulars] = {}


def intake_of(store: Store, db: Connection, work: Work) -> Intake:
    """The act as its source gives it. Not to be changed: clone what is worked on."""
    name, data = store.source(work.source, db)
    key = f"{work.iri} {work.source}"
    _KNOWN.setdefault(key, work.particulars)
    return _read(data, name, key)


def effect(base: Act, held: Iterable[Entry], ours: list[Entry], n: int) -> Effect:
    """What operation ``n`` of a bundle does, after all that comes before it.

    ``held`` are the entries the ledger has for the act, ``ours`` those of the bundle.
    """
    entries = in_order([*held, *ours])
    mine = next(e for e in ours if e.operation.n == n)
    until = [e for e in entries if e.sort_key < mine.sort_key]
    old, _ = replay(base, until)
    new, outcomes = replay(base, [*until, mine])
    outcome = next(o for o in outcomes if o.entry is mine)
    wids = outcome.touched
    before, after = _units(old, wids), _units(new, wids)
    holder = _holder(new, wids) or _cited(old, mine)
    made = petit_for(mine.amending).printed
    petits = [p.printed for p in holder.petits] if holder else []
    if outcome.status == "refused":
        petits = refusal_petits(new, mine)
    was, now = _lines(before), _lines(after)
    return Effect(
        n, outcome.status, outcome.refusal.name if outcome.refusal else None,
        outcome.refusal.reason if outcome.refusal else "", was, now, word_diff(was, now),
        _place(holder), wids, petits, _checks(mine, outcome, made, petits, after or before),
        occurrences(old, mine.operation),
    )  # fmt: skip


def _checks(
    entry: Entry, outcome: Outcome, petit: str, petits: list[str], units: list[Unit]
) -> list[Check]:
    named = ", ".join(unit.label or text_of(unit)[:40] for unit in units)
    op = entry.operation
    out = [
        Check("read", op.status == "understood", op.source.quote),
        Check("target", outcome.status == "applied", named or "—"),
        Check("date", True if op.valid_from else None, op.valid_from or op.note or "—"),
    ]
    if op.new_text is not None:
        span = op.new_text_source
        cut = f"{span.start}–{span.end}" if span else "—"
        out.append(Check("cut", span is not None, cut))
    if op.old_text is not None:
        out.append(Check("old-text", outcome.status == "applied", op.old_text))
    if outcome.notes:
        out.append(Check("notes", None, "; ".join(outcome.notes)))
    if outcome.status == "applied":
        out.append(Check("petit", petit in petits, petit))
    return out


def _units(act: Act, wids: tuple[str, ...]) -> list[Unit]:
    wanted = set(wids)
    return [unit for unit in act.walk() if (unit.wid or unit.eid) in wanted]


def _lines(units: list[Unit]) -> str:
    return "\n".join(text_of(unit) for unit in units)


def _holder(act: Act, wids: tuple[str, ...]) -> Unit | None:
    """The unit after which the petit stands."""
    wanted = set(wids)
    for holder in act.walk():
        if holder.kind in _HOLDERS and any((u.wid or u.eid) in wanted for u in holder.walk()):
            inner = next(
                (
                    u
                    for u in holder.walk()
                    if u is not holder
                    and u.kind in _HOLDERS
                    and any((x.wid or x.eid) in wanted for x in u.walk())
                ),
                None,
            )
            return inner or holder
    return None


def _cited(act: Act, entry: Entry) -> Unit | None:
    """The article an operation names, to be shown beside a refusal."""
    for kind, number in entry.operation.units:
        if kind == "article":
            for unit in act.walk():
                if unit.kind is Kind.ARTICLE and str(unit.number) == number:
                    return unit
    return None


def refusal_petits(act: Act, entry: Entry) -> list[str]:
    """The petit that tells of a refused order (Order 158 art. 8(6)), where the text bears it."""
    printed = refusal_petit_for(entry.amending).printed
    return [printed] if any(p.printed == printed for u in act.walk() for p in u.petits) else []


def place_of(act: Act, wids: tuple[str, ...]) -> str:
    """The name of the unit that holds what was touched: „მუხლი 4 ვალდებულებები“."""
    return _place(_holder(act, wids))


def _place(unit: Unit | None) -> str:
    if unit is None:
        return ""
    return " ".join(part for part in (unit.label, unit.heading) if part) or unit.kind.value
