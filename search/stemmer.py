"""From an inflected Georgian word to the stem it is found by.

Two steps: the lemma where simplemma's dictionary knows the form, then our own cut of endings,
which also reads the words no dictionary has (compounds and terms of law). A noun is stem + plural
(``-ებ``) + case + postposition + particle, and each layer is taken off once, from the outside;
never fewer than three letters are left. The last vowel of stems like ``წელ-``/``წლ-`` comes and
goes with the case (syncope), so it is taken out of every stem.

>>> [stem(word) for word in ("კანონი", "კანონებისათვის", "კანონიდანაც")]
['კანონ', 'კანონ', 'კანონ']
>>> stem("მფლობელი") == stem("მფლობლისგან"), stem("კანონი") == stem("კანონიერი")
(True, False)
"""

from __future__ import annotations

import re
from functools import lru_cache

import simplemma

_LEFT = 3
_VOWELS = frozenset("აეიოუ")
_GEORGIAN = re.compile("[ა-ჰ]+")

# Outermost first; in each layer the longest ending that fits is taken, at most one.
_PARTICLES = ("საც", "ისაც", "ითაც", "ადაც", "ანაც", "ვე", "ც")
_KEEPS = {"საც": "ს", "ისაც": "ის", "ითაც": "ით", "ადაც": "ად", "ანაც": "ან"}
_POSTPOSITIONS = (
    "ისათვის", "სათვის", "ისთვის", "სთვის", "ათვის", "თვის", "ისაგან", "საგან", "ისგან", "აგან",
    "გან",
    "ისაკენ", "საკენ", "ისკენ", "კენ", "იდან", "დან", "ამდე", "მდე", "ისთანა", "სთან", "თან",
    "თათვის", "თაგან", "ისას", "ისებრ", "ებრ", "ზე", "ში", "ასავით", "სავით", "ივით", "ვით", "თანა",
)  # fmt: skip
_CASES = (
    "ისა", "ითა", "ადა", "ის", "ით", "ად", "მა", "სა", "ნი", "თა", "ს", "ი", "მ", "დ", "თ",
)  # fmt: skip
_SYNCOPE = ("ელ", "ალ", "ოლ", "არ", "ერ", "ორ", "ან", "ენ", "ამ", "ემ")


@lru_cache(maxsize=1 << 18)
def stem(word: str) -> str:
    """The stem of a word in lower case. Words that are not Georgian come back as they are."""
    if len(word) < _LEFT or not is_georgian(word):
        return word
    return cut(lemma(word))


def lemma(word: str) -> str:
    """The form a dictionary knows the word by; the word itself where none does.

    A verb's dictionary form with another preverb vowel („გამოაქვეყნებს“ for „გამოქვეყნება“) is
    not taken: the two must agree up to the last two letters of the stem.
    """
    found = simplemma.lemmatize(word, lang="ka")
    if found == word or not is_georgian(found):
        return word
    return found if word.startswith(cut(found)[:-2]) else word


def is_georgian(word: str) -> bool:
    """Whether a word is of Mkhedruli letters only.

    >>> is_georgian("მუხლი"), is_georgian("GPS"), is_georgian("")
    (True, False, False)
    """
    return _GEORGIAN.fullmatch(word) is not None


def cut(word: str) -> str:
    """A word without endings, by rule alone.

    >>> cut("მინისტრებისათვის"), cut("გრაფა"), cut("გრაფის"), cut("სასამართლოშიც")
    ('მინისტრ', 'გრაფ', 'გრაფ', 'სასამართლ')
    """
    word = _particle(word)
    before = word
    word = _without(word, _POSTPOSITIONS)
    if word == before:
        word = _case(word)
    while True:
        if word.endswith("ებ") and len(word) - 2 >= _LEFT:
            word = word[:-2]
        elif word[-1] in _VOWELS and len(word) - 1 >= _LEFT:
            word = word[:-1]
        else:
            return _closed(word)


def _particle(word: str) -> str:
    shorter = _without(word, _PARTICLES)
    return shorter + _KEEPS.get(word[len(shorter) :], "")


def _without(word: str, endings: tuple[str, ...]) -> str:
    fits = [e for e in endings if word.endswith(e) and len(word) - len(e) >= _LEFT]
    return word[: -len(max(fits, key=len))] if fits else word


def _case(word: str) -> str:
    for ending in _CASES:
        left = word[: -len(ending)]
        if word.endswith(ending) and len(left) >= _LEFT and _may_end(left, ending):
            return left
    return word


def _may_end(left: str, ending: str) -> bool:
    """Endings that look like parts of stems are taken only where the language has them."""
    if ending == "ნი":  # the old plural: „ცვლილებანი“, not „კანონი“
        return left.endswith(("ება", "ობა"))
    if ending in ("მ", "დ", "თ"):  # after a vowel only: „მთავრობამ“
        return left[-1] in _VOWELS and len(left) > _LEFT
    if ending == "სა":
        return left[-1] not in _VOWELS
    return True


def _closed(word: str) -> str:
    """Without the vowel that syncope takes: „მფლობელ-“ and „მფლობლ-“ are one."""
    if len(word) > _LEFT and word.endswith(_SYNCOPE) and word[-3] not in _VOWELS:
        return word[:-2] + word[-1]
    return word
