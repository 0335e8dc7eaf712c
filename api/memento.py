"""Memento (RFC 7089): the versions of an act as seen by clients that travel in time.

The act's IRI, without a version, is the original resource and its own TimeGate; each
``kat@day`` is a memento of the Tbilisi midnight on which it begins. A version whose beginning
is not known has no instant and is in no TimeMap.
"""

from __future__ import annotations

from dataclasses import replace

from api import v1_models as m
from api.asked import Asked
from api.days import http_date
from schemas.iri import Iri

TIMEMAP = "/api/v1/timemap"


def original(iri: Iri) -> Iri:
    """The act or unit without a version or a file."""
    return replace(iri, how="", day="", extension="")


def timemap(base: str, asked: Asked) -> m.TimeMapAnswer:
    """Every memento of an act or a unit, oldest first."""
    name = original(asked.iri)
    held = [one for one in asked.versions if one.valid_from]
    mementos = [
        m.Memento(
            uri=f"{base}{replace(name, how='@', day=one.valid_from or '')}",
            datetime=http_date(one.valid_from or ""),
            valid_from=one.valid_from,
            valid_to=one.valid_to,
        )
        for one in held
    ]
    return m.TimeMapAnswer(original=f"{base}{name}", timegate=f"{base}{name}", mementos=mementos)


def link_format(base: str, asked: Asked) -> str:
    """The TimeMap as ``application/link-format`` (RFC 7089 §5)."""
    found = timemap(base, asked)
    rows = [
        f'<{found.original}>; rel="original timegate"',
        f'<{base}{TIMEMAP}{original(asked.iri)}>; rel="self"; type="application/link-format"',
    ]
    last = len(found.mementos) - 1
    for place, one in enumerate(found.mementos):
        rel = " ".join(
            word
            for word in ("first" if place == 0 else "", "last" if place == last else "", "memento")
            if word
        )
        rows.append(f'<{one.uri}>; rel="{rel}"; datetime="{one.datetime}"')
    return ",\n".join(rows) + "\n"


def at_or_before(asked: Asked, day: str) -> str:
    """The memento a TimeGate sends to: the version of that day, or the first one there is."""
    held = [one for one in asked.versions if one.valid_from]
    found = next((one for one in reversed(held) if (one.valid_from or "") <= day), None)
    chosen = found or (held[0] if held else asked.versions[0])
    return str(replace(original(asked.iri), how="@", day=chosen.valid_from or ""))


def links(asked: Asked) -> list[str]:
    """Link headers of a text: RFC 7089, RFC 5829, and its other formats."""
    name = original(asked.iri)
    versions, place = asked.versions, asked.version.place

    def at(index: int) -> str:
        return str(replace(name, how="@", day=versions[index].valid_from or ""))

    out = [
        f'<{name}>; rel="original timegate latest-version"',
        f'<{TIMEMAP}{name}>; rel="timemap"; type="application/link-format"',
        f'<{asked.permalink}>; rel="canonical"',
        f'</api/v1/versions{asked.iri.work}>; rel="version-history"; type="application/json"',
        f'</api/v1/acts{asked.permalink}>; rel="alternate describedby"; type="application/json"',
        '</api/v1/openapi.json>; rel="service-desc"; type="application/json"',
    ]
    if place > 0:
        out.append(f'<{at(place - 1)}>; rel="predecessor-version"')
    if place + 1 < len(versions):
        out.append(f'<{at(place + 1)}>; rel="successor-version"')
    return out
