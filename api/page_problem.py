"""Problems as pages: what is wrong in words, and ways on."""

from __future__ import annotations

from fastapi.responses import Response

from api.portal import View, page
from api.problems import KINDS, Problem


def problem_page(problem: Problem, view: View) -> Response:
    """The page in place of the one asked for, with the same status."""
    return page("problem.html", view, problem.kind.status, problem=problem, m=problem.members)


def problems_page(view: View, only: str | None) -> Response:
    """The list of kinds, or one of them."""
    kinds = {only: KINDS[only]} if only else KINDS
    return page("problems.html", view, kinds=kinds)
