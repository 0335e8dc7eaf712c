"""Where the words of a unit come from: its versions with the orders behind them.

Of several orders on one day each is carried out alone, so that its words are told apart.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass

from sqlalchemy import Connection, select

from consolidation.blame import blame
from consolidation.decisions import BadDecision, path_of
from consolidation.ledger import Cut, Entry
from consolidation.reasons import reason_of_day
from consolidation.running import Outcome
from registry import tables as t
from registry.as_of import Held, moment_of, unit_history, unit_on, version_rows
from registry.consolidating import day_before, text_before
from registry.expression import Steps, Work
from registry.store import Store, StoreError
from schemas.model import Particulars, text_of

_ABOVE = ("book", "part", "chapter")  # articles are numbered through all of them


@dataclass(frozen=True, slots=True)
class Origin:
    """What put words into a unit: the act itself (``n`` None), or an order of another act.

    ``start`` and ``end`` are offsets into the source ``source``: of the new words where the order
    gives them, else of the order.
    """

    act: str
    since: str | None
    number: str | None = None
    n: int | None = None
    source: str = ""
    start: int | None = None
    end: int | None = None


@dataclass(frozen=True, slots=True)
class Reason:
    """One order behind a unit: what became of it, its words, and why it has its day."""

    origin: Origin
    action: str
    status: str
    refusal: str | None
    quote: str
    clause: str | None
    reckoning: str
    evidence: tuple[str, ...]
    notes: tuple[str, ...] = ()
    retroactive_from: str | None = None


def words_of(
    store: Store, work: Work, eid: str, day: str, known: str | None = None
) -> list[tuple[str, Origin]]:
    """The words of a unit as on a day, in runs of one origin. Raises :class:`StoreError`."""
    with store.engine.connect() as db:
        moment = None if known is None else moment_of(db, known)
        held = _held(db, work, eid, day, moment)
        since = version_rows(db, work.sequence, moment)[0].valid_from  # as amended before it
        own = Origin(work.iri, since, work.particulars.number, source=work.source)
        return _Words(db, work, moment, own).runs(held.provision, held.unit.wid, day)


@dataclass(frozen=True, slots=True)
class _Words:
    """The words of units followed through their history, and through units they came from."""

    db: Connection
    work: Work
    known: int | None
    own: Origin

    def runs(self, provision: str, wid: str, day: str) -> list[tuple[str, Origin]]:
        """The words of a unit as on a day; empty where it is not there."""
        texts: list[tuple[str, Origin]] = []
        before: list[tuple[str, Origin]] = []
        for interval in unit_history(self.db, self.work.sequence, provision, wid, self.known):
            start = interval.valid_from or ""
            if start > day:
                break
            outcomes = self._applied(start, provision)
            if came := self._came(outcomes, provision, wid, start, new=not texts):
                texts, before = [], came
            words = text_of(interval.unit) if interval.unit is not None else ""
            texts.extend(self._made(start, words, wid, outcomes))
        return blame(texts, before) if texts else []

    def _applied(self, day: str, provision: str) -> list[Outcome]:
        """The orders carried out on a day that reach a provision."""
        if not day:
            return []
        found = Steps(self.db, self.work.sequence, self.known).on(day, day)
        return [one for one in found if one.status == "applied" and _reaches(one, provision)]

    def _made(
        self, day: str, words: str, wid: str, outcomes: list[Outcome]
    ) -> Iterator[tuple[str, Origin]]:
        """The texts a unit went through on one day, the last being ``words``."""
        if len(outcomes) > 1:
            running = text_before(self.db, self.work, day)
            for outcome in outcomes[:-1]:
                if outcome.entry.ends:
                    running.begun.resume(running.act, outcome.entry, outcome.touched)
                running.run([outcome.entry])
                running.cut(day)
                unit = next((u for u in running.act.walk() if u.wid == wid), None)
                if unit is not None:
                    yield from self._by(outcome, text_of(unit))
        if outcomes:
            yield from self._by(outcomes[-1], words)
        else:
            yield words, self.own

    def _by(self, outcome: Outcome, words: str) -> Iterator[tuple[str, Origin]]:
        """The texts that an order made, by the act that wrote their words: where acts changed
        words inside it before it took effect, first without these and then with them."""
        origin, cuts, new = origin_of(outcome), outcome.entry.cuts, outcome.entry.operation.new_text
        if not any(cut.act for cut in cuts) or new is None:
            yield words, origin
            return
        runs = [
            (run, self._of_cut(cut, origin) if cut.act else origin)
            for cut, run in _runs(outcome.entry)
        ]
        writers = {maker for run, maker in runs if run.strip()}
        if len(writers) == 1:
            yield words, writers.pop()  # given anew, or put into its act, by another
            return
        put = blame([(words, origin)], runs)
        makers = list(dict.fromkeys([origin, *(maker for _, maker in runs)]))
        for place, maker in enumerate(makers):
            there = makers[: place + 1]
            yield "".join(run for run, one in put if one in there), maker

    def _of_cut(self, cut: Cut, order: Origin) -> Origin:
        """The order that put a run of words into another order."""
        held = self.db.execute(
            select(t.works.c.particulars).where(t.works.c.iri == cut.act)
        ).scalar()
        number = Particulars(**json.loads(held)).number if held else None
        return Origin(cut.act, order.since, number, cut.n, cut.sha256, cut.start, cut.end)

    def _came(
        self, outcomes: list[Outcome], provision: str, wid: str, day: str, *, new: bool
    ) -> list[tuple[str, Origin]]:
        """The words, as they were the day before, of the units that one was made of by a division
        or a joining."""
        out: list[tuple[str, Origin]] = []
        for outcome in outcomes:
            for home, name in _homes(outcome, provision, wid, new=new):
                found = self.runs(home, name, day_before(day))
                if out and found:
                    out.append(("\n", origin_of(outcome)))
                out.extend(found)
        return out


def _homes(outcome: Outcome, provision: str, wid: str, *, new: bool) -> Iterator[tuple[str, str]]:
    """Where the words of a unit stood before it was divided off, joined, or moved with either:
    provisions with the unit's name there."""
    action, touched = outcome.entry.operation.action, outcome.touched
    if action not in ("split", "join") or len(touched) != 2:
        return
    first, second = touched
    homes = {name: name if name in outcome.reach.provisions else provision for name in touched}
    if action == "split" and wid == second:
        yield homes[first], first
    elif action == "join" and wid == first:
        yield homes[first], first
        yield homes[second], second
    elif new and provision == (second if action == "split" else first):
        yield (first if action == "split" else second), wid


