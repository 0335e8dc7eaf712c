"""Unit versions as data: a hash for each unit, one Merkle root for a text, JSON that comes back.

The hash of a unit is SHA-256 over its own fields and the hashes of its children, so two texts
have one root exactly when every unit, petit and placeholder in them is the same. Offsets into
the source are kept in the JSON and are no part of the hash.

>>> from schemas.model import Unit
>>> point = Unit(Kind.POINT, Number.parse("3^1"), "3^1.", children=[Unit(Kind.TEXT, text="ა")])
>>> unit_from_json(unit_to_json(point)) == point
True
>>> same = unit_hash(point)
>>> point.children[0].text = "ბ"
>>> unit_hash(point) == same
False
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable
from typing import Any

from schemas.model import Kind, Petit, Removal, Unit
from schemas.numbers import Number

_PETIT = (
    "printed", "style", "kind", "issuer", "date", "number", "organ", "published", "issue",
    "locator",
)  # fmt: skip
_dumps = json.JSONEncoder(ensure_ascii=False, separators=(",", ":")).encode


def own_fields(unit: Unit) -> dict[str, Any]:
    """What a unit holds beside its children, empty fields left out."""
    out: dict[str, Any] = {"unit": unit.kind.value}
    if unit.number is not None:
        out["number"] = str(unit.number)
    if unit.label:
        out["label"] = unit.label
    if unit.heading:
        out["heading"] = unit.heading
    if unit.text:
        out["text"] = unit.text
    if unit.role:
        out["role"] = unit.role
    if unit.rows:
        out["rows"] = unit.rows
    if unit.petits:
        out["petits"] = [_petit(petit) for petit in unit.petits]
    if unit.removal is not None:
        removal = unit.removal
        out["removal"] = [removal.printed, removal.verb, removal.date, removal.number]
    out["eid"] = unit.eid
    out["wid"] = unit.wid
    if unit.future_from:
        out["future_from"] = unit.future_from
    return out


def _petit(petit: Petit) -> dict[str, Any]:
    return {name: value for name in _PETIT if (value := getattr(petit, name)) is not None}


def unit_hash(unit: Unit) -> str:
    """Hash of a unit with everything below it."""
    return frame_hash(own_json(unit), [unit_hash(child) for child in unit.children])


def own_json(unit: Unit) -> str:
    """The own fields as the one text that is hashed."""
    return _dumps(own_fields(unit))


def frame_hash(own: str, children: Iterable[str]) -> str:
    """The Merkle rule: own fields, then the hash of each child, one a line."""
    return hashlib.sha256("\n".join([own, *children]).encode()).hexdigest()


def unit_to_json(unit: Unit) -> str:
    """A unit with everything below it, offsets included."""
    return _dumps(_nested(unit))


def _nested(unit: Unit) -> dict[str, Any]:
    out = own_fields(unit)
    if unit.span is not None:
        out["span"] = unit.span
    if unit.children:
        out["children"] = [_nested(child) for child in unit.children]
    return out


def unit_from_json(text: str | bytes) -> Unit:
    """Inverse of :func:`unit_to_json`."""
    return _unit(json.loads(text))


def _unit(data: dict[str, Any]) -> Unit:
    number, span, removal = data.get("number"), data.get("span"), data.get("removal")
    return Unit(
        Kind(data["unit"]),
        Number.parse(number) if number else None,
        data.get("label", ""),
        data.get("heading", ""),
        data.get("text", ""),
        data.get("role", ""),
        [_unit(child) for child in data.get("children", ())],
        data.get("rows", []),
        [Petit(**petit) for petit in data.get("petits", ())],
        Removal(*removal) if removal else None,
        data["eid"],
        data["wid"],
        (span[0], span[1]) if span else None,
        data.get("future_from"),
    )


def frame_to_json(frame: Unit) -> str:
    """A frame with the names of its children in place of them."""
    out = own_fields(frame)
    if frame.span is not None:
        out["span"] = frame.span
    out["holds"] = [child.wid for child in frame.children]
    return _dumps(out)


def frame_from_json(text: str | bytes) -> tuple[Unit, list[str]]:
    """A frame without its children, and the ``wid`` of each, in order."""
    data = json.loads(text)
    return _unit(data), data["holds"]


def frame_parts(text: str) -> tuple[str, list[str]]:
    """What of a frame's JSON is hashed (as :func:`own_json`), and the ``wid`` of each child."""
    data = json.loads(text)
    holds: list[str] = data.pop("holds")
    data.pop("span", None)
    return _dumps(data), holds


def body_key(body: str) -> str:
    """The name of a body in a store: the hash of its JSON."""
    return hashlib.sha256(body.encode()).hexdigest()
