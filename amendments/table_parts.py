"""„გრაფა“: a row or a column of a table, where the order or its new text tells which.

„მე-2 სტრიქონის მე-3 გრაფა“ is a column, „მე-2 სვეტის მე-3 გრაფა“ a row; „მე-3 გრაფა“ alone may be
either. A new text that begins with its number and goes on in other cells is a row:
„გრაფა №13 …: „13. / 10 / ბაღის ქუჩა““.
"""

from __future__ import annotations

import re

from amendments.folding import Folded
from amendments.levels import OUTER
from amendments.tokens import Token

ROW_OR_COLUMN = OUTER + "either"  # a doubt

_EITHER = "გრაფ"
_FIRST_CELL = re.compile(r"[ „\n]*№? ?(?P<number>\d+(?:\^\d+)?) ?(?:[.)]|\n)[\n ]*(?=[^ \n“])")


def part_of_table(tokens: list[Token], index: int, outer: str, view: Folded) -> tuple[str, str]:
    """The kind of the unit at ``index``, a row as the words say it, and a doubt of it or "".

    ``outer``: the kind of the unit in the genitive right before it.
    """
    if not view.text.startswith(_EITHER, tokens[index].start):
        return "row", ""
    following = next((t for t in tokens[index + 1 :] if t.kind == "unit"), None)
    if tokens[index].case != "gen" or following is None:
        inner = ""
    else:
        inner = "" if view.text.startswith(_EITHER, following.start) else following.value
    if "row" in (outer, inner):
        return "column", ""
    return "row", "" if "column" in (outer, inner) else ROW_OR_COLUMN


def shows_row(text: str, number: str | None) -> bool:
    """Whether a new text is a row: its own number stands in the first cell, more behind it.

    >>> shows_row("13.\\n10\\nბაღის ქუჩა", "13"), shows_row("13 ლარი", "13")
    (True, False)
    """
    found = _FIRST_CELL.match(text)
    return found is not None and found["number"] == number
