"""The query language, read.

| written | means |
|---|---|
| ``იპოთეკა ქონება`` | both, in any inflection (``AND`` may be written) |
| ``"იპოთეკის საგანი"``, ``„…“`` | in this order, in any inflection |
| ``=იპოთეკით``, ``="იპოთეკის საგანი"`` | in this form only |
| ``a OR b``, ``a | b`` | one of them |
| ``-a``, ``NOT a`` | without it |
| ``a NEAR/3 b`` | at most three words apart, in any order |
| ``იპოთეკ*`` | words that begin so |
| ``( … )`` | a part of its own |
| ``kind:კანონი year:2010..2015 …`` | fields: :class:`search.query.FieldName` |
| ``asOf:2015-03-01`` | the wording of that day |
| ``status:future`` | in-force, future, historical, any |

Field names may be Georgian (``სათაური:``). Marks that carry no word are passed over, so that a
sentence of a law can be put in as it is.

>>> str(parse("სათაური:იპოთეკა (ქონება | „მიწის ნაკვეთი“) -ბათილი თარიღი:2015-03-01"))
'title:იპოთეკა (ქონება OR "მიწის ნაკვეთი") -ბათილი asOf:2015-03-01'
>>> parse("წელი:15")
Traceback (most recent call last):
    ...
search.refusals.BadSearch: value-not-valid at 0: the field does not take this value: year:15
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from typing import Literal

from search.query import (
    DELIMITERS,
    And,
    Field,
    FieldName,
    Near,
    Node,
    Not,
    Or,
    Period,
    Phrase,
    Prefix,
    Query,
    Word,
)
from search.refusals import BadSearch

MAX_LENGTH, MAX_DEPTH, MAX_DISTANCE = 4000, 20, 50
_CLOSING = {'"': '"', "„": '“”"', "“": "”“", "”": "”“", "«": "»"}
_ALIASES: dict[str, FieldName | Literal["asOf"]] = {
    **{name.value.lower(): name for name in FieldName},
    "asof": "asOf", "თარიღი": "asOf", "სათაური": FieldName.TITLE, "აქტი": FieldName.IN,
    "სახე": FieldName.KIND, "მიმღები": FieldName.ISSUER, "წელი": FieldName.YEAR,
    "დარგი": FieldName.SECTOR, "სტატუსი": FieldName.STATUS, "პეტიტი": FieldName.PETIT,
    "მითითებულია": FieldName.CITES, "შემცვლელი": FieldName.CHANGED_BY,
    "შეცვლილია": FieldName.CHANGED_BETWEEN,
}  # fmt: skip
_PERIODS = {
    **{period.value: period for period in Period},
    "მოქმედი": Period.IN_FORCE, "მომავალი": Period.FUTURE, "ისტორიული": Period.HISTORICAL,
    "ყველა": Period.ANY,
}  # fmt: skip
_STATES = {
    "text": "text", "removed": "removed", "repealed": "repealed",
    "ამოღებული": "removed", "ძალადაკარგული": "repealed",
}  # fmt: skip
_NAME = re.compile(r"([^\W\d_]+):(?=\S)")
_NEAR = re.compile(r"NEAR(?:/(\d{1,4}))?")
_YEARS = re.compile(r"(\d{4})(?:(?:\.\.|[-–])(\d{4}))?", re.ASCII)
_DAYS = re.compile(r"(\d{4}-\d\d-\d\d)(?:\.\.|/)(\d{4}-\d\d-\d\d)", re.ASCII)


@dataclass(frozen=True, slots=True)
class _Lexeme:
    """``kind``: ``(``, ``)``, ``|``, ``-``, ``near``, ``and``, or ``leaf`` with its node."""

    kind: str
    place: int
    node: Node | None = None
    distance: int = 0


def parse(text: str) -> Query:
    """Read a query. Raises :class:`search.refusals.BadSearch` and nothing else."""
    if len(text) > MAX_LENGTH:
        raise BadSearch("query-too-long", MAX_LENGTH, f"{len(text)} > {MAX_LENGTH}")
    reader = _Reader(text)
    lexemes = reader.lexemes()
    node = _Parser(lexemes).whole() if lexemes else None
    if node is None and reader.as_of is None and reader.period is None:
        raise BadSearch("query-empty")
    return Query(node, reader.as_of, reader.period or Period.IN_FORCE)


def day(text: str, place: int = 0) -> str:
    """An ISO day that exists. Raises BadSearch (``day-not-valid``)."""
    try:
        found = date.fromisoformat(text)
    except ValueError:
        raise BadSearch("day-not-valid", place, text) from None
    if found.isoformat() != text:
        raise BadSearch("day-not-valid", place, text)
    return text


class _Reader:
    """Characters to lexemes; ``asOf:`` and the period are taken out on the way."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.as_of: str | None = None
        self.period: Period | None = None

    def lexemes(self) -> list[_Lexeme]:
        out: list[_Lexeme] = []
        text, at, depth = self.text, 0, 0
        while at < len(text):
            char = text[at]
            if char.isspace():
                at += 1
            elif char in "()|":
                depth += (char == "(") - (char == ")")
                out.append(_Lexeme(char, at))
                at += 1
            elif char == "-" and at + 1 < len(text) and not text[at + 1].isspace():
                out.append(_Lexeme("-", at))
                at += 1
            else:
                negated = bool(out) and out[-1].kind == "-"
                at, found = self.leaf(at, inside=depth > 0 or negated)
                if found is not None:
                    out.append(found)
                elif negated:
                    out.pop()
        return out

    def leaf(self, at: int, *, inside: bool) -> tuple[int, _Lexeme | None]:
        """One word, phrase, field or operator from ``at``; None where there is no word in it."""
        text, start = self.text, at
        exact = text[at] == "=" and at + 1 < len(text)
        at += exact
        if text[at] in _CLOSING:
            at, words = self.phrase(at)
            return at, _Lexeme("leaf", start, Phrase(words, exact)) if _says(words) else None
        name = None if exact else _NAME.match(text, at)
        if name is not None:
            return self.field(name, inside=inside)
        end = self.run(at)
        word = text[at:end]
        if not exact and (operator := self.operator(word, start)):
            return end, operator
        shown = word.rstrip(":*")
        if word.endswith("*") and not exact and _says(shown):
            if sum(char.isalnum() for char in shown) < 2:
                raise BadSearch("prefix-too-short", start, word)
            return end, _Lexeme("leaf", start, Prefix(shown))
        if not _says(shown):
            return max(end, at + 1), None
        if self.operator(shown, start) or (_NAME.match(shown) and not exact):
            return end, _Lexeme("leaf", start, Phrase(shown))
        return end, _Lexeme("leaf", start, Word(shown, exact))

    def operator(self, word: str, at: int) -> _Lexeme | None:
        if word in ("AND", "OR", "NOT"):
            return _Lexeme({"AND": "and", "OR": "|", "NOT": "-"}[word], at)
        if near := _NEAR.fullmatch(word):
            distance = int(near[1] or 5)
            if distance > MAX_DISTANCE:
                raise BadSearch("value-not-valid", at, word)
            return _Lexeme("near", at, distance=distance)
        return None

    def run(self, at: int) -> int:
        """End of the run of characters that are no delimiters."""
        text = self.text
        while at < len(text) and text[at] not in DELIMITERS and not text[at].isspace():
            at += 1
        return at

    def phrase(self, at: int) -> tuple[int, str]:
        """What stands in quotes that open at ``at``; ``\\`` escapes inside plain quotes."""
        closing, start = _CLOSING[self.text[at]], at
        out: list[str] = []
        at += 1
        while at < len(self.text):
            char = self.text[at]
            if char == "\\" and closing == '"' and self.text[at + 1 : at + 2] in ('"', "\\"):
                at += 1
                char = self.text[at]
            elif char in closing:
                return at + 1, "".join(out)
            out.append(char)
            at += 1
        raise BadSearch("quote-not-closed", start, self.text[start : start + 30])

    def field(self, name: re.Match[str], *, inside: bool) -> tuple[int, _Lexeme | None]:
        start, at = name.start(), name.end()
        known = _ALIASES.get(name[1].lower())
        if known is None:
            raise BadSearch("field-unknown", start, name[1])
        if self.text[at] in _CLOSING:
            at, value = self.phrase(at)
        else:
            end = self.run(at)
            at, value = end, self.text[at:end]
        if known == "asOf":
            self.say_once("asOf", inside, start)
            self.as_of = day(value, start)
            return at, None
        if known is FieldName.STATUS and value.lower() in _PERIODS:
            self.say_once("status", inside, start)
            self.period = _PERIODS[value.lower()]
            return at, None
        return at, _Lexeme("leaf", start, Field(known, _value(known, value, start)))

    def say_once(self, name: str, inside: bool, at: int) -> None:
        if inside:
            raise BadSearch("said-inside", at, name)
        if (self.as_of if name == "asOf" else self.period) is not None:
            raise BadSearch("said-twice", at, name)


