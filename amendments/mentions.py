"""What a clause mentions: acts by their particulars, units, the act the change belongs to."""

from __future__ import annotations

import re

from amendments.citation import Phrase, Target
from amendments.cited import Cited, CitedToken
from amendments.tokens import Token


def belongs(target: Target, act: Cited | None) -> bool:
    """Whether a unit is cited of the amended act, not of one the order is founded on."""
    return target.act is None or target.act.local or act is None or target.act == act


def first_act(*phrases: Phrase) -> Cited | None:
    acts = [p.act for p in phrases if p.act is not None]
    return next((a for a in acts if not a.local), acts[0] if acts else None)


def is_named_act(token: Token) -> bool:
    """Whether a token names another act in the nominative, if only by its kind."""
    return isinstance(token, CitedToken) and token.case == "nom" and not _is_own(token)


def _is_own(token: CitedToken) -> bool:
    return token.cited is not None and token.cited.own


def names_something(tokens: list[Token]) -> bool:
    return any(
        t.kind in ("unit", "facet", "quote", "phrase")
        or (isinstance(t, CitedToken) and t.cited is not None and not t.cited.local)
        for t in tokens
    )


def names_act(tokens: list[Token]) -> bool:
    """Whether an item of a list names something issued or approved: a kind, a document, a day."""
    return any(
        (isinstance(t, CitedToken) and not _is_own(t))
        or t.kind in ("act", "document", "date")
        or (t.kind == "key" and t.value == "approved")
        for t in tokens
    )


_DATED_ACT = re.compile(r"\d{4} ?წლის \d{1,2} ?[ა-ჰ]+ ?№ ?\d")


def cites_act(text: str, span: tuple[int, int]) -> bool:
    """Whether words cite an act by day and number, in whatever case: „დებულება, დამტკიცებული
    მინისტრის 1997 წლის 3 აპრილის №2 ბრძანებით“."""
    return _DATED_ACT.search(text, *span) is not None
