"""The audit trail as an auditor reads it: newest first, in words, of one person or one subject."""

from __future__ import annotations

import ast
import html
import re
from collections.abc import Callable, Iterator
from pathlib import Path

from api import audit_words
from tests.workbench.client import Client

As = Callable[[str], Client]
ROOT = Path(__file__).parents[2]


def noted() -> Iterator[str]:
    """Every action that some module writes into the trail by its whole name."""
    for file in sorted((ROOT / "registry").glob("*.py")):
        for node in ast.walk(ast.parse(file.read_text("utf-8"))):
            if (
                isinstance(node, ast.Call)
                and isinstance(node.func, ast.Attribute)
                and node.func.attr == "note"
                and isinstance(node.args[2], ast.Constant)
            ):
                yield str(node.args[2].value)


def test_every_action_has_a_name_in_both_languages() -> None:
    found = set(noted())
    assert len(found) > 25
    for action in found | {"draft-visa", "decision-refuse", "event-strike-carried-out"}:
        assert audit_words.said(action, 0) != action, f"{action} has no Georgian name"
        assert re.search("[ა-ჰ]", audit_words.said(action, 0))
        assert audit_words.said(action, 1) != ""


def test_details_are_words_and_not_a_program_s() -> None:
    detail = {"after": {"rights": ["draft"], "roles": [], "state": "active"}, "ground": "№1"}
    assert audit_words.told(detail, 0) == (
        "გახდა: (უფლებები: draft; მდგომარეობა: active); საფუძველი: №1"
    )


def numbers(page: str) -> list[int]:
    return [int(n) for n in re.findall(r'<td data-l="№">(\d+)</td>', page)]


def test_the_newest_line_is_first_and_the_trail_is_searched(as_: As) -> None:
    auditor = as_("auditor")
    page = auditor.get("/office/audit").text
    found = numbers(page)
    assert found == sorted(found, reverse=True)
    assert "ჯაჭვი მთელია" in page
    assert "{&#39;" not in page
    mine = html.unescape(auditor.get("/office/audit?who=registrar").text)
    assert set(re.findall(r'<td data-l="ვინ">([^<]+)</td>', mine)) == {"registrar"}
    of_draft = auditor.get("/office/audit?subject=draft:1").text
    assert 0 < len(numbers(of_draft)) < len(found)
    older = auditor.get(f"/office/audit?before={found[-1] + 3}").text
    assert numbers(older)[0] == found[-1] + 2
    assert "ასეთი ხაზი" in auditor.get("/office/audit?who=nobody%25").text
