"""What an act is in memory: one tree of units in document order.

Every unit, from the whole act down to one paragraph of text, is a :class:`Unit`. Leaves hold
words (``text``) or a table (``rows``); everything else holds children in the order of the
document. The printed number is kept as it stood (``label``) beside the number as data.

Text is plain Unicode with one mark: ``^12`` is a superscript 12 (37^1 is printed 37¹).

Kinds carry the English names of operations (``point`` is პუნქტი, ``subpoint`` is ქვეპუნქტი);
:mod:`schemas.elements` maps them to Akoma Ntoso elements.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from enum import StrEnum

from schemas.numbers import Number


class Kind(StrEnum):
    """Kinds of units. Value: the name used in operations and identifiers."""

    ACT = "act"
    COVER = "cover"  # heading block: issuer, kind and number, date, place, title
    PREAMBLE = "preamble"
    BODY = "body"
    CONCLUSIONS = "conclusions"  # signature block
    ANNEX = "annex"  # დანართი, or the approved წესი/დებულება; children as those of ACT
    END_LIST = "end-list"  # „შეტანილი ცვლილებები:“ after the signature
    BOOK = "book"  # წიგნი
    PART = "part"  # კარი
    CHAPTER = "chapter"  # თავი
    SUBCHAPTER = "subchapter"  # ქვეთავი
    GROUP = "group"  # a heading without number over articles („შესავალი დებულებანი“)
    ARTICLE = "article"  # მუხლი
    CLAUSE = "clause"  # Roman clause of 1990s acts: „I.“
    POINT = "point"  # პუნქტი; in codes the numbered ნაწილი
    SUBPOINT = "subpoint"  # ქვეპუნქტი, one unit a level
    PARAGRAPH = "paragraph"  # აბზაცი that owns a list; without a list it is a bare TEXT
    NOTE = "note"  # შენიშვნა
    TABLE = "table"
    TEXT = "text"  # one paragraph of words
    UNPLACED = "unplaced"  # text whose place is not understood; counted and reported


LEAVES = frozenset({Kind.TEXT, Kind.TABLE})
SECTIONS = frozenset({Kind.COVER, Kind.PREAMBLE, Kind.BODY, Kind.CONCLUSIONS, Kind.END_LIST})


@dataclass(slots=True)
class Petit:
    """The small note that says who changed a unit (Order 158 art. 8(4)).

    ``printed`` is always the form met or written; the parsed fields are ``None`` where the
    printed form does not give them. ``style`` is ``line`` (Matsne), ``inline``
    („(29.06.2012 N 111)“), ``court``, ``refusal`` (art. 8(6)), ``repeal`` (the whole act lost
    force), ``term`` (a term that the act itself sets has ended, or suspends), or ``other``.
    """

    printed: str
    style: str = "line"
    kind: str | None = None
    issuer: str | None = None
    date: str | None = None  # ISO, adoption
    number: str | None = None
    organ: str | None = None  # „ვებგვერდი“, „სსმ I“, „პარლამენტის უწყებანი“
    published: str | None = None  # ISO
    issue: str | None = None
    locator: str | None = None  # „მუხ.386“, „გვ.25“
    span: tuple[int, int] | None = None  # in the source text


@dataclass(slots=True)
class Removal:
    """Placeholder of a removed unit: what is printed in its place (Law 1876 art. 16(10)).

    A removed chapter may still hold its articles, each with its own placeholder; on the root
    it is the note above an act that has lost force, whose text stays.
    """

    printed: str  # „(ამოღებულია – 10.04.2012, №6015)“
    verb: str = "ამოღებულია"
    date: str | None = None  # ISO
    number: str | None = None


@dataclass(slots=True)
class Unit:
    """One unit of an act. See the module text for the rules."""

    kind: Kind
    number: Number | None = None
    label: str = ""  # as printed: „მუხლი 37^1.“, „ა)“, „დანართი №2“
    heading: str = ""
    text: str = ""  # TEXT only
    role: str = ""  # fine kind: „issuer“, „title“, „ნაწილი“, „წესი“…
    children: list[Unit] = field(default_factory=list)
    rows: list[list[str]] = field(default_factory=list)  # TABLE only
    petits: list[Petit] = field(default_factory=list)  # after this unit, oldest first
    removal: Removal | None = None
    eid: str = ""
    wid: str = ""
    span: tuple[int, int] | None = None  # in the source text
    future_from: str | None = None  # ISO date of bracketed future wording

    def walk(self) -> Iterator[Unit]:
        """This unit and all below it, in document order."""
        stack = [self]
        while stack:
            unit = stack.pop()
            yield unit
            stack.extend(reversed(unit.children))

    def find(self, eid: str) -> Unit | None:
        """The unit with this eId, or None."""
        return next((unit for unit in self.walk() if unit.eid == eid), None)

    def clone(self) -> Unit:
        """A copy that shares nothing that can be changed in place."""
        return Unit(
            kind=self.kind,
            number=self.number,
            label=self.label,
            heading=self.heading,
            text=self.text,
            role=self.role,
            children=[child.clone() for child in self.children],
            rows=[list(row) for row in self.rows],
            petits=list(self.petits),
            removal=self.removal,
            eid=self.eid,
            wid=self.wid,
            span=self.span,
            future_from=self.future_from,
        )


@dataclass(slots=True)
class Particulars:
    """Data that identify an act (Law 1876 arts. 18, 20(7)). ``None``: not known."""

    title: str | None = None
    kind: str | None = None  # nominative, one word: „კანონი“, „ორგანული კანონი“, „ბრძანება“
    issuer: str | None = None  # nominative: „საქართველოს იუსტიციის მინისტრი“
    date: str | None = None  # ISO, adoption
    number: str | None = None
    place: str | None = None
    registration_code: str | None = None
    matsne_id: str | None = None
    published: str | None = None  # ISO, official publication
    organ: str | None = None  # where published
    publication_index: int | None = None  # Matsne's ?publication=N


@dataclass(slots=True)
class Act:
    """An act: its particulars and its tree. ``root.kind`` is ``Kind.ACT``.

    ``root.children``: COVER?, PREAMBLE?, BODY, CONCLUSIONS?, ANNEX*, END_LIST? in this order,
    save that an END_LIST printed before annexes stays there.
    Petits of the title hang on COVER, petits of the preamble on PREAMBLE.
    ``consolidated`` is true where the source already carries petits or placeholders.
    """

    particulars: Particulars
    root: Unit
    source_sha256: str = ""
    consolidated: bool = False
    readings: list[Reading] = field(default_factory=list)

    def walk(self) -> Iterator[Unit]:
        return self.root.walk()

    def find(self, eid: str) -> Unit | None:
        return self.root.find(eid)

    def clone(self) -> Act:
        """A copy whose tree and particulars may be changed without touching this one."""
        return replace(
            self,
            particulars=replace(self.particulars),
            root=self.root.clone(),
            readings=list(self.readings),
        )

    def section(self, kind: Kind) -> Unit | None:
        return next((c for c in self.root.children if c.kind is kind), None)

    @property
    def annexes(self) -> list[Unit]:
        return [c for c in self.root.children if c.kind is Kind.ANNEX]


@dataclass(slots=True)
class Reading:
    """One recorded interpretation of the source (a glued number, a mended heading).

    ``name`` is stable („glued-superscript“), ``evidence`` says why in words.
    """

    name: str
    place: str  # eId or label
    evidence: str
    span: tuple[int, int] | None = None


def text_of(unit: Unit) -> str:
    """Legal text of a unit in document order, one block a line, without petits.

    Labels and headings stand before the words they head; a table is one row a line with tabs.
    """
    return "\n".join(words for _, words in lines_of(unit))


def lines_of(unit: Unit) -> list[tuple[str, str]]:
    """The lines of :func:`text_of`, each under the wId of the unit it begins.

    The first words of a unit with a printed number are on the line of that number, so the line
    is the unit's, also when only a placeholder is left of it. Rows of a table are counted:
    ``wId|0``, ``wId|1``.
    """
    lines: list[tuple[str, str]] = []
    _collect(unit, lines)
    return lines


def _collect(unit: Unit, lines: list[tuple[str, str]]) -> None:
    head = " ".join(part for part in (unit.label, unit.heading) if part)
    if unit.kind is Kind.TEXT:
        lines.append((unit.wid, unit.text))
        return
    if unit.kind is Kind.TABLE:
        rows = ("\t".join(row).replace("\n", " ") for row in unit.rows)
        lines.extend((f"{unit.wid}|{place}", row) for place, row in enumerate(rows))
        return
    if unit.removal is not None:
        printed = " ".join(part for part in (head, unit.removal.printed) if part)
        lines.append((unit.wid, printed))
        for child in unit.children:
            _collect(child, lines)
        return
    mark = len(lines)
    for child in unit.children:
        _collect(child, lines)
    if not head:
        return
    first = unit.children[0] if unit.children else None
    if first is not None and first.kind is Kind.TEXT and not unit.heading and len(lines) > mark:
        words = lines[mark][1]
        lines[mark] = (unit.wid, f"{head} {words}" if words else head)
    else:
        lines.insert(mark, (unit.wid, head))
