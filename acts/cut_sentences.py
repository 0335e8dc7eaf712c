"""Lines that a sentence cannot end with, and lines that no sentence begins with.

Whatever the width of a copy, „ამ მუხლის მე-2“ goes on with „პუნქტის თანახმად“, „30“ with „დღის
განმავლობაში“, „ეს“ with „ბრძანება ამოქმედდეს“, „სამეცნიერო“ with „- კვლევითი“. These signs need
no neighbours; the words must not begin a unit of their own, which the caller knows.

>>> runs_on("2. გემი ამ მუხლის მე-2", "პუნქტის თანახმად გემი ბრუნდება.", True)
True
>>> runs_on("2. გემი ამ მუხლის მე-2", "გემი ბრუნდება.", True)
False
"""

from __future__ import annotations

import re
from itertools import pairwise

_ORDINAL = re.compile(r"(?<![ა-ჰ])მე\s?[-–]\s?\d{1,3}$")
_ORDERED = re.compile(
    r"(?:(?:ქვე)?პუნქტ|ნაწილ|აბზაც|წელ|დღ|თავ|მუხლ(?!ი\s?\d))(?:ის|ით|ში|ზე|ად|თან|ს|ებ)?[ა-ჰ]*[\s,]"
)
_COUNTED = re.compile(r"[ა-ჰ]{3}\s\d{1,4}$")
_MEASURE = re.compile(r"(?:თვის|წლის|დღის|საათის|კალენდარული|სამუშაო დღ|ლარის|პროცენტის)[ა-ჰ]*\s")
_POINTING = re.compile(r"(?:[\dა-ჰ]{1,2}[.)]\s?)?(?:ეს|ამ|იმ|ასეთ|წინამდებარე)")
_SLASH = re.compile(r"/\s?[ა-ჰ]{2}[^/]*")
_COMPOUND = re.compile(r"(?<![ა-ჰ])(?:[ა-ჰ]{3,}(?:ო|ულ|ურ|ივ)|ცალ)$")
_NOUN_IN_O = re.compile(r"(?:სამუშაო|საკრებულო|სამინისტრო|სააგენტო|საზოგადო|ბიურო|ფონდო)$")
_HYPHENED = re.compile(r"[-–]\s?[ა-ჰ]{4}")
_ASIDE = re.compile(r"\(\s?[ა-ჰ][^()]*\)\s?(?:;|[^()\s][^()]{5,}[.;]$)")
_OBLIQUE = re.compile(r"[ა-ჰ]{3}(?:თა|ს|ით|ში|ზე|დან|თვის|მდე|ად)$|(?<![ა-ჰ])(?:და|ან)$")
# no sentence and no title ends with these
_OPEN_WORD = re.compile(
    r"(?<![ა-ჰ])(?:ასევე|აგრეთვე|მისი|მათი|თავისი|რომელიც|რომლის|რომლებიც|როგორც|მხოლოდ|უნდა|"
    r"წინასწარ|რომელ(?:თა|სა|ში|ზე|თან)ც|რომლებ(?:სა|ში|ზე)ც|რომლითაც|რომელთა|ყველა|ყოველი|"
    r"ნებისმიერი?|თითოეული?|რომელიმე|(?<!და )სხვა|იმ|ამ|ამავე|არ|ვერ|აღნიშნული|გათვალისწინებული|"
    r"განსაზღვრული|დადგენილი|არსებული|მითითებული|დამტკიცებული|შემავალი|დაკავშირებული)$"
)
# no title ends with a verb: „გადაწყვეტილება მიიღება“ above „ხმების უმრავლესობით.“
_VERB = re.compile(
    r"(?<![ა-ჰ])(?:მიიღება|იქმნება|შედგება|ხორციელდება|განისაზღვრება|დაუშვებელია|აუცილებელია|"
    r"დასაშვებია|განსაზღვრავს|უზრუნველყოფს|წარმოადგენს|ახორციელებს|ადგენს|იწვევს|შეიძლება|"
    r"პასუხისმგებელია|ვალდებულია|უფლებამოსილია|აკონტროლებე?ნ?ს?|ახორციელებენ|უზრუნველყოფენ|"
    r"(?:ჩა)?ითვლება|დგინდება|ფორმდება|ინახება|გამოიყენება|ვრცელდება|ტარდება|ანაზღაურდება|"
    r"ამტკიცებს|ნიშნავს|აწარმოებს|გასცემს|აცნობებს|წარუდგენს|განიხილავს)$"
)
_BROKEN_OFF = re.compile(r"(?P<sign>[ა-ჰ])(?:\s[ა-ჰ]{2}|\s?[;.]$)")  # „ძეგლ“ above „ს ;“
_LABEL = re.compile(r"(?:\d{1,2}\.|[ა-ჰ]\))\s?[ა-ჰ]")
_LETTERED = re.compile(r"[ა-ჰ]\)")
_POSTPOSITION = re.compile(
    r"(?:მიერ|შესახებ|მიმართ|თაობაზე|მიხედვით|თანახმად|გარეშე|საფუძველზე|მიზნით|მეშვეობით)\s"
)
_GENITIVE = re.compile(r"[ა-ჰ]{2}(?:ის|ების|თა|ოს|ას)(?:\s?\([^()\d]+\))?$")
_LAST_WORD = re.compile(r"[ა-ჰ]{3,20}\s?[.;]")
_YEAR_ASIDE = re.compile(r"[12]\d{3}\s?\)$")
_SUM = re.compile(r"\d\s?\([ა-ჰ][ა-ჰ\s-]*\)$")
_OF_SUM = re.compile(r"(?:ლარ|თვე|თვის|წლის|დღ|საათ|პროცენტ)[ა-ჰ]*[\s.;,]")
_BULLETS = "-–—•*"
_LEAST, _WIDE = 20, 60  # characters
_NEAR, _FAR, _MIN_TITLED = 70, 60, 3
_BARE_ARTICLE = re.compile(r"მუხლი\s?\d{1,3}\s?\.?")


