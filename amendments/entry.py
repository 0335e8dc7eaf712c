"""The day an order takes effect, where clause and known days prove it.

Law 1876: „on publication“ is 24:00 of that day, so the first whole day is the next (art. 22(2));
the N-th day counts the day of publication as the first (22(3)); parts may have days of their own
(22(5), 33); without a clause by-laws start on publication, legislative acts on the 15th day (23).
A day is never assumed: what is not proved stays None, with a note that says what is missing.

>>> day_of(Commencement("all", "day-after-publication", days=15), published="2021-02-15")
'2021-03-01'
>>> day_of(Commencement("all", "on-publication"), published="2022-05-24")
'2022-05-25'
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import date, timedelta
from typing import NamedTuple

from amendments.operations import AmendingReading, Commencement, Operation, Path
from amendments.own_day import PENDING
from schemas.model import Act, Kind, Unit
from schemas.numbers import Number

LEGISLATIVE = frozenset({"კანონი", "ორგანული კანონი", "კონსტიტუციური კანონი", "კოდექსი"})
_IN_FULL = re.compile(PENDING + r"ამ [ა-ჰ]+ის სრულად (?:ამოქმედებ|ძალაში შესვლ)[ა-ჰ ]*")
_BY_DEFAULT = frozenset({"ბრძანება", "დადგენილება", "განკარგულება", "ბრძანებულება"})
# „ამ კანონის ამოქმედების დღედ განისაზღვროს …“, „ბრძანება მოქმედებს 2026 წლის 1 იანვრიდან“
_STARTS = re.compile(r"ამოქმედების დღ|ძალაში შესვლის|(?<![ა-ჰ])მოქმედებს [^.;]{0,60}დან(?![ა-ჰ])")
_UNREAD = Commencement("all", "other")
_KINDS = {"article": Kind.ARTICLE, "point": Kind.POINT, "subpoint": Kind.SUBPOINT}


def day_of(
    item: Commencement, *, published: str | None = None, adopted: str | None = None
) -> str | None:
    """First whole day of effect by one clause (ISO), or None where it is not proved."""
    if item.rule == "date":
        return item.date
    if item.rule == "on-publication":
        return _after(published, 1)
    if item.rule == "day-after-publication" and item.days:
        return _after(published, item.days - 1)
    if item.rule in ("on-signature", "on-adoption"):
        return adopted
    return None


def _after(day: str | None, days: int) -> str | None:
    if day is None:
        return None
    return (date.fromisoformat(day) + timedelta(days=days)).isoformat()


def default_clause(kind: str | None) -> Commencement | None:
    """What the law says where the act says nothing (art. 23); None for a kind not known."""
    if kind in LEGISLATIVE:
        return Commencement("all", "day-after-publication", days=15)
    if kind in _BY_DEFAULT:
        return Commencement("all", "on-publication")
    return None


def dates_for(
    reading: AmendingReading,
    act: Act,
    *,
    published: str | None,
    adopted: str | None,
    kind: str | None,
) -> AmendingReading:
    """The reading with ``valid_from`` of every operation that can be dated.

    ``act`` is the same source recognised: its units tell in which provision an order stands.
    """
    clauses = _located([c for c in reading.commencement if c.rule != "none"], act)
    default = default_clause(kind)
    back = next((c for c in reading.commencement if c.rule == "none" and c.retroactive_from), None)
    if back is not None and default is not None:
        day, limited = back.retroactive_from, back.reach_limited
        default = replace(default, retroactive_from=day, reach_limited=limited)
    if any(_STARTS.search(span.quote) for span in reading.unclaimed):
        default = _UNREAD
    reading.operations = [
        _dated(op, clauses, default, published=published, adopted=adopted)
        for op in reading.operations
    ]
    return reading


def start_of(
    reading: AmendingReading, *, published: str | None, adopted: str | None, kind: str | None
) -> str | None:
    """First day of the act itself: of its earliest part, where every part is dated."""
    items = [c for c in reading.commencement if c.rule != "none"]
    default = default_clause(kind)
    if not items and default is not None:
        items = [default]
    days = [day_of(item, published=published, adopted=adopted) for item in items]
    known = [day for day in days if day is not None]
    return min(known) if known and len(known) == len(days) else None


Span = tuple[int, int]
_END = 10**9  # beyond any text


class _Clauses(NamedTuple):
    """Clauses, each with what it covers (None: all) and leaves out.

    ``missing``: for every provision that is named and not found, the article it belongs to; None
    where that is not found either.
    """

    found: list[tuple[Commencement, list[Span] | None, list[Span]]]
    missing: list[Span | None]


def _located(items: Iterable[Commencement], act: Act) -> _Clauses | None:
    """Clauses with the stretches of the source they cover (None: all) and leave out.

    None as a whole: words about the extent of a clause are not understood.
    """
    out = _Clauses([], [])
    for item in items:
        if not item.readable:
            return None
        covered = [span for path in item.covers if (span := span_of(act, path))]
        left_out = [span for path in item.leaves_out if (span := span_of(act, path))]
        for path in (*item.covers, *item.leaves_out):
            if span_of(act, path) is None:
                out.missing.append(
                    _behind(act) if path[0][0] == "annex" else span_of(act, path[:1])
                )
        out.found.append((item, covered if item.covers else None, left_out))
    return out


def _behind(act: Act) -> Span | None:
    """All that stands behind the body of an act, where its annexes are."""
    body = act.section(Kind.BODY)
    return (body.span[1], _END) if body is not None and body.span is not None else None


def span_of(act: Act, path: Path) -> Span | None:
    """Where a provision of an act stands in its source; None: it is not found, or not once."""
    unit: Unit | None = act.section(Kind.BODY)
    for kind, text in path:
        wanted = _KINDS.get(kind)
        if wanted is None or text is None:
            return None
        letters = text.split(".")
        if unit is not None and unit.kind is wanted and str(unit.number) == letters[0]:
            letters = letters[1:]  # „ბ.ა“ below the subpoint ბ that is named before it
        for letter in letters:
            try:
                number = Number.parse(letter)
            except ValueError:
                return None
            unit = _below(unit, wanted, number) if unit is not None else None
    return unit.span if unit is not None else None


def _below(unit: Unit, kind: Kind, number: Number) -> Unit | None:
    """The one unit of a kind and number below another: „ბ“ is no part of „ა“ („ა.ბ“)."""
    found = [one for one in _nearest(unit, kind) if one.number == number]
    return found[0] if len(found) == 1 else None


def _nearest(unit: Unit, kind: Kind) -> Iterator[Unit]:
    """The units of a kind below another, not those inside one of the same kind."""
    for child in unit.children:
        if child.kind is kind:
            yield child
        else:
            yield from _nearest(child, kind)


def _dated(
    op: Operation,
    clauses: _Clauses | None,
    default: Commencement | None,
    *,
    published: str | None,
    adopted: str | None,
) -> Operation:
    full = _day_in_full(op, clauses, published, adopted)
    if full is not None:
        return replace(op, valid_from=full, note=None)
    if op.valid_from is not None or PENDING in (op.note or ""):
        covering = _covering(op, clauses) if clauses else []
        if not any(c.retroactive_from for c in covering):
            return _back_to(op, published or adopted)  # it names its own day, or waits for an event
        return _with_note(op, "the act reaches back; whether this order does is not said")
    if clauses is None or not _sure(op, clauses):
        return _noted(op, "the commencement clause names provisions that are not found")
    chosen = _covering(op, clauses)
    if not chosen and any(_inside(op.source.start, out) for _, _, out in clauses.found):
        return _noted(op, "a commencement clause leaves the order out, and none says its day")
    chosen = chosen or ([default] if default is not None else [])
    if not chosen:
        return _noted(op, "no commencement clause, and no default for this kind of act")
    op = _reaching_back(op, chosen)
    days = {day_of(item, published=published, adopted=adopted) for item in chosen}
    if len(days) > 1:
        return _noted(op, "two commencement clauses cover the order")
    (day,) = days
    if day is not None and (op.retroactive_from or day) > day:
        later = f"it governs what arises since {op.retroactive_from}, later than its start"
        return replace(_with_note(op, later), valid_from=day, retroactive_from=None)
    if day is not None:
        op = replace(op, valid_from=day)
        return _back_to(op, published or adopted) if chosen[0].rule == "date" else op
    item = chosen[0]
    if item is _UNREAD:
        return _noted(op, "a sentence on the act's entry into force is not read")
    if item.rule == "other":
        return _noted(op, PENDING + (item.span.quote if item.span else item.scope))
    missing = "adoption" if item.rule in ("on-signature", "on-adoption") else "publication"
    return _noted(op, f"the day of {missing} is not known")


def _back_to(op: Operation, known: str | None) -> Operation:
    """An order from a named day before its publication, to which it so reaches back (art. 24).

    ``known``: the day of publication; where it is not known that of adoption, before which
    nothing is published. What starts on signature or adoption does so by the law of its time.
    """
    early = op.valid_from is not None and known is not None and op.valid_from < known
    if not early or op.retroactive_from is not None:
        return op
    return replace(op, retroactive_from=op.valid_from)


def _day_in_full(
    op: Operation, clauses: _Clauses | None, published: str | None, adopted: str | None
) -> str | None:
    """The last day of the act's parts, for an order „from its full entry into force“."""
    waits = op.note is not None and _IN_FULL.fullmatch(op.note) is not None
    if not waits or clauses is None or not clauses.found:
        return None
    days = [day_of(item, published=published, adopted=adopted) for item, _, _ in clauses.found]
    known = [day for day in days if day is not None]
    return max(known) if len(known) == len(days) else None


