"""Units given anew, added, removed.

მე-4 მუხლის მე-2 პუნქტი ჩამოყალიბდეს შემდეგი რედაქციით: „2. …“.
    → substitute [article 4, point 2], new text
მე-4 მუხლს დაემატოს შემდეგი შინაარსის 5^1 პუნქტი: „5^1. …“.
    → insert [article 4, point 5^1], new text
მე-6 მუხლიდან ამოღებულ იქნეს მე-4 პუნქტი.
    → repeal [article 6, point 4]
"""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from amendments.citation import Target
from amendments.drafts import Draft, NotRead
from amendments.frames import join
from amendments.rules import Order
from amendments.rules import words as words_rule

_PLACES = ("abl", "loc", "dat", "gen", "on", "ins")


def substitute(order: Order) -> list[Draft] | NotRead:
    """„… ჩამოყალიბდეს [შემდეგი/ახალი/თანდართული რედაქციით]“."""
    if any(w.place == "instead" for w in order.left.words) or (
        order.left.words and any(w.case == "ins" for w in order.right.words)
    ):  # „სიტყვა „X“ ჩანაცვლდეს სიტყვით „Y““, „სიტყვის „X“ ნაცვლად იკითხებოდეს „Y““
        return words_rule.change(order)
    targets = order.left.with_case("nom") or _right_nominative(order)
    parents = [t for t in order.left.targets if t.case in _PLACES]
    noted = ""
    if not targets and parents and not order.right.with_case("nom"):
        targets, parents = parents, []
        noted = "" if targets[0].case in ("loc", "dat") else "the unit is not in the nominative"
    if order.left.targets and targets and not order.left.with_case("nom") and parents:
        placed = _under(order, parents, targets)
    else:
        placed = order.placed(targets) if targets else order.here()
    if not order.payload and not order.keys & {"wording", "attached", "content"}:
        return order.not_read("nothing says how the unit is to read")
    if order.unknown:
        return order.not_read(order.strange())
    if order.left.words:
        return order.not_read("words are given anew, and not as a change of words")
    known = order.left.bare if len(order.left.bare) == 1 else []
    if order.left.bare and not (known and any(_unnumbered(t) for t in placed)):
        return order.not_read("the quoted words before the verb are not read")
    attached = "attached" in order.keys or (
        not order.payload and any(s[0] == "annex" for t in order.right.targets for s in t.steps)
    )
    notes = [noted] if noted else []
    if attached and not order.payload:
        notes.append("the new wording is only attached")
    return [
        Draft(
            "substitute",
            target,
            order.source,
            old=known[0].inner if known and target.steps and not target.steps[-1][1] else None,
            takes_payload=order.payload,
            notes=list(notes),
        )
        for target in placed
    ]


def _unnumbered(target: Target) -> bool:
    """Whether only its words can tell the unit („აბზაცი „…““)."""
    return bool(target.steps) and not target.steps[-1][1]


def _right_nominative(order: Order) -> list[Target]:
    return [t for t in order.right.targets if t.case == "nom"]


def _under(order: Order, parents: list[Target], targets: list[Target]) -> list[Target]:
    """Each target below each parent („მე-6 მუხლიდან … მე-4 პუნქტი“)."""
    out = []
    for parent in order.placed(parents):
        for target in targets:
            if target.act is not None or (target.document and not parent.document):
                out.extend(order.placed([target]))
            else:
                out.append(
                    replace(
                        target,
                        steps=join(parent.steps, target.steps),
                        act=parent.act,
                        document=target.document or parent.document,
                        annex_name=target.annex_name or parent.annex_name,
                    )
                )
    return out


def change(order: Order) -> list[Draft] | NotRead:
    """„… პუნქტი შეიცვალოს შემდეგი რედაქციით: „…““ gives a unit anew; else words are changed."""
    words = order.left.words or order.right.words or order.left.bare or order.right.bare
    if order.payload and not words and order.keys & {"wording", "content"}:
        return substitute(order)
    return words_rule.change(order)


