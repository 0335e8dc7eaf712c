"""When two lines of a copy are one paragraph.

A copy breaks one paragraph into lines where the page had a link, another font or a superscript.
A line goes on with the paragraph before it when

- it begins with punctuation that closes („, “, „.“, „)“), or
- the paragraph before it is only a label („1.“, „ა)“), or ends with something that must go on
  (an opening mark, „№“, a dash inside an open bracket), or
- the paragraph before it is a long sentence that is not finished, and the line begins nothing of
  its own (no label, heading, petit or signature). Cells of a table are not sentences.

>>> glue("ეს წესი (შემდგომში –", "წესი)"), glue("ერთი.", "ორი.")
(' ', None)
"""

from __future__ import annotations

import re
from itertools import pairwise

from acts.cut_sentences import runs_on
from acts.dates import MONTH, worded_date
from acts.headings import LATIN_SUFFIXES
from acts.offices import is_signature
from acts.petits import read_petit_line
from schemas.letters import ALPHABET

_CLOSES = re.compile(r",(?!,)|[.;:!?)\]](?!\.\.)|[“”\"’](?!\s*[ა-ჰ\d])")
_OPEN_END = re.compile(r"(?:[„(\[«№]|,,|,)\s*$")
_DASH_END = re.compile(r"\s[-–—−]\s*$")
_DASH_START = re.compile(r"[-–—−]\s*[ა-ჰ„\d]")
_LABEL = (
    r"[„“\[]?\s?(?:\d{1,3}(?:\.\d{1,2})*(?:\s?\^\s?\d+|[⁰¹²³⁴⁵⁶⁷⁸⁹]+|\s\d{1,2})?\s?[.)]|"
    r"[ა-ჰ](?:\s?\.\s?[ა-ჰ])*(?:\s?\^?\s?\d+)?\s?\)"
)
_LABEL_ONLY = re.compile(_LABEL + r"|[IVXL]+\.)")
_STARTS_UNIT = re.compile(
    _LABEL + r"(?!\d)|[IVXL]+\s?[.)]|(?:მუხლი|თავი|კარი|წიგნი)(?![ა-ჰ])|"
    r"დანართი(?![ა-ჰ]|\s?(?:№|N|#)?\s?\d+\s?-\s?[ა-ჰ])|შენიშვნ|[-–—•*]\s)"
)
_LABELLED = re.compile(_LABEL + r"(?!\d))")
_LETTERED = re.compile(r"(?P<sign>[ა-ჰ])\s?\)\s?[ა-ჰ]")
_LETTER_STOP = re.compile(r"(?P<sign>[ა-ჰ])\s?\.\s?[ა-ჰ„]{2}")
_OWN = re.compile(r"\[|\(\s*(?:ამოღებულ|ამოქმედ|ძალადაკარგ)")
_NUMBERS = re.compile(r"[-–—\d\s.,%()xX/+]+")
_UNIT_WORD = re.compile(r"(?:მუხლ|პუნქტ|ნაწილ|ქვეპუნქტ|წლის|დღ|თავ|-)")
_CITED = re.compile(r"(?:მუხლ|პუნქტ|ნაწილ|ქვეპუნქტ|თავ)(?!ი(?![ა-ჰ]))[ა-ჰ]+|(?:და|ან)\s")
_RAISED_END = re.compile(r"[ა-ჰ]\S*\s(?:მე-)?\d{1,4} \d{1,2}$")
_CONTINUES = ("ის", "თა", "და", "ან", "ების", ",")
# An unfinished sentence: a noun out of the nominative, a verb before its object, a conjunction.
_OBLIQUE = re.compile(
    r"[ა-ჰ]{2}(?:თა|ს|ით|ში|ზე|დან|თვის|მდე|ად|სა)$|(?<![ა-ჰ])(?:და|ან|რომ|თუ|ხოლო|მათ)$"
)
_DASHED = re.compile(r"[ა-ჰ”“\")]\s?[–—-]\s")
# „ზღვისპირი - ა. ნიმუშაძე“ above „მთისპირი - ბ. ნიმუშაძე“: a line each
_ROW = re.compile(r"[ა-ჰ][ა-ჰ ,.()\d-]{2,200}?\s[–—-]\s[ა-ჰ][ა-ჰ ,.-]{2,60}$")
_SANCTION = re.compile(r"(?:გამოიწვევს|(?:და)?ისჯება)(?![ა-ჰ])")
_ASIDE_END = re.compile(r"\s\([^()\d]{1,60}\)$")
_COMMANDS_AT_END = re.compile(r"[ა-ჰ](?:დეს|ნდეს|დნენ)$")  # „… ამოქმედდეს“
_FRAGMENT_END = re.compile(r"[ა-ჰ] (?!(?:და|ან|თუ|არ|რა|ეს)$)[ა-ჰ]{1,2}$")  # „… სახდელ ებ“
_SUFFIX = re.compile(r"(?:იდან|ისაგან|ისათვის|ისთვის|ების|ებით|ებს|ის|ით|ში)(?=[\s.,;]|$)")
_JOINS = re.compile(r"(?:და|ან|ხოლო|აგრეთვე)\s+[ა-ჰ\d]")  # no sentence begins so
_RANGE = re.compile(r"[ა-ჰ]\s[-–—]$")  # „პირველი -“ above „მე-3 ნაწილებით“
_LABEL_HEAD = re.compile(r"[„\[]?\s?(?:\d{1,3}|[ა-ჰ](?:\.[ა-ჰ])*|მუხლი\s*\d{1,3})")
_PRIM = re.compile(r"\d{1,2}")
_RAISED_LABEL = re.compile(r"\d{1,2}\s?\)\s")
# „1“ above „- ლი მუხლით“, „მე“ above „- 2 მუხლებით“: an ordinal cut at its hyphen
_ORDINAL_REST = re.compile(r"[-–]\s?(?:ლი?|ე)\s[ა-ჰ]|[-–]\s?\d{1,3}\s[ა-ჰ]")
_ORDINAL_BEGUN = re.compile(r"(?:[\s(]\d{1,4}|\sმე)$")
_HYPHEN = re.compile(r"[-‑–]")
# „პრემიერ“ above „- მინისტრი“, the hyphen perhaps on a line of its own
_PREMIER = re.compile(r"(?<![ა-ჰ])პრემიერ\s?(?P<dash>[-‑–])?$")
_MINISTER = re.compile(r"(?P<dash>[-‑–])?\s?(?:მინისტრ|(?<=[-‑–])$)")
_LATIN_ITEM = re.compile(
    r"\(?[a-z]{1,4}\)|\((?:\d{1,2}|[ა-ჰ]|[IVX]{1,5})\)|[ა-ჰ]{1,2}\s?\.\s?[ა-ჰ]{3,}\s*[–-]|[ა-ჰ]+\s+[ა-ჰ]+\s+[–-]\s"
)
_LATIN_LABEL = re.compile(r"\(?[a-z]{1,4}\)|\((?:\d{1,2}|[ა-ჰ]|[IVX]{1,5})\)")
_ROMAN_ALONE = re.compile(r"[IVX](?:\s?[IVX]){0,3}\s?\.?")
_DIVISIONS = frozenset({"თავი", "კარი", "წიგნი", "ნაწილი"})
_ROMAN_TITLE = re.compile(r"[IVX]{1,5}\s?\.\s?[ა-ჰ][^;:]{2,160}")
# „(შემდგომში – კოლეჯი)“, which a copy cut before or behind the word
_CITES_ANNEX = re.compile(r"\(\s?დანართი\s?№$")
_ASIDE_REST = re.compile(r"[ა-ჰ]{1,4}\s?\)\s?(?:[ა-ჰ.,;]|$)")
_HEREAFTER = re.compile(r"\(\s?შემდგომ(?:ში)?$")
_HEREAFTER_BELOW = re.compile(r"\(\s?შემდგომ(?:ში)?(?:\s?[-–—„]|\s[ა-ჰ]|$)")
_COURT_PART = re.compile(r"(?:აღწერილობითი|სამოტივაციო|სარეზოლუციო) ნაწილი")
_ANNEX_WORD = re.compile(r"(?:[ა-ჰ]+ის\s+)?დანართი(?:\s*№)?")
_ANNEX_NUMBER = re.compile(r"(?:№|N|#)?\s*\d{1,3}(?:\^\d{1,2})?\.?|№")
_OPEN_PLACEHOLDER = re.compile(r"\(\s*(?:ამოღებულია|ძალადაკარგულია)[^()]{0,40}$")
_YEAR_END = re.compile(
    r"(?:(?:ქ\s?\.\s?)?[ა-ჰ]{4,12}\s?,?\s*)?[12]\d{3}\s?(?:წლის(?:\s+\d{1,2}(?!\d))?|წელი)"
)
_PLACE_YEAR, _DAY_REST = re.compile(r"(?:ქ\s?\.\s?)?[ა-ჰ]{4,12}\s?,\s?[12]\d{3}"), 24
_DAY = re.compile(rf"(?:\d{{1,2}}(?:\s+{MONTH})?|{MONTH})\s?\.?")
_PATH_BEGUN = re.compile(r"[ა-ჰ](?:\s?\.\s?[ა-ჰ])*\s?\.")
_PATH_END = re.compile(r"[ა-ჰ](?:\s?\.\s?[ა-ჰ])*\s?\)")
_INITIAL_END = re.compile(r"[ა-ჰ]\s[ა-ჰ]\s?\.$")
_LONE_INITIAL = re.compile(r"[ა-ჰ]\s?\.")
_SURNAME = re.compile(r"[ა-ჰ]{4,20}")
_CUT_WORD = re.compile(
    r"(?:თ|თა|თავ|თავმ|თავმ ჯ|თავმჯ|თავმჯდ|თავმჯდო|თავმჯდომ|თავმჯდომა|თავმჯდომარ)$"
)
_OFFICE_REST = re.compile(r"[ა-ჰ]{1,8}\s")
_ARTICLE_BEGUN = ("მ", "მუ", "მუხ", "მუხლ")
_ARTICLE_REST = re.compile(r"(?P<rest>[ა-ჰ]{1,4})\s\d{1,3}(?:\^\d{1,2})?(?:\s?\.|$)")
_LONE_MARKS = frozenset({"„", ",,", "“"})
_SIGNS = 70  # characters of a line of a signature block
_LONG, _HALF, _HEAD_OF_ITEM = 80, 40, 25
_HEAD = 6  # characters
_RECITAL = 30
_RECITES = re.compile(r"(?<![ა-ჰ])რა(?![ა-ჰ])")
_TITLE, _MIN_TITLED = 170, 3
_CLAUSE = re.compile(r"(?<![ა-ჰ])(?:თუ|რომ|რომელ|როდესაც|როცა|სადაც)|[–,]\s*$")
_MAX_JOINED = 8000
_REACH = 40  # lines
_SMALL = frozenset(
    {
        "და", "ან", "ამ", "შესახებ", "რომელიც", "რომლის", "ხოლო", "მუხლის", "რომ", "უნდა", "იმ",
        "არ", "თუ", "მიერ", "ეს", "ის",
    }
)  # fmt: skip
_MIN_WORDS, _MIN_RUN, _WORD, _SHORT = 20, 8, 15, 30


