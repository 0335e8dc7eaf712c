"""What an act calls the numbered units of its articles: „პუნქტი“, or „ნაწილი“ in most codes.

Law 1876 art. 16(7) has ნაწილი for codes and პუნქტი for other acts; codes that are organic laws (the
Election, the Labour and the Local Self-Government Code) say პუნქტი all the same. So the act's own
words decide („ამ მუხლის მე-2 ნაწილი“), and the rule where they say nothing.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from schemas.model import Act, Kind

_OWN = re.compile(r"ამ\s+მუხლის\s+[^.;:„“]{1,40}?(ნაწილ|(?<!ქვე)პუნქტ)")
_CODE = re.compile(r"კოდექსი\W*$")
_ENOUGH = 9


def says_parts(act: Act) -> bool:
    """Whether points of this act's articles are called „ნაწილი“.

    >>> from schemas.model import Particulars, Unit
    >>> says_parts(Act(Particulars(title="ტყის კოდექსი"), Unit(Kind.ACT)))
    True
    >>> own = Unit(Kind.TEXT, text="ამ მუხლის მე-2 პუნქტით გათვალისწინებული წესით.")
    >>> says_parts(Act(Particulars(title="შრომის კოდექსი"), Unit(Kind.ACT, children=[own])))
    False
    """
    parts = points = 0
    for word in _own_words(act):
        parts += word == "ნაწილ"
        points += word != "ნაწილ"
        if parts + points >= _ENOUGH:
            break
    if parts != points:
        return parts > points
    known = act.particulars
    organic = (known.kind or "").startswith("ორგანული")
    return not organic and _CODE.search(known.title or "") is not None


def _own_words(act: Act) -> Iterator[str]:
    for unit in act.walk():
        if unit.kind is Kind.TEXT:
            yield from _OWN.findall(unit.text)


def order_says_parts(quote: str) -> bool:
    """Whether an order calls the points it names „ნაწილი“.

    >>> order_says_parts("მე-3 მუხლის მე-2 ნაწილი ამოღებულ იქნეს")
    True
    """
    return "ნაწილ" in quote and not re.search("(?<!ქვე)პუნქტ", quote)
