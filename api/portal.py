"""What every page of the portal has in common: templates, language, addresses, static files."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache, partial
from importlib import resources
from typing import Any
from urllib.parse import quote, urlencode

from fastapi import Request
from fastapi.responses import Response
from jinja2 import Environment, PackageLoader, StrictUndefined, select_autoescape
from markupsafe import Markup, escape

from api.days import (
    day_before,
    english_day,
    genitive_day,
    georgian_day,
    printed_day,
    since_day,
)
from api.names import Language
from api.service import CACHE
from api.words import word
from schemas.numbers import raise_superscripts

_KINDS = {
    "css": "text/css; charset=utf-8",
    "js": "text/javascript; charset=utf-8",
    "woff2": "font/woff2",
    "svg": "image/svg+xml",
}


@cache
def static(name: str) -> tuple[bytes, str] | None:
    """A static file and its media type; None where there is none of that name."""
    kind = _KINDS.get(name.rpartition(".")[2])
    parts = name.split("/")
    if kind is None or any(part in ("", ".", "..") for part in parts):
        return None
    found = resources.files("api").joinpath("static", *parts)
    return (found.read_bytes(), kind) if found.is_file() else None


@cache
def static_address(name: str) -> str:
    """The address of a static file; another one when its bytes change."""
    held = static(name)
    assert held is not None, name
    return f"/static/{name}?v={hashlib.sha256(held[0]).hexdigest()[:12]}"


@dataclass(frozen=True, slots=True)
class View:
    """Who looks and when: the language of the interface, today, the address of the page."""

    language: Language
    today: str
    base: str
    path: str
    query: tuple[tuple[str, str], ...] = ()

    @classmethod
    def of(cls, request: Request, today: str) -> View:
        language: Language = "en" if request.query_params.get("lang") == "en" else "ka"
        rest = tuple((k, v) for k, v in request.query_params.multi_items() if k != "lang")
        base = str(request.base_url).rstrip("/")
        return cls(language, today, base, request.url.path, rest)

    def t(self, key: str) -> str:
        return word(key, self.language)

    def href(self, address: str, **query: str) -> str:
        """An address inside the site that keeps the language of the interface."""
        address, hash_, anchor = address.partition("#")
        pairs = {**query, **({"lang": "en"} if self.language == "en" else {})}
        joint = "&" if "?" in address else "?"
        out = quote(address, safe="/@:!~.-_?=&%,+") + (joint + urlencode(pairs) if pairs else "")
        return f"{out}{hash_}{anchor}"

    def other(self) -> str:
        """This page in the other language of the interface."""
        pairs = [*self.query, *([("lang", "en")] if self.language == "ka" else [])]
        address = quote(self.path, safe="/@:!~.-_")
        return f"{address}?{urlencode(pairs)}" if pairs else address

    def day(self, day: str) -> str:
        """A day in words."""
        return english_day(day) if self.language == "en" else georgian_day(day)

    def since(self, day: str) -> str:
        """„2027 წლის 1 იანვრიდან“."""
        return f"from {english_day(day)}" if self.language == "en" else since_day(day)

    def current_to(self, day: str) -> str:
        """To what day the law is known."""
        if self.language == "en":
            return f"Reflects acts published up to {english_day(day)}."
        return f"ასახულია {genitive_day(day)} ჩათვლით გამოქვეყნებული აქტები."

    def interval(self, start: str | None, end: str | None) -> Markup:
        """„25.05.2022 – 31.12.2026“ with both days in, as ``time`` elements."""
        first = _time(start) if start else escape(self.t("original"))
        last = _time(day_before(end)) if end else Markup("…")
        return Markup("{} – {}").format(first, last)

    @property
    def georgian(self) -> bool:
        return self.language == "ka"


def _time(day: str) -> Markup:
    return Markup('<time datetime="{}">{}</time>').format(day, printed_day(day))


def raised(text: str) -> Markup:
    """Words with raised numbers as ``sup`` that ears hear as prims („37 პრიმა 1“).

    >>> raised("მუხლი 37^1")
    Markup('მუხლი 37<sup><span class="vh"> პრიმა </span>1</sup>')
    """
    head, *rest = text.split("^")
    out = escape(head)
    for part in rest:
        digits = part[: len(part) - len(part.lstrip("0123456789"))]
        if digits:
            out += Markup('<sup><span class="vh"> პრიმა </span>{}</sup>').format(digits)
            out += escape(part[len(digits) :])
        else:
            out += escape("^" + part)
    return out


@cache
def environment() -> Environment:
    env = Environment(
        loader=PackageLoader("api"),
        autoescape=select_autoescape(["html"]),
        trim_blocks=True,
        lstrip_blocks=True,
        undefined=StrictUndefined,
    )
    env.globals["static"] = static_address
    env.filters["raised"] = raised
    env.filters["plain"] = raise_superscripts
    env.filters["printed"] = printed_day
    return env


def page(template: str, view: View, status: int = 200, **values: Any) -> Response:
    """A page, ready to be sent."""
    text = rendered(template, view, **values)
    headers = {"cache-control": CACHE, "content-language": view.language, "vary": "Accept"}
    return Response(text, status, headers, "text/html; charset=utf-8")


def rendered(template: str, view: View, **values: Any) -> str:
    t: Callable[[str], str] = partial(word, language=view.language)
    return environment().get_template(template).render(view=view, t=t, **values)
