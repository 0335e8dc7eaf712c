"""Words of a point that are given with its number.

„მე-2 პუნქტის პირველი აბზაცი ჩამოყალიბდეს …: „2. მნახველს შეუძლია:““: the number is that of the
point, which stands there already.
"""

from __future__ import annotations

import re

from consolidation.refused import Refused
from consolidation.structure import repeats_number
from schemas.model import Kind, Unit

_INDEX = r"(?:\^\d+|[⁰¹²³⁴-⁹]+)?"
_NUMBER = re.compile(rf"\s*(?P<number>\d+{_INDEX}|[ა-ჰ]{_INDEX}(?=\)))[.)]\s+")


def without_own_number(unit: Unit, new: str, *, first: bool) -> str:
    """New words of a part of ``unit``, without the own number of a point before them; ``first``:
    they are the first words of the unit.

    Raises :class:`Refused`, ``different-kind``, where the number is another's, or stands before
    words that do not begin the unit.
    """
    found = _NUMBER.match(new)
    if found is None:
        return new
    own = first and unit.kind is Kind.POINT and bool(unit.label)
    if not own or not repeats_number(found.group(), unit.label):
        why = f"the new text of a part of {unit.label or unit.kind.value} begins with a number"
        raise Refused("different-kind", f"{why}: {found['number']}")
    return new[found.end() :]
