"""Terms that an act sets to itself or to provisions of its own: until when they are in force,
or from when until when they are suspended (Law 1876 art. 22(7), 22(9)).

Such sentences stand among the transitional provisions and execute themselves: nobody amends the
act on the day they name. Only a sentence that is a term and nothing else is read.

>>> from amendments.folding import fold
>>> text = "ამ კანონის 45^3 მუხლი მოქმედებს 2023 წლის 1 იანვრამდე."
>>> (term,) = read_terms(fold(text))
>>> term.kind, term.end, [target.path for target in term.targets]
('term', '2023-01-01', [(('article', '45^3'),)])
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Literal

from amendments.acts_cited import fold_citations
from amendments.citation import SAME, read_phrase
from amendments.commencement import sentence_around
from amendments.entry import span_of
from amendments.folding import Folded, fold
from amendments.operations import AmendingReading, Commencement, Operation, Path, Span
from amendments.tokens import tokenize
from schemas.model import Act

_SPEAKS = re.compile(r"მოქმედებს|მოქმედებდეს|ძალაშია|მოქმედების\s+ვადა|მოქმედება\s")
_HOLDS = re.compile(r"(?<![ა-ჰ])(?:მოქმედებს|მოქმედებდეს|ძალაშია)(?![ა-ჰ])")
_NAMES_DAY = re.compile(r"წლის[^\n]{1,24}(?:მდე|ჩათვლით)")
_MONTHS = (
    "იანვრ", "თებერვლ", "მარტ", "აპრილ", "მაის", "ივნის",
    "ივლის", "აგვისტო", "სექტემბრ", "ოქტომბრ", "ნოემბრ", "დეკემბრ",
)  # fmt: skip
_DAY = (
    r"(?P<{0}y>(?:19|20)\d\d) ?წლის (?P<{0}d>\d{{1,2}}|პირველ)(?:-?ლ)?(?:ი)? ?"
    rf"(?P<{{0}}m>{'|'.join(_MONTHS)})"
)
_SINCE = rf"{_DAY.format('s')}(?:ი)?დან"
_UNTIL = rf"{_DAY.format('u')}(?:ა?მდე(?P<in>,? ჩათვლით)?|(?:ის|ს) (?P<to>ჩათვლით))(?![ა-ჰ])"
_WHEN = re.compile(rf"[\s,:-]*(?:მხოლოდ |დროებით )?(?:{_SINCE},? )?{_UNTIL},? ?")
_TILL = re.compile(rf"(?:{_SINCE},? )?{_UNTIL}")
_VERB = re.compile(
    r"(?<![ა-ჰ])(?:"
    r"(?P<suspends>მოქმედება (?:დროებით )?(?:შე(?:უ)?ჩერდეს|შეჩერებულ(?:ი)? იქნ[ეა]ს|შეჩერებულია))|"
    r"(?P<limits>მოქმედების ვადა(?:დ)? (?:განისაზღვრ(?:ოს|ა)|განსაზღვრულია|არის)|"
    r"მოქმედება (?:გავრცელდეს|ვრცელდება))|"
    r"(?P<holds>მოქმედებს|მოქმედებდეს|ძალაშია))(?![ა-ჰ])"
)
# „…, ხოლო 19^1 მუხლის მოქმედება - 2015 წლის 1 მაისამდე“
_NEXT = re.compile(
    r"[\s,;]*(?:(?:ხოლო|აგრეთვე|და) )?(?P<what>[^;]{3,200}?)"
    r"(?: მოქმედება| მოქმედების ვადა)?\s*-\s*(?=(?:19|20)\d\d ?წლის)"
)
_RULE_OF = re.compile(r"(?P<unit>ამ (?:მუხლ|პუნქტ|ნაწილ)ით) დადგენილი წესი")
_RULE_UNITS = {"ამ მუხლით": "article", "ამ პუნქტით": "point", "ამ ნაწილით": "point"}
_QUOTED = re.compile(r"„(?![ა-ჰ](?:\^\d+)?“)")  # a quotation that is no letter of a subpoint
_OUTERMOST = ("article", "chapter", "part", "book", "annex")
_BROKEN = re.compile(r"[\wა-ჰ,-][ ]*\n+[ ]*$")  # the line before goes on in this one
_HEADING = re.compile(r"(?:^|\n) *მუხლი \d[^\n]{0,80}\n+ *$")  # unless it heads an article
_ACT = r"კანონ|კოდექს|ბრძანებ|დადგენილებ|განკარგულებ|ბრძანებულებ|გადაწყვეტილებ|დეკრეტ|რეგლამენტ"
_RULES = r"წეს|დებულებ|ინსტრუქცი|წესდებ"
_WHOLE = re.compile(
    r"(?:(?:ეს|ამ|წინამდებარე|აღნიშნული) )?(?:საქართველოს )?(?:ორგანული |კონსტიტუციური )?"
    rf"(?:(?P<act>{_ACT})|(?P<rules>{_RULES}))(?:ი|ის|ა|ისა)"
    # „დადგენილება ამოქმედდეს გამოქვეყნებისთანავე და ძალაშია …“
    r"(?: (?:ამოქმედდეს|ძალაში შევიდეს|ძალაში შედის|მოქმედებაში შედის) [^,.;]{1,80}? და(?: მისი)?)?"
)


@dataclass(frozen=True, slots=True)
class TermTarget:
    """A provision with a term. An empty ``path`` is all of the document; a step numbered
    :data:`amendments.citation.SAME` is the unit of that kind that holds the sentence.

    ``document`` names what the act approved, as cited; ``own`` is true where the document is the
    one that holds the sentence. ``last`` is the last number of a range that begins with ``path``.
    """

    path: Path
    document: str | None = None
    own: bool = False
    last: str | None = None


@dataclass(frozen=True, slots=True)
class Term:
    """One term. ``end`` is the first day after it, ``start`` the first day of a suspension where
    it is named (ISO); ``start_at`` and ``stop_at`` are offsets of the sentence in the source."""

    kind: Literal["term", "suspension"]
    targets: tuple[TermTarget, ...]
    end: str
    start: str | None
    start_at: int
    stop_at: int


def may_hold_terms(text: str) -> bool:
    """Whether a text is worth reading for terms: a quick look that misses none."""
    return _SPEAKS.search(text) is not None and _NAMES_DAY.search(text) is not None


def read_terms(view: Folded, payloads: tuple[tuple[int, int], ...] = ()) -> Iterator[Term]:
    """Every term outside the payloads (folded offsets), in the text's order."""
    done = 0
    for verb in _VERB.finditer(view.text):
        if verb.start() < done or any(a <= verb.start() < b for a, b in payloads):
            continue
        start, end = sentence_around(view.text, verb.start(), verb.end())
        terms = list(_terms(view, start, end, verb))
        if terms:
            done = end
            yield from terms