def insert(order: Order) -> list[Draft] | NotRead:
    """„P-ს დაემატოს [შემდეგი შინაარსის] N პუნქტი“; words go to the rule of words."""
    fresh = order.right.with_case("nom", "adv") or order.left.with_case("adv")
    fresh = [t for t in fresh if t.steps or t.facet != "unit"]
    if any(t.facet == "text" for t in fresh):
        return words_rule.append(order)
    if order.right.words or order.left.words:
        return words_rule.insert(order)
    parents = [t for t in order.left.targets if t.case in _PLACES]
    parents += [t for t in order.right.targets if t.case in ("dat", "loc", "on")]
    if not fresh and order.left.with_case("nom"):
        fresh = order.left.with_case("nom")
    if not fresh and "wording" in order.left.keys:  # „მე-3 აბზაცის სახით დაემატოს“
        fresh = [t for t in order.left.targets if t.case == "gen"]
        parents = [t for t in parents if t not in fresh]
    if not fresh and not order.payload:
        return order.not_read("nothing says what is added")
    if not fresh:
        return words_rule.append(order)
    if order.unknown:
        return order.not_read(order.strange())
    if not order.payload and not order.keys & {"wording", "content", "attached"}:
        return order.not_read("the text of the new unit is not found")
    if "instead" in order.keys:
        return order.not_read("a unit is put in place of another")
    position = _position(order)
    placed = _under(order, parents, fresh) if parents else order.placed(fresh)
    return [
        Draft(
            "insert",
            _beside(target, order),
            order.source,
            takes_payload=order.payload,
            position=position,
        )
        for target in placed
    ]


def _beside(target: Target, order: Order) -> Target:
    """The path of a new unit that only its neighbour gives („მე-2 პუნქტის შემდეგ“)."""
    if not order.left.anchor:
        return target
    anchor = order.placed(order.left.anchor)[0]
    last = anchor.steps[-1][0] if anchor.steps else ""
    if target.steps == ((last, None),):  # beside a unit of its kind, and not of its number
        anchor = replace(anchor, steps=anchor.steps[:-1])
    deeper = len(anchor.steps) > len(target.steps) > 1
    if deeper and anchor.steps[: len(target.steps) - 1] == target.steps[:-1]:
        target = replace(target, steps=target.steps[-1:])
    if len(target.steps) == 1 or deeper:
        return replace(
            target,
            steps=join(anchor.steps, target.steps),
            act=target.act or anchor.act,
            document=target.document or anchor.document,
        )
    return target


def _position(order: Order) -> dict[str, Any] | None:
    phrase = order.left if order.left.anchor else order.right
    if phrase.anchor_side == "between":
        first, second = ([list(step) for step in t.steps] for t in order.placed(phrase.anchor))
        return {"after": first, "before": second}
    if phrase.anchor:
        anchor = phrase.anchor[-1]
        value: Any = [list(step) for step in order.placed([anchor])[-1].steps]
        quote = next((q for q in phrase.bare if anchor.start <= q.start <= anchor.end + 60), None)
        if quote is not None:
            value = order.view.cut(*quote.inner).strip()
        return {phrase.anchor_side: value}
    if order.keys & {"end"}:
        return {"end": True}
    return None


def remove(order: Order) -> list[Draft] | NotRead:
    """„… ამოღებულ იქნეს …“ of units; of words goes to the rule of words."""
    if order.left.words or order.right.words:
        return words_rule.remove(order)
    if order.keys & {"wording", "content"} and not order.payload:
        return order.not_read("the word „შემდეგი“ is not read")
    targets = order.right.with_case("nom")
    parents = [t for t in order.left.targets if t.case in _PLACES]
    if targets:
        placed = _under(order, parents, targets) if parents else order.placed(targets)
    else:
        targets = order.left.with_case("nom")
        if not targets:
            quoted = order.right.bare or order.left.bare
            if quoted and parents:
                return words_rule.remove(order)
            if not order.left.targets and order.frame.verb and order.frame.steps != ((),):
                return order.not_read("no unit is cited")
            return order.not_read("no unit is cited")
        placed = order.placed(targets)
    if order.unknown:
        return order.not_read(order.strange())
    quoted = list(order.right.bare)
    if any(_unnumbered(target) for target in placed):
        quoted = [*order.left.bare, *quoted]
    if len(quoted) > 1:
        return order.not_read("several words in marks stand for one unit")
    old = quoted[0].inner if quoted else None
    return [
        Draft("repeal", target, order.source, old=old, takes_payload=order.payload)
        for target in placed
    ]