def _held(db: Connection, work: Work, eid: str, day: str, known: int | None) -> Held:
    held = unit_on(db, work.sequence, eid, day, known)
    if held is None:
        raise StoreError(
            f"{day}: {work.iri}: ერთეული {eid} იმ დღეს არ არის / no such unit on that day"
        )
    return held


def _reaches(outcome: Outcome, provision: str) -> bool:
    reach = outcome.reach
    return reach.everything or reach.frame or provision in reach.provisions


def origin_of(outcome: Outcome) -> Origin:
    """The order of an outcome as an origin."""
    entry, op = outcome.entry, outcome.entry.operation
    span = op.new_text_source or op.source
    return Origin(
        entry.amending_iri,
        op.valid_from,
        "editorial correction" if entry.corrects else entry.amending.number,
        op.n,
        entry.source_sha256,
        span.start,
        span.end,
    )


def reasons_of(
    store: Store, work: Work, eid: str, day: str, known: str | None = None
) -> list[Reason]:
    """Every order that a unit as on a day has behind it, or that was refused on it."""
    with store.engine.connect() as db:
        moment = None if known is None else moment_of(db, known)
        held = _held(db, work, eid, day, moment)
        first = version_rows(db, work.sequence, moment)[0].valid_from
        found = Steps(db, work.sequence, moment).on(None, max(day, first or ""))
        wid = held.unit.wid
        return [_reason(db, one) for one in found if _behind(one, held.provision, eid, wid)]


