"""Numerals that are headings: „I“, „II“ on lines of their own, „I ნუსხა“ above a list."""

from __future__ import annotations

import re
from itertools import pairwise

from acts.headings import read_heading
from acts.paragraphs import Paragraph
from schemas.numbers import Number

BARE_ROMAN = re.compile(r"[IVX](?:\s?[IVX]){0,3}\s?\.?")


def bare_number(text: str) -> Number:
    """The number of a line that is a Roman numeral alone, perhaps spaced out (ValueError: none)."""
    return Number.parse("".join(text.rstrip(". ").split()))


def mark_bare_numbers(found: list[Paragraph]) -> None:
    """Let „I“, „II“, „III“ on lines of their own, in that order, be headings; so „I ნუსხა“ and „II
    ნუსხა“, each above a list that begins."""
    _mark_numbered_words(found)
    at = [
        i
        for i, p in enumerate(found)
        if len(p.text) < 8 and not p.quoted and BARE_ROMAN.fullmatch(p.text)
    ]
    lines = [found[index] for index in at]
    try:
        numbers = [bare_number(p.text).base[0] for p in lines]
    except ValueError:
        return
    first = 1
    if numbers[:1] == [2] and (
        any(read_heading(p.text) for p in found[: at[0]]) or _begins_anew(found, at[0])
    ):
        first = 2  # a copy lost the heading of the first
    if _are_cells(at):
        return
    if len(lines) > 1 and numbers == list(range(first, len(lines) + first)):
        for paragraph in lines:
            paragraph.role = "group"


def _are_cells(at: list[int]) -> bool:
    """Whether the numbers stand right below one another, or over one line each: the heads of
    columns or the rows of a table."""
    gaps = [below - above for above, below in pairwise(at)]
    return 1 in gaps or (len(gaps) > 1 and set(gaps) == {2})


def _begins_anew(found: list[Paragraph], index: int) -> bool:
    """Whether the points, counted above, begin at 1 again right below a line."""
    labels = [one.label for one in found[: index + 2]]
    ones = [i for i, one in enumerate(labels) if one and one.style == "dot"]
    return (
        len(ones) > 1
        and ones[-1] == index + 1
        and str(getattr(labels[index + 1], "number", "")) == "1"
    )


_LINE = 25  # characters
_NUMBERED_WORD = re.compile(r"(?P<number>I{1,3}|IV|V|VI{1,3}|IX|X)\s(?P<word>[ა-ჰ]{3,})")


def _mark_numbered_words(found: list[Paragraph]) -> None:
    run: list[Paragraph] = []
    word = ""
    for paragraph, below in pairwise(found):
        if len(paragraph.text) > _LINE or paragraph.quoted or paragraph.role == "table":
            continue
        match = _NUMBERED_WORD.fullmatch(paragraph.text)
        if match is None or below.label is None or below.label.number.base != (1,):
            continue
        number = bare_number(match["number"]).base[0]
        if number == 1:
            run, word = [], match["word"]
        if number == len(run) + 1 and match["word"] == word:
            run.append(paragraph)
            if number > 1:
                for one in run:
                    one.role = "group"
