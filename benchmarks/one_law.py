"""A store with one law and orders made by hand, without any amending text to read."""

from __future__ import annotations

import sqlite3
from pathlib import Path

from amendments.operations import AmendedAct, Operation, Span
from consolidation.decisions import Decision
from consolidation.intake import take_in
from consolidation.ledger import Entry
from registry.as_of import version_rows
from registry.clock import now
from registry.consolidating import build
from registry.orders import orders_on
from registry.register import record, remake
from registry.store import Store, Work
from registry.verify import versions_of
from schemas.model import Particulars

LAW = Particulars(kind="კანონი", date="2000-01-01", number="1", published="2000-01-02")
IRI = "/akn/ge/act/kanoni/parlamenti/2000-01-01/1"
TEXT = "საქართველოს კანონი\n\nსაცდელი აქტის შესახებ\n\n" + "\n".join(
    f"თავი {numeral}\nსათაური {numeral}\n"
    + "\n".join(
        f"მუხლი {a}. სათაური {a}\n" + "\n".join(f"{p}. წესი {a}-{p} ასეთია." for p in range(1, 4))
        for a in articles
    )
    for numeral, articles in (("I", (1, 2, 3)), ("II", (4, 5, 6)))
)


class OneLaw:
    """One law in a store; orders come in one act at a time, each as one transaction.

    A store that is there already is taken up as it is.
    """

    def __init__(self, path: Path, text: str = TEXT) -> None:
        self.store = Store(path)
        self.data = text.encode()
        held = self.store.work(IRI)
        self.acts = len(self.store.works()) - 1
        if held is not None:
            self.work = held
            return
        self.acts = 0
        with self.store.transaction() as db:
            digest = self.store.put_source(db, self.data, "law.txt", "text")
            self.work: Work = self.store.put_work(db, IRI, digest, LAW, {}, None)
            base = take_in(self.data, "law.txt", LAW).act
            build(db, self.work.sequence, base, None, orders_on(db, IRI))

    def act(
        self,
        *orders: dict[str, object],
        day: str | None,
        published: str = "2001-01-01",
        kind: str = "კანონი",
    ) -> str:
        """Register an amending act with orders on the law. Returns its IRI."""
        self.acts += 1
        number = f"{100 + self.acts}"
        iri = f"/akn/ge/act/kanoni/parlamenti/2001-01-01/{number}"
        particulars = Particulars(
            kind=kind, date="2001-01-01", number=number, published=published, organ="ვებგვერდი"
        )
        with self.store.transaction() as db:
            digest = self.store.put_source(db, iri.encode(), iri, "text")
            work = self.store.put_work(db, iri, digest, particulars, {"commencement": []}, None)
            ledgers = []
            for n, order in enumerate(orders, 1):
                values = {"act": 1, "source": Span(n * 10, n * 10 + 5, "…"), "valid_from": day}
                op = Operation(n=n, **{**values, **order})  # type: ignore[arg-type]
                entry = Entry(work.sequence, particulars, iri, digest, op, now())
                ledger = self.store.append(db, entry, AmendedAct(1))
                self.store.aim(db, ledger, IRI, ("number", "date"))
                ledgers.append(ledger)
            remake(self.store, db, IRI, ledgers)
        return iri

    def decide(self, kind: str, amending: str = IRI, **values: object) -> list[str]:
        """Record a decision."""
        decision = Decision(kind, "ნ. გ.", "საცდელი", amending, **values)  # type: ignore[arg-type]
        return record(self.store, decision)

    def texts(self) -> dict[str, str]:
        """Merkle root of every version, by its first day."""
        with self.store.engine.connect() as db:
            rows = version_rows(db, self.work.sequence)
            return {row.valid_from or "": row.root for row in rows}

    def differences(self) -> list[str]:
        """What a replay of everything makes otherwise than the store holds it."""
        base = take_in(self.data, "law.txt", LAW).act
        return [f"{d.name} {d.detail}" for d in versions_of(self.store, self.work, base)]

    def clock(self, instant: str, *, after: str = "") -> None:
        """Set back the moments of knowledge recorded after an instant, to test the past."""
        with sqlite3.connect(self.store.path) as raw:
            raw.execute("UPDATE moments SET recorded = ? WHERE recorded > ?", (instant, after))
