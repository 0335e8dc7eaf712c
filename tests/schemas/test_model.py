"""The tree of units: copies are whole and share nothing that changes."""

from __future__ import annotations

from dataclasses import fields

from schemas.model import Kind, Petit, Removal, Unit
from schemas.numbers import Number


def test_a_clone_has_every_field_and_shares_no_list() -> None:
    unit = Unit(
        kind=Kind.POINT, number=Number.parse("1"), label="1.", heading="თ", text="ტ", role="ნაწილი",
        children=[Unit(Kind.TEXT, text="ა")], rows=[["ა", "ბ"]], petits=[Petit("ნოტი")],
        removal=Removal("(ამოღებულია)"), eid="para_1", wid="para_9", span=(1, 2),
        future_from="2027-01-01",
    )  # fmt: skip
    assert all(getattr(unit, field.name) for field in fields(unit))
    copy = unit.clone()
    assert copy == unit
    for name in ("children", "rows", "petits"):
        assert getattr(copy, name) is not getattr(unit, name)
    copy.children[0].text = "სხვა"
    copy.rows[0][0] = "სხვა"
    assert (unit.children[0].text, unit.rows[0][0]) == ("ა", "ა")
