"""The queue and what people do with a bundle: decide, correct, hand over, approve, send back."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

from sqlalchemy import Connection
from starlette.responses import Response

from api.workbench_bundle import screen, sure_numbers
from api.workbench_guard import (
    APPROVER,
    COMMENTS,
    SYSTEMATIZER,
    WORKBENCH,
    Visit,
    page,
)
from api.workbench_views import go, show
from api.workbench_words import COMMANDS
from consolidation.ledger import Entry
from registry import (
    approval,
    bundles,
    clocks,
    corrective,
    deciding,
    own_words,
    preview,
    reshaping,
)
from registry.bundles import Bundle
from registry.deciding import ACTIONS, FACETS, STEPS, Fields
from registry.office import OfficeError, a_day
from schemas.refusals import NAMES

_KINDS: tuple[deciding.Kind, ...] = (
    "accept", "refuse", "defer", "undo", "no-effect", "correct", "add",
)  # fmt: skip
_LEVELS = 6  # steps of a path in the correction form


@page("GET", "/office/queue", WORKBENCH)
def queue(visit: Visit) -> Response:
    with visit.office.reading() as db:
        open_, done = bundles.queue(db), bundles.queue(db, closed=True)[:50]
        titles = {
            iri: (work.particulars.title or iri) if (work := visit.store.work(iri, db)) else iri
            for b in (*open_, *done)
            for iri in (b.amending, b.target)
            if iri
        }
        counts = {
            b.id: (len(bundles.proposed(db, b.id)), len(deciding.current(db, b.id)))
            for b in (*open_, *done)
        }
        table = clocks.load(db)
    dues = {b.id: bundles.due(b, table) for b in (*open_, *done)}
    instant = datetime.now(UTC)
    late = sum(1 for due in dues.values() if due is not None and due.late(instant))
    return show(visit, "queue.html", open_=open_, done=done, titles=titles, counts=counts,
                dues=dues, late=late)  # fmt: skip


@page("GET", "/office/bundles/{bundle:int}", WORKBENCH)
def bundle(visit: Visit) -> Response:
    asked = visit.text("op")
    with visit.office.reading() as db:
        one = bundles.get(db, visit.number("bundle"))
        found = screen(visit, db, one, _whole(asked), _whole(visit.text("at")))
        decided_by = deciding.deciders(db, one.id)
        due = bundles.due(one, clocks.load(db))
        judged = approval.judge(visit.store, db, one).checks if visit.text("checks") else None
        if judged and visit.text("stopped"):
            judged = sorted(judged, key=lambda check: check.ok is not False)
        waiting = sorted({row.entry.operation.n for row in found.rows if not row.confirmed})
    keys = {name: visit.user.keys.get(name, own) for name, (_, _, own) in COMMANDS.items()}
    return show(
        visit, "bundle.html", screen=found, bundle=one, keys=keys, judged=judged,
        decided_by=decided_by, held=one.held_by_other(visit.user.name), grounds=sorted(NAMES),
        stopped=visit.text("stopped"), waiting=waiting, due=due, actions=ACTIONS, facets=FACETS,
        steps=STEPS, levels=range(_LEVELS),
    )  # fmt: skip


@page("POST", "/office/bundles/{bundle:int}/take", SYSTEMATIZER)
def take(visit: Visit) -> Response:
    number = visit.number("bundle")
    with visit.decision(_here(number)) as db:
        over = visit.text("over") == "1"
        bundles.take(db, bundles.get(db, number), visit.user.name, over=over)
    return go(_here(number))


@page("POST", "/office/bundles/{bundle:int}/aim", SYSTEMATIZER)
def aim(visit: Visit) -> Response:
    """A person says which held act is amended."""
    number = visit.number("bundle")
    with visit.decision(_here(number)) as db:
        one = bundles.get(db, number)
        bundles.aim(
            visit.store, db, one, visit.text("act"), visit.text("reason"), visit.user.name,
            sure=visit.text("sure") == "1",
        )  # fmt: skip
    return go(_here(number))


@page("POST", "/office/bundles/{bundle:int}/decide", SYSTEMATIZER)
def decide(visit: Visit) -> Response:
    """One decision on one operation. Afterwards the next that waits is shown."""
    number, n = visit.number("bundle"), visit.field_number("n")
    kind = next((k for k in _KINDS if k == visit.text("kind")), None)
    if kind is None:
        raise OfficeError("bad-field", "kind")
    reason = visit.text("reason")
    with visit.decision(_here(number)) as db:
        one = bundles.get(db, number)
        if kind == "add":
            n = deciding.next_number(db, one.amending)
        if n is None:
            raise OfficeError("bad-field", "n")
        entry: Entry | None = None
        if kind == "refuse":
            entry = deciding.refused(_standing(db, one, n), visit.text("ground"), reason)
        elif kind == "correct":
            entry = deciding.corrected(_standing(db, one, n), _fields(visit), _text(visit, db, one))
        elif kind == "add":
            order = _span(visit, "order")
            if order is None:
                raise OfficeError("bad-cut", "order")
            entry = deciding.missed(
                deciding.like(visit.store, db, one), n, order, _fields(visit),
                _text(visit, db, one), deciding.turn_at(db, one.amending, order[0]),
            )  # fmt: skip
        deciding.decide(db, one, n, kind, entry, reason, visit.user.name)
    shown = f"?op={n}" if kind in ("correct", "add", "undo") else ""
    return go(f"{_here(number)}{shown}")


@page("POST", "/office/bundles/{bundle:int}/places", SYSTEMATIZER)
def places(visit: Visit) -> Response:
    """Of the places where the words stand, only those ticked; all of them: accepted as it is."""
    number, n, of = visit.number("bundle"), visit.field_number("n"), visit.field_number("of")
    ticked = [int(p) for p in visit.lists.get("place", []) if p.isdecimal() and len(p) < 9]
    if n is None or of is None:
        raise OfficeError("bad-field", "n, of")
    reason = visit.text("reason")
    with visit.decision(_here(number)) as db:
        one = bundles.get(db, number)
        if len(set(ticked)) == of:
            deciding.decide(db, one, n, "accept", None, "", visit.user.name)
        else:
            entry = deciding.only_at(_standing(db, one, n), ticked, of, reason)
            deciding.decide(db, one, n, "correct", entry, reason, visit.user.name)
    return go(f"{_here(number)}?op={n}")


@page("POST", "/office/bundles/{bundle:int}/split", SYSTEMATIZER)
def split(visit: Visit) -> Response:
    """One operation is several: as many parts, each to be corrected, in its place."""
    number, n = visit.number("bundle"), visit.field_number("n")
    parts = visit.field_number("parts")
    if n is None or parts is None:
        raise OfficeError("bad-field", "n, parts")
    with visit.decision(_here(number)) as db:
        one = bundles.get(db, number)
        made = reshaping.split(db, one, n, parts, visit.text("reason"), visit.user.name)
    return go(f"{_here(number)}?op={made[0]}")


@page("POST", "/office/bundles/{bundle:int}/merge", SYSTEMATIZER)
def merge(visit: Visit) -> Response:
    """Several operations are one, which stands in their place."""
    number = visit.number("bundle")
    ticked = [int(n) for n in visit.lists.get("n", []) if n.isdecimal() and len(n) < 9]
    with visit.decision(_here(number)) as db:
        one = bundles.get(db, number)
        text = _text(visit, db, one)
        made = reshaping.merge(db, one, ticked, text, visit.text("reason"), visit.user.name)
    return go(f"{_here(number)}?op={made}")


@page("POST", "/office/bundles/{bundle:int}/refuse", SYSTEMATIZER)
def refuse_several(visit: Visit) -> Response:
    """Several operations refused on one ground: all of them, or none."""
    number = visit.number("bundle")
    ticked = [int(n) for n in visit.lists.get("n", []) if n.isdecimal() and len(n) < 9]
    ground, reason = visit.text("ground"), visit.text("reason")
    if not ticked:
        raise OfficeError("no-such-operation", "none is ticked")
    with visit.decision(_here(number)) as db:
        for n in sorted(set(ticked)):
            one = bundles.get(db, number)
            entry = deciding.refused(_standing(db, one, n), ground, reason)
            deciding.decide(db, one, n, "refuse", entry, reason, visit.user.name)
    return go(_here(number))


@page("POST", "/office/bundles/{bundle:int}/corrective", SYSTEMATIZER)
def open_corrective(visit: Visit) -> Response:
    """What is published is corrected by an event of its own."""
    number = visit.number("bundle")
    with visit.decision(_here(number)) as db:
        made = corrective.open_event(
            db, bundles.get(db, number), visit.text("reason"), visit.user.name
        )
    return go(_here(made))


@page("POST", "/office/bundles/{bundle:int}/accept-sure", SYSTEMATIZER)
def accept_sure(visit: Visit) -> Response:
    """Accept at once everything about which nothing is in doubt."""
    number = visit.number("bundle")
    with visit.decision(_here(number)) as db:
        for n in sure_numbers(visit, db, bundles.get(db, number)):
            deciding.decide(db, bundles.get(db, number), n, "accept", None, "", visit.user.name)
    return go(_here(number))


@page("POST", "/office/bundles/{bundle:int}/affirm", SYSTEMATIZER)
def affirm(visit: Visit) -> Response:
    """A correction that contradicts the order's own words, confirmed once more with its reason."""
    number, n = visit.number("bundle"), visit.field_number("n")
    if n is None:
        raise OfficeError("bad-field", "n")
    with visit.decision(_here(number)) as db:
        one = bundles.get(db, number)
        own_words.affirm(db, one, n, visit.text("reason"), visit.user.name)
    return go(f"{_here(number)}?op={n}")