def glue(before: str, line: str) -> str | None:
    """What joins the line to the paragraph before it; None when these rules do not join."""
    if line[0] == "^":
        return ""
    if line in LATIN_SUFFIXES and before[-1].isdigit():
        return " "  # „მუხლი 3“ above „bis“
    if before.endswith(LATIN_SUFFIXES) and _CITED.match(line):
        return " "
    if _CLOSES.match(line):
        return " " if before[-1] in "–-,'’‘`" else ""
    if line[0] in "-–" and _is_ordinal(before, line):
        return ""
    if before[-1] in "რ-‑–" and _is_premier(before, line):
        return ""
    if len(before) == 1 and "ა" <= before <= "ჰ" and _RAISED_LABEL.match(line):
        return " "  # „ჰ“ above „39) ტექსტი“
    if _is_cut_line(before, line):
        return "" if _CUT_WORD.search(before) else " "
    if len(before) < 6 and _PATH_BEGUN.fullmatch(before) and _PATH_END.match(line):
        return ""  # „ა.“ above „ბ) ტექსტი“
    if before in _ARTICLE_BEGUN and _is_article(before, line):
        return ""  # „მუ“ above „ხლი 6.“
    if before in _LONE_MARKS and (line[0].isdigit() or line.startswith("მუხლი ")):
        return ""  # the opening mark of new text
    tail = before[-1]
    if _ASIDE_REST.match(line) and tail not in ".;:,(" and _bracket_open(before):
        return " "  # „(რეგლამენტი“ above „თ ) დადგენილი“
    if len(line) < _LONG and _OPEN_PLACEHOLDER.search(before) and not _STARTS_UNIT.match(line):
        return " "
    if _HEREAFTER.search(before) and (line[0] in "-–—„" or "ა" <= line[0] <= "ჰ"):
        return " "
    if _HEREAFTER_BELOW.match(line) and len(before) > _HEAD and before[-1] not in ".;:,!?":
        return " "
    if before[0] == "(" and len(before) < _LONG and _bracket_open(before):
        return None if _STARTS_UNIT.match(line) and ")" not in line[:3] else " "
    if len(before) < 6 and _ROMAN_ALONE.fullmatch(before) and _COURT_PART.fullmatch(line):
        return " "
    if before in _DIVISIONS and _ROMAN_ALONE.fullmatch(line) and before != "ნაწილი":
        return " "
    if before in _DIVISIONS and _ROMAN_TITLE.fullmatch(line):
        return " "  # „თავი“ above „II. ნავები“
    if before == "შეტანილი" and line.startswith("ცვლილებ"):
        return " "
    if tail in "ი№" and _ANNEX_WORD.fullmatch(before):
        if _ANNEX_NUMBER.fullmatch(line):
            return " "
        if tail == "№" and not line[0].isdigit():
            return None
    if tail in "„([«№,-–—−":
        if tail == "," and line[0] == "№" and len(before) < _SIGNS and worded_date(before):
            return None  # the number of a law below its date
        if tail == "№" and line[0].isdigit() and _CITES_ANNEX.search(before):
            return " "
        cites = tail == "(" and line.startswith("დანართი")
        if (_STARTS_UNIT.match(line) and not cites) or _is_recital(before, line):
            return None
        if tail in "„([«":
            return ""
        if tail == "№":  # alone it is the head of a column
            return " " if line[0].isdigit() or len(before) > _HEAD else None
        if _OPEN_END.search(before) or (_DASH_END.search(before) and _bracket_open(before)):
            return " "
    if tail in ".)" and len(before) < 14 and _LABEL_ONLY.fullmatch(before):
        return None if _STARTS_UNIT.match(line) else " "
    if _DASH_START.match(line) and _bracket_open(before):
        return " "
    return None


