"""What the words of one order say, whoever reads it: the units, documents and verbs they cite.

An order's own words are its clause, what stands before it in the same line, and the lead-ins it
inherits from („2. 25-ე მუხლში:“ above „ა) მე-3 ნაწილს დაემატოს …“). Other orders and the new text
they bring are not: who decides otherwise than the machine read is held to these words alone
(Law 1876 art. 20(7): the amended act and its place are said by the amending one).

>>> text = "1. მე-5 მუხლში:\\nა) მე-9 პუნქტი ამოღებულ იქნეს;\\nბ) მე-7 პუნქტი ამოღებულ იქნეს."
>>> at = text.index("მე-9")
>>> words = own_words(text, (at, text.index(";")), [])
>>> [target.steps for target in words.targets], sorted(words.cited), sorted(words.verbs)
([(('point', '9'),)], [('article', '5'), ('point', '9')], ['remove'])
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache

from amendments.acts_cited import fold_citations
from amendments.basis import without_basis
from amendments.citation import Phrase, Target, read_phrase
from amendments.folding import Folded, fold
from amendments.operations import Step
from amendments.outline import Line, Stack, lines_of
from amendments.tokens import Token, tokenize

Stretch = tuple[int, int]


@dataclass(frozen=True, slots=True)
class OwnWords:
    """``targets``: the places its clause cites. ``cited``: every unit that its clause, its line
    and its lead-ins cite; ``documents`` and ``verbs`` likewise (:data:`amendments.lexicon.VERBS`).
    """

    targets: tuple[Target, ...]
    cited: frozenset[Step]
    documents: frozenset[str]
    verbs: frozenset[str]


def own_words(text: str, order: Stretch, others: Iterable[Stretch]) -> OwnWords:
    """Read the words of the order that stands at ``order`` of an amending act's text.

    ``others`` are the stretches that are not its words: other orders, and every new text.
    Offsets are into ``text``. Never raises; what cites nothing gives nothing.
    """
    view, lines = _view(text)
    first, last = _folded(view, order)
    taken = sorted(_folded(view, other) for other in others)
    clause = _phrases(view, first, last)
    targets = _changed([target for phrase in clause for target in phrase.targets])
    above = [_phrases(view, start, end) for start, end in _above(lines, first, taken)]
    everything = [*clause, *(phrase for phrases in above for phrase in phrases)]
    cited = {
        step
        for phrase in everything
        for target in (*phrase.targets, *phrase.anchor)
        for step in target.steps
    }
    documents = {
        name
        for phrase in everything
        for target in phrase.targets
        for name in (target.document, target.annex_name, target.act and target.act.document)
        if name
    }
    verbs = _verbs(view, first, last)
    for start, end in _above(lines, first, taken):
        verbs |= _verbs(view, start, end)
    return OwnWords(targets, frozenset(cited), frozenset(documents), frozenset(verbs - {"frame"}))


def labels_in(text: str, stretch: Stretch) -> frozenset[str]:
    """The numbers that lines of a stretch begin with: the new units that a new text brings.

    >>> sorted(labels_in("„3^1. ახალი პუნქტი.\\nმუხლი 7. სხვა“", (0, 34)))
    ['3^1', '7']
    """
    start, end = stretch
    quoted = text[start:end].replace("„", " ").replace("“", " ")
    return frozenset(line.value for line in lines_of(fold(quoted).text) if line.value)


@lru_cache(maxsize=16)
def _view(text: str) -> tuple[Folded, tuple[Line, ...]]:
    view = fold(text)
    return view, tuple(lines_of(view.text))


def _folded(view: Folded, stretch: Stretch) -> Stretch:
    return bisect_left(view.starts, stretch[0]), bisect_left(view.starts, stretch[1])


def _tokens(view: Folded, start: int, end: int) -> list[Token]:
    return without_basis(fold_citations(tokenize(view.text, start, end), view))


def _verbs(view: Folded, start: int, end: int) -> set[str]:
    return {token.value for token in _tokens(view, start, end) if token.kind == "verb"}


def _phrases(view: Folded, start: int, end: int) -> list[Phrase]:
    """The stretches between verbs, read: a phrase is read without its verb."""
    pieces: list[list[Token]] = [[]]
    for token in _tokens(view, start, end):
        if token.kind == "verb":
            pieces.append([])
        else:
            pieces[-1].append(token)
    return [read_phrase(piece, view) for piece in pieces]


def _changed(targets: list[Target]) -> tuple[Target, ...]:
    """The targets that are changed themselves: „მე-6 მუხლიდან ამოღებულ იქნეს მე-4 პუნქტი“ tells
    of article 6 only where point 4 stands."""
    named = tuple(target for target in targets if target.case in ("nom", "stem"))
    return named or tuple(targets)


def _above(lines: tuple[Line, ...], at: int, taken: list[Stretch]) -> list[Stretch]:
    """What stands before a place in its line, and the lead-ins above it, outermost first."""
    stack: Stack[list[Stretch]] = Stack([])
    starts = [start for start, _ in taken]
    for line in lines:
        if line.start > at:
            break
        if _within(line.start, taken, starts):
            continue
        if line.label and line.label not in ("heading", "dash"):
            stack.close_for(line.label, line.value)
            stack.push(line.label, line.value, [])
        if line.end >= at:
            stack.top.append((line.body, at))
        else:
            stack.top.extend(_free(line.body, line.end, taken))
    return [part for _, _, held in stack.entries for part in held]


def _within(place: int, taken: list[Stretch], starts: list[int]) -> bool:
    """Whether a line begins in the midst of one of these stretches."""
    before = bisect_right(starts, place) - 1
    return before >= 0 and taken[before][0] < place < taken[before][1]


def _free(start: int, end: int, taken: list[Stretch]) -> list[Stretch]:
    """A stretch without those that are taken."""
    out = []
    for first, last in taken:
        if last <= start or first >= end:
            continue
        if first > start:
            out.append((start, first))
        start = max(start, last)
    return [*out, (start, end)] if start < end else out
