"""Drafts as they are kept: made, edited, moved step by step, each step an event of its own."""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime
from typing import Any

import zstandard
from sqlalchemy import Connection, insert, select, update

from registry import audit, drafts
from registry import office_tables as t
from registry.clock import now
from registry.clocks import Clocks, Due, issuer_class
from registry.draft_checks import blanks
from registry.drafts import Draft, Step
from registry.numbering import tables
from registry.office import OfficeError, kept
from registry.people import User
from registry.rights import Role
from registry.table_checks import check_tables
from registry.working_days import tbilisi_day

MAX_FILE = 32 * 1024 * 1024
HERALD_SEES = frozenset({"sent", "received", "published", "refused"})
SIGNABLE = frozenset({"visaed", "concluded", "signed"})  # the text is not changed any more
EXPERT_SEES = frozenset({"at-expertise", "concluded", "returned"})


@dataclass(frozen=True, slots=True)
class Kept:
    """A draft in the office. ``version`` rises with every change."""

    id: int
    body: str
    state: str
    draft: Draft
    text: bytes
    format: str
    since: str
    version: int
    iri: str | None

    @property
    def sha256(self) -> str:
        return hashlib.sha256(self.text).hexdigest()


def create(db: Connection, draft: Draft, text: bytes, format_: str, user: User) -> int:
    """A new draft of the user's body. Required particulars are asked for already here.

    Raises :class:`OfficeError` ``incomplete``, ``bad-day``, ``not-in-table``, ``other-body``.
    """
    draft.check()
    check_tables(draft, tables(db), tbilisi_day(datetime.now(UTC)).isoformat())
    if user.body not in draft.issuers:
        raise OfficeError("other-body", "a person drafts for their own body")
    row = {
        "body": user.body, "state": "drafting", "particulars": drafts.to_json(draft),
        "text": zstandard.compress(text), "format": format_, "since": now(), "version": 1,
    }  # fmt: skip
    number = kept(db, t.drafts, row)
    _event(db, number, "create", "", "drafting", user.name, {})
    return number


def get(db: Connection, number: int, user: User | None = None) -> Kept:
    """A draft. Raises :class:`OfficeError` ``no-such-draft``, also for one not to be seen."""
    row = db.execute(select(t.drafts).where(t.drafts.c.id == number)).first()
    if row is None or (user is not None and not may_see(_kept(row), user)):
        raise OfficeError("no-such-draft", f"no draft {number}")
    return _kept(row)


def may_see(kept: Kept, user: User) -> bool:
    """The body sees its own drafts; the Herald what was sent to it, experts what came to them."""
    if user.body and kept.body == user.body:
        return True
    if user.has(Role.REGISTRAR, Role.AUDITOR):
        return kept.state in HERALD_SEES
    return user.has(Role.EXPERT) and kept.state in EXPERT_SEES


def listed(db: Connection, user: User) -> list[Kept]:
    """Drafts the user may see, newest first."""
    rows = db.execute(select(t.drafts).order_by(t.drafts.c.id.desc()))
    return [kept for row in rows if may_see(kept := _kept(row), user)]


def edit(db: Connection, kept: Kept, draft: Draft, text: bytes, format_: str, user: User) -> None:
    """Change a draft that is still being drafted.

    Raises :class:`OfficeError` ``wrong-state``, ``incomplete``, ``not-in-table``,
    ``changed-meanwhile``.
    """
    if kept.state not in drafts.EDITABLE:
        raise OfficeError("wrong-state", f"a draft that is {kept.state} is not edited")
    draft.check()
    check_tables(draft, tables(db), tbilisi_day(datetime.now(UTC)).isoformat())
    if user.body not in draft.issuers:
        raise OfficeError("other-body", "a person drafts for their own body")
    values = {
        "particulars": drafts.to_json(replace(draft, conclusion_of=None)),
        "text": zstandard.compress(text), "format": format_,
    }  # fmt: skip
    _write(db, kept, values)
    _event(db, kept.id, "edit", kept.state, kept.state, user.name, {})


def move(db: Connection, kept: Kept, name: str, user: User, detail: dict[str, str]) -> Step:
    """Take a step. Raises :class:`OfficeError`: see :func:`registry.drafts.taken`,
    ``not-allowed``, ``changed-meanwhile``."""
    today = tbilisi_day(datetime.now(UTC))
    step = drafts.taken(kept.draft, kept.state, name, detail, today)
    if not user.has(step.who):
        raise OfficeError("not-allowed", f"{name} is for {step.who.value}")
    if name == "visa" and (left := blanks(kept.text.decode())):
        raise OfficeError("incomplete", left[0].place)
    draft = kept.draft
    if name == "agree":
        draft = replace(draft, conclusion_of=kept.sha256)
    if name == "sign":
        draft = replace(draft, number=detail["number"].strip(), date=detail["date"])
    if name == "send":
        draft = replace(draft, notes={**draft.notes, "sent": now()})
    values: dict[str, Any] = {
        "state": step.to, "particulars": drafts.to_json(draft), "since": now(),
    }  # fmt: skip
    if name == "publish":
        values["iri"] = detail["iri"]
    _write(db, kept, values)
    _event(db, kept.id, name, kept.state, step.to, user.name, detail)
    return step


