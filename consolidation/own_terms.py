"""What an act says of the force of its own provisions, day by day.

„ამ კანონის 45¹ მუხლი მოქმედებს 2023 წლის 1 იანვრამდე“ stands among the transitional provisions
and executes itself: on that day the provision is in force no more though nobody amends the act
(Law 1876 art. 22(7)); „… მოქმედება შეჩერდეს … 1 იანვრამდე“ suspends it until that day (22(9)).
The words stay as they are, in the clause and in the provision; a note of style ``term`` after the
provision tells its state. Notes follow from the text and the day alone, so a clause that is
amended, moved or repealed takes its notes with it.

>>> from schemas.model import Act, Particulars
>>> five, six = (Unit(Kind.ARTICLE, Number.parse(n), f"მუხლი {n}") for n in "56")
>>> six.children = [Unit(Kind.TEXT, text="ამ კანონის მე-5 მუხლი მოქმედებს 2023 წლის 1 იანვრამდე.")]
>>> act = Act(Particulars(), Unit(Kind.ACT, children=[Unit(Kind.BODY, children=[five, six])]))
>>> terms = terms_in(six)
>>> [note.printed for _, note in notes_on(act, terms, "2023-01-01")]
['(მოქმედების ვადა დასრულებულია – 01.01.2023, მუხლი 6)']
>>> list(notes_on(act, terms, "2022-12-31"))
[]
"""

from __future__ import annotations

import re
from collections.abc import Container, Iterable, Iterator
from dataclasses import dataclass

from amendments.citation import SAME
from amendments.folding import fold
from amendments.operations import Path
from amendments.terms import Term, TermTarget, may_hold_terms, read_terms
from consolidation.force import TERM_OVER
from consolidation.petits import SUSPENSION, day_digits
from consolidation.provisions import FRAMES, frames, provision_of, provisions
from consolidation.refused import Refused
from consolidation.resolve import KIND_OF_STEP, Place, resolve, resolve_below
from schemas.model import Act, Kind, Petit, Unit
from schemas.numbers import Number

STYLE = "term"
_ORDERS = re.compile(r"შემდეგი (?:რედაქციით|სახით|შინაარსის)|დაემატოს")


@dataclass(frozen=True, slots=True)
class OwnTerm:
    """A term with the place of its clause: the units from the provision down to it."""

    term: Term
    chain: tuple[Unit, ...]

    @property
    def clause(self) -> str:
        """The provision that says so, as printed."""
        labels = [unit.label.rstrip(".") for unit in self.chain if unit.label]
        return labels[0] if labels else ""

    def state_on(self, day: str) -> str | None:
        """What is said of its provisions on a day (ISO); None: nothing."""
        end = self.term.end
        if self.term.kind == "term":
            return f"{TERM_OVER} – {day_digits(end)}" if day >= end else None
        if day >= end or (self.term.start is not None and day < self.term.start):
            return None
        return f"{SUSPENSION} {day_digits(end)}-მდე"

    @property
    def quote(self) -> str:
        """The words that set it."""
        return self.chain[-1].text[self.term.start_at : self.term.stop_at]

    @property
    def days(self) -> tuple[str, ...]:
        """The days on which its state changes of itself."""
        start = self.term.start
        return (self.term.end,) if start is None else (start, self.term.end)


def terms_in(provision: Unit) -> list[OwnTerm]:
    """The terms that a provision sets.

    New text that an amending act quotes for another act is none of its own, so nothing is read
    from a provision that orders changes, nor after a quotation that is still open.
    """
    chains = [chain for chain in _texts([], provision) if chain[-1].text]
    if not any(may_hold_terms(chain[-1].text) for chain in chains):
        return []
    out: list[OwnTerm] = []
    depth = 0
    for chain in chains:
        view = fold(chain[-1].text)
        if _ORDERS.search(view.text):
            return []
        if depth == 0 and may_hold_terms(view.text):
            out.extend(OwnTerm(term, tuple(chain)) for term in read_terms(view))
        depth = max(0, depth + view.text.count("„") - view.text.count("“"))
    return out


def _texts(above: list[Unit], unit: Unit) -> Iterator[list[Unit]]:
    chain = [*above, unit]
    if unit.kind is Kind.TEXT:
        yield chain
    for child in unit.children:
        yield from _texts(chain, child)


def targets_of(act: Act, own: OwnTerm) -> Iterator[list[Unit]]:
    """Chains to the units a term is about; one that is not found, or not once, is left out."""
    for target in own.term.targets:
        try:
            yield from _found(act, own, target)
        except Refused:
            continue


def unplaced(act: Act) -> Iterator[OwnTerm]:
    """The terms that an act sets to provisions which its text does not hold, or not once."""
    for provision in provisions(act.root):
        for own in terms_in(provision):
            for target in own.term.targets:
                try:
                    found = _found(act, own, target)
                except Refused:
                    found = []
                if not found:
                    yield own


