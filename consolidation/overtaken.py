"""Orders that a younger act has overtaken.

An order speaks of the text that its act was published upon. Where an act published later takes
effect earlier, because it reaches back or the older one was postponed, and has given the same unit
other words or another number, the older order would come over the younger: which of them is to
stand is for a person to say, and the order is refused (``overtaken``). The younger text stands (of
two norms of equal force the one adopted later prevails, Law 1876 art. 7). A removal of a unit in
which a younger act changed something is carried out: it leaves nothing of either.

Words that an order changes in a wider place, an article or the act, it may not find in text that a
younger act gave in the meantime.

„მე-2 პუნქტი ჩამოყალიბდეს …“ of 2022, in force from 2026, after an act of 2023 gave point 2 anew;
or the same order of 2022, when an act of 2023 gives point 2 anew from 2021 on.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from amendments.operations import Operation, Path
from consolidation.ledger import Entry
from consolidation.making_room import ON_WORDS, occurrence_index, puts_in
from consolidation.named import COUNTED, beside, paths_of, way_to
from consolidation.postponed import known_since
from consolidation.refused import Refused
from consolidation.words import find_words
from schemas.model import Act, Unit

_NUMBERS = frozenset({"insert", "renumber", "split", "join"})
_FORCE = frozenset({"suspend", "resume", "limit"})
_GROUPS = frozenset({"book", "part", "chapter", "subchapter", "annex"})
_WIDE = frozenset({"unit", "text", "annex", "table"})


@dataclass(frozen=True, slots=True)
class _Change:
    """What a younger order did to a unit: gave its ``number``, gave it ``anew``, changed its
    ``heading``, or ``words`` in it."""

    unit: Unit
    how: Literal["number", "anew", "heading", "words"]
    entry: Entry
    known: str


class Overtaken:
    """The changes carried out on one text, by the day on which each could be read."""

    def __init__(self) -> None:
        self._changes: list[_Change] = []
        self._youngest = ""

    def add(self, entry: Entry, units: Sequence[Unit]) -> None:
        """An order was carried out on these units."""
        known = known_since(entry)
        if known is None or entry.corrects or entry.ends or entry.operation.action in _FORCE:
            return
        how = _how(entry.operation)
        self._changes.extend(_Change(unit, how, entry, known) for unit in units)
        self._youngest = max(self._youngest, known)

    def check(self, act: Act, entry: Entry) -> None:
        """Raises :class:`Refused` where a younger order was at the place before. An order that a
        person gave its turn is carried out. Costs nothing where no younger act came before."""
        known, op = known_since(entry), entry.operation
        if known is None or known >= self._youngest or _apart(entry):
            return
        for change in self._changes:
            younger = change.known > known and change.entry.amending_iri != entry.amending_iri
            if younger and _meets(act, change, op):
                raise Refused("overtaken", _reason(change.entry))


def may_meet(one: Operation, other: Operation) -> bool:
    """Whether two orders may speak of one provision: told without the text, so never too little."""
    heads, others = set(map(_head, paths_of(one))), set(map(_head, paths_of(other)))
    return one.document == other.document and (
        None in heads or None in others or not heads.isdisjoint(others)
    )


def _head(path: Path) -> tuple[str, str | None] | None:
    """The provision that a path leads into; None: more than one."""
    return path[0] if path and path[0][0] not in _GROUPS else None


def _apart(entry: Entry) -> bool:
    return entry.first > 0 or entry.corrects or entry.ends or entry.operation.action == "repeal-act"


def _how(op: Operation) -> Literal["number", "anew", "heading", "words"]:
    if op.facet == "heading":
        return "heading"
    if op.units and op.units[-1][0] in COUNTED:
        return "words"
    if op.action in _NUMBERS:
        return "number"
    return "anew" if op.action == "substitute" else "words"


def _meets(act: Act, change: _Change, op: Operation) -> bool:
    """Whether an order speaks of what the change made otherwise, or would undo it."""
    ways = [way_to(act, op.document, path) for path in paths_of(op)]
    if change.how == "number":
        ways.extend(way_to(act, op.document, path) for path in beside(op))
    for chain, left in ways:
        inside = any(unit is change.unit for unit in chain)
        if inside and change.how == "number":
            return True
        if inside and change.how == "anew" and op.action not in _FORCE:
            return True
        if left == 0 and op.action == "substitute" and _undoes(op, chain[-1], change):
            return True
        if chain[-1] is change.unit and _counts(op):
            return True
        if left == 0 and _finds_words(op, chain[-1], change):
            return True
    return puts_in(change.entry.operation, op)


def _finds_words(op: Operation, unit: Unit, change: _Change) -> bool:
    """Whether an order on words of a wider place finds them in the text that the change gave:
    „მე-2 მუხლში სიტყვა „დღე“ შეიცვალოს …“ where its point 1 was given anew."""
    if op.action not in ON_WORDS or change.how not in ("anew", "number"):
        return False
    place = op.position or {}
    beside = next((one for one in (place.get("after"), place.get("before")) if one), None)
    words = op.old_text or (beside if isinstance(beside, str) else None)
    if not words or not any(one is change.unit for one in unit.walk()):
        return False
    return any(
        find_words(text, words) for one in change.unit.walk() for text in (one.heading, one.text)
    )


def _undoes(op: Operation, unit: Unit, change: _Change) -> bool:
    """Whether giving a unit anew takes away what the change put there."""
    if op.facet == "heading":
        return unit is change.unit and change.how == "heading"
    if op.facet not in _WIDE or (op.units and op.units[-1][0] in COUNTED):
        return False
    return any(one is change.unit for one in unit.walk())


def _counts(op: Operation) -> bool:
    """Whether an order counts sentences, paragraphs, rows or the places of a word."""
    return bool(op.units and op.units[-1][0] in COUNTED) or occurrence_index(op) > 0


def _reason(younger: Entry) -> str:
    op = younger.operation
    who = younger.amending.number or younger.amending_iri
    return (
        f"№{who} n. {op.n} ({op.action}) was published later and changed the same from "
        f"{op.valid_from}; which of the two is to stand is not said"
    )
