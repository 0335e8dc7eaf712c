"""Recognition of structure: a :class:`acts.source.Source` becomes the tree of an act.

The paragraphs are cut into the act, its annexes and the list of amendments; each part has a
heading block, a preamble, a body of divisions and articles, and a signature block. What an
article holds is read by :mod:`acts.lists`. Every word of the source keeps its place
(:mod:`acts.lossless`).

>>> act = recognize(Source("მუხლი 1. მიზანი\\n1. ერთი.\\n2. ორი.", "", "text"))
>>> article = act.section(Kind.BODY).children[0]
>>> article.label, article.heading, [c.label for c in article.children]
('მუხლი 1.', 'მიზანი', ['1.', '2.'])
"""

from __future__ import annotations

import copy
import re

from acts.annex_titles import title_length
from acts.body import read_body
from acts.cover import compact, enacts, read_front
from acts.footnotes import footnotes_start, is_form, read_footnotes
from acts.future import take_brackets
from acts.headings import AnnexHeading
from acts.inline_lists import split_inline
from acts.issuers import nominative
from acts.labels import WEAK, Label
from acts.letter_order import read_latin_order
from acts.lettered_items import mark_lettered_items
from acts.lost_articles import set_lost_articles_aside, tell_lost_headings
from acts.offices import DOCUMENTS, is_signature
from acts.one_line_articles import split_articles
from acts.paragraphs import Paragraph, paragraphs
from acts.parts import Part, read_parts
from acts.petits import read_petit_line, read_removal
from acts.quotes import mark_quoted
from acts.seen import heading_of
from acts.signature import is_furniture, read_conclusions, signature_start
from acts.signature_beside import cut_signature
from acts.source import Source
from schemas.model import Act, Kind, Particulars, Petit, Reading, Removal, Unit

_COMPOSITION = re.compile(r"(?:კოლეგიის|პლენუმის|სასამართლოს)\s+შემადგენლობა\s?:$")
_CASE = re.compile(r"(?:სხდომის მდივანი|საქმის დასახელება|დავის საგანი|საქმის განხილვის მონაწილე)")
_LINE = 80  # characters
# „… განხორციელების მიზნით:“, „… მუხლის შესაბამისად:“
_REASONS = re.compile(
    r"(?:მიზნით|საფუძველზე|შესაბამისად|თანახმად|გათვალისწინებით|მიხედვით|გამომდინარე)\s?:$"
)
_MAX_PREAMBLE, _HEADING_BLOCK = 40, 10  # paragraphs
_APPROVES = re.compile(
    r"(წესის|დებულების|წესდების|ინსტრუქციის|რეგლამენტის|პროგრამის|შინაგანაწესის)[“”\"]?"
    r"\s+დამტკიცებ"
)


def recognize(source: Source) -> Act:
    """The act that a source holds. Never raises for a source made by our readers."""
    found, brackets = take_brackets(paragraphs(source), source.text)
    mark_quoted(found)
    found = split_inline(split_articles(found, source.text), source.text)
    found = cut_signature(found, source.text)
    mark_lettered_items(found)
    act = Act(copy.copy(source.particulars), Unit(Kind.ACT), source_sha256=source.sha256)
    act.readings.extend(brackets)
    read_latin_order(found, act.readings)
    for defect in source.defects:  # what the container shows and the text cannot hold
        if defect.name in ("only-download", "only-picture", "picture"):
            act.readings.append(Reading(defect.name, defect.place, defect.detail))
    units: dict[int, Unit] = {}
    for part in read_parts(found):
        if part.kind is Kind.ACT:
            _fill(act.root, part.kind, part.paragraphs, source.text, act.particulars, act.readings)
            units[id(part)] = act.root
            continue
        if part.kind is Kind.END_LIST or _lists_amendments(part):
            unit = _end_list(part)
        else:
            unit = read_annex(part.paragraphs, part.heading, part.span, source.text, act.readings)
            unit.role = part.role or unit.role
            if part.continues is not None:
                unit.role = units[id(part.continues)].role or unit.role
        units[id(part)] = unit
        act.root.children.append(unit)
    _name_by_title(act)
    _close_spans(act.root)
    act.consolidated = any(u.petits or u.removal is not None for u in act.walk())
    if act.consolidated:
        set_lost_articles_aside(act)
    else:
        tell_lost_headings(act)
    return act


