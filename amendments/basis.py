"""Words of a sentence that order nothing: the legal basis before it, relative clauses in it."""

from __future__ import annotations

from amendments.tokens import Token

_NOUNS = frozenset({"unit", "facet", "norm", "act", "document"})
_FORMULAS = frozenset(["ვბრძანებ", "ვბრძანებთ", "ადგენს", "გადაწყვიტა"])


def without_basis(tokens: list[Token]) -> list[Token]:
    """The sentence without „… მუხლის შესაბამისად,“ before the order."""
    verb = next((i for i, t in enumerate(tokens) if t.kind == "verb"), len(tokens))
    if verb < len(tokens) and tokens[verb].value == "renumber":
        return tokens
    tokens = [token for i, token in enumerate(tokens) if not _says_respectively(tokens, i)]
    verb = next((i for i, t in enumerate(tokens) if t.kind == "verb"), len(tokens))
    cut = 0
    for i, token in enumerate(tokens[:verb]):
        if (token.kind == "key" and token.value in ("basis", "according")) or (
            token.kind == "word" and token.value in _FORMULAS
        ):
            cut = i + 1
    tokens = content(_behind_reason(tokens[cut:])) if cut else tokens
    return _without_relative(tokens)


def _says_respectively(tokens: list[Token], at: int) -> bool:
    """„მე-3 და მე-4 მუხლები შესაბამისად ჩამოყალიბდეს“: what a basis rests on stands in the
    genitive, the units of an order do not."""
    token = tokens[at]
    if token.kind != "key" or token.value != "according" or not at:
        return False
    before = tokens[at - 1]
    return before.kind in _NOUNS and before.case in ("nom", "dat", "loc")


def _behind_reason(tokens: list[Token]) -> list[Token]:
    """„იმასთან დაკავშირებით, რომ …, გაუქმდეს“: the order behind the last comma of the reason."""
    words = content(tokens)
    if not words or words[0].value != "რომ":
        return tokens
    verb = next((i for i, t in enumerate(words) if t.kind == "verb"), 0)
    commas = [i for i, t in enumerate(words[:verb]) if t.kind == "mark" and t.value == ","]
    return words[commas[-1] + 1 :] if commas else tokens


def _without_relative(tokens: list[Token]) -> list[Token]:
    """„… პუნქტი, რომელიც ეხება 26-ე მუხლს, …“ without what stands between the commas."""
    for i, token in enumerate(tokens):
        if token.kind == "word" and token.value.startswith("რომელი") and i:
            before = tokens[i - 1]
            if before.kind != "mark" or before.value != ",":
                continue
            for j in range(i + 1, min(i + 25, len(tokens))):
                if tokens[j].kind == "verb":
                    break
                if tokens[j].kind == "mark" and tokens[j].value == ",":
                    return [*tokens[: i - 1], *tokens[j + 1 :]]
    return tokens


def content(tokens: list[Token]) -> list[Token]:
    """The tokens without marks and conjunctions at either end."""
    first, last = 0, len(tokens)
    while first < last and tokens[first].kind in ("mark", "conj"):
        first += 1
    while first < last and tokens[last - 1].kind in ("mark", "conj"):
        last -= 1
    return tokens[first:last]
