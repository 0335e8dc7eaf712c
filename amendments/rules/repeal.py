"""Acts that lose force, whole or in part.

ძალადაკარგულად გამოცხადდეს „წყლის შესახებ“ საქართველოს მთავრობის 2010 წლის 3 მაისის
№120 დადგენილება.
    → repeal-act
ძალადაკარგულად გამოცხადდეს „…“ ბრძანებულების მე-6 პუნქტი.
    → repeal [point 6]
"""

from __future__ import annotations

import itertools
import re
from collections.abc import Sequence
from dataclasses import replace

from amendments.citation import Target
from amendments.drafts import Draft, NotRead
from amendments.lexicon import ACT_WORDS
from amendments.rules import Order
from amendments.rules import words as words_rule
from amendments.tokens import Token
from amendments.verbs import unquoted
from amendments.written_days import DATIVE

_LIMITS = frozenset(
    "გარდა გამორიცხვით ნაწილში ნაწილით რომელიც რომლებიც რომლითაც სადაც თუ ნორმატიული".split()
)
# „… წესის შესახებ“ ინსტრუქციის (ექსპორტის გარდა) მინისტრის … ბრძანება“
_EXCEPTS = re.compile(r"\([^()\n]{0,160}(?<![ა-ჰ])(?:გარდა|გამორიცხვით)(?![ა-ჰ])[^()\n]{0,160}\)")
# „… კანონი და მის საფუძველზე მიღებული კანონქვემდებარე აქტები“
_UNDER_IT = re.compile(r" და (?:მის|მათ) საფუძველზე (?:მიღებულ|გამოცემულ)[^.;:„“]{0,80}აქტები")
_MADE = frozenset("შექმნილი დაარსებული დაფუძნებული".split())
_ACTS = "|".join(word[:-1] for word in ACT_WORDS)
_OWN_START = re.compile(
    r"(?:(?:ამ|აღნიშნული|წინამდებარე) )?[ა-ჰ]+ის (?:ამოქმედებ|ძალაში შესვლ)[ა-ჰ]*"
    r"(?: (?:დღიდან|მომენტიდან|შემდეგ|თანავე))?"
)
_FROM_ITS_START = re.compile(
    r"(?<![ა-ჰ])(?:მისი|მათი|ცნობილი?) (?:ძალაში შესვლ|ამოქმედებ|მიღებ|გამოცემ)"
    r"(?:ის (?:დღ|მომენტ|თარიღ)იდან|ისთანავე)"
)


def _limited(order: Order) -> bool:
    """Whether a bracket leaves something out: „(გარდა მე-4 პუნქტისა)“."""
    words = (
        order.view.text[slice(*t.inner)]
        for t in (*order.clause.left, *order.clause.right)
        if t.kind == "paren"
    )
    return any(not _LIMITS.isdisjoint(inside.split()) for inside in words)


def _unread_act(tokens: Sequence[Token]) -> bool:
    """„… 1999 წლის 31 მაისის №1 დადგენილიება“: an act cited by a word that no rule knows."""
    pairs = itertools.pairwise(tokens)
    return any(
        one.kind == "date" and one.case != "abl" and two.kind == "number" and two.series == "numero"
        for one, two in pairs
    )


def _of_each_act(named: list[Target], cited: Sequence[Target]) -> list[Target]:
    """„№69, №70 და №71 ბრძანებების მე-2 პუნქტები“: the point of every act that shares the noun."""
    out: list[Target] = []
    for target in named:
        act = target.act
        shares = act is not None and act.plural and bool(target.steps)
        out += [
            replace(target, act=other.act)
            for other in cited
            if shares and other.act != act and other.act is not None and not other.steps
            and other.case == "gen" and other.act.plural and act and other.act.kind == act.kind
        ]  # fmt: skip
        out.append(target)
    return out


