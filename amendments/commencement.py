"""Clauses on entry into force: what they cover and by what rule the day is found.

A clause is a sentence outside the new text with a verb of commencement. Its words say a rule
(on publication, the N-th day, a date, signature, adoption), how far it reaches back, and what it
covers: the whole act, some provisions, or the whole act without some (Law 1876 arts. 22, 33).

>>> from amendments.folding import fold
>>> (clause,) = read_clauses(fold("2. ეს ბრძანება ამოქმედდეს გამოქვეყნებიდან მე-15 დღეს."), [])
>>> clause.rule, clause.days, clause.scope
('day-after-publication', 15, 'all')
"""

from __future__ import annotations

import re
from datetime import date

from amendments.acts_cited import fold_citations
from amendments.citation import read_phrase
from amendments.folding import Folded
from amendments.operations import Commencement, CommencementRule, Path, Span
from amendments.ordinals import read_word
from amendments.tokens import tokenize

_ACT = (
    "კანონი|ბრძანება|დადგენილება|განკარგულება|ბრძანებულება|გადაწყვეტილება|დეკრეტი|კოდექსი|"
    "რეგლამენტი|აქტი|წესი|დებულება|ცვლილება|ცვლილებები|დამატება|დამატებანი|ინსტრუქცია"
)
# „ამოქმედდეს“, „ძალაში შევიდეს“, „ძალაშია“, „სამოქმედოდ შემოღებულ იქნეს“
_VERB = re.compile(
    r"(?<![ა-ჰ])(?:ამოქმედდეს|ამოქმედდება|ამოქმედებულ(?:ად|ი)? (?:იქნ[ეა]ს|ჩაითვალოს)|"
    r"(?:შევიდეს|შედის|შევა) ძალაში|ძალაში (?:შევიდეს|შედის|შევა|იქნ[ეა]ს შეყვანილი)|ძალაშია|"
    r"(?:ს?ამოქმედოდ|მოქმედებაში) (?:იქნ[ეა]ს )?(?:შემოღებულ(?:ი)?|შეყვანილ(?:ი)?)(?: იქნ[ეა]ს)?)"
    r"(?![ა-ჰ])"
)
_WHOLE = re.compile(
    rf"(?:(?:ეს|წინამდებარე|აღნიშნული|მოცემული|ამ) )?(?:საქართველოს )?(?:ორგანული |კონსტიტუციური )?"
    rf"(?:ბრძანებით დამტკიცებული |დადგენილებით დამტკიცებული )?(?:{_ACT})"
)
_EXCEPT = re.compile(r",? ?გარდა (?P<out>[^\n]+?),? ?$")
_MONTHS = (
    "იანვრ", "თებერვლ", "მარტ", "აპრილ", "მაის", "ივნის",
    "ივლის", "აგვისტო", "სექტემბრ", "ოქტომბრ", "ნოემბრ", "დეკემბრ",
)  # fmt: skip
_MONTH = "|".join(_MONTHS)
_DATIVE = "იანვარ|თებერვალ|მარტ|აპრილ|მაის|ივნის|ივლის|აგვისტო|სექტემბერ|ოქტომბერ|ნოემბერ|დეკემბერ"
_DAY = rf"(?P<y>\d{{4}}) ?წლის (?P<d>\d{{1,2}}|პირველი)(?:-ლი)? ?(?P<m>{_MONTH})"
_SINCE = re.compile(
    rf"{_DAY}(?:იდან|დან)|"
    rf"(?P<by>\d{{4}}) ?წლის (?P<bd>\d{{1,2}}|პირველ) ?(?P<bm>{_DATIVE})ს(?![ა-ჰ])"
)
_REACHES_BACK = re.compile(
    rf"(?:გავრცელდეს|ვრცელდება|გავრცელდება)[^\n.]{{0,120}}?{_DAY}|{_DAY.replace('?P<', '?P<b')}"
    r"[^\n.]{0,80}წარმოშობილ"
)
_NTH_DAY = re.compile(
    r"გამოქვეყნებ(?:იდან|ის დღიდან) "
    r"(?:მე-(?P<n>\d{1,3})|(?P<k>\d{1,3})-ე|(?P<w>მე[ა-ჰ]+)) დღ(?:ეს|იდან)"
)
_RULES: tuple[tuple[CommencementRule, re.Pattern[str]], ...] = (
    ("on-publication", re.compile(r"გამოქვეყნებისთანავე|გამოქვეყნების (?:დღიდან|დღეს|თარიღიდან)")),
    ("on-signature", re.compile(r"ხელმოწერისთანავე|ხელმოწერის (?:დღიდან|დღეს|თარიღიდან)")),
    ("on-adoption", re.compile(r"(?:მიღების|გამოცემის)(?:თანავე| დღიდან| დღეს)")),
)
_SENTENCE_END = re.compile(r"[.;](?=\s|$)|\n")
_LABEL = re.compile(
    r" ?(?:მუხლი \d\S* ?|(?:\d{1,3}(?:\^\d+)?|[ა-ჰ](?:\.[ა-ჰ])?|[IVX]{1,5}) ?[.)] ?)(?=\S)"
)


