"""Words of a heading: the name of an article or division, on its line or below it, and words on
the line of an article that are no name."""

from __future__ import annotations

import re
from dataclasses import replace
from itertools import pairwise

from acts.headings import Heading, asserts, commands, is_clause
from acts.labels import read_label
from acts.paragraphs import Paragraph
from acts.petits import read_petit_line, read_removal, split_petits, take_inline_notes
from schemas.model import Kind, Reading, Unit
from schemas.numbers import Number

HEADING_LINES = 4
BELOW_BARE = 80  # characters of a title below a bare „II“
_GOES_ON = ("ის", "თა", "ების", " და")
_CUT_NAME = re.compile(
    r"(?:(?<!თვ)ის|თა|ების|(?<![ა-ჰ])და|(?<![ა-ჰ])ან|(?:ებრივ|ობრივ|(?<!სახ)ურ|ულ)ი|,)$"
)
_NAME_REST = re.compile(r"[ა-ჰ„(].*[ა-ჰ”“)]$")
_FIRST_POINT = re.compile(r"\s1\s?\.\s(?=[„“\"]?[ა-ჰ])")
_NEAR_ARTICLE = re.compile(
    r"(?P<word>[ა-ჰ]{4,6})\s?(?P<base>\d{1,3})(?P<mark>\s?\.)?(?P<rest>\s.{1,300})?"
)
_WORD = "მუხლი"
_NEAR = frozenset(
    {"მუხლის"}
    | {_WORD[:at] + _WORD[at + 1 :] for at in range(5)}
    | {_WORD[:at] + _WORD[at + 1] + _WORD[at] + _WORD[at + 2 :] for at in range(4)}
)
_MIN_NAMED, _NAME_LENGTH, _BEGUN = 3, 150, 12
_LONGEST, _LONGEST_ABOVE = 300, 600  # characters of a name below „თავი IV“
_LONGEST_NAMED = 300  # of an article whose sisters have names
_NOUN_AT_END = re.compile(r"(?:ობა|ება|ები|ებანი|წესი)\.$")
_PETIT_IN_HEADING = re.compile(r"\sსაქართველოს (?:19|20)\d\d წლის")
_NOMINATIVE = re.compile(r"[აეიოუ]\s?:$")  # no „შეადგენს:“, „შემდეგნაირად:“
_PREDICATE = re.compile(r"(?:ებია|[ლნრ]ია|აა|ეა|ში|შემდეგი)\s?:$")  # „ამოცანებია:“
_LEADS_ITEMS = re.compile(r"იქნ[ეა]ს|საფუძველზე|შესაბამისად|მიხედვით|თანახმად|^[„“,\"\d]")
_CITY = re.compile(r"ქ\s?\.\s?[ა-ჰ]{4}")  # „ქ. თბილისის ქონება“
_ALONE = 60  # characters: a longer sentence with nothing below it is what the article says


