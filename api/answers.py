"""What every answer says of itself: which text, from when to when, and what is not in it."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from typing import Any

from api import v1_models as m
from api.asked import Asked, repealed_from
from api.holdings import Card, Holdings, Version
from api.names import ordered_path
from api.point_names import order_says_parts
from schemas.iri import Iri
from schemas.model import Act, Kind, Unit, text_of
from schemas.refusals import GEORGIAN


def change(outcome: dict[str, Any]) -> m.Change:
    """One stored outcome as an answer gives it."""
    provision = outcome["provision"]
    return m.Change(
        amending=outcome["amending"],
        amending_number=outcome["amending_number"],
        amending_title=outcome["amending_title"],
        n=outcome["n"],
        provision=str(Iri.parse(outcome["amending"]).at(provision)) if provision else None,
        action=outcome["action"],
        path=ordered_path(outcome["units"], parts=order_says_parts(outcome["quote"])),
        document=outcome["document"],
        valid_from=outcome["valid_from"],
        retroactive_from=outcome["retroactive_from"],
        status=outcome["status"],
        refusal=refusal(outcome["refusal"]),
        touched=outcome["touched"],
        quote=outcome["quote"],
    )


def changes(version: Version) -> list[m.Change]:
    """What became of the orders of a version's first day."""
    return [change(outcome) for outcome in version.outcomes]


def pending(versions: Iterable[Version]) -> list[m.Change]:
    """Orders whose day is not known."""
    return [one for version in versions for one in changes(version) if one.status == "pending"]


def refusal(data: dict[str, str] | None) -> m.Refusal | None:
    if data is None:
        return None
    georgian = GEORGIAN.get(data["name"], "")
    return m.Refusal(name=data["name"], reason=data["reason"], georgian=georgian)


def act_card(card: Card) -> m.ActCard:
    p = card.particulars
    return m.ActCard(
        iri=card.iri,
        title=p.title,
        kind=p.kind,
        issuer=p.issuer,
        date=p.date,
        number=p.number,
        registration_code=p.registration_code,
        matsne_id=p.matsne_id,
        published=p.published,
        since=card.since,
        recorded=card.recorded,
    )


def interval_status(
    start: str | None, end: str | None, today: str, repealed: str | None
) -> m.Status:
    """Where an interval of force stands today. ``repealed``: the day the act lost force on."""
    if (start or "") > today:
        return "future"
    if repealed is not None and (start or "") >= repealed:
        return "repealed"
    return "past" if end is not None and end <= today else "in-force"


def status_of(
    version: Version, versions: tuple[Version, ...], today: str, repealed: str | None
) -> m.Status:
    """Where a version stands today; not known for a base text that nothing proves or ends."""
    if version.valid_from is None and len(versions) == 1:
        return "commencement-unknown"
    return interval_status(version.valid_from, version.valid_to, today, repealed)


def version_card(
    version: Version,
    versions: tuple[Version, ...],
    today: str,
    repealed: str | None,
) -> m.VersionCard:
    return m.VersionCard(
        iri=version.iri,
        place=version.place,
        valid_from=version.valid_from,
        valid_to=version.valid_to,
        status=status_of(version, versions, today, repealed),
        root=version.root,
        grounds=[one for one in changes(version) if one.status != "pending"],
    )


def version_cards(versions: tuple[Version, ...], today: str) -> list[m.VersionCard]:
    repealed = repealed_from(versions)
    return [version_card(one, versions, today, repealed) for one in versions]


def text_hash(unit: Unit) -> str:
    return hashlib.sha256(text_of(unit).encode()).hexdigest()


def unit_card(asked: Asked, unit: Unit) -> m.UnitCard:
    """The unit asked for."""
    return m.UnitCard(
        eid=unit.eid,
        wid=unit.wid,
        kind=unit.kind.value,
        number=str(unit.number) if unit.number else None,
        name=asked.name(),
        name_en=asked.name("en"),
        heading=unit.heading or None,
        removed=unit.removal is not None,
        sha256=text_hash(unit),
    )


def path_to(act: Act, unit: Unit) -> list[Unit]:
    """The units that hold a unit, outermost first, and the unit itself."""
    stack: list[tuple[Unit, tuple[Unit, ...]]] = [(act.root, ())]
    while stack:
        here, above = stack.pop()
        if here is unit:
            return [*above, here]
        stack.extend((child, (*above, here)) for child in here.children)
    return []


