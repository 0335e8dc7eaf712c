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
from collections import Counter
from dataclasses import replace

from amendments.acts_cited import fold_citations
from amendments.citation import read_phrase
from amendments.folding import Folded, fold
from amendments.operations import Commencement, CommencementRule, Path, Span
from amendments.ordinals import read_word
from amendments.reach_back import reach_of
from amendments.tokens import tokenize
from amendments.written_days import MONTH, MONTHS, SINCE, iso_day

_ACT = (
    "კანონი|ბრძანება|დადგენილება|განკარგულება|ბრძანებულება|გადაწყვეტილება|დეკრეტი|კოდექსი|"
    "რეგლამენტი|აქტი|წესი|დებულება|ცვლილება|ცვლილებები|დამატება|დამატებანი|ინსტრუქცია"
)
# „ამოქმედდეს“, „ძალაში შევიდეს“, „ძალაშია“, „სამოქმედოდ შემოღებულ იქნეს“
_VERB = re.compile(
    r"(?<![ა-ჰ])(?:ამოქმე?დდ?ეს|ამოქმედდება|ძალაში შე ?დ ?ი ?ს|"
    r"ამოქმედებულ(?:ად|ი)? (?:იქნ[ეა]ს|ჩაითვალოს)|"
    r"(?:შევიდეს|შედის|შევა) ძალაში|ძალაში (?:შევიდეს|შედის|შევა|იქნ[ეა]ს შეყვანილი)|ძალაშია|"
    r"(?:ს?ამოქმედოდ|მოქმედებაში) (?:იქნ[ეა]ს )?(?:შემოღებულ(?:ი)?|შეყვანილ(?:ი)?)(?: იქნ[ეა]ს)?)"
    r"(?![ა-ჰ])"
)
_WHOLE = re.compile(
    r"(?:(?:ეს|წინამდებარე|აღნიშნული|მოცემული|ამ) )?(?:საქართველოს )?"
    r"(?:ორგანული |კონსტიტუციური )?(?:ბრძანებით დამტკიცებული |დადგენილებით დამტკიცებული )?"
    rf"(?P<noun>{_ACT})"
)
_SELF = re.compile(
    r"(?<![ა-ჰ])(?:ეს|ამ|წინამდებარე) (კანონ|ბრძანებ(?!ულ)|დადგენილებ|განკარგულებ|"
    r"ბრძანებულებ|გადაწყვეტილებ|რეგლამენტ|კოდექს)"
)
_LAWS = ("კანონი", "კოდექსი")
_DAY_FOLLOWS = re.compile(r"ხელმოწერ|გამოქვეყნებ|მიღებ|გამოცემ|\d{4} ?წლის")
_CHANGE = re.compile(r"ცვლილებ|დამატებ|აქტი")
_STATES = re.compile(r"ძალაშია|ძალაში შე ?დ ?ი ?ს|შედის|შევა|ამოქმედდება")  # norms speak so too
_OF_LAWS = re.compile(r"ქვეყნდება|, თუ ")  # „კანონი … ამოქმედდება, თუ ამ კანონით სხვა ვადა …“
# „ოქმის გამოქვეყნების დღიდან“: something else is published.
_PUBLISHED = re.compile(r"(?P<what>[ა-ჰ]{2,}(?:ის|თა)) (?:ოფიციალური |ოფიციალურად )?გამოქვეყნებ")
_THE_ACT = re.compile(
    r"(?:კანონის|ბრძანების|დადგენილების|განკარგულების|ბრძანებულების|გადაწყვეტილების|დეკრეტის|"
    r"კოდექსის|რეგლამენტის|აქტის|წესის|დებულების|ცვლილების|ცვლილებების|დამატების|ინსტრუქციის|"
    r"ტექსტის|შედის|დღის|მისი[ს]?|ამის|მათი[ს]?)"
)
_EXCEPT = re.compile(r"[,(]? ?\(?გარდა (?P<out>[^\n]+?)\)?,? ?$")
_DAY_GOES_ON = re.compile(rf" ?(?:წლის (?=\d|პირველ)|(?:{MONTH})[ა-ჰ]*დან )")
# „ეს დადგენილება ამოქმედდეს / გამოქვეყნებისთანავე“
_VERB_ENDS = re.compile(r"(?:ამოქმედდეს|ძალაშია|შევიდეს|შედის) ?$")
_START_FOLLOWS = re.compile(r" ?(?:გამოქვეყნებ|მიღებ|ხელმოწერ|გამოცემ|(?:19|20)\d\d ?წლის)")
_AND_NEXT = re.compile(r", ?ხოლო ")
# „ნორმატიული აქტების შესახებ“ კანონის 24-ე მუხლის შესაბამისად: a basis, not what starts
_BASIS = re.compile(
    r",? ?„ ?ნორმატიული აქტების შესახებ ?“ საქართველოს (?:ორგანული )?კანონის"
    r"(?: [^,„“]{0,60}?)?(?:შესაბამისად|თანახმად|საფუძველზე),? ?"
)
_PUBLISHES = re.compile(r" გამოქვეყნდეს [^,.;]{0,80} და ?$")
# „2006 წლის 1 იანვრიდან სათანადო ცვლილებების განხორციელების შემდეგ“: waits besides
_CONDITION = re.compile(r"(?:[ა-ჰ]+(?:ის|ს) შემდეგ|შემთხვევაში|[ა-ჰ]+ისთანავე)(?![ა-ჰ])")
_AS_LAW_SAYS = re.compile(
    r" ?(?:საქართველოს )?(?:მოქმედი )?კანონმდებლობ(?:ით (?:დადგენილი|განსაზღვრული) წეს(?:ით|ის "
    r"(?:შესაბამისად|თანახმად))|ის (?:შესაბამისად|თანახმად)) ?"
)
_ACT_KINDS = ("კანონ", "ბრძანებულებ", "ბრძანებ", "დადგენილებ", "განკარგულებ", "დეკრეტ")
_BACK_VERB = re.compile(r"(?<![ა-ჰ])გავრცელდეს(?![ა-ჰ])")
# „ამ დადგენილების მოქმედება გავრცელდეს …“: the whole act reaches back.
_BACK_WHOLE = re.compile(
    r"[ .,-]*(?:(?:ამ|წინამდებარე|(?:ზემოთ?)?აღნიშნული) )?(?:კანონის|ბრძანების|დადგენილების|"
    r"განკარგულების|ბრძანებულების|გადაწყვეტილების|აქტის) (?:მოქმედება|ძალა) ?|"
    r"[ .,-]*(?:და )?მისი (?:მოქმედება|ძალა) ?|"
    r"[ .,-]*(?:(?:ეს|წინამდებარე|აღნიშნული) )?(?:კანონი|ბრძანება|დადგენილება|განკარგულება|"
    r"ბრძანებულება|გადაწყვეტილება) ?"
)
_NTH_DAY = re.compile(
    r"გამოქვეყნებ(?:იდან|ის დღიდან) "
    r"(?:მე ?- ?(?P<n>\d{1,3})|(?P<k>\d{1,3}) ?- ?ე|(?P<w>მე[ა-ჰ]+)) დღ(?:ეს|იდან)"
)
_UNTIL = re.compile(
    r"(?:წლამდე|(?:იანვ|თებერვ|მარტ|აპრილ|მაის|ივნის|ივლის|აგვისტო|ბრ)[ა-ჰ]*მდე)(?![ა-ჰ])"
)
_YEAR_APART = re.compile(r"(?<!\d)(?:(?:19|20)\d \d|(?:19|20) \d\d|[12] \d{3})(?= ?წლის)")
_MONTH_APART = re.compile(r"(?<=\d )([ა-ჰ]{2,9}) ([ა-ჰ]{2,9}დან)(?![ა-ჰ])")
_RULES: tuple[tuple[CommencementRule, re.Pattern[str]], ...] = (
    (
        "on-publication",
        re.compile(r"გამოქვეყნებისა?თა?ნა?ვე|გამოქვეყნების (?:დღიდან|დღეს|თარიღიდან)"),
    ),
    ("on-signature", re.compile(r"ხელმოწერისთანავე|ხელმოწერ(?:იდან|ის (?:დღიდან|დღეს|თარიღიდან))")),
    ("on-adoption", re.compile(r"(?:მიღების|გამოცემის)(?:თანავე| დღიდან| დღეს)")),
)
_SENTENCE_END = re.compile(r"[.;](?=\s|$)|\n")
_LABEL = re.compile(
    r" ?(?:მუხლი \d\S* ?|(?:\d{1,3}(?:\^\d+)?|[ა-ჰ](?:\.[ა-ჰ])?|[IVX]{1,5}) ?[.)] ?)(?=\S)"
)


