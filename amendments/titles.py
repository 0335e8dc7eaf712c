"""Titles of acts as they are cited: in marks, in two parts, with another title inside, or bare."""

from __future__ import annotations

import re

from amendments.cited import CitedToken
from amendments.folding import Folded
from amendments.tokens import Token

# Words at which neither a title nor an issuer goes further back.
STOP_KEYS = frozenset({"basis", "according", "namely", "approved", "attached"})


def title_before(out: list[Token], at: int, view: Folded) -> tuple[int, str | None]:
    """The title that ends right before the issuer, and the index of its first token.

    „X“; დებულება „X“; „X“ ინსტრუქციის თაობაზე, a title in two parts; „X“ კანონში ცვლილების შეტანის
    თაობაზე, a title that begins with another's; or bare words up to „შესახებ“.
    """
    if not at:
        return at, None
    before = out[at - 1]
    if before.kind == "quote":
        if at > 1 and out[at - 2].kind == "document" and out[at - 2].case == "nom":
            return at - 2, " ".join(view.cut(out[at - 2].start, before.end).split())
        return at - 1, title_in(view, before)
    if not (before.kind == "key" and before.value == "about"):
        return at, None
    first = at - 1
    while first and not (
        out[first - 1].kind in ("verb", "but", "quote") or _foreign(out[first - 1])
    ):
        token = out[first - 1]
        if token.kind == "mark" and not _within_title(out, first, view):
            break
        if token.kind == "key" and token.value in (STOP_KEYS | {"following"}):
            break
        if token.kind == "key" and token.value == "amendment" and not _names_amending(out, first):
            break
        first -= 1
    starts_quoted = first and (
        (out[first - 1].kind == "quote" and (at - first <= 4 or _first_words(out, first, view)))
        or (
            out[first - 1].kind == "cited"
            and out[first - 1].case in ("loc", "gen")
            and at - first <= 6
        )
        or (
            out[first - 1].kind == "cited"
            and out[first - 1].case == "ins"
            and view.text[out[first - 1].start] == "„"
            and _begins(out, first - 1)
        )
    )
    closed = view.text[before.end : before.end + 2].lstrip(" ").startswith("“")
    opened = first > 0 and view.text[out[first - 1].start] == "„"
    if starts_quoted and (opened or not closed):
        first = _first_of_two(out, _before_dash(out, first - 1)) if closed else first - 1
        return first, " ".join(view.cut(out[first].start, before.end).split())
    while first < at - 1 and out[first].kind in ("conj", "mark"):
        first += 1
    if closed:
        return _from_its_mark(out, first, at, view)
    return first, " ".join(view.cut(out[first].start, before.end).split())


def _within_title(out: list[Token], at: int, view: Folded) -> bool:
    """Whether a mark may stand in the words of a title: a comma, a dash, „და/ან“, „ქ.“."""
    token = out[at - 1]
    short = token.value == "." and at > 1 and out[at - 2].value == "ქ"
    return short or token.value in ",-/" or _never_opened(out, at, view)


def _foreign(token: Token) -> bool:
    """Whether a token cites an act that is told apart; „ოქმის“ alone is a word like others."""
    if not isinstance(token, CitedToken) or token.cited is None:
        return token.kind == "cited"
    return token.case == "nom" or token.cited.own or not token.cited.local


def _first_words(out: list[Token], first: int, view: Folded) -> bool:
    """„„საპატიო მებაღის“ წოდების შემოღებისა და მინიჭების წესის შესახებ“: only its first words
    stand in marks."""
    return _begins(out, first - 1) and not speaks_about(out[first - 1], view)


def _first_of_two(out: list[Token], at: int) -> int:
    """„„წყლისა“ და „ტყის წესების“ დამტკიცების შესახებ“: where a title of two names begins."""
    while at > 1 and out[at - 1].value in ("და", ",") and out[at - 2].kind == "quote":
        if not (_begins(out, at - 2) or out[at - 3].value in ("და", ",")):
            break
        at -= 2
    return at


