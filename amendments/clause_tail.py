"""What stands behind the verb of a clause on entry into force, read to the last word.

„… ამოქმედდეს [როდის] [სადამდე] [და გავრცელდეს …] [, გარდა …]“: the rule of the day, the end of a
limited term, how far the clause reaches back, and what it excepts. Words that are none of these
are the ``rest``: the clause may then wait for more, or cover less, than its rule says.

>>> read_tail(" გამოქვეყნებისთანავე").rule
'on-publication'
>>> behind = " გამოქვეყნებისთანავე, გარდა მე-2 მუხლისა, რომელიც ამოქმედდეს 2024 წლის 1 მაისიდან"
>>> tail = read_tail(behind)
>>> tail.out, tail.of_out.day
('მე-2 მუხლისა', '2024-05-01')
>>> tail = read_tail(" გამოქვეყნებისთანავე, მაგრამ არა უადრეს 2024 წლის 1 იანვრისა")
>>> tail.rule, tail.rest
('on-publication', 'მაგრამ არა უადრეს 2024 წლის 1 იანვრისა')
>>> read_tail(" 2023 წლის 1 იანვრიდან და მოქმედებს 2025 წლის 1 იანვრამდე").until
'2025-01-01'
"""

from __future__ import annotations

import re
from datetime import date, timedelta
from typing import NamedTuple

from amendments.operations import CommencementRule
from amendments.ordinals import read_word
from amendments.reach_back import Reach, reach_of
from amendments.written_days import DAY, SINCE, iso_day

# „ამოქმედდეს“, „ძალაში შევიდეს“, „ძალაშია“, „სამოქმედოდ შემოღებულ იქნეს“, „მოქმედება დაიწყოს“
VERB = re.compile(
    r"(?<![ა-ჰ])(?:ამოქმ(?:ე|დე)?დ{1,3}(?:ეს|ს)|ამოქმედდება|ძალაში შე ?დ ?ი ?ს|მოქმედება დაიწყოს|"
    r"ამოქმედებულ(?:ად|ი)? (?:იქნ[ეა]ს|ჩაითვალოს)|"
    r"(?:შევიდეს|შედის|შევა) ძალაში|ძალაში (?:შევიდეს|შედის|შევა|იქნ[ეა]ს შეყვანილი)|ძალაშია|"
    r"(?:ს?ამოქმედოდ|მოქმედებაში) (?:იქნ[ეა]ს )?(?:შემოღებულ(?:ი)?|შეყვანილ(?:ი)?)(?: იქნ[ეა]ს)?)"
    r"(?![ა-ჰ])"
)
_KIND = (
    r"(?:კანონ|ბრძანებ|დადგენილებ|განკარგულებ|ბრძანებულებ|გადაწყვეტილებ|დეკრეტ|კოდექს|რეგლამენტ|"
    r"აქტ|წეს|დებულებ|ცვლილებ|ცვლილებებ|დამატებ|ინსტრუქცი|ტექსტ)ის"
)
_NTH_DAY = re.compile(
    r"გამოქვეყნებ(?:იდან|ის დღიდან) "
    r"(?:მე ?- ?(?P<n>\d{1,3})|(?P<k>\d{1,3}) ?- ?ე|(?P<w>მე[ა-ჰ]+)) დღ(?:ეს|იდან)(?![ა-ჰ])"
)
_RULES: tuple[tuple[CommencementRule, re.Pattern[str]], ...] = (
    (
        "on-publication",
        re.compile(
            r"(?:გამოქვეყნებისა?თა?ნა?ვე|გამოქვეყნებიდან(?= ?$)|"
            r"გამოქვეყნების (?:დღიდან|დღეს|თარიღიდან))(?![ა-ჰ])"
        ),
    ),
    ("on-signature", re.compile(r"ხელმოწერისთანავე|ხელმოწერ(?:იდან|ის (?:დღიდან|დღეს|თარიღიდან))")),
    ("on-adoption", re.compile(r"(?:მიღების|გამოცემის)(?:თანავე| დღიდან| დღეს)")),
)
_UNTIL = re.compile(
    r"(?:(?:და )?(?:მისი )?(?:ძალაშია|ი?მოქმედებს|მოქმედებდეს|"
    r"მოქმედების ვადაა?(?: (?:განისაზღვროს|განსაზღვრულია|გაგრძელდეს))?) )?(?:მხოლოდ )?"
    rf"{DAY}(?:ა?მდე(?P<in>,? ჩათვლით)?|(?:ის|ს) (?P<to>ჩათვლით))(?![ა-ჰ])"
)
# words that change nothing of the day: how and where an act is published, whose start it is
_PLAIN = re.compile(
    r"[ ,:()\]]+|- |და(?![ა-ჰ])|"
    r"(?:(?:„ ?ნორმატიული აქტების შესახებ ?“ )?(?:საქართველოს )?(?:მოქმედი )?"
    r"(?:ორგანული )?(?:კანონით|კანონმდებლობით) (?:„ ?ნორმატიული აქტების შესახებ ?“ )?)?"
    r"(?:დადგენილი|განსაზღვრული|არსებული|გათვალისწინებული) წეს(?:ით|ის (?:თანახმად|შესაბამისად))|"
    r"(?:საქართველოს )?(?:მოქმედი )?კანონმდებლობის (?:შესაბამისად|თანახმად)|"
    r"(?:დაუყოვნებლივ )?გამოქვეყნდეს(?= ოფიციალურ)|"
    r"(?:მისი? |ნორმატიული აქტის )?ოფიციალურ ბეჭ[ა-ჰ]{2,4}თ ორგანოში|"
    r"(?:„ ?(?:საქართველოს )?)?საკანონმდებლო მაცნეში(?: ?“)?|„[^„“]{3,40}უწყებებში“|პრესაში|"
    rf"(?:(?:ამ|წინამდებარე|აღნიშნული|მოცემული) )?(?:{_KIND}|მისი|მის|ამის|მათი)"
    r"(?= (?:ოფიციალურ|გამოქვეყნებ|მიღებ|ხელმოწერ|გამოცემ|საკანონმდებლო|„))|"
    r"ოფიციალურად|ოფიციალური(?= გამოქვეყნებ)"
)
# „და მისი მოქმედება გავრცელდეს“, squeezed: copies break the words
_LEADS_BACK = re.compile(
    r"(?:და|ხოლო)?(?:მისი|(?:ამ)?[ა-ჰ]{4,14}ის)?(?:მოქმედება|მოქმედებისვადა|ძალა)?"
    r"(?P<verb>გავ?რ?ცელდეს|ვრცელდება|გავრცელდება)?"
)
_PARTS_BACK = re.compile(r"[^,]*(?:მუხლ|პუნქტ|ნაწილ)(?:ებ)?ი(?:ს მოქმედება)?")
_REACHES = re.compile(r"გავრცელდეს|(?<![ა-ჰ])(?:გა)?ვრცელდება")
_EXCEPT = re.compile(r"[ ,(]+გარდა (?P<out>[^()]+?)(?:,? ?რომ(?:ელიც|ლებიც) (?P<own>[^()]+))?\)?$")


