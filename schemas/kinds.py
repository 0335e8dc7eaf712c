"""Kinds of acts, issuers and places as data: slug for identifiers, genitive for citations.

The data is schemas/kinds.json. What is not in it is not refused: its slug is its own
romanization (:func:`schemas.letters.slug`), and its genitive is None.

>>> kind_slug("ორგანული კანონი"), issuer_slug("საქართველოს პარლამენტი")
('organuli-kanoni', (None, 'parlamenti'))
>>> issuer_slug("დუშეთის მუნიციპალიტეტის საკრებულო")
('dusheti', 'sakrebulo')
>>> kind_genitive("ბრძანება")
'ბრძანების'
"""

from __future__ import annotations

import json
import re
from functools import cache
from importlib import resources
from typing import NamedTuple

from schemas.letters import slug


class Name(NamedTuple):
    """One row of the data. ``name`` is the nominative."""

    name: str
    genitive: str
    slug: str


_LOCAL = re.compile(
    r"(?:თვითმმართველი\s+)?(?:ქალაქ(?:ის|ი)?(?:\s*-\s*|\s+)|ქ\.\s*)?"
    r"(?P<place>[^\s.-]+)(?P<town>\s+მუნიციპალიტეტის)?\s*-?\s+(?P<body>\S.*)"
)
_TOWN = re.compile(r"(?:თვითმმართველი\s+)?ქალაქ(?:ის|ი)?[\s-]|ქ\.")
_REPUBLICS = ("აჭარის ავტონომიური რესპუბლიკის ", "აფხაზეთის ავტონომიური რესპუბლიკის ")


@cache
def table(name: str) -> dict[str, Name]:
    """One table of the data („kinds“, „issuers“, „bodies“, „places“) by nominative."""
    data = json.loads(resources.files("schemas").joinpath("kinds.json").read_text("utf-8"))
    rows = (Name(**row) for row in data[name])
    return {row.name: row for row in rows}


@cache
def _index(name: str, form: str) -> dict[str, Name]:
    """Rows by one of their forms („name“, „genitive“), spaces and dashes left out: copies split
    and glue words („საქ ართველოს“, „საქართველოსმთავრობა“)."""
    return {_key(getattr(row, form)): row for row in table(name).values()}


def _key(words: str) -> str:
    return re.sub(r"[\s–-]", "", words)


def _plain(words: str) -> str:
    return " ".join(words.replace("–", "-").split())


def kind_slug(kind: str) -> str:
    """The IRI segment of a kind of act given in the nominative."""
    name = _plain(kind).removeprefix("საქართველოს ")
    row = _index("kinds", "name").get(_key(name))
    return row.slug if row else slug(name)


def issuer_slug(issuer: str) -> tuple[str | None, str]:
    """Place (None: the whole country) and IRI segment of an issuer in the nominative."""
    name = _plain(issuer)
    issuers = _index("issuers", "name")
    row = issuers.get(_key(name)) or issuers.get(_key(f"საქართველოს {name}"))
    if row:
        return None, row.slug
    for republic in _REPUBLICS:
        if name.startswith(republic):
            place = _index("places", "genitive")[_key(republic)]
            return place.slug, _body_slug(name.removeprefix(republic))
    match = _LOCAL.fullmatch(name)
    if match and (match["town"] or _TOWN.match(name)):
        held = _index("places", "genitive").get(_key(match["place"]))
        return held.slug if held else slug(match["place"]), _body_slug(match["body"])
    return None, slug(name.removeprefix("საქართველოს "))


def _body_slug(body: str) -> str:
    row = _index("bodies", "name").get(_key(body))
    return row.slug if row else slug(body)


def kind_genitive(kind: str) -> str | None:
    """„კანონის“ for „კანონი“; None where the kind is not in the data."""
    row = _index("kinds", "name").get(_key(kind))
    return row.genitive if row else None


def issuer_genitive(issuer: str) -> str | None:
    """„საქართველოს პარლამენტის“; None where no rule of the data gives it."""
    name = _plain(issuer)
    row = _index("issuers", "name").get(_key(name))
    if row:
        return row.genitive
    for body in table("bodies").values():
        if name.endswith(" " + body.name):
            return name[: -len(body.name)] + body.genitive
    return None


def issuer_nominative(genitive: str) -> str | None:
    """„საქართველოს მთავრობა“ for „საქართველოს მთავრობის“; None where the data has none."""
    name = _plain(genitive)
    row = _index("issuers", "genitive").get(_key(name))
    if row:
        return row.name
    for body in table("bodies").values():
        if name.endswith(" " + body.genitive):
            return name[: -len(body.genitive)] + body.name
    return None
