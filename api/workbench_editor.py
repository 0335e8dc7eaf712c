"""The editor of drafts: it knows the structure, and looks at a draft while it is written.

Everything works by buttons without a script; the script only adds that the place is that of the
caret, that the look follows the typing, and that a new line begins with the next number. What is
wrong with what was sent is said above the form, and the form keeps what was written.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import UTC, datetime
from functools import lru_cache
from typing import Any

from starlette.responses import Response

from acts.html_writer import to_html_fragment
from acts.source import BadSource
from api import drafting
from api.drafting import Drafted
from api.uploads import read_upload, told
from api.workbench_guard import DRAFTING, Visit, page
from api.workbench_reasons import detail_of
from api.workbench_views import go, show
from api.workbench_words import ERRORS, UNITS, force_of
from consolidation.intake import Intake, take_in
from registry import desk, drafts, dry_run
from registry.desk import Kept
from registry.draft_checks import Fault, blanks, faults_of
from registry.drafts import Draft
from registry.dry_run import Order
from registry.numbering import tables
from registry.office import OfficeError
from registry.table_checks import faults_of_tables
from registry.working_days import tbilisi_day
from schemas.kinds import table
from schemas.model import Kind, Particulars, Unit, text_of
from schemas.normal import same_law

_SHOWN = frozenset({
    Kind.BOOK, Kind.PART, Kind.CHAPTER, Kind.SUBCHAPTER, Kind.ARTICLE, Kind.POINT, Kind.SUBPOINT,
    Kind.ANNEX, Kind.TABLE,
})  # fmt: skip
_MOST_SHOWN = 2000
_LARGE = 60_000  # characters, read in a second: a longer text is looked at when asked for
Pair = tuple[str, str]
_CLEANED = (
    "ტექსტს მოსცილდა უხილავი ნიშნები და გვერდის მიერ გაწყვეტილი ხაზები; სიტყვები იგივეა",
    "invisible marks and lines broken by a page are gone from the text; the words are the same",
)


@dataclass(frozen=True, slots=True)
class Item:
    """A unit of the outline."""

    eid: str
    depth: int
    words: str


@dataclass(frozen=True, slots=True)
class Look:
    """What is seen of a text: its outline and faults and, where it amends, its orders."""

    outline: list[Item]
    faults: list[Fault]
    orders: list[Order]
    amends: bool
    unread: Pair | None = None
    html: str = ""  # the act as it will be read, escaped by the writer


@page("GET", "/office/drafts/new", DRAFTING)
def new(visit: Visit) -> Response:
    return _page(visit, None, Draft(issuers=(visit.user.body,)), "")


@page("POST", "/office/drafts/new", DRAFTING)
def create(visit: Visit) -> Response:
    try:
        draft, text = _read(visit)
        with visit.decision("/office/drafts") as db:
            number = desk.create(db, draft, text.encode(), "text", visit.user)
            _annexed(visit, db, number)
    except (OfficeError, BadSource) as error:
        return _again(visit, None, error)
    return go(f"/office/drafts/{number}")


@page("GET", "/office/drafts/{draft:int}/edit", DRAFTING)
def edit_page(visit: Visit) -> Response:
    with visit.office.reading() as db:
        kept = desk.get(db, visit.number("draft"), visit.user)
    if kept.state not in drafts.EDITABLE:
        raise OfficeError("wrong-state", f"a draft that is {kept.state} is not edited")
    return _page(visit, kept, kept.draft, kept.text.decode())


@page("POST", "/office/drafts/{draft:int}/edit", DRAFTING)
def edit(visit: Visit) -> Response:
    number = visit.number("draft")
    with visit.office.reading() as db:
        before = desk.get(db, number, visit.user)
    try:
        draft, text = _read(visit)
        with visit.decision(f"/office/drafts/{number}") as db:
            kept = desk.get(db, number, visit.user)
            if visit.field_number("version") != kept.version:
                raise OfficeError("changed-meanwhile", "")
            draft = replace(draft, notes=kept.draft.notes)
            desk.edit(db, kept, draft, text.encode(), "text", visit.user)
            _annexed(visit, db, number)
    except (OfficeError, BadSource) as error:
        return _again(visit, before, error)
    return go(f"/office/drafts/{number}")


@page("POST", "/office/drafts/look", DRAFTING)
def look(visit: Visit) -> Response:
    """The outline and the faults of a text as it stands; nothing is kept."""
    text = visit.text("text")
    if len(text) > _LARGE:
        return Response(status_code=204)
    return show(visit, "draft_look.html", look=looked(visit, text, _draft(visit)), editing=True)


@page("POST", "/office/drafts/shape", DRAFTING)
def shape(visit: Visit) -> Response:
    """One change of the structure, or a file read into the text; nothing is kept."""
    kept = _kept(visit)
    try:
        made = _shaped(visit)
    except (OfficeError, BadSource) as error:
        return _again(visit, kept, error)
    return _page(visit, kept, _draft(visit), made.text, made=made)


def _shaped(visit: Visit) -> Drafted:
    """Raises :class:`OfficeError`, :class:`acts.source.BadSource`."""
    text, what = _text(visit), visit.text("do")
    if what == "look" or not what:
        return Drafted(text)
    if not text.strip():
        draft = _draft(visit)
        return drafting.begun(draft.kind, draft.issuers[0] if draft.issuers else "", draft.title)
    made = _changed(visit, text, what)
    if drafting.read(text).text != text:
        made.said.append(_CLEANED)
    return made


def _changed(visit: Visit, text: str, what: str) -> Drafted:
    if what == "renumber":
        return drafting.renumbered(text)
    after = visit.text("after")
    kind = next((kind for kind in drafting.KINDS if kind.value == what), None)
    if kind is None:
        raise OfficeError("bad-field", "do")
    if not after and (caret := visit.field_number("caret")) is not None:
        seen = drafting.read(text)
        after = drafting.at_offset(seen, drafting.seen_offset(seen, text, caret))
    if kind is Kind.TABLE:
        rows, columns = visit.field_number("rows") or 0, visit.field_number("columns") or 0
        return drafting.with_table(text, after, rows, columns)
    return drafting.added(text, kind, after, prim=visit.text("prim") == "1")


def _page(
    visit: Visit, kept: Kept | None, draft: Draft, text: str, *, made: Drafted | None = None,
    problem: Pair | None = None, status: int = 200,
) -> Response:  # fmt: skip
    files: list[dict[str, Any]] = []
    if kept is not None:
        with visit.office.reading() as db:
            files = desk.files(db, kept.id)
    waits = len(text) > _LARGE and visit.text("do") != "look"
    look_ = Look([], [], [], False) if waits else looked(visit, text, draft)
    return show(
        visit, "draft_edit.html", status, kept=kept, draft=draft, text=text, files=files,
        kinds=list(table("kinds")), look=look_, made=made, problem=problem, waits=waits,
        parts=drafting.KINDS, editing=True, after=visit.text("after"), prim=visit.text("prim"),
    )  # fmt: skip


def _again(visit: Visit, kept: Kept | None, error: OfficeError | BadSource) -> Response:
    """The form as it was sent, with what is wrong above it."""
    if isinstance(error, BadSource):
        problem, status = told(error), 422
    else:
        georgian, english, status = ERRORS.get(error.name, (error.name, error.name, 409))
        if detail := str(error):
            georgian, english = (
                f"{whole} ({part})" if (part := detail_of(detail, language)) else whole
                for whole, language in ((georgian, "ka"), (english, "en"))
            )
        problem = (georgian, english)
    draft = _draft(visit)
    return _page(visit, kept, draft, visit.text("text"), problem=problem, status=status)


def _kept(visit: Visit) -> Kept | None:
    """The draft that is edited, where it was kept before. Raises :class:`OfficeError`."""
    number = visit.field_number("draft")
    if number is None:
        return None
    with visit.office.reading() as db:
        return desk.get(db, number, visit.user)


def _draft(visit: Visit) -> Draft:
    """The particulars of a form, checked later."""
    issuers = tuple(line.strip() for line in visit.text("issuers").split("\n") if line.strip())
    return Draft(
        title=visit.text("title").strip(), kind=visit.text("kind").strip(), issuers=issuers,
        force=force_of(visit.text("force")), limited=bool(visit.text("limited")),
        until=visit.text("until").strip() or None, sector=visit.text("sector").strip(),
        at_once=bool(visit.text("at_once")), exempt=visit.text("exempt").strip(),
        place=visit.text("place").strip(),
    )  # fmt: skip


def _text(visit: Visit) -> str:
    """The text of a form, or that of the file sent with it.

    Raises :class:`acts.source.BadSource`; :class:`OfficeError` ``too-large``.
    """
    if "file" not in visit.files:
        return visit.text("text")
    name, data = visit.files["file"]
    if len(data) > desk.MAX_FILE:
        raise OfficeError("too-large", "")
    return read_upload(data, name).text


def _read(visit: Visit) -> tuple[Draft, str]:
    """The draft of a form. Raises as :func:`_text`; ``incomplete`` without a text."""
    text = _text(visit)
    if not text.strip():
        raise OfficeError("incomplete", "text")
    return _draft(visit), text


def _annexed(visit: Visit, db: Any, number: int) -> None:
    """Keep the binary annex that came with the form, whatever its format."""
    if "annex" in visit.files and visit.files["annex"][1]:
        name, data = visit.files["annex"]
        desk.attach(db, desk.get(db, number, visit.user), name, "annex", data, visit.user)


def looked(visit: Visit, text: str, draft: Draft, *, adopted: bool = False) -> Look:
    """Outline and faults of a text; of an amending one those of the dry run too.

    ``adopted``: it is published already, so the register holds what it ordered.
    """
    if not text.strip():
        return Look([], [], [], False)
    today = tbilisi_day(datetime.now(UTC)).isoformat()
    try:
        intake = _taken(text, draft.title, draft.kind, "".join(draft.issuers[:1]), today)
    except BadSource as error:
        return Look([], [], [], False, told(error))
    own = [*blanks(text), *_of_title(intake, draft)]
    with visit.office.reading() as db:
        own += faults_of_tables(draft, tables(db), today)
    found, orders = [*own, *faults_of(intake.act)], []
    if intake.reading.amends and not adopted:
        with visit.office.reading() as db:
            tried = dry_run.tried(visit.store, db, intake)
        found = [*own, *tried.faults]
        orders = [order for act in tried.acts for order in act.orders]
    html = to_html_fragment(intake.act)
    return Look(
        _outline(intake, english=visit.language == "en"),
        found,
        orders,
        bool(intake.reading.amends),
        html=html,
    )


@lru_cache(maxsize=8)
def _taken(text: str, title: str, kind: str, issuer: str, day: str) -> Intake:
    """A draft read as if it were published on a day. Not to be changed: others look at it too."""
    known = Particulars(title or None, kind or None, issuer or None, published=day)
    return take_in(text.encode(), "draft.txt", known)


def _of_title(intake: Intake, draft: Draft) -> list[Fault]:
    """The title of the form and the one printed in the text are one (Law 1876 art. 18(1))."""
    printed = [unit.text for unit in intake.act.walk() if unit.role == "title" and unit.text]
    if not printed or not draft.title or same_law(printed[0], draft.title):
        return []
    return [Fault("18(1)", printed[0], f"ფორმაში სხვა სათაურია: {draft.title}",
                  f"the form has another title: {draft.title}")]  # fmt: skip


def _outline(intake: Intake, *, english: bool) -> list[Item]:
    """Name and depth of each unit, as the machine sees the structure."""
    out: list[Item] = []

    def visit_(unit: Unit, depth: int) -> None:
        shown = unit.kind in _SHOWN
        if shown and len(out) < _MOST_SHOWN:
            words = " ".join(part for part in (unit.label, unit.heading) if part)
            if unit.kind in (Kind.POINT, Kind.SUBPOINT):
                words = text_of(unit).partition("\n")[0][:60]
            called = UNITS.get(unit.kind.value, ("…", "…"))[english]
            out.append(Item(unit.eid, depth, words or called))
        for child in unit.children:
            visit_(child, depth + shown)

    visit_(intake.act.root, 0)
    return out
