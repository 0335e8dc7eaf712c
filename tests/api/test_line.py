"""The main job from end to end on the example acts."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import Result

LAW = "/akn/ge/act/kanoni/parlamenti/2021-02-10/410"


@pytest.fixture
def filled(examples: Path, matsne: Callable[..., Result]) -> Callable[..., Result]:
    result = matsne("import", examples)
    assert result.exit_code == 0, result.output + result.stderr
    return matsne


def test_the_law_as_adopted(filled: Callable[..., Result]) -> None:
    text = filled("show", LAW, "--on", "2021-06-01").stdout
    assert "2. წიგნის დაბრუნების ვადაა 14 დღე." in text
    assert "№1502" not in text


def test_the_law_after_its_first_amendment(filled: Callable[..., Result]) -> None:
    before = filled("show", LAW, "--on", "2022-05-24").stdout
    after = filled("show", LAW, "--on", "2022-05-25").stdout
    assert "14 დღე" in before
    assert "2. წიგნის დაბრუნების ვადაა 21 დღე. ვადა ერთხელ შეიძლება გაგრძელდეს." in after
    assert "3. (ამოღებულია – 20.05.2022, №1502)" in after
    assert "1¹. ბიბლიოთეკა არ გასცემს ცნობას" in after
    petit = "საქართველოს 2022 წლის 20 მაისის კანონი №1502 – ვებგვერდი, 24.05.2022წ."
    assert after.count(petit) == 3
    assert "14 დღე" not in after


def test_the_future_version(filled: Callable[..., Result]) -> None:
    today = filled("show", LAW, "--on", "2026-12-31").stdout
    future = filled("show", LAW, "--on", "2027-01-01").stdout
    assert "მუხლი 4¹. ელექტრონული ბიბლიოთეკა" not in today
    assert "მუხლი 4¹. ელექტრონული ბიბლიოთეკა" in future
    assert future.index("მუხლი 4¹.") < future.index("თავი III")
    assert "არაუმეტეს ხუთი წიგნისა" in future


def test_the_impossible_order_is_refused_by_name(filled: Callable[..., Result]) -> None:
    history = json.loads(filled("history", LAW, "--json").stdout)
    refused = [o for version in history for o in version["outcomes"] if o["status"] == "refused"]
    assert [(o["refusal"]["name"], o["units"]) for o in refused] == [
        ("target-not-found", [["article", "4"], ["point", "7"]])
    ]
    assert "სისტემატიზაცია ვერ განხორციელდა" in filled("show", LAW, "--on", "2027-01-01").stdout


def test_intervals_meet_and_every_day_has_one_text(filled: Callable[..., Result]) -> None:
    history = json.loads(filled("history", LAW, "--json").stdout)
    assert [v["valid_from"] for v in history] == ["2021-03-01", "2022-05-25", "2027-01-01"]
    assert [v["valid_to"] for v in history] == ["2022-05-25", "2027-01-01", None]


def test_the_rule_an_order_approved_is_changed_in_its_own_numbering(
    filled: Callable[..., Result],
) -> None:
    text = filled("show", "12", "--on", "2023-09-20").stdout
    assert "1. დარბაზი ღიაა ყოველდღე, 10:00 საათიდან 20:00 საათამდე." in text
    assert "2. ჩაწერა უფასოა და ხდება ელექტრონულადაც." in text
    assert "10:00 საათიდან 18:00" not in text
    assert "18:00" in filled("show", "12", "--on", "2023-09-19").stdout


def test_before_the_law_there_is_no_text(filled: Callable[..., Result]) -> None:
    result = filled("show", LAW, "--on", "2021-02-20")
    assert result.exit_code == 4
    assert "2021-03-01" in result.stderr


def test_diff_shows_whole_words(filled: Callable[..., Result]) -> None:
    result = filled("diff", LAW, "--from", "2022-05-24", "--to", "2022-05-25")
    assert result.exit_code == 1
    assert "[-14-]{+21+} დღე" in result.stdout
    same = filled("diff", LAW, "--from", "2022-06-01", "--to", "2022-07-01")
    assert (same.exit_code, same.stdout) == (0, "")


def test_consolidate_without_a_store(examples: Path, matsne: Callable[..., Result]) -> None:
    files = [examples / "1-law.txt", examples / "3-amending-law.txt"]
    result = matsne("consolidate", *files)
    assert result.exit_code == 0, result.stderr
    assert "21 დღე" in result.stdout
    dated = matsne("consolidate", *files, "--published", "2022-05-24", "--on", "2022-05-24")
    assert "14 დღე" in dated.stdout


def test_what_is_shown_as_xml_is_valid(tmp_path: Path, filled: Callable[..., Result]) -> None:
    for work in (LAW, "12"):
        file = tmp_path / "act.xml"
        file.write_text(filled("show", work, "--format", "xml").stdout, encoding="utf-8")
        result = filled("validate", file)
        assert result.exit_code == 0, result.output


def test_the_demo_ends_with_the_text_and_a_page(
    tmp_path: Path, matsne: Callable[..., Result]
) -> None:
    result = matsne("demo", "--folder", tmp_path / "demo", "--no-serve")
    assert result.exit_code == 0, result.output
    assert "წიგნის დაბრუნების ვადაა 21 დღე" in result.stdout
    address = result.stdout.rstrip().splitlines()[-1].split(": ", 1)[1]
    page = Path(address.removeprefix("file://")).read_text(encoding="utf-8")
    assert "21 დღე" in page
    assert (
        "target-not-found"
        in (
            tmp_path / "demo" / "ge_act_kanoni_parlamenti_2021-02-10_410_2027-01-01.html"
        ).read_text()
    )


def test_the_xml_names_the_provision_that_ordered_each_change(
    filled: Callable[..., Result],
) -> None:
    xml = filled("show", LAW, "--on", "2022-06-01", "--format", "xml").stdout
    amending = "/akn/ge/act/kanoni/parlamenti/2022-05-20/1502/!main"
    assert f'<source href="{amending}~art_1__para_2__point_b"/>' in xml
    assert '<destination href="#art_3__para_3"/>' in xml
