"""Lists of sections: „1.1.“, „1.2.“ and the points below them, numbers in pieces among them.

What the neighbours tell about a damaged decimal number, and beside which list a section opens
whose own number is not printed. Every repair is recorded as a reading.
"""

from __future__ import annotations

import re
from dataclasses import replace

from acts.labels import Label
from acts.list_labels import apart_decimal
from acts.list_numbers import MAX_GAP, span_of
from acts.list_slips import ListSlips
from acts.paragraphs import Paragraph
from schemas.model import Kind, Reading, Unit

_ITEMS = (Kind.POINT, Kind.SUBPOINT)
_NAMED = re.compile(r"[ა-ჰ]{3}")
_MIN_TITLE, _MIN_CONTENTS = 5, 3  # characters of a title, items of a table of contents


class ListDecimals(ListSlips):
    """The open lists, with what is particular to decimal numbers."""

    def _apart_decimal(self, index: int, paragraph: Paragraph, label: Label) -> Label:
        """„6. 2.“ after „6.1.“ is 6.2."""
        if (joined := self._lost_stop(paragraph, label)) is not None:
            return joined
        apart = apart_decimal(paragraph.text, label)
        if apart is None and label.split and label.style == "dot":  # „4 5.“ after „4.4.“
            number = replace(label.number, base=(*label.number.base, *label.number.prims), prims=())
            apart = replace(label, style="decimal", numbers=(number,), split=False)
        if apart is None:
            return self._without_section(index, paragraph, label)
        for frame in self.frames:
            if frame.last is None or frame.style not in ("dot", "decimal"):
                continue
            below = apart.number.base == (*frame.last.base, 1)  # „1.1. 1 .“ below „1.1.“
            again = below and label.number == frame.last and self._second_is_below(index, apart)
            if (
                (below and label.style == "decimal")
                or again
                or (frame.style == "decimal" and apart.number.follows(frame.last))
            ):
                self.readings.append(
                    Reading(
                        "split-number", apart.printed, f"after {frame.last}", span_of(paragraph)
                    )
                )
                return apart
        return label

    def _second_is_below(self, index: int, first: Label) -> bool:
        """Whether „2.2.“ is the next decimal number below „2. 1.“"""
        following = self._next_label(index, "decimal")
        return following is not None and following.number.follows(first.number)

    def _without_section(self, index: int, paragraph: Paragraph, label: Label) -> Label:
        """„2. ტექსტი“ between „3.1.“ and „3.3.“ is 3.2."""
        following = self._next_label(index, "decimal")
        if label.style != "dot" or following is None or label.number.prims:
            return label
        for frame in self.frames:
            if frame.style != "decimal" or frame.last is None:
                continue
            number = replace(frame.last, base=(*frame.last.base[:-1], *label.number.base), prims=())
            if number.follows(frame.last) and following.number.follows(number):
                evidence = f"between {frame.last} and {following.number}"
                self.readings.append(
                    Reading("misprinted-number", label.printed, evidence, span_of(paragraph))
                )
                return replace(label, style="decimal", numbers=(number,))
        return label

    def _lost_stop(self, paragraph: Paragraph, label: Label) -> Label | None:
        """„2.12.“ below „2.1.1.“ is 2.1.2, „12.“ below „1.1.“ is 1.2: a stop was lost."""
        *base, last = label.number.base
        if label.style not in ("decimal", "dot") or not 10 < last < 100 or label.number.prims:
            return None
        number = replace(label.number, base=(*base, *divmod(last, 10)))
        open_ones = [f.last for f in self.frames if f.style == "decimal" and f.last]
        if any(
            label.number.follows(f.last) for f in self.frames if f.style == label.style and f.last
        ):
            return None
        for last_open in open_ones:
            if number.base[-1] and number.follows(last_open):
                evidence = f"after {last_open}"
                self.readings.append(
                    Reading("lost-stop", label.printed, evidence, span_of(paragraph))
                )
                return replace(label, style="decimal", numbers=(number,))
        return None

    def _above_decimals(self, label: Label) -> int | None:
        """The list „1.1“ to „1.5“, whose „1.“ is not printed, when „2.“ goes on above it."""
        if label.style != "dot" or any(f.style == "dot" for f in self.frames):
            return None
        for at, frame in enumerate(self.frames):
            if frame.style != "decimal" or frame.last is None or frame.owner.kind in _ITEMS:
                continue
            rise = label.number.base[0] - frame.last.base[0]
            following = self._next_label(self.at, "dot")
            goes_on = following is not None and following.number.follows(label.number)
            if not label.number.prims and (rise == 1 or (goes_on and 1 < rise <= MAX_GAP)):
                return at
        return None

    def _beside_lost_parent(self, label: Label) -> int | None:
        """The list of points „1.“, „3.“ between which „2.6“ and „2.7“ stand: „2.“ was lost."""
        parent = label.number.base[:-1]
        if len(parent) > 1 or self.future is not None:
            return None
        for at, frame in enumerate(self.frames):
            if frame.style != "dot" or frame.last is None or frame.item.kind is not Kind.POINT:
                continue
            if self._key(frame.owner) not in self.lists or len(frame.last.base) > 1:
                continue
            following = self._next_label(self.at, "dot")
            rise = parent[0] - frame.last.base[0]
            ends = following is None or following.number.base[0] == parent[0] + 1
            return at if rise == 1 and ends else None
        return None

    def _contents_above(self, paragraph: Paragraph, label: Label) -> int | None:
        """The list whose first item has the words of the one that begins: a table of contents."""
        words = paragraph.text[label.end :]
        for at, frame in enumerate(self.frames):
            if frame.style != label.style or len(words) < _MIN_TITLE:
                continue
            items = self.lists.get(self._key(frame.owner), [[]])[-1]
            if items[0].number != label.number or len(items) <= _MIN_CONTENTS:
                continue
            first = items[0].children[0].text if items[0].children else ""
            return at if first == words and all(map(_is_entry, items)) else None
        return None

    def _above_parent(self, beside: int, label: Label) -> int | None:
        """Where „2.1“ stands beside „1.1“: beside „1.“, where that is printed; None where „2.“
        is open above it."""
        parent = label.number.base[:-1]
        for at in range(beside, -1, -1):
            last = self.frames[at].last
            if last is not None and last.base == parent:
                return None
        owner = self.frames[beside].owner
        while beside and owner is self.frames[beside - 1].item:
            above = self.frames[beside - 1].last
            if above is None or self.frames[beside - 1].style not in ("dot", "decimal"):
                break
            if above.base == parent[: len(above.base)]:
                break
            beside -= 1
            owner = self.frames[beside].owner
        return beside


def _is_entry(unit: Unit) -> bool:
    """Whether an item is a line of a table of contents: one title, and entries below it."""
    titles = [child for child in unit.children if child.kind is Kind.TEXT]
    if len(titles) != 1 or titles[0].text[-1] in ".;:_" or not _NAMED.search(titles[0].text):
        return False
    return all(_is_entry(child) for child in unit.children if child.kind is not Kind.TEXT)
