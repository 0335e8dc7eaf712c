"""Words, numbers and quotations that a copy cut over two lines.

Where the page had a link, another font or a superscript, a copy may begin a line in the middle of
a word („მხარეებთ“ above „ა ნ შეთანხმებით“), of a number („201“ above „2 წლის“), of a date („წლის 1“
above „მაისამდე“), of an ordinal („მე-“ above „4 პუნქტით“), of a compound („შენობა“ above
„- ნაგებობის“), of a quotation („„ნავების შესახებ“ above „“ კანონის“) or behind the dash of a term
(„ა) ნავი –“ above „ხის ნაგებობა;“). The two ends tell it, with the line below them.

>>> joint("2. ნავი ბრუნდება ამ წესის მე-", ["4 პუნქტით დადგენილ დროს."], 0)
''
>>> joint("2. ნავი ბრუნდება 201", ["2 წლის ნოემბერში."], 0)
' '
>>> joint("2. ნავი ბრუნდება", ["2 წლის ნოემბერში."], 0) is None
True
"""

from __future__ import annotations

import re

from acts.dates import MONTH

_LEAST, _NEAR, _FAR = 18, 22, 60  # characters
_MAX_ALONE = 12  # lines of one letter alone
_BEGUN = 5  # letters
_ORDINAL_DASH = re.compile(r"(?<![ა-ჰ])მე\s?[-‑–]$")
_ORDINAL_NUMBER = re.compile(r"\d{1,3}(?:\s?\^\s?\d+)?[\s,]\s?(?:[ა-ჰ]|\d)")
_YEAR_HEAD, _YEAR_TAIL = re.compile(r"(?<!\d)(?:20[0-2]|19\d)$"), re.compile(r"\d\s?(?:წლ|წ\.|წელ)")
_ORDINAL_HEAD = re.compile(r"(?<![ა-ჰ])მე\s?[-–]\s?\d$")
_ORDINAL_TAIL = re.compile(r"\d\s(?:მუხლ|პუნქტ|ნაწილ)[ა-ჰ]")
_DAY_HEAD, _DAY_TAIL = re.compile(r"წლის\s\d$"), re.compile(rf"\d\s{MONTH}")
_DAY, _MONTH = re.compile(r"(?:[12]\d{3}|20\d\s\d)\s+წლის\s+\d{1,2}$"), re.compile(MONTH)
_YEAR, _OF_YEAR = re.compile(r"(?<!\d)20\d\s\d$"), re.compile(r"წლის\s")
# „შენობა“ above „- ნაგებობის“: compounds of two nouns, either with its hyphen
_COMPOUNDS = (
    ("შენობა", "ნაგებობ"),
    ("უფლება", "მოვალეობ"),
    ("უფლება", "მოსილ"),
    ("ონლაინ", "რეჟიმ"),
    ("სასოფლო", "სამეურნეო"),
    ("ვებ", "გვერდ"),
)
# „სსიპ –“ above „ნავების ცენტრი“
_BODY_DASH = re.compile(r"(?<![ა-ჰ])(?:სსიპ|ააიპ|ა\(ა\)იპ|შპს|(?:იურიდიული )?პირის?)\s?[-–—]$")
_DEFINED = re.compile(r"(?:\d{1,2}\s?\.|[ა-ჰ]\s?\))\s?[ა-ჰ„(].*[ა-ჰ“”)]\s?[-–—]$")
_WORDS = re.compile(r"[ა-ჰ„\d]")
_OWN = re.compile(r"\d{1,2}(?:\.\d{1,2})*\s?[.)]|[ა-ჰ](?:\s?\.\s?[ა-ჰ])*\s?\)|მუხლი|თავი|შენიშვნა")
_SANCTION = re.compile(r"(?:გამოიწვევს|(?:და)?ისჯება)(?![ა-ჰ])")
_CLOSING = re.compile(r"[“”]\s?[ა-ჰ\d]")
_OPENING = re.compile(r"(?:„|,,)\s?[ა-ჰ]")
_LETTER_RANGE = re.compile(r"„\s?[ა-ჰ]\s?[“”]\s?[-–]$")
_LETTER_NAMED = re.compile(r"„\s?[ა-ჰ](?:\s?[“”]|$)")
# letters one by one: „ა ნ შეთანხმებით“, „რ ი წესი“
_SPACED = re.compile(r"[ა-ჰ]\s(?:[ა-ჰ]\s?){0,3}\s[ა-ჰ]{2}")
_ENDING = re.compile(r"[სით]\s(?P<word>[ა-ჰ]{2,})")
# the end of a word alone at the head of a line: „ს;“, „ი მოწყობის“, „ულ საქმეთა“; no word is so
_WORD_END = re.compile(
    r"(?:(?P<sign>[სი])|თა|ულ(?:ი|ად)?|ური?|ებ(?:ი|ს|ის|ით|ად|ზე)|ობის|მდე|ზე)"
    r"(?:\s?[;,]|\s?\.?$|\s(?P<word>[ა-ჰ]{2,}))"
)
_STEM = re.compile(r"[ა-ჰ]{3}(?:\s[ა-ჰ])?$")
_CONSONANT = re.compile(r"[^აეიოუ]$")
_LEFT_OPEN = re.compile(r".{15}[^\s;,:]\s(?:და|ან|ან/და|და/ან)$")
_ORDERS = re.compile(r"(?:\d{1,2}\s?\.\s?)?(?:დამტკიცდეს|დაევალოს|ეთხოვოს|განისაზღვროს|დადგინდეს)")
_FIRST_SIGN = re.compile(r"(?P<sign>[ა-ჰ])[\s.)]")
_HEADED = re.compile(r"მუხლი|თავი|კარი|დანართი|შენიშვნა")
_CUT_NOUN = re.compile(r"[ა-ჰ]{3}(?:ებულ|ულ|ურ|ელ|ალ|ებ|ათ|ობ|ტ|რ|ლ|ნ|ი|ო|ა)$")
_LETTERED = re.compile(r"(?P<sign>[ა-ჰ])\s?\)")


