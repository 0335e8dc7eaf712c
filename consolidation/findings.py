"""What a person should look at before an act's versions are published.

Every order refused or held back is told under the name of its refusal, one that shows two acts at
odds with the other act; changes that were carried out but undo a younger one are told too. Nothing
here changes a text.

>>> NAMES["overtaken"]
'an order written earlier takes effect after a younger one on the same place'
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from consolidation.added_orders import ADDED
from consolidation.amended_orders import IN_EFFECT
from consolidation.apply import ELSEWHERE
from consolidation.ledger import Entry
from consolidation.making_room import ON_WORDS, gives_anew
from consolidation.marks import JUDGED_BEFORE, LEFT_BEHIND
from consolidation.running import Outcome
from consolidation.structure import BORDER
from consolidation.wording import FORMS_LEFT

NAMES = {
    "conflict-same-day": "two acts claim one unit on one day and nothing says which comes first",
    "same-unit-twice": "two acts change one unit on one day; publication gave the order",
    "words-changed-before": "the words an order names were changed by an earlier order",
    "target-removed": "an order names a unit that an earlier order removed",
    "number-taken": "an order adds a unit whose number an earlier order used",
    "amended-after-effect": "the order's own act was amended after the order took effect; nothing "
    "changes here",
    "order-added": "an order was added to the amending act by another; whether it is carried out "
    "here is said",
    "place-not-told": "a new unit's number is on the border of two chapters and nothing says in "
    "which of them it stands",
    "word-forms-left": "words were changed, and other forms of them were left as they stand",
    "new-text-as-printed": "an order changes words through a place in which the same act gives new "
    "text with these words; the new text stands as the act prints it",
    "words-elsewhere": "words were changed through the text of an act, and stand in its title, "
    "preamble or annexes too",
    "term-left-behind": "a unit was given anew, divided or joined while a term or a suspension of "
    "it ran; nothing says that it holds for the new words",
    "judgment-left-behind": "a unit was given anew beside which the Constitutional Court's words "
    "stood; whether they hold for the new words is not said",
    "before-publication": "an order has force from a named day before its publication (Law 1876 "
    "art. 24)",
    "overtaken": "an order written earlier takes effect after a younger one on the same place",
    "own-text-changed-later": "an order changes words from a later day in a text that its own act "
    "gave anew from an earlier one",
}
_TOLD = {
    "amended-after-effect": IN_EFFECT,
    "order-added": ADDED,
    "place-not-told": BORDER,
    "word-forms-left": FORMS_LEFT,
    "words-elsewhere": ELSEWHERE,
    "term-left-behind": LEFT_BEHIND,
    "judgment-left-behind": JUDGED_BEFORE,
}  # by what a note says
_REFUSED = ("conflict-same-day", "target-removed", "number-taken", "overtaken")
_WHOLE = frozenset({"substitute", "repeal"})


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing to look at: its name, the order, and the other order behind it where known."""

    name: str
    entry: Entry
    other: Entry | None = None
    reason: str = ""


def findings(outcomes: Sequence[Outcome]) -> Iterator[Finding]:
    """The findings of an act's outcomes, given in the order of effect."""
    applied: list[Outcome] = []
    for outcome in outcomes:
        if outcome.refusal is not None:
            yield _of_refusal(outcome, outcomes, applied)
        notes = () if outcome.entry.ends else outcome.notes
        for name, words in _TOLD.items():
            yield from (Finding(name, outcome.entry, None, o) for o in notes if words in o)
        if outcome.status == "applied" and not outcome.entry.corrects:
            yield from _early(outcome.entry)
            yield from _over(applied, outcome.entry)
            yield from _as_printed(outcomes, outcome.entry)
            applied.append(outcome)


def _of_refusal(
    outcome: Outcome, outcomes: Sequence[Outcome], applied: Sequence[Outcome]
) -> Finding:
    """A refused order, or one held back, with the other order behind it where one is known."""
    entry, refusal = outcome.entry, outcome.refusal
    name, reason = (refusal.name, refusal.reason) if refusal else ("", "")
    other = None
    if name == "conflict-same-day":
        other = _beside(outcomes, outcome)
    elif name in _REFUSED:
        other = _earlier(applied, entry)
    elif name == "old-text-not-found":
        other = _changed_words(applied, entry)
        name = "words-changed-before" if other is not None else name
    return Finding(name, entry, other, reason)


def _meet(one: Entry, other: Entry) -> bool:
    """Whether two orders speak of one unit, or of a unit and one inside it."""
    a, b = one.operation, other.operation
    if a.document != b.document or not a.units or not b.units:
        return False
    size = min(len(a.units), len(b.units))
    return a.units[:size] == b.units[:size]


def _earlier(applied: Sequence[Outcome], entry: Entry) -> Entry | None:
    return next((o.entry for o in reversed(applied) if _meet(o.entry, entry)), None)


def _beside(outcomes: Sequence[Outcome], one: Outcome) -> Entry | None:
    """Another act's order of that day on the same unit."""
    own = one.entry
    return next(
        (
            o.entry
            for o in outcomes
            if o.entry.amending_iri != own.amending_iri
            and o.entry.operation.valid_from == own.operation.valid_from
            and _meet(o.entry, own)
        ),
        None,
    )


def _changed_words(applied: Sequence[Outcome], entry: Entry) -> Entry | None:
    old = entry.operation.old_text
    for outcome in reversed(applied):
        op = outcome.entry.operation
        if old and _meet(outcome.entry, entry) and (op.old_text == old or op.action in _WHOLE):
            return outcome.entry
    return None


def _as_printed(outcomes: Sequence[Outcome], entry: Entry) -> Iterator[Finding]:
    """New text of the same act and day that holds words which this order changes around it."""
    if entry.operation.action not in ON_WORDS or entry.ends:
        return
    for outcome in outcomes:
        other = outcome.entry
        same_act = other.amending_iri == entry.amending_iri and outcome.status == "applied"
        same_day = other.operation.valid_from == entry.operation.valid_from
        if same_act and same_day and gives_anew(other.operation, entry.operation):
            yield Finding("new-text-as-printed", entry, other)


def _early(entry: Entry) -> Iterator[Finding]:
    """An order that was in force before anybody could read it."""
    op, published = entry.operation, entry.amending.published
    early = published is not None and op.valid_from is not None and op.valid_from < published
    if early and op.retroactive_from == op.valid_from and not entry.ends:
        yield Finding("before-publication", entry, None, f"published {published}")


def _over(applied: Sequence[Outcome], entry: Entry) -> Iterator[Finding]:
    """Younger orders that this one undoes, or that share its day."""
    day, published = entry.operation.valid_from, entry.amending.published
    if day is None or entry.ends:
        return
    for outcome in reversed(applied):
        other = outcome.entry
        other_day, other_published = other.operation.valid_from, other.amending.published
        if not _meet(other, entry):
            continue
        if other.amending_iri == entry.amending_iri:
            given = other.operation.action == "substitute" and not other.ends
            if given and other_day != day and entry.operation.action in ON_WORDS:
                yield Finding("own-text-changed-later", entry, other)
        elif other_day == day:
            yield Finding("same-unit-twice", entry, other)
        elif (
            entry.operation.action in _WHOLE
            and published is not None
            and other_published is not None
            and published < other_published
        ):
            yield Finding("overtaken", entry, other)