def _is_article(before: str, line: str) -> bool:
    """Whether „მუხლი“ was cut in the middle of the word."""
    rest = _ARTICLE_REST.match(line)
    return rest is not None and before + rest["rest"] == "მუხლი"


def _is_ordinal(before: str, line: str) -> bool:
    """Whether an ordinal goes on at its hyphen: „1“ above „- ლი მუხლით“."""
    if _ORDINAL_REST.match(line) is None or _ORDINAL_BEGUN.search(before) is None:
        return False
    return line[1:].lstrip()[0].isdigit() == (before[-1] == "ე")


def _is_premier(before: str, line: str) -> bool:
    """Whether „პრემიერ-მინისტრი“ was cut at its hyphen."""
    begun, rest = _PREMIER.search(before), _MINISTER.match(line)
    if begun is None or rest is None:
        return False
    return (begun["dash"] is None) != (rest["dash"] is None)


def _is_recital(before: str, line: str) -> bool:
    """Whether two long lines that both end with a comma are recitals of a treaty: „მიზნად ისახავენ
    რა თანამშრომლობას,“."""
    if before[-1] != "," or line[-1] not in ",:":
        return False
    if line.startswith("შეთანხმდნენ"):
        return True
    return len(before) > _RECITAL and len(line) > _RECITAL and _RECITES.search(line) is not None