def _sure(op: Operation, clauses: _Clauses) -> bool:
    """Whether no provision that is not found could be the one an order stands in.

    That is so where those not found belong to other articles or stand in annexes, and either the
    place of every one is known so far or a clause names a provision that holds the order.
    """
    if not clauses.missing:
        return True
    at = op.source.start
    named = any(spans is not None and _inside(at, spans) for _, spans, _ in clauses.found)
    known = [span for span in clauses.missing if span]
    return (named or len(known) == len(clauses.missing)) and not _inside(at, known)


def _covering(op: Operation, clauses: _Clauses) -> list[Commencement]:
    """The clauses that name the provision an order stands in, else those on the whole act."""
    at = op.source.start
    named = [
        c
        for c, spans, out in clauses.found
        if spans is not None and _inside(at, spans) and not _inside(at, out)
    ]
    return named or [c for c, spans, out in clauses.found if spans is None and not _inside(at, out)]


def _reaching_back(op: Operation, chosen: list[Commencement]) -> Operation:
    """The order with the day it reaches back to, where its clauses plainly say one."""
    if op.retroactive_from is not None:
        return op  # the order says so itself
    back = {(c.retroactive_from, c.reach_limited) for c in chosen}
    if back == {(None, False)}:
        return op
    if len(back) > 1 or any(limited for _, limited in back):
        return _with_note(op, "how far the order reaches back is not plain")
    ((day, _),) = back
    return replace(op, retroactive_from=day)


def _noted(op: Operation, note: str) -> Operation:
    return replace(_with_note(op, note), valid_from=None)


def _with_note(op: Operation, note: str) -> Operation:
    return replace(op, note=f"{op.note}; {note}" if op.note else note)


def _inside(place: int, spans: list[Span]) -> bool:
    return any(start <= place < end for start, end in spans)
