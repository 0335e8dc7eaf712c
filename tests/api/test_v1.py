"""The API over the example acts: what each call says."""

from __future__ import annotations

import hashlib
import json
import re
import subprocess
from base64 import b64encode
from pathlib import Path
from typing import Any

import pytest
from starlette.testclient import TestClient

from api.cli_import import import_all, inputs
from api.openapi import describe
from api.problems import KINDS, MEDIA_TYPE
from api.web import create_app
from registry.store import Store
from schemas.validate import validate

LAW = "/akn/ge/act/kanoni/parlamenti/2021-02-10/410"
CHANGED, FUTURE = "2022-05-25", "2027-01-01"
ARTICLE = f"{LAW}/!main~art_3"


def answer(web: TestClient, path: str, **query: str) -> Any:
    found = web.get(f"/api/v1{path}", params=query)
    assert found.status_code == 200, found.text
    assert found.headers["content-type"] == "application/json"
    return found.json()


def problem(web: TestClient, path: str, **query: str) -> Any:
    found = web.get(path, params=query)
    assert found.headers["content-type"].startswith(MEDIA_TYPE)
    body = found.json()
    assert body["status"] == found.status_code
    assert body["type"].removeprefix("/problems/") in KINDS
    return body


@pytest.mark.parametrize(
    ("wish", "first", "words"),
    [
        ("original", "2021-03-01", "14 დღე"),
        ("2022-05-24", "2021-03-01", "14 დღე"),
        ("2022-05-25", CHANGED, "21 დღე"),
        ("current", CHANGED, "სამი წიგნისა"),
        ("future", FUTURE, "ხუთი წიგნისა"),
    ],
)
def test_a_unit_as_it_stood(web: TestClient, wish: str, first: str, words: str) -> None:
    found = answer(web, f"/acts{ARTICLE}", on=wish)
    about = found["about"]
    assert words in found["text"]
    assert about["version"]["valid_from"] == first
    assert about["permalink"] == f"{LAW}/kat@{first}/!main~art_3"
    assert about["unit"]["sha256"] == hashlib.sha256(found["text"].encode()).hexdigest()
    assert about["current_to"] == "2026-09-18"
    again = answer(web, f"/acts{about['permalink']}")
    assert again["text"] == found["text"]


def test_an_answer_says_what_is_not_in_it(web: TestClient) -> None:
    about = answer(web, f"/acts{LAW}")["about"]
    assert [one["number"] for one in about["amended_by"]] == ["1502"]
    assert [one["valid_from"] for one in about["future"]] == [FUTURE]
    assert about["refused"] == []
    later = answer(web, f"/acts{LAW}", on="future")["about"]
    assert [one["refusal"]["name"] for one in later["refused"]] == ["target-not-found"]
    assert later["version"]["status"] == "future"


def test_only_changes_that_touch_a_unit_are_said_of_it(web: TestClient) -> None:
    provisions = {
        eid: answer(web, f"/acts{LAW}/!main~{eid}")["about"]["amended_by"]
        for eid in ("art_1", "art_3", "art_3__para_2", "art_3__para_1")
    }
    assert provisions["art_1"] == provisions["art_3__para_1"] == []
    assert len(provisions["art_3"][0]["provisions"]) == 2
    assert provisions["art_3__para_2"][0]["provisions"] == [
        "/akn/ge/act/kanoni/parlamenti/2022-05-20/1502/!main~art_1__para_2__point_a"
    ]


def test_a_petit_names_the_provisions_behind_it(web: TestClient) -> None:
    tree = answer(web, f"/acts{ARTICLE}")["tree"]
    (petit,) = tree["petits"]
    assert petit["printed"].endswith("№1502 – ვებგვერდი, 24.05.2022წ.")
    assert all(iri.startswith("/akn/ge/act/kanoni/parlamenti/2022-05-20/1502/!main~art_1")
               for iri in petit["provisions"])  # fmt: skip
    for iri in petit["provisions"]:
        assert web.get(iri, headers={"accept": "application/json"}).status_code == 200


@pytest.mark.parametrize(
    ("accept", "media", "has"),
    [
        ("application/akn+xml", "application/akn+xml", "<akomaNtoso"),
        ("application/xml;q=0.9, image/png", "application/akn+xml", "<akomaNtoso"),
        ("application/json", "application/json", '"permalink"'),
        ("text/plain", "text/plain; charset=utf-8", "1¹. ბიბლიოთეკა არ გასცემს"),
        ("text/markdown", "text/markdown; charset=utf-8", "### მუხლი 3. მკითხველის უფლებები"),
        ("text/html", "text/html; charset=utf-8", "მკითხველის უფლებები"),
    ],
)
def test_formats_by_accept(web: TestClient, accept: str, media: str, has: str) -> None:
    found = web.get(LAW, headers={"accept": accept})
    assert found.status_code == 200
    assert found.headers["content-type"] == media
    assert has in found.text
    assert "accept" in found.headers["vary"].lower()


