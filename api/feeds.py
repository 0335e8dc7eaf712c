"""What was registered, oldest first, for machines that keep up: JSON, Atom, a map of the site.

Each item is one act as it was registered, with the acts whose text it changes. ``since`` is the
instant of the last item met (or a day); the answer goes on after it.
"""

from __future__ import annotations

from datetime import UTC, datetime
from html import escape

from api import v1_models as m
from api.answers import act_card
from api.days import read_day
from api.holdings import Card, Holdings
from api.names import act_name
from api.problems import Problem

PAGE = 100
_MAP = 40_000  # addresses in one map; the protocol allows 50,000


def read_since(text: str) -> str:
    """An instant in UTC, or the first instant of a day, in the form instants are kept in.

    Raises :class:`Problem`.
    """
    if not text:
        return ""
    day = read_day(text)
    try:
        found = datetime.fromisoformat(day or text.strip().replace(" ", "+"))
        found = found.replace(tzinfo=UTC) if found.tzinfo is None else found.astimezone(UTC)
    except (ValueError, OverflowError):
        expected = ["YYYY-MM-DD", "2026-11-22T08:00:00.000000+00:00"]
        raise Problem("bad-parameter", f"no such instant: {text[:80]!r}", parameter="since",
                      expected=expected) from None  # fmt: skip
    return found.isoformat(timespec="microseconds")


def change_log(holdings: Holdings, since: str, limit: int) -> m.ChangeLog:
    """Acts registered after an instant."""
    items = [
        m.Registered(act=act_card(card), changes=targets)
        for card, targets in holdings.changes(since, limit)
    ]
    last = items[-1].act.recorded if items else since
    onward = f"/api/v1/changes?since={last.replace('+', '%2B')}&limit={limit}"
    return m.ChangeLog(items=items, since=last, next=onward if len(items) == limit else None)


def atom(holdings: Holdings, base: str, since: str, limit: int) -> str:
    """The newest registered acts as Atom (RFC 4287); with ``since`` those after it."""
    if since:
        held = list(holdings.changes(since, limit))
    else:
        held = [(card, []) for card in reversed(holdings.latest(limit))]
    newest = held[-1][0].recorded if held else since or "1970-01-01T00:00:00+00:00"
    entries = "".join(_entry(card, targets, base) for card, targets in reversed(held))
    own = escape(f"{base}/api/v1/changes.atom")
    return (
        '<?xml version="1.0" encoding="utf-8"?>\n'
        '<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="ka">\n'
        f"<id>{own}</id>\n"
        "<title>საკანონმდებლო მაცნე: რეგისტრირებული აქტები</title>\n"
        f"<updated>{newest}</updated>\n"
        "<author><name>საქართველოს საკანონმდებლო მაცნე</name></author>\n"
        f'<link rel="self" type="application/atom+xml" href="{own}"/>\n'
        f'<link rel="alternate" type="text/html" href="{escape(base)}/"/>\n'
        f"{entries}</feed>\n"
    )


def _entry(card: Card, targets: list[str], base: str) -> str:
    address = escape(f"{base}{card.iri}")
    related = "".join(
        f'<link rel="related" href="{escape(base + target)}"/>\n' for target in targets
    )
    issued = card.particulars.published or card.particulars.date
    published = f"<published>{issued}T00:00:00+04:00</published>\n" if issued else ""
    return (
        f"<entry>\n<id>{address}</id>\n<title>{escape(_legal(card.title))}</title>\n"
        f"<updated>{card.recorded}</updated>\n{published}"
        f'<link rel="alternate" type="text/html" href="{address}"/>\n'
        f'<link rel="alternate" type="application/akn+xml" href="{address}/!main.xml"/>\n'
        f"{related}<summary>{escape(_legal(act_name(card.particulars)))}</summary>\n</entry>\n"
    )


def _legal(text: str) -> str:
    """Without the characters that XML 1.0 cannot hold."""
    return "".join(c if c >= " " or c in "\t\n" else " " for c in text if c not in "\ufffe\uffff")


def sitemap_index(holdings: Holdings, base: str) -> str:
    """The maps there are, by registration sequence."""
    total = holdings.latest(1)
    last = total[0].sequence if total else 0
    maps = "".join(
        f"<sitemap><loc>{escape(base)}/sitemap-{start}.xml</loc></sitemap>\n"
        for start in range(0, max(last, 1), _MAP)
    )
    return (
        '<?xml version="1.0" encoding="UTF-8"?>\n'
        f'<sitemapindex xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">\n{maps}</sitemapindex>\n'
    )


def sitemap(holdings: Holdings, base: str, start: int) -> str:
    """One map: every act whose sequence follows ``start``."""
    rows = "".join(
        f"<url><loc>{escape(base + card.iri)}</loc><lastmod>{card.recorded}</lastmod></url>\n"
        for card in holdings.cards(start, _MAP)
        if card.sequence <= start + _MAP
    )
    return (
        '<?xml version="1.0" encoding="UTF-8"?>\n'
        f'<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">\n{rows}</urlset>\n'
    )
