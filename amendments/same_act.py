"""Whether two citations name one act, and what either gives of it.

An act cited in an order may be cited again, or in the title of the act that orders, by fewer or
other particulars.

>>> one = Cited("დადგენილება", "nom", issuer="ქ. თბილისი", date="2014-05-29", number="112")
>>> same_act(one, replace(one, issuer="ქ. თბილისის საკრებულო", title="ტბის შესახებ"))
True
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace

from amendments.cited import Cited
from amendments.lexicon import distance
from schemas.normal import normal_form

_WORDS = re.compile("[ა-ჰ]{5,}")


def told_before(known: Cited, cited: Cited) -> bool:
    """Whether a bare title is that of an act whose particulars were given before."""
    bare = not (cited.date or cited.number or cited.registration_code) and bool(cited.title)
    same = known.kind == cited.kind and _agree(known.title, cited.title, exact=True)
    return bare and same and bool(known.date or known.number)


def same_act(one: Cited, other: Cited) -> bool:
    """Whether two citations name one act: no particular that both give differs."""
    if one.kind != other.kind or (one.date and other.date and one.date != other.date):
        return False
    if one.number and other.number:
        same = one.number == other.number and one.date == other.date
        return same and _one_issuer(one, other) and not _far_apart(one.title, other.title)
    if one.number or other.number:
        return (
            bool(one.date) and one.date == other.date and _agree(one.title, other.title, exact=True)
        )
    if (one.title or other.title) and not _agree(one.title, other.title, exact=True):
        return False
    return one.date == other.date and _agree(one.issuer, other.issuer)


def same_number(cited: Cited, named: Cited) -> bool:
    """„2011 წლის №08 დადგენილება“ of a title that the act's own title gives with its day.

    Also „საკრებულოს 4 მარტის №07 დადგენილება“ where issuer and number are those of the title.
    """
    if cited.date or not cited.number or cited.number != named.number:
        return False
    issued = bool(cited.issuer) and _agree(cited.issuer, named.issuer, exact=True)
    issued = issued and not _far_apart(cited.title, named.title)
    return cited.kind == named.kind and (issued or _agree(cited.title, named.title, exact=True))


def only_place(place: str | None, body: str | None) -> bool:
    """„ქ. თბილისის … №112“ of which the act's own title says „ქ. თბილისის საკრებულოს … №112“."""
    return bool(place and body and place.endswith("ი") and body.startswith(f"{place[:-1]}ის "))


def told_apart(cited: Cited, named: Cited) -> bool:
    """Whether the act's own title gives the same act of the same day another number."""
    if cited.kind != named.kind or not cited.date or cited.date != named.date:
        return False
    if not _agree(cited.title, named.title, exact=True) or not (cited.number and named.number):
        return False
    first, second = (re.sub(r"\W", "", n).lstrip("0") for n in (cited.number, named.number))
    return first != second


def _far_apart(one: str | None, other: str | None) -> bool:
    """Whether two titles are those of two acts, which the copy gives one day and number."""
    if one is None or other is None:
        return False
    first, second = _WORDS.findall(one), _WORDS.findall(other)
    return any(map(_strange_to(second), first)) and any(map(_strange_to(first), second))


def _strange_to(words: list[str]) -> Callable[[str], bool]:
    """Whether a word is none of these, misspelt or in another case."""
    near = set(words) | {word[:5] for word in words}
    return lambda word: (
        word not in near and word[:5] not in near and all(distance(word, w) > 2 for w in words)
    )


def _agree(one: str | None, other: str | None, *, exact: bool = False) -> bool:
    if one is None or other is None:
        return not exact
    first, second = normal_form(one), normal_form(other)
    return first == second or (not exact and (first.endswith(second) or second.endswith(first)))


def completed(known: Cited, other: Cited) -> Cited:
    """What either citation gives."""
    return replace(
        known,
        number=known.number or other.number,
        title=known.title or other.title,
        issuer=known.issuer or other.issuer,
        registration_code=known.registration_code or other.registration_code,
        publication=known.publication or other.publication,
    )


def _one_issuer(one: Cited, other: Cited) -> bool:
    place = only_place(one.issuer, other.issuer) or only_place(other.issuer, one.issuer)
    return place or _agree(one.issuer, other.issuer)
