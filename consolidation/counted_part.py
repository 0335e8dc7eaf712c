"""The parts that an order tells by counting: „მე-2 წინადადება“, „ბოლო აბზაცი“, the second place of
a word.

Nothing but its place tells such a part, and whatever is added or removed gives the place to
another. It is the one of the text that the order speaks of; where another order has made another
part the last meanwhile, or shifted the count before a postponed order takes effect, the order is
refused (``ambiguous-target``).
"""

from __future__ import annotations

from amendments.operations import Operation, Path
from amendments.ordinals import LAST
from consolidation import wording
from consolidation.making_room import occurrence_index
from consolidation.named import beside
from consolidation.refused import Refused
from consolidation.resolve import resolve
from schemas.model import Act, Kind, text_of

Part = tuple[str, str]  # wid of the paragraph that it is or stands in, and its words
CHANGED = "which part was the last when the order was given is not the last one now"
SHIFTED = "what the order counts is another part now than when it was published"
_KINDS = ("sentence", "paragraph")


def path_to_last(op: Operation) -> Path | None:
    """The path in which an order names a last part: its unit, or what a new one stands beside."""
    paths = (op.units, *beside(op))
    return next((path for path in paths if path and path[-1][1] == LAST), None)


def counts(op: Operation) -> bool:
    """Whether an order tells a part by counting."""
    return bool(_counted(op)) or path_to_last(op) is not None or occurrence_index(op) > 0


def last_part(act: Act, op: Operation) -> Part | None:
    """The last part that an order names, in the text as it stands. None: it names none, or there
    is none."""
    path = path_to_last(op)
    return _part(act, op.document, path) if path is not None else None


def counted_parts(act: Act, op: Operation) -> list[Part | None]:
    """Every part that an order counts, in the text as it stands; None for one that is not there."""
    out = [_part(act, op.document, path) for path in _counted(op)]
    if path_to_last(op) is not None:
        out.append(last_part(act, op))
    if occurrence_index(op):
        try:
            out.append(("", text_of(resolve(act, op.document, op.units).unit)))
        except Refused:
            out.append(None)
    return out


def _counted(op: Operation) -> list[Path]:
    """The paths down to a part told by its number in a count. A new part has no place yet."""
    own = [] if op.action == "insert" else [op.units]
    out = []
    for path in (*own, *beside(op)):
        at = max((i for i, (kind, _) in enumerate(path) if kind in _KINDS), default=-1)
        if at >= 0 and (path[at][1] or "").isdigit():
            out.append(path[: at + 1])
    return out


def _part(act: Act, document: str | None, path: Path) -> Part | None:
    kind, number = path[-1]
    try:
        if kind != "sentence":
            unit = resolve(act, document, path).unit
            return unit.wid, text_of(unit) if number == LAST else ""
        above = resolve(act, document, path[:-1]).unit
        leaf = above if above.kind is Kind.TEXT else above.children[-1]
        if number != LAST and above.kind is not Kind.TEXT:
            leaf = next(child for child in above.children if child.kind is Kind.TEXT)
        ordinal = wording.sentence_count(leaf.text) if number == LAST else int(number or 0)
        start, end = wording.sentence_span(leaf.text, ordinal)
    except (Refused, IndexError, StopIteration):
        return None
    return leaf.wid, leaf.text[start:end]
