"""One operation under way: the text it changes, the order, and how its new text is read."""

from __future__ import annotations

from dataclasses import dataclass, field

from amendments.operations import Operation
from consolidation.refused import Refused
from consolidation.resolve import Place, resolve
from consolidation.structure import UnitReader
from schemas.model import Act, Kind, Particulars, Unit


@dataclass(slots=True)
class Change:
    """One operation under way. ``read`` turns its new text into units."""

    act: Act
    op: Operation
    amending: Particulars
    read: UnitReader
    freed: Unit | None = None  # the unit that bore the number until the same act moved it
    notes: list[str] = field(default_factory=list)
    everywhere: list[Place] = field(default_factory=list)  # where words of a whole frame changed

    def resolve(self) -> Place:
        return resolve(self.act, self.op.document, self.op.units)

    def new_text(self) -> str:
        if self.op.new_text is None:
            raise Refused("payload-missing", "the new text is not in the source")
        return self.op.new_text


def section(act: Act, kind: Kind) -> Place:
    """A section of the act (its heading block, its preamble). Raises :class:`Refused`."""
    section = act.section(kind)
    if section is None:
        raise Refused("target-not-found", f"the copy has no {kind.value}")
    return Place([act.root, section])
