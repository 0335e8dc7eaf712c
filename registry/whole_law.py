"""The whole law that a draft would make, line by line, with what is new and what is gone marked.

One stage for each day on which the draft's orders take effect, each beside the text as it would
stand without them. Nothing is kept. Lines are those of :func:`schemas.model.lines_of`; joined,
what is not deleted gives the new text, what is not inserted the old one.

>>> from consolidation.intake import take_in
>>> old = take_in("საქართველოს კანონი\\n\\nბაღის შესახებ\\n\\nმუხლი 1\\n1. ორი ხე.".encode()).act
>>> new = take_in("საქართველოს კანონი\\n\\nბაღის შესახებ\\n\\nმუხლი 1\\n1. სამი ხე.".encode()).act
>>> [(row.stop, row.parts) for row in marked(old, new) if row.stop]
[(1, [('equal', '1. '), ('delete', 'ორი'), ('insert', 'სამი'), ('equal', ' ხე.')])]
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, field

from consolidation.diff import Change, merged, word_diff
from consolidation.ledger import Entry, in_order
from consolidation.replay import Outcome, replay
from schemas.model import Act, Kind, Unit, lines_of

_LINE = re.compile(r"[^\n]*\n|[^\n]+")
_HEADS = frozenset({"article", "chapter", "part", "book", "annex"})
_DEPTHS = frozenset({Kind.POINT, Kind.CLAUSE, Kind.SUBPOINT, Kind.PARAGRAPH})


@dataclass(slots=True)
class Note:
    """A petit under a line. ``new``: the draft makes it."""

    printed: str
    new: bool
    refusal: bool


@dataclass(slots=True)
class Row:
    """One line of the law. ``stop``: number of the change it belongs to; 0: it is as it was.

    ``cells``: of a row of a table, the same words cell by cell.
    """

    wid: str
    kind: str  # of the unit that the line begins
    depth: int
    parts: list[Change] = field(default_factory=list)
    cells: list[list[Change]] = field(default_factory=list)
    notes: list[Note] = field(default_factory=list)
    stop: int = 0
    first: bool = False  # of its change

    @property
    def changed(self) -> bool:
        return any(kind != "equal" for kind, _ in self.parts)


@dataclass(slots=True)
class Stage:
    """The law from ``day`` on (None: no day is proved), and what became of the day's orders.

    ``at`` gives for each order of the draft the number of the change it made, where it made one.
    """

    day: str | None
    old: Act
    new: Act
    rows: list[Row]
    outcomes: list[Outcome]
    at: dict[int, int]

    @property
    def stops(self) -> int:
        return max((row.stop for row in self.rows), default=0)

    @property
    def ends(self) -> bool:
        """Whether the act as a whole loses force: its words stay, so no line shows it."""
        return any(
            one.status == "applied" and one.entry.operation.action == "repeal-act"
            for one in self.outcomes
        )

    @property
    def changes(self) -> int:
        """Changes of the text, and the end of the act's force."""
        return self.stops + self.ends


def stages(base: Act, held: Iterable[Entry], ours: list[Entry]) -> list[Stage]:
    """What the orders of a draft make of an act, day by day.

    ``held`` are the entries that the ledger has for it. Those of a later day are left out of a
    stage, those without a proved day out of every one. Orders of the draft without a day are
    the last stage.
    """
    dated = [entry for entry in held if entry.operation.valid_from is not None]
    days = sorted({entry.operation.valid_from for entry in ours} - {None}, key=str)
    out: list[Stage] = []
    done: list[Entry] = []
    for day in (*days, None):
        now = [entry for entry in ours if entry.operation.valid_from == day]
        if not now:
            continue
        until = day or (str(days[-1]) if days else "9999-12-31")
        before = [e for e in dated if (e.operation.valid_from or "") <= until]
        old, _ = replay(base, in_order([*before, *done]))
        new, outcomes = replay(base, in_order([*before, *done, *now]))
        done += now
        own = {id(entry) for entry in now}
        mine = [outcome for outcome in outcomes if id(outcome.entry) in own]
        rows = marked(old, new)
        at = {one.entry.operation.n: _stop_of(one, new, rows) for one in mine}
        out.append(Stage(day, old, new, rows, mine, at))
    return out


def marked(old: Act, new: Act) -> list[Row]:
    """The new text line by line, with the words that came and went since the old one."""
    was, now = lines_of(old.root), lines_of(new.root)
    gone, rows = _rows(old, was), _rows(new, now)
    out = _spread(gone, rows, word_diff(_joined(was), _joined(now)))
    _petits(old, new, rows)
    _number(out)
    return out


