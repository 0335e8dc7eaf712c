"""Documents that an act approved and that are changed by their own name: წესი, დებულება …

They have a numbering of their own: „ბრძანებით დამტკიცებული დებულების მე-3 მუხლი“ is article 3 of
the statute, „ბრძანების მე-3 მუხლი“ article 3 of the order.
"""

from __future__ import annotations

from amendments import lexicon, nominative
from amendments.folding import Folded
from amendments.tokens import Token


def document_name(
    tokens: list[Token], at: int, view: Folded, *, approved: bool = False
) -> tuple[int, str, str, bool] | None:
    """End, name in the nominative, case and number of the document named from ``tokens[at]`` on.

    ``approved``: „დამტკიცებული“ stands before it, so that more nouns name a document.
    """
    start = at
    while at < len(tokens) and at < start + 40:
        token = tokens[at]
        if token.kind == "word" and token.value.startswith("რეგისტრირებულ"):
            if at + 1 < len(tokens) and tokens[at + 1].kind == "paren":
                at += 1
            start = at + 1
        elif token.kind == "quote" and approved and _names_further(tokens, at):
            pass  # „სამტრესტის“ ინსპექციის დებულება
        elif token.kind == "quote":
            return _quoted_document(tokens, start, at, view, approved)
        elif _is_document(token, approved):
            following = tokens[at + 1] if at + 1 < len(tokens) else None
            if token.case == "gen" and following is not None and following.kind == "document":
                at += 1
                continue
            if token.case == "gen" and approved and _names_further(tokens, at):
                at += 1
                continue
            return _plain_document(tokens, start, at, view, approved)
        elif (
            (token.kind == "unit" and token.value == "annex")
            or token.kind in ("verb", "but", "phrase")
            or (token.kind == "act" and token.value == "კოდექსი")
            or (token.kind == "mark" and token.value in ":;.\n")
        ):
            return None
        at += 1
    return None


def _names_further(tokens: list[Token], at: int) -> bool:
    """Whether bare words lead on to another noun: „წესების დარღვევათა წარმოების ინსტრუქცია“."""
    words = 0
    for token in tokens[at + 1 : at + 20]:
        if token.kind == "document":
            return words > 0 and token.case != "stem"
        if token.kind not in ("word", "latin", "conj"):
            return False
        words += token.kind != "conj"
    return False


def _plain_document(
    tokens: list[Token], start: int, at: int, view: Folded, approved: bool
) -> tuple[int, str, str, bool]:
    token = tokens[at]
    words = view.text[tokens[start].start : token.end].lstrip(" ,-")
    if words.count("„") > words.count("“"):
        words = words.lstrip("„ ")
    name = nominative.name(words)
    stop = at + 1
    second = _joined_noun(tokens, at, view) if approved else 0
    if second:
        stop = second + 1
        name = nominative.name(view.text[tokens[start].start : tokens[second].end].lstrip(" ,-"))
    bare = all(t.series == "numero" for t in tokens[start:at])
    if stop < len(tokens) and tokens[stop].kind == "quote" and bare:
        name = f"{name} {view.text[tokens[stop].start : tokens[stop].end]}"
        stop += 1
    _, case, plural = _noun(token)
    if approved and stop < len(tokens) and tokens[stop].series == "numero":
        name = f"{name} {view.text[tokens[stop].start : tokens[stop].end]}"  # „ფორმა №11-01“
        stop += 1
    return stop, name, case, plural


def _joined_noun(tokens: list[Token], at: int, view: Folded) -> int:
    """„მოთხოვნები და საკონკურსო თემატიკა (დანართი 2)“: the second noun of a name, or 0."""
    if at + 1 >= len(tokens) or tokens[at + 1].value != "და":
        return 0
    for place in range(at + 2, min(at + 6, len(tokens))):
        if _is_document(tokens[place], approved=True):
            behind = tokens[place + 1] if place + 1 < len(tokens) else tokens[place]
            annex = behind.kind == "paren" and "დანართ" in view.text[slice(*behind.inner)]
            return place if annex and _noun(tokens[place])[1] == _noun(tokens[at])[1] else 0
        if tokens[place].kind != "word":
            return 0
    return 0


def _quoted_document(
    tokens: list[Token], start: int, at: int, view: Folded, approved: bool
) -> tuple[int, str, str, bool]:
    """A document named in quotation marks, which may carry the ending inside them."""
    inside = view.text[slice(*tokens[at].inner)].strip()
    last = inside.split()[-1] if inside.split() else ""
    before = view.text[tokens[start].start : tokens[at].start].strip(" ,")
    following = tokens[at + 1] if at + 1 < len(tokens) else None
    if following is not None and _is_document(following, approved):
        value, case, plural = _noun(following)
        return at + 2, f"{before} „{inside}“ {value}".strip(), case, plural
    stop = _noun_behind(tokens, at + 1)
    if approved and stop:  # „სსტ 5-98 „ხილი“ საქართველოს სახელმწიფო სტანდარტი“
        words = view.text[tokens[start].start : tokens[stop - 1].end]
        _, case, plural = _noun(tokens[stop - 1])
        return stop, nominative.name(words), case, plural
    turned = nominative.name(inside) if nominative.is_known(last) else inside
    return at + 1, f"{before} {turned}".strip(), _case_of(last), False


def _noun_behind(tokens: list[Token], at: int) -> int:
    """Index behind the noun in the nominative to which a few bare words lead, or 0."""
    for place in range(at, min(at + 5, len(tokens))):
        token = tokens[place]
        if _is_document(token, approved=True):
            return place + 1 if _noun(token)[1] == "nom" else 0
        if token.kind != "word":
            return 0
    return 0


def _case_of(last: str) -> str:
    """The case of a quoted name by its last word: „… ობიექტების ნუსხიდან“."""
    if last in lexicon.DOCUMENTS:
        return lexicon.DOCUMENTS[last][1].case
    for ending, case in _ENDINGS:
        if last.endswith(ending):
            return case
    return "nom"


_ENDINGS = (("ში", "loc"), ("დან", "abl"), ("ისა", "gen"), ("ის", "gen"))


def _is_document(token: Token, approved: bool) -> bool:
    if token.kind == "document":
        return token.case != "stem"
    return approved and token.kind == "word" and token.value in lexicon.APPROVED


def _noun(token: Token) -> tuple[str, str, bool]:
    """Dictionary word, case and number of a document's noun."""
    if token.kind == "document":
        return token.value, token.case, token.plural
    word, form = lexicon.APPROVED[token.value]
    return word, form.case, form.plural
