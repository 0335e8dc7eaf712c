"""No input makes the server fail: addresses, parameters and headers of every shape."""

from __future__ import annotations

from pathlib import Path
from typing import Any
from urllib.parse import quote

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from starlette.testclient import TestClient

from api.web import create_app
from schemas.iri import BadIri, Iri

LAW = "/akn/ge/act/kanoni/parlamenti/2021-02-10/410"
MANY = settings(
    max_examples=120, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
WORDS = ("acts", "outline", "versions", "operations", "history", "blame", "cite", "timemap", "diff")
pieces = st.sampled_from(
    ["kat", "@", ":", "/", "!", "~", "main", "art_3", "para_1", "att_1", "__", ".xml", "_", "-",
     "2022-05-25", "2022-02-30", "0000-00-00", "9999-12-31", "0001-01-01", "ge", "akn", "act",
     "ა", "\x00", "%", "..", "\u202e", "€", "\ud7ff", "٣", "art_99999999999999999999", "💥"]
)  # fmt: skip
tails = st.lists(pieces | st.text(max_size=4), max_size=8).map("".join)
values = tails | st.sampled_from(["current", "original", "future", "2022-06-01", "01.06.2022"])


def address(text: str) -> str:
    return quote(text, safe="/@:!~.-_", errors="replace")


@MANY
@given(tail=tails, rooted=st.booleans())
def test_any_address(web: TestClient, tail: str, rooted: bool) -> None:
    assert web.get(address((LAW if rooted else "/akn/") + tail)).status_code < 500


@MANY
@given(word=st.sampled_from(WORDS), tail=tails, on=values, to=values, form=values)
def test_any_parameter(web: TestClient, word: str, tail: str, on: str, to: str, form: str) -> None:
    query = {"on": on, "from": on, "to": to, "format": form, "depth": to}
    found = web.get(address(f"/api/v1/{word}{LAW}{tail}"), params=query)
    assert found.status_code < 500
    assert web.get(address(f"/api/v1/{word}{LAW}{tail}"), params={"on": on}).status_code < 500


@MANY
@given(words=st.text(max_size=40), where=values)
def test_any_quotation_and_name(web: TestClient, words: str, where: str) -> None:
    words = words.encode("utf-8", "replace").decode()
    for query in ({"quote": words, "iri": LAW, "on": where}, {"quote": words, "iri": where}):
        assert web.get("/api/v1/verify", params=query).status_code < 500
    assert web.post("/api/v1/verify", json=query).status_code < 500
    for name in ("code", "matsne", "number", "title", "after", "limit", "publication"):
        assert web.get("/api/v1/acts", params={name: words}).status_code < 500


headers = st.text(st.characters(min_codepoint=32, max_codepoint=255), max_size=40)


@MANY
@given(accept=headers, instant=headers, match=headers)
def test_any_header(web: TestClient, accept: str, instant: str, match: str) -> None:
    sent: Any = {
        "accept": accept.encode("latin-1"),
        "accept-datetime": instant.encode("latin-1"),
        "if-none-match": match.encode("latin-1"),
    }
    assert web.get(LAW, headers=sent).status_code < 500


days = st.dates().map(lambda day: day.isoformat())
works = st.sampled_from([LAW, "/akn/ge-dusheti/act/dadgenileba/sakrebulo/2010-08-24/18",
                         "/akn/ge/act/matsne/1544716"])  # fmt: skip
versions = st.one_of(st.just(""), st.just("/kat@"), days.map(lambda d: f"/kat@{d}"),
                     days.map(lambda d: f"/kat:{d}"))  # fmt: skip
numbers = st.integers(1, 999).map(str)
units = st.builds(lambda a, b: f"~art_{a}-{b}__para_{b}", numbers, numbers) | st.just("")
documents = st.one_of(
    st.just(""),
    st.builds(lambda c, u: f"/!{c}{u}", st.sampled_from(["main", "att_1", "att_2"]), units),
    st.sampled_from(["xml", "md", "json"]).map(lambda e: f"/!main.{e}"),
)


@given(work=works, version=versions, document=documents)
def test_parse_and_build_are_inverse(work: str, version: str, document: str) -> None:
    text = f"{work}{version}{document}"
    iri = Iri.parse(text)
    assert str(iri) == text
    assert Iri.parse(str(iri)) == iri


@given(tails)
def test_what_parses_is_built_back(tail: str) -> None:
    try:
        iri = Iri.parse(LAW + tail)
    except BadIri:
        return
    assert Iri.parse(str(iri)) == iri


def test_schemathesis_finds_no_failure_and_no_breach(web: TestClient, demo_store: Path) -> None:
    """Every call of the OpenAPI document with generated input: no 5xx, answers as described."""
    schemathesis = pytest.importorskip("schemathesis")
    place = demo_store.parent
    own = create_app(
        demo_store, index=place / "index", bulk=place / "bulk"
    )  # its life begins and ends with reading the description
    schema = schemathesis.openapi.from_asgi("/api/v1/openapi.json", own)
    chosen = [
        schemathesis.checks.CHECKS.get_one(name)
        for name in (
            "not_a_server_error",
            "status_code_conformance",
            "content_type_conformance",
            "response_schema_conformance",
        )
    ]
    calls = [operation.ok() for operation in schema.get_all_operations()]
    assert len(calls) >= 12
    for operation in calls:

        @settings(max_examples=25, deadline=None, database=None,
                  suppress_health_check=list(HealthCheck))  # fmt: skip
        @given(case=operation.as_strategy())
        def run(case: Any) -> None:
            case.validate_response(case.call(session=web), checks=chosen)

        run()