class HeadingWords:
    """The paragraphs of a body, which of them are headings, and those waiting to be read."""

    def __init__(
        self,
        found: list[Paragraph],
        headings: list[Heading | None],
        text: str,
        readings: list[Reading],
    ) -> None:
        self.found = found
        self.headings = headings
        self.text = text
        self.readings = readings
        self.waiting: list[Paragraph] = []
        self.cut: set[int] = set()  # chapters that are no headings of the container, or half
        self.left_title: Paragraph | None = None  # below a book's own: of the division below it
        self.named_below = False
        articles = [one for one in headings if one is not None and one.kind is Kind.ARTICLE]
        self.named = sum(bool(one.title) for one in articles) * 2 > len(articles)
        beside = [one.title for one in articles if one.title]
        # what most articles say begins on the line of their number
        self.said_beside = sum(map(_is_said, beside)) * 2 > len(beside) >= _MIN_NAMED

    def mend_article_words(self) -> None:
        """Let „უხლი 72. სათაური“ or „მუხლის 5“ between articles 4 and 6 be the heading it is."""
        articles = [
            (at, one) for at, one in enumerate(self.headings) if one and one.kind is Kind.ARTICLE
        ]
        for (above, one), (below, other) in pairwise(articles):
            if one.number is None or other.number is None or below - above < 2:
                continue
            number = replace(one.number, base=(one.number.base[0] + 1,), prims=())
            if other.number != replace(number, base=(number.base[0] + 1,)):
                continue
            for at in range(above + 1, below):
                heading = _misprinted_article(self.found[at], number)
                if heading is None:
                    continue
                self.headings[at] = heading
                evidence = f"stands between {one.label} and {other.label}"
                place = (self.found[at].start, self.found[at].end)
                self.readings.append(Reading("misprinted-heading", heading.label, evidence, place))
                break

    def _article_words(self, index: int, unit: Unit, heading: Heading) -> int:
        """The heading of an article, or the words that follow its number on the same line."""
        title = heading.title
        if not title:
            if self.named_below and self._names_article(index):
                end = index + 2
                while self.found[end - 1].text.endswith(_GOES_ON) and self._goes_on(end):
                    end += 1
                lines = self.found[index + 1 : end]
                unit.heading = " ".join(line.text for line in lines)
                unit.span = (unit.span[0], lines[-1].end) if unit.span else None
                return end
            return index + 1
        removal = read_removal(title)
        if removal is not None:
            unit.removal = removal
            return index + 1
        title = self._apart_first_point(index, title)
        alone = index + 1 >= len(self.found) or self.headings[index + 1] is not None
        trusted = self.found[index].role == "heading"
        sentence = (
            commands(title)
            or asserts(title)
            or (self.said_beside and title[-1] == ".")
            or (
                title.endswith((".", ":", ";"))
                and (
                    len(title) > (_LONGEST_NAMED if self._is_long_name(title) else 160)
                    or (alone and (not trusted or len(title) > _ALONE))
                    or (title[-1] in ":;" and not self._leads_below(index, title))
                )
            )
        )
        labelled = read_label(title) is not None and _CITY.match(title) is None
        if sentence or labelled:
            paragraph = self.found[index]
            start = self.text.find(title[:20], paragraph.start, paragraph.end)
            start = start if start >= 0 else paragraph.start
            self.waiting.append(
                Paragraph(start, paragraph.end, title, "line", future=paragraph.future)
            )
        else:
            unit.heading, petits = take_inline_notes(title, self.found[index].start, self.text)
            unit.petits.extend(petits)
            return self._rest_of_name(index + 1, unit)
        return index + 1

    def _rest_of_name(self, at: int, unit: Unit) -> int:
        """Add the line below a name that the page cut („… გაფრქვევის შემცირების“ above
        „ღონისძიებები“): short, without a stop, and above what the article says."""
        while _CUT_NAME.search(unit.heading) and self._goes_on(at):
            line = self.found[at]
            above = at + 1 < len(self.found) and self.headings[at + 1] is None
            if line.quoted or line.role == "table" or line.future != self.found[at - 1].future:
                break
            if not above or not _NAME_REST.match(line.text) or is_clause(line.text):
                break
            if line.text.startswith(unit.heading[:_BEGUN]):
                break  # the sentence begins with the name
            unit.heading = f"{unit.heading} {line.text}"
            unit.span = (unit.span[0], line.end) if unit.span else None
            at += 1
        return at

    def _rest_above_article(self, at: int, unit: Unit) -> int:
        """Add the one line that stands between the name of a division and its first article, the
        rest of the name: a noun phrase without a stop."""
        if unit.removal is not None or not unit.heading or at + 1 >= len(self.found):
            return at
        line, below = self.found[at], self.headings[at + 1]
        if self.headings[at] is not None or below is None or below.kind is not Kind.ARTICLE:
            return at
        if line.quoted or line.role in ("table", "group", "title") or line.label is not None:
            return at
        if line.future != self.found[at - 1].future or read_removal(line.text) is not None:
            return at
        shaped = _NAME_REST.match(line.text) and len(line.text) < _NAME_LENGTH
        if not shaped or is_clause(line.text) or read_petit_line(line.text) is not None:
            return at
        unit.heading = f"{unit.heading} {line.text}"
        unit.span = (unit.span[0], line.end) if unit.span else None
        return at + 1

    def _apart_first_point(self, index: int, title: str) -> str:
        """The name of an article in „განმარტებები 1. ამ კანონის …“, the point below it set waiting:
        the article has a „2.“ and no other „1.“"""
        match = _FIRST_POINT.search(title)
        if match is None or match.start() < 3 or _is_law(title[: match.start()].rstrip()):
            return title
        below = self._labels_of_article(index)
        if not below or below[0].base != (2,):
            return title
        paragraph = self.found[index]
        start = self.text.find(title[match.end() :][:20], paragraph.start, paragraph.end)
        if start < 0:
            return title
        start = self.text.rindex("1", paragraph.start, start)
        words = title[match.start() :].lstrip()
        self.waiting.append(Paragraph(start, paragraph.end, words, "line", future=paragraph.future))
        evidence = "„2.“ follows and there is no other „1.“"
        self.readings.append(Reading("point-beside-heading", words[:40], evidence))
        return title[: match.start()].rstrip()

    def _labels_of_article(self, index: int) -> list[Number]:
        """The numbers with a stop below the heading at ``index``."""
        end = next(
            (at for at in range(index + 1, len(self.found)) if self.headings[at] is not None),
            len(self.found),
        )
        labels = (one.label for one in self.found[index + 1 : end] if not one.quoted)
        return [one.number for one in labels if one is not None and one.style == "dot"]

    def _are_named_below(self) -> bool:
        """Whether the articles are named on the line below their number, as those of treaties."""
        bare = [
            at
            for at, heading in enumerate(self.headings)
            if heading is not None and heading.kind is Kind.ARTICLE and not heading.title
        ]
        named = sum(map(self._names_article, bare))
        return named >= _MIN_NAMED and named * 10 >= len(bare) * 7

    def _names_article(self, index: int) -> bool:
        """Whether the line below a bare „მუხლი 4“ is shaped like its name."""
        if index + 1 >= len(self.found) or self.headings[index + 1] is not None:
            return False
        name = self.found[index + 1]
        if name.quoted or name.role == "table" or name.label is not None:
            return False
        if name.future != self.found[index].future:
            return False
        words = name.text
        ended = words[-1] in ".;:,–-" and not (_NOUN_AT_END.search(words) and len(words) < _ALONE)
        shaped = len(words) < _NAME_LENGTH and not ended and not commands(words)
        if not shaped or read_removal(words) is not None:
            return False
        if index + 2 == len(self.found) or self.headings[index + 2] is not None:
            return not is_clause(words)  # the copy lost what the article says
        return read_petit_line(self.found[index + 2].text) is None

    def _goes_on(self, index: int) -> bool:
        """Whether a short unfinished line stands here, the rest of a name cut by the page."""
        if index + 1 >= len(self.found) or self.headings[index] is not None:
            return False
        line = self.found[index]
        return line.label is None and len(line.text) < _NAME_LENGTH and line.text[-1] not in ".;:,"

    def _leads_below(self, index: int, title: str) -> bool:
        """Whether „ოქმის შევსება:“ is a name, as its sisters have: a noun phrase, with the
        lead-in of the list on a line of its own below it."""
        if not self.named or title[-1] != ":" or index + 1 >= len(self.found):
            return False
        if is_clause(title) or asserts(f"{title[:-1].rstrip()}."):
            return False
        if not _NOMINATIVE.search(title) or _PREDICATE.search(title):
            return False
        lead = self.found[index + 1]
        if lead.quoted or lead.role == "table":
            return False
        if self.headings[index + 1] is not None or lead.future != self.found[index].future:
            return False
        if lead.label is not None:  # „1. …“ is a sentence of its own, no item that the name leads
            named = len(title) < BELOW_BARE and _LEADS_ITEMS.search(title) is None
            return named and lead.label.style == "dot" and lead.text.endswith(".")
        return lead.text.endswith(":")

    def _is_long_name(self, title: str) -> bool:
        """Whether a long noun phrase with a stop names an article whose sisters have names."""
        return self.named and _NOUN_AT_END.search(title) is not None and not is_clause(title)

    def name_division(self, unit: Unit, paragraph: Paragraph, title: str) -> None:
        """Set the name of a division; petits printed behind it on its line are its own."""
        unit.heading = title
        match = _PETIT_IN_HEADING.search(title)
        if match is None:
            return
        tail = title[match.start() :].strip()
        petits = [read_petit_line(one) for one in split_petits(tail) or [tail]]
        if not all(petits):
            return
        at = len(paragraph.text) - len(tail)
        for petit in petits:
            assert petit is not None
            start = paragraph.place_of(paragraph.text.index(petit.printed, at), self.text)
            at = paragraph.text.index(petit.printed, at) + len(petit.printed)
            petit.span = (start, paragraph.place_of(at - 1, self.text) + 1)
            unit.petits.append(petit)
        unit.heading = title[: match.start()].rstrip()

    def _heads_article(self, at: int) -> bool:
        """Whether „უფროსის უფლებანი:“ stands between a division's number and its first article."""
        below = self.headings[at + 1] if at + 1 < len(self.headings) else None
        words = self.found[at].text
        named = _NOMINATIVE.search(words) is not None and not _PREDICATE.search(words)
        return below is not None and below.kind is Kind.ARTICLE and named and not is_clause(words)

    def _longest(self, unit: Unit, at: int) -> int:
        """How long a line below the number of a division may be that is its name: longer right
        above a point or an article."""
        if unit.label[:1] in "IVX":
            return BELOW_BARE
        above = at + 1 < len(self.found) and (
            self.headings[at + 1] is not None or self.found[at + 1].label is not None
        )
        return _LONGEST_ABOVE if above else _LONGEST

    def _heading_lines(self, index: int, unit: Unit) -> int:
        """Lines of a heading that stand below its number."""
        at = index + 1
        name = self.found[at] if at < len(self.found) else None
        if name is not None and unit.kind is not Kind.GROUP:
            heading = self.headings[at]
            taken = name.role == "group" or unit.role == "კარი"
            bare = heading is not None and heading.kind is Kind.GROUP and name.future is None
            if taken and bare:
                unit.heading = name.text
                unit.span = (unit.span[0], name.end) if unit.span else None
                self.cut.add(id(unit))
                return at + 1
        lines: list[Paragraph] = []
        while at < len(self.found) and len(lines) < HEADING_LINES:
            paragraph = self.found[at]
            words = paragraph.text
            if (
                paragraph.quoted
                or self.headings[at] is not None
                or paragraph.role in ("heading", "group", "title", "table")
                or paragraph.label is not None
                or read_petit_line(words) is not None
                or len(words) > self._longest(unit, at)
            ):
                break
            removal = read_removal(words)
            if removal is not None:
                unit.removal = removal
                unit.span = (unit.span[0], paragraph.end) if unit.span else None
                at += 1
                break
            ended = words[-1] == "." or (words[-1] == ":" and self._heads_article(at))
            if words[-1] in ".;:," and not (ended and not lines and len(words) < 120):
                break
            lines.append(paragraph)
            at += 1
        if len(lines) == 2 and unit.kind in (Kind.BOOK, Kind.PART) and at < len(self.found):
            own, other = lines
            if self.found[at].role == "group" and not own.text.endswith(_GOES_ON):
                lines, at, self.left_title = [own], at - 1, other
        if not lines or (at == len(self.found) and lines[-1].text[-1] == "."):
            at = index + 1 + (unit.removal is not None)
            lines = [] if unit.removal is None else lines
        if lines:
            unit.heading = " ".join(p.text for p in lines)
            unit.span = (unit.span[0], lines[-1].end) if unit.span else None
        return at


def _is_said(title: str) -> bool:
    return title[-1] == "." and (commands(title) or asserts(title) or len(title) > _NAME_LENGTH)


def _is_law(words: str) -> bool:
    """Whether words before a point on the heading line are a lead or a sentence, no name."""
    if words.endswith((":", ";", ".")) or read_label(words) is not None:
        return True
    return commands(words) or asserts(words)


def _misprinted_article(paragraph: Paragraph, number: Number) -> Heading | None:
    match = _NEAR_ARTICLE.fullmatch(paragraph.text)
    if match is None or match["word"] not in _NEAR or int(match["base"]) != number.base[0]:
        return None
    title = (match["rest"] or "").strip()
    if paragraph.quoted or paragraph.role == "table" or paragraph.future is not None:
        return None
    if title and (not match["mark"] or title[-1] in ";,:"):
        return None
    if title and match["word"] == "მუხლის" and (title[-1] == "." or len(title) > _NAME_LENGTH):
        return None
    label = paragraph.text[: match.start("rest")] if match["rest"] else paragraph.text
    return Heading(Kind.ARTICLE, number, label.rstrip(), title, "მუხლი")
