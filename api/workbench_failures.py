"""What goes wrong in the office, told to people: a refusal by its name, a busy store with the form.

A store that stays locked is no defect: the answer is 503 with ``Retry-After`` and a page that has
everything that was typed, ready to be sent again. Only passwords and files are asked for anew:
a password is never written into a page, and a file is with the person who chose it.
"""

from __future__ import annotations

import logging

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response

from acts.source import BadSource
from api import workbench_words as words
from api.uploads import told
from api.workbench_guard import TooLarge, Visit, on_failure
from api.workbench_views import show
from registry.codes import BadCode
from registry.office import OfficeError
from registry.writing import RETRY_AFTER, Busy, is_busy

_LOG = logging.getLogger("matsne.office")
_LONG = 20  # characters of a field that nobody likes to write twice
# Fields that hold what only the person may know, by the page that asks for them.
_PASSWORDS = {
    "/office/login": ("password",),
    "/office/apply": ("password",),
    "/office/me/password": ("current", "new", "again"),
    "/office/reset": ("password", "again"),
}


def failure(visit: Visit | None, request: Request, error: Exception) -> Response:
    """The answer to a request that was refused or failed; what is not ours is raised again."""
    if visit is None or isinstance(error, HTTPException):
        raise error
    if isinstance(error, Busy) or is_busy(error):
        return _busy(visit)
    name, message, status = "internal", "", 500
    if isinstance(error, OfficeError):
        name, message = error.name, str(error)
    elif isinstance(error, TooLarge):
        name = "too-large"
    elif isinstance(error, BadSource):
        name, message = "unreadable", told(error)[1 if visit.language == "en" else 0]
    elif isinstance(error, BadCode):
        name, message = "bad-field", str(error)
    else:
        _LOG.exception("failed: %s", request.url.path, exc_info=error)
    georgian, english, status = words.ERRORS.get(
        name, ("მოთხოვნა ვერ შესრულდა.", "The request could not be carried out.",
               500 if name == "internal" else 409)
    )  # fmt: skip
    return show(
        visit, "error.html", status, georgian=georgian, english=english, error=name,
        message=message, written=_written(visit),
    )  # fmt: skip


def _written(visit: Visit) -> list[str]:
    """What was written at length in a form that is refused, to be copied back; no password."""
    secret = {name for names in _PASSWORDS.values() for name in names}
    return [
        value
        for name, values in visit.lists.items()
        if name not in (*secret, "csrf", "once")
        for value in values
        if len(value.strip()) >= _LONG
    ]


def _busy(visit: Visit) -> Response:
    path = visit.request.url.path
    passwords = _PASSWORDS.get(path, ())
    fields = [
        (name, value)
        for name, values in visit.lists.items()
        if name not in ("csrf", *passwords)
        for value in values
    ]
    typed = [(name, value) for name, value in fields if value.strip() and name != "once"]
    answer = show(
        visit, "busy.html", 503, fields=fields, typed=typed, files=list(visit.files),
        passwords=[name for name in passwords if name in visit.lists],
        sent=visit.request.method == "POST", action=str(visit.request.url.path),
        query=visit.request.url.query, seconds=RETRY_AFTER,
    )  # fmt: skip
    answer.headers["retry-after"] = str(RETRY_AFTER)
    return answer


on_failure(failure)