def _from_its_mark(out: list[Token], first: int, at: int, view: Folded) -> tuple[int, str | None]:
    """A title that holds whole citations and is closed behind „თაობაზე“: back to its own mark.

    The mark is the nearest before which as many are opened as closed up to the end, or that
    lacks one, serving an inner title too. Without such a mark the title is not known.
    """
    end = view.text.index("“", out[at - 1].end) + 1
    shared: int | None = None
    based = False  # a word of a legal basis was passed
    for place in range(first, max(-1, first - _FAR), -1):
        token = out[place]
        alone = view.text.count("“", token.end, end) == 1 and "„" not in view.text[token.end : end]
        bare = all(t.kind not in ("cited", "date", "paren", "act") for t in out[place + 1 : at])
        if token.kind == "verb" and alone and bare and place + 1 < at:
            return place + 1, " ".join(view.cut(out[place + 1].start, end - 1).split())
        if token.kind in ("verb", "but") or (token.kind == "mark" and token.value in ":;"):
            break
        based = based or (token.kind == "key" and token.value in STOP_KEYS)
        if view.text[token.start] != "„":
            continue
        words = view.text[token.start : end]
        lacking = words.count("“") - words.count("„")
        if based and not _begins(out, place):
            continue  # „X“ კანონის შესაბამისად …: a basis before the title
        if lacking == 0:
            return place, " ".join(view.cut(token.start + 1, end - 1).split())
        alone = _begins(out, place) and not any(_is_named(t) for t in out[place + 1 : at])
        shared = place if lacking == 1 or (lacking > 1 and alone) else shared
    if shared is None:
        return _from_its_verb(out, at, view, end) or (first, None)
    shared = _before_dash(out, shared)
    return shared, " ".join(view.cut(out[shared].start, end - 1).split())


def _before_dash(out: list[Token], at: int) -> int:
    """Where the bare words before a dash and an inner mark begin, whose own mark is lost.

    „საჯარო სამართლის იურიდიული პირის – „სააგენტოს“ წესდების შესახებ“
    """
    if not at or out[at - 1].value != "-":
        return at
    place = at - 1
    while place and out[place - 1].kind in ("word", "conj"):
        place -= 1
    begins = not place or out[place - 1].kind == "verb" or out[place - 1].value == ":"
    return place if begins and place < at - 1 else at


def _is_named(token: Token) -> bool:
    """Whether a token is an act in the nominative: another one than the act whose title it is."""
    return token.kind in ("act", "cited") and token.case == "nom"


def _begins(out: list[Token], place: int) -> bool:
    """Whether what stands at a place begins an item, or what the verb governs."""
    return not place or out[place - 1].kind == "verb" or out[place - 1].value == ":"


def _from_its_verb(out: list[Token], at: int, view: Folded, end: int) -> tuple[int, str] | None:
    """A title of which only the closing mark is printed: all from the verb or the item's label on.

    „ბ) წყლის წესის შესახებ“ მთავრობის …“; not known where a basis or another act stands before.
    """
    place = at
    while place and out[place - 1].kind not in ("verb", "but", "cited"):
        token = out[place - 1]
        stops = token.kind == "key" and token.value in (STOP_KEYS - {"attached"} | {"this"})
        if stops or (token.kind == "mark" and token.value in ":;„"):
            break
        place -= 1
    before = out[place - 1] if place else None
    if before is not None and before.kind != "verb" and before.value != ":":
        return None
    while place < at - 1 and out[place].kind in ("conj", "mark"):
        place += 1
    words = view.text[out[place].start : end]
    dated = any(t.kind == "act" and t.case == "nom" for t in out[place:at])
    _, inner, rest = words[:-1].partition("“")
    if dated or "„" in words or len(words) < 12 or (inner and "№" in rest):
        return None
    return place, " ".join(view.cut(out[place].start, end - 1).split())


_FAR = 40  # tokens


def _never_opened(out: list[Token], at: int, view: Folded) -> bool:
    """„1. … წესის შესახებ ინსტრუქციის“ თაობაზე“: a closing mark whose opening one is lost."""
    token = out[at - 1]
    if token.value != "“":
        return False
    words = view.text[out[0].start : token.start]
    return words.count("„") <= words.count("“")


