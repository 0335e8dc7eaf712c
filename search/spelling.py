"""What a word may have meant: readings of Latin letters, and a better spelling.

Both look only at words that the index holds, so that nothing is proposed that is not there.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from typing import Protocol

from search.latin import is_latin, readings
from search.query import And, Near, Node, Not, Or, Phrase, Query, Word
from search.stemmer import is_georgian, stem
from search.tokens import tokens

_LETTERS = "აბგდევზთიკლმნოპჟრსტუფქღყშჩცძწჭხჯჰ"
_ALIKE = [set("თტდ"), set("კქყგ"), set("პფბ"), set("ცწძ"), set("ჩჭჯ"), set("ზძს"), set("ღგხ"),
          set("ხქჰ"), set("შჟჩ"), set("ვუ"), set("ეი")]  # fmt: skip
_SHORTEST = 4  # letters of a word that is corrected
_READ = 3  # readings of a Latin word that are looked for
_WALKED = 4000  # words of one beginning that are compared


class Vocabulary(Protocol):
    """The words an index holds."""

    def frequency(self, field: str, term: str) -> int:
        """Documents with a term."""

    def starting(self, field: str, prefix: str, limit: int) -> list[tuple[str, int]]:
        """Terms that begin so with their documents, most frequent first."""


def latin_readings(word: str, words: Vocabulary) -> tuple[str, ...]:
    """Georgian words of the index that a Latin word may stand for, most frequent first.

    Empty where the word is not Latin, stands in the index itself more often, or means nothing.
    """
    if not is_latin(word):
        return ()
    found: dict[str, int] = {}
    for reading in readings(word):
        if (n := words.frequency("exact", reading)) > 0 or (
            not found
            and len(reading) >= _SHORTEST
            and (n := words.frequency("text", stem(reading)))
        ):
            found[reading] = n
    itself = words.frequency("exact", word.lower())
    best = sorted(found, key=lambda reading: -found[reading])[:_READ]
    if not best or itself > found[best[0]]:
        return ()
    most = found[best[0]]
    kept = [reading for reading in best if found[reading] * 50 >= most]
    return (*kept, *((word,) if itself else ()))


def corrected(query: Query, words: Vocabulary) -> Query | None:
    """The query with its unknown words spelled as the index knows them; None: nothing better."""
    if query.node is None:
        return None
    node = _better(query.node, words)
    return None if node == query.node else replace(query, node=node)


def loosened(query: Query) -> Query | None:
    """The query with any of its words instead of all; None: it does not ask for several."""
    if not isinstance(query.node, And):
        return None
    words = tuple(one for one in query.node.nodes if isinstance(one, Word | Phrase))
    rest = tuple(one for one in query.node.nodes if not isinstance(one, Word | Phrase))
    if len(words) < 2:
        return None
    return replace(query, node=And((Or(words), *rest)) if rest else Or(words))


def _better(node: Node, words: Vocabulary) -> Node:
    match node:
        case Word(text):
            return replace(node, text=_text(text, words))
        case Phrase(text):
            return replace(node, text=_text(text, words))
        case Near(left, right):
            better = _better(left, words), _better(right, words)
            assert isinstance(better[0], Word | Phrase)
            assert isinstance(better[1], Word | Phrase)
            return replace(node, left=better[0], right=better[1])
        case And(nodes):
            return And(tuple(_better(one, words) for one in nodes))
        case Or(nodes):
            return Or(tuple(_better(one, words) for one in nodes))
        case Not():
            return node
        case _:
            return node


def _text(text: str, words: Vocabulary) -> str:
    out, last = [], 0
    for token in tokens(text):
        better = correction(token.exact, words)
        if better:
            out += [text[last : token.start], better]
            last = token.end
    return "".join([*out, text[last:]])


def correction(word: str, words: Vocabulary) -> str | None:
    """A word of the index that an unknown word was probably meant to be.

    One slip (a letter more, less, other, or two exchanged) or, of the words that begin alike,
    two slips; letters that sound alike count for less than a slip.
    """
    if len(word) < _SHORTEST or not is_georgian(word):
        return None
    if words.frequency("text", stem(word)) or words.frequency("exact", word):
        return None
    near = {
        slip: n * (4 if _alike(word, slip) else 1) * (2 if words.frequency("exact", slip) else 1)
        for slip in dict.fromkeys(_slips(word))
        if is_georgian(slip) and (n := words.frequency("text", stem.__wrapped__(slip)))
    }
    if near:
        return max(near, key=lambda slip: (near[slip], slip))
    beginning = word[: max(2, len(word) // 3)]
    far = [
        (_distance(word, known, 2), -n, known)
        for known, n in words.starting("exact", beginning, _WALKED)
        if abs(len(known) - len(word)) <= 2
    ]
    best = min((one for one in far if one[0] <= 2), default=None)
    return best[2] if best else None


def _alike(word: str, slip: str) -> bool:
    """Whether two words of one length differ in letters that sound alike, and only so."""
    pairs = [{a, b} for a, b in zip(word, slip, strict=False) if a != b]
    return len(word) == len(slip) and all(any(p <= group for group in _ALIKE) for p in pairs)


def _slips(word: str) -> Iterator[str]:
    for at in range(len(word) + 1):
        head, tail = word[:at], word[at:]
        for letter in _LETTERS:
            yield head + letter + tail
        if not tail:
            continue
        yield head + tail[1:]
        if len(tail) > 1:
            yield head + tail[1] + tail[0] + tail[2:]
        for letter in _LETTERS:
            yield head + letter + tail[1:]


def _distance(one: str, other: str, most: int) -> int:
    """Slips between two words; more than ``most`` is not counted further."""
    above = list(range(len(other) + 1))
    for row, letter in enumerate(one, 1):
        line = [row]
        for column, known in enumerate(other, 1):
            cost = above[column - 1] + (letter != known)
            line.append(min(cost, above[column] + 1, line[-1] + 1))
        if min(line) > most:
            return most + 1
        above = line
    return above[-1]


def completions(text: str, words: Vocabulary, limit: int) -> Iterable[str]:
    """Words of the index that continue the last word of a text, put in its place."""
    found = list(tokens(text))
    if not found or not text.endswith(text[found[-1].start : found[-1].end]):
        return
    last = found[-1]
    heads = [last.exact]
    if is_latin(text[last.start : last.end]):
        heads = list(dict.fromkeys(readings(text[last.start : last.end])))[:32]
    known = [one for head in heads for one in words.starting("exact", head, limit)]
    known.sort(key=lambda one: -one[1])
    for word in list(dict.fromkeys(word for word, _ in known))[:limit]:
        yield text[: last.start] + word
