"""Where numbered units stand: from a chain of a citation to the eIds of a text."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping
from functools import lru_cache
from itertools import takewhile
from typing import Protocol

from registry.store import Expression, Store
from schemas.eid import BadEid, number_token, parse_eid
from schemas.model import Kind
from schemas.numbers import Number
from search.citation_text import token

_EID = re.compile(rb'\beId="([^"]+)"')
CONTAINERS = frozenset({Kind.BOOK, Kind.PART, Kind.CHAPTER, Kind.SUBCHAPTER, Kind.GROUP})
Steps = tuple[tuple[Kind, Number], ...]
Key = tuple[tuple[Kind, str], ...]


class Places(Protocol):
    """Where numbered units stand."""

    def find(self, work: str, steps: Steps, on: str | None, annex_of: str = "") -> list[str]:
        """eIds of the units that a chain names, in the order of the act; body before annexes.

        ``annex_of``: eId of the unit that speaks; what stands in its own annex comes first.
        """


class Units:
    """Where numbered units stand in the acts of a store, by day: :class:`Places`."""

    def __init__(self, store: Store) -> None:
        self._store = store
        self._of = lru_cache(maxsize=512)(self._read)

    def find(self, work: str, steps: Steps, on: str | None, annex_of: str = "") -> list[str]:
        return standing(self._of(work, on), steps, annex_of)

    def _read(self, work: str, on: str | None) -> Mapping[Key, list[str]]:
        expression = _of_day(self._store.expressions(work), on)
        if expression is None:
            return {}
        return by_key(raw.decode() for raw in dict.fromkeys(_EID.findall(expression.akn)))


def by_key(eids: Iterable[str]) -> Mapping[Key, list[str]]:
    """The eIds of a text by what they are cited by."""
    out: dict[Key, list[str]] = defaultdict(list)
    for eid in eids:
        if key := _key(eid):
            out[key].append(eid)
    return out


def standing(held: Mapping[Key, list[str]], steps: Steps, annex_of: str = "") -> list[str]:
    """What a chain names among the eIds of one text; see :meth:`Places.find`."""
    wanted = tuple((kind, token(kind, number)) for kind, number in steps)
    inner = tuple(step for step in wanted if step[0] not in CONTAINERS) or wanted
    annex = [step for step in inner if step[0] is Kind.ANNEX]
    above = [step for step in wanted if step[0] in CONTAINERS and step not in inner]
    found = held.get(_without_annex(inner), [])
    kept = [eid for eid in found if _holds(eid, annex) and _holds(eid, above, absent=True)]
    own = _annex(annex_of)
    for chosen in ([eid for eid in kept if own and _annex(eid) == own],
                   [eid for eid in kept if not _annex(eid)]):  # fmt: skip
        if chosen and not annex:
            return chosen
    return kept


def _annex(eid: str) -> str:
    """The annex an eId stands in; „“: the body."""
    return "__".join(takewhile(lambda step: step.startswith("att_"), eid.split("__")))


def _key(eid: str) -> Key:
    """Kinds and numbers of an eId without annexes and containers; a container for itself."""
    try:
        segments = parse_eid(eid)
    except BadEid:
        return ()
    steps: list[tuple[Kind, str]] = []
    for segment in segments:
        if segment.kind is Kind.TEXT and segment.place is None and segment.number is None:
            return ()
        if segment.number is not None:
            steps.append((segment.kind, number_token(segment.kind, segment.number)))
        elif segment.place is not None:
            steps.append((segment.kind, str(segment.place)))
        else:
            return ()
    inner = tuple(step for step in steps if step[0] not in CONTAINERS and step[0] is not Kind.ANNEX)
    return inner or tuple(steps[-1:])


def _without_annex(steps: Key) -> Key:
    return tuple(step for step in steps if step[0] is not Kind.ANNEX) or steps[-1:]


def _holds(eid: str, steps: list[tuple[Kind, str]], *, absent: bool = False) -> bool:
    """Whether an eId runs through these units. ``absent``: an eId without such a level may."""
    held: dict[Kind, set[str]] = defaultdict(set)
    for segment in parse_eid(eid):
        if segment.number is not None:
            held[segment.kind].add(number_token(segment.kind, segment.number))
        elif segment.place is not None:
            held[segment.kind].add(str(segment.place))
    return all(token in held[kind] or (absent and kind not in held) for kind, token in steps)


def _of_day(expressions: list[Expression], on: str | None) -> Expression | None:
    if on is not None:
        for one in reversed(expressions):
            if one.holds_on(on):
                return one
    return expressions[-1] if expressions else None
