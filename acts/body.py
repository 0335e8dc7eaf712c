"""The body of an act or annex: books, parts, chapters, groups and articles, each in its place.

The printed words say what a heading is; the order (book, part, chapter, subchapter, group,
article) says where it stands. A heading without words takes the lines below it, up to the next
heading or numbered unit, when they do not end like a sentence.
"""

from __future__ import annotations

from dataclasses import replace

from acts.body_headings import BELOW_BARE, HEADING_LINES, HeadingWords
from acts.headings import LATIN_SUFFIXES, Heading, commands
from acts.list_headings import group_points, is_heading
from acts.list_units import stands_last
from acts.lists import read_lists
from acts.numbered_titles import numbered_titles
from acts.numbering import settle
from acts.paragraphs import Paragraph
from acts.petits import read_petit_line, read_removal
from acts.seen import heading_of
from schemas.model import Kind, Reading, Unit
from schemas.numbers import Number

_ORDER = [
    Kind.BODY, Kind.BOOK, Kind.PART, Kind.CHAPTER, Kind.SUBCHAPTER, Kind.GROUP, Kind.ARTICLE,
]  # fmt: skip
_LEVEL = {kind: level for level, kind in enumerate(_ORDER)}
_MIN_TITLES = 2  # above articles
_TITLE_LINES = 3  # below the first line of a title
_ECHO = 30  # characters


def read_body(body: Unit, found: list[Paragraph], text: str, readings: list[Reading]) -> None:
    """Fill ``body`` with the units of the paragraphs."""
    _BodyReader(body, found, text, readings).read()


