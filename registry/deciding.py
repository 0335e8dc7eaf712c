"""What people decide of the machine's proposals: typed records beside them, never edits.

| kind | what it means |
|---|---|
| accept | the operation as proposed |
| correct | other fields; texts are cut again from the amending act by offsets |
| refuse | it cannot be reflected; a petit will say so (Order 158 art. 8(6)) |
| defer | later, in a bundle of its own, under the same clock |
| add | an order the machine missed, pointed out in the text |
| no-effect | an imperative that changes no act |
| undo | the decision before it is taken back |

The last decision on an operation holds; all of them stay.
"""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass, replace
from typing import Any, Literal

from sqlalchemy import Connection, func, insert, select

from consolidation.ledger import Entry, entry_from_json, entry_to_json
from registry import audit, bundles
from registry import office_tables as t
from registry.bundles import Bundle
from registry.office import OfficeError, now
from schemas.refusals import NAMES

Kind = Literal["accept", "correct", "refuse", "defer", "add", "no-effect", "undo"]
ACTIONS = (
    "substitute", "insert", "repeal", "substitute-text", "insert-text", "repeal-text",
    "renumber", "repeal-act", "split", "join",
)  # fmt: skip
FACETS = ("unit", "heading", "preamble", "text", "table", "annex")
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
    """A correction: the fields of an operation. Texts are offsets into the amending act."""

    action: str
    units: tuple[tuple[str, str | None], ...]
    facet: str = "unit"
    document: str | None = None
    valid_from: str | None = None
    occurrence: Any = None
    position: dict[str, Any] | None = None
    old_text: tuple[int, int] | None = None
    new_text: tuple[int, int] | None = None
    new_units: tuple[tuple[str, str | None], ...] = ()

    def __post_init__(self) -> None:
        if self.action not in ACTIONS or self.facet not in FACETS:
            raise OfficeError("bad-field", f"no such action or facet: {self.action}, {self.facet}")
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
        "occurrence": fields.occurrence, "position": fields.position,
        "new_units": fields.new_units, "status": "understood", "refusal": None,
    }  # fmt: skip
    for name, span in (("old_text", fields.old_text), ("new_text", fields.new_text)):
        op[name], op[f"{name}_source"] = _cut(text, span)
    return entry_from_json(json.dumps(data, ensure_ascii=False))


def missed(like: Entry, n: int, span: tuple[int, int], fields: Fields, text: str) -> Entry:
    """An entry for an order the machine missed: ``span`` is the sentence that gives it."""
    quote, source = _cut(text, span)
    if quote is None or not quote.strip():
        raise OfficeError("bad-cut", "the order itself must be pointed out")
    blank = replace(like.operation, n=n, note=None, position=None)
    data = json.loads(entry_to_json(replace(like, operation=blank)))
    data["operation"]["source"] = source
    return corrected(entry_from_json(json.dumps(data, ensure_ascii=False)), fields, text)


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
    db: Connection, bundle: Bundle, n: int, kind: Kind, entry: Entry | None, reason: str, by: str
) -> None:
    """Keep a decision. Raises :class:`OfficeError` ``closed``, ``held``, ``no-such-operation``,
    ``no-reason``, ``nothing-to-undo``."""
    if bundle.state != "open":
        raise OfficeError("closed", f"a bundle that is {bundle.state} is not decided on")
    if bundle.held_by_other(by):
        raise OfficeError("held", f"{bundle.holder} works on this bundle")
    if kind in ("refuse", "defer", "no-effect") and not reason.strip():
        raise OfficeError("no-reason", "this decision needs its reason")
    known = {one.operation.n for one, _ in bundles.proposed(db, bundle.id)}
    if kind == "add":
        if entry is None or n in known:
            raise OfficeError("no-such-operation", "an added order brings its own operation")
        row = {"bundle": bundle.id, "n": n, "entry": entry_to_json(entry), "origin": "person"}
        db.execute(insert(t.proposals).values(row))
    elif kind != "no-effect" and n not in known and not (kind == "undo" and n < 0):
        raise OfficeError("no-such-operation", f"the bundle has no operation {n}")
    if kind == "undo" and n not in current(db, bundle.id):
        raise OfficeError("nothing-to-undo", f"nothing is decided of {n}")
    row = {
        "bundle": bundle.id, "n": n, "kind": kind, "reason": reason.strip(), "by": by, "at": now(),
        "entry": None if entry is None else entry_to_json(entry),
    }  # fmt: skip
    db.execute(insert(t.decisions).values(row))
    bundles.change(db, bundle, holder=by, held_since=now())
    audit.note(db, by, f"decision-{kind}", f"bundle:{bundle.id}", n=n, reason=reason.strip())


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
    held: dict[int, Decision] = {}
    for one in all_of(db, bundle):
        if one.kind == "undo":
            held.pop(one.n, None)
        else:
            held[one.n] = one
    return held


def decided(db: Connection, bundle: int) -> list[tuple[Entry, Decision | None]]:
    """Each operation as it stands now: as decided, or as proposed where nothing is decided.

    An added order that was undone is left out.
    """
    held = current(db, bundle)
    out: list[tuple[Entry, Decision | None]] = []
    for entry, origin in bundles.proposed(db, bundle):
        decision = held.get(entry.operation.n)
        if decision is None and origin == "person":
            continue
        out.append((_as_decided(entry, decision), decision))
    return out


def _as_decided(entry: Entry, decision: Decision | None) -> Entry:
    if decision is None or decision.entry is None:
        return entry
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