def may_be_published(kept: Kept) -> None:
    """Raises :class:`OfficeError` with a ground of Law 1876 art. 28(1)."""
    adopted = date.fromisoformat(kept.draft.date) if kept.draft.date else date.today()
    if kept.draft.needs_conclusion(adopted):
        if kept.draft.conclusion_of is None:
            raise OfficeError("no-conclusion", drafts.GROUNDS["no-conclusion"])
        if kept.draft.conclusion_of != kept.sha256:
            raise OfficeError("differs", drafts.GROUNDS["differs"])
    if kept.draft.missing() or not kept.draft.number or not kept.draft.date:
        raise OfficeError("particulars", drafts.GROUNDS["particulars"])


def due(kept: Kept, clocks: Clocks) -> Due | None:
    """The clock that runs on a draft in its state; None where none does."""
    d = kept.draft
    step_day = tbilisi_day(datetime.fromisoformat(kept.since))
    adopted = date.fromisoformat(d.date) if d.date else None
    whose = issuer_class(
        d.issuers[0], at_once=d.at_once, conclusion=d.needs_conclusion(adopted or step_day)
    )
    if kept.state == "at-expertise":
        return clocks.due("expertise", "any", step_day)
    if kept.state == "concluded":
        return clocks.due("send", "with-conclusion", step_day)
    if kept.state == "signed" and adopted is not None:
        return clocks.due("send", whose, adopted)
    if kept.state in ("sent", "received"):
        return clocks.due("publish", whose, _sent_on(kept), adopted=adopted)
    return None


def _sent_on(kept: Kept) -> date:
    """The day the Herald got the act: receipt does not start the clock anew."""
    return tbilisi_day(datetime.fromisoformat(kept.draft.notes.get("sent", kept.since)))


def events(db: Connection, number: int) -> list[dict[str, Any]]:
    """The steps of a draft, oldest first."""
    query = select(t.draft_events).where(t.draft_events.c.draft == number)
    return [
        {**row._mapping, "detail": json.loads(row.detail)}
        for row in db.execute(query.order_by(t.draft_events.c.id))
    ]


def attach(
    db: Connection, kept: Kept, name: str, kind: str, data: bytes, user: User, said: str = ""
) -> str:
    """Keep a file with a draft: a binary annex (any format) or a signature.

    ``said`` is what was found of a signature. Raises :class:`OfficeError` ``too-large``,
    ``wrong-state``.
    """
    if len(data) > MAX_FILE:
        raise OfficeError("too-large", f"a file has at most {MAX_FILE // 1024 // 1024} MB")
    allowed = drafts.EDITABLE if kind == "annex" else SIGNABLE
    if kept.state not in allowed:
        raise OfficeError("wrong-state", f"no {kind} can be added to a draft that is {kept.state}")
    digest = hashlib.sha256(data).hexdigest()
    row = {
        "draft": kept.id, "name": name[:200], "kind": kind, "sha256": digest, "size": len(data),
        "bytes": zstandard.compress(data), "recorded": now(),
    }  # fmt: skip
    db.execute(insert(t.draft_files).values(row))
    detail = {"sha256": digest, **({"signature": said} if said else {})}
    _event(db, kept.id, "attach", kept.state, kept.state, user.name, detail)
    return digest


def files(db: Connection, number: int) -> list[dict[str, Any]]:
    """Files of a draft without their bytes."""
    c = t.draft_files.c
    query = select(c.id, c.name, c.kind, c.sha256, c.size).where(c.draft == number).order_by(c.id)
    return [dict(row._mapping) for row in db.execute(query)]


def file(db: Connection, number: int, file_id: int) -> tuple[str, bytes]:
    """Name and bytes of a file. Raises :class:`OfficeError` ``no-such-file``."""
    c = t.draft_files.c
    row = db.execute(select(c.name, c.bytes).where(c.draft == number, c.id == file_id)).first()
    if row is None:
        raise OfficeError("no-such-file", f"no file {file_id}")
    return row.name, zstandard.decompress(row.bytes)


def _kept(row: Any) -> Kept:
    return Kept(
        row.id, row.body, row.state, drafts.from_json(row.particulars),
        zstandard.decompress(row.text), row.format, row.since, row.version, row.iri,
    )  # fmt: skip


def _write(db: Connection, kept: Kept, values: dict[str, Any]) -> None:
    here = (t.drafts.c.id == kept.id) & (t.drafts.c.version == kept.version)
    done = db.execute(update(t.drafts).where(here).values(**values, version=kept.version + 1))
    if done.rowcount != 1:
        raise OfficeError("changed-meanwhile", "somebody changed the draft meanwhile: look again")


def _event(
    db: Connection, number: int, step: str, before: str, after: str, by: str, detail: dict[str, Any]
) -> None:
    row = {
        "draft": number, "step": step, "before": before, "after": after, "by": by,
        "detail": json.dumps(detail, ensure_ascii=False), "at": now(),
    }  # fmt: skip
    db.execute(insert(t.draft_events).values(row))
    audit.note(db, by, f"draft-{step}", f"draft:{number}", before=before, after=after, **detail)
