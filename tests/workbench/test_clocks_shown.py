"""Every list and page of work says how much time is left, and what is late is marked."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from tests.workbench.client import Client

As = Callable[[str], Client]
LATE = "ვადა გასულია"  # the bundle of the fixture was due in 2022


@pytest.mark.parametrize("page", ["/office", "/office/queue", "/office/bundles/1", "/office/late"])
def test_what_is_late_is_marked(as_: As, page: str) -> None:
    shown = as_("systematizer").get(page).text
    assert 'class="clock late"' in shown
    assert LATE in shown
    assert "2022-05-27" in shown  # the last day: published 24.05.2022, three days (№158, 8(3))


def test_the_list_of_what_is_late_comes_first(as_: As) -> None:
    shown = as_("systematizer").get("/office/late").text
    assert shown.index("ვადაგასულია (1)") < shown.index("მიმდინარეობს (0)")
    assert "№158, 8(3)" in shown


def test_nobody_sees_the_clocks_of_others(as_: As) -> None:
    assert "ვადაგასულია (0)" in as_("expert").get("/office/late").text
