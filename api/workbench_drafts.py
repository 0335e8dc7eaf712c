"""Drafts: written, looked at while written, moved from step to step."""

from __future__ import annotations

from starlette.responses import Response

from acts.read import read_source
from acts.source import BadSource
from api.attachment import attachment, own_name
from api.workbench_editor import looked
from api.workbench_guard import ANYBODY, DRAFTING, DRAFTS, SIGNING, STEPPING, WORKBENCH, Visit, page
from api.workbench_views import go, show
from registry import annexes, bundles, clocks, desk, drafts, signatures
from registry.office import OfficeError
from registry.rights import Right
from schemas.normal import normal_form


@page("GET", "/office/drafts", DRAFTS)
def listed(visit: Visit) -> Response:
    with visit.office.reading() as db:
        found = desk.listed(db, visit.user)
        book = clocks.load(db)
    dues = {kept.id: desk.due(kept, book) for kept in found}
    return show(visit, "drafts.html", drafts=found, dues=dues)


@page("GET", "/office/drafts/{draft:int}", DRAFTS)
def one(visit: Visit) -> Response:
    with visit.office.reading() as db:
        kept = desk.get(db, visit.number("draft"), visit.user)
        due = desk.due(kept, clocks.load(db))
        events = desk.events(db, kept.id)
        files = desk.files(db, kept.id)
        done = bundles.of_act(db, kept.iri) if kept.iri else []
    steps = [s for s in drafts.STEPS if kept.state in s.sources and visit.user.has(s.who)]
    text = kept.text.decode()
    return show(
        visit, "draft.html", kept=kept, draft=kept.draft, due=due, events=events, files=files,
        steps=[s for s in steps if s.name not in ("publish", "receive")], grounds=drafts.GROUNDS,
        may_sign=kept.state in desk.SIGNABLE and visit.user.has(Right.SIGN, Right.SEND),
        may_edit=kept.state in drafts.EDITABLE and visit.user.has(Right.DRAFT),
        registrar=[s.name for s in steps if s.name in ("publish", "receive")],
        editing=False, text=text, bundles=done, bench=WORKBENCH.allows(visit.user),
        titles={one.id: _title(visit, one) for one in done},
        look=looked(visit, text, kept.draft, adopted=kept.iri is not None),
    )  # fmt: skip


def _title(visit: Visit, one: bundles.Bundle) -> str:
    """The title of the act that a bundle changes, else as it is cited."""
    work = visit.store.work(one.target) if one.target else None
    return (work.particulars.title if work else None) or one.cited.get("title") or "?"


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
    return own_name(name), data


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


@page("GET", "/annex/{sha256}", ANYBODY)
def published_annex(visit: Visit) -> Response:
    """A binary annex of a published act, for everybody: always saved, never run here."""
    with visit.office.reading() as db:
        name, data = annexes.read(db, str(visit.request.path_params["sha256"]))
    return Response(data, media_type="application/octet-stream", headers=attachment(name))


@page("GET", "/office/drafts/{draft:int}/files/{file:int}", DRAFTS)
def file(visit: Visit) -> Response:
    """A file as it came in: always saved, never shown, so that nothing in it can run here."""
    with visit.office.reading() as db:
        kept = desk.get(db, visit.number("draft"), visit.user)
        name, data = desk.file(db, kept.id, visit.number("file"))
    return Response(data, media_type="application/octet-stream", headers=attachment(name))