def _is_cut_line(before: str, line: str) -> bool:
    """Whether a date or a name below an office goes on here: „1994 წლის“ above „24 მაისი“, „მ .“
    above „სააკაშვილი“, „საკრებულოს თავმ ჯ“ above „დომარე გ. მალანია“."""
    if len(before) > _SIGNS or len(line) > _SIGNS:
        return False
    if _YEAR_END.fullmatch(before) and _DAY.fullmatch(line):
        # „ფოთი, 1994 წელი“ above „22 სექტემბერი“; „1998 წელი“ above „ივლისი“ are cells
        return before[-1] != "ი" or ("," in before and not line.strip(". ").isdigit())
    if line.startswith("წლის") and _PLACE_YEAR.fullmatch(before):
        return len(line) < _DAY_REST
    if before[-1] == "." and _INITIAL_END.search(before) and _SURNAME.fullmatch(line):
        return is_signature(f"{before} {line}") and not is_signature(before)
    if _LONE_INITIAL.fullmatch(before) and _SURNAME.fullmatch(line):
        return is_signature(f"{before} {line}")
    if _CUT_WORD.search(before) is None or _OFFICE_REST.match(line) is None:
        return False
    return not is_signature(line) and is_signature(before + line)


def words_on_lines(lines: list[str]) -> list[bool]:
    """For each line, whether a copy set it, and those about it, one word a line: a run of short
    lines, small words that never stand alone among them. The cells of a table are short too, but
    hold no „და“ alone."""
    found = [_is_word_a_line(lines)] * len(lines)
    start = 0
    for at in range(len(lines) + 1):
        if at < len(lines) and len(lines[at]) <= _SHORT:
            continue
        run = lines[start:at]
        small = [line for line in run if line in _SMALL]
        mixed = len(small) > 1 and (len(set(small)) > 1 or "და" in small)
        cells = sum(line[-1].isdigit() for line in run) * 4 > len(run)
        if len(run) >= _MIN_RUN and mixed and len(small) * 25 >= len(run) and not cells:
            middle = sorted(map(len, run))[len(run) // 2]
            found[start:at] = [middle < _WORD or one for one in found[start:at]]
        start = at + 1
    return found


def _is_word_a_line(lines: list[str]) -> bool:
    if len(lines) < _MIN_WORDS or lines[-1][-1] not in ".;":
        return False
    lengths = sorted(map(len, lines))
    small = sum(line in _SMALL for line in lines)
    return lengths[len(lines) // 2] < _WORD and small * 25 >= len(lines)


def goes_on_word_by_word(before: str, lines: list[str], at: int) -> str | None:
    """What joins the next word of such a copy to the sentence before it; None where it ended."""
    if before[-1] in ".;:" or (lines[at][0] not in "-–—" and _begins_own(lines[at], lines, at)):
        return None
    return " "


def broken_label(lines: list[str], at: int) -> bool:
    """Whether a line is a label whose superscript stands on the next one: „3“, „4“, „. ტექსტი“."""
    return (
        at + 2 < len(lines)
        and len(lines[at]) < 12
        and _LABEL_HEAD.fullmatch(lines[at]) is not None
        and _PRIM.fullmatch(lines[at + 1]) is not None
        and lines[at + 2][0] in ".)"
    )


def are_titled(lines: list[str]) -> bool:
    """Whether the items of these lines have titles: short labelled lines with no stop, each above
    a long sentence."""
    found = 0
    for line, below in pairwise(lines):
        if len(line) > _LONG or line[-1] in ".;:,-–" or len(below) < _LONG or below[-1] != ".":
            continue
        if _LABELLED.match(line) and "ა" <= line[-1] <= "ჰ" and not _STARTS_UNIT.match(below):
            found += not (_JOINS.match(below) or _SUFFIX.match(below))
    return found >= _MIN_TITLED


def _is_item_title(before: str, line: str) -> bool:
    """Whether a labelled line is a title like its sisters', a sentence of its own below it."""
    return _LABELLED.match(before) is not None and _is_above_sentence(before, line)


def is_article_title(before: str, line: str) -> bool:
    """Whether the line right below „მუხლი 14“ is its title, a sentence of its own below it.

    >>> is_article_title("ნავების მოვლა და წევრთა უფლებები", "წევრი უვლის ნავს. " * 6 + "სულ ეს.")
    True
    """
    return _OBLIQUE.search(before) is None and _is_above_sentence(before, line)


def _is_above_sentence(before: str, line: str) -> bool:
    if len(before) > _TITLE or not "ა" <= before[-1] <= "ჰ" or _CLAUSE.search(before):
        return False
    if len(line) < _LONG or line[-1] != "." or not "ა" <= line[0] <= "ჰ":
        return False
    return _JOINS.match(line) is None and _SUFFIX.match(line) is None


def flows_on(
    before: str, lines: list[str], at: int, flowing: bool, in_article: bool, titled: bool = False
) -> bool:
    """Whether an unfinished sentence goes on with ``lines[at]``. ``titled``: see above."""
    line = lines[at]
    if in_article and _is_raised(before, lines, at):
        return True
    if in_article and line.startswith("მე-") and _RANGE.search(before):
        return True
    if _NUMBERS.fullmatch(before):
        return False  # a cell of a table
    tail = before.rstrip(' “”"’»')[-1:]
    placed = in_article or _LABELLED.match(before) is not None
    if placed and _is_beside_dash(before, lines, at):
        return True
    if tail == "-" and _LABELLED.match(before) and "ა" <= line[0] <= "ჰ":
        if "ა" <= before[0] <= "ჰ" and _SANCTION.match(line):
            return False  # of all the items above
        return not _begins_own(line, lines, at)
    if tail == ")" and placed and _goes_on_after_aside(before, lines, at):
        return True
    if tail and tail not in ".;:!?]_-–—−" and runs_on(before, line, placed):
        return _HYPHEN.match(line) is not None or not _begins_own(line, lines, at)
    if tail in ".;:!?)]_-–—−" or not tail or len(before) > _MAX_JOINED:
        return False
    if not flowing:
        if not placed:
            return False
        if _is_one_item(before, lines, at):
            return True
        if titled and _is_item_title(before, line):
            return False
        if len(line) < _LONG and line[-1] == "." and _COMMANDS_AT_END.search(before):
            return not _begins_own(line, lines, at)
        short = len(before) < _LONG
        labelled = _is_item(before)
        if (labelled or len(before) > _HALF) and _breaks_off(before, lines, at):
            return not _begins_own(line, lines, at)
        if (in_article and _JOINS.match(line)) or (_SUFFIX.match(line) and before[-1].isalpha()):
            return True
        cut = in_article and _FRAGMENT_END.search(before) is not None
        if (
            short
            and not cut
            and not (in_article and before.endswith(_CONTINUES) and len(line) > _LONG)
        ):
            return False
        if not _comes_to_an_end(lines, at):
            return False
        if not _is_item(before) and _ROW.fullmatch(before) and _ROW.fullmatch(line):
            return False
    if _NUMBERS.fullmatch(line):
        following = lines[at + 1] if at + 1 < len(lines) else ""
        return (before[-1].isdigit() or len(line) < 4) and bool(_UNIT_WORD.match(following))
    return not _begins_own(line, lines, at)


def _breaks_off(before: str, lines: list[str], at: int) -> bool:
    """Whether a line ends out of the nominative, as no title does, and the sentence ends below:
    „… საბჭოს სხდომაზე ქარტიას“ above „ეცნობიან წევრები.“ Lines of a roll are sentences apart."""
    line = lines[at]
    if _OBLIQUE.search(before) is None or not ("ა" <= line[0] <= "ჰ" or line[0] == "„"):
        return False
    if _DASHED.search(before) and _DASHED.search(line):
        return False
    labelled = _is_item(before)
    for index in range(at, min(at + _REACH, len(lines))):
        below = lines[index]
        if _begins_own(below, lines, index):
            return False
        if below[-1] in ".;":
            return True
        if below[-1] == ":" and labelled:
            return True
        cell = ":" in below or not any("ა" <= sign <= "ჰ" for sign in below)
        if cell or not (labelled or below[-1] == "," or _OBLIQUE.search(below)):
            return False
    return False


def _is_one_item(before: str, lines: list[str], at: int) -> bool:
    """Whether a lettered line without a stop and the one line below it are one item of a list: the
    line ends with „;“ above the next letter, or the item above ended with „;“."""
    lettered = _LETTERED.match(before)
    if lettered is None or len(before) < _HEAD_OF_ITEM or _begins_own(lines[at], lines, at):
        return False
    above = at > 1 and before == lines[at - 1] and lines[at - 2][-1] == ";"
    if not above and len(before) < _HALF:
        return False
    if at + 1 == len(lines) or (following := _LETTERED.match(lines[at + 1])) is None:
        ended = at + 1 == len(lines) or _begins_own(lines[at + 1], lines, at + 1)
        return above and ended and lines[at][-1] in ".;"
    return lettered["sign"] < following["sign"] and lines[at][-1] == ";"


def _goes_on_after_aside(before: str, lines: list[str], at: int) -> bool:
    """Whether a closed bracket stands in the middle of a sentence: „… რაიონის (ზემო უბნის)“ above
    „კრების დავალებით.“"""
    bare = _ASIDE_END.sub("", before)
    if bare == before or len(bare) < _HALF or bare.startswith("მუხლი"):
        return False
    ended = lines[at][-1] in ".;"
    return ended and _breaks_off(bare, lines, at) and not _begins_own(lines[at], lines, at)


def _is_item(text: str) -> bool:
    return _LABELLED.match(text) is not None or _LATIN_LABEL.match(text) is not None


def _is_beside_dash(before: str, lines: list[str], at: int) -> bool:
    """Whether a dash inside a sentence stands at the end of a line, or alone of the lines about it
    at the head of the next: „… იურიდიული პირი –“ above „ნავების ცენტრი.“"""
    line = lines[at]
    oblique = _is_item(before) and _OBLIQUE.search(before) is not None
    short = len(before) < _HALF and not oblique and not before.endswith("იურიდიული პირი")
    if short or before[0] in "-–—•":
        return False
    if _DASH_END.search(before):
        row = _DASH_END.search(line) is not None and line.split()[0] in before.split()[:2]
        own = row or _SANCTION.match(line) is not None or not "ა" <= line[0] <= "ჰ"
        return not own and _comes_to_an_end(lines, at)
    below = lines[at + 1] if at + 1 < len(lines) else ""
    goes_on = below in (".", ";", ",") or _HEREAFTER_BELOW.match(below) is not None
    if line[-1] not in ".;," and not goes_on:
        return False
    if _DASH_START.match(line) is None or before[-1] in ".;:,!?" or not before[-1].isalpha():
        return False
    return not below or below[0] not in "-–—−•"


def _is_raised(before: str, lines: list[str], at: int) -> bool:
    """„143“ above „1“ above „მუხლის“: a superscript on a line of its own, or the words below it."""
    line = lines[at]
    if not before[-1].isdigit():
        return False
    if _PRIM.fullmatch(line):
        return at + 1 < len(lines) and _CITED.match(lines[at + 1]) is not None
    return _RAISED_END.search(before) is not None and _CITED.match(line) is not None


def _comes_to_an_end(lines: list[str], at: int) -> bool:
    """Whether the lines from ``at`` finish a sentence before anything of its own begins."""
    for index in range(at, min(at + _REACH, len(lines))):
        line = lines[index]
        if _begins_own(line, lines, index):
            return False
        if line.rstrip(' “”"’»')[-1:] in (".", ";"):
            return True
    return False


def _begins_own(line: str, lines: list[str], at: int) -> bool:
    return (
        _STARTS_UNIT.match(line) is not None
        or _OWN.match(line) is not None
        or _LATIN_ITEM.match(line) is not None
        or _is_lettered_with_stop(lines, at)
        or broken_label(lines, at)
        or is_signature(line)
        or read_petit_line(line) is not None
    )


def _is_lettered_with_stop(lines: list[str], at: int) -> bool:
    """Whether „ა. ტექსტი“ has a sister „ბ. ტექსტი“ near, so that it is no initial."""
    label = _LETTER_STOP.match(lines[at])
    if label is None:
        return False
    near = [*lines[max(0, at - _REACH) : at], *lines[at + 1 : at + _REACH]]
    signs = {found["sign"] for line in near if (found := _LETTER_STOP.match(line)) is not None}
    place = ALPHABET.find(label["sign"])
    return place >= 0 and not signs.isdisjoint(ALPHABET[max(0, place - 1) : place + 2])


def _bracket_open(text: str) -> bool:
    return text.rfind("(") > text.rfind(")")
