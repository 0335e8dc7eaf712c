"""The day an order names for itself, or the event that it waits for.

„… ძალადაკარგულად გამოცხადდეს 2013 წლის 1 მაისიდან“ has a day of its own, whatever the act says of
its start; „… ასოციაციის ამოქმედებიდან ძალადაკარგულად ჩაითვალოს“ waits for what no date tells.

>>> waits("ასოციაციის ამოქმედებიდან ძალადაკარგულად ჩაითვალოს")
'ასოციაციის ამოქმედებიდან'
>>> waits("ამ კანონის ამოქმედებიდან ძალადაკარგულად ჩაითვალოს")
''
>>> waits("მე-2 პუნქტით გათვალისწინებული დებულებების ძალაში შესვლის დღიდან გაუქმდეს")
'მე-2 პუნქტით გათვალისწინებული დებულებების ძალაში შესვლის დღიდან'
>>> waits("ამ კანონის სრულად ამოქმედებისთანავე ძალადაკარგულად გამოცხადდეს")
'ამ კანონის სრულად ამოქმედებისთანავე'
>>> waits("საკრებულოს პირველი შეკრებისთანავე გაუქმდეს")
'საკრებულოს პირველი შეკრებისთანავე'
>>> waits("გაუქმდეს ტექნიკური რეგლამენტის დამტკიცებისთანავე")
'ტექნიკური რეგლამენტის დამტკიცებისთანავე'
>>> waits("ამ დაგენილების ძალაში შესვლის დღიდან გაუქმდეს №5 დადგენილება")
''
>>> waits("ამ ბრძანებულების მე-2 პუნქტით გათვალისწინებული წესის ამოქმედებისთანავე გაუქმდეს №1 წესი")
'ამ ბრძანებულების მე-2 პუნქტით გათვალისწინებული წესის ამოქმედებისთანავე'
>>> waits("დებულებისა და სტრუქტურის (დანართი №1) ამოქმედებიდან ძალადაკარგულად ჩაითვალოს")
'დებულებისა და სტრუქტურის (დანართი №1) ამოქმედებიდან'
>>> waits("ამ ბრძანების რეგისტრაციის შემდეგ გაუქმდეს №5 ბრძანება")
'ამ ბრძანების რეგისტრაციის შემდეგ'
>>> waits("ილების ამოქმედების დღიდან ძალადაკარგულად ჩაითვალოს", before="ამ და დგენ")
''
"""

from __future__ import annotations

import re

from amendments.clauses import Clause
from amendments.lexicon import distance
from amendments.tokens import Token
from amendments.verbs import blanked

PENDING = "pending: "  # begins the note of an operation that waits for an event
_EVENT = re.compile(
    r"(?P<what>[ა-ჰ]{3,}(?:ის|თა|ს)) (?:\([^()\n]{1,60}\) )?(?P<how>სრულად |ოფიციალურად |პირველი )?"
    r"(?P<event>ა?მოქმედებ|ძალაში შესვლ|დამთავრებ|დასრულებ|შექმნ|ჩამოყალიბებ|რეგისტრაცი|არჩევ|"
    r"გასვლ|"
    r"განხორციელებ|რეორგანიზაცი|დაფუძნებ|დამტკიცებ|მიღებ|გამოცემ|მინიჭებ|გამოცხადებ|შეკრებ|"
    r"ჩატარებ)[ა-ჰ]*(?:იდან|ისთანავე|(?:ის|ს) (?:შემდეგ|დღიდან|მომენტიდან|დღეს))(?![ა-ჰ])"
)
_TERM = re.compile(
    r"(?:(?:ოფიციალური )?გამოქვეყნებიდან )?"
    r"(?:\d+|ერთი|ორი|სამი|ოთხი|ხუთი|ექვსი) (?:თვის|დღის|კვირის|წლის) (?:შემდეგ|თავზე|გასვლ[ა-ჰ]+)"
)
# „– ამ კოდექსის გამოქვეყნებიდან მე-15 დღეს“: a day of its own that only the publication tells
_NTH_DAY = re.compile(
    r"(?:- )?(?:ამ )?(?:(?:კოდექს|კანონ|დადგენილებ|ბრძანებ)ის )?გამოქვეყნებიდან "
    r"(?:მე ?- ?\d+|\d+ ?- ?ე|მე[ა-ჰ]+) დღე(?:ს|იდან)(?![ა-ჰ])"
)
# „ამ კანონის ამოქმედებისთანავე“: the act's own start, which its clause tells.
_OWN_ACT = re.compile(
    r"(?:კანონ|ბრძანებ|დადგენი?ლებ|განკარგულებ|ბრძანებულებ|გადაწყვეტილებ|დეკრეტ|კოდექს|რეგლამენტ|"
    r"აქტ|წეს|დებულებ|ცვლილებ|ინსტრუქცი|მისი|ამის|აღნიშნული|ზემოაღნიშნული)[ა-ჰ]*"
)
# „ამ და დგენ ილების“: the copy broke the word
_OWN_BROKEN = re.compile(
    r"(?:ამ|წინამდებარე)(?:კანონ|ბრძანებ|დადგენილებ|განკარგულებ|ბრძანებულებ|გადაწყვეტილებ|კოდექს)"
    r"[ა-ჰ]{2,6}$"
)
# „43-ე მუხლით გათვალისწინებული ნორმატიული აქტების ამოქმედებისთანავე“: not this act's own.
_OTHER_ACTS = re.compile(
    r"(?:აქტ|კანონ|ბრძანებ|დადგენილებ|ბრძანებულებ|დებულებ|წეს|ინსტრუქცი|განკარგულებ|კოდექს)ების"
)
# „ამ ბრძანებულების მე-2 პუნქტით გათვალისწინებული დებულების ამოქმედებისთანავე“: still to be adopted
_FORESEEN = re.compile(r"(?<![ა-ჰ])გათვალისწინებული (?:[ა-ჰ]+ ){0,2}$")
_TITLED = re.compile(r"„(?P<title>[^„“]{4,300})“,? (?:[ა-ჰ]+ ){0,8}$")
_NEW = re.compile(r"(?<![ა-ჰ])ახალი (?:[ა-ჰ]+ ){0,3}$")
_BEGINS = re.compile(
    r"[:;“]|(?<![„ ][ა-ჰ])\)|(?:იქნ[ეა]ს|პუნქტი|რედაქციით|გამოცხადდეს|ჩაითვალოს|ცნობილი?|გაუქმდეს|"
    r"ხოლო|კანონი|ბრძანება|დადგენილება|განკარგულება|ბრძანებულება)(?![ა-ჰ])"
)
_KINDS = ("დადგენილების", "ბრძანებულების", "განკარგულების", "გადაწყვეტილების")
_STARTS = re.compile("ა?მოქმედებ|ძალაში|მიღებ|გამოცემ")  # what an act does by itself
_THIS = re.compile(r"(?:ამ|წინამდებარე|აღნიშნული) $")


