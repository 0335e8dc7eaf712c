"""Articles that a copy printed in one line each: „მუხლი 3. ნავის აღრიცხვა 1. ნავი …. 2. ნავს ….“.

Such a line is cut where its points begin, so that the name, the points and the lists in them are
read like those on lines of their own: the words before „1.“ are a name (no sentence, no lead), and
„2.“ stands behind a finished sentence or at the head of the next paragraph. A line that is longer
than any heading and has no points is cut behind the number alone: what it says is law.

>>> from acts.source import Source
>>> from acts.paragraphs import paragraphs
>>> text = "მუხლი 3. ნავის აღრიცხვა 1. ნავი აღირიცხება ბიუროში. 2. ბიუროს ჰყავს მცველი."
>>> [p.text for p in split_articles(paragraphs(Source(text, "", "text")), text)]
['მუხლი 3. ნავის აღრიცხვა', '1. ნავი აღირიცხება ბიუროში.', '2. ბიუროს ჰყავს მცველი.']
"""

from __future__ import annotations

import re
from itertools import pairwise

from acts.headings import MAX_HEADING, asserts, commands
from acts.inline_lists import cut_paragraph
from acts.paragraphs import Paragraph

_NUMBER = re.compile(r"მუხლი \d{1,4}(?:\s?\^\s?\d{1,3})?\s?\.\s+(?=[„“\"]?[ა-ჰ\d])")
_FIRST = re.compile(r"(?<=[ა-ჰ”“\")])\s(?=1\s?\.\s?[„“\"]?[ა-ჰ]{2})")
_LONGEST_NAME = 250  # characters
_MOST = 99  # points


def split_articles(found: list[Paragraph], source_text: str) -> list[Paragraph]:
    """The paragraphs, those cut that hold a whole article in one line."""
    out: list[Paragraph] = []
    for index, paragraph in enumerate(found):
        cuts: list[int] = []
        if paragraph.role in ("content", "line") and not paragraph.quoted:
            below = found[index + 1] if index + 1 < len(found) else None
            cuts = _cuts(paragraph.text, below)
        out.extend(cut_paragraph(paragraph, cuts, source_text) if cuts else [paragraph])
    return out


def _cuts(text: str, below: Paragraph | None) -> list[int]:
    """Where the points of the article that a line holds begin, or its words."""
    number = _NUMBER.match(text) if text.startswith("მუხლი ") else None
    if number is None:
        return []
    cuts = _points(text, number.end(), below)
    return cuts or ([number.end()] if len(text) > MAX_HEADING else [])


def _points(text: str, start: int, below: Paragraph | None) -> list[int]:
    first = _FIRST.search(text, start, start + _LONGEST_NAME)
    if first is None or not _is_name(text[start : first.start()]):
        return []
    cuts = [first.end()]
    for point in range(2, _MOST):
        following = re.compile(rf"(?<=[.;])\s(?={point}\s?\.\s?[„“\"]?[ა-ჰ]{{2}})")
        match = following.search(text, cuts[-1]) if f"{point}" in text else None
        if match is None:
            break
        cuts.append(match.end())
    label = below.label if below is not None else None
    if len(cuts) == 1 and (label is None or label.style != "dot" or label.number.base != (2,)):
        return []
    whole = all(text[: cut - 1].rstrip()[-1] in ".;" for _, cut in pairwise(cuts))
    return cuts if whole else []


def _is_name(words: str) -> bool:
    """Whether words are the name of an article: no sentence, no lead, no bracket left open."""
    if words[-1] in ".;:," or words.count("(") != words.count(")") or "[" in words:
        return False
    return not (commands(words) or asserts(f"{words}."))
