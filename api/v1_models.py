"""The shapes of the JSON API's answers. Days are ISO Tbilisi days, intervals half open.

These classes are the contract: OpenAPI is made from them and every answer is built through
them. Fields are never removed or renamed in v1; new ones may come.
"""

from __future__ import annotations

from typing import Literal

from pydantic import BaseModel, ConfigDict, Field

Status = Literal["in-force", "past", "future", "repealed", "commencement-unknown"]
Words = tuple[Literal["equal", "delete", "insert"], str]


class Model(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class Refusal(Model):
    """Why an order is not in the text. ``name`` is one of docs/refusals.md."""

    name: str
    reason: str
    georgian: str


class ActCard(Model):
    """An act of the register."""

    iri: str
    title: str | None
    kind: str | None
    issuer: str | None
    date: str | None = Field(description="Day of adoption")
    number: str | None
    registration_code: str | None
    matsne_id: str | None
    published: str | None = Field(description="Day of official publication")
    since: str | None = Field(description="Day from which the first text holds, where proved")
    recorded: str = Field(description="Instant at which it was registered here, UTC")


class Change(Model):
    """One order of an amending act, and what became of it."""

    amending: str = Field(description="IRI of the amending act")
    amending_number: str | None
    amending_title: str | None
    n: int = Field(description="Its place among the orders of the amending act")
    provision: str | None = Field(description="IRI of the provision that orders it")
    action: str
    path: str = Field(description="Where it points, in Georgian words")
    document: str | None
    valid_from: str | None
    retroactive_from: str | None = Field(
        description="Also governs relations that arose since this day (Law 1876 art. 24)"
    )
    status: Literal["applied", "refused", "pending"]
    refusal: Refusal | None
    touched: list[str] = Field(description="wIds of the units changed")
    quote: str = Field(description="The words of the order")


class Amending(Model):
    """An amending act whose orders are in the text."""

    iri: str
    number: str | None
    title: str | None
    valid_from: str | None
    provisions: list[str]


class VersionCard(Model):
    """One version of an act. ``iri`` is its permanent name."""

    iri: str
    place: int = Field(description="0: the base text")
    valid_from: str | None
    valid_to: str | None
    status: Status
    root: str = Field(description="Merkle root: versions of one root read the same")
    grounds: list[Change] = Field(description="Orders that take effect on its first day")


class UnitCard(Model):
    """A unit. ``eid``: where it stands in this version; ``wid``: its name for life."""

    eid: str
    wid: str
    kind: str
    number: str | None
    name: str = Field(description="Its path in Georgian")
    name_en: str
    heading: str | None
    removed: bool
    sha256: str = Field(description="Of its legal text as UTF-8, without petits")


class About(Model):
    """Which text an answer holds, and what is known of it."""

    permalink: str
    asked: str
    on: str | None = Field(description="The day asked for, where one was")
    known: str | None = Field(description="As the system knew it then; null: now")
    act: ActCard
    version: VersionCard
    unit: UnitCard | None
    current_to: str | None = Field(description="Acts published up to this day are held")
    amended_by: list[Amending] = Field(description="Oldest first; for a unit, those that touch it")
    future: list[VersionCard] = Field(description="Versions after this one that are still ahead")
    outstanding: list[Change] = Field(description="Orders whose day is not known: not in the text")
    refused: list[Change] = Field(description="Orders due by now that are not in the text, and why")


class PetitCard(Model):
    """The small note that says who changed a unit. ``provisions``: IRIs, where known."""

    printed: str
    date: str | None
    number: str | None
    published: str | None
    provisions: list[str]


class UnitTree(Model):
    """A unit with all below it. ``text`` of leaves only; ``^12`` is a raised 12."""

    eid: str
    wid: str
    kind: str
    number: str | None
    label: str
    heading: str
    text: str
    role: str
    rows: list[list[str]]
    petits: list[PetitCard]
    removal: str | None
    future_from: str | None
    children: list[UnitTree]


class TextAnswer(Model):
    """An act or a unit as it stood."""

    about: About
    text: str = Field(description="Legal text without petits")
    tree: UnitTree


class OutlineItem(Model):
    """One heading of the outline: chapters, articles, points down to ``depth``."""

    iri: str
    eid: str
    wid: str
    kind: str
    name: str
    label: str
    heading: str
    removed: bool
    characters: int = Field(description="Length of its text, to choose what to fetch")
    items: list[OutlineItem]


class OutlineAnswer(Model):
    about: About
    outline: list[OutlineItem]


class VersionsAnswer(Model):
    act: ActCard
    current: str
    current_to: str | None
    repealed_from: str | None
    versions: list[VersionCard]
    outstanding: list[Change]


class OperationsAnswer(Model):
    """Orders to change this act, and orders that this act gives."""

    act: ActCard
    received: list[Change]
    given: list[GivenOrder]


class GivenOrder(Model):
    """An order of this act. ``target`` is None while the amended act is not held."""

    n: int
    provision: str | None
    target: str | None
    action: str
    path: str
    document: str | None
    facet: str
    old_text: str | None
    new_text: str | None
    valid_from: str | None
    status: Literal["understood", "refused"]
    refusal: Refusal | None
    quote: str


class UnitDiff(Model):
    """One unit that differs. ``operations`` are whole words; joined they give both texts."""

    wid: str
    eid_from: str | None
    eid_to: str | None
    name: str
    status: Literal["changed", "added", "removed", "renumbered"]
    operations: list[Words]


class DiffAnswer(Model):
    act: ActCard
    unit: str | None
    old: VersionCard
    new: VersionCard
    identical: bool
    units: list[UnitDiff]


class Wording(Model):
    """One wording of a unit and the time for which it holds. ``text`` None: it did not exist."""

    iri: str | None
    valid_from: str | None
    valid_to: str | None
    status: Status
    text: str | None
    removed: bool
    sha256: str | None
    grounds: list[Change]


class HistoryAnswer(Model):
    act: ActCard
    wid: str
    name: str
    name_en: str
    wordings: list[Wording]
    outstanding: list[Change]


class BlameLine(Model):
    """One unit and the change its present wording comes from; None: from the base text."""

    eid: str
    wid: str
    name: str
    text: str
    since: str | None
    change: Change | None


class BlameAnswer(Model):
    about: About
    lines: list[BlameLine]


class Held(Model):
    """A stretch of time in which a quotation stands in a unit or act."""

    iri: str
    valid_from: str | None
    valid_to: str | None


class VerifyAnswer(Model):
    """``exact``: the words stand there that day and to this day; ``changed-since``: they stood
    there that day, no longer today; ``not-found``: they did not stand there that day."""

    result: Literal["exact", "changed-since", "not-found"]
    letter_for_letter: bool = Field(description="False: spaces, quote marks or dashes differ")
    changed_on: str | None
    permalink: str
    name: str
    stood: list[Held] = Field(description="All times in which the words stand there")
    about: About


class CiteAnswer(Model):
    """Ready citations of an act or a unit as it stood."""

    permalink: str
    ka: str
    en: str
    bibtex: str
    csl: dict[str, object]


class ActList(Model):
    total: int | None = Field(description="Acts held in all; None for a lookup")
    items: list[ActCard]
    next: str | None = Field(description="Address of the next page")


class TimeMapAnswer(Model):
    """A Memento TimeMap (RFC 7089) as JSON."""

    original: str
    timegate: str
    mementos: list[Memento]


class Memento(Model):
    uri: str
    datetime: str
    valid_from: str | None
    valid_to: str | None


class Snippet(Model):
    """A piece of a wording; ``marks`` are offsets of what was found."""

    text: str
    marks: list[tuple[int, int]]


class Hit(Model):
    """A unit that answers. ``iri``: the version that first carried this wording; ``on_day``:
    where it leads on the day of the question."""

    iri: str
    on_day: str
    work: str
    wid: str
    title: str
    name: str
    heading: Snippet
    valid_from: str | None
    valid_to: str | None
    moment: Literal["in-force", "future", "historical"]
    wordings: int = Field(description="How many of its wordings answer")
    score: float
    snippets: list[Snippet]


class FacetValue(Model):
    """``facet:value`` narrows the query."""

    value: str
    name: str
    count: int


class SearchAnswer(Model):
    """A page of hits. ``total`` is exact on every page of a walk."""

    query: str
    day: str
    total: int
    items: list[Hit]
    facets: dict[str, list[FacetValue]]
    correction: str | None
    cursor: str | None
    next: str | None
    generation: int = Field(description="State of the index the walk is pinned to")


class SuggestAnswer(Model):
    completions: list[str]
    correction: str | None


class Candidate(Model):
    """What a citation may mean. ``exact`` False: the unit is not in the text of the day, and
    the nearest above it is given."""

    iri: str
    work: str
    title: str
    name: str | None
    exact: bool


class ResolveAnswer(Model):
    citation: str
    candidates: list[Candidate]


class Registered(Model):
    """One item of the change log: an act, and the acts whose text it changes."""

    act: ActCard
    changes: list[str]


class ChangeLog(Model):
    """``since`` goes into the next question, also where there is no next page yet."""

    items: list[Registered]
    since: str
    next: str | None


class BulkFile(Model):
    """A file under /api/v1/bulk/ with its rows, bytes and hash."""

    name: str
    rows: int
    bytes: int
    sha256: str


class BulkAnswer(Model):
    """The manifest of the bulk files."""

    made: str
    current_to: str | None
    files: list[BulkFile]


class Service(Model):
    """The root of the API."""

    name: str
    promise: str
    today: str
    current_to: str | None
    acts: int
    versions: int
    links: dict[str, str]


class ProblemDetails(BaseModel):
    """RFC 9457. Each type has members of its own beside these."""

    model_config = ConfigDict(extra="allow")
    type: str
    title: str
    title_ka: str
    status: int
    detail: str
    detail_ka: str
    instance: str
