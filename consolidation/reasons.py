"""Why an order has its day, from the words of its act and the law.

>>> clause = {"rule": "on-publication", "quote": "ამოქმედდეს გამოქვეყნებისთანავე", "days": None,
...           "date": None, "start": 90, "end": 119}
>>> reason_of_day("2022-05-25", [clause], published="2022-05-24", adopted=None, kind="კანონი")
('ამოქმედდეს გამოქვეყნებისთანავე', 'published 2022-05-24; Law 1876 art. 22(2)')
>>> reason_of_day("2022-06-07", [], published="2022-05-24", adopted=None, kind="კანონი")
(None, 'published 2022-05-24; no clause: Law 1876 art. 23')
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from amendments.entry import day_of, default_clause
from amendments.operations import Commencement
from amendments.terms import end_in
from amendments.written_days import SINCE, iso_day

_LAW = {
    "on-publication": "Law 1876 art. 22(2)",
    "day-after-publication": "Law 1876 art. 22(3)",
    "on-signature": "signed that day",
    "on-adoption": "adopted that day",
    "date": "the day is named",
}


def reason_of_day(
    day: str | None,
    clauses: Iterable[Mapping[str, Any]],
    *,
    published: str | None,
    adopted: str | None,
    kind: str | None,
    changed: bool = False,
    order: str = "",
) -> tuple[str | None, str]:
    """The clause (its quote, or None where there is none) and the reckoning behind a day.

    ``changed``: another act changed the order's own act, so its clause may say the day no more.
    ``order``: the order's own words, which may name the day („… აღდგეს 2018 წლის 1 მაისიდან“, of
    an end „… 2018 წლის 1 მაისამდე“).
    """
    known = f"published {published}; " if published else ""
    if day is None:
        return None, f"{known}no day is proved"
    if day in {iso_day(found) for found in SINCE.finditer(order)} or day == end_in(order):
        return None, f"{known}the order names the day"
    for clause in clauses:
        item = _clause(clause)
        if day_of(item, published=published, adopted=adopted) == day:
            return clause["quote"], known + _LAW.get(item.rule, item.rule)
    default = default_clause(kind)
    if default is not None and day_of(default, published=published, adopted=adopted) == day:
        return None, f"{known}no clause: Law 1876 art. 23"
    if changed:
        return None, f"{known}as another act changed its own act"
    return None, f"{known}a person's decision"


def _clause(data: Mapping[str, Any]) -> Commencement:
    return Commencement("all", data["rule"], date=data["date"], days=data["days"])
