"""The running text: one working copy that goes through the ledger day by day.

Entries change it in place. At the end of a day it is cut: new units get their names, and what
the day changed is told provision by provision, so the cost of a version is that of its changes
and not of the whole act.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import groupby

from amendments.operations import Operation, Path, Refusal
from consolidation.apply import (
    Applied,
    apply_end,
    tell_putter,
)
from consolidation.as_stood import AsStood
from consolidation.begun import Begun
from consolidation.conflicts import same_day
from consolidation.fingerprints import frame_hash, frame_to_json, own_json, unit_hash, unit_to_json
from consolidation.ledger import Entry
from consolidation.making_room import as_counted_before, old_numbers_first, words_as_they_stood
from consolidation.marks import LEFT_BEHIND
from consolidation.overtaken import Overtaken
from consolidation.own_terms import TermNotes
from consolidation.placed import as_placed
from consolidation.postponed import Postponed
from consolidation.provisions import FRAMES, Reach, frames, provision_of, provisions
from consolidation.ranges import left_between
from consolidation.refusal_petits import put_refusal_petit
from consolidation.refused import Refused
from consolidation.timely import has_lost_force, needs_no_force, out_of_time
from consolidation.together import NotWhole, batches, carried_out
from consolidation.unsettled import Unsettled
from schemas.eid import fill_wids, free_wid, name_below, name_tree, number_token
from schemas.model import Act, Kind, Petit, Unit

# An act, and the document and unit whose number it gave up.
_Number = tuple[str, str | None, Path]
# Orders after which a number may mean another unit, or other words.
_TAKE = frozenset({"substitute", "insert", "renumber", "split", "join"})
# An order that its own act does not give any more, or gives otherwise.
NO_ORDERS = frozenset({"amending-act-changed", "order-repealed"})


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of one entry: ``applied``, ``refused`` or ``pending`` (not yet dated).

    ``touched`` are the ``wid`` of the units changed, ``reach`` what was read and written;
    ``unsettles``: not carried out, it leaves a place in doubt.
    """

    entry: Entry
    status: str
    refusal: Refusal | None = None
    notes: tuple[str, ...] = ()
    touched: tuple[str, ...] = ()
    reach: Reach = field(default=Reach())
    unsettles: bool = False


@dataclass(frozen=True, slots=True)
class UnitVersion:
    """A provision or a frame as it reads from a day on. ``hash`` None: it is there no more.

    ``body`` is its JSON; a frame's names its children and ``hash`` takes them in.
    """

    wid: str
    eid: str = ""
    hash: str | None = None
    body: str = ""


@dataclass(frozen=True, slots=True)
class Cut:
    """One day of the ledger carried out: what changed, and the root hash of the whole text."""

    day: str | None
    root: str
    title: str | None
    changed: list[UnitVersion]
    outcomes: list[Outcome]


@dataclass(slots=True)
class _Step:
    entry: Entry
    applied: Applied | None = None
    refusal: Refusal | None = None
    provisions: list[Unit] = field(default_factory=list)
    frame: bool = False
    everything: bool = False
    unsettles: bool = False


@dataclass(slots=True)
class _Known:
    """A provision as it was at the last cut."""

    hash: str
    eid: str
    shape: tuple[object, ...]
    wids: frozenset[str]


