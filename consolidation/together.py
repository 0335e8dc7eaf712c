"""The orders of one sentence that are carried out at once: all of them or none.

„მე-3 პუნქტი ჩაითვალოს მე-4 პუნქტად, მე-4 – მე-5 პუნქტად“: the numbers move at once. „მე-4 და მე-5
პუნქტები ჩამოყალიბდეს შემდეგი რედაქციით: „4. … 5. …““: one wording, of which no half is the law.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, fields

from amendments.operations import Operation, Refusal
from amendments.places import path_text
from consolidation.apply import Applied, apply_correction, apply_operation, apply_renumbering
from consolidation.kinds import may_amend
from consolidation.ledger import Entry
from consolidation.making_room import is_beside_text
from consolidation.named import way_to
from consolidation.provisions import FRAMES, frames, provision_of
from consolidation.refused import Refused
from schemas.model import Act, Kind, Unit

_GIVES = frozenset({"substitute", "insert"})
# Refusals that are the order's own matter: a person's, or another act's that took the order back.
_ALONE = frozenset({"systematization-refused", "amending-act-changed", "order-repealed"})
_FIELDS = tuple(one.name for one in fields(Unit))


class NotWhole(Refused):
    """Orders of one sentence of which one cannot be carried out; ``each`` says why of every one."""

    def __init__(self, each: list[Refusal]) -> None:
        super().__init__(each[0].name, each[0].reason)
        self.each = each


def batches(entries: Iterable[Entry]) -> list[list[Entry]]:
    """The entries in their order; those of one sentence that stand or fall together in one list,
    in the place of the last of them."""
    entries = list(entries)
    groups: dict[tuple[object, ...], list[Entry]] = {}
    keys = [_sentence(entry) or (place,) for place, entry in enumerate(entries)]
    _with_numbered_text(entries, keys)
    for key, entry in zip(keys, entries, strict=True):
        groups.setdefault(key, []).append(entry)
    last = {key: place for place, key in enumerate(keys)}
    return [groups[key] for place, key in enumerate(keys) if last[key] == place]


def _with_numbered_text(entries: list[Entry], keys: list[tuple[object, ...]]) -> None:
    """The key of a text that becomes a first point also for the points that its act adds beside it:
    „… დაემატოს მე-2 პუნქტი და არსებული ტექსტი ჩაითვალოს პირველ პუნქტად“."""
    for place, entry in enumerate(entries):
        if entry.operation.action != "renumber" or entry.operation.facet != "text":
            continue
        for at, other in enumerate(entries):
            same_act = other.amending_iri == entry.amending_iri
            if same_act and is_beside_text(other.operation, entry.operation):
                taken = keys[at]
                keys[:] = [keys[place] if key == taken else key for key in keys]


def _sentence(entry: Entry) -> tuple[object, ...] | None:
    """The sentence whose orders an entry goes with; None: it stands alone."""
    op = entry.operation
    if entry.ends or entry.corrects or (op.refusal is not None and op.refusal.name in _ALONE):
        return None
    where = (entry.amending_iri, op.source.start, op.source.end)
    if op.action == "renumber" and op.status == "understood":
        return ("renumber", *where)
    gives = op.action in _GIVES and (op.new_text is not None or op.status == "refused")
    alone = op.facet == "annex" or bool(entry.remark)  # each annex is a text of its own
    return ("gives", *where) if gives and not alone else None


def carried_out(
    act: Act, batch: list[Entry], freed: Callable[[Entry], Unit | None]
) -> list[Applied]:
    """What the orders of one sentence did. Raises :class:`Refused`; then nothing has changed."""
    entry = batch[0]
    op, amending = entry.operation, entry.amending
    if not may_amend(entry, act.particulars):
        what = f"{amending.kind} may not amend {act.particulars.kind}"
        raise Refused("kind-may-not-amend", f"{what} (Law 1876 art. 20(4))")
    if entry.corrects:
        return [apply_correction(act, op, amending)]
    if all(one.operation.action == "renumber" for one in batch):
        return apply_renumbering(act, [one.operation for one in batch], amending)
    if len(batch) == 1:
        return [apply_operation(act, op, amending, freed=freed(entry))]
    before = _Before(act, [one.operation for one in batch])
    done: list[Applied] = []
    failed: dict[int, Refusal] = {}
    for place, one in enumerate(batch):
        try:
            if one.operation.action == "renumber":
                done.extend(apply_renumbering(act, [one.operation], one.amending))
            else:
                done.append(apply_operation(act, one.operation, one.amending, freed=freed(one)))
        except Refused as refused:
            failed[place] = refused.refusal
    if failed:
        before.restore()
        raise NotWhole(_each(batch, failed))
    return done


def _each(batch: list[Entry], failed: dict[int, Refusal]) -> list[Refusal]:
    """Why each order of a sentence is refused: for its own reason, or for that of the first."""
    place, first = next(iter(failed.items()))
    unit = path_text(batch[place].operation.units) or "act"
    why = f"one sentence gives it with {unit}, which is refused: {first.reason}"
    return [failed.get(at, Refusal(first.name, why)) for at in range(len(batch))]


@dataclass(slots=True)
class _Kept:
    unit: Unit
    values: tuple[object, ...]


class _Before:
    """What the orders of a sentence may change, kept as it stood. Units stay the same objects."""

    def __init__(self, act: Act, ops: Iterable[Operation]) -> None:
        self.act, self.title = act, act.particulars.title
        units: dict[int, Unit] = {id(act.root): act.root}
        for op in ops:
            for unit in _touched(act, op):
                units.setdefault(id(unit), unit)
        for kind in (Kind.COVER, Kind.PREAMBLE):  # petits of the whole act stand there
            if (head := act.section(kind)) is not None:
                units.update((id(unit), unit) for unit in head.walk())
        self.kept = [_Kept(unit, _values(unit)) for unit in units.values()]

    def restore(self) -> None:
        self.act.particulars.title = self.title
        for kept in self.kept:
            for name, value in zip(_FIELDS, kept.values, strict=True):
                setattr(kept.unit, name, value)


def _touched(act: Act, op: Operation) -> Iterator[Unit]:
    """The way to the unit of an order, and all below the provision or unit it gives anew."""
    chain, left = way_to(act, op.document, op.units)
    yield from chain
    whole = provision_of(chain) or (chain[-1] if not left else None)
    if whole is not None:
        yield from whole.walk()
    elif chain[-1].kind in FRAMES:  # a new article may come into any chapter
        yield from frames(chain[-1])


def _values(unit: Unit) -> tuple[object, ...]:
    """The fields of a unit; lists as copies, so that a change of one is not kept."""
    values = (getattr(unit, name) for name in _FIELDS)
    return tuple(_copied(value) for value in values)


def _copied(value: object) -> object:
    if not isinstance(value, list):
        return value
    return [list(one) if isinstance(one, list) else one for one in value]