@pytest.mark.parametrize("extension", ["xml", "html", "json", "txt", "md"])
def test_formats_by_extension_beat_accept(web: TestClient, extension: str) -> None:
    name = f"{LAW}/kat@{CHANGED}/!main.{extension}"
    found = web.get(name, headers={"accept": "image/png"})
    assert found.status_code == 200
    assert found.headers["content-location"] == name
    assert f"valid-from={CHANGED}" in found.headers["matsne-version"]


def test_the_xml_is_the_stored_version_and_valid(web: TestClient) -> None:
    found = web.get(f"{LAW}/kat@{CHANGED}/!main.xml")
    assert not validate(found.content)
    digest = b64encode(hashlib.sha256(found.content).digest()).decode()
    assert found.headers["repr-digest"] == f"sha-256=:{digest}:"
    held = answer(web, f"/versions{LAW}")["versions"][1]
    assert f"root={held['root']}" in found.headers["matsne-version"]
    part = web.get(f"{LAW}/!main~art_3", headers={"accept": "application/akn+xml"})
    assert b'eId="art_3__para_2"' in part.content
    assert b'eId="art_4"' not in part.content


def test_what_no_format_fits_is_told(web: TestClient) -> None:
    found = web.get(LAW, headers={"accept": "image/png"})
    assert found.status_code == 406
    assert "application/akn+xml" in found.json()["formats"].values()
    unit = web.get(ARTICLE, params={"format": "pdf"})
    assert (unit.status_code, unit.json()["type"]) == (406, "/problems/not-acceptable")


@pytest.mark.parametrize(("form", "head"), [("docx", b"PK"), ("pdf", b"%PDF")])
def test_word_and_pdf_files(web: TestClient, form: str, head: bytes) -> None:
    found = web.get(f"{LAW}/kat@{CHANGED}/!main.{form}")
    if found.status_code == 501:
        pytest.skip(found.json()["detail"])
    assert found.status_code == 200
    assert found.content.startswith(head)
    assert f"valid-from={CHANGED}" in found.headers["matsne-version"]


def test_the_outline_comes_without_the_text(web: TestClient) -> None:
    found = answer(web, f"/outline{LAW}", depth="0")
    chapters = [item for item in found["outline"] if item["kind"] == "chapter"]
    assert [item["label"] for item in chapters] == ["თავი I", "თავი II", "თავი III"]
    articles = [item["eid"] for item in chapters[1]["items"]]
    assert articles == ["art_3", "art_4"]
    assert all(item["items"] == [] for item in chapters[1]["items"])
    deeper = answer(web, f"/outline{LAW}", depth="2")
    points = deeper["outline"][2]["items"][0]["items"]
    assert [point["eid"] for point in points][:2] == ["art_3__para_1", "art_3__para_2"]
    assert [point["removed"] for point in points] == [False, False, True]


def test_versions_and_operations(web: TestClient) -> None:
    found = answer(web, f"/versions{LAW}")
    assert [one["status"] for one in found["versions"]] == ["past", "in-force", "future"]
    assert found["current"] == f"{LAW}/kat@{CHANGED}"
    orders = answer(web, f"/operations{LAW}")
    assert [one["status"] for one in orders["received"]].count("refused") == 1
    given = answer(web, "/operations/akn/ge/act/kanoni/parlamenti/2022-05-20/1502")["given"]
    assert {one["target"] for one in given} == {LAW}
    assert given[0]["new_text"].startswith("ა) ბიბლიოთეკა")


def test_history_folds_equal_wordings(web: TestClient) -> None:
    found = answer(web, f"/history{ARTICLE}")["wordings"]
    assert [one["valid_from"] for one in found] == ["2021-03-01", CHANGED, FUTURE]
    assert [one["n"] for one in found[1]["grounds"]] == [2, 3]
    still = answer(web, f"/history{LAW}/!main~art_1")["wordings"]
    assert [(one["valid_from"], one["valid_to"]) for one in still] == [("2021-03-01", None)]
    new = answer(web, f"/history{LAW}/!main~art_4-1", on="future")["wordings"]
    assert [(one["valid_from"], one["removed"]) for one in new] == [(FUTURE, False)]
    gone = answer(web, f"/history{LAW}/!main~art_3__para_3")["wordings"]
    assert [one["removed"] for one in gone] == [False, True]


