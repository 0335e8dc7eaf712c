"""Proof that nothing changed outside the touched units.

Compared are the words every unit has of its own (label, heading, text, cells), unit by unit in
document order. Units inside a touched unit are left out on both sides, and so are petits, which
are no legal text.

>>> from schemas.model import Unit
>>> base = Unit(Kind.BODY, children=[Unit(Kind.TEXT, text="ა", wid="p_1")])
>>> after = Unit(Kind.BODY, children=[Unit(Kind.TEXT, text="ბ", wid="p_1")])
>>> differences(base, after, set())
['p_1: „ა“ → „ბ“']
>>> differences(base, after, {"p_1"})
[]
"""

from __future__ import annotations

from difflib import SequenceMatcher

from schemas.model import Kind, Unit


def differences(base: Unit, after: Unit, touched: set[str]) -> list[str]:
    """What differs outside the units named by ``wid``; an empty list is the proof."""
    old, new = _own(base, touched), _own(after, touched)
    if old == new:
        return []
    out: list[str] = []
    matcher = SequenceMatcher(None, old, new, autojunk=False)
    for tag, a, b, c, d in matcher.get_opcodes():
        if tag == "equal":
            continue
        where = (old[a:b] or new[c:d])[0][0]
        was, now = (" ".join(words for _, words in part) for part in (old[a:b], new[c:d]))
        out.append(f"{where}: „{was}“ → „{now}“")
    return out


def _own(unit: Unit, touched: set[str]) -> list[tuple[str, str]]:
    out: list[tuple[str, str]] = []
    stack = [unit]
    while stack:
        item = stack.pop()
        if item.wid and item.wid in touched:
            continue
        words = [item.label, item.heading, item.text, *(cell for row in item.rows for cell in row)]
        if item.removal is not None and item.kind is not Kind.ACT:
            words.append(item.removal.printed)
        if any(words):
            out.append((item.wid or item.kind.value, " ".join(word for word in words if word)))
        stack.extend(reversed(item.children))
    return out
