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
from amendments.clause_tail import VERB, Tail, read_tail, rule_in
from amendments.folding import Folded, fold
from amendments.operations import Commencement, CommencementRule, Path, Span
from amendments.reach_back import reach_of
from amendments.tokens import tokenize
from amendments.written_days import MONTH, MONTHS

_ACT = (
    "კანონი|ბრძანება|დადგენილება|განკარგულება|ბრძანებულება|გადაწყვეტილება|დეკრეტი|კოდექსი|"
    "რეგლამენტი|აქტი|წესი|დებულება|ცვლილება|ცვლილებები|დამატება|დამატებანი|ინსტრუქცია"
)
_WHOLE = re.compile(
    r"(?:(?:ეს|წინამდებარე|აღნიშნული|მოცემული|ამ) )?(?:საქართველოს )?"
    r"(?:ორგანული |კონსტიტუციური )?(?:ბრძანებით დამტკიცებული |დადგენილებით დამტკიცებული )?"
    rf"(?P<noun>{_ACT})"
)
# „ეს კანონი და მისი დანართი“: the act with all that belongs to it
_WITH_ITS = re.compile(
    r" და (?:(?:მისი|თანდართული|მისით დამტკიცებული|ამავე [ა-ჰ]{4,14}ით დამტკიცებული) )+"
    r"(?:დანართ(?:ი|ები)(?: №? ?\d+)?|წესი|დებულება|ინსტრუქცია|ნუსხა|სია|ფორმა)$"
)
_MARKED = re.compile(r"(?<=\n)„ ?(?P<words>[^„“\n]{10,300})“? ?[.;]?(?=\n|$)")
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
_THAT_STARTS = re.compile(r"(?P<before>.*გარდა [^\n]+?),? რომ(?:ელიც|ლებიც) ?$", re.DOTALL)
_EXCEPT = re.compile(r"[,(]? ?\(?გარდა (?P<out>[^\n]+?)\)?,? ?$")
_DAY_GOES_ON = re.compile(rf" ?(?:წლის (?=\d|პირველ)|(?:{MONTH})[ა-ჰ]*დან )")
# „ეს დადგენილება ამოქმედდეს / გამოქვეყნებისთანავე“
_VERB_ENDS = re.compile(r"(?:ამოქმედდეს|ძალაშია|შევიდეს|შედის) ?$")
_START_FOLLOWS = re.compile(r" ?(?:გამოქვეყნებ|მიღებ|ხელმოწერ|გამოცემ|(?:19|20)\d\d ?წლის)")
_AND_NEXT = re.compile(r",? ?(?<![ა-ჰ])ხოლო ")
# what a further part of the sentence may be: the rest of the act, a reach-back, an order
_THE_REST = re.compile(
    r"(?:(?:ამ )?(?:კანონის|ბრძანების|დადგენილების|განკარგულების|ბრძანებულების) )?(?:ყველა )?"
    r"(?:სხვა )?დანარჩენი(?: (?:ნაწილი|დებულებები|დებულებანი|ნორმები|(?P<articles>მუხლები)))?"
)
_REACHES = re.compile(r"გავრცელდეს|ვრცელდება")
_ORDERS = re.compile(r"ძალა ?დაკარგულ|გაუქმდეს|ამოღებულ|ჩამოყალიბდეს|დაემატოს|შეიცვალოს")
_ITS = re.compile(r" ?(?:მისი|ამავე) (?=მუხლ|\d|მე-|პირველ|„|დანართ)")
_OF_PARTS = re.compile(r"მუხლ|პუნქტ|ნაწილ|აბზაც|დანართ|თავ(?:ი|ებ)")
# provisions that start or are excepted, not „მე-3 პუნქტით გათვალისწინებული“
# or the rest of the act
_MORE = re.compile(
    r"(?:მუხლ|პუნქტ|ნაწილ|აბზაც|დანართ|თავ)(?:ებ)?(?:ი|ისა|ის გარდა)(?![ა-ჰ])|დანარჩენ"
)
# „ნორმატიული აქტების შესახებ“ კანონის 24-ე მუხლის შესაბამისად: a basis, not what starts
_BASIS = re.compile(
    r",? ?„ ?ნორმატიული აქტების შესახებ ?“ საქართველოს (?:ორგანული )?კანონის"
    r"(?: [^,„“]{0,60}?)?(?:შესაბამისად|თანახმად|საფუძველზე),? ?"
)
_PUBLISHES = re.compile(r" გამოქვეყნდეს [^,.;]{0,80} და ?$")
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
_UNTIL = re.compile(
    r"(?:წლამდე|(?:იანვ|თებერვ|მარტ|აპრილ|მაის|ივნის|ივლის|აგვისტო|ბრ)[ა-ჰ]*მდე)(?![ა-ჰ])"
)
_YEAR_APART = re.compile(r"(?<!\d)(?:(?:19|20)\d \d|(?:19|20) \d\d|[12] \d{3})(?= ?წლის)")
_MONTH_APART = re.compile(r"(?<=\d )([ა-ჰ]{2,9}) ([ა-ჰ]{2,9}დან)(?![ა-ჰ])")
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
    for verb in VERB.finditer(view.text, 0, len(view.text) if until is None else until):
        if verb.start() < done or any(a <= verb.start() < b for a, b in payloads):
            continue
        first, done = sentence_around(view.text, verb.start(), verb.end())
        done = _before_next(view.text, verb.end(), done)
        before = list(_AND_NEXT.finditer(view.text, first, verb.start()))
        start = before[-1].end() if before else first
        named = itself.match(view.text, start, verb.start()) if itself else None
        clauses = _clauses(view, named.end() if named else start, done, verb)
        norm = _is_norm(view.text, start, verb, kind)
        if before and not clauses and out and _same_sentence(view, out[-1][0], first):
            out[-1] = (_unread(out[-1][0]), out[-1][1])
        out.extend((clause, norm) for clause in clauses)
    said = [clause for clause, norm in out if not norm]
    if not any(c.span and (kind or "") in c.span.quote for c in said):
        said = [clause for clause, _ in out]
    return _reaching_back(view, payloads, said or _marked(view, payloads))


