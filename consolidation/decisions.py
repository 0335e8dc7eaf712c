"""What a person decided about an order: a typed record beside it, never an edit of the text.

| kind | meaning |
|---|---|
| ``commence`` | the event a pending order waited for has happened: it takes effect on ``day`` |
| ``defer`` | the order is not to be carried out for the time being |
| ``refuse`` | systematization is refused (Order 158 art. 8(6)); a petit says so |
| ``first`` | of orders that claim one unit on one day, the ``place`` of this one, from 1 |
| ``correct`` | editorial correction (art. 8(5)) from ``day`` on: ``old`` to ``new`` in ``unit`` |
| ``strike`` | ``unit`` is unconstitutional from ``day`` on by a judgment of ``court``: wholly, or
  the normative content ``new`` of it, in the Court's words |
| ``undo`` | the decision with the ledger id ``undoes`` holds no longer |

``n`` 0 means every order of the act ``amending``; for ``correct`` and ``strike`` that is the act
whose text is meant.

>>> from schemas.model import Particulars
>>> op = Operation(1, 1, "repeal", (("article", "5"),), Span(0, 1))
>>> waiting = Entry(3, Particulars(number="7"), "/akn/ge/act/kanoni/x/2021-01-01/7", "", op)
>>> decided = Decision("commence", "ნ. გ.", "ხელშეკრულება ამოქმედდა", waiting.amending_iri, 1,
...                    day="2022-01-01")
>>> decide({1: waiting}, {2: decided})[1].operation.valid_from
'2022-01-01'
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass, replace
from typing import Literal, get_args

from amendments.operations import Operation, Path, Refusal, Span
from consolidation.force import UNCONSTITUTIONAL
from consolidation.ledger import Entry
from schemas.eid import BadEid, parse_eid
from schemas.elements import SECTION_EIDS
from schemas.iri import WorkIri
from schemas.model import Kind, Particulars

DecisionKind = Literal["commence", "defer", "refuse", "first", "correct", "strike", "undo"]
_STEPS = {
    Kind.BOOK: "book", Kind.PART: "part", Kind.CHAPTER: "chapter", Kind.ARTICLE: "article",
    Kind.POINT: "point", Kind.SUBPOINT: "subpoint", Kind.NOTE: "note", Kind.ANNEX: "annex",
    Kind.TABLE: "table", Kind.TEXT: "paragraph", Kind.PARAGRAPH: "paragraph",
}  # fmt: skip
_AFTER_ACTS = 10**9


class BadDecision(ValueError):
    """A decision that cannot be: a field is missing, or names nothing."""


@dataclass(frozen=True, slots=True)
class Decision:
    """One decision. ``by`` is who decided, ``reason`` why; days are ISO."""

    kind: DecisionKind
    by: str
    reason: str
    amending: str
    n: int = 0
    day: str | None = None
    place: int = 0
    unit: str = ""
    old: str = ""
    new: str = ""
    undoes: int = 0
    court: Particulars | None = None

    def __post_init__(self) -> None:
        asked = {
            "commence": self.day, "first": self.place > 0, "undo": self.undoes,
            "correct": self.unit and self.day and self.old,
            "strike": self.unit and self.day and self.court,
        }  # fmt: skip
        if self.kind not in get_args(DecisionKind):
            raise BadDecision(f"no decision is called {self.kind!r}")
        if not self.by or not self.reason:
            raise BadDecision("a decision says who decided and why")
        if not asked.get(self.kind, True):
            raise BadDecision(f"a decision to {self.kind} lacks what it needs")


def decision_to_json(decision: Decision) -> str:
    """The one stable JSON form: what is stored and hashed."""
    return json.dumps(asdict(decision), ensure_ascii=False, sort_keys=True, separators=(",", ":"))


def decision_from_json(text: str) -> Decision:
    """Inverse of :func:`decision_to_json`."""
    data = json.loads(text)
    court = data.pop("court")
    return Decision(**data, court=Particulars(**court) if court else None)


def decide(entries: Mapping[int, Entry], decisions: Mapping[int, Decision]) -> dict[int, Entry]:
    """The entries as the decisions leave them, with corrections as entries of their own.

    Keys are ledger ids. Of two decisions on one thing the later holds.
    """
    undone = {one.undoes for one in decisions.values() if one.kind == "undo"}
    out = dict(entries)
    for ledger, decision in sorted(decisions.items()):
        if ledger in undone or decision.kind == "undo":
            continue
        if decision.kind in ("correct", "strike"):
            out[ledger] = entry_of(decision)
            continue
        for key, entry in out.items():
            meant = entry.amending_iri == decision.amending and not entry.corrects
            if meant and decision.n in (0, entry.operation.n):
                out[key] = _decided(entry, decision)
    return out


def _decided(entry: Entry, decision: Decision) -> Entry:
    op = entry.operation
    who = f"{decision.by}: {decision.reason}"
    if decision.kind == "first":
        return replace(entry, first=decision.place)
    if decision.kind == "refuse":
        refusal = Refusal("systematization-refused", who)
        return replace(entry, operation=replace(op, status="refused", refusal=refusal))
    if op.status == "refused":
        return entry
    if decision.kind == "defer":
        return replace(entry, operation=replace(op, valid_from=None, note=f"pending: {who}"))
    if op.valid_from is not None and decision.n == 0:
        return entry  # what is dated needs no event
    note = f"{op.note}; {who}" if op.note else who
    return replace(entry, operation=replace(op, valid_from=decision.day, note=note))


def entry_of(decision: Decision) -> Entry:
    """A correction, or a judgment, as an entry. A correction stands after every act of its day."""
    return _correction(decision) if decision.kind == "correct" else _judgment(decision)


def _judgment(decision: Decision) -> Entry:
    court = decision.court
    if court is None:
        raise BadDecision("no judgment is named")
    operation = Operation(
        n=0, act=0, action="other", units=path_of(decision.unit),
        source=Span(0, 0, decision.reason), new_text=decision.new or None,
        valid_from=decision.day, note=UNCONSTITUTIONAL,
    )  # fmt: skip
    return Entry(_AFTER_ACTS - 1, court, str(WorkIri.of(court, "")), "", operation)


def _correction(decision: Decision) -> Entry:
    operation = Operation(
        n=0, act=0, action="substitute-text", units=path_of(decision.unit),
        source=Span(0, 0, decision.reason), old_text=decision.old, new_text=decision.new,
        valid_from=decision.day, note=f"{decision.by}: {decision.reason}",
        occurrence={"count": 1},
    )  # fmt: skip
    return Entry(
        _AFTER_ACTS, Particulars(date=decision.day), decision.amending, "", operation,
        corrects=True,
    )  # fmt: skip


def path_of(eid: str) -> Path:
    """The path that cites the unit of an eId. Raises :class:`BadDecision`.

    >>> path_of("art_37-3__para_2__point_a")
    (('article', '37^3'), ('point', '2'), ('subpoint', 'ა'))
    >>> path_of("act")
    ()
    """
    if eid == "act":
        return ()
    try:
        steps = parse_eid(eid)
    except BadEid as error:
        raise BadDecision(str(error)) from error
    out: list[tuple[str, str | None]] = []
    for step in steps:
        kind = _STEPS.get(step.kind)
        if kind is None or step.copy > 1 or step.kind in SECTION_EIDS:
            raise BadDecision(f"a unit inside {eid} cannot be cited")
        number = str(step.number) if step.number else str(step.place or "") or None
        out.append((kind, number))
    return tuple(out)
