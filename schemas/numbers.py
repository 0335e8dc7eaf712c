"""Numbers of units as data: base, prims and the printed series.

A number has a series (Arabic, Roman, letter), a base and prims: ``37³`` is base 37 with prim 3
and is never 373. Decimal numbers of by-laws („2.4.“) have a base of two parts. Numbers of one
series are ordered: 37 < 37¹ < … < 37¹⁰ < 38, ა < ა¹ < ბ (Law 1876 art. 16(8), 16(11)).

>>> Number.parse("37^1").token, Number.parse("IV^1").token, Number.parse("ა¹").token
('37-1', 'iv-1', 'a-1')
>>> Number.parse("37") < Number.parse("37¹") < Number.parse("37^10") < Number.parse("38")
True
>>> str(Number.parse("37^3")), Number.parse("37^3").display
('37^3', '37³')
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import total_ordering
from typing import Literal

from schemas.letters import ALPHABET, from_latin, latin, letter_index

Series = Literal["arabic", "roman", "letter"]

SUPERSCRIPT = str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹")
PLAIN = str.maketrans("⁰¹²³⁴⁵⁶⁷⁸⁹", "0123456789")
_CARET = re.compile(r"(?<=[\w)])\^([0-9]+)")
_SUPER_RUN = re.compile("[⁰¹²³⁴⁵⁶⁷⁸⁹]+")
_ROMAN = re.compile(r"M{0,3}(CM|CD|D?C{0,3})(XC|XL|L?X{0,3})(IX|IV|V?I{0,3})", re.I)
_ROMAN_STEPS = (
    (1000, "M"), (900, "CM"), (500, "D"), (400, "CD"), (100, "C"), (90, "XC"),
    (50, "L"), (40, "XL"), (10, "X"), (9, "IX"), (5, "V"), (4, "IV"), (1, "I"),
)  # fmt: skip


def roman_to_int(text: str) -> int:
    """Value of a Roman numeral. Raises ValueError for anything else.

    >>> roman_to_int("XIV")
    14
    """
    if not text or not _ROMAN.fullmatch(text):
        raise ValueError(f"not a Roman numeral: {text!r}")
    rest, value = text.upper(), 0
    for size, sign in _ROMAN_STEPS:
        while rest.startswith(sign):
            value, rest = value + size, rest[len(sign) :]
    return value


def int_to_roman(value: int) -> str:
    """Roman numeral of a positive number below 4000. Raises ValueError outside."""
    if not 0 < value < 4000:
        raise ValueError(f"no Roman numeral for {value}")
    out = ""
    for size, sign in _ROMAN_STEPS:
        while value >= size:
            out, value = out + sign, value - size
    return out


def fold_superscripts(text: str) -> str:
    """Unicode superscripts to the plain caret form: ``37¹⁰`` → ``37^10``."""
    return _SUPER_RUN.sub(lambda m: "^" + m.group().translate(PLAIN), text)


def raise_superscripts(text: str) -> str:
    """The caret form as people read it: ``37^10`` → ``37¹⁰``. Inverse of the fold.

    >>> raise_superscripts("37^1 მუხლი")
    '37¹ მუხლი'
    """
    return _CARET.sub(lambda m: m[1].translate(SUPERSCRIPT), text)


@total_ordering
@dataclass(frozen=True, slots=True)
class Number:
    """Number of a unit: ``series``, ``base`` (one part, or several for „2.4.“), ``prims``."""

    series: Series
    base: tuple[int, ...]
    prims: tuple[int, ...] = ()

    @classmethod
    def parse(cls, text: str) -> Number:
        """Read ``37``, ``37^1``, ``37¹``, ``2.4``, ``IV^1``, ``ა``, ``ა^1``.

        Raises ValueError when the text is none of these. Latin I, V, X… are Roman numerals.
        """
        head, *tail = fold_superscripts(text.strip()).split("^")
        try:
            prims = tuple(int(part) for part in tail)
        except ValueError:
            raise ValueError(f"not a number of a unit: {text!r}") from None
        if re.fullmatch(r"\d+(\.\d+)*", head, re.ASCII):
            return cls("arabic", tuple(int(part) for part in head.split(".")), prims)
        if len(head) == 1 and head in ALPHABET:
            return cls("letter", (letter_index(head),), prims)
        return cls("roman", (roman_to_int(head),), prims)

    @classmethod
    def from_token(cls, token: str, series: Series) -> Number:
        """Inverse of :attr:`token`; the kind of unit tells the series. Raises ValueError.

        >>> Number.from_token("iv-1", "roman") == Number.parse("IV^1")
        True
        """
        head, *tail = token.split("-")
        try:
            prims = tuple(int(part) for part in tail)
            if series == "roman":
                return cls("roman", (roman_to_int(head),), prims)
            if series == "letter":
                return cls("letter", (letter_index(from_latin(head)),), prims)
            return cls("arabic", tuple(int(part) for part in head.split(".")), prims)
        except (ValueError, KeyError):
            raise ValueError(f"not a number token: {token!r}") from None

    @property
    def token(self) -> str:
        """Form inside an eId: ``37-1``, ``iv-1``, ``a-1``. Unique in a series."""
        if self.series == "roman":
            head = int_to_roman(self.base[0]).lower()
        elif self.series == "letter":
            head = latin(ALPHABET[self.base[0] - 1])
        else:
            head = ".".join(map(str, self.base))
        return "-".join([head, *map(str, self.prims)])

    def __str__(self) -> str:
        """The caret form used in data: ``37^1``, ``IV^1``, ``ა^1``."""
        return "^".join([self._head, *map(str, self.prims)])

    @property
    def display(self) -> str:
        """The printed form with Unicode superscripts: ``37¹``."""
        return self._head + "·".join(str(p).translate(SUPERSCRIPT) for p in self.prims)

    @property
    def _head(self) -> str:
        if self.series == "roman":
            return int_to_roman(self.base[0])
        if self.series == "letter":
            return ALPHABET[self.base[0] - 1]
        return ".".join(map(str, self.base))

    def same_as(self, other: Number | None) -> bool:
        """Same value, whether printed in Arabic or Roman („თავი 4“ is „თავი IV“)."""
        if other is None or (self.series == "letter") != (other.series == "letter"):
            return False
        return self.base == other.base and self.prims == other.prims

    @property
    def sort_key(self) -> tuple[tuple[int, ...], tuple[int, ...]]:
        """Order inside one level: 37 < 37¹ < 37¹⁰ < 38."""
        return (self.base, self.prims)

    def __lt__(self, other: Number) -> bool:
        return self.sort_key < other.sort_key

    def follows(self, other: Number) -> bool:
        """Whether this number is a natural next one after ``other`` (38 or 37¹ after 37).

        >>> Number.parse("37^1").follows(Number.parse("37"))
        True
        >>> Number.parse("39").follows(Number.parse("37"))
        False
        """
        if self.series != other.series or len(self.base) != len(other.base):
            return False
        if self.base == other.base:
            shared = len(self.prims) - 1
            if len(self.prims) > len(other.prims):
                return self.prims[: len(other.prims)] == other.prims and self.prims[-1] == 1
            return (
                bool(self.prims)
                and self.prims[:-1] == other.prims[:shared]
                and self.prims[-1] == other.prims[shared] + 1
            )
        return not self.prims and self.base == (*other.base[:-1], other.base[-1] + 1)
