"""One new text for several units: the part of each, by numbers, lines or sentences.

„მე-3 და მე-4 პუნქტები ჩამოყალიბდეს …: „3. … 4. …““; „სათაური და პირველი პუნქტი: „მუხლი 4. …
1. …““; „პირველი და მეორე წინადადებები: „… . … .““.
"""

from __future__ import annotations

from dataclasses import replace

from amendments import parts
from amendments.drafts import Draft
from amendments.folding import Folded
from amendments.operations import Operation, Refusal
from amendments.payload import Payload
from amendments.places import path_text
from schemas.sentences import sentences

Spans = list[tuple[int, int]]
_GIVES = frozenset({"substitute", "insert"})
_UNNUMBERED = {"point", "paragraph", "sentence"}


def shares(view: Folded, takers: list[Draft], payload: Payload) -> Spans | str:
    """The stretch of the new text that is each unit's (folded), or why it is not told."""
    steps = [draft.target.steps[-1] for draft in takers if draft.target.steps]
    cut: Spans | None = None
    if len(steps) == len(takers) and all(number is not None for _, number in steps):
        cut = parts.split(view, payload.start, payload.end, steps)
    cut = cut or _by_lines(view, takers, payload) or _by_sentences(view, takers, payload)
    if cut is None:
        return "the new text is for several units and does not carry their numbers in order"
    for draft, new in zip(takers, cut, strict=True):
        if draft.target.facet == "heading" and "\n" in view.text[slice(*new)]:
            return "more than one line stands for the heading"
    return cut


def whole_or_none(operations: list[Operation]) -> list[Operation]:
    """The operations of one clause; where one of several units given in one wording is refused,
    all are: half a wording is no law."""
    given = [op for op in operations if op.action in _GIVES]
    failed = next((op for op in given if op.refusal is not None), None)
    if failed is None or failed.refusal is None or len(given) < 2:
        return operations
    unit = path_text(failed.units) or "act"
    why = f"one sentence gives it with {unit}, which is refused: {failed.refusal.reason}"
    fallen = Refusal(failed.refusal.name, why)
    return [refused(op, op.refusal or fallen) if op in given else op for op in operations]


def refused(op: Operation, refusal: Refusal) -> Operation:
    """An operation that is not carried out: it gives no text."""
    return replace(op, status="refused", refusal=refusal, new_text=None, new_text_source=None)


def _by_lines(view: Folded, takers: list[Draft], payload: Payload) -> Spans | None:
    """A heading and what follows it; or unnumbered paragraphs, one line a unit."""
    text = view.text
    first_end = text.find("\n", payload.start, payload.end)
    if first_end < 0:
        return None
    facets = [draft.target.facet for draft in takers]
    if facets[0] == "heading" and "heading" not in facets[1:]:
        below = [draft.target.steps[-1] for draft in takers[1:] if draft.target.steps]
        rest = [parts.trimmed(text, first_end, payload.end)]
        if len(takers) > 2:
            cut = parts.split(view, first_end, payload.end, below)
            rest = cut if cut is not None and len(cut) + 1 == len(takers) else []
        return [parts.trimmed(text, payload.start, first_end), *rest] if rest else None
    lines = []
    place = payload.start
    for raw in text[payload.start : payload.end].split("\n"):
        if raw.strip():
            lines.append(parts.trimmed(text, place, place + len(raw)))
        place += len(raw) + 1
    kinds = {draft.target.steps[-1][0] for draft in takers if draft.target.steps}
    numbered = any(
        parts.label_at(text, a, "point") or parts.label_at(text, a, "subpoint") for a, _ in lines
    )
    if kinds <= _UNNUMBERED and len(lines) == len(takers) and not numbered:
        for draft in takers:
            draft.notes.append("the new text carries no numbers; its paragraphs are taken in order")
        return lines
    return None


def _by_sentences(view: Folded, takers: list[Draft], payload: Payload) -> Spans | None:
    """As many sentences as are ordered, in the order of their numbers, and no doubt about where
    each ends."""
    paths = [draft.target.steps for draft in takers]
    if any(not path or path[-1][0] != "sentence" for path in paths):
        return None
    numbers = [path[-1][1] or "" for path in paths]
    ascending = all(n.isdigit() for n in numbers) and sorted(numbers, key=int) == numbers
    if not ascending or len({path[:-1] for path in paths}) > 1:
        return None
    inside = view.text[payload.start : payload.end]
    found = sentences(inside, doubtful=True)
    sure = found == sentences(inside, doubtful=False) and "\n" not in inside
    if not sure or len(found) != len(takers):
        return None
    return [(payload.start + start, payload.start + end) for start, end in found]
