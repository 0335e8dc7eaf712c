"""Pages of the office from templates: two languages, forms with their tokens, errors in words."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from functools import cache, partial
from typing import Any
from urllib.parse import quote, urlencode

from jinja2 import Environment
from markupsafe import Markup
from starlette.responses import HTMLResponse, RedirectResponse, Response

from api import workbench_words as words
from api.comparison import html_words
from api.names import Language
from api.portal import View, environment
from api.words import word
from api.workbench_guard import (
    RULES,
    Visit,
    give_pre_token,
    once,
)
from api.workbench_reasons import detail_of, particulars, said
from consolidation.diff import Change, word_diff
from registry.changed_fields import Field
from registry.login import WARN
from registry.rights import Right, Role
from registry.working_days import TBILISI
from schemas.numbers import raise_superscripts
from schemas.refusals import GEORGIAN

_TEXTS = frozenset({"old_text", "new_text", "text"})  # fields whose words are compared
_MENU = (
    ("GET", "/office", "მაგიდა", "Desk"),
    ("GET", "/office/drafts", "პროექტები", "Drafts"),
    ("GET", "/office/register", "რეესტრი", "Register"),
    ("GET", "/office/queue", "სისტემატიზაცია", "Systematization"),
    ("GET", "/office/events", "მოვლენები", "Events"),
    ("GET", "/office/differences", "განსხვავებები", "Differences"),
    ("GET", "/office/late", "ვადები", "Clocks"),
    ("GET", "/office/tables", "კოდები", "Codes"),
    ("GET", "/office/people", "ხალხი", "People"),
    ("GET", "/office/audit", "ჟურნალი", "Audit"),
    ("GET", "/office/secret", "საიდუმლო ნაწილი", "Secret part"),
    ("GET", "/dry-run", "პროექტის შემოწმება", "Dry run"),
    ("GET", "/statistics", "სტატისტიკა", "Statistics"),
)


@dataclass(frozen=True, slots=True)
class OfficeView(View):
    """The portal's view of a page of the office, whose language a cookie keeps."""

    def other(self) -> str:
        other = "en" if self.language == "ka" else "ka"
        return f"{quote(self.path, safe='/')}?{urlencode([*self.query, ('lang', other)])}"


@cache
def _environment() -> Environment:
    out = environment().overlay()
    out.filters = {**out.filters, "law": raise_superscripts}
    out.globals = {
        **out.globals,
        "words": words,
        "GEORGIAN": GEORGIAN,
        "Right": Right,
        "Role": Role,
        "once": once,
        "said": said,
        "detail_of": detail_of,
        "particulars": particulars,
        "force_words": words.force_words,
        "path_words": words.path_words,
        "marked_words": marked_words,
        "field_marks": field_marks,
    }
    return out


def marked_words(changes: Iterable[Change]) -> Markup:
    """Words that came and went, marked for eyes and ears."""
    return Markup(html_words(changes))  # escaped there


def field_marks(field: Mapping[str, Any] | Field) -> list[Change] | None:
    """The words of a text that differ; None for a field that is no text, or has one state."""
    name, before, after = field.values() if isinstance(field, Mapping) else field
    if name not in _TEXTS or not before or not after:
        return None
    return word_diff(before, after)


def show(visit: Visit, template: str, status: int = 200, **values: Any) -> Response:
    """A page. Templates get ``w(georgian, english)``, ``name(pairs, key)`` and the visit."""
    english = visit.language == "en"

    def w(georgian: str, english_: str) -> str:
        return english_ if english else georgian

    def name(pairs: dict[str, Any], key: str) -> str:
        found = pairs.get(key)
        return str(found[1 if english else 0]) if found else key

    session = visit.session
    signed_in = session is not None and session.second
    menu = [
        (path, w(georgian, latin))
        for method, path, georgian, latin in _MENU
        if signed_in and RULES[method, path].allows(visit.user)
    ]
    language: Language = "en" if english else "ka"
    url = visit.request.url
    query = visit.request.query_params.multi_items()
    rest = tuple((key, value) for key, value in query if key != "lang")
    view = OfficeView(language, "", "", url.path, rest)
    html = _environment().get_template(f"workbench/{template}").render(
        view=view, t=partial(word, language=language), visit=visit,
        w=w, name=name, lang=visit.language, menu=menu, csrf=visit.form_token,
        user=visit.user if signed_in else None, ends=_clock(session.ends) if signed_in and session
        else "", warn_at=_warn(visit), path=url.path,
        when=_clock, left=_left, now=datetime.now(UTC), day_before=_day_before, **values,
    )  # fmt: skip
    response = HTMLResponse(html, status)
    give_pre_token(visit, response)
    return response


def go(path: str) -> Response:
    """To another page after a form was carried out."""
    return RedirectResponse(path, 303)


def _clock(instant: datetime | str | None) -> str:
    """A Tbilisi date and time in digits."""
    if not instant:
        return ""
    moment = datetime.fromisoformat(instant) if isinstance(instant, str) else instant
    return moment.astimezone(TBILISI).strftime("%Y-%m-%d %H:%M")


def _day_before(instant: str) -> str:
    """The last whole Tbilisi day before an instant: what was known then was known all of it."""
    moment = datetime.fromisoformat(instant).astimezone(TBILISI)
    return (moment.date() - timedelta(days=1)).isoformat()


def _left(time: timedelta, english: bool) -> str:
    """Time left in days and hours; below zero: how late."""
    hours = int(abs(time).total_seconds()) // 3600
    days, rest = divmod(hours, 24)
    parts = f"{days}d {rest}h" if english else f"{days} დღე {rest} სთ"
    if time <= timedelta():
        return f"{parts} late" if english else f"ვადა გასულია: {parts}"
    return f"{parts} left" if english else f"დარჩა {parts}"


def _warn(visit: Visit) -> int:
    """Seconds until the page warns that the session ends; 0: no session."""
    session = visit.session
    if session is None or not session.second:
        return 0
    return max(1, int((session.ends - WARN - datetime.now(UTC)).total_seconds()))
