"""From the store to the documents of the index: every wording of every unit of an act.

Versions of an act follow one another without a gap; a unit whose words do not change from one
to the next is one document for the whole time.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from typing import Any

from registry.provisions import fingerprints
from registry.store import Expression, Store, Work
from schemas.iri import BadIri, Iri, WorkIri
from schemas.kinds import issuer_slug, kind_slug
from schemas.model import Particulars, Petit
from search.akn_units import ActText, UnitText, read_units
from search.protocol import State, UnitVersion
from search.short_names import short_names

_COUNTRY = ("საქართველო", "საქართველოს")

References = Callable[[UnitVersion], tuple[str, ...]]


def no_references(_: UnitVersion) -> tuple[str, ...]:
    """Units refer to nothing that is known."""
    return ()


def documents(
    store: Store, iris: Iterable[str] | None = None, references: References = no_references
) -> Iterator[UnitVersion]:
    """The wordings of these acts (of all where none are named), act by act."""
    for iri in iris if iris is not None else [iri for iri, _ in fingerprints(store)]:
        work = store.work(iri)
        if work is not None:
            yield from wordings(work, store.expressions(iri), references)


def wordings(
    work: Work, expressions: Iterable[Expression], references: References = no_references
) -> list[UnitVersion]:
    """Every wording of every unit of an act, in the order of the act."""
    facts = _facts(work)
    open_: dict[str, list[UnitVersion]] = {}
    for expression in expressions:
        act = read_units(expression.akn)
        for place, unit in enumerate(act.units):
            made = _wording(facts, act, unit, expression, place)
            if made.valid_from and made.valid_to and made.valid_from >= made.valid_to:
                continue
            said = open_.setdefault(made.wid, [])
            if said and _follows(said[-1], made):
                said[-1] = replace(said[-1], valid_to=made.valid_to)
            else:
                said.append(_with_changes(made, said, expression))
    flat = [one for said in open_.values() for one in _told_apart(said)]
    flat.sort(key=lambda one: (one.place, one.valid_from or ""))
    return [replace(one, cites=references(one)) for one in flat]


@dataclass(frozen=True, slots=True)
class _Facts:
    """What all units of an act share."""

    work: WorkIri
    particulars: Particulars
    kind: str
    issuer: str
    names: tuple[str, ...]


def _facts(work: Work) -> _Facts:
    known = work.particulars
    place, body = issuer_slug(known.issuer) if known.issuer else (None, "")
    own = (known.matsne_id, known.registration_code, *short_names(known.title or ""))
    return _Facts(
        WorkIri.parse(work.iri),
        known,
        kind_slug(known.kind) if known.kind else "",
        f"{place}/{body}" if place else body,
        tuple(name for name in own if name),
    )


def _wording(
    facts: _Facts, act: ActText, unit: UnitText, expression: Expression, place: int
) -> UnitVersion:
    known = facts.particulars
    code = "".join(char for char in known.registration_code or "" if char.isdigit())
    state: State = "repealed" if act.repealed else "removed" if unit.removed else "text"
    begins = max(filter(None, (expression.valid_from, unit.begins)), default=None)
    ends = min(filter(None, (expression.valid_to, unit.ends)), default=None)
    changes = [_changed_by(petit) for petit in unit.petits]
    days = [day for _, day in changes if day]
    return UnitVersion(
        work=str(facts.work),
        wid=unit.wid or unit.kind.value,
        eid=unit.eid,
        expression=str(Iri(facts.work, "@", expression.valid_from or "")),
        valid_from=begins,
        valid_to=ends,
        unit=unit.kind.value,
        number=unit.number,
        label=unit.label,
        heading=unit.heading,
        text=unit.text,
        containers="\n".join(unit.containers),
        title=known.title or "",
        kind=facts.kind,
        issuer=facts.issuer,
        year=int(known.date[:4]) if known.date else None,
        sector=code[:9] if len(code) == 20 else "",
        act_number=known.number or "",
        adopted=known.date,
        state=state,
        petits=tuple(petit.printed for petit in unit.petits),
        changed_by=tuple(iri for iri, _ in changes if iri),
        changed_on=tuple(dict.fromkeys(days)),
        place=place,
        not_before=max(days, default=known.date),
        repealed_on=act.repealed_on,
        names=facts.names,
    )


def _changed_by(petit: Petit) -> tuple[str, str]:
    """The act a petit names, and the day it tells: of publication, or else of adoption."""
    day = petit.published or petit.date or ""
    if not (petit.date and petit.number):
        return "", day
    issuer = None if petit.issuer in _COUNTRY else petit.issuer  # „საქართველოს … კანონი“
    named = Particulars(kind=petit.kind, issuer=issuer, date=petit.date, number=petit.number)
    try:
        return str(WorkIri.of(named)), day
    except BadIri:
        return "", day


def _follows(before: UnitVersion, made: UnitVersion) -> bool:
    """Whether nothing that is read has changed since the wording before."""
    if before.valid_to != made.valid_from:
        return False
    same = ("eid", "label", "heading", "text", "containers", "state", "petits")
    return all(getattr(before, name) == getattr(made, name) for name in same)


def _with_changes(
    made: UnitVersion, before: list[UnitVersion], expression: Expression
) -> UnitVersion:
    """The wording with the acts and days that the ledger gives for it."""
    by = [*(before[-1].changed_by if before else ()), *made.changed_by]
    on = [*(before[-1].changed_on if before else ()), *made.changed_on]
    for outcome in expression.outcomes:
        if outcome["status"] == "applied" and _touches(outcome, made.wid):
            by.append(outcome["amending"])
            on.append(outcome["valid_from"] or "")
    return replace(
        made,
        changed_by=tuple(dict.fromkeys(by)),
        changed_on=tuple(dict.fromkeys(day for day in on if day)),
    )


def _touches(outcome: dict[str, Any], wid: str) -> bool:
    touched: list[str] = outcome["touched"]
    return any(one == wid or one.startswith(f"{wid}__") for one in touched)


def _told_apart(said: list[UnitVersion]) -> Iterator[UnitVersion]:
    """One wording at a time: two that claim one day are cut where the later begins.

    A copy may print a unit twice under one name; the second then counts as its own unit.
    """
    said = sorted(said, key=lambda one: one.valid_from or "")
    for place, one in enumerate(said):
        later = said[place + 1] if place + 1 < len(said) else None
        starts = later.valid_from if later is not None else None
        if starts is not None and (one.valid_to is None or one.valid_to > starts):
            one = replace(one, valid_to=starts)  # noqa: PLW2901
        yield one
