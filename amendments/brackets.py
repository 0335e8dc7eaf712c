"""The bracket behind a cited act: where it was published, and its registration code.

>>> read_bracket("სსმ, 16/01/2012, სარეგისტრაციო კოდი 010100000.05.001.016606")
Bracket(number=None, code='010100000.05.001.016606', publication='სსმ, 16/01/2012')
"""

from __future__ import annotations

import re
from typing import NamedTuple

_CODE = re.compile(r"\d[\d ]*(?:\. ?\d[\d ]*){2,}")
_CODE_LABEL = re.compile(
    r"[,;]? ?(?:(?:სახელმწიფო )?(?:სარეგისტრაციო|რეგისტრაციის|სარეგ?\.|რეგ\.) ?კოდი"
    r"|ს/კ|კოდი) ?:?-? ?$"
)
_DAY = re.compile(r"(?<!\d)\d{1,2} ?[./] ?\d{1,2} ?[./] ?\d{4}(?= |,|;|$)")
_NUMBER = re.compile(r"№ ?([\w/ -]+)")


class Bracket(NamedTuple):
    """``number``: the bracket holds nothing but „№5“. What it does not hold is None."""

    number: str | None = None
    code: str | None = None
    publication: str | None = None


def read_bracket(inside: str) -> Bracket:
    """The particulars in a bracket (folded text)."""
    numero = _NUMBER.fullmatch(inside)
    if numero:
        return Bracket(number=re.sub(r"\s+", "", numero.group(1)))
    found = _CODE.finditer(_without_dates(inside))
    code = next((m for m in found if sum(c.isdigit() for c in m.group()) >= 11), None)
    if code:
        rest = _CODE_LABEL.sub("", inside[: code.start()]).strip(" ,;")
        rest = (rest + " " + inside[code.end() :].strip(" ,;.")).strip()
        value = _twenty_digits(re.sub(r"\s+", "", code.group()).strip("."))
        told = re.search(r"\d|[ა-ჰ]{3}", rest) is not None
        return Bracket(code=value, publication=rest if told else None)
    if re.search(r"\d", inside) or "მაცნე" in inside:
        return Bracket(publication=inside)
    return Bracket()


def _without_dates(inside: str) -> str:
    """The bracket with its days blanked out, every other character in its place."""
    return _DAY.sub(lambda day: "," * len(day.group()), inside)


def _twenty_digits(code: str) -> str | None:
    """A registration code without the date that a copy glued behind its twenty digits."""
    places = [place for place, sign in enumerate(code) if sign.isdigit()]
    if len(places) <= 20:
        return code
    return code[: places[19] + 1] if len(places) >= 26 else None  # else a digit too many