def family(act: Act, unit: Unit) -> frozenset[str]:
    """wIds whose change is a change of this unit: itself, what it holds, what holds it."""
    above = (one.wid for one in path_to(act, unit) if one.kind is not Kind.ACT)
    return frozenset(wid for wid in (*above, *(one.wid for one in unit.walk())) if wid)


def amended_by(
    made: Iterable[m.Change], touching: frozenset[str] | None = None
) -> list[m.Amending]:
    """The amending acts of changes that were carried out, each once, oldest first."""
    found: dict[tuple[str, str | None], list[m.Change]] = {}
    for one in made:
        if one.status != "applied":
            continue
        if touching is not None and touching.isdisjoint(one.touched):
            continue
        found.setdefault((one.amending, one.valid_from), []).append(one)
    return [
        m.Amending(
            iri=iri,
            number=held[0].amending_number,
            title=held[0].amending_title,
            valid_from=day,
            provisions=list(dict.fromkeys(one.provision for one in held if one.provision)),
        )
        for (iri, day), held in found.items()
    ]


def about(holdings: Holdings, asked: Asked, today: str) -> m.About:
    """The head of an answer."""
    cards = version_cards(asked.versions, today)
    place = asked.version.place
    so_far = [one for version in asked.versions[: place + 1] for one in changes(version)]
    touching = family(asked.act, asked.unit) if asked.unit else None
    return m.About(
        known=asked.known,
        permalink=str(asked.permalink),
        asked=str(asked.iri),
        on=asked.on,
        act=act_card(asked.card),
        version=cards[place],
        unit=unit_card(asked, asked.unit) if asked.unit else None,
        current_to=holdings.current_to(),
        amended_by=amended_by(so_far, touching),
        future=[one for one in cards[place + 1 :] if one.status == "future"],
        outstanding=pending(asked.versions),
        refused=[one for one in so_far if one.status == "refused"],
    )


def tree(asked: Asked, holdings: Holdings) -> m.UnitTree:
    """The unit asked for as data, petits with the provisions that gave them."""
    provisions = petit_provisions(holdings, asked)

    def one(unit: Unit) -> m.UnitTree:
        return m.UnitTree(
            eid=unit.eid,
            wid=unit.wid,
            kind=unit.kind.value,
            number=str(unit.number) if unit.number else None,
            label=unit.label,
            heading=unit.heading,
            text=unit.text,
            role=unit.role,
            rows=unit.rows,
            petits=[
                m.PetitCard(
                    printed=petit.printed,
                    date=petit.date,
                    number=petit.number,
                    published=petit.published,
                    provisions=provisions.get((unit.wid, petit.date, petit.number), []),
                )
                for petit in unit.petits
            ],
            removal=unit.removal.printed if unit.removal else None,
            future_from=unit.future_from,
            children=[one(child) for child in unit.children],
        )

    return one(asked.shown)


PetitKey = tuple[str, str | None, str | None]  # wId of the unit, date and number of the act


def petit_provisions(holdings: Holdings, asked: Asked) -> dict[PetitKey, list[str]]:
    """For each petit of the text, the provisions of the amending act it speaks of.

    A petit stands on an article for changes anywhere inside it; those whose unit is the
    article or below are its own.
    """
    made: dict[tuple[str | None, str | None], list[m.Change]] = {}
    acts: dict[str, Card | None] = {}
    for version in asked.versions[: asked.version.place + 1]:
        for one in changes(version):
            if one.amending not in acts:
                acts[one.amending] = holdings.card(one.amending)
            card = acts[one.amending]
            if card is not None and one.provision and one.status != "pending":
                key = (card.particulars.date, card.particulars.number)
                made.setdefault(key, []).append(one)
    out: dict[PetitKey, list[str]] = {}
    for unit in asked.act.walk():
        for petit in unit.petits:
            held = made.get((petit.date, petit.number), [])
            inside = {one.wid for one in unit.walk()} if held else set()
            own = [one for one in held if not inside.isdisjoint(one.touched)] or held[:1]
            iris = [one.provision for one in own if one.provision]
            out[unit.wid, petit.date, petit.number] = list(dict.fromkeys(iris))
    return out