def _names_amending(out: list[Token], at: int) -> bool:
    """„ცვლილების შეტანის თაობაზე“: part of a title, not the order „შეტანილ იქნეს ცვლილება“."""
    return at < len(out) and out[at].kind == "word" and out[at].value.startswith("შეტანის")


def title_in(view: Folded, token: Token) -> str:
    """The words between the marks; a mark that also opens an inner title is kept."""
    start, end = token.inner
    if view.text[start - 1] == "„" and view.text[end : end + 1] == "“":
        inner = view.text[start:end]
        if inner.count("“") > inner.count("„"):
            start -= 1
        if inner.count("„") > inner.count("“"):
            end += 1
    title = " ".join(view.cut(start, end).split()).lstrip(", ") or view.cut(start, end)
    if title.endswith("„"):
        title = title[:-1]  # „… დამტკიცების შესახებ„“: the opening sign typed to close
    return title.rstrip(" .") if title.rstrip(" .").endswith(("შესახებ", "თაობაზე")) else title


def is_title(token: Token, view: Folded) -> bool:
    """Whether a quotation ends as titles of acts do."""
    words = view.text[slice(*token.inner)] if token.kind == "quote" else ""
    return words.rstrip(" .").endswith(("შესახებ", "თაობაზე"))


def speaks_about(token: Token, view: Folded) -> bool:
    """Whether a quotation is a title, more words behind „შესახებ“ or not: „… შესახებ, რომელთა …“"""
    words = view.text[slice(*token.inner)] if token.kind == "quote" else ""
    return _ABOUT.search(words) is not None


_ABOUT = re.compile(r"[ა-ჰ)“] (?:შესახებ|თაობაზე)(?![ა-ჰ])")


def about_after(tokens: list[Token], index: int, view: Folded) -> int:
    """Last token of a title that goes on behind its inner mark; else ``index``.

    „X“ ინსტრუქციის თაობაზე; „სამსახურის – “სივრცითი დაგეგმარების დებულების შესახებ“, a stray mark.
    """
    again = _closed_again(tokens, index)
    if again:
        shut = again + 2 < len(tokens) and tokens[again + 1].value == "“"
        return (_closed_again(tokens, again + 1) if shut else 0) or again
    if is_title(tokens[index], view):
        approves = tokens[index + 1 : index + 4]
        named = [token.kind for token in approves] == ["document", "word", "key"]
        ends = named and approves[1].value == "დამტკიცების" and approves[2].value == "about"
        return index + 3 if ends else _runs_on(tokens, index)
    for at in range(index + 1, min(index + _FAR, len(tokens))):
        token = tokens[at]
        if token.kind == "key" and token.value == "about":
            return at
        if token.kind in ("verb", "but") or (token.kind == "mark" and token.value in ":;.,"):
            break
        if token.kind == "unit" or (token.kind == "act" and token.case == "nom"):
            break
    return index


def _runs_on(tokens: list[Token], index: int) -> int:
    """„წყლის შესახებ“ კანონის მიღებასთან დაკავშირებით წესის დამტკიცების თაობაზე: the last token.

    The title of an act about another's: bare words behind its inner mark, up to „თაობაზე“ where
    the sentence or the item ends; ``index`` where something else follows.
    """
    behind = tokens[index + 1 : index + 1 + _FAR]
    if not behind or behind[0].kind == "conj" or behind[0].value in (".", ";", ":", "-"):
        return index
    comma = behind[0].value == ","
    for at, token in enumerate(behind, index + 1):
        if token.kind in ("verb", "but", "quote") or (
            token.kind == "mark" and token.value in ":;„"
        ):
            return index
        if token.kind in ("act", "unit", "facet") and token.case == "nom":
            return index
        if token.value.startswith(("ძალადაკარგ", "გაუქმებ")):
            return index  # „„X“ ძალადაკარგულად გამოცხადების შესახებ“: what is done to the act
        if comma and token.kind not in ("mark", "word", "document", "conj", "key"):
            return index
        if token.kind == "key" and token.value == "about":
            following = tokens[at + 1] if at + 1 < len(tokens) else None
            ends = following is None or following.kind == "paren" or following.value in ".;“"
            return at if ends else index
    return index


