"""Names of acts, their versions and their units: immutable values, parsed and built.

| what | form |
|---|---|
| work | ``/akn/ge/act/kanoni/parlamenti/2009-10-22/1876`` |
| municipal work | ``/akn/ge-dusheti/act/dadgenileba/sakrebulo/2010-08-24/18`` |
| work without a head | ``/akn/ge/act/matsne/1544716``, ``/akn/ge/act/source/<sha256>`` |
| expression as adopted | ``…/kat@`` |
| expression that exists | ``…/kat@2026-03-02`` |
| expression in force that day | ``…/kat:2026-05-01`` |
| document, annex | ``…/!main``, ``…/!att_1`` |
| unit | ``…/!main~art_19__para_1``, ``…/!att_1~art_3`` |
| file | ``…/!main.xml`` |

>>> unit = Iri.parse("/akn/ge/act/kanoni/parlamenti/2009-10-22/1876/kat@2026-03-02/!main~art_19")
>>> unit.eid, str(unit.work)
('art_19', '/akn/ge/act/kanoni/parlamenti/2009-10-22/1876')
>>> str(unit.at("att_1__art_3"))
'/akn/ge/act/kanoni/parlamenti/2009-10-22/1876/kat@2026-03-02/!att_1~art_3'
>>> str(unit.file("html"))
'/akn/ge/act/kanoni/parlamenti/2009-10-22/1876/kat@2026-03-02/!main.html'
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from datetime import date as Day
from itertools import takewhile
from typing import Literal

from schemas.eid import BadEid, parse_eid
from schemas.kinds import issuer_slug, kind_slug
from schemas.letters import slug
from schemas.model import Kind, Particulars

HEADLESS = ("matsne", "source")
_SLUG = re.compile(r"[a-z0-9]+(?:[-_.][a-z0-9]+)*", re.ASCII)
_DAY = re.compile(r"\d{4}-\d\d-\d\d", re.ASCII)
FORMATS = frozenset({"xml", "html", "txt", "md", "json", "pdf", "docx"})


class BadIri(ValueError):
    """Text, or parts, that make no IRI of this profile."""


def _check_day(day: str) -> None:
    if not _DAY.fullmatch(day):
        raise BadIri(f"not a day: {day!r}")
    try:
        Day.fromisoformat(day)
    except ValueError:
        raise BadIri(f"no such day: {day!r}") from None


@dataclass(frozen=True, slots=True, order=True)
class WorkIri:
    """The act itself. ``place`` „“ is the whole country. An act whose head is not known has
    the kind „matsne“ or „source“, no issuer and no date. Ordered by place, kind, issuer, date.
    """

    place: str
    kind: str
    issuer: str
    date: str
    number: str

    def __post_init__(self) -> None:
        parts = [self.kind, self.number]
        if self.kind in HEADLESS:
            if self.issuer or self.date or self.place:
                raise BadIri(f"an act named by {self.kind} has no issuer, date or place")
        else:
            parts.append(self.issuer)
            _check_day(self.date)
        for part in (*parts, *([self.place] if self.place else [])):
            if not _SLUG.fullmatch(part):
                raise BadIri(f"not a part of an IRI: {part!r}")

    @classmethod
    def parse(cls, text: str) -> WorkIri:
        """Read a work IRI. Raises :class:`BadIri`, also for days that do not exist."""
        match text.split("/"):
            case ["", "akn", country, "act", *rest] if country == "ge" or country[:3] == "ge-":
                place = country[3:]
                if country == "ge-":
                    raise BadIri(f"not a work IRI: {text!r}")
                match rest:
                    case [kind, number] if kind in HEADLESS:
                        return cls(place, kind, "", "", number)
                    case [kind, issuer, day, number]:
                        return cls(place, kind, issuer, day, number)
        raise BadIri(f"not a work IRI: {text!r}")

    @classmethod
    def of(cls, particulars: Particulars, source_sha256: str = "") -> WorkIri:
        """The IRI of an act by its particulars.

        Without kind, issuer, date or number it is named by its Matsne id, or else by the hash
        of its source; raises :class:`BadIri` where that is missing too.

        >>> str(WorkIri.of(Particulars(kind="კანონი", issuer="საქართველოს პარლამენტი",
        ...                            date="2025-12-17", number="1321-IVმს-XIმპ")))
        '/akn/ge/act/kanoni/parlamenti/2025-12-17/1321-ivms-ximp'
        """
        issuer = issuer_of(particulars)
        number = number_slug(particulars.number or "")
        if particulars.kind and issuer and particulars.date and number:
            place, body = issuer_slug(issuer)
            kind = kind_slug(particulars.kind)
            if kind and body and kind not in HEADLESS:
                return cls(place or "", kind, body, particulars.date, number)
        if particulars.matsne_id and (known := slug(particulars.matsne_id)):
            return cls("", "matsne", "", "", known)
        if source_sha256:
            return cls("", "source", "", "", source_sha256[:16])
        raise BadIri("neither particulars, nor a Matsne id, nor a source to name the act by")

    def __str__(self) -> str:
        country = f"ge-{self.place}" if self.place else "ge"
        middle = f"{self.issuer}/{self.date}/" if self.date else ""
        return f"/akn/{country}/act/{self.kind}/{middle}{self.number}"


PARLIAMENT = "საქართველოს პარლამენტი"
PARLIAMENT_KINDS = frozenset({"კანონი", "ორგანული კანონი", "კონსტიტუციური კანონი"})


def issuer_of(particulars: Particulars) -> str | None:
    """The issuer an act prints, or the one its kind can only have: a law is Parliament's
    (Constitution art. 36(1)) and does not print it.

    >>> issuer_of(Particulars(kind="კანონი")), issuer_of(Particulars(kind="ბრძანება"))
    ('საქართველოს პარლამენტი', None)
    """
    if particulars.issuer is None and particulars.kind in PARLIAMENT_KINDS:
        return PARLIAMENT
    return particulars.issuer


def number_slug(number: str) -> str:
    """The number of an act as an IRI segment; the slash of „224/ნ“ stays apart from a hyphen.

    >>> number_slug("01/01-01"), number_slug("3132-Iს")
    ('01_01-01', '3132-is')
    """
    parts = (slug(part) for part in number.replace("\\", "/").split("/"))
    return "_".join(part for part in parts if part)


@dataclass(frozen=True, slots=True, order=True)
class Iri:
    """A work, one of its expressions, a document in it, a unit or a file.

    ``how`` is ``@`` (the version of that day exists; without ``day``: as adopted) or ``:`` (the
    version in force that day); „“: no expression. ``component`` is ``main`` or an annex;
    ``local`` is the eId inside it; ``extension`` one of :data:`FORMATS`. Empty: not named.
    """

    work: WorkIri
    how: Literal["", "@", ":"] = ""
    day: str = ""
    component: str = ""
    local: str = ""
    extension: str = ""

    def __post_init__(self) -> None:
        if self.day:
            _check_day(self.day)
        if self.day and not self.how:
            raise BadIri("a day without an expression")
        if self.how == ":" and not self.day:
            raise BadIri("the version in force is asked for without a day")
        if (self.local or self.extension) and not self.component:
            raise BadIri("a unit or a file without its document")
        if self.local and self.extension:
            raise BadIri("a unit is no file")
        if self.extension and self.extension not in FORMATS:
            raise BadIri(f"not a format: {self.extension!r}")
        _check_steps(self.component, self.local)

    @classmethod
    def parse(cls, text: str) -> Iri:
        """Read any IRI of the profile. Raises :class:`BadIri`."""
        head, bang, tail = text.partition("/!")
        work, how, day = head, "", ""
        for mark in ("@", ":"):
            before, found, after = head.partition(f"/kat{mark}")
            if found:
                work, how, day = before, mark, after
        component, tilde, local = tail.partition("~")
        extension = ""
        if not tilde:
            name, dot, last = component.rpartition(".")
            if dot and last in FORMATS:
                component, extension = name, last
        if (bang and not component) or (tilde and not local):
            raise BadIri(f"not an IRI: {text!r}")
        how_: Literal["", "@", ":"] = "@" if how == "@" else ":" if how else ""
        return cls(WorkIri.parse(work), how_, day, component, local, extension)

    def at(self, eid: str) -> Iri:
        """The unit with this eId in the same act and version."""
        steps = eid.split("__")
        annexes = list(takewhile(lambda step: step.startswith("att_"), steps))
        component = "__".join(annexes) or "main"
        local = "__".join(steps[len(annexes) :])
        return replace(self, component=component, local=local, extension="")

    def file(self, extension: str) -> Iri:
        """The file of the whole document in one format."""
        component = self.component or "main"
        return replace(self, component=component, local="", extension=extension)

    @property
    def expression(self) -> Iri:
        """The expression alone, without document, unit or file."""
        return replace(self, component="", local="", extension="")

    @property
    def eid(self) -> str:
        """The eId of the unit in its act; „“ for a whole act."""
        lead = "" if self.component == "main" else self.component
        return "__".join(part for part in (lead, self.local) if part)

    def __str__(self) -> str:
        parts = [str(self.work)]
        if self.how:
            parts.append(f"/kat{self.how}{self.day}")
        if self.component:
            parts.append(f"/!{self.component}")
        if self.local:
            parts.append(f"~{self.local}")
        if self.extension:
            parts.append(f".{self.extension}")
        return "".join(parts)


def _check_steps(component: str, local: str) -> None:
    """A component is ``main`` or a chain of annexes; what follows must not be an annex."""
    try:
        steps = () if component in ("", "main") else parse_eid(component)
        if any(step.kind is not Kind.ANNEX for step in steps):
            raise BadIri(f"not a document: {component!r}")
        if local and parse_eid(local)[0].kind is Kind.ANNEX:
            raise BadIri(f"an annex is a document of its own: {local!r}")
    except BadEid as error:
        raise BadIri(str(error)) from None
