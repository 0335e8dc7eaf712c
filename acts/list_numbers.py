"""What a printed number of a list means, told by the lists that are open and the labels to come.

The reader of lists (:mod:`acts.lists`) asks here which open list a label goes on with, whether
it may open one, and what a damaged label stands for. Every repair is recorded as a reading.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from acts.labels import LETTERED, WEAK, Label, Style
from acts.list_labels import spells
from acts.list_units import is_finished, last_words
from acts.numbering import settle
from acts.paragraphs import Paragraph
from schemas.model import Kind, Reading, Unit
from schemas.numbers import Number

MAX_GAP = 4
_ITEMS = (Kind.POINT, Kind.SUBPOINT)
_ROWS = 400  # paragraphs of a table that a copy set as lines
_MIN_ORDERED = 3  # items of a list in which one stands out of order
LOOK_AHEAD = 60
_QUOTED_ITEM = re.compile(r"[„“\"]\s?[ა-ჰ]\s?\)")
_MIN_ONLY = 40  # characters
_MIN_RISING, _MAX_RISING_GAP = 2, 10


@dataclass(slots=True)
class Frame:
    """An open list: its owner, the style and last number, its last item."""

    owner: Unit
    style: Style | None  # None: a note, which hides the lists around it from a new „1.“
    last: Number | None
    item: Unit
    above: tuple[Number, ...] = ()  # „ბ“ of items labelled „ბ.ა)“: a plain letter is none of them

    @property
    def path(self) -> bool:
        return bool(self.above)


class ListNumbers:
    """The open lists of one container and the candidate labels of its paragraphs."""

    def __init__(
        self,
        container: Unit,
        paragraphs: list[Paragraph],
        labels: list[Label | None],
        readings: list[Reading],
        expected: Number | None = None,
    ) -> None:
        self.container = container
        self.paragraphs = paragraphs
        self.labels = labels
        self.readings = readings
        self.expected = expected
        self.frames: list[Frame] = []
        self.at = 0  # the paragraph that is read
        # The lists of one owner; those of a bracket of future wording stand apart.
        self.lists: dict[tuple[int, int], list[list[Unit]]] = {}
        self.points: Number | None = None  # the last number with a stop under a Roman clause
        self.future: tuple[int, str] | None = None
        self.future_units: set[int] = set()

    def _current(self) -> Unit:
        return self.frames[-1].item if self.frames else self.container

    def _next_label(self, index: int, style: Style) -> Label | None:
        """The next candidate label of this style."""
        for label in self.labels[index + 1 : index + 1 + LOOK_AHEAD]:
            if label is not None and label.style == style and len(label.numbers) == 1:
                return label
        return None

    def _following(self, style: Style, number: Number, outermost: bool = False) -> int | None:
        """The innermost (or outermost) open list that this number goes on with."""
        places = range(len(self.frames))
        for at in places if outermost else reversed(places):
            frame = self.frames[at]
            if frame.style != style or frame.last is None or frame.path:
                continue
            if number.follows(frame.last):
                return at
        return None

    def _standing(self, style: Style, number: Number) -> int | None:
        """The list whose last number this is: today's unit, which the bracket words anew."""
        for at in range(len(self.frames) - 1, -1, -1):
            frame = self.frames[at]
            if frame.style != style or frame.path:
                continue
            lists = self.lists.get((id(frame.owner), -1), [[]])
            if frame.last == number or any(item.number == number for item in lists[-1]):
                return at
        return None

    def _settled(self, index: int, label: Label) -> tuple[int, Number, str] | None:
        """The list that a glued or split number goes on with, told by its neighbours."""
        if label.style not in ("dot", "paren"):
            return None
        following = self._next_label(index, label.style)
        after = following.number if following is not None else None
        for at in range(len(self.frames) - 1, -1, -1):
            frame = self.frames[at]
            if frame.style != label.style or frame.last is None:
                continue
            number, evidence = settle(label.number, label.split, frame.last, after)
            if number.follows(frame.last):
                return at, number, evidence
        return None

    def _rises(self, index: int, label: Label) -> bool:
        """Whether letters rise from here on, some of them lost: „ზ)“, „მ)“, „ო)“."""
        last, rising = label.number, 0
        for one in self.labels[index + 1 : index + _MIN_RISING + 1]:
            if label.style != "letter" or one is None or one.style != "letter":
                return False
            if len(one.numbers) > 1 or not last < one.number:
                return False
            last, rising = one.number, rising + 1
        return rising == _MIN_RISING

    def _gap(self, index: int, style: Style) -> int:
        """How many numbers may be missing: more where the list goes on rising after the gap."""
        label = self.labels[index]
        rising = 0
        last = label.number if label is not None else None
        for one in self.labels[index + 1 : index + 1 + LOOK_AHEAD]:
            if one is None or one.style != style or last is None:
                continue
            if not last < one.number or len(last.base) != len(one.number.base):
                break
            last, rising = one.number, rising + 1
        return MAX_GAP if rising < _MIN_RISING else _MAX_RISING_GAP

    def _runs_on(self, label: Label) -> bool:
        """Whether a number goes on with the points of the Roman clause above."""
        last = self.points
        if label.style != "dot" or last is None or not self.frames or label.number.prims:
            return False
        rise = label.number.base[-1] - last.base[-1]
        return self.frames[-1].style == "roman" and 0 < rise <= MAX_GAP

    def _above_paths(self, label: Label) -> int | None:
        """The list „ბ.ა)“, „ბ.ბ)“, whose „ბ)“ is not printed, when „გ)“ goes on above it."""
        paths = [at for at, frame in enumerate(self.frames) if frame.style == "letter"]
        if label.style != "letter" or not paths or not self.frames[paths[0]].above:
            return None
        return paths[0] if label.number.follows(self.frames[paths[0]].above[0]) else None

    def _is_title(self, index: int, paragraph: Paragraph, label: Label) -> bool:
        """„4. ნიშნების დამაგრების წესი“ right above „1.“: the title of a list of points."""
        after = self.labels[index + 1] if index + 1 < len(self.labels) else None
        if label.style != "dot" or after is None or after.style != "dot":
            return False
        return after.number.base == (1,) and paragraph.text[-1] not in ".;:,!?"

    def _may_open(self, index: int, label: Label) -> bool:
        """A weak sign („I.“, „ა.“) opens a list only when its second item follows."""
        if label.style == "decimal":
            return self._is_of_open_point(label.number)
        if label.style not in WEAK:
            return True
        following = self._next_label(index, label.style)
        if following is None:
            return False
        skipped = label.style == "roman" and following.number.base == (3,)  # „III.“ for „II.“
        return skipped or following.number.follows(label.number)

    def _is_of_open_point(self, number: Number) -> bool:
        """Whether „2.1“ may stand below the points that are open: „17.51.1“ in the second row of a
        table is a code."""
        numbered = [f.last for f in self.frames if f.style in ("dot", "decimal") and f.last]
        near = (abs(number.base[0] - last.base[0]) <= MAX_GAP for last in numbered)
        return not numbered or any(near)

    def _head_is_lost(self, index: int, label: Label) -> bool:
        """Whether a lone „7.“ is a point: it begins the unit, or no other label is of its style
        and it stands between finished sentences."""
        if not self.frames:
            return True
        alone = sum(1 for one in self.labels if one is not None and one.style == label.style) == 1
        below = self.labels[index + 1] if index + 1 < len(self.labels) else None
        leads = below is not None and below.style == "letter" and below.number.base == (1,)
        ended = self.paragraphs[index].text[-1] in ".:" or leads
        ended = ended and is_finished(self._current())
        return alone and ended and label.style == "dot"

    def _is_only_point(self, index: int, label: Label) -> bool:
        """Whether a division or article begins with „24. …“, the points counted through the act."""
        words = self.paragraphs[index].text
        sentence = len(words) > _MIN_ONLY and words[-1] == "."
        within = self.container.kind not in (Kind.BODY, Kind.NOTE)
        return within and index == 0 and label.style == "dot" and sentence

    def _follows_unmarked(self, index: int, label: Label) -> bool:
        """Whether „ბ)“ stands below words that end like an item: the label „ა)“ is lost."""
        if label.style != "letter" or not index or label.number.prims:
            return False
        above, own = self.paragraphs[index - 1], self.paragraphs[index]
        ends = "." if label.number.base[-1] > MAX_GAP else ".;"  # the last one alone is marked
        ends_alike = above.text[-1] == ";" and own.text[-1] in ends
        if above.quoted or _QUOTED_ITEM.match(above.text):
            return False
        return ends_alike and self.labels[index - 1] is None

    def _sisters_hold_lists(self, at: int, label: Label) -> bool:
        """Whether an item above the open one holds a list that begins like this label: sections
        whose points begin anew."""
        frame = self.frames[at]
        if label.style != "dot" or frame.item.kind is not Kind.POINT:
            return False
        own = frame.item.children
        if len(own) > 1 and own[-1].kind is Kind.TEXT and own[-1].text[-1] not in ".;:,":
            return False  # a title of the list that begins
        items = self.lists.get(self._key(frame.owner), [[]])[-1]
        held = [
            any(one.kind is Kind.SUBPOINT and one.label.endswith(".") for one in item.children)
            for item in items[:-1]
        ]
        return bool(held) and all(held)

    def _opens_inside(self, inner: Label, item: Unit) -> bool:
        """Whether a label right after a label („1. ა) …“) opens a list of its own."""
        if inner.style == "letter":
            return True
        weak = inner.style in LETTERED or inner.style == "bracket" or item.kind is Kind.NOTE
        following = self._next_label(self.at, inner.style) if weak else None
        return following is not None and following.number.follows(inner.number)

    def _key(self, owner: Unit) -> tuple[int, int]:
        return (id(owner), self.future[0] if self.future else -1)

    def _is_expected(self, index: int, label: Label) -> bool:
        """Whether this is the first label, of the number it is known to have."""
        if self.expected is None or not spells(label.number, self.expected):
            return False
        return not self.frames and all(one is None for one in self.labels[:index])

    def _ended_list(self, index: int, frame: Frame) -> bool:
        """Whether points set apart by „;“ ended with a stop: words below are their owner's."""
        items = self.lists.get(self._key(frame.owner), [[]])[-1]
        if len(items) < _MIN_ORDERED or items[-1] is not frame.item:
            return False
        if any(len(item.children) != 1 for item in items[-_MIN_ORDERED:]):
            return False
        ends = [last_words(item)[-1:] for item in items[-_MIN_ORDERED:]]
        if ends[-1] != "." or any(end != ";" for end in ends[:-1]):
            return False
        return self._next_label(index, "dot") is None

    def _is_like_sisters(self, frame: Frame) -> bool:
        """Whether the items above the last one hold words below their own, as it does not yet."""
        items = self.lists.get(self._key(frame.owner), [[]])[-1]
        if len(items) == 2 and items[-1] is frame.item and last_words(frame.item).endswith(";"):
            own, above = (sum(one.kind is Kind.TEXT for one in i.children) for i in items[::-1])
            return own < above == len(items[0].children)  # „ბ)“ of as many lines as „ა)“
        if len(items) < _MIN_ORDERED or items[-1] is not frame.item:
            return False
        two = [sum(one.kind is Kind.TEXT for one in item.children) > 1 for item in items]
        return not two[-1] and len(frame.item.children) == 1 and sum(two) * 2 > len(items)

    def _stands_beside(self, at: int, index: int, label: Label) -> bool:
        """Whether the line that leads in a list is not of the last item but of its owner: the
        item's own words were finished, and its list does not go on after the new one."""
        frame = self.frames[at]
        own = frame.item.children
        if frame.owner.kind not in (Kind.POINT, Kind.SUBPOINT) or at != len(self.frames) - 1:
            return False
        if len(own) < 2 or any(unit.kind is not Kind.TEXT for unit in own):
            return False
        if own[-2].text[-1] not in ".;":
            return False
        last = label.number
        for one in self.labels[index + 1 :]:
            if one is None or one.style != label.style:
                continue
            if not one.number.follows(last):
                return not (frame.last and one.number.follows(frame.last))
            last = one.number
        return True

    def _goes_on_inside(self, beside: int, index: int) -> bool:
        """Whether a list deeper than ``beside`` goes on below the one that begins: „1.“ in the
        table of point 2.8, above 2.9."""
        for frame in self.frames[beside + 1 :]:
            if frame.style is None or frame.last is None or frame.path:
                continue
            for label in self.labels[index + 1 : index + 1 + _ROWS]:
                if label is None or label.style != frame.style or len(label.numbers) > 1:
                    continue
                if label.number.follows(frame.last):
                    return True
                break
        return self._goes_on_after_run(self.frames[beside], index)

    def _goes_on_after_run(self, frame: Frame, index: int) -> bool:
        """Whether the list goes on right after the numbers that begin here: „7.“ below the rows 1
        to 3 of a table in point 6."""
        first = self.labels[index]
        if first is None or frame.last is None or frame.style not in ("dot", "paren"):
            return False
        last = first.number
        for one in self.labels[index + 1 : index + 1 + _ROWS]:
            if one is None or one.style != frame.style or len(one.numbers) > 1:
                continue
            if not one.number.follows(last):
                return one.number.follows(frame.last)
            last = one.number
        return False

    def _is_inside(self, index: int, label: Label) -> bool:
        """Whether the letters of the open list go on right below a run of numbers that begins
        here: „(1)“, „(2)“ between „გ)“ and „დ)“."""
        frame = self.frames[-1] if self.frames else None
        if frame is None or frame.style != "letter" or frame.last is None or frame.above:
            return False
        last: Number | None = None
        for one in self.labels[index : index + LOOK_AHEAD]:
            if one is None:
                continue
            if one.style != label.style:
                return one.style == "letter" and one.numbers[0].follows(frame.last)
            if last is not None and not one.number.follows(last):
                return False
            last = one.number
        return False

    def _is_ended(self, frame: Frame) -> bool:
        """Whether the items of a list are set apart by semicolons and the last ended with a stop:
        a number that goes on with the list around it as well is of that one."""
        items = self.lists.get(self._key(frame.owner), [[]])[-1]
        if len(items) < 2 or items[-1] is not frame.item or frame.style not in ("dot", "paren"):
            return False
        ends = [last_words(item)[-1:] for item in items]
        return ends[-1] == "." and all(end == ";" for end in ends[:-1])

    def _is_as_deep(self, at: int, label: Label) -> bool:
        """„2.1.1“ stands below „2.1“, not beside it."""
        last = self.frames[at].last
        return last is None or len(last.base) == len(label.number.base)


def span_of(paragraph: Paragraph) -> tuple[int, int]:
    return (paragraph.start, paragraph.end)


def is_first(number: Number) -> bool:
    return number.base[-1] == 1 and not number.prims
