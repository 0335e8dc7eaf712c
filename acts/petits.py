"""Petits, placeholders and marks of future wording, as data with their printed form.

A petit is the editorial line that says which act changed a unit (Order 158 art. 8(4)); a
placeholder stands where a unit was removed (Law 1876 art. 16(10)). Neither is legal text.

>>> line = "საქართველოს 2025 წლის 12 ნოემბრის კანონი №1061 – ვებგვერდი, 14.11.2025წ."
>>> petit = read_petit_line(line)
>>> petit.kind, petit.date, petit.number, petit.organ, petit.published
('კანონი', '2025-11-12', '1061', 'ვებგვერდი', '2025-11-14')
>>> read_removal("(ამოღებულია – 10.04.2012, №6015).").number
'6015'
"""

from __future__ import annotations

import re
from itertools import pairwise

from acts.dates import DOTTED, MONTH, MONTHS, dotted_date, iso, month_number
from acts.issuers import nominative
from schemas.model import Petit, Removal

_KINDS = (
    "ორგანული კანონი", "კონსტიტუციური კანონი", "კანონი", "ბრძანებულება", "ბრძანება",
    "დადგენილება", "განკარგულება", "გადაწყვეტილება", "გადაწვეტილება", "განჩინება",
    "საოქმო ჩანაწერი", "დეკრეტი", "კოდექსი", "რეგლამენტი", "რეზოლუცია", "შეთანხმება",
)  # fmt: skip
_KIND_OF = {"".join(kind.split()): kind for kind in _KINDS}
_KIND = "|".join(r"\s?".join(kind) for kind in _KIND_OF)  # copies break words: „დადგენი ლება“
_ORGANS = (
    r"ვებ\s?-?\s?გვერდი|სსმ\s*,?\s*-?\s*(?:[IVXი1]+(?!\d)(?:\s?\(\s?[IVX]+\s?\))?)?|"
    r"(?:საქართველოს\s+)?პარლამენტის\s+უწყებანი|(?:[ა-ჰ]+\s+){0,4}(?:უწყებანი|უწყებები)|"
    r"[„\"]?(?:საქართველოს\s+)?საკანონმდებლო\s+მაცნე[“”\"]?|გაზეთი"
)
_HINT = re.compile(r"ვებ|სსმ|უწყებ|მაცნე|გაზეთ")
_ORGAN = re.compile(_ORGANS)
_PETIT = re.compile(
    rf"[-–—−\s]*(?P<issuer>[ა-ჰ](?:[ა-ჰ\s.\-–]|,(?!,)){{2,140}}?)\s*"
    rf"(?P<year>[12]\s?\d\s?\d\s?\d\d?)\s*(?:წ\s?ლის?|წ\.)?\s*(?P<day>\d\s?\d?)\s*"
    rf"(?P<month>{MONTH}|[ა-ჰ]{{4,14}})\s+(?P<before>(?:№|N|#)\s*\S+\s+)?"
    rf"(?P<kind>{_KIND})(?P<after>[^„“”\"()]{{0,60}}?)[-–—−\s]*(?P<source>(?:{_ORGANS})(?!\w).*)"
)
# an optative: a sentence that orders, no note
_ORDERS = re.compile(r"(?:დეს|ნეს|ნას|დნენ|თვალოს|ცვალოს|ეცნობოს)(?![ა-ჰ])")
_TAIL_WORD = re.compile(r"[ა-ჰ]{4,}")
_TAIL_ALLOWED = (
    *MONTHS,
    "გვერდ",
    "მუხლ",
    "დამატ",
    "ნაწილ",
    "საკანონმდ",
    "მაცნე",
    "წელ",
    "თვე",
    "დანართ",
)
_NEXT_PETIT = re.compile(
    r"(?<=[\d.,;წ])\s*(?=(?!წ\s?\.)[ა-ჰ][ა-ჰ\s.\-–]{4,120}?\s[12]\d{3}\s*წლის\s*\d{1,2}\s)"
)
_BEGUN = re.compile(
    r"[ა-ჰ][^\d„“”\"(;:]{2,160}?(?:\s*[12][\d\s]{0,7}(?:(?:წლის?|წ\.)[^„“”:;]*)?|ს)"
)
_YEAR_NEXT = re.compile(r"[12]\s?\d\s?\d\s?\d\s*(?:წლის|$|\d{1,2}\s?[ა-ჰ])")
_TAIL_GOES_ON = re.compile(r"(?:[-–—−,./]|წ\s?\.?,?|მუხ(?!ლი)|გვ|№|\d{1,2}\s?[./]|[IVX]+\b)")
_BARE_ROMAN = re.compile(r"[IVX]+")  # the number of the chapter below, not of a gazette
_DATE_PIECE = re.compile(
    r"[\d\s./,]*(?:წ\s?\.?)?\s*(?:[,;]?|,?\s*(?:მუხ|გვ)\s?\..{1,12})"
)  # „24.0“ above „6“ above „.2013წ.“
_TAIL_OPEN = re.compile(r"(?:მუხ\s?\.?|გვ\s?\.?|№|N|[,/-]|\d\s?\.)\s*$")
_NUMBER = re.compile(
    r"(?:№|N|#)\s*(?P<number>\d(?:\s?\d)*[ა-ჰIVX./^\d]*"
    r"(?:\s?[-–/]\s?(?!სსმ|ვებ|უ\s?\.)[\dა-ჰIVX][\dა-ჰIVX.]*)*(?:(?<=[IVX])\s(?:რ\s?)?ს(?![ა-ჰ]))?"
    r"(?:,\d{2,4}(?!\d))*)"
)
_ISSUE = re.compile(r"(?:№|N|#)\s*(\d[\d()./-]*(?:\s?\(\d+\))?)")
_LOCATOR = re.compile(r"(?:მუხ|გვ)\s*\.?\s*\d[\d\s-]*")
_NOT_CODIFIED = re.compile(r"კოდიფიკაცია\s+ვერ\s+განხორციელდა[^-–—]*[-–—]\s*")
_ERRATUM = re.compile(rf"შეცდომის\s+გასწორება\s*[-–—]\s*(?P<source>(?:{_ORGANS})(?!\w).*)")
_COURT_LEAD = re.compile(r"(?:ცნობილი|ძალადაკარგულია).*(?:[)\]]?\s*[-–—−(\[]|[)\]])\s*$", re.S)
_BARE = re.compile(
    rf"(?P<issuer>[ა-ჰ][ა-ჰ\s.\-–]{{2,100}}?)\s*(?P<year>[12]\d{{3}})\s*წლის\s*(?P<day>\d{{1,2}})\s*"
    rf"(?P<month>{MONTH})\s+(?P<kind>{_KIND})\s*(?P<after>(?:№|N|#)\s?\S{{1,14}})\.?"
)
_SUSPECT = re.compile(
    r"(?:[ა-ჰ]+\s+){0,8}[ა-ჰ]+ს\s+[12]\d{3}[^„“”:;]{0,60}(?:კანონი|ბრძანება|დადგენილება|განკარგულება|"
    r"ბრძანებულება|გადაწყვეტილება)\b[^„“”:;]{0,40}(?:ვებგვერდი|სსმ|უწყებანი|უწყებები)"
    r"|[-–—]?\s*(?:ვებგვერდი|სსმ)\s*[,I№]"
)
_COUNTRY = re.compile("^" + r"\s?".join("საქართველოს"))
_COURT_IN_WORDS = re.compile(r"\((?:არაკონსტიტუციურად|ძალადაკარგულად)\s+(?:იქნა|იქნეს)\s+ცნობილი")
_LONG_NOTE = 2400  # characters: what the Constitutional Court found void is told at length
_MAX_BROKEN = 16  # lines that one petit was ever seen broken into
_PUBLISHED = re.compile(rf"(?<!\d){DOTTED}(?!\d)")  # „219.07.2010“ is no day