def _before_next(text: str, start: int, end: int) -> int:
    """Where a clause ends before another one: „…, ხოლო მე-3 პუნქტი ამოქმედდეს …“."""
    for also in _AND_NEXT.finditer(text, start, end):
        if VERB.search(text, also.end(), end):
            return also.start()
    return end


def _marked(view: Folded, payloads: list[tuple[int, int]]) -> list[Commencement]:
    """A clause in quotation marks where the act has no other: whether it is its own is not said."""
    for found in _MARKED.finditer(view.text):
        inside = any(a < found.end() and found.start() < b for a, b in payloads)
        verb = VERB.search(found["words"])
        if inside or verb is None or not _WHOLE.match(found["words"]):
            continue
        first, last = view.span(found.start("words"), found.end("words"))
        quote = view.source[first:last]
        return [Commencement("all", "other", span=Span(first, last, quote))]
    return []


def _reaching_back(
    view: Folded, payloads: list[tuple[int, int]], clauses: list[Commencement]
) -> list[Commencement]:
    """The clauses with the day of a reach-back that stands in a sentence of its own.

    Where no clause says the start, the law does, and a clause without a rule holds the day; a
    reach-back of some provisions only is left to the reader of the act.
    """
    for verb in _BACK_VERB.finditer(view.text):
        if any(a <= verb.start() < b for a, b in payloads):
            continue
        start, end = sentence_around(view.text, verb.start(), verb.end())
        back = reach_of(view.text[start:end].replace("\n", " "))
        if back.day is None or not _BACK_WHOLE.fullmatch(view.text, start, verb.start()):
            continue
        if not clauses:
            first, last = view.span(start, end)
            span = Span(first, last, view.source[first:last])
            clauses = [Commencement("all", "none", span=span)]
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
    if label and label.end() <= verb_start and not text[start:].startswith(("ეს ", "ამ ")):
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