def joint(before: str, lines: list[str], at: int) -> str | None:
    """What joins ``lines[at]`` to the paragraph before it; None where neither end is cut."""
    line = lines[at]
    if before[-1] in "-–—" and _is_defined_below(before, lines, at):
        return " "
    if _is_word_end(before, lines, at) or _is_left_open(before, line):
        return " "
    if len(before) < _LEAST:
        return None
    if line[0].isdigit():
        return _joint_of_number(before, line)
    last = before[-1]
    if last.isdigit():
        if _DAY.search(before) and _MONTH.match(line):
            return " "
        return " " if _YEAR.search(before) and _OF_YEAR.match(line) else None
    if _LETTER_RANGE.search(before):
        return " " if _LETTER_NAMED.match(line) else None
    if last in "-–‑" or line[0] in "-–‑":
        return _joint_of_compound(before, line)
    if not "ა" <= last <= "ჰ":
        return None
    if _CLOSING.match(line):
        return "" if _is_open(before) else None
    if _OPENING.match(line):
        goes_on = at + 1 < len(lines) and _CLOSING.match(lines[at + 1]) is not None
        return " " if goes_on and _is_open(line) else None
    return " " if _goes_on_in_word(before, lines, at) else None


def _is_defined_below(before: str, lines: list[str], at: int) -> bool:
    """Whether a labelled term ends with its dash, and the one line below says what it means."""
    line = lines[at]
    if _WORDS.match(line) is None or _OWN.match(line):
        return False
    if _BODY_DASH.search(before):
        return True
    if _DEFINED.fullmatch(before) is None or line[-1] not in ".;" or _ORDINAL_DASH.search(before):
        return False
    if _LETTERED.match(before) and _SANCTION.match(line):
        return False  # of all the items above
    return at + 1 == len(lines) or _OWN.match(lines[at + 1]) is not None


