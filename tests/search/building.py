"""Small acts for the tests of search, written for them."""

from __future__ import annotations

from dataclasses import replace
from itertools import pairwise

from search.protocol import UnitVersion

WORK = "/akn/ge/act/kanoni/parlamenti/{date}/{number}"


def unit(
    number: int,
    text: str,
    *,
    article: str = "1",
    begins: str | None = "2010-01-01",
    ends: str | None = None,
    **more: object,
) -> UnitVersion:
    """Article ``article`` of law ``number``."""
    date = f"{2000 + number % 20}-05-01"
    work = WORK.format(date=date, number=number)
    eid = "art_" + article.replace("^", "-")
    made = UnitVersion(
        work=work,
        wid=eid,
        eid=eid,
        expression=f"{work}/kat@{begins or ''}",
        valid_from=begins,
        valid_to=ends,
        unit="article",
        number=article,
        label=f"მუხლი {article}.",
        heading="",
        text=text,
        containers="",
        title=f"კანონი რიგით {number}",
        kind="kanoni",
        issuer="parlamenti",
        year=int(date[:4]),
        sector="",
        act_number=str(number),
        adopted=date,
        place=int(article.partition("^")[0]),
        not_before=date,
    )
    return replace(made, **more)  # type: ignore[arg-type]


def wordings(number: int, *said: tuple[str, str], article: str = "1") -> list[UnitVersion]:
    """One article through its life: (first day, words) of each wording."""
    days = [day for day, _ in said]
    ends = [*(later for _, later in pairwise(days)), None]
    return [
        unit(number, words, article=article, begins=day, ends=end)
        for (day, words), end in zip(said, ends, strict=True)
    ]
