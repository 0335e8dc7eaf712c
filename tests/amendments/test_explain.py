"""``matsne explain``: what stands under a sentence, and what would make it readable."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from click.testing import Result

from acts.source import Source
from amendments.explain import explain, mark

ORDER = "„ბაღების შესახებ“ მინისტრის 2010 წლის 3 მაისის №5 ბრძანების მე-2 პუნქტი ამოღებულ იქნეს."


def lines(text: str) -> list[str]:
    return explain(Source(text=text, sha256="", format="text")).splitlines()


def test_the_ruler_stands_under_what_it_names() -> None:
    sentence, ruler, *_ = lines(ORDER)
    assert sentence[ruler.index("<unit") : ruler.index("<unit") + 11] == "მე-2 პუნქტი"
    assert sentence[: ruler.index(">") + 1].endswith("ბრძანების")
    assert ruler.endswith(mark("remove", len("ამოღებულ იქნეს")))


def test_each_part_says_how_sure_it_is() -> None:
    told = "\n".join(lines(ORDER))
    assert "[sure: number and date, title]" in told
    assert "point 2 [said here]" in told


def test_what_is_inherited_is_told() -> None:
    told = "\n".join(
        lines(
            ORDER.replace(
                "მე-2 პუნქტი ამოღებულ იქნეს", "მე-2 მუხლის:\nა) მე-3 პუნქტი ამოღებულ იქნეს"
            )
        )
    )
    assert "article 2 [from the lines above], point 3 [said here]" in told


def test_a_long_sentence_goes_on_below_with_its_ruler() -> None:
    told = lines(
        ORDER.replace("ბაღების", "ბაღებისა და ტყეების ნაკვეთების მოვლის წესების დამტკიცების")
    )
    assert told[1].startswith("<act---")
    assert not told[1].rstrip().endswith(">")
    assert told[3].startswith("---")


def test_a_refusal_says_what_would_make_it_readable() -> None:
    told = "\n".join(lines(ORDER.replace("მე-2 პუნქტი", "მე-2 პუნქტის ბადე")))
    assert "REFUSED" in told
    assert "not-understood" in told
    assert "readable if:" in told


@pytest.mark.parametrize("text", ["", "ბაღი ღიაა.", "\n\n"])
def test_a_text_without_orders(text: str) -> None:
    assert lines(text) == ["nothing is ordered"]


def test_the_command_reads_a_sentence_a_file_and_standard_input(
    matsne: Callable[..., Result], tmp_path: object
) -> None:
    found = matsne("explain", ORDER)
    assert found.exit_code == 0
    assert "repeal point 2" in found.output
    refused = matsne("explain", ORDER.replace("მე-2 პუნქტი", "მე-2 პუნქტის ბადე"))
    assert refused.exit_code == 1
