"""Units added to a draft and numbered by kind and level (Law 1876 arts. 16(6)–16(8), 16(11)).

A draft is plain text; its structure is read from its lines, and a unit is added by adding lines
and changing labels, nothing else. A new unit takes the next number of its kind. Between two
units either those after it are numbered anew (a draft that nobody adopted yet), or it takes the
number of the one before with a prim (an act in force, art. 16(11)). What is to be written stands
in square brackets; places that cite a unit whose number changed are told and left as they are.

>>> text = "საქართველოს კანონი\\n\\nბაღის შესახებ\\n\\nმუხლი 1. ბაღი\\n1. ერთი.\\n2. ორი."
>>> print(added(text, Kind.POINT, "art_1__para_1").text.partition("ბაღი\\n")[2])
1. ერთი.
2. [ტექსტი]
3. ორი.
>>> print(added(text, Kind.POINT, "art_1__para_1", prim=True).text.partition("ბაღი\\n")[2])
1. ერთი.
1^1. [ტექსტი]
2. ორი.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import lru_cache

from api.draft_numbers import (
    LABELS,
    SERIES,
    NoNumber,
    after,
    between,
    first,
    making_room,
    relabelled,
    unbroken,
)
from consolidation.intake import take_in
from consolidation.petits import genitive
from registry.draft_checks import HEADING, WORDS, faults_of_structure
from registry.office import OfficeError
from registry.references import references_to
from schemas.model import Act, Kind, Unit
from schemas.normal import normal_form, same_law
from schemas.numbers import Number, raise_superscripts

KINDS = (
    Kind.PART, Kind.BOOK, Kind.CHAPTER, Kind.ARTICLE, Kind.POINT, Kind.SUBPOINT, Kind.ANNEX,
    Kind.TABLE,
)  # fmt: skip
PARLIAMENT = "საქართველოს პარლამენტი"
MOST_CELLS = 30  # rows or columns of a table that is added
_HOLDERS: dict[Kind, tuple[Kind, ...]] = {
    Kind.PART: (Kind.BODY,), Kind.BOOK: (Kind.BODY,),
    Kind.CHAPTER: (Kind.PART, Kind.BOOK, Kind.BODY),
    Kind.ARTICLE: (Kind.SUBCHAPTER, Kind.CHAPTER, Kind.PART, Kind.BOOK, Kind.BODY),
    Kind.POINT: (Kind.ARTICLE, Kind.BODY),
    Kind.SUBPOINT: (Kind.SUBPOINT, Kind.POINT, Kind.ARTICLE),
}  # fmt: skip
_THROUGH = frozenset({Kind.CHAPTER, Kind.ARTICLE})  # numbered through the whole document


@dataclass(frozen=True, slots=True)
class Drafted:
    """A draft after a change. ``mark``: what was added, to be written over; ``said``: what was
    done and what is to be looked at, in Georgian and English."""

    text: str
    mark: tuple[int, int] = (0, 0)
    said: list[tuple[str, str]] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Structure:
    """A draft read: its text as the structure sees it, and the act."""

    text: str
    act: Act

    def unit(self, eid: str) -> Unit:
        """Raises :class:`OfficeError` ``no-such-unit``."""
        found = self.act.find(eid)
        if found is None:
            raise OfficeError("no-such-unit", eid)
        return found

    def chain(self, unit: Unit) -> list[Unit]:
        """The units around one, itself first."""
        out: list[Unit] = []

        def visit(one: Unit) -> bool:
            if one is unit or any(visit(child) for child in one.children):
                out.append(one)
                return True
            return False

        visit(self.act.root)
        return out


def begun(kind: str, issuer: str, title: str) -> Drafted:
    """The first lines of a draft: whose act of which kind, its title, its first article.

    >>> print(begun("ბრძანება", "საქართველოს ფინანსთა მინისტრი", "წესის შესახებ").text)
    საქართველოს ფინანსთა მინისტრის ბრძანება
    <BLANKLINE>
    წესის შესახებ
    <BLANKLINE>
    მუხლი 1. [სათაური]
    1. [ტექსტი]
    <BLANKLINE>
    """
    author = "საქართველოს" if issuer == PARLIAMENT else genitive(issuer)
    head = " ".join(part for part in (author, kind) if part) or HEADING
    text = f"{head}\n\n{title or HEADING}\n\nმუხლი 1. {HEADING}\n1. {WORDS}\n"
    start = text.rindex(HEADING)
    said = [("დაიწყო ახალი პროექტი", "a new draft is begun")]
    return Drafted(text, (start, start + len(HEADING)), said)


@lru_cache(maxsize=4)
def read(text: str) -> Structure:
    """A draft as the structure sees it: noise that the reader leaves out is left out. Not to be
    changed: the last ones are kept.

    Raises :class:`acts.source.BadSource`; :class:`OfficeError` ``not-lossless`` where the reader
    would change more than noise.
    """
    intake = take_in(text.encode(), "draft.txt")
    seen = intake.source.text
    if not same_law(seen, text) and not text.strip().endswith(seen.strip()):
        raise OfficeError("not-lossless", "the reader would change the text")
    if seen != text and not same_law(seen, text):  # a title said twice is left out by the reader
        raise OfficeError("not-lossless", "the first line repeats the title")
    return Structure(seen, intake.act)


def at_offset(structure: Structure, offset: int) -> str:
    """The eId of the innermost numbered unit around or before a place of the text.

    >>> found = read("საქართველოს კანონი\\n\\nბაღის შესახებ\\n\\nმუხლი 1. ბაღი\\n1. ერთი.\\n\\n")
    >>> at_offset(found, len(found.text)), at_offset(found, 0)
    ('art_1__para_1', '')
    """
    best = ""
    for unit in structure.act.walk():
        if unit.kind in SERIES and unit.span is not None and unit.span[0] <= offset:
            best = unit.eid
    return best


def seen_offset(structure: Structure, text: str, offset: int) -> int:
    """Where a place of the text as it was written lies in the text that the structure sees.

    >>> found = read("საქართველოს კანონი\\n\\nბა\u00adღის შესახებ\\n\\nმუხლი 1. ბაღი\\n1. ერთი.")
    >>> written = "საქართველოს კანონი\\n\\nბა\u00adღის შესახებ\\n\\nმუხლი 1. ბაღი\\n1. ერთი."
    >>> found.text[seen_offset(found, written, written.index("ერთი")) :]
    'ერთი.'
    """
    seen = structure.text
    if seen == text:
        return offset
    wanted = len(normal_form(text[:offset]))
    return bisect_left(
        range(len(seen)), wanted + 1, key=lambda at: len(normal_form(seen[: at + 1]))
    )


def added(text: str, kind: Kind, eid: str = "", *, prim: bool = False) -> Drafted:
    """A draft with a new unit after the one named, or at the end of what holds it.

    ``eid`` „“: at the end of the act. A unit that may hold the new one gets it as its last; else
    the new one follows the nearest of its own kind.

    Raises :class:`OfficeError` ``no-such-unit``, ``no-place``, ``no-number``.
    """
    structure = read(text)
    if kind is Kind.ANNEX:
        return _annex(structure)
    if not eid and kind in (Kind.POINT, Kind.SUBPOINT):
        eid = _last(structure)
    chain = structure.chain(structure.unit(eid)) if eid else []
    beside = next((unit for unit in chain if unit.kind is kind), None)
    holder = _holder(structure, chain, kind)
    if kind is Kind.SUBPOINT and beside is None:  # behind points the lines are of the last one
        points = [unit for unit in holder.children if unit.kind is Kind.POINT]
        holder = points[-1] if points else holder
    row = list(_row(structure, holder, kind))
    if beside is None:
        inside = [unit for unit in row if any(one is unit for one in holder.walk())]
        beside = inside[-1] if inside else _last_before(row, holder)
        end = inside[-1].span if inside else holder.span
    else:
        end = beside.span
    if end is None:
        raise OfficeError("no-place", kind.value)
    made = _put(structure, kind, row, beside, end[1], prim=prim)
    if _gaps(read(made.text)) > _gaps(structure):
        raise OfficeError("no-place", f"{kind.value}: it would be read as part of another unit")
    return made


def _gaps(structure: Structure) -> int:
    """How many gaps of numbering a draft has; those it had before may stay, under other numbers."""
    return sum(fault.rule == "16(8)" for fault in faults_of_structure(structure.act))


def _last(structure: Structure) -> str:
    """The eId of the last numbered unit of the body, „“ where there is none."""
    body = structure.act.section(Kind.BODY)
    inner = [unit.eid for unit in body.walk() if unit.number is not None] if body else []
    return inner[-1] if inner else ""


def _holder(structure: Structure, chain: list[Unit], kind: Kind) -> Unit:
    """The unit that the new one belongs to."""
    allowed = _HOLDERS[kind]
    beside = next((place for place, unit in enumerate(chain) if unit.kind is kind), -1)
    for unit in chain[beside + 1 :]:
        if unit.kind in allowed and not (kind is Kind.POINT and _has_articles(unit)):
            return unit
    body = structure.act.section(Kind.BODY)
    fits = Kind.BODY in allowed and not (kind is Kind.POINT and _has_articles(body))
    if body is None or not fits:
        raise OfficeError("no-place", f"{kind.value}: choose the unit that it belongs to")
    return body


def _has_articles(unit: Unit | None) -> bool:
    if unit is None:
        return False
    return any(one.kind is Kind.ARTICLE for one in unit.walk() if one is not unit)


def _row(structure: Structure, holder: Unit, kind: Kind) -> Iterator[Unit]:
    """The units that count together with the new one."""
    if kind not in _THROUGH:
        yield from (unit for unit in holder.children if unit.kind is kind and unit.number)
        return
    chain = structure.chain(holder)
    whole = next((unit for unit in chain if unit.kind in (Kind.BODY, Kind.ANNEX)), holder)
    yield from (unit for unit in whole.walk() if unit.kind is kind and unit.number)


def _last_before(row: list[Unit], holder: Unit) -> Unit | None:
    """The last unit of a row that stands before what will hold the new one."""
    at = holder.span[0] if holder.span else 0
    before = [unit for unit in row if unit.span is not None and unit.span[0] < at]
    return before[-1] if before else None


def _put(
    structure: Structure, kind: Kind, row: list[Unit], beside: Unit | None, end: int,
    *, prim: bool,
) -> Drafted:  # fmt: skip
    """Write the new unit at ``end``, and number anew what must move."""
    place = next((n for n, unit in enumerate(row) if unit is beside), -1) + 1
    rest = row[place:]
    numbers = [unit.number for unit in rest if unit.number is not None]
    try:
        if beside is None or beside.number is None:
            number = first(kind)
        elif prim and rest:
            number = between(beside.number, rest[0].number)
        elif beside.number.prims and numbers and numbers[0].base == beside.number.base:
            number = between(beside.number, None)
        else:
            number = after(beside.number)
        moved = making_room(number, numbers) if not prim else numbers
        model = beside or next((unit for unit in row if unit.label), None)
        label = relabelled(model.label, number) if model else LABELS[kind].format(number)
    except NoNumber as error:
        raise OfficeError("no-number", str(error)) from None
    edits = _relabel(structure, rest, moved)
    lines, blank = _lines(kind, label)
    gap = "\n\n" if kind in (Kind.ARTICLE, Kind.CHAPTER, Kind.PART, Kind.BOOK) else "\n"
    text = _edited(structure.text, [(end, end, gap + lines), *edits])
    start = end + len(gap) + lines.index(blank) if blank else end
    what = raise_superscripts(label)
    said = [(f"დაემატა: {what}", f"added: {what}")]
    said += _said_of(structure, rest, moved)
    return Drafted(text, (start, start + len(blank)), said)


def _lines(kind: Kind, label: str) -> tuple[str, str]:
    """The lines of a new unit, and the words in it that are to be written over."""
    if kind in (Kind.CHAPTER, Kind.PART, Kind.BOOK):
        return f"{label}\n{HEADING}", HEADING
    if kind is Kind.ARTICLE:
        return f"{label} {HEADING}\n1. {WORDS}", HEADING
    return f"{label} {WORDS}", WORDS


def _annex(structure: Structure) -> Drafted:
    """A new annex at the end of the act, with the next number."""
    held = structure.act.annexes
    last = next((unit for unit in reversed(held) if unit.number is not None), None)
    number = after(last.number) if last and last.number else first(Kind.ANNEX)
    label = relabelled(last.label, number) if last else LABELS[Kind.ANNEX].format(number)
    text = structure.text.rstrip() + f"\n\n{label}\n\n{HEADING}\n\n1. {WORDS}\n"
    start = text.rindex(HEADING)
    return Drafted(text, (start, start + len(HEADING)), [(f"დაემატა: {label}", f"added: {label}")])


def with_table(text: str, eid: str, rows: int, columns: int) -> Drafted:
    """A draft with an empty table at the end of an annex, or after a unit of it.

    Raises :class:`OfficeError` ``table-in-annex`` outside an annex (Law 1876 art. 16(6)).
    """
    structure = read(text)
    chain = structure.chain(structure.unit(eid)) if eid else []
    if not any(unit.kind is Kind.ANNEX for unit in chain):
        raise OfficeError("table-in-annex", "16(6)")
    if not (2 <= rows <= MOST_CELLS and 2 <= columns <= MOST_CELLS):
        raise OfficeError("bad-field", f"2–{MOST_CELLS}")
    end = chain[0].span
    if end is None:
        raise OfficeError("no-place", "table")
    table = "\n".join("\t".join([WORDS] * columns) for _ in range(rows))
    made = _edited(structure.text, [(end[1], end[1], f"\n\n{table}\n")])
    start = end[1] + 2
    return Drafted(made, (start, start + len(WORDS)), [("დაემატა: ცხრილი", "added: a table")])


def renumbered(text: str) -> Drafted:
    """A draft whose books, parts, chapters, articles, points and subpoints count without a gap.

    Only labels change; each change is told. Nothing changes where the numbering is right.
    """
    structure = read(text)
    edits: list[tuple[int, int, str]] = []
    said: list[tuple[str, str]] = []
    for row in _rows(structure):
        numbers = [unit.number for unit in row if unit.number is not None]
        made = unbroken(numbers)
        edits += _relabel(structure, row, made)
        said += _said_of(structure, row, made)
    if not said:
        said = [("ნუმერაცია უწყვეტია, არაფერი შეცვლილა", "the numbering has no gap; no change")]
    return Drafted(_edited(structure.text, edits), (0, 0), said)


def _rows(structure: Structure) -> Iterator[list[Unit]]:
    """Every row of units that count together."""
    for unit in structure.act.walk():
        if unit.kind is Kind.BODY or unit.kind is Kind.ANNEX:
            inner = [one for one in unit.walk() if one.number is not None]
            for kind in _THROUGH:
                yield [one for one in inner if one.kind is kind]
        for kind in SERIES:
            if kind not in _THROUGH and kind is not Kind.ANNEX:
                yield [one for one in unit.children if one.kind is kind and one.number is not None]


def _relabel(
    structure: Structure, units: list[Unit], numbers: list[Number]
) -> list[tuple[int, int, str]]:
    """The edits that give units other numbers. Raises :class:`OfficeError` ``no-number``."""
    out = []
    for unit, number in zip(units, numbers, strict=True):
        if unit.number == number:
            continue
        start = structure.text.find(unit.label, *(unit.span or (0, 0)))
        if unit.span is None or start < 0 or start - unit.span[0] > len(unit.label):
            raise OfficeError("no-number", f"{unit.label}: the label is not found in the text")
        try:
            label = relabelled(unit.label, number)
        except NoNumber as error:
            raise OfficeError("no-number", str(error)) from None
        out.append((start, start + len(unit.label), label))
    return out


def _said_of(
    structure: Structure, units: list[Unit], numbers: list[Number]
) -> list[tuple[str, str]]:
    """Which units have another number now, and which places of the draft cite them."""
    out: list[tuple[str, str]] = []
    cited: list[tuple[str, str]] = []
    for unit, number in zip(units, numbers, strict=True):
        if unit.number == number:
            continue
        change = raise_superscripts(f"{unit.label} → {relabelled(unit.label, number)}")
        out.append((f"ნომერი შეიცვალა: {change}", f"numbered anew: {change}"))
        path = tuple(
            (one.kind.value, str(one.number))
            for one in reversed(structure.chain(unit))
            if one.number is not None and one.kind in (Kind.ARTICLE, Kind.POINT, Kind.SUBPOINT)
        )
        for place in references_to(structure.act, path):
            words = f"„{place.text[:120]}“"
            cited.append((f"შეამოწმეთ მითითება {unit.label} ერთეულზე: {words}",
                          f"look at a reference to {unit.label}: {words}"))  # fmt: skip
    return out + cited


def _edited(text: str, edits: list[tuple[int, int, str]]) -> str:
    """A text with stretches replaced."""
    out, at = [], 0
    for start, end, new in sorted(edits):
        out += [text[at:start], new]
        at = end
    return "".join([*out, text[at:]])