class Tail(NamedTuple):
    """What the words behind a verb say. ``days``: the N of „N-th day“; ``day``, ``until``: ISO.

    ``out`` are the words behind „გარდა“, ``of_out`` what is said of their own start. ``rest``:
    words that are not read.
    """

    rule: CommencementRule
    days: int | None
    day: str | None
    until: str | None
    back: Reach
    out: str
    of_out: Tail | None
    rest: str


def read_tail(words: str) -> Tail:
    """What folded words behind the verb (on one line) say; the rule is ``other`` without any."""
    back = reach_of(words)
    if back.day is None and (spoken := _REACHES.search(words)):
        back = Reach(None, True, spoken.start(), len(words))
    before = words[: back.start] if back.start >= 0 else words
    out, of_out = "", None
    excepted = _EXCEPT.search(before)
    if excepted:
        before, out = before[: excepted.start()], excepted["out"].strip(" ,")
        if excepted["own"]:
            of_out = read_tail(VERB.sub(" ", excepted["own"], count=1))
    said: set[tuple[CommencementRule, int | None, str | None]] = set()
    until, at = None, 0
    while at < len(before):
        plain = _PLAIN.match(before, at)
        ends = _UNTIL.match(before, at) if until is None else None
        if ends is not None:
            until, at = _first_after(ends), ends.end()
            if until is None:
                break
            continue
        rule = _rule_at(before, at)
        if rule is not None:
            said.add(rule[0])
            at = rule[1]
        elif plain is not None:
            at = plain.end()
        else:
            break
    rest = before[at:].strip(" .")
    leads = back.start >= 0 and _LEADS_BACK.fullmatch(rest.replace(" ", ""))
    if leads or (back.limited and _PARTS_BACK.fullmatch(rest)):
        rest = ""
    one = next(iter(said)) if len(said) == 1 else ("other", None, None)
    return Tail(*one, until, back, out, of_out, rest)


def _rule_at(
    text: str, at: int
) -> tuple[tuple[CommencementRule, int | None, str | None], int] | None:
    """The rule whose words begin at a place, and where they end."""
    nth = _NTH_DAY.match(text, at)
    if nth:
        number = nth["n"] or nth["k"]
        if number is None:
            ordinal = read_word(nth["w"])
            number = ordinal.value if ordinal else None
        return (("day-after-publication", int(number), None), nth.end()) if number else None
    for rule, pattern in _RULES:
        found = pattern.match(text, at)
        if found:
            return (rule, None, None), found.end()
    since = SINCE.match(text, at)
    day = iso_day(since) if since else None
    return (("date", None, day), since.end()) if since and day else None


def rule_in(words: str) -> tuple[int, int] | None:
    """Where the words of the first rule in a stretch stand: „გამოქვეყნებისთანავე“, „მე-15 დღეს“."""
    patterns = (_NTH_DAY, SINCE, *(pattern for _, pattern in _RULES))
    found = [m.span() for m in (pattern.search(words) for pattern in patterns) if m]
    return min(found, key=lambda span: (span[0], -span[1])) if found else None


def _first_after(found: re.Match[str]) -> str | None:
    """The first day after a term (ISO): the day named, or the next where it is counted in."""
    day = iso_day(found)
    if day is None or not (found["in"] or found["to"]):
        return day
    return (date.fromisoformat(day) + timedelta(days=1)).isoformat()
