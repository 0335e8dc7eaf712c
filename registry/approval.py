"""Checks before approval, and the approval that carries a bundle into the law.

Four eyes: the approver is none of those who decided, confirms each operation as it stands, cannot
edit, and may send the bundle back with a comment. Approval is one transaction: the operations go
to the ledger, the amended act is replayed from its source, and its versions are public.
"""

from __future__ import annotations

import json
from dataclasses import dataclass, replace

from sqlalchemy import Connection, delete, insert, select

from consolidation.intake import take_in
from consolidation.ledger import Entry
from consolidation.match import AmendedAct
from consolidation.replay import Outcome, cuts, replay
from consolidation.running import RunningText
from consolidation.timely import carried_by
from consolidation.untouched import differences
from registry import audit, bundles, corrective, deciding, own_words
from registry import office_tables as t
from registry.bundles import Bundle
from registry.clock import now
from registry.numbering_gaps import gaps
from registry.office import OfficeError, kept
from registry.orders import orders_on
from registry.preview import Check, intake_of
from registry.references import references_to
from registry.register import remake
from registry.store import Store, Work
from schemas.kinds import kind_slug
from schemas.model import Act

_ACTS_ANEW = frozenset({"renumber", "repeal"})


@dataclass(frozen=True, slots=True)
class Judgement:
    """The checks of a bundle as a whole. ``blocking`` names those that stop approval."""

    checks: list[Check]

    @property
    def blocking(self) -> list[str]:
        return [check.name for check in self.checks if check.ok is False]


def judge(store: Store, db: Connection, bundle: Bundle) -> Judgement:
    """Look at a bundle as it stands decided. Changes nothing."""
    standing = deciding.standing(db, bundle.id)
    rows = [(one.entry, one.decision) for one in standing if not one.replaced]
    work = store.work(bundle.target, db) if bundle.target else None
    checks = [_decided(db, bundle, rows), _covered(store, db, bundle)]
    if work is None:
        return Judgement([Check("target", False, "the amended act is not held"), *checks])
    amending = store.work(bundle.amending, db)
    checks.append(own_words.check(own_words.held_to_words(store, db, bundle, standing)))
    checks.append(own_words.act_check(bundle, work))
    checks.append(_same_kind(amending, work))
    base = intake_of(store, db, work).act
    held = apart(db, bundle, work.iri)
    ours = deciding.carried(rows)
    old, _ = replay(base, held)
    new, outcomes = replay(base, [*held, *ours])
    mine = [o for o in outcomes if o.entry.amending_iri == bundle.amending]
    checks += [
        _carried_out(mine),
        _untouched(old, new, mine),
        _same_hash(store, db, work, held, ours),
        _numbering(old, new),
        _references(new, ours),
        _others(db, bundle, ours),
    ]
    return Judgement(checks)


def apart(db: Connection, bundle: Bundle, iri: str) -> list[Entry]:
    """The orders the ledger has for an act, without those this bundle decides on."""
    own = {entry.operation.n for entry, _ in bundles.proposed(db, bundle.id)}
    held = orders_on(db, iri).values()
    return [
        entry
        for entry in held
        if entry.amending_iri != bundle.amending or entry.corrects or entry.operation.n not in own
    ]


def submit(store: Store, db: Connection, bundle: Bundle, by: str) -> None:
    """Hand a decided bundle to an approver. Raises :class:`OfficeError` ``checks-fail``."""
    if bundle.state != "open":
        raise OfficeError("closed", f"the bundle is {bundle.state}")
    if bundle.held_by_other(by):
        raise OfficeError("held", f"{bundle.holder} works on this bundle")
    if failing := judge(store, db, bundle).blocking:
        raise OfficeError("checks-fail", ", ".join(failing))
    bundles.change(db, bundle, state="submitted", holder=None, held_since=None)
    audit.note(db, by, "bundle-submitted", f"bundle:{bundle.id}")


def send_back(db: Connection, bundle: Bundle, comment: str, by: str) -> None:
    """Return a bundle to its systematizer. Raises :class:`OfficeError` ``closed``, ``no-text``."""
    if bundle.state != "submitted":
        raise OfficeError("closed", f"the bundle is {bundle.state}")
    bundles.comment(db, bundle.id, 0, comment, by)
    bundles.change(db, bundle, state="open")
    db.execute(delete(t.confirmations).where(t.confirmations.c.bundle == bundle.id))
    audit.note(db, by, "bundle-sent-back", f"bundle:{bundle.id}", comment=comment)


