"""Suspension, its end by a later act, and a term set to a unit.

დადგენილების მე-5 მუხლის მოქმედება შეჩერდეს 2015 წლის 1 იანვრამდე.
    → suspend [article 5]
დადგენილების მე-5 მუხლის მოქმედება აღდგეს 2014 წლის 1 მაისიდან.
    → resume [article 5], from that day
დადგენილების მე-5 მუხლის მოქმედების ვადა განისაზღვროს 2015 წლის 1 იანვრამდე.
    → limit [article 5]
"""

from __future__ import annotations

import re
from dataclasses import replace
from typing import Literal

from amendments.citation import Target
from amendments.drafts import Draft, NotRead
from amendments.frames import is_foreign
from amendments.own_day import named_day
from amendments.rules import Order
from amendments.terms import end_in, ends_in
from amendments.tokens import Token

_ACTING = ("მოქმედება", "მოქმედების")
# „შეჩერებული მოქმედება აღდგეს“, „მოქმედების შეჩერება გაუქმდეს“
_RESUMED = frozenset({"მოქმედება", "მოქმედების", "შეჩერება", "შეჩერებული", "კვლავ"})
# anything but a stop, a conjunction, a closing mark or the end of the line
_BEHIND = re.compile(r"[^\S\n]+(?!და\s|ხოლო\s|აგრეთვე\s|[,;:.„“(])\S")
_TERM = frozenset({"მოქმედების", "ვადა"})


def suspend(order: Order) -> list[Draft] | NotRead:
    """„… მოქმედება შეჩერდეს“ of an act or a unit."""
    words = _words(order)
    acting = next((t for t in words if t.value in _ACTING), None)
    if acting is None or len(words) > 1:
        unread = order.not_read("no act or unit is suspended")
        # else a sale, a hearing is suspended
        sure = unread.amending and (_named(order) or acting is not None)
        return replace(unread, amending=sure or of_document(order))
    return _of_force(order, "suspend")


def resume(order: Order) -> list[Draft] | NotRead:
    """„… მოქმედება აღდგეს“, „… მოქმედების შეჩერება გაუქმდეს“ of an act or a unit."""
    values = [t.value for t in _words(order)]
    acting = any(value in _ACTING for value in values)
    if not acting or not _RESUMED.issuperset(values):
        unread = order.not_read("no act or unit comes into force again")
        # else a person, a hearing, a licence
        return replace(unread, amending=unread.amending and (_named(order) or acting))
    return _of_force(order, "resume")


def limit(order: Order) -> list[Draft] | NotRead:
    """„… მოქმედების ვადა განისაზღვროს … 1 იანვრამდე“ of a unit of another act.

    A term that an act sets to its own provisions is no order (:mod:`amendments.terms`).
    """
    drafts = _of_force(order, "limit")
    if isinstance(drafts, list) and not all(is_foreign(draft.target) for draft in drafts):
        return NotRead(order.source, "a term the act sets to itself", False)
    said = end_in(order.view.text[slice(*order.source)])
    words = {t.value for t in _words(order)}
    if words != _TERM or said is None or named_day(order.clause) is not None:
        return order.not_read("the day until which the unit is in force is not read")
    return drafts


def _words(order: Order) -> list[Token]:
    """The words no phrase holds, without the day of an end."""
    ends = list(ends_in(order.view.text, *order.source))
    return [
        token
        for token in (*order.left.unknown, *order.right.unknown)
        if not any(start <= token.start < end for start, end in ends)
    ]


def _cited(order: Order) -> list[Target]:
    return [*order.left.targets, *order.right.targets]


def _named(order: Order) -> bool:
    return any(target.case == "nom" for target in _cited(order))


def of_document(order: Order) -> bool:
    """„შეჩერებულ იქნეს თამბაქოს შემოტანის წესი“: a rule told by its name alone, of no act said."""
    verb = order.clause.verb.value == "suspend" and not order.conditional
    return verb and any(t.case == "nom" and t.document for t in _cited(order))


def _of_force(order: Order, action: Literal["suspend", "resume", "limit"]) -> list[Draft] | NotRead:
    """The change of force of every act or unit cited; it ends after it begins."""
    targets = [t for t in _cited(order) if t.case in ("gen", "nom", "dat")]
    targets = [t for t in targets if t.steps or (t.act is not None and not t.act.local)]
    if not targets:
        return order.not_read("no act or unit is named")
    since, until = named_day(order.clause), end_in(order.view.text[slice(*order.source)])
    if since is not None and until is not None and until <= since:
        return order.not_read("it would end before it begins")
    lost = ("not-understood", "the day until which the unit is in force is not read")
    refusal = lost if until is None and _goes_on(order) else None
    placed = order.placed(targets)
    return [Draft(action, target, order.source, refusal=refusal) for target in placed]


def _goes_on(order: Order) -> bool:
    """Whether words stand behind it that the next order of the sentence has taken in."""
    return bool(_BEHIND.match(order.view.text, order.source[1]))
