"""Georgian typed with Latin letters: what the writer may have meant.

Two habits are met: the sound (``kanoni``, ``mukhli``, ``sakhelmtsipo``: the national romanization
with or without apostrophes, where ``k`` is კ or ქ) and the key (``saqarTvelo``: the Georgian
keyboard, where Shift makes თ of ტ). Every reading is given, likeliest first; which of them are
words is for the index to say.

>>> list(readings("mukhli"))[:2]
['მუხლი', 'მუკჰლი']
>>> "საქართველო" in set(readings("saqarTvelo"))
True
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import islice

_SOUNDS: dict[str, str] = {
    "a": "ა", "b": "ბ", "g": "გ", "d": "დ", "e": "ე", "v": "ვ", "z": "ზ", "t": "თტ", "i": "ი",
    "k": "კქ", "l": "ლ", "m": "მ", "n": "ნ", "o": "ო", "p": "პფ", "zh": "ჟ", "r": "რ", "s": "ს",
    "u": "უ", "f": "ფ", "ph": "ფ", "gh": "ღ", "q": "ყქ", "y": "ყი", "sh": "შ", "ch": "ჩჭ",
    "ts": "ცწ", "tz": "წც", "dz": "ძ", "tch": "ჭ", "kh": "ხ", "x": "ხ", "j": "ჯჟ", "h": "ჰ",
    "c": "ცკ", "w": "წვ",
}  # fmt: skip
_KEYS = dict(
    zip("abgdevzTiklmnopJrstufqRySCcZwWxjh", "აბგდევზთიკლმნოპჟრსტუფქღყშჩცძწჭხჯჰ", strict=True)
)
_LATIN = re.compile(r"[A-Za-z'’‘ʼ`´]+")
_MOST = 512


def is_latin(word: str) -> bool:
    """Whether a word is written with Latin letters (and apostrophes) alone."""
    return bool(_LATIN.fullmatch(word)) and any(char.isalpha() for char in word)


def readings(word: str) -> Iterator[str]:
    """What a Latin word may stand for, likeliest first, at most 512."""
    letters = re.sub(r"['’‘ʼ`´]", "", word)
    seen: set[str] = set()
    keys = "".join(_KEYS.get(char, "?") for char in letters)
    by_key = [] if "?" in keys else [keys]
    if any(char.isupper() for char in letters[1:]):
        yield from by_key
        seen.update(by_key)
    for reading in islice(_sounds(letters.lower()), _MOST):
        if reading not in seen:
            seen.add(reading)
            yield reading
    if by_key and by_key[0] not in seen:
        yield by_key[0]


def _sounds(letters: str) -> Iterator[str]:
    """Readings by sound, those with fewer unusual choices first."""
    shelves: list[dict[int, list[str]]] = [{0: [""]}]
    for end in range(1, len(letters) + 1):
        shelf: dict[int, list[str]] = {}
        for size in (3, 2, 1):
            start = end - size
            found = _SOUNDS.get(letters[start:end], "") if start >= 0 else ""
            # letters that make one sound are seldom meant one by one
            split = size == 1 and letters[end - 2 : end] in _SOUNDS and end > 1
            for rank, letter in enumerate(found):
                for cost, heads in shelves[start].items():
                    into = shelf.setdefault(cost + rank + 2 * split, [])
                    into.extend(head + letter for head in heads[: _MOST - len(into)])
        shelves.append(shelf)
    for cost in sorted(shelves[-1]):
        yield from shelves[-1][cost]
