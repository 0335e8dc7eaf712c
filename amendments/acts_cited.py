"""Acts as they are cited: title, issuer, date, number, kind, gazette bracket, registration code.

Law 1876 art. 20(7) says what identifies the amended act. The common order is
„სათაური“ issuer-genitive, date, №, kind: `„სატყეო წესის შესახებ“ საქართველოს მთავრობის 2010 წლის
20 აგვისტოს №242 დადგენილებაში (სსმ III, №101, მუხ. 1567)`; repeals also put the title last.

The noun of the kind anchors the citation; everything else is looked for around it.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from amendments import nominative
from amendments.act_nouns import (
    drop_approving_law,
    is_bare_number,
    is_dated,
    is_issued,
    is_mark,
    is_numero,
    particulars_behind,
    shares_noun,
    without_kind,
)
from amendments.approved_alone import approved_alone
from amendments.behind_noun import act_number, bracket, forwards
from amendments.cited import Cited, CitedToken
from amendments.folding import Folded
from amendments.issuers import AUTONOMY, COUNTRY, issuer_start
from amendments.issuers import issuer as issuer_of
from amendments.titles import is_title, title_before, title_in
from amendments.tokens import Token

# A title without marks is believed of a law or a treaty alone, or beside a date or number.
_TREATIES = ("კანონი", "შეთანხმება", "ხელშეკრულება", "კონვენცია", "ოქმი")
_CODES = ("კოდექსი", "კონსტიტუცია")
_ADOPTED = frozenset("მიღებული მიღებულ გამოცემული გამოცემულ".split())
_KIND_ADJECTIVES = {
    "ორგანულ": "ორგანული", "ორგანული": "ორგანული", "კონსტიტუციურ": "კონსტიტუციური",
    "კონსტიტუციური": "კონსტიტუციური", "ერთობლივ": "ერთობლივი", "ერთობლივი": "ერთობლივი",
}  # fmt: skip


def fold_citations(tokens: list[Token], view: Folded) -> list[Token]:
    """The tokens with every citation of an act put together into one token."""
    out: list[Token] = []
    index = 0
    while index < len(tokens):
        token = tokens[index]
        alone = approved_alone(tokens, index, out, view)
        if alone is not None:
            index = alone[0]
            out.append(alone[1])
            continue
        unnamed = without_kind(tokens, index, out, view)
        if unnamed is not None:
            index, token = unnamed
        elif token.kind != "act" and not is_issued(token, out):
            out.append(token)
            index += 1
            continue
        index, token = particulars_behind(tokens, index, token, out)
        law = drop_approving_law(out) if token.value == "კოდექსი" else None
        issued_last = bool(out) and out[-1].kind not in ("date", "number", "paren")
        first, found = _backwards(out, token, view)
        if isinstance(law, CitedToken) and law.cited is not None and not found[-1].cited.date:
            approved, by = found[-1].cited, law.cited
            found[-1].cited = replace(
                approved, date=by.date, number=by.number, issuer=approved.issuer or by.issuer
            )
        while token.plural and shares_noun(out, first):
            found[0].start = out[first].start
            first, more = _backwards(out[: first - 1], token, view)
            more[0].start = out[first].start
            common = more[-1].cited.issuer
            for later in found:
                later.cited = replace(later.cited, issuer=later.cited.issuer or common)
            if issued_last:  # „„X“ №1, „Y“ №2 მინისტრის ბრძანებები“: one issuer of all
                for part in more:
                    known = part.cited.issuer or found[-1].cited.issuer
                    part.cited = replace(part.cited, issuer=known)
            found = more + found
        index, end, last = forwards(tokens, index + 1, token.end, found[-1].cited, view)
        start = out[first].start if first < len(out) else token.start
        if len(found) == 1 and last.issuer is None and last.date and first < len(out):
            last = _issued_alike(out, first, last)
        if isinstance(law, CitedToken) and last.date:
            start = law.start
        del out[first:]
        if token.plural and last.title and not any(part.cited.title for part in found):
            for part in found[:-1]:  # „№15 და №5 დადგენილებები „X““: one title of both
                part.cited = replace(part.cited, title=last.title)
        for place, part in enumerate(found[:-1]):
            begins = start if place == 0 else part.start
            shared = replace(part.cited, case=last.case, document=last.document)
            out.append(_token(begins, part.end, shared))
        out.append(_token(start if len(found) == 1 else found[-1].start, end, last))
    return out


def _issued_alike(out: list[Token], first: int, cited: Cited) -> Cited:
    """„საკრებულოს … №129 დადგენილება და 2010 წლის … №15 დადგენილება“: one issuer of both."""
    if first < 2 or out[first].kind != "date" or out[first - 1].value not in ("და", ","):
        return cited
    before = out[first - 2]
    if not isinstance(before, CitedToken) or before.case != "nom" or before.plural:
        return cited
    if before.cited is None or before.cited.kind != cited.kind:
        return cited
    return replace(cited, issuer=before.cited.issuer)


def _token(start: int, end: int, cited: Cited) -> CitedToken:
    return CitedToken("cited", start, end, cited.kind, cited.case, cited.plural, cited=cited)


@dataclass(slots=True)
class _Part:
    """One act of an enumeration that shares the noun: „№136, 13 ივლისის №178 ბრძანებები“."""

    start: int
    end: int
    cited: Cited
    date: str | None = None
    number: str | None = None


def _backwards(out: list[Token], token: Token, view: Folded) -> tuple[int, list[_Part]]:
    """What stands before the noun; index of the first token taken, and the acts named."""
    cited = Cited(token.value, token.case, token.plural)
    at = len(out)
    kind = token.value
    if at and out[at - 1].kind == "word" and out[at - 1].value in _KIND_ADJECTIVES:
        kind = f"{_KIND_ADJECTIVES[out[at - 1].value]} {kind}"
        at -= 1
    cited = replace(cited, kind=kind)
    behind = at - 2 if at > 2 and is_mark(out[at - 2], ",") else at - 1
    if behind > 0 and out[at - 1].kind == "paren" and out[behind - 1].kind in ("number", "date"):
        cited = bracket(out[at - 1], cited, view)
        at -= 1
    if at > 1 and out[at - 1].value in _ADOPTED and out[at - 2].kind in ("date", "number"):
        at -= 1
    if at > 1 and is_mark(out[at - 1], ",") and is_numero(out[at - 2]):
        at -= 1
    at, parts, between = _particulars(out, at, token.end, cited, view)
    if at and out[at - 1].kind == "paren" and _SHORT.fullmatch(view.text, *out[at - 1].inner):
        at -= 1  # „… კომისიის (სემეკ) 1998 წლის …“
    last_word = at
    first = issuer_start(out, at, view)
    this = first < at and out[first].kind == "key" and out[first].value == "this"
    if this and not (parts[0].date and parts[0].number):
        return first, [_Part(token.start, token.end, replace(cited, own=True, local=True))]
    words = view.text[out[first].start : out[last_word - 1].end] if first < last_word else ""
    words = "" if this else words  # „ზ ეს ტაფონის საკრებულოს“: a word the copy broke
    at = first
    if at and out[at - 1].kind == "mark" and out[at - 1].value == "„":
        at -= 1
    if at > 1 and is_mark(out[at - 1], "“") and out[at - 2].kind == "key":
        at -= 1
    if at > 1 and out[at - 1].kind == "paren" and out[at - 2].kind == "quote":
        cited = bracket(out[at - 1], cited, view)
        at -= 1
    if len(parts) == 1 and parts[0].date is None and at:
        behind = at - 1 if at > 1 and is_mark(out[at - 1], ",") else at
        place, before, _ = _pair(out, behind, token.end, cited, view)
        if before is not None and before.date and before.date[:2] in ("19", "20"):
            parts[0].date = before.date if len(before.date) == 10 else None
            parts[0].number = parts[0].number or before.number
            at = place
            if kind in _CODES and words:  # „საქართველოს 1997 წლის … საბაჟო კოდექსი“
                at = issuer_start(out, place, view)
                before_day = view.text[out[at].start : out[place].start] if at < place else ""
                words = f"{before_day}{words}"
            elif issuer_of(words, kind) is None:  # „მინისტრის 2002 წლის … №5 საიდუმლო ბრძანება“
                at = issuer_start(out, place, view)
                words = view.text[out[at].start : out[place].start] if at < place else ""
    if at > 1 and out[at - 1].value in tuple(".-,") and is_title(out[at - 2], view):
        at -= 1  # „„წყლის შესახებ“ – საკრებულოს … №2 დადგენილება“
    elif at > 1 and out[at - 1].value in tuple(".,") and out[at - 2].value == "about":
        at -= 1  # „წყლის შესახებ, საკრებულოს … №2 დადგენილება“
    elif at > 1 and is_mark(out[at - 1], "“") and is_title(out[at - 2], view):
        at -= 1  # „„წყლის შესახებ“““: closed twice
    dated = any(part.date or part.number for part in parts)
    bare = bool(at) and out[at - 1].kind == "key"
    if between:
        title = between
    elif bare and not dated and not kind.endswith(_TREATIES):
        title = None
    else:
        place = _before_comma(out, at)
        begun, title = title_before(out, place, view)
        at = begun if title or place == at else at
        if title:
            at, words = _before_title(out, at, token, cited, parts, words, view)
    if kind in _CODES:
        title = title or (f"{words} {token.value}" if words else None)
        words = ""
    if not dated and title is None:
        country = kind.endswith("კანონი") and bool(words)
        country = country and (words in COUNTRY or words.endswith(AUTONOMY))
        if country and words not in COUNTRY:
            cited = replace(cited, issuer=issuer_of(words, kind))
        part = _Part(token.start, token.end, replace(cited, local=True, country=country))
        return (first if country else last_word), [part]
    issuer = issuer_of(words, kind)
    titles: list[str | None] = [title]
    if not dated and title and token.plural and kind.endswith("კანონი"):
        at, titles = _titles_in_turn(out, at, _FAR, title, view)
        marks = out[at : at + 2 * len(titles) : 2]
        parts = [_Part(mark.start, mark.end, cited) for mark in marks]
    elif len(parts) > 1:
        place, titles = _titles_in_turn(out, at, len(parts), title, view)
        if len(titles) == len(parts):
            at = place
        else:
            titles = [None] * len(parts)
    for part, own_title in zip(parts, titles, strict=True):
        part.cited = replace(
            cited,
            title=own_title,
            issuer=issuer,
            date=part.date,
            number=part.number,
        )
    return at, parts


def _before_comma(out: list[Token], at: int) -> int:
    """„1. წყლის წესის შესახებ“, მინისტრის …“: the title ends before the mark and the comma."""
    closed = at > 2 and out[at - 1].value == "," and is_mark(out[at - 2], "“")
    return at - 2 if closed and out[at - 3].value == "about" else at


def _titles_in_turn(
    out: list[Token], at: int, count: int, last: str | None, view: Folded
) -> tuple[int, list[str | None]]:
    """„„X“ და „Y“ მინისტრის … №1 და … №2 ბრძანებები“: the titles, at most ``count``.

    ``at``: where the last title begins; the index of the first one comes back.
    """
    titles = [last]
    place = at
    while last and len(titles) < count and place > 1 and is_title(out[place - 2], view):
        if out[place - 1].value not in ("და", ","):
            break
        place -= 2
        titles.insert(0, title_in(view, out[place]))
    return place, titles


_FAR = 40  # titles that share one noun
_SHORT = re.compile(r" ?[ა-ჰ]{2,12} ?")


def _before_title(
    out: list[Token],
    at: int,
    token: Token,
    cited: Cited,
    parts: list[_Part],
    words: str,
    view: Folded,
) -> tuple[int, str]:
    """What stands before a title that the issuer does not follow: „X-ის №5 „სათაური“ ბრძანება“.

    ``words``: those behind the title, which may be its issuer's.
    """
    if issuer_of(words, "") is not None or len(parts) != 1 or not at:
        return at, words
    place = at
    if parts[0].date is None and parts[0].number is None:
        place, before, _ = _pair(out, at, token.end, cited, view)
        if before is not None:
            parts[0].date, parts[0].number = before.date, before.number
    first = issuer_start(out, place, view)
    found = view.text[out[first].start : out[place].start] if first < place else ""
    if issuer_of(found, "") is None:
        return place, words
    return first, found


def _particulars(
    out: list[Token], at: int, end: int, cited: Cited, view: Folded
) -> tuple[int, list[_Part], str | None]:
    """Dates and numbers before the noun, one pair or an enumeration of them."""
    parts: list[_Part] = []
    between: str | None = None
    while True:
        at, part, title = _pair(out, at, end, cited, view)
        if part is None:
            break
        between = between or title
        parts.insert(0, part)
        if (
            at > 1
            and out[at - 1].kind in ("conj", "mark")
            and out[at - 1].value in ("და", ",", ";")
        ):
            before = out[at - 2]
            more = before.kind == "number" and before.series == "numero"
            if more and (cited.plural or part.date is None or part.date.startswith("-")):
                at, end = at - 1, before.end
                continue
        break
    date: str | None = None
    for part in parts:
        if part.date and len(part.date) == 4:
            part.date = None  # only the year is given
            continue
        if part.date and part.date.startswith("----") and date:
            part.date = date[:4] + part.date[4:]
        elif part.date and part.date.startswith("----"):
            part.date = None
        part.date = date = part.date or date
    return at, parts or [_Part(0, end, cited)], between


def _pair(
    out: list[Token], at: int, end: int, cited: Cited, view: Folded
) -> tuple[int, _Part | None, str | None]:
    """One date with one number, in either order; a title may stand between them."""
    number = date = between = None
    first = at
    if at > 1 and is_bare_number(out[at - 1]) and is_dated(out[at - 2]):
        number = out[at - 1].value
        at -= 1
    elif at and is_numero(out[at - 1]):
        at, number = _joined_number(out, at, view)
        if (
            at > 1
            and out[at - 1].kind == "mark"
            and out[at - 1].value == ","
            and out[at - 2].kind == "date"
        ):
            at -= 1
        elif at > 1 and out[at - 1].kind == "paren" and is_dated(out[at - 2]):
            at -= 1  # „2003 წლის 29 ივლისის (სსმ III, №79) №159 ბრძანება“
    if number and at > 1 and out[at - 1].kind == "quote" and out[at - 2].kind == "date":
        between = title_in(view, out[at - 1])
        at -= 1
    if at and (is_dated(out[at - 1]) or (number and _issued_since(out, at - 1))):
        date = out[at - 1].value
        at -= 1
        comma = at > 1 and out[at - 1].kind == "mark" and out[at - 1].value == ","
        behind = at - 1 if comma else at
        if number is None and behind and is_numero(out[behind - 1]):
            at, number = _joined_number(out, behind, view)
    if at == first:
        return at, None, None
    return at, _Part(out[at].start, end, cited, date, number), between


def _issued_since(out: list[Token], at: int) -> bool:
    """„კომისიის 1995 წლის 3 სექტემბრიდან №2 დადგენილება“: behind the issuer it is the act's day."""
    body = out[at - 1] if at else None
    told = body is not None and body.kind == "word" and nominative.ends_in_issuer(body.value)
    return told and out[at].kind == "date" and out[at].case == "abl"


def _joined_number(out: list[Token], at: int, view: Folded) -> tuple[int, str]:
    """A number, or the numbers of a joint act: „№3/225–№1-1/616“."""
    number = act_number(view, out[at - 1])
    at -= 1
    while (
        at > 1
        and out[at - 1].kind == "mark"
        and out[at - 1].value == "-"
        and is_numero(out[at - 2])
    ):
        number = f"{act_number(view, out[at - 2])}-№{number}"
        at -= 2
    return at, number