class _BodyReader(HeadingWords):
    def __init__(
        self, body: Unit, found: list[Paragraph], text: str, readings: list[Reading]
    ) -> None:
        super().__init__(found, [heading_of(p) for p in found], text, readings)
        self.open = [body]
        self.mend_article_words()
        self._rank_parts()
        self.points: Number | None = None  # the last point of the divisions above
        self.titled = self._title_by_numbers()
        self.named_below = self._are_named_below()
        self.above = self._titles_above_articles()
        self.last_article: Number | None = None
        self.bracket: tuple[int, str] | None = None
        self.today: tuple[list[Unit], Number | None] = ([], None)

    def _rank_parts(self) -> None:
        """Let „ნაწილი 1“ below „თავი III“ divide the chapter, where it does not hold chapters."""
        found = [(at, one) for at, one in enumerate(self.headings) if one is not None]
        parts = [place for place, (_, one) in enumerate(found) if _is_part(one)]
        if not any(one.kind is Kind.CHAPTER for _, one in found[: parts[0] if parts else 0]):
            return
        below = [found[place + 1][1].kind for place in parts if place + 1 < len(found)]
        if below and all(kind is Kind.ARTICLE for kind in below):
            for place in parts:
                at, heading = found[place]
                self.headings[at] = replace(heading, kind=Kind.SUBCHAPTER)

    def _title_by_numbers(self) -> bool:
        """Let „I. …“, „II. …“ or „1. …“ be headings in a body that has no others."""
        if any(heading is not None for heading in self.headings):
            return False
        titles = numbered_titles(self.found)
        labels = [heading.label for heading in titles.values()]
        for index, heading in titles.items():
            self.headings[index] = heading
            label, place = self.found[index].label, self.found[index]
            if label is None or label.number == heading.number:
                continue
            name, evidence = "misprinted-number", f"stands where {heading.number} is missing"
            below = self.found[index + 1].label
            if label.style == "dot":
                name, evidence = "roman-number", f"before {labels[1]}"
                if below is not None:
                    evidence = f"above {below.printed} and {evidence}"
            self.readings.append(Reading(name, heading.label, evidence, (place.start, place.end)))
        return bool(titles)

    def read(self) -> None:
        index = 0
        while index < len(self.found):
            heading = self.headings[index]
            if self.bracket is not None and self.found[index].future != self.bracket:
                index = self._leave_bracket(index)
                continue
            if heading is None:
                self.waiting.append(self.found[index])
                index += 1
                continue
            title = self._roman_title(heading)
            outer = self._title_above(index, heading)
            above = self._roman_title(heading) if outer is not None and title is None else None
            self._flush()
            if above is not None:
                self._open_roman(above)
            if outer is not None:
                self._open_group(outer, heading)
            if title is not None:
                self._open_roman(title)
            if self.found[index].future != self.bracket:
                if self._is_heading_only(index, heading):
                    lines = self._bracket_lines(index)
                    if self._is_new_division(heading):
                        self._open_future_division(heading, lines)
                    else:
                        self.open[-1].children.extend(map(self._future_heading, lines))
                    index += len(lines)
                    continue
                self.bracket = self.found[index].future
                self.today = (list(self.open), self.last_article)
            index = self._enter(index, heading)
        self._flush()

    def _is_heading_only(self, index: int, heading: Heading) -> bool:
        """Whether a bracket words only a heading anew: what follows it is today's text."""
        lines = self._bracket_lines(index)
        return (
            len(lines) <= HEADING_LINES
            and not (heading.kind is Kind.ARTICLE and read_removal(heading.title))
            and not any(p.text[-1] in ".;:" or p.label for p in lines[1:])
            and (len(lines) == 1 or not heading.title)
        )

    def _is_new_division(self, heading: Heading) -> bool:
        """Whether a bracketed heading names no division that is open: today's heading is lost."""
        if heading.kind is Kind.ARTICLE or heading.number is None:
            return False
        return not any(u.kind is heading.kind and u.number == heading.number for u in self.open)

    def _open_future_division(self, heading: Heading, lines: list[Paragraph]) -> None:
        """Open the division whose heading is known in its future wording alone."""
        first = lines[0]
        unit = Unit(heading.kind, number=heading.number, label=heading.label, role=heading.word)
        unit.span = (first.start, first.end)
        self._close_to(_LEVEL[heading.kind])
        self.open[-1].children.append(unit)
        self.open.append(unit)
        if heading.title:
            title = self._future_heading(first)
            title.text = heading.title
            unit.children.append(title)
        unit.children.extend(map(self._future_heading, lines[1:]))

    def _close_to(self, level: int) -> None:
        while len(self.open) > 1 and self._level(self.open[-1]) >= level:
            self.open.pop()
        while len(self.open) > 1 and not stands_last(self.open[0], self.open[-1]):
            self.open.pop()  # a bracket closed it

    def _bracket_lines(self, index: int) -> list[Paragraph]:
        bracket = self.found[index].future
        end = index
        while end < len(self.found) and self.found[end].future == bracket:
            end += 1
        return self.found[index:end]

    def _future_heading(self, paragraph: Paragraph) -> Unit:
        return Unit(
            Kind.TEXT,
            text=paragraph.text,
            role="heading",
            span=(paragraph.start, paragraph.end),
            future_from=paragraph.future[1] if paragraph.future else None,
        )

    def _roman_title(self, heading: Heading) -> Paragraph | None:
        """„II. ქონება“ right above an article: a heading over articles, not words of the last."""
        if heading.kind is not Kind.ARTICLE or not self.waiting:
            return None
        last = self.waiting[-1]
        label = last.label
        if label is None or label.style != "roman" or last.quoted or len(last.text) > 200:
            return None
        if last.text[-1] in ".;:,!?" or label.end >= len(last.text):
            return None
        return self.waiting.pop()

    def _title_above(self, index: int, heading: Heading) -> Paragraph | None:
        """„გარიგებანი“ right above the „ზოგადი ნორმები“ that the container names: the title of the
        wider division, which a copy left in the article before it."""
        if not self.waiting:
            return None
        if index - 1 in self.above and self.waiting[-1] is self.found[index - 1]:
            return self.waiting.pop()
        if heading.kind is Kind.ARTICLE or self.found[index].role != "group":
            return None
        last = self.waiting[-1]
        words = last.text
        if last.future or last.quoted or last.role == "table":
            return None
        if self.left_title is last or self._is_echoed(words, index):
            return self.waiting.pop()
        if self.open[-1].kind is not Kind.ARTICLE:
            return None
        if len(words) > BELOW_BARE or last.label is not None:
            return None
        if not "ა" <= words[0] <= "ჰ" or not "ა" <= words[-1] <= "ჰ" or commands(words):
            return None
        above = self.waiting[-2].text if len(self.waiting) > 1 else "."
        if len(self.waiting) == 1 and self.open[-1].removal is None:
            return None  # all that the article says
        ended = above[-1] in ".;)" or self.waiting[-2].petit() is not None
        if last.petit() is not None or not ended:
            return None
        return self.waiting.pop()

    def _is_echoed(self, words: str, index: int) -> bool:
        """Whether the heading at ``index`` begins with the words of an unfinished line above it."""
        same = self.found[index].text.startswith(words[:_ECHO])
        return same and len(words) > _ECHO and words[-1] not in ".;:,"

    def _open_group(self, title: Paragraph, below: Heading) -> None:
        """A heading of its own, as wide as the division whose heading follows."""
        self._close_to(min(_LEVEL[below.kind], _LEVEL[Kind.GROUP]))
        unit = Unit(Kind.GROUP, heading=title.text, span=(title.start, title.end))
        self.open[-1].children.append(unit)
        if below.kind is Kind.ARTICLE:
            self.open.append(unit)

    def _titles_above_articles(self) -> set[int]:
        """Lines right above „მუხლი 5“ that end no article: at least two headings of their own."""
        found: set[int] = set()
        for at, heading in enumerate(self.headings[2:]):
            if heading is None or heading.kind is not Kind.ARTICLE:
                continue
            if self.headings[at] is not None or self.headings[at + 1] is not None:
                continue
            line = self.found[at + 1]
            kept = line.quoted or line.future is not None or line.role in ("table", "petit")
            above = self.found[at].label
            below_title = above is not None and above.style == "roman"  # „II. ქონება“, „ა) ნავი“
            if not kept and is_heading(line.text, self.found[at].text, below_title):
                found.add(at + 1)
        return found if len(found) >= _MIN_TITLES else set()

    def _open_roman(self, title: Paragraph) -> None:
        """A chapter, or below one a subchapter."""
        label = title.label
        assert label is not None
        chapters = any(u.kind is Kind.CHAPTER and u.label.startswith("თ") for u in self.open)
        kind = Kind.SUBCHAPTER if chapters else Kind.CHAPTER
        while self._level(self.open[-1]) >= _LEVEL[kind]:
            self.open.pop()
        unit = Unit(
            kind,
            number=label.number,
            label=label.printed,
            heading=title.text[label.end :],
            span=(title.start, title.end),
        )
        self.open[-1].children.append(unit)
        self.open.append(unit)

    def _leave_bracket(self, index: int) -> int:
        """After a bracket that held whole articles today's text goes on where it was.

        The petits below it belong to today's unit of that number, or to the future one.
        """
        self._flush()
        new = next((u for u in self.open if u.future_from is not None), self.open[-1])
        today, self.last_article = self.today
        old = next((u for u in today if u.kind is new.kind and u.number == new.number), new)
        while index < len(self.found) and self.found[index].future != self.bracket:
            petit = read_petit_line(self.found[index].text)
            if petit is None:
                break
            petit.span = (self.found[index].start, self.found[index].end)
            old.petits.append(petit)
            index += 1
        self.open, self.bracket = today, None
        return index

    def _flush(self) -> None:
        """Read what stood under the unit that is open."""
        if self.waiting:
            if self.bracket is not None:  # the article that holds them carries the date
                for paragraph in self.waiting:
                    paragraph.future = None
            if stands_last(self.open[0], self.open[-1]):
                unit = self.open[-1]
                read_lists(unit, self.waiting, self.text, self.readings, self._next_point())
                if unit.kind is Kind.BODY:
                    _head_chapters(unit)
                if unit.kind is not Kind.ARTICLE:
                    self._end_points(unit)
            else:
                self._set_aside()
            self.waiting = []

    def _next_point(self) -> Number | None:
        """The number that the first point of a division has when the points go on."""
        if self.points is None or len(self.points.base) > 1:
            return None
        number = replace(self.points, base=(self.points.base[0] + 1,), prims=())
        first = next((p.label for p in self.waiting if p.label is not None), None)
        return number if first is not None and first.number == number else None

    def _end_points(self, unit: Unit) -> None:
        """Remember the last point of a division, whose headings below it are read now."""
        if self.titled and unit.kind is Kind.CHAPTER:
            _take_title_lines(unit)
        numbered = [child.number for child in unit.children if child.kind is Kind.POINT]
        self.points = numbered[-1] if numbered else self.points
        group_points(unit)

    def _set_aside(self) -> None:
        """Keep words that follow a bracket of whole articles: what they belong to is lost."""
        holder = next(u for u in reversed(self.open) if stands_last(self.open[0], u))
        unit = Unit(Kind.UNPLACED, span=(self.waiting[0].start, self.waiting[-1].end))
        holder.children.append(unit)
        read_lists(unit, self.waiting, self.text, self.readings)

    def _enter(self, index: int, heading: Heading) -> int:
        """Open the unit of a heading; returns the index after the heading's lines."""
        paragraph = self.found[index]
        unit = Unit(
            heading.kind,
            number=heading.number,
            label=heading.label,
            role=heading.word if heading.word not in ("", "მუხლი") else "",
            span=(paragraph.start, paragraph.end),
        )
        level = _LEVEL[heading.kind]
        if heading.kind is Kind.GROUP and heading.word == "ნაწილი":
            level = 1
        elif paragraph.role == "group" and any(id(u) in self.cut for u in self.open):
            # The container gives the names of chapters without their numbers: a chapter that
            # stands in the text, or was cut from its name, ends where the next name begins.
            level = min(level, _LEVEL[Kind.CHAPTER])
        self._close_to(level)
        future = paragraph.future
        if future is not None and not any(u.future_from for u in self.open):
            unit.future_from = future[1]
        self.open[-1].children.append(unit)
        self.open.append(unit)
        if heading.kind is Kind.CHAPTER and paragraph.role != "group":
            self.cut.add(id(unit))
        if heading.kind is Kind.ARTICLE:
            unit.number = self._article_number(index, unit, heading.split)
            return self._article_words(index, unit, heading)
        self.name_division(unit, paragraph, heading.title)
        if heading.title:
            removal = read_removal(unit.heading)
            if removal is not None:
                unit.heading, unit.removal = "", removal
            return self._rest_above_article(index + 1, unit)
        return self._heading_lines(index, unit)

    def _level(self, unit: Unit) -> int:
        if unit.kind is Kind.GROUP and unit.role == "ნაწილი":
            return 1
        return _LEVEL[unit.kind]

    def _article_number(self, index: int, unit: Unit, split: bool) -> Number | None:
        """The number of an article; 371 between 37 and 38 is 37¹ on the neighbours' evidence."""
        if unit.number is None:
            return None
        if unit.label.rstrip(" .").endswith(LATIN_SUFFIXES):
            evidence = f"counts what stands behind {unit.number.base[0]}"
            self.readings.append(Reading("latin-suffix", unit.label, evidence, unit.span))
        number, evidence = settle(unit.number, split, self.last_article, self._next_article(index))
        if evidence:
            name = "glued-superscript" if number.prims else "split-number"
            self.readings.append(Reading(name, unit.label, evidence, unit.span))
        self.last_article = number
        return number

    def _next_article(self, index: int) -> Number | None:
        for heading in self.headings[index + 1 :]:
            if heading is not None and heading.kind is Kind.ARTICLE:
                return heading.number
        return None


