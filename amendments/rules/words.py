"""Words replaced, added and removed inside a unit.

    მე-6 ნაწილში სიტყვები „ორი კვირის“ შეიცვალოს სიტყვებით „სამი კვირის“.
        → substitute-text [point 6], old, new
    მე-2 პუნქტში სიტყვების „უფლება აქვს“ შემდეგ დაემატოს სიტყვები „და მოვალეა“.
        → insert-text [point 2], position after
    მე-7 მუხლიდან ამოღებულ იქნეს სიტყვა „ორგანული“.
        → repeal-text [article 7], old
"""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from amendments.citation import Phrase, Target, Words
from amendments.drafts import Draft, NotRead
from amendments.rules import Order
from amendments.tokens import Token

_PLACES = ("abl", "loc", "dat", "gen", "on", "nom", "ins")


def inner(token: Token) -> tuple[int, int]:
    """What a quotation says; an unquoted number says itself."""
    return token.inner if token.inner != (0, 0) else (token.start, token.end)


def containers(order: Order) -> list[Target]:
    """The units in which the words stand."""
    found = [t for t in (*order.left.targets, *order.right.targets) if t.case in _PLACES]
    anchors = [*order.left.anchor, *order.right.anchor]
    placed = order.placed(found) if found else order.placed(anchors) if anchors else order.here()
    return [_running(t) for t in placed]


def _running(target: Target) -> Target:
    if not target.steps and target.facet == "unit" and not target.document:
        return replace(target, facet="text")
    return target


def change(order: Order) -> list[Draft] | NotRead:
    """„სიტყვები „X“ შეიცვალოს სიტყვებით „Y““."""
    old = [q for w in _all(order) if w.case in ("nom", "dat") or w.place == "instead" for q in w.quotes]
    new = [q for w in _all(order) if w.case == "ins" for q in w.quotes]
    if not old:
        old = list(order.left.bare)
    if not new:
        new = [q for q in order.right.bare if q not in old]
        new += [q for w in order.right.words if w.case == "nom" for q in w.quotes]
        old = [q for q in old if q not in new]
    if not old or not new:
        return order.not_read("the old or the new words are not found")
    if order.unknown:
        return order.not_read(order.strange())
    if len(new) == 1:
        pairs = [(q, new[0]) for q in old]
    elif len(new) == len(old):
        pairs = list(zip(old, new, strict=True))
    else:
        return order.not_read("old and new words cannot be paired")
    return [
        Draft("substitute-text", target, order.source, old=inner(a), new=inner(b))
        for target in containers(order)
        for a, b in pairs
    ]


def _all(order: Order) -> list[Words]:
    return [*order.left.words, *order.right.words]


def insert(order: Order) -> list[Draft] | NotRead:
    """„სიტყვების „X“ შემდეგ დაემატოს სიტყვები „Y““; „ნაწილს დაემატოს სიტყვები „Y““."""
    anchors = [w for w in _all(order) if w.place in ("after", "before") or w.case in ("gen", "dat")]
    fresh = [w for w in _all(order) if w not in anchors and w.case == "nom"]
    new = [q for w in fresh for q in w.quotes]
    if not new and not order.payload:
        new = [q for q in order.right.bare]
    if order.unknown:
        return order.not_read(order.strange())
    if len(new) > 1 or (not new and not order.payload):
        return order.not_read("the added words are not found")
    positions: list[dict[str, Any]] = []
    for words in anchors:
        for quote in words.quotes:
            side = words.place or "after"
            positions.append({side: order.view.cut(*inner(quote)).strip()})
    if not positions:
        side_quote = next(iter(order.left.bare), None)
        if side_quote is not None and order.keys & {"after", "before"}:
            side = "before" if "before" in order.keys else "after"
            positions.append({side: order.view.cut(*side_quote.inner).strip()})
    if not positions:
        positions.append({"end": True})
    return [
        Draft(
            "insert-text",
            target,
            order.source,
            new=inner(new[0]) if new else None,
            takes_payload=not new,
            position=position,
        )
        for target in containers(order)
        for position in positions
    ]


def append(order: Order) -> list[Draft] | NotRead:
    """„მე-3 ნაწილს დაემატოს შემდეგი ტექსტი: „…““."""
    if not order.payload:
        return order.not_read("the added text is not found")
    if order.left.unknown and not order.left.targets:
        return order.not_read("the words before the verb cite no unit")
    found = [t for t in order.left.targets if t.case in _PLACES]
    placed = [_running(t) for t in (order.placed(found) if found else order.here())]
    return [
        Draft(
            "insert-text", target, order.source, takes_payload=True, position={"end": True}
        )
        for target in placed
    ]


def remove(order: Order) -> list[Draft] | NotRead:
    """„მე-7 მუხლიდან ამოღებულ იქნეს სიტყვა „X““: each phrase out of each unit."""
    old = [q for w in _all(order) for q in w.quotes] or [*order.right.bare, *order.left.bare]
    if order.unknown:
        return order.not_read(order.strange())
    if not old:
        return order.not_read("the words to be removed are not found")
    return [
        Draft("repeal-text", target, order.source, old=inner(quote))
        for target in containers(order)
        for quote in old
    ]


def edits_words(phrase: Phrase) -> bool:
    """Whether a phrase speaks of quoted words."""
    return bool(phrase.words)
