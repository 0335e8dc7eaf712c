"""Proof of the whole store: everything is made anew from the sources and compared.

Checked, in this order: the ledger's hash chain; every source's bytes against their hash; every
ledger entry against what its amending act orders when read again, or against what people
decided of it (:mod:`registry.ruled`); every stored version, unit by
unit, against a replay. A difference is a finding, never a repair.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from consolidation.fingerprints import body_key
from consolidation.intake import Intake, take_in
from consolidation.ledger import Entry
from consolidation.replay import cuts
from consolidation.running import RunningText
from consolidation.timely import carried_by
from registry.expression import Work
from registry.orders import orders_on, start_on
from registry.ruled import approved_entries
from registry.store import Store, StoreError
from registry.texts import damaged_bodies, held_rows
from schemas.model import Act


@dataclass(frozen=True, slots=True)
class Difference:
    """One thing that is not as it should be. ``name`` is stable:

    ``source-damaged``, ``body-damaged``: bytes that have another hash than they were kept under.
    ``entry-differs``, ``entry-missing``, ``version-differs``, ``version-missing``: the sources
    read today give something else than is held, as after a newer reader (``matsne rebuild``).
    """

    name: str
    place: str
    detail: str

    @property
    def damage(self) -> bool:
        """Whether bytes are not what was kept, which no newer reading explains."""
        return self.name in ("source-damaged", "body-damaged")


def verify(store: Store) -> Iterator[tuple[Work, list[Difference]]]:
    """Every act with its differences, in the order of registration; none is the proof.

    Raises :class:`StoreError` when the ledger's chain is broken: then no entry proves anything.
    """
    broken = store.chain_break()
    if broken is not None:
        raise StoreError(f"chain-broken at ledger entry {broken}: the entry was changed later")
    for work in store.works():
        yield work, _differences(store, work)


def _differences(store: Store, work: Work) -> list[Difference]:
    try:
        name, data = store.source(work.source)
    except StoreError as error:
        return [Difference("source-damaged", work.iri, str(error))]
    intake = take_in(data, name, work.particulars)
    return [*_entries(store, work, intake), *versions_of(store, work, intake.act)]


def _entries(store: Store, work: Work, intake: Intake) -> Iterator[Difference]:
    held = {entry.operation.n: entry for entry in store.entries_by(work.iri).values()}
    with store.engine.connect() as db:
        approved = approved_entries(db, work.iri)
    made = approved
    if made is None:
        made = {entry.operation.n: entry for entry in intake.entries(work.sequence)}
    for n in sorted(held.keys() | made.keys()):
        place = f"{work.iri} n. {n}"
        if n not in held or n not in made:
            where = "the ledger" if n in held else "the source"
            yield Difference("entry-missing", place, f"only in {where}")
        elif _undated(held[n]) != _undated(made[n]):
            yield Difference("entry-differs", place, made[n].operation.source.quote[:120])


def _undated(entry: Entry) -> Entry:
    """An entry without the instant of recording, which replay cannot make again."""
    return replace(entry, recorded="")


def versions_of(store: Store, work: Work, base: Act) -> Iterator[Difference]:
    """The rows that replay makes again, and the bodies they name, against those held."""
    with store.engine.connect() as db:
        entries = orders_on(db, work.iri)
        start = start_on(db, work.iri, work.since, entries.values())
        held = held_rows(db, work.sequence)
        damaged = damaged_bodies(db, work.sequence)
    for bad in damaged:
        yield Difference("body-damaged", work.iri, f"body {bad[:12]} has another hash")
    versions, units = held
    for cut in cuts(RunningText(base, carried_by(base)), entries.values(), start):
        day = cut.day or ""
        place = f"{work.iri}/kat@{day}"
        held_root = versions.pop(day, None)
        if held_root is None:
            yield Difference("version-missing", place, "replayed and not held")
        elif held_root != (cut.root, cut.title):
            detail = f"{held_root[0][:12]} held, {cut.root[:12]} made"
            yield Difference("version-differs", place, detail)
        for version in cut.changed:
            key = body_key(version.body) if version.hash is not None else None
            if units.pop((version.wid, day), None) != (version.eid, version.hash, key):
                detail = f"the unit {version.wid or 'act'} is not as replayed"
                yield Difference("version-differs", place, detail)
    for left in versions:
        yield Difference("version-missing", f"{work.iri}/kat@{left}", "held and not replayed")
    for name, first in units:
        detail = f"the unit {name or 'act'} is held and not replayed"
        yield Difference("version-differs", f"{work.iri}/kat@{first}", detail)
