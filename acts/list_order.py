"""Numbers out of order in an open list: repeated, gone back, left out and given later.

A copy, or the act itself, prints „ა)“, „ბ)“, „ე)“, „გ)“, or ends points 1 to 5 with „4.“. Each
stands where it is printed, with the number that is printed; which list it is of is told by its
words and by the labels to come, and recorded as a reading.
"""

from __future__ import annotations

import re
from dataclasses import replace

from acts.headings import commands
from acts.labels import Label
from acts.list_decimals import ListDecimals
from acts.list_numbers import MAX_GAP
from acts.list_units import is_finished, last_words
from schemas.model import Kind, Unit
from schemas.numbers import Number

_MIN_ORDERED = 3  # items of a list in which one stands out of order
_WORD = re.compile(r"[ა-ჰ]{3}")
_MIN_POINT = 25  # characters
_MAX_BACK = 2  # points that a numbering goes back


class ListOrder(ListDecimals):
    """The open lists, with what stands out of order in them."""

    def _slip(self, at: int, label: Label, following: Label | None) -> tuple[str, bool] | None:
        """What a label out of order in the list at this place is, and whether the list goes on
        from the number before it."""
        if self._fills_gap(at, label):
            return "number-out-of-order", True
        if self._stands_among(at, label, following):
            return "number-out-of-order", label.style == "letter"
        ends = following is None or self._list_ends(at, following)
        if ends and self._repeats_at_end(at, label.number):
            return "repeated-label", False
        if ends and self._leaps_at_end(at, label.number):
            return "number-out-of-order", False
        if label.style == "letter" and self._letters_go_back(at, label, following):
            return "number-out-of-order", False
        if label.style == "dot" and self._stands_again(at, label.number, following):
            return "repeated-label", True
        if label.style == "dot" and self._points_go_back(at, label, following):
            return "number-out-of-order", following is None
        return None

    def _letters_go_back(self, at: int, label: Label, following: Label | None) -> bool:
        """Whether letters run on from an earlier one, „ე)“, „გ)“, „დ)“: below an item that ended
        with a semicolon, the letter before it printed, the letter after it below."""
        frame, number = self.frames[at], label.number
        items = self.lists.get(self._key(frame.owner), [[]])[-1]
        if frame.last is None or number.prims or not items or items[-1] is not frame.item:
            return False
        if not last_words(frame.item).endswith(";") or number.base == (1,):
            return False
        before = replace(number, base=(number.base[-1] - 1,))
        if not any(item.number == before for item in items):
            return False
        return following is not None and following.number.follows(number)

    def _points_go_back(self, at: int, label: Label, following: Label | None) -> bool:
        """Whether a whole sentence with a lower number is a point of the list: the last one of
        all, or the first of some whose numbers are printed twice."""
        frame, number = self.frames[at], label.number
        words = self.paragraphs[self.at].text
        if frame.last is None or len(number.base) > 1 or number.prims or number.base == (1,):
            return False
        leads = words[-1] == ":" and following is None
        if len(words) < _MIN_POINT or not (words[-1] == "." or leads):
            return False
        if not is_finished(self._current()):
            return False
        if not number < frame.last or frame.item.kind is not Kind.POINT:
            return False
        above = (one for one in reversed(self.labels[: self.at]) if one and one.style == "dot")
        last = next(above, None)
        if last is None or frame.item.label != last.printed or _WORD.search(words) is None:
            return False  # a label above was left in the words: a list of its own
        if last_words(self._current()).startswith("შენიშვნა"):
            return False
        back = frame.last.base[0] - number.base[0]
        if following is None:
            return back <= MAX_GAP or commands(words)
        later = (one for one in self.labels[self.at + 1 :] if one and one.style == "dot")
        most = _MAX_BACK if any(one.number.follows(frame.last) for one in later) else MAX_GAP
        return back <= most and following.number.follows(number)

    def _stands_again(self, at: int, number: Number, following: Label | None) -> bool:
        """Whether a whole sentence between points 3 and 4 bears the number of point 2 again."""
        frame = self.frames[at]
        items = self.lists.get(self._key(frame.owner), [[]])[-1]
        if following is None or frame.last is None or at != len(self.frames) - 1:
            return False
        if frame.item.kind is not Kind.POINT or number.base == (1,) or frame.last == number:
            return False
        if not any(item.number == number for item in items) or not is_finished(self._current()):
            return False
        return self._ends_sentence() and following.number.follows(frame.last)

    def _is_new(self, label: Label, items: list[Unit]) -> bool:
        """Whether a number was not printed in the list, or stands there as an item of letters."""
        if label.style == "letter" and self.paragraphs[self.at].text[-1] == ";":
            return True
        return all(item.number != label.number for item in items)

    def _fills_gap(self, at: int, label: Label) -> bool:
        """Whether a number that the list left out stands below a later one: „დ)“ below „ე)“; of
        points only the one between the last two, „10.“ below „9.“ and „11.“"""
        frame, number = self.frames[at], label.number
        lists = self.lists.get(self._key(frame.owner), [[]])
        taken = [item.number for item in lists[-1]]
        if len(taken) < _MIN_ORDERED or number in taken or number.prims or frame.last is None:
            return False
        before = replace(number, base=(*number.base[:-1], number.base[-1] - 1))
        if label.style == "dot":
            following = self._next_label(self.at, "dot")
            goes_on = following is None or following.number.follows(frame.last)
            return taken[-2] == before and frame.last.follows(number) and goes_on
        return label.style == "letter" and number < frame.last and before in taken

    def _stands_among(self, at: int, label: Label, following: Label | None) -> bool:
        """Whether a number out of order is an item between two of its list: a letter of another
        alphabet („ზ)“, „ც)“, „თ)“), or „2.“ below a first „3.“ that „3.“ follows."""
        frame = self.frames[at]
        items = self.lists.get(self._key(frame.owner), [[]])[-1]
        number = label.number
        if following is None or frame.last is None or at != len(self.frames) - 1 or number.prims:
            return False
        if not items or items[-1] is not frame.item or not self._is_new(label, items):
            return False
        if label.style == "letter":
            far = not 0 < number.base[-1] - frame.last.base[-1] <= MAX_GAP
            ended = last_words(frame.item).endswith(";") and len(items) >= _MIN_ORDERED
            return far and ended and number.base != (1,) and following.number.follows(frame.last)
        below = label.style == "dot" and len(items) == 1 and number < frame.last
        return below and following.number == frame.last and following.number.follows(number)

    def _repeats_at_end(self, at: int, number: Number) -> bool:
        """Whether a letter of the list stands again as its last item: „გ)“ below „დ)“, which ended
        with a semicolon."""
        frame = self.frames[at]
        items = self.lists.get(self._key(frame.owner), [[]])[-1]
        words = last_words(frame.item)
        if frame.style != "letter" or len(items) < _MIN_ORDERED or not words.endswith(";"):
            return False
        ended = self.paragraphs[self.at].text[-1] in ".;"
        return ended and number.base != (1,) and any(item.number == number for item in items)

    def _leaps_at_end(self, at: int, number: Number) -> bool:
        """Whether a later letter ends a list of items set apart by „;“: „კ)“ below „ე)“."""
        frame = self.frames[at]
        items = self.lists.get(self._key(frame.owner), [[]])[-1]
        if frame.style != "letter" or len(items) < _MIN_ORDERED or items[-1] is not frame.item:
            return False
        if any(not last_words(item).endswith(";") for item in items[-2:]) or number.prims:
            return False
        far = frame.last is not None and number.base[-1] - frame.last.base[-1] > MAX_GAP
        return far and self._ends_sentence()

    def _ends_sentence(self) -> bool:
        words = self.paragraphs[self.at].text
        return len(words) > _MIN_POINT and words[-1] == "."

    def _list_ends(self, at: int, following: Label) -> bool:
        """Whether the next label is none of this list: „2.“ of the points around it, whose own „ა)“
        is the next letter."""
        below = next((one for one in self.labels[self.at + 1 :] if one is not None), None)
        if below is None or below.style not in ("dot", "paren") or following.number.base != (1,):
            return False
        return any(
            frame.style == below.style and frame.last and below.number.follows(frame.last)
            for frame in self.frames[:at]
        )