# a claim that is refused, or that a party makes
_CLAIMED = re.compile(
    r"არ დაკმაყოფილდეს|(?<![ა-ჰ])(?:(?:მო)?ითხოვ(?:ს|ენ|და|დნენ|ეს)|თუ|რომ|უნდა)(?![ა-ჰ])"
)
_NEXT_SENTENCE = 240  # characters behind an order in which its own start may be told
_FAR = 600  # characters behind a clause
# „… 2010 წლის 27 ივლისის №12 დადგენილება“
_AN_ACT = re.compile(r"\d{4} ?წლის \d{1,2} ?[ა-ჰ]+ ?№ ?\d[^„“\n]{0,20}(?:" + _ACTS + ")")


def _holds_act(order: Order, verb: str) -> bool:
    """Whether an act is cited in a bracket, or behind a stop that ends no sentence."""
    text = order.view.text
    last = min(len(text), order.clause.end + _FAR)
    line_end = text.find("\n", order.clause.end, last)
    found = _AN_ACT.search(text, order.clause.start, line_end if line_end >= 0 else last)
    return verb.startswith("ძალა") and "უნდა" not in verb and found is not None


def _orders_unnamed(order: Order, verb: str) -> bool:
    """„ძალადაკარგულად გამოცხადდეს“ of acts that are not read: in a list, by a broken citation."""
    if not verb.startswith("ძალა") or "უნდა" in verb or order.conditional:
        return False
    if _holds_act(order, verb):
        return True
    lead = order.clause.left
    words = order.view.text[lead[0].start : lead[-1].end] if lead else ""
    started = _OWN_START.fullmatch(words) is not None
    if not started and any(t.kind not in ("cited", "date", "mark", "conj") for t in lead):
        return False
    right = order.clause.right
    return not right or any(t.kind in ("cited", "act", "quote") for t in right) or any(
        t.kind == "mark" and t.value not in ".;,:" for t in right
    )  # fmt: skip


def _excepts(order: Order, draft: Draft) -> bool:
    """Whether a bracket that is none of the act's title leaves something out."""
    found = _EXCEPTS.search(unquoted(order.view.text, *draft.source))
    title = (draft.target.act.title or "") if draft.target.act is not None else ""
    return found is not None and "".join(found.group().split()) not in "".join(title.split())


_DAY_CUT = re.compile(r"(?<![ა-ჰ])წლის\s+\d[\d ]{0,3}\s*$")
_ONLY_FOR = re.compile(
    r"(?<![ა-ჰ])(?:მიმართ|ნაწილში|ნაწილით|ნაწილობრივ|მხოლოდ|გარდა|გამორიცხვით)(?![ა-ჰ])"
)


# „… კოდექსი 2005 წლის 1 იანვრიდან დაწყებულ საგადასახადო პერიოდებზე“: not for every case
_ONLY_ON = re.compile(
    r"(?:დაწყებულ|წარმოშობილ|წარმოქმნილ)[ა-ჰ]* (?:[ა-ჰ-]+ ){0,2}[ა-ჰ]+ებზე(?![ა-ჰ])"
)
_NUMBER_BEFORE = re.compile(r"№ ?\d+ $")
_DAY_BEHIND = re.compile(r" \d{1,2} (?:" + "|".join(DATIVE.split("|")) + r")ი(?![ა-ჰ])")
# „… დადგენილება და მის შესაბამისად მიღებული „რეგლამენტი““: more than the act
_AND_NUMBERED = re.compile(r",? ?(?:და|აგრეთვე|ასევე) [^.;:(]{0,200}№ ?\d")
_ACT_BEFORE = re.compile(
    r"\d{4} ?წლის [^.;:]{0,60}(?:" + _ACTS + r")[^.;:]{0,200} (?:და|აგრეთვე|ასევე) $"
)
_AND_MADE = re.compile(r"^,? ?(?:და|აგრეთვე|ასევე) (?:[ა-ჰ]+ ){0,3}(?:მიღებულ|გამოცემულ)ი(?![ა-ჰ])")


