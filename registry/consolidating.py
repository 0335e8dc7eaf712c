"""From ledger rows to versions: an act built anew, or carried on by what came in.

What can be told apart is not replayed: an entry of one day goes through :mod:`consolidation.late`
and only where that does not reach is everything from its day on replayed.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import date, timedelta

from sqlalchemy import Connection, func, select

from consolidation.added_orders import key_of
from consolidation.decisions import Decision
from consolidation.late import Past, Row, TooFar, late_cuts
from consolidation.ledger import Entry
from consolidation.outcomes import moves, reach_of, unsettles, waited_on_count
from consolidation.postponed import waits_on_count, waits_over
from consolidation.replay import cuts, days_of, pending
from consolidation.running import Outcome, RunningText
from consolidation.timely import carried_by
from registry import tables as t
from registry.as_of import body_of, hashes_on, text_on, version_rows
from registry.expression import Work
from registry.orders import (
    added_in,
    added_to,
    amended_by,
    decisions_on,
    orders_on,
    start_on,
)
from registry.overtaking import may_be_overtaken
from registry.texts import (
    Writer,
    facts,
    in_parts,
    moment,
    put_facts,
    put_steps,
    supersede_steps,
)
from schemas.model import Act

_APPLIED = '{"status":"applied"'


def build(
    db: Connection, work: int, base: Act, since: str | None, entries: Mapping[int, Entry]
) -> None:
    """Make every version of an act from its base text. What was held and differs is superseded."""
    learnt = moment(db)
    put_facts(db, work, base)
    iri = db.execute(select(t.works.c.iri).where(t.works.c.sequence == work)).scalar_one()
    start = start_on(db, iri, since, entries.values())
    text = RunningText(base.clone(), carried_by(base))
    writer = Writer(db, work, learnt, None)
    outcomes: list[Outcome] = []
    for cut in cuts(text, entries.values(), start):
        writer.put(cut)
        outcomes.extend(cut.outcomes)
    writer.finish()
    outcomes.extend(pending(entries.values()))
    s = t.steps.c
    held = select(s.ledger).where(s.work == work, s.superseded.is_(None))
    supersede_steps(db, learnt, sorted(set(db.execute(held).scalars()) - entries.keys()))
    _keep(db, work, learnt, entries, outcomes)


class _HangsOnMore(Exception):
    """What takes effect hangs on more than the text of the day before."""


def carry_on(db: Connection, work: Work, changed: Iterable[int]) -> bool:
    """Take new or newly decided ledger rows of an act into its versions.

    False: one of them takes effect no later than the base text itself, or what it does hangs on
    more than the text of the day before (:func:`_hangs_on_more`), so the act is to be built.
    """
    try:
        return _carried_on(db, work, changed)
    except _HangsOnMore:
        return False


def _carried_on(db: Connection, work: Work, changed: Iterable[int]) -> bool:
    rows = set(changed)
    decisions = decisions_on(db, work.iri)
    acts = _acts_of(db, rows)
    put = added_to(db, work.iri, acts, decisions)
    held = amended_by(db, _added_held(db, work.sequence))
    keys = {abs(key) for key in put}.union(rows, *(held.get(iri, ()) for iri in acts))
    changed = sorted(keys | {-key for key in keys})  # with the ends of what they begin
    given = {**orders_on(db, work.iri, sorted(rows | {-row for row in rows}), decisions), **put}
    dated = {key: e for key, e in given.items() if e.operation.valid_from is not None}
    before = _days_before(db, changed)
    first = version_rows(db, work.sequence)[0].valid_from or ""
    days = sorted({e.operation.valid_from or "" for e in dated.values()} | before)
    if any(day <= first for day in days):
        return False
    act = _Act(db, work, decisions)
    if days and _hangs_on_more(act, days[0], dated):
        return False
    learnt = moment(db)
    undated = {key: e for key, e in given.items() if e.operation.valid_from is None}
    _keep(db, work.sequence, learnt, undated, pending(undated.values()))
    supersede_steps(db, learnt, [key for key in changed if key not in given])
    if not days:
        return True
    if before:
        act.replay_from(days[0], dated, set(changed))
        return True
    for day in days:
        new = {key: e for key, e in dated.items() if e.operation.valid_from == day}
        try:
            act.late(day, new)
        except TooFar:
            rest = {key: e for key, e in dated.items() if (e.operation.valid_from or "") >= day}
            act.replay_from(day, rest, set(rest))
            break
    return True


class _Act:
    """One act of the store whose versions are being carried on."""

    def __init__(self, db: Connection, work: Work, decisions: Mapping[int, Decision]) -> None:
        self.db, self.work, self.decisions = db, work, decisions
        self.sequence, self.iri = work.sequence, work.iri

    def late(self, day: str, new: Mapping[int, Entry]) -> None:
        """Entries of one day, put in without replaying what they cannot have changed.

        Raises :class:`TooFar` before anything is written.
        """
        known = _From(self, day, set(new))
        text = self._text_before(day)
        made = late_cuts(text, list(new.values()), known)
        learnt = moment(self.db)
        writer = Writer(self.db, self.sequence, learnt, day)
        outcomes: list[Outcome] = []
        own: frozenset[str] | None = None
        for late in list(made) if known.past else made:
            writer.put(late.cut)
            outcomes.extend(late.cut.outcomes)
            own = late.own
        writer.finish(own)
        _keep(self.db, self.sequence, learnt, {**known.loaded, **new}, outcomes)

    def replay_from(self, day: str, new: Mapping[int, Entry], changed: set[int]) -> None:
        """Everything from a day on, replayed from the version before it."""
        old = {one.key for one in _From(self, day, changed).past}
        named = sorted(old | {-key for key in old})  # with ends that had no beginning
        entries = {**orders_on(self.db, self.iri, named, self.decisions), **new}
        text = self._text_before(day)
        learnt = moment(self.db)
        writer = Writer(self.db, self.sequence, learnt, day)
        outcomes: list[Outcome] = []
        for cut in days_of(text, entries.values(), day_before(day)):
            writer.put(cut)
            outcomes.extend(cut.outcomes)
        writer.finish()
        _keep(self.db, self.sequence, learnt, entries, outcomes)

    def _text_before(self, day: str) -> RunningText:
        """Raises :class:`_HangsOnMore` where the text sets terms, which hold for the units that
        bore the numbers when it came to say so."""
        text = text_before(self.db, self.work, day)
        if text.terms:
            raise _HangsOnMore
        return text


def text_before(db: Connection, work: Work, day: str) -> RunningText:
    """An act as it stands before a day, ready for the entries of that day and after."""
    before = [row for row in version_rows(db, work.sequence) if (row.valid_from or "") < day][-1]
    root = text_on(db, work.sequence, before.valid_from)
    carried, _, consolidated = facts(db, work.sequence)
    particulars = replace(work.particulars, title=before.title)
    act = Act(particulars, root, consolidated=consolidated)
    return RunningText.resumed(act, carried, hashes_on(db, work.sequence, before.valid_from))


def day_before(day: str) -> str:
    """The day before a day (ISO)."""
    return (date.fromisoformat(day) - timedelta(days=1)).isoformat()


class _From:
    """What the store knows of an act from a day on (:class:`consolidation.late.Known`)."""

    def __init__(self, act: _Act, day: str, without: set[int]) -> None:
        self.act = act
        self.loaded: dict[int, Entry] = {}
        db, work = act.db, act.sequence
        s, u = t.steps.c, t.unit_versions.c
        steps = select(s.ledger, s.day, s.result).where(
            s.work == work, s.day >= day, s.superseded.is_(None)
        )
        self.past = [
            Past(row.ledger, row.day, row.result, reach_of(json.loads(row.result)))
            for row in db.execute(steps)
            if row.ledger not in without
        ]
        versions = version_rows(db, work)
        self.titles = {
            row.valid_from or "": row.title for row in versions if (row.valid_from or "") >= day
        }
        self.rows: dict[str, dict[str, Row]] = {}
        units = select(u.day, u.wid, u.eid, u.hash, u.body).where(
            u.work == work, u.day >= day, u.superseded.is_(None)
        )
        for from_day, wid, eid, made, body in db.execute(units):
            self.rows.setdefault(from_day, {})[wid] = Row(eid, made, body)

    def load(self, keys: Iterable[int]) -> dict[int, Entry]:
        found = orders_on(self.act.db, self.act.iri, sorted(keys), self.act.decisions)
        self.loaded.update(found)
        return found

    def body(self, key: str) -> str:
        return body_of(self.act.db, key)


def _acts_of(db: Connection, rows: set[int]) -> set[str]:
    """The acts whose orders these ledger rows are."""
    row, out = t.ledger.c, set[str]()
    for part in in_parts(sorted(rows)):
        query = select(row.amending).where(row.id.in_(part), row.kind == "entry")
        out.update(db.execute(query.distinct()).scalars())
    return out


def _added_held(db: Connection, work: int) -> set[int]:
    """The keys, without their sign, of the outcomes that an act's versions hold of orders put into
    their act by a change of it."""
    s = t.steps.c
    query = select(s.ledger).where(s.work == work, s.superseded.is_(None))
    return added_in(db.execute(query.where(func.abs(s.ledger) >= key_of(0, 0))).scalars())


def _days_before(db: Connection, ledgers: list[int]) -> set[str]:
    """Days on which these rows had effect until now."""
    s = t.steps.c
    query = select(s.day).where(s.ledger.in_(ledgers), s.superseded.is_(None), s.day.is_not(None))
    return set(db.execute(query).scalars())


def _hangs_on_more(act: _Act, day: str, new: Mapping[int, Entry]) -> bool:
    """Whether what takes effect from a day on hangs on more than the text before it: on an order
    of an earlier day that was not carried out and may matter to later ones; on what began and ends
    later; on the units that bore the numbers when an act was published; on an order published later
    that took effect before."""
    db, work = act.db, act.sequence
    s = t.steps.c
    held = select(s.ledger, s.day, s.result).where(s.work == work, s.superseded.is_(None))
    coming = db.execute(held.where(s.day >= day)).all()
    after = [row.ledger for row in coming]
    if any(entry.ends for entry in new.values()) or any(key < 0 for key in after):
        return True
    if any(map(waits_on_count, new.values())) or any(waited_on_count(r.result) for r in coming):
        return True
    before = db.execute(held.where(s.day < day)).all()
    if any(unsettles(row.result) for row in before if not row.result.startswith(_APPLIED)):
        return True
    if moved := [row.day for row in before if moves(row.result)]:
        later = {**orders_on(db, act.iri, sorted(after), act.decisions), **new}
        if any(waits_over(entry, on) for entry in later.values() for on in moved):
            return True
    applied = [row.ledger for row in before if row.result.startswith(_APPLIED) and row.ledger > 0]
    return may_be_overtaken(db, act.iri, act.decisions, applied, after, new)


def _keep(
    db: Connection,
    work: int,
    learnt: int,
    entries: Mapping[int, Entry],
    outcomes: Iterable[Outcome],
) -> None:
    """What became of these entries; the end of what was not carried out has no outcome."""
    keys = {id(entry): key for key, entry in entries.items()}
    outcomes = list(outcomes)
    untold = keys.keys() - {id(one.entry) for one in outcomes}
    supersede_steps(db, learnt, sorted(keys[entry] for entry in untold))
    put_steps(db, work, learnt, [(keys[id(one.entry)], one) for one in outcomes])
