"""What stands beside the verb, places and words of an order, and refuses it where it is not read.

A bracket („პირველი მუხლი (გარდა მე-2 პუნქტისა)“), a day („2024 წლის 1 იანვრის შემდეგ“) or a start
(„გამოქვეყნების დღიდან“) may change what is ordered, where, or from when.
"""

from __future__ import annotations

import re

from amendments.bracket_words import unread_bracket
from amendments.clauses import Clause
from amendments.drafts import Draft
from amendments.folding import Folded
from amendments.terms import ends_in
from amendments.verbs import blanked

# „გამოქვეყნების დღიდან“; an act's coming into force is read by :mod:`amendments.own_day`
_START = re.compile(
    r"(?<![ა-ჰ])(?P<own>(?:ამ|წინამდებარე|აღნიშნული) [ა-ჰ]+ის (?:[„“ა-ჰ]+ ){0,5})?"
    r"(?P<event>(?:გამოქვეყნებ|მიღებ|ხელმოწერ)"
    r"(?:იდან|ისთანავე|ის (?:დღიდან|მომენტიდან|თარიღიდან|შემდეგ|დღეს))|დღეიდან)(?![ა-ჰ])"
)


def unread_day(clause: Clause, view: Folded) -> str:
    """A day beside an order that is not the one day it holds from („2024 წლის 1 იანვრიდან“)."""
    ends = list(ends_in(view.text, clause.start, clause.end))  # „2025 წლის 1 იანვრის ჩათვლით“
    for token in (*clause.left, *clause.right):
        told = token.case == "abl" and _is_whole(token.value)
        told = told or any(start <= token.start < end for start, end in ends)
        if token.kind == "date" and not told:
            return view.text[token.start : token.end]
    return ""


def _is_whole(day: str) -> bool:
    return len(day) == 10 and day[0] != "-"


def unread_start(clause: Clause, view: Folded) -> str:
    """The words that bind an order to a start that is not that of the act itself, or "".

    „ამ კანონის გამოქვეყნებისთანავე“ is the usual start of the act itself.
    """
    words = blanked(view.text[clause.start : max(clause.end, clause.verb.end)]).replace("\n", " ")
    for found in _START.finditer(words):
        if not (found["own"] and found["event"].startswith("გამოქვეყნებ")):
            return found["event"]
    return ""


def refuse_unread(clause: Clause, draft: Draft, view: Folded, *, waits: bool) -> None:
    """Refuses a draft beside which a bracket, a day or a start in the clause is not read.

    ``waits``: an event was read after which the order takes effect.
    """
    if draft.refusal is not None:
        return
    whole_act = draft.action == "repeal-act" or (
        draft.action == "repeal" and not draft.target.steps and draft.target.facet == "unit"
    )
    tokens, anew = [*clause.left, *clause.right], draft.action == "substitute"
    bracket = unread_bracket(tokens, view, whole_act=whole_act, anew=anew)
    day = "" if whole_act else unread_day(clause, view)
    start = "" if whole_act or waits else unread_start(clause, view)
    if bracket:
        draft.refusal = ("not-understood", f"the words in brackets are not read: „{bracket}“")
    elif day:
        draft.refusal = ("not-understood", f"the day beside the order is not read: „{day}“")
    elif start:
        draft.refusal = ("not-understood", f"the words „{start}“ are not read")
