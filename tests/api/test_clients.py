"""The Python client against a server of its own, and the MCP server over standard input."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Any

import anyio
import pytest
from starlette.testclient import TestClient

from api.client import Matsne, MatsneProblem
from api.mcp_tools import Tools

LAW = "/akn/ge/act/kanoni/parlamenti/2021-02-10/410"
ARTICLE = f"{LAW}/!main~art_3"
CITATION = "„საჯარო ბიბლიოთეკების შესახებ“ კანონის მე-3 მუხლი"


@pytest.fixture
def law(site: str) -> Matsne:
    return Matsne(site)


def test_the_client_finds_reads_and_checks(law: Matsne) -> None:
    (found,) = law.resolve(CITATION, on="2022-06-01")
    text = law.text(found["iri"])
    assert text["about"]["permalink"] == f"{LAW}/kat@2022-05-25/!main~art_3"
    assert law.verify("ვადაა 21 დღე", ARTICLE, on="2022-06-01")["result"] == "exact"
    assert law.file(ARTICLE, "txt", on="original").decode().endswith("ყოველ დღეზე.\n")
    assert len(law.history(ARTICLE)["wordings"]) == 3
    assert law.diff(LAW, "original", "current")["units"]
    assert law.outline(LAW, depth=0)["outline"]
    assert law.cite(ARTICLE)["en"].startswith("Law of Georgia")
    assert law.blame(ARTICLE)["lines"]
    assert law.operations(LAW)["received"]


def test_the_client_walks_every_page(law: Matsne) -> None:
    hits = [f"{hit['work']}#{hit['wid']}" for hit in law.search("ბიბლიოთეკა", limit=2)]
    assert len(hits) == len(set(hits)) > 2
    assert len(list(law.acts(limit="2"))) == len(list(law.changes())) == 5


def test_the_client_asks_conditionally_and_raises_problems(law: Matsne) -> None:
    first = law.versions(LAW)
    assert law.versions(LAW) == first
    with pytest.raises(MatsneProblem) as told:
        law.text(f"{LAW}/!main~art_33")
    assert (told.value.name, told.value.status) == ("no-such-unit", 404)
    assert told.value.members["near"]


def test_every_tool_answers_and_refuses_by_name(web: TestClient) -> None:
    app: Any = web.app
    tools = Tools(app.state.service, app.state.finder)
    assert tools.resolve(CITATION)["candidates"][0]["exact"]
    assert tools.search("მკითხველი", on="2022-06-01")["total"] > 1
    assert tools.outline(LAW)["outline"]
    text = tools.text(ARTICLE, on="2022-06-01")
    assert "21 დღე" in text["text"]
    assert text["about"]["permalink"] == f"{LAW}/kat@2022-05-25/!main~art_3"
    assert len(tools.history(ARTICLE)["wordings"]) == 3
    assert tools.diff(ARTICLE)["units"][0]["status"] == "changed"
    assert tools.verify("ვადაა 14 დღე", ARTICLE, on="2022-01-01")["result"] == "changed-since"
    for answer, name in (
        (tools.text(f"{LAW}/!main~art_33"), "no-such-unit"),
        (tools.text(LAW, on="2001-01-01"), "not-in-force-on-date"),
        (tools.text("what"), "bad-iri"),
        (tools.history(LAW), "bad-iri"),
        (tools.resolve("სიტყვები"), "no-such-citation"),
        (tools.search('"'), "bad-query"),
    ):
        assert answer["problem"]["name"] == name
        assert answer["problem"]["advice"]


def test_a_long_text_is_answered_by_its_outline(
    web: TestClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    app: Any = web.app
    monkeypatch.setattr("api.mcp_tools.LONGEST", 500)
    answer = Tools(app.state.service, app.state.finder).text(LAW)
    assert "text" not in answer
    assert answer["too_long"] > 500
    assert [item["kind"] for item in answer["outline"]].count("chapter") == 3


def test_the_mcp_server_speaks_over_standard_input(demo_store: Path, web: TestClient) -> None:
    mcp = pytest.importorskip("mcp")
    stdio_client = pytest.importorskip("mcp.client.stdio").stdio_client
    server = mcp.StdioServerParameters(
        command=sys.executable,
        args=["-m", "api.cli", "mcp", "--index", str(demo_store.parent / "index")],
        env={"MATSNE_STORE": str(demo_store), "PYTHONPATH": str(Path(__file__).parents[2])},
    )

    async def talk() -> None:
        async with stdio_client(server) as (read, write), mcp.ClientSession(read, write) as one:
            await one.initialize()
            listed = (await one.list_tools()).tools
            assert [tool.name for tool in listed] == [
                "resolve", "search", "outline", "text", "history", "diff", "verify",
            ]  # fmt: skip
            assert all(tool.annotations.read_only_hint for tool in listed)
            assert all(tool.description for tool in listed)
            asked = {"iri": ARTICLE, "on": "2022-01-01"}
            found = await one.call_tool("text", asked)
            assert "14 დღე" in found.structured_content["text"]

    anyio.run(talk)
