"""Replay: the base act and the ledger give the text of any day.

``replay`` walks the entries in the order of effect on one working copy. ``cuts`` ends the walk
at every day on which something changes; the intervals are half open, never overlap and leave no
gap. ``versions`` are whole texts cut from it: what did not change between two is shared by both.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from itertools import groupby

from amendments.operations import Refusal
from consolidation.ledger import Entry, in_order
from consolidation.provisions import FRAMES
from consolidation.running import Cut, Outcome, RunningText
from consolidation.timely import carried_by
from schemas.model import Act, Unit

__all__ = ["Cut", "Outcome", "Version", "cuts", "pending", "replay", "versions"]


@dataclass(slots=True)
class Version:
    """The text of an act from ``valid_from`` until ``valid_to`` (ISO days, half open).

    ``valid_from`` None: since the act itself; ``valid_to`` None: until further notice. Versions
    of one act share what is the same in them: a tree is to be read, or cloned before a change.
    """

    valid_from: str | None
    valid_to: str | None
    act: Act
    outcomes: list[Outcome] = field(default_factory=list)

    def holds_on(self, day: str) -> bool:
        """Whether the text is the one of this day."""
        after_start = self.valid_from is None or self.valid_from <= day
        return after_start and (self.valid_to is None or day < self.valid_to)


def replay(base: Act, entries: Iterable[Entry]) -> tuple[Act, list[Outcome]]:
    """All entries carried out in order, dated or not; the text and what became of each."""
    text = RunningText(base.clone(), carried_by(base))
    text.cut(None)
    entries = list(entries)
    text.postponed.expect(entries)
    for _, group in groupby(in_order(entries), key=lambda e: _day(e) or e.amending_iri):
        text.run(list(group))
    return text.act, text.cut(None).outcomes


def cuts(text: RunningText, entries: Iterable[Entry], since: str | None = None) -> Iterator[Cut]:
    """The days of a ledger carried out one by one on a text that was cut before.

    The first cut is the base, with what took effect by ``since``, the day the base text does;
    its day is ``since``. Entries without a day change nothing and are in no cut.
    """
    dated = in_order(entry for entry in entries if entry.operation.valid_from is not None)
    text.postponed.expect(dated)
    early = [e for e in dated if since is not None and (e.operation.valid_from or "") <= since]
    for _, group in groupby(early, key=_day):
        text.run(list(group))
    yield text.cut(since)
    yield from _days(text, dated[len(early) :], since or "")


def days_of(text: RunningText, entries: Iterable[Entry], after: str) -> Iterator[Cut]:
    """Dated entries carried out day by day on a text as it stood on the day ``after``, or later
    without a change; and the days on which a term in the text itself begins or ends."""
    dated = in_order(entries)
    text.postponed.expect(dated)
    yield from _days(text, dated, after)


def _days(text: RunningText, dated: Iterable[Entry], after: str) -> Iterator[Cut]:
    for day, group in groupby(dated, key=lambda entry: _day(entry) or ""):
        yield from _terms_between(text, after, day)
        if text.run(list(group)):
            yield text.cut(day)
            after = day
    yield from _terms_between(text, after, None)


def _terms_between(text: RunningText, after: str, before: str | None) -> Iterator[Cut]:
    """The days on which a term in the text changes anything."""
    day = text.terms.next_day(after)
    while day is not None and (before is None or day < before):
        cut = text.cut(day)
        if cut.changed:
            yield cut
        day = text.terms.next_day(day)


def _day(entry: Entry) -> str | None:
    return entry.operation.valid_from


def pending(entries: Iterable[Entry]) -> list[Outcome]:
    """The outcomes of entries that no day is proved for."""
    undated = [entry for entry in in_order(entries) if entry.operation.valid_from is None]
    return [_pending(entry) for entry in undated]


def _pending(entry: Entry) -> Outcome:
    if entry.operation.status == "refused":
        refusal = entry.operation.refusal
        held_back = refusal is not None and refusal.name == "amending-act-changed"
        return Outcome(entry, "pending" if held_back else "refused", refusal)
    note = entry.operation.note or ""
    name = "commencement-pending" if "pending: " in note else "commencement-unknown"
    return Outcome(entry, "pending", Refusal(name, note or "the day of effect is not proved"))


def versions(base: Act, entries: Iterable[Entry], since: str | None = None) -> list[Version]:
    """Every version of an act, oldest first; undated entries change nothing and are pending.

    ``since`` is the day the base text takes effect, where known.
    """
    entries = list(entries)
    text = RunningText(base.clone(), carried_by(base))
    shared: dict[str, Unit] = {}
    out: list[Version] = []
    for cut in cuts(text, entries, since):
        for version in cut.changed:
            shared.pop(version.wid, None)
        if out:
            out[-1].valid_to = cut.day
        out.append(Version(cut.day, None, _view(text.act, shared), cut.outcomes))
    out[-1].outcomes.extend(pending(entries))
    return out


def _view(act: Act, shared: dict[str, Unit]) -> Act:
    """A copy of the text as it stands that shares with earlier copies what did not change."""

    def copy(unit: Unit) -> Unit:
        if unit.kind in FRAMES:
            out = replace(unit, petits=list(unit.petits))
            out.children = [copy(child) for child in unit.children]
            return out
        if unit.wid not in shared:
            shared[unit.wid] = unit.clone()
        return shared[unit.wid]

    return replace(
        act,
        particulars=replace(act.particulars),
        root=copy(act.root),
        readings=list(act.readings),
    )
