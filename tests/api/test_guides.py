"""Every call in docs/api works against the example acts, and gives what is said."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest
from starlette.testclient import TestClient

GUIDES = Path(__file__).parents[2] / "docs" / "api"
BLOCK = re.compile(r"^```http\n(.*?)^```", re.M | re.S)
TOPICS = {
    "identifiers", "register", "dates", "formats", "search", "paging", "limits", "errors", "bulk",
}  # fmt: skip


def calls() -> list[Any]:
    out = []
    for guide in sorted(GUIDES.glob("*.md")):
        for block in BLOCK.findall(guide.read_text("utf-8")):
            for line in block.splitlines():
                status, _, address = line.rpartition("GET ")
                out.append(pytest.param(int(status or 200), address, id=f"{guide.stem}-{len(out)}"))
    return out


@pytest.mark.parametrize(("status", "address"), calls())
def test_the_call_works(web: TestClient, status: int, address: str) -> None:
    path, _, query = address.partition("?")
    pairs = dict(part.split("=", 1) for part in query.split("&")) if query else {}
    found = web.get(path, params=pairs)
    assert found.status_code == status, found.text[:500]
    body = found.json() if "json" in found.headers["content-type"] else None
    if isinstance(body, dict) and "items" in body:
        assert body["items"], address


def test_there_is_a_page_with_a_call_for_every_topic() -> None:
    told = {call.id.rpartition("-")[0] for call in calls()}
    assert told >= TOPICS
    for guide in GUIDES.glob("*.md"):
        for target in re.findall(r"\]\(([a-z]+\.md)\)", guide.read_text("utf-8")):
            assert (GUIDES / target).is_file()
