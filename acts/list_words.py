"""Words of a list: where unnumbered words, tables and footnotes below an item belong.

The reader of lists (:mod:`acts.lists`) places what has a number; all else goes to the item that
is not finished, to the point, or to the unit that owns the list, as the words about it tell.
"""

from __future__ import annotations

import re
from dataclasses import replace

from acts.future import is_closing_mark
from acts.labels import LETTERED, Label
from acts.list_numbers import LOOK_AHEAD, Frame, span_of
from acts.list_order import ListOrder
from acts.list_units import (
    is_blank,
    is_blank_line,
    is_finished,
    last_words,
    lists_words,
    stands_last,
)
from acts.paragraphs import Paragraph
from acts.petits import take_inline_notes
from schemas.model import Kind, Unit

INNER = LETTERED | {"paren"}  # lists after which words may go on with the unit above
_STARS = re.compile(r"(?:\*\s*){3,5}")  # what stands below them is no more of the item
_MIN_SECTIONS, _TITLE = 3, 100  # items; characters
_SANCTION = re.compile(r"(?:(?:გამო)?იწვევს|(?:და)?ისჯება)(?![ა-ჰ])")
_FOOTNOTE = re.compile(r"(\*{1,3}\)?|\[\d{1,2}\])\s*(?=[„“\"]?[ა-ჰ])")


