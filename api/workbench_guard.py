"""The office's door: every page states who may open it, and nothing opens without that.

:func:`page` is the only way to add a page, and it asks for a rule. Before a page runs, the guard
has looked at the session, the rule, the size of what is sent, where it comes from, and the
form's token. Answers of the office are never kept by anybody.
"""

from __future__ import annotations

import secrets
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import urlsplit

from fastapi import APIRouter
from sqlalchemy import Connection, insert, select
from starlette.concurrency import run_in_threadpool
from starlette.datastructures import FormData, UploadFile
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.types import Message, Receive

from registry import login
from registry import office_tables as t
from registry.clock import now
from registry.login import Session
from registry.office import Office, OfficeError
from registry.people import TERMS, User
from registry.rights import Right, Role
from registry.store import Store
from registry.writing import Busy, writing

MAX_BODY = 40 * 2**20  # bytes of one request; a file in it may have 32 MB
COOKIE, PRE_COOKIE, LANGUAGE_COOKIE = "matsne_session", "matsne_form", "matsne_language"
_NOTING = 0.5  # seconds that a page waits to note the use of its session
_NO_SESSION_PAGES = "/office/login"


@dataclass(frozen=True, slots=True)
class Rule:
    """Who may open a page. ``anybody``: no session; else signed in, with one of ``who`` if any.

    ``all_of`` must all be held. ``hidden``: whoever may not open it learns nothing of it.
    """

    name: str
    anybody: bool = False
    who: frozenset[Right | Role] = frozenset()
    all_of: frozenset[Right | Role] = frozenset()
    hidden: bool = False

    def allows(self, user: User | None) -> bool:
        if self.anybody:
            return True
        if user is None or (self.who and not user.has(*self.who)):
            return False
        return all(user.has(one) for one in self.all_of)


ANYBODY = Rule("anybody", anybody=True)
SIGNED_IN = Rule("signed-in")
_BODY = frozenset(Right)
DRAFTS = Rule("drafts", who=_BODY | {Role.EXPERT, Role.REGISTRAR, Role.AUDITOR})
DRAFTING = Rule("drafting", who=frozenset({Right.DRAFT}))
SIGNING = Rule("signing", who=frozenset({Right.SIGN, Right.SEND}))
STEPPING = Rule("stepping", who=_BODY | {Role.EXPERT, Role.REGISTRAR})
REGISTRAR = Rule("registrar", who=frozenset({Role.REGISTRAR}))
REGISTER = Rule("register", who=frozenset(Role) - {Role.SECRET, Role.EXPERT})
WORKBENCH = Rule(
    "workbench", who=frozenset({Role.SYSTEMATIZER, Role.APPROVER, Role.AUDITOR, Role.REGISTRAR})
)
SYSTEMATIZER = Rule("systematizer", who=frozenset({Role.SYSTEMATIZER}))
APPROVER = Rule("approver", who=frozenset({Role.APPROVER}))
COMMENTS = Rule("comments", who=frozenset({Role.SYSTEMATIZER, Role.APPROVER}))
ADMINISTRATOR = Rule("administrator", who=frozenset({Role.ADMINISTRATOR}))
OVERSIGHT = Rule("oversight", who=frozenset({Role.ADMINISTRATOR, Role.AUDITOR}))
SECRET = Rule("secret", all_of=frozenset({Role.REGISTRAR, Role.SECRET}), hidden=True)