def _name_by_title(act: Act) -> None:
    """An annex that lost its heading is what the title says the act approves („… წესის
    დამტკიცების შესახებ“)."""
    match = _APPROVES.search(act.particulars.title or "")
    if match is None:
        return
    word = nominative(match[1])
    if any(annex.role == word for annex in act.annexes):
        return
    bare = (a for a in act.annexes if a.role == "დანართი" and not a.label)
    for annex in bare:
        if annex.children and annex.children[0].kind is Kind.BODY:
            annex.role = word
        return


def _fill(
    root: Unit,
    kind: Kind,
    found: list[Paragraph],
    text: str,
    particulars: Particulars,
    readings: list[Reading],
) -> None:
    """Children of an act or an annex from the paragraphs of one part."""
    begin = _enacted_start(found) if kind is Kind.ACT else None
    begin = _with_lead(found, _body_start(found)) if begin is None else begin
    noted = footnotes_start(found, text)
    below, found = found[noted:], found[:noted]
    begin = min(begin, noted)
    tail = signature_start(found, kind is Kind.ACT)
    if below and kind is not Kind.ACT and is_form(found[tail:]):
        tail = len(found)
    if kind is Kind.ACT and tail < len(found) and _is_heading_block(found):
        tail = len(found)  # the text was not copied: place and date sign nothing
    numbered = begin < tail
    front = found[:begin] if numbered else found[:tail]
    if kind is Kind.ACT and front and root.removal is None:
        root.removal = _repeal(front[0])
        front = front[root.removal is not None :]
    petits: list[Petit] = []
    plain: list[Paragraph] = []
    for paragraph in front:
        petit = paragraph.petit()
        if petit is None:
            plain.append(paragraph)
        else:
            petits.append(petit)
    if kind is Kind.ACT:
        cover, preamble, taken = read_front(plain, particulars, numbered)
    elif root.heading.startswith("(") or not root.heading:
        headed = numbered and heading_of(found[begin]) is not None
        cover, preamble, taken = _annex_front(plain, numbered, headed)
    else:  # the title stands beside the number
        cover, preamble, taken = None, None, 0
    for unit in (cover, preamble):
        if unit is not None:
            root.children.append(unit)
    for petit in petits:
        _hang_in_front(petit, root, cover, preamble)
    rest = plain[taken:] + found[begin if numbered else tail : tail]
    if rest:
        body = Unit(Kind.BODY, span=(rest[0].start, rest[-1].end))
        root.children.append(body)
        read_body(body, rest, text, readings)
        root.petits.extend(body.petits)
        body.petits = []
    if tail < len(found):
        signed = particulars if kind is Kind.ACT else None
        root.children.append(read_conclusions(found[tail:], signed))
    if below:
        _set_below(root.children[-1], below, text)


def _set_below(last: Unit, below: list[Paragraph], text: str) -> None:
    """Put the footnotes under the last section: notes of the body, lines of a signature block."""
    if last.kind is Kind.BODY:
        last.children += read_footnotes(below, text)
    else:
        last.children += [one.leaf("note") for one in below]
    last.span = (last.span[0] if last.span else below[0].start, below[-1].end)


def _repeal(first: Paragraph) -> Removal | None:
    """The note above an act that has lost force: „(ძალადაკარგულია - 25.06.2019, №4848)“."""
    removal = read_removal(first.text) if first.text[0] in "([" else None
    return removal if removal and removal.verb == "ძალადაკარგულია" and removal.date else None


