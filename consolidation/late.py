"""A late operation put where it belongs, without replaying what it cannot have changed.

Each entry carried out before is known by its reach: what it read and wrote. An entry that comes
late and stays inside some provisions makes stale only the later entries that reach into the same
provisions; they are carried out again. Frames, and which provisions there are, stay as they were
known; only the hashes of the frames above are made anew, day by day. Whenever something comes out
that would matter to an entry left alone, :class:`TooFar` is raised and everything from that day
on is replayed instead.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Protocol

from consolidation.endings import end_of
from consolidation.fingerprints import body_key, frame_hash, frame_parts, frame_to_json
from consolidation.ledger import Entry, in_order
from consolidation.outcomes import moves, result_json, unsettles
from consolidation.postponed import moves_on
from consolidation.provisions import Reach, provisions
from consolidation.running import Cut, Outcome, RunningText, UnitVersion


class TooFar(Exception):
    """The change reaches what was to be left alone; replay from its day on."""


@dataclass(frozen=True, slots=True)
class Past:
    """An entry carried out before: a name to load it by, its day, its result and reach."""

    key: int
    day: str
    result: str  # as :func:`consolidation.outcomes.result_json` writes it
    reach: Reach


@dataclass(frozen=True, slots=True)
class Row:
    """A provision or a frame as it was known to read from a day on; hash None: it is gone."""

    eid: str
    hash: str | None
    body: str | None  # the key of its body


@dataclass(frozen=True, slots=True)
class LateCut:
    """A day made anew. It speaks for the units ``own`` alone; None: for all of them."""

    cut: Cut
    own: frozenset[str] | None


class Known(Protocol):
    """What is known of an act from a day on."""

    @property
    def past(self) -> Sequence[Past]:
        """The entries of the day and after it."""

    @property
    def titles(self) -> Mapping[str, str | None]:
        """The title of the act in each version, by its first day."""

    @property
    def rows(self) -> Mapping[str, Mapping[str, Row]]:
        """What reads otherwise from a day on: day, wid."""

    def load(self, keys: Iterable[int]) -> dict[int, Entry]:
        """Entries of the past by their keys."""

    def body(self, key: str) -> str:
        """The JSON of a frame."""


def late_cuts(text: RunningText, new: Sequence[Entry], known: Known) -> Iterator[LateCut]:
    """The versions from the day of ``new`` on.

    ``text`` stands as on the day before; all of ``new`` take effect on one day. Raises
    :class:`TooFar`.
    """
    day = new[0].operation.valid_from or ""
    later = [one for one in known.past if one.day > day]
    there = {one.key: one for one in known.past if one.day == day}
    held = known.load(there)
    had_terms = bool(text.terms)
    text.run(in_order([*held.values(), *new]))
    cut = text.cut(day)
    ordered = {one.day for one in later}
    told = any(one > day and one not in ordered for one in known.titles)
    if had_terms or text.terms or told:
        raise TooFar  # what the text says, or said, of later days is not among the entries
    if text.unsettled or any(unsettles(one.result) for one in known.past):
        raise TooFar  # an order not carried out may matter to any after it
    if any(map(moves_on, [*held.values(), *new])) or any(moves(one.result) for one in known.past):
        raise TooFar  # what an order names hangs on the day its act was published
    if any(map(end_of, held.values())):
        raise TooFar  # what it begins may be carried out now, and end
    yield LateCut(cut, None)
    after = sorted(one for one in known.titles if one > day)
    if not after:
        return
    own = _reached(cut.outcomes, {id(entry): key for key, entry in held.items()}, there)
    if any(one.reach.everything for one in later) or _renumbered(text):
        raise TooFar
    own, again = _again(own, later)
    entries = known.load(one.key for one in again)
    if any(map(end_of, entries.values())):
        raise TooFar
    by_day: dict[str, list[Past]] = {}
    for one in again:
        by_day.setdefault(one.day, []).append(one)
    above = _Above(text, own, known)
    for next_day in after:
        made = by_day.get(next_day, [])
        text.run(in_order(entries[one.key] for one in made))
        changed, outcomes = text.cut_provisions()
        found = {id(outcome.entry): outcome for outcome in outcomes}
        for one in made:
            _compare(one, found[id(entries[one.key])])
        changed.extend(above.on(next_day, changed))
        title = known.titles[next_day]
        yield LateCut(Cut(next_day, above.root, title, changed, outcomes), above.speaks_for)


class _Above:
    """The frames above some provisions, whose hashes follow from theirs."""

    def __init__(self, text: RunningText, own: frozenset[str], known: Known) -> None:
        self.own, self.known = own, known
        self.hashes = text.hashes()
        self.order = [frame.wid for frame in text.above(own)]
        self.speaks_for = own | frozenset(self.order)
        self.bodies = {frame.wid: frame_to_json(frame) for frame in text.above(own)}
        self.eids = {frame.wid: frame.eid for frame in text.above(own)}
        self.read = {wid: frame_parts(body) for wid, body in self.bodies.items()}

    @property
    def root(self) -> str:
        return self.hashes[""]

    def on(self, day: str, changed: Iterable[UnitVersion]) -> list[UnitVersion]:
        """The frames that read otherwise from a day on."""
        for wid, row in self.known.rows.get(day, {}).items():
            if wid in self.bodies:
                self._reads(wid, row)
            elif row.hash is not None and wid not in self.own:
                self.hashes[wid] = row.hash
            elif row.hash is None and wid in self.own:
                raise TooFar
        self.hashes.update((one.wid, one.hash) for one in changed if one.hash is not None)
        out: list[UnitVersion] = []
        for wid in self.order:
            own, holds = self.read[wid]
            made = frame_hash(own, [self.hashes[child] for child in holds])
            if made != self.hashes[wid]:
                self.hashes[wid] = made
                out.append(UnitVersion(wid, self.eids[wid], made, self.bodies[wid]))
        return out

    def _reads(self, wid: str, row: Row) -> None:
        if row.hash is None or row.body is None:
            raise TooFar
        self.eids[wid] = row.eid
        if row.body != body_key(self.bodies[wid]):
            self.bodies[wid] = self.known.body(row.body)
            self.read[wid] = frame_parts(self.bodies[wid])


def _reached(
    outcomes: Iterable[Outcome], keys: Mapping[int, int], there: Mapping[int, Past]
) -> frozenset[str]:
    """The provisions that the new entries of a day, or what they changed for others, reach."""
    own: set[str] = set()
    for outcome in outcomes:
        before = there.get(keys.get(id(outcome.entry), -1))
        if before is not None and before.result == result_json(outcome):
            continue
        reaches = [outcome.reach] if before is None else [outcome.reach, before.reach]
        if any(reach.frame or reach.everything for reach in reaches):
            raise TooFar
        own.update(*(reach.provisions for reach in reaches))
    return frozenset(own)


def _renumbered(text: RunningText) -> bool:
    """Whether some provision bears a name that another number gave it. New names inside
    provisions then hang on names elsewhere."""
    return any(unit.wid != unit.eid for unit in provisions(text.act.root))


def _again(own: frozenset[str], later: Sequence[Past]) -> tuple[frozenset[str], list[Past]]:
    """All provisions that may read otherwise now, and the entries to carry out again."""
    while True:
        met = [one for one in later if one.reach.provisions & own]
        grown = own.union(*(one.reach.provisions for one in met))
        if grown == own:
            return own, met
        own = grown


def _compare(past: Past, outcome: Outcome) -> None:
    """An entry carried out again must have stayed where it was; one that frames hang on must
    have done what it did."""
    before, now = past.reach, outcome.reach
    same_place = (before.frame, before.provisions) == (now.frame, now.provisions)
    if now.everything or not same_place:
        raise TooFar
    result = result_json(outcome)
    if now.frame and result != past.result:
        raise TooFar
    status = f'"status":"{outcome.status}"'
    if outcome.entry.operation.action in ("substitute", "insert") and status not in past.result:
        raise TooFar  # the orders of its sentence stand or fall with it