class ListWords(ListOrder):
    """The open lists, with what has no number placed among them."""

    text = ""  # of the source
    inner_note: Unit | None = None  # of an item, the last thing read

    def _enter(self, owner: Unit, unit: Unit) -> None:
        """Add a unit to its owner; the outermost ones of a bracket carry its date."""
        if self.future is not None:
            if id(owner) not in self.future_units:
                unit.future_from = self.future[1]
            self.future_units.add(id(unit))
        elif not stands_last(self.container, owner):
            owner = self.container  # closed by a bracket, a note or words below it
        owner.children.append(unit)

    def _table(self, index: int, paragraph: Paragraph) -> None:
        self._enter(self._owner_of_words(index), paragraph.leaf())

    def _words(self, index: int, paragraph: Paragraph) -> None:
        if paragraph.future is None and is_closing_mark(paragraph.text):
            words = Unit(Kind.TEXT, text=paragraph.text, span=span_of(paragraph))
            self._enter(
                self._owner_of_words(index),
                Unit(Kind.UNPLACED, children=[words], span=span_of(paragraph)),
            )
            return
        first = index == 0 or self.paragraphs[index - 1].future != self.future
        if self.future is not None and first:
            owner = self.frames[-1].owner if self.frames else self.container
        else:
            owner = self._owner_of_words(index)
        self._add_text(owner, paragraph, paragraph.start, paragraph.text)

    def _owner_of_words(self, index: int) -> Unit:
        """Where unnumbered words belong: to the item that is not finished, to a point, or,
        after the last item of a lettered list, to the unit that owns the list."""
        if not self.frames:
            return self.container
        if index and self.paragraphs[index].quoted and self.paragraphs[index - 1].quoted:
            return self._current()  # new text goes on where it began
        note = self.inner_note
        if note is not None and (not note.children or not is_finished(note)):
            return note
        frame = self.frames[-1]
        if frame.style == "dot" and self._ended_list(index, frame):
            return self.frames.pop().owner
        if self._is_below_blanks(index, frame):
            return self.frames.pop().owner
        if frame.style not in INNER or frame.owner.kind is Kind.NOTE:
            return frame.item
        if frame.style == "letter" and self._is_sanction_of_all(index, frame):
            return self._above_letters()
        if _is_dashed(self.paragraphs[index].text) and _is_dashed(last_words(frame.item)):
            return frame.item
        if not frame.item.children and frame.item.removal is None:
            return frame.item  # its label stands on a line of its own
        if not is_finished(frame.item) or self._is_like_sisters(frame) or lists_words(frame.item):
            return frame.item
        if self._is_section(frame) and not self._ends_section(index, frame):
            return frame.item
        following = self._next_label(index, frame.style)
        if following is not None and frame.last and following.number.follows(frame.last):
            return frame.item
        if self._path_goes_on(index):
            return frame.item
        for at in range(len(self.frames) - 2, -1, -1):
            outer = self.frames[at]
            if outer.style is None or outer.style not in LETTERED or outer.last is None:
                break
            following = self._next_label(index, outer.style)
            if following is not None and following.number.follows(outer.last):
                del self.frames[at + 1 :]
                return outer.item
        if self._skips_one(frame, following):
            return frame.owner
        return self._above_letters()

    def _above_letters(self) -> Unit:
        while self.frames and self.frames[-1].style in INNER:
            owner = self.frames.pop().owner
            if owner.kind in (Kind.POINT, Kind.NOTE) or owner is self.container:
                return owner
        return self.frames[-1].item if self.frames else self.container

    def _is_sanction_of_all(self, index: int, frame: Frame) -> bool:
        """Whether „გამოიწვევს დაჯარიმებას …“ below the last item tells what follows on all of
        them: „ა) ნავის დამალვა;“, „ბ) ნიჩბის გატეხვა, –“."""
        if _SANCTION.match(self.paragraphs[index].text) is None:
            return False
        if not last_words(frame.item).endswith(("-", "–", "—")):
            return False
        following = self._next_label(index, "letter")
        if following is not None and frame.last and following.number.follows(frame.last):
            return False
        items = self.lists.get(self._key(frame.owner), [[]])[-1]
        return len(items) > 1 and last_words(items[0]).endswith((";", ","))

    def _is_section(self, frame: Frame) -> bool:
        """Whether the items of a list are titles, each above sentences of its own: „ა.ბ)
        კანონპროექტის მიზანი:“, „დ. კადრები“. Words below the last of them are its own too."""
        own = frame.item.children
        if not own or not _is_title(own[0].text):
            return False
        items = self.lists.get(self._key(frame.owner), [[]])[-1]
        if len(items) < _MIN_SECTIONS or items[-1] is not frame.item:
            return False
        return all(map(_is_titled, items[:-1]))

    def _ends_section(self, index: int, frame: Frame) -> bool:
        """Whether a line of stars, or one that leads in a list like this, ends the last item."""
        if _STARS.fullmatch(self.paragraphs[index].text) is not None:
            return True
        following = self._next_label(index, frame.style) if frame.style is not None else None
        return following is not None and following.number.base == (1,)

    def _is_below_blanks(self, index: int, frame: Frame) -> bool:
        """Whether words stand below the last blank of a list or note of blanks in a form: they
        are words of the form."""
        words = self.paragraphs[index].text
        if words[0] == "(" or is_blank_line(words) or not is_blank(frame.item):
            return False
        if frame.style is None:
            return frame.item.kind is Kind.NOTE
        items = self.lists.get(self._key(frame.owner), [[]])[-1]
        if frame.style not in ("dot", "paren") or not all(map(is_blank, items)):
            return False
        following = self._next_label(index, frame.style)
        return following is None or frame.last is None or not following.number.follows(frame.last)

    def _skips_one(self, frame: Frame, following: Label | None) -> bool:
        """Whether the list goes on below with one letter left out: the words are the item whose
        label is lost."""
        if frame.last is None or following is None or frame.path or following.number.prims:
            return False
        below = next((one for one in self.labels[self.at + 1 :] if one is not None), None)
        if below is not following:
            return False
        missing = replace(frame.last, base=(frame.last.base[-1] + 1,), prims=())
        return following.number.follows(missing)

    def _path_goes_on(self, index: int) -> bool:
        """Whether the next label is „ე.ზ)“ while a list stands open at „ე)“, or at „ე.ვ)“ while
        „ე)“ is not printed."""
        label = next((one for one in self.labels[index + 1 :][:LOOK_AHEAD] if one), None)
        if label is None or label.style != "letter":
            return False
        above = label.numbers[:-1]
        printed = {f.last for f in self.frames if f.style == "letter" and not f.above}
        if above and above[0] in printed:
            return True
        first = next((f.above[0] for f in self.frames if f.above), None)
        if first is None or first in printed:
            return False
        return label.numbers[0] == first or label.numbers[0].follows(first)

    def _add_text(self, owner: Unit, paragraph: Paragraph, start: int, words: str) -> None:
        if not words:
            return
        words, petits = take_inline_notes(words, start, self.text)
        owner.petits.extend(petits)
        if words:
            self._enter(owner, Unit(Kind.TEXT, text=words, span=(start, paragraph.end)))

    def _footnote(self, paragraph: Paragraph) -> bool:
        """„* იგულისხმება …“, „[1] …“ below the last unit: a note of the whole."""
        mark = _FOOTNOTE.match(paragraph.text)
        if mark is None or self.future is not None or not self.frames:
            return False
        if any(self.labels[self.at :]) or not self._is_below_all():
            return False
        note = Unit(Kind.NOTE, label=mark[1], span=(paragraph.start, paragraph.end))
        self._enter(self.container, note)
        self._add_text(
            note, paragraph, paragraph.place_of(mark.end(), self.text), paragraph.text[mark.end() :]
        )
        return True

    def _is_below_all(self) -> bool:
        """Whether nothing but such notes stands from here on, the words above being finished."""
        rest = self.paragraphs[self.at :]
        if not all(_FOOTNOTE.match(one.text) for one in rest):
            return False
        above = next(
            (one for one in self.paragraphs[self.at - 1 :: -1] if not _FOOTNOTE.match(one.text)),
            None,
        )
        return above is not None and above.text[-1] in ".;)”“"


def _is_titled(item: Unit) -> bool:
    """Whether an item is a title and a whole sentence below."""
    if any(one.kind is not Kind.TEXT for one in item.children) or len(item.children) < 2:
        return False
    return _is_title(item.children[0].text) and item.children[1].text.endswith(".")


def _is_title(words: str) -> bool:
    """Whether an item's first words end with a colon, or are short and end without a stop."""
    return words[-1:] == ":" or (len(words) < _TITLE and "ა" <= words[-1:] <= "ჰ")


def _is_dashed(words: str) -> bool:
    """Whether words are an item of a list of dashes."""
    return words[:1] in ("-", "–", "—", "•")
