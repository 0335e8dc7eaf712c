"""What stands behind the noun of a cited act: number, title, gazette bracket, what it approved.

„№5 ბრძანება (სსმ III, №83, მუხ. 913)“, „№5 ბრძანება – „წყლის შესახებ““, „№5 ბრძანებით
დამტკიცებული წესი“.
"""

from __future__ import annotations

import re
from dataclasses import replace

from amendments.act_nouns import is_mark
from amendments.bracket_words import limits
from amendments.brackets import Bracket, read_bracket
from amendments.cited import Cited
from amendments.documents import document_name
from amendments.folding import Folded
from amendments.titles import (
    about_after,
    bare_title,
    cut_short,
    is_title,
    marked_title,
    speaks_about,
    title_in,
)
from amendments.tokens import Token

_TITLE = re.compile(r" ?[ა-ჰ][^„“№()\d:;]{12,400}[ა-ჰ] (?:შესახებ|თაობაზე) ?")
_PUBLISHED = re.compile(r" ?(?:სსმ|ვებ|www|matsne)")
_LIMIT = re.compile(r" ?(?:,? ?გარდა |(?:მხოლოდ )?იმ ნაწილ|ნაწილობრივ)")


def act_number(view: Folded, token: Token) -> str:
    text = view.text[token.start : token.end].lstrip("№ ")
    return re.sub(r"\s+", "", text).strip(".-")


def forwards(
    tokens: list[Token], index: int, end: int, cited: Cited, view: Folded
) -> tuple[int, int, Cited]:
    """Bracket, number or title after the noun, and the document it approved."""
    if cited.country and index < len(tokens) and tokens[index].kind == "quote":
        cited = replace(cited, local=False)
    elif cited.country and cited.case == "nom" and index + 1 < len(tokens):
        last = bare_title(tokens, index + 1) if tokens[index].value == "„" else -1
        if last > 0:  # „საქართველოს კანონი „წყლის შესახებ“, the closing mark lost
            words = view.cut(tokens[index + 1].start, tokens[last].end)
            cited = replace(cited, title=" ".join(words.split()), local=False)
            index, end = last + 1, tokens[last].end
    if not cited.local or cited.own:
        index, end, cited = _after_noun(tokens, index, end, cited, view)
    elif index < len(tokens) and tokens[index].kind == "paren":
        with_bracket = bracket(tokens[index], cited, view)
        if with_bracket.registration_code or with_bracket.publication:
            cited, end, index = with_bracket, tokens[index].end, index + 1
    if cited.case == "ins":
        return _approved(tokens, index, end, cited, view)
    return index, end, cited


def _after_noun(
    tokens: list[Token], index: int, end: int, cited: Cited, view: Folded
) -> tuple[int, int, Cited]:
    for _ in range(4):
        if index >= len(tokens):
            break
        token = tokens[index]
        following = tokens[index + 1] if index + 1 < len(tokens) else None
        if token.kind == "paren" and (
            _LIMIT.match(view.text, token.inner[0]) or limits(view.text[token.start : token.end])
        ):
            break
        if _stands_apart(tokens, index, view):
            index += 1
            token = tokens[index]
        if token.kind == "paren":
            title = bracketed_title(token, view) if cited.title is None else None
            cited = replace(cited, title=title) if title else bracket(token, cited, view)
        elif (
            token.kind == "number"
            and token.series == "numero"
            and cited.number is None
            and not (following and following.kind in ("unit", "conj"))
        ):
            cited = replace(cited, number=act_number(view, token))
            if following is not None and _said_again(following, cited):
                index, token = index + 1, following
        elif (
            token.kind == "quote"
            and cited.title is None
            and (cited.number or cited.date or (cited.kind.endswith("კანონი") and not cited.own))
        ):
            longer = about_after(tokens, index, view)
            title = title_in(view, token)
            if longer > index:
                start = token.start + _opens_apart(token, tokens[longer], view)
                title = " ".join(view.cut(start, tokens[longer].end).split())
            elif title and not is_title(token, view) and cut_short(title):
                title = None
            index, token = longer, tokens[longer]
            cited = replace(cited, title=title)
        elif cited.title is None and cited.case == "nom" and cited.date:
            first, last = _words_of_title(tokens, index, cited)
            if last < 0:
                break
            words = view.cut(tokens[first].start, tokens[last].end)
            index, token = last, tokens[last]
            if is_mark(tokens[first - 1], "„") or is_mark(tokens[first - 1], "“"):
                shut = index + 1 < len(tokens) and is_mark(tokens[index + 1], "“")
                index, token = (index + 1, tokens[index + 1]) if shut else (index, token)
            cited = replace(cited, title=" ".join(words.split()))
        else:
            break
        end = token.end
        index += 1
    return index, end, cited


def _opens_apart(first: Token, last: Token, view: Folded) -> bool:
    """Whether the first mark is the title's own, never closed: „„წესის „X“ დამტკიცების თაობაზე“."""
    words = view.text[first.start : last.end]
    return words[0] == "„" and words.count("„") > words.count("“")


