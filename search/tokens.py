"""From text to the tokens that are indexed and searched: one analyser for every engine.

A token has a stem (what is found), an exact form (the word as written, without noise) and its
place in the text as it came in. Noise never splits a word: soft hyphens, zero-width marks,
apostrophes; Mtavruli is folded; text is read as NFC. No word is left out: „7“ and „ა“ count.

Numbers are numbers however they are written: ``მე-5``, ``5-ე``, ``მეხუთე`` and ``V`` have the stem
``5``; ``37³`` and ``37^3`` are ``37^3`` and never ``373``; ``№45``, ``N45`` and ``# 45`` are ``№``
and ``45``.

>>> [token.stem for token in tokens("მე–5 მუხლის 37³ პუნქტი, N 45")]
['5', 'მუხლ', '37^3', 'პუნქტ', '№', '45']
>>> [token.exact for token in tokens("სა\\u00adქარ&shy;თველო ᲙᲐᲜᲝᲜᲘ")]
['საქართველო', 'კანონი']
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from schemas.numbers import PLAIN, roman_to_int
from search.stemmer import is_georgian, stem


@dataclass(frozen=True, slots=True)
class Token:
    """One word. ``start`` and ``end`` are offsets in the text it was read from."""

    stem: str
    exact: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Analysis:
    """Which parts of the analyser work; all of them, save where their worth is measured."""

    stems: bool = True
    numbers: bool = True
    noise: bool = True


FULL = Analysis()

_SHY = "\u00ad\u200b\u200c\u200d\u2060\ufeff"
_APOSTROPHES = "'’‘ʼ`´"
_DASH = "-‐‑‒–—−"
_ENDING = (
    "ელი|ლი|ლის|ლმა|ლს|ლ|ე|ის|ისა|ით|ს|ში|ზე|დან|იდან|მდე|ამდე|თან|ად|მა|ი|სა|თვის|ისთვის|"
    "ისათვის|სათვის|თა|ებ\\w*"
)
_NUMBER = r"\d+(?:[.,]\d+)*(?:\^\d+|[⁰¹²³⁴⁵⁶⁷⁸⁹]+)*"
_JOINED = f"(?:&shy;|[{_SHY}{_APOSTROPHES}]+)?"
_PIECE = re.compile(
    rf"(?P<ordinal>(?<!\w)მე\s?[{_DASH}]\s?(?P<after>{_NUMBER})(?:\s?[{_DASH}]\s?(?:{_ENDING})(?!\w))?(?!\w))"
    rf"|(?P<numero>[№#]|(?<![^\W\d_])[Nn](?=\s?\d))"
    rf"|(?P<number>(?<!\w)(?P<before>{_NUMBER})(?:\s?[{_DASH}]\s?(?:{_ENDING})(?!\w))?)"
    rf"|(?P<roman>(?<![\w^])[IVX]+(?:\^\d+|[⁰¹²³⁴⁵⁶⁷⁸⁹]+)*(?![\w^]))"
    rf"|(?P<entity>&[a-z]{{2,6}};)"
    rf"|(?P<word>(?P<name>(?:[^\W\d_]{_JOINED})*[^\W\d_])(?:[{_DASH}](?:{_ENDING})(?!\w))?)"
    rf"|(?P<digits>\d+)"
)
_PLAIN_PIECE = re.compile(r"[^\W_]+")
_SPELLED = {
    stem(word): str(value)
    for value, word in enumerate(
        "პირველი მეორე მესამე მეოთხე მეხუთე მეექვსე მეშვიდე მერვე მეცხრე მეათე მეთერთმეტე "
        "მეთორმეტე მეცამეტე მეთოთხმეტე მეთხუთმეტე მეთექვსმეტე მეჩვიდმეტე მეთვრამეტე მეცხრამეტე "
        "მეოცე".split(),
        1,
    )
}
_MTAVRULI = {code: code - 0x1C90 + 0x10D0 for code in range(0x1C90, 0x1CC0)}
_NOISE = re.compile(f"&shy;|[{_SHY}{_APOSTROPHES}]")
_SUPERSCRIPT = re.compile("[⁰¹²³⁴⁵⁶⁷⁸⁹]+")


def tokens(text: str, analysis: Analysis = FULL) -> Iterator[Token]:
    """The tokens of a text, in order. Linear in its length; never raises."""
    if not analysis.noise:
        for match in _PLAIN_PIECE.finditer(text):
            word = match.group()
            yield Token(stem(word) if analysis.stems else word, word, match.start(), match.end())
        return
    for match in _PIECE.finditer(text):
        kind = match.lastgroup
        if kind in ("word", "digits"):
            exact = folded(match["name"] or match.group())
            found = _stem_of(exact, analysis)
        elif kind == "entity":
            continue
        elif kind == "numero":
            exact = found = "№"
        else:
            exact = _NOISE.sub("", re.sub(rf"\s*[{_DASH}]\s*", "-", match.group()))
            number = match["after"] or match["before"] or match["roman"]
            found = number_form(number) if analysis.numbers else exact.lower()
            exact = number_form(exact) if kind == "roman" else _raised(exact)
        yield Token(found, exact, match.start(), match.end())


def first_token(text: str) -> Token | None:
    """The first token of a text; quick where the text is one Georgian word."""
    if is_georgian(text):
        return Token(_stem_of(text, FULL), text, 0, len(text))
    return next(tokens(text), None)


@lru_cache(maxsize=1 << 18)
def folded(word: str) -> str:
    """A word without noise, in lower case: its exact form."""
    if is_georgian(word):
        return word
    word = unicodedata.normalize("NFC", _NOISE.sub("", word)).translate(_MTAVRULI)
    return word.lower()


def _stem_of(exact: str, analysis: Analysis) -> str:
    found = stem(exact) if analysis.stems else exact
    return _SPELLED.get(found, found) if analysis.numbers else found


def number_form(text: str) -> str:
    """One spelling of a number: ``37³`` → ``37^3``, ``IV¹`` → ``4^1``, ``0,5`` → ``0.5``.

    >>> number_form("37¹⁰"), number_form("IV^1"), number_form("XXL")
    ('37^10', '4^1', 'xxl')
    """
    text = _raised(text)
    head, mark, prims = text.partition("^")
    if head[:1] in {"I", "V", "X"}:
        try:
            head = str(roman_to_int(head))
        except ValueError:
            head = head.lower()
    return head.replace(",", ".") + mark + prims


def _raised(text: str) -> str:
    return _SUPERSCRIPT.sub(lambda match: "^" + match.group().translate(PLAIN), text)
