"""Faults of an amending draft against the register and in the law that it would make.

What it says of the amended act is held against the register's record (Law 1876 art. 20(4),
20(7)); the law it would make is held against the rules of structure (art. 16): only what the
draft itself brings in is a fault of the draft.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import replace

from consolidation.ledger import Entry
from consolidation.match import AmendedAct
from registry.draft_checks import Fault, faults_of_structure, same_kind
from registry.references import references_to
from registry.store import Work
from registry.whole_law import Stage
from schemas.model import Particulars
from schemas.normal import normal_form

_ACTS_ANEW = frozenset({"renumber", "repeal"})
_DATE = re.compile(r"(?<!\d)(\d{2})[./](\d{2})[./](\d{4})(?!\d)")
_CODE_DIGITS = 15  # digits of a registration code; a copy may lose a few


def faults_against(own: Particulars, cited: AmendedAct, target: Work) -> list[Fault]:
    """What a draft says of the act it amends and the register says otherwise.

    >>> held = Particulars(kind="კანონი", registration_code="12.3")
    >>> work = Work("/akn/ge/x", 1, "", held, {}, None)
    >>> wrong = AmendedAct(1, title="ბაღის შესახებ", kind="ბრძანება", registration_code="12.4")
    >>> [fault.rule for fault in faults_against(Particulars(kind="კანონი"), wrong, work)]
    ['20(7)', '20(7)']
    """
    held = target.particulars
    place = cited.title or cited.number or "?"
    out = []
    for name, english, said, true in (
        ("სათაური", "title", cited.title, held.title),
        ("სახე", "kind", cited.kind, held.kind),
        ("მიღების თარიღი", "day of adoption", cited.date, held.date),
        ("ნომერი", "number", cited.number, held.number),
        ("სარეგისტრაციო კოდი", "registration code", cited.registration_code,
         held.registration_code),
    ):  # fmt: skip
        if said and true and _folded(said) != _folded(true):
            out.append(Fault("20(7)", place, f"{name} რეესტრში: {true}",
                             f"the register's {english} is {true}"))  # fmt: skip
    if (digits := _day(cited.publication)) and held.published and digits != held.published:
        out.append(Fault("20(7)", place, f"გამოქვეყნების თარიღი რეესტრში: {held.published}",
                         f"the register's day of publication is {held.published}"))  # fmt: skip
    if not same_kind(own.kind, held.kind):
        out.append(Fault(
            "20(4)", place, f"ცვლის სხვა სახის აქტს: {own.kind} → {held.kind}",
            f"amends an act of another kind: {own.kind} → {held.kind}",
        ))  # fmt: skip
    return out


def faults_of_law(made: list[Stage], ours: list[Entry]) -> list[Fault]:
    """Faults of structure that the draft brings into the law, and places that it leaves citing
    what it removes or numbers anew."""
    if not made:
        return []
    before = {_key(fault) for fault in faults_of_structure(made[0].old)}
    after = made[-1].new
    out = [
        replace(fault, georgian=f"კანონში, რომელიც გამოვა: {fault.georgian}",
                english=f"in the law it would make: {fault.english}")
        for fault in faults_of_structure(after)
        if _key(fault) not in before
    ]  # fmt: skip
    done = {
        id(one.entry) for stage in made for one in stage.outcomes if one.status == "applied"
    }  # fmt: skip
    for entry in ours:
        op = entry.operation
        if op.action not in _ACTS_ANEW or id(entry) not in done:
            continue
        if op.action == "renumber":
            out.append(Fault(
                "16(10)", op.source.quote,
                "ნომერი იცვლება: ამოღებული ერთეულის ადგილი და ნომერი უნდა შენარჩუნდეს",
                "renumbers: the place and number of a removed unit stay", must=False,
            ))  # fmt: skip
        for place in references_to(after, op.units, op.document):
            out.append(Fault(
                "16(9)", place.text,
                f"ტექსტი კვლავ უთითებს ერთეულზე, რომელიც ამოღებულია ან სხვა ნომერი აქვს "
                f"({place.name})",
                f"still cites what is removed or numbered anew ({place.name})", must=False,
            ))  # fmt: skip
    return out


def held_orders(held: Iterable[Entry], made: list[Stage]) -> list[Fault]:
    """Changes of the same day that the register holds already: their order is a decision."""
    days = {stage.day for stage in made if stage.day is not None}
    found = sorted({
        (entry.operation.valid_from or "", entry.amending.number or "?")
        for entry in held
        if entry.operation.valid_from in days and not entry.corrects
    })  # fmt: skip
    return [
        Fault("22", f"№{number}", f"იმავე დღეს ({day}) მოქმედებას იწყებს უკვე მიღებული ცვლილება",
              f"a change adopted already takes effect on the same day ({day})", must=False)
        for day, number in found
    ]  # fmt: skip


def _key(fault: Fault) -> tuple[str, str, str]:
    return fault.rule, fault.place, fault.english


def _folded(text: str) -> str:
    """What of a particular matters: letters and digits; of a code the digits alone."""
    folded = normal_form(text)
    bare = "".join(char for char in folded if char.isalnum())
    digits = "".join(char for char in bare if char.isdecimal())
    return digits if len(digits) >= _CODE_DIGITS else bare


def _day(publication: str | None) -> str | None:
    """The day that a citation says, as ISO; None where it says none for certain."""
    found = {f"{y}-{m}-{d}" for d, m, y in _DATE.findall(publication or "")}
    return found.pop() if len(found) == 1 else None
