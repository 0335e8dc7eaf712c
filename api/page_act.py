"""The page of an act as it stood, and the page of one unit with its life."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

from fastapi.responses import Response

from api import v1_models as m
from api.act_html import Additions, Note, act_html
from api.answers import about, path_to, petit_provisions, version_cards
from api.asked import Asked, current
from api.citations import cite
from api.comparison import html_words, line_words
from api.finding import Finder
from api.json_ld import json_ld
from api.life import history, intervals, version_at
from api.linked_words import LinkedSpan
from api.names import act_name, action_name, place_name
from api.outline import outline
from api.point_names import says_parts
from api.portal import View, page
from api.references import References, text_day
from api.service import Service
from api.v1_texts import text_headers
from schemas.model import Kind, Unit, lines_of
from schemas.numbers import Number
from schemas.refusals import GEORGIAN

_HOSTS = frozenset({Kind.ARTICLE, Kind.CLAUSE, Kind.ANNEX})
_WINDOW = 2  # versions shown on either side of the one on the page


@dataclass(frozen=True, slots=True)
class Stop:
    """A version in the bar. ``gap``: versions between it and the one before are left out."""

    card: m.VersionCard
    shown: bool
    gap: bool


def act_page(held: Service, finder: Finder, asked: Asked, view: View) -> Response:
    """An act in one version."""
    head = about(held.holdings, asked, held.today())
    cards = version_cards(asked.versions, held.today())
    add = _additions(held, finder, asked, view, cards)
    answer = page(
        "act.html",
        view,
        **_common(held, asked, view, head, cards),
        body=act_html(asked.act, None, add),
        outline=list(_listed(outline(asked, 0))),
        marked=bool(add.changed),
        files=held.holdings.files(asked.card.iri),
        has_title=any(unit.role == "title" for unit in asked.act.walk()),
        ahead=list(_ahead(asked, cards, view)),
    )
    answer.headers.update(_names(held, asked))
    return answer


def _listed(items: list[m.OutlineItem]) -> Iterator[m.OutlineItem]:
    """The contents a reader looks for: no title pages, no signatures."""
    for item in items:
        if item.kind not in (Kind.COVER, Kind.CONCLUSIONS):
            yield item.model_copy(update={"items": list(_listed(item.items))})


def unit_page(held: Service, finder: Finder, asked: Asked, view: View) -> Response:
    """One unit in one version, and every wording it ever had."""
    assert asked.unit is not None
    head = about(held.holdings, asked, held.today())
    cards = version_cards(asked.versions, held.today())
    life = history(held.holdings, asked, held.today())
    add = _additions(held, finder, asked, view, cards)
    answer = page(
        "unit.html",
        view,
        **_common(held, asked, view, head, cards),
        body=act_html(asked.act, asked.unit, add),
        trail=[one for one in path_to(asked.act, asked.unit)[1:-1] if one.eid and one.label],
        life=life,
        wordings=list(_wordings(held, asked, life)),
        name=life.name if view.georgian else life.name_en,
        cited_in=_cited_in(asked, view),
    )
    answer.headers.update(_names(held, asked))
    return answer


def _cited_in(asked: Asked, view: View) -> str:
    """Where other provisions cite this one: a search as of the day shown."""
    unit = f"{asked.card.iri}/!{_local(asked, asked.iri.eid)}"
    pairs = {"q": f"cites:{unit}", "on": text_day(asked, view.today)}
    return view.href(f"/?{urlencode(pairs)}")


def _names(held: Service, asked: Asked) -> dict[str, str]:
    headers = text_headers(held, asked, "html")
    headers["content-location"] = str(asked.permalink)
    return headers


def _common(
    held: Service, asked: Asked, view: View, head: m.About, cards: list[m.VersionCard]
) -> dict[str, Any]:
    p = asked.card.particulars
    now = current(asked.versions, held.today())
    place = asked.version.place
    return {
        "asked": asked,
        "about": head,
        "card": asked.card,
        "p": p,
        "act_name": act_name(p, view.language),
        "version": cards[place],
        "current": cards[now.place],
        "cards": cards,
        "previous": cards[place - 1] if place else None,
        "next": cards[place + 1] if place + 1 < len(cards) else None,
        "stops": list(_stops(cards, place, now.place)),
        "cite": cite(asked, view.base),
        "json_ld": json_ld(head, asked, view.base),
        "refusal_names": GEORGIAN,
        "action": action_name,
        "place_name": place_name,
        "permalink": str(asked.permalink),
    }


def _stops(cards: list[m.VersionCard], shown: int, now: int) -> Iterator[Stop]:
    """First, last, those around the one shown and today's; gaps between them."""
    wanted = {0, len(cards) - 1, now, *range(shown - _WINDOW, shown + _WINDOW + 1)}
    last = -1
    for place, card in enumerate(cards):
        if place in wanted:
            yield Stop(card, place == shown, place - last > 1)
            last = place


