"""Acts that lose force, whole or in part.

    ძალადაკარგულად გამოცხადდეს „წყლის შესახებ“ საქართველოს მთავრობის 2010 წლის 3 მაისის
    №120 დადგენილება.
        → repeal-act
    ძალადაკარგულად გამოცხადდეს „…“ ბრძანებულების მე-6 პუნქტი.
        → repeal [point 6]
"""

from __future__ import annotations

from amendments.drafts import Draft, NotRead
from amendments.rules import Order
from amendments.rules import words as words_rule


def repeal(order: Order) -> list[Draft] | NotRead:
    """Each act or unit named in the nominative."""
    if order.left.words or order.right.words:
        return words_rule.remove(order)
    targets = order.right.with_case("nom", "stem") or order.left.with_case("nom", "stem")
    named = [
        t
        for t in targets
        if t.steps or t.facet != "unit" or (t.act is not None and not t.act.local) or t.document
    ]
    parents = [t for t in order.left.targets if t.case in ("abl", "loc")]
    if not named:
        local = any(t.act is not None for t in targets)
        return order.not_read("no act or unit is named")
    drafts = []
    quote = next(iter(order.right.bare), None)
    for target in order.placed(named):
        if target.steps or target.facet != "unit" or target.document:
            unnumbered = bool(target.steps) and target.steps[-1][1] is None
            old = quote.inner if quote is not None and unnumbered else None
            if parents and target.act is None:
                target = order.placed(parents)[0]
            drafts.append(Draft("repeal", target, order.source, old=old, takes_payload=order.payload))
        else:
            drafts.append(Draft("repeal-act", target, (target.start, target.end)))
    return drafts
