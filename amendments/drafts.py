"""An operation while it is being read: places and folded offsets, before texts are cut."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import Any

from amendments.citation import Target
from amendments.operations import Action, Path

Span = tuple[int, int]  # folded offsets


@dataclass(slots=True)
class Draft:
    """One ordered change. ``takes_payload``: its new text follows the instruction."""

    action: Action
    target: Target
    source: Span
    old: Span | None = None
    new: Span | None = None
    takes_payload: bool = False
    position: dict[str, Any] | None = None
    occurrence: Any = None
    new_units: Path = ()
    note: str = ""
    valid_from: str | None = None  # ISO, where the order itself names its day
    refusal: tuple[str, str] | None = None
    notes: list[str] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class NotRead:
    """A clause no rule reads whole, with the reason; ``amending``: it surely orders a change."""

    source: Span
    why: str
    amending: bool
    target: Target | None = None
    valid_from: str | None = None  # ISO, where the order itself names its day
    note: str = ""


def given_anew(done: list[Draft], place: tuple[int, int], *, takes_payload: bool) -> list[Draft]:
    """The orders that give units anew in the places they are renumbered to."""
    return [
        Draft(
            "substitute",
            replace(draft.target, steps=draft.new_units, facet="unit"),
            place,
            takes_payload=takes_payload,
        )
        for draft in done
        if draft.action == "renumber"
    ]
