"""Instruction text as tokens: numbers, units, kinds of acts, verbs, quotations, dates.

A token keeps its place in the folded text. Quotations are one token each; what they hold is
read later (a title, old words, a letter of a subpoint).
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from amendments import lexicon
from amendments.ordinals import read_word
from amendments.quotes import match_marks


@dataclass(slots=True)
class Token:
    """``kind``: number, unit, facet, norm, act, document, phrase, verb, quote, paren, date,
    key, conj, but, mark, word. ``value`` is the reading; ``case``/``plural`` where inflected."""

    kind: str
    start: int
    end: int
    value: str = ""
    case: str = ""
    plural: bool = False
    series: str = ""  # number: ordinal, plain, numero, roman, letter, decimal, spelled
    other: str = ""  # number: a second possible reading
    inner: tuple[int, int] = (0, 0)  # quote, paren: what stands inside


_VERB = "|".join(f"(?P<v_{name}>{pattern})" for name, pattern in lexicon.VERBS.items())
_MONTHS = lexicon.MONTH
# „№ 20 - 1 დადგენილება“: one act, so the blanks stand inside its number.
_SINGULAR = "|".join(
    f"{word[:-1]}{end}(?![ა-ჰ])"
    for word in ("დადგენილება", "ბრძანება", "განკარგულება", "ბრძანებულება", "გადაწყვეტილება")
    for end in ("ა", "ის", "ას", "აში", "ით")
)
# „2008 წლის“, also as copies misspell it
_YEAR = r"?(?:წლისა?|წლ(?:სი|ს|იდ|იტს)|წელის|წელს|წელი|წლ\.|წ\.|წ)"
_TOKEN = re.compile(
    rf"(?P<verb>(?<![ა-ჰ])(?:{_VERB})(?![ა-ჰ]))"
    rf"|(?P<date>(?<![\d.])(?P<y>\d(?: ?\d){{3}}) {_YEAR} ?,? ?"
    rf"(?:(?P<d>\d(?: ?\d)?|I\d?|პირველ[ი]?)(?: ?-ლი)? ?)(?P<m>{_MONTHS})"
    rf"(?:ის|ს|სა|ისა|ი|იდან|დან)?(?![ა-ჰ])"
    rf"|(?<![\d.])(?P<d5>\d{{1,2}}) ?(?P<m5>{_MONTHS})(?:ის|ს)? ?,? ?(?P<y5>\d{{4}}) ?წლის"
    r"|(?<![\d.])(?P<y6>\d{4}) ?წლის(?= ?№)"
    rf"|(?<![\d.])(?P<d2>\d{{1,2}}) ?(?P<m2>{_MONTHS})(?:ის|ს|სა|ისა|ი|იდან)?(?![ა-ჰ])"
    r"|(?<![\d.])(?P<y4>\d{4}) ?წლის (?P<d4>\d{1,2}) (?P<m4>[ა-ჰ]{5,12}(?:ის|ოს))(?= ?№)"
    r"|(?<![\d.])(?P<d3>\d\d?)[./](?P<m3>\d\d?)[./] ?(?P<y3>\d{4})(?: ?წლის| ?წ\.)?(?![\d.])"
    r"|(?P<y9>\d{4}) ?წლის \d{1,2} ?(?:[-,]|და) ?(?P<d9>\d{1,2}) "
    rf"(?P<m9>{_MONTHS})(?:ის|ს)(?![ა-ჰ])"
    rf"|(?P<y10>\d{{4}}) ?წლის (?:\? ?)?(?:{_MONTHS})(?:ის|ს)(?= ?№)"
    r"|(?P<y8>\d{4}) ?(?:წლის|წ\.) ?(?P<d8>\d\d?)\.(?P<m8>\d\d)\.?(?: ?-ის)?(?= ?№)"
    r"|(?P<d7>\d\d)\.(?P<m7>\d\d)\.(?P<y7>\d\d) ?წ\.?(?: ?-ის)?)"
    r"|(?P<number>№ ?-? ?(?P<no>(?:[IVXLC]+-)?\d+(?: \d{1,2}(?![\d^.,]| ?-))?(?:\^\d+)?"
    r"(?:(?:[./\-]+|/ )[\dIVXLCა-ჰ]+)*"
    rf"(?:(?: ?- ?| ?/ ?)\d+(?:/[\dა-ჰ]+)?(?= (?:ერთობლივი )?(?:{_SINGULAR})|,? ?[„(]))?"
    r"(?: ?- ?[IVXLC]+[ა-ჰ]*)*(?: ს(?= (?:დადგენილებ|კანონ)))?(?: ?§ ?\d+)?)"
    r"|(?P<bare>\d+(?:-\d+)?/[\dა-ჰ]{1,5})(?= (?:ბრძანებ|დადგენილებ|განკარგულებ))"
    r"|(?<![ა-ჰ])მე ?-? ?(?P<me>\d+(?:\.\d+)*(?:\^\d+)*)(?: ?-? ?ე(?![ა-ჰ]))?"
    r"|(?P<ord>\d+(?:\^\d+)*) ?-? ?(?P<ending>ე|ლი|ელი|ლ|ელ|ლის|ლელ|იან)(?![ა-ჰ])"
    r"|(?P<dec>\d+(?:\.\d+)+)(?P<decprim>(?:\^\d+)*)\.?"
    r"|(?P<plain>\d+(?:\^\d+)*)"
    r"|(?<![A-Za-z])(?P<roman>[IVXLC]+(?:\^\d+)?)(?![A-Za-z])"
    r"|(?<![ა-ჰ.])(?P<letter>[ა-ჰ](?:\^\d+)?(?:\.[ა-ჰ](?:\^\d+)?)*)"
    r"(?:\)(?=[ ,-])|(?= (?:\d |და [ა-ჰ] )?(?:და [ა-ჰ] \d )?(?:ქვეპუნქტ|პუნქტ))))"
    r"(?: ?-(?P<suffix>ისა|ის|სა|ს|ში|იდან|დან|ით|თი|მა|ად)(?![ა-ჰ]))?"
    r"|(?P<word>[ა-ჰ]+(?:-(?!მე ?-? ?\d)[ა-ჰ]+)*)"
    r"|(?P<latin>[A-Za-z][A-Za-z0-9.@/:_-]*)"
    r"|(?P<mark>[.,:;\-\n“)/_*…!?])"
)
_SUFFIX = {
    "ისა": "gen", "ის": "gen", "ს": "dat", "სა": "dat", "ში": "loc", "იდან": "abl", "დან": "abl",
    "ით": "ins", "თი": "ins", "მა": "erg", "ად": "adv",
}  # fmt: skip
_ENDING = re.compile(r" ?-(თი|თ|ითა|ით|ისა|ის|ს|ში|იდან|დან|ად|ზე)(?![ა-ჰ])")
_LETTER = re.compile(
    r" ?(?P<value>[ა-ჰa-z](?:\^\d+)?(?: ?\. ?[ა-ჰa-z](?:\^\d+)?)*|\d+(?:\.\d+)*(?:\^\d+)?"
    r"|[ა-ჰ] ?\d{1,2})\)?\.? ?"
)
_LETTER_RANGE = re.compile(r" ?([ა-ჰ](?:\^\d+)?(?:\.[ა-ჰ])?) ?- ?([ა-ჰ](?:\^\d+)?(?:\.[ა-ჰ])?) ?")


def tokenize(text: str, start: int, end: int) -> list[Token]:
    """Tokens of ``text[start:end]`` (folded). Unknown signs are skipped.

    A sentence over several lines is read with its line breaks as blanks.
    """
    if "\n" in text[start:end]:
        tokens = _tokens(text[start:end].replace("\n", " "), 0, end - start)
        for token in tokens:
            token.start, token.end = token.start + start, token.end + start
            token.inner = (token.inner[0] + start, token.inner[1] + start)
        return tokens
    return _tokens(text, start, end)


def _tokens(text: str, start: int, end: int) -> list[Token]:
    out: list[Token] = []
    closing = match_marks(text, start, end)
    place = start
    while place < end:
        sign = text[place]
        if sign == " ":
            place += 1
            continue
        if sign == "„":
            close = closing.get(place, -1)
            if close < 0 or _holds_order(text, place, close) or _holds_act(text, place, close):
                out.append(Token("mark", place, place + 1, "„"))
                place += 1
                continue
            out.extend(_quoted(text, place, close))
            place = close + 1
            ending = _ENDING.match(text, place, end)
            if ending:
                out[-1].case = _SUFFIX.get(ending.group(1), "ins")
                place = ending.end()
            continue
        if sign == "(":
            close = _bracket(text, place, end)
            if close < 0:
                place += 1
                continue
            letter = _LETTER.fullmatch(text, place + 1, close)
            value = letter.group("value") if letter else ""
            if value and not value[0].isdigit() and _beside_unit(text, close + 1, out):
                inner = (place + 1, close)
                out.append(Token("number", place, close + 1, value, series="letter", inner=inner))
            else:
                out.append(Token("paren", place, close + 1, inner=(place + 1, close)))
            place = close + 1
            continue
        slashes = _SLASHES.match(text, place, end) if sign == "/" else None
        if slashes:
            out.append(Token("paren", place, slashes.end(), inner=slashes.span("inner")))
            place = slashes.end()
            continue
        found = _TOKEN.match(text, place, end)
        if found is None or found.end() == place:
            place += 1
            continue
        out.append(_token(found))
        place = found.end()
    return out


_REPEAL = re.compile(r"(?<![ა-ჰ])(?:" + lexicon.VERBS["repeal"] + r")(?![ა-ჰ])")


def _holds_order(text: str, place: int, close: int) -> bool:
    """Whether a mark is a stray one before a whole order: „ X-ის შესაბამისად გაუქმდეს „Y“ …"""
    verb = _REPEAL.search(text, place, close)
    return verb is not None and text.find("„", verb.end(), close) >= 0


# „წყლის წესის შესახებ საკრებულოს 2010 წლის 3 მაისის №5 დადგენილება“: closed too late.
_TITLE_THEN_ACT = re.compile(
    r"[^„“\n]{10,600}(?:შესახებ|თაობაზე),? (?:[ა-ჰ-]+ ){1,12}\d{4} ?წლის \d{1,2} [ა-ჰ]{5,12} ?"
    r"№ ?[\d/ა-ჰ-]{1,15} (?:დადგენილება|ბრძანება|განკარგულება|ბრძანებულება|გადაწყვეტილება) ?"
)


def _holds_act(text: str, place: int, close: int) -> bool:
    """Whether marks stand around a whole citation, not around the title alone."""
    return close - place < 900 and _TITLE_THEN_ACT.fullmatch(text, place + 1, close) is not None


_UNIT_AHEAD = re.compile(r"(?:,? ?(?:და )?\([ა-ჰa-z]\))* ?(?:ქვეპუნქტ|პუნქტ|პარაგრაფ)")


def _beside_unit(text: str, after: int, before: list[Token]) -> bool:
    """Whether a bracketed letter is the number of a unit: „(ბ) ქვეპუნქტი“, „პარაგრაფი (ზ)“."""
    if _UNIT_AHEAD.match(text, after):
        return True
    last = before[-1] if before else None
    return last is not None and last.kind == "unit" and last.value in ("point", "subpoint")


# „№204 /სსმ matsne@justice.gov.ge 17.06.2013/“: slashes around where it was published
_SLASHES = re.compile(r"/(?P<inner>(?:სსმ|ვებ|www|matsne)[^/„“\n]{4,160})/(?= ?[;.,\n]| ?$)")
# „(www.matsne.gov.ge), 01/06/2009, 01026001035159005912)“: closed once too early
_CLOSED_AGAIN = re.compile(r"(?:[ ,;]+\d[\d./]{4,30}(?: ?წ\.?)?){1,4} ?\)")
_PUBLISHED = re.compile(r"\( ?(?:www|სსმ|ვებ|matsne|(?:სახელმწიფო )?სარეგ)")


def _bracket(text: str, place: int, end: int) -> int:
    """Where a bracket closes, or -1; one of a publication may be closed too early or once only."""
    depth = 0
    last = -1
    published = _PUBLISHED.match(text, place) is not None
    for at in range(place, min(end, place + 1500)):
        if text[at] == "(":
            depth += 1
        elif text[at] == ")":
            depth -= 1
            last = at
            if not depth:
                again = _CLOSED_AGAIN.match(text, at + 1, end) if published else None
                return again.end() - 1 if again else at
        elif text[at] in "„\n" and published and last >= 0:
            break
    return last if published else -1


def _quoted(text: str, start: int, close: int) -> list[Token]:
    inner = (start + 1, close)
    letter = _LETTER.fullmatch(text, *inner)
    if letter:
        value = letter.group("value").replace(" ", "")
        series = "letter" if not value[0].isdigit() else "quoted"
        if series == "letter" and value[-1].isdigit() and "^" not in value:
            value = (
                value.rstrip("0123456789") + "^" + value.lstrip("აბგდევზთიკლმნოპჟრსტუფქღყშჩცძწჭხჯჰ")
            )
        return [Token("number", start, close + 1, value, series=series, inner=inner)]
    span = _LETTER_RANGE.fullmatch(text, *inner)
    if span:
        first, last = span.group(1), span.group(2)
        return [
            Token("number", start, span.end(1), first, series="letter", inner=inner),
            Token("mark", span.end(1), span.start(2), "-"),
            Token("number", span.start(2), close + 1, last, series="letter", inner=inner),
        ]
    return [Token("quote", start, close + 1, inner=inner)]


def _token(found: re.Match[str]) -> Token:
    start, end = found.span()
    kind = found.lastgroup or ""
    if found.group("verb"):
        name = next(n for n in lexicon.VERBS if found.group("v_" + n))
        return Token("verb", start, end, name)
    if found.group("date"):
        value = _date(found)
        since = "abl" if found.group("date").endswith("დან") else ""
        return Token("date" if value else "word", start, end, value or found.group(), since)
    if found.group("number"):
        return _number(found)
    if found.group("word"):
        return _word(found.group("word"), start, end)
    if found.group("mark"):
        return Token("mark", start, end, found.group("mark"))
    return Token("word" if kind == "word" else "latin", start, end, found.group())


def _date(found: re.Match[str]) -> str:
    """ISO date; the year is „----“ where it is not repeated („13 ივლისის №178“)."""
    if found.group("m"):
        year, day, month = found.group("y").replace(" ", ""), found.group("d"), found.group("m")
    elif found.group("m5"):
        year, day, month = found.group("y5"), found.group("d5"), found.group("m5")
    elif found.group("y7"):
        century = "19" if found.group("y7") > "60" else "20"
        return f"{century}{found.group('y7')}-{found.group('m7')}-{found.group('d7')}"
    elif found.group("y8"):
        return f"{found.group('y8')}-{found.group('m8')}-{int(found.group('d8')):02}"
    elif year := found.group("y6") or found.group("y10"):
        return year  # „1990 წლის მარტის №116“: no day
    elif found.group("y9"):  # „5-20 დეკემბრის“: a joint act is one from its last signature on
        year, day, month = found.group("y9"), found.group("d9"), found.group("m9")
    elif found.group("m4"):
        year, day = found.group("y4"), found.group("d4")
        month = lexicon.nearest_month(found.group("m4")) or ""
        if not month:
            return ""
    elif found.group("m2"):
        year, day, month = "----", found.group("d2"), found.group("m2")
    else:
        return f"{found.group('y3')}-{int(found.group('m3')):02}-{int(found.group('d3')):02}"
    number = lexicon.MONTHS.get(month) or lexicon.MONTH_STEMS[month]
    day = "1" if day.startswith("პ") else day.replace(" ", "").replace("I", "1")
    return f"{year}-{number:02}-{int(day):02}"


def _number(found: re.Match[str]) -> Token:
    start, end = found.span()
    case = _SUFFIX.get(found.group("suffix") or "", "")
    value, series, other = "", "", ""
    if found.group("no"):
        value, series = found.group("no").strip(" .-"), "numero"
        if " " in value and "-" not in value:
            first, _, last = value.partition(" ")
            value, other = first + last, f"{first}^{last}"
        value = value.replace(" ", "")
        for ending, name in _SUFFIX.items():
            if value.endswith("-" + ending):
                value, case = value[: -len(ending) - 1], name
                break
    elif found.group("bare"):
        value, series = found.group("bare"), "numero"
    elif found.group("me"):
        value, series = found.group("me"), "ordinal"
    elif found.group("ord"):
        value, series = found.group("ord"), "ordinal"
        if found.group("ending") == "იან":
            return Token("word", start, end, found.group())
        if found.group("ending") == "ლის":
            case = "gen"
    elif found.group("dec"):
        value, series = found.group("dec") + found.group("decprim"), "decimal"
    elif found.group("plain"):
        value, series = found.group("plain"), "plain"
    elif found.group("roman"):
        value, series = found.group("roman"), "roman"
    else:
        value, series = found.group("letter"), "letter"
    return Token("number", start, end, value, case, series=series, other=other)


_CONJ = frozenset(["და", "ან", "აგრეთვე", "ასევე"])


def _word(word: str, start: int, end: int) -> Token:
    if word in _CONJ:
        return Token("conj", start, end, word)
    if word == "ხოლო":
        return Token("but", start, end, word)
    if word in lexicon.KEYS:
        return Token("key", start, end, lexicon.KEYS[word])
    ordinal = read_word(word)
    if ordinal:
        return Token("number", start, end, ordinal.value, ordinal.case, series="spelled")
    for kind, table in _NOUNS:
        if word in table:
            value, form = table[word]
            return Token(kind, start, end, value, form.case, form.plural)
    return Token("word", start, end, word)


_NOUNS = (
    ("unit", lexicon.UNITS), ("facet", lexicon.FACETS), ("phrase", lexicon.PHRASES),
    ("act", lexicon.ACTS), ("document", lexicon.DOCUMENTS), ("norm", lexicon.NORM_PARTS),
)  # fmt: skip
