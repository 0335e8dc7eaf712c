"""Words replaced, added and removed inside a unit.

მე-6 ნაწილში სიტყვები „ორი კვირის“ შეიცვალოს სიტყვებით „სამი კვირის“.
    → substitute-text [point 6], old, new
მე-2 პუნქტში სიტყვების „უფლება აქვს“ შემდეგ დაემატოს სიტყვები „და მოვალეა“.
    → insert-text [point 2], position after
მე-7 მუხლიდან ამოღებულ იქნეს სიტყვა „ორგანული“.
    → repeal-text [article 7], old
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Any

from amendments.citation import Target, Words
from amendments.drafts import Draft, NotRead
from amendments.rules import Order
from amendments.tokens import Token

_PLACES = ("abl", "loc", "dat", "gen", "on", "nom", "ins")


def inner(token: Token) -> tuple[int, int]:
    """What a quotation says; an unquoted number says itself."""
    return token.inner if token.inner != (0, 0) else (token.start, token.end)


def _running(target: Target) -> Target:
    if not target.steps and target.facet == "unit" and not target.document:
        return replace(target, facet="text")
    return target


def _innermost(targets: list[Target]) -> list[Target]:
    """„დებულების (…); მე-2 პუნქტში“: the document in the genitive is only above the point."""
    units = any(t.steps for t in targets)
    return [t for t in targets if t.steps or t.facet != "unit" or t.case != "gen" or not units]


@dataclass(slots=True)
class Said:
    """Quoted words with the units they stand in, in the order of the sentence."""

    words: Words
    places: list[Target]


def said(order: Order) -> list[Said]:
    """Every group of quoted words with its units; without units of its own, those before it."""
    out: list[Said] = []
    places: list[Target] = []
    for phrase in (order.left, order.right):
        done = 0
        for words in phrase.words:
            fresh = _innermost(
                [t for t in phrase.targets[done : words.target] if t.case in _PLACES]
            )
            done = max(done, words.target)
            if fresh:
                places = [_running(t) for t in order.placed(fresh)]
            out.append(Said(words, places))
        rest = [t for t in phrase.targets[done:] if t.case in _PLACES]
        if rest:
            places = [_running(t) for t in order.placed(rest)]
            for item in out:
                item.places = item.places or places
    if not places:
        anchors = [*order.left.anchor, *order.right.anchor]
        places = [_running(t) for t in (order.placed(anchors) if anchors else order.here())]
    for item in out:
        item.places = item.places or places
    return out


def places_of(order: Order) -> list[Target]:
    """The units of a clause whose words stand without an announcing noun."""
    found = [t for t in (*order.left.targets, *order.right.targets) if t.case in _PLACES]
    return [_running(t) for t in (order.placed(found) if found else order.here())]


def change(order: Order) -> list[Draft] | NotRead:
    """„სიტყვები „X“ შეიცვალოს სიტყვებით „Y““, and once more without the verb: „და „Z“ – „W““."""
    if order.unknown:
        unread = order.not_read(order.strange())
        return replace(unread, amending=unread.amending and not _of_land(order))
    if any(_is_anchor(words) for words in (*order.left.words, *order.right.words)):
        return order.not_read("words are changed at a place that other words tell")
    if _in_all_of_a_kind(order):
        return order.not_read("which units „ყველა“ takes in is not told")
    if any(t.case == "ins" and t.steps[-1:] == (("sentence", None),) for t in order.right.targets):
        return order.not_read("a sentence is changed into another")
    drafts: list[Draft] = []
    old: list[Token] = []
    places: list[Target] = []
    for item in said(order):
        words = item.words
        if words.case == "ins":
            made = _pairs(order, places or item.places, old, words.quotes)
            if made is None:
                return order.not_read("old and new words cannot be paired")
            drafts.extend(made)
            old = []
        else:
            old = [*old, *words.quotes] if old and places == item.places else list(words.quotes)
            places = item.places
    if not drafts:
        new = [q for q in order.right.bare if q not in old]
        old = old or list(order.left.bare)
        if len(old) == 2 and not new and order.right.words:
            old, new = old[:1], old[1:]
        made = _pairs(order, places or places_of(order), old, new)
        if made is None:
            return order.not_read("the old or the new words are not found")
        if _inflected(order, old, new):
            return order.not_read("whether „ით“ belongs to the new words is not said")
        return made
    if old:
        return order.not_read("words stand without new ones")
    return drafts


def _in_all_of_a_kind(order: Order) -> bool:
    """„მე-3 მუხლის ყველა პუნქტში“: units of a kind, of which none is named."""
    cited = [t for t in (*order.left.targets, *order.right.targets) if t.steps]
    return "throughout" in order.keys and any(t.steps[-1][1] is None for t in cited)


def _inflected(order: Order, old: list[Token], new: list[Token]) -> bool:
    """„სიტყვა „ბაღი“ შეიცვალოს „პარკით““: the ending may be that of the order's own sentence."""
    said = [[order.view.cut(*inner(q)).strip().endswith("ით") for q in qs] for qs in (old, new)]
    return any(said[1]) and not all(said[0])


