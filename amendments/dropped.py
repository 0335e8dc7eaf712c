"""What a clause names and no draft of its rule holds: a place, „ბოლოს“. It is then not read.

„კანონის ტექსტში სიტყვა „ბაღი“ მე-2 მუხლში შეიცვალოს …“: the place behind the words is part of the
order, and without it the whole law would be changed.
"""

from __future__ import annotations

from collections.abc import Iterator

from amendments.citation import Target
from amendments.drafts import Draft, NotRead
from amendments.operations import Step
from amendments.rules import Order, Rule


def read_whole(rule: Rule, order: Order) -> list[Draft] | NotRead:
    """What a rule makes of a clause; not read where something the clause names is in no draft."""
    drafts = rule(order)
    if isinstance(drafts, NotRead):
        return drafts
    if not drafts:
        return order.not_read("no unit is cited")
    words = _dropped(order, drafts)
    if not words:
        return drafts
    return NotRead(order.source, f"the words „{words}“ are not read", True, drafts[0].target)


def _dropped(order: Order, drafts: list[Draft]) -> str:
    held = {step for draft in drafts for step in _steps(draft)}
    facets = {draft.target.facet for draft in drafts}
    cited = [t for phrase in (order.left, order.right) for t in (*phrase.targets, *phrase.anchor)]
    for target in cited:
        steps = any(step not in held for step in target.steps)
        facet = target.facet not in ("unit", "text", *facets)
        if (steps or facet) and not _of_another(target, drafts):
            return order.view.cut(target.start, target.end).strip() or target.facet
    if "from-end" in order.keys:
        return "ბოლოდან"
    at_end = any(draft.position or draft.occurrence is not None for draft in drafts)
    return "ბოლოს" if "end" in order.keys and not at_end else ""


def _of_another(target: Target, drafts: list[Draft]) -> bool:
    """Whether a citation is of an act that the drafts do not change."""
    act = target.act
    if act is None or (act.local and not act.own):
        return False
    return all(act != draft.target.act for draft in drafts)


def _steps(draft: Draft) -> Iterator[Step]:
    yield from draft.target.steps
    yield from draft.new_units
    for place in (draft.position or {}).values():
        if isinstance(place, list):
            yield from ((str(kind), number) for kind, number in place)