def _terms(view: Folded, start: int, end: int, verb: re.Match[str]) -> Iterator[Term]:
    """The terms of a sentence; none where any of its words is something else."""
    text, stop = view.text, end
    if _QUOTED.match(text, start, verb.start()) or _goes_on(text, start):
        return
    when = _WHEN.match(text, verb.end(), stop)
    subject = (start, verb.start())
    if when is None:
        when = _WHEN.match(text, start, verb.start())
        if when is None or text[verb.end() : stop].strip(" .;"):
            return
        subject, rest = (when.end(), verb.start()), stop
    else:
        rest = when.end()
    kind: Literal["term", "suspension"] = "suspension" if verb["suspends"] else "term"
    genitive = verb["holds"] is None
    found: list[Term] = []
    while True:
        targets = _targets(view, *subject, genitive=genitive)
        day, since = _end(when), _iso(when, "s") if when["sy"] else None
        if not targets or day is None or (when["sy"] and since is None):
            return
        first, last = view.span(start, stop)
        found.append(Term(kind, targets, day, since, first, last))
        if not text[rest:stop].strip(" .;,"):
            break
        following = _NEXT.match(text, rest, stop)
        again = _WHEN.match(text, following.end(), stop) if following else None
        if following is None or again is None:
            return
        subject, when, rest = following.span("what"), again, again.end()
    yield from found


def _goes_on(text: str, start: int) -> bool:
    """Whether the copy broke the sentence before its start, so that its head is not read."""
    if _HEADING.search(text[max(0, start - 120) : start]):
        return False
    return _BROKEN.search(text, max(0, start - 60), start) is not None


