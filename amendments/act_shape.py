"""What of an act is order: where orders end, copied labels, the act the title names."""

from __future__ import annotations

import re
from collections.abc import Sequence

from amendments.acts_cited import Cited, CitedToken, fold_citations
from amendments.folding import fold
from amendments.outline import Line, is_signature
from amendments.tokens import tokenize

_END = re.compile(
    r" ?(?:გ ?ა ?ნ ?მ ?ა ?რ ?ტ ?ე ?ბ ?ი ?თ ?ი ?ბ ?ა ?რ ?ა ?თ ?ი|შეტანილი ცვლილებები ?:)"
)
_AMENDS = re.compile(r"ცვლილებ|დამატებ|ძალადაკარგულ|გაუქმებ|შესწორებ")
_HEAD_LINES = 12


def end_of_orders(text: str, lines: Sequence[Line]) -> int:
    """Index of the first line after the orders: signature, explanatory note, end list."""
    articles = [index for index, line in enumerate(lines) if line.label == "article"]
    last_article = articles[-1] if articles else 0
    for index, line in enumerate(lines[1:], 1):
        if _END.match(text, line.start, line.end):
            return index
        if index > max(last_article, 3) and is_signature(text, line):
            return index
    return len(lines)


def copied_labels(text: str, lines: Sequence[Line]) -> set[int]:
    """Lines that only repeat the beginning of a later one (labels made in copying)."""
    out = set()
    for index, line in enumerate(lines[:_HEAD_LINES]):
        words = text[line.start : line.end].replace(" ", "").replace("\n", "")
        if len(words) < 60:
            continue
        for other in lines[index + 1 : index + _HEAD_LINES]:
            if other.end - other.start <= line.end - line.start:
                continue
            rest = text[other.start : other.start + 2 * len(words) + 80].replace(" ", "")
            if rest.startswith(words[:-6]):
                out.add(index)
                break
    return out


def title_amends(title: str) -> bool:
    """Whether a title announces a change or a repeal."""
    return _AMENDS.search(title) is not None


def title_act(title: str) -> Cited | None:
    """The act that the title says is changed („… დადგენილებაში ცვლილების შეტანის შესახებ“)."""
    view = fold(title)
    tokens = fold_citations(tokenize(view.text, 0, len(view.text)), view)
    for token in reversed(tokens):
        if isinstance(token, CitedToken) and token.cited and not token.cited.local:
            return token.cited if token.cited.case in ("loc", "gen", "dat") else None
    return None
