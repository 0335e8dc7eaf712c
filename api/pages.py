"""Pages for people: the list of acts, and an act on a day with its versions.

Pure functions of the store; the server and the demo's file both use them.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from functools import cache
from typing import Any

from jinja2 import Environment, PackageLoader, select_autoescape

from acts.akn_reader import read_akn
from acts.html_writer import to_html_fragment
from registry.store import Expression, Store, Work
from schemas.numbers import raise_superscripts
from schemas.refusals import GEORGIAN

Href = Callable[[str, str | None], str]  # IRI, day → address of the page


def server_href(iri: str, on: str | None) -> str:
    """Addresses on the server: the IRI itself, with the day as an expression."""
    return f"{iri}/kat:{on}" if on else iri


@cache
def _templates() -> Environment:
    return Environment(
        loader=PackageLoader("api"), autoescape=select_autoescape(["html"]), trim_blocks=True
    )


def _render(name: str, **values: Any) -> str:
    environment = _templates()
    style = environment.get_template("site.css").render()
    return environment.get_template(name).render(style=style, **values)


def index_page(store: Store, href: Href = server_href) -> str:
    """Every act in the store, in the order of registration."""
    acts = [
        {
            "href": href(work.iri, None),
            "title": work.particulars.title or work.iri,
            "facts": facts(work),
            "versions": len(store.expressions(work.iri)),
        }
        for work in store.works()
    ]
    return _render("index.html", title="ნორმატიული აქტები", acts=acts, root=href("", None))


def facts(work: Work) -> str:
    """„საქართველოს პარლამენტი, კანონი №410, 2021-02-10“ from what is known."""
    p = work.particulars
    number = f"№{p.number}" if p.number else None
    name = " ".join(part for part in (p.kind, number) if part)
    return ", ".join(part for part in (p.issuer, name, p.date) if part)


def current(items: list[Expression], today: str) -> Expression:
    """The version of today; before an act takes effect, its first."""
    return next((item for item in reversed(items) if item.holds_on(today)), items[0])


def act_page(
    store: Store,
    work: Work,
    shown: Expression,
    *,
    today: str | None = None,
    href: Href = server_href,
) -> str:
    """One version of an act with the list of all of them."""
    now = today or date.today().isoformat()
    versions = [
        {
            "href": href(work.iri, item.valid_from),
            "label": f"{item.valid_from or 'მიღებიდან'} – {item.valid_to or '…'}",
            "shown": item.valid_from == shown.valid_from,
            "future": (item.valid_from or "") > now,
        }
        for item in store.expressions(work.iri)
    ]
    outcomes = [
        {
            **outcome,
            "text": raise_superscripts(_outcome_text(outcome)),
            "georgian": GEORGIAN[outcome["refusal"]["name"]] if outcome["refusal"] else "",
        }
        for outcome in shown.outcomes
    ]
    return _render(
        "act.html",
        title=work.particulars.title or work.iri,
        root=href("", None),
        versions=versions,
        outcomes=outcomes,
        body=to_html_fragment(read_akn(shown.akn)),
    )


_ACTIONS = {
    "substitute": "ახალი რედაქცია",
    "insert": "დაემატა",
    "repeal": "ამოღებულია",
    "substitute-text": "სიტყვები შეიცვალა",
    "insert-text": "სიტყვები დაემატა",
    "repeal-text": "სიტყვები ამოღებულია",
    "renumber": "ნუმერაცია შეიცვალა",
    "repeal-act": "აქტი ძალადაკარგულია",
}
_UNITS = {
    "book": "წიგნი", "part": "კარი", "chapter": "თავი", "article": "მუხლი", "point": "პუნქტი",
    "subpoint": "ქვეპუნქტი", "paragraph": "აბზაცი", "sentence": "წინადადება", "note": "შენიშვნა",
    "annex": "დანართი", "table": "ცხრილი", "row": "სტრიქონი", "column": "სვეტი",
}  # fmt: skip


def _outcome_text(outcome: dict[str, Any]) -> str:
    path = ", ".join(
        f"{_UNITS.get(kind, kind)} {number or ''}".strip() for kind, number in outcome["units"]
    )
    where = ": ".join(part for part in (outcome["document"], path) if part) or "აქტი"
    action = _ACTIONS.get(outcome["action"], outcome["action"])
    return f"№{outcome['amending_number'] or '?'} – {where} – {action}"
