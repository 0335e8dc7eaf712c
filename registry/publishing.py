"""Publication: one transaction gives the code, enters the act and opens its bundles.

An act that is published gets its text as adopted and its place in the register at once (Order
158 art. 7(1)). What it orders for other acts is not carried out yet: the orders become bundles
of the workbench, one for each amended act, and the three-day clock runs (art. 8(3)).
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, date, datetime

from sqlalchemy import Connection

from consolidation.prepare import Prepared, prepare
from registry import audit, bundles, clocks, desk, numbering, records
from registry.consolidating import build
from registry.office import Office, OfficeError
from registry.people import User
from registry.record import Record
from registry.store import Store
from registry.working_days import tbilisi_day
from schemas.model import Particulars


@dataclass(frozen=True, slots=True)
class Publication:
    """What a registrar decides: the parts of the code that the particulars do not prove."""

    sector: str
    kind: str
    organ: str
    issuers: tuple[str, ...]
    until: str | None = None


def publish_draft(
    store: Store, office: Office, number: int, choice: Publication, user: User,
    at: datetime | None = None,
) -> str:  # fmt: skip
    """Publish a received draft. Returns the act's IRI.

    Raises :class:`OfficeError` with a ground of Law 1876 art. 28(1) or of :func:`publish`, and
    what :func:`consolidation.prepare.prepare` raises for a text that cannot be read; then
    nothing is kept and no number is used.
    """
    day = tbilisi_day(at or datetime.now(UTC))
    with office.decision() as db:
        kept = desk.get(db, number)
        desk.may_be_published(kept)
        known = kept.draft.particulars(day.isoformat())
        name = f"draft-{number}.{'docx' if kept.format == 'docx' else 'txt'}"
        iri, code = publish(store, db, kept.text, name, known, choice, user.name, day)
        desk.move(db, kept, "publish", user, {"code": code, "iri": iri})
    return iri


def publish(
    store: Store,
    db: Connection,
    data: bytes,
    name: str,
    known: Particulars,
    choice: Publication,
    by: str,
    day: date,
) -> tuple[str, str]:
    """Register and publish one act inside a decision. Returns its IRI and its code.

    Raises :class:`OfficeError` ``published-already``, ``no-such-code``, ``part-full``.
    """
    first = prepare(data, name, known)
    if store.work(first.iri, db) is not None:
        raise OfficeError("published-already", f"{first.iri} is published already")
    code = numbering.give(
        db, sector=choice.sector, kind=choice.kind, organ=choice.organ, day=day.isoformat(),
        holder=first.iri, book=numbering.tables(db),
    )  # fmt: skip
    known.registration_code = code.short
    prepared = prepare(data, name, known)
    _keep(store, db, prepared, data, name)
    record = Record.of(prepared.particulars, joint=choice.issuers[1:], until=choice.until)
    records.keep(db, prepared.iri, record)
    audit.note(
        db, by, "published", prepared.iri, code=code.digits, day=day.isoformat(),
        joint=list(choice.issuers[1:]),
    )  # fmt: skip
    bundles.open_for(store, db, prepared, day, clocks.load(db))
    bundles.aim_again(store, db, by)
    return prepared.iri, code.short


def _keep(store: Store, db: Connection, prepared: Prepared, data: bytes, name: str) -> None:
    digest = store.put_source(db, data, name, prepared.format)
    work = store.put_work(
        db, prepared.iri, digest, prepared.particulars, prepared.reading.to_json(), prepared.since
    )
    build(db, work.sequence, prepared.base, work.since, {})