_INLINE = re.compile(
    r"\(\s*(?P<date>\d{1,2}\s?\.\s?\d{1,2}\s?\.\s?\d{4})\s*(?:წ\.?)?\s*[,–-]?\s*"
    r"(?:№|N|#)\s*(?P<number>\d[\w/-]*(?:\s?-\s?[\w]+)?)\s*\)"
)
_SPACED = {word: r"\s?".join(word) for word in ("ამოღებულია", "ძალადაკარგულია", "გაუქმებულია")}
_REMOVAL = re.compile(
    r"[(\[]?\s*(?P<verb>" + "|".join(_SPACED.values()) + r"|ამოღებული?\s+იქნა|ამოიღეს)(?![ა-ჰ])"
    r"(?P<rest>[^()]*(?:\([^()]*\)[^()]*)*)[)\]]?[.;,\s]*"
)
_REMOVAL_DETAIL = re.compile(
    r"\s*[-–—−]?\s*(?P<date>\d{1,2}\s?\.\s?\d{1,2}\s?\.\s?\d{4})\s*(?:წ\.?)?\s*[,–-]?\s*"
    r"(?:(?:№|N|#)\s*(?P<number>[^\s,;()]+))?"
)
_EFFECTIVE = re.compile(
    rf"\(\s*(?:ამოქმედდეს|ძალაშია|მოქმედებს|ამოქმედდება)\s+(?P<year>\d{{4}})\s*წლის\s*"
    rf"(?P<day>\d{{1,2}})\s*(?P<month>{MONTH})[^()]*\)"
)


