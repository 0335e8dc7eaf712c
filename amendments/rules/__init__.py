"""The rules of the drafting language: one module a pattern, an example above, its yield below.

A rule takes a clause (verb, what stands before and after it) and the inherited frame and gives
drafts of operations, or :class:`~amendments.drafts.NotRead`.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, replace

from amendments.citation import NOT_TOLD, Phrase, Target
from amendments.cited import CitedToken
from amendments.clauses import Clause
from amendments.drafts import Draft, NotRead
from amendments.folding import Folded
from amendments.frames import Frame, place
from amendments.lexicon import MODAL

_ENDS_ACTS = re.compile("ძალ|არარა")
_PAPERS = ("მოწმობ", "ლიცენზი", "სერტიფიკატ", "მანდატ")  # what bodies give out, no acts
_CHANGING = ("substitute", "insert", "remove", "change")


@dataclass(slots=True)
class Order:
    """What a rule reads: one clause in its frame. ``payload``: quoted new text follows."""

    view: Folded
    clause: Clause
    left: Phrase
    right: Phrase
    frame: Frame
    payload: bool
    before: list[Draft]  # drafts of the earlier clauses of the sentence
    unread: bool = False  # the clause before it in the sentence is not read

    @property
    def source(self) -> tuple[int, int]:
        return self.clause.start, self.clause.end

    @property
    def keys(self) -> set[str]:
        return self.left.keys | self.right.keys

    @property
    def unknown(self) -> list[str]:
        words = [t.value for t in (*self.left.unknown, *self.right.unknown)]
        adds_unit = self.clause.verb.value == "insert" and not (self.left.words or self.right.words)
        return words if adds_unit or not self.between else [*words, "შორის"]

    @property
    def between(self) -> bool:
        """Whether two units are cited as those between which something stands."""
        return "between" in (self.left.anchor_side, self.right.anchor_side)

    def strange(self) -> str:
        """The reason that names the words no rule knows."""
        return f"the words „{' '.join(self.unknown[:5])}“ are not read"

    def placed(self, targets: list[Target]) -> list[Target]:
        """The targets with what they inherit."""
        return [found for target in targets for found in place(self.frame, target)]

    def here(self) -> list[Target]:
        """The unit of the frame itself, where the clause cites none; else the unit just spoken of.

        „მე-2 პუნქტში სიტყვა „X“ შეიცვალოს …, ხოლო სიტყვა „Y“ – …“: both stand in point 2.
        """
        last = self.before[-1].target if self.before else None
        if self.unread:
            nowhere = Target(start=self.clause.start, end=self.clause.end, doubt=NOT_TOLD)
            return place(self.frame, nowhere)
        if last is not None and last.steps and self.frame.steps == ((),):
            return [replace(last, facet="unit", start=self.clause.start, end=self.clause.end)]
        empty = Target(start=self.clause.start, end=self.clause.end)
        return place(self.frame, empty)

    def not_read(self, why: str) -> NotRead:
        cited = self.left.targets + self.right.targets or self.left.anchor + self.right.anchor
        targets = self.placed(cited or [Target()])  # what names no place stands in its item's
        return NotRead(self.source, why, self.evidence(), targets[0] if targets else None)

    def evidence(self) -> bool:
        """Whether the clause surely orders a change of an act, though no rule reads it."""
        phrases = (self.left, self.right)
        if self.payload:
            return True
        if self.conditional:
            return False
        changes = self.clause.verb.value in _CHANGING
        if changes and (self.frame.amending or not self.keys.isdisjoint(("wording", "content"))):
            return True
        cited = [t for phrase in phrases for t in (*phrase.targets, *phrase.anchor)]
        text = self.view.text
        norm = text.startswith("უნდა", self.clause.verb.start) or "უნდა" in self.unknown
        if norm and not any(w.quotes for phrase in phrases for w in phrase.words):
            return False
        if self.clause.verb.value == "renumber" and not any(t.case == "adv" for t in cited):
            return False
        units = any(number for t in cited for _, number in t.steps)
        if self.clause.verb.value == "repeal" and self._names_an_act():
            return True
        acts = any(t.act is not None and not t.act.local for t in cited)
        words = any(w.quotes for phrase in phrases for w in phrase.words)
        # „შეიცვალოს სიტყვებით მეთაური“: the marks are lost
        words = words or (
            self.clause.verb.value == "change" and any(w.case == "ins" for w in self.right.words)
        )
        return units or acts or words

    def _names_an_act(self) -> bool:
        """Whether a kind of act stands beside a date, a number or a title („… შესახებ“)."""
        tokens = (*self.clause.left, *self.clause.right)
        if any(isinstance(t, CitedToken) and t.cited and not t.cited.local for t in tokens):
            return True
        kind = any(t.kind in ("cited", "act") for t in tokens)
        if not kind and any(t.kind == "word" and t.value.startswith(_PAPERS) for t in tokens):
            return False
        number = any(t.kind == "number" and t.series == "numero" for t in tokens)
        told = any(
            t.kind == "date" or (t.kind == "quote" and "შესახებ" in self.view.text[slice(*t.inner)])
            for t in tokens
        )
        stands = (
            _ENDS_ACTS.search(self.view.text[self.clause.verb.start : self.clause.verb.end])
            is not None
        )
        return (kind and (number or told)) or (told and (number or stands))

    @property
    def conditional(self) -> bool:
        """„თუ … შეიცვალოს“, „შეიძლება გაუქმდეს“: a norm, not an order to change an act.

        Behind a repeal of an act by its particulars a „რომელიც“ only describes.
        """
        if self.clause.norm:
            return True
        words = [t.value for t in self.left.unknown]
        if not (self.clause.verb.value == "repeal" and self._names_an_act()):
            words += [t.value for t in self.right.unknown]
        return any(word in MODAL for word in words)


def in_list_of_changes(order: Order) -> bool:
    """Whether a clause that no rule reads names a numbered unit in a list of an act's changes.

    „… კანონში შეტანილ იქნეს შემდეგი ცვლილება: 1. მე-3 პუნქტი ამოღებულ იქნეს, თუ …“ is no norm of
    the amending act, whatever words of a condition stand in it.
    """
    phrases = (order.left, order.right)
    cited = [t for phrase in phrases for t in (*phrase.targets, *phrase.anchor)]
    return order.frame.amending and any(number for t in cited for _, number in t.steps)


Rule = Callable[[Order], "list[Draft] | NotRead"]
