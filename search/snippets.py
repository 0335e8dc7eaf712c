"""Pieces of a wording around the words that were found, with their places marked.

Found words are looked for by the beginning of their stems, and only candidates are analysed, so
that a long annex costs no more than a short article.

>>> wanted = Wanted(stems=frozenset({"იპოთეკ"}))
>>> excerpt("ნივთი იტვირთება იპოთეკით.", wanted).marked()
'ნივთი იტვირთება «იპოთეკით».'
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

from search.plan import Compiler
from search.protocol import Snippet, Span
from search.query import And, Near, Node, Or, Phrase, Prefix, Word
from search.tokens import first_token, tokens

_WIDTH = 220
_TRIES = 80  # words of one beginning that are looked at
_INSIDE = 0.02  # what it counts for where the beginning stands inside a word
_MOST = 12  # places of one word that are looked at in one wording
_REACH = 20_000  # characters analysed whole where no candidate is found
_NOISE = re.compile("[^ -~\u10d0-\u10f0–—„“”«»№\\s]|[&'`]")  # may hide a word's beginning
_NEW: Any = object()
_BREAK = re.compile(r"\s")
_END = re.compile(r"[^\s.,;:!?()\"„“”«»]*")  # of a word, soft hyphens and all
_ORDINAL = re.compile(r"მე\s?[-‐‑‒–—−]\s?\Z")


@dataclass(frozen=True)
class Wanted:
    """What is to be marked."""

    stems: frozenset[str] = frozenset()
    forms: frozenset[str] = frozenset()
    beginnings: tuple[str, ...] = ()
    known: dict[str, tuple[Span, str] | None] = field(default_factory=dict, compare=False)

    def takes(self, stem: str, exact: str) -> str | None:
        """The wanted word that a token answers to."""
        if stem in self.stems:
            return stem
        if exact in self.forms:
            return exact
        return next((b for b in self.beginnings if exact.startswith(b)), None)

    @cached_property
    def otherwise(self) -> bool:
        """Whether a wanted word may be printed in other letters: numbers in words or Roman
        figures, Latin words in capitals."""
        return any(word[0].isascii() for word in (*self.stems, *self.forms, *self.beginnings))

    @cached_property
    def heads(self) -> tuple[str, ...]:
        """How a wanted word may begin, none the beginning of another."""
        found = sorted({_head(word) for word in (*self.stems, *self.forms, *self.beginnings)})
        return tuple(
            head
            for place, head in enumerate(found)
            if not any(head.startswith(shorter) for shorter in found[:place])
        )


def _head(word: str) -> str:
    return word if word[:1].isdigit() else word[: max(1, min(5, len(word) - 2))]


def wanted(node: Node | None, compiler: Compiler) -> Wanted:
    """What a query marks: its words, not what it excludes or narrows by."""
    stems: set[str] = set()
    forms: set[str] = set()
    beginnings: list[str] = []
    for one in _leaves(node):
        if isinstance(one, Prefix):
            beginnings += [token.exact for token in compiler.tokens(one.text)][-1:]
            continue
        texts = (one.text, *(compiler.readings(one.text) if isinstance(one, Word) else ()))
        for token in (token for text in texts for token in compiler.tokens(text)):
            if one.exact:
                forms.add(token.exact)
            else:
                stems.add(token.stem)
    return Wanted(frozenset(stems), frozenset(forms), tuple(b for b in beginnings if b))


def _leaves(node: Node | None) -> Iterator[Word | Phrase | Prefix]:
    match node:
        case Word() | Phrase() | Prefix():
            yield node
        case Near(left, right):
            yield left
            yield right
        case And(nodes) | Or(nodes):
            for one in nodes:
                yield from _leaves(one)
        case _:
            return


def whole(text: str, wanted: Wanted) -> Snippet:
    """A short text as it is, marked."""
    return Snippet(text, tuple(span for span, _ in _places(text, wanted)))


def excerpt(text: str, wanted: Wanted) -> Snippet:
    """The best piece of a text; its beginning where nothing of it is found."""
    return next(iter(excerpts(text, wanted, 1)))


def excerpts(text: str, wanted: Wanted, most: int) -> tuple[Snippet, ...]:
    """The best pieces of a text, at most so many, in the order of the text; no two overlap."""
    if most <= 0:
        return ()
    places = _places(text, wanted)
    if not places:
        end = _edge(text, min(len(text), _WIDTH))
        return (Snippet(text[:end]),)
    chosen: list[Span] = []
    left = places
    while left and len(chosen) < most:
        window = _best(left)
        chosen.append(window)
        low, high = window[0] - _WIDTH, window[1] + _WIDTH
        left = [place for place in left if not low < place[0][0] < high]
    chosen.sort()
    pieces: list[Snippet] = []
    low = 0
    for window, (following, _) in zip(chosen, [*chosen[1:], (len(text), 0)], strict=True):
        start, end = _piece(text, window, low, following)
        spans = (span for span, _ in places)
        marks = tuple((a - start, b - start) for a, b in spans if start <= a and b <= end)
        pieces.append(Snippet(text[start:end], marks, start))
        low = end
    return tuple(pieces)


def _best(places: list[tuple[Span, str]]) -> Span:
    """Where the first run begins and ends that fits into one piece with the most words."""
    words = len({word for _, word in places})
    inside: Counter[str] = Counter()
    held = most = end = 0
    best = places[0][0]
    for start, ((begin, own_end), first) in enumerate(places):
        while end < len(places) and (end <= start or places[end][0][1] - begin <= _WIDTH):
            word = places[end][1]
            held += not inside[word]
            inside[word] += 1
            end += 1
        if held > most:
            most, best = held, (begin, max(own_end, places[end - 1][0][1]))
            if most == words:
                break
        inside[first] -= 1
        held -= not inside[first]
    return best


def _piece(text: str, window: Span, low: int, high: int) -> Span:
    """A window with the words around it, within ``low``..``high``, cut between words."""
    begin, last = window
    start = max(low, begin - max(0, _WIDTH - (last - begin)) // 2)
    if start:
        space = _BREAK.search(text, start, begin)
        start = space.end() if space else begin
    return start, _edge(text, min(high, max(last, start + _WIDTH)), last)


def _edge(text: str, end: int, least: int = 1) -> int:
    """The last end of a word at or before ``end``."""
    while end < len(text) and end > least and not text[end].isspace():
        end -= 1
    return end


def _places(text: str, wanted: Wanted) -> list[tuple[Span, str]]:
    """Where wanted words stand, in order; of each at most so many."""
    found: list[tuple[Span, str]] = []
    for head in wanted.heads:
        _find(text, head, wanted, found)
    if not found and wanted.heads and (wanted.otherwise or _NOISE.search(text)):
        for token in tokens(text[:_REACH]):
            if word := wanted.takes(token.stem, token.exact):
                found.append(((token.start, token.end), word))
    found.sort()
    return [
        one for place, one in enumerate(found) if not place or one[0][0] >= found[place - 1][0][1]
    ]


def _find(text: str, head: str, wanted: Wanted, found: list[tuple[Span, str]]) -> None:
    """Words that begin with ``head``. A number may have „მე-“ before it."""
    number = head[0].isdigit()
    find, known = text.find, wanted.known
    at, given, tried = find(head), 0, 0.0
    while at >= 0 and given < _MOST and tried < _TRIES:
        end = at + len(head)
        before = text[at - 1] if at else " "
        if before.isalnum() or before in "_^":
            tried += _INSIDE
        else:
            tried += 1
            lead = _ORDINAL.search(text, max(0, at - 6), at) if number else None
            start = lead.start() if lead else at
            end = _END.match(text, end).end()  # type: ignore[union-attr]
            printed = text[start : end + (8 if number else 0)]
            taken = known.get(printed, _NEW)
            if taken is _NEW:
                taken = known[printed] = _taken(printed, wanted)
            if taken is not None:
                (first, last), word = taken
                found.append(((start + first, start + last), word))
                given += 1
        at = find(head, end)


def _taken(printed: str, wanted: Wanted) -> tuple[Span, str] | None:
    token = first_token(printed)
    word = wanted.takes(token.stem, token.exact) if token else None
    return ((token.start, token.end), word) if token is not None and word is not None else None
