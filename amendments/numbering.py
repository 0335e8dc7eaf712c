"""The numbers of a cited unit: „მე-4, მე-6 და მე-8–მე-10“ before the noun, „№1“ or „26“ behind it.

A blank before a small number may stand for a raised one („86 1“), three digits may hide one
(„371“ for 37¹): both readings are kept as a doubt, which the new text's own number settles.
"""

from __future__ import annotations

from amendments.folding import Folded
from amendments.operations import Step
from amendments.ordinals import between
from amendments.tokens import Token

_AFTER = ("numero", "roman", "plain", "decimal")  # series that may stand behind the noun


def numbers_after(tokens: list[Token], index: int, view: Folded) -> tuple[list[Token], int]:
    found: list[Token] = []
    at = index + 1
    if at < len(tokens) and tokens[at].kind == "mark" and tokens[at].value == ":":
        at += 1
    while at < len(tokens):
        token = tokens[at]
        bracketed = token.series == "letter" and token.inner == (token.start + 1, token.end - 1)
        in_marks = bracketed and view.text[token.start] == "„"
        if found and _begins_another(found[-1], token):
            break
        if token.kind == "number" and (token.series in _AFTER or (bracketed and not in_marks)):
            found.append(token)
        elif found and token.kind in ("mark", "conj") and token.value in (",", ";", "-", "და"):
            following = tokens[at + 1] if at + 1 < len(tokens) else None
            if (
                following is None
                or following.kind != "number"
                or following.series != found[0].series
            ):
                break
            found.append(token)
        else:
            break
        at += 1
    if not found:
        return [], index
    following = tokens[at] if at < len(tokens) else None
    own = found[0].series == "numero" or bool(found[-1].case)
    if not own and following is not None and following.kind == "unit":
        return [], index
    return found, at - 1


def _begins_another(before: Token, token: Token) -> bool:
    """„დანართ №1-ის II თავის“: the second number is that of the noun behind it."""
    both = before.kind == token.kind == "number"
    return both and (bool(before.case) or token.series == "roman" != before.series)


def steps_of(kind: str, numbers: list[Token]) -> tuple[list[Step], str, tuple[str, str] | None]:
    steps: list[Step] = []
    doubt = ""
    open_range: tuple[str, str] | None = None
    range_from: str | None = None
    previous: Token | None = None
    for token in numbers:
        if previous is not None and _is_index(previous, token) and steps:
            base = steps[-1][1] or ""
            steps[-1] = (kind, f"{base}^{token.value}")
            doubt = f"{base}^{token.value}|{base}{token.value}" if base.isdigit() else doubt
            previous = None
            continue
        previous = token
        if token.kind != "number":
            if token.value == "-" and steps:
                range_from = steps[-1][1]
            continue
        value = token.value.strip(".")
        if token.series == "roman" and kind in ("article", "point"):
            doubt = f"{value}|an Arabic number"
        elif token.other:
            doubt = f"{value}|{token.other}"
        elif (
            kind in ("article", "point")
            and token.series == "plain"
            and value.isdigit()
            and len(value) >= 3
            and len(numbers) == 1
        ):
            doubt = f"{value}|{value[:-1]}^{value[-1]}"
        if not doubt and steps and _hides_index(steps[-1][1], token):
            doubt = f"{value}|{value[:-1]}^{value[-1]}"
        if range_from is not None:
            listed = between(range_from, value)
            if range_from.isdigit() and value.isdigit() and int(value) <= int(range_from):
                doubt = f"{range_from}^{value}|{range_from}–{value}"  # „მე-3-1 მუხლის“
            if listed is None:
                open_range = (range_from, value)
                steps.append((kind, value))
            else:
                steps.extend((kind, number) for number in listed[1:])
            range_from = None
        else:
            steps.append((kind, value))
    return steps or [(kind, None)], doubt, open_range


def _hides_index(before: str | None, token: Token) -> bool:
    """„მე-4, 41, მე-5“: the number that repeats the one before it may be 4¹."""
    return token.series == "plain" and len(token.value) > 1 and token.value[:-1] == before


def index_lost(noun: Token, numbers: list[Token]) -> bool:
    """„51 პუნქტი“, where the language wants „51-ე“ or „მე-12“: the copy may have lost 5¹."""
    token = numbers[0] if len(numbers) == 1 else None
    if token is None or noun.plural or noun.value not in ("article", "point"):
        return False
    two = token.series == "plain" and len(token.value) == 2 and token.value.isdigit()
    return two and token.value[1] != "0" and token.start < noun.start and not token.case


def _is_index(before: Token, token: Token) -> bool:
    """Whether a number is the superscript of the one before it, set apart by a blank: „86 1“."""
    return (
        before.kind == "number"
        and token.kind == "number"
        and before.series in ("plain", "letter", "spelled", "ordinal", "numero")
        and token.series == "plain"
        and token.value.isdigit()
        and len(token.value) <= 2
        and "^" not in before.value
    )
