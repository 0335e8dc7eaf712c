"""A provision of the amending act itself that is extended or suspended, in words no clause holds.

„პირველი მუხლის მე-2 პუნქტის მოქმედება გავრცელდეს 2021 წლიდან“: where the provision orders a change
of another act, from when that change holds is not read. A law may say so of rules of its own, too,
which order nothing.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from amendments.outline import Line

_OWN_PART = re.compile(
    r"(?:მუხლ|პუნქტ|ნაწილ)(?:ის|ების) მოქმედება (?:[^.;\n„“]{1,60} )?"
    r"(?:გავრცელდეს|შეუ?ჩერდეს)(?![ა-ჰ])"
)
_ARTICLE = re.compile(
    r"(?:მე ?- ?(?P<n>\d+(?:\^\d+)?)|(?P<m>\d+(?:\^\d+)?) ?- ?ე|(?P<first>პირველი)) მუხლის(?![ა-ჰ])"
)


def changes_own_orders(
    text: str, sentence: tuple[int, int], lines: Sequence[Line], orders: Sequence[int]
) -> bool:
    """Whether a sentence extends or suspends a provision that holds orders (folded places).

    The article is the one it names, else its own; one that is not found may be any.
    """
    words = text[slice(*sentence)]
    if _OWN_PART.search(words) is None:
        return False
    heads = [line for line in lines if line.label == "article"]
    named = {m["n"] or m["m"] or "1" for m in _ARTICLE.finditer(words)}
    if not named:
        named = {line.value for line in [h for h in heads if h.start <= sentence[0]][-1:]}
    ranges = [
        (head.start, heads[at + 1].start if at + 1 < len(heads) else len(text))
        for at, head in enumerate(heads)
        if head.value in named
    ]
    if not ranges:
        return bool(orders)
    return any(start <= place < end for start, end in ranges for place in orders)
