"""What a page of the Herald's site says about its act: the table above the document.

Labels and values stand in cells side by side; the same values are often repeated below without
labels, so that only a cell that follows a label is read (LANGUAGE.md, (e)).
"""

from __future__ import annotations

import re
from itertools import pairwise

from lxml import etree

from acts.dates import dotted_date
from schemas.model import Particulars

_LABELS = {
    "დოკუმენტის ნომერი": "number",
    "დოკუმენტის მიმღები": "issuer",
    "მიღების თარიღი": "date",
    "დოკუმენტის ტიპი": "kind",
    "გამოქვეყნების წყარო, თარიღი": "published",
    "სარეგისტრაციო კოდი": "code",
    "კონსოლიდირებული პუბლიკაციები": "publications",
}
_KIND_WORD = re.compile(r"(?:(?:ორგანული|კონსტიტუციური)\s+)?[ა-ჰ]+$")
_VIEW = re.compile(r"/document/view/(\d+)(?:[/?](?:[^\"'\s]*?[?&])?publication=(\d+)|)")
_SITE_NAME = re.compile(r"\s*\|\s*(?:სსიპ\s.*)?[^|]*საკანონმდებლო\s+მაცნე.*$")


def page_particulars(root: etree._Element, body: etree._Element) -> Particulars:
    """Particulars from the page around the document ``body``."""
    values = _values(root, body)
    heading = root.find(".//title")
    title = _SITE_NAME.sub("", _words(heading)) if heading is not None else ""
    kind = _KIND_WORD.search(values.get("kind", ""))
    published = values.get("published", "")
    seen = _address(root)
    return Particulars(
        title=title or None,
        kind=" ".join(kind.group().split()) if kind else None,
        issuer=values.get("issuer") or None,
        date=dotted_date(values.get("date", "")),
        number=values.get("number") or None,
        registration_code=values.get("code") or None,
        matsne_id=seen.group(1) if seen else None,
        published=dotted_date(published),
        organ=published.split(",")[0].strip() or None,
        publication_index=int(seen.group(2)) if seen and seen.group(2) else None,
    )


def _values(root: etree._Element, body: etree._Element) -> dict[str, str]:
    cells = [
        cell
        for cell in root.iter("td", "th", "dt", "dd", "span", "div")
        if not any(above is body for above in (cell, *cell.iterancestors()))
    ]
    values: dict[str, str] = {}
    for cell, following in pairwise(cells):
        if len(cell) > 3 or len(cell.text or "") > 80:
            continue
        name = _LABELS.get(_words(cell).rstrip(" :"))
        if name and name not in values:
            value = _words(following)
            values[name] = "" if value.rstrip(" :") in _LABELS else value
    return values


def _address(root: etree._Element) -> re.Match[str] | None:
    """The page's own address: the canonical link, else ``og:url``."""
    for link in root.iter("link"):
        if (link.get("rel") or "").lower() == "canonical":
            return _VIEW.search(link.get("href") or "")
    for meta in root.iter("meta"):
        if meta.get("property") == "og:url":
            return _VIEW.search(meta.get("content") or "")
    return None


def _words(element: etree._Element) -> str:
    return " ".join("".join(str(text) for text in element.itertext()).split())
