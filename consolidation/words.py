"""Where words stand in a text, whatever noise surrounds them.

The words of an amending act and those of the amended one are compared in the normal form
(:mod:`schemas.normal`), and found only between word boundaries: „ტრიბუნალი“ is not found in
„ტრიბუნალის“, which is another word form and was not ordered to change.

>>> find_words("მუხლი „სასამართლო“ და სასამართლოში", "სასამართლო")
[(7, 17)]
"""

from __future__ import annotations

import re

from schemas.normal import folded_with_offsets, normal_form


def find_words(text: str, words: str, *, whole: bool = True) -> list[tuple[int, int]]:
    """Spans of ``words`` in ``text``, left to right, not overlapping. Empty words: no span.

    With ``whole`` false, spans inside longer words count too.
    """
    needle = normal_form(words)
    if not needle:
        return []
    folded, places = folded_with_offsets(text)
    spans: list[tuple[int, int]] = []
    start = folded.find(needle)
    while start != -1:
        stop = start + len(needle)
        first, last = places[start], places[stop - 1] + 1
        bounded = _boundary(text, first, needle[0], -1) and _boundary(text, last, needle[-1], 0)
        if bounded or not whole:
            spans.append((first, last))
            start = folded.find(needle, stop)
        else:
            start = folded.find(needle, start + 1)
    return spans


def word_forms(text: str, words: str) -> int:
    """How often ``words`` begin a longer word of ``text`` (inflected forms left as they stand)."""
    needle = normal_form(words)
    if not needle or not needle[-1].isalpha():
        return 0
    return normal_form(text).count(needle) - len(find_words(text, words))


def _boundary(text: str, place: int, edge: str, shift: int) -> bool:
    """Whether a word or number may end or begin at ``place`` (``shift`` 0: end, -1: begin).

    „5“ is no part of „5,5“, „10 000“, „10:00“, „№410/5“, „მე-5“ or „5-ე“, and „პრემიერი“ none of
    „ვიცე-პრემიერი“ or „ვიცე–პრემიერი“.
    """
    if not edge.isalnum():
        return True
    beside = place + shift
    if not 0 <= beside < len(text):
        return True
    neighbour = text[beside]
    if neighbour == "^":
        return shift == -1 or not edge.isdigit()
    if neighbour.isalnum():
        return False
    after = shift == 0
    around = text[place : place + 5] if after else text[max(place - 5, 0) : place]
    if edge.isdigit() and not after and _GROUP.match(text, place) and _GROUPED.search(around):
        return False
    if edge.isdigit():
        return not (_NUMBER_GOES_ON if after else _NUMBER_BEGAN).search(around)
    return not (_WORD_GOES_ON if after else _WORD_BEGAN).search(around)


# What stands behind a number or word that is only the first part of one, and before its last.
_NUMBER_GOES_ON = re.compile(
    r"^[.,:/]\d|^[ \u00a0]\d{3}(?!\d)|^ ?[-–‑] ?(?:ე(?![ა-ჰ]{2})|ელ|ლ|ჯერ)"
)
_NUMBER_BEGAN = re.compile(r"\d[.,:/]$|მე ?[-–] ?$")
_GROUP = re.compile(r"\d{3}(?!\d)")
_GROUPED = re.compile(r"\d[ \u00a0]$")
_WORD_GOES_ON = re.compile(r"^[-–‑][^\W\d_]")
_WORD_BEGAN = re.compile(r"[^\W\d_][-–‑]$")
