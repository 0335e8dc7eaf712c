"""The Georgian alphabet as drafting uses it: order of subpoints, and Latin for identifiers.

Subpoints run through 33 letters, ა to ჰ. Identifiers (eId) need Latin, so one injective
table turns letters to Latin; it is used for identifiers only, never for display.

>>> latin("ჭ"), letter_index("ა"), letter_index("ჰ")
('tch', 1, 33)
>>> from_latin("dz")
'ძ'
"""

from __future__ import annotations

ALPHABET = "აბგდევზთიკლმნოპჟრსტუფქღყშჩცძწჭხჯჰ"

_IDENTIFIER_FORMS = "a b g d e v z t i k l m n o p zh r s tt u ph q gh y sh ch c dz w tch kh j h"
LATIN = dict(zip(ALPHABET, _IDENTIFIER_FORMS.split(" "), strict=True))
_FROM_LATIN = {latin_: letter for letter, latin_ in LATIN.items()}
_INDEX = {letter: place for place, letter in enumerate(ALPHABET, 1)}

# The national romanization (2002) without apostrophes: readable slugs for kinds and issuers.
_NATIONAL_FORMS = "a b g d e v z t i k l m n o p zh r s t u p k gh q sh ch ts dz ts ch kh j h"
_NATIONAL = dict(zip(ALPHABET, _NATIONAL_FORMS.split(" "), strict=True))


def latin(letter: str) -> str:
    """The identifier form of one Georgian letter. Raises KeyError for anything else."""
    return LATIN[letter]


def from_latin(token: str) -> str:
    """The letter behind an identifier form. Raises KeyError for an unknown token."""
    return _FROM_LATIN[token]


def letter_index(letter: str) -> int:
    """Place of a letter in the order of subpoints, 1-based. Raises KeyError."""
    return _INDEX[letter]


def slug(words: str) -> str:
    """A readable Latin slug for an IRI segment: lower case, hyphens between words.

    >>> slug("კანონი"), slug("ფინანსთა მინისტრი")
    ('kanoni', 'pinansta-ministri')
    """
    out = []
    for char in words.lower():
        if char in _NATIONAL:
            out.append(_NATIONAL[char])
        elif char.isascii() and char.isalnum():
            out.append(char)
        else:
            out.append(" ")
    return "-".join("".join(out).split())