def _joint_of_number(before: str, line: str) -> str | None:
    if _ORDINAL_DASH.search(before):
        return "" if _ORDINAL_NUMBER.match(line) else None
    cut = (
        (_YEAR_HEAD.search(before) and _YEAR_TAIL.match(line))
        or (_ORDINAL_HEAD.search(before) and _ORDINAL_TAIL.match(line))
        or (_DAY_HEAD.search(before) and _DAY_TAIL.match(line))
    )
    return " " if cut else None


def _joint_of_compound(before: str, line: str) -> str | None:
    if (before[-1] in "-–‑") == (line[0] in "-–‑"):
        return None
    head, tail = before.rstrip("-–‑ "), line.lstrip("-–‑ ")
    for first, second in _COMPOUNDS:
        if head.endswith(first) and tail.startswith(second):
            return " "
    return None


def _is_left_open(before: str, line: str) -> bool:
    """Whether the words above end with „და“ or order something that is not yet named."""
    if _LEFT_OPEN.search(before) is None and _ORDERS.fullmatch(before) is None:
        return False
    return _WORDS.match(line) is not None and len(line) > 2 and _OWN.match(line) is None


def _is_word_end(before: str, lines: list[str], at: int) -> bool:
    """Whether a line begins with the last letters of the word above it: „შემუშავება“, „ს; …“."""
    line = lines[at]
    found = _WORD_END.match(line)
    if found is None or _STEM.search(before) is None:
        return False
    sign = found["sign"]
    if sign is None:
        return True
    label = _FIRST_SIGN.match(before)
    if label is not None and ord(label["sign"]) + 1 == ord(sign):
        return False  # the label of the next item, whose bracket is lost
    if sign == "ი" and (_CONSONANT.search(before) is None or found[0].endswith(".")):
        return False
    if len(line) == 1:
        beside = (chr(ord(line) - 1), chr(ord(line) + 1))  # „რ“, „ს“, „ტ“ head parts of a list
        return lines.count(line) <= _MAX_ALONE and not any(one in lines for one in beside)
    if found["word"] is None or _OWN.match(before):
        return True
    if max(len(before), len(line)) < _NEAR:
        return False  # „ს ახელი“ below a cell of a table
    if len(before) < _NEAR and not _stands_elsewhere(found["word"], lines, at):
        return False
    whole = re.compile(rf"(?<![ა-ჰ]){sign}{found['word'][:_BEGUN]}")
    return not any(whole.search(other) for other in lines)  # „ს ააქციო“ begins a word


def _is_open(text: str) -> bool:
    """Whether the last quotation of the text is not closed."""
    return max(text.rfind("„"), text.rfind(",,")) > max(map(text.rfind, "“”\"’'"))


def _goes_on_in_word(before: str, lines: list[str], at: int) -> bool:
    """Whether the line begins with the rest of a word, and with no label whose sign is lost."""
    line = lines[at]
    if len(before) < _NEAR or (line[-1] not in ".;:," and len(line) < _FAR):
        return False
    lettered = _LETTERED.match(before)
    if lettered is not None and ord(line[0]) == ord(lettered["sign"]) + 1:
        return False
    if _SPACED.match(line):
        words = line.split()
        if _HEADED.match("".join(words[:8])):
            return False
        return 4 * sum(len(word) == 1 for word in words) <= 3 * len(words)
    rest = _ENDING.match(line)
    if rest is None or _CUT_NOUN.search(before) is None:
        return False
    # „ს ოფლის“ begins a word, „ს განსაზღვრა“ ends one: the word stands elsewhere
    return _stands_elsewhere(rest["word"], lines, at)


def _stands_elsewhere(word: str, lines: list[str], at: int) -> bool:
    whole = re.compile(rf"(?<![ა-ჰ]){word}(?![ა-ჰ])")
    return any(whole.search(other) for other in (*lines[:at], *lines[at + 1 :]))