def confirm(db: Connection, bundle: Bundle, numbers: list[int], by: str, reason: str = "") -> None:
    """Confirm operations as they stand decided.

    One that contradicts its own words (:mod:`registry.own_words`), and every one where the act a
    person pointed out is not as cited, needs the approver's own ``reason``.
    Raises :class:`OfficeError` ``own-decision``, ``against-words``.
    """
    if bundle.state != "submitted":
        raise OfficeError("closed", f"the bundle is {bundle.state}")
    _four_eyes(db, bundle, by)
    held = deciding.current(db, bundle.id)
    done = confirmed(db, bundle.id)
    for n in numbers:
        if n not in held:
            raise OfficeError("no-such-operation", f"the bundle has no decided operation {n}")
    new = sorted(set(numbers) - done)
    doubtful = new if bundle.other_act else sorted(own_words.affirmed(db, bundle.id) & set(new))
    if doubtful and not reason.strip():
        raise OfficeError("against-words", ", ".join(map(str, doubtful)))
    for n in new:
        row = {"bundle": bundle.id, "n": n, "decision": held[n].id, "by": by, "at": now()}
        db.execute(insert(t.confirmations).values(row))
    for n in doubtful:
        bundles.comment(db, bundle.id, n, reason, by)
        audit.note(db, by, "confirmed-against-words", f"bundle:{bundle.id}", n=n, reason=reason)


def confirmed(db: Connection, number: int) -> set[int]:
    """Operations whose standing decision is confirmed."""
    held = deciding.current(db, number)
    rows = db.execute(select(t.confirmations).where(t.confirmations.c.bundle == number))
    return {row.n for row in rows if row.n in held and held[row.n].id == row.decision}


def approve(store: Store, db: Connection, bundle: Bundle, by: str) -> None:
    """Carry a bundle into the ledger and the law.

    Raises :class:`OfficeError` ``closed``, ``own-decision``, ``not-confirmed``, ``checks-fail``.
    """
    if bundle.state != "submitted" or bundle.target is None:
        raise OfficeError("closed", f"the bundle is {bundle.state}")
    _four_eyes(db, bundle, by)
    rows = deciding.decided(db, bundle.id)
    correcting = corrective.of(db, bundle.id)
    if correcting is not None:
        rows = [(entry, decision) for entry, decision in rows if decision is not None]
    numbers = {entry.operation.n for entry, _ in rows}
    if left := sorted(numbers - confirmed(db, bundle.id)):
        raise OfficeError("not-confirmed", ", ".join(map(str, left)))
    if failing := judge(store, db, bundle).blocking:
        raise OfficeError("checks-fail", ", ".join(failing))
    recorded = now()
    if correcting is not None:
        corrective.carry_out(store, db, bundle, bundle.target, recorded)
        bundles.change(db, bundle, state="approved", closed=recorded, holder=None)
        audit.note(
            db, by, "corrective-event", f"bundle:{bundle.id}", target=bundle.target,
            corrects=correcting.corrects, reason=correcting.reason,
        )  # fmt: skip
        return
    cited = AmendedAct(**bundle.cited)
    added: list[int] = []
    ours = deciding.carried(rows)
    for entry in ours:
        added.append(store.append(db, replace(entry, recorded=recorded), cited))
        store.aim(db, added[-1], bundle.target, bundle.evidence)
    remake(store, db, bundle.target, added)
    bundles.change(db, bundle, state="approved", closed=recorded, holder=None)
    audit.note(db, by, "bundle-approved", f"bundle:{bundle.id}", target=bundle.target)
    _carry_deferred(db, bundle, [entry for entry, d in rows if _is(d, "defer")])


def _carry_deferred(db: Connection, bundle: Bundle, entries: list[Entry]) -> None:
    """Deferred operations go on in a bundle of their own, under the same clock."""
    if not entries:
        return
    row = {
        "amending": bundle.amending, "target": bundle.target, "state": "open",
        "cited": json.dumps(bundle.cited, ensure_ascii=False),
        "evidence": json.dumps(bundle.evidence), "due": bundle.due.isoformat(), "opened": now(),
        "version": 1,
    }  # fmt: skip
    key = kept(db, t.bundles, row)
    held = {entry.operation.n for entry in entries}
    query = select(t.proposals).where(t.proposals.c.bundle == bundle.id)
    for old in db.execute(query.where(t.proposals.c.n.in_(held))).all():
        db.execute(
            insert(t.proposals).values({**old._mapping, "bundle": key, "origin": "deferred"})
        )
    audit.note(
        db, audit.SYSTEM, "bundle-opened", f"bundle:{key}", deferred_from=bundle.id,
        operations=len(entries),
    )  # fmt: skip


def _four_eyes(db: Connection, bundle: Bundle, by: str) -> None:
    if by in deciding.deciders(db, bundle.id):
        raise OfficeError("own-decision", "who decided anything of a bundle does not approve it")


def _is(decision: deciding.Decision | None, kind: str) -> bool:
    return decision is not None and decision.kind == kind


