"""``matsne index``, ``search`` and ``cite`` on the example acts."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import Result

from search.engines import open_engine

LAW = "/akn/ge/act/kanoni/parlamenti/2021-02-10/410"


@pytest.fixture
def filled(examples: Path, matsne: Callable[..., Result]) -> Callable[..., Result]:
    assert matsne("import", examples).exit_code == 0
    assert matsne("index").exit_code == 0
    return matsne


def hits(result: Result) -> list[dict[str, object]]:
    assert result.exit_code == 0, result.output + result.stderr
    found: list[dict[str, object]] = json.loads(result.stdout)["hits"]
    return found


def test_each_day_has_its_wording(filled: Callable[..., Result]) -> None:
    for day, days in (("2022-05-24", "14"), ("2022-05-25", "21")):
        found = hits(filled("search", f'"{days} დღე"', f"in:{LAW}", "--on", day, "--json"))
        assert len(found) == 1
        assert str(found[0]["iri"]).startswith(LAW)
    other = filled("search", '"14 დღე"', f"in:{LAW}", "--on", "2022-05-25")
    assert other.exit_code == 4
    assert "0 ერთეული" in other.stdout


def test_who_changed_it(filled: Callable[..., Result]) -> None:
    found = hits(filled("search", "changedBy:1502 status:any", "--json"))
    assert found
    assert all(str(hit["unit"]).startswith(LAW) for hit in found)


def test_nothing_is_read_again(filled: Callable[..., Result]) -> None:
    again = json.loads(filled("index", "--json").stdout)
    assert (again["acts"], again["added"], again["rebuilt"]) == (0, 0, False)


def test_only_what_is_new_is_read(
    examples: Path, matsne: Callable[..., Result], tmp_path: Path
) -> None:
    acts = sorted(examples.glob("*.txt"))
    first = tmp_path / "first"
    first.mkdir()
    (first / "register.toml").write_text((examples / "register.toml").read_text("utf-8"), "utf-8")
    for act in acts[:1]:
        (first / act.name).write_bytes(act.read_bytes())
    matsne("import", first)
    assert json.loads(matsne("index", "--engine", "tantivy", "--json").stdout)["works"] == 1
    before = matsne("search", '"21 დღე"', f"in:{LAW}", "--on", "2023-01-01")
    assert before.exit_code == 4
    matsne("import", examples)
    done = json.loads(matsne("index", "--json").stdout)
    assert (done["rebuilt"], done["engine"], done["works"]) == (False, "tantivy", 5)
    assert len(hits(matsne("search", '"21 დღე"', f"in:{LAW}", "--on", "2023-01-01", "--json"))) == 1


def test_index_in_doubt_is_built_anew(filled: Callable[..., Result], tmp_path: Path) -> None:
    marker = tmp_path / "store.index" / "index.json"
    marker.write_text(marker.read_text("utf-8").replace("whole", "changing"), "utf-8")
    refused = filled("search", "კანონი")
    assert refused.exit_code == 3
    assert "index-in-doubt" in refused.stderr
    assert json.loads(filled("index", "--json").stdout)["rebuilt"] is True
    assert filled("search", "კანონი").exit_code == 0


def test_refusals_are_one_line(filled: Callable[..., Result], tmp_path: Path) -> None:
    bad = filled("search", "ფერი:წითელი")
    assert bad.exit_code == 2
    assert "field-unknown" in bad.stderr
    assert bad.stderr.count("\n") == 1
    missing = filled("search", "კანონი", "--index", tmp_path / "none")
    assert missing.exit_code == 4
    assert "index-missing" in missing.stderr
    assert filled("index", "--engine", "lucene").exit_code == 2


def test_cite(filled: Callable[..., Result]) -> None:
    found = filled("cite", "საქართველოს 2021 წლის 10 თებერვლის №410 კანონის მე-2 მუხლი")
    assert found.exit_code == 0, found.stderr
    assert found.stdout.startswith(f"{LAW}/!main~art_2 ")
    above = filled("cite", "საქართველოს 2021 წლის 10 თებერვლის №410 კანონის 99-ე მუხლი", "--json")
    assert above.exit_code == 1
    assert json.loads(above.stdout)[0]["iri"] == LAW
    assert filled("cite", "რაღაც").exit_code == 2


def test_cites_in_words(filled: Callable[..., Result], tmp_path: Path) -> None:
    words = 'cites:"საქართველოს 2021 წლის 10 თებერვლის №410 კანონი" status:any'
    result = filled("search", words, "--json")
    assert result.exit_code in (0, 4), result.stderr
    with open_engine(tmp_path / "store.index") as engine:
        assert engine.snapshot().works == 5


def test_the_index_stands_beside_the_store(
    examples: Path, matsne: Callable[..., Result], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("MATSNE_INDEX", raising=False)
    monkeypatch.setenv("MATSNE_STORE", str(tmp_path / "national.sqlite"))
    assert matsne("import", examples).exit_code == 0
    assert matsne("index").exit_code == 0
    assert (tmp_path / "national.index").is_dir()