def _found(act: Act, own: OwnTerm, target: TermTarget) -> list[list[Unit]]:
    annex = _annex_of(act, own.chain[0])
    if not target.path:
        if target.own and annex is not None:
            return [[act.root, annex]]
        head = act.section(Kind.COVER) or act.section(Kind.PREAMBLE)
        return [[act.root, head]] if head is not None else []
    if target.path[0][1] == SAME:
        return [_beside(own, target.path)]
    if annex is not None and (target.document is None or target.own):
        place = resolve_below(Place([act.root, annex]), target.path)
    else:
        place = resolve(act, None if target.own else target.document, target.path)
    if target.last is None:
        return [place.chain]
    return list(_range(place, Number.parse(target.last)))


def _annex_of(act: Act, provision: Unit) -> Unit | None:
    """The annex that holds a provision."""
    return next(
        (annex for annex in act.annexes if any(one is provision for one in provisions(annex))), None
    )


def _beside(own: OwnTerm, path: Path) -> list[Unit]:
    """„ამ მუხლის მე-3 პუნქტი“: from the unit that holds the clause down."""
    kind = KIND_OF_STEP.get(path[0][0])
    for depth in range(len(own.chain), 0, -1):
        if own.chain[depth - 1].kind is kind:
            return resolve_below(Place(list(own.chain[:depth])), path[1:]).chain
    raise Refused("target-not-found", "the clause stands in no such unit")


def _range(place: Place, last: Number) -> Iterator[list[Unit]]:
    """The units of one row from the one found to the one numbered ``last``."""
    first = place.unit.number
    row = [unit for unit in place.parent.children if unit.kind is place.unit.kind]
    if first is None or not any(unit.number == last for unit in row):
        raise Refused("target-not-found", "the range has no end in the text")
    for unit in row:
        if unit.number is not None and not unit.number < first and not last < unit.number:
            yield [*place.chain[:-1], unit]


def notes_on(act: Act, terms: Iterable[OwnTerm], day: str) -> Iterator[tuple[list[Unit], Petit]]:
    """The notes that stand on a day, each with the chain to the unit it stands after.

    Nothing is said of a unit that is removed.
    """
    for own in terms:
        state = own.state_on(day)
        if state is None:
            continue
        for chain in targets_of(act, own):
            if chain[-1].removal is None:
                clause = f", {own.clause}" if own.clause else ""
                yield chain, Petit(f"({state}{clause})", style=STYLE)


class TermNotes:
    """The terms of a running text, kept provision by provision, and the notes they leave."""

    def __init__(self) -> None:
        self._terms: dict[str, list[OwnTerm]] = {}
        self._bearing: set[str] = set()  # wid of provisions and frames that bear notes

    def __bool__(self) -> bool:
        return bool(self._terms or self._bearing)

    def read(self, changed: Iterable[Unit]) -> None:
        """Take note of what provisions say now. They have their ``wid``."""
        for unit in changed:
            parts = [unit] if unit.kind in FRAMES else unit.walk()
            if any(petit.style == STYLE for part in parts for petit in part.petits):
                self._bearing.add(unit.wid)
            self._terms.pop(unit.wid, None)
            if unit.kind not in FRAMES and (terms := terms_in(unit)):
                self._terms[unit.wid] = terms

    def keep(self, standing: Container[str]) -> None:
        """Forget the provisions that are there no more."""
        for wid in [wid for wid in self._terms if wid not in standing]:
            del self._terms[wid]

    def next_day(self, after: str) -> str | None:
        """The next day on which a state changes of itself."""
        days = [
            day
            for terms in self._terms.values()
            for own in terms
            for day in own.days
            if day > after
        ]
        return min(days, default=None)

    def settle(self, act: Act, day: str) -> list[Unit]:
        """Put the notes of a day in place of those there are; the provisions and frames that read
        otherwise for it."""
        if not self:
            return []
        wanted: dict[int, list[Petit]] = {}
        bearing: set[str] = set()
        terms = [own for held in self._terms.values() for own in held]
        for chain, note in notes_on(act, terms, day):
            bearer = provision_of(chain) or chain[-1]
            bearing.add(bearer.wid)
            notes = wanted.setdefault(id(chain[-1]), [])
            if all(one.printed != note.printed for one in notes):
                notes.append(note)
        met = self._bearing | bearing
        self._bearing = bearing
        out: list[Unit] = []
        for bearer in [*frames(act.root), *provisions(act.root)]:
            if bearer.wid in met:
                parts = [bearer] if bearer.kind in FRAMES else list(bearer.walk())
                changes = [_put(part, wanted.get(id(part), [])) for part in parts]
                if any(changes):
                    out.append(bearer)
        return out


def _put(unit: Unit, notes: list[Petit]) -> bool:
    """Give a unit these notes of terms and no others; whether that changed anything."""
    held = [petit.printed for petit in unit.petits if petit.style == STYLE]
    if held == [note.printed for note in notes]:
        return False
    unit.petits = [*(petit for petit in unit.petits if petit.style != STYLE), *notes]
    return True
