"""The entry point: an amending act in, everything it orders out.

>>> from acts.source import Source
>>> text = "ბრძანება\\n\\nმუხლი 1\\n„წყლის შესახებ“ მინისტრის 2010 წლის 3 მაისის №5 ბრძანების მე-2 პუნქტი ამოღებულ იქნეს."
>>> reading = read_amendments(Source(text=text, sha256="", format="text"))
>>> [(op.action, op.units) for op in reading.operations]
[('repeal', (('point', '2'),))]
"""

from __future__ import annotations

from dataclasses import replace

from acts.source import Source
from amendments.building import Builder
from amendments.commencement import read_clauses
from amendments.folding import fold
from amendments.operations import AmendingReading, Commencement, NoEffect, Operation
from amendments.reading import ActReader


def read_amendments(source: Source) -> AmendingReading:
    """Every operation, commencement clause, order without effect and unclaimed sentence.

    Offsets are into ``source.text``. Never raises on any text: what is not understood is a
    refused operation or an unclaimed sentence.
    """
    view = fold(source.text)
    reader = ActReader(view, source.particulars.title or "")
    reader.read()
    builder = Builder(view, reader.title_act)
    events = [(group[0].source[0] if group else 0, group, payload) for group, payload in reader.groups]
    for _, group, payload in events:
        builder.add(group, payload)
    no_effect = []
    for left in reader.left:
        if left.amending and (reader.title_amends or reader.groups):
            builder.refuse(left)
        else:
            no_effect.append(NoEffect(builder.span(*left.source), left.why))
    buried = _buried(builder.operations)
    for op in buried:
        no_effect.append(NoEffect(op.source, "the same act gives this unit anew"))
    kept = [op for op in builder.operations if op not in buried]
    reading = AmendingReading(act=_act(source))
    reading.amends = builder.acts
    reading.operations = [replace(op, n=n) for n, op in enumerate(kept, 1)]
    reading.no_effect = no_effect
    payloads = [(p.start, p.end) for _, _, p in events if p is not None]
    reading.commencement = read_clauses(view, payloads) or [Commencement("all", "none")]
    return reading


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
