"""Pieces of a wording around the words that were found, with their places marked.

Found words are looked for by the beginning of their stems, and only candidates are analysed, so
that a long annex costs no more than a short article.

>>> wanted = Wanted(stems=frozenset({"იპოთეკ"}))
>>> excerpt("ნივთი იტვირთება იპოთეკით.", wanted).marked()
'ნივთი იტვირთება «იპოთეკით».'
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

from search.plan import Compiler
from search.protocol import Snippet, Span
from search.query import And, Near, Node, Or, Phrase, Prefix, Word
from search.tokens import first_token, tokens

_WIDTH = 220
_TRIES = 80  # words of one beginning that are looked at
_MOST = 12  # places of one word that are looked at in one wording
_REACH = 20_000  # characters analysed whole where no candidate is found
_BREAK = re.compile(r"\s")
_END = re.compile(r"[^\s.,;:!?()\"„“”«»]*")  # of a word, soft hyphens and all
_ORDINAL = re.compile(r"მე\s?[-‐‑‒–—−]\s?\Z")


@dataclass(frozen=True)
class Wanted:
    """What is to be marked."""

    stems: frozenset[str] = frozenset()
    forms: frozenset[str] = frozenset()
    beginnings: tuple[str, ...] = ()

    def takes(self, stem: str, exact: str) -> str | None:
        """The wanted word that a token answers to."""
        if stem in self.stems:
            return stem
        if exact in self.forms:
            return exact
        return next((b for b in self.beginnings if exact.startswith(b)), None)

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
    """The best pieces of a text, at most so many, in the order of the text."""
    if most <= 0:
        return ()
    places = _places(text, wanted)
    if not places:
        end = _edge(text, min(len(text), _WIDTH))
        return (Snippet(text[:end]),)
    chosen: list[list[tuple[Span, str]]] = []
    left = places
    while left and len(chosen) < most:
        best = max(_windows(left), key=lambda window: len({word for _, word in window}))
        chosen.append(best)
        low, high = best[0][0][0] - _WIDTH, best[-1][0][1] + _WIDTH
        left = [place for place in left if not low < place[0][0] < high]
    chosen.sort()
    return tuple(_cut(text, [span for span, _ in window]) for window in chosen)


def _windows(places: list[tuple[Span, str]]) -> Iterator[list[tuple[Span, str]]]:
    """Runs of places that fit into one piece, one for each place it can begin with."""
    end = 0
    for start, ((begin, _), _) in enumerate(places):
        end = max(end, start + 1)
        while end < len(places) and places[end][0][1] - begin <= _WIDTH:
            end += 1
        yield places[start:end]


def _cut(text: str, spans: list[Span]) -> Snippet:
    spare = max(0, _WIDTH - (spans[-1][1] - spans[0][0])) // 2
    start = max(0, spans[0][0] - spare)
    if start:
        space = _BREAK.search(text, start, spans[0][0])
        start = space.end() if space else spans[0][0]
    end = _edge(text, min(len(text), max(spans[-1][1], start + _WIDTH)), spans[-1][1])
    marks = tuple((low - start, high - start) for low, high in spans)
    return Snippet(text[start:end], marks, start)


def _edge(text: str, end: int, least: int = 1) -> int:
    """The last end of a word at or before ``end``."""
    while end < len(text) and end > least and not text[end].isspace():
        end -= 1
    return end


def _places(text: str, wanted: Wanted) -> list[tuple[Span, str]]:
    """Where wanted words stand, in order; of each at most so many."""
    found: dict[Span, str] = {}
    for head in wanted.heads:
        _find(text, head, wanted, found)
    if not found and wanted.heads:
        for token in tokens(text[:_REACH]):
            if word := wanted.takes(token.stem, token.exact):
                found[token.start, token.end] = word
    return sorted(found.items())


def _find(text: str, head: str, wanted: Wanted, found: dict[Span, str]) -> None:
    """Words that begin with ``head``. A number may have „მე-“ before it."""
    number = head[0].isdigit()
    at, given, tried = text.find(head), 0, 0
    while at >= 0 and given < _MOST and tried < _TRIES:
        end = at + len(head)
        before = text[at - 1] if at else " "
        if not (before.isalnum() or before in "_^"):
            tried += 1
            lead = _ORDINAL.search(text, max(0, at - 6), at) if number else None
            start = lead.start() if lead else at
            end = _END.search(text, end).end()  # type: ignore[union-attr]
            token = first_token(text[start : end + (8 if number else 0)])
            word = wanted.takes(token.stem, token.exact) if token else None
            if token is not None and word is not None:
                found[start + token.start, start + token.end] = word
                given += 1
        at = text.find(head, end)
