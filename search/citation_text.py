"""Citations of units as Georgian law writes them, read from text.

A citation is a chain of numbered units, outermost first (``177-ე მუხლის მე-3 ნაწილის „ა“
ქვეპუნქტი``), and what stands around it names the act: ``ამ კანონის``, a short name, a title, or
date and number. Lists and ranges give a chain for each unit (``მე-5–მე-7 პუნქტები``). Inflection
does not matter; unit nouns and numbers do.

>>> [str(chain) for chain in chains("177-ე მუხლის მე-3 ნაწილის „ა“ ქვეპუნქტი")]
['art_177__para_3__point_a']
>>> [str(chain) for chain in chains("მე-2 და 9¹ მუხლებით")]
['art_2', 'art_9-1']
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from itertools import product

from schemas.eid import number_token
from schemas.elements import SHAPES
from schemas.model import Kind
from schemas.numbers import Number
from search.stemmer import stem

DEPTH = {
    Kind.ANNEX: 0, Kind.BOOK: 1, Kind.PART: 2, Kind.CHAPTER: 3, Kind.ARTICLE: 4, Kind.POINT: 5,
    Kind.SUBPOINT: 6, Kind.TEXT: 7,
}  # fmt: skip
_NOUNS = {
    "დანართ": Kind.ANNEX, "წიგნ": Kind.BOOK, "კარ": Kind.PART, "თავ": Kind.CHAPTER,
    "მუხლ": Kind.ARTICLE, "მუხ": Kind.ARTICLE, "პუნქტ": Kind.POINT, "ნაწილ": Kind.POINT,
    "ნაწ": Kind.POINT, "ქვეპუნქტ": Kind.SUBPOINT, "ქვეპ": Kind.SUBPOINT, "აბზაც": Kind.TEXT,
}  # fmt: skip
_SPELLED = {
    stem(word): value
    for value, word in enumerate(
        "პირველი მეორე მესამე მეოთხე მეხუთე მეექვსე მეშვიდე მერვე მეცხრე მეათე მეთერთმეტე "
        "მეთორმეტე მეცამეტე მეთოთხმეტე მეთხუთმეტე მეთექვსმეტე მეჩვიდმეტე მეთვრამეტე მეცხრამეტე "
        "მეოცე".split(),
        1,
    )
}
_DASH = "[-‐‑‒–—−]"
_PRIM = r"(?:\^\d{1,3}|[⁰¹²³⁴⁵⁶⁷⁸⁹]{1,3})*"
_ARABIC = (
    rf"(?:მე\s?{_DASH}\s?)?\d{{1,4}}(?:\.\d{{1,3}})*{_PRIM}(?:\s?{_DASH}\s?(?:ელი|ლი|ე|ის))?(?!\w)"
)
_WORD = (
    "(?:პირველ|მეორე|მესამე|მეოთხე|მეხუთე|მეექვსე|მეშვიდე|მერვე|მეცხრე|მეათე|მეთერთმეტე|მეთორმეტე|"
    "მეცამეტე|მეთოთხმეტე|მეთხუთმეტე|მეთექვსმეტე|მეჩვიდმეტე|მეთვრამეტე|მეცხრამეტე|მეოცე)[ა-ჰ]{0,2}"
)
_ROMAN = rf"[IVXLC]{{1,7}}{_PRIM}(?!\w)"
_LETTERS = rf"[„\"“]?[ა-ჰ](?:\.[ა-ჰ])*{_PRIM}[“”\"]"
_ONE = rf"(?:{_ARABIC}|{_WORD}|{_ROMAN}|{_LETTERS})"
_BETWEEN = rf"(?:\s?{_DASH}\s?|\s?,\s?|\s+და\s+|\s+ან\s+)"
_ELEMENT = re.compile(
    rf"(?<![\w^])(?P<numbers>№?\s?{_ONE}(?:{_BETWEEN}{_ONE}){{0,12}})\s+"
    rf"(?P<noun>ქვეპუნქტ|პუნქტ|მუხლ|ნაწილ|თავ|კარ|წიგნ|აბზაც|დანართ)(?P<ending>[ა-ჰ]{{0,11}})(?!\w)"
    rf"|(?<!\w)(?P<before>მუხლი|მუხ\.|ნაწილი|ნაწ\.|პუნქტი|ქვეპუნქტი|ქვეპ\.|თავი|კარი|წიგნი|დანართი)"
    rf"\s?№?\s?(?P<after>{_ARABIC}|{_ROMAN}|{_LETTERS})"
)
_NUMBERS = re.compile(rf"(?P<dash>{_DASH}\s?(?=\S))?(?P<one>{_ONE})")
_JOINT = re.compile(r"[\s,]*(?:და\s+)?")
_LIST_MOST, _RANGE_MOST = 24, 60


@dataclass(frozen=True, slots=True)
class Chain:
    """Units one inside the other; ``start`` and ``end`` are offsets of its words in the text.

    ``own``: of a list („მე-2 და მე-3 მუხლები“), the words that stand for this chain alone;
    None for those a range leaves out („მე-2–მე-5“).
    """

    steps: tuple[tuple[Kind, Number], ...]
    start: int
    end: int
    own: tuple[int, int] | None = None

    def __str__(self) -> str:
        return plain_eid(self.steps)


@dataclass(frozen=True, slots=True)
class _Element:
    kind: Kind
    numbers: tuple[tuple[Number, ...], ...]  # alternatives, each one or more levels
    places: tuple[tuple[int, int] | None, ...]  # of each in the text
    start: int
    end: int


def chains(text: str) -> Iterator[Chain]:
    """Every chain of units in a text, in order; a list at any level gives several."""
    held: list[_Element] = []
    for element in _elements(text):
        if held and _inside(held[-1], element, text):
            held.append(element)
            continue
        yield from _chains(held)
        held = [element]
    yield from _chains(held)


def plain_eid(steps: Iterable[tuple[Kind, Number]]) -> str:
    """The eId such a chain has in a plain act: „art_177__para_3“."""
    return "__".join(f"{SHAPES[kind].prefix}_{token(kind, number)}" for kind, number in steps)


def token(kind: Kind, number: Number) -> str:
    """The token of a unit in an eId; an აბზაცი is counted, not numbered."""
    return str(number) if kind is Kind.TEXT else number_token(kind, number)


def _elements(text: str) -> Iterator[_Element]:
    for match in _ELEMENT.finditer(text):
        noun = match["noun"] or match["before"].rstrip(".ი")
        if match["ending"] and not _inflected(noun, match["ending"]):
            continue
        kind = _NOUNS[noun]
        said = match.start("numbers" if match["numbers"] else "after")
        found = list(_numbers(match["numbers"] or match["after"]))
        numbers = tuple(number for number, _ in found)
        places = tuple(at and (said + at[0], said + at[1]) for _, at in found)
        if kind is Kind.POINT and numbers and numbers[0][0].series == "letter":
            kind = Kind.SUBPOINT  # „ა“ პუნქტი of older acts
        if numbers:
            start = match.start() + (match[0][0].isspace())
            yield _Element(kind, numbers, places, start, match.end())


def _inflected(noun: str, ending: str) -> bool:
    """Whether it is the noun in some case, and not a longer word: „თავის“, not „თავდაცვის“."""
    return stem(noun + ending) == stem(noun + "ი")


def _inside(outer: _Element, inner: _Element, text: str) -> bool:
    """Whether the next element is part of the one before: deeper, and right behind it."""
    if DEPTH[inner.kind] <= DEPTH[outer.kind] or inner.start - outer.end > 12:
        return False
    between = text[outer.end : inner.start]
    return _JOINT.fullmatch(between) is not None and "და" not in between and "\n" not in between


def _chains(elements: list[_Element]) -> Iterator[Chain]:
    if not elements:
        return
    start, end = elements[0].start, elements[-1].end
    levels = [[(e.kind, one) for one in e.numbers] for e in elements]
    lists = [element for element in elements if len(element.numbers) > 1]
    own: list[tuple[int, int] | None] = [] if lists else [(start, end)]
    if len(lists) == 1:
        own = _own(lists[0], start, end)
    for count, chosen in enumerate(product(*levels)):
        if count >= _LIST_MOST:
            return
        steps = tuple((kind, number) for kind, one in chosen for number in one)
        yield Chain(steps, start, end, own[count] if count < len(own) else None)


def _own(of: _Element, start: int, end: int) -> list[tuple[int, int] | None]:
    """What stands for each of a list: the first begins with the whole, the last ends it."""
    out = [*of.places]
    if first := out[0]:
        out[0] = (start, first[1])
    if last := out[-1]:
        out[-1] = (last[0], end)
    return out


_Said = tuple[tuple[Number, ...], tuple[int, int] | None]


def _numbers(text: str) -> Iterator[_Said]:
    """The numbers of a list with their places; a range of whole numbers is filled in."""
    last: tuple[Number, ...] | None = None
    for match in _NUMBERS.finditer(text):
        found = read_number(match["one"])
        if found is None:
            continue
        if match["dash"] and last is not None:
            yield from ((number, None) for number in _filled(last, found))
        yield found, match.span("one")
        last = found


def _filled(first: tuple[Number, ...], last: tuple[Number, ...]) -> Iterator[tuple[Number, ...]]:
    one, other = first[-1], last[-1]
    same = one.series == other.series and len(first) == len(last) and first[:-1] == last[:-1]
    if not same or one.prims or other.prims or len(one.base) != 1 or len(other.base) != 1:
        return
    if other.base[0] - one.base[0] <= _RANGE_MOST:
        for value in range(one.base[0] + 1, other.base[0]):
            yield (*first[:-1], replace(one, base=(value,)))


def read_number(text: str) -> tuple[Number, ...] | None:
    """A number however it is written; „ა.ბ“ is two levels. None: no number of a unit.

    >>> [str(n) for n in read_number("მე-5") + read_number("მეხუთე") + read_number("„ა.ბ“")]
    ['5', '5', 'ა', 'ბ']
    """
    bare = re.sub(rf"^(?:მე\s?{_DASH}\s?)|\s?{_DASH}\s?(?:ელი|ლი|ე|ის)?$|[„“”\"№\s]", "", text)
    if (spelled := _SPELLED.get(stem(bare))) is not None:
        return (Number("arabic", (spelled,)),)
    try:
        if bare[:1].isdigit() or bare[:1] in "IVXLC":
            return (Number.parse(bare),)
        return tuple(Number.parse(part) for part in bare.split("."))
    except ValueError:
        return None
