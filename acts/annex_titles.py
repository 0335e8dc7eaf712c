"""The title of an annex: which of the lines at its head belong to it.

It is the first line and, while a line is not finished or the name of the document is still to
come („… დეპარტამენტის“ above „დებულება“, „საქართველო“ above „ნ ე ბ ა რ თ ვ ა“), those below it.
"""

from __future__ import annotations

import re

from acts.cover import compact
from acts.document_titles import APPROVE, is_no_title
from acts.offices import DOCUMENTS
from acts.paragraphs import Paragraph

_GOES_ON = ("ის", "თა", "ების", "და", "ს", "ან", ",", "–", "-")
_UNFINISHED = (*_GOES_ON, "ში", "ზე", "ით", "თვის", "ელი", "ური", "ული", "ებრივი", "ადი")
# „… თანამდებობრივი“ above „სარგოები“, „… განხორციელებასთან დაკავშირებით“, half a word
_CUT = re.compile(
    r"(?:(?:ებრივ|ობრივ|იულ|(?<!სამსახ)ურ|ულ)ი|(?<=[ა-ჰ]{3})\s[ა-ჰ]|"
    r"(?<![ა-ჰ])(?:დაკავშირებით|შორის|სამშენებლო|სახელმწიფო|საერთო))$"
)
_MIN_CELLS, _APPROVED = 5, 2  # lines
_COLUMN = re.compile(
    r"[-–—№N#\s]+|(?:№|N|#)\s?რიგზე|რიგ(?:ითი)?\s?(?:№|N|#|ნომერი)|დასახელება|კოდი"
)
_DIGITS = re.compile(r"[\d\s.,]+")
_APPROVED_BY = re.compile(r"(?:ბრძანებით|ბრძანებულებით|დადგენილებით|განკარგულებით|კანონით)\.?$")
_YEAR_PLAN = re.compile(r"[12]\d{3}\s?(?:წლის\s?)?გეგმა$")  # „2010 წლის გეგმა“ above a table
# „ცხრილი №1“, „(საინფორმაციო)“ above the title
_ABOVE_TITLE = re.compile(
    r"ცხრილი\s*(?:№|N|#)?\s*\d{1,2}\s?\.?|"
    r"\(\s?(?:საინფორმაციო|საცნობარო|სავალდებულო|რეკომენდებული)\s?\)"
)
_TELLS_OF = ("შესახებ", "თაობაზე", "პროექტზე")
# „სია“ above „იმ პირებისა, რომლებიც …“; „„მეანობა“ სპეციალობაში“
_OF_WHAT = re.compile(r"იმ\s|[^,.]{4,120}(?:ებისა|ისა|თა)(?:, რომ[ა-ჰ]+.*)?$")
_QUOTED = re.compile(r"(?:[„“\"]|,,).{3,200}(?:[“”\"]|(?:[“”\"]|'').{0,60}(?:ზე|ში|შესახებ))")
_MAX_TITLE, _MAX_TOLD, _MAX_AGREED = 6, 4, 8
_SHORT_HEAD = 3  # words
_FIRST_COLUMN = re.compile(r"(?:კოდი|დასახელება|სახეობა|რესურსი|პერიოდი)$")
_SECOND_COLUMN = re.compile(
    r"(?:ზომის\s)?ერთეული|ერთეულის რაოდენობა|რაოდენობა|დასახელება|დ ა ს ა ხ ე ლ ე ბ ა|ფასი|თანხა|"
    r"ოდენობა|[12]\d{3}\s(?:წლის|წელი).*"
)
_TOLD, _MAX_NAMED = 300, 20  # characters; words of a title that ends with a stop
# What a form is called, below the organ that issues it or the office it is sent to.
_FORMS = frozenset(
    {
        "აქტი", "ოქმი", "ნებართვა", "ბარათი", "განაცხადი", "განცხადება", "შეტყობინება", "ცნობა",
        "ცნობები", "ანგარიში", "ანკეტა", "მოწმობა", "სერტიფიკატი", "ჟურნალი", "რეესტრი", "გრაფიკი",
        "დეკლარაცია", "წარდგინება", "ხელშეკრულება", "მოთხოვნა", "ლიცენზია", "დასკვნა", "უწყისი",
        "კითხვარი", "ბლანკი", "პასპორტი", "გადაწყვეტილება", "განკარგულება", "ბრძანება",
        "დადგენილება", "ზედნადები", "თემატიკა", "ამონაწერი",
        "უწყება", "მინდობილობა", "ხელწერილი", "ვალდებულება", "გაანგარიშება",
    }
)  # fmt: skip
_SIGNS = "№N#0 -–—_."
_ORGAN = re.compile(
    r"საქართველო|[ა-ჰ ,„“”\"–-]{0,160}(?:რესპუბლიკა|სამინისტრო|დეპარტამენტი|სამსახური|ინსპექცია|"
    r"პალატა|სამმართველო|სააგენტო|კომისია|საკრებულო|გამგეობა|მერია|მუნიციპალიტეტი|საბჭო|ბიურო|ცენტრი|"
    r"სასამართლო|ბანკი|დაწესებულება|ადმინისტრაცია)|"
    r"[ა-ჰ ,„“”\"–-]{4,160}(?:ის|თა|ების|ს|ში|ზე|თვის|ული|ური|ელი)"
)


