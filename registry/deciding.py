"""What people decide of the machine's proposals: typed records beside them, never edits.

| kind | what it means |
|---|---|
| accept | the operation as proposed |
| correct | other fields; texts are cut again from the amending act by offsets |
| refuse | it cannot be reflected; a petit will say so (Order 158 art. 8(6)) |
| defer | later, in a bundle of its own, under the same clock |
| add | an order the machine missed, pointed out in the text |
| no-effect | an imperative that changes no act; of an operation: it is no order |
| split | it is several operations, which stand in its place (:mod:`registry.reshaping`) |
| merge | it and others are one operation, which stands in their place |
| undo | the decision before it is taken back |

The last decision on an operation holds; all of them stay. A proposal's ``origin`` says where it
comes from: ``machine``, ``person`` (added), ``deferred`` (from an earlier bundle), ``published``
(what a corrective event looks at), or ``split:ID``,
``merge:ID,ID`` with the decisions that made it: it stands while they hold.
"""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass, replace
from typing import Any, Literal

from sqlalchemy import Connection, func, insert, select

from consolidation.ledger import Entry, blank_entry, entry_from_json, entry_to_json
from registry import audit, bundles
from registry import office_tables as t
from registry.bundles import Bundle
from registry.clock import now
from registry.office import OfficeError, kept
from registry.store import Store
from schemas.refusals import NAMES