def read_clauses(view: Folded, payloads: list[tuple[int, int]]) -> list[Commencement]:
    """Every commencement clause outside the payloads (folded offsets), in the act's order."""
    out: list[Commencement] = []
    done = 0
    for verb in _VERB.finditer(view.text):
        if verb.start() < done or any(a <= verb.start() < b for a, b in payloads):
            continue
        start, done = _sentence(view.text, verb.start(), verb.end())
        clause = _clause(view, start, done, verb)
        if clause is not None:
            out.append(clause)
    return out


def _sentence(text: str, verb_start: int, verb_end: int) -> tuple[int, int]:
    start = 0
    for mark in _SENTENCE_END.finditer(text, max(0, verb_start - 1500), verb_start):
        before = text[mark.start() - 1 : mark.start()]
        if mark.group() == "." and (
            before.isdigit() or text[mark.start() - 2 : mark.start() - 1] in " \n("
        ):
            continue  # „1.“, „ქ.“
        start = mark.end()
    ending = _SENTENCE_END.search(text, verb_end)
    end = ending.start() if ending else len(text)
    while start < end and text[start] in " \n":
        start += 1
    label = _LABEL.match(text, start, end)
    if label and label.end() < verb_start and not text[start:].startswith(("ეს ", "ამ ")):
        start = label.end()
    return start, end


def _clause(view: Folded, start: int, end: int, verb: re.Match[str]) -> Commencement | None:
    text = view.text[start:end]
    subject = view.text[start : verb.start()]
    head, out = _subject(subject)
    whole = bool(_WHOLE.fullmatch(head.strip(" ,-:"))) or not head.strip(" ,-:")
    covers = () if whole else _paths(view, start, start + len(head))
    if not whole and not covers and not _WHOLE.match(head):
        return None  # „ხელშეკრულება ამოქმედდეს …“: not about this act's provisions
    at = start + subject.index(out)
    left_out = _paths(view, at, at + len(out)) if out else ()
    rule, days, day = _rule(text, verb.start() - start)
    back = _REACHES_BACK.search(text)
    first, last = view.span(start, end)
    scope = "all" if whole and not out else " ".join(subject.split()).strip(" ,-")
    return Commencement(
        scope=scope,
        rule=rule,
        date=day,
        days=days,
        retroactive_from=_iso(back) if back else None,
        span=Span(first, last, view.source[first:last]),
        covers=covers,
        leaves_out=left_out,
        readable=bool(whole or covers) and bool(left_out or not out),
    )


def _subject(words: str) -> tuple[str, str]:
    """What the clause is about, and what it leaves out („გარდა …“)."""
    found = _EXCEPT.search(words)
    if not found:
        return words, ""
    return words[: found.start()], found.group("out")


def _paths(view: Folded, start: int, end: int) -> tuple[Path, ...]:
    phrase = read_phrase(fold_citations(tokenize(view.text, start, end), view), view)
    paths = tuple(t.steps for t in phrase.targets if t.steps)
    return paths if not phrase.unknown else ()


def _rule(text: str, verb: int) -> tuple[CommencementRule, int | None, str | None]:
    nth = _NTH_DAY.search(text)
    if nth:
        number = nth["n"] or nth["k"]
        if number is None:
            ordinal = read_word(nth["w"])
            number = ordinal.value if ordinal else None
        return ("day-after-publication", int(number), None) if number else ("other", None, None)
    for rule, pattern in _RULES:
        if pattern.search(text):
            return rule, None, None
    back = _REACHES_BACK.search(text)
    for found in _SINCE.finditer(text):
        if back is None or not back.start() <= found.start() < back.end():
            day = _iso(found)
            return ("date", None, day) if day else ("other", None, None)
    return "other", None, None


def _iso(found: re.Match[str]) -> str | None:
    groups = {k.lstrip("b"): v for k, v in found.groupdict().items() if v}
    stems = _DATIVE.split("|") if groups["m"] not in _MONTHS else list(_MONTHS)
    number = 1 if groups["d"].startswith("პირველ") else int(groups["d"])
    try:
        return date(int(groups["y"]), stems.index(groups["m"]) + 1, number).isoformat()
    except ValueError:
        return None