def _joined(lines: list[tuple[str, str]]) -> str:
    return "".join(words.replace("\n", " ") + "\n" for _, words in lines)


def _rows(act: Act, lines: list[tuple[str, str]]) -> list[Row]:
    """A row for each line, with the kind and depth of the unit it begins, still without words."""
    known: dict[str, tuple[str, int]] = {}
    stack: list[tuple[Unit, int]] = [(act.root, 0)]
    while stack:
        unit, depth = stack.pop()
        kind = "title" if unit.role == "title" else unit.kind.value
        known[unit.wid] = (kind, depth)
        inner = depth + (unit.kind in _DEPTHS)
        stack.extend((child, inner) for child in unit.children)
    return [Row(wid, *known.get(wid.partition("|")[0], ("text", 0))) for wid, _ in lines]


def _spread(gone: list[Row], rows: list[Row], changes: list[Change]) -> list[Row]:
    """Give each row its stretch of the changes. Lines that went whole are rows of their own."""
    out: list[Row] = []
    was = now = 0  # lines of the old and of the new text that are passed
    within = False  # an old line is begun and not ended
    line: list[Change] = []
    for kind, words in changes:
        for piece in _LINE.findall(words):
            head, ended = piece.removesuffix("\n"), piece.endswith("\n")
            if kind == "delete" and ended and not line and not within:
                gone[was].parts = [(kind, head)]
                out.append(gone[was])
                was += 1
                continue
            if kind != "insert":
                was, within = was + ended, not ended
            if kind == "delete":
                line.append((kind, piece))
                continue
            line.append((kind, head))
            if ended:
                rows[now].parts = merged(line)
                out.append(rows[now])
                now, line = now + 1, []
    for row in out:
        if row.kind == Kind.TABLE:
            row.cells = _cells(row.parts)
    return out


def _cells(parts: list[Change]) -> list[list[Change]]:
    """The words of a row of a table cell by cell; what went stays in the cell where it stood."""
    out: list[list[Change]] = [[]]
    for kind, words in parts:
        if kind == "delete":
            out[-1].append((kind, words))
            continue
        first, *rest = words.split("\t")
        out[-1].append((kind, first))
        out.extend([(kind, piece)] for piece in rest)
    return [merged(cell) for cell in out]


def _petits(old: Act, new: Act, rows: list[Row]) -> None:
    """Put each petit under the last line of its unit, those of inner units first."""
    known = {(unit.wid, petit.printed) for unit in old.walk() for petit in unit.petits}
    last = {row.wid.partition("|")[0]: place for place, row in enumerate(rows)}

    def visit(unit: Unit) -> int:
        end = max((visit(child) for child in unit.children), default=-1)
        end = max(end, last.get(unit.wid, -1))
        for petit in unit.petits:
            made = (unit.wid, petit.printed) not in known
            rows[end].notes.append(Note(petit.printed, made, petit.style == "refusal"))
        return end

    visit(new.root)


def _number(rows: list[Row]) -> None:
    """Number the changes: neighbouring changed lines of one article are one, a new petit of
    refusal is one."""
    count, open_ = 0, False
    for row in rows:
        refused = any(note.new and note.refusal for note in row.notes)
        if row.changed or refused:
            if not open_ or row.kind in _HEADS:
                count += 1
                row.first = True
            row.stop = count
        open_ = row.changed and not row.notes


def _stop_of(outcome: Outcome, new: Act, rows: list[Row]) -> int:
    """The number of the change that an order made; 0 where none is seen."""
    wids = set(outcome.touched) or set(outcome.reach.provisions)
    refused = outcome.status != "applied"
    for unit in reversed([unit for unit in new.walk() if unit.wid in wids]):
        below = {one.wid for one in unit.walk()}
        found = [place for place, row in enumerate(rows) if row.wid.partition("|")[0] in below]
        for place in found:
            row = rows[place]
            if row.stop and (not refused or any(note.new and note.refusal for note in row.notes)):
                return row.stop
        if found and not refused and rows[found[-1] + 1 : found[-1] + 2]:
            return rows[found[-1] + 1].stop  # what it lost stood last in it
    if refused:
        stops = (row.stop for row in rows if any(n.new and n.refusal for n in row.notes))
        return next(stops, 0)
    every = {row.stop for row in rows if row.stop}
    return every.pop() if len(every) == 1 else 0