def test_blame_names_the_change_of_each_line(web: TestClient) -> None:
    lines = answer(web, f"/blame{ARTICLE}")["lines"]
    since = {line["eid"]: (line["since"], line["change"] and line["change"]["n"]) for line in lines}
    assert since["art_3__para_1__point_a__p_1"] == ("2021-03-01", None)
    assert since["art_3__para_2__p_1"] == (CHANGED, 2)
    assert since["art_3__para_3"] == (CHANGED, 3)
    inner = answer(web, f"/blame{ARTICLE}__para_2")["lines"]
    assert [line["change"]["n"] for line in inner] == [2]


def test_diff_gives_both_texts_back(web: TestClient) -> None:
    found = answer(web, f"/diff{LAW}", **{"from": "original", "to": "future"})
    assert [row["status"] for row in found["units"]].count("added") == 1
    for row in found["units"]:
        if row["status"] != "changed":
            continue
        for side, version, key in (("delete", "new", "eid_to"), ("insert", "old", "eid_from")):
            words = "".join(text for kind, text in row["operations"] if kind != side)
            unit = f"{found[version]['iri']}/!main~{row[key]}"
            assert words == answer(web, f"/acts{unit}")["text"]
    same = answer(web, f"/diff{LAW}", **{"from": "current", "to": "2022-06-01"})
    assert same["identical"]


def test_a_unified_diff_is_taken_by_patch(web: TestClient, tmp_path: Path) -> None:
    patch = web.get(f"/api/v1/diff{LAW}", params={"to": "future", "format": "unified"}).text
    texts = {wish: answer(web, f"/acts{LAW}", on=wish)["text"] for wish in ("original", "future")}
    (tmp_path / "act").write_text(texts["original"] + "\n", encoding="utf-8")
    done = subprocess.run(
        ["patch", "act"], cwd=tmp_path, input=patch, text=True, capture_output=True, check=False
    )
    assert done.returncode == 0, done.stdout
    assert (tmp_path / "act").read_text(encoding="utf-8") == texts["future"] + "\n"


def test_html_diff_marks_words_for_eyes_and_ears(web: TestClient) -> None:
    page = web.get(f"/api/v1/diff{LAW}", params={"format": "html"}).text
    assert re.search(r'<del><span class="vh">\[ამოღებულია: </span>14', page)
    assert "<ins>" in page


@pytest.mark.parametrize(
    ("quote", "on", "result", "letters"),
    [
        ("წიგნის დაბრუნების ვადაა 14 დღე", "2022-01-01", "changed-since", True),
        ("წიგნის დაბრუნების ვადაა 14 დღე", "2022-06-01", "not-found", False),
        ("წიგნის   დაბრუნების ვადაა 21 დღე", "2022-06-01", "exact", False),
        ("უსასყიდლოდ ისარგებლოს სამკითხველო დარბაზით", "2021-03-01", "exact", True),
        ("წიგნის დაბრუნების ვადაა 15 დღე", "2022-01-01", "not-found", False),
    ],
)
def test_verify(web: TestClient, quote: str, on: str, result: str, letters: bool) -> None:
    found = answer(web, "/verify", quote=quote, iri=ARTICLE, on=on)
    assert (found["result"], found["letter_for_letter"]) == (result, letters)
    assert found["changed_on"] == (CHANGED if result == "changed-since" else None)
    posted = web.post("/api/v1/verify", json={"quote": quote, "iri": ARTICLE, "on": on})
    assert posted.json() == found


def test_a_quotation_not_found_tells_when_it_stood(web: TestClient) -> None:
    found = answer(web, "/verify", quote="ვადაა 14 დღე", iri=ARTICLE, on="2022-06-01")
    assert [(one["valid_from"], one["valid_to"]) for one in found["stood"]] == [
        ("2021-03-01", CHANGED)
    ]


def test_citations(web: TestClient) -> None:
    found = answer(web, f"/cite{ARTICLE}", on="2022-06-01")
    assert "„საჯარო ბიბლიოთეკების შესახებ“ საქართველოს 2021 წლის 10 თებერვლის კანონი" in found["ka"]
    assert "მუხლი 3" in found["ka"]
    assert "31.12.2026-მდე ჩათვლით" in found["ka"]
    assert "Law of Georgia No 410 of 10 February 2021" in found["en"]
    assert found["csl"]["issued"] == {"date-parts": [[2021, 2, 10]]}
    assert found["bibtex"].startswith("@legislation{ge-kanoni-410-2022-05-25-art-3,")
    assert found["permalink"].endswith(f"{LAW}/kat@{CHANGED}/!main~art_3")


