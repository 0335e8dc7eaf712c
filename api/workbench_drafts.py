"""Drafts: written, looked at while written, moved from step to step."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from starlette.responses import Response

from acts.read import read_source
from acts.source import BadSource
from api.uploads import read_upload
from api.workbench_guard import DRAFTING, DRAFTS, SIGNING, STEPPING, Visit, page
from api.workbench_views import go, show
from api.workbench_words import force_of
from consolidation.intake import Intake, take_in
from registry import clocks, desk, drafts, signatures
from registry.draft_checks import Fault, faults_of, faults_of_amending
from registry.drafts import Draft
from registry.office import OfficeError
from registry.rights import Right
from schemas.kinds import table
from schemas.model import Kind, Particulars, Unit, text_of
from schemas.normal import normal_form

_SHOWN = frozenset({
    Kind.BOOK, Kind.PART, Kind.CHAPTER, Kind.SUBCHAPTER, Kind.ARTICLE, Kind.POINT, Kind.SUBPOINT,
    Kind.ANNEX, Kind.TABLE,
})  # fmt: skip
_MOST_SHOWN = 2000


@page("GET", "/office/drafts", DRAFTS)
def listed(visit: Visit) -> Response:
    with visit.office.reading() as db:
        found = desk.listed(db, visit.user)
        book = clocks.load(db)
    dues = {kept.id: desk.due(kept, book) for kept in found}
    return show(visit, "drafts.html", drafts=found, dues=dues)


@page("GET", "/office/drafts/new", DRAFTING)
def new(visit: Visit) -> Response:
    draft = Draft(issuers=(visit.user.body,))
    kinds = list(table("kinds"))
    looked = _looked("", draft)
    return show(visit, "draft_edit.html", kept=None, draft=draft, text="", kinds=kinds, **looked)


@page("POST", "/office/drafts/new", DRAFTING)
def create(visit: Visit) -> Response:
    draft, text = _read(visit)
    with visit.decision("/office/drafts") as db:
        number = desk.create(db, draft, text, "text", visit.user)
    return go(f"/office/drafts/{number}")


@page("POST", "/office/drafts/look", DRAFTING)
def look(visit: Visit) -> Response:
    """The outline and the faults of a text as it stands; nothing is kept."""
    draft = Draft(title=visit.text("title"), kind=visit.text("kind"))
    return show(visit, "draft_look.html", **_looked(visit.text("text"), draft))


@page("GET", "/office/drafts/{draft:int}", DRAFTS)
def one(visit: Visit) -> Response:
    with visit.office.reading() as db:
        kept = desk.get(db, visit.number("draft"), visit.user)
        due = desk.due(kept, clocks.load(db))
        events = desk.events(db, kept.id)
        files = desk.files(db, kept.id)
    steps = [s for s in drafts.STEPS if kept.state in s.sources and visit.user.has(s.who)]
    text = kept.text.decode()
    return show(
        visit, "draft.html", kept=kept, draft=kept.draft, due=due, events=events, files=files,
        steps=[s for s in steps if s.name not in ("publish", "receive")], grounds=drafts.GROUNDS,
        may_sign=kept.state in desk.SIGNABLE and visit.user.has(Right.SIGN, Right.SEND),
        may_edit=kept.state in drafts.EDITABLE and visit.user.has(Right.DRAFT),
        registrar=[s.name for s in steps if s.name in ("publish", "receive")],
        text=text, **_looked(text, kept.draft),
    )  # fmt: skip


@page("GET", "/office/drafts/{draft:int}/edit", DRAFTING)
def edit_page(visit: Visit) -> Response:
    with visit.office.reading() as db:
        kept = desk.get(db, visit.number("draft"), visit.user)
    text = kept.text.decode()
    return show(visit, "draft_edit.html", kept=kept, draft=kept.draft, text=text,
                kinds=list(table("kinds")), **_looked(text, kept.draft))  # fmt: skip


@page("POST", "/office/drafts/{draft:int}/edit", DRAFTING)
def edit(visit: Visit) -> Response:
    draft, text = _read(visit)
    number = visit.number("draft")
    with visit.decision(f"/office/drafts/{number}") as db:
        kept = desk.get(db, number, visit.user)
        if visit.field_number("version") != kept.version:
            raise OfficeError("changed-meanwhile", "")
        draft = replace(draft, notes=kept.draft.notes)
        desk.edit(db, kept, draft, text, "text", visit.user)
    return go(f"/office/drafts/{number}")


@page("POST", "/office/drafts/{draft:int}/step", STEPPING)
def step(visit: Visit) -> Response:
    number, name = visit.number("draft"), visit.text("step")
    if name in ("publish", "receive"):
        raise OfficeError("no-such-step", "publication has a page of its own")
    needed = drafts.step(name).needs
    with visit.decision(f"/office/drafts/{number}") as db:
        kept = desk.get(db, number, visit.user)
        desk.move(db, kept, name, visit.user, {key: visit.text(key) for key in needed})
    return go(f"/office/drafts/{number}")


@page("POST", "/office/drafts/{draft:int}/file", DRAFTING)
def attach(visit: Visit) -> Response:
    number = visit.number("draft")
    name, data = _chosen(visit)
    with visit.decision(f"/office/drafts/{number}") as db:
        desk.attach(db, desk.get(db, number, visit.user), name, "annex", data, visit.user)
    return go(f"/office/drafts/{number}")


@page("GET", "/office/drafts/{draft:int}/text", DRAFTS)
def text_to_sign(visit: Visit) -> Response:
    """The very bytes of a draft: what a signature beside the text is made on."""
    with visit.office.reading() as db:
        kept = desk.get(db, visit.number("draft"), visit.user)
    headers = {"content-disposition": f'attachment; filename="draft-{kept.id}.txt"'}
    return Response(kept.text, media_type="application/octet-stream", headers=headers)


@page("POST", "/office/drafts/{draft:int}/signature", SIGNING)
def sign(visit: Visit) -> Response:
    """A signature or stamp, checked before it is kept; one that is not good is not taken."""
    number = visit.number("draft")
    name, data = _chosen(visit)
    with visit.decision(f"/office/drafts/{number}") as db:
        kept = desk.get(db, number, visit.user)
        found = verdict(kept, data)
        if found.state == "bad":
            raise OfficeError("bad-signature", found.said())
        desk.attach(db, kept, name, "signature", data, visit.user, found.said())
    return go(f"/office/drafts/{number}")


def _chosen(visit: Visit) -> tuple[str, bytes]:
    """Name and bytes of the file that was sent. Raises :class:`OfficeError` ``bad-form``."""
    name, data = visit.files.get("file", ("", b""))
    if not data:
        raise OfficeError("bad-form", "choose a file")
    return name, data


def verdict(kept: desk.Kept, data: bytes) -> signatures.Verdict:
    """What is found of a signature file of a draft."""

    def same(pdf: bytes) -> bool:
        try:
            return _letters(read_source(pdf, "signed.pdf").text) == _letters(kept.text.decode())
        except BadSource:
            return False

    return signatures.check(data, kept.text, same)


def _letters(text: str) -> str:
    """Letters and digits alone: a page breaks lines and words where it likes."""
    return "".join(char for char in normal_form(text) if char.isalnum())


@page("GET", "/office/drafts/{draft:int}/files/{file:int}", DRAFTS)
def file(visit: Visit) -> Response:
    """A file as it came in: always saved, never shown, so that nothing in it can run here."""
    with visit.office.reading() as db:
        kept = desk.get(db, visit.number("draft"), visit.user)
        _, data = desk.file(db, kept.id, visit.number("file"))
    headers = {"content-disposition": f'attachment; filename="file-{visit.number("file")}"'}
    return Response(data, media_type="application/octet-stream", headers=headers)


def _read(visit: Visit) -> tuple[Draft, bytes]:
    """The draft of a form. An uploaded file (DOCX, text) is read into the text.

    Raises :class:`acts.source.BadSource`, :class:`OfficeError`.
    """
    issuers = tuple(line.strip() for line in visit.text("issuers").split("\n") if line.strip())
    draft = Draft(
        title=visit.text("title").strip(), kind=visit.text("kind").strip(), issuers=issuers,
        force=force_of(visit.text("force")), limited=bool(visit.text("limited")),
        until=visit.text("until").strip() or None, sector=visit.text("sector").strip(),
        at_once=bool(visit.text("at_once")), exempt=visit.text("exempt").strip(),
        place=visit.text("place").strip(),
    )  # fmt: skip
    text = visit.text("text")
    if "file" in visit.files:
        name, data = visit.files["file"]
        if len(data) > desk.MAX_FILE:
            raise OfficeError("too-large", "")
        text = read_upload(data, name).text
    if not text.strip():
        raise OfficeError("incomplete", "text")
    return draft, text.encode()


def _looked(text: str, draft: Draft) -> dict[str, Any]:
    """Outline and faults of a text, for the editor."""
    if not text.strip():
        return {"outline": [], "faults": [], "unread": ""}
    known = Particulars(title=draft.title or None, kind=draft.kind or None)
    try:
        intake = take_in(text.encode(), "draft.txt", known)
    except BadSource as error:
        return {"outline": [], "faults": [], "unread": str(error)}
    return {"outline": outline(intake), "faults": faults(intake), "unread": ""}


def outline(intake: Intake) -> list[tuple[int, str]]:
    """Depth and name of each unit, as the machine sees the structure."""
    out: list[tuple[int, str]] = []

    def visit_(unit: Unit, depth: int) -> None:
        shown = unit.kind in _SHOWN
        if shown and len(out) < _MOST_SHOWN:
            words = " ".join(part for part in (unit.label, unit.heading) if part)
            if unit.kind in (Kind.POINT, Kind.SUBPOINT):
                words = text_of(unit).partition("\n")[0][:60]
            out.append((depth, words or unit.kind.value))
        for child in unit.children:
            visit_(child, depth + shown)

    visit_(intake.act.root, 0)
    return out


def faults(intake: Intake) -> list[Fault]:
    found = faults_of(intake.act)
    return [*found, *faults_of_amending(intake)] if intake.amends else found
