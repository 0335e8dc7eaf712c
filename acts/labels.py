"""Labels at the head of a paragraph: „1.“, „3^1.“, „1)“, „ა)“, „ა.ბ)“, „2.4.“, „I.“, „(1)“, „a)“.

A label is only a candidate: whether „5.“ is the number of a point is decided by its neighbours
(:mod:`acts.lists`).

>>> label = read_label("3^1. ტექსტი")
>>> label.style, str(label.numbers[-1]), label.printed
('dot', '3^1', '3^1.')
>>> [str(n) for n in read_label("ა.ბ) ტექსტი").numbers]
['ა', 'ბ']
>>> read_label("10.04.2012 წელს") is None
True
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import Literal

from schemas.numbers import PLAIN, Number

Style = Literal[
    "dot", "paren", "letter", "letter-dot", "roman", "decimal",
    "bracket", "bracket-letter", "latin", "bracket-latin", "small-roman", "bracket-roman",
]  # fmt: skip
# Styles of items that may be words as well: a list of them opens only when a second one follows.
WEAK: frozenset[Style] = frozenset(
    {
        "roman", "letter-dot", "bracket", "bracket-letter", "latin", "bracket-latin",
        "small-roman", "bracket-roman",
    }
)  # fmt: skip
LETTERED: frozenset[Style] = frozenset(
    {
        "letter", "letter-dot", "bracket-letter", "latin", "bracket-latin", "small-roman",
        "bracket-roman",
    }
)  # fmt: skip

_SUP = r"(?:\s?\^{{1,2}}\s?(?P<{0}>\d{{1,3}})|(?P<{0}u>[⁰¹²³⁴⁵⁶⁷⁸⁹]+))"
_ARABIC = re.compile(
    r"(?P<base>[1-9]\d{0,3}(?:\.(?:[1-9]\d{0,2}|0[1-9]))*)(?:\.0(?=\s?\.\s?[ა-ჰ„]))?"
    + _SUP.format("p")
    # „18.65-ე მუხლის …“: the blank is lost
    + r"?\s?(?P<mark>\.\s?\)|[.)]\.(?=\s?[„“\"]?[ა-ჰ]{2})|[.)])(?!\d(?!\d{0,2}\s?[-–]ე\s))"
)
_SPLIT = re.compile(r"(?P<base>[1-9]\d{0,2})[\s\u200b](?P<p>\d{1,2})\s?(?P<mark>[.)])(?!\d)")
_UNITS = "თეთრი|ლარი|მლნ|მილიონი|ათასი|პროცენტი|მეგავატი|კვტ|კვ|კმ|მ|სმ|მმ|კგ|გ|ტ|ჰა"
_MEASURE = rf"(?!\s?(?:{_UNITS})(?![ა-ჰ]))"  # „2.8 თეთრი“, „15.5 სმ“
# „2.4 ტექსტი“, „2.4 – ტექსტი“, „2 .4 ტექსტი“
_BARE_DECIMAL = re.compile(
    r"(?P<base>[1-9]\d?(?:\s?\.[1-9]\d?){1,3})(?!\d)"
    + _MEASURE
    + r"(?:\s+(?=[„“\"]?[ა-ჰ])|(?=[ა-ჰ]{4})|\s?[-–—]\s?(?=[„“\"]?[ა-ჰ][ა-ჰ(]))"
)
_STRAY = r"\s?\.(?=\s?[„“\"]?[ა-ჰ]{2})"  # „გ). ტექსტი“: a stop behind the bracket
_LETTER_PART = r"[ა-ჰ](?:\s?\^\s?\d{1,2}|[⁰¹²³⁴⁵⁶⁷⁸⁹]+|[\s\u200b]?\d{1,2})?"
_LETTER = re.compile(
    rf"(?P<path>{_LETTER_PART}(?:\s?\.\s?{_LETTER_PART})*)\s?\.?\s?\)(?:\^(?=\s)|{_STRAY})?"
)
_LETTER_DOT = re.compile(
    r"(?P<path>[ა-ჰ](?:\^\d{1,2})?)\s?(?:\.\s|\.(?=[„“\"])|/\s|(?<=\s)/)(?=[„“\"(]?[ა-ჰ\dA-Z])"
)
_PATH_DOT = re.compile(r"(?P<path>[ა-ჰ](?:\s?\.\s?[ა-ჰ]){1,3})\s?\.\s?(?=[„“\"(]?[ა-ჰ]{3})")
_ROMAN = re.compile(
    r"(?P<base>[IVXLC](?:\s?[IVXLC]){0,6})" + _SUP.format("p") + r"?\s?(?P<mark>[.)])(?=\s|[ა-ჰ„])"
)
# „(1)“, „(ბ)“, „(ii)“, „a)“ of treaties
_ENCLOSED = re.compile(
    r"(?P<open>\()?\s?(?P<base>[1-9]\d?|[ა-ჰ]|[a-z]{1,5}|(?<=[( ])[IVX]{1,7})\s?\)"
    r"(?=\s|[ა-ჰ„“”\"\[‘’«]|,,|''|$|\((?:[ა-ჰa-z]|[ivxIVX]{1,4})\)\s(?!(?:ქვე)?პუნქტ))"
)
# Cyrillic letters that look like the Latin ones of a label: „іі)“
_LOOKALIKE = str.maketrans("іІаАсСеЕоОхХуУрР", "iiaacceeooxxyypp")
_CYRILLIC = re.compile(r"[(\s]*[a-zа-яіА-ЯІ]{1,4}\s?\)")
# „(Ι)“, „(ІІ)“: Greek, Cyrillic and Latin capitals of a Roman number
_ROMAN_CAPITALS = re.compile(r"\(\s?[IVXΙΧІХ]{1,7}\s?\)")
_ROMAN_DOT = re.compile(r"(?P<base>[ivx]{1,5})\.\s?(?=[„“\"]?[ა-ჰ]{2})")  # „ii. ტექსტი“
_CAPITALS = str.maketrans("ΙΧІХ", "IXIX")
_MARKS = re.compile(r"(?:,,|[„“])\s*(?=[IVX]{1,5}\s?\.)")
_CLOSING = re.compile(r"[“”\"’]|''")
_WORDS = re.compile(r"\s?[„“\"]?[ა-ჰ]{3}")
_PART = re.compile(r"([ა-ჰ])[\s\u200b]?\^?\s?(\d{1,2})?")
_SPACE = re.compile(r"\s+")


@dataclass(frozen=True, slots=True)
class Label:
    """A candidate label. ``end`` is where the words after it begin."""

    style: Style
    numbers: tuple[Number, ...]  # a path for „ა.ბ)“, one number otherwise
    printed: str
    end: int
    split: bool = False  # „3 1.“: the superscript stood apart
    shown: Number | None = None  # the printed letter, where another order than ours rules

    @property
    def number(self) -> Number:
        return self.numbers[-1]


def read_label(text: str) -> Label | None:
    """The label at the head of a paragraph, or None."""
    first = text[0] if text else ""
    if "ა" <= first <= "ჰ":
        return _letter(text) if len(text) > 1 and not "ა" <= text[1] <= "ჰ" else None
    if "1" <= first <= "9":
        return _arabic(text)
    if not first:
        return None
    if first in "IVXLC":
        return _roman(text)
    if first == "(" or "a" <= first <= "z" or "А" <= first <= "я" or first in "іІ":
        return _enclosed(text)
    if first == "\ufffd":
        rest = text.lstrip("\ufffd ")
        skipped = len(text) - len(rest)
        label = read_label(rest)
        if label is None:
            return None
        return replace(label, printed=text[:skipped] + label.printed, end=label.end + skipped)
    if first in "„“," and (marks := _MARKS.match(text)) is not None:
        return _marked(text, marks.end())
    return None


def _marked(text: str, skipped: int) -> Label | None:
    """„,, II. სათაური“: a stray opening mark, closed nowhere, before a Roman number."""
    label = None if _CLOSING.search(text, skipped) else _roman(text[skipped:])
    if label is None:
        return None
    return replace(label, printed=text[:skipped] + label.printed, end=label.end + skipped)


def other_reading(label: Label) -> Label | None:
    """The same label in the other series: „i)“ is the first Roman one or the ninth letter.

    >>> str(other_reading(read_label("v) ტექსტი")).number)
    'V'
    """
    sign = label.printed.strip("() ").translate(_LOOKALIKE)
    if len(sign) > 1 or not "a" <= sign <= "z":
        return None
    if label.style in ("latin", "bracket-latin"):
        style: Style = "small-roman" if label.style == "latin" else "bracket-roman"
        number = _small_roman(sign)
        return replace(label, style=style, numbers=(number,)) if number else None
    style = "latin" if label.style == "small-roman" else "bracket-latin"
    return replace(label, style=style, numbers=(_number(str(ord(sign) - 96)),))


def _enclosed(text: str) -> Label | None:
    head = text[:22]
    if (capitals := _ROMAN_CAPITALS.match(head)) is not None:
        head = head[: capitals.end()].translate(_CAPITALS) + head[capitals.end() :]
    elif (cyrillic := _CYRILLIC.match(head)) is not None:
        head = head[: cyrillic.end()].translate(_LOOKALIKE) + head[cyrillic.end() :]
    match = _ENCLOSED.match(head)
    if match is None and (dotted := _ROMAN_DOT.match(head)) is not None:
        return _dotted_roman(text, dotted)
    if match is None:
        return None
    base, opened = match["base"], match["open"] is not None
    style: Style
    if base[0].isdigit() or "ა" <= base <= "ჰ":
        style = "bracket" if base[0].isdigit() else "bracket-letter"
        number: Number | None = _number(base)
    elif len(base) == 1 and "a" <= base != "i":
        style = "bracket-latin" if opened else "latin"
        number = _number(str(ord(base) - 96))  # its place in the alphabet
    else:
        style = "bracket-roman" if opened else "small-roman"
        number = _small_roman(base)
    if number is None:
        return None
    return Label(style, (number,), text[: match.end()], _skip(text, match.end()))


def _dotted_roman(text: str, match: re.Match[str]) -> Label | None:
    number = _small_roman(match["base"])
    if number is None:
        return None
    return Label("small-roman", (number,), text[: match.end()].rstrip(), match.end())


def _small_roman(sign: str) -> Number | None:
    try:
        return _number(sign.upper())
    except ValueError:
        return None


def _arabic(text: str) -> Label | None:
    head = text[:24]
    match = _ARABIC.match(head)
    if match:
        base = _SPACE.sub("", match["base"])
        prim = match["p"] or (match["pu"] or "").translate(PLAIN)
        number = _number(f"{base}^{prim}" if prim else base)
        decimal = "." in base
        if ".0" in base and _WORDS.match(text, match.end()) is None:
            return None  # „21.01.-დან“
        if decimal and len(base.split(".")) > 2 and _looks_like_date(base):
            return None
        stopped = match["mark"] in (".", "..")
        style: Style = "decimal" if decimal else "dot" if stopped else "paren"
        return Label(style, (number,), match.group(), _skip(text, match.end()))
    match = _SPLIT.match(head)
    if match:
        number = _number(f"{match['base']}^{int(match['p'])}")
        style = "dot" if match["mark"] == "." else "paren"
        return Label(style, (number,), match.group(), _skip(text, match.end()), split=True)
    match = _BARE_DECIMAL.match(text[:40])
    if match:
        number = _number(_SPACE.sub("", match["base"]))
        return Label("decimal", (number,), match.group().rstrip(), match.end())
    return None


def _letter(text: str) -> Label | None:
    head = text[:32]
    match = _LETTER.match(head)
    if match:
        numbers = tuple(
            _number(part[1] + (f"^{part[2]}" if part[2] else ""))
            for part in _PART.finditer(match["path"].translate(PLAIN))
        )
        return Label("letter", numbers, match.group(), _skip(text, match.end()))
    match = _PATH_DOT.match(text[:40])
    if match:
        numbers = tuple(_number(part) for part in match["path"] if "ა" <= part <= "ჰ")
        return Label("letter", numbers, match.group().rstrip(), match.end())
    match = _LETTER_DOT.match(head)
    if match:
        return Label("letter-dot", (_number(match["path"]),), match.group().rstrip(), match.end())
    return None


def _roman(text: str) -> Label | None:
    match = _ROMAN.match(text[:24])
    if not match:
        return None
    prim = match["p"] or (match["pu"] or "").translate(PLAIN)
    try:
        base = _SPACE.sub("", match["base"])
        number = _number(base + (f"^{prim}" if prim else ""))
    except ValueError:
        return None
    return Label("roman", (number,), match.group(), _skip(text, match.end()))


@lru_cache(maxsize=8192)
def _number(text: str) -> Number:
    return Number.parse(text)


def _looks_like_date(base: str) -> bool:
    return int(base.rsplit(".", 1)[1]) > 99


def _skip(text: str, at: int) -> int:
    while at < len(text) and text[at] == " ":
        at += 1
    return at
