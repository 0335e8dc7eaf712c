"""Marks of force: what is printed beside a wording of its suspension, of a term set to it, or of
a judgment on what it says.

They are said of one wording. Where a later act gives the unit anew, nothing says that they hold
for the new words too, so these do not take them over.

>>> suspended = Petit(f"({SUSPENSION} 01.01.2025-მდე – 20.05.2022, №1)", style="other")
>>> amended = Petit("საქართველოს 2022 წლის 20 მაისის კანონი №1 – ვებგვერდი, 24.05.2022წ.")
>>> beside_any_wording([suspended, amended]) == [amended]
True
"""

from __future__ import annotations

from collections.abc import Iterable

from schemas.model import Petit, Unit

SUSPENSION = "მოქმედება შეჩერებულია"
TERM_SET = "მოქმედების ვადა განსაზღვრულია"
TERM_OVER = "მოქმედების ვადა დასრულებულია"
LEFT_BEHIND = "its term or suspension was set to it as it stood before"  # told to people
JUDGED_BEFORE = "the Court's words were said of it as it stood before"  # told to people
_SAID = tuple(f"({words}" for words in (SUSPENSION, TERM_SET))
_JUDGED = ("(არაკონსტიტუციურად იქნ", "(ძალადაკარგულად იქნ")


def beside_any_wording(petits: Iterable[Petit]) -> list[Petit]:
    """The petits of a unit that stay when it is given anew."""
    return [
        petit
        for petit in petits
        if not (petit.style == "other" and petit.printed.startswith(_SAID)) and not _judges(petit)
    ]


def is_judged(unit: Unit) -> bool:
    """Whether the Court's words on its wording stand beside a unit."""
    return any(map(_judges, unit.petits))


def _judges(petit: Petit) -> bool:
    return petit.style == "court" and petit.printed.startswith(_JUDGED)
