"""What an Akoma Ntoso document says about itself beside its text: versions and changes.

Filled by whoever knows the ledger; the writer only writes it down. Dates are ISO days.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Literal

ModificationType = Literal[
    "repeal", "substitution", "insertion", "replacement", "renumbering", "split", "join"
]
ForceType = Literal["endOfEnactment", "reEnactment", "unconstitutionality"]
EventType = Literal["generation", "amendment", "repeal"]


@dataclass(frozen=True, slots=True)
class Event:
    """One event of the life of an act. ``source`` is the IRI of the act that caused it;
    None: the act itself."""

    eid: str  # „e3“
    date: str
    type: EventType
    source: str | None = None
    refers_to: str = "inForce"  # a concept: „adoption“, „publication“, „inForce“


@dataclass(frozen=True, slots=True)
class Interval:
    """A period between two events (their eIds), half open; ``end`` None: still running.

    ``earlier`` are the spells before it, oldest first, of what was in force, was not for a while,
    and is again."""

    eid: str  # „tg2“
    start: str | None
    end: str | None = None
    refers_to: str = "inForce"
    earlier: tuple[tuple[str | None, str | None], ...] = ()


@dataclass(frozen=True, slots=True)
class Modification:
    """One change, seen from the amending act (active) or the amended one (passive).

    ``source``, ``destination`` and ``previous`` are IRIs, or ``#eId`` inside the document
    itself; ``old`` and ``new`` are the words of a change of words. ``period`` is the eId of the
    :class:`Interval` in force, ``efficacy`` that of the one in which it governs relations, where it
    reaches back (Law 1876 art. 24). A change of force that leaves the words has a
    :data:`ForceType` and the concept that says what it is (``suspended``, ``unconstitutional``).
    """

    eid: str  # „pmod_1“
    direction: Literal["active", "passive"]
    type: ModificationType | ForceType
    source: str
    destination: str
    period: str | None = None
    efficacy: str | None = None
    previous: str | None = None
    old: str | None = None
    new: str | None = None
    incomplete: bool = False
    refers_to: str | None = None


@dataclass(frozen=True, slots=True)
class ExpressionInfo:
    """Which text of the act this is. ``valid_from`` None: the text as adopted.

    ``generated`` is the day the file was made: part of the file, so given, never read from a
    clock; without it the day of the expression stands.
    """

    valid_from: str | None = None
    valid_to: str | None = None
    version: int | None = None
    generated: str | None = None
    events: tuple[Event, ...] = ()
    intervals: tuple[Interval, ...] = ()
    modifications: tuple[Modification, ...] = ()
    periods: dict[str, str] = field(default_factory=dict)  # eId of a unit: eId of an interval
