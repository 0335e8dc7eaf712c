"""HTTP as its standards have it: conditional requests, Memento, CORS, limits, what is kept."""

from __future__ import annotations

import gzip
import re
from pathlib import Path

import pytest
from starlette.testclient import TestClient

from api.cli_import import import_all, inputs
from api.demo import EXAMPLES
from api.web import create_app
from registry.store import Store

LAW = "/akn/ge/act/kanoni/parlamenti/2021-02-10/410"
CHANGED = "2022-05-25"
LINK = re.compile(r"<([^>]*)>((?:\s*;\s*[a-z]+=\"[^\"]*\")*)")


def links(header: str) -> dict[str, list[tuple[str, dict[str, str]]]]:
    """Link values by relation, as RFC 8288 reads them."""
    out: dict[str, list[tuple[str, dict[str, str]]]] = {}
    for target, rest in LINK.findall(header):
        attributes = dict(re.findall(r"([a-z]+)=\"([^\"]*)\"", rest))
        for relation in attributes["rel"].split():
            out.setdefault(relation, []).append((target, attributes))
    return out


def test_conditional_requests(web: TestClient) -> None:
    first = web.get(f"{LAW}/kat@{CHANGED}/!main.txt", headers={"accept-encoding": "identity"})
    etag = first.headers["etag"]
    again = web.get(
        f"{LAW}/kat@{CHANGED}/!main.txt",
        headers={"if-none-match": f'"x", W/{etag}', "accept-encoding": "identity"},
    )
    assert (again.status_code, again.content) == (304, b"")
    assert again.headers["etag"] == etag
    assert "vary" in again.headers
    head = web.head(f"{LAW}/kat@{CHANGED}/!main.txt", headers={"accept-encoding": "identity"})
    assert head.headers["content-length"] == first.headers["content-length"]
    assert head.content == b""


def test_gzip_is_the_same_text_under_another_etag(web: TestClient) -> None:
    plain = web.get(f"{LAW}/!main.xml", headers={"accept-encoding": "identity"})
    with web.stream("GET", f"{LAW}/!main.xml", headers={"accept-encoding": "gzip"}) as packed:
        raw = b"".join(packed.iter_raw())
    assert packed.headers["content-encoding"] == "gzip"
    assert gzip.decompress(raw) == plain.content
    assert packed.headers["etag"] != plain.headers["etag"]


def test_memento_as_a_client_of_rfc_7089_walks_it(web: TestClient) -> None:
    """Original → TimeGate → memento, then the TimeMap; nothing but headers is read."""
    original = web.get(LAW, headers={"accept": "text/plain"})
    gate = links(original.headers["link"])["timegate"][0][0]
    for instant, day in (
        ("Tue, 24 May 2022 19:59:59 GMT", "2021-03-01"),
        ("Tue, 24 May 2022 20:00:00 GMT", CHANGED),
        ("Mon, 01 Jan 1990 00:00:00 GMT", "2021-03-01"),
        ("Fri, 01 Jan 2100 00:00:00 GMT", "2027-01-01"),
    ):
        answer = web.get(gate, headers={"accept-datetime": instant, "accept": "text/plain"})
        assert answer.status_code == 302
        assert "accept-datetime" in answer.headers["vary"].lower()
        assert "memento-datetime" not in answer.headers
        assert links(answer.headers["link"])["original"][0][0] == LAW
        memento = web.get(answer.headers["location"], headers={"accept": "text/plain"})
        assert answer.headers["location"] == f"{LAW}/kat@{day}"
        assert memento.status_code == 200
        assert memento.headers["memento-datetime"].endswith("20:00:00 GMT")
        assert links(memento.headers["link"])["original"][0][0] == LAW
    assert web.get(gate, headers={"accept-datetime": "yesterday"}).status_code == 400
    found = web.get(links(original.headers["link"])["timemap"][0][0])
    assert found.headers["content-type"] == "application/link-format"
    listed = links(found.text)
    assert listed["original"][0][0].endswith(LAW)
    assert len(listed["memento"]) == 3
    assert [len(listed[name]) for name in ("first", "last", "self")] == [1, 1, 1]
    for target, attributes in listed["memento"]:
        held = web.get(target, headers={"accept": "text/plain"})
        assert held.headers["memento-datetime"] == attributes["datetime"]


def test_neighbours_are_linked(web: TestClient) -> None:
    found = links(web.get(f"{LAW}/kat@{CHANGED}", headers={"accept": "text/plain"}).headers["link"])
    assert found["predecessor-version"][0][0] == f"{LAW}/kat@2021-03-01"
    assert found["successor-version"][0][0] == f"{LAW}/kat@2027-01-01"
    for relation in ("canonical", "version-history", "describedby", "latest-version"):
        assert web.get(found[relation][0][0]).status_code == 200


def test_anyone_may_read_from_anywhere(web: TestClient) -> None:
    asked = web.options(LAW, headers={"origin": "https://x.example"})
    assert asked.status_code == 204
    assert asked.headers["access-control-allow-origin"] == "*"
    for path in (LAW, "/akn/nowhere", f"/api/v1/acts{LAW}", "/problems/no-such-act"):
        assert web.get(path).headers["access-control-allow-origin"] == "*"


def test_scripts_of_other_sites_do_not_read_the_office(web: TestClient) -> None:
    for path in ("/office", "/office/login", "/office/drafts/1/files/1", "/dry-run", "/nowhere"):
        for answer in (web.get(path), web.options(path, headers={"origin": "https://x.example"})):
            assert not [name for name in answer.headers if name.startswith("access-control")]


def test_limits_are_told_and_kept(demo_store: Path) -> None:
    with TestClient(create_app(demo_store, quota=3)) as web:
        answers = [web.get("/api/v1/") for _ in range(5)]
    assert [one.status_code for one in answers] == [200, 200, 200, 429, 429]
    assert answers[0].headers["ratelimit"].startswith('"read";r=2;t=')
    assert answers[0].headers["ratelimit-policy"] == '"read";q=3;w=60'
    assert int(answers[3].headers["retry-after"]) == 20
    assert answers[3].json()["type"] == "/problems/too-many-requests"


def test_what_is_kept_never_outlives_a_change(tmp_path: Path) -> None:
    path = tmp_path / "matsne.sqlite"
    acts = sorted(inputs([EXAMPLES]), key=lambda item: item.name)
    days = ["2026-12-31"]
    with Store(path) as store:
        list(import_all(store, acts[:1]))
        with TestClient(create_app(path, today=lambda: days[0])) as web:
            for _ in range(2):
                assert "14 დღე" in web.get(f"{LAW}/!main.txt").text
            list(import_all(store, acts[1:]))
            assert "21 დღე" in web.get(f"{LAW}/!main.txt").text
            days[0] = "2027-01-01"
            assert "ხუთი წიგნისა" in web.get(f"{LAW}/!main.txt").text


@pytest.mark.parametrize("method", ["PUT", "DELETE", "PATCH"])
def test_nothing_can_be_written(web: TestClient, method: str) -> None:
    assert web.request(method, LAW).status_code == 405