def _closed_again(tokens: list[Token], index: int) -> int:
    """Index of „თაობაზე“ before a second closing mark: the title goes on behind its inner one.

    „„ტყის შესახებ“ კანონის მე-4 მუხლით განსაზღვრული აქტის დამტკიცების თაობაზე“; 0 without it.
    """
    behind = tokens[index + 1 : index + 2 * _FAR]
    apart = not behind or behind[0].kind == "conj" or behind[0].value in (",", ".", "-")
    if apart:
        return 0  # „„ტყის შესახებ“ და … №7 დადგენილება …“: another act
    for at in range(index + 1, min(index + 2 * _FAR, len(tokens) - 1)):
        token = tokens[at]
        if token.kind == "verb" or (token.kind == "mark" and token.value in ":;„"):
            return 0
        if token.kind == "act" and token.case == "nom":
            return 0
        if token.kind == "mark" and token.value == "“":
            return at - 1 if tokens[at - 1].value == "about" else 0
    last = tokens[-1]
    ends = len(tokens) - index < 2 * _FAR and last.kind == "mark" and last.value == "“"
    return (
        len(tokens) - 2 if ends and tokens[-2].value == "about" and len(tokens) > index + 2 else 0
    )


_BARE = frozenset(
    {"word", "latin", "number", "date", "document", "unit", "facet", "conj", "norm", "phrase"}
)


def bare_title(tokens: list[Token], index: int) -> int:
    """Last token of a title without marks behind the noun: „№5 ბრძანება წყლის წესის შესახებ“.

    It goes up to „შესახებ“ and there the citation ends; -1 where the words are something else.
    """
    if tokens[index].kind not in ("word", "document", "number"):
        return -1
    for at in range(index, min(index + _FAR, len(tokens))):
        token = tokens[at]
        if token.kind == "key" and token.value == "about":
            following = tokens[at + 1] if at + 1 < len(tokens) else None
            ends = following is None or following.kind == "paren" or following.value in ".;“"
            goes_on = at + 2 < len(tokens) and tokens[at + 1].value == "და"
            ends = ends or (goes_on and tokens[at + 2].value == "this")  # „… და ეს მიწა …“
            return at if ends else -1
        said = token.kind in _BARE or (token.kind == "act" and token.case != "nom")
        said = said or (at > index and token.kind in ("quote", "paren"))
        if not said and not (token.kind == "mark" and token.value in "-,"):
            return -1
    return -1


def marked_title(tokens: list[Token], index: int) -> int:
    """Last token of a title behind a mark that has no fellow: „№5 ბრძანება „წყლის წესის შესახებ.“

    A closing sign written for the opening one („№5 ბრძანება ”წყლის წესის შესახებ”“) needs its
    end; the title goes up to „შესახებ“, where the sentence ends or a bracket follows; else -1.
    """
    for at in range(index + 1, min(index + 1 + 2 * _FAR, len(tokens))):
        token = tokens[at]
        if token.kind in ("verb", "but", "cited") or (token.kind == "act" and token.case == "nom"):
            return -1
        if token.kind == "mark" and token.value in ":;„“":
            return -1
        if not (token.kind == "key" and token.value == "about"):
            continue
        following = tokens[at + 1] if at + 1 < len(tokens) else None
        if tokens[index].value == "“":
            return at if following is not None and following.value == "“" else -1
        if following is None or following.kind == "paren" or following.value in ".;“":
            return at
        if following.value == "," and at + 2 < len(tokens) and tokens[at + 2].kind == "paren":
            return at
    return -1


def cut_short(title: str) -> bool:
    """Whether a title stops within a phrase: „… ლიცენზირებისა“, „… ერთეულის –“."""
    return re.search(r"(?:[ა-ჰ](?:(?<!თვ)ის|ისა|თა)|[-–,])$", title.rstrip(" .")) is not None
