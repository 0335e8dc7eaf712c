"""One bundle on one screen: the orders, the amending act with the phrase lit, what each would do.

Everything shown is made from the sources; nothing here writes.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime
from itertools import pairwise
from typing import Any

from sqlalchemy import Connection

from api.workbench_guard import Visit
from api.workbench_timeline import Day, timeline
from consolidation.ledger import Entry
from consolidation.replay import Outcome, replay
from registry import approval, bundles, corrective, deciding, own_words, preview
from registry.bundles import Bundle
from registry.changed_fields import Field, changed_fields
from registry.corrective import Correcting
from registry.deciding import Decision, Standing
from registry.office import OfficeError
from registry.own_words import Held
from registry.preview import Check, Effect
from registry.store import Work
from registry.working_days import tbilisi_day

_WINDOW = 20_000  # characters of the amending act shown before and after the phrase


@dataclass(frozen=True, slots=True)
class Row:
    """One operation in the list. ``sure``: accepted together with all that are sure. ``part``: of
    a split operation, not corrected yet. ``changed``: what a person decided otherwise than was
    proposed; ``held``: what of it the order's own words do not say. ``instead_of``: operations in
    whose place it stands, and ``why``."""

    entry: Entry
    decision: Decision | None
    status: str
    refusal: str | None
    sure: bool
    confirmed: bool
    part: bool
    changed: list[Field]
    held: Held | None
    reasons: list[str]  # of the decision, and of what it confirms
    instead_of: list[int]
    why: str


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of the amending act and what it is to the operation shown."""

    text: str
    role: str  # „“, order, new-text, old-text, unread


@dataclass(frozen=True, slots=True)
class Screen:
    """Everything one page shows."""

    bundle: Bundle
    amending: Work
    target: Work | None
    rows: list[Row]
    shown: Row | None
    effect: Effect | None
    pieces: list[Piece]
    source: str  # the same stretch of the amending act as plain text
    base: int  # offset of its first character
    length: int  # characters of the whole amending act
    unread: list[tuple[int, str]]
    comments: list[dict[str, Any]]
    timeline: list[Day]
    decisions: list[Decision]
    replaced: list[Standing]  # split or merged: others stand in their place
    correcting: Correcting | None


def screen(
    visit: Visit, db: Connection, bundle: Bundle, n: int | None, at: int | None = None
) -> Screen:
    """The screen of a bundle with operation ``n`` shown, or the first that waits: for a decision,
    or once it is handed over for confirmation.

    ``at``: the place of the amending act that is shown; None: the phrase of the operation.
    """
    amending = visit.store.work(bundle.amending, db)
    if amending is None:
        raise OfficeError("no-such-act", bundle.amending)
    target = visit.store.work(bundle.target, db) if bundle.target else None
    standing = deciding.standing(db, bundle.id)
    rows, outcomes = _rows(visit, db, bundle, target, standing)
    shown = next((r for r in rows if r.entry.operation.n == n), None)
    if shown is None and rows:
        done = bundle.state == "submitted"
        waits = (r for r in rows if (not r.confirmed if done else r.decision is None))
        shown = next(waits, rows[0])
    effect = _effect(visit, db, bundle, target, rows, shown)
    text = preview.intake_of(visit.store, db, amending).source.text
    unread = approval.uncovered(visit.store, db, bundle.amending)
    pieces, source, base = _window(text, shown, _unread_spans(amending, unread), at)
    return Screen(
        bundle, amending, target, rows, shown, effect, pieces, source, base, len(text), unread,
        bundles.comments(db, bundle.id), _timeline(visit, bundle, target, outcomes),
        deciding.all_of(db, bundle.id), [one for one in standing if one.replaced],
        corrective.of(db, bundle.id),
    )  # fmt: skip


def sure_numbers(visit: Visit, db: Connection, bundle: Bundle) -> list[int]:
    """Operations nobody decided on yet and about which nothing is in doubt."""
    target = visit.store.work(bundle.target, db) if bundle.target else None
    rows, _ = _rows(visit, db, bundle, target, deciding.standing(db, bundle.id))
    return [r.entry.operation.n for r in rows if r.decision is None and r.sure]


