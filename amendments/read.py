"""The entry point: an amending act in, everything it orders out.

>>> from acts.source import Source
>>> text = "„წყლის შესახებ“ მინისტრის 2010 წლის 3 მაისის №5 ბრძანების მე-2 პუნქტი ამოღებულ იქნეს."
>>> reading = read_amendments(Source(text=text, sha256="", format="text"))
>>> [(op.action, op.units) for op in reading.operations]
[('repeal', (('point', '2'),))]
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from dataclasses import replace

from acts.source import Source
from amendments.act_shape import (
    acts_cited_in,
    end_of_text,
    heading_acts,
    is_draft,
    publishes_draft,
    title_amends,
    title_orders,
    title_repealed,
    title_repeals,
)
from amendments.attached import take_attached
from amendments.building import Builder
from amendments.citation import Target
from amendments.cited import Cited
from amendments.commencement import left_to_law, read_clauses
from amendments.drafts import Draft, NotRead
from amendments.folding import Folded, fold
from amendments.lost_beginning import lost_beginning
from amendments.numbered_text import both_or_none
from amendments.operations import (
    BILL,
    AmendingReading,
    Commencement,
    NoEffect,
    Operation,
    Refusal,
    Span,
)
from amendments.own_force import changes_own_orders
from amendments.payload import Payload
from amendments.reach_back import reaching_back
from amendments.reading import ActReader
from amendments.sentences import (
    OTHER,
    changes_text,
    ends_act,
    forces,
    formulas,
    in_list,
    names_unit,
    orders,
    orders_on_unit,
    sets_term,
)
from amendments.terms import terms_as_clauses
from amendments.unnamed_act import on_the_one_named

_LEFT_TO_LAW = "the start is left to what the law provides"
_CHANGING_LAW = re.compile(r"ცვლილებ|დამატებ")
_PARTS_BELOW = re.compile(r"[\s“”\"]*:\s*\n\s*[„“]?(?:[ა-ჰ]|\d{1,2})\s?[.)]")


_TASK = "an order to a person or a body"
_HEAD_LINES = 5  # whose, which kind, where, its date: the title is one of the first lines


def read_amendments(source: Source) -> AmendingReading:
    """Every operation, commencement clause, order without effect and unclaimed sentence.

    Offsets are into ``source.text``. Never raises on any text: what is not understood is a
    refused operation or an unclaimed sentence.
    """
    view = fold(source.text)
    reader = ActReader(view, source.particulars.title or "")
    reader.read()
    named = [act for act in (reader.title_act, title_repealed(reader.title)) if act is not None]
    named += acts_cited_in(reader.title) + heading_acts(view.text, reader.lines)
    builder = Builder(view, named, reader.title_alone)
    events = [
        (group[0].source[0] if group else 0, group, payload) for group, payload in reader.groups
    ]
    for _, group, payload in events:
        builder.add(group, payload)
    builder.settle_roots()
    builder.operations[:] = both_or_none(builder.operations)
    payloads = [(p.start, p.end) for _, _, p in events if p is not None]
    if (lost := lost_beginning(view.text, reader.lines, payloads)) is not None:
        builder.refuse(lost)
    no_effect = []
    for left in reader.left:
        if left.amending:
            builder.refuse(left)
        elif not sets_term(words := view.text[slice(*left.source)]):  # else told by _account
            why = _LEFT_TO_LAW if left_to_law(words) else left.why
            no_effect.append(NoEffect(builder.span(*left.source), why))
    until = end_of_text(view.text, reader.lines, reader.end_line)
    own = source.particulars
    clauses = read_clauses(view, payloads, own.kind, until, own.title)
    clauses.extend(_own_terms(view, payloads, builder.operations))
    said = sorted((c.span.start, c.span.end) for c in clauses if c.span is not None)
    no_effect = [e for e in no_effect if not _overlaps(said, e.span.start, e.span.end)]
    unclaimed = _account(reader, builder, no_effect, payloads, clauses)
    held = _of_own_orders(view, reader, events, no_effect)
    if held:
        unclaimed = sorted([*unclaimed, *held], key=lambda span: span.start)
        no_effect = [e for e in no_effect if e.span not in held]
    buried = _buried(builder.operations)
    for op in buried:
        no_effect.append(NoEffect(op.source, "the same act gives this unit anew"))
    if title_orders(reader.title, reader.title_act) and not (builder.operations or unclaimed):
        _take_from_title(reader, builder)
    kept = [op for op in builder.operations if op not in buried]
    if publishes_draft(reader.title):
        why = "the act publishes a draft: what that orders is no law yet"
        no_effect += [NoEffect(op.source, why) for op in kept]
        kept = []
    if is_draft(reader.title, source.text):
        kept = [replace(op, note="; ".join(filter(None, (op.note, BILL)))) for op in kept]
    kept = [_whole_or_refused(op, source.text) for op in kept]
    kept = [reaching_back(op, source.particulars.date) for op in kept]
    kept = take_attached(kept, clauses, view, reader.lines, reader.end_line)
    reading = AmendingReading(act=_act(source))
    reading.amends = builder.acts
    if reader.title_amends:
        kept, reading.amends = on_the_one_named(kept, builder.acts)
    reading.operations = [replace(op, n=n) for n, op in enumerate(kept, 1)]
    reading.no_effect = no_effect
    reading.commencement = clauses or [Commencement("all", "none")]
    reading.unclaimed = unclaimed
    return reading


def _of_own_orders(
    view: Folded,
    reader: ActReader,
    events: list[tuple[int, list[Draft], Payload | None]],
    no_effect: list[NoEffect],
) -> list[Span]:
    """Sentences passed over that say from when, or until when, orders of the act hold."""
    orders = [draft.source[0] for _, group, _ in events for draft in group]
    out = []
    for one in no_effect:
        start = bisect_left(view.starts, one.span.start)
        place = (start, bisect_left(view.starts, one.span.end))
        if changes_own_orders(view.text, place, reader.lines, orders):
            out.append(one.span)
    return out


def _own_terms(
    view: Folded, payloads: list[tuple[int, int]], operations: list[Operation]
) -> list[Commencement]:
    """The terms the act sets to its own provisions: none that it orders of another act's."""
    ordered = sorted((o.source.start, o.source.end) for o in operations if o.action == "limit")
    return [
        clause
        for clause in terms_as_clauses(view, payloads)
        if clause.span is None or not _overlaps(ordered, clause.span.start, clause.span.end)
    ]