def _undated(draft: Draft) -> bool:
    act = draft.target.act
    return act is not None and act.date is None


def _not_whole(order: Order, drafts: list[Draft]) -> None:
    """Refuses what the words around the acts of an order limit, or do not let be told.

    „№5 ბრძანება ბაღის მიმართ“, „№5 ბრძანება მთავრობის ნაწილში“; „… წლის 2⏎მაისის №5 ბრძანება“, a
    day that the copy broke; „№5 ბრძანება და 2012 წლის 2 მაისის №7 ბრძანების“, a second act.
    """
    text = order.view.text
    for draft in drafts:
        start = draft.target.start
        if draft.action != "repeal-act":
            continue
        if _DAY_CUT.search(text, max(0, start - 20), start):
            draft.refusal = ("not-understood", "the day of the act is broken in the copy")
        elif _NUMBER_BEFORE.search(text, max(0, start - 20), start):
            draft.refusal = ("not-understood", "a number that is not read stands before the act")
        elif _undated(draft) and _DAY_BEHIND.match(text, draft.target.end):
            draft.refusal = ("not-understood", "the day stands apart from the act")
    _dropped_before(order, drafts)
    last = max(drafts, key=lambda draft: draft.target.end)
    if last.action != "repeal-act" or last.target.end >= order.clause.end:
        return
    behind = unquoted(text, last.target.end, order.clause.end).replace("\n", " ")
    if _ONLY_FOR.search(behind) or ("ვრცელდ" not in behind and _ONLY_ON.search(behind)):
        for draft in drafts:
            act = draft.target.act
            if draft is last or (act is not None and act.plural and draft.action == "repeal-act"):
                draft.refusal = ("not-understood", "words behind the act limit what is repealed")
    elif _AN_ACT.search(behind) or _AND_NUMBERED.match(behind):
        last.refusal = ("ambiguous-target", "an act that is not read is named behind it")
    elif _AND_MADE.search(behind) and not _UNDER_IT.search(behind):
        start = last.target.end + (text[last.target.end] == " ")
        more = Draft("other", last.target, (start, order.clause.end))
        more.refusal = ("not-understood", "what was made under the act loses force too, unread")
        drafts.append(more)


def _dropped_before(order: Order, drafts: list[Draft]) -> None:
    """Refuses what is named before the first act that is read, and is not: „… დადგენილებით
    დამტკიცებული ინსტრუქციის განაყოფი 5 და … დამტკიცებული წესები“."""
    first = min(drafts, key=lambda draft: draft.target.start)
    begins, ends = order.clause.verb.end, first.target.start
    if first.action != "repeal-act" or not 0 < begins < ends:
        return
    begins += order.view.text[begins] == " "
    if _ACT_BEFORE.search(unquoted(order.view.text, begins, ends).replace("\n", " ")):
        unread = Draft("other", Target(start=begins, end=ends), (begins, ends))
        unread.refusal = ("not-understood", "what is named before the act is not read")
        drafts.insert(0, unread)


def _in_plural(draft: Draft) -> bool:
    """Whether the noun of the act says that there are several: „№5 და … №7 ბრძანებები“."""
    act = draft.target.act
    return draft.action == "repeal-act" and act is not None and act.plural


def _held(order: Order) -> NotRead:
    """What the Constitutional Court holds unconstitutional, told on the unit that it names, not on
    the article of the Constitution that the unit is measured by."""
    cited = [
        target
        for target in (*order.right.targets, *order.left.targets)
        if target.act is None or not target.act.kind.endswith("კონსტიტუცია")
    ]
    held = order.not_read("the Court holds it unconstitutional; a person records the judgment")
    acts = [target.act for target in cited if target.act is not None]
    known = order.frame.act is not None or any(not act.local and not act.own for act in acts)
    verb = order.clause.verb
    at = verb.start if verb.end > verb.start else order.frame.verb_span[0]  # that of the list
    before = order.view.text[order.view.text.rfind("\n", 0, at) + 1 : at]
    if _CLAIMED.search(before) is not None:
        return replace(held, amending=False, why="a claim to the Court, and not what it holds")
    named = [target for target in cited if target.case in ("nom", "stem")] or cited
    placed = order.placed(named[:1])
    return replace(held, amending=known, target=placed[0] if placed else None)


