"""New annexes that stand behind the signature: „დანართი ჩამოყალიბდეს თანდართული რედაქციით“.

An annex is taken, by offsets, where exactly one in the file carries the number ordered. Where
annexes or other text stand there and none fits for certain, an order that promises an attachment
is refused: that the new wording is not in the file would be untrue.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import replace

from amendments.folding import Folded
from amendments.operations import Commencement, Operation, Refusal, Span
from amendments.outline import Line

_HEAD = re.compile(
    r" ?„?(?:დანართი ?(?:№ ?-? ?(?P<n>\d+(?:\^\d+)?))?|№ ?(?P<m>\d+(?:\^\d+)?) ?დანართი)[ .:]*"
)
_MUCH = 600  # characters behind the last order: more than a signature
# „დანართი / „…“.“: the annex stands in marks of its own
_MARKED = re.compile(r"[^\n„“]*\n\s*„(?P<text>.*)“\s*[.;]?", re.S)


def take_attached(
    operations: Sequence[Operation],
    clauses: Sequence[Commencement],
    view: Folded,
    lines: Sequence[Line],
    end_line: int,
) -> list[Operation]:
    """The operations, those on an annex that is only attached with the annex of the file."""
    wanted = [op for op in operations if _is_attached(op)]
    if not wanted:
        return list(operations)
    last = max(op.source.end for op in operations)
    heads = _heads(view, lines, last)
    ends = [op.new_text_source.end for op in operations if op.new_text_source is not None]
    ends += [clause.span.end for clause in clauses if clause.span is not None]
    signed = lines[end_line].end if end_line < len(lines) else 0
    behind = max(last, *ends, view.span(signed, signed)[0], 0)
    more = len(view.source) - behind > _MUCH
    orders = Counter(_number(op) for op in wanted)
    return [
        _with_annex(op, heads, orders[_number(op)], more, view) if _is_attached(op) else op
        for op in operations
    ]


def _is_attached(op: Operation) -> bool:
    told = op.note is not None and ("attached" in op.note or op.facet == "annex")
    changes = op.action in ("substitute", "insert") and op.new_text is None
    return changes and told and op.status == "understood"


def _number(op: Operation) -> str | None:
    return op.units[-1][1] if op.units and op.units[-1][0] == "annex" else None


def _heads(view: Folded, lines: Sequence[Line], after: int) -> list[tuple[str | None, int, int]]:
    """Number, start and end (offsets of the source) of every annex below the orders."""
    places: list[tuple[str | None, int]] = []
    for line in lines:
        found = _HEAD.fullmatch(view.text, line.start, line.end)
        if found and view.span(line.start, line.end)[0] >= after:
            places.append((found["n"] or found["m"], line.start))
    ends = [*[start for _, start in places[1:]], len(view.text)][: len(places)]
    return [
        (number, *view.span(start, _trimmed(view.text, start, end)))
        for (number, start), end in zip(places, ends, strict=True)
    ]


def _trimmed(text: str, start: int, end: int) -> int:
    return start + len(text[start:end].rstrip(" \n"))


def _with_annex(
    op: Operation,
    heads: Sequence[tuple[str | None, int, int]],
    orders: int,
    more: bool,
    view: Folded,
) -> Operation:
    number = _number(op)
    fits = [(start, end) for head, start, end in heads if head == number]
    alone = len(heads) == 1 and (heads[0][0] is None or number is None)
    fits = fits or [(start, end) for _, start, end in heads if alone]
    if op.facet == "annex" and len(fits) == 1 and orders == 1:
        start, end = fits[0]
        note = "the new wording is the annex below the signature"
        new = view.source[start:end]
        marked = _MARKED.fullmatch(new)
        if marked and marked["text"].count("„") == marked["text"].count("“"):
            start, end = start + marked.start("text"), start + marked.end("text")
            new = view.source[start:end]
        return replace(op, new_text=new, new_text_source=Span(start, end), note=note)
    if not heads and not more:
        return op
    if "attached" not in (op.note or ""):  # the order promises nothing
        told = "the order does not hold the new wording; other text stands below it"
        return replace(op, note=told)
    why = "text stands below the orders, and nothing says for certain that it is the new wording"
    return replace(op, status="refused", refusal=Refusal("payload-missing", why), note=None)
