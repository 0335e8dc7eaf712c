"""Quotation marks matched by structure, and the extent of quoted new text.

In the folded view „ opens and “ closes. Drafting nests quotations and often closes two with one
mark, or opens two with one; a payload of many lines holds titles of its own.
"""

from __future__ import annotations

import re

_AFTER_TITLE = re.compile(
    r" ?(?:საქართველოს|სსიპ |[ა-ჰ]+ის(?:ა)? |[ა-ჰ]+ს |\d{4} ?წ|№|კანონ|დადგენილებ|განკარგულებ"
    r"|ბრძანებ|კოდექს"
    r"|ინსტრუქცი|დებულებ|წეს|შეიცვალოს|სიტყვ|შემდეგ|ამოღებულ|ნაცვლად|[.,;:)]|$|\n|-)"
)


def match_marks(text: str, start: int, end: int) -> dict[int, int]:
    """Each opening mark of ``text[start:end]`` with its closing mark.

    An outer mark that is never closed shares the closing mark of what it holds, where what
    follows reads like what follows a title.

    >>> match_marks("„ა „ბ“ გ“", 0, 9)
    {3: 5, 0: 8}
    >>> match_marks("„ა „ბ“ საქართველოს", 0, 18)
    {3: 5, 0: 5}
    """
    pairs: dict[int, int] = {}
    open_marks: list[int] = []
    for at in _marks(text, start, end):
        if text[at] == "„":
            open_marks.append(at)
        elif open_marks:
            pairs[open_marks.pop()] = at
    for left in reversed(open_marks):
        inside = sorted(close for mark, close in pairs.items() if mark > left)
        shared = next((c for c in inside if _AFTER_TITLE.match(text, c + 1, end)), None)
        if shared is not None:
            pairs[left] = shared
    return pairs


def _marks(text: str, start: int, end: int) -> list[int]:
    return [m.start() for m in _MARK.finditer(text, start, end)]


_MARK = re.compile("[„“]")
