"""From an address to what it names: an act, one of its versions, a unit of it."""

from __future__ import annotations

from dataclasses import dataclass, replace
from difflib import get_close_matches

from api.days import read_day
from api.holdings import Card, Holdings, Version
from api.names import Language, place_name
from api.point_names import says_parts
from api.problems import Problem
from schemas.iri import BadIri, Iri
from schemas.model import Act, Unit

LONGEST = 1000  # characters of an IRI
WORDS = ("original", "current", "future")


@dataclass(frozen=True, slots=True)
class Asked:
    """What an address names. ``on`` is the day asked for, where a day was asked for."""

    iri: Iri
    card: Card
    versions: tuple[Version, ...]
    version: Version
    act: Act
    unit: Unit | None
    on: str | None
    known: str | None = None

    @property
    def permalink(self) -> Iri:
        """The same act or unit in this very version: the name to quote."""
        day = self.version.valid_from or ""
        return replace(self.iri, how="@", day=day, extension="")

    def name(self, language: Language = "ka") -> str:
        """The unit asked for by its whole path; „“ for a whole act."""
        if self.unit is None:
            return ""
        return place_name(self.unit.eid, language, parts=says_parts(self.act))

    @property
    def shown(self) -> Unit:
        """The unit asked for, or the whole tree."""
        return self.unit or self.act.root


def read_iri(text: str) -> Iri:
    """An IRI from an address. Raises :class:`Problem` ``bad-iri``."""
    text = text if text.startswith("/") else f"/{text}"
    if len(text) > LONGEST:
        raise Problem("bad-iri", f"longer than {LONGEST} characters")
    try:
        return Iri.parse(text)
    except BadIri as error:
        raise Problem("bad-iri", str(error)) from None


def read_on(text: str, parameter: str = "on") -> str:
    """``original``, ``current``, ``future`` or a day. Raises :class:`Problem`."""
    if text in WORDS:
        return text
    day = read_day(text)
    if day is None:
        expected = [*WORDS, "YYYY-MM-DD"]
        raise Problem("bad-parameter", f"no such day: {text[:80]!r}", parameter=parameter,
                      expected=expected)  # fmt: skip
    return day


def find_card(holdings: Holdings, iri: Iri) -> Card:
    """The act an IRI names. Raises :class:`Problem` ``no-such-act``."""
    card = holdings.card(str(iri.work))
    if card is None:
        lookup = f"/api/v1/acts?number={iri.work.number}"
        raise Problem("no-such-act", f"no act {iri.work}", act=str(iri.work), lookup=lookup)
    return card


def resolve(
    holdings: Holdings, iri: Iri, today: str, on: str | None = None, known: str | None = None
) -> Asked:
    """Everything an IRI names. ``on`` stands in for the version where the IRI names none;
    ``known``: as the system knew it at the end of that day.

    Raises :class:`Problem`: ``no-such-act``, ``no-such-version``, ``not-in-force-on-date``,
    ``no-future-version``, ``no-such-unit``, ``not-known-then``.
    """
    card = find_card(holdings, iri)
    versions = versions_of(holdings, card, known)
    version, day = choose(card, versions, iri, today, on)
    act = holdings.act(version)
    unit = None
    if iri.eid:
        unit = act.find(iri.eid)
        if unit is None:
            raise _no_unit(holdings, iri, versions, act)
    return Asked(iri, card, versions, version, act, unit, day, known)


def versions_of(holdings: Holdings, card: Card, known: str | None = None) -> tuple[Version, ...]:
    """Its versions, as known now or then. Raises :class:`Problem` ``not-known-then``."""
    found = tuple(holdings.versions(card.iri, known))
    if not found:
        raise Problem("not-known-then", f"nothing was known of {card.iri} on {known}",
                      recorded=card.recorded)  # fmt: skip
    return found


def read_known(text: str | None) -> str | None:
    """The day of knowledge from a parameter. Raises :class:`Problem`."""
    if not text:
        return None
    day = read_day(text)
    if day is None or not "1990" < day < "2200":
        raise Problem("bad-parameter", f"no such day: {text[:80]!r}", parameter="known",
                      expected=["YYYY-MM-DD"])  # fmt: skip
    return day


def choose(
    card: Card,
    versions: tuple[Version, ...],
    iri: Iri,
    today: str,
    on: str | None,
) -> tuple[Version, str | None]:
    """The version meant, and the day asked for where one was."""
    if iri.how == "@":
        if not iri.day:
            return versions[0], None
        found = next((one for one in versions if one.valid_from == iri.day), None)
        if found is None:
            raise _no_version(card, versions, iri)
        return found, None
    wish = iri.day if iri.how == ":" else on or "current"
    if wish == "original":
        return versions[0], None
    if wish == "future":
        ahead = next((one for one in versions if (one.valid_from or "") > today), None)
        if ahead is None:
            raise Problem("no-future-version", f"{card.iri} has no version after {today}")
        return ahead, None
    if wish == "current":
        return current(versions, today), None
    return in_force(card, versions, wish), wish


def _no_version(card: Card, versions: tuple[Version, ...], iri: Iri) -> Problem:
    """„@“ asks for a version that begins on a day; „:“ for the one that held on it."""
    first = starts(card, versions[0])
    held = (first is None or first <= iri.day) and any(one.holds_on(iri.day) for one in versions)
    return Problem(
        "no-such-version",
        f"no version begins on {iri.day}",
        day=iri.day,
        on_day=str(replace(iri, how=":")) if held else None,
        versions=[one.iri for one in versions],
    )


def current(versions: tuple[Version, ...], today: str) -> Version:
    """The version of today; before an act takes effect, its first."""
    return next((one for one in reversed(versions) if one.holds_on(today)), versions[0])


def starts(card: Card, version: Version) -> str | None:
    """The first day on which a version can have held; that of an act whose entry into force
    is not proved is the day it was adopted on."""
    return version.valid_from or card.since or card.particulars.date


def in_force(card: Card, versions: tuple[Version, ...], day: str) -> Version:
    """The version in force on a day. Raises :class:`Problem` ``not-in-force-on-date``."""
    first = starts(card, versions[0])
    found = next((one for one in reversed(versions) if one.holds_on(day)), None)
    if found is None or (first is not None and day < first):
        nearest = {"before": None, "after": first}
        raise Problem("not-in-force-on-date", f"{card.iri} was not in force on {day}",
                      day=day, nearest=nearest, versions=[one.iri for one in versions])  # fmt: skip
    repealed = repealed_from(versions)
    if repealed is not None and repealed <= day:
        nearest = {"before": repealed, "after": None}
        raise Problem("not-in-force-on-date", f"{card.iri} lost force on {repealed}", day=day,
                      nearest=nearest, versions=[one.iri for one in versions])  # fmt: skip
    return found


def repealed_from(versions: tuple[Version, ...]) -> str | None:
    """The day from which the act has lost force, where a held order says so."""
    for version in versions:
        for outcome in version.outcomes:
            if outcome["action"] == "repeal-act" and outcome["status"] == "applied":
                return version.valid_from
    return None


def _no_unit(holdings: Holdings, iri: Iri, versions: tuple[Version, ...], act: Act) -> Problem:
    eid = iri.eid
    stands = [
        str(replace(iri, how="@", day=one.valid_from or ""))
        for one in versions
        if holdings.holds_unit(one, eid)
    ]
    names = [unit.eid for unit in act.walk() if unit.eid]
    near = [str(iri.at(name)) for name in get_close_matches(eid, names[:20000], 5, 0.75)]
    return Problem("no-such-unit", f"no unit {eid}", unit=eid, stands_in=stands, near=near)
