"""What a correction changed of an order, field by field, as the public list tells it.

>>> before = {"action": "repeal", "units": [["article", "3"]], "valid_from": "2023-03-04"}
>>> after = {"action": "repeal", "units": [["article", "4"]], "valid_from": "2023-03-04"}
>>> changed_fields(before, after)
[Field(name='units', before=[['article', '3']], after=[['article', '4']])]
"""

from __future__ import annotations

from typing import Any, NamedTuple

# In the order in which people read them. Where a text was cut from is not told: the text is.
FIELDS = (
    "action", "document", "units", "facet", "new_units", "old_text", "new_text", "position",
    "occurrence", "valid_from", "refusal",
)  # fmt: skip


class Field(NamedTuple):
    """One field: what it said, and what it says; None where it says nothing."""

    name: str
    before: Any
    after: Any


def changed_fields(before: dict[str, Any] | None, after: dict[str, Any] | None) -> list[Field]:
    """The fields in which two states of an operation differ; of one that was added or withdrawn,
    every field that says something."""
    old, new = before or {}, after or {}
    found = (Field(name, _plain(old.get(name)), _plain(new.get(name))) for name in FIELDS)
    return [field for field in found if field.before != field.after]


def _plain(value: Any) -> Any:
    """Tuples as lists, and nothing for what is empty: both come from JSON and from objects."""
    if isinstance(value, (list, tuple)):
        return [_plain(one) for one in value] or None
    return None if value == "" else value