def _said_again(token: Token, cited: Cited) -> bool:
    """„… 8 ოქტომბრის დადგენილება №42 დადგენილება“: the noun a second time."""
    same = token.kind == "act" and token.value == cited.kind and not token.plural
    return same and token.case == cited.case == "nom"


def bracketed_title(token: Token, view: Folded) -> str | None:
    """„№5 ბრძანება (წყლის წესის შესახებ)“: the title in brackets, or None."""
    words = " ".join(view.cut(*token.inner).split())
    return words if _TITLE.fullmatch(view.text, *token.inner) else None


def _words_of_title(tokens: list[Token], index: int, cited: Cited) -> tuple[int, int]:
    """First and last token of a title without a pair of marks, the last -1 where there is none.

    „№5 ბრძანება წყლის წესის შესახებ“, „№5 ბრძანება – წყლის წესის შესახებ“, „№5 ბრძანება „წყლის
    შესახებ (სსმ …)“ without its closing mark, also behind a stop that ends no sentence.
    """
    token = tokens[index]
    told = bool(cited.number) or cited.kind.endswith("კანონი")
    dash = is_mark(token, "-") or is_mark(token, ".")
    if dash and index + 1 < len(tokens) and tokens[index + 1].value == "„":
        index, token = index + 1, tokens[index + 1]
    if token.kind == "mark" and token.value in "„“":
        return index + 1, marked_title(tokens, index)
    if is_mark(token, "-") and told and index + 1 < len(tokens):
        return index + 1, bare_title(tokens, index + 1)
    return index, bare_title(tokens, index)


def _stands_apart(tokens: list[Token], index: int, view: Folded) -> bool:
    """„№3 დადგენილება – „წყლის შესახებ“.“, „№3 დადგენილება „…“. (კოდი …)“: a mark between.

    A title behind which more words follow is that of the act cited next.
    """
    if tokens[index].kind != "mark" or index + 1 >= len(tokens):
        return False
    following, behind = tokens[index + 1], tokens[index + 2 : index + 3]
    if tokens[index].value in "-,.:" and speaks_about(following, view):
        stop = tokens[index].value != "." or not behind or behind[0].kind == "mark"
        return stop and (not behind or behind[0].kind in ("mark", "paren", "conj", "verb"))
    inside = view.text[slice(*following.inner)] if following.kind == "paren" else ""
    published = _PUBLISHED.match(inside) or read_bracket(inside.strip()).code
    return tokens[index].value in ".," and bool(published)


def bracket(token: Token, cited: Cited, view: Folded) -> Cited:
    """The citation with what the bracket after the noun says."""
    found = read_bracket(" ".join(view.text[slice(*token.inner)].split()))
    if found.number is not None and cited.number is not None:
        found = Bracket(publication=f"№{found.number}")
    publication = found.publication
    if publication is not None:
        publication = view.cut(*token.inner) if found.code is None else publication
        publication = " ".join(publication.split())
    return replace(
        cited,
        number=found.number or cited.number,
        registration_code=found.code or cited.registration_code,
        publication=publication or cited.publication,
    )


def _approves(token: Token, view: Folded) -> bool:
    """„№7 დადგენილებით დამტკიცებული, „წესის დამტკიცების შესახებ“, დანართი“: the act's own title."""
    words = view.text[slice(*token.inner)] if token.kind == "quote" else ""
    return words.rstrip(" .").endswith(("დამტკიცების შესახებ", "დამტკიცების თაობაზე"))


def _approved(
    tokens: list[Token], index: int, end: int, cited: Cited, view: Folded
) -> tuple[int, int, Cited]:
    """„… ბრძანებით დამტკიცებულ … დებულებაში“: the document's name and its case."""
    at = index
    while at < len(tokens) and at < index + 3 and tokens[at].kind in ("paren", "mark"):
        at += 1
    if at >= len(tokens) or not (tokens[at].kind == "key" and tokens[at].value == "approved"):
        return index, end, cited
    at += 1
    quoted = at + 1 if at < len(tokens) and is_mark(tokens[at], ",") else at
    if cited.title is None and quoted < len(tokens) and _approves(tokens[quoted], view):
        cited = replace(cited, title=title_in(view, tokens[quoted]))
        return quoted + 1, tokens[quoted].end, cited
    found = document_name(tokens, at, view, approved=True)
    if found is None:
        return index, end, cited
    stop, name, case, plural = found
    for token in tokens[at:stop]:
        if token.kind == "paren":
            cited = bracket(token, cited, view)
    if " " not in name and cited.title and cited.title[0] in '„,"«' and name[:-1] in cited.title:
        name = cited.title[: cited.title.rindex(name[:-1])] + name
    return stop, tokens[stop - 1].end, replace(cited, document=name, case=case, plural=plural)