def _same_sentence(view: Folded, clause: Commencement, start: int) -> bool:
    """Whether the sentence that begins at ``start`` (folded) is the one of a clause before."""
    return clause.span is not None and clause.span.start >= view.span(start, start + 1)[0]


def _unread(clause: Commencement) -> Commencement:
    """A clause whose sentence goes on with words that are not read."""
    if clause.scope == "all" or clause.leaves_out:
        return replace(clause, rule="other", date=None, days=None)
    return replace(clause, readable=False)


def _clauses(view: Folded, start: int, end: int, verb: re.Match[str]) -> list[Commencement]:
    """What one verb says: its clause, and those of „გარდა …, რომელიც …“ and „ხოლო … - …“.

    Words behind the verb that are not read leave the day of all they may speak of open.
    """
    text = _one_line(view.text[start:end])
    subject, after = view.text[start : verb.start()], view.text[verb.end() : end]
    later = ""  # what „გარდა …, რომელიც ამოქმედდეს …, ამოქმედდეს …“ says of the exception
    inner, again = _THAT_STARTS.search(subject), VERB.search(after)
    if inner is not None and again is not None:
        subject, later, after = inner["before"], after[: again.start()], after[again.end() :]
    behind = _BASIS.sub(" ", _one_line(after))
    main, *further = _AND_NEXT.split(behind)
    main += "".join(f" და {piece}" for piece in further if _REACHES.search(piece))
    further = [p for p in further if not _REACHES.search(p) and not _ORDERS.search(p)]
    head, out = _subject(_one_line(subject))
    tail = read_tail(main)
    told = rule_in(head) if tail.rule == "other" else None
    if told is not None:
        said = read_tail(head[told[0] : told[1]])
        head = head[: told[0]] + head[told[1] :]
        tail = tail._replace(rule=said.rule, days=said.days, day=said.day)
    bare = _PUBLISHES.sub(" ", _BASIS.sub(" ", head)).strip(" ,-:.\n")
    if _WHOLE.match(bare):
        bare = _WITH_ITS.sub("", bare)
    states = _STATES.fullmatch(verb.group())
    if states and (_names_nothing(view.text, bare, verb) or _OF_LAWS.search(text)):
        return []
    behind_it = tail.rest.strip(" ,-:.")
    if not bare and (_WHOLE.fullmatch(behind_it) or _OF_PARTS.search(behind_it)):
        bare, tail = behind_it, tail._replace(rest="")  # the subject comes last
    named = _WHOLE.fullmatch(bare)
    whole = named is not None or not bare
    covers = () if whole else _paths(bare)
    own = _OF_PARTS.search(bare) or _SELF.search(bare)
    spoken_of = _WHOLE.match(bare) or (own and not states)
    if not whole and not covers and not spoken_of:
        return []  # „ხელშეკრულება ამოქმედდეს …“: not about this act's provisions
    rule, days, day = tail.rule, tail.days, tail.day
    if tail.rest or _other_act(main, rule, named["noun"] if named else ""):
        rule, days, day = "other", None, None
    if rule == "other" and _as_law_says(_one_line(after)):
        return []  # „დადგენილება ძალაში შევიდეს კანონმდებლობით დადგენილი წესით“: the default
    if rule == "other" and states and _UNTIL.search(text):
        return []  # „ეს დადგენილება ძალაშია 2014 წლის 1 იანვრამდე“: says no start
    excepted = [words for words in (out, tail.out) if words]
    left_out = tuple(path for words in excepted for path in _paths(words, covers))
    readable = bool(whole or covers) and all(_paths(words) for words in excepted)
    first, last = view.span(start, end)
    clause = Commencement(
        scope="all" if whole and not excepted else " ".join(subject.split()).strip(" ,-"),
        rule=rule,
        date=day,
        days=days,
        retroactive_from=tail.back.day,
        until=tail.until,
        span=Span(first, last, view.source[first:last]),
        covers=covers,
        leaves_out=left_out,
        readable=readable and (whole or not _MORE.search(tail.rest)),
        reach_limited=tail.back.limited,
    )
    found = [clause]
    if tail.of_out is not None:
        found.append(_further(clause, tail.out, left_out, tail.of_out))
    if later:
        found.append(_further(clause, out, left_out, read_tail(_one_line(later))))
    for piece in further:
        added = _elliptic(clause, piece)
        if added is None:
            found[0] = _unread(found[0])
        else:
            found.append(added)
    return found


