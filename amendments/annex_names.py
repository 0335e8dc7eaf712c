"""The name of an annex as an order cites it: „№1 დანართი“, „დანართი №2 (საშტატო ნუსხა)“."""

from __future__ import annotations

import re

from amendments.folding import Folded
from amendments.tokens import Token


def annex_name(numbers: list[Token], start: int, token: Token, end: int, view: Folded) -> str:
    """„№1 დანართი“ or „დანართი №1“, in the order cited, in the nominative."""
    number = next((t for t in numbers if t.kind == "number"), None)
    if number is None:
        return "დანართი"
    printed = f"№{number.value}" if number.series == "numero" else number.value
    if number.series == "ordinal":
        printed = f"მე-{number.value}"
    if number.start < token.start:
        return f"{printed} დანართი"
    return f"დანართი {printed}"


def names_annex(paren: Token, view: Folded) -> bool:
    """Whether a bracket after „დანართი“ holds its name, not where it was published."""
    return not any(sign.isdigit() for sign in view.text[slice(*paren.inner)])


def of_number(name: str, number: str | None) -> str:
    """The name of one of several annexes cited together, by the name of the first.

    >>> of_number("№1 დანართი", "2")
    '№2 დანართი'
    """
    found = re.search(r"\d+(?:\^\d+)?", name)
    if found is None or number is None or found.group() == number:
        return name
    return name[: found.start()] + number + name[found.end() :]