def read_petit_line(text: str) -> Petit | None:
    """The petit that a whole paragraph is, or None."""
    if len(text) > (_LONG_NOTE if text[0] in "([" else 900) or not _HINT.search(text):
        return None
    match = _refusal_note(text) or _court_note(text) or _PETIT.fullmatch(text)
    if match is None or not _is_note(match):
        return _erratum(text)
    number = _NUMBER.search(match["before"] or match["after"])
    issuer = _COUNTRY.sub("საქართველოს", " ".join(match["issuer"].split()))
    refused = text.startswith("კოდიფიკაცია")
    petit = Petit(
        printed=text,
        style="court" if "სასამართლოს" in issuer else "refusal" if refused else "line",
        kind=_KIND_OF["".join(match["kind"].split())],
        issuer=nominative(issuer),
        date=_adopted(match),
        number="".join(number["number"].split()).rstrip(".") if number else None,
    )
    return _published_in(petit, match["source"])


def read_bare_petit(text: str) -> Petit | None:
    """A line among petits that says who, when and what number, not where it was published.

    >>> read_bare_petit("საქართველოს რესპუბლიკის 1994 წლის 14 ივნისის კანონი №519").date
    '1994-06-14'
    """
    match = _BARE.fullmatch(text) if len(text) < 140 and "წლის" in text else None
    if match is None:
        return None
    number = _NUMBER.search(match["after"])
    return Petit(
        printed=text,
        kind=" ".join(match["kind"].split()),
        issuer=nominative(" ".join(match["issuer"].split())),
        date=_adopted(match),
        number="".join(number["number"].split()).rstrip(".") if number else None,
    )


def _is_note(match: re.Match[str]) -> bool:
    """Whether a match says nothing but who, when and where: a sentence that repeals an act and
    cites where it was published is law."""
    if _ORDERS.search(match["issuer"]):
        return False
    words = _TAIL_WORD.findall(_ORGAN.sub("", match["source"]))
    return all(word.startswith(_TAIL_ALLOWED) for word in words)


def split_petits(text: str) -> list[str]:
    """Several petits that a copy set on one line, apart; empty where the line is no such thing.

    >>> one = "საქართველოს 2009 წლის 11 ივლისის კანონი №{} - ვებგვერდი, 03.08.2012წ."
    >>> len(split_petits(f"{one.format(7)} {one.format(8)}"))
    2
    """
    if len(text) > 900 or text.count("წლის") < 2 or not _HINT.search(text):
        return []
    places = [0, *(match.end() for match in _NEXT_PETIT.finditer(text)), len(text)]
    pieces = [text[a:b].strip() for a, b in pairwise(places)]
    if len(pieces) < 2 or any(read_petit_line(piece) is None for piece in pieces):
        return []
    return pieces


def _court_note(text: str) -> re.Match[str] | None:
    """The decision cited after „(ძალადაკარგულად იქნა ცნობილი …) - “."""
    if text[0] not in "([":
        return None
    at = text.rfind("საქართველოს საკონსტიტუციო სასამართლოს")
    if at <= 0 or not _COURT_LEAD.search(text[:at]):
        return None
    return _PETIT.fullmatch(text[at:].rstrip("])"))


def _refusal_note(text: str) -> re.Match[str] | None:
    """„კოდიფიკაცია ვერ განხორციელდა … გამო - “ and the act that was not worked in."""
    lead = _NOT_CODIFIED.match(text)
    return _PETIT.fullmatch(text[lead.end() :]) if lead else None


def _erratum(text: str) -> Petit | None:
    """„შეცდომის გასწორება - სსმ I, №10, 06.05.2004 წ., გვ.3“."""
    match = _ERRATUM.fullmatch(text)
    if match is None:
        return None
    return _published_in(Petit(printed=text, style="other"), match["source"])


def _published_in(petit: Petit, source: str) -> Petit:
    """Fill organ, date, issue and page of a publication as a petit prints them."""
    organ = _ORGAN.match(source)
    rest = source[organ.end() :] if organ else source
    published = _PUBLISHED.search(rest)
    issue = _ISSUE.search(rest)
    locator = _LOCATOR.search(rest)
    petit.organ = _organ_name(organ.group()) if organ else None
    petit.published = dotted_date(published.group()) if published else None
    petit.issue = issue.group(1) if issue else None
    petit.locator = "".join(locator.group().split()) if locator else None
    return petit


def _organ_name(printed: str) -> str:
    """„სსმI“ and „სსმ  I“ are one organ."""
    name = " ".join(printed.strip(' „“”",-').split())
    return f"სსმ {name[3:].strip(' ,-')}".strip() if name.startswith("სსმ") else name