def _whole_or_refused(op: Operation, text: str) -> Operation:
    """A repeal of an act that goes on with a list of its parts is none of the whole act."""
    at = op.source.end
    if op.action != "repeal-act" or not _PARTS_BELOW.match(text[at : at + 24]):
        return op
    return _refused(op, "the list below names the parts that lose force")


def _refused(op: Operation, why: str) -> Operation:
    """The operation refused; one refused before keeps its first reason."""
    if op.refusal is not None:
        return op
    return replace(op, status="refused", refusal=Refusal("not-understood", why))


def _take_from_title(reader: ActReader, builder: Builder) -> None:
    """The change that the title announces of an act, where no line of the text orders it.

    A title that says of one act, told by its day and number, or of a law by its title, that it
    loses force is the order as the act itself tells it; any other announcement is refused.
    """
    line = reader.lines[0]
    place = (line.start, line.end)
    repealed = title_repeals(reader.title)
    if repealed is not None and _is_told(repealed):
        note = "only the title says so: the order itself is not in the text"
        builder.add([Draft("repeal-act", Target(act=repealed), place, note=note)], None)
        return
    why = "the title announces a change, and the text does not hold the order"
    builder.refuse(NotRead(place, why, True, Target(act=reader.title_act)))


def _is_told(act: Cited) -> bool:
    """Whether no other act is cited so; of the laws that change one law there are many."""
    if act.date and (act.number or act.title):
        return True
    law = act.kind.endswith("კანონი") and act.title is not None
    return law and _CHANGING_LAW.search(act.title or "") is None