def _additions(
    held: Service, finder: Finder, asked: Asked, view: View, cards: list[m.VersionCard]
) -> Additions:
    petits: dict[tuple[str, str], list[str]] = {}
    provisions = petit_provisions(held.holdings, asked)
    histories: dict[str, str] = {}
    names: dict[str, str] = {}
    touched = {
        wid
        for change in cards[asked.version.place].grounds
        if change.status == "applied"
        for wid in change.touched
    }
    changed: set[str] = set()
    for unit in asked.shown.walk():
        for petit in unit.petits:
            found = provisions.get((unit.wid, petit.date, petit.number), [])
            printed = petit.printed.replace("^", "")
            petits[unit.eid, printed] = [view.href(iri) for iri in found]
        if unit.kind in _HOSTS and unit is not asked.unit:
            histories[unit.eid] = view.href(str(asked.permalink.at(unit.eid)))
            names[unit.eid] = place_name(unit.eid, view.language)
        if unit.wid in touched and unit.eid:
            changed.add(unit.eid)
    words = {key: view.t(key) for key in ("history", "changed-here", "table")}
    notes = _notes(asked, view, cards)
    references = References(held.holdings, finder.resolver(), asked, held.today())

    def linked(unit: Unit) -> Iterator[LinkedSpan]:
        for start, end, address in references.of(unit):
            yield start, end, address if address[:1] == "#" else view.href(address)

    return Additions(
        petits, histories, names, notes, frozenset(changed), linked, words, view.language
    )


def _notes(asked: Asked, view: View, cards: list[m.VersionCard]) -> dict[str, list[Note]]:
    """Under each article: another wording that is coming, an order that was refused."""
    out: dict[str, list[Note]] = {}
    here = asked.version
    hosts = _hosts(asked)
    for card in cards[here.place + 1 :]:
        if card.status != "future" or card.valid_from is None:
            continue
        told: set[str] = set()
        for change in card.grounds:
            for wid in change.touched if change.status == "applied" else ():
                eid = hosts.get(wid)
                if eid is None or eid in told:
                    continue
                told.add(eid)
                where = f"/compare{asked.iri.work}/!{_local(asked, eid)}"
                link = view.href(where, **{"from": here.valid_from or "original"},
                                 to=card.valid_from)  # fmt: skip
                text = f"{view.t('future-wording')} – {view.since(card.valid_from)}."
                out.setdefault(eid, []).append(Note(text, link, view.t("compare"), "future"))
    for card in cards[: here.place + 1]:
        for change in card.grounds:
            eid = _named(asked, change) if change.refusal else None
            if eid is None or change.refusal is None:
                continue
            reason = change.refusal.georgian if view.georgian else change.refusal.reason
            text = f"{view.t('refusal')}: {change.path} – {reason}."
            link = view.href(change.provision or change.amending)
            out.setdefault(eid, []).append(
                Note(text, link, f"№{change.amending_number or '?'}", "refused")
            )
    return out


def _local(asked: Asked, eid: str) -> str:
    return str(asked.iri.at(eid)).partition("/!")[2]


def _hosts(asked: Asked) -> dict[str, str]:
    """For every unit shown, by wId, the article (or clause, annex) it stands in or is."""
    out: dict[str, str] = {}
    stack = [(asked.shown, "")]
    while stack:
        unit, host = stack.pop()
        host = unit.eid if unit.kind in _HOSTS else host
        if host:
            out[unit.wid] = host
        stack.extend((child, host) for child in unit.children)
    return out


def _named(asked: Asked, change: m.Change) -> str | None:
    """The article a refused order names, where the act's own text has it."""
    first, _, number = change.path.partition(",")[0].partition(" ")
    if first != "მუხლი" or change.document:
        return None
    try:
        wanted = Number.parse(number)
    except ValueError:
        return None
    body = asked.act.section(Kind.BODY)
    if body is None:
        return None
    shown = {one.eid for one in asked.shown.walk()}
    return next(
        (
            one.eid
            for one in body.walk()
            if one.kind is Kind.ARTICLE and one.number == wanted and one.eid in shown
        ),
        None,
    )


@dataclass(frozen=True, slots=True)
class Ahead:
    """A unit that a coming version changes or adds."""

    card: m.VersionCard
    name: str
    added: bool


def _ahead(asked: Asked, cards: list[m.VersionCard], view: View) -> Iterator[Ahead]:
    held = {unit.wid for unit in asked.act.walk()}
    parts = says_parts(asked.act)
    for card in cards[asked.version.place + 1 :]:
        if card.status == "future":
            for change in card.grounds:
                if change.status == "applied" and change.touched:
                    wid = change.touched[0]
                    name = place_name(wid, view.language, parts=parts)
                    yield Ahead(card, name, wid not in held)


@dataclass(frozen=True, slots=True)
class WordingRow:
    """One wording with its difference from the one before, as HTML."""

    wording: m.Wording
    html: str
    number: int


def _wordings(held: Service, asked: Asked, life: m.HistoryAnswer) -> Iterator[WordingRow]:
    """Newest first."""
    rows: list[WordingRow] = []
    before: Unit | None = None
    number = 0
    assert asked.unit is not None
    found = intervals(held.holdings, asked, asked.unit)
    readings = {version_at(asked, start).valid_from: unit for start, _, unit in found}
    for wording in life.wordings:
        unit = None
        if wording.iri is not None:
            unit = readings[wording.valid_from]
        number += unit is not None
        shown = ""
        if unit is not None:
            lines = lines_of(unit)
            shown = html_words(line_words(lines_of(before) if before else lines, lines))
        rows.append(WordingRow(wording, shown, number))
        before = unit
    yield from reversed(rows)
