"""One file in: the source, the act it holds, and what that act orders."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Any

from acts.read import read_source
from acts.source import Source
from acts.structure import recognize
from amendments.entry import dates_for, start_of
from amendments.operations import AmendingReading, Operation, Refusal
from amendments.read import read_amendments
from amendments.terms import end_of_order
from consolidation.ledger import Entry
from schemas.eid import assign_eids
from schemas.iri import WorkIri
from schemas.model import Act, Particulars


@dataclass(slots=True)
class Intake:
    """What one file gave. ``act.particulars`` holds what its text, its container and the
    register (``known``) say of it."""

    source: Source
    act: Act
    reading: AmendingReading
    iri: str
    since: str | None  # first day of the text as adopted, where proved

    @property
    def amends(self) -> bool:
        """Whether the act orders any change of an act."""
        return bool(self.reading.operations)

    def entries(self, sequence: int, recorded: str = "") -> list[Entry]:
        """The act's operations as ledger entries (:func:`entries_of`)."""
        return entries_of(self.reading, self.act, self.iri, self.source.sha256, sequence, recorded)


def provisions_of(reading: AmendingReading, act: Act) -> dict[int, str]:
    """For each operation (its n) the eId of the innermost numbered unit that holds the order."""
    numbered = [(u.span, u.eid) for u in act.walk() if u.number is not None and u.span]
    out: dict[int, str] = {}
    for op in reading.operations:
        at = op.source.start
        holding = [eid for (start, end), eid in numbered if start <= at < end]
        if holding:
            out[op.n] = holding[-1]
    return out


def entries_of(
    reading: AmendingReading,
    act: Act,
    iri: str,
    source_sha256: str,
    sequence: int,
    recorded: str = "",
) -> list[Entry]:
    """An amending act's operations as ledger entries.

    While an imperative of the act is neither read nor marked as without effect, none of its
    operations may be carried out (DESIGN §6): each is refused, ``unclaimed-imperative``. An
    order that a limited term may cover, and nothing proves it, has no day.
    """
    unclaimed = reading.unclaimed
    provisions = provisions_of(reading, act)
    out: list[Entry] = []
    for op in reading.operations:
        given = _held_back(op, unclaimed[0].quote) if unclaimed else op
        until: str | None = None
        try:
            until = end_of_order(op, reading, act)
        except ValueError as doubt:
            note = f"{op.note}; {doubt}" if op.note else str(doubt)
            given = replace(given, valid_from=None, note=note)
        place = provisions.get(op.n, "")
        out.append(
            Entry(
                sequence, act.particulars, iri, source_sha256, given, recorded, place, until=until
            )
        )
    return out


def _held_back(op: Operation, quote: str) -> Operation:
    if op.status == "refused":
        return op
    reason = f"the act also says, and this was not understood: „{quote[:200]}“"
    return replace(op, status="refused", refusal=Refusal("unclaimed-imperative", reason))


def take_in(data: bytes, name: str = "", known: Particulars | None = None) -> Intake:
    """Read one file. ``known`` adds what the register knows; it wins over the text.

    Raises :class:`acts.source.BadSource` for input that cannot be read.
    """
    return intake_from(read_source(data, name), known)


def intake_from(source: Source, known: Particulars | None = None) -> Intake:
    """The same of a source that is read already."""
    act = recognize(source)
    assign_eids(act)
    if known is not None:
        act.particulars = merged(act.particulars, known)
    particulars = act.particulars
    reading = dates_for(
        read_amendments(source),
        act,
        published=particulars.published,
        adopted=particulars.date,
        kind=particulars.kind,
    )
    reading.act = describe(particulars, reading.act)
    since = start_of(
        reading,
        published=particulars.published,
        adopted=particulars.date,
        kind=particulars.kind,
    )
    return Intake(source, act, reading, str(WorkIri.of(particulars, source.sha256)), since)


def merged(own: Particulars, known: Particulars) -> Particulars:
    """Particulars of both, the second set winning where it says something."""
    said = {name: value for name in known.__slots__ if (value := getattr(known, name)) is not None}
    return replace(own, **said)


def describe(particulars: Particulars, read: dict[str, Any]) -> dict[str, Any]:
    """The ``act`` object of ``matsne operations``: what recognition found wins over the rest."""
    own = {
        "id": particulars.matsne_id,
        "title": particulars.title,
        "kind": particulars.kind,
        "issuer": particulars.issuer,
        "date": particulars.date,
        "number": particulars.number,
    }
    return {**read, **{key: value for key, value in own.items() if value is not None}}
