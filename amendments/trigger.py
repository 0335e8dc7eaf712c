"""Where new text begins: the mark or line after a formula that announces it."""

from __future__ import annotations

import re

from amendments.tokens import Token

_LABELLED_BELOW = re.compile(r"\n ?„ ?(?:\d+(?:\^\d+)? ?\.|[ა-ჰ](?:\^\d+)? ?\)|მუხლი \d)")


def payload_place(tokens: list[Token], text: str, line_end: int) -> tuple[int | None, int]:
    """Index of the first token of new text, and its place; ``(None, 0)`` where none follows."""
    pending, formula, attached, colon = "", False, False, False
    noun, direct = "", False
    adds = False  # a new unit is announced, and its text has not stood yet
    for i, token in enumerate(tokens):
        kind = token.kind
        if kind == "verb":
            adds = adds and token.value == "renumber"
            pending = (
                token.value
                if token.value in ("substitute", "insert", "remove", "frame", "repeal", "change")
                else ""
            )
            if adds:  # „დაემატოს შემდეგი შინაარსის მე-2 პუნქტი და … ჩაითვალოს …:“
                pending, formula = "insert", True
            if pending in ("insert", "frame"):
                formula = False
            attached = colon = False
            noun, direct = "", True
            continue
        if kind == "key":
            if token.value in ("wording", "content"):
                formula = True
                pending = "substitute" if pending == "change" else pending
                adds = adds or pending == "insert"
            if token.value == "attached":
                attached = True
            direct = False
        elif kind in ("phrase", "unit", "facet", "act", "document", "norm"):
            noun, direct = kind if kind != "unit" else "unit:" + token.value, False
            if kind == "facet" and token.value == "text":
                noun = "text"
        elif kind == "mark" and token.value in ":;-,":
            colon = colon or token.value in ":-"
            if token.value == ":" and formula and pending == "substitute" and i + 1 < len(tokens):
                following = tokens[i + 1]
                if following.kind != "quote" and following.value != "„":
                    return i, following.start
        elif kind == "quote" or (kind == "mark" and token.value == "„"):
            if begins_payload(token, tokens[i + 1 :], pending, formula, colon, noun, direct):
                return i, token.start
            direct = False
        elif kind not in ("conj",):
            if kind in ("but",):
                pending, formula = "", False
            direct = colon = False
    if not tokens or attached or pending not in ("substitute", "insert"):
        return None, 0
    ends = text[max(0, line_end - 3) : line_end].rstrip()
    if formula and ends[-1:] == "." and _LABELLED_BELOW.match(text, line_end):
        return len(tokens), line_end
    if (
        pending == "substitute"
        and formula
        and (ends[-1:] != "." or text[line_end : line_end + 2] == "\n„")
    ):
        return len(tokens), line_end
    if pending == "insert" and ends[-1:] in (":", "-"):
        return len(tokens), line_end
    marked = text[line_end : line_end + 2] == "\n„"  # a full stop written for the colon
    if pending == "insert" and formula and (marked or ends[-1:] not in ".;,"):
        return len(tokens), line_end
    return None, 0


def begins_payload(
    token: Token,
    rest: list[Token],
    pending: str,
    formula: bool,
    colon: bool,
    noun: str,
    direct: bool,
) -> bool:
    whole = token.kind == "quote"
    if noun == "phrase":
        return pending == "insert" and not whole
    if pending == "substitute":
        return formula or colon or direct
    if pending == "insert":
        if direct or noun in ("text", "unit:paragraph", "unit:sentence"):
            return True
        return formula or colon
    if pending in ("remove", "repeal"):
        return noun.startswith("unit:") and colon
    if pending in ("frame", "change"):
        return formula and colon
    return False