def read_clauses(
    view: Folded,
    payloads: list[tuple[int, int]],
    kind: str | None = None,
    until: int | None = None,
    title: str | None = None,
) -> list[Commencement]:
    """Every commencement clause outside the payloads (folded offsets), in the act's order.

    ``until``: where the act itself ends (an explanatory note follows).

    ``kind`` is the act's own: „გადაწყვეტილება ძალაში შედის …“ in a law is a norm about decisions.
    Where it is not known, what the act calls itself („ამ კანონის“) tells it. ``title``: its own,
    by which it may call itself („„ტყის შესახებ“ საქართველოს კანონი ამოქმედდეს …“).
    """
    kind = kind or _own_name(view.text)
    out: list[tuple[Commencement, bool]] = []
    own = re.escape(fold(title).text.strip()) if title else ""
    itself = re.compile(rf"(?:„ ?)?{own} ?(?:“ ?)?") if own else None
    done = 0
    for verb in _VERB.finditer(view.text, 0, len(view.text) if until is None else until):
        if verb.start() < done or any(a <= verb.start() < b for a, b in payloads):
            continue
        start, done = sentence_around(view.text, verb.start(), verb.end())
        done = _before_next(view.text, verb.end(), done)
        start = max([start, *(m.end() for m in _AND_NEXT.finditer(view.text, start, verb.start()))])
        named = itself.match(view.text, start, verb.start()) if itself else None
        clause = _clause(view, named.end() if named else start, done, verb)
        if clause is not None:
            out.append((clause, _is_norm(view.text, start, verb, kind)))
    said = [clause for clause, norm in out if not norm]
    if not any(c.span and (kind or "") in c.span.quote for c in said):
        said = [clause for clause, _ in out]
    return _reaching_back(view, payloads, said)


