"""An order of any verb that names an event waits for it: it has no day, and its note says so."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from amendments.operations import AmendingReading

TITLE = "„ბაღების შესახებ“ საქართველოს კანონში ცვლილების შეტანის შესახებ\n\n"
ACT = "„ბაღების შესახებ“ საქართველოს კანონის მე-2 მუხლის მე-3 "
EVENT = "ახალი კოდექსის ამოქმედებისთანავე"
TREES = "„ხეების შესახებ“ საქართველოს კანონის ამოქმედების შემდეგ"


@pytest.mark.parametrize(
    ("order", "event"),
    [
        (f"{ACT}პუნქტი ამოღებულ იქნეს {EVENT}.", EVENT),
        (f"{ACT}პუნქტი {EVENT} ამოღებულ იქნეს.", EVENT),
        (f"{ACT}პუნქტი ამოღებულ იქნეს {TREES}.", TREES),
        (f"{ACT}პუნქტი ჩამოყალიბდეს შემდეგი რედაქციით {EVENT}: „3. ახალი.“.", EVENT),
        (
            f"{ACT}პუნქტი ამოღებულ იქნეს ამ კანონის გამოქვეყნებიდან მე-30 დღეს.",
            "ამ კანონის გამოქვეყნებიდან მე-30 დღეს",
        ),
    ],
)
def test_the_event_is_the_note(
    read_checked: Callable[[str], AmendingReading], order: str, event: str
) -> None:
    (operation,) = read_checked(TITLE + order).operations
    assert operation.valid_from is None
    assert operation.note == f"pending: {event}"


def test_the_own_start_is_no_event(read_checked: Callable[[str], AmendingReading]) -> None:
    (operation,) = read_checked(
        f"{ACT}პუნქტი ამ კანონის ამოქმედებისთანავე ამოღებულ იქნეს."
    ).operations
    assert operation.note is None
    assert operation.status == "understood"