def title_length(found: list[Paragraph], numbered: bool, headed: bool) -> int:
    """How many lines the title of an annex takes; 0 where none is printed. ``headed``: a division
    or an article begins right below, so that all the lines above are the title."""
    if numbered and len(found) == _APPROVED and compact(found[0].text) == APPROVE:
        return _APPROVED
    lines = 0
    for paragraph in found[: len(found) if numbered else _MAX_TITLE]:
        text = paragraph.text
        if (
            paragraph.quoted
            or paragraph.role == "table"
            or (
                text[-1] in ".:;"
                and not text.startswith("(")
                and not _is_form(text)
                and not _is_named(text, lines)
            )
            or is_no_title(paragraph)
        ):
            break
        lines += 1
    if lines == 1 < len(found) and compact(found[1].text) in ("დასახელება", "კოდი"):
        lines -= found[0].text.endswith("ის")  # „ერთეულის“ above „დასახელება“: a head of a table
    named = next((i for i in range(min(lines, _MAX_TITLE)) if _names_document(found, i)), None)
    if named is None:
        named = _form_named(found[: min(lines, _MAX_TITLE)])
    cell = lines > 0 and (_is_cell(found[:lines]) or _heads_columns(found) or _has_twin(found))
    taken = 0 if cell else min(lines, 1)
    if lines > 1 and compact(found[0].text) == "პროექტი":
        taken = 2
    while taken < lines and (
        found[taken - 1].text.endswith(_GOES_ON)
        or _ABOVE_TITLE.fullmatch(found[taken - 1].text)
        or (taken and _is_cut(found[taken - 1].text, found[taken]))
    ):
        taken += 1
    taken = max(taken, next((i for i, p in enumerate(found) if p.role != "title"), len(found)))
    if (stamp := _stamp(found[:lines])) and stamp < lines:
        taken = stamp + 1 + _agreed(found[stamp:lines])  # and the title below it
    if taken:
        taken += _told_lines(found[taken:lines])
    if named is not None:
        taken = max(taken, named + 1)
        word = compact(found[named].text)
        if (word in DOCUMENTS or word.rstrip(_SIGNS) in _FORMS) and taken < lines:
            endings = _TELLS_OF if word in DOCUMENTS else (*_TELLS_OF, "აზე", "დან")
            told = _told_lines(found[taken:lines], endings)
            of_what = found[taken].label is None and _OF_WHAT.match(found[taken].text) is not None
            taken += told or of_what
    if taken == 1 < lines and _QUOTED.fullmatch(found[1].text):
        taken = 2  # „დათქმა“ above „„…“ კონვენციაზე“
    if headed and taken and lines == len(found) <= _MAX_TITLE and not _lists(found[taken:]):
        taken = lines
    return taken


def _is_named(text: str, above: int) -> bool:
    """„… ფონდის დებულება.“: the first line, a title with a stop."""
    words = text.rstrip(" .“”").split()
    return not above and text[-1] == "." and 1 < len(words) < _MAX_NAMED and words[-1] in DOCUMENTS


def _is_cut(title: str, below: Paragraph) -> bool:
    """Whether a title of several words breaks off at an adjective, and words go on below it."""
    cut = _CUT.search(title) is not None and len(title.split()) >= _SHORT_HEAD
    cut = cut and " უნდა " not in title
    return cut and below.label is None and "ა" <= below.text[0] <= "ჰ" and len(below.text) < _TOLD


