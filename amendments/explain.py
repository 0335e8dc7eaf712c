"""Why a sentence is read as it is: the sentence, a ruler under it, and the operation.

>>> from acts.source import Source
>>> text = "„წყლის შესახებ“ მინისტრის 2010 წლის 3 მაისის №5 ბრძანების მე-2 პუნქტი ამოღებულ იქნეს."
>>> lines = explain(Source(text=text, sha256="", format="text")).splitlines()
>>> lines[1].split()
['<act---------------------------------------------------->', '<unit----->', '<remove------>']
>>> lines[2].strip()
'1. repeal point 2'
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable
from dataclasses import dataclass

from acts.source import Source
from amendments.acts_cited import fold_citations
from amendments.folding import Folded, fold
from amendments.operations import AmendedAct, AmendingReading, Operation, Span
from amendments.places import path_text, position_text
from amendments.read import read_amendments
from amendments.tokens import Token, tokenize

WIDTH = 96  # columns of a line before its ruler

_READABLE_IF = {
    "not-understood": "one verb of the grammar stands in the sentence and every noun of it is a "
    "cited act, a numbered unit, or quoted words (docs/operations.md)",
    "ambiguous-quotes": "one opening and one closing mark stand around the new text, and each unit "
    "of it begins with its own number",
    "ambiguous-target": "the unit is named with all outer units („მე-3 მუხლის მე-2 პუნქტის …“)",
    "payload-missing": "the new text stands in the act itself, behind „შემდეგი რედაქციით:“",
    "different-kind": "the new text carries the number of the unit that the order names",
    "act-not-identified": "the act is cited with its title, or with number and date (Law 1876, "
    "art. 20(7))",
    "unclaimed": "the sentence names an act and a unit of it, and one verb of the grammar",
}


@dataclass(frozen=True, slots=True)
class Part:
    """A stretch of the source and what it was read as („act“, „unit“, „words“, the verb)."""

    name: str
    start: int
    end: int


def explain(source: Source, reading: AmendingReading | None = None) -> str:
    """Every order of the source, in the order of the text, with a ruler under each sentence.

    ``reading`` is computed where it is not given. Offsets and columns are characters.
    """
    reading = reading or read_amendments(source)
    view = fold(source.text)
    acts = {act.ref: act for act in reading.amends}
    out: list[str] = []
    for span, operations in _by_sentence(reading.operations):
        out += ruled(source.text, span, view)
        said = _numbers(view, span)
        for op in operations:
            out += _operation(op, acts[op.act], said)
        out.append("")
    for item in reading.no_effect:
        out += ruled(source.text, item.span, view)
        out += [f"   without effect: {item.why}", ""]
    for span in reading.unclaimed:
        out += ruled(source.text, span, view)
        out += ["   UNCLAIMED: neither read nor known to be without effect"]
        out += [f"   readable if: {_READABLE_IF['unclaimed']}", ""]
    for clause in reading.commencement:
        if clause.span is not None:
            out += ruled(source.text, clause.span, view)
            day = clause.date or (f"day {clause.days}" if clause.days else "")
            out += [f"   commencement: {clause.rule} {day} ({clause.scope})".replace("  ", " "), ""]
    return "\n".join(out) if out else "nothing is ordered\n"


def act_text(act: AmendedAct) -> str:
    """An amended act in one line, as it is cited."""
    title = f"„{act.title}“" if act.title else None
    number = f"№{act.number}" if act.number else None
    parts = (act.issuer, act.kind, number, act.date, title, act.registration_code)
    return ", ".join(part for part in parts if part) or "no act is named"


def _by_sentence(operations: Iterable[Operation]) -> list[tuple[Span, list[Operation]]]:
    out: dict[tuple[int, int], tuple[Span, list[Operation]]] = {}
    for op in operations:
        place = (op.source.start, op.source.end)
        out.setdefault(place, (op.source, []))[1].append(op)
    return list(out.values())


def _operation(op: Operation, act: AmendedAct, said: set[str]) -> list[str]:
    facet = "" if op.facet == "unit" else f" ({op.facet})"
    place = path_text(op.units) or "the whole " + ("document" if op.document else "act")
    lines = [f"   {op.n}. {op.action} {place}{facet}"]
    if op.refusal is not None:
        lines[0] += " — REFUSED"
        lines.append(f"      {op.refusal.name}: {op.refusal.reason}")
        lines.append(f"      readable if: {_READABLE_IF.get(op.refusal.name, '')}")
    lines.append(f"      act       {act_text(act)} [{_known_by(act)}]")
    if op.document:
        lines.append(f"      document  {op.document}")
    if op.units:
        steps = ", ".join(f"{kind} {number or '(none)'} [{_where(number, said)}]"
                          for kind, number in op.units)  # fmt: skip
        lines.append(f"      target    {steps}")
    if op.position:
        lines.append(f"      position  {position_text(op.position)}")
    if op.new_units:
        lines.append(f"      becomes   {path_text(op.new_units)}")
    for name, text, cut in (
        ("old text", op.old_text, op.old_text_source),
        ("new text", op.new_text, op.new_text_source),
    ):
        if text is not None and cut is not None:
            lines.append(f"      {name}  {_short(text)} [cut at {cut.start}–{cut.end}]")
    if op.valid_from:
        lines.append(f"      from      {op.valid_from} [said in the order]")
    if op.note:
        lines.append(f"      note      {op.note}")
    return lines


def _known_by(act: AmendedAct) -> str:
    """How surely the citation names one act."""
    if act.number and act.date:
        return "sure: number and date" + (", title" if act.title else "")
    if act.registration_code:
        return "sure: registration code"
    if act.title:
        return "by title" + (" and date" if act.date else " alone")
    if act.date:
        return "by date alone"
    return "not named here"


def _where(number: str | None, said: set[str]) -> str:
    return "said here" if number is None or number in said else "from the lines above"


def _short(text: str, room: int = 70) -> str:
    flat = " ".join(text.split())
    return f"„{flat}“" if len(flat) <= room else f"„{flat[: room - 20]} … {flat[-16:]}“"


def _tokens(view: Folded, span: Span) -> list[Token]:
    first = bisect_left(view.starts, span.start)
    last = bisect_left(view.starts, span.end)
    return fold_citations(tokenize(view.text, first, last), view)


def _numbers(view: Folded, span: Span) -> set[str]:
    return {t.value for t in _tokens(view, span) if t.kind == "number"}


_NAMES = {
    "cited": "act", "document": "document", "unit": "unit", "number": "unit", "quote": "words",
    "phrase": "words", "facet": "facet", "date": "day",
}  # fmt: skip


def _parts(view: Folded, span: Span) -> list[Part]:
    """What each stretch of a sentence was read as; neighbours of one name are one part."""
    out: list[Part] = []
    for token in _tokens(view, span):
        name = token.value if token.kind == "verb" else _NAMES.get(token.kind, "")
        if not name:
            continue
        start, end = view.span(token.start, token.end)
        if out and out[-1].name == name and start - out[-1].end <= 1:
            out[-1] = Part(name, out[-1].start, end)
        else:
            out.append(Part(name, start, end))
    return out


def ruled(text: str, span: Span, view: Folded) -> list[str]:
    """The sentence in lines of :data:`WIDTH` columns, a ruler under each that has parts."""
    parts = _parts(view, span)
    sentence = "".join(
        " " if c.isspace() or c == "\xad" else c for c in text[span.start : span.end]
    )
    ruler = [" "] * len(sentence)
    for part in parts:
        ruler[part.start - span.start : part.end - span.start] = mark(
            part.name, part.end - part.start
        )
    out = []
    for begin in range(0, len(sentence), WIDTH):
        out.append(sentence[begin : begin + WIDTH].rstrip())
        under = "".join(ruler[begin : begin + WIDTH]).rstrip()
        if under:
            out.append(under)
    return out


def mark(name: str, width: int) -> str:
    """A part of the ruler, ``width`` columns wide.

    >>> mark("act", 8), mark("words", 4), mark("unit", 1)
    ('<act--->', '<wo>', '^')
    """
    if width < 2:
        return "^" * width
    return "<" + name[: width - 2].ljust(width - 2, "-") + ">"