def _is_heading_block(found: list[Paragraph]) -> bool:
    """Whether an act is nothing but its heading block."""
    return len(found) < _HEADING_BLOCK and not any(
        p.text[-1] in ".:;"
        or p.label is not None
        or p.quoted
        or is_signature(p.text)
        or heading_of(p) is not None
        for p in found
        if not p.text.startswith(("ქ.", "თბილისი", "სახელმწიფო"))
    )


def _hang_in_front(petit: Petit, root: Unit, cover: Unit | None, preamble: Unit | None) -> None:
    """A petit before the body belongs to the preamble when that stands above it, else to the
    title, else to the act or annex itself."""
    below = preamble is not None and preamble.span and petit.span
    if below and preamble and preamble.span and petit.span and petit.span[0] > preamble.span[0]:
        preamble.petits.append(petit)
    else:
        (cover or root).petits.append(petit)


def _body_start(found: list[Paragraph]) -> int:
    """Index of the first paragraph that begins a numbered unit, or the length."""
    listed = _composition(found)
    for index, paragraph in enumerate(found):
        if paragraph.role == "title" or index < listed:
            continue
        if paragraph.quoted or heading_of(paragraph) is not None:
            return index
        label = paragraph.label
        if label is None:
            continue
        if label.style not in WEAK and label.style != "letter":
            return index
        if label.number.base != (1,):
            continue
        if _has_second(found, index, label) or _heads_first_point(found, index):
            return index
    return len(found)


def _heads_first_point(found: list[Paragraph], index: int) -> bool:
    """Whether „I. ზოგადი ნაწილი“ stands right above „1.“"""
    own, below = found[index], found[index + 1].label if index + 1 < len(found) else None
    if own.label is None or own.label.style != "roman" or own.text[-1] in ".;:,":
        return False
    return below is not None and below.style == "dot" and below.number.base == (1,)


def _with_lead(found: list[Paragraph], begin: int) -> int:
    """Where the sentence stands that leads in the lettered list, or the new text, at ``begin``: an
    act whose body is that one sentence; a list of reasons in a preamble is none."""
    if not 0 < begin < len(found) or not found[begin - 1].text.endswith(":"):
        return begin
    label, lead = found[begin].label, found[begin - 1]
    if not found[begin].quoted and (label is None or label.style != "letter"):
        return begin
    reasons = enacts(lead.text) or _REASONS.search(lead.text) or lead.petit() is not None
    return begin if reasons or lead.role == "title" else begin - 1


def _composition(found: list[Paragraph]) -> int:
    """Where a decision of a court begins below „კოლეგიის შემადგენლობა:“, its numbered judges and
    the particulars of the case; 0 in other acts."""
    for index, paragraph in enumerate(found[:_MAX_PREAMBLE]):
        if _COMPOSITION.search(paragraph.text) and len(paragraph.text) < _LINE:
            headings = (i for i in range(index, len(found)) if heading_of(found[i]) is not None)
            below = next(headings, 0)
            if below and below - index < _MAX_PREAMBLE and _may_be_first(found[below]):
                return below
            lines = enumerate(found[index : index + _MAX_PREAMBLE], index + 1)
            return max((after for after, line in lines if _CASE.match(line.text)), default=0)
    return 0


def _may_be_first(paragraph: Paragraph) -> bool:
    """Whether a heading is the first of its kind by its number, or bears none."""
    heading = heading_of(paragraph)
    return heading is None or heading.number is None or heading.number.base[:1] == (1,)


def _enacted_start(found: list[Paragraph]) -> int | None:
    """Where „1.“ stands right below „… ვბრძანებ:“: a numbered list above it is still preamble; or
    where the point „1. … საკრებულომ დაადგინა:“ stands, the second below it."""
    for index, paragraph in enumerate(found[:_MAX_PREAMBLE]):
        if paragraph.quoted or heading_of(paragraph) is not None:
            return None
        if not enacts(paragraph.text) or index + 1 == len(found):
            continue
        own, below = paragraph.label, found[index + 1].label
        if own is not None and own.style == "dot" and own.number.base == (1,):
            again = below is not None and below.style == "dot"  # a reason was numbered
            if not again:
                return index if _has_second(found, index, own) else None
        return index + 1 if below is not None and below.number.base == (1,) else None
    return None


