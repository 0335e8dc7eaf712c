"""Cutting a source into the act, its annexes and the list of amendments.

An annex begins at „დანართი №1“ standing alone, or where the numbering of articles begins anew
(an order's own articles, then the articles of the rule it approves), or after the signature.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace

from acts.annex_lines import (
    read_form_heading,
    read_loose_annex,
    read_running_annex,
    read_titled_annex,
    read_unclean_annex,
    stands_in_list,
)
from acts.bare_numbers import BARE_ROMAN, bare_number, mark_bare_numbers
from acts.cleaning import LOST
from acts.cover import enacts, read_kind_line
from acts.document_titles import (
    annexed_to,
    begins_document,
    is_approved,
    is_blank_of_form,
    is_no_title,
    is_present_wording,
    is_titled,
    repeats_title,
    title_above,
    titled_below_name,
)
from acts.headings import AnnexHeading, Heading, commands, read_annex_heading, read_heading
from acts.offices import OFFICE_LINE, is_likely_name, is_signature
from acts.paragraphs import Paragraph
from acts.petits import read_petit_line
from acts.signature import (
    begins_office,
    ends_number,
    is_above_office,
    is_below_name,
    is_furniture,
    is_of_member,
    is_office,
)
from acts.visas import in_visas
from schemas.model import Kind
from schemas.numbers import Number

_END_LIST = re.compile(r"შეტანილიცვლილებ(?:ები|ა)(?:/ცვლილებ\w+)?:?|ძალადაკარგულია:")
_WORDS = re.compile(
    r"მ\s?უ\s?ხ\s?ლ\s?ი|თ\s?ა\s?ვ\s?ი|კ\s?ა\s?რ\s?ი|წ\s?ი\s?გ\s?ნ\s?ი|ქვეთ|ნაწილ|პარაგრ|განყოფ|სექცია|"
    r"ზოგადი|განსაკუთრ|კერძო|(?:[IVX][IVX\s.–-]*)?(?:აღწერილობ|სამოტივ|სარეზოლ)"
)


def _opens_end_list(text: str) -> bool:
    """„შეტანილი ცვლილებები:“, its words perhaps split by spaces."""
    return len(text) < 60 and _END_LIST.fullmatch("".join(text.split())) is not None


FORM = "ფორმა"
EXPLANATORY_NOTE = "განმარტებითი ბარათი"
_EXPLAINS = "განმარტებითიბარათი"
_DRAFT = "პროექტი"


def _explains(found: list[Paragraph], index: int) -> int:
    """How many lines are the title of a bill's explanatory note: „განმარტებითი ბარათი“, perhaps
    below „პროექტი“, perhaps broken over lines; 0 where none begins."""
    joined = ""
    for lines, paragraph in enumerate(found[index : index + 4], 1):
        words = "".join(paragraph.text.split())
        if paragraph.quoted or len(words) > len(_EXPLAINS):
            return 0
        if not joined and words == _DRAFT:
            continue
        joined += words
        if joined == _EXPLAINS:
            return lines
        if not _EXPLAINS.startswith(joined):
            return 0
    return 0


@dataclass(slots=True)
class Part:
    """One part: the act itself, an annex or the end list."""

    kind: Kind
    paragraphs: list[Paragraph] = field(default_factory=list)
    heading: AnnexHeading | None = None
    head: Paragraph | None = None  # the paragraph of the heading
    last_article: Number | None = None
    role: str = ""  # what it is, where the title alone does not tell
    continues: Part | None = None  # the document whose articles go on after its annexes

    @property
    def span(self) -> tuple[int, int] | None:
        """From the heading to the last paragraph."""
        found = [self.head, *self.paragraphs] if self.head else self.paragraphs
        return (found[0].start, found[-1].end) if found else None


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


def read_parts(found: list[Paragraph]) -> list[Part]:
    """The parts in the order of the source. Every paragraph is in one part or is its heading."""
    mark_bare_numbers(found)
    parts = [Part(Kind.ACT)]
    reader = _State()
    for index, paragraph in enumerate(found):
        current = parts[-1]
        if paragraph.quoted or paragraph.role == "table":
            current.paragraphs.append(paragraph)
            continue
        annex = read_annex_heading(paragraph.text) or _other_annex(parts, found, index)
        if annex is not None and is_blank_of_form(found, index):
            annex = None
        if annex is not None and (
            reader.begun or paragraph.role == "annex" or _below_heading_block(found, index)
        ):
            above = _lines_above(parts) or annexed_to(current.paragraphs)
            parts.append(_annex_part(annex, above, paragraph))
            reader = _State(begun=True)
            continue
        own = _form_label(current)
        form = read_form_heading(found, index, current.paragraphs, own) if reader.begun else None
        if form is not None:
            parts.append(Part(Kind.ANNEX, [], form, paragraph, role=FORM))
            reader = _State(begun=True)
            continue
        if paragraph.role == "annex":
            parts.append(Part(Kind.ANNEX, [paragraph]))
            reader = _State(begun=True)
            continue
        if _opens_end_list(paragraph.text):
            parts.append(Part(Kind.END_LIST, [paragraph]))
            reader = _State(begun=True)
            continue
        if reader.begun and not reader.explaining and (lines := _explains(found, index)):
            for line in found[index : index + lines]:
                line.role = "title"
            parts.append(Part(Kind.ANNEX, [paragraph], role=EXPLANATORY_NOTE))
            reader = _State(begun=True, explaining=True)
            continue
        if reader.begun and is_present_wording(found, index):
            paragraph.role = "title"
            parts.append(Part(Kind.ANNEX, [paragraph]))
            reader = _State(begun=True, explaining=True)
            continue
        heading = heading_of(paragraph)
        if current.kind is Kind.END_LIST and not _begins_document(heading):
            current.paragraphs.append(paragraph)
            continue
        if current.kind is Kind.END_LIST:
            parts.append(Part(Kind.ANNEX, title_above(current.paragraphs)))
            current = parts[-1]
        if heading is not None and reader.restarts(heading):
            title = title_above(current.paragraphs)
            parts.append(Part(Kind.ANNEX, title))
            reader = _State(begun=True)
            current = parts[-1]
        elif (
            heading is not None
            and (earlier := _resumed(parts, heading, _says_in_force(found, index))) is not None
        ):
            current = _resume(parts, earlier)
            reader = _State(begun=True)
        elif heading is None and reader.signed(found, index):
            parts.append(Part(Kind.ANNEX))
            reader = _State(begun=True)
            current = parts[-1]
        elif (
            heading is None
            and (
                (reader.points and is_titled(found, index))
                or (
                    reader.begun
                    and len(parts) > 1
                    and is_approved(parts[0].paragraphs, found, index)
                )
            )
            and not reader.goes_on(found, index)
        ):
            parts.append(Part(Kind.ANNEX, title_above(current.paragraphs)))
            reader = _State(begun=True)
            current = parts[-1]
        elif (
            heading is None
            and current.kind is Kind.ANNEX
            and (
                titled_below_name(current.paragraphs, found, index)
                or (not current.last_article and repeats_title(current.paragraphs, found, index))
            )
        ):
            parts.append(Part(Kind.ANNEX))
            reader = _State(begun=True)
            current = parts[-1]
        elif (
            heading is None
            and reader.begun
            and (at := _document_start(current.paragraphs, found, index)) is not None
            and not reader.goes_on(found, index)
        ):
            parts.append(Part(Kind.ANNEX, current.paragraphs[at:]))
            del current.paragraphs[at:]
            reader = _State(begun=True)
            current = parts[-1]
        if heading is not None and heading.kind is Kind.ARTICLE:
            current.last_article = heading.number
        reader.see(found, index, heading)
        current.paragraphs.append(paragraph)
    return parts


def _other_annex(parts: list[Part], found: list[Paragraph], index: int) -> AnnexHeading | None:
    """The annex heading that a line is which holds more than the number, where that goes on with
    the annexes above."""
    text = found[index].text
    if (annex := read_unclean_annex(text)) is not None:
        return None if stands_in_list(found, index) else annex
    if "დანართი" not in text:
        return None
    annex = read_loose_annex(text) or read_titled_annex(text) or read_running_annex(text)
    if annex is None:
        return None
    if annex.number is None and text.startswith("დანართი"):  # „დანართი 3 „ა““ below annex 3
        above = [one.heading.number for one in parts if one.heading and one.heading.number]
        return annex if above and str(above[-1]) in text else None
    if stands_in_list(found, index):
        return None
    if annex.number is None:  # „… დადგენილების დანართი“ below the names
        return annex if index and is_signature(found[index - 1].text) else None
    if len(parts) == 1 and not annex.rest:
        return None
    numbers = [one.heading.number for one in parts if one.heading and one.heading.number]
    last = numbers[-1] if numbers else None
    first = str(annex.number) in ("1", "I")
    again = last is not None and not annex.rest and annex.number.same_as(last)
    return annex if again or (first if last is None else annex.number.follows(last)) else None


def _document_start(own: list[Paragraph], found: list[Paragraph], index: int) -> int | None:
    """Where among the lines of the part above the title of the document begins that is named
    here; None where none begins, or the title is that of the part itself."""
    lines = begins_document(found, index)
    at = len(own) - lines
    if lines < 0 or all(is_furniture(one.text) for one in own[: max(at, 0)]):
        return None
    ended = any(one.text[-1] in ".;" or one.label is not None for one in own[:at])
    return at if at > _HEAD or ended or any(map(is_no_title, own[:at])) else None


def _form_label(part: Part) -> str:
    return part.heading.label if part.role == FORM and part.heading else ""


def _lines_above(parts: list[Part]) -> list[Paragraph]:
    """Take off a part that is nothing but the name of an organ above „დანართი №1“ below a
    signature: „ხარაგაულის მუნიციპალიტეტი“. An office goes back to the signature."""
    part = parts[-1]
    if len(parts) == 1 or part.heading is not None or part.role or part.continues is not None:
        return []
    lines = part.paragraphs
    if part.kind is not Kind.ANNEX or not 0 < len(lines) <= _MAX_ABOVE:
        return []
    if all(_ORGAN.fullmatch(line.text) and line.role in ("line", "content") for line in lines):
        parts.pop()
        return lines
    if OFFICE_LINE.fullmatch(lines[-1].text):
        parts[-2].paragraphs += lines
        parts.pop()
    return []


def _annex_part(annex: AnnexHeading, above: list[Paragraph], line: Paragraph) -> Part:
    """The part of an annex; the lines above its heading are printed words of its label."""
    if above:
        label = " ".join([*(one.text for one in above), annex.label])
        annex = replace(annex, label=label)
        line = replace(line, start=above[0].start)
    return Part(Kind.ANNEX, [], annex, line)


def _begins_document(heading: Heading | None) -> bool:
    """Whether a heading below the list of amendments is the first of an approved document."""
    return heading is not None and str(heading.number) in ("1", "I")


def _resumed(parts: list[Part], heading: Heading, in_force: bool) -> Part | None:
    """The earlier document whose articles this one goes on with, below annexes put among them."""
    current, number = parts[-1], heading.number
    if heading.kind is not Kind.ARTICLE or number is None:
        return None
    if current.last_article is not None:
        # Article 2 of the order printed below the articles of the document it approves.
        first = parts[0].last_article
        fits = first is not None and number.follows(first) and not current.last_article < number
        return parts[0] if fits and in_force and len(parts) > 1 else None
    if current.heading is None:
        return None
    for part in reversed(parts[:-1]):
        if part.last_article is not None:
            return part if number.follows(part.last_article) else None
    return None


def _says_in_force(found: list[Paragraph], index: int) -> bool:
    """Whether all an article here says is when the act comes into force."""
    last = found[min(index + 1, len(found) - 1)].text
    return len(last) < _CLAUSE and _IN_FORCE.search(last) is not None


def _resume(parts: list[Part], earlier: Part) -> Part:
    """Where the articles that go on are put: back under the act when a single heading like an
    annex stood among them, else in a part of its own that names what it continues."""
    current = parts[-1]
    if earlier.kind is Kind.ACT and parts[-2] is earlier and current.head is not None:
        earlier.paragraphs += [current.head, *current.paragraphs]
        parts.pop()
        return earlier
    part = Part(Kind.ANNEX, title_above(current.paragraphs), continues=earlier)
    parts.append(part)
    return part


_IN_FORCE = re.compile(
    r"(?:ამოქმედდეს|ძალაშია|ძალაში შევიდეს|ძალაში შედის)(?![ა-ჰ]).{0,60}"
    r"(?:თანავე|იდან|დღეს)\s?[.,;]?$"
)
_REACH, _FORM = 400, 20  # paragraphs looked through below
_CLAUSE = 120  # characters at the end of a paragraph
_MAX_ABOVE = 2  # lines
_ORGAN = re.compile(
    r"[ა-ჰ „“”-]{0,80}(?:მუნიციპალიტეტი|საკრებულო|გამგეობა|მერია|რაიონი|სამინისტრო|დეპარტამენტი)"
)
_HEAD = 8  # lines: more are no head of a document
_HEADING_BLOCK = 10  # lines
_SENTENCE = 25  # characters: shorter lines of a heading block may end with a full stop too
_COMMAND = 40  # characters


class _State:
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
        if self.in_force and self.last is not None and str(heading.number) == "2":
            return not self.last < heading.number  # the first article was lost
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
        if in_visas(found, index):
            return False
        if is_office(found, index) or ends_number(found, index):
            return False
        label = found[index].label
        if label is not None and label.style not in ("decimal", "letter-dot"):
            begun = self.points > 0 or (self.sure and label.style in ("dot", "roman"))
            return begun and str(label.number) in ("1", "I")
        if self.sure and not any(_is_list(one) for one in found[index : index + 12]):
            return True
        for paragraph in found[index : index + 12]:
            if _opens_end_list(paragraph.text):
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
                self.in_force = _IN_FORCE.search(heading.title) is not None
            self.last_signed = False
            self.ended = heading.kind is Kind.ARTICLE and (
                heading.title.endswith(".") or self.in_force
            )
            return
        self.bare = None
        if paragraph.text[-1] in ".;:,":
            self.in_force = _IN_FORCE.search(paragraph.text[-_CLAUSE:]) is not None
        if len(paragraph.text) < 170 and paragraph.role != "title" and is_signature(paragraph.text):
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
            if self.last_signed and not (below or office or ends_number(found, index)):
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
            in_force = len(text) > _SENTENCE and _IN_FORCE.search(text[-_CLAUSE:]) is not None
            return in_force or (self.enacted and len(text) > _COMMAND and commands(text))
        return text[-1] == "." or (text[-1] in ",;" and self.in_force)


def _below_heading_block(found: list[Paragraph], index: int) -> bool:
    """Whether nothing but the heading block of an act stands above: its text was not copied."""
    for paragraph in found[: min(index, _HEADING_BLOCK)]:
        line = read_kind_line(paragraph.text)
        if (line is not None and line[2] is not None) or is_below_name(paragraph.text):
            return True
    return False


def _is_list(paragraph: Paragraph) -> bool:
    return _opens_end_list(paragraph.text)