def _is_form(text: str) -> bool:
    """„ოქმი № ........“: what a form is called, its number left blank."""
    return text.rstrip(_SIGNS) in _FORMS


def _form_named(found: list[Paragraph]) -> int | None:
    """Where among the lines the form is named („ოქმი №“, „ნ ე ბ ა რ თ ვ ა“), nothing but the organ
    that issues it, or an unfinished line, standing above."""
    for index, line in enumerate(found):
        words = line.text.rstrip(_SIGNS)
        if words.rpartition(" ")[2] in _FORMS or compact(words) in _FORMS:
            return index
        if line.label is not None or _ORGAN.fullmatch(line.text) is None:
            return None
    return None


def _told_lines(found: list[Paragraph], endings: tuple[str, ...] = _TELLS_OF) -> int:
    """How many lines tell what the document is about, the last of them „… შესახებ“."""
    for lines, line in enumerate(found[:_MAX_TOLD], 1):
        if line.label is not None or len(line.text) > _TOLD:
            break
        if line.text.rstrip(' “”"').endswith(endings):
            return lines + _told_lines(found[lines : lines + 1], endings)
        if not line.text.endswith(_UNFINISHED) and not _is_spaced(line.text):
            break
    return 0


def _is_spaced(text: str) -> bool:
    """„ც ნ ო ბ ა“: a word of a title, its letters set apart."""
    return len(text) > _MIN_CELLS and all(len(letter) == 1 for letter in text.split())


def _lists(found: list[Paragraph]) -> bool:
    """Whether there is a table of contents among the lines, or an item."""
    return any(p.label is not None or compact(p.text) == "სარჩევი" for p in found)


def _is_cell(found: list[Paragraph]) -> bool:
    """Whether the first line below the heading of an annex is the head of a column."""
    if len(found) < _MIN_CELLS:
        return False
    first = found[0].text
    if _COLUMN.fullmatch(first):
        return True
    words = [len(one.text.split()) for one in found[:_MIN_CELLS]]
    named = any(_names_document(found, at) for at in range(_MIN_CELLS))
    # „დაწესებულება“, „დავალიანება“, „ლიმიტი“, „სულ“
    return words[0] == 1 and max(words) < 4 and not named


def _heads_columns(found: list[Paragraph]) -> bool:
    """Whether the first line heads a column, and the second the next: „ორგ. კოდი“ above
    „დასახელება“, „მომსახურების სახეობა“ above „ფასი“."""
    if len(found) < _MIN_CELLS or len(found[0].text.split()) > _SHORT_HEAD:
        return False
    first, second = found[0].text, found[1].text
    return _FIRST_COLUMN.search(first) is not None and _SECOND_COLUMN.fullmatch(second) is not None


def _has_twin(found: list[Paragraph]) -> bool:
    """Whether a line close below has the words of the first but for the digits: „2012 წელს“, „2013
    წელს“ are heads of columns."""
    first = found[0].text
    bare = _DIGITS.sub("", first)
    twins = (p.text for p in found[1:_MIN_CELLS] if _DIGITS.sub("", p.text) == bare)
    return bare != first and any(twin != first for twin in twins)


def _stamp(found: list[Paragraph]) -> int:
    """How many lines are the stamp of an approval: „დამტკიცებულია“ to „… №806 ბრძანებით“."""
    if not found or not compact(found[0].text).startswith("დამტკიცებულია"):
        return 0
    lines = enumerate(found[:_MAX_TITLE], 1)
    return next((after for after, line in lines if _APPROVED_BY.search(line.text)), 0)


def _agreed(found: list[Paragraph]) -> int:
    """How many lines between the stamp and the name of the document say who agreed to it."""
    if compact(found[0].text) != "შეთანხმებულია":
        return 0
    named = (at for at in range(1, min(len(found), _MAX_AGREED)) if _names_document(found, at))
    return next(named, 0)


def _names_document(found: list[Paragraph], index: int) -> bool:
    """By the last word of a title, or by the whole line: „დ ე ბ უ ლ ე ბ ა“."""
    words = found[index].text.rstrip(' .“”"')
    if _YEAR_PLAN.match(words) or (index and _YEAR_PLAN.match(f"{found[index - 1].text} {words}")):
        return False
    return words.rpartition(" ")[2] in DOCUMENTS or compact(words) in DOCUMENTS
