"""Headings of divisions: წიგნი, კარი, თავი, მუხლი, დანართი, and groups without a number.

>>> heading = read_heading("თავი IV^1. ზოგადი დებულებანი")
>>> heading.kind.value, str(heading.number), heading.title
('chapter', 'IV^1', 'ზოგადი დებულებანი')
>>> read_heading("მუხლი 37 1. სათაური").number.token
'37-1'
>>> read_heading("მუხლი 5 ამოღებულ იქნეს.") is None
True
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from schemas.model import Kind
from schemas.numbers import PLAIN, Number

_WORDS = {
    "წიგნი": Kind.BOOK, "კარი": Kind.PART, "ნაწილი": Kind.PART, "თავი": Kind.CHAPTER,
    "ქვეთავი": Kind.SUBCHAPTER, "პარაგრაფი": Kind.SUBCHAPTER, "განყოფილება": Kind.SUBCHAPTER,
    "სექცია": Kind.SUBCHAPTER, "მუხლი": Kind.ARTICLE,
}  # fmt: skip
_COURT = ("აღწერილობითი ნაწილი", "სამოტივაციო ნაწილი", "სარეზოლუციო ნაწილი")
_GROUPS = ("ზოგადი ნაწილი", "განსაკუთრებული ნაწილი", "კერძო ნაწილი", *_COURT)
# „II სამოტივაციო ნაწილი“: the parts of a decision of the Constitutional Court
_COURT_PART = re.compile(
    rf"(?P<base>[IVX](?:\s?[IVX]){{0,3}})\s?[.–-]?\s+(?P<rest>{'|'.join(_COURT)})"
)
_ORDINALS = {
    "პირველი": 1, "მეორე": 2, "მესამე": 3, "მეოთხე": 4, "მეხუთე": 5, "მეექვსე": 6, "მეშვიდე": 7,
    "მერვე": 8, "მეცხრე": 9, "მეათე": 10, "მეთერთმეტე": 11, "მეთორმეტე": 12, "მეცამეტე": 13,
    "მეთოთხმეტე": 14, "მეთხუთმეტე": 15, "მეთექვსმეტე": 16, "მეჩვიდმეტე": 17, "მეთვრამეტე": 18,
    "მეცხრამეტე": 19, "მეოცე": 20,
}  # fmt: skip
_UNITS = tuple(word for word in _ORDINALS if word not in ("პირველი", "მეოცე"))
_ORDINALS.update(
    {f"ოცდა{word}": 20 + _ORDINALS[word] for word in _UNITS},
    ოცდამეერთე=21,
    მეოცდაერთე=21,
    მეორმოცე=40,
)
_LOOKALIKE = str.maketrans("ΙІХΧⅠVСМLⅤⅩ", "IIXXIVCMLVX")
_SUP = (
    r"(?:\s?\^{1,2}\s?(?P<p>\d{1,3})|(?P<pu>[⁰¹²³⁴⁵⁶⁷⁸⁹]+)|\s{1,2}(?P<ps>\d{1,2})(?=\s?\.|\s*$))?"
)
LATIN_SUFFIXES = ("bis", "ter", "quater", "quinquies", "sexies", "septies")  # of treaties
_HEADING = re.compile(
    r"(?P<word>" + "|".join(map(r"\s?".join, _WORDS)) + r")\s?\.?\s*(?:№|N)?\s*"
    r"(?P<base>\d{1,4}|[IVXLCΙІХΧСМ]+(?:\s[IVX]+(?=\s*[.:]?\s*$))?|"
    r"(?:მე-?\s?\d{1,2}|"
    + "|".join(sorted(_ORDINALS, key=len, reverse=True))
    + r")(?![ა-ჰ]))"
    + _SUP
    + rf"(?:\s(?P<latin>{'|'.join(LATIN_SUFFIXES)})(?=\s?\.|$))?"
    + r"(?P<mark>\s?[.:,]{1,2}\^?|\s?[-–—](?=\s|[ა-ჰ]{5}))?(?P<rest>\s.*|[ა-ჰ„“\"(].*)?"
)
_ANNEX = re.compile(
    r"(?P<lead>(?:[ა-ჰ]+ის\s+)?)დანართი\s*(?:№|N|#)?\s*"
    r"(?P<base>\d{1,3}(?:\s?[.-]\s?\d{1,2})*(?:\s?[-–]?\s?[ა-ჰ](?=\s*[.:]?\s*$))?|[IVXLC]+|"
    r"[ა-ჰA-Z])?"
    r"(?:\s?\^\s?(?P<p>\d{1,2}|[ა-ჰ])|(?P<pu>[⁰¹²³⁴⁵⁶⁷⁸⁹]+)|(?<=\d)\s(?P<ps>\d))?\s*[.:]?\s*"
    r"(?P<rest>\(.*\)[.;]?)?"
)
_ANNEX_AFTER = re.compile(r"(?:№|N|#)\s*(?P<base>\d{1,3})(?:\s?\^\s?(?P<p>\d{1,2}))?\s*დანართი\.?")
MAX_HEADING = 600  # characters
_SENTENCE_END = (".", ";", ":", ",")


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading: ``label`` as printed, ``title`` the words after it."""

    kind: Kind
    number: Number | None
    label: str
    title: str
    word: str
    split: bool = False  # „37 1“: whether 37¹ or 371 is told by the neighbours


