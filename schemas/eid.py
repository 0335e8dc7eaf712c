"""Identifiers of units: eId (where a unit stands now) and wId (its name for life).

An eId is a chain of segments joined by ``__``: ``art_37-3__para_2__point_a``. A segment is a
prefix of :mod:`schemas.elements`, ``_`` and a token: the number, or the place among its like
where a unit has no number of its own (``p_2``, the second აბზაცი). Rules, with their reasons in
docs/decisions/0002-identifiers.md:

- articles run through a whole document, so an article does not carry its chapter
  (``art_19__para_1``); where numbering starts again in each chapter, part or book, it does;
- units of an annex are prefixed by it: ``att_1__art_3``; the body is never in the chain;
- a heading without number (``group``) is transparent: what stands under it is numbered with
  the rest of its parent;
- ``u1``, ``u2``… mark units without number where its kind has numbers;
- a second unit of one number gets ``_2``: of two printed „5.“ the second is ``para_5_2``.

The root has no eId: it is the document itself.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import lru_cache

from schemas.elements import SECTION_EIDS, SHAPES
from schemas.model import Act, Kind, Unit
from schemas.numbers import Number, Series

_SECTION_OF = {eid: kind for kind, eid in SECTION_EIDS.items()}
_KIND_OF_PREFIX = {
    shape.prefix: kind for kind, shape in SHAPES.items() if kind is not Kind.PARAGRAPH
}
_BY_PLACE = frozenset({Kind.TEXT, Kind.PARAGRAPH, Kind.UNPLACED})
_OFTEN_UNNUMBERED = frozenset({Kind.NOTE, Kind.ANNEX, Kind.GROUP, Kind.TABLE})
_RESTART_LEVELS = (Kind.BOOK, Kind.PART, Kind.CHAPTER, Kind.SUBCHAPTER)
_OTHER_SERIES: dict[Series, str] = {"roman": "r.", "letter": "l.", "arabic": ""}
_TOKEN = re.compile(
    r"u(?P<place>[1-9]\d*)|(?P<mark>[rl]\.)?(?P<number>[a-z]+(?:-\d+)*|\d+(?:\.\d+)*(?:-\d+)*)",
    re.ASCII,
)
_SEGMENT = re.compile(
    r"(?P<prefix>[a-z]+)_(?P<token>[a-z0-9.-]+)(?:_(?P<copy>[1-9]\d*))?", re.ASCII
)


@dataclass(frozen=True, slots=True)
class Segment:
    """One step of an eId. ``place`` counts units without number; ``copy`` is 2 for a second
    unit of the same number. A section („preamble“) has neither."""

    kind: Kind
    number: Number | None = None
    place: int | None = None
    copy: int = 1


class BadEid(ValueError):
    """Text that is no eId of this profile."""


def number_token(kind: Kind, number: Number) -> str:
    """The token of a number in an eId of that kind.

    Letters and Roman numerals share Latin signs, so the series that is not usual for the kind
    is marked: ქვეპუნქტი „ი“ is ``point_i``, a Roman one is ``point_r.i``.

    >>> number_token(Kind.SUBPOINT, Number.parse("ი")), number_token(
    ...     Kind.SUBPOINT, Number.parse("I"))
    ('i', 'r.i')
    """
    if number.series in ("arabic", SHAPES[kind].series):
        return number.token
    return _OTHER_SERIES[number.series] + number.token


def parse_eid(eid: str) -> tuple[Segment, ...]:
    """Read an eId back to its steps, outermost first. Raises :class:`BadEid`.

    >>> [str(step.number) for step in parse_eid("art_37-3__para_2__point_a")]
    ['37^3', '2', 'ა']
    >>> parse_eid("preamble__p_2")[1].place, parse_eid("para_5_2")[0].copy
    (2, 2)
    """
    return tuple(map(_segment, eid.split("__")))


@lru_cache(maxsize=4096)
def _segment(part: str) -> Segment:
    section = _SECTION_OF.get(part)
    if section is not None:
        return Segment(section)
    match = _SEGMENT.fullmatch(part)
    kind = _KIND_OF_PREFIX.get(match["prefix"]) if match else None
    token = _TOKEN.fullmatch(match["token"]) if match else None
    if match is None or kind is None or token is None:
        raise BadEid(f"not a step of an eId: {part!r}")
    copy = int(match["copy"] or 1)
    if token["place"]:
        return Segment(kind, None, int(token["place"]), copy)
    text = token["number"]
    if kind in _BY_PLACE:
        if not text.isdigit():
            raise BadEid(f"not a step of an eId: {part!r}")
        return Segment(kind, None, int(text), copy)
    series: Series = "arabic" if text[0].isdigit() else SHAPES[kind].series
    if token["mark"]:
        series = "roman" if token["mark"] == "r." else "letter"
    try:
        return Segment(kind, Number.from_token(text, series), None, copy)
    except ValueError:
        raise BadEid(f"not a step of an eId: {part!r}") from None


def assign_eids(act: Act) -> None:
    """Give every unit its eId anew, and a wId where it has none yet. Deterministic.

    wIds already there are kept; a new unit whose eId is the wId of another gets a free one.
    """
    assign_tree(act.root)


def assign_tree(root: Unit, prefix: str = "") -> None:
    """As :func:`assign_eids`, for a tree alone. ``prefix`` is the eId of its parent.

    A root of kind ACT is a whole document; any other root gets an eId below ``prefix``.
    """
    name_tree(root, prefix)
    fill_wids(root, {unit.wid for unit in root.walk() if unit.wid})


def name_tree(root: Unit, prefix: str = "", settled: Callable[[Unit], bool] | None = None) -> None:
    """The eIds alone of a tree.

    What lies below a unit for which ``settled`` is true is left as it is where the unit keeps
    its eId: the eIds inside an article hang on its own and on nothing else.
    """
    namer = _Namer(settled or _nothing)
    if root.kind is Kind.ACT:
        namer.document(root, prefix)
    else:
        namer.units([root], prefix, prefix, _Document(prefix, None))


def name_below(unit: Unit) -> None:
    """The eIds of what an article, or another unit without articles of its own, holds."""
    _Namer(_nothing).units(unit.children, unit.eid, unit.eid, _Document(unit.eid, None))


def _nothing(unit: Unit) -> bool:
    return False


def fill_wids(root: Unit, held: set[str]) -> None:
    """Give each unit of a tree that has none a wId that is not ``held``, and hold it."""
    for unit in root.walk():
        if unit.eid and not unit.wid:
            unit.wid = free_wid(unit.eid, held)


def free_wid(eid: str, held: set[str]) -> str:
    """The wId of a new unit: its eId, with a suffix where another unit holds that name."""
    wid, copy = eid, 1
    while wid in held:
        copy += 1
        wid = f"{eid}_{copy}"
    held.add(wid)
    return wid


@dataclass(frozen=True, slots=True)
class _Document:
    """The numbering of articles in one document: its prefix, and the level it restarts at."""

    prefix: str
    restart: Kind | None


class _Namer:
    """One pass over a tree; keeps what was given out so that no eId repeats."""

    def __init__(self, settled: Callable[[Unit], bool]) -> None:
        self.settled = settled
        self.given: set[str] = set()
        self.counts: dict[tuple[str, str], int] = {}
        self.copies: dict[str, int] = {}

    def document(self, root: Unit, prefix: str) -> None:
        """Sections and annexes of an act, or of an annex whose eId is ``prefix``."""
        lead = f"{prefix}__" if prefix else ""
        document = _Document(prefix, _restart_level(root))
        loose: list[Unit] = []
        for child in root.children:
            name = SECTION_EIDS.get(child.kind)
            if name is None:
                loose.append(child)
                continue
            before, child.eid = child.eid, self._free(lead + name, "")
            if child.eid == before and self.settled(child):
                continue
            scope = prefix if child.kind is Kind.BODY else child.eid
            self.units(child.children, scope, scope, document)
        self.units(loose, prefix, prefix, document)

    def units(self, children: Iterable[Unit], scope: str, holder: str, document: _Document) -> None:
        """Name siblings. ``scope`` is the usual prefix, ``holder`` the eId that tells apart
        units of one number in one scope (a group, the chapter of an article)."""
        children = list(children)
        numbered = {c.kind for c in children if c.number is not None}
        for unit in children:
            before = unit.eid
            self._name(unit, scope, holder, document, numbered)
            if unit.eid == before and self.settled(unit):
                continue
            if unit.kind is Kind.ANNEX:
                self.document(unit, unit.eid)
            elif unit.children:
                inner = scope if unit.kind is Kind.GROUP else unit.eid
                below = document
                if unit.kind is document.restart:
                    below = _Document(unit.eid, document.restart)
                self.units(unit.children, inner, unit.eid, below)

    def _name(
        self, unit: Unit, scope: str, holder: str, document: _Document, numbered: set[Kind]
    ) -> None:
        kind = unit.kind
        if kind is Kind.ARTICLE:
            scope = document.prefix
        prefix = SHAPES[kind].prefix
        if unit.number is not None and kind not in _BY_PLACE:
            token = number_token(kind, unit.number)
        else:
            unmarked = kind in _BY_PLACE or (kind in _OFTEN_UNNUMBERED and kind not in numbered)
            place = self.counts.get((scope, prefix), 0) + 1
            self.counts[scope, prefix] = place
            token = str(place) if unmarked else f"u{place}"
        segment = f"{prefix}_{token}"
        lead = f"{scope}__" if scope else ""
        other = f"{holder}__{segment}" if holder != scope else ""
        unit.eid = self._free(lead + segment, other)

    def _free(self, wanted: str, other: str) -> str:
        """``wanted``, or else ``other`` if there is one, with the first free suffix."""
        if other and wanted in self.given:
            wanted = other
        eid = wanted
        copy = self.copies.get(wanted, 1)
        while eid in self.given:
            copy += 1
            eid = f"{wanted}_{copy}"
        self.copies[wanted] = copy
        self.given.add(eid)
        return eid


def _restart_level(root: Unit) -> Kind | None:
    """The level at which articles are numbered anew; None: they run through the document.

    It shows in two units of the level that hold an article 1 each: the outermost level that
    keeps all of them apart, or else the innermost that has two such units.
    """
    firsts = 0
    holders: dict[Kind, set[int]] = {level: set() for level in _RESTART_LEVELS}
    stack: list[tuple[Unit, tuple[Unit, ...]]] = [
        (child, ()) for child in root.children if child.kind is Kind.BODY
    ]
    while stack:
        unit, above = stack.pop()
        if unit.kind is Kind.ARTICLE:
            if unit.number is not None and unit.number.base == (1,) and not unit.number.prims:
                firsts += 1
                for container in above:
                    holders[container.kind].add(id(container))
            continue
        if unit.kind in holders:
            above = (*above, unit)
        stack.extend((child, above) for child in unit.children)
    levels = [level for level in _RESTART_LEVELS if len(holders[level]) > 1]
    apart = [level for level in levels if len(holders[level]) == firsts]
    return apart[0] if apart else levels[-1] if levels else None