Kind = Literal[
    "accept", "correct", "refuse", "defer", "add", "no-effect", "split", "merge", "undo",
]  # fmt: skip
RESHAPED = frozenset({"split", "merge"})
REASONED = frozenset({"correct", "add", "refuse", "defer", "no-effect"})
LEFT = frozenset({"defer", "no-effect"})  # not carried out with the bundle
ACTIONS = (
    "substitute", "insert", "repeal", "substitute-text", "insert-text", "repeal-text",
    "renumber", "repeal-act", "split", "join",
)  # fmt: skip
FACETS = ("unit", "heading", "preamble", "text", "table", "annex")
PLACES = ("after", "before", "end", "as-read", "none")
STEPS = (
    "book", "part", "chapter", "article", "point", "subpoint", "paragraph", "sentence", "annex",
    "note", "row", "column", "table",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Decision:
    """One decision. ``entry`` is the ledger entry as decided, where it differs."""

    id: int
    n: int
    kind: Kind
    entry: dict[str, Any] | None
    reason: str
    by: str
    at: str


@dataclass(frozen=True, slots=True)
class Fields:
    """A correction: the fields of an operation. Texts are offsets into the amending act.

    ``place`` is where new words or a new unit go: ``as-read``, ``none``, ``end``, or ``after`` or
    ``before`` the words cut at ``anchor``. ``occurrence`` may be ``as-read`` too.
    """

    action: str
    units: tuple[tuple[str, str | None], ...]
    facet: str = "unit"
    document: str | None = None
    valid_from: str | None = None
    occurrence: Any = None
    place: str = "as-read"
    anchor: tuple[int, int] | None = None
    old_text: tuple[int, int] | None = None
    new_text: tuple[int, int] | None = None
    new_units: tuple[tuple[str, str | None], ...] = ()

    def __post_init__(self) -> None:
        if self.action not in ACTIONS or self.facet not in FACETS:
            raise OfficeError("bad-field", f"no such action or facet: {self.action}, {self.facet}")
        if self.place not in PLACES or (self.anchor is None) == (self.place in PLACES[:2]):
            raise OfficeError("bad-cut", "a place before or after words needs these words")
        for kind, _ in (*self.units, *self.new_units):
            if kind not in STEPS:
                raise OfficeError("bad-field", f"no such kind of unit: {kind}")


def corrected(entry: Entry, fields: Fields, text: str) -> Entry:
    """The entry with other fields; old and new text cut from the amending act's own text.

    Raises :class:`OfficeError` ``bad-cut`` for offsets outside the text.
    """
    data = json.loads(entry_to_json(entry))
    op = data["operation"]
    op |= {
        "action": fields.action, "units": fields.units, "facet": fields.facet,
        "document": fields.document, "valid_from": fields.valid_from or op["valid_from"],
        "occurrence": op["occurrence"] if fields.occurrence == "as-read" else fields.occurrence,
        "position": _position(fields, op["position"], text),
        "new_units": fields.new_units, "status": "understood", "refusal": None,
    }  # fmt: skip
    for name, span in (("old_text", fields.old_text), ("new_text", fields.new_text)):
        op[name], op[f"{name}_source"] = _cut(text, span)
    return entry_from_json(json.dumps(data, ensure_ascii=False))


def _position(fields: Fields, read: Any, text: str) -> Any:
    if fields.place == "as-read":
        return read
    if fields.place in ("end", "none"):
        return {"end": True} if fields.place == "end" else None
    return {fields.place: _cut(text, fields.anchor)[0]}


def missed(
    like: Entry, n: int, span: tuple[int, int], fields: Fields, text: str, after: int = 0
) -> Entry:
    """An entry for an order the machine missed: ``span`` is the sentence that gives it.

    ``after`` is the operation after which its turn comes (0: before all).
    """
    quote, source = _cut(text, span)
    if quote is None or not quote.strip():
        raise OfficeError("bad-cut", "the order itself must be pointed out")
    blank = replace(like.operation, n=n, note=None, position=None)
    data = json.loads(entry_to_json(replace(like, operation=blank, after=after)))
    data["operation"]["source"] = source
    return corrected(entry_from_json(json.dumps(data, ensure_ascii=False)), fields, text)


def only_at(entry: Entry, places: list[int], of: int, reason: str) -> Entry:
    """The entry changed to act at these places alone of the ``of`` there are.

    The act orders them all, so the reason is kept with the operation. Raises
    :class:`OfficeError` ``no-reason``, ``bad-field``.
    """
    wanted = sorted(set(places))
    if not wanted or wanted[0] < 1 or wanted[-1] > of:
        raise OfficeError("bad-field", f"places {wanted} of {of}")
    if not reason.strip():
        raise OfficeError("no-reason", "the act orders every place: leaving one has its reason")
    occurrence = {"places": wanted, "of": of}
    note = "; ".join(part for part in (entry.operation.note, reason.strip()) if part)
    return replace(entry, operation=replace(entry.operation, occurrence=occurrence, note=note))


def refused(entry: Entry, name: str, reason: str) -> Entry:
    """The entry as refused by a person. ``name`` is one of the stable names of refusals."""
    if name not in NAMES:
        raise OfficeError("bad-field", f"no such ground of refusal: {name}")
    if not reason.strip():
        raise OfficeError("no-reason", "a refusal has its reason")
    data = json.loads(entry_to_json(entry))
    data["operation"] |= {"status": "refused", "refusal": {"name": name, "reason": reason.strip()}}
    return entry_from_json(json.dumps(data, ensure_ascii=False))


def decide(
    db: Connection,
    bundle: Bundle,
    n: int,
    kind: Kind,
    entry: Entry | None,
    reason: str,
    by: str,
    *,
    again: bool = False,
) -> None:
    """Keep a decision. ``again``: the same correction confirmed (:func:`own_words.affirm`).

    Raises :class:`OfficeError` ``closed``, ``held``, ``no-such-operation``, ``no-reason``,
    ``nothing-to-undo``, ``decided-already``.
    """
    if bundle.state != "open":
        raise OfficeError("closed", f"a bundle that is {bundle.state} is not decided on")
    if bundle.held_by_other(by):
        raise OfficeError("held", f"{bundle.holder} works on this bundle")
    if kind in REASONED and not reason.strip():
        raise OfficeError("no-reason", "this decision needs its reason")
    if kind in RESHAPED:
        raise OfficeError("bad-field", f"{kind} is taken on its own (registry.reshaping)")
    proposals = bundles.proposed(db, bundle.id)
    known = {one.operation.n for one, _ in proposals}
    if kind == "defer" and ("published" in {o for e, o in proposals if e.operation.n == n}):
        raise OfficeError("bad-field", "what is published is corrected or withdrawn, not deferred")
    if kind == "correct" and not again:
        stands = current(db, bundle.id).get(n)
        if stands is not None and entry is not None and stands.entry == as_json(entry):
            raise OfficeError("decided-already", f"operation {n} is corrected so already")
    if kind == "accept":
        _part_differs(proposals, n, bundle.id, db)
    if kind == "add":
        if entry is None or n in known:
            raise OfficeError("no-such-operation", "an added order brings its own operation")
        row = {"bundle": bundle.id, "n": n, "entry": entry_to_json(entry), "origin": "person"}
        db.execute(insert(t.proposals).values(row))
    elif n not in known and not (kind in ("no-effect", "undo") and n < 0):
        raise OfficeError("no-such-operation", f"the bundle has no operation {n}")
    numbers = [n]
    if kind == "undo":
        held = current(db, bundle.id)
        if n not in held:
            raise OfficeError("nothing-to-undo", f"nothing is decided of {n}")
        if held[n].kind == "merge":
            numbers = merged_with(proposals, held, n)
    elif n not in {e.operation.n for e, _ in decided(db, bundle.id)} and kind != "add" and n > 0:
        raise OfficeError("no-such-operation", f"others stand in the place of operation {n}")
    for number in numbers:
        keep(db, bundle, number, kind, entry, reason, by)
    bundles.change(db, bundle, holder=by, held_since=now())


def as_json(entry: Entry) -> dict[str, Any]:
    """An entry as a decision keeps it."""
    kept: dict[str, Any] = json.loads(entry_to_json(entry))
    return kept


def keep(
    db: Connection, bundle: Bundle, n: int, kind: Kind, entry: Entry | None, reason: str, by: str
) -> int:
    """Write one decision and its line in the trail. Returns its number."""
    row = {
        "bundle": bundle.id, "n": n, "kind": kind, "reason": reason.strip(), "by": by, "at": now(),
        "entry": None if entry is None else entry_to_json(entry),
    }  # fmt: skip
    key = kept(db, t.decisions, row)
    audit.note(db, by, f"decision-{kind}", f"bundle:{bundle.id}", n=n, reason=reason.strip())
    return key


def merged_with(proposals: list[tuple[Entry, str]], held: dict[int, Decision], n: int) -> list[int]:
    """The operations that were merged together with one, itself among them."""
    for _, origin in proposals:
        made_by = decisions_of(origin)
        if held[n].id in made_by:
            return sorted(m for m, one in held.items() if one.id in made_by)
    return [n]


def decisions_of(origin: str) -> frozenset[int]:
    """The decisions that made a proposal; empty where none did.

    >>> sorted(decisions_of("merge:7,9")), decisions_of("machine")
    ([7, 9], frozenset())
    """
    how, _, numbers = origin.partition(":")
    return frozenset(map(int, numbers.split(","))) if how in RESHAPED else frozenset()


def _part_differs(proposals: list[tuple[Entry, str]], n: int, bundle: int, db: Connection) -> None:
    """A part of a split operation that is still the whole of it is not accepted as it is."""
    held = current(db, bundle)
    origin = next((o for e, o in proposals if e.operation.n == n), "")
    if not origin.startswith("split:") or n in held:
        return
    raise OfficeError("unchanged-part", f"part {n} is still the whole operation: correct it first")


def all_of(db: Connection, bundle: int) -> list[Decision]:
    """Every decision of a bundle, oldest first."""
    query = select(t.decisions).where(t.decisions.c.bundle == bundle).order_by(t.decisions.c.id)
    return [
        Decision(
            row.id, row.n, row.kind, json.loads(row.entry) if row.entry else None,
            row.reason, row.by, row.at,
        )
        for row in db.execute(query)
    ]  # fmt: skip


def current(db: Connection, bundle: int) -> dict[int, Decision]:
    """The decision that holds for each operation; below zero: imperatives without effect."""
    return {n: standing[-1] for n, standing in stacks(db, bundle).items() if standing}


def stacks(db: Connection, bundle: int) -> dict[int, list[Decision]]:
    """The decisions on each operation that were not undone, oldest first."""
    made: dict[int, list[Decision]] = {}
    for one in all_of(db, bundle):
        before = made.setdefault(one.n, [])
        if one.kind != "undo":
            before.append(one)
        elif before:
            before.pop()
    return made


@dataclass(frozen=True, slots=True)
class Standing:
    """An operation that stands: proposed by the machine, or by a decision that holds."""

    entry: Entry
    origin: str
    decision: Decision | None

    @property
    def replaced(self) -> bool:
        """Whether others stand in its place: it was split or merged."""
        return self.decision is not None and self.decision.kind in RESHAPED

    @property
    def left(self) -> bool:
        """Whether it is not carried out with the bundle."""
        return self.decision is not None and self.decision.kind in LEFT


def standing(db: Connection, bundle: int) -> list[Standing]:
    """Every operation that stands, in the order of effect, with those others stand in for."""
    held = current(db, bundle)
    proposals = bundles.proposed(db, bundle)
    reshaping = {one.id: n for n, one in held.items() if one.kind in RESHAPED}
    origins = {entry.operation.n: origin for entry, origin in proposals}

    def stands(n: int) -> bool:
        if made_by := decisions_of(origins[n]):
            return made_by <= reshaping.keys() and all(stands(reshaping[d]) for d in made_by)
        return origins[n] != "person" or n in held

    out = [
        Standing(as_decided(held.get(entry.operation.n)) or entry, origin,
                 held.get(entry.operation.n))
        for entry, origin in proposals
        if stands(entry.operation.n)
    ]  # fmt: skip
    return sorted(out, key=lambda one: (turn(one.entry), one.entry.operation.n))


def turn(entry: Entry) -> int:
    """The place of an order among those of its act."""
    return entry.operation.n if entry.after is None else entry.after


def decided(db: Connection, bundle: int) -> list[tuple[Entry, Decision | None]]:
    """Each operation as it stands now: as decided, or as proposed where nothing is decided.

    An added order that was undone is left out, and so is one in whose place others stand.
    """
    return [(one.entry, one.decision) for one in standing(db, bundle) if not one.replaced]


def carried(rows: list[tuple[Entry, Decision | None]]) -> list[Entry]:
    """Of these, the operations that are carried out with the bundle, or would be."""
    return [entry for entry, one in rows if one is None or one.kind not in LEFT]


def as_decided(decision: Decision | None) -> Entry | None:
    """The entry that a decision made, None where it made none."""
    if decision is None or decision.entry is None:
        return None
    return entry_from_json(json.dumps(decision.entry, ensure_ascii=False))


def deciders(db: Connection, bundle: int) -> set[str]:
    """Everybody who decided anything of a bundle: none of them may approve it."""
    return {one.by for one in all_of(db, bundle)}


def next_number(db: Connection, amending: str) -> int:
    """The number of the next operation of an amending act."""
    query = (
        select(func.max(t.proposals.c.n))
        .join(t.bundles, t.bundles.c.id == t.proposals.c.bundle)
        .where(t.bundles.c.amending == amending)
    )
    return (db.execute(query).scalar() or 0) + 1


def like(store: Store, db: Connection, bundle: Bundle) -> Entry:
    """The entry after which one for a missed order is made: same act, same amended act."""
    if proposals := bundles.proposed(db, bundle.id):
        return proposals[0][0]
    work = store.work(bundle.amending, db)
    if work is None:
        raise OfficeError("no-such-act", bundle.amending)
    return blank_entry(
        work.sequence, work.particulars, work.iri, work.source, int(bundle.cited["ref"])
    )


def turn_at(db: Connection, amending: str, start: int) -> int:
    """The operation of an act after which one that stands at ``start`` of its text has its turn."""
    query = select(t.proposals).join(t.bundles, t.bundles.c.id == t.proposals.c.bundle)
    rows = db.execute(query.where(t.bundles.c.amending == amending)).all()
    entries = [entry_from_json(row.entry) for row in rows if row.origin == "machine"]
    return max((e.operation.n for e in entries if e.operation.source.start <= start), default=0)


def operation_of(entry: Entry) -> dict[str, Any]:
    """The operation of an entry as plain data."""
    return asdict(entry.operation)


def _cut(text: str, span: tuple[int, int] | None) -> tuple[str | None, dict[str, Any] | None]:
    if span is None:
        return None, None
    start, end = span
    if not 0 <= start < end <= len(text):
        raise OfficeError("bad-cut", f"no such place in the act: {start}–{end}")
    return text[start:end], {"start": start, "end": end, "quote": text[start:end]}
