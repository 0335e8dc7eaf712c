"""What was read of a document so far, as far as it tells where the next one begins: the numbers of
its articles and points, and whether it was signed.
"""

from __future__ import annotations

import re

from acts.bare_numbers import BARE_ROMAN, bare_number
from acts.cleaning import LOST
from acts.cover import enacts
from acts.headings import Heading, commands, read_heading
from acts.offices import is_likely_name, is_signature
from acts.paragraphs import Paragraph
from acts.petits import read_petit_line
from acts.signature import (
    begins_office,
    ends_number,
    is_above_office,
    is_below_name,
    is_furniture,
    is_half_date,
    is_of_member,
    is_office,
)
from acts.treaty_end import is_on_behalf
from acts.visas import in_visas
from schemas.model import Kind
from schemas.numbers import Number

IN_FORCE = re.compile(
    r"(?:ამოქმედდეს|ძალაშია|ძალაში შევიდეს|ძალაში შედის)(?![ა-ჰ]).{0,60}"
    r"(?:თანავე|იდან|დღეს)"
    r"(?:,?\s+და\s+(?:მისი\s+|იურიდიული\s+)?(?:ძალა|მოქმედება)\s+გავრცელდეს\s.{1,90})?\s?[.,;]?$"
)
_REACH, _FORM = 400, 20  # paragraphs looked through below
CLAUSE = 120  # characters at the end of a paragraph
_SENTENCE = 25  # characters: shorter lines of a heading block may end with a full stop too
_COMMAND = 40  # characters
_END_LIST = re.compile(r"შეტანილიცვლილებ(?:ები|ა)(?:/ცვლილებ\w+)?:?|ძალადაკარგულია:")
_WORDS = re.compile(
    r"მ\s?უ\s?ხ\s?ლ\s?ი|თ\s?ა\s?ვ\s?ი|კ\s?ა\s?რ\s?ი|წ\s?ი\s?გ\s?ნ\s?ი|ქვეთ|ნაწილ|პარაგრ|განყოფ|სექცია|"
    r"ზოგადი|განსაკუთრ|კერძო|(?:[IVX][IVX\s.–-]*)?(?:აღწერილობ|სამოტივ|სარეზოლ)"
)


def opens_end_list(text: str) -> bool:
    """„შეტანილი ცვლილებები:“, its words perhaps split by spaces."""
    return len(text) < 60 and _END_LIST.fullmatch("".join(text.split())) is not None


def heading_of(paragraph: Paragraph) -> Heading | None:
    """The heading of a division or article that a paragraph is, or None."""
    if paragraph.quoted or paragraph.role == "table":
        return None
    trusted = paragraph.role in ("heading", "group")
    if not trusted and not _WORDS.match(paragraph.text.lstrip(LOST)):
        return None
    if paragraph.role == "group" and BARE_ROMAN.fullmatch(paragraph.text):
        number = bare_number(paragraph.text)
        return Heading(Kind.CHAPTER, number, paragraph.text, "", "ნაწილი")
    heading = read_heading(paragraph.text, trusted)
    if heading is None and paragraph.role == "group" and not read_petit_line(paragraph.text):
        return Heading(Kind.GROUP, None, "", paragraph.text, "")
    return heading