def ends_in(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """Stretches that name the day of an end („… 1 იანვრამდე“), without that of the beginning."""
    for found in _TILL.finditer(text, start, end):
        if _iso(found, "u") is not None:
            yield found.start("uy"), found.end()


def end_in(words: str) -> str | None:
    """The first day after a term that an order names („… 1 იანვრამდე“: that day), or None.

    >>> end_in("დადგენილების მე-5 მუხლის მოქმედება შეჩერდეს 2015 წლის 1 იანვრამდე")
    '2015-01-01'
    >>> end_in("მე-5 მუხლის მოქმედება 2015 წლის 31 დეკემბრის ჩათვლით შეჩერდეს")
    '2016-01-01'
    >>> end_in("მოქმედება შეჩერდეს ახალი კანონის ამოქმედებამდე") is None
    True
    """
    found = _TILL.search(fold(words).text)
    return None if found is None else _end(found)


def _end(found: re.Match[str]) -> str | None:
    """The first day after a term: the day named, or the next where it is counted in."""
    day = _iso(found, "u")
    if day is None or not (found["in"] or found["to"]):
        return day
    return (date.fromisoformat(day) + timedelta(days=1)).isoformat()


def _targets(view: Folded, start: int, end: int, *, genitive: bool) -> tuple[TermTarget, ...]:
    words = view.text[start:end].strip(" ,:-")
    whole = _WHOLE.fullmatch(words)
    if whole is not None:
        return (TermTarget((), own=whole["rules"] is not None),)
    rule = _RULE_OF.fullmatch(words)
    if rule is not None:
        return (TermTarget(((_RULE_UNITS[rule["unit"]], SAME),)),)
    phrase = read_phrase(fold_citations(tokenize(view.text, start, end), view), view)
    foreign = phrase.act is not None and not (phrase.act.own or phrase.act.local)
    if phrase.unknown or phrase.words or phrase.bare or phrase.anchor or foreign:
        return ()
    out: list[TermTarget] = []
    for place, target in enumerate(phrase.targets):
        fits = target.facet in ("unit", "annex") and not target.doubt and not target.norm
        case = target.case in (("gen",) if genitive else ("nom",))
        if not target.steps or not fits or not case:
            return ()
        said = phrase.act is not None or "this" in phrase.keys or target.document is not None
        if not said and target.steps[0][0] not in _OUTERMOST:
            return ()  # the tail of a citation
        before = phrase.targets[place - 1] if place else None
        if target.open_range and before is not None and before.open_range == target.open_range:
            out[-1] = TermTarget(before.steps, before.document, out[-1].own, target.steps[-1][1])
            continue
        inside = view.text[start : start + 3] == "ამ " and target.document is not None
        own = inside and phrase.act is None  # „ამ დებულების მე-5 მუხლი“ stands in the statute
        out.append(TermTarget(target.steps, target.document, own))
    return tuple(out)


def _iso(found: re.Match[str], which: str) -> str | None:
    day = found[f"{which}d"]
    number = 1 if day.startswith("პირველ") else int(day)
    try:
        return date(
            int(found[f"{which}y"]), _MONTHS.index(found[f"{which}m"]) + 1, number
        ).isoformat()
    except ValueError:
        return None


def terms_as_clauses(view: Folded, payloads: list[tuple[int, int]]) -> Iterator[Commencement]:
    """The limited terms of an amending act as clauses of rule ``none``: they say no start, save
    that of „მოქმედებს 2023 წლის 1 იანვრიდან 2025 წლის 1 იანვრამდე“, which says both.

    A term of something that the act approved is not about its orders and is left out.
    """
    for term in read_terms(view, tuple(payloads)):
        if term.kind != "term" or any(target.document for target in term.targets):
            continue
        plain = all(target.last is None and not _same(target.path) for target in term.targets)
        whole = any(not target.path for target in term.targets)
        quote = view.source[term.start_at : term.stop_at]
        start = term.start if _HOLDS.search(fold(quote).text) else None
        yield Commencement(
            scope="all" if whole else quote,
            rule="date" if start else "none",
            date=start,
            until=term.end,
            span=Span(term.start_at, term.stop_at, quote),
            covers=() if whole else tuple(target.path for target in term.targets),
            readable=plain,
        )


def _same(path: Path) -> bool:
    return any(number == SAME for _, number in path)


def end_of_order(op: Operation, reading: AmendingReading, act: Act) -> str | None:
    """The first day after the term of one order; None: it has none.

    ``act`` is the amending act recognised: its units tell in which provision the order stands.
    Raises ValueError where a term may cover the order and its extent is not proved.
    """
    days: set[str] = set()
    for item in reading.commencement:
        if item.until is None:
            continue
        spans = [span_of(act, path) for path in item.covers]
        if not item.readable or None in spans:
            quote = item.span.quote if item.span else item.scope
            raise ValueError(f"the extent of a term is not proved: „{quote}“")
        at = op.source.start
        if not spans or any(span[0] <= at < span[1] for span in spans if span is not None):
            days.add(item.until)
    if len(days) > 1:
        raise ValueError("two terms cover the order")
    return days.pop() if days else None
