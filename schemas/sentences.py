"""The sentences of one paragraph: where each begins and ends.

A stop behind an abbreviation ends none, or may as well end one („და სხვ. ვაჭარი …“), and so may one
before closing marks („დიდი ბაღი.“); the two ways to count then differ, and nobody is sure.
"""

from __future__ import annotations

import re

_ABBREVIATION = re.compile(r"(?:№|\b(?:მუხ|გვ|მაგ|იხ|კვ)|\b\w|\bე\.\s?წ)\.$")
# Abbreviations that may end a sentence, and may as well stand inside one.
_MAY_END = re.compile(
    r"(?:(?<!ე\.)(?<!ე\.\s)\bწ?წ|\b(?:სხვ|მლნ|მლრდ|ათ)|(?<!\w)ა\.\s?შ"
    r"|\d\s*(?:მმ|სმ|კმ|მ|ლ|კგ|გრ|გ|ტ|თ|სთ|წთ|ც|ჰა))\.$"
)
# Behind a short word that ends as Georgian words do not: „ინდ. მეწარმე“, „ტელ. ნომერი“.
_SHORT = re.compile(
    r"(?<![ა-ჰ])(?![ა-ჰ]*ჯერ\.)[ა-ჰ]{0,3}"
    r"(?:[ა-ჰ][ბგზკლმპჟრტფქღყშჩცძწჭხჯჰ]|[ბგდზთკლმნპჟრსტფქღყშჩცძწჭხჯჰვ][დნთვ])\.$"
)
_YEAR = re.compile(r"წ\.\s+\d")  # „2015 წ. 5 იანვარი“: the date goes on


def is_shortened(text: str) -> bool:
    """Whether the stop that a text ends with may be an abbreviation's.

    >>> is_shortened("და სხვ."), is_shortened("ეს ერთია.")
    (True, False)
    """
    return _ABBREVIATION.search(text) is not None or _MAY_END.search(text) is not None


def _stands_inside(head: str) -> bool:
    """Whether a text breaks off inside quotation marks or brackets."""
    return head.count("„") > head.count("“") or head.count("(") > head.count(")")


def sentences(text: str, *, doubtful: bool) -> list[tuple[int, int]]:
    """Spans of the sentences; ``doubtful`` counts the stops that may be an abbreviation's.

    >>> sentences("ეს ერთია. ეს მეორეა.", doubtful=True)
    [(0, 9), (10, 20)]
    """
    spans: list[tuple[int, int]] = []
    start = 0
    for match in re.finditer(r"[.!?](?=[“”\"»)]*(?:\s|$))", text):
        behind = text[match.end() :].lstrip('“”"»)')
        head, last = text[start : match.end()], not behind
        marked = len(behind) < len(text) - match.end()  # „დიდი ბაღი.“ may end the sentence around
        if last and marked:
            continue
        may_end = _stands_inside(head) or marked or _SHORT.search(head) is not None
        may_end = may_end or (
            _MAY_END.search(head) is not None and not _YEAR.match(text, match.start() - 1)
        )
        if not last and not (doubtful if may_end else not _ABBREVIATION.search(head)):
            continue
        end = len(text) - len(behind)
        spans.append((start, end))
        start = len(text) - len(behind.lstrip())
    if text[start:].strip():
        spans.append((start, len(text.rstrip())))
    return spans
