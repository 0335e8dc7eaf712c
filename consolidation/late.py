"""A late operation put where it belongs, without replaying what it cannot have changed.

Each entry carried out before is known by its reach: what it read and wrote. An entry that comes
late and stays inside some provisions makes stale only the later entries that reach into the same
provisions; they are carried out again. Entries that changed which provisions there are, or what
frames say, are carried out again too, so that every search finds what it found before; their
result for other provisions is the one already known. Whenever something comes out that would
matter to an entry left alone, :class:`TooFar` is raised and everything from that day on is
replayed instead.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from consolidation.ledger import Entry, in_order
from consolidation.outcomes import result_json
from consolidation.provisions import Reach, provisions
from consolidation.running import Cut, Others, Outcome, RunningText


class TooFar(Exception):
    """The change reaches what was to be left alone; replay from its day on."""


@dataclass(frozen=True, slots=True)
class Past:
    """An entry carried out before: a name to load it by, its day, its result and reach."""

    key: int
    day: str
    result: str  # as :func:`consolidation.outcomes.result_json` writes it
    reach: Reach


Load = Callable[[Iterable[int]], dict[int, Entry]]
Hashes = Mapping[str, Mapping[str, str | None]]  # day: wid: hash from that day on


@dataclass(frozen=True, slots=True)
class LateCut:
    """A day made anew. It speaks for the units ``own`` alone; None: for all of them."""

    cut: Cut
    own: frozenset[str] | None


def late_cuts(
    text: RunningText,
    new: Sequence[Entry],
    past: Sequence[Past],
    load: Load,
    days: Iterable[str],
    hashes: Hashes,
) -> Iterator[LateCut]:
    """The versions from the day of ``new`` on.

    ``text`` stands as on the day before; all of ``new`` take effect on one day. ``past`` are the
    entries of that day and after it, ``days`` the first days of the versions after it and
    ``hashes`` what units were known to read like from those days on. Raises :class:`TooFar`.
    """
    day = new[0].operation.valid_from or ""
    later = [one for one in past if one.day > day]
    there = {one.key: one for one in past if one.day == day}
    held = load(there)
    text.run(in_order([*held.values(), *new]))
    cut = text.cut(day)
    yield LateCut(cut, None)
    after = sorted(one for one in days if one > day)
    if not after:
        return
    keys = {id(entry): key for key, entry in held.items()}
    own = _reached(cut.outcomes, keys, there)
    if any(one.reach.everything for one in later) or _renumbered(text):
        raise TooFar
    own, again = _again(own, later)
    entries = load(one.key for one in again)
    by_day: dict[str, list[Past]] = {}
    for one in again:
        by_day.setdefault(one.day, []).append(one)
    for next_day in after:
        made = by_day.get(next_day, [])
        text.run(in_order(entries[one.key] for one in made))
        try:
            cut = text.cut(next_day, Others(own, hashes.get(next_day, {})))
        except KeyError:  # a unit that was not known to be there
            raise TooFar from None
        outcomes = {id(outcome.entry): outcome for outcome in cut.outcomes}
        for one in made:
            _compare(one, outcomes[id(entries[one.key])], own)
        yield LateCut(cut, own)


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
            return own, [one for one in later if one.reach.frame or one.reach.provisions & own]
        own = grown


def _compare(past: Past, outcome: Outcome, own: frozenset[str]) -> None:
    """An entry that others rest on must have done what it did before."""
    if past.reach.frame or outcome.reach.frame or outcome.reach.everything:
        if result_json(outcome) != past.result:
            raise TooFar
    elif not outcome.reach.provisions <= own:
        raise TooFar
