"""The text of a unit that becomes its first point when another is added: one change of two orders.

„მე-3 მუხლს დაემატოს … მე-2 პუნქტი: „2. …“ და არსებული ტექსტი ჩაითვალოს პირველ პუნქტად“. The text
is that of the unit that gets the new point, and either both orders are carried out or none is.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from amendments.drafts import Draft
from amendments.operations import Operation, Path, Refusal
from amendments.payload import Payload
from amendments.places import path_text
from amendments.sharing import refused

_JOINS = re.compile(r"[ \n“.,;]*(?:(?:და|ხოლო)[ ,]*)?")
_WITH_IT = "what is to be numbered with it is not read"


def added_before(
    text: str, groups: Sequence[tuple[list[Draft], Payload | None]], start: int
) -> list[Draft]:
    """The new units whose text ends right before a clause, nothing but „და“ or „ხოლო“ between."""
    drafts, payload = groups[-1] if groups else ([], None)
    if payload is None or not _JOINS.fullmatch(text, payload.end, start):
        return []
    return drafts if all(draft.action == "insert" for draft in drafts) else []


def whose_text(added: Sequence[Draft], kind: str) -> Path | None:
    """The unit whose text becomes a numbered one of a kind, where new ones of it are added to it.

    >>> from amendments.citation import Target
    >>> new = Draft("insert", Target((("article", "3"), ("point", "2"))), (0, 0))
    >>> whose_text([new], "point"), whose_text([new], "subpoint")
    ((('article', '3'),), None)
    """
    last = added[-1] if added else None
    if last is None or last.action != "insert" or not last.target.steps:
        return None
    return last.target.steps[:-1] if last.target.steps[-1][0] == kind else None


def without_its_text(added: Sequence[Draft]) -> None:
    """Refuses new units beside a text that is to be numbered and is not told."""
    for draft in added:
        if draft.action == "insert":
            draft.refusal = draft.refusal or ("not-understood", _WITH_IT)


def both_or_none(operations: Sequence[Operation]) -> list[Operation]:
    """The operations, a text that becomes a numbered unit refused where the new unit beside it in
    the act is, and the other way about."""
    out = list(operations)
    for at, op in enumerate(out):
        if op.action != "renumber" or op.facet != "text":
            continue
        beside = [i for i, other in enumerate(out) if _added_to(other, op)]
        failed = next((out[i] for i in (at, *beside) if out[i].refusal), None)
        if failed is None or failed.refusal is None:
            continue
        unit, cause = path_text(failed.new_units or failed.units), failed.refusal
        why = f"one change with {unit}, which is refused: {cause.reason}"
        for i in (at, *beside):
            if out[i].refusal is None:
                out[i] = refused(out[i], Refusal(cause.name, why))
    return out


def _added_to(op: Operation, text: Operation) -> bool:
    """Whether an operation adds a unit of that kind to the unit whose text gets a number."""
    if op.action != "insert" or not op.units:
        return False
    same = (op.act, op.document, op.units[:-1]) == (text.act, text.document, text.units)
    return same and op.units[-1][0] == text.new_units[-1][0]
