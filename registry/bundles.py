"""Bundles: what one amending act orders for one amended act, as the machine proposes it.

A bundle is opened when the amending act is published, one for each amended act, with a clock of
three days (Order 158 art. 8(3)). Its proposals never change; what people decide stands beside
them (:mod:`registry.deciding`).
"""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass, replace
from datetime import UTC, date, datetime, timedelta
from typing import Any

from sqlalchemy import Connection, insert, select, update

from consolidation.ledger import Entry, entry_from_json, entry_to_json
from consolidation.match import AmendedAct, match
from consolidation.prepare import Prepared
from registry import audit
from registry import office_tables as t
from registry.clock import now
from registry.clocks import Clocks, Due
from registry.finding import find_cited
from registry.office import OfficeError, kept
from registry.store import Store

OPEN_STATES = ("open", "submitted")
OTHER_ACT = "contradicts: "  # begins the evidence of an act that is not as cited
HELD_FOR = timedelta(minutes=30)  # a bundle nobody touched so long is free again


@dataclass(frozen=True, slots=True)
class Bundle:
    """One bundle. ``holder`` works on it now; ``version`` rises with every change."""

    id: int
    amending: str
    target: str | None
    cited: dict[str, Any]
    evidence: tuple[str, ...]
    state: str
    due: date
    opened: str
    closed: str | None
    holder: str | None
    held_since: str | None
    version: int

    @property
    def other_act(self) -> bool:
        """Whether a person pointed out an act whose particulars are not those cited."""
        return any(one.startswith(OTHER_ACT) for one in self.evidence)

    def held_by_other(self, user: str, at: datetime | None = None) -> bool:
        """Whether somebody else works on it at the moment."""
        if self.holder is None or self.holder == user or self.held_since is None:
            return False
        return (at or datetime.now(UTC)) - datetime.fromisoformat(self.held_since) < HELD_FOR


def open_for(store: Store, db: Connection, prepared: Prepared, day: date, clocks: Clocks) -> None:
    """Open the bundles of an act that is published on ``day``."""
    work = store.work(prepared.iri, db)
    if work is None:
        raise OfficeError("no-such-act", f"no act {prepared.iri}")
    due = clocks.due("systematize", "any", day)
    # Orders that were not read hold the others back when an act is imported; here a person sees
    # them, and approval waits until each is covered (registry.approval).
    read = replace(prepared, reading=replace(prepared.reading, unclaimed=[]))
    entries = read.entries(work.sequence, now())
    unread = bool(prepared.reading.unclaimed)
    opened = False
    for cited in prepared.reading.amends:
        ours = [entry for entry in entries if entry.operation.act == cited.ref]
        if ours or unread:
            target, evidence = find_cited(store, db, asdict(cited), prepared.iri)
            _open(db, prepared.iri, asdict(cited), target, evidence, due.day, ours)
            opened = True
    if unread and not opened:  # an order of which not even the act it changes was read
        _open(db, prepared.iri, asdict(AmendedAct(1)), None, (), due.day, [])


def _open(
    db: Connection,
    amending: str,
    cited: dict[str, Any],
    target: str | None,
    evidence: tuple[str, ...],
    due: date,
    entries: list[Entry],
) -> None:
    row = {
        "amending": amending, "target": target, "evidence": json.dumps(evidence),
        "cited": json.dumps(cited, ensure_ascii=False), "state": "open",
        "due": due.isoformat(), "opened": now(), "version": 1,
    }  # fmt: skip
    key = kept(db, t.bundles, row)
    rows = [
        {
            "bundle": key, "n": entry.operation.n, "entry": entry_to_json(entry),
            "origin": "machine",
        }
        for entry in entries
    ]  # fmt: skip
    if rows:
        db.execute(insert(t.proposals), rows)
    audit.note(
        db, audit.SYSTEM, "bundle-opened", f"bundle:{key}", amending=amending,
        target=target, operations=len(rows), due=due.isoformat(),
    )  # fmt: skip


def aim_again(store: Store, db: Connection, by: str) -> None:
    """Find the amended act of open bundles that had none: it may have come in since."""
    query = select(t.bundles).where(t.bundles.c.target.is_(None))
    for row in db.execute(query.where(t.bundles.c.state.in_(OPEN_STATES))).all():
        bundle = _bundle(row)
        target, evidence = find_cited(store, db, bundle.cited, bundle.amending)
        if target is not None:
            change(db, bundle, target=target, evidence=json.dumps(evidence))
            audit.note(db, by, "bundle-aimed", f"bundle:{bundle.id}", target=target)