def without_day(tokens: list[Token], text: str) -> list[Token]:
    """The tokens without „[ამ კოდექსის] გამოქვეყნებიდან მე-15 დღეს“."""
    if not tokens:
        return tokens
    start, end = tokens[0].start, tokens[-1].end
    spans = [found.span() for found in _NTH_DAY.finditer(text, start, end)]
    return [t for t in tokens if not any(a <= t.start < b for a, b in spans)]


def named_day(clause: Clause) -> str | None:
    """The one day from which an order says it holds (ISO), or None."""
    days = [t.value for t in (*clause.left, *clause.right) if t.kind == "date" and t.case == "abl"]
    return days[0] if len(days) == 1 and len(days[0]) == 10 and days[0][0] != "-" else None


def days_of(clause: Clause) -> list[tuple[int, str]]:
    """Every whole day „… 1 იანვრიდან“ of an order, with its place."""
    tokens = (*clause.left, *clause.right)
    return [(t.start, t.value) for t in tokens if t.kind == "date" and t.case == "abl"]


def _nearly_own(word: str) -> bool:
    """Whether a word is the misspelt kind of an act: „ამ დაგენილების ძალაში შესვლის დღიდან“."""
    return len(word) > 7 and any(distance(word, kind) <= 2 for kind in _KINDS)


def _of_another(text: str, title: str) -> bool:
    """Whether the act whose start is told is another: named by its title, or „the new code“.

    ``text``: the words before the noun of the act; ``title``: that of the act that speaks.
    """
    if _NEW.search(text):
        return True
    named = _TITLED.search(text)
    return named is not None and _letters(named["title"]) not in _letters(title)


def _letters(words: str) -> str:
    return "".join(re.findall("[ა-ჰ0-9]+", words))


def waits(text: str, before: str = "", title: str = "") -> str:
    """The words of an event, or of a term, after which an order takes effect; "" without any.

    ``before``: what stands before the sentence, where the copy may have broken a word.
    ``title``: the act's own, which it may call itself by.

    >>> waits("„ბიუჯეტის შესახებ“ საქართველოს კანონის ძალაში შესვლისთანავე გაუქმდეს №5 წესი")
    '„ბიუჯეტის შესახებ“ საქართველოს კანონის ძალაში შესვლისთანავე'
    >>> waits("„ტყის შესახებ“ კანონის ამოქმედებიდან გაუქმდეს №5 წესი", title="ტყის შესახებ")
    ''
    >>> waits("№5 წესი გაუქმდეს ახალი საბაჟო კოდექსის ძალაში შესვლის დღიდან")
    'ახალი საბაჟო კოდექსის ძალაში შესვლის დღიდან'

    >>> waits("ამ დადგენლების ამოქმედების მომენტიდან გაუქმდეს №5 დადგენილება")
    ''
    """
    text = text.replace("\n", " ")
    words = blanked(text)
    term = _TERM.search(words) or _NTH_DAY.search(words)
    if term:
        return term.group().strip(" -")
    for event in _EVENT.finditer(words):
        in_full = event["how"] == "სრულად "  # not of the part that starts first
        broken = "".join((before + words[: event.end("what")]).split())
        registered = event["event"].startswith("რეგისტრაცი")  # which brings no act into force
        if _OWN_BROKEN.search(broken) and not (in_full or registered):
            continue
        this = _THIS.search(words, 0, event.start())
        others = _OTHER_ACTS.fullmatch(event["what"]) and not this
        foreseen = _FORESEEN.search(words, 0, event.start("what"))
        misspelt = this and _nearly_own(event["what"])
        starts = _STARTS.match(event["event"]) or this
        own = bool((_OWN_ACT.fullmatch(event["what"]) or misspelt) and starts and not registered)
        another = own and not this and _of_another(text[: event.start("what")], title)
        if others or foreseen or in_full or another or not own:
            begins = [m.end() for m in _BEGINS.finditer(words, 0, event.start())]
            titled = _TITLED.search(text, 0, event.start("what")) if another else None
            first = titled.start() if titled else begins[-1] if begins else 0
            return " ".join(text[first : event.end()].split())
    return ""