def _before_next(text: str, start: int, end: int) -> int:
    """Where a clause ends before another one: „…, ხოლო მე-3 პუნქტი ამოქმედდეს …“."""
    for also in _AND_NEXT.finditer(text, start, end):
        if _VERB.search(text, also.end(), end):
            return also.start()
    return end


def _reaching_back(
    view: Folded, payloads: list[tuple[int, int]], clauses: list[Commencement]
) -> list[Commencement]:
    """The clauses with the day of a reach-back that stands in a sentence of its own.

    Without a clause on the start there is nothing it could belong to; a reach-back of some
    provisions only is left to the reader of the act.
    """
    for verb in _BACK_VERB.finditer(view.text):
        if any(a <= verb.start() < b for a, b in payloads):
            continue
        start, end = sentence_around(view.text, verb.start(), verb.end())
        back = reach_of(view.text[start:end].replace("\n", " "))
        if back.day is None or not _BACK_WHOLE.fullmatch(view.text, start, verb.start()):
            continue
        clauses = [
            replace(c, retroactive_from=back.day, reach_limited=back.limited)
            if c.scope == "all" and not c.retroactive_from
            else c
            for c in clauses
        ]
    return clauses


def sentence_around(text: str, verb_start: int, verb_end: int) -> tuple[int, int]:
    """The sentence of a verb, without the number printed before it."""
    start = 0
    for mark in _SENTENCE_END.finditer(text, max(0, verb_start - 1500), verb_start):
        before = text[mark.start() - 1 : mark.start()]
        if mark.group() == "." and (
            before.isdigit() or text[mark.start() - 2 : mark.start() - 1] in " \n("
        ):
            continue  # „1.“, „ქ.“
        start = mark.end()
    endings = (m for m in _SENTENCE_END.finditer(text, verb_end) if not _goes_on(text, m))
    ending = next(endings, None)
    end = ending.start() if ending else len(text)
    while start < end and text[start] in " \n":
        start += 1
    label = _LABEL.match(text, start, end)
    if label and label.end() < verb_start and not text[start:].startswith(("ეს ", "ამ ")):
        start = label.end()
    return start, end


def _goes_on(text: str, ending: re.Match[str]) -> bool:
    """„… ქ. თბილისის“; „… 2011⏎წლის 20⏎ოქტომბრიდან“: the copy broke the line inside a day."""
    if ending.group() != "\n":
        return text.endswith((" ქ", "„ქ"), 0, ending.start())
    if _DAY_GOES_ON.match(text, ending.end()) is not None:
        return True
    if text.endswith("წლის", 0, ending.start()) and text[ending.end() : ending.end() + 1].isdigit():
        return True
    return _VERB_ENDS.search(text, max(0, ending.start() - 20), ending.start()) is not None and (
        _START_FOLLOWS.match(text, ending.end()) is not None
    )


def _clause(view: Folded, start: int, end: int, verb: re.Match[str]) -> Commencement | None:
    text = view.text[start:end].replace("\n", " ")
    text = _YEAR_APART.sub(lambda m: m.group().replace(" ", ""), text)
    text = _MONTH_APART.sub(_month_joined, text)
    subject = view.text[start : verb.start()]
    head, out = _subject(subject)
    bare = _PUBLISHES.sub(" ", _BASIS.sub(" ", head)).strip(" ,-:.\n")
    named = _WHOLE.fullmatch(bare)
    whole = named is not None or not bare
    states = _STATES.fullmatch(verb.group())
    if states and (_names_nothing(view.text, bare, verb) or _OF_LAWS.search(text)):
        return None
    covers = () if whole else _paths(view, start, start + len(head))
    if not whole and not covers and not _WHOLE.match(head):
        return None  # „ხელშეკრულება ამოქმედდეს …“: not about this act's provisions
    at = start + subject.index(out)
    left_out = _paths(view, at, at + len(out)) if out else ()
    rule, days, day = _rule(text)
    if _waits_besides(text[verb.end() - start :], rule, named["noun"] if named else ""):
        rule, days, day = "other", None, None
    if rule == "other" and _AS_LAW_SAYS.fullmatch(text[verb.end() - start :]):
        return None  # „დადგენილება ძალაში შევიდეს კანონმდებლობით დადგენილი წესით“: the default
    if rule == "other" and states and _UNTIL.search(text):
        return None  # „ეს დადგენილება ძალაშია 2014 წლის 1 იანვრამდე“: says no start
    back = reach_of(text, verb.end() - start)
    first, last = view.span(start, end)
    scope = "all" if whole and not out else " ".join(subject.split()).strip(" ,-")
    return Commencement(
        scope=scope,
        rule=rule,
        date=day,
        days=days,
        retroactive_from=back.day,
        span=Span(first, last, view.source[first:last]),
        covers=covers,
        leaves_out=left_out,
        readable=bool(whole or covers) and bool(left_out or not out),
        reach_limited=back.limited,
    )


