"""Points, subpoints, notes and paragraphs of one article (or of a body without articles).

The printed label is only a candidate. It becomes a number when its neighbours agree:

- it follows the last number of an open list (``2.`` after ``1.``, ``3^1.`` after ``3.``);
- it is the first of its series (``1.``, ``ა)``): a list opens below the paragraph that leads in,
  or a second list opens beside the first, each then under a ``paragraph`` with its lead;
- it repeats the last number: both stand (consolidations do print two „5.“);
- it skips forward a little, or a superscript was glued to it („31.“ between „3.“ and „4.“ is
  3¹, recorded as a reading).

Anything else stays text. Words are never dropped: what has no place is text of the unit above.
"""

from __future__ import annotations

from acts.labels import WEAK, Label, other_reading, read_label
from acts.list_labels import candidate
from acts.list_numbers import LOOK_AHEAD, MAX_GAP, Frame, is_first, span_of
from acts.list_units import (
    ends_spaced,
    heads,
    kind_of_item,
    leads_in,
    separate_lists,
    stands_last,
    take_head,
    take_lead,
)
from acts.list_words import INNER, ListWords
from acts.paragraphs import Paragraph
from acts.petits import read_removal
from schemas.model import Kind, Petit, Reading, Unit
from schemas.numbers import Number

_MAX_LOST = 20  # a list whose beginning is lost may begin as late as this

_NOTE_WORDS = ("შენიშვნა", "შენიშვნები")


def read_lists(
    container: Unit,
    paragraphs: list[Paragraph],
    text: str,
    readings: list[Reading],
    expected: Number | None = None,
) -> None:
    """Add the units of the paragraphs to ``container``. ``text`` is the source's text.

    ``expected`` is the number that the first label is known to have (an operation named it).
    """
    _ListReader(container, paragraphs, text, readings, expected).read()


