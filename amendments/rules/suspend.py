"""Suspension.

დადგენილების მე-5 მუხლის მოქმედება შეჩერდეს 2015 წლის 1 იანვრამდე.
    → suspend [article 5]
"""

from __future__ import annotations

from dataclasses import replace

from amendments.drafts import Draft, NotRead
from amendments.rules import Order
from amendments.terms import ends_in


def suspend(order: Order) -> list[Draft] | NotRead:
    """„… მოქმედება შეჩერდეს“ of an act or a unit."""
    ends = list(ends_in(order.view.text, *order.source))
    words = [
        token
        for token in (*order.left.unknown, *order.right.unknown)
        if not any(start <= token.start < end for start, end in ends)
    ]
    acting = next((t for t in words if t.value in ("მოქმედება", "მოქმედების")), None)
    cited = (*order.left.targets, *order.right.targets)
    if acting is None or len(words) > 1:
        unread = order.not_read("no act or unit is suspended")
        named = any(t.case == "nom" for t in cited)  # else a sale, a hearing is suspended
        return replace(unread, amending=unread.amending and (named or acting is not None))
    targets = [t for t in cited if t.case in ("gen", "nom", "dat")]
    targets = [t for t in targets if t.steps or (t.act is not None and not t.act.local)]
    if not targets:
        return order.not_read("no act or unit is named")
    return [Draft("suspend", target, order.source) for target in order.placed(targets)]