def _is_anchor(words: Words) -> bool:
    """„სიტყვის „X“ შემდეგ“: words that only tell a place."""
    return words.place in ("after", "before") and words.case in ("gen", "dat")


def _of_land(order: Order) -> bool:
    """„მუნიციპალიტეტის საზღვრები შეიცვალოს №3 განკარგულების შესაბამისად“: no text is changed."""
    borders = any(word.startswith("საზღვ") for word in order.unknown)
    return borders and not (order.payload or order.left.words or order.right.words)


def _pairs(
    order: Order, places: list[Target], old: list[Token], new: list[Token]
) -> list[Draft] | None:
    """Each old phrase with its new one: one new for all, or as many new as old."""
    if not old or not new or (len(new) > 1 and len(new) != len(old)):
        return None
    pairs = [(q, new[0]) for q in old] if len(new) == 1 else list(zip(old, new, strict=True))
    return [
        Draft("substitute-text", target, order.source, old=inner(a), new=inner(b))
        for target in places
        for a, b in pairs
    ]


def insert(order: Order) -> list[Draft] | NotRead:
    """„სიტყვების „X“ შემდეგ დაემატოს სიტყვები „Y““; „ნაწილს დაემატოს სიტყვები „Y““."""
    if order.unknown:
        return order.not_read(order.strange())
    if _in_all_of_a_kind(order):
        return order.not_read("which units „ყველა“ takes in is not told")
    items = said(order)
    after_verb = {id(w) for w in order.right.words}
    anchors = [
        item
        for item in items
        if item.words.place in ("after", "before") or item.words.case in ("gen", "dat")
    ]
    fresh = [item for item in items if item not in anchors and item.words.case == "nom"]
    if not anchors and len(fresh) == 2 and order.keys & {"after", "before"}:
        anchors, fresh = fresh[:1], fresh[1:]
    new = [q for item in fresh for q in item.words.quotes] or list(order.right.bare)
    if len(new) > 1 or (not new and not order.payload):
        return order.not_read("the added words are not found")
    if any(id(item.words) in after_verb and item.words.target for item in anchors):
        return order.not_read("more is added than one phrase")
    drafts: list[Draft] = []

    def put(places: list[Target], position: dict[str, Any]) -> None:
        drafts.extend(
            Draft(
                "insert-text",
                target,
                order.source,
                new=inner(new[0]) if new else None,
                takes_payload=not new,
                position=position,
            )
            for target in places
        )

    for item in anchors:
        side = item.words.place or ("before" if "before" in order.keys else "after")
        for quote in item.words.quotes:
            put(item.places, {side: order.view.cut(*inner(quote)).strip()})
    if anchors:
        return drafts
    quoted = next(iter(order.left.bare), None)
    if quoted is not None and order.keys & {"after", "before"}:
        side = "before" if "before" in order.keys else "after"
        put(places_of(order), {side: order.view.cut(*quoted.inner).strip()})
    elif _beside_changed_words(order):
        return order.not_read("where the words are added is not said")
    else:
        put(fresh[0].places if fresh else places_of(order), {"end": True})
    return drafts


def _beside_changed_words(order: Order) -> bool:
    """„სიტყვა „X“ შეიცვალოს სიტყვით „Y“ და დაემატოს სიტყვა „Z““: beside „Y“ or at the end."""
    named = [*order.left.targets, *order.right.targets]
    changed = bool(order.before) and order.before[-1].action.endswith("-text")
    return changed and not named and "end" not in order.keys


_LISTS = ("ჩამონათვალს", "ჩამონათვალში", "სიას", "ნუსხას")  # „ჩამონათვალს დაემატოს „X““


def append(order: Order) -> list[Draft] | NotRead:
    """„მე-3 ნაწილს დაემატოს შემდეგი ტექსტი: „…““."""
    if not order.payload or order.between:
        return order.not_read("the added text is not found")
    if any(word not in _LISTS for word in order.unknown):
        return order.not_read(order.strange())
    found = [t for t in order.left.targets if t.case in _PLACES]
    placed = [_running(t) for t in (order.placed(found) if found else order.here())]
    return [
        Draft("insert-text", target, order.source, takes_payload=True, position={"end": True})
        for target in placed
    ]


def remove(order: Order) -> list[Draft] | NotRead:
    """„მე-7 მუხლიდან ამოღებულ იქნეს სიტყვა „X““: each phrase out of each unit."""
    if order.unknown:
        return order.not_read(order.strange())
    if _in_all_of_a_kind(order):
        return order.not_read("which units „ყველა“ takes in is not told")
    if {t.case for t in order.left.targets} > {"nom"}:
        return order.not_read("whether the unit is removed or words of it is not told")
    items = said(order)
    if any(item.words.place for item in items):
        return order.not_read("words are removed at a place that other words tell")
    drafts = [
        Draft("repeal-text", target, order.source, old=inner(quote))
        for item in items
        for target in item.places
        for quote in item.words.quotes
    ]
    if not drafts:
        drafts = [
            Draft("repeal-text", target, order.source, old=inner(quote))
            for target in places_of(order)
            for quote in (*order.right.bare, *order.left.bare)
        ]
    return drafts or order.not_read("the words to be removed are not found")
