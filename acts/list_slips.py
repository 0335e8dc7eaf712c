"""Slips of the hand in a list: a stop left out, „I.“ for „1.“, „3)“ between „2.“ and „4.“.

What a damaged or strange label stands for, told by the lists that are open and the labels to
come. Every repair is recorded as a reading.
"""

from __future__ import annotations

import re
from dataclasses import replace

from acts.headings import commands
from acts.labels import LETTERED, Label, Style
from acts.list_labels import bare_letter, behind_mark, glued_path, is_sentence, without_stop
from acts.list_numbers import LOOK_AHEAD, MAX_GAP, ListNumbers, span_of
from acts.list_units import is_finished, leads_in
from acts.offices import is_signature
from acts.paragraphs import Paragraph
from schemas.model import Reading
from schemas.numbers import Number

_MENDED: tuple[Style, ...] = ("letter", "letter-dot")
_MIN_WORDS, _MIN_SENTENCE = 15, 25
_CITED = re.compile(r"(?:ქვე)?პუნქტ")
_OTHER_MARKS: dict[Style, tuple[Style, ...]] = {
    "dot": ("paren", "bracket"),
    "paren": ("dot", "bracket"),
    "bracket": ("dot", "paren"),
    "letter-dot": ("letter",),
    "letter": ("letter-dot", "bracket-letter"),
    "bracket-letter": ("letter",),
}


