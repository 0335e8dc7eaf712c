"""Sentences broken by hard line breaks: „… 2010 წლის 23 მაისის № 50“ / „დადგენილება (სსმ,“."""

from __future__ import annotations

import re
from collections.abc import Sequence

from amendments import lexicon
from amendments.outline import Line, is_signature
from amendments.verbs import UNIT_END

_BROKEN_END = re.compile(r"(?:[,„(№-]|№ ?[\d/ა-ჰ -]{1,12}|(?:წლის|საქართველოს|და|თვის)) ?$")
_BROKEN_START = re.compile(
    r" ?(?:[)“,.;]|(?:" + "|".join(w[:-1] for w in lexicon.ACT_WORDS) + r")[ა-ჰ]{0,6}[ ,;.(]"
    r"|\d{4} ?წლის|(?:" + "|".join(lexicon.MONTH_STEMS) + r")[ის]{0,2} |№ ?\d)"
)
_NUMBER_END = re.compile(r"(?:მე ?- ?\d+|\d ?- ?ე|პირველი?|[ა-ჰ]“|\^\d+) ?$")
_UNIT_START = re.compile(r" ?(?:მუხლ|პუნქტ|ნაწილ|ქვეპუნქტ|აბზაც|დანართ|თავ)[ა-ჰ]")
_MORE_NUMBERS = re.compile(r" ?(?:და|,) ?(?:მე ?- ?)?\d")
_MARKS_ONLY = re.compile(r"[:„ ]+")
# „… 2011 წლის 7 თებერვლის № 4“, and below blank lines „დადგენილება“
_ACT_NUMBER = re.compile(r"№ ?[\d/-]+[ა-ჰ]? ?$")
_ACT_NOUN = re.compile(
    r" ?(?:" + "|".join(w[:-1] for w in lexicon.ACT_WORDS) + r")[ა-ჰ]{0,6}(?=[ ,;.(“]|$)"
)
_LONE_NUMBER = re.compile(r" ?\d+ ?[.)] ?\d+(?:\^\d+)? ?$")
_SUFFIX = re.compile(r" ?- ?ე ")
_CUT_NUMBER = re.compile(r"\d ?$"), re.compile(r" ?\d{1,3} ?(?:წლის|წ\.)")
# „ძალადაკარგულად გამოცხადდეს „ ქედის / მუნიციპალიტეტის … საკრებულოს 2007 წლის“: up to the noun
_ORDER = re.compile(r"ძალადაკარგულად (?:გამოცხადდეს|ჩაითვალოს|იქნ[ეა]ს ცნობილი?)(?![ა-ჰ])")
_COMPLETE = re.compile(
    r"(?:(?:" + "|".join(w[:-1] for w in lexicon.ACT_WORDS) + r")[იაე]?(?:ბი)?|[.;:])[ ”“)]*$"
)
# „… №137 დადგენილება“, and on the next line „– „დასუფთავების შესახებ““
_TITLE_BELOW = re.compile(r"(?: ?-)? ?„[^„“\n]{5,400}(?:შესახებ|თაობაზე) ?“")
LONE_LABEL = re.compile(r" ?(?:[ა-ჰ](?:\.[ა-ჰ])?|\d{1,3}) ?[.)] ?")  # „ა)“ on a line of its own
_STARTS = re.compile(r"ამოქმედდეს|ძალაში|დაევალოს|დამტკიცდეს|გამოქვეყნდეს|საჩივრდეს")

_MOST_LINES = 12


def wrapped_to(
    text: str, lines: Sequence[Line], index: int, end_line: int, listed: bool = False
) -> int:
    """Index of the last of the lines that hold the sentence begun in line ``index``.

    ``listed``: the line is an item of a list of what loses force.
    """
    last = index
    open_brackets = 0
    order = listed
    while last + 1 < end_line and last < index + _MOST_LINES:
        line, following = lines[last], lines[last + 1]
        ends = text[line.start : line.end]
        begins = text[following.start : following.end]
        suffix = ends[-1:].isdigit() and _SUFFIX.match(begins) is not None
        marks = _MARKS_ONLY.fullmatch(begins)
        if marks and ends[-1:] != "." and following.start <= line.end + 1:
            last += 1
            continue
        open_brackets = max(0, open_brackets + ends.count("(") - ends.count(")"))
        bracket = open_brackets > 0
        ordered = _ORDER.search(ends)
        order = order or ordered is not None
        tail = ends[ordered.end() :] if ordered else ends
        told_on = listed and begins.lstrip(" ").startswith(("„", "(")) and tail[-1:] not in ".;:"
        unfinished = order and (told_on or _COMPLETE.search(tail) is None)
        unfinished = unfinished and not (listed and _STARTS.search(begins))
        lone = _LONE_NUMBER.match(ends) is not None
        numbered = _ACT_NUMBER.search(ends) and _ACT_NOUN.match(begins)
        most = 3 if bracket or lone or ends.endswith("№") or numbered or unfinished else 1
        dashed = following.label == "dash" and unfinished and listed
        titled = order and following.label == "dash" and "„" not in tail and tail[-1:] not in ".;:"
        titled = titled and _TITLE_BELOW.match(begins) is not None
        coded = bracket and following.label == "decimal"  # „(სსმ⏎010.260.020.35…)“
        if (
            following.label and not suffix and not dashed and not coded and not titled
        ) or following.start > line.end + most:
            break
        broken = (
            suffix
            or UNIT_END.search(ends)
            or _BROKEN_END.search(ends)
            or _BROKEN_START.match(begins)
            or (_NUMBER_END.search(ends) and _UNIT_START.match(begins))
            or (_NUMBER_END.search(ends) and _MORE_NUMBERS.match(begins))
            or (_CUT_NUMBER[0].search(ends) and _CUT_NUMBER[1].match(begins))
            or unfinished
            or bracket
            or titled
        )
        stops = ends.rstrip(" „")[-1:] in (";", ":") and not bracket
        ended = not broken or stops or is_signature(text, following)
        if ended or (listed and LONE_LABEL.fullmatch(begins)):
            break
        last += 1
    return last