def aim(
    store: Store, db: Connection, bundle: Bundle, iri: str, reason: str, by: str, *,
    sure: bool = False,
) -> None:  # fmt: skip
    """A person says which held act is meant, where its particulars do not prove it.

    An act whose particulars contradict the citation is taken only when the person is ``sure``:
    that is asked once more, and the approver gives a reason too.
    Raises :class:`OfficeError` ``closed``, ``held``, ``no-such-act``, ``no-reason``, ``other-act``.
    """
    if bundle.state != "open" or bundle.target is not None:
        raise OfficeError("closed", "the amended act is found already")
    if bundle.held_by_other(by):
        raise OfficeError("held", f"{bundle.holder} works on this bundle")
    found = store.find(iri.strip()) if iri.strip() else []
    if len(found) != 1 or found[0].iri == bundle.amending:
        raise OfficeError("no-such-act", f"{len(found)} acts answer to „{iri.strip()[:80]}“")
    if not reason.strip():
        raise OfficeError("no-reason", "say what shows that this act is meant")
    other = match(AmendedAct(**bundle.cited), found[0].particulars).contradict
    if other and not sure:
        raise OfficeError("other-act", ", ".join(other))
    said = [f"{by}: {reason.strip()}", *([OTHER_ACT + ", ".join(other)] if other else [])]
    evidence = json.dumps(said, ensure_ascii=False)
    change(db, bundle, target=found[0].iri, evidence=evidence, holder=by, held_since=now())
    audit.note(
        db, by, "bundle-aimed", f"bundle:{bundle.id}", target=found[0].iri, reason=reason,
        contradicts=", ".join(other),
    )  # fmt: skip


def get(db: Connection, number: int) -> Bundle:
    """A bundle. Raises :class:`OfficeError` ``no-such-bundle``."""
    row = db.execute(select(t.bundles).where(t.bundles.c.id == number)).first()
    if row is None:
        raise OfficeError("no-such-bundle", f"no bundle {number}")
    return _bundle(row)


def queue(db: Connection, *, closed: bool = False) -> list[Bundle]:
    """Bundles to work on, the most urgent first; with ``closed`` those that are done."""
    open_ = t.bundles.c.state.in_(OPEN_STATES)
    done = ~open_ & (t.bundles.c.state != "imported")  # nobody here worked on those
    query = select(t.bundles).where(done if closed else open_)
    order = (t.bundles.c.closed.desc(),) if closed else (t.bundles.c.due, t.bundles.c.id)
    return [_bundle(row) for row in db.execute(query.order_by(*order))]


def of_act(db: Connection, amending: str) -> list[Bundle]:
    """The bundles of an amending act, in the order in which they were opened."""
    query = select(t.bundles).where(t.bundles.c.amending == amending).order_by(t.bundles.c.id)
    return [_bundle(row) for row in db.execute(query)]


def due(bundle: Bundle, clocks: Clocks) -> Due | None:
    """The clock of a bundle (Order 158 art. 8(3)); None where it is closed."""
    if bundle.state not in OPEN_STATES:
        return None
    return Due(bundle.due, clocks.clock("systematize", "any", bundle.due))


def proposed(db: Connection, number: int) -> list[tuple[Entry, str]]:
    """The proposals of a bundle in the order of the act, with their origin."""
    query = select(t.proposals).where(t.proposals.c.bundle == number).order_by(t.proposals.c.n)
    return [(entry_from_json(row.entry), row.origin) for row in db.execute(query)]


def change(db: Connection, bundle: Bundle, **values: Any) -> None:
    """Write a change of the bundle itself. Raises :class:`OfficeError` ``changed-meanwhile``."""
    here = (t.bundles.c.id == bundle.id) & (t.bundles.c.version == bundle.version)
    row = {**values, "version": bundle.version + 1}
    if db.execute(update(t.bundles).where(here).values(row)).rowcount != 1:
        raise OfficeError("changed-meanwhile", "somebody changed the bundle meanwhile: look again")


def take(db: Connection, bundle: Bundle, user: str, *, over: bool = False) -> None:
    """Begin to work on a bundle. Taking over from a colleague is said in the trail.

    Raises :class:`OfficeError` ``held``.
    """
    if bundle.held_by_other(user):
        if not over:
            raise OfficeError("held", f"{bundle.holder} works on this bundle")
        audit.note(db, user, "bundle-taken-over", f"bundle:{bundle.id}", from_=bundle.holder)
    change(db, bundle, holder=user, held_since=now())


def comment(db: Connection, number: int, n: int, text: str, by: str) -> None:
    """Say something of a bundle (``n`` 0) or one of its operations."""
    if not text.strip():
        raise OfficeError("no-text", "a comment says something")
    row = {"bundle": number, "n": n, "text": text.strip()[:5000], "by": by, "at": now()}
    db.execute(insert(t.comments).values(row))


def comments(db: Connection, number: int) -> list[dict[str, Any]]:
    query = select(t.comments).where(t.comments.c.bundle == number).order_by(t.comments.c.id)
    return [dict(row._mapping) for row in db.execute(query)]


def _bundle(row: Any) -> Bundle:
    return Bundle(
        row.id, row.amending, row.target, json.loads(row.cited), tuple(json.loads(row.evidence)),
        row.state, date.fromisoformat(row.due), row.opened, row.closed, row.holder,
        row.held_since, row.version,
    )  # fmt: skip
