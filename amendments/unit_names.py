"""Names of units between dashes, which tell nothing that the number does not.

„XII თავი – დასკვნითი დებულებანი – ამოღებულ იქნეს“.
"""

from __future__ import annotations

from amendments.tokens import Token

_KINDS = frozenset({"word", "document", "quote", "latin", "conj", "key"})


def without_names(tokens: list[Token]) -> list[Token]:
    """„XII თავი – დასკვნითი დებულებანი –“ without the name between the dashes."""
    out: list[Token] = []
    index = 0
    while index < len(tokens):
        token = tokens[index]
        opens = token.kind == "mark" and token.value == "-" and bool(out)
        if opens and out[-1].kind in ("unit", "number"):
            close = next(
                (
                    at
                    for at in range(index + 1, min(index + 16, len(tokens)))
                    if tokens[at].kind == "mark" and tokens[at].value == "-"
                ),
                None,
            )
            inside = tokens[index + 1 : close]
            if inside and all(t.kind in _KINDS for t in inside):
                index = len(tokens) if close is None else close + 1
                continue
        out.append(token)
        index += 1
    return out
