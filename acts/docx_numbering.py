"""Numbers that Word counts itself: „2.“ of a list is not in the words, only in the list's plan.

A paragraph that belongs to a list is printed with a label made from the level's text („%1.“),
its number format and the count so far (ECMA-376, part 1, 17.9). A format that is not known
gives no label, and the reader records that.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from lxml import etree

from schemas.letters import ALPHABET
from schemas.numbers import int_to_roman

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_LEVELS = 9


@dataclass(slots=True)
class _Level:
    format: str
    text: str
    start: int


@dataclass(slots=True)
class _List:
    """One list in use: its plan, its own starts, and how far each level has counted."""

    plan: str
    starts: dict[int, int] = field(default_factory=dict)


class Numbering:
    """The lists of a document. Lists that share a plan count on together."""

    def __init__(self, root: etree._Element | None) -> None:
        self._plans: dict[str, dict[int, _Level]] = {}
        self._lists: dict[str, _List] = {}
        self._counts: dict[str, dict[int, int]] = {}
        for element in root if root is not None else ():
            if element.tag == f"{W}abstractNum":
                plan = element.get(f"{W}abstractNumId") or ""
                self._plans[plan] = dict(map(_level, element.iterfind(f"{W}lvl")))
            elif element.tag == f"{W}num":
                self._lists[element.get(f"{W}numId") or ""] = _list(element)

    def label(self, list_id: str, level: int) -> str | None:
        """The label of the next paragraph of a list; „“ for a mark without a number, None when
        the list or its format is not known. Counts on."""
        one = self._lists.get(list_id)
        levels = self._plans.get(one.plan) if one is not None else None
        if one is None or levels is None or level not in levels:
            return None
        key = list_id if one.starts else f"plan {one.plan}"
        counts = self._counts.setdefault(key, {})
        for deeper in range(level + 1, _LEVELS):
            counts.pop(deeper, None)
        for above in range(level):
            if above not in counts and above in levels:
                counts[above] = one.starts.get(above, levels[above].start)
        first = one.starts.get(level, levels[level].start)
        counts[level] = counts[level] + 1 if level in counts else first
        if levels[level].format in ("bullet", "none"):
            return ""
        text = levels[level].text
        for at in range(_LEVELS):
            if f"%{at + 1}" not in text:
                continue
            known = levels.get(at)
            printed = None if known is None else count_as(known.format, counts.get(at, 1))
            if printed is None:
                return None
            text = text.replace(f"%{at + 1}", printed)
        return text


def count_as(name: str, number: int) -> str | None:
    """A number in one of Word's formats, or None for a format that is not known.

    >>> count_as("decimal", 4), count_as("upperRoman", 9), count_as("lowerLetter", 2)
    ('4', 'IX', 'b')
    """
    if name == "decimal":
        return str(number)
    if name == "decimalZero":
        return f"{number:02d}"
    if name in ("lowerRoman", "upperRoman"):
        if not 0 < number < 4000:
            return None
        return int_to_roman(number).lower() if name == "lowerRoman" else int_to_roman(number)
    if name in ("lowerLetter", "upperLetter"):
        letter = "abcdefghijklmnopqrstuvwxyz"[(number - 1) % 26] * ((number - 1) // 26 + 1)
        return letter if name == "lowerLetter" else letter.upper()
    if name == "mkhedruli" and 1 <= number <= len(ALPHABET):
        return ALPHABET[number - 1]
    return None


def _level(element: etree._Element) -> tuple[int, _Level]:
    def value(name: str, default: str) -> str:
        found = element.find(W + name)
        return (found.get(f"{W}val") or default) if found is not None else default

    return int(element.get(f"{W}ilvl") or 0), _Level(
        value("numFmt", "decimal"), value("lvlText", ""), _whole(value("start", "1"))
    )


def _list(element: etree._Element) -> _List:
    plan = element.find(f"{W}abstractNumId")
    one = _List((plan.get(f"{W}val") or "") if plan is not None else "")
    for override in element.iterfind(f"{W}lvlOverride"):
        start = override.find(f"{W}startOverride")
        if start is not None:
            level = _whole(override.get(f"{W}ilvl") or "0")
            one.starts[level] = _whole(start.get(f"{W}val") or "1")
    return one


def _whole(text: str) -> int:
    return int(text) if text.isdigit() and len(text) < 6 else 1
