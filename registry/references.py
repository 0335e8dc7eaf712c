"""Places of an act that speak of one of its units, in words: „მე-5 მუხლის მე-2 პუნქტი“.

Looked for before a unit is removed or renumbered; a person reads what is found. Within an article
„ამ მუხლის მე-2 პუნქტი“ and, in its points, „ამ პუნქტის „ა“ ქვეპუნქტი“ are its own. A citation of
another act („… კანონის მე-5 მუხლი“) is listed too where the words do not tell it apart.

>>> from schemas.model import Particulars
>>> from schemas.numbers import Number
>>> def article(n, *texts):
...     inner = [Unit(Kind.TEXT, text=t) for t in texts]
...     return Unit(Kind.ARTICLE, Number.parse(n), eid=f"art_{n}", children=inner)
>>> body = Unit(Kind.BODY, children=[article("5", "ამ მუხლის პირველი პუნქტი."),
...                                  article("6", "იხ. მე-5 მუხლის 1-ლი პუნქტი.")])
>>> act = Act(Particulars(), Unit(Kind.ACT, children=[body]))
>>> [p.eid for p in references_to(act, (("article", "5"), ("point", "1")))]
['art_5', 'art_6']
>>> [p.eid for p in references_to(act, (("article", "6"),))]
[]
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from schemas.model import Act, Kind, Unit

_ORDINALS = (
    "პირველ", "მეორე", "მესამე", "მეოთხე", "მეხუთე", "მეექვსე", "მეშვიდე", "მერვე", "მეცხრე",
    "მეათე",
)  # fmt: skip
_NOUNS = {
    kind: re.compile(rf"(?<!\w){noun}\w{{0,12}}")
    for kind, noun in {
        "article": "მუხლ", "point": "(?:პუნქტ|ნაწილ)", "subpoint": "ქვეპუნქტ", "chapter": "თავ",
        "part": "კარ", "book": "წიგნ", "annex": "დანართ",
    }.items()
}  # fmt: skip
_TOKEN = re.compile(r"[\w^]+(?:-\w+)?|[–—-]")
_FORM = re.compile(r"(?:მე-)?([^-]+?)(?:-(?:ე|ლი|ელი))?")
_WINDOW = 160  # characters in which a list of numbers stands


@dataclass(frozen=True, slots=True)
class Place:
    """A place that speaks of the unit. ``name`` is the unit's, as it was looked for."""

    name: str
    eid: str
    text: str


def references_to(
    act: Act, units: tuple[tuple[str, str | None], ...], document: str | None = None
) -> list[Place]:
    """Every text of the act that cites the unit of this path; none for a unit that is not cited
    by number (a paragraph, a sentence)."""
    if not units or document or units[-1][0] not in _NOUNS or units[-1][1] is None:
        return []
    steps = [(kind, number) for kind, number in units if kind in _NOUNS and number]
    inner = [step for step in steps if step[0] in ("article", "point", "subpoint")] or steps[-1:]
    name = " ".join(number for _, number in inner)
    out: list[Place] = []
    for text, path in _texts(act.root, ()):
        within = 0  # how many of the steps this text stands in
        while within < len(inner) - 1 and path[: within + 1] == tuple(inner[: within + 1]):
            within += 1
        if _cites(text.text, inner, within):
            out.append(Place(name, text.eid or _eid(path), text.text))
    return out


def _cites(text: str, steps: list[tuple[str, str]], within: int) -> bool:
    """Whether a text that stands in the first ``within`` of these steps cites them all."""
    kind, number = steps[0]
    for noun in _NOUNS[kind].finditer(text):
        before = _list_before(text, noun.start())
        if _has(before, number) and _goes_on(text, noun.end(), steps[1:]):
            return True
    for depth in range(within):  # „ამ მუხლის“, „ამ პუნქტის“
        for noun in _NOUNS[steps[depth][0]].finditer(text):
            this = text[max(0, noun.start() - 4) : noun.start()].split()
            if this[-1:] == ["ამ"] and _goes_on(text, noun.end(), steps[depth + 1 :]):
                return True
    return False


def _goes_on(text: str, start: int, steps: list[tuple[str, str]]) -> bool:
    """Whether the other steps follow at once, each as a list of numbers and its noun."""
    for kind, number in steps:
        noun = _NOUNS[kind].search(text, start, start + _WINDOW)
        if noun is None or not _has(_list(text[start : noun.start()]), number):
            return False
        start = noun.end()
    return True


def _list_before(text: str, end: int) -> list[str]:
    """The numbers that stand right before a noun, however many."""
    start = max(0, end - _WINDOW)
    out: list[str] = []
    for token in reversed(_TOKEN.findall(text, start, end)):
        number = _number(token)
        if number is None:
            break
        out.insert(0, number)
    return out


def _list(text: str) -> list[str]:
    """The numbers of a list; empty where anything else stands among them."""
    numbers = [_number(token) for token in _TOKEN.findall(text)]
    return [number for number in numbers if number is not None] if None not in numbers else []


def _number(token: str) -> str | None:
    """A number or letter as it is cited, „–“ for a range, „“ for a joint; None: another word."""
    if token in ("–", "—", "-", "და", "ან"):
        return "" if token in ("და", "ან") else "–"
    for value, word in enumerate(_ORDINALS, 1):
        if token.startswith(word):
            return str(value)
    form = _FORM.fullmatch(token)
    number = form[1] if form else token
    return number if len(number) <= 2 or number[0].isdigit() else None


def _has(numbers: list[str], wanted: str) -> bool:
    """Whether a list names a number, alone or inside a range of whole numbers."""
    if wanted in numbers:
        return True
    ranges = zip(numbers, numbers[1:], numbers[2:], strict=False)
    return any(
        dash == "–" and all(n.isdecimal() for n in (one, two, wanted))
        and int(one) <= int(wanted) <= int(two)
        for one, dash, two in ranges
    )  # fmt: skip


def _texts(
    unit: Unit, path: tuple[tuple[str, str], ...]
) -> Iterator[tuple[Unit, tuple[tuple[str, str], ...]]]:
    """Every text with the articles, points and subpoints around it."""
    if unit.number is not None and unit.kind in (Kind.ARTICLE, Kind.POINT, Kind.SUBPOINT):
        path = (*path, (unit.kind.value, str(unit.number)))
    if unit.kind is Kind.TEXT:
        yield unit, path
    for child in unit.children:
        yield from _texts(child, path)


def _eid(path: tuple[tuple[str, str], ...]) -> str:
    return "__".join(f"{kind[:3]}_{number}" for kind, number in path)
