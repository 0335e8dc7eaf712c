"""A draft's kind, sector and issuers against the code tables of the day (Order on the register,
annexes 2 and 3; the sector classifier).

A kind of act that nobody issues and a sector that no row names are refused when the draft is
saved. An issuer whom the table does not name may be new, and the table late: that is told, and
the registrar chooses the code.

>>> from registry.code_tables import CodeTables
>>> from registry.drafts import Draft
>>> draft = Draft(kind="ბრძანება", issuers=("საქართველოს პარლამენტი", "ზღაპრეთის საკრებულო"))
>>> [fault.place for fault in faults_of_tables(draft, CodeTables.shipped(), "2026-11-23")]
['ბრძანება – საქართველოს პარლამენტი', 'ზღაპრეთის საკრებულო']
"""

from __future__ import annotations

from collections.abc import Iterator

from registry.code_tables import CodeTables
from registry.draft_checks import Fault
from registry.drafts import Draft
from registry.office import OfficeError
from schemas.kinds import table


def check_tables(draft: Draft, tables: CodeTables, day: str) -> None:
    """Raises :class:`OfficeError` ``not-in-table`` for a kind or a sector that is none."""
    if draft.kind not in table("kinds"):
        raise OfficeError("not-in-table", draft.kind[:80])
    if draft.sector and not tables.has("sector", draft.sector, day):
        raise OfficeError("not-in-table", draft.sector[:80])


def faults_of_tables(draft: Draft, tables: CodeTables, day: str) -> Iterator[Fault]:
    """What the tables of a day do not know of a draft: its kind of that issuer, its issuers."""
    if not draft.kind or not draft.issuers:
        return
    first = draft.issuers[0]
    if draft.kind not in table("kinds"):
        yield Fault("18(1)", draft.kind, "აქტის ასეთი სახე არ არის", "there is no such kind of act")
    elif tables.propose(draft.kind, first, day).kind is None:
        yield Fault(
            "18(1)", f"{draft.kind} – {first}",
            "კოდების ცხრილში ამ მიმღების ასეთი სახის აქტი არ არის: კოდს რეგისტრატორი აირჩევს",
            "the code table has no such kind of act of this issuer: the registrar chooses",
            must=False,
        )  # fmt: skip
    for issuer in draft.issuers:
        if tables.propose(draft.kind, issuer, day).organ is None:
            yield Fault(
                "18(1)", issuer,
                "კოდების ცხრილში ასეთი მიმღები (მუნიციპალიტეტი) არ არის",
                "the code table names no such issuer (municipality)",
                must=False,
            )  # fmt: skip
