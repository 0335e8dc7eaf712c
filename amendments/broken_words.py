"""Words that the copy broke by blanks or a line's hyphen, made whole where the act proves it.

A name is only put together where the same act prints the word whole elsewhere: nothing is guessed.

>>> whole("ზ ეს ტაფო ნის საკრებულო", "ზესტაფონის მუნიციპალიტეტის საკრებულო")
'ზესტაფონის საკრებულო'
>>> whole("ზ ეს ტაფო ნის საკრებულო", "სხვა სიტყვები")
'ზ ეს ტაფო ნის საკრებულო'
>>> whole("რესპუბ-ლიკის მთავრობა", "საქართველოს რესპუბლიკის მთავრობა")
'რესპუბლიკის მთავრობა'
"""

from __future__ import annotations

import re

_PIECE = re.compile(r"(?<![ა-ჰ-])(?!(?:და|ა|ქ|სს|შს)(?![ა-ჰ]))[ა-ჰ]{1,3}(?![ა-ჰ.-])")
_CUT = re.compile(r"(?<![ა-ჰ-])[ა-ჰ]{2,}-[ა-ჰ]{2,}(?![ა-ჰ-])")
_MOST = 6  # pieces of one word


def whole(name: str, text: str) -> str:
    """The name with its broken words as ``text`` prints them whole."""
    name = _CUT.sub(lambda cut: _joined(cut.group().replace("-", ""), text) or cut.group(), name)
    if _PIECE.search(name) is None:
        return name
    words = name.split(" ")
    out: list[str] = []
    place = 0
    while place < len(words):
        for stop in range(min(len(words), place + _MOST), place + 1, -1):
            run = words[place:stop]
            joined = "".join(run)
            if any(_PIECE.fullmatch(word) for word in run) and _joined(joined, text):
                out.append(joined)
                place = stop
                break
        else:
            out.append(words[place])
            place += 1
    return " ".join(out)


def _joined(word: str, text: str) -> str:
    """The word, where the text prints it whole, else ""."""
    if re.fullmatch("[ა-ჰ]{4,40}", word) is None:
        return ""
    found = re.search(f"(?<![ა-ჰ-]){word}(?![ა-ჰ-])", text)
    return word if found else ""
