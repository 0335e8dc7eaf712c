"""Numbers as provisions are cited with: „მე-5“, „21-ე“, „5^1“, „პირველი“, „№3“, „XIV“, „1.4.“.

Law 1876 art. 16(8): articles and points carry Arabic numbers, chapters Roman, subpoints letters.
მე-N stands for 2–20 and the round twenties, N-ე for the rest; both are read for any number.

>>> read_word("მეოცე"), read_word("ოცდამეერთე"), read_word("პირველის")
(Ordinal(value='20', case=''), Ordinal(value='21', case=''), Ordinal(value='1', case='gen'))
"""

from __future__ import annotations

from typing import NamedTuple

from schemas.letters import ALPHABET


class Ordinal(NamedTuple):
    """A number as data, and the case its own ending shows („პირველ ნაწილში“: none)."""

    value: str
    case: str


_ONES = (
    "ერთ", "ორ", "სამ", "ოთხ", "ხუთ", "ექვს", "შვიდ", "რვ", "ცხრ", "ათ", "თერთმეტ", "თორმეტ",
    "ცამეტ", "თოთხმეტ", "თხუთმეტ", "თექვსმეტ", "ჩვიდმეტ", "თვრამეტ", "ცხრამეტ",
)  # fmt: skip
_TWENTIES = {20: "ოც", 40: "ორმოც", 60: "სამოც", 80: "ოთხმოც"}


def _spelled() -> dict[str, int]:
    out = {f"მე{stem}": place for place, stem in enumerate(_ONES, 1)}
    for base, name in _TWENTIES.items():
        out[f"მე{name}"] = base
        for place, stem in enumerate(_ONES, 1):
            out[f"{name}დამე{stem}"] = base + place
    out["მეას"] = 100
    del out["მეერთ"]
    return out


_ENDINGS = {
    "ე": "",
    "ის": "gen",
    "ისა": "gen",
    "ეს": "dat",
    "ეში": "loc",
    "იდან": "abl",
    "ედ": "adv",
}
_FIRST = {
    "პირველი": "", "პირველ": "", "პირველის": "gen", "პირველისა": "gen", "პირველს": "dat",
    "პირველში": "loc", "პირველიდან": "abl",
}  # fmt: skip
WORDS: dict[str, Ordinal] = {
    stem + ending: Ordinal(str(value), case)
    for stem, value in _spelled().items()
    for ending, case in _ENDINGS.items()
} | {word: Ordinal("1", case) for word, case in _FIRST.items()}
LAST = "ბოლო"  # „ბოლო აბზაცი“: a place that only the amended text numbers
WORDS |= {word: Ordinal(LAST, "") for word in ("ბოლო", "უკანასკნელი", "უკანასკნელ")}


def read_word(word: str) -> Ordinal | None:
    """The number a spelled ordinal names, or None."""
    return WORDS.get(word)


def between(first: str, last: str) -> list[str] | None:
    """The numbers of a closed range, first and last included; None where it cannot be listed.

    >>> between("5", "7"), between("ა", "დ"), between("1", "2^1"), between("2^1", "2^3")
    (['5', '6', '7'], ['ა', 'ბ', 'გ', 'დ'], None, ['2^1', '2^2', '2^3'])
    """
    if first.isdigit() and last.isdigit():
        low, high = int(first), int(last)
        return [str(n) for n in range(low, high + 1)] if low < high <= low + 500 else None
    base, _, prim = first.partition("^")
    last_base, _, last_prim = last.partition("^")
    if base == last_base and prim.isdigit() and last_prim.isdigit():
        low, high = int(prim), int(last_prim)
        return [f"{base}^{n}" for n in range(low, high + 1)] if low < high <= low + 99 else None
    head, dot, first_letter = first.rpartition(".")
    head_last, _, last_letter = last.rpartition(".")
    if head != head_last:
        return None
    if first_letter in ALPHABET and last_letter in ALPHABET and first_letter and last_letter:
        low, high = ALPHABET.index(first_letter), ALPHABET.index(last_letter)
        return [head + dot + letter for letter in ALPHABET[low : high + 1]] if low < high else None
    if first_letter.isdigit() and last_letter.isdigit() and dot:
        low, high = int(first_letter), int(last_letter)
        return [f"{head}.{n}" for n in range(low, high + 1)] if low < high <= low + 500 else None
    return None