def _behind(outcome: Outcome, provision: str, eid: str, wid: str) -> bool:
    """Whether an outcome is about the unit, a unit it is in, or one inside it: by the units that
    were changed, and where none was by the place that the order names."""
    op = outcome.entry.operation
    if not outcome.touched:
        return _names(outcome, eid, near=provision in outcome.reach.provisions)
    if not op.units and op.facet in ("unit", "text") and not op.action.endswith("-text"):
        return True
    around = op.facet != "heading"  # a heading is of its unit alone, not of what stands in it
    return any(
        one == wid or one.startswith(f"{wid}__") or (around and wid.startswith(f"{one}__"))
        for one in outcome.touched
    )


def _names(outcome: Outcome, eid: str, *, near: bool) -> bool:
    """Whether an order that changed nothing names the unit, one it is in, or one inside it.

    ``near``: it was told at the unit's provision, which counts where paths cannot be compared.
    """
    op = outcome.entry.operation
    try:
        unit = path_of(eid)
    except BadDecision:
        return near
    if op.document is not None or any(kind == "annex" for kind, _ in unit):
        return near
    named = tuple(
        (kind, part) for kind, number in op.units if kind not in _ABOVE for part in _levels(number)
    )
    own = tuple(step for step in unit if step[0] not in _ABOVE)
    size = min(len(named), len(own))
    return named[:size] == own[:size]


def _levels(number: str | None) -> list[str | None]:
    """The numbers of one step: „ა.ბ“ is two levels of subpoints."""
    return list(number.split(".")) if number else [number]


def _reason(db: Connection, outcome: Outcome) -> Reason:
    entry, op = outcome.entry, outcome.entry.operation
    row = t.works.c
    reading = db.execute(select(row.reading).where(row.iri == entry.amending_iri)).scalar()
    clauses = json.loads(reading).get("commencement", []) if reading else []
    act = entry.amending
    clause, reckoning = reason_of_day(
        op.valid_from,
        clauses,
        published=act.published,
        adopted=act.date,
        kind=act.kind,
        changed=bool(entry.remark),
        order=op.source.quote,
    )
    return Reason(
        origin_of(outcome),
        op.action,
        outcome.status,
        f"{outcome.refusal.name}: {outcome.refusal.reason}" if outcome.refusal else None,
        op.source.quote,
        clause,
        reckoning,
        _evidence(db, entry.amending_iri, op.n),
        (*outcome.notes, *_words_of_others(outcome)),
        op.retroactive_from,
    )


def _words_of_others(outcome: Outcome) -> Iterator[str]:
    """Where the words stand that other acts put into an order before it took effect."""
    for cut, run in _runs(outcome.entry):
        if cut.act:
            place = f"{cut.sha256[:12]} [{cut.start}:{cut.end}]"
            yield f"„{run.strip()}“: {cut.act} n. {cut.n}, {place}"


def _runs(entry: Entry) -> Iterator[tuple[Cut, str]]:
    """The runs of an order's new text that it is cut from, each with its words."""
    new, at = entry.operation.new_text or "", 0
    for cut in entry.cuts:
        end = at + cut.end - cut.start
        yield cut, new[at:end]
        at = end


def _evidence(db: Connection, amending: str, n: int) -> tuple[str, ...]:
    query = (
        select(t.targets.c.evidence)
        .join(t.ledger, t.ledger.c.id == t.targets.c.ledger)
        .where(t.ledger.c.amending == amending, t.ledger.c.n == n, t.ledger.c.kind == "entry")
    )
    found = db.execute(query).scalar()
    return tuple(json.loads(found)) if found else ()
