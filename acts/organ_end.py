"""The organ or office, without a name, that ends an annex of an order of the 1990s.

>>> is_organ(["საქართველოს ნავთსადგურების სამინისტროს", "ნავების ინსპექცია"])
True
>>> is_organ(["ნავების სია"])
False
"""

from __future__ import annotations

import re

from acts.offices import OFFICE_LINE
from acts.paragraphs import Paragraph

_ORGAN = re.compile(
    r"[ა-ჰ ,\-–„“”\"]{0,90}(?:სამინისტრო|დეპარტამენტი|სამმართველო|ინსპექცია|კომიტეტი|სააგენტო)"
)
_UNFINISHED = re.compile(r"[ა-ჰ ,\-–„“”\"]{4,90}(?:ის|თა|ოს|ების|და|ური|ული|ებრივი|პირადი|მთავარი)")
_STATE = ("საქართველოს ", "აჭარის ", "აფხაზეთის ")
_MAX_LINES = 5


def organ_start(paragraphs: list[Paragraph], end: int) -> int:
    """Where the organ stands that ends an annex, right below a finished sentence; else ``end``."""
    for lines in range(1, min(_MAX_LINES, end - 1) + 1):
        start = end - lines
        if paragraphs[start].role not in ("line", "content") or paragraphs[start].label:
            break
        if paragraphs[start - 1].text[-1] in ".;":
            return start if is_organ([one.text for one in paragraphs[start:end]]) else end
    return end


def is_organ(lines: list[str]) -> bool:
    """Whether lines name an organ of the state, all but the last not finished."""
    if not lines[0].startswith(_STATE) or not all(map(_UNFINISHED.fullmatch, lines[:-1])):
        return False
    return _ORGAN.fullmatch(lines[-1]) is not None or OFFICE_LINE.fullmatch(lines[-1]) is not None