class ListSlips(ListNumbers):
    """The open lists, with what stands for another label than is printed."""

    def _without_stop(self, index: int, paragraph: Paragraph) -> Label | None:
        """„2 ტექსტი“ between „1.“ and „3.“ is point 2: the stop is missing; so „1 ტექსტი“ above
        „2.“ or „2 ტექსტი“, and „გ ტექსტი“ between „ბ)“ and „დ)“."""
        if paragraph.role == "table":
            return None
        label = without_stop(paragraph.text)
        if label is None:
            return self._bare_letter(index, paragraph)
        if self._is_first_bare(index, paragraph, label):
            evidence = "above 2"
            self.readings.append(
                Reading("missing-stop", label.printed, evidence, span_of(paragraph))
            )
            return label
        for frame in reversed(self.frames):
            if frame.style not in ("dot", "paren") or frame.last is None:
                continue
            following = self._next_label(index, frame.style)
            if not label.number.follows(frame.last):
                continue
            if following is None:
                evidence = f"after {frame.last}, nothing after"
                bare = frame.item.label.isdigit()  # so its sister above
                if not is_finished(self._current()) or not is_sentence(paragraph.text, label, bare):
                    continue
            elif following.number.follows(label.number):
                evidence = f"between {frame.last} and {following.number}"
            else:
                continue
            self.readings.append(
                Reading("missing-stop", label.printed, evidence, span_of(paragraph))
            )
            return replace(label, style=frame.style)
        return None

    def _is_first_bare(self, index: int, paragraph: Paragraph, label: Label) -> bool:
        """Whether „1 ტექსტი“ is a sentence that begins the points, „2.“ or „2 ტექსტი“ below it."""
        if label.number.base != (1,) or not is_sentence(paragraph.text, label, leads=True):
            return False
        if any(frame.style in ("dot", "paren") for frame in self.frames):
            return False
        current = self._current()
        if not (leads_in(current) or is_finished(current)):
            return False
        for below, one in zip(
            self.paragraphs[index + 1 : index + LOOK_AHEAD], self.labels[index + 1 :], strict=False
        ):
            if one is not None and one.style == "dot":
                return one.number.base == (2,) and len(below.text) > len(one.printed)
            second = None if one is not None else without_stop(below.text)
            if second is not None and second.number.base == (2,):
                return is_sentence(below.text, second, leads=True)
        return False

    def _bare_letter(self, index: int, paragraph: Paragraph) -> Label | None:
        """„გ ტექსტი“ between „ბ)“ and „დ)“, or „დ.ა ტექსტი“ above „დ.ბ)“."""
        label = _slipped(paragraph.text)
        frame = self.frames[-1] if self.frames else None
        if label is None or label.number.prims:
            return None
        if len(label.numbers) > 1:
            below = next((one for one in self.labels[index + 1 :] if one is not None), None)
            if frame is None or below is None or below.numbers[:-1] != label.numbers[:-1]:
                return None
            if frame.last is None or not below.number.follows(label.number):
                return None
            return self._mended(paragraph, label, f"above {below.printed}")
        if label.style in ("dot", "paren"):
            beside = (one for one in reversed(self.frames) if one.style == label.style)
            frame = next(beside, None)
        elif frame is not None and frame.style not in _MENDED:
            return None
        if frame is None or frame.style is None or frame.last is None:
            return None
        following = self._next_label(index, frame.style)
        if following is None or not label.number.follows(frame.last):
            return None
        if not following.number.follows(label.number) or not is_finished(self._current()):
            return None
        evidence = f"between {frame.last} and {following.number}"
        return self._mended(paragraph, replace(label, style=frame.style), evidence)

    def _mended(self, paragraph: Paragraph, label: Label, evidence: str) -> Label:
        name = "missing-stop" if label.printed[0] == str(label.numbers[0])[0] else "stray-mark"
        self.readings.append(Reading(name, label.printed, evidence, span_of(paragraph)))
        return label

    def _as_roman(self, index: int, paragraph: Paragraph, label: Label) -> Label:
        """„1. ზოგადი დებულებანი“ right above „1.“ in a document whose next heading is „II.“."""
        after = self.labels[index + 1] if index + 1 < len(self.labels) else None
        if label.style != "dot" or after is None or after.style != "dot" or label.number.prims:
            return label
        if label.number != after.number or paragraph.text[-1] in ".;:," or self.frames:
            return label
        roman = Number("roman", label.number.base)
        following = self._next_label(index, "roman")
        if following is None or not following.number.follows(roman):
            return label
        evidence = f"above {after.printed} and before {following.printed}"
        self.readings.append(Reading("roman-number", label.printed, evidence, span_of(paragraph)))
        return replace(label, style="roman", numbers=(roman,))

    def _as_arabic(self, index: int, paragraph: Paragraph, label: Label) -> Label:
        """„I. ტექსტი“ with „2.“ and no „II.“ below it: the digit 1 typed as the letter I."""
        if label.style != "roman" or label.printed.strip() != "I.":
            return label
        if self._heads_arabic(index, paragraph):
            place = span_of(paragraph)
            evidence = "titles of other parts are numbered 2, 3"
            self.readings.append(Reading("latin-digit", label.printed, evidence, place))
            return replace(label, style="dot", numbers=(Number("arabic", (1,)),))
        below = (one for one in self.labels[index + 1 :] if one is not None)
        following = next((one for one in below if one.style in ("dot", "roman")), None)
        if following is None or following.style == "roman" or following.number.base != (2,):
            return label
        roman = self._next_label(index, "roman")
        if roman is not None and roman.number.follows(label.number):
            return label
        evidence = f"above {following.printed}"
        self.readings.append(Reading("latin-digit", label.printed, evidence, span_of(paragraph)))
        return replace(label, style="dot", numbers=(Number("arabic", (1,)),))

    def _heads_arabic(self, index: int, paragraph: Paragraph) -> bool:
        """Whether „I. ზოგადი ნაწილი“ right above „1.“ is the first of titles that go on with „2. …“
        above its own „1.“"""
        if paragraph.text[-1] in ".;:," or any(
            one is not None and one.style == "roman" for one in self.labels[index + 1 :]
        ):
            return False
        firsts = [
            one is not None and one.style == "dot" and one.number.base == (1,)
            for one in self.labels
        ]
        if not any(firsts[index + 1 : index + 2]):
            return False
        seconds = (
            at
            for at in range(index + 2, len(self.labels) - 1)
            if firsts[at + 1] and self.paragraphs[at].text[-1] not in ".;:,"
        )
        second = next(seconds, None)
        label = None if second is None else self.labels[second]
        return label is not None and label.style == "dot" and label.number.base == (2,)

    def _as_dotted(self, index: int, paragraph: Paragraph, label: Label) -> Label:
        """„II. ტექსტი“ below „1. ტექსტი“, with no „2.“ and no „I.“: the second point."""
        frame = self.frames[0] if self.frames else None
        if label.style != "roman" or frame is None or frame.style != "dot" or frame.last is None:
            return label
        if not label.printed.endswith(".") or any(one.style == "roman" for one in self.frames):
            return label
        number = Number("arabic", label.number.base)
        following = self._next_label(index, "dot")
        if (
            not number.follows(frame.last)
            or paragraph.text[-1] not in ".;"
            or (following is not None and following.number.base == number.base)
        ):
            return label
        evidence = f"after {frame.last}, in a list of points"
        self.readings.append(Reading("roman-point", label.printed, evidence, span_of(paragraph)))
        return replace(label, style="dot", numbers=(number,))

    def _other_mark(self, index: int, label: Label) -> int | None:
        """„3)“ between „2.“ and „4.“ goes on with their list."""
        if any(frame.style == label.style for frame in self.frames):
            return None
        for other in _OTHER_MARKS.get(label.style, ()):
            at = self._following(other, label.number)
            if at is not None:
                return self._goes_on_with_mark(index, label, at, self._next_label(index, other))
        return None

    def _goes_on_with_mark(
        self, index: int, label: Label, at: int, following: Label | None
    ) -> int | None:
        """The list at this place, when its next number, or its end, tells that the label is its."""
        words = self.paragraphs[index].text
        if label.style == "letter-dot" and (len(words) < _MIN_WORDS or is_signature(words)):
            return None  # the initial of a name
        if label.style == "bracket-letter" and at == len(self.frames) - 1:
            cited = _CITED.match(words, label.end) is not None
            if not cited and is_finished(self._current()):
                return at  # „(ბ)“ below „ა)“
        if following is None:  # „2.“ below „1)“ ends the list
            ended = is_finished(self._current()) or commands(words)
            ended = ended or (len(words) > _MIN_SENTENCE and words[-1] == "." and at == 0)
            return at if ended and self._was_placed(index, label, at) else None
        beside = self._next_label(index, label.style)  # „(ბ)“ and „(გ)“ below „ა)“
        goes_on = beside is not None and beside.number.follows(label.number)
        if label.style == "bracket-letter" and goes_on and at == len(self.frames) - 1:
            return at
        return at if following.number.follows(label.number) else None

    def _was_placed(self, index: int, label: Label, at: int) -> bool:
        """Whether the last „ბ.“ before a „გ.“, if any, stands in the list it would go on with."""
        for one in reversed(self.labels[:index]):
            if one is not None and one.style == label.style:
                return one.number == self.frames[at].last
        return True

    def _misprinted(
        self, index: int, paragraph: Paragraph, label: Label
    ) -> tuple[int, Number] | None:
        """„გ)“ between „ვ)“ and „თ)“ stands in the place of „ზ)“: the number is misprinted."""
        if not self.frames or label.number.base == (1,) or label.number.prims:
            return None
        at = len(self.frames) - 1
        if label.style == "dot":  # „6.“ for „63.“ below „ა)“, „ბ)“ of point 62
            at = next((i for i in range(at, 0, -1) if self.frames[i].style not in LETTERED), 0)
        frame, following = self.frames[at], self._next_label(index, label.style)
        last = frame.last
        if last is None or frame.style != label.style or following is None or frame.path:
            return None
        if label.number == last or following.number.series != last.series:
            return None
        if len(last.base) != len(label.number.base) or (len(last.base) > 1 and last.prims):
            return None
        *above, place = last.base
        meant = replace(last, base=(*above, place + 1), prims=())
        beside = label.number.base[:-1] == tuple(above)
        near = beside and label.number > last and label.number.base[-1] - place <= MAX_GAP
        if near and (above or label.number != following.number):
            return None
        if following.number != replace(meant, base=(*above, place + 2)):
            return None
        evidence = f"stands between {last} and {following.number}"
        self.readings.append(
            Reading("misprinted-number", label.printed, evidence, span_of(paragraph))
        )
        return at, meant


def _slipped(text: str) -> Label | None:
    return bare_letter(text) or glued_path(text) or behind_mark(text)