def repeal(order: Order) -> list[Draft] | NotRead:
    """Each act or unit named in the nominative."""
    verb = order.view.text[order.clause.verb.start : order.clause.verb.end]
    if verb.endswith(("გამოაცხადოს", "იცნოს")):  # „ეთხოვოს პრეზიდენტს ძალადაკარგულად გამოაცხადოს“
        asked = order.not_read("a body is asked or obliged to repeal, nothing is repealed yet")
        return replace(asked, amending=False)
    said = verb or order.view.text[slice(*order.frame.verb_span)]  # an item has its list's verb
    if "არაკონსტიტუციურ" in said:
        return _held(order)
    if "არარა" in said:
        return order.not_read("the act is declared void from the beginning")
    start, end = order.source
    if "ბათილ" in said and _FROM_ITS_START.search(order.view.text, start, end + _NEXT_SENTENCE):
        return order.not_read("the unit is declared void from its own beginning")
    if order.left.words or order.right.words:
        return words_rule.remove(order)
    targets = order.right.with_case("nom", "stem") or order.left.with_case("nom", "stem")
    named = [
        t
        for t in targets
        if t.steps or t.facet != "unit" or (t.act is not None and not t.act.local) or t.document
    ]
    if not named:
        unnamed = order.not_read("no act or unit is named")
        if verb.startswith("გაუქმ") and not _MADE.isdisjoint(order.unknown):
            return replace(unnamed, amending=False)  # „№3 ბრძანებით შექმნილი კომისია“: a body
        return replace(unnamed, amending=unnamed.amending or _orders_unnamed(order, verb))
    unread = order.unknown
    if _unread_act((*order.clause.left, *order.clause.right)):
        return order.not_read("a date with a number stands beside no kind of act")
    if (
        not _LIMITS.isdisjoint(unread)
        or _limited(order)
        or (unread and any(t.steps or t.document for t in named))
    ):
        strange = order.not_read(order.strange())
        told = _holds_act(order, verb) and not order.conditional
        return replace(strange, amending=strange.amending or told)
    documents = [t for t in named if t.document and not t.steps]
    if documents and (order.right.bare or order.left.bare):
        return order.not_read("more is named beside the document than is read")
    named = _of_each_act(named, (*order.left.targets, *order.right.targets))
    parents = [t for t in order.left.targets if t.case in ("abl", "loc")]
    above = order.placed(parents)[0] if parents else None
    quote = next(iter(order.right.bare), None)
    drafts = []
    for target in order.placed(named):
        if not (target.steps or target.facet != "unit" or target.document):
            drafts.append(Draft("repeal-act", target, (target.start, target.end)))
            continue
        unnumbered = bool(target.steps) and target.steps[-1][1] is None
        old = quote.inner if quote is not None and unnumbered else None
        place = above if above is not None and target.act is None else target
        drafts.append(Draft("repeal", place, order.source, old=old, takes_payload=order.payload))
    for draft in drafts:
        if _excepts(order, draft):
            draft.refusal = ("not-understood", "a bracket excepts a part of what is repealed")
    _not_whole(order, drafts)
    if sum(_in_plural(draft) for draft in drafts) == 1:
        alone = next(draft for draft in drafts if _in_plural(draft))
        alone.refusal = ("ambiguous-target", "several acts are spoken of, and one is read")
    if _UNDER_IT.search(order.view.text, order.clause.start, order.clause.end):
        drafts[-1].notes.append("the acts made under it, which are not named, lose force too")
    if said.startswith("ბათილ"):
        for draft in drafts:
            draft.notes.append("declared invalid (ბათილად), which may reach back")
    return drafts
