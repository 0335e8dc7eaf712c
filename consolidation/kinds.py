"""Which kind of act may amend which (Law 1876 art. 20(4): only an act of the same kind amends).

Only what the kinds prove is refused: an act of a lower rank on one of a higher, an order on an act
of the Government, which issues none. Other kinds of one rank pass, since the Herald shows an act
under today's kind, and offices that issued it are renamed.

>>> order, law = Particulars(kind="ბრძანება"), Particulars(kind="კანონი")
>>> rank(order.kind), rank(law.kind), rank("ხელშეკრულება")
(1, 3, None)
"""

from __future__ import annotations

from consolidation.ledger import Entry
from schemas.model import Particulars

_RANKS = {
    "კონსტიტუცია": 5,
    "კონსტიტუციური კანონი": 5,
    "ორგანული კანონი": 4,
    "კანონი": 3,
    "კოდექსი": 3,
    "დეკრეტი": 3,
    "კანონის ძალის მქონე დეკრეტი": 3,
    "ბრძანებულება": 1,
    "დადგენილება": 1,
    "განკარგულება": 1,
    "ბრძანება": 1,
}
_COURT = "საკონსტიტუციო სასამართლო"


def rank(kind: str | None) -> int | None:
    """Rank of a kind; None where nothing is proved by it."""
    return _RANKS.get(kind or "")


def may_amend(entry: Entry, amended: Particulars) -> bool:
    """Whether the kinds of two acts leave it open that one amends the other."""
    if entry.corrects or _COURT in (entry.amending.issuer or ""):
        return True
    of_government = (amended.issuer or "").startswith("საქართველოს მთავრობ")
    if of_government and entry.amending.kind == "ბრძანება":
        return False  # a minister's order
    amending_rank, own_rank = rank(entry.amending.kind), rank(amended.kind)
    if amending_rank is None or own_rank is None:
        return True
    return amending_rank >= own_rank
