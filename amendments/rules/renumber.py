"""Renumbering.

მე-4 და მე-5 პუნქტები ჩაითვალოს შესაბამისად მე-3 და მე-4 პუნქტებად.
    → renumber [point 4] to [point 3], renumber [point 5] to [point 4]
განკარგულების ტექსტი ჩაითვალოს განკარგულების პირველ პუნქტად.
    → renumber [] (facet text) to [point 1]
მე-4 პუნქტი ჩაითვალოს მე-6 პუნქტად, ხოლო მე-5 პუნქტი – მე-7 პუნქტად.
    → renumber [point 4] to [point 6], renumber [point 5] to [point 7]
მე-2 და შემდგომი პუნქტები ჩაითვალოს შესაბამისად მე-3 და შემდგომ პუნქტებად.
    → renumber [point 2] to [point 3], with all that follow it
"""

from __future__ import annotations

from dataclasses import replace
from itertools import groupby

from amendments.citation import Target
from amendments.drafts import Draft, NotRead, given_anew
from amendments.frames import join
from amendments.numbered_text import whose_text
from amendments.rules import Order
from amendments.terms import ends_in

_FOLLOWING = ("შემდგომ", "მომდევნ")


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


def _paired(order: Order) -> tuple[list[Target], list[Target]]:
    """Old and new numbers in the order of the words, each run of old ones with its new ones;
    empty where they do not stand so."""
    told = [t for t in (*order.left.targets, *order.right.targets) if t.case in ("nom", "adv")]
    old: list[Target] = []
    new: list[Target] = []
    for case, run in groupby(told, key=lambda target: target.case):
        if case == "nom":
            if len(old) != len(new):
                return [], []
            units = order.placed(list(run))
            if old:  # „…, ხოლო მე-5 პუნქტი – …“ is of the act that the first names
                first = old[0]
                units = [
                    t if t.act else replace(t, act=first.act, document=t.document or first.document)
                    for t in units
                ]
            old.extend(units)
        else:
            new.extend(run)
    return (old, new) if len(old) == len(new) else ([], [])


def _onward(order: Order) -> list[Draft] | NotRead:
    """„მე-2 [პუნქტი] და შემდგომი პუნქტები ჩაითვალოს … მე-3 და შემდგომ პუნქტებად“."""
    told = [
        t
        for t in (*order.left.targets, *order.right.targets)
        if t.case in ("nom", "adv") and t.steps and t.steps[-1][1] is not None
    ]
    words = [word for word in order.unknown if word.startswith(_FOLLOWING)]
    if [t.case for t in told] != ["nom", "adv"] or len(words) != 2 or len(order.unknown) != 2:
        return order.not_read("which units follow, and as what, is not told")
    old, new = order.placed(told[:1])[0], told[1]
    if old.steps[-1][0] != new.steps[-1][0]:
        return order.not_read("old and new numbers are of two kinds")
    new_units = join(old.steps[:-1], new.steps)
    return [Draft("renumber", old, order.source, new_units=new_units, position={"onward": True})]


def _act_unsaid(order: Order) -> bool:
    """„… და არსებული ტექსტი ჩაითვალოს პირველ პუნქტად“: of a unit said before, not of the act."""
    named = any(t.act is not None or t.document for t in order.left.targets)
    return not named and order.left.act is None


def renumber(order: Order) -> list[Draft] | NotRead:
    """„N … ჩაითვალოს M …-ად“; as many new numbers as old ones."""
    if any(word.startswith(_FOLLOWING) for word in order.unknown):
        return _onward(order)
    old, new = _paired(order)
    if not old:
        old = order.placed(order.left.with_case("nom"))
        new = [t for t in (*order.right.targets, *order.left.targets) if t.case == "adv"]
    if old and not new:
        new = _closed_up(order, old)
    if not old or not new:
        return order.not_read("old or new numbers are not found")
    if len(old) != len(new):
        return order.not_read("old and new numbers cannot be paired")
    if order.unknown:
        return order.not_read(order.strange())
    if order.left.words or order.right.words or any(ends_in(order.view.text, *order.source)):
        return order.not_read("more is ordered than new numbers")
    if any(not a.steps for a in old) and _act_unsaid(order):
        whose = whose_text(order.before, new[0].steps[-1][0]) if new[0].steps else None
        if whose is None:
            return order.not_read("whose text becomes the numbered unit is not said")
        unit = order.before[-1].target
        old = [replace(a, steps=whose, act=unit.act, document=unit.document) for a in old]
    above = [a.steps if a.facet == "text" else a.steps[:-1] for a in old]
    drafts = [
        Draft("renumber", a, order.source, new_units=join(outer, b.steps))
        for a, outer, b in zip(old, above, new, strict=True)
    ]
    if any(d.new_units[:-1] != outer for d, outer in zip(drafts, above, strict=True)):
        return order.not_read("the new number is in another unit")
    if order.keys & {"wording", "content"} and not order.payload:
        return order.not_read("the new wording is not found")
    if not order.payload:
        return drafts
    return [*drafts, *given_anew(drafts, order.source, takes_payload=True)]
