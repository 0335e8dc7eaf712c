"""Renumbering.

    მე-4 და მე-5 პუნქტები ჩაითვალოს შესაბამისად მე-3 და მე-4 პუნქტებად.
        → renumber [point 4] to [point 3], renumber [point 5] to [point 4]
    განკარგულების ტექსტი ჩაითვალოს განკარგულების პირველ პუნქტად.
        → renumber [] (facet text) to [point 1]
"""

from __future__ import annotations

from amendments.drafts import Draft, NotRead
from amendments.frames import join
from amendments.rules import Order


def renumber(order: Order) -> list[Draft] | NotRead:
    """„N … ჩაითვალოს M …-ად“; as many new numbers as old ones."""
    old = order.placed(order.left.with_case("nom"))
    new = [t for t in (*order.right.targets, *order.left.targets) if t.case == "adv"]
    if not old or not new:
        return order.not_read("old or new numbers are not found")
    if len(old) != len(new):
        return order.not_read("old and new numbers cannot be paired")
    return [
        Draft("renumber", a, order.source, new_units=join(a.steps[:-1], b.steps))
        for a, b in zip(old, new, strict=True)
    ]
