"""New text right below the title: the copy lost the order that gives it.

„მუხლი 161^1. …“ with a mark of quotation before it is no article of the act itself. What of the
change is left cannot be carried out, and must not be passed over.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from amendments.drafts import NotRead
from amendments.outline import Line

_QUOTED = re.compile(r" ?„ ?მუხლი ?\d")


def lost_beginning(
    text: str, lines: Sequence[Line], read: Sequence[tuple[int, int]] = ()
) -> NotRead | None:
    """The change whose order is lost, by the heading that its new text begins with. ``read`` are
    the new texts whose order stands above them.

    >>> from amendments.outline import lines_of
    >>> text = "ბაღების დაცვის შესახებ\\n„მუხლი 161^1. ბაღის დაზიანება\\nისჯება ჯარიმით“."
    >>> lost = lost_beginning(text, lines_of(text))
    >>> text[slice(*lost.source)] if lost else ""
    '„მუხლი 161^1. ბაღის დაზიანება'
    """
    if len(lines) < 2 or not _QUOTED.match(text, lines[1].start):
        return None
    if any(start < lines[1].end and end > lines[1].start for start, end in read):
        return None
    why = "new text stands below the title, and the order that gives it is not in the copy"
    return NotRead((lines[1].start, lines[1].end), why, True)
