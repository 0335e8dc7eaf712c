"""The day an order takes effect, where the act's own clause or the law proves it."""

from __future__ import annotations

import pytest

from acts.source import Source
from acts.structure import recognize
from amendments.entry import dates_for
from amendments.read import read_amendments

HEAD = (
    "„ბაღის შესახებ“ მინისტრის 2010 წლის 3 მაისის №5 ბრძანებაში ცვლილების შეტანის თაობაზე\n\n"
    "1. „ბაღის შესახებ“ მინისტრის 2010 წლის 3 მაისის №5 ბრძანების მე-2 პუნქტი ამოღებულ იქნეს.\n"
)


@pytest.mark.parametrize(
    ("clause", "kind", "published", "day"),
    [
        # no clause: by-laws on publication, legislative acts on the 15th day (Law 1876 art. 23)
        ("", "ბრძანება", "2021-03-01", "2021-03-02"),
        ("", "კანონი", "2021-03-01", "2021-03-15"),
        ("", None, "2021-03-01", None),
        ("", "ბრძანება", None, None),
        ("2. ეს ბრძანება ამოქმედდეს გამოქვეყნებისთანავე.", "კანონი", "2021-03-01", "2021-03-02"),
        ("2. ბრძანება ამოქმედდეს 2022 წლის 1 იანვრიდან.", "ბრძანება", None, "2022-01-01"),
        ("2. ბრძანება ამოქმედდეს გამოქვეყნებიდან მე-10 დღეს.", None, "2021-03-01", "2021-03-10"),
    ],
)
def test_day_of_an_order(
    clause: str, kind: str | None, published: str | None, day: str | None
) -> None:
    source = Source(HEAD + clause, "", "text")
    reading = dates_for(
        read_amendments(source),
        recognize(source),
        published=published,
        adopted="2021-02-20",
        kind=kind,
    )
    assert [op.valid_from for op in reading.operations] == [day]