class _ListReader(ListWords):
    def __init__(
        self,
        container: Unit,
        paragraphs: list[Paragraph],
        text: str,
        readings: list[Reading],
        expected: Number | None,
    ) -> None:
        self.petits = [_petit(p) for p in paragraphs]
        labels = [
            None if petit or p.quoted or p.role == "table" else candidate(p)
            for p, petit in zip(paragraphs, self.petits, strict=True)
        ]
        super().__init__(container, paragraphs, labels, readings, expected)
        self.text = text
        self.owners: dict[int, Unit] = {}
        self.today: list[tuple[Frame, Number | None, Unit]] = []
        self.left: list[list[Frame]] = []  # lists that a second one beside them interrupted
        self.last_words = max(
            (i for i, petit in enumerate(self.petits) if petit is None), default=-1
        )

    def read(self) -> None:
        for index, paragraph in enumerate(self.paragraphs):
            self.at = index
            if paragraph.future != self.future:
                self._cross_bracket(paragraph.future)
            petit = self.petits[index]
            if petit is not None:
                self._hang(petit, index)
                continue
            if paragraph.role == "table":
                self._table(index, paragraph)
                continue
            label = self.labels[index]
            if label is None and not paragraph.quoted:
                label = self._without_stop(index, paragraph)
            if label is not None and self._place(index, paragraph, label):
                continue
            if not paragraph.quoted and (self._note(paragraph) or self._footnote(paragraph)):
                continue
            self._words(index, paragraph)
        for (owner_id, _), lists in self.lists.items():
            if len(lists) > 1:
                separate_lists(self.owners[owner_id], lists)

    def _cross_bracket(self, future: tuple[int, str] | None) -> None:
        """Enter or leave future wording: afterwards today's lists go on where they were."""
        if self.future is not None:
            self.frames = [frame for frame, _, _ in self.today]
            for frame, last, item in self.today:
                frame.last, frame.item = last, item
        self.today = [(frame, frame.last, frame.item) for frame in self.frames]
        self.future = future

    # -- petits ---------------------------------------------------------------------------

    def _hang(self, petit: Petit, index: int) -> None:
        """After the article; in a body without articles, after the point before it."""
        top = self.frames[0].item if self.frames else None
        if top is None or (index > self.last_words and self.container.kind is not Kind.BODY):
            self.container.petits.append(petit)
        else:
            top.petits.append(petit)

    # -- notes ----------------------------------------------------------------------------

    def _note(self, paragraph: Paragraph) -> bool:
        words = paragraph.text
        if not words.startswith("შენიშვნ"):
            return False
        head, colon, rest = words.partition(":")
        name = head.strip().rstrip("0123456789№N ^")
        if not colon or name.strip() not in _NOTE_WORDS:
            return False
        printed = head + colon
        inside = self._goes_on_below()
        if inside is not None:
            note = Unit(Kind.NOTE, label=printed, span=(paragraph.start, paragraph.end))
            self.inner_note = note
            del self.frames[inside + 1 :]
            self._enter(self.frames[inside].item, note)
            if words := rest.strip():
                start = paragraph.place_of(len(printed), self.text)
                self._add_text(note, paragraph, start, words)
                if words[-1] == ":":  # its own list follows
                    self.frames.append(Frame(self.frames[inside].item, None, None, note))
            return True
        while self.frames and self.frames[-1].owner is not self.container:
            self.frames.pop()
        note = Unit(Kind.NOTE, label=printed, span=(paragraph.start, paragraph.end))
        self._enter(self.container, note)
        self.frames.append(Frame(self.container, None, None, note))
        self._item_words(note, paragraph, len(printed) + len(rest) - len(rest.lstrip()))
        return True

    def _goes_on_below(self) -> int | None:
        """The list inside a point that goes on below the note that stands here."""
        label = next((one for one in self.labels[self.at + 1 :][:LOOK_AHEAD] if one), None)
        if label is None or len(label.numbers) > 1:
            return None
        at = self._following(label.style, label.number)
        if at is None and label.style != "dot":  # below the list of the note itself: „4.2.2“
            label = self._next_label(self.at, "decimal")
            at = None if label is None else self._following("decimal", label.number)
        return None if at is None or self.frames[at].owner is self.container else at

    # -- labels ---------------------------------------------------------------------------

    def _place(self, index: int, paragraph: Paragraph, label: Label) -> bool:
        self.inner_note = None
        if label.style == "letter" and len(label.numbers) > 1:
            return self._place_path(paragraph, label)
        label = self._as_arabic(index, paragraph, self._as_roman(index, paragraph, label))
        label = self._apart_decimal(index, paragraph, self._as_dotted(index, paragraph, label))
        other = other_reading(label)
        if other is not None and self._following(other.style, other.number) is not None:
            label = other
        number = label.number
        if self._is_expected(index, label):
            self._new_list(self.container, paragraph, label, self.expected)
            return True
        if self.future is not None and (at := self._standing(label.style, number)) is not None:
            self._append(at, number, paragraph, label)
            return True
        at = self._following(label.style, number)
        if at is not None and (
            self._is_title(index, paragraph, label) or self._is_ended(self.frames[at])
        ):
            at = self._following(label.style, number, outermost=True)
        if at is not None and not label.split:
            self._append(at, number, paragraph, label)
            return True
        settled = self._settled(index, label)
        if settled is not None:
            at, number, evidence = settled
            if evidence:
                name = "glued-superscript" if number.prims else "split-number"
                self.readings.append(Reading(name, label.printed, evidence, span_of(paragraph)))
            self._append(at, number, paragraph, label)
            return True
        if label.split:
            return False
        if (at := self._above_decimals(label)) is not None:
            self.frames[at].style = "dot"
            self._append(at, number, paragraph, label)
            return True
        if (at := self._above_paths(label)) is not None:
            owner = self.frames[at].owner
            del self.frames[at:]
            self._new_list(owner, paragraph, label)
            return True
        if (at := self._other_mark(index, label)) is not None:
            self._append(at, number, paragraph, label)
            return True
        if (misprint := self._misprinted(index, paragraph, label)) is not None:
            self._append(*misprint, paragraph, label)
            return True
        if is_first(number) and self._may_open(index, label):
            self._open(paragraph, label, index)
            return True
        if self._resume(paragraph, label):
            return True
        return self._place_loose(index, paragraph, label)

    def _resume(self, paragraph: Paragraph, label: Label) -> bool:
        """„3.“ below the numbered rows of a table goes on with the points above the table."""
        number = label.number
        for frame in self.frames:
            if frame.style == label.style and (frame.last is None or _is_near(frame.last, number)):
                return False
        for at in range(len(self.left) - 1, -1, -1):
            frame = self.left[at][-1]
            if frame.style != label.style or frame.last is None or self.future is not None:
                continue
            if not number.follows(frame.last) or not stands_last(self.container, frame.owner):
                continue
            items = self.lists[self._key(frame.owner)][0]
            if items[-1] is not frame.item or frame.item.kind is not Kind.POINT:
                continue
            self.frames = self.left[at]
            del self.left[at:]
            frame.item = self._item(frame.owner, number, paragraph, label)
            frame.last = number
            items.append(frame.item)
            self._item_words(frame.item, paragraph, label.end)
            return True
        return False

    def _place_loose(self, index: int, paragraph: Paragraph, label: Label) -> bool:
        """A number that repeats, skips forward, or begins a list whose head is lost."""
        number, style = label.number, label.style
        same = [
            at
            for at, frame in enumerate(self.frames)
            if frame.style == style and frame.last and not frame.path
        ]
        for at in reversed(same):
            if self.frames[at].last == number and style != "letter-dot":
                self._append(at, number, paragraph, label)
                return True
        following = self._next_label(index, style)
        slip = self._slip(same[-1], label, following) if same else None
        if slip is not None:
            frame = self.frames[same[-1]]
            last_in_order = frame.last
            evidence = f"stands below {last_in_order}"
            self.readings.append(Reading(slip[0], label.printed, evidence, span_of(paragraph)))
            self._append(same[-1], number, paragraph, label)
            if slip[1]:
                frame.last = last_in_order
            return True
        goes_on = following is not None and following.number.follows(number)
        if following is not None and following.number == number and len(number.base) == 1:
            later = self._next_label(self.labels.index(following), style)  # „15.“ stands twice
            goes_on = later is not None and later.number.follows(number)
        for at in reversed(same):
            last = self.frames[at].last
            if last is None or len(last.base) != len(number.base) or not last < number:
                continue
            near = last.base[:-1] == number.base[:-1] and number.base[-1] - last.base[-1]
            if (
                near is not False and near <= self._gap(index, style) and style != "letter-dot"
            ) or (goes_on):
                self._append(at, number, paragraph, label)
                return True
        if style == "decimal" and self._is_of_open_item(number):
            self._open_decimal(paragraph, label)
            return True
        headless = style == "roman" and goes_on and not self.frames  # „V.“, „VI.“: I–IV are lost
        if same or (style in WEAK and not headless) or len(number.base) > 2:
            return False
        if self._runs_on(label):
            self._open(paragraph, label, index)
            return True
        if (
            goes_on
            or self._rises(index, label)
            or (number.base[-1] <= _MAX_LOST and self._head_is_lost(index, label))
            or self._is_only_point(index, label)
            or self._follows_unmarked(index, label)
        ):
            self._open(paragraph, label, index)
            return True
        return False

    def _is_of_open_item(self, number: Number) -> bool:
        """Whether „5.2“ stands below the open „5.“, its „5.1“ not printed."""
        parents = (f.last.base for f in self.frames if f.last is not None and f.style is not None)
        return number.base[-1] <= MAX_GAP and number.base[:-1] in parents

    def _place_path(self, paragraph: Paragraph, label: Label) -> bool:
        """„ა.ბ)“: below the item „ა)“ where that is open, else below what is open."""
        above = label.numbers[:-1]
        letters = [at for at, frame in enumerate(self.frames) if frame.style == "letter"]
        chain = [self.frames[at].last for at in letters]
        for start in range(len(letters) - len(above), -1, -1):
            if self.frames[letters[start]].path or tuple(chain[start:][: len(above)]) != above:
                continue
            owner = letters[start + len(above) - 1]
            if start + len(above) < len(letters):
                self._append(letters[start + len(above)], label.number, paragraph, label)
            else:
                self._reopen(owner)
                self._new_list(self.frames[owner].item, paragraph, label)
            return True
        at = letters[-1] if letters else -1
        frame = self.frames[at] if at >= 0 and self.frames[at].path else None
        if frame is not None and label.number.follows(frame.last or above[0]):
            self._append(at, label.number, paragraph, label)
            return True
        if label.printed.endswith(".") and not self._is_path_begun(label):
            return False  # „მ.შ.“, „ს.ს.“: initials, no path of an open item
        if frame is not None and frame.above[:-1] == above[:-1] and is_first(label.number):
            del self.frames[at:]  # „ბ.ა)“ below „ა.გ)“: „ბ)“ itself is not printed
            self._new_list(frame.owner, paragraph, label)
            return True
        self._new_list(self._current(), paragraph, label)
        return True

    def _is_path_begun(self, label: Label) -> bool:
        """Whether „ა.ბ)“ follows „ა.ა.“"""
        below = next((one for one in self.labels[self.at + 1 :] if one is not None), None)
        if below is None or below.numbers[:-1] != label.numbers[:-1]:
            return False
        return is_first(label.number) and below.number.follows(label.number)

    # -- building -------------------------------------------------------------------------

    def _append(self, at: int, number: Number, paragraph: Paragraph, label: Label) -> None:
        del self.frames[at + 1 :]
        frame = self.frames[at]
        item = self._item(frame.owner, number, paragraph, label)
        lists = self.lists.setdefault(self._key(frame.owner), [[]])
        own = (items for items in reversed(lists) if items and items[-1] is frame.item)
        next(own, lists[-1]).append(item)
        frame.last, frame.item = number, item
        self._item_words(item, paragraph, label.end)

    def _open(self, paragraph: Paragraph, label: Label, index: int = 0) -> None:
        """Open a list with its first item: below the open item, or beside a list of its kind."""
        floor = max((at for at, f in enumerate(self.frames) if f.style is None), default=-1)
        beside = next(
            (
                at
                for at in range(len(self.frames) - 1, floor, -1)
                if self.frames[at].style == label.style and self._is_as_deep(at, label)
            ),
            None,
        )
        current = self._current()
        if beside is not None and label.style == "decimal":
            if self.frames[beside].last == label.number:  # „4.1.“ stands twice
                self._append(beside, label.number, paragraph, label)
                return
            beside = self._above_parent(beside, label)
        if beside is None and label.style == "decimal":
            self._open_decimal(paragraph, label)
            return
        if beside is None:
            outer = label.style in ("dot", "roman", "bracket") and not leads_in(current)
            if outer and not self._is_inside(index, label):
                while self.frames and self.frames[-1].style in INNER:
                    self.frames.pop()
            self._new_list(self._current(), paragraph, label)
            return
        if (contents := self._contents_above(paragraph, label)) is not None:
            owner = self.frames[contents].owner
            del self.frames[contents:]
            self._new_list(owner, paragraph, label)
            return
        inside = heads(current) or self._goes_on_inside(beside, index)
        spaced = self.frames[beside].owner is self.container and ends_spaced(current)
        if not inside and self._sisters_hold_lists(beside, label):
            del self.frames[beside + 1 :]
            self._new_list(self.frames[beside].item, paragraph, label)
            return
        if inside or (
            leads_in(current) and not spaced and not self._stands_beside(beside, index, label)
        ):
            self._new_list(current, paragraph, label)
            return
        frame = self.frames[beside]
        owner = frame.owner
        self.left.append(self.frames[: beside + 1])
        lead = None
        if stands_last(self.container, frame.item):  # words that a note follows lead nothing in
            lead = take_lead(frame.item)
        if lead is None and current is not frame.item and stands_last(self.container, current):
            lead = take_head(current)
        del self.frames[beside:]
        if lead is not None:
            owner.children.append(lead)
        self._new_list(owner, paragraph, label)

    def _open_decimal(self, paragraph: Paragraph, label: Label) -> None:
        parent = label.number.base[:-1]
        for at in range(len(self.frames) - 1, -1, -1):
            last = self.frames[at].last
            if last is not None and last.base == parent:
                self._reopen(at)
                self._new_list(self.frames[at].item, paragraph, label)
                return
        if (beside := self._beside_lost_parent(label)) is not None:
            self._stand_beside(beside, paragraph, label)
            return
        self._new_list(self._current(), paragraph, label)

    def _stand_beside(self, at: int, paragraph: Paragraph, label: Label) -> None:
        """Put „2.6“ below point 1 into the list of the points, whose „2.“ is lost."""
        del self.frames[at + 1 :]
        frame = self.frames[at]
        item = self._item(frame.owner, label.number, paragraph, label)
        self.lists[self._key(frame.owner)][-1].append(item)
        self.frames.append(Frame(frame.owner, label.style, label.number, item))
        self._item_words(item, paragraph, label.end)

    def _reopen(self, at: int) -> None:
        """Make the item of a frame the last unit again: a note that came after it is its own."""
        frame = self.frames[at]
        del self.frames[at + 1 :]
        siblings = frame.owner.children
        while siblings[-1] is not frame.item:
            place = next(i for i, unit in enumerate(siblings) if unit is frame.item) + 1
            frame.item.children.extend(siblings[place:])
            del siblings[place:]

    def _new_list(
        self, owner: Unit, paragraph: Paragraph, label: Label, number: Number | None = None
    ) -> None:
        number = number or label.number
        item = self._item(owner, number, paragraph, label)
        self.frames.append(Frame(owner, label.style, number, item, label.numbers[:-1]))
        self.owners[id(owner)] = owner
        self.lists.setdefault(self._key(owner), []).append([item])
        self._item_words(item, paragraph, label.end)

    def _item(self, owner: Unit, number: Number, paragraph: Paragraph, label: Label) -> Unit:
        unit = Unit(
            kind_of_item(label.style, owner),
            number=label.shown or number,
            label=label.printed,
            span=(paragraph.start, paragraph.end),
        )
        self._enter(owner, unit)
        if owner.kind is Kind.CLAUSE and label.style == "dot":
            self.points = number
        return unit

    def _item_words(self, item: Unit, paragraph: Paragraph, offset: int) -> None:
        words = paragraph.text[offset:]
        if not words:
            return
        removal = read_removal(words)
        if removal is not None:
            item.removal = removal
            return
        start = paragraph.place_of(offset, self.text)
        inner = None if paragraph.quoted else read_label(words)
        if inner is not None and is_first(inner.number) and self._opens_inside(inner, item):
            rest = Paragraph(start, paragraph.end, words, paragraph.role)
            self._open(rest, inner)
            return
        self._add_text(item, paragraph, start, words)


def _is_near(last: Number, number: Number) -> bool:
    """Whether a number may be a later one of a list that stands at ``last``."""
    return last < number and number.base[-1] - last.base[-1] <= MAX_GAP


def _petit(paragraph: Paragraph) -> Petit | None:
    return None if paragraph.quoted else paragraph.petit()