def _has_second(found: list[Paragraph], index: int, first: Label) -> bool:
    for paragraph in found[index + 1 : index + 60]:
        label = paragraph.label
        if label is not None and label.style == first.style:
            skipped = label.style == "roman" and label.number.base == (3,)
            return skipped or label.number.base == (2,)
    return False


def read_annex(
    found: list[Paragraph],
    heading: AnnexHeading | None,
    span: tuple[int, int] | None,
    text: str,
    readings: list[Reading],
) -> Unit:
    """An annex from its heading and the paragraphs below it."""
    unit = Unit(Kind.ANNEX, span=span)
    if heading is not None:
        unit.number, unit.label = heading.number, heading.label
        if heading.rest:
            unit.removal = read_removal(heading.rest)
            if unit.removal is None:
                unit.heading = heading.rest
    words = [p for p in found if read_petit_line(p.text) is None]
    if unit.removal is None and len(words) == 1:
        unit.removal = read_removal(words[0].text)
        if unit.removal is not None:
            unit.span = (span[0], words[0].end) if span else (words[0].start, words[0].end)
            found = [p for p in found if p is not words[0]]
    _fill(unit, Kind.ANNEX, found, text, Particulars(), readings)
    unit.role = _role(unit)
    return unit


def _annex_front(
    found: list[Paragraph], numbered: bool, headed: bool
) -> tuple[Unit | None, Unit | None, int]:
    """The title of an annex: its first line and, while a line ends in a genitive or the thing
    that is approved is still to come („… დეპარტამენტის“ above „დებულება“), those below it."""
    drawn = next((i for i, p in enumerate(found) if not is_furniture(p.text)), 0)
    taken = title_length(found[drawn:], numbered, headed)
    if not taken:
        return None, None, 0
    taken += drawn
    cover = Unit(Kind.COVER, span=(found[0].start, found[taken - 1].end))
    cover.children = [
        p.leaf("furniture" if at < drawn else "title") for at, p in enumerate(found[:taken])
    ]
    return cover, None, taken


def _role(annex: Unit) -> str:
    """What the annex is, by the last word of a line of its title („წესი“), else „დანართი“."""
    cover = next((c for c in annex.children if c.kind is Kind.COVER), None)
    for line in cover.children if cover else ():
        words = line.text.rstrip(' .“”"')
        for word in (words.rpartition(" ")[2], compact(words)):
            if word in DOCUMENTS:
                return word
    return "დანართი"


def _lists_amendments(part: Part) -> bool:
    """Whether a part that has no heading is a list of amendments whose title was not copied:
    „1. საქართველოს 2006 წლის … კანონი №3765 – სსმ I, …“, each line a petit."""
    if part.heading is not None or part.role or part.continues is not None:
        return False
    lines = [one for one in part.paragraphs if not is_furniture(one.text) and not one.petit()]
    words = [one.text[one.label.end :] for one in lines if one.label is not None]
    return bool(words) and len(words) == len(lines) and all(map(read_petit_line, words))


def _end_list(part: Part) -> Unit:
    unit = Unit(Kind.END_LIST, span=(part.paragraphs[0].start, part.paragraphs[-1].end))
    unit.children = [p.leaf("furniture" if is_furniture(p.text) else "") for p in part.paragraphs]
    return unit


def _close_spans(root: Unit) -> None:
    """Let every unit reach to the end of its last child."""
    for unit in reversed(list(root.walk())):
        spans = [child.span for child in unit.children if child.span]
        if not spans:
            continue
        start, end = unit.span or (spans[0][0], spans[-1][1])
        unit.span = (min(start, spans[0][0]), max(end, spans[-1][1]))