def read_heading(text: str, trusted: bool = False) -> Heading | None:
    """The heading a paragraph is. ``trusted``: the container said that it is one.

    In running text „მუხლი 5 ამოღებულ იქნეს.“ is a sentence: words after a number without a
    full stop must not end like a sentence.
    """
    if len(text) > MAX_HEADING:
        return None
    start = text.lstrip("„“”\"', \ufffd") if trusted else text.lstrip("\ufffd ")
    match = _HEADING.fullmatch(start)
    if match is None:
        return _court_part(text) or _group(text)
    rest = (match["rest"] or "").strip()
    if rest and not trusted and not _is_title(match, rest):
        return None
    number = _number(match)
    if number is None:
        return None
    end = match.start("rest") if match["rest"] else len(start)
    label = text[: len(text) - len(start)] + start[:end].rstrip()
    split = match["ps"] is not None
    word = "".join(match["word"].split())
    return Heading(_WORDS[word], number, label, rest, word, split)


def _is_title(match: re.Match[str], rest: str) -> bool:
    if rest[0] == "(":
        return True
    if match["mark"] and match["mark"].strip() == ",":
        return False
    if match["mark"]:
        return not rest.endswith((";", ","))
    return not rest.endswith(_SENTENCE_END) and len(rest) < 200


def _court_part(text: str) -> Heading | None:
    match = _COURT_PART.fullmatch(text) if len(text) < 60 else None
    if match is None:
        return None
    label = text[: match.start("rest")].rstrip()
    number = Number.parse("".join(match["base"].split()))
    return Heading(Kind.CHAPTER, number, label, match["rest"], "ნაწილი")


def _group(text: str) -> Heading | None:
    if len(text) < 60 and text.strip(" .").casefold() in _GROUPS:
        return Heading(Kind.GROUP, None, "", text, "ნაწილი")
    return None


def _number(match: re.Match[str]) -> Number | None:
    base = match["base"]
    prim = match["p"] or (match["pu"] or "").translate(PLAIN) or match["ps"] or ""
    if match["latin"]:  # „3 bis“ is the first number put in behind 3
        prim = str(LATIN_SUFFIXES.index(match["latin"]) + 1)
    if base in _ORDINALS:
        base = str(_ORDINALS[base])
    elif base.startswith("მე"):
        base = base.strip("მე- ")
    elif not base[0].isdigit():
        base = "".join(base.translate(_LOOKALIKE).split())
    try:
        return Number.parse(f"{base}^{int(prim)}" if prim else base)
    except ValueError:
        return None


@dataclass(frozen=True, slots=True)
class AnnexHeading:
    """„დანართი №2“: the number, the label as printed, and what stands after it in brackets."""

    number: Number | None
    label: str
    rest: str


def read_annex_heading(text: str) -> AnnexHeading | None:
    """The annex heading a paragraph is, or None."""
    if len(text) > 200 or "დანართ" not in text:
        return None
    match = _ANNEX.fullmatch(text)
    if match is None:
        after = _ANNEX_AFTER.fullmatch(text)
        if after is None:
            return None
        return AnnexHeading(_annex_number(after["base"], after["p"]), text, "")
    rest = match["rest"] or ""
    label = text[: match.start("rest")].rstrip() if rest else text
    prim = match["p"] or (match["pu"] or "").translate(PLAIN) or match["ps"]
    return AnnexHeading(_annex_number(match["base"], prim), label, rest)


def _annex_number(base: str | None, prim: str | None) -> Number | None:
    if not base:
        return None
    plain = re.sub(r"\s?[.-]\s?", ".", base)
    try:
        return Number.parse(f"{plain}^{prim}" if prim else plain)
    except ValueError:
        return None


_COMMAND = re.compile(r"(?:დეს|დნენ|ძალაშია|ჩაითვალოს|დაევალოს|ეთხოვოს|მიენიჭოს)(?![ა-ჰ])")
_ASSERTS = re.compile(
    r"(?<![ა-ჰ])(?:არის|აქვს|აქვთ|იქმნება|შეიძლება|უნდა|ხდება|ხორციელდება|განისაზღვრება|"
    r"წარმოადგენს|ცნობილია|ეკისრება|ითვლება|მოქმედებს|ახორციელებს|იღებს|ქმნიან|მონაწილეობს|"
    r"მიიღება|ადგენს|უზრუნველყოფს|ასრულებს|ძალაში შედის|[ა-ჰ]+მართია)(?![ა-ჰ])"
)
_FINITE = re.compile(r"(?:ლია|რია|ებს|ავს|ობს|ებენ|ავენ|დეს|იან|აქვს|აქვთ|არის|არიან)(?![ა-ჰ])")
_CLAUSE = re.compile(r"(?<![ა-ჰ])(?:სადაც|რომ|რომელ\w+|როდესაც|როცა|თუ)(?![ა-ჰ])")
_RELATIVE = re.compile(r"(?<![ა-ჰ])(?:სადაც|რომ|რომელ\w+|როდესაც|უნდა)(?![ა-ჰ])")


def commands(title: str) -> bool:
    """Whether words beside an article's number are law: a heading is a noun phrase.

    >>> commands("ბრძანება ამოქმედდეს გამოქვეყნებისთანავე."), commands("კანონის ამოქმედება")
    (True, False)
    """
    return bool(_COMMAND.search(title)) and not _RELATIVE.search(title)


def is_clause(words: str) -> bool:
    """Whether words hold a finite verb, as no title does.

    >>> is_clause("კომისია განიხილავს საჩივრებს"), is_clause("საჩივრების განხილვა")
    (True, False)
    """
    return _FINITE.search(words) is not None


def asserts(title: str) -> bool:
    """Whether words beside an article's number are a whole sentence: a finite verb and a stop.

    >>> asserts("ფრაქციის შექმნის უფლება აქვს პარლამენტის წევრს."), asserts("წევრის უფლებანი.")
    (True, False)
    """
    verb, clause = _ASSERTS.search(title), _CLAUSE.search(title)
    if verb is None or not title.endswith("."):
        return False
    return clause is None or verb.start() < clause.start()
