"""Patterns over the folded text that find orders before anything is read closely."""

from __future__ import annotations

import re

from amendments import lexicon

ANY = re.compile(r"(?<![ა-ჰ])(?:" + "|".join(lexicon.VERBS.values()) + r")(?![ა-ჰ])")
AMENDING = re.compile(
    r"(?<![ა-ჰ])(?:"
    + "|".join(lexicon.VERBS[n] for n in ("substitute", "insert", "remove", "change", "frame"))
    + r"|ძალადაკარგულად|გაუქმდეს|ჩაითვალოს)(?![ა-ჰ])"
)
CITES = re.compile(
    r"მუხლ|პუნქტ|ნაწილ|ქვეპუნქტ|აბზაც|დანართ|თავი|თავს|სიტყვ|სათაურ|ტექსტ|კანონ|დადგენილებ|"
    r"განკარგულებ|ბრძანებ|დებულებ|კოდექს|წეს|ცხრილ|გრაფ|პრეამბულ|შენიშვნ|სტრიქონ|სვეტ"
)
# „ეს ბრძანება ამოქმედდეს …“: the act's own start.
STARTS = re.compile(
    r"(?:ეს |ამ |წინამდებარე )?(?:[ა-ჰ]+ )?(?:კანონი|ბრძანება|დადგენილება|განკარგულება|"
    r"ბრძანებულება|გადაწყვეტილება|კოდექსი)[^\n„]{0,80}(?:ამოქმედდეს|ძალაში|ძალაშია|შემოღებულ)"
)
STEM_END = re.compile(r"[:–-] ?$")
UNIT_END = re.compile(
    r"(?:მუხლ|პუნქტ|ნაწილ|დანართ|თავ|აბზაც|დებულებ|კოდექს|კანონ|დადგენილებ|ბრძანებ|განკარგულებ)"
    r"(?:ის|ში|იდან|ს|ების|ებში|ებიდან|აში|ულების|ულებაში) ?$"
)


def blanked(text: str) -> str:
    """The text with blanks for what stands in quotation marks, every character in its place."""
    out, depth = [], 0
    for sign in text:
        depth += sign == "„"
        out.append(" " if depth else sign)
        depth = max(0, depth - (sign == "“"))
    return "".join(out)


def unquoted(text: str, start: int, end: int) -> str:
    """Text without what stands in quotation marks."""
    out, depth, done = [], 0, start
    for mark in re.finditer("[„“]", text[start:end]):
        at = start + mark.start()
        if mark.group() == "„":
            if depth == 0:
                out.append(text[done:at])
            depth += 1
        else:
            depth = max(0, depth - 1)
            if depth == 0:
                done = at + 1
    if depth == 0:
        out.append(text[done:end])
    return " ".join(out)


def may_be_stem(text: str, begin: int, end: int) -> bool:
    """Whether words without a verb may be the place of the items below: „მე-3 მუხლის:“."""
    if end - begin >= 1200 or CITES.search(text, begin, end) is None:
        return False
    short = end - begin < 200 and UNIT_END.search(text, begin, end) is not None
    return short or STEM_END.search(text, max(begin, end - 3), end) is not None
