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
from acts.bare_numbers import mark_bare_numbers
from acts.cover import read_kind_line
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
from acts.headings import AnnexHeading, Heading, read_annex_heading
from acts.offices import OFFICE_LINE, is_signature
from acts.paragraphs import Paragraph
from acts.seen import CLAUSE, IN_FORCE, Seen, heading_of, opens_end_list
from acts.signature import (
    is_below_name,
    is_furniture,
)
from acts.treaty_end import begins_protocol, treaty_above
from schemas.model import Kind
from schemas.numbers import Number

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


def read_parts(found: list[Paragraph]) -> list[Part]:
    """The parts in the order of the source. Every paragraph is in one part or is its heading."""
    mark_bare_numbers(found)
    parts = [Part(Kind.ACT)]
    reader = Seen()
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
            reader = Seen(begun=True)
            continue
        own = _form_label(current)
        form = read_form_heading(found, index, current.paragraphs, own) if reader.begun else None
        if form is not None:
            parts.append(Part(Kind.ANNEX, [], form, paragraph, role=FORM))
            reader = Seen(begun=True)
            continue
        if paragraph.role == "annex":
            parts.append(Part(Kind.ANNEX, [paragraph]))
            reader = Seen(begun=True)
            continue
        if opens_end_list(paragraph.text):
            parts.append(Part(Kind.END_LIST, [paragraph]))
            reader = Seen(begun=True)
            continue
        if reader.begun and not reader.explaining and (lines := _explains(found, index)):
            for line in found[index : index + lines]:
                line.role = "title"
            parts.append(Part(Kind.ANNEX, [paragraph], role=EXPLANATORY_NOTE))
            reader = Seen(begun=True, explaining=True)
            continue
        protocol = reader.begun and begins_protocol(found, index)
        if protocol or (reader.begun and is_present_wording(found, index)):
            paragraph.role = "title"
            named = treaty_above(current.paragraphs) if protocol else []
            parts.append(Part(Kind.ANNEX, [*named, paragraph]))
            reader = Seen(begun=True, explaining=True)
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
            reader = Seen(begun=True)
            current = parts[-1]
        elif (
            heading is not None
            and (earlier := _resumed(parts, heading, _says_in_force(found, index))) is not None
        ):
            current = _resume(parts, earlier)
            reader = Seen(begun=True)
        elif heading is None and reader.signed(found, index):
            parts.append(Part(Kind.ANNEX))
            reader = Seen(begun=True)
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
            reader = Seen(begun=True)
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
            reader = Seen(begun=True)
            current = parts[-1]
        elif (
            heading is None
            and reader.begun
            and (at := _document_start(current.paragraphs, found, index)) is not None
            and not reader.goes_on(found, index)
        ):
            parts.append(Part(Kind.ANNEX, current.paragraphs[at:]))
            del current.paragraphs[at:]
            reader = Seen(begun=True)
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
    """Take off a part that is nothing but the name of an organ, or a title, above „დანართი №1“
    below a signature: „ხარაგაულის მუნიციპალიტეტი“. An office goes back to the signature."""
    part = parts[-1]
    if len(parts) == 1 or part.heading is not None or part.role or part.continues is not None:
        return []
    lines = part.paragraphs
    if part.kind is not Kind.ANNEX or not 0 < len(lines) <= _MAX_ABOVE:
        return []
    if all(_ORGAN.fullmatch(line.text) and line.role in ("line", "content") for line in lines):
        parts.pop()
        return lines
    if len(lines) <= _MAX_TITLE and all(map(_is_title_above, lines)):
        parts.pop()
        return lines
    if OFFICE_LINE.fullmatch(lines[-1].text):
        parts[-2].paragraphs += lines
        parts.pop()
    return []


def _is_title_above(line: Paragraph) -> bool:
    words = line.text
    if line.label is not None or line.role not in ("line", "content", "title") or line.future:
        return False
    shaped = "ა" <= words[0] <= "ჰ" and words[-1] not in ".;:," and len(words) < _TITLE_LENGTH
    named = shaped and not words.startswith(_PICTURES) and not words.endswith(("წელი", "წლის"))
    return named and not is_signature(words)


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
    """Whether all an article here says is when the act comes into force, or what it repeals above
    the article that says so."""
    text = found[min(index + 1, len(found) - 1)].text
    if index + 3 < len(found) and _REPEALS.match(text):
        below = heading_of(found[index + 2])
        if below is not None and below.kind is Kind.ARTICLE:
            text = found[index + 3].text
    return len(text) < CLAUSE and IN_FORCE.search(text) is not None


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


_MAX_ABOVE = 2  # lines
_MAX_TITLE, _TITLE_LENGTH = 2, 160  # lines, characters
_PICTURES = ("ცხრილი", "ფორმა", "სქემა", "რუკა", "ნახაზი", "გრაფიკი")
_REPEALS = re.compile(r"ძალადაკარგულად (?:გამოცხადდეს|ჩაითვალოს|იქნეს)")
_ORGAN = re.compile(
    r"[ა-ჰ „“”-]{0,80}(?:მუნიციპალიტეტი|საკრებულო|გამგეობა|მერია|რაიონი|სამინისტრო|დეპარტამენტი)"
)
_HEAD = 8  # lines: more are no head of a document
_HEADING_BLOCK = 10  # lines


def _below_heading_block(found: list[Paragraph], index: int) -> bool:
    """Whether nothing but the heading block of an act stands above: its text was not copied."""
    for paragraph in found[: min(index, _HEADING_BLOCK)]:
        line = read_kind_line(paragraph.text)
        if (line is not None and line[2] is not None) or is_below_name(paragraph.text):
            return True
    return False