def runs_on(before: str, line: str, placed: bool) -> bool:
    """Whether the words of ``line`` belong to the sentence that ``before`` leaves open.
    ``placed``: ``before`` is labelled or stands in an article."""
    if _POINTING.fullmatch(before):
        return "ა" <= line[0] <= "ჰ"
    if len(before) < _LEAST:
        return False
    if _ORDINAL.search(before):
        return _ORDERED.match(line) is not None
    if _COUNTED.search(before):
        return placed and _MEASURE.match(line) is not None
    if not placed or before[0] in _BULLETS or before.startswith("მუხლი"):
        return False
    if _SUM.search(before):
        return _OF_SUM.match(line) is not None
    if _POSTPOSITION.match(line):
        return _GENITIVE.search(before) is not None
    if _LAST_WORD.fullmatch(line):
        dated = _YEAR_ASIDE.search(before) is not None  # above the caption of the next dates
        return len(before) > _WIDE and before[-1] != "(" and not dated
    if before[-1] == ")":
        return False
    if "ა" <= line[0] <= "ჰ":
        if (rest := _BROKEN_OFF.match(line)) is not None:
            return _goes_on_in_word(before, rest["sign"])
        if _VERB.search(before) is not None:
            return line[-1] == "." or (line[-1] == ";" and _LETTERED.match(before) is not None)
        by = before.endswith(" მიერ") and _LABEL.match(before) is not None
        return by or _OPEN_WORD.search(before) is not None
    if line[0] == "/":
        return before[-1].isalpha() and _SLASH.fullmatch(line) is not None
    if line[0] in "-–":
        compound = _COMPOUND.search(before) is not None and _NOUN_IN_O.search(before) is None
        return compound and _HYPHENED.match(line) is not None
    if line[0] == "(":
        return _OBLIQUE.search(before) is not None and _ASIDE.match(line) is not None
    return False


def _goes_on_in_word(before: str, sign: str) -> bool:
    """Whether a letter alone at the head of a line is the rest of a word, and no label whose
    bracket is lost: „ს“ below „ო) ძეგლ“."""
    return _LETTERED.match(before) is not None and sign > "ბ" and ord(sign) != ord(before[0]) + 1


def below_titles(lines: list[str]) -> frozenset[int]:
    """Lines that stand below the title of an article whose heading is a number alone, in a text
    where such titles are lines of their own: „მუხლი 4“, „ნავის ფასი“, „ფასს ადგენს კრება.“"""
    found: set[int] = set()
    bare = short = 0
    for at, (heading, title) in enumerate(pairwise(lines[:-1])):
        if _BARE_ARTICLE.fullmatch(heading) is None:
            continue
        bare += 1
        text = lines[at + 2]
        if not "ა" <= title[-1] <= "ჰ" or _OBLIQUE.search(title) or not "ა" <= text[0] <= "ჰ":
            continue
        if text[-1] in ".:;" and len(text) > _FAR:
            found.add(at + 2)
            short += len(title) < _NEAR
    return frozenset(found if short >= _MIN_TITLED and short * 3 >= bare * 2 else ())