class RunningText:
    """An act on its way through its ledger. The act given is changed in place.

    ``carried`` are the petits its base came with; ``named``: its units have their names already.
    """

    def __init__(self, act: Act, carried: Sequence[Petit] = (), *, named: bool = False) -> None:
        self.act = act
        self.carried = carried
        if not named:
            name_tree(act.root)
            fill_wids(act.root, {unit.wid for unit in act.walk() if unit.wid})
        self._held = {unit.wid for unit in act.walk()}
        self._known: dict[str, _Known] = {}
        self._frames: dict[str, tuple[str, str]] = {}  # wid: hash, own JSON
        self._parents: dict[str, Unit] = {}  # wid of a provision or frame: the frame it is in
        self._all: list[Unit] = []  # every frame, in document order
        self._changed: dict[str, Unit] = {}  # named provisions changed since the last cut
        self._added: list[list[Unit]] = []  # chains to provisions added since the last cut
        self._reshaped = True  # frames, or which provisions there are, in any other way
        self._steps: list[_Step] = []
        self._freed: dict[_Number, Unit] = {}  # numbers given up on the day, and who bore them
        self.terms = TermNotes()
        self.unsettled = Unsettled()
        self.begun = Begun()
        self.postponed = Postponed()
        self._overtaken = Overtaken()
        self._stood = AsStood()
        self._moved: dict[int, Refusal] = {}  # orders whose number another unit bears by now
        self._dead = False  # the act lost force before the day

    @classmethod
    def resumed(cls, act: Act, carried: Sequence[Petit], hashes: Mapping[str, str]) -> RunningText:
        """A text taken up again from a version of it; ``hashes`` are those of its provisions and
        frames by ``wid``."""
        text = cls(act, carried, named=True)
        text._all = list(frames(act.root))
        for frame in text._all:
            text._frames[frame.wid] = (hashes[frame.wid], own_json(frame))
            text._parents.update((child.wid, frame) for child in frame.children)
        for unit in provisions(act.root):
            wids = frozenset(below.wid for below in unit.walk())
            text._known[unit.wid] = _Known(hashes[unit.wid], unit.eid, _shape(unit), wids)
        text.terms.read([*text._all, *provisions(act.root)])
        text._reshaped = False
        return text

    # entries

    def run(self, entries: list[Entry]) -> bool:
        """Carry out the entries of one day, in order; whether there was any. The end of what was
        not carried out is none."""
        late = {id(e): r for e in entries if (r := out_of_time(e, self.carried)) is not None}
        begun = self.begun
        entries = [e for e in entries if not e.ends or id(e) in late or e in begun]
        if entries and (day := entries[0].operation.valid_from) is not None:
            self.postponed.note(self.act, day)
        self._dead, self._moved = has_lost_force(self.act, self.carried), {}
        timely = [entry for entry in entries if id(entry) not in late]
        clashes = same_day(as_placed(self.act, timely))
        conflicts = {id(timely[place]): refusal for place, refusal in clashes.items()}
        conflicts.update(left_between(self.act, timely))
        self._freed = {}
        ordered = as_counted_before(old_numbers_first(entries, _order_of), _order_of)
        ordered = words_as_they_stood(ordered, _order_of)
        by_act = {iri: list(ours) for iri, ours in groupby(ordered, lambda e: e.amending_iri)}
        for batch in batches(ordered):
            if (iri := batch[0].amending_iri) in by_act:  # its first order
                self._stood = AsStood.of(self.act, by_act.pop(iri))
                self._moved.update(self.postponed.moved(self.act, ordered, iri))
            if id(batch[0]) in late:
                self._steps.extend(_Step(entry, refusal=late[id(entry)]) for entry in batch)
            elif claimed := [conflicts[id(entry)] for entry in batch if id(entry) in conflicts]:
                for entry in batch:
                    self._refuse(entry, conflicts.get(id(entry), claimed[0]))
            else:
                self._carry_out(batch)
        return bool(entries)

    def _carry_out(self, batch: list[Entry]) -> None:
        try:
            if self._dead and not needs_no_force(batch[0]):
                raise Refused("target-removed", "the act has lost force")
            for one in batch:
                if (refusal := self._moved.get(id(one))) is not None:
                    raise Refused(refusal.name, refusal.reason)
            self.unsettled.check(self.act, batch)
            for one in batch:
                self._overtaken.check(self.act, one)
                self._stood.check(self.act, one)
            if batch[0].ends:
                there = self.begun.place(self.act, batch[0])
                done = [apply_end(batch[0].operation, batch[0].amending, *there)]
            else:
                done = carried_out(self.act, batch, lambda one: self._freed.get(_number_of(one)))
        except Refused as refused:
            each = refused.each if isinstance(refused, NotWhole) else [refused.refusal] * len(batch)
            for one, refusal in zip(batch, each, strict=True):
                self._refuse(one, refusal)
            return
        for one, applied in zip(batch, done, strict=True):
            if one.put_by is not None and not one.ends:
                tell_putter(applied, one.amending, one.put_by)
            if one.remark:
                applied.notes.append(one.remark)
            if one.operation.action == "renumber" and not one.ends:
                self._freed[_number_of(one)] = applied.units[0]
            if not one.ends:
                applied.notes += self.begun.moved_apart(self.act, one.operation, applied.units)
                self.begun.add(self.act, one, applied.chain)
            step = _Step(one, applied)
            self._reach(step, applied.chain, one.operation)
            self._mark(step, applied.petit)
            for chain, petit in applied.also:
                self._reach(step, chain, one.operation)
                self._mark(step, petit)
            self._steps.append(step)
            self.unsettled.settle(one.operation, applied.chain[-1])
            self._overtaken.add(one, applied.units)

    def _refuse(self, entry: Entry, refusal: Refusal) -> None:
        step = _Step(entry, refusal=refusal)
        untold = entry.corrects or entry.ends or refusal.name in NO_ORDERS
        if untold:  # nobody ordered it, so no petit tells of it
            self._steps.append(step)
            return
        step.unsettles = self.unsettled.add(self.act, entry, refusal)
        self._mark(step, put_refusal_petit(self.act, entry))
        self._steps.append(step)

    def _mark(self, step: _Step, chain: list[Unit]) -> Unit | None:
        """Keep that the end of a chain changed. Returns the provision it leads into."""
        provision = provision_of(chain)
        if provision is None:
            step.frame = self._reshaped = True
        else:
            self._changed[provision.wid] = provision  # of two with one name the later stands
            step.provisions.append(provision)
        return provision

    def _reach(self, step: _Step, chain: list[Unit], op: Operation) -> None:
        """Keep what an operation changed: one provision, or what a whole frame holds."""
        provision = self._mark(step, chain)
        if op.action == "repeal-act":  # no later order is carried out
            step.everything = True
        if provision is None:
            if op.facet == "heading":
                return
            step.everything = True
            for below in provisions(chain[-1]):
                self._changed[below.wid] = below
            return
        known = self._known.get(provision.wid)
        if known is not None and known.shape == _shape(provision):
            if provision is chain[-1] and op.action == "renumber":
                step.frame = step.everything = self._reshaped = True
            return
        step.frame = True
        if provision is chain[-1] and op.action == "renumber":
            step.everything = True
        if known is None and provision is chain[-1] and op.action == "insert":
            self._added.append(chain)
        elif known is None or known.shape[:2] != _shape(provision)[:2] or step.everything:
            self._reshaped = True

    # versions

    def cut(self, day: str | None) -> Cut:
        """End a day: name what is new, tell what changed since the last cut."""
        first = not self._known
        rows: list[UnitVersion] = []
        if self._reshaped or not all(self._name_added(chain) for chain in self._added):
            self._reshaped = True
            name_tree(self.act.root, settled=self._settled)
            rows.extend(self._gone())
            self._name_frames()
            changed = [unit for unit in provisions(self.act.root) if not self._as_known(unit)]
        else:
            changed = self._renamed()
            changed.extend(chain[-1] for chain in self._added)
        changed.extend(self._settle_terms(day, changed))
        rows.extend(version for unit in changed if (version := self._provision(unit)) is not None)
        rows.extend(self._frame_versions([unit.wid for unit in changed]))
        root = self._frames[self.act.root.wid][0]
        if first:  # what was changed before it took the names of base units with it
            self._held = {unit.wid for unit in self.act.walk()}
        once = {row.wid: row for row in rows}  # what was given anew is gone and stands again
        return Cut(day, root, self.act.particulars.title, list(once.values()), self._ended())

    def cut_provisions(self) -> tuple[list[UnitVersion], list[Outcome]]:
        """End a day of a text whose frames are not carried on: what its provisions read like."""
        changed = self._renamed()
        self._fill(changed)
        made = [self._provision(unit) for unit in changed]
        return [version for version in made if version is not None], self._ended()

    def hashes(self) -> dict[str, str]:
        """The hash of every provision and frame as of the last cut, by ``wid``."""
        out = {wid: known.hash for wid, known in self._known.items()}
        out.update((wid, made) for wid, (made, _) in self._frames.items())
        return out

    def above(self, wids: Iterable[str]) -> list[Unit]:
        """The frames that hold these provisions, the innermost first."""
        found: set[str] = set()
        for wid in wids:
            parent = self._parents.get(wid)
            while parent is not None and parent.wid not in found:
                found.add(parent.wid)
                parent = self._parents.get(parent.wid)
        return [frame for frame in reversed(self._all) if frame.wid in found]

    def _ended(self) -> list[Outcome]:
        outcomes = [_outcome(step) for step in self._steps]
        self._steps, self._changed, self._added, self._reshaped = [], {}, [], False
        return outcomes

    def _renamed(self) -> list[Unit]:
        """The provisions changed since the last cut, with the names of what they hold."""
        changed = [unit for unit in self._changed.values() if unit.wid in self._known]
        for unit in changed:
            unit.eid = self._known[unit.wid].eid
            name_below(unit)
        return changed

    def _name_added(self, chain: list[Unit]) -> bool:
        """Name an article that came in beside others, without looking at the whole act.

        False: its name is not plain (it is taken, or an article 1 may change where numbering
        starts anew), or the unit was changed again since.
        """
        new, parent = chain[-1], chain[-2]
        beside = next(
            (u for u in parent.children if u.kind is Kind.ARTICLE and u.wid in self._known), None
        )
        number = new.number
        if new.kind is not Kind.ARTICLE or number is None or number.base == (1,) or beside is None:
            return False
        if beside.number is None or all(child is not new for child in parent.children):
            return False
        own = f"art_{number_token(Kind.ARTICLE, beside.number)}"
        if beside.eid.rpartition("__")[2] != own:
            return False
        eid = beside.eid.removesuffix(own) + f"art_{number_token(Kind.ARTICLE, number)}"
        if eid in self._held or any(eid == known.eid for known in self._known.values()):
            return False
        new.eid = eid
        name_below(new)
        return True

    def _settled(self, unit: Unit) -> bool:
        return unit.kind not in FRAMES and unit.wid in self._known and unit.wid not in self._changed

    def _as_known(self, unit: Unit) -> bool:
        return self._settled(unit) and self._known[unit.wid].eid == unit.eid

    def _gone(self) -> Iterator[UnitVersion]:
        """Provisions and frames that the text held at the last cut and holds no more."""
        standing = {unit.wid for unit in frames(self.act.root)}
        standing.update(unit.wid for unit in provisions(self.act.root))
        for wid in [wid for wid in self._known if wid not in standing]:
            self._held -= self._known.pop(wid).wids
            yield UnitVersion(wid)
        for wid in [wid for wid in self._frames if wid not in standing]:
            self._held.discard(wid)
            del self._frames[wid]
            yield UnitVersion(wid)

    def _name_frames(self) -> None:
        for frame in frames(self.act.root):
            if frame.eid and not frame.wid:
                frame.wid = free_wid(frame.eid, self._held)

    def _settle_terms(self, day: str | None, changed: list[Unit]) -> list[Unit]:
        """Put the notes of terms that hold on a day; the further provisions they change."""
        self._fill(changed)
        self.terms.read(changed)
        if not self.terms:
            return []
        self.terms.keep({*self._known, *(unit.wid for unit in changed)})
        told = {unit.wid for unit in changed}
        noted = self.terms.settle(self.act, day or "")
        left, self.terms.left = self.terms.left, []
        moved = [s.applied for s in self._steps if s.applied and s.entry.operation.action in _TAKE]
        for applied in moved[-1:]:
            applied.notes.extend(f"{label}: {LEFT_BEHIND}" for label in left)
        if any(unit.kind in FRAMES for unit in noted):
            self._reshaped = True
        return [unit for unit in noted if unit.kind not in FRAMES and unit.wid not in told]

    def _fill(self, changed: Iterable[Unit]) -> None:
        """Give provisions and what they hold the names that they keep; a part may have moved from
        one of them to another."""
        changed = list(changed)
        for unit in changed:
            if known := self._known.get(unit.wid):
                self._held -= known.wids
        for unit in changed:
            self._held.update(below.wid for below in unit.walk() if below.wid)
        for unit in changed:
            fill_wids(unit, self._held)

    def _provision(self, unit: Unit) -> UnitVersion | None:
        known = self._known.get(unit.wid)
        made = _Known(
            unit_hash(unit), unit.eid, _shape(unit), frozenset(below.wid for below in unit.walk())
        )
        self._known[unit.wid] = made
        if known is not None and made.hash == known.hash:
            return None
        return UnitVersion(unit.wid, unit.eid, made.hash, unit_to_json(unit))

    def _frame_versions(self, changed: Iterable[str]) -> Iterator[UnitVersion]:
        """The frames that read otherwise now: their own words, or what they hold."""
        if self._reshaped:
            self._all = list(frames(self.act.root))
            self._parents = {child.wid: frame for frame in self._all for child in frame.children}
            stale = list(reversed(self._all))
        else:
            self._parents.update((chain[-1].wid, chain[-2]) for chain in self._added)
            stale = self.above(changed)
        for frame in stale:
            known = self._frames.get(frame.wid)
            own = own_json(frame) if known is None or self._reshaped else known[1]
            made = frame_hash(own, [self._hash(child) for child in frame.children])
            if known is None or known[0] != made:
                self._frames[frame.wid] = (made, own)
                yield UnitVersion(frame.wid, frame.eid, made, frame_to_json(frame))

    def _hash(self, unit: Unit) -> str:
        if unit.kind in FRAMES:
            return self._frames[unit.wid][0]
        return self._known[unit.wid].hash


def _shape(unit: Unit) -> tuple[object, ...]:
    """What of a provision matters to those who look for another one."""
    return (unit.kind, unit.number, unit.removal is None)


def _number_of(entry: Entry) -> _Number:
    return entry.amending_iri, entry.operation.document, entry.operation.units


def _order_of(entry: Entry) -> tuple[str, Operation]:
    return entry.amending_iri, entry.operation


def _outcome(step: _Step) -> Outcome:
    """The outcome of a step, once every new unit has its name."""
    wids = frozenset(unit.wid or unit.eid for unit in step.provisions)
    reach = Reach(step.frame, wids, step.everything)
    if step.applied is None:
        return Outcome(step.entry, "refused", step.refusal, reach=reach, unsettles=step.unsettles)
    return Outcome(
        step.entry,
        "applied",
        notes=tuple(step.applied.notes),
        touched=tuple(unit.wid or unit.eid for unit in step.applied.units),
        reach=reach,
    )