def _adopted(match: re.Match[str]) -> str | None:
    try:
        return iso(match["year"], month_number(match["month"]), match["day"])
    except KeyError:  # a misspelt month
        return None


def looks_like_petit(text: str) -> bool:
    """Whether a person might call a paragraph a petit that :func:`read_petit_line` did not read.

    >>> looks_like_petit("საქართველოს 2011 წლის კანონი №12 – ვებგვერდი")
    True
    """
    return len(text) < 260 and _SUSPECT.match(text) is not None


def broken_petit(lines: list[str], at: int) -> int:
    """How many lines from ``at`` are one petit that a copy broke; 0 when they are none.

    >>> broken_petit(["საქართველოს 2018 წლის 20", "აპრილის კანონი №2194 –",
    ...               "ვებგვერდი, 26.04.2018წ."], 0)
    3
    """
    line = lines[at]
    if len(line) > 160 or at + 1 >= len(lines) or not _BEGUN.fullmatch(line):
        return 0
    below = "".join(lines[at + 1 : at + 3])  # „201“ above „2“
    if line[-1] == "ს" and not any(map(str.isdigit, line)) and not _YEAR_NEXT.match(below):
        return 0
    joined, end = line, at + 1
    while read_petit_line(joined) is None:
        if end == len(lines) or end - at > _MAX_BROKEN or len(lines[end]) > 120:
            return 0
        joined, end = f"{joined} {lines[end]}", end + 1
    while end < len(lines) and len(lines[end]) < 30:
        if _BARE_ROMAN.fullmatch(lines[end]) and not _is_undated(joined):
            break
        if (
            not _TAIL_GOES_ON.match(lines[end])
            and not _TAIL_OPEN.search(joined)
            and not (_DATE_PIECE.fullmatch(lines[end]) and _is_undated(joined))
        ):
            break
        joined = f"{joined} {lines[end]}"
        if read_petit_line(joined) is None:
            break
        end += 1
    return end - at


def _is_undated(joined: str) -> bool:
    """Whether the day of publication of a petit is still to come."""
    petit = read_petit_line(joined)
    return petit is not None and petit.published is None


def take_inline_notes(words: str, start: int, source_text: str) -> tuple[str, list[Petit]]:
    """The words without notes like „(29.06.2012 N 111)“, and the notes, parsed.

    A note ends its paragraph. ``words`` stand in ``source_text`` from ``start`` on; each note gets
    its span there.
    """
    if "(" not in words:
        return words, []
    kept: list[str] = []
    petits: list[Petit] = []
    at = 0
    for match in _INLINE.finditer(words):
        found = source_text.find(match.group(), start)
        if found < 0:  # a line break of the copy stands in it: it stays in the words
            continue
        if words[match.end() :].strip(" .;,:"):  # words go on: the sentence cites a document
            continue
        petits.append(
            Petit(
                printed=match.group(),
                style="inline",
                date=dotted_date(match["date"]),
                number=match["number"],
                span=(found, found + len(match.group())),
            )
        )
        kept.append(words[at : match.start()].rstrip())
        at = match.end()
    court = _COURT_IN_WORDS.search(words, at)
    if court is not None and (note := read_petit_line(words[court.start() :])) is not None:
        found = source_text.find(note.printed, start)
        if found >= 0:
            note.span = (found, found + len(note.printed))
            petits.append(note)
            kept.append(words[at : court.start()].rstrip())
            at = len(words)
    if not petits:
        return words, []
    rest = words[at:].strip()
    glue = "" if rest[:1] in ".,;:" else " "
    return " ".join(part for part in kept if part) + (glue + rest if rest else ""), petits


def read_removal(text: str) -> Removal | None:
    """The placeholder that the whole text is, or None."""
    if len(text) > 300:
        return None
    match = _REMOVAL.fullmatch(text)
    if match is None:
        return None
    bracketed = text.lstrip()[0] in "(["
    detail = _REMOVAL_DETAIL.match(match["rest"])
    if not bracketed and match["rest"].strip(" .;") and detail is None:
        return None
    return Removal(
        printed=text,
        verb=_verb(match["verb"]),
        date=dotted_date(detail["date"]) if detail else None,
        number=(detail["number"] or "").rstrip(".") or None if detail else None,
    )


def _verb(printed: str) -> str:
    joined = "".join(printed.split())
    return joined if joined in _SPACED else " ".join(printed.split())


def effective_from(text: str) -> tuple[int, int, str] | None:
    """„(ამოქმედდეს 2026 წლის 1 ივლისიდან)“ in a text: start, end and the ISO date."""
    if "(" not in text:
        return None
    match = _EFFECTIVE.search(text)
    if match is None:
        return None
    date = iso(match["year"], month_number(match["month"]), match["day"])
    return (match.start(), match.end(), date) if date else None