def _is_part(heading: Heading) -> bool:
    return heading.kind is Kind.PART and heading.word == "ნაწილი"


def _head_chapters(body: Unit) -> None:
    """„I. ზოგადი დებულებანი“ over points is a chapter, cited as „I თავი“; a Roman clause whose
    own words are a sentence stays a clause."""
    clauses = [unit for unit in body.children if unit.kind is Kind.CLAUSE]
    headed = [unit for unit in clauses if _is_headed(unit)]
    if len(headed) * 2 <= len(clauses):
        return
    for unit in [unit for unit in clauses if _is_headed(unit, ".;,!?")]:
        unit.kind = Kind.CHAPTER
        unit.heading = unit.children.pop(0).text
        _take_title_lines(unit)


def _take_title_lines(chapter: Unit) -> None:
    """Take the lines right above the first point into the title they end: „… საქმიანობის
    ძირითადი“ above „მიმართულებანი“."""
    kinds = [child.kind for child in chapter.children[: _TITLE_LINES + 1]]
    if Kind.POINT not in kinds or chapter.heading[-1:] in tuple('”“").'):
        return
    lines = chapter.children[: kinds.index(Kind.POINT)]
    for line in lines:
        words = line.text
        if line.kind is not Kind.TEXT or len(words) > BELOW_BARE or words[-1] in ".;:,!?":
            return
        if not "ა" <= words[0] <= "ჰ":
            return
    chapter.heading = " ".join([chapter.heading, *(line.text for line in lines)])
    del chapter.children[: len(lines)]


def _is_headed(clause: Unit, ends: str = ".;:,!?") -> bool:
    if len(clause.children) < 2 or clause.children[0].kind is not Kind.TEXT:
        return False
    title = clause.children[0].text
    if title[-1] == ":" and clause.children[1].kind is not Kind.POINT:
        return False
    return len(title) < 200 and title[-1] not in ends