@page("POST", "/office/bundles/{bundle:int}/submit", SYSTEMATIZER)
def submit(visit: Visit) -> Response:
    """Hand over; where a check fails, back to the bundle with the checks that stop it."""
    number = visit.number("bundle")
    try:
        with visit.decision(_here(number)) as db:
            approval.submit(visit.store, db, bundles.get(db, number), visit.user.name)
    except OfficeError as error:
        if error.name != "checks-fail":
            raise
        return go(f"{_here(number)}?checks=1&stopped=submit#judged")
    return go(_here(number))


@page("POST", "/office/bundles/{bundle:int}/comment", COMMENTS)
def comment(visit: Visit) -> Response:
    number = visit.number("bundle")
    with visit.decision(_here(number)) as db:
        one = bundles.get(db, number)
        bundles.comment(db, one.id, visit.field_number("n") or 0, visit.text("text"),
                        visit.user.name)  # fmt: skip
    return go(_here(number))


@page("POST", "/office/bundles/{bundle:int}/confirm", APPROVER)
def confirm(visit: Visit) -> Response:
    """Confirm the operations ticked, as they stand decided."""
    number = visit.number("bundle")
    ticked = [int(n) for n in visit.lists.get("n", []) if n.isdecimal() and len(n) < 9]
    with visit.decision(_here(number)) as db:
        one = bundles.get(db, number)
        approval.confirm(db, one, ticked, visit.user.name, visit.text("reason"))
    return go(_here(number))