class Seen:
    """What was seen of the numbering in the current part."""

    def __init__(self, begun: bool = False, explaining: bool = False) -> None:
        self.begun = begun
        self.explaining = explaining  # in an explanatory note: it cites articles at will
        self.articles = 0
        self.points = 0
        self.point: Number | None = None  # the last one with a stop
        self.last_signed = False
        self.sure = False  # a name alone stands below a finished sentence
        self.ended = False
        self.bare: Number | None = None  # the article whose heading is the last thing read
        self.last: Number | None = None  # of the articles
        self.in_force = False  # the last words say when the act comes into force
        self.enacted = False  # „ვბრძანებ:“, „ადგენს:“ was read
        self.commanded = False  # a sentence that orders („… დამტკიცდეს …“) was read

    def restarts(self, heading: Heading) -> bool:
        """Whether this heading begins the articles of another document."""
        if heading.number is None or self.explaining:
            return False
        if heading.kind is not Kind.ARTICLE:  # „ნაწილი I“ below the names
            return self.last_signed and self.sure
        if self.bare == heading.number:  # „მუხლი 1“ printed twice
            return False
        if self.in_force and self.last is not None and str(heading.number) not in ("1", "I"):
            return not self.last < heading.number  # the first articles were lost
        return str(heading.number) in ("1", "I") and (self.articles > 0 or self.points > 0)

    def goes_on(self, found: list[Paragraph], index: int) -> bool:
        """Whether the next point or article below goes on with those above: what stands here
        between them begins no document."""
        for paragraph in found[index + 1 : index + _FORM]:
            label = paragraph.label
            if label is not None and label.style == "dot":
                if self.point is not None and label.number.follows(self.point):
                    return True
                break
        if self.last is None:
            return False
        for paragraph in found[index + 1 : index + _REACH]:
            heading = heading_of(paragraph)
            if heading is not None and heading.kind is Kind.ARTICLE:
                return heading.number is not None and heading.number.follows(self.last)
        return False

    def signed(self, found: list[Paragraph], index: int) -> bool:
        """Whether the act was signed above and another document begins here."""
        if not self.last_signed or not self.begun:
            return False
        text = found[index].text
        if is_signature(text) or is_below_name(text) or is_likely_name(text):
            return False
        if is_furniture(text) or is_above_office(found, index) or is_of_member(found, index):
            return False
        if is_half_date(found, index) or is_on_behalf(text):
            return False
        if in_visas(found, index):
            return False
        office = is_office(found, index) or begins_office(found, index)
        if office or ends_number(found, index):
            return False
        label = found[index].label
        if label is not None and label.style not in ("decimal", "letter-dot"):
            begun = self.points > 0 or (self.sure and label.style in ("dot", "roman"))
            return begun and str(label.number) in ("1", "I")
        if self.sure and not any(_is_list(one) for one in found[index : index + 12]):
            return True
        for paragraph in found[index : index + 12]:
            if opens_end_list(paragraph.text):
                return False
            heading = heading_of(paragraph)
            if heading is not None:
                return heading.number is not None and str(heading.number) in ("1", "I")
            label = paragraph.label
            if label is not None and label.style != "decimal":
                return str(label.number) in ("1", "I")
        return False

    def see(self, found: list[Paragraph], index: int, heading: Heading | None) -> None:
        paragraph = found[index]
        if heading is not None:
            self.begun = True
            self.articles += heading.kind is Kind.ARTICLE
            self.bare = heading.number if heading.kind is Kind.ARTICLE else None
            if heading.kind is Kind.ARTICLE:
                self.last = heading.number
                self.in_force = IN_FORCE.search(heading.title) is not None
            self.last_signed = False
            self.ended = heading.kind is Kind.ARTICLE and (
                heading.title.endswith(".") or self.in_force
            )
            return
        self.bare = None
        if paragraph.text[-1] in ".;:,":
            self.in_force = IN_FORCE.search(paragraph.text[-CLAUSE:]) is not None
        signs = len(paragraph.text) < 170 and not (paragraph.role == "title" or paragraph.listed)
        if signs and is_signature(paragraph.text):
            orders = self.points > 0 or self.articles > 0 or self.enacted or self.commanded
            self.sure = orders and (self.ended or (self.last_signed and self.sure))
            self.last_signed = self.begun
            self.ended = False
            return
        below = is_below_name(paragraph.text)
        office = not below and (is_office(found, index) or begins_office(found, index))
        if not below and not office:
            self.ended = self._is_ended(paragraph.text)
            self.enacted = self.enacted or enacts(paragraph.text)
            self.commanded = self.commanded or (self.ended and commands(paragraph.text))
        label = paragraph.label
        if label is None or below:
            ended = len(paragraph.text) > _SENTENCE and paragraph.text[-1] in ".:"
            self.begun = self.begun or (ended and paragraph.role != "title")
            kept = below or office or is_on_behalf(paragraph.text)
            if self.last_signed and not (kept or ends_number(found, index)):
                self.last_signed = paragraph.text[-1] != ":" and in_visas(found, index)
            return
        self.last_signed = False
        self.point = label.number if label.style == "dot" else self.point
        self.begun = self.begun or self.enacted
        if label.style in ("dot", "paren") and self.articles == 0:
            self.points += 1
            self.begun = True

    def _is_ended(self, text: str) -> bool:
        """Whether a sentence ends here; the stop of a command may be lost."""
        if text[-1] not in ".;:,":
            in_force = len(text) > _SENTENCE and IN_FORCE.search(text[-CLAUSE:]) is not None
            return in_force or (self.enacted and len(text) > _COMMAND and commands(text))
        return text[-1] == "." or (text[-1] in ",;" and self.in_force)


def _is_list(paragraph: Paragraph) -> bool:
    return opens_end_list(paragraph.text)
