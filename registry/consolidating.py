"""From ledger rows to versions: an act built anew, or carried on by what came in.

What can be told apart is not replayed: an entry of one day goes through :mod:`consolidation.late`
and only where that does not reach is everything from its day on replayed.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import replace

from sqlalchemy import Connection, select

from consolidation.decisions import Decision
from consolidation.late import Hashes, LateCut, Past, TooFar, late_cuts
from consolidation.ledger import Entry
from consolidation.outcomes import reach_of
from consolidation.provisions import frames
from consolidation.replay import cuts, days_of, pending
from consolidation.running import Outcome, RunningText, carried_by
from registry import tables as t
from registry.as_of import hashes_on, text_on, version_rows
from registry.orders import decisions_on, orders_on
from registry.texts import Writer, facts, moment, put_facts, put_steps, supersede_steps
from schemas.model import Act, Particulars


def build(
    db: Connection, work: int, base: Act, since: str | None, entries: Mapping[int, Entry]
) -> None:
    """Make every version of an act from its base text. What was held and differs is superseded."""
    learnt = moment(db)
    put_facts(db, work, base)
    text = RunningText(base.clone(), carried_by(base))
    writer = Writer(db, work, learnt, None)
    outcomes: list[Outcome] = []
    for cut in cuts(text, entries.values(), since):
        writer.put(cut)
        outcomes.extend(cut.outcomes)
    writer.finish()
    outcomes.extend(pending(entries.values()))
    _keep(db, work, learnt, entries, outcomes)


def carry_on(
    db: Connection, work: int, iri: str, particulars: Particulars, changed: Iterable[int]
) -> bool:
    """Take new or newly decided ledger rows of an act into its versions.

    False: one of them takes effect no later than the base text itself, so the act is to be built.
    """
    changed = sorted(set(changed))
    decisions = decisions_on(db, iri)
    given = orders_on(db, iri, changed, decisions)
    dated = {key: e for key, e in given.items() if e.operation.valid_from is not None}
    before = _days_before(db, changed)
    first = version_rows(db, work)[0].valid_from or ""
    days = sorted({e.operation.valid_from or "" for e in dated.values()} | before)
    if any(day <= first for day in days):
        return False
    learnt = moment(db)
    undated = {key: e for key, e in given.items() if e.operation.valid_from is None}
    _keep(db, work, learnt, undated, pending(undated.values()))
    supersede_steps(db, learnt, [key for key in changed if key not in given])
    if not days:
        return True
    act = _Act(db, work, iri, particulars, decisions)
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

    def __init__(
        self,
        db: Connection,
        work: int,
        iri: str,
        particulars: Particulars,
        decisions: Mapping[int, Decision],
    ) -> None:
        self.db, self.work, self.iri = db, work, iri
        self.particulars, self.decisions = particulars, decisions
        self.carried, _, self.consolidated = facts(db, work)

    def late(self, day: str, new: Mapping[int, Entry]) -> None:
        """Entries of one day, put in without replaying what they cannot have changed.

        Raises :class:`TooFar` before anything is written.
        """
        past, hashes = self._past(day, set(new)), self._hashes(day)
        versions = [row.valid_from or "" for row in version_rows(self.db, self.work)]
        loaded: dict[int, Entry] = {}

        def load(keys: Iterable[int]) -> dict[int, Entry]:
            found = orders_on(self.db, self.iri, sorted(keys), self.decisions)
            loaded.update(found)
            return found

        text = self._text_before(day)
        later = [one for one in versions if one >= day]
        made = late_cuts(text, list(new.values()), past, load, later, hashes)
        cuts_made = list(made) if past else made
        learnt = moment(self.db)
        writer = Writer(self.db, self.work, learnt, day)
        outcomes: list[Outcome] = []
        last: LateCut | None = None
        for last in cuts_made:
            writer.put(last.cut)
            outcomes.extend(last.cut.outcomes)
        own = last.own if last is not None else None
        if own is not None:
            own = own | {frame.wid for frame in frames(text.act.root)}
        writer.finish(own)
        _keep(self.db, self.work, learnt, {**loaded, **new}, outcomes)

    def replay_from(self, day: str, new: Mapping[int, Entry], changed: set[int]) -> None:
        """Everything from a day on, replayed from the version before it."""
        old = {one.key for one in self._past(day, changed)}
        entries = {**orders_on(self.db, self.iri, sorted(old), self.decisions), **new}
        text = self._text_before(day)
        learnt = moment(self.db)
        writer = Writer(self.db, self.work, learnt, day)
        outcomes: list[Outcome] = []
        for cut in days_of(text, entries.values()):
            writer.put(cut)
            outcomes.extend(cut.outcomes)
        writer.finish()
        _keep(self.db, self.work, learnt, entries, outcomes)

    def _text_before(self, day: str) -> RunningText:
        rows = version_rows(self.db, self.work)
        before = [row for row in rows if (row.valid_from or "") < day][-1]
        root = text_on(self.db, self.work, before.valid_from)
        hashes = hashes_on(self.db, self.work, before.valid_from)
        particulars = replace(self.particulars, title=before.title)
        act = Act(particulars, root, consolidated=self.consolidated)
        return RunningText.resumed(act, self.carried, hashes)

    def _past(self, day: str, without: set[int]) -> list[Past]:
        s = t.steps.c
        query = select(s.ledger, s.day, s.result).where(
            s.work == self.work, s.day >= day, s.superseded.is_(None)
        )
        return [
            Past(row.ledger, row.day, row.result, reach_of(json.loads(row.result)))
            for row in self.db.execute(query)
            if row.ledger not in without
        ]

    def _hashes(self, day: str) -> Hashes:
        u = t.unit_versions.c
        query = select(u.wid, u.day, u.hash).where(
            u.work == self.work, u.day >= day, u.superseded.is_(None)
        )
        out: dict[str, dict[str, str | None]] = {}
        for wid, from_day, made in self.db.execute(query):
            out.setdefault(from_day, {})[wid] = made
        return out


def _days_before(db: Connection, ledgers: list[int]) -> set[str]:
    """Days on which these rows had effect until now."""
    s = t.steps.c
    query = select(s.day).where(s.ledger.in_(ledgers), s.superseded.is_(None), s.day.is_not(None))
    return set(db.execute(query).scalars())


def _keep(
    db: Connection,
    work: int,
    learnt: int,
    entries: Mapping[int, Entry],
    outcomes: Iterable[Outcome],
) -> None:
    keys = {id(entry): key for key, entry in entries.items()}
    put_steps(db, work, learnt, [(keys[id(one.entry)], one) for one in outcomes])