@page("POST", "/office/bundles/{bundle:int}/approve", APPROVER)
def approve(visit: Visit) -> Response:
    """Into the law; where something stands against it, back to the bundle with what it is."""
    number = visit.number("bundle")
    try:
        with visit.decision(_here(number)) as db:
            approval.approve(visit.store, db, bundles.get(db, number), visit.user.name)
    except OfficeError as error:
        if error.name not in ("checks-fail", "not-confirmed"):
            raise
        return go(f"{_here(number)}?checks=1&stopped=approve#judged")
    return go(_here(number))


@page("POST", "/office/bundles/{bundle:int}/send-back", APPROVER)
def send_back(visit: Visit) -> Response:
    number = visit.number("bundle")
    with visit.decision(_here(number)) as db:
        approval.send_back(db, bundles.get(db, number), visit.text("text"), visit.user.name)
    return go(_here(number))


def _whole(text: str) -> int | None:
    """A whole number of the query; None where it is none."""
    return int(text) if text.isdecimal() and len(text) < 12 else None


def _here(number: int) -> str:
    return f"/office/bundles/{number}"


def _standing(db: Connection, one: Bundle, n: int) -> Entry:
    """An operation as it stands now, from which a further decision goes on."""
    found = next((e for e, _ in deciding.decided(db, one.id) if e.operation.n == n), None)
    if found is None:
        raise OfficeError("no-such-operation", str(n))
    return found


def _text(visit: Visit, db: Connection, one: Bundle) -> str:
    """The amending act's text, in which offsets are counted."""
    work = visit.store.work(one.amending, db)
    if work is None:
        raise OfficeError("no-such-act", one.amending)
    return preview.intake_of(visit.store, db, work).source.text


def _fields(visit: Visit) -> Fields:
    """The fields of the correction form. Raises :class:`OfficeError`."""
    occurrence: Any = visit.text("occurrence").strip() or None
    if visit.text("same_places"):
        occurrence = "as-read"
    if occurrence not in (None, "first", "last", "as-read") and not str(occurrence).isdecimal():
        raise OfficeError("bad-field", "occurrence")
    day = visit.text("valid_from").strip() or None
    return Fields(
        action=visit.text("action"), units=_path(visit, "unit"), facet=visit.text("facet", "unit"),
        document=visit.text("document").strip() or None, valid_from=_day(day),
        occurrence=occurrence, place=visit.text("place", "as-read"), anchor=_span(visit, "anchor"),
        old_text=_span(visit, "old"), new_text=_span(visit, "new"),
        new_units=_path(visit, "renumbered"),
    )  # fmt: skip


def _day(text: str | None) -> str | None:
    return None if text is None else a_day(text).isoformat()


def _path(visit: Visit, name: str) -> tuple[tuple[str, str | None], ...]:
    out: list[tuple[str, str | None]] = []
    for level in range(_LEVELS):
        if kind := visit.text(f"{name}_kind_{level}"):
            out.append((kind, visit.text(f"{name}_number_{level}").strip() or None))
    return tuple(out)


def _span(visit: Visit, name: str) -> tuple[int, int] | None:
    start, end = visit.field_number(f"{name}_start"), visit.field_number(f"{name}_end")
    return None if start is None or end is None else (start, end)