@dataclass(slots=True)
class Visit:
    """One request that was let in."""

    request: Request
    store: Store
    office: Office
    session: Session | None
    form: Mapping[str, str] = field(default_factory=dict)
    lists: Mapping[str, list[str]] = field(default_factory=dict)
    files: Mapping[str, tuple[str, bytes]] = field(default_factory=dict)
    form_token: str = ""
    language: str = "ka"

    @property
    def user(self) -> User:
        """The person. Raises RuntimeError on a page for anybody."""
        if self.session is None:
            raise RuntimeError("a page for anybody asked who it is")
        return self.session.user

    def number(self, name: str) -> int:
        """A number in the path."""
        return int(self.request.path_params[name])

    def text(self, name: str, default: str = "") -> str:
        """A field of the form, or of the query on a GET."""
        if self.request.method == "POST":
            return self.form.get(name, default)
        return self.request.query_params.get(name, default)

    def field_number(self, name: str) -> int | None:
        """A number in the form; None where it is empty. Raises :class:`OfficeError`."""
        value = self.text(name).strip()
        if not value:
            return None
        if not value.lstrip("-").isdecimal() or len(value) > 12:
            raise OfficeError("bad-field", f"{name}: {value[:40]!r} is no number")
        return int(value)

    @contextmanager
    def decision(self, answer: str) -> Iterator[Connection]:
        """A transaction for a form that is carried out once: sent again, it only answers again.

        Raises :class:`Replayed`.
        """
        token = self.form.get("once", "")
        if not 16 <= len(token) <= 64:
            raise OfficeError("bad-form", "the form has no token of its own")
        with self.office.decision() as db:
            seen = db.execute(
                select(t.requests_seen.c.answer).where(t.requests_seen.c.token == token)
            )
            if (before := seen.scalar()) is not None:
                raise Replayed(before)
            row = {"token": token, "answer": answer, "recorded": now()}
            db.execute(insert(t.requests_seen).values(row))
            yield db


class Replayed(Exception):
    """The form was carried out before; ``answer`` is where it led."""

    def __init__(self, answer: str) -> None:
        super().__init__(answer)
        self.answer = answer


class TooLarge(Exception):
    """More bytes than a request may have."""


Page = Callable[[Visit], Response]
RULES: dict[tuple[str, str], Rule] = {}
router = APIRouter()
_failure: list[Callable[[Visit | None, Request, Exception], Response]] = []


def page(method: str, path: str, rule: Rule) -> Callable[[Page], Page]:
    """Adds a page under a rule. Raises ValueError for a page that has one already."""

    def add(function: Page) -> Page:
        if (method, path) in RULES:
            raise ValueError(f"{method} {path} is stated twice")
        RULES[method, path] = rule

        async def endpoint(request: Request) -> Response:
            return _sealed(request, await _open(request, rule, function))

        router.add_route(path, endpoint, methods=[method])
        return function

    return add


def on_failure(function: Callable[[Visit | None, Request, Exception], Response]) -> None:
    """Says how a refused or failed request is told to people."""
    _failure[:] = [function]


async def _open(request: Request, rule: Rule, function: Page) -> Response:
    store, office = office_of(request)
    token = request.cookies.get(COOKIE, "")
    visit = Visit(request, store, office, None, language=_language(request))
    visit.form_token = _pre_token(request)
    try:
        if token:
            visit.session = await run_in_threadpool(_session, office, token)
        if visit.session is not None:
            visit.form_token = visit.session.csrf
        if (refusal := _let_in(visit, rule)) is not None:
            return refusal
        if request.method == "POST":
            await _read_form(visit)
        return await run_in_threadpool(function, visit)
    except Replayed as again:
        return RedirectResponse(again.answer, 303)
    except Exception as error:
        return _failure[0](visit, request, error)


def office_of(request: Request) -> tuple[Store, Office]:
    """The store and the office of the application."""
    state = request.app.state
    store: Store = state.service.holdings.store
    held: Office | None = getattr(state, "office", None)
    if held is None or held.engine is not store.engine:
        held = state.office = Office(store.engine)
    return store, held


def _session(office: Office, token: str) -> Session | None:
    """The session, noted as used unless somebody writes just now: no page waits for that."""
    with office.reading() as db:
        found = login.session(db, token)
    if found is not None and found.unnoted():
        with suppress(Busy), writing(office.engine, _NOTING) as db:
            return login.touch(db, token)
    return found


def _let_in(visit: Visit, rule: Rule) -> Response | None:
    """None where the rule lets the visitor in; else a redirect. Raises :class:`OfficeError`."""
    session = visit.session
    if rule.anybody:
        return None
    signed_in = session is not None and session.second
    if rule.hidden and not (signed_in and rule.allows(visit.user)):
        raise HTTPException(404)  # the same answer as for a page that is nowhere
    if not signed_in:
        if visit.request.method == "GET":
            return RedirectResponse(_NO_SESSION_PAGES, 303)
        raise OfficeError("not-signed-in", "")
    own = visit.request.url.path in ("/office/terms", "/office/logout")
    if visit.user.terms != TERMS and not own:
        return RedirectResponse("/office/terms", 303)
    if not rule.allows(visit.user):
        raise OfficeError("not-allowed", rule.name)
    return None


