"""A wording as it goes into an index: analysed once, the same for every engine.

Text fields are tokens joined by spaces, to be cut at spaces and nowhere else; names are terms
taken whole; columns are numbers. What an engine gives back is only ``stored``.
"""

from __future__ import annotations

import hashlib
import json
import re
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, fields
from functools import lru_cache
from typing import Any

from schemas.iri import Iri
from search.plan import FIRST_DAY, LAST_DAY, act_term, day_number
from search.protocol import UnitVersion
from search.tokens import FULL, Analysis, tokens

TEXT_FIELDS = ("text", "heading", "title", "petit", "exact")
NAME_FIELDS = (
    "work", "act", "kind", "issuer", "sector", "state", "cites", "changed_by", "fold",
)  # fmt: skip
_NOUN = re.compile(r"[^\W\d_]{2,}")
_TUPLES = frozenset({"petits", "cites", "changed_by", "changed_on", "names"})
_FIELDS = tuple(field.name for field in fields(UnitVersion))


@dataclass(frozen=True, slots=True)
class Record:
    """One document of an index."""

    texts: dict[str, str]
    names: dict[str, tuple[str, ...]]
    unit: int  # 63 bits of the unit's identity: what hits are folded by
    begins: int
    ends: int
    year: int  # 0: not known
    changed_on: tuple[int, ...]
    mark: int  # 63 bits of all of it: documents with one mark are the same
    stored: str


@dataclass(frozen=True, slots=True)
class Draft:
    """A wording that is analysed only where the index does not hold it already."""

    version: UnitVersion
    fold: str
    mark: int
    analysis: Analysis

    def record(self) -> Record:
        return record(self.version, self.fold, self.analysis)


def drafts(versions: Iterable[UnitVersion], analysis: Analysis = FULL) -> Iterator[Draft]:
    """The wordings of one act. ``fold`` says whether a unit has one wording or several."""
    versions = list(versions)
    wordings = Counter(version.wid for version in versions)
    for version in versions:
        fold = "several" if wordings[version.wid] > 1 else "single"
        yield Draft(version, fold, _number(fold + dump(version)), analysis)


def records(versions: Iterable[UnitVersion], analysis: Analysis = FULL) -> Iterator[Record]:
    """The wordings of one act, analysed."""
    return (draft.record() for draft in drafts(versions, analysis))


def record(version: UnitVersion, fold: str = "single", analysis: Analysis = FULL) -> Record:
    """Analyse one wording."""
    head = f"{_label(version)} {version.heading}"
    body = list(tokens(f"{head}\n{version.text}", analysis))
    stored = dump(version)
    return Record(
        texts={
            "text": " ".join(token.stem for token in body),
            "exact": " ".join(token.exact for token in body),
            "heading": _stems(head, analysis),
            "title": _stems(f"{version.title}\n{version.containers}", analysis),
            "petit": _stems("\n".join(version.petits), analysis),
        },
        names={
            "work": (version.work,),
            "act": _act_names(version),
            "kind": (version.kind,) if version.kind else (),
            "issuer": (version.issuer,) if version.issuer else (),
            "sector": (version.sector,) if version.sector else (),
            "state": (version.state,),
            "cites": tuple(dict.fromkeys(term for iri in version.cites for term in _above(iri))),
            "changed_by": _changed_by(version),
            "fold": (fold,),
        },
        unit=unit_number(version.unit_id),
        begins=day_number(version.begins) if version.begins else FIRST_DAY,
        ends=day_number(version.ends) if version.ends else LAST_DAY,
        year=version.year or 0,
        changed_on=tuple(day_number(day) for day in version.changed_on),
        mark=_number(fold + stored),
        stored=stored,
    )


def dump(version: UnitVersion) -> str:
    """A wording as text that :func:`load` reads back; what is empty is left out."""
    held = {name: value for name in _FIELDS if (value := getattr(version, name))}
    return json.dumps(held, ensure_ascii=False, separators=(",", ":"), sort_keys=True)


def load(stored: str) -> UnitVersion:
    """Inverse of :func:`dump`."""
    held: dict[str, Any] = json.loads(stored)
    for name in _TUPLES & held.keys():
        held[name] = tuple(held[name])
    return UnitVersion(**{**_EMPTY, **held})


_EMPTY: dict[str, Any] = {
    **dict.fromkeys(_FIELDS, ""),
    **dict.fromkeys(("valid_from", "valid_to", "year", "adopted", "not_before", "repealed_on")),
    **dict.fromkeys(_TUPLES, ()),
    "place": 0,
}


def unit_number(unit_id: str) -> int:
    """A number for a unit that no other unit has, for all that is likely (63 bits)."""
    return _number(unit_id)


def _number(text: str) -> int:
    return int.from_bytes(hashlib.blake2b(text.encode(), digest_size=8).digest()) >> 1


def _label(version: UnitVersion) -> str:
    """The label with its number as it was understood, where it is printed otherwise: „1122 1.“"""
    if not version.number or any(t.stem == version.number for t in tokens(version.label)):
        return version.label
    noun = _NOUN.match(version.label)
    return f"{noun[0] if noun else ''} {version.number}"


@lru_cache(maxsize=4096)
def _stems(text: str, analysis: Analysis) -> str:
    return " ".join(token.stem for token in tokens(text, analysis))


def _act_names(version: UnitVersion) -> tuple[str, ...]:
    names = (version.work, version.act_number, *version.names)
    return tuple(dict.fromkeys(act_term(name) for name in names if name))


def _changed_by(version: UnitVersion) -> tuple[str, ...]:
    """The acts by IRI and by number."""
    terms = [act_term(iri) for iri in version.changed_by]
    terms += [term.rpartition("/")[2] for term in terms]
    return tuple(dict.fromkeys(terms))


def _above(iri: str) -> list[str]:
    """What is cited, and everything it is part of: the article of a point, the act."""
    parsed = Iri.parse(iri)
    steps = parsed.eid.split("__") if parsed.eid else []
    eids = ["__".join(steps[: size + 1]) for size in range(len(steps))]
    return [str(parsed.work), *(f"{parsed.work}#{eid}" for eid in eids)]
