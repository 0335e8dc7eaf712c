"""What an amending act orders, as data: the JSON of ``matsne operations``.

One :class:`Operation` for each unit changed. Texts are cut from the source by offsets; an
operation that is not understood has ``status="refused"`` and a :class:`Refusal`.
The shape is a contract: outside programs read it (docs/operations.md).
"""

from __future__ import annotations

from dataclasses import asdict, dataclass, field
from typing import Any, Literal

BILL = "the act is a bill: no law until it is adopted"  # in the note of an operation

Action = Literal[
    "substitute", "insert", "repeal", "substitute-text", "insert-text", "repeal-text",
    "renumber", "repeal-act", "suspend", "resume", "limit", "split", "join", "other",
]  # fmt: skip
Facet = Literal["unit", "heading", "preamble", "text", "table", "annex"]
Step = tuple[str, str | None]  # („article“, „37^1“); number None: the unit has none
Path = tuple[Step, ...]  # outermost first; empty: the whole act or document

CommencementRule = Literal[
    "on-publication", "day-after-publication", "on-signature", "on-adoption", "date",
    "other", "none",
]  # fmt: skip


@dataclass(frozen=True, slots=True)
class Span:
    """``text[start:end]`` of the source; ``quote`` repeats it."""

    start: int
    end: int
    quote: str = ""


@dataclass(frozen=True, slots=True)
class Refusal:
    """Why something was not done. ``name`` is one of :data:`schemas.refusals.NAMES`."""

    name: str
    reason: str


@dataclass(frozen=True, slots=True)
class AmendedAct:
    """An act that is changed or repealed, as cited (Law 1876 art. 20(7))."""

    ref: int
    title: str | None = None
    kind: str | None = None
    issuer: str | None = None
    date: str | None = None
    number: str | None = None
    registration_code: str | None = None
    publication: str | None = None


@dataclass(frozen=True, slots=True)
class Operation:
    """One ordered change. ``act`` is the ``ref`` of an :class:`AmendedAct`.

    ``document`` names what the act approved (დებულება, წესი, „დანართი №2“) when the change is
    inside it. ``position``: ``{"after": …}``, ``{"before": …}`` or ``{"end": True}``; of a
    renumbering ``{"onward": True}``: all units that follow are moved as far as this one.
    ``new_text_source`` is where ``new_text`` was cut; it is None only when ``new_text`` is None.
    ``retroactive_from`` (ISO): the order, in force from ``valid_from``, also governs relations
    that arose since that day (Law 1876 art. 24); None: it does not reach back.
    """

    n: int
    act: int
    action: Action
    units: Path
    source: Span
    document: str | None = None
    facet: Facet = "unit"
    old_text: str | None = None
    new_text: str | None = None
    new_units: Path = ()
    position: dict[str, Any] | None = None
    occurrence: Any = None
    old_text_source: Span | None = None
    new_text_source: Span | None = None
    status: Literal["understood", "refused"] = "understood"
    refusal: Refusal | None = None
    valid_from: str | None = None
    retroactive_from: str | None = None
    note: str | None = None


@dataclass(frozen=True, slots=True)
class Commencement:
    """One clause on entry into force (Law 1876 arts. 22–24).

    ``scope`` is ``all`` or the provisions named, in the words of the clause; ``covers`` are the
    provisions of this act it names, ``leaves_out`` those it excepts („გარდა …“). ``readable`` is
    false where words about the extent stand in it that are not understood.
    ``days``: the N of „N-th day after publication“, the publication day counted as the first.
    ``reach_limited``: something is excepted from ``retroactive_from``, or it has several days.
    """

    scope: str
    rule: CommencementRule
    date: str | None = None
    days: int | None = None
    retroactive_from: str | None = None
    until: str | None = None
    span: Span | None = None
    covers: tuple[Path, ...] = ()
    leaves_out: tuple[Path, ...] = ()
    readable: bool = True
    reach_limited: bool = False


@dataclass(frozen=True, slots=True)
class NoEffect:
    """An imperative that changes no act, with the reason."""

    span: Span
    why: str


@dataclass(slots=True)
class AmendingReading:
    """Everything read from one amending act."""

    act: dict[str, Any]
    amends: list[AmendedAct] = field(default_factory=list)
    operations: list[Operation] = field(default_factory=list)
    commencement: list[Commencement] = field(default_factory=list)
    no_effect: list[NoEffect] = field(default_factory=list)
    unclaimed: list[Span] = field(default_factory=list)

    def to_json(self) -> dict[str, Any]:
        """The contract of ``matsne operations ACT --json`` (lists for paths, spans flattened)."""
        return {
            "act": self.act,
            "amends": [asdict(act) for act in self.amends],
            "operations": [_operation_json(op) for op in self.operations],
            "commencement": [_commencement_json(item) for item in self.commencement],
            "no_effect": [{**asdict(item.span), "why": item.why} for item in self.no_effect],
            "unclaimed": [asdict(span) for span in self.unclaimed],
        }


def _operation_json(op: Operation) -> dict[str, Any]:
    out = asdict(op)
    out["units"] = [list(step) for step in op.units]
    out["new_units"] = [list(step) for step in op.new_units]
    for key in ("old_text_source", "new_text_source"):
        if out[key] is not None:
            del out[key]["quote"]
    return out


def _commencement_json(item: Commencement) -> dict[str, Any]:
    out = asdict(item)
    span = out.pop("span")
    for key in ("covers", "leaves_out"):
        out[key] = [[list(step) for step in path] for path in out[key]]
    out["quote"] = span["quote"] if span else None
    out["start"] = span["start"] if span else None
    out["end"] = span["end"] if span else None
    return out