def _says(words: str) -> bool:
    """Whether there is anything to look for in it."""
    return any(char.isalnum() for char in words)


def _value(name: FieldName, value: str, at: int) -> str:
    """The value of a field as it is kept. Raises BadSearch."""
    said = f"{name.value}:{value}"
    if not _says(value):
        raise BadSearch("operand-missing", at, said)
    if name is FieldName.YEAR:
        years = _YEARS.fullmatch(value)
        if years is None:
            raise BadSearch("value-not-valid", at, said)
        if years[2] is None:
            return value
        if years[2] < years[1]:
            raise BadSearch("interval-not-valid", at, said)
        return f"{years[1]}..{years[2]}"
    if name is FieldName.CHANGED_BETWEEN:
        days = _DAYS.fullmatch(value)
        if days is None:
            raise BadSearch("value-not-valid", at, said)
        if day(days[2], at) < day(days[1], at):
            raise BadSearch("interval-not-valid", at, said)
        return f"{days[1]}..{days[2]}"
    if name is FieldName.STATUS:
        if value.lower() not in _STATES:
            raise BadSearch("value-not-valid", at, said)
        return _STATES[value.lower()]
    if name is FieldName.SECTOR and not re.fullmatch(r"\d{1,9}", value, re.ASCII):
        raise BadSearch("value-not-valid", at, said)
    return value


