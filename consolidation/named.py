"""The places in a text that an order names: its unit, its new number, its neighbours."""

from __future__ import annotations

from collections.abc import Iterator

from amendments.operations import Operation, Path
from consolidation.refused import Refused
from consolidation.resolve import resolve, scope
from schemas.model import Act, Kind, Unit

# Parts of a unit that only counting tells apart.
COUNTED = frozenset({"sentence", "paragraph", "row", "column"})


def paths_of(op: Operation) -> Iterator[Path]:
    """The unit of an order and its new number."""
    yield op.units
    if op.new_units:
        yield op.new_units


def beside(op: Operation) -> Iterator[Path]:
    """The units that a new one is to stand after or before."""
    for side in ("after", "before"):
        named = (op.position or {}).get(side)
        if isinstance(named, (list, tuple)) and named:
            yield tuple((str(kind), number) for kind, number in named)


def way_to(act: Act, document: str | None, path: Path) -> tuple[list[Unit], int]:
    """The way to the unit of a path or to the last one above it that stands, and how many steps of
    the path are left."""
    for size in range(len(path), 0, -1):
        try:
            return resolve(act, document, path[:size]).chain, len(path) - size
        except Refused:
            continue
    try:
        return scope(act, document).chain, len(path)
    except Refused:
        body = act.section(Kind.BODY)
        return [act.root, *([body] if body is not None else [])], len(path)
