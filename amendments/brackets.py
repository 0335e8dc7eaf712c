"""The bracket behind a cited act: where it was published, and its registration code.

>>> read_bracket("სსმ, 16/01/2012, სარეგისტრაციო კოდი 010100000.05.001.016606")
Bracket(number=None, code='010100000.05.001.016606', publication='სსმ, 16/01/2012')
"""

from __future__ import annotations

import re
from typing import NamedTuple

_CODE = re.compile(r"\d[\d ]*(?:\. ?\d[\d ]*){2,}|(?<!\d)\d{20}(?!\d)")
_BARE_CODE = re.compile(r"(?:კოდი|ს ?[./] ?კ\.?) ?[:-]* ?№? ?(?P<code>\d[\d.]{15,26})(?=[ ,;)]|$)")
_CODE_LABEL = re.compile(
    r"[,;.]* ?(?:(?:სახელმწიფო )?(?:სა[ა-ჰ]{0,2}ეგისტ[ა-ჰ]{1,5}იო|რეგისტრაციის|სარეგ|რეგ|სარედ|სარ)"
    r"\.? ?(?:კოდი|ნომერი)?|ს ?[./] ?(?:კოდი|კ)?|(?<![ა-ჰ])ს\.? ?კ|სსკ|კოდი|ნომერი)?[ :№.(-]*$"
)
_SOURCE_LABEL = re.compile(r"\Aგამოქვეყნების წყარო ?:? ?")
_DAY = re.compile(r"(?<![\d.])\d{1,2} ?[./] ?\d{1,2} ?[./] ?(?:\d{4,5}|\d\d)(?= |,|;|$|\. )")
# what only a bracket on the publication holds: a name of a gazette, a page, a day, a year
_SOURCE = re.compile(
    r"სსმ|მაცნე|უწყებ|კრებულ|ვებ|matsne|www|გაზეთ|მუხ|გვ ?\.|"
    r"\d{1,2} ?[./] ?\d{1,2} ?[./] ?\d\d|\d{4}"
)
_NUMBER = re.compile(r"№ ?([\w/ -]+)")
# „(№254-რ/ს, ვებგვერდი, …)“: with letters it is the act's number, not a gazette's
_NUMBER_FIRST = re.compile(r"№ ?(?P<no>\d{1,5} ?- ?[ა-ჰIVX/ .]{1,10}?), ")


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
    first = _NUMBER_FIRST.match(inside)
    if first:
        number = re.sub(r"\s+", "", first["no"]).rstrip(".")
        return read_bracket(inside[first.end() :])._replace(number=number)
    found = _CODE.finditer(_without_dates(inside))
    code = next((m.span() for m in found if sum(c.isdigit() for c in m.group()) >= 11), None)
    if code is None:
        bare = _BARE_CODE.search(inside)
        code = bare.span("code") if bare else None
    if code:
        start, end = code[0], _end_of_code(inside, *code)
        value = re.sub(r"\s+", "", inside[start:end]).strip(".") if end else None
        before = _CODE_LABEL.sub("", inside[:start])
        before += "." if before.endswith("წ") and inside.startswith(".", len(before)) else ""
        rest = f"{before.strip(' ,;:№-')} {inside[end or code[1] :].strip(' ,;.')}"
        rest = _SOURCE_LABEL.sub("", rest.strip(), count=1)
        told = re.search(r"\d|[ა-ჰ]{3}", rest) is not None
        return Bracket(code=value, publication=rest if told else None)
    if _SOURCE.search(inside):
        return Bracket(publication=_SOURCE_LABEL.sub("", inside, count=1).rstrip(" ,;"))
    return Bracket()


def _without_dates(inside: str) -> str:
    """The bracket with its days blanked out, every other character in its place."""
    return _DAY.sub(lambda day: "," * len(day.group()), inside)


def _end_of_code(inside: str, start: int, end: int) -> int:
    """Where a code ends: at its twentieth digit, a day may be glued behind; 0 with more digits."""
    places = [place for place in range(start, end) if inside[place].isdigit()]
    if len(places) <= 20:
        return end
    stop = places[19] + 1
    return stop if len(places) >= 26 or not inside[stop].isdigit() else 0
