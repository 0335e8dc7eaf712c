"""Orders of two acts that were published on one day and take effect on one day."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

import pytest

from consolidation.replay import replay
from tests.consolidation.test_apply import AMENDING, act_of, entry, sections_of

CASES = sections_of(Path(__file__).parent / "same_day.txt")


@pytest.mark.parametrize("sections", [s for _, s in CASES], ids=[name for name, _ in CASES])
def test_two_acts_of_one_day_are_held_where_the_register_would_decide(
    sections: dict[str, str],
) -> None:
    one = entry(1, {**json.loads(sections["one"]), "valid_from": "2020-05-05"})
    other = replace(
        entry(2, {**json.loads(sections["other"]), "valid_from": "2020-05-05"}),
        sequence=2,
        amending=replace(AMENDING, number="10"),
        amending_iri=one.amending_iri + "0",
    )
    _, outcomes = replay(act_of(sections["before"]), [one, other])
    names = [outcome.refusal.name for outcome in outcomes if outcome.refusal]
    held = {"yes": ["conflict-same-day"] * 2, "no": []}
    assert names == held[sections["held"]]