def _rows(
    visit: Visit, db: Connection, bundle: Bundle, target: Work | None, standing: list[Standing]
) -> tuple[list[Row], list[Outcome]]:
    """The rows, and what became of all orders on the act, in the order of effect."""
    decided = [(one.entry, one.decision) for one in standing if not one.replaced]
    origins = {one.entry.operation.n: one.origin for one in standing}
    confirmed = approval.confirmed(db, bundle.id)
    stacks = deciding.stacks(db, bundle.id)
    made = {one.id: one for one in deciding.all_of(db, bundle.id)}
    proposed = {
        entry.operation.n: entry
        for entry, origin in bundles.proposed(db, bundle.id)
        if origin != "person"
    }
    held = own_words.held_to_words(visit.store, db, bundle, standing)
    outcomes: dict[int, Outcome] = {}
    found: list[Outcome] = []
    if target is not None:
        base = preview.intake_of(visit.store, db, target).act
        ours = deciding.carried(decided)
        _, found = replay(base, [*approval.apart(db, bundle, target.iri), *ours])
        mine = (o for o in found if o.entry.amending_iri == bundle.amending)
        outcomes = {o.entry.operation.n: o for o in mine}
    rows = []
    for entry, decision in decided:
        n = entry.operation.n
        outcome = outcomes.get(n)
        status = outcome.status if outcome else "unaimed"
        refusal = outcome.refusal.name if outcome and outcome.refusal else None
        part = decision is None and origins[n].startswith("split:")
        sure = bool(
            outcome and status == "applied" and not outcome.notes and entry.operation.valid_from
            and not part
        )  # fmt: skip
        made_by = [made[d] for d in sorted(deciding.decisions_of(origins[n])) if d in made]
        rows.append(
            Row(
                entry, decision, status, refusal, sure, n in confirmed, part,
                _changed(proposed.get(n), entry, decision), held.get(n),
                own_words.reasons(stacks[n]) if decision else [],
                [one.n for one in made_by], made_by[0].reason if made_by else "",
            )
        )  # fmt: skip
    return rows, found


def _changed(proposed: Entry | None, entry: Entry, decision: Decision | None) -> list[Field]:
    """Field by field what was proposed and what a person decided otherwise."""
    if decision is None or decision.entry is None:
        return []
    before = deciding.operation_of(proposed) if proposed is not None else None
    return changed_fields(before, deciding.operation_of(entry))


def _effect(
    visit: Visit, db: Connection, bundle: Bundle, target: Work | None, rows: list[Row],
    shown: Row | None,
) -> Effect | None:  # fmt: skip
    if target is None or shown is None:
        return None
    base = preview.intake_of(visit.store, db, target).act
    left = [r for r in rows if r.decision and r.decision.kind in deciding.LEFT and r is not shown]
    ours = [row.entry for row in rows if row not in left]
    held = approval.apart(db, bundle, target.iri)
    effect = preview.effect(base, held, ours, shown.entry.operation.n)
    if shown.decision is not None and shown.decision.kind in ("correct", "add"):
        parted = shown.held
        fields = ", ".join(dict.fromkeys(p.field for p in parted.partings)) if parted else "—"
        ok = None if parted and not parted.open else parted is None
        effect.checks.append(Check("own-words", ok, fields))
    return effect


def _unread_spans(amending: Work, unread: list[tuple[int, str]]) -> list[tuple[int, int]]:
    spans = amending.reading["unclaimed"]
    return [(spans[place]["start"], spans[place]["end"]) for place, _ in unread]


def _window(
    text: str, shown: Row | None, unread: list[tuple[int, int]], at: int | None
) -> tuple[list[Piece], str, int]:
    """The amending act around the phrase, cut where its role changes."""
    marks: list[tuple[int, int, str]] = [(start, end, "unread") for start, end in unread]
    start, end = 0, min(len(text), 2 * _WINDOW)
    if shown is not None:
        op = shown.entry.operation
        start = max(0, op.source.start - _WINDOW)
        end = min(len(text), op.source.end + _WINDOW)
        marks.append((op.source.start, op.source.end, "order"))
        for span, role in ((op.old_text_source, "old-text"), (op.new_text_source, "new-text")):
            if span is not None:
                marks.append((span.start, span.end, role))
    if at is not None:
        start = max(0, min(at, len(text)) - _WINDOW)
        end = min(len(text), start + 2 * _WINDOW)
    edges = sorted({start, end, *(x for a, b, _ in marks for x in (a, b) if start < x < end)})
    pieces = []
    for a, b in pairwise(edges):
        roles = [role for x, y, role in marks if x <= a and b <= y]
        pieces.append(Piece(text[a:b], roles[-1] if roles else ""))
    return pieces, text[start:end], start


def _timeline(
    visit: Visit, bundle: Bundle, target: Work | None, outcomes: list[Outcome]
) -> list[Day]:
    if target is None:
        return []
    today = tbilisi_day(datetime.now(UTC)).isoformat()
    return timeline(visit.store.expressions(target.iri), outcomes, bundle.amending, today)
