"""Who issued a cited act: the words in the genitive before its date or its noun."""

from __future__ import annotations

import re

from amendments import nominative
from amendments.folding import Folded
from amendments.titles import STOP_KEYS
from amendments.tokens import Token

AUTONOMY = "ავტონომიური რესპუბლიკის"
COUNTRY = frozenset(
    ["საქართველოს", "საქართველოს რესპუბლიკის", "საქართველოს სსრ", "საქართველოს სსრ-ის", ""]
)
_EXCEPTS = frozenset(["გარდა", "გამორიცხვით"])
# A word of an office or body is four letters and no piece of a date („წლის“, „თე-ბერვლის“).
_ISSUES = re.compile(
    r"(?:^|[ „-])(?!(?:წლის|თვის|მიღებულ|გამოცემულ|დამტკიცებულ|ჩამოყალიბებულ|რეგისტრირებულ)"
    r"[ა-ჰ]*(?![ა-ჰ]))[ა-ჰ]{3,}(?:ის|ს|თა)(?![ა-ჰ])"
)
_ABBREVIATED = re.compile(r"(?P<name>[ა-ჰ]{3,8}) ?- ?ის")  # „სემეკ-ის“
# „… ბრძანების საფუძველზე ჩამოყალიბებული, მინისტრის …“: said of the act, not of who issued it.
_WORDS = re.compile(r" ?[ა-ჰ-]{3,20}(?: [ა-ჰ-]{3,20}){0,2} ?")
_GLUED = re.compile(r"^საქართველოს(?=(?:მთავრობ|პრეზიდენტ|პარლამენტ|[ა-ჰ]+ მინისტრ))")
_PARTICIPLE = re.compile(r"^[ა-ჰ]+(?:ებულ|ულ|ილ)ი, ")


def issuer(words: str, kind: str) -> str | None:
    """The issuer in the nominative; a law's „საქართველოს“ is no issuer."""
    words = re.sub(r" მიერ$", "", " ".join(words.split()).strip(" ,-"))
    words = _GLUED.sub("საქართველოს ", _PARTICIPLE.sub("", words))
    if words in COUNTRY and kind.endswith(("კანონი", "კოდექსი", "კონსტიტუცია")):
        return None
    short = _ABBREVIATED.fullmatch(words)
    if short:
        return short.group("name")
    if not _ISSUES.search(words):
        return None
    return nominative.issuer(words) or None


def issuer_start(out: list[Token], at: int, view: Folded) -> int:
    """Index of the first token of the words before the date or noun."""
    first = at
    while first:
        token = out[first - 1]
        if token.kind == "quote" and first < at and _names_body(out, first - 1, view):
            first -= 1
            continue
        if token.kind == "paren" and first < at and _explains(out, first - 1, view):
            first -= 1
            continue
        if token.value == "." and first > 1 and out[first - 2].value == "ქ":
            first -= 2  # „ქ. თბილისის საკრებულოს“
            continue
        if token.kind in ("verb", "but", "quote", "cited", "paren", "date", "facet"):
            break
        if token.kind == "word" and token.value in _EXCEPTS:
            break
        if token.kind == "mark" and token.value not in ",-":
            break
        if token.kind == "number" or (token.kind == "unit" and token.case not in ("gen", "adv")):
            break
        if token.kind == "key" and token.value in (STOP_KEYS | {"amendment", "following", "about"}):
            break
        first -= 1
        broken = first and out[first - 1].kind == "word" and len(out[first - 1].value) == 1
        if token.kind == "key" and token.value == "this" and not broken:
            break  # „ზ ეს ტაფო ნის“ is a name that the copy broke
    while first < at and (
        out[first].kind in ("conj", "mark")
        or (out[first].kind == "key" and out[first].value in ("same", "namely"))
    ):
        first += 1
    return first


def _explains(out: list[Token], at: int, view: Folded) -> bool:
    """Whether a bracket stands within the name of a body: „აჟარის (ზემო აფხაზეთის) მუნიციპალიტეტის
    საკრებულოს“, „… დეპარტამენტის (საქსტანდარტი) თავმჯდომარის“."""
    before = out[at - 1] if at else None
    described = before is not None and before.kind == "word" and before.value.endswith("ს")
    return described and _WORDS.fullmatch(view.text, *out[at].inner) is not None


def _names_body(out: list[Token], at: int, view: Folded) -> bool:
    """Whether a quotation is the name of a body in its issuer: – „საქპატენტის“ თავმჯდომარის."""
    if not at or out[at - 1].kind not in ("word", "mark") or out[at - 1].value == ",":
        return False
    words = view.text[slice(*out[at].inner)].split()
    if nominative.ends_in_issuer(" ".join(words)):
        return len(words) <= 8  # სსიპ „საზღვაო ტრანსპორტის სააგენტოს“ დირექტორის
    return len(words) <= 2 and words[-1:] != [] and words[-1].endswith("ის")