def test_lookup_by_every_name(web: TestClient) -> None:
    by = (
        {"code": "200000000.05.001.020101"},
        {"code": "20000000005001020101"},
        {"number": "410"},
        {"title": "საჯარო ბიბლიოთეკების შესახებ"},
    )
    for query in by:
        assert answer(web, "/acts", **query)["items"][0]["iri"] == LAW
    assert answer(web, "/acts", number="411")["items"] == []
    assert problem(web, "/api/v1/acts", code="123")["parameter"] == "code"
    assert problem(web, "/ka/document/view/77")["type"] == "/problems/no-such-act"


def test_a_walk_over_all_acts_meets_each_once(web: TestClient) -> None:
    met, address = [], "/api/v1/acts?limit=2"
    while address:
        page = web.get(address).json()
        met += [item["iri"] for item in page["items"]]
        address = page["next"]
    assert len(met) == len(set(met)) == page["total"] == 5


def test_problems_help(web: TestClient) -> None:
    early = problem(web, f"{LAW}/kat:2021-02-28")
    assert early["type"] == "/problems/not-in-force-on-date"
    assert early["nearest"] == {"before": None, "after": "2021-03-01"}
    wrong = problem(web, f"{LAW}/kat@2022-05-26")
    assert f"{LAW}/kat@{CHANGED}" in wrong["versions"]
    unit = problem(web, f"{LAW}/!main~art_4-1")
    assert unit["stands_in"] == [f"{LAW}/kat@{FUTURE}/!main~art_4-1"]
    assert problem(web, f"{LAW[:-1]}1")["type"] == "/problems/no-such-act"
    assert problem(web, "/akn/x")["type"] == "/problems/bad-iri"
    assert problem(web, f"{LAW}/kat@2022-02-30")["status"] == 400
    assert problem(web, f"/api/v1/acts{LAW}", on="tomorrow")["parameter"] == "on"
    last = "/akn/ge/act/kanoni/parlamenti/2022-05-20/1502"
    assert problem(web, f"/api/v1/acts{last}", on="future")["status"] == 404
    assert web.post(LAW).status_code == 405


def test_an_answer_of_the_past_is_given_again(web: TestClient) -> None:
    recorded = answer(web, f"/versions{LAW}")["act"]["recorded"][:10]
    now = answer(web, f"/acts{LAW}", known="2100-01-01")
    assert (now["about"]["known"], len(now["about"]["future"])) == ("2100-01-01", 1)
    early = problem(web, f"/api/v1/acts{LAW}", known="2020-01-01")
    assert early["type"] == "/problems/not-known-then"
    assert early["recorded"][:10] == recorded
    assert problem(web, f"/api/v1/versions{LAW}", known="soon")["parameter"] == "known"


def test_openapi_has_an_example_for_every_parameter_needed(web: TestClient) -> None:
    document = web.get("/api/v1/openapi.json").json()
    assert document["openapi"].startswith("3.1")
    assert json.loads(json.dumps(describe(web.app))) == document  # type: ignore[arg-type]
    for path, item in document["paths"].items():
        for method, operation in item.items():
            query = {}
            address = path
            for parameter in operation.get("parameters", []):
                examples = parameter["schema"].get("examples") or parameter.get("examples")
                if parameter["required"]:
                    assert examples, (path, parameter["name"])
                if parameter["in"] == "path":
                    address = address.replace("{" + parameter["name"] + "}", examples[0])
                elif parameter["required"]:
                    query[parameter["name"]] = examples[0]
            if method == "get":
                assert web.get(address, params=query).status_code == 200, address


def test_the_first_day_of_an_act_is_that_of_its_start_as_amended(tmp_path: Path) -> None:
    """A later act moves the start of one that is not yet in force."""
    acts = Path(__file__).parents[1] / "consolidation" / "histories" / "start" / "acts"
    path = tmp_path / "matsne.sqlite"
    with Store(path) as store:
        for _, done in import_all(store, inputs([acts])):
            assert not isinstance(done, Exception)
    with TestClient(create_app(path, today=lambda: "2024-07-01")) as web:
        name = "/akn/ge/act/kanoni/parlamenti/2024-01-10/10-iis"
        assert answer(web, f"/acts{name}")["about"]["act"]["since"] == "2024-06-01"
        found = problem(web, f"/api/v1/acts{name}", on="2024-04-01")
        assert found["type"].endswith("not-in-force-on-date")
        assert found["nearest"] == {"before": None, "after": "2024-06-01"}
