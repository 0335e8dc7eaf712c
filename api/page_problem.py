"""Problems as pages: what is wrong in words, and ways on."""

from __future__ import annotations

from functools import partial

from fastapi.responses import Response

from api.names import place_name
from api.portal import View, page
from api.problem_words import georgian_detail
from api.problems import KINDS, Problem
from schemas.iri import Iri


def problem_page(problem: Problem, view: View) -> Response:
    """The page in place of the one asked for, with the same status."""
    members = problem.members
    detail = georgian_detail(problem.name, members) if view.georgian else problem.detail
    status = problem.kind.status
    return page(
        "problem.html",
        view,
        status,
        problem=problem,
        m=members,
        detail=detail,
        named=partial(_named, view),
    )


def _named(view: View, iri: str) -> str:
    """A version or a unit as people call it: its days, its path."""
    found = Iri.parse(iri)
    unit = place_name(found.eid, view.language) if found.eid else ""
    since = view.since(found.day) if found.day else view.t("original") if found.how else ""
    return ", ".join(part for part in (unit, since) if part) or iri


def problems_page(view: View, only: str | None) -> Response:
    """The list of kinds, or one of them."""
    kinds = {only: KINDS[only]} if only else KINDS
    return page("problems.html", view, kinds=kinds)
