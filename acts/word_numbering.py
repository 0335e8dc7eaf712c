"""Automatic numbers of Word paragraphs, written out as the reader of the page sees them."""

from __future__ import annotations

from lxml import etree

from schemas.letters import ALPHABET
from schemas.numbers import int_to_roman

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_BULLET = "–"
_LEVELS = 9


class Numbering:
    """Counters of the lists of one document. Without a numbering part it numbers nothing."""

    def __init__(self, part: etree._Element | None) -> None:
        self._levels: dict[str, dict[int, tuple[int, str, str]]] = {}
        self._lists: dict[str, str] = {}
        self._counts: dict[str, list[int]] = {}
        if part is None:
            return
        for abstract in part.iter(W + "abstractNum"):
            self._levels[abstract.get(W + "abstractNumId", "")] = {
                int(level.get(W + "ilvl", "0")): (
                    int(_value(level, "start") or "1"),
                    _value(level, "numFmt") or "decimal",
                    _value(level, "lvlText"),
                )
                for level in abstract.iter(W + "lvl")
            }
        for one in part.iter(W + "num"):
            self._lists[one.get(W + "numId", "")] = _value(one, "abstractNumId")

    def label(self, properties: etree._Element) -> str:
        """The number of a paragraph with a space after it, or nothing."""
        item = properties.find(W + "numPr")
        if item is None:
            return ""
        abstract = self._lists.get(_value(item, "numId"), "")
        depth = int(_value(item, "ilvl") or "0")
        level = self._levels.get(abstract, {}).get(depth)
        if level is None or depth >= _LEVELS:
            return ""
        start, form, pattern = level
        if form in ("bullet", "none"):
            return f"{_BULLET} " if form == "bullet" else ""
        counts = self._counts.setdefault(abstract, [0] * _LEVELS)
        counts[depth] = counts[depth] + 1 if counts[depth] else start
        counts[depth + 1 :] = [0] * (_LEVELS - depth - 1)
        for place in range(depth + 1):
            shape = self._levels[abstract].get(place, (1, "decimal", ""))[1]
            pattern = pattern.replace(f"%{place + 1}", _shown(max(counts[place], 1), shape))
        return f"{pattern} "


def _value(element: etree._Element, name: str) -> str:
    child = element.find(W + name)
    return child.get(W + "val", "") if child is not None else ""


def _shown(number: int, form: str) -> str:
    if form == "upperRoman":
        return int_to_roman(number)
    if form == "lowerRoman":
        return int_to_roman(number).lower()
    if form in ("lowerLetter", "upperLetter"):
        letter = chr(ord("a") + (number - 1) % 26)
        return letter.upper() if form == "upperLetter" else letter
    if form == "georgian" and number <= len(ALPHABET):
        return ALPHABET[number - 1]
    return str(number)
