"""Renumbering.

მე-4 და მე-5 პუნქტები ჩაითვალოს შესაბამისად მე-3 და მე-4 პუნქტებად.
    → renumber [point 4] to [point 3], renumber [point 5] to [point 4]
განკარგულების ტექსტი ჩაითვალოს განკარგულების პირველ პუნქტად.
    → renumber [] (facet text) to [point 1]
"""

from __future__ import annotations

from amendments.citation import Target
from amendments.drafts import Draft, NotRead
from amendments.frames import join
from amendments.rules import Order


def _closed_up(order: Order, old: list[Target]) -> list[Target]:
    """„ამოღებულ იქნეს მე-4 პუნქტი, ხოლო მე-5 და მე-6 პუნქტები გადაინომროს“: 5 to 4, 6 to 5."""
    removed = [d.target for d in order.before if d.action == "repeal" and d.target.steps]
    if len(removed) != 1 or removed[0].steps[-1][1] is None:
        return []
    start = removed[0].steps[-1][1]
    numbers = [t.steps[-1][1] for t in old if t.steps]
    if not start.isdigit() or numbers != [str(int(start) + n) for n in range(1, len(old) + 1)]:
        return []
    return [Target(((t.steps[-1][0], str(int(start) + n)),), case="adv") for n, t in enumerate(old)]


def renumber(order: Order) -> list[Draft] | NotRead:
    """„N … ჩაითვალოს M …-ად“; as many new numbers as old ones."""
    old = order.placed(order.left.with_case("nom"))
    new = [t for t in (*order.right.targets, *order.left.targets) if t.case == "adv"]
    if old and not new:
        new = _closed_up(order, old)
    if not old or not new:
        return order.not_read("old or new numbers are not found")
    if len(old) != len(new):
        return order.not_read("old and new numbers cannot be paired")
    return [
        Draft("renumber", a, order.source, new_units=join(a.steps[:-1], b.steps))
        for a, b in zip(old, new, strict=True)
    ]
