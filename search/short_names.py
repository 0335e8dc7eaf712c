"""Short names of acts: what lawyers write instead of a title. Data: search/short_names.json.

A short name may stand for several acts („სსკ“ is met for the Criminal Code and for the Code of
Civil Procedure); then there are candidates, and nothing is guessed.

>>> short_names("საქართველოს სისხლის სამართლის კოდექსი")
('სსკ', 'სკ')
>>> [title for title in titles_of("ზაკ")]
['ზოგადი ადმინისტრაციული კოდექსი']
"""

from __future__ import annotations

import json
import re
from functools import cache
from importlib import resources

_COUNTRY = re.compile(r"^საქართველოს\s+")
_KIND = re.compile(r"\s*(?:საქართველოს\s+)?(?:ორგანული\s+)?კანონი$")
_MARKS = str.maketrans("", "", '„“”"«»')


@cache
def _rows() -> tuple[tuple[str, str], ...]:
    """Short name and title, in the order of the data: the likelier act first."""
    text = resources.files("search").joinpath("short_names.json").read_text("utf-8")
    return tuple((short, row["title"]) for row in json.loads(text) for short in row["short"])


def bare_title(title: str) -> str:
    """A title without the country, the kind of act and quotation marks.

    >>> bare_title("საქართველოს კანონი „ნორმატიული აქტების შესახებ“")
    'ნორმატიული აქტების შესახებ'
    """
    bare = _COUNTRY.sub("", " ".join(title.translate(_MARKS).split()))
    bare = re.sub(r"^(?:ორგანული\s+)?კანონი\s+", "", bare)
    return _KIND.sub("", bare).strip()


@cache
def short_names(title: str) -> tuple[str, ...]:
    """The short names of an act with this title."""
    bare = bare_title(title)
    return tuple(short for short, known in _rows() if known == bare)


def titles_of(short: str) -> tuple[str, ...]:
    """Titles that a short name may stand for, the likelier first."""
    return tuple(title for known, title in _rows() if known == short)