async def _read_form(visit: Visit) -> None:
    """Reads a form, within bounds, from our own pages only, with its token."""
    request = visit.request
    _same_origin(request)
    length = request.headers.get("content-length", "")
    if length.isdecimal() and int(length) > MAX_BODY:
        raise TooLarge
    bounded = Request(request.scope, _bounded(request.receive))
    form = await bounded.form(max_files=8, max_fields=4000, max_part_size=MAX_BODY)
    try:
        await _take(visit, form)
    finally:
        await form.close()
    if not visit.form_token or not login.same(visit.form.get("csrf", ""), visit.form_token):
        raise OfficeError("forged", "the form's token is not right")


async def _take(visit: Visit, form: FormData) -> None:
    fields: dict[str, str] = {}
    lists: dict[str, list[str]] = {}
    files: dict[str, tuple[str, bytes]] = {}
    for name, value in form.multi_items():
        if isinstance(value, UploadFile):
            if value.filename:
                files[name] = (value.filename, await value.read())
        else:
            clean = value.replace("\r\n", "\n").replace("\x00", "")
            fields[name] = clean
            lists.setdefault(name, []).append(clean)
    visit.form, visit.lists, visit.files = fields, lists, files


def _same_origin(request: Request) -> None:
    site = request.headers.get("sec-fetch-site")
    origin = request.headers.get("origin")
    foreign = site is not None and site not in ("same-origin", "none")
    if origin is not None and urlsplit(origin).netloc != request.url.netloc:
        foreign = True
    if foreign:
        raise OfficeError("forged", "the form comes from another site")


def _bounded(receive: Receive) -> Receive:
    total = 0

    async def counted() -> Message:
        nonlocal total
        message = await receive()
        total += len(message.get("body", b""))
        if total > MAX_BODY:
            raise TooLarge
        return message

    return counted


def _pre_token(request: Request) -> str:
    """The token of forms before there is a session: a cookie that only our pages can repeat."""
    held = request.cookies.get(PRE_COOKIE, "")
    return held if 20 <= len(held) <= 64 and held.isascii() else secrets.token_urlsafe(24)


def _language(request: Request) -> str:
    asked = request.query_params.get("lang") or request.cookies.get(LANGUAGE_COOKIE, "ka")
    return asked if asked in ("ka", "en") else "ka"


def _sealed(request: Request, response: Response) -> Response:
    """No answer of the office is kept; cookies are ours alone."""
    response.headers.setdefault("cache-control", "no-store")
    if (asked := request.query_params.get("lang")) in ("ka", "en"):
        _cookie(request, response, LANGUAGE_COOKIE, str(asked))
    return response


def give_session(request: Request, response: Response, token: str) -> None:
    _cookie(request, response, COOKIE, token)


def give_lax(request: Request, response: Response, name: str, value: str, path: str) -> None:
    """A short-lived cookie that comes back from another site: it proves the browser, no more."""
    secure = request.url.scheme == "https"
    response.set_cookie(
        name, value, path=path, httponly=True, samesite="lax", secure=secure, max_age=600
    )


def give_pre_token(visit: Visit, response: Response) -> None:
    if visit.session is None and visit.request.cookies.get(PRE_COOKIE) != visit.form_token:
        _cookie(visit.request, response, PRE_COOKIE, visit.form_token)


def _cookie(request: Request, response: Response, name: str, value: str) -> None:
    secure = request.url.scheme == "https"
    response.set_cookie(
        name, value, path="/", httponly=True, samesite="strict", secure=secure,
        max_age=None if name == COOKIE else 31_536_000,
    )  # fmt: skip


def once() -> str:
    """A token for one form."""
    return secrets.token_urlsafe(18)


def details(error: OfficeError) -> dict[str, Any]:
    return {"name": error.name, "message": str(error)}
