"""Records of the State Register as data: one shape for pages, the API and files.

What a record lacks is ``null`` (in a table an empty cell) and is named in ``missing``.
"""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterable, Iterator
from typing import Any

from registry.records import Entered
from registry.register_search import state_of

COLUMNS = (
    "entry", "act", "origin", "kind", "issuers", "title", "date", "until", "number", "organ",
    "published", "code", "code_as_printed", "changed", "petits", "state", "in_force_since",
    "in_force_until", "missing", "recorded",
)  # fmt: skip


def described(found: Entered, day: str) -> dict[str, Any]:
    """A record as plain data; ``state`` is that of a day (ISO)."""
    record = found.record
    return {
        "entry": found.entry,
        "act": found.iri,
        "origin": record.origin,
        "kind": record.kind,
        "issuers": list(record.issuers),
        "title": record.title,
        "date": record.date,
        "until": record.until,
        "number": record.number,
        "organ": record.organ,
        "published": record.published,
        "code": record.code.short if record.code else None,
        "code_as_printed": record.code_as_printed,
        "changed": list(record.changed),
        "petits": [{"date": on, "number": number} for on, number in record.petits],
        "state": state_of(found, day),
        "in_force_since": found.since,
        "in_force_until": found.until,
        "missing": list(record.missing),
        "recorded": found.recorded,
    }


def as_csv(records: Iterable[Entered], day: str) -> Iterator[str]:
    """A table, UTF-8 with the mark by which spreadsheets know it; lists are cells with „; “."""
    yield "\ufeff" + _line(list(COLUMNS))
    for found in records:
        data = described(found, day)
        data["petits"] = [
            f"{on or ''} №{number or ''}".strip() for on, number in found.record.petits
        ]
        yield _line([_cell(data[name]) for name in COLUMNS])


def as_json(records: Iterable[Entered], day: str) -> Iterator[str]:
    """A JSON array, one record a line."""
    start = "["
    for found in records:
        yield f"{start}\n{json.dumps(described(found, day), ensure_ascii=False)}"
        start = ","
    yield "[]\n" if start == "[" else "\n]\n"


def _cell(value: Any) -> str:
    if isinstance(value, list):
        return "; ".join(map(str, value))
    return "" if value is None else str(value)


def _line(cells: list[str]) -> str:
    out = io.StringIO()
    csv.writer(out).writerow(cells)
    return out.getvalue()