def _decided(
    db: Connection, bundle: Bundle, rows: list[tuple[Entry, deciding.Decision | None]]
) -> Check:
    """Every operation is decided on; of a corrective event, at least one otherwise."""
    if corrective.of(db, bundle.id) is not None:
        held = sorted(deciding.current(db, bundle.id))
        return Check("decided", bool(held), ", ".join(map(str, held)) or "nothing is corrected")
    left = [str(entry.operation.n) for entry, decision in rows if decision is None]
    return Check("decided", not left, ", ".join(left) or "every operation")


def _covered(store: Store, db: Connection, bundle: Bundle) -> Check:
    """Every imperative of the amending act is an operation, or said to change no act."""
    left = uncovered(store, db, bundle.amending)
    return Check("covered", not left, "; ".join(quote for _, quote in left)[:500] or "—")


def uncovered(store: Store, db: Connection, amending: str) -> list[tuple[int, str]]:
    """Imperatives of an act that no operation claims: place in the list of them, and words."""
    work = store.work(amending, db)
    if work is None:
        return []
    spans = [(one["start"], one["end"], one["quote"]) for one in work.reading["unclaimed"]]
    covered: list[tuple[int, int]] = []
    without: set[int] = set()
    query = select(t.bundles.c.id).where(t.bundles.c.amending == amending)
    for number in db.execute(query).scalars().all():
        held = deciding.current(db, number)
        without |= {-n - 1 for n, one in held.items() if one.kind == "no-effect"}
        for one in deciding.standing(db, number):
            if one.origin in ("person", "deferred"):
                covered.append((one.entry.operation.source.start, one.entry.operation.source.end))
    return [
        (place, quote)
        for place, (start, end, quote) in enumerate(spans)
        if place not in without and not any(a < end and start < b for a, b in covered)
    ]


def _same_kind(amending: Work | None, target: Work) -> Check:
    """Law 1876 art. 20(4): only an act of the same kind amends."""
    one = amending.particulars.kind if amending else None
    two = target.particulars.kind
    if not one or not two:
        return Check("same-kind", None, f"{one or '?'} → {two or '?'}")
    laws = {"kanoni", "organuli-kanoni", "kodeksi"}
    same = kind_slug(one) == kind_slug(two) or {kind_slug(one), kind_slug(two)} <= laws
    return Check("same-kind", True if same else None, f"{one} → {two}")


def _carried_out(outcomes: list[Outcome]) -> Check:
    """What was accepted is carried out; a refusal is a person's, never a surprise."""
    bad = [
        f"{o.entry.operation.n}: {o.refusal.name if o.refusal else o.status}"
        for o in outcomes
        if o.status != "applied" and o.entry.operation.status != "refused"
    ]
    return Check("carried-out", not bad, "; ".join(bad) or "—")


def _untouched(old: Act, new: Act, outcomes: list[Outcome]) -> Check:
    touched = {wid for outcome in outcomes for wid in outcome.touched}
    found = differences(old.root, new.root, touched)
    return Check("untouched", not found, "; ".join(found)[:500] or "—")


def _same_hash(
    store: Store, db: Connection, work: Work, held: list[Entry], ours: list[Entry]
) -> Check:
    """Replayed twice, the second time from the stored bytes, the text has one hash."""
    entries = [*held, *ours]
    name, data = store.source(work.source, db)
    again = take_in(data, name, work.particulars).act
    first = _roots(intake_of(store, db, work).act, entries, work.since)
    return Check("same-hash", first == _roots(again, entries, work.since), first[-1][:16])


def _roots(base: Act, entries: list[Entry], since: str | None) -> list[str]:
    """The Merkle root of every version."""
    text = RunningText(base.clone(), carried_by(base))
    return [cut.root for cut in cuts(text, entries, since)]


def _numbering(old: Act, new: Act) -> Check:
    before = set(gaps(old.root))
    found = [gap for gap in gaps(new.root) if gap not in before]
    return Check("numbering", None if found else True, "; ".join(found)[:500] or "—")


def _references(new: Act, ours: list[Entry]) -> Check:
    """Places of the act that still speak of a unit that is removed or renumbered."""
    found = [
        f"{place.name}: „{place.text[:60]}“"
        for entry in ours
        if entry.operation.action in _ACTS_ANEW and entry.operation.status == "understood"
        for place in references_to(new, entry.operation.units, entry.operation.document)
    ]
    return Check("references", None if found else True, "; ".join(found)[:500] or "—")


def _others(db: Connection, bundle: Bundle, ours: list[Entry]) -> Check:
    """Other open bundles that change the same act on the same day: the order is decided."""
    days = {entry.operation.valid_from for entry in ours}
    query = select(t.bundles.c.id).where(
        t.bundles.c.target == bundle.target,
        t.bundles.c.id != bundle.id,
        t.bundles.c.state.in_(bundles.OPEN_STATES),
    )
    found = [
        str(number)
        for number in db.execute(query).scalars().all()
        if any(entry.operation.valid_from in days for entry, _ in bundles.proposed(db, number))
    ]
    return Check("same-day", None if found else True, ", ".join(found) or "—")