class _Parser:
    """Lexemes to a tree: ``OR`` binds loosest, then standing side by side, ``NEAR``, ``-``."""

    def __init__(self, lexemes: list[_Lexeme]) -> None:
        self.lexemes = lexemes
        self.at = 0

    def whole(self) -> Node:
        node = self.alternatives(0)
        if self.at < len(self.lexemes):
            raise BadSearch("bracket-not-opened", self.lexemes[self.at].place)
        return node

    @property
    def next(self) -> str:
        return self.lexemes[self.at].kind if self.at < len(self.lexemes) else "end"

    def place(self) -> int:
        return self.lexemes[min(self.at, len(self.lexemes) - 1)].place

    def alternatives(self, depth: int) -> Node:
        nodes = [self.together(depth)]
        while self.next == "|":
            self.at += 1
            nodes.append(self.together(depth))
        return nodes[0] if len(nodes) == 1 else Or(tuple(nodes))

    def together(self, depth: int) -> Node:
        nodes = [self.near(depth)]
        while self.next in ("(", "-", "leaf", "and"):
            self.at += self.next == "and"
            nodes.append(self.near(depth))
        return nodes[0] if len(nodes) == 1 else And(tuple(nodes))

    def near(self, depth: int) -> Node:
        left = self.single(depth)
        if self.next != "near":
            return left
        operator = self.lexemes[self.at]
        self.at += 1
        right = self.single(depth)
        if not (isinstance(left, Word | Phrase) and isinstance(right, Word | Phrase)):
            raise BadSearch("near-not-words", operator.place)
        if self.next == "near":
            raise BadSearch("near-not-words", self.place())
        return Near(left, right, operator.distance)

    def single(self, depth: int) -> Node:
        kind, place = self.next, self.place()
        if kind in ("(", "-") and depth >= MAX_DEPTH:
            raise BadSearch("query-too-deep", place)
        if kind == "leaf":
            node = self.lexemes[self.at].node
            self.at += 1
            assert node is not None
            return node
        if kind == "-":
            self.at += 1
            return Not(self.single(depth + 1))
        if kind == "(":
            self.at += 1
            node = self.alternatives(depth + 1)
            if self.next != ")":
                raise BadSearch("bracket-not-closed", place)
            self.at += 1
            return node
        raise BadSearch("operand-missing", place)
