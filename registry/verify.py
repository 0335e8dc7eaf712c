"""Proof of the whole store: everything is made anew from the sources and compared.

Checked, in this order: the ledger's hash chain; every source's bytes against their hash; every
ledger entry against what its amending act orders when read again; every stored version against
a replay. A difference is a finding, never a repair.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from consolidation.expressions import render
from consolidation.intake import Intake, take_in
from consolidation.ledger import Entry
from registry.store import Store, StoreError, Work


@dataclass(frozen=True, slots=True)
class Difference:
    """One thing that is not as it should be. ``name`` is stable:

    ``chain-broken``, ``source-damaged``, ``entry-differs``, ``entry-missing``,
    ``version-differs``, ``version-missing``.
    """

    name: str
    place: str
    detail: str


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
    return [*_entries(store, work, intake), *_versions(store, work, intake)]


def _entries(store: Store, work: Work, intake: Intake) -> Iterator[Difference]:
    held = {entry.operation.n: entry for entry in store.entries_by(work.iri)}
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


def _versions(store: Store, work: Work, intake: Intake) -> Iterator[Difference]:
    with store.transaction() as db:
        entries = store.entries_for(db, work.iri)
    made = render(intake.act, entries, work.since)
    held = store.expressions(work.iri)
    if len(made) != len(held):
        detail = f"{len(held)} versions held, {len(made)} replayed"
        yield Difference("version-missing", work.iri, detail)
    for old, new in zip(held, made, strict=False):
        if (old.valid_from, old.valid_to, old.sha256) != (new.valid_from, new.valid_to, new.sha256):
            detail = f"{old.sha256[:12]} held, {new.sha256[:12]} replayed"
            yield Difference("version-differs", f"{work.iri}/kat@{old.valid_from or ''}", detail)
