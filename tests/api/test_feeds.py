"""Change log, Atom, maps and bulk files: complete, in order, and what they say of themselves."""

from __future__ import annotations

import hashlib
import io
import json
from pathlib import Path
from typing import Any

import pytest
import zstandard
from lxml import etree
from starlette.testclient import TestClient

from api.web import create_app

LAW = "/akn/ge/act/kanoni/parlamenti/2021-02-10/410"
ATOM = "{http://www.w3.org/2005/Atom}"


def test_the_change_log_is_walked_once(web: TestClient) -> None:
    met: list[str] = []
    address = "/api/v1/changes?limit=2"
    while address:
        page = web.get(address).json()
        met += [item["act"]["iri"] for item in page["items"]]
        since, address = page["since"], page["next"]
    assert len(met) == len(set(met)) == 5
    assert web.get("/api/v1/changes", params={"since": since}).json()["items"] == []
    amending = web.get("/api/v1/changes").json()["items"][2]
    assert amending["changes"] == [LAW]
    assert web.get("/api/v1/changes?since=yesterday").status_code == 400


def test_atom_has_what_the_standard_asks_for(web: TestClient) -> None:
    found = web.get("/api/v1/changes.atom")
    assert found.headers["content-type"] == "application/atom+xml"
    feed = etree.fromstring(found.content)
    assert feed.tag == f"{ATOM}feed"
    for name in ("id", "title", "updated", "author"):
        assert len(feed.findall(ATOM + name)) == 1
    entries = feed.findall(f"{ATOM}entry")
    assert len(entries) == 5
    ids = [entry.findtext(f"{ATOM}id") for entry in entries]
    assert len(set(ids)) == 5
    times = [entry.findtext(f"{ATOM}updated") or "" for entry in entries]
    assert times == sorted(times, reverse=True)
    for entry in entries:
        assert entry.findtext(f"{ATOM}title")
        assert entry.find(f"{ATOM}link[@rel='alternate']") is not None
    assert feed.find(f"{ATOM}link[@rel='self']").get("href").endswith("/api/v1/changes.atom")  # type: ignore[union-attr]


def test_the_map_names_every_act(web: TestClient) -> None:
    space = "{http://www.sitemaps.org/schemas/sitemap/0.9}"
    index = etree.fromstring(web.get("/sitemap.xml").content)
    addresses = [one.text or "" for one in index.iter(f"{space}loc")]
    acts: list[str] = []
    for address in addresses:
        acts += [
            one.text or "" for one in etree.fromstring(web.get(address).content).iter(f"{space}loc")
        ]
    assert sum(address.endswith(LAW) for address in acts) == 1
    assert len(acts) == 5
    assert "Sitemap:" in web.get("/robots.txt").text


def rows(data: bytes) -> list[dict[str, Any]]:
    text = zstandard.ZstdDecompressor().stream_reader(io.BytesIO(data)).read().decode()
    return [json.loads(line) for line in text.splitlines()]


def test_bulk_files_are_what_the_manifest_says(web: TestClient) -> None:
    manifest = web.get("/api/v1/bulk").json()
    names = [file["name"] for file in manifest["files"]]
    assert {"acts.jsonl.zst", "units.jsonl.zst"} <= set(names)
    for file in manifest["files"]:
        data = web.get(f"/api/v1/bulk/{file['name']}").content
        assert (len(data), hashlib.sha256(data).hexdigest()) == (file["bytes"], file["sha256"])
        if file["name"].endswith(".zst"):
            assert len(rows(data)) == file["rows"]
    assert web.get("/api/v1/bulk/manifest.json.part").status_code == 404


def test_unit_versions_cover_time_without_gap_or_overlap(web: TestClient) -> None:
    held = rows(web.get("/api/v1/bulk/units.jsonl.zst").content)
    article = [row for row in held if row["act"] == LAW and row["wid"] == "art_3"]
    assert [(row["valid_from"], row["valid_to"]) for row in article] == [
        ("2021-03-01", "2022-05-25"),
        ("2022-05-25", "2027-01-01"),
        ("2027-01-01", None),
    ]
    for row in article:
        found = web.get(f"/api/v1/acts{row['iri']}").json()
        assert found["text"] == row["text"]


@pytest.mark.parametrize("table", ["acts", "units"])
def test_parquet_holds_the_same_rows(web: TestClient, table: str) -> None:
    parquet = pytest.importorskip("pyarrow.parquet")
    data = web.get(f"/api/v1/bulk/{table}.parquet").content
    held = parquet.read_table(io.BytesIO(data))
    assert held.to_pylist() == rows(web.get(f"/api/v1/bulk/{table}.jsonl.zst").content)
    assert {str(kind) for kind in held.schema.types} == {"string"}
    manifest = web.get("/api/v1/bulk").json()
    (told,) = (one for one in manifest["files"] if one["name"] == f"{table}.parquet")
    assert (told["rows"], told["bytes"]) == (held.num_rows, len(data))


def test_without_bulk_files_it_says_what_makes_them(demo_store: Path) -> None:
    with TestClient(create_app(demo_store)) as bare:
        found = bare.get("/api/v1/bulk")
    assert (found.status_code, found.json()["needs"]) == (501, "matsne bulk")