def _one_line(words: str) -> str:
    text = _YEAR_APART.sub(lambda m: m.group().replace(" ", ""), words.replace("\n", " "))
    return _MONTH_APART.sub(_month_joined, text)


def _further(
    clause: Commencement, words: str, covers: tuple[Path, ...], tail: Tail
) -> Commencement:
    """The clause on provisions that the same sentence gives a start of their own."""
    plain = not (tail.rest or tail.out)
    return replace(
        clause,
        scope=words,
        rule=tail.rule if plain else "other",
        date=tail.day if plain else None,
        days=tail.days if plain else None,
        retroactive_from=tail.back.day,
        until=tail.until,
        covers=covers,
        leaves_out=(),
        readable=bool(covers) and not _MORE.search(tail.rest),
        reach_limited=tail.back.limited,
    )


def _elliptic(clause: Commencement, piece: str) -> Commencement | None:
    """„…, ხოლო მე-4 პუნქტი - 2024 წლის 1 იანვრიდან“: the verb is that of the clause before.

    „…, ხოლო დანარჩენი - გამოქვეყნებისთანავე“ leaves out what the clause before covers.
    """
    told = rule_in(piece)
    at = told[0] if told else piece.find(" - ")
    if at < 0:
        return None
    words, tail = piece[:at].strip(" -,:"), read_tail(piece[at:])
    rest = _THE_REST.fullmatch(words)
    if rest is None:
        covers = _paths(words, clause.covers or clause.leaves_out)
        return _further(clause, words, covers, tail) if covers else None
    articles = all(len(path) == 1 for path in clause.covers)
    if not clause.covers or clause.leaves_out or (rest["articles"] and not articles):
        return None
    others = _further(clause, words, (), tail)
    return replace(others, leaves_out=clause.covers, readable=not tail.rest)


def left_to_law(words: str) -> bool:
    """„დადგენილება ძალაში შევიდეს კანონმდებლობით დადგენილი წესით“: the start is the default one."""
    verb = VERB.search(words)
    return verb is not None and _as_law_says(words[verb.end() :])


def _as_law_says(behind: str) -> bool:
    """Whether all that stands behind the verb is „as the law provides“, or the Law on Normative
    Acts itself („„ნორმატიული აქტების შესახებ“ საქართველოს კანონის შესაბამისად“)."""
    words = _BASIS.sub(" ", behind)
    return _AS_LAW_SAYS.fullmatch(words) is not None or (words != behind and not words.strip(" ."))


def _other_act(behind: str, rule: CommencementRule, noun: str) -> bool:
    """Whether a clause waits for the publication of an act of another kind."""
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


def _paths(words: str, beside: tuple[Path, ...] = ()) -> tuple[Path, ...]:
    """The provisions of this act that words name; none where a word is not understood.

    A point without its article belongs to the one article named ``beside``.
    """
    its = _ITS.match(words)
    view = fold(words[its.end() :] if its else words)
    phrase = read_phrase(fold_citations(tokenize(view.text, 0, len(view.text)), view), view)
    foreign = phrase.act is not None and not (phrase.act.own or phrase.act.local)
    if phrase.unknown or (foreign and "ამ " not in words):
        return ()
    approved = "დამტკიცებულ" in words  # „ამ ბრძანებით დამტკიცებული წესის მე-8 პუნქტი“
    paths = tuple(
        (("annex", None), *t.steps) if t.document and approved else t.steps
        for t in phrase.targets
        if t.steps
    )
    articles = {path[0] for path in beside}
    if len(articles) != 1 or next(iter(articles))[0] != "article":
        return paths
    (article,) = articles
    return tuple((article, *p) if p[0][0] in ("point", "subpoint") else p for p in paths)