def left_to_law(words: str) -> bool:
    """„დადგენილება ძალაში შევიდეს კანონმდებლობით დადგენილი წესით“: the start is the default one."""
    verb = _VERB.search(words)
    return verb is not None and _AS_LAW_SAYS.fullmatch(words, verb.end()) is not None


def _waits_besides(behind: str, rule: CommencementRule, noun: str) -> bool:
    """Whether a clause waits for more than its rule says: another act's publication, an event."""
    if rule == "date":
        back = reach_of(behind)
        plain = behind[: back.start] + behind[back.end :] if back.day else behind
        return _CONDITION.search(plain) is not None
    published = _PUBLISHED.search(behind)
    if rule != "on-publication" or published is None or "ამ " in behind[: published.end("what")]:
        return False
    other = next((k for k in _ACT_KINDS if published["what"].startswith(k)), "")
    own = next((k for k in _ACT_KINDS if noun.startswith(k)), "")
    return bool(other and own) and other != own


def _month_joined(found: re.Match[str]) -> str:
    """„3 იანვ რიდან“ as „3 იანვრიდან“; two words that make no month stay."""
    whole = found.group(1) + found.group(2)
    return whole if whole.startswith(MONTHS) else found.group()


def _own_name(text: str) -> str | None:
    """The kind an act gives itself at least three times and oftener than any other, or None."""
    counts = Counter(_SELF.findall(text)).most_common(2)
    if not counts or counts[0][1] < 3 or (len(counts) > 1 and counts[1][1] == counts[0][1]):
        return None
    return next(noun for noun in _ACT.split("|") if noun.startswith(counts[0][0]))


def _is_norm(text: str, start: int, verb: re.Match[str], kind: str | None) -> bool:
    """„გადაწყვეტილება ძალაში შედის …“ in a law: a norm about acts of another kind."""
    named = _WHOLE.fullmatch(text[start : verb.start()].strip(" ,-:.\n"))
    if named is None or not kind or not _STATES.fullmatch(verb.group()):
        return False
    noun = named["noun"]
    if _CHANGE.match(noun) or noun in kind:
        return False
    return not (noun in _LAWS and kind.endswith(_LAWS))


def _names_nothing(text: str, bare: str, verb: re.Match[str]) -> bool:
    """„ძალაშია მხოლოდ ის აქტი, …“, „ძალაშია: …“: neither an act nor a day stands beside it."""
    place = verb.end() + 1
    if text.startswith("მხოლოდ ", place):
        return True
    return not bare and not (_WHOLE.match(text, place) or _DAY_FOLLOWS.match(text, place))


def _subject(words: str) -> tuple[str, str]:
    """What the clause is about, and what it leaves out („გარდა …“)."""
    found = _EXCEPT.search(words)
    if not found:
        return words, ""
    return words[: found.start()], found.group("out")


def _paths(view: Folded, start: int, end: int) -> tuple[Path, ...]:
    phrase = read_phrase(fold_citations(tokenize(view.text, start, end), view), view)
    approved = (
        "დამტკიცებულ" in view.text[start:end]
    )  # „ამ ბრძანებით დამტკიცებული წესის მე-8 პუნქტი“
    paths = tuple(
        (("annex", None), *t.steps) if t.document and approved else t.steps
        for t in phrase.targets
        if t.steps
    )
    return paths if not phrase.unknown else ()


def _rule(text: str) -> tuple[CommencementRule, int | None, str | None]:
    published = _PUBLISHED.search(text)
    if published and not _THE_ACT.fullmatch(published["what"]):
        return "other", None, None
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
    back = reach_of(text)
    for found in SINCE.finditer(text):
        if not back.start <= found.start() < back.end:
            day = iso_day(found)
            return ("date", None, day) if day else ("other", None, None)
    return "other", None, None
