"""The noun that anchors a citation: left out, misspelt, shared, or before its particulars.

„№484 და „წყლის შესახებ“ №232 ბრძანებები“ share one noun; „„წყლის შესახებ“ საკრებულოს 2011 წლის
25 მარტის №10 (…)“ has none; „მინისტრის ბრძანება 02.08.96 წ. №352“ puts it first.
"""

from __future__ import annotations

from amendments import lexicon
from amendments.cited import CitedToken
from amendments.folding import Folded
from amendments.titles import is_title
from amendments.tokens import Token


def without_kind(
    tokens: list[Token], index: int, out: list[Token], view: Folded
) -> tuple[int, Token] | None:
    """„„სათაური“ საკრებულოს 2011 წლის 25 მარტის №10 (…)“: the noun of the kind is left out.

    Or misspelt: „№20 ბრანება“. The index of the token behind which reading goes on, and the noun
    as it was meant; the date and number are put to ``out``.
    """
    token = tokens[index]
    dated = bool(out) and is_dated(out[-1]) and len(out[-1].value) == 10
    if not dated or not is_numero(token):
        return None
    following = tokens[index + 1] if index + 1 < len(tokens) else None
    if following is not None and following.kind == "word":
        kind = lexicon.nearest_act(following.value)
        if not kind:
            return None
        out.append(token)
        return index + 1, Token("act", following.start, following.end, kind, "nom")
    ends = following is None or following.kind == "paren" or following.value in (".", ";", "/")
    titled = any(is_title(before, view) for before in out[-12:] if before.kind == "quote")
    if not ends or not titled or names_kind(tokens, index + 1) or _shared_behind(tokens, index):
        return None
    out.append(token)
    return index, Token("act", token.end, token.end, "", "nom")


def particulars_behind(
    tokens: list[Token], index: int, token: Token, out: list[Token]
) -> tuple[int, Token]:
    """„მინისტრის ბრძანება 02.08.96 წ. №352 „…““: date and number behind the noun, put before it."""
    behind = tokens[index + 1 : index + 3]
    if token.case != "nom" or token.plural or len(behind) < 2 or token.end == token.start:
        return index, token
    pair = sorted(behind, key=is_numero)
    whole = is_dated(pair[0]) and len(pair[0].value) == 10 and is_numero(pair[1])
    if not whole or (out and (out[-1].kind in ("date", "number"))):
        return index, token
    following = tokens[index + 3] if index + 3 < len(tokens) else None
    again = following is not None and _is_again(following, token)
    if following is not None and following.kind in ("act", "document") and not again:
        return index, token  # the pair belongs to the act cited next
    out.extend(pair)
    end = following.end if following is not None and again else behind[-1].end
    return index + 2 + again, Token("act", token.start, end, token.value, token.case)


def _is_again(token: Token, noun: Token) -> bool:
    """Whether the noun is only said once more: „დადგენილება 2014 წლის … №46 დადგენილება“."""
    return token.kind == "act" and (token.value, token.case) == (noun.value, noun.case)


def names_kind(tokens: list[Token], index: int) -> bool:
    """Whether the noun comes behind the bracket: „… №151/ნ (სსმ …) მინისტრის ბრძანება“."""
    for token in tokens[index : index + 12]:
        if token.kind not in ("paren", "word", "act", "conj") and token.value != ",":
            return False
        if token.kind == "act":
            return True
    return False


def _shared_behind(tokens: list[Token], index: int) -> bool:
    """„№15 (…) და „…“ საკრებულოს … №35 (…) დადგენილებები“: the noun in the plural is of both."""
    at = index + 1
    while at < len(tokens) and tokens[at].kind == "paren":
        at += 1
    if at >= len(tokens) or tokens[at].value not in ("და", ",", ";"):
        return False
    for token in tokens[at : at + 40]:
        if token.kind == "verb" or (token.kind == "mark" and token.value in ".:"):
            return False
        if token.kind == "act":
            return token.plural and token.case == "nom"
    return False


def drop_approving_law(out: list[Token]) -> Token | None:
    """„კანონით დამტკიცებულ სისხლის სამართლის კოდექსში“: the code is the act, not the law.

    The law's citation, of which the code takes the day: „1978 წლის 21 დეკემბრის კანონით
    დამტკიცებული ტყის კოდექსი“.
    """
    for at in range(len(out) - 1, max(0, len(out) - 8), -1):
        approved = out[at].kind == "key" and out[at].value == "approved"
        if approved and out[at - 1].kind == "cited" and out[at - 1].case == "ins":
            law = out[at - 1]
            del out[at - 1 : at + 1]
            return law
        if is_mark(out[at], "-") and _is_law_alone(out[at - 1]):
            law = out[at - 1]
            del out[at - 1 : at + 1]
            return law
    return None


def _is_law_alone(token: Token) -> bool:
    """„საქართველოს 2010 წლის 9 მარტის კანონი – ტყის კოდექსი“: the law is told by the code."""
    cited = token.cited if isinstance(token, CitedToken) else None
    law = cited is not None and cited.kind.endswith("კანონი") and token.case == "nom"
    return cited is not None and law and bool(cited.date) and cited.title is None


def shares_noun(out: list[Token], first: int) -> bool:
    """Whether a number stands before a citation in the plural: „X“ №484 და „Y“ №232 ბრძანებები."""
    if first < 2 or not (out[first - 1].kind == "conj" or is_mark(out[first - 1], ",")):
        return False
    before = out[first - 2]
    described = before.kind in ("paren", "quote") and first > 2
    return is_numero(before) or (described and is_numero(out[first - 3]))


def is_issued(token: Token, out: list[Token]) -> bool:
    """A statute, rules or instruction cited as an act: by date or number („№5 ინსტრუქცია“)."""
    if token.kind != "document" or not out:
        return False
    at = len(out) - 1
    while at and out[at].kind == "word" and at >= len(out) - 4:
        at -= 1
    before = out[at]
    if before.kind == "date" and len(before.value) == 10:
        return True
    return is_numero(before) and at > 0 and out[at - 1].kind == "date"


def is_dated(token: Token) -> bool:
    """A day that may be an act's own; „2014 წლის 1 იანვრიდან“ is the day of the order."""
    return token.kind == "date" and token.case != "abl"


def is_mark(token: Token, value: str) -> bool:
    return token.kind == "mark" and token.value == value


def is_numero(token: Token) -> bool:
    return token.kind == "number" and token.series == "numero"


def is_bare_number(token: Token) -> bool:
    return token.kind == "number" and token.series == "plain"
