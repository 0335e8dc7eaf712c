"""An amending act's own text as the changes of that act leave it, one after another.

The text is kept as pieces, each cut from one source, so that an order of the act as changed can
still be shown where it stands. After every change the act is read again as a whole; whatever
stands outside the place of the change must read as it did.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from acts.source import Segment
from amendments.operations import AmendingReading, Commencement, Operation, Span
from consolidation.apply import apply_operation
from consolidation.intake import Intake, intake_from
from consolidation.ledger import Cut, Entry
from consolidation.refused import Refused
from consolidation.resolve import resolve
from schemas.model import Act, Kind, Particulars, Unit

Stretch = tuple[int, int]
_WORDS = frozenset({"substitute-text", "insert-text", "repeal-text"})


class NotProved(Exception):
    """What the act reads like after a change is not proved."""


@dataclass(frozen=True, slots=True)
class Piece:
    """A run of the text; ``sha256`` is empty where it is cut from no single place.

    ``act`` and ``n`` name the order that put it into the text; empty: the act as adopted.
    """

    sha256: str
    start: int
    length: int
    act: str = ""
    n: int = 0


@dataclass(frozen=True, slots=True)
class Edit:
    """``text[start:end]`` becomes ``new``, made of ``parts``."""

    start: int
    end: int
    new: str
    parts: tuple[Piece, ...] = ()


@dataclass(frozen=True, slots=True)
class Step:
    """What a change did to the orders of the act, by their numbers before and after it."""

    after: ChangedAct
    same: dict[int, int]  # orders outside the place of the change
    given: dict[int, int]  # orders inside it, with those that stand for them now
    left: frozenset[int]  # orders inside it for which none stands
    gone: frozenset[int]  # of these, the orders that the act gives no more; others are not proved
    added: frozenset[int]  # new orders, by their numbers after


@dataclass(frozen=True, slots=True)
class ChangedAct:
    """The act as it reads after some of its changes, and its orders by their numbers there."""

    intake: Intake
    pieces: tuple[Piece, ...]
    entries: Mapping[int, Entry]

    @classmethod
    def of(cls, intake: Intake, pieces: Iterable[Piece] = ()) -> ChangedAct:
        """An act as read; without pieces its text is all of its source."""
        whole = Piece(intake.source.sha256, 0, len(intake.source.text))
        entries = {entry.operation.n: entry for entry in intake.entries(0)}
        return cls(intake, tuple(pieces) or (whole,), entries)

    def stretch(self, op: Operation) -> Stretch | None:
        """Where the text stands that a change is about; None: it is not found."""
        if not op.units:
            return (0, len(self.intake.source.text))
        try:
            return resolve(self.intake.act, None, op.units).unit.span
        except Refused:
            return None

    def home(self, span: Span) -> tuple[str, Span] | None:
        """The source and the place there of a stretch; None: it is cut from no single place."""
        at = 0
        for piece in self.pieces:
            if at <= span.start and span.end <= at + piece.length and piece.sha256:
                away = piece.start - at
                return piece.sha256, Span(span.start + away, span.end + away, span.quote)
            at += piece.length
        return None

    def runs(self, span: Span) -> Iterator[Piece]:
        """The runs that a stretch is made of, left to right."""
        return _within(self.pieces, span.start, span.end)

    def around(self, span: Span) -> Span | None:
        """The stretch of the act as adopted that a stretch with other words in it comes from."""
        own = [one for one in self.runs(span) if one.sha256 == self.intake.source.sha256]
        if not own:
            return None
        return Span(own[0].start, own[-1].start + own[-1].length, span.quote)

    def cut(self, entry: Entry) -> Entry:
        """An order of the act as it reads now, with its places where they stand in the sources.

        Raises :class:`NotProved` where words of it are of no single place.
        """
        op = entry.operation
        spans = (op.source, op.old_text_source, op.new_text_source)
        homes = [self.home(span) if span is not None else None for span in spans]
        there = [home for span, home in zip(spans, homes, strict=True) if span is not None]
        if None not in there and len({home[0] for home in there if home is not None}) == 1:
            sha256 = there[0][0] if there[0] is not None else ""
            cuts = self._of_others(op)
            placed = [home[1] if home is not None else None for home in homes]
        else:
            sha256, new = self.intake.source.sha256, op.new_text_source
            if new is not None and new.end - new.start != len(op.new_text or ""):
                raise NotProved("the new text is not one stretch of its source")
            cuts = self.cuts(new) if new is not None else ()
            placed = [self.around(span) if span is not None else None for span in spans]
        source, old_text, new_text = placed
        if source is None or [one is None for one in placed] != [one is None for one in spans]:
            raise NotProved("its words are of several acts")
        operation = replace(op, source=source, old_text_source=old_text, new_text_source=new_text)
        return replace(entry, operation=operation, source_sha256=sha256, cuts=cuts)

    def _of_others(self, op: Operation) -> tuple[Cut, ...]:
        """The runs of a new text that stands whole in one source, where another act wrote it."""
        new = op.new_text_source
        if new is None or new.end - new.start != len(op.new_text or ""):
            return ()
        return self.cuts(new) if any(run.act for run in self.runs(new)) else ()

    def cuts(self, span: Span) -> tuple[Cut, ...]:
        """The runs of a stretch as what an order is cut from. Raises :class:`NotProved` where
        words of it are of no single place."""
        text, out, at = self.intake.source.text, [], span.start
        for run in self.runs(span):
            if not run.sha256 and text[at : at + run.length].strip():
                raise NotProved("its words are of no single place")
            at += run.length
            out.append(Cut(run.act, run.n, run.sha256, run.start, run.start + run.length))
        return tuple(out)

    def after(self, change: Entry) -> Step:
        """The act after a change of its own text. Raises :class:`NotProved`."""
        if change.operation.action == "repeal-act":
            every = frozenset(self.entries)
            return Step(self, {}, {}, every, every, frozenset())
        edits, place = _edits(self, change)
        text, new_place = self.intake.source.text, place
        for edit in reversed(edits):
            text = text[: edit.start] + edit.new + text[edit.end :]
            grown = len(edit.new) - (edit.end - edit.start)
            new_place = (new_place[0], new_place[1] + grown)
        read = _read_again(self.intake, text, edits)
        after = ChangedAct.of(read, _pieces(self.pieces, edits))
        op = change.operation
        if op.action in ("substitute", "insert") and after.stretch(op) != _bare(text, new_place):
            raise NotProved("the new text is not the unit it should be")
        return _step(self, after, place, new_place)


# what a change does to the text


def _edits(held: ChangedAct, change: Entry) -> tuple[list[Edit], Stretch]:
    """The edits of a change, left to right, and the stretch that holds them."""
    op = change.operation
    if op.action in _WORDS:
        return _words(held, change)
    if op.facet != "unit" or not op.units:
        raise NotProved(f"„{op.action}“ of its {op.facet} gives no whole order")
    if op.action == "insert":
        return _added(held, change)
    stretch = held.stretch(op)
    if stretch is None:
        raise NotProved("the unit changed is not found in it")
    if op.action == "repeal":
        return [Edit(*stretch, "")], stretch
    if op.action != "substitute":
        raise NotProved(f"„{op.action}“ gives no whole order")
    return [_whole(change, stretch)], stretch


def _whole(change: Entry, stretch: Stretch, lead: str = "") -> Edit:
    op = change.operation
    cut, new = op.new_text_source, op.new_text
    if cut is None or new is None or cut.end - cut.start != len(new):
        raise NotProved("the new text is not one stretch of its source")
    return Edit(*stretch, lead + new, (*_blank(lead), _piece(change, cut.start, len(new))))


def _piece(change: Entry, start: int, length: int) -> Piece:
    """A run cut from the source of a change."""
    return Piece(change.source_sha256, start, length, change.amending_iri, change.operation.n)


def _blank(text: str) -> tuple[Piece, ...]:
    return (Piece("", 0, len(text)),) if text else ()


def _added(held: ChangedAct, change: Entry) -> tuple[list[Edit], Stretch]:
    """A unit added to the act, after what stands before it there."""
    act = held.intake.act.clone()
    applied = _carried_out(act, change.operation, change.amending)
    at = 0
    for unit in act.walk():
        if unit is applied:
            break
        at = max(at, unit.span[1] if unit.span and not _holds(unit, applied) else 0)
    edit = _whole(change, (at, at), "\n")
    return [edit], (at, at)


def _holds(unit: Unit, part: Unit) -> bool:
    return any(one is part for one in unit.walk())


def _words(held: ChangedAct, change: Entry) -> tuple[list[Edit], Stretch]:
    """Words changed: carried out on the units, and the same then in the text they were read of."""
    before, after = held.intake.act, held.intake.act.clone()
    _carried_out(after, change.operation, change.amending)
    edits: list[Edit] = []
    for old, new in zip(before.walk(), after.walk(), strict=True):
        if old.kind is not Kind.TEXT or old.text == new.text:
            if (old.heading, old.rows) != (new.heading, new.rows):
                raise NotProved("words of a heading or a table change")
            continue
        if old.span is None or held.intake.source.text[slice(*old.span)] != old.text:
            raise NotProved("the words are not read letter by letter")
        edits.extend(_between(old.span[0], old.text, new.text, change))
    if not edits:
        raise NotProved("no words change")
    return edits, (edits[0].start, edits[-1].end)


def _between(at: int, old: str, new: str, change: Entry) -> Iterator[Edit]:
    """The edits that make one text of another: one at each place where the words named stood, else
    the smallest one."""
    words, put = change.operation.old_text, change.operation.new_text or ""
    cut = change.operation.new_text_source
    whole = cut is not None and cut.end - cut.start == len(put)
    if words and change.operation.action == "substitute-text" and old.replace(words, put) == new:
        named = (_piece(change, cut.start, len(put)),) if whole and cut is not None else _blank(put)
        for found in re.finditer(re.escape(words), old):
            yield Edit(at + found.start(), at + found.end(), put, named)
        return
    size = min(len(old), len(new))
    head = next((n for n in range(size) if old[n] != new[n]), size)
    tail = next((n for n in range(size - head) if old[-1 - n] != new[-1 - n]), size - head)
    fresh = new[head : len(new) - tail]
    lead = fresh[: len(fresh) - len(fresh.lstrip())]
    core, trail = fresh.strip(), fresh[len(fresh.rstrip()) :] if fresh.strip() else ""
    inside = put.find(core) if core and put.count(core) == 1 and whole else -1
    parts = _blank(fresh)
    if inside >= 0 and cut is not None:
        parts = (*_blank(lead), _piece(change, cut.start + inside, len(core)), *_blank(trail))
    yield Edit(at + head, at + len(old) - tail, fresh, parts)


def _carried_out(act: Act, op: Operation, by: Particulars) -> Unit:
    try:
        return apply_operation(act, op, by).units[0]
    except Refused as refused:
        raise NotProved(str(refused)) from refused


# the text read again


def _read_again(before: Intake, text: str, edits: Sequence[Edit]) -> Intake:
    segments = tuple(_moved(before.source.segments, edits))
    read = intake_from(replace(before.source, text=text, segments=segments), before.act.particulars)
    if read.reading.unclaimed:
        raise NotProved("the act as changed is not read whole")
    return read


def _moved(segments: Iterable[Segment], edits: Sequence[Edit]) -> Iterable[Segment]:
    """Segments where they stand after the edits; one that is given anew as a whole has no role."""
    for segment in segments:
        if any(edit.start <= segment.start and segment.end <= edit.end for edit in edits):
            continue
        start, end = (_place(point, edits) for point in (segment.start, segment.end))
        yield replace(segment, start=start, end=end)


def _place(point: int, edits: Sequence[Edit]) -> int:
    """Where a place of the text is after the edits."""
    away = 0
    for edit in edits:
        if edit.end > point or edit.start == edit.end == point:
            break
        away += len(edit.new) - (edit.end - edit.start)
    return point + away


def _pieces(pieces: Sequence[Piece], edits: Sequence[Edit]) -> tuple[Piece, ...]:
    out: list[Piece] = []
    done = 0
    end = sum(piece.length for piece in pieces)
    for edit in (*edits, Edit(end, end, "")):
        out.extend(_within(pieces, done, edit.start))
        out.extend(edit.parts)
        done = edit.end
    return tuple(out)


def _within(pieces: Iterable[Piece], start: int, end: int) -> Iterator[Piece]:
    """The runs that ``text[start:end]`` is made of, left to right."""
    at = 0
    for piece in pieces:
        first, last = max(at, start), min(at + piece.length, end)
        if first < last:
            yield replace(piece, start=piece.start + first - at, length=last - first)
        at += piece.length


def _bare(text: str, stretch: Stretch) -> Stretch:
    """A stretch without the line breaks before it."""
    start, end = stretch
    while start < end and text[start] == "\n":
        start += 1
    return start, end


# orders before and after


def _step(held: ChangedAct, after: ChangedAct, was: Stretch, now: Stretch) -> Step:
    old, new = held.intake.reading, after.intake.reading
    outside, inside = _parted(old.operations, was)
    beside, within = _parted(new.operations, now)
    if len(outside) != len(beside):
        raise NotProved("the act reads otherwise around it")
    same: dict[int, int] = {}
    for one, other in zip(outside, beside, strict=True):
        if _placeless(one, old) != _placeless(other, new):
            raise NotProved("the act reads otherwise around it")
        same[one.n] = other.n
    if not all(item.readable for item in new.commencement):
        raise NotProved("its clause on commencement is not understood")
    if was[0] < was[1] and now[0] < now[1] and _clauses(old, was) and not _clauses(new, now):
        raise NotProved("its clause on commencement is not read any more")
    given = _given(inside, old, within, new)
    left = frozenset(one.n for one in inside if one.n not in given)
    added = frozenset(one.n for one in within if one.n not in given.values())
    removed = now[0] == now[1]
    gone = left if (given or removed) and not added else frozenset()
    return Step(after, same, given, left, gone, added)


def _given(
    was: list[Operation], old: AmendingReading, now: list[Operation], new: AmendingReading
) -> dict[int, int]:
    """Orders of a unit given anew: one stands for one; of several, those with one target."""
    given: dict[int, int] = {}
    if len(was) == len(now) == 1:
        given[was[0].n] = now[0].n
    else:
        targets = [_target(one, old) for one in was], [_target(one, new) for one in now]
        for one, target in zip(was, targets[0], strict=True):
            if targets[0].count(target) == targets[1].count(target) == 1:
                given[one.n] = now[targets[1].index(target)].n
    return given


def _parted(
    operations: Iterable[Operation], stretch: Stretch
) -> tuple[list[Operation], list[Operation]]:
    """Operations that stand outside a stretch, and those that reach into it."""
    outside: list[Operation] = []
    inside: list[Operation] = []
    for op in operations:
        spans = [op.source, *([op.new_text_source] if op.new_text_source else [])]
        met = any(stretch[0] < one.end and one.start < stretch[1] for one in spans)
        (inside if met else outside).append(op)
    return outside, inside


def _clauses(reading: AmendingReading, stretch: Stretch) -> list[Commencement]:
    """The clauses on commencement that a stretch meets."""
    return [
        item
        for item in reading.commencement
        if item.span and stretch[0] < item.span.end and item.span.start < stretch[1]
    ]


def _target(op: Operation, reading: AmendingReading) -> tuple[object, ...]:
    return (_cited(op, reading), op.document, op.units, op.facet)


def _placeless(op: Operation, reading: AmendingReading) -> tuple[object, ...]:
    """An order without its number, place and days."""
    bare = replace(
        op, n=0, act=0, source=Span(0, 0, op.source.quote), old_text_source=None,
        new_text_source=None, valid_from=None, retroactive_from=None,
        note=op.note if op.action == "other" else None,
    )  # fmt: skip
    return (_cited(op, reading), bare)


def _cited(op: Operation, reading: AmendingReading) -> object:
    return next((replace(one, ref=0) for one in reading.amends if one.ref == op.act), None)
