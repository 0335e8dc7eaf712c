"""The portal's pages as files that open without a server."""

from __future__ import annotations

import shutil
from importlib import resources
from pathlib import Path
from urllib.parse import unquote, urlsplit

from lxml import etree, html

from api.asked import read_iri, resolve
from api.finding import Finder
from api.holdings import Holdings
from api.page_act import act_page
from api.page_home import home_page
from api.portal import View
from api.service import Service
from registry.store import Store


def write_pages(store: Store, folder: Path, today: str) -> Path:
    """The first page and every version of every act; returns the page of the first act.

    Links to pages that are no files are left as words.
    """
    holdings = Holdings(store)
    held, finder = Service(holdings, lambda: today), Finder(holdings, None)
    view = View("ka", today, "", "/")
    names = {"/": "index.html"}
    pages = {"/": bytes(home_page(held, view).body)}
    cards = holdings.cards()
    for card in cards:
        for iri in (card.iri, *(one.iri for one in holdings.versions(card.iri))):
            names[iri] = file_name(iri)
            asked = resolve(holdings, read_iri(iri), today)
            pages[iri] = bytes(act_page(held, finder, asked, view).body)
    for iri, body in pages.items():
        (folder / names[iri]).write_bytes(_as_file(body, names))
    static = resources.files("api").joinpath("static")
    with resources.as_file(static) as source:
        shutil.copytree(source, folder / "static", dirs_exist_ok=True)
    style = folder / "static" / "portal.css"
    style.write_text(style.read_text("utf-8").replace('"/static/', '"'), encoding="utf-8")
    holdings.close()
    return folder / file_name(cards[0].iri)


def file_name(iri: str) -> str:
    """``/akn/ge/act/…/kat@2022-05-25`` → ``ge_act_…_2022-05-25.html``."""
    work, _, day = iri.partition("/kat@")
    stem = work.removeprefix("/akn/").replace("/", "_")
    return f"{stem}{f'_{day}' if day else ''}.html"


def _as_file(body: bytes, names: dict[str, str]) -> bytes:
    root: etree._Element = html.document_fromstring(body.decode())
    for form in list(root.iter("form")):
        form.getparent().remove(form)  # type: ignore[union-attr]
    for element in list(root.iter()):
        for attribute in ("href", "src"):
            address = element.get(attribute)
            if address is None or address.startswith("#"):
                continue
            parts = urlsplit(unquote(address))
            if parts.path.startswith("/static/"):
                hash_ = f"#{parts.fragment}" if parts.fragment else ""
                element.set(attribute, parts.path[1:] + hash_)
            elif parts.path in names and not parts.query:
                hash_ = f"#{parts.fragment}" if parts.fragment else ""
                element.set(attribute, names[parts.path] + hash_)
            else:
                del element.attrib[attribute]
    return bytes(html.tostring(root, encoding="utf-8", doctype="<!doctype html>"))