def _account(
    reader: ActReader,
    builder: Builder,
    no_effect: list[NoEffect],
    payloads: list[tuple[int, int]],
    clauses: list[Commencement],
) -> list[Span]:
    """Adds every other imperative to ``no_effect``; returns those that are unclaimed."""
    view = reader.view
    taken = sorted(
        [(op.source.start, op.source.end) for op in builder.operations]
        + [(item.span.start, item.span.end) for item in no_effect]
        + [(c.span.start, c.span.end) for c in clauses if c.span is not None]
        + [view.span(a, b) for a, b in payloads if b > a]
        + [view.span(a, b) for a, b in reader.read_spans]
    )
    unclaimed: list[Span] = []
    if not (builder.operations or _announces(reader)):
        return []  # not an amending act: its norms are no orders about acts
    for index, line in enumerate(reader.lines[: reader.end_line]):
        if index in reader.copied:
            continue
        listed_line = _within_list(reader.changing, line.body)
        labelled = line.label not in ("", "article", "heading")
        for start, end, why in orders(view.text, line.body, line.end):
            span = builder.span(start, end)
            if _overlaps(taken, span.start, span.end):
                continue
            words = view.text[start:end]
            changes = changes_text(words) or ends_act(words) or orders_on_unit(words)
            listed = listed_line and (
                orders_on_unit(words) or (labelled and why != _TASK and names_unit(words))
            )
            listed = listed or (listed_line and why == OTHER and (labelled or names_unit(words)))
            if (why == OTHER and changes) or sets_term(words) or listed:
                unclaimed.append(span)
            else:
                no_effect.append(NoEffect(span, why))
        more = in_list(view.text, line.body, line.end) if listed_line else []
        spoken = forces(view.text, line.body, line.end)
        for start, end in [*formulas(view.text, line.body, line.end), *more, *spoken]:
            span = builder.span(start, end)
            if not _overlaps(taken, span.start, span.end) and not _within(unclaimed, span):
                unclaimed.append(span)
    return unclaimed


def _announces(reader: ActReader) -> bool:
    """Whether the title, or where none is told one of the first lines, speaks of a change."""
    heads = [reader.text[line.start : line.end] for line in reader.lines[:_HEAD_LINES]]
    return reader.title_amends or any(title_amends(head) for head in heads)


def _within_list(changing: list[tuple[int, int]], place: int) -> bool:
    """Whether a place stands in the list of the changes of an act (stretches in order)."""
    at = bisect_right(changing, place, key=lambda stretch: stretch[0])
    return at > 0 and changing[at - 1][1] > place


def _within(spans: list[Span], span: Span) -> bool:
    return any(one.start < span.end and span.start < one.end for one in spans[-4:])


def _overlaps(taken: list[tuple[int, int]], start: int, end: int) -> bool:
    """Whether a stretch shares a character with any taken one (sorted by start)."""
    at = bisect_right(taken, (end, -1))
    return any(stop > start for _, stop in taken[max(0, at - 200) : at])


def _buried(operations: list[Operation]) -> list[Operation]:
    """Repeals of a unit „from the day this act takes effect“ that the act itself gives anew."""
    anew = {(op.act, op.document, op.units) for op in operations if op.action == "substitute"}
    return [
        op
        for op in operations
        if op.action == "repeal"
        and (op.act, op.document, op.units) in anew
        and "ძალადაკარგ" in op.source.quote
    ]


def _act(source: Source) -> dict[str, str | None]:
    data = source.particulars
    return {
        "id": data.matsne_id,
        "title": data.title,
        "kind": data.kind,
        "issuer": data.issuer,
        "date": data.date,
        "number": data.number,
    }
