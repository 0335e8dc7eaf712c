"""Everything about one file that needs no store: made in any process, then registered.

Checked here, before anything is kept: every word of the source is in the act, in order
(:mod:`acts.lossless`), and what is written is valid in the Georgian profile.
"""

from __future__ import annotations

from dataclasses import dataclass

from acts.lossless import first_difference
from acts.source import BadSource
from amendments.operations import AmendingReading
from consolidation.analysis import Made
from consolidation.expressions import expression_akn
from consolidation.intake import entries_of, take_in
from consolidation.ledger import Entry
from schemas.model import Act, Particulars
from schemas.validate import validate_fast

UNREADABLE = BadSource  # what :func:`prepare` raises, for rooms that know no readers


@dataclass(frozen=True, slots=True)
class Prepared:
    """One file, read: what a store keeps of it. ``base`` is its text as adopted."""

    sha256: str
    format: str
    iri: str
    particulars: Particulars
    reading: AmendingReading
    since: str | None
    base: Act

    def entries(self, sequence: int, recorded: str) -> list[Entry]:
        """Its operations as ledger entries."""
        return entries_of(self.reading, self.base, self.iri, self.sha256, sequence, recorded)


def prepare(data: bytes, name: str = "", known: Particulars | None = None) -> Prepared:
    """Read and check one file.

    Raises :class:`acts.source.BadSource` for input that cannot be read, ``not-lossless`` and
    ``not-valid`` for an act that our own reading or writing would damage.
    """
    intake = take_in(data, name, known)
    particulars = intake.act.particulars
    lost = first_difference(intake.source, intake.act)
    if lost is not None:
        raise BadSource("not-lossless", name, str(lost))
    akn = expression_akn(intake.act, [Made(intake.since, [])], None)
    findings = validate_fast(akn)
    if findings:
        raise BadSource("not-valid", name, str(findings[0]))
    return Prepared(
        intake.source.sha256,
        intake.source.format,
        intake.iri,
        particulars,
        intake.reading,
        intake.since,
        intake.act,
    )
